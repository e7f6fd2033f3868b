"""One suite for every engine: the serial answer, in order, whatever dies on the way."""

import os
import signal
from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from nutgraf.engine.local import AHEAD, Processes, Serial
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


@pytest.fixture(params=["serial", "processes"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    made: Engine = Serial() if request.param == "serial" else Processes(2, batch=3)
    yield made
    made.close()


def test_the_answer_is_in_the_order_of_the_items(engine: Engine) -> None:
    assert list(engine.map(doubled, range(50), gone)) == [2 * n for n in range(50)]
    assert list(engine.map(doubled, [], gone)) == []


def test_an_error_of_a_stage_reaches_the_caller_and_the_engine_works_on(engine: Engine) -> None:
    with pytest.raises(ValueError, match="seven"):
        list(engine.map(failing, range(20), gone))
    assert list(engine.map(failing, range(5), gone)) == list(range(5))


@pytest.fixture
def processes() -> Iterator[Processes]:
    with Processes(2, batch=3) as made:
        yield made


def test_what_a_dead_process_had_under_way_is_done_again(processes: Processes, tmp_path: Path) -> None:
    stage = partial(dying, at=11, once=tmp_path / "died")
    assert list(processes.map(stage, range(40), gone)) == list(range(40))


def test_an_item_that_always_kills_is_given_up_and_all_others_are_done(processes: Processes) -> None:
    stage = partial(dying, at=11)
    assert list(processes.map(stage, range(40), gone)) == [*range(11), -11, *range(12, 40)]


def test_few_items_are_taken_ahead(processes: Processes) -> None:
    items = count(1)
    results = processes.map(doubled, items, gone)
    assert next(results) == 2
    assert next(items) <= 2 * AHEAD * 3 + 3 + 1
    results.close()  # type: ignore[attr-defined]  # the iterator of a generator
    assert processes._pool is None


def test_processes_end_with_the_engine() -> None:
    engine = Processes(2)
    [pid] = set(engine.map(own_process, [0], gone))
    engine.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def own_process(_: int) -> int:
    return os.getpid()
