"""One suite for every engine: the serial answer, in order, whatever dies on the way."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import pytest

from bench.process_tree import descendants, listening
from nutgraf.engine import local
from nutgraf.engine.local import AHEAD, Processes, Serial
from nutgraf.engine.ray import HELD, RayEngine
from nutgraf.errors import NutgrafError, OwnerLost, UsageError
from nutgraf.ports import Engine


def doubled(n: int) -> int:
    return 2 * n


def failing(n: int) -> int:
    if n == 7:
        raise ValueError("seven")
    return n


def dying(n: int, at: int, once: Path | None = None) -> int:
    """Take the process with it at one item; with `once` only the first time."""
    if n == at and (once is None or not once.exists()):
        if once is not None:
            once.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return n


def gone(n: int) -> int:
    return -n


@pytest.fixture(scope="module")
def cluster() -> Iterator[Engine]:
    """One cluster for all tests here: it takes seconds to start."""
    if not find_spec("ray"):
        pytest.skip("Ray is not installed: pip install 'nutgraf[ray]'.")
    with RayEngine(count=2, batch=3, store_bytes=80_000_000) as made:
        yield made


@pytest.fixture(params=["serial", "processes", "ray"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Every engine."""
    yield from made(request)


@pytest.fixture(params=["processes", "ray"])
def wide(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Every engine with workers of its own."""
    yield from made(request)


def made(request: pytest.FixtureRequest) -> Iterator[Engine]:
    if request.param == "ray":
        yield request.getfixturevalue("cluster")
        return
    engine: Engine = Serial() if request.param == "serial" else Processes(2, batch=3)
    yield engine
    engine.close()


def test_the_answer_is_in_the_order_of_the_items(engine: Engine) -> None:
    assert list(engine.map(doubled, range(50), gone)) == [2 * n for n in range(50)]
    assert list(engine.map(doubled, [], gone)) == []


def test_an_error_of_a_stage_reaches_the_caller_and_the_engine_works_on(engine: Engine) -> None:
    with pytest.raises(ValueError, match="seven"):
        list(engine.map(failing, range(20), gone))
    assert list(engine.map(failing, range(5), gone)) == list(range(5))


def test_what_a_dead_process_had_under_way_is_done_again(wide: Engine, tmp_path: Path) -> None:
    stage = partial(dying, at=11, once=tmp_path / "died")
    assert list(wide.map(stage, range(40), gone)) == list(range(40))


def test_an_item_that_always_kills_is_given_up_and_all_others_are_done(wide: Engine) -> None:
    stage = partial(dying, at=11)
    assert list(wide.map(stage, range(40), gone)) == [*range(11), -11, *range(12, 40)]


def test_several_items_that_kill_are_given_up_one_by_one(wide: Engine) -> None:
    stage = partial(dying_at, at=frozenset({0, 4, 5, 19}))
    assert list(wide.map(stage, range(20), gone)) == [-n if n in (4, 5, 19) else n for n in range(20)]


def dying_at(n: int, at: frozenset[int]) -> int:
    return next(dying(n, at=one) for one in at if one == n) if n in at else n


def test_few_items_are_taken_ahead_and_the_rest_is_left_when_nobody_wants_it(wide: Engine) -> None:
    items = count(1)
    results = wide.map(doubled, items, gone)
    assert next(results) == 2
    assert next(items) <= 2 * (AHEAD + HELD) * 3 + 3 + 1
    results.close()  # type: ignore[attr-defined]  # the iterator of a generator
    assert list(wide.map(doubled, [4], gone)) == [8]


def test_errors_come_in_the_place_of_their_item(wide: Engine) -> None:
    results = wide.map(failing, range(20), gone)
    assert [next(results) for _ in range(6)] == [*range(6)]  # the batches before its own
    with pytest.raises(ValueError, match="seven"):
        next(results)


def test_a_stage_and_its_results_may_be_large(wide: Engine) -> None:
    assert list(wide.map(partial(long, size=1_000_000), range(9), gone)) == [(n, "x" * 1_000_000) for n in range(9)]


def long(n: int, size: int) -> tuple[int, str]:
    return n, "x" * size


def test_where_no_process_can_begin_no_item_is_blamed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "_begin", unable)
    with Processes(1) as engine, pytest.raises(NutgrafError, match="No process can begin"):
        list(engine.map(doubled, range(20), gone))


def unable() -> None:
    raise OSError("no room")


def test_processes_end_with_the_engine() -> None:
    engine = Processes(2)
    [pid] = set(engine.map(own_process, [0], gone))
    engine.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_process_that_is_busy_ends_when_its_work_is_of_no_use_any_more(tmp_path: Path) -> None:
    stage = partial(busy, told=tmp_path / "busy")
    with Processes(2, batch=1) as engine:
        with pytest.raises(ValueError, match="zero"):
            list(engine.map(stage, [0, 1], gone))
        pid = int((tmp_path / "busy").read_text())
        for _ in range(100):
            if not alive(pid):
                break
            time.sleep(0.1)
        assert not alive(pid)


def busy(n: int, told: Path) -> int:
    """Work for a minute at 1; fail at 0 as soon as that has begun."""
    if n:
        told.with_name("begun").write_text(str(os.getpid()))
        told.with_name("begun").rename(told)
        time.sleep(60)
    while not told.exists():
        time.sleep(0.01)
    raise ValueError("zero")


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_processes_end_when_their_parent_is_killed() -> None:
    code = "import test_engines as t; list(t.Processes(2).map(t.told_process, [0], t.gone)); input()"
    here = {"PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    parent = subprocess.Popen(
        [sys.executable, "-c", code], env=os.environ | here, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    assert int(parent.stdout.readline()) != parent.pid
    parent.kill()
    parent.communicate(timeout=60)  # to the end of what is printed: whoever held it open has ended


def told_process(n: int) -> int:
    print(os.getpid(), flush=True)
    return n


def own_process(_: int) -> int:
    return os.getpid()


@pytest.mark.skipif(sys.platform != "linux", reason="Looks for sockets in /proc.")
def test_our_cluster_listens_to_this_machine_alone_and_has_no_dashboard(cluster: Engine) -> None:
    assert list(cluster.map(doubled, [1], gone)) == [2]
    found = listening({os.getpid(), *descendants(os.getpid())})
    assert len(found) >= 4, "its parts speak by sockets"
    assert all(found.values()), found
    assert not [one for one in found if one.endswith(f":{8265:04X}")], "the dashboard's port"


@pytest.mark.skipif(not find_spec("ray"), reason="Ray is not installed: pip install 'nutgraf[ray]'.")
def test_a_cluster_that_is_not_there_is_said_in_a_sentence() -> None:
    done = subprocess.run(
        [sys.executable, "-c", NOWHERE],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        text=True,
        capture_output=True,
        timeout=120,
    )
    assert "No Ray cluster answers at 127.0.0.1:9" in done.stdout, done.stderr


NOWHERE = """
from nutgraf.engine.ray import RayEngine
from nutgraf.errors import UsageError
try:
    list(RayEngine("127.0.0.1:9").map(abs, [1], abs))
except UsageError as error:
    print(error.message)
"""


def test_without_ray_a_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(UsageError, match=re.escape("pip install 'nutgraf[ray]'")):
        RayEngine()


class Sum:
    """A state that an owner holds."""

    def __init__(self, start: int = 0) -> None:
        self.total = start


def added(state: Sum, n: int) -> int:
    """Add to a state; a negative number takes the owner with it, 7 is refused."""
    if n < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    if n == 7:
        raise ValueError("seven")
    state.total += n
    return state.total


def test_an_owner_keeps_its_state_and_is_the_same_for_its_key(engine: Engine) -> None:
    first, second = (engine.owner(key, partial(Sum, 10)) for key in ("kept a", "kept b"))
    answers = [first.ask(added, 1), second.ask(added, 5), first.ask(added, 2)]
    assert [answer() for answer in answers] == [11, 15, 13]
    assert engine.owner("kept a", Sum).ask(added, 1)() == 14


def test_an_error_of_an_owner_reaches_who_waits_and_the_state_stays(engine: Engine) -> None:
    owner = engine.owner("refused", Sum)
    owner.ask(added, 1)()
    refused = owner.ask(added, 7)
    with pytest.raises(ValueError, match="seven"):
        refused()
    assert owner.ask(added, 1)() == 2


def test_a_dead_owner_is_told_once_and_begun_anew(wide: Engine) -> None:
    owner = wide.owner("dead", partial(Sum, 3))
    assert owner.ask(added, 1)() == 4
    lost = [owner.ask(added, -1), owner.ask(added, 1)]
    for answer in lost:
        with pytest.raises(OwnerLost):
            answer()
    assert owner.ask(added, 1)() == 4, "it begins with its first state"


def test_owners_forget_when_the_engine_closes(tmp_path: Path) -> None:
    for engine in (Serial(), Processes(1)):
        owner = engine.owner("one", Sum)
        owner.ask(added, 5)()
        engine.close()
        assert engine.owner("one", Sum).ask(added, 1)() == 1
        engine.close()
