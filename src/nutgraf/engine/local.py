"""A stage over many items on this machine: one after the other, or by processes side by side.

    items --batches--> processes --results, in the order of the items-->

Rule 1: the answer is the serial one, whatever dies: what a lost process had under way is given out again.
Rule 2: an item that takes a process with it, twice, is given up: `lost` says what becomes of it.
Rule 3: few batches are under way at a time, so that memory follows the processes and not the items.
Rule 4: the processes end with the engine, also on Ctrl-C, which they leave to their parent, and when it is killed.
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
from typing import Self, TypeVar

from nutgraf.errors import NutgrafError

T = TypeVar("T")
R = TypeVar("R")
BATCH = 8
"""Items given out at a time: passing a page on costs a hundredth of reading it."""
AHEAD = 2
"""Batches under way for each process."""


class Serial:
    """Does one item after the other, in this process."""

    def map(self, stage: Callable[[T], R], items: Iterable[T], lost: Callable[[T], R]) -> Iterator[R]:
        """Yield what the stage makes of each item, in order."""
        del lost
        return map(stage, items)

    def close(self) -> None:
        """Nothing is held."""


class Processes:
    """Does items in processes of its own, which start when they are first needed; `close` it."""

    def __init__(self, count: int = 0, batch: int = BATCH) -> None:
        """Keep how many processes; 0 for one a processor."""
        self._count, self._batch = count or processors(), batch
        self._pool: ProcessPoolExecutor | None = None

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

    def close(self) -> None:
        """End the processes; harmless when there are none."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown()

    def _given(self, stage: Callable[[T], R], batch: list[T]) -> Future[list[R]]:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._count, get_context("spawn"), initializer=_begin)
        try:
            return self._pool.submit(_each, stage, batch)
        except BrokenProcessPool as broken:
            failed: Future[list[R]] = Future()
            failed.set_exception(broken)
            return failed

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
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in list((pool._processes or {}).values()):
                process.kill()


def processors() -> int:
    """Count the processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _each(stage: Callable[[T], R], batch: list[T]) -> list[R]:
    return [stage(item) for item in batch]


def _itself(n: int) -> int:
    return n


def _begin() -> None:
    """Leave Ctrl-C to the parent, and end with it: siblings hold each other's pipes, so none would notice."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
