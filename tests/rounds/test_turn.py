"""Rounds over a small world: news comes in once, what is broken off ends the same, another copy is no edition."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from nutgraf.daily import Daily, replayed
from nutgraf.errors import NotReadable, UsageError
from nutgraf.model import Answer, Ask, Failed, Feed, Fetched
from nutgraf.nlp.embed import UseEmbedder
from nutgraf.nlp.tag import SpacyTagger
from nutgraf.settings import Settings

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
A, B, C = "http://a.example/feed", "http://b.example/feed", "http://c.example/feed"

LEAD = "A fire in the Arlen tunnel killed four people on Monday, police said."
MORE = (
    "The fire broke out in a lorry near the southern mouth of the Arlen tunnel at six in the morning. "
    "Police chief Ines Vidal said that the tunnel would stay closed until Friday. "
    "Twelve people were taken to hospital in Sonnau with burns. "
    "Transport minister Karl Oden promised an inquiry into the safety of the Arlen tunnel."
)
OTHER = (
    "Four people died when a lorry caught fire in the Arlen tunnel on Monday morning. "
    "The Arlen tunnel is closed, and drivers are sent over the Sonnau pass. "
    "The mayor of Sonnau, Petra Lang, asked why the alarm in the tunnel had come so late. "
    "Karl Oden, the transport minister, said there would be an inquiry."
)
LATER = (
    "Seven people have now died after the fire in the Arlen tunnel, the hospital in Sonnau said on Tuesday. "
    "Prosecutor Maria Behn accused the operator of the Arlen tunnel of ignoring two warnings. "
    "The operator, Arlen Roads, rejected the accusation."
)


def rss(outlet: str, *entries: tuple[str, str, str]) -> bytes:
    items = "".join(
        f"<item><title>{title}</title><guid>{title}</guid><link>http://{outlet}.example/{n}</link>"
        f"<pubDate>{at}</pubDate><description>{text}</description></item>"
        for n, (title, at, text) in enumerate(entries)
    )
    return f"<rss version='2.0'><channel><title>The {outlet} Post</title>{items}</channel></rss>".encode()


class World:
    """A web of a few pages: a `ports.Fetch` over a dictionary."""

    def __init__(self, pages: Mapping[str, bytes]) -> None:
        self.pages = dict(pages)
        self.asked: list[str] = []

    def answers(self, asks: Iterable[Ask]) -> Iterator[Answer]:
        for ask in asks:
            self.asked.append(ask.address)
            if ask.address not in self.pages:
                failed = Failed(
                    ask.address, f"{ask.address} does not exist on its server (HTTP status 404).", "NotFound"
                )
                yield Answer(ask, failed=failed, status=404)
            elif ask.etag == str(len(self.pages[ask.address])):
                yield Answer(ask, unchanged=True, status=304)
            else:
                body = self.pages[ask.address]
                yield Answer(ask, Fetched(ask.address, ask.address, body, etag=str(len(body))), status=200)


MONDAY, TUESDAY = "Mon, 02 Mar 2026 08:00:00 GMT", "Tue, 03 Mar 2026 09:00:00 GMT"
FIRST = {
    A: rss("Avon", ("Fire in Arlen tunnel kills four", MONDAY, f"{LEAD} {MORE}")),
    B: rss("Brent", ("Four dead after lorry burns in tunnel", MONDAY, OTHER)),
}


@pytest.fixture
def daily(tmp_path: Path, tagger: SpacyTagger, embedder: UseEmbedder) -> Iterator[Daily]:
    with opened(tmp_path / "archive.db", World(FIRST), tagger, embedder) as made:
        made.archive.feeds.add([Feed(A, "A"), Feed(B, "B")])
        yield made


@contextmanager
def opened(path: Path, world: World, tagger: SpacyTagger, embedder: UseEmbedder) -> Iterator[Daily]:
    """Open an archive with the world of this test and the models of this run."""
    settings = Settings()
    with Daily(replace(settings, rounds=replace(settings.rounds, pages=False)), str(path)) as made:
        made._newsroom.__dict__ |= {"tagger": tagger}
        made._hands.fetch = world
        made._hands.writers = replace(made.writers, embedder=lambda: embedder)
        yield made


def world_of(daily: Daily) -> World:
    found = daily._hands.fetch
    assert isinstance(found, World)
    return found


def test_a_round_makes_a_story_and_its_first_edition(daily: Daily) -> None:
    counts = daily.run_once(NOW)
    assert (counts["feeds"], counts["items"], counts["articles"], counts["editions"]) == (2, 2, 2, 1)
    [card] = daily.archive.stories.cards()
    assert (len(card.story.articles), len(card.story.origins), card.edition) == (2, 2, 1)
    edition = daily.archive.editions.get(card.story.id, 1)
    assert "tunnel" in edition.brief.headline.text
    assert edition.changes == ()
    assert edition.made_at == NOW


def test_what_did_not_change_is_not_asked_for_twice(daily: Daily) -> None:
    daily.run_once(NOW)
    assert daily.run_once(NOW)["feeds"] == 0, "not due yet"
    counts = daily.run_once(NOW + timedelta(hours=2))
    assert (counts["feeds"], counts["items"], counts["editions"]) == (2, 0, 0)


def test_a_copy_is_no_edition_and_news_is(daily: Daily) -> None:
    daily.run_once(NOW)
    daily.archive.feeds.add([Feed(C, "C")])
    world_of(daily).pages[C] = rss("Cree", ("Fire in Arlen tunnel kills four", MONDAY, f"{LEAD} {MORE} Copied."))
    counts = daily.run_once(NOW + timedelta(hours=2))
    assert (counts["items"], counts["stories"], counts["to_brief"], counts["editions"]) == (1, 1, 0, 0)
    later = ("Tunnel fire: operator accused", TUESDAY, LATER)
    world_of(daily).pages[B] = rss("Brent", ("Four dead after lorry burns in tunnel", MONDAY, OTHER), later)
    counts = daily.run_once(NOW + timedelta(hours=26))
    assert counts["editions"] == 1
    [card] = daily.archive.stories.cards()
    changes = daily.archive.editions.get(card.story.id, 2).changes
    assert any("Seven people have now died" in e.text for c in changes for e in c.evidence)
    assert any("accused the operator" in e.text for c in changes for e in c.evidence)
    assert all(not any("broke out in a lorry" in e.text for e in c.evidence) for c in changes)


def test_an_entry_without_text_is_read_from_its_page(daily: Daily) -> None:
    settings = daily._hands.settings
    daily._hands.settings = replace(settings, rounds=replace(settings.rounds, pages=True))
    page = "".join(f"<p>{sentence}.</p>" for sentence in f"{LEAD} {MORE}".split(". "))
    world_of(daily).pages = {
        A: rss("Avon", ("Fire in Arlen tunnel kills four", MONDAY, ""), ("A page that is gone", MONDAY, "")),
        "http://Avon.example/0": f"<html><body><article>{page}</article></body></html>".encode(),
    }
    counts = daily.run_once(NOW)
    assert (counts["items"], counts["pages"], counts["articles"], counts["unreadable"]) == (2, 1, 1, 1)
    [card] = daily.archive.stories.cards()
    assert card.headline == "Fire in Arlen tunnel kills four"
    assert len(daily.archive.inbox.failed(1)) == 1


def test_a_muted_feed_stands_in_no_story(daily: Daily) -> None:
    daily.run_once(NOW)
    daily.archive.feeds.change(A, muted=True)
    daily.run_once(NOW + timedelta(hours=2))
    [card] = daily.archive.stories.cards()
    assert len(card.story.articles) == 1


def test_what_is_wrong_with_a_feed_is_kept_in_words(daily: Daily) -> None:
    world_of(daily).pages = {A: b"<html><body>It works</body></html>"}
    counts = daily.run_once(NOW)
    assert counts["feeds_failed"] == 2
    first, second = daily.archive.feeds.all()
    assert first.failure == f"{A} is a page and no feed; `nutgraf add` finds the feeds of a page."
    assert second.failure.endswith("does not exist on its server (HTTP status 404).")
    assert (second.failures, second.status) == (1, 404)
    assert second.due_at is not None
    assert second.due_at > NOW
    world_of(daily).pages = dict(FIRST)
    daily.run_once(NOW + timedelta(days=1))
    assert [feed.failure for feed in daily.archive.feeds.all()] == ["", ""]


def test_a_correction_of_an_outlet_is_shown(daily: Daily) -> None:
    daily.run_once(NOW)
    mended = LEAD.replace("killed four people", "killed three people"), MORE.replace("promised", "ruled out")
    title = "Fire in Arlen tunnel kills three"
    world_of(daily).pages[A] = rss("Avon", (title, MONDAY, " ".join(mended)))
    daily.run_once(NOW + timedelta(hours=2))
    [card] = daily.archive.stories.cards()
    assert len(card.story.articles) == 2, "the newer version stands for the older"
    changes = daily.archive.editions.get(card.story.id, 2).changes
    moved = {(c.kind, c.was, c.now) for c in changes}
    assert any(kind in ("changed", "corrected") and "four" in was.lower() for kind, was, _ in moved) or any(
        c.kind == "corrected" and "promised an inquiry" in c.before[0].text for c in changes
    ), moved


class Broken(BaseException):
    """The process was killed here."""


def broken_at(daily: Daily, countdown: list[int]) -> None:
    """Let the transaction in which a countdown ends be lost."""
    database = daily.archive._database
    whole = database.writing

    @contextmanager
    def writing() -> Iterator[Connection]:
        with whole() as connection:
            yield connection
            countdown[0] -= 1
            if countdown[0] == 0:
                raise Broken

    database.writing = writing  # type: ignore[method-assign]  # the fault is the test


def state_of(daily: Daily) -> object:
    cards = daily.archive.stories.cards()
    editions = [(s, n, name) for _, s, n, name in daily.archive.editions.of_rounds(0, 99)]
    items = [k.item for r in daily.archive.inbox.rounds() for k in daily.archive.inbox.items_of(r.n)]
    return sorted(map(repr, items)), sorted((c.story.id, c.story.articles, c.edition) for c in cards), sorted(editions)


def test_broken_off_in_any_transaction_it_ends_the_same(
    tmp_path: Path, tagger: SpacyTagger, embedder: UseEmbedder
) -> None:
    def fresh(name: str, countdown: list[int]) -> tuple[object, bool]:
        with opened(tmp_path / name, World(FIRST), tagger, embedder) as daily:
            daily.archive.feeds.add([Feed(A, "A"), Feed(B, "B")])
            broken_at(daily, countdown)
            try:
                daily.run_once(NOW)
            except Broken:
                return None, True
            return state_of(daily), False

    expected, _ = fresh("whole.db", [-1])
    for n in range(1, 30):
        _, broken = fresh(f"{n}.db", [n])
        with opened(tmp_path / f"{n}.db", World(FIRST), tagger, embedder) as daily:
            daily.run_once(NOW)
            assert state_of(daily) == expected, f"broken off in transaction {n}"
            assert daily.archive.upkeep.check().faults == ()
        if not broken:
            break
    assert n > 6, "every stage was broken off"


def test_a_replay_gives_the_same_stories_and_editions(daily: Daily) -> None:
    daily.run_once(NOW)
    later = ("Tunnel fire: operator accused", TUESDAY, LATER)
    world_of(daily).pages[B] = rss("Brent", ("Four dead after lorry burns in tunnel", MONDAY, OTHER), later)
    daily.run_once(NOW + timedelta(hours=26))
    found = replayed(daily, None, None)
    assert (found.rounds, found.stories, found.editions, found.differences) == (2, 1, 2, ())


def test_two_processes_do_not_work_on_one_archive(daily: Daily) -> None:
    with (
        Daily(daily.settings, daily.archive.path) as other,
        daily._alone(),
        pytest.raises(UsageError, match="Another nutgraf is working on"),
    ):
        other.run_once(NOW)


def test_contents_of_a_page_are_no_entries(daily: Daily) -> None:
    with pytest.raises(NotReadable, match="is a page and no feed"):
        daily._contents(Fetched(A, A, b"<!doctype html><html><body><p>words"))
