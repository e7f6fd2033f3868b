"""`nutgraf stories --history`: a person's merges, splits and moves, and ids that last, as a user types them."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nutgraf.cli import OK, USAGE, app

BRIDGE = (
    "The harbour town of Lunden closed its main bridge on Monday after inspectors found cracks in two girders. "
    "Mayor Ingrid Holm said it would stay shut until Friday while engineers weld plates on. "
    "About 14,000 cars cross the bridge each day, and drivers now face a detour of 22 kilometres."
)
ECHO = (
    "Lunden's main bridge was closed on Monday: inspectors had found cracks in two of its girders, the town said. "
    "Mayor Ingrid Holm expects engineers to weld plates on until Friday. Some 14,000 cars a day must go around."
)
CHEESE = (
    "The cheese market of Brask moves to the castle in May because the square is being paved, the guild said. "
    "Forty stalls sold nine tonnes of cheese there last year, and the guild master hopes for more."
)


def write(folder: Path, name: str, title: str, text: str, published: str) -> None:
    record = {"title": title, "text": text, "source": name.title(), "published": published, "language": "en"}
    (folder / f"{name}.json").write_text(json.dumps(record | {"url": f"https://{name}.example/1"}), "utf-8")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    write(folder, "post", "Lunden bridge closed after cracks found", BRIDGE, "2026-03-02T10:00:00Z")
    write(folder, "echo", "Cracks close Lunden's main bridge", ECHO, "2026-03-02T11:00:00Z")
    write(folder, "dairy", "Cheese market moves to the castle", CHEESE, "2026-03-02T12:00:00Z")
    return folder


def stories(news: Path, *args: str) -> list[tuple[str, set[str]]]:
    """Return the id and the outlets of each story listed."""
    run = CliRunner().invoke(
        app, ["stories", str(news), "--history", str(news.parent / "h.json"), "--format", "json", *args]
    )
    assert run.exit_code == OK, run.stderr
    listed = json.loads(run.stdout)["stories"]
    return [(s["id"], {a["outlet"] for e in s["events"] for a in e["articles"]}) for s in listed]


def refused(news: Path, *args: str) -> str:
    run = CliRunner().invoke(app, ["stories", str(news), "--history", str(news.parent / "h.json"), *args])
    assert run.exit_code == USAGE
    return run.stderr


def test_a_merge_holds_in_the_next_run(news: Path) -> None:
    (bridge, _), (cheese, _) = stories(news)
    assert stories(news, "--merge", "1 2") == [(bridge, {"Post", "Echo", "Dairy"})]
    assert stories(news) == [(bridge, {"Post", "Echo", "Dairy"})]
    history = json.loads((news.parent / "h.json").read_text("utf-8"))
    assert history["redirects"] == [[cheese, bridge]]


def test_a_split_by_address_and_back(news: Path) -> None:
    (bridge, _), _ = stories(news)
    split = dict(stories(news, "--split", "https://echo.example/1"))
    assert split[bridge] in ({"Post"}, {"Echo"})
    assert {"Post", "Echo"} not in split.values()
    assert {"Post", "Echo"} in dict(stories(news, "--merge", "https://echo.example/1 https://post.example/1")).values()


def test_a_move_by_an_old_id(news: Path) -> None:
    (bridge, _), (cheese, _) = stories(news)
    stories(news, "--merge", "1 2")
    stories(news, "--split", "https://dairy.example/1")
    moved = dict(stories(news, "--move", f"https://dairy.example/1 {cheese}"))
    assert moved == {bridge: {"Post", "Echo", "Dairy"}}, "the old id leads to the story that took it in"


def test_an_older_article_that_comes_late_changes_no_id(news: Path) -> None:
    before = stories(news)
    write(news, "harbour", "Bridge at Lunden shut over cracks", ECHO.replace("the town", "it"), "2026-03-02T09:00:00Z")
    after = dict(stories(news))
    assert after[before[0][0]] == {"Post", "Echo", "Harbour"}
    assert after[before[1][0]] == {"Dairy"}


def test_the_brief_is_that_of_the_story_as_corrected(news: Path) -> None:
    from nutgraf.newsroom import open_newsroom

    stories(news, "--split", "https://echo.example/1")
    with open_newsroom() as newsroom:
        plain = newsroom.survey([str(news)]).told
        told = newsroom.survey([str(news)], history=str(news.parent / "h.json")).told
    assert max(len(s.articles) for s in plain.stories) == 2
    assert max(len(s.articles) for s in told.stories) == 1


REFUSED = [
    (("--merge", "1 9"), "There is no story 9"),
    (("--merge", "1"), "two stories or more"),
    (("--merge", "1 s1-unknown"), "neither a story"),
    (("--split", "nowhere"), "nowhere"),
    (("--split", "https://dairy.example/1"), "not all"),
    (("--split", "https://dairy.example/1 https://post.example/1"), "2 stories"),
    (("--move", "https://dairy.example/1"), "an article and a story"),
    (("--split", "example/1"), "may be 3"),
    (("--move", "'open"), "open quotation mark"),
]


@pytest.mark.parametrize(("args", "words"), REFUSED)
def test_what_names_nothing_is_refused_in_a_sentence(args: tuple[str, str], words: str, news: Path) -> None:
    stories(news)
    before = (news.parent / "h.json").read_bytes()
    assert words in refused(news, *args)
    assert (news.parent / "h.json").read_bytes() == before


def test_corrections_need_a_file(news: Path) -> None:
    run = CliRunner().invoke(app, ["stories", str(news), "--merge", "1 2"])
    assert run.exit_code == USAGE
    assert "--history FILE" in run.stderr
