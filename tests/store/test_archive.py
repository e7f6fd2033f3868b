"""The contract of an archive, held to in memory, in a file and on a server."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from nutgraf.errors import NotFound, NotReadable, SettingsError
from nutgraf.model import (
    Article,
    Change,
    Correction,
    Feed,
    Fill,
    Incoming,
    Item,
    Listed,
    Origin,
    Page,
    Read,
    Regrouped,
    Round,
    Story,
    StoryCard,
)
from nutgraf.store import fulltext
from nutgraf.store.archive import Archive
from nutgraf.store.database import HEAD, MEMORY, Database
from nutgraf.store.migrate import config_of
from nutgraf.store.schema import metadata
from nutgraf.store.search import Wanted
from nutgraf.store.upkeep import restore

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
FEED = Feed("http://a.example/feed", "A", "http://a.example", ("World", "Europe"))


@pytest.fixture(params=["memory", "file", "server"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Archive]:
    if request.param == "server":
        path = request.getfixturevalue("on_server")
    else:
        path = MEMORY if request.param == "memory" else str(tmp_path / "sub" / "archive.db")
    with Archive(path) as made:
        yield made


def article(name: str, text: str = "Some words here.", hours: float = 0.0, **more: object) -> Article:
    at = NOW - timedelta(hours=hours)
    return Article(id=name, title=f"Title {name}", text=text, outlet="A", url=f"u/{name}", published=at, **more)  # type: ignore[arg-type]


def fill(archive: Archive, articles: list[Article], feed: Feed | None = None) -> Round:
    at = archive.inbox.open_round(NOW)
    arrived = [Incoming(a.id, Item(a.url, "text", f"body {a.id}")) for a in articles]
    archive.inbox.took(at.n, feed, arrived)
    kept = {k.item.address: k.n for k in archive.inbox.unread(at.n)}
    archive.inbox.done(at.n, [Read(kept[a.url], a) for a in articles], NOW)
    return at


def card(name: str, *articles: str, headline: str = "H", last: datetime = NOW) -> StoryCard:
    origin = Origin("o1", articles, "A", "single")
    return StoryCard(Story(name, articles, (origin,), last, last), headline, "en", 1, 1)


def apply(archive: Archive, at: Round, *cards: StoryCard, **more: tuple[object, ...]) -> None:
    rest = {"gone": (), "redirects": (), "changes": (), "to_brief": (), "later": ()} | more
    archive.stories.apply(at, Regrouped(cards, **rest))  # type: ignore[arg-type]


def test_feeds_are_added_once_changed_and_removed(archive: Archive) -> None:
    assert archive.feeds.add([FEED, FEED]) == (FEED,)
    assert archive.feeds.add([FEED]) == ()
    changed = archive.feeds.change(FEED.address, muted=True, weight=0.5)
    assert (changed.muted, changed.weight, changed.folders) == (True, 0.5, ("World", "Europe"))
    assert archive.feeds.all() == (changed,)
    assert archive.feeds.due(NOW) == (changed,), "never asked: due at once"
    archive.feeds.change(FEED.address, due_at=NOW + timedelta(minutes=1))
    assert archive.feeds.due(NOW) == ()
    assert archive.feeds.next_due() == NOW + timedelta(minutes=1)
    archive.feeds.remove(FEED.address)
    assert archive.feeds.all() == ()
    with pytest.raises(NotFound, match="is not followed"):
        archive.feeds.remove(FEED.address)


def test_an_item_is_taken_in_once_and_again_when_it_changes(archive: Archive) -> None:
    archive.feeds.add([FEED])
    at = archive.inbox.open_round(NOW)
    one, two = Incoming("k", Item("x", "text", "one")), Incoming("k", Item("x", "text", "two"))
    assert archive.inbox.unknown(FEED, [one, one]) == (one,)
    assert archive.inbox.took(at.n, FEED, [one]) == 1
    assert archive.inbox.took(at.n, FEED, [one]) == 0
    assert archive.inbox.unknown(FEED, [one, two]) == (two,)
    assert archive.inbox.took(at.n, FEED, [two]) == 1
    assert [k.item.body for k in archive.inbox.unread(at.n)] == ["one", "two"]


@pytest.mark.parametrize("body", ["", "words ü \ud800", b"", b"\xff\x00bytes"])
def test_bodies_come_back_as_they_went(archive: Archive, body: str | bytes) -> None:
    at = archive.inbox.open_round(NOW)
    item = Item("x", "html", body, charset="utf-8", title="T", url="http://a.example/1", partial=True, guid="g")
    archive.inbox.took(at.n, None, [Incoming("k", item)])
    assert archive.inbox.unread(at.n)[0].item == item


def test_a_feed_removed_meanwhile_takes_nothing_in(archive: Archive) -> None:
    at = archive.inbox.open_round(NOW)
    assert archive.inbox.took(at.n, FEED, [Incoming("k", Item("x", "text", "one"))]) == 0
    assert archive.inbox.unread(at.n) == ()


def test_a_page_takes_the_place_of_its_teaser(archive: Archive) -> None:
    at = archive.inbox.open_round(NOW)
    teaser = Item("x", "text", "teaser", url="http://a.example/1", partial=True)
    archive.inbox.took(at.n, None, [Incoming("1", teaser, wants_page=True), Incoming("2", teaser, wants_page=True)])
    assert archive.inbox.unread(at.n) == ()
    first, second = archive.inbox.awaiting_pages(at.n)
    archive.inbox.got_page(first.n, Item("x", "html", b"<p>page", url="http://a.example/1"))
    archive.inbox.got_page(second.n, None, "no page")
    assert [k.item.body for k in archive.inbox.unread(at.n)] == [b"<p>page", "teaser"]
    assert archive.inbox.took(at.n, None, [Incoming("1", teaser)]) == 0, "the teaser is what the item is known by"


def test_a_round_broken_off_is_taken_up_with_its_own_moment(archive: Archive) -> None:
    first = archive.inbox.open_round(NOW)
    archive.inbox.advance(first.n, "read")
    again = archive.inbox.open_round(NOW + timedelta(hours=1))
    assert again == Round(first.n, NOW, "read")
    archive.inbox.advance(first.n, "done")
    assert archive.inbox.unfinished() is None
    assert archive.inbox.open_round(NOW).n == first.n + 1


def test_an_article_is_kept_once_and_failures_with_their_reason(archive: Archive) -> None:
    at = archive.inbox.open_round(NOW)
    archive.inbox.took(at.n, None, [Incoming(k, Item(k, "text", k)) for k in "abc"])
    one, two, three = archive.inbox.unread(at.n)
    same = article("a1-1")
    archive.inbox.done(at.n, [Read(one.n, same), Read(two.n, same), Read(three.n, None, "c is empty.")], NOW)
    assert archive.inbox.unread(at.n) == ()
    assert archive.inbox.failed(at.n) == ("c is empty.",)
    assert [f.article for f in archive.articles.window(NOW - timedelta(days=1), NOW, 0, at.n)] == [same]
    assert archive.articles.get(["a1-none", "a1-1"]) == {"a1-1": same}
    assert archive.articles.named("u/a1-1") == ("a1-1",)


def test_the_window_goes_round_by_round_in_order_of_time_without_muted_feeds(archive: Archive) -> None:
    archive.feeds.add([FEED, Feed("http://b.example/")])
    late, early, old = article("a1-late"), article("a1-early", hours=5), article("a1-old", hours=100)
    fill(archive, [late, early, old], FEED)
    archive.inbox.advance(1, "done")
    fill(archive, [article("a1-next", hours=3)], Feed("http://b.example/"))
    since = NOW - timedelta(days=2)
    ids = [(f.round, f.article.id) for f in archive.articles.window(since, NOW, 0, 2)]
    assert ids == [(1, "a1-early"), (1, "a1-late"), (2, "a1-next")]
    assert [f.round for f in archive.articles.window(since, NOW, 1, 2)] == [2]
    archive.feeds.change(FEED.address, muted=True)
    assert [f.article.id for f in archive.articles.window(since, NOW, 0, 2)] == ["a1-next"]
    assert archive.articles.muted(["a1-late", "a1-next"]) == {"a1-late"}


def test_waiting_articles_are_filed_by_day(archive: Archive) -> None:
    archive.inbox.took(0, None, [Incoming(k, Item(k, "text", k)) for k in "ab"])
    one, two = archive.inbox.unread(0)
    archive.inbox.done(0, [Read(one.n, article("a1-1", hours=30)), Read(two.n, article("a1-2"))], NOW)
    assert len(archive.articles.waiting_days()) == 2
    at = archive.inbox.open_filed(NOW - timedelta(hours=20))
    assert at.stage == "place"
    assert [f.article.id for f in archive.articles.window(NOW - timedelta(days=9), NOW, 0, at.n)] == ["a1-1"]
    assert len(archive.articles.waiting_days()) == 1
    assert [k.item.body for k in archive.inbox.items_of(at.n)] == ["a"], "replaying it finds its items"


def test_stories_keep_members_moves_redirects_and_the_queue(archive: Archive) -> None:
    at = fill(archive, [article("a1-1"), article("a1-2"), article("a1-3")])
    opened = Change("opened", "s1-11111", at=NOW)
    apply(archive, at, card("s1-11111", "a1-1", "a1-2"), changes=(opened,), to_brief=("s1-11111",), later=("s1-9",))
    assert archive.stories.story_of(["a1-1", "a1-2", "a1-3"]) == {"a1-1": "s1-11111", "a1-2": "s1-11111"}
    assert archive.stories.to_brief(at.n) == ("s1-11111",)
    assert archive.stories.waiting() == ("s1-9",)
    assert archive.stories.changes_of("s1-11111") == (opened,)
    assert archive.inbox.open_round(NOW).stage == "brief", "the same transaction moved the round on"
    apply(
        archive, at, card("s1-22222", "a1-1", "a1-2", "a1-3"), gone=("s1-11111",), redirects=(("s1-11111", "s1-22222"),)
    )
    assert archive.stories.get("s1-11111").story.id == "s1-22222"
    assert archive.stories.get("s1-222").story.id == "s1-22222", "the beginning of an id will do"
    assert archive.stories.story_of(["a1-1"]) == {"a1-1": "s1-22222"}
    [remembered] = archive.stories.history_of(["a1-2"]).stories
    assert (remembered.id, remembered.articles) == ("s1-22222", ("a1-1", "a1-2", "a1-3"))
    with pytest.raises(NotFound, match="There is no story s1-77"):
        archive.stories.get("s1-77")


def test_corrections_are_remembered_in_order(archive: Archive) -> None:
    first, second = Correction("merge", ("a1-1", "a1-2"), (), NOW), Correction("move", ("a1-1",), ("a1-3",), NOW)
    archive.stories.correct([first], NOW)
    archive.stories.correct([second], NOW)
    assert archive.stories.corrections() == (first, second)
    assert archive.stories.history_of([]).corrections == (first, second)


def test_finding_words_sources_dates_and_what_is_hidden(archive: Archive) -> None:
    archive.feeds.add([FEED])
    fill(
        archive, [article("a1-1", "The harbour bridge fell."), article("a1-2", "A harbour for ships.", hours=50)], FEED
    )

    def found(**wanted: object) -> list[str]:
        return [a.id for a in archive.search.articles(Wanted(**wanted), 5)]  # type: ignore[arg-type]

    assert sorted(found(words=("harbour",))) == ["a1-1", "a1-2"]
    assert found(words=("harbour",), excluded=("ships",)) == ["a1-1"]
    assert found(phrases=("harbour bridge",)) == ["a1-1"]
    assert found(words=("harbour",), since=NOW - timedelta(days=1)) == ["a1-1"]
    assert found(words=("harbour",), until=NOW - timedelta(days=1)) == ["a1-2"]
    assert found(words=("harbour",), sources=("b.example",)) == []
    assert sorted(found(words=('"', "*", "(", "harbour"))) == ["a1-1", "a1-2"], "no syntax comes through"
    assert found(words=("none",)) == []
    archive.feeds.change(FEED.address, hidden=True)
    assert found(words=("harbour",)) == []


CUT = (
    "s\u00e3o|SAO|Sa\u0303o|ex-mayor|mayor|U.S.|3,500|25|O\u2019Neill|'neill|path_x|Stra\u00dfe|"
    "\u041c\u0418\u0420|\u0130stanbul|istanbul"
)


@pytest.mark.parametrize("words", [*CUT.split("|"), "sao paulo s ex", "u s dollars", "https://a.example/path_x?q=1"])
def test_words_are_cut_alike_everywhere(archive: Archive, words: str) -> None:
    text = (
        "S\u00e3o Paulo's ex-mayor O'Neill, in U.S. dollars: 3,500.25; Stra\u00dfe. \u043c\u0438\u0440 "
        "\u0130stanbul https://a.example/path_x?q=1"
    )
    fill(archive, [article("a1-1", text), article("a1-2", "Nothing of it, in other dollars and a mayoral paulo.")])
    assert [a.id for a in archive.search.articles(Wanted(phrases=(words,)), 5)] == ["a1-1"]
    assert archive.search.articles(Wanted(phrases=(words,), excluded=("paulo",)), 5) == ()


def test_no_phrase_reaches_from_the_title_into_the_text(archive: Archive) -> None:
    fill(archive, [article("a1-1", "Words begin here.")])  # its title ends in 1
    assert archive.search.articles(Wanted(phrases=("1 words",)), 5) == ()
    assert archive.search.articles(Wanted(words=("title", "begin")), 5) != ()


def test_the_title_weighs_most_and_the_newest_matches_are_ranked(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fulltext, "MOST_RANKED", 3)
    long = "There is much to say of many things before the word bridge comes. " * 3
    found = [article(f"a1-{n}", long) for n in range(4)]
    fill(archive, [*found[:2], replace(found[2], title="Bridge", text="Something else."), found[3]])
    best = [a.id for a in archive.search.articles(Wanted(words=("bridge",)), 5)]
    assert best[0] == "a1-2"
    assert sorted(best) == ["a1-1", "a1-2", "a1-3"]


def test_a_very_long_text_is_found_by_its_beginning(archive: Archive) -> None:
    words = " ".join(f"word{n}" for n in range(150_000))
    fill(archive, [article("a1-1", words), article("a1-2", "x" * 900_000), article("a1-3", "\u00e9\0'\\")])
    assert [a.id for a in archive.search.articles(Wanted(phrases=("word16000 word16001",)), 5)] == ["a1-1"]
    assert [a.id for a in archive.search.articles(Wanted(words=("word30000",)), 5)] == ["a1-1"]


def test_the_nearest_in_meaning(archive: Archive) -> None:
    fill(archive, [article("a1-1"), article("a1-2")])
    waiting = archive.search.unembedded(10)
    assert sorted(a.id for _, a in waiting) == ["a1-1", "a1-2"]
    rows = np.eye(2, 4, dtype=np.float32)
    archive.search.embed([n for n, _ in waiting], rows)
    assert archive.search.unembedded(10) == ()
    best = archive.search.like(rows[1], 1)
    assert best[0][0].id == waiting[1][1].id
    assert best[0][1] == pytest.approx(1.0)


def test_readers_and_what_they_follow(archive: Archive) -> None:
    assert archive.editions.seen("anna", "s1-1") == 0
    archive.editions.saw("anna", "s1-1", 3, NOW)
    archive.editions.saw("anna", "s1-1", 2, NOW)
    assert archive.editions.seen("anna", "s1-1") == 3, "it never moves back"
    assert archive.editions.seen("ben", "s1-1") == 0
    archive.editions.follow(("word", "flood", "follow"), NOW)
    archive.editions.follow(("word", "flood", "mute"), NOW)
    assert archive.editions.follows() == (("word", "flood", "mute"),)
    assert archive.editions.unfollow("word", "flood")
    assert not archive.editions.unfollow("word", "flood")


def test_pruning_lets_go_of_what_is_over_and_of_nothing_else(archive: Archive) -> None:
    at = fill(archive, [article("a1-old", hours=3000), article("a1-older", hours=3100), article("a1-new")])
    month_ago = NOW - timedelta(days=30)
    apply(archive, at, card("s1-over", "a1-old", last=NOW - timedelta(days=125)), card("s1-on", "a1-older", "a1-new"))
    assert archive.upkeep.prune(month_ago)[0] == 1
    assert sorted(archive.articles.get(["a1-old", "a1-older", "a1-new"])) == ["a1-new", "a1-older"]
    assert [c.story.id for c in archive.stories.cards()] == ["s1-on"]
    assert archive.search.articles(Wanted(words=("words",)), 5) != ()
    assert archive.upkeep.check().faults == ()


def test_a_backup_can_be_put_back(tmp_path: Path) -> None:
    path, copy = str(tmp_path / "a.db"), str(tmp_path / "copy.db")
    with Archive(path) as archive:
        archive.feeds.add([FEED])
        archive.upkeep.backup(copy)
        archive.feeds.remove(FEED.address)
        with pytest.raises(SettingsError, match="exists already"):
            archive.upkeep.backup(copy)
    restore(copy, path)
    with Archive(path) as archive:
        assert archive.feeds.all() == (FEED,)
    with Archive(f"{path}.before") as archive:
        assert archive.feeds.all() == ()
    with pytest.raises(NotFound):
        restore(str(tmp_path / "none.db"), path)


def test_a_file_that_is_no_archive_is_refused_and_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("these are notes, and long enough not to be taken for an empty database " * 20)
    with pytest.raises(NotReadable, match=r"notes\.txt"):
        Archive(str(text))
    assert text.read_text().startswith("these are notes")
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as base:
        base.execute("create table mine (x)")
    base.close()
    with pytest.raises(NotReadable, match="no archive of nutgraf"):
        Archive(str(other))


def test_numbers_for_a_monitor(archive: Archive) -> None:
    archive.feeds.add([FEED, replace(FEED, address="http://b.example/", failures=2)])
    at = fill(archive, [article("a1-1"), article("a1-2")], FEED)
    apply(archive, at, card("s1-11111", "a1-1", "a1-2"), to_brief=("s1-11111",))
    found = archive.upkeep.numbers()
    assert (found["nutgraf_feeds"], found["nutgraf_feeds_failing"]) == (2, 1)
    assert (found["nutgraf_articles_total"], found["nutgraf_stories"], found["nutgraf_briefs_waiting"]) == (2, 1, 1)
    assert found["nutgraf_last_round_seconds"] == NOW.timestamp()


def test_doctor_finds_orphans(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Archive(str(path)) as archive:
        fill(archive, [article("a1-1")])
        with sqlite3.connect(path) as base:
            base.execute("insert into members values ('a1-gone', 's1-gone')")
        base.close()
        faults = archive.upkeep.check().faults
    assert len(faults) == 2
    assert "1 articles stand in a story that is not there." in faults


def test_nothing_is_kept_of_a_transaction_that_fails(archive: Archive) -> None:
    def half() -> None:
        with archive._database.writing() as connection:
            connection.exec_driver_sql("insert into redirects values ('a', 'b')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert archive.stories.history_of([]).redirects == ()


def test_migrations_lead_to_the_tables_of_the_schema() -> None:
    database = Database(MEMORY)
    with database.reading() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
        ours = [d for d in differences if "_words" not in str(d)]  # the full-text tables are FTS5's own
        assert ours == []
        assert ScriptDirectory.from_config(config_of(connection)).get_current_head() == HEAD
    database.close()


def test_a_file_of_records_is_kept_part_by_part_and_nothing_twice(archive: Archive) -> None:
    files = [Listed("/news/b.warc.gz", 10), Listed("/news/a.warc.gz", 5_000_000_000)]
    b, a = archive.fills.begin(files, NOW)
    assert (b, a) == (Fill(files[0].file, 10, NOW), Fill(files[1].file, 5_000_000_000, NOW))
    pages = [
        Page("b 1", Item("b 1", "html", b"one"), article("1")),
        Page("b 2", Item("b 2", "html", b"two"), None, "b 2 holds no text."),
        Page("b 3", Item("b 3", "html", b"one"), article("1")),
    ]
    for _ in range(2):
        archive.fills.keep(b, pages, records=3)
    archive.fills.keep(b, [], records=4, whole=True)
    later = NOW + timedelta(days=1)
    assert archive.fills.begin(files, later) == (Fill(b.file, 10, NOW, 4, whole=True), a), "the moment stays"
    assert archive.fills.all() == (a, Fill(b.file, 10, NOW, 4, whole=True))
    assert len(archive.inbox.items_of(0)) == 3
    assert archive.inbox.unread(0) == ()
    assert archive.inbox.failed(0) == ("b 2 holds no text.",)
    assert archive.articles.waiting_days() == (NOW,)
    [grown] = archive.fills.begin([Listed(b.file, 11)], later)
    assert grown == Fill(b.file, 11, later), "another size: begun anew"
    archive.fills.keep(grown, [*pages, Page("b 4", Item("b 4", "html", b"four"), article("4"))], records=4)
    assert len(archive.inbox.items_of(0)) == 4
    assert archive.articles.waiting_days() == (NOW, NOW)


def test_a_part_is_kept_with_its_sign_or_not_at_all(archive: Archive) -> None:
    [one] = archive.fills.begin([Listed("a", 1)], NOW)
    broken = Page("a 1", Item("a 1", "html", b"one"), replace(article("1"), outlet=None))  # type: ignore[arg-type]
    with pytest.raises(NotReadable):
        archive.fills.keep(one, [broken], records=1)
    assert archive.fills.all() == (one,)
    assert archive.inbox.items_of(0) == ()
