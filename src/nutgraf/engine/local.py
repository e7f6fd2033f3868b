"""A stage over many items on this machine: one after the other, or by processes side by side.

    items --batches--> processes --results, in the order of the items-->

Rule 1: the answer is the serial one, whatever dies: what a lost process had under way is given out again.
Rule 2: an item that takes a process with it, twice, is given up: `lost` says what becomes of it.
Rule 3: few batches are under way at a time, so that memory follows the processes and not the items.
Rule 4: the processes end with the engine, also on Ctrl-C, which they leave to their parent, and when it is killed.
Rule 5: an owner of `Processes` is a process of its own, which holds the state; when it dies the state is lost.
"""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context, parent_process
from types import TracebackType
from typing import Any, Generic, ParamSpec, Self, TypeVar

from nutgraf.errors import NutgrafError, OwnerLost

T = TypeVar("T")
R = TypeVar("R")
S = TypeVar("S")
P = ParamSpec("P")
BATCH = 8
"""Items given out at a time: passing a page on costs a hundredth of reading it."""
AHEAD = 2
"""Batches under way for each process."""


class Serial:
    """Does one item after the other, in this process; its owners are here."""

    def __init__(self) -> None:
        """Hold nothing."""
        self._owners: dict[str, Here[Any]] = {}  # Any: a state of any kind

    def map(self, stage: Callable[[T], R], items: Iterable[T], lost: Callable[[T], R]) -> Iterator[R]:
        """Yield what the stage makes of each item, in order."""
        del lost
        return map(stage, items)

    def owner(self, key: str, make: Callable[[], S]) -> "Here[S]":
        """Return the owner of a key; `make` gives it its first state."""
        if key not in self._owners:
            self._owners[key] = Here(make())
        return self._owners[key]

    def close(self) -> None:
        """Forget what owners hold."""
        self._owners.clear()


class Here(Generic[S]):
    """An owner in this process: `ports.Owner`."""

    def __init__(self, state: S) -> None:
        """Hold a state."""
        self._state = state

    def ask(self, do: Callable[[S, T], R], value: T) -> Callable[[], R]:
        """Do it at once; what is returned gives the answer."""
        answer: Future[R] = Future()
        try:
            answer.set_result(do(self._state, value))
        except Exception as error:  # noqa: BLE001 whoever waits for the answer gets it, as from any other owner
            answer.set_exception(error)
        return answer.result


class Apart(Generic[S]):
    """An owner that is a process of its own, which starts with the first question: `ports.Owner`."""

    def __init__(self, make: Callable[[], S]) -> None:
        """Keep how the state is made."""
        self._make = make
        self._pool: ProcessPoolExecutor | None = None

    def ask(self, do: Callable[[S, T], R], value: T) -> Callable[[], R]:
        """Hand a question over; what is returned waits for the answer."""
        if self._pool is None:
            self._pool = ProcessPoolExecutor(1, get_context("spawn"), initializer=_begin_with, initargs=(self._make,))
        pool = self._pool
        asked = _submitted(pool, _asked, do, value)

        def answer() -> R:
            try:
                got: R = asked.result()
            except BrokenProcessPool as error:
                if self._pool is pool:
                    self.close()
                raise OwnerLost("A process that held stories is gone.") from error
            return got

        return answer

    def close(self) -> None:
        """End the process; harmless when there is none."""
        pool, self._pool = self._pool, None
        _kill(pool)


class Processes:
    """Does items in processes of its own, which start when they are first needed; `close` it."""

    def __init__(self, count: int = 0, batch: int = BATCH) -> None:
        """Keep how many processes; 0 for one a processor."""
        self._count, self._batch = count or processors(), batch
        self._pool: ProcessPoolExecutor | None = None
        self._owners: dict[str, Apart[Any]] = {}  # Any: a state of any kind

    def __enter__(self) -> Self:
        """Start nothing yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes."""
        self.close()

    def map(self, stage: Callable[[T], R], items: Iterable[T], lost: Callable[[T], R]) -> Iterator[R]:
        """Yield what the stage makes of each item, in order; stage, items and results can be pickled.

        `lost` tells what becomes of an item at which a process died twice.
        """
        source = iter(items)
        under_way: deque[tuple[list[T], Future[list[R]]]] = deque()
        try:
            while True:
                while len(under_way) < self._count * AHEAD and (batch := list(islice(source, self._batch))):
                    under_way.append((batch, self._given(stage, batch)))
                if not under_way:
                    return
                batch, future = under_way.popleft()
                try:
                    yield from future.result()
                except BrokenProcessPool:
                    self._end()
                    yield from self._again(stage, batch, lost)
                    under_way = deque((one, self._given(stage, one)) for one, _ in under_way)
        except BaseException:
            self._end()  # what is under way is of no use to anybody
            raise

    def owner(self, key: str, make: Callable[[], S]) -> Apart[S]:
        """Return the owner of a key; `make`, which can be pickled, gives it its first state."""
        if key not in self._owners:
            self._owners[key] = Apart(make)
        return self._owners[key]

    def close(self) -> None:
        """End the processes; harmless when there are none."""
        while self._owners:
            self._owners.popitem()[1].close()
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown()

    def _given(self, stage: Callable[[T], R], batch: list[T]) -> Future[list[R]]:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._count, get_context("spawn"), initializer=_begin)
        return _submitted(self._pool, _each, stage, batch)

    def _again(self, stage: Callable[[T], R], batch: list[T], lost: Callable[[T], R]) -> Iterator[R]:
        """Do the items of a batch one by one; one that ends the process once more is lost."""
        for item in batch:
            try:
                yield from self._given(stage, [item]).result()
            except BrokenProcessPool:
                self._end()
                self._try_out()
                yield lost(item)

    def _try_out(self) -> None:
        """Start processes anew. Raises NutgrafError when they end without doing anything: then no item is to blame."""
        try:
            self._given(_itself, [0]).result()
        except BrokenProcessPool as error:
            self._end()
            raise NutgrafError(
                "No process can begin beside this one; set `rounds.processes = 1`, or give --engine serial."
            ) from error

    def _end(self) -> None:
        pool, self._pool = self._pool, None
        _kill(pool)


def _submitted(pool: ProcessPoolExecutor, do: Callable[P, R], *args: P.args, **named: P.kwargs) -> Future[R]:
    """Hand a call over; also a pool that broke since is told of by the future alone."""
    try:
        return pool.submit(do, *args, **named)
    except BrokenProcessPool as broken:
        failed: Future[R] = Future()
        failed.set_exception(broken)
        return failed


def _kill(pool: ProcessPoolExecutor | None) -> None:
    """End the processes of a pool, whatever they do; harmless when there is none."""
    if pool is not None:
        processes = list((pool._processes or {}).values())  # after `shutdown` it has none
        pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()


def processors() -> int:
    """Count the processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _each(stage: Callable[[T], R], batch: list[T]) -> list[R]:
    return [stage(item) for item in batch]


def _itself(n: int) -> int:
    return n


_state: list[Any] = []  # Any: what this process owns, if it is an owner


def _begin_with(make: Callable[[], S]) -> None:
    _begin()
    _state[:] = [make()]


def _asked(do: Callable[[S, T], R], value: T) -> R:
    return do(_state[0], value)


def _begin() -> None:
    """Leave Ctrl-C to the parent, and end with it: siblings hold each other's pipes, so none would notice."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
