"""What is PostgreSQL's own: taking turns, hearing of changes, locks that can be lost, and what it cannot keep."""

import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from nutgraf.errors import NotReadable, SettingsError, UsageError
from nutgraf.model import Feed, Incoming, Item
from nutgraf.store.address import place_of, shown
from nutgraf.store.archive import Archive
from nutgraf.store.columns import MOST_OF_KEY, kept_key, plain
from nutgraf.store.database import Database, exists
from nutgraf.store.kept import Kept
from nutgraf.store.postgres import CONNECT_S, PostgresBase
from nutgraf.store.schema import metadata
from nutgraf.store.upkeep import restore
from tests.postgres_server import Server
from tests.store.test_archive import article, fill

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_migrations_lead_to_the_tables_of_the_schema_and_an_archive_is_not_there_before(postgres: Server) -> None:
    with postgres.database(of="template0") as address:
        assert not exists(address)
        database = Database(address)
        assert exists(address)
        own = {"article_words", "edition_words", "pulse", "near"}  # what the database needs for itself
        ours = {"include_name": lambda name, kind, _: kind != "table" or name not in own}
        with database.reading() as connection:
            differences = compare_metadata(MigrationContext.configure(connection, opts=ours), metadata)
        database.close()
        assert differences == []


def test_two_that_open_an_empty_database_at_once_both_find_an_archive(postgres: Server) -> None:
    with postgres.database(of="template0") as address:
        failed: list[BaseException] = []

        def open_it() -> None:
            try:
                Archive(address).__exit__(None, None, None)
            except BaseException as error:  # noqa: BLE001  # the thread's failure is the test's
                failed.append(error)

        threads = [threading.Thread(target=open_it) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failed == []


def test_another_database_is_refused_and_left_alone(postgres: Server) -> None:
    with postgres.database(of="template0") as address:
        base = PostgresBase(address)
        with base.writes.connect() as connection, connection.begin():
            connection.execute(text("CREATE TABLE mine (x int)"))
        base.close()
        with pytest.raises(NotReadable, match="no archive of nutgraf"):
            Archive(address)


def test_no_server_is_said_in_a_sentence_without_the_password() -> None:
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    with pytest.raises(NotReadable, match=r"postgresql://me:\*\*\*@127\.0\.0\.1:9/none cannot be used") as failed:
        Archive("postgresql://me:secret@127.0.0.1:9/none")
    assert "secret" not in failed.value.message
    assert CONNECT_S <= 10


@pytest.mark.parametrize(
    ("given", "place", "told"),
    [
        ("archive.db", "archive.db", "archive.db"),
        ("sqlite:archive.db", "archive.db", "archive.db"),
        ("sqlite:////data/archive.db", "/data/archive.db", "/data/archive.db"),
        ("postgres://u:p%40x@h/db", "postgresql://u:p%40x@h/db", "postgresql://u:***@h/db"),
        ("postgresql+psycopg://u@h/db?sslmode=require", "postgresql://u@h/db?sslmode=require", None),
        ("postgresql:///db?host=/run/s&password=p&user=u", None, "postgresql:///db?host=/run/s&password=***&user=u"),
    ],
)
def test_where_an_archive_lies(given: str, place: str | None, told: str | None) -> None:
    found = place_of(given)
    assert found == (place or given)
    assert shown(found) == (told or found)


def test_other_databases_are_refused() -> None:
    with pytest.raises(UsageError, match="mysql://"):
        place_of("mysql://u:p@h/db")


def test_without_psycopg_a_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.setattr("nutgraf.store.postgres.find_spec", lambda _: None)
    with pytest.raises(SettingsError, match=r"pip install 'nutgraf\[postgres\]'"):
        Archive("postgresql://u@h/db")


def test_a_reader_sees_one_state_and_does_not_wait_for_a_writer(on_server: str) -> None:
    first, second = Database(on_server), Database(on_server)
    with first.reading() as reading:
        count = text("SELECT count(*) FROM redirects")
        assert reading.execute(count).scalar_one() == 0
        with second.writing() as writing:
            writing.execute(text("INSERT INTO redirects VALUES ('a', 'b')"))
            assert reading.execute(count).scalar_one() == 0
        assert reading.execute(count).scalar_one() == 0, "committed, but not in the state it began with"
    with first.reading() as reading:
        assert reading.execute(count).scalar_one() == 1
    first.close()
    second.close()


def test_writers_take_turns_so_that_no_number_comes_to_light_before_a_smaller_one(on_server: str) -> None:
    first, second = Database(on_server), Database(on_server)
    order: list[str] = []

    def write() -> None:
        with second.writing():
            order.append("second")

    with first.writing():
        other = threading.Thread(target=write)
        other.start()
        other.join(0.3)
        order.append("first")
    other.join()
    assert order == ["first", "second"]
    first.close()
    second.close()


def test_a_reader_cannot_write(on_server: str) -> None:
    database = Database(on_server)
    with pytest.raises(NotReadable, match="read-only"), database.reading() as connection:
        connection.execute(text("INSERT INTO redirects VALUES ('a', 'b')"))
    database.close()


def test_every_change_of_another_process_is_heard_of(on_server: str) -> None:
    mine, other = Archive(on_server), Archive(on_server)
    base = PostgresBase(on_server)
    kept = Kept(base.watch, ask_s=0.0)
    read = lambda: len(mine.editions._follows())  # noqa: E731
    for n in range(3):
        assert kept.get("follows", read) == n
        assert kept.get("follows", lambda: -1) == n, "nothing changed: not read again"
        other.editions.follow(("word", f"w{n}", "follow"), NOW)
    base.close()
    for one in (mine, other):
        one.__exit__(None, None, None)


def test_one_process_at_a_time_works(on_server: str) -> None:
    with Archive(on_server) as mine, Archive(on_server) as other:
        with mine.alone("", "mine"):
            with pytest.raises(UsageError, match="Go away"), other.alone("", "Go away."):
                pass
            with other.alone("mail", "another thing"):
                other.feeds.add([])
        with other.alone("", "free again"):
            pass


def test_who_loses_the_lock_writes_nothing_more(on_server: str, postgres: Server) -> None:
    with Archive(on_server) as mine:

        def work() -> None:
            with mine.alone("", "mine"):
                mine.inbox.open_round(NOW)
                [pid] = mine._database._base._held.values()  # type: ignore[attr-defined]
                postgres.run(f"SELECT pg_terminate_backend({pid}, 5000)")
                mine.inbox.open_round(NOW)

        with pytest.raises(NotReadable, match="was lost"):
            work()
        assert len(mine.inbox.rounds()) == 1
        with mine.alone("", "the lock is free"):
            mine.inbox.open_round(NOW)


def test_connections_that_died_are_opened_anew(on_server: str, postgres: Server) -> None:
    with Archive(on_server) as archive:
        archive.inbox.open_round(NOW)
        with archive._database.reading() as connection:
            name = connection.execute(text("SELECT current_database()")).scalar_one()
        ended = postgres.run(f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{name}'")
        assert ended
        assert len(archive.inbox.rounds()) == 1


FORKING = """
import os, sys
from nutgraf.store.archive import Archive
with Archive(sys.argv[1]) as archive:
    archive.feeds.all()
    child = os.fork()
    if child == 0:
        archive.feeds.all()
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    with archive._database.reading() as connection:
        print(connection.exec_driver_sql("SELECT count(*) FROM pg_stat_activity WHERE pid = pg_backend_pid()").scalar())
"""


def test_a_connection_belongs_to_the_process_that_opened_it(on_server: str) -> None:
    done = subprocess.run([sys.executable, "-c", FORKING, on_server], capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("1\n", "")


def test_what_a_database_cannot_keep_in_words_becomes_a_sign(on_server: str, tmp_path: Path) -> None:
    for place in (on_server, str(tmp_path / "a.db")):
        with Archive(place) as archive:
            archive.editions.follow(("word", "a\0b\ud800c\U0001f600", "follow"), NOW)
            [(_, value, _)] = archive.editions.follows()
            assert value == plain("a\0b\ud800c\U0001f600") == "a\ufffdb\ufffdc\U0001f600"
            assert archive.editions.unfollow("word", "a\0b\ud800c\U0001f600")
            one = Incoming("k\0" + "x" * 9_000, Item("x", "text", "one"))
            assert [archive.inbox.took(0, None, [one, one]) for _ in range(2)] == [1, 0]
            [feed] = archive.feeds.add([Feed("http://a.example/" + "x" * 9_000)])
            assert archive.feeds.add([feed]) == ()
            assert archive.feeds.change(feed.address, muted=True).muted
            assert archive.inbox.took(0, feed, [one]) == 1
            assert archive.inbox.unknown(feed, [one]) == ()


def test_a_long_key_is_kept_short_and_stays_so() -> None:
    assert kept_key("short") == "short"
    long = kept_key("x" * 9_000)
    assert len(long) == MOST_OF_KEY
    assert kept_key(long) == long != kept_key("x" * 9_001)


def test_known_items_use_up_no_numbers(on_server: str) -> None:
    with Archive(on_server) as archive:
        at = archive.inbox.open_round(NOW)
        for name in ("a", "b"):
            for _ in range(3):
                archive.inbox.took(at.n, None, [Incoming(k, Item(k, "text", k)) for k in ("a", name)])
        assert [one.n for one in archive.inbox.items_of(at.n)] == [1, 2]


def test_the_nearest_are_the_same_with_and_without_pgvector(on_server: str) -> None:
    chance = np.random.default_rng(1)
    rows = chance.standard_normal((40, 64)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    with Archive(on_server) as archive:
        fill(archive, [article(f"a1-{n}") for n in range(40)])
        archive.search.embed([n for n, _ in archive.search.unembedded(50)], rows)
        archive.search.embed([1], rows[:1])
        by_server = archive.search.like(rows[7], 9)
        with archive._database.writing() as connection:
            assert connection.execute(text("SELECT count(*) FROM near")).scalar_one() == 40
            connection.execute(text("DROP TABLE near"))
        by_us = archive.search.like(rows[7], 9)
        archive.search.embed([2], rows[:1])
    assert [a.id for a, _ in by_server] == [a.id for a, _ in by_us]
    assert [s for _, s in by_server] == pytest.approx([s for _, s in by_us], abs=0.002)


def test_what_a_server_does_itself_is_said(on_server: str, tmp_path: Path) -> None:
    with Archive(on_server) as archive, pytest.raises(UsageError, match="pg_dump"):
        archive.upkeep.backup(str(tmp_path / "copy"))
    with pytest.raises(UsageError, match="pg_restore"):
        restore(str(tmp_path / "copy"), on_server)


def test_doctor_knows_sizes_and_orphans(on_server: str) -> None:
    with Archive(on_server) as archive:
        found = archive.upkeep.check()
        assert found.faults == ()
        assert found.size > 1_000_000
        with archive._database.writing() as connection:
            connection.execute(text("INSERT INTO members VALUES ('a1-gone', 's1-gone')"))
        assert len(archive.upkeep.check().faults) == 2
        assert archive.upkeep.prune(NOW - timedelta(days=1)) == (0, 0)
