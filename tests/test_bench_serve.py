"""The bench of the server: its archive is whole and the same every time, and its figures are counted right."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bench.bigarchive import build, fresh, originals, popular
from bench.readers import Asked
from bench.serve import percentile, summed
from nutgraf.model import Line, StoryCard
from nutgraf.store.archive import Archive

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, sample_archive: Path) -> Path:
    folder = tmp_path_factory.mktemp("big")
    sample = Path(shutil.copy(sample_archive, folder / "sample.db"))
    build(folder / "big.db", sample, many_articles=200, many_stories=22, now=NOW)
    return folder / "big.db"


def facts(path: Path) -> list[tuple[StoryCard, tuple[str, ...]]]:
    with Archive(str(path)) as archive:
        cards = archive.stories.cards()
        return [
            (
                c,
                tuple(
                    archive.editions.get(c.story.id, n).brief.edition for n, _ in archive.editions.numbers(c.story.id)
                ),
            )
            for c in cards
        ]


def test_the_archive_is_whole_and_has_what_was_asked_for(built: Path) -> None:
    with Archive(str(built)) as archive:
        found = archive.upkeep.check()
        assert not found.faults
        counts = dict(found.counts)
        assert counts["stories"] == 22
        assert counts["articles"] == 200
        assert counts["editions"] >= 22
        for card in archive.stories.cards():
            assert card.edition == len(archive.editions.numbers(card.story.id)) > 0
            assert len(archive.articles.get(card.story.articles)) == len(card.story.articles)


def test_every_span_of_a_copy_stands_in_its_own_articles(built: Path) -> None:
    with Archive(str(built)) as archive:
        for card in archive.stories.cards():
            edition = archive.editions.get(card.story.id, card.edition)
            articles = archive.articles.get(edition.articles)
            lines: tuple[Line, ...] = edition.brief.lines
            for one in (e for line in lines for e in line.evidence if not e.span.article.endswith("#title")):
                assert articles[one.span.article].quote(one.span) == one.text


def test_it_is_the_same_every_time(built: Path, tmp_path: Path, sample_archive: Path) -> None:
    sample = Path(shutil.copy(sample_archive, tmp_path / "sample.db"))
    build(tmp_path / "again.db", sample, many_articles=200, many_stories=22, now=NOW)
    assert facts(tmp_path / "again.db") == facts(built)
    assert popular(tmp_path / "again.db") == popular(built)


def test_one_that_was_kept_ends_at_the_new_moment(built: Path, tmp_path: Path) -> None:
    path, later = Path(shutil.copy(built, tmp_path / "later.db")), timedelta(days=40)
    fresh(path, NOW + later)
    with Archive(str(path)) as archive, Archive(str(built)) as before:
        moved = {c.story.id: c for c in archive.stories.cards()}
        for card in before.stories.cards():
            assert card.story.last is not None
            assert moved[card.story.id].story.last == card.story.last + later
        assert max(c.story.last for c in moved.values() if c.story.last) == NOW + later
        assert len(archive.stories.arrivals(NOW + later - timedelta(days=1))) > 1


def test_the_big_story_is_among_the_originals(tmp_path: Path, sample_archive: Path) -> None:
    found = originals(Path(shutil.copy(sample_archive, tmp_path / "sample.db")))
    assert len(found[0].articles) == 44
    assert all(len(one.articles) == 2 for one in found[1:])


def test_figures_are_counted_right() -> None:
    asked = [Asked("front", n / 10, float(n), 2.0 * n, 1000 * n, 200) for n in range(1, 101)]
    asked.append(Asked("story", 1.0, 0.0, 5.0, 0, 0))
    rows = summed(asked, 10.0)
    assert rows["all"]["errors"] == rows["story"]["errors"] == 1
    assert rows["front"]["errors"] == 0
    assert rows["front"]["per_s"] == 10.0
    assert (rows["front"]["server_p95_ms"], rows["front"]["client_p50_ms"]) == (96.0, 102.0)
    assert rows["front"]["largest_kb"] == 100.0
    assert percentile([], 95) == 0.0
