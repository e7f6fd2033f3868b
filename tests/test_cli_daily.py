"""The commands on the archive, as a user runs them: against a web of feeds with every fault, and on the sample."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.newsfeeds import FAULTS
from bench.newsserver import NewsServer

ROOT = Path(__file__).resolve().parents[1]
NOW = "2026-03-02T12:00Z"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("daily")


@pytest.fixture(scope="module")
def server() -> Iterator[NewsServer]:
    with NewsServer(len(FAULTS) + 5, 2) as running:
        yield running


def nutgraf(folder: Path, *words: str, db: str = "archive.db", **more: str) -> subprocess.CompletedProcess[str]:
    settings = {
        "NUTGRAF_DB": str(folder / db),
        "XDG_CONFIG_HOME": str(folder),
        "NUTGRAF_LIMITS_TIMEOUT_S": "3.0",
        "NUTGRAF_MANNERS_HOST_DELAY_S": "0.0",
        "NUTGRAF_MANNERS_PER_HOST": "32",
    }
    return subprocess.run(
        [sys.executable, "-m", "nutgraf", *words],
        env=os.environ | settings | more,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.fixture(scope="module")
def followed(folder: Path, server: NewsServer) -> Path:
    """A folder whose archive follows all feeds of the server and has done one round."""
    opml = folder / "feeds.opml"
    server.write_opml(opml)
    assert nutgraf(folder, "init").returncode == 0
    added = nutgraf(folder, "add", str(opml))
    assert added.returncode == 0, added.stderr
    assert f"{len(server.feeds)} new feeds" in added.stdout
    done = nutgraf(folder, "run", "--once", "--allow-private", "--now", NOW)
    assert done.returncode == 0, done.stderr
    assert f"{len(server.feeds)} feeds asked" in done.stdout
    return folder


WORDS = {
    "error-500": "cannot be read (HTTP status 500)",
    "busy-503": "is not available at the moment; try again later (HTTP status 503)",
    "gone-404": "does not exist on its server (HTTP status 404)",
    "gone-410": "was removed from its server (HTTP status 410)",
    "hangs": "did not answer in full within 3 s",
    "drips": "did not answer in full within 3 s",
    "redirect-loop": "redirects more than 5 times and leads nowhere",
    "no-xml": "is a page and no feed",
    "damaged-gzip": "arrived damaged",
    "gzip-bomb": "is larger than 20 MB",
    "entity-bomb": "declares",
    "empty": "is a feed without entries",
    "endless": "is larger than 20 MB",
}
"""What is said of each fault; of the others nothing, for their entries come in."""


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_is_one_line_in_sources(followed: Path, server: NewsServer, fault: str) -> None:
    health = json.loads(nutgraf(followed, "sources", "--format", "json", "--now", NOW).stdout)
    [one] = [h for h, feed in zip(health, server.feeds, strict=True) if feed.fault == fault]
    if fault in WORDS:
        assert WORDS[fault] in one["feed"]["failure"]
        assert one["feed"]["address"] in one["feed"]["failure"]
        assert one["items"] == 0
    else:
        assert one["feed"]["failure"] == ""
        assert one["items"] >= 1
    if fault == "moved-for-good":
        assert one["feed"]["moved_to"].endswith(f"/feed/{len(server.feeds) - 1}")


def test_the_list_of_sources_is_for_people(followed: Path) -> None:
    printed = nutgraf(followed, "sources", "--now", NOW).stdout
    assert "Outlet 0" in printed
    assert sum(line.strip().startswith("!") for line in printed.splitlines()) == len(WORDS)


def test_a_second_round_takes_nothing_in_twice(followed: Path) -> None:
    before = nutgraf(followed, "doctor").stdout
    again = nutgraf(followed, "run", "--once", "--allow-private", "--now", "2026-03-02T14:00Z")
    assert "new entries" not in again.stdout
    after = nutgraf(followed, "doctor").stdout
    assert "Integrity: ok" in after
    assert [p for p in before.split(", ") if "items" in p] == [p for p in after.split(", ") if "items" in p]


def test_addresses_of_private_networks_are_asked_only_when_that_is_allowed(folder: Path, server: NewsServer) -> None:
    nutgraf(folder, "add", str(folder / "feeds.opml"), db="private.db")
    done = nutgraf(folder, "run", "--once", "--now", NOW, db="private.db")
    assert done.returncode == 4
    printed = nutgraf(folder, "sources", "--now", NOW, db="private.db").stdout
    assert printed.count("nutgraf fetches public addresses only") == len(server.feeds)


def test_opml_goes_round_byte_for_byte(followed: Path) -> None:
    first = nutgraf(followed, "export", "--opml").stdout
    (followed / "again.opml").write_text(first, "utf-8")
    assert nutgraf(followed, "add", str(followed / "again.opml"), db="again.db").returncode == 0
    assert nutgraf(followed, "export", "--opml", db="again.db").stdout == first


@pytest.fixture(scope="module")
def sample(folder: Path, sample_archive: Path) -> Path:
    shutil.copy(sample_archive, folder / "sample.db")
    return folder


def on_sample(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return nutgraf(folder, *words, db="sample.db")


@pytest.fixture(scope="module")
def story(sample: Path) -> str:
    listed = json.loads(on_sample(sample, "stories", "--since", "7d", "--now", "2025-05-17", "--format", "json").stdout)
    assert listed[0]["edition"] == 7
    return str(listed[0]["story"])


def test_the_front_page_says_why(sample: Path) -> None:
    printed = on_sample(sample, "stories", "--since", "48h", "--now", "2025-05-17", "--why").stdout
    assert printed.splitlines()[0].endswith("Medinsky says after Istanbul talks")
    assert "7 independent origins" in printed
    assert "= breadth" in printed


def test_what_changed_since_a_day(sample: Path, story: str) -> None:
    printed = on_sample(sample, "diff", story, "--since", "2025-05-14").stdout
    assert "✕ Denied (unconfirmed -> not coming), Norda" in printed
    assert "President Vladimir Putin was not on the published list. [Norda, 14 May 20:45]" in printed
    assert "1,000 prisoners" in printed
    made = json.loads(on_sample(sample, "diff", story, "--since", "4", "--format", "json").stdout)
    assert (made["from"], made["to"]) == (4, 7)
    assert {c["kind"] for c in made["changes"]} >= {"denied", "confirmed", "new"}


def test_since_a_reader_looked(sample: Path, story: str) -> None:
    assert on_sample(sample, "show", story, "--edition", "6", "--reader", "anna").returncode == 0
    first = on_sample(sample, "diff", story, "--reader", "anna").stdout
    assert "what changed since edition 6" in first
    assert "1,000 prisoners" in first
    again = on_sample(sample, "diff", story, "--reader", "anna").stdout
    assert "Nothing material has changed." in again


def test_search_finds_articles_and_briefs(sample: Path) -> None:
    found = json.loads(on_sample(sample, "search", "medinsky", "prisoners", "--format", "json").stdout)
    assert found["briefs"]
    assert found["articles"]
    none = on_sample(sample, "search", "zyzzyva")
    assert (none.returncode, none.stdout) == (4, "")
    assert none.stderr == "Nothing in the archive fits.\n"


def test_following_and_muting_change_the_front_page(sample: Path) -> None:
    listing = ("stories", "--since", "48h", "--now", "2025-05-17")
    assert on_sample(sample, "mute", "--word", "Mexico").returncode == 0
    assert "Mexico" not in on_sample(sample, *listing).stdout
    assert on_sample(sample, "mute", "--word", "Mexico", "--off").returncode == 0
    assert "Mexico" in on_sample(sample, *listing).stdout
    assert on_sample(sample, "follow", "--actor", "Rutte").returncode == 0
    assert any("NATO" in line and line.endswith("*") for line in on_sample(sample, *listing).stdout.splitlines())


def test_a_replay_is_the_same(sample: Path) -> None:
    done = on_sample(sample, "replay", "--from", "2025-05-14", "--to", "2025-05-14")
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith(": the same.\n")


def test_a_person_corrects_the_archive(sample: Path, story: str) -> None:
    other = json.loads(on_sample(sample, "search", "NATO", "--format", "json").stdout)["articles"][0]["story"]
    on_sample(sample, "backup", str(sample / "before.db"))
    done = on_sample(sample, "stories", "--merge", f"{story} {other}", "--now", "2025-05-17T10:00Z")
    assert done.returncode == 0, done.stderr
    shown = on_sample(sample, "show", other)
    assert shown.stdout == on_sample(sample, "show", story).stdout, "the old id leads to the story that took it in"
    assert on_sample(sample, "restore", str(sample / "before.db")).returncode == 0
    assert on_sample(sample, "show", other).stdout != shown.stdout


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("show", "s1-none"), 4, "There is no story s1-none"),
        (("diff", "s1-none"), 4, "There is no story s1-none"),
        (("remove", "nobody"), 4, "No followed feed is named nobody"),
        (("stories", "--since", "soon"), 2, "is no time"),
        (("prune", "--keep", "long"), 2, "is no stretch of time"),
        (("export",), 2, "Say what to export"),
        (("add", "none.opml"), 4, "neither a web address nor a file"),
        (("run", "--now", "2026-01-01"), 2, "--now goes with --once"),
    ],
)
def test_mistakes_are_sentences(sample: Path, words: tuple[str, ...], code: int, sentence: str) -> None:
    done = on_sample(sample, *words)
    assert done.returncode == code
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_without_an_archive_the_way_to_one_is_said(folder: Path) -> None:
    done = nutgraf(folder, "stories", db="none.db")
    assert done.returncode == 2
    assert "`nutgraf add` or `nutgraf import` makes it" in done.stderr
    assert not (folder / "none.db").exists()


def test_rounds_for_ever_give_way_to_readers() -> None:
    script = (
        "import os; from nutgraf.commands import work; before = os.nice(0); work.give_way(); print(before, os.nice(0))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    before, after = map(int, done.stdout.split())
    assert after == min(19, before + 19)
