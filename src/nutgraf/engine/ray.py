"""A stage over many items on a Ray cluster: one that runs already, or one that is started here for as long as it takes.

    items --batches--> hands (actors), one a core of the cluster --results, in the order of the items-->

Theory: Ray carries objects and starts processes; what is given out again is decided here, as in `local`. Ray's own
retries are off: they know tasks, not items, and would give a page that kills its reader to the next one for ever.

Rule 1: the answer is the serial one, whatever dies. When a hand dies, the first of its batches is suspect: its items
        are given out again one by one, each to a hand that has nothing else; its other batches whole. An item at which
        a hand dies again is `lost`.
Rule 2: a hand has few batches ahead, and few more are held back until those before them are done.
Rule 3: a batch goes only to a hand that has said hello, from this version of nutgraf: a cluster that lost a machine, or
        is busy with other work, never keeps a batch that nobody does. Cores that join are given hands while it runs.
Rule 4: a cluster that we started listens at 127.0.0.1, without dashboard and usage statistics, and ends with us, also
        when we are killed (its two agents within a minute). A cluster that was there before is only left.
"""

import os
import re
import socket
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from itertools import islice
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

import nutgraf
from nutgraf.engine.local import processors
from nutgraf.engine.ray_owner import OTHER_VERSION, PATIENCE_S, RayOwner, deaths_of
from nutgraf.errors import UsageError

T = TypeVar("T")
R = TypeVar("R")
S = TypeVar("S")
BATCH = 100
"""Items given out at a time: a task costs about a millisecond."""
AHEAD = 2
"""Batches that a hand has: the one it does and the next."""
HELD = 1
"""Batches for each hand that may be done and wait for an earlier one."""
STORE_BYTES = 500_000_000
"""Shared memory of a cluster that we start; taken as it is used."""
LOOK_S = 5.0
"""Seconds after which the size of the cluster is looked at again."""
HELLOS = 3
"""Hands in a row that may fail to begin."""
QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}
"""Ray tells nobody about its use, and does not warn about graphics cards."""
LOCAL = {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0"}
"""Ray keeps to 127.0.0.1, as by itself on desktops; else it takes that address for a mistake and listens at all."""
_HOST_PORT = re.compile(r"([^/]+):(\d{1,5})")
TOKEN = "If it asks for a token, set RAY_AUTH_MODE=token and RAY_AUTH_TOKEN (or RAY_AUTH_TOKEN_PATH)."
MISSING = "The engine ray needs Ray: pip install 'nutgraf[ray]'."


@dataclass(eq=False, slots=True)
class _Batch(Generic[T, R]):
    """Items that travel together."""

    items: list[T]
    suspect: bool = False
    """One item, at which a hand died before."""
    results: list[R] | None = None
    error: BaseException | None = None
    """What the stage raised."""

    @property
    def done(self) -> bool:
        """Nothing of it is under way."""
        return self.results is not None or self.error is not None

    def outcome(self) -> list[R]:
        """Return the results; raises what the stage raised."""
        if self.error is not None:
            raise self.error
        return self.results or []


@dataclass(eq=False, slots=True)
class _Hand(Generic[T, R]):
    """One worker of the cluster."""

    actor: Any  # Any: Ray ships no types that fit an actor
    hello: Any
    ready: bool = False
    busy: deque[tuple[Any, _Batch[T, R]]] = field(default_factory=deque)

    @property
    def free(self) -> bool:
        """It may be given a batch."""
        return self.ready and len(self.busy) < AHEAD and not (self.busy and self.busy[0][1].suspect)


class Reader:
    """What stands on a core of the cluster: loads what a stage needs once, with the first batch."""

    def hello(self) -> str:
        """Say which nutgraf this is."""
        return nutgraf.__version__

    def each(self, stage: Callable[[T], R], batch: list[T]) -> list[R]:
        """Return what the stage makes of each item."""
        return [stage(item) for item in batch]


class RayEngine:
    """Does items on a Ray cluster, which is joined or started when it is first needed; `close` it."""

    def __init__(
        self, address: str = "", count: int = 0, *, batch: int = BATCH, store_bytes: int = STORE_BYTES
    ) -> None:
        """Keep where the cluster is (empty: start one here) and how many cores to use (0: all).

        Raises UsageError when Ray is not installed.
        """
        os.environ.update(QUIET | LOCAL if _is_here(address) else QUIET)  # before the import, which reads them
        try:
            self._ray: Any = import_module("ray")  # Any: an extra that need not be installed
        except ImportError as error:
            raise UsageError(MISSING) from error
        self._address, self._count, self._batch, self._store_bytes = address, count, batch, store_bytes
        self._joined = False
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._hands: list[_Hand[Any, Any]] = []  # Any: of the stage at work
        self._owners: dict[str, RayOwner[Any]] = {}  # Any: a state of any kind

    def __enter__(self) -> Self:
        """Start nothing yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the cluster, or end it when it is ours."""
        self.close()

    def map(self, stage: Callable[[T], R], items: Iterable[T], lost: Callable[[T], R]) -> Iterator[R]:
        """Yield what the stage makes of each item, in order; stage, items and results can be pickled.

        `lost` tells what becomes of an item at which a hand died twice. Raises UsageError when the cluster cannot be
        joined, or no hand can begin there.
        """
        self._join()
        try:
            yield from _Shift(self._ray, self._hands, self._wanted, stage, iter(items), lost, self._batch).results()
        except BaseException:
            self._dismiss()  # what is under way is of no use to anybody
            raise

    def owner(self, key: str, make: Callable[[], S]) -> RayOwner[S]:
        """Return the owner of a key; `make`, which can be pickled, gives it its first state."""
        if key not in self._owners:
            self._owners[key] = RayOwner(self._joined_ray, make)
        return self._owners[key]

    def _joined_ray(self) -> Any:  # Any: of Ray
        self._join()
        return self._ray

    def close(self) -> None:
        """Leave the cluster, or end it when it is ours; harmless when there is none."""
        self._dismiss()
        while self._owners:
            self._owners.popitem()[1].close()
        if self._joined:
            self._ray.shutdown()
            self._joined = False
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _join(self) -> None:
        if self._ray.is_initialized():
            return  # by us, or by a program that uses us
        _must_answer(self._address)
        quiet = {"log_to_driver": False, "logging_level": "ERROR"}
        try:
            if self._address:
                self._ray.init(address=self._address, **quiet)
            else:
                with _our_paths():
                    self._ray.init(address="local", **self._own_cluster(), **quiet)
        except (ConnectionError, RuntimeError, ValueError, OSError) as error:
            if not self._address:
                raise UsageError(f"A Ray cluster cannot be started: {error}") from error
            why = f"The Ray cluster at {self._address} cannot be joined: {error}. {TOKEN}"
            raise UsageError(why, about=self._address) from error
        self._joined = True
        # It prints each death of a worker on standard output, whatever is asked for; that is where results go.
        inside: Any = import_module("ray._private.worker")  # Any: an extra that need not be installed
        inside.print_to_stdstream = lambda *_, **__: None

    def _own_cluster(self) -> dict[str, object]:
        self._folder = tempfile.TemporaryDirectory(prefix="nutgraf-", ignore_cleanup_errors=True)
        return {
            "num_cpus": self._count or processors(),
            "num_gpus": 0,
            "include_dashboard": False,
            "object_store_memory": self._store_bytes,
            "_node_ip_address": "127.0.0.1",
            "_temp_dir": self._folder.name,
        }

    def _wanted(self) -> int:
        return self._count or int(self._ray.cluster_resources().get("CPU", 0))

    def _dismiss(self) -> None:
        hands, self._hands = self._hands, []
        if self._ray.is_initialized():
            for hand in hands:
                self._ray.kill(hand.actor)


def _is_here(address: str) -> bool:
    """Say whether a cluster is one that we start, or listens at a loopback address."""
    return not address or address.lower().startswith(("127.", "localhost:", "[::1]:"))


def _must_answer(address: str) -> None:
    """Raise UsageError when nobody listens at HOST:PORT: Ray itself tries for minutes."""
    named = _HOST_PORT.fullmatch(address)
    if named is None:
        return
    try:
        socket.create_connection((named[1].strip("[]"), int(named[2])), PATIENCE_S / 10).close()
    except (OSError, OverflowError) as error:
        raise UsageError(f"No Ray cluster answers at {address}: {error}.", about=address) from error


@contextmanager
def _our_paths() -> Iterator[None]:
    """Let processes that start now find the modules that this one finds, as spawned ones do."""
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    try:
        yield
    finally:
        del os.environ["PYTHONPATH"]
        if before is not None:
            os.environ["PYTHONPATH"] = before


class _Shift(Generic[T, R]):
    """One run of a stage over items."""

    def __init__(
        self,
        ray: Any,  # Any: an extra that need not be installed
        hands: list[_Hand[T, R]],
        wanted: Callable[[], int],
        stage: Callable[[T], R],
        source: Iterator[T],
        lost: Callable[[T], R],
        batch: int,
    ) -> None:
        self._ray, self._hands, self._wanted = ray, hands, wanted
        self._stage, self._source, self._lost, self._batch = stage, source, lost, batch
        self._order: deque[_Batch[T, R]] = deque()  # not yielded yet
        self._todo: deque[_Batch[T, R]] = deque()  # with no hand
        self._looked_at = self._lively_at = 0.0
        self._failed_hellos = 0
        self._deaths = deaths_of(ray)

    def results(self) -> Iterator[R]:
        """Yield the results in order."""
        self._lively_at = time.monotonic()
        while True:
            self._hire()
            self._give()
            while self._order and self._order[0].done:
                yield from self._order.popleft().outcome()
                self._give()
            if not self._order and not self._take():
                return
            self._wait()

    def _give(self) -> None:
        """Give out batches as long as hands are free, to those that have least to do."""
        while free := [one for one in self._hands if one.free]:
            full = len(self._order) >= len(self._hands) * (AHEAD + HELD)
            if not self._todo and (full or not self._take()):
                return
            hand = min(free, key=lambda one: len(one.busy))
            if self._todo[0].suspect and hand.busy:
                return  # it goes alone, so that there is no doubt at which item a hand dies
            batch = self._todo.popleft()
            hand.busy.append((hand.actor.each.remote(self._stage, batch.items), batch))

    def _take(self) -> bool:
        """Take the next batch of the items; say whether there was one."""
        items = list(islice(self._source, self._batch))
        if items:
            batch = _Batch[T, R](items)
            self._order.append(batch)
            self._todo.append(batch)
        return bool(items)

    def _wait(self) -> None:
        """Wait until a hand has done something, or has died."""
        about = {h.busy[0][0] if h.ready else h.hello: h for h in self._hands if h.busy or not h.ready}
        done, _ = self._ray.wait(list(about), num_returns=1, timeout=LOOK_S) if about else ([], [])
        for ref in done:
            self._heard(about[ref], ref)
        if done or any(h.ready for h in self._hands):
            self._lively_at = time.monotonic()
        elif time.monotonic() - self._lively_at > PATIENCE_S:
            raise UsageError(f"No core of the Ray cluster was free within {PATIENCE_S:.0f} seconds.")

    def _heard(self, hand: _Hand[T, R], ref: Any) -> None:  # Any: of Ray
        try:
            got = self._ray.get(ref)
        except self._ray.exceptions.RayTaskError as error:
            if not hand.ready:
                raise UsageError(f"A worker of the Ray cluster could not begin: {error.cause}") from error
            hand.busy.popleft()[1].error = error.cause
        except self._deaths as error:
            self._died(hand, error)
        else:
            self._failed_hellos = 0
            if hand.ready:
                hand.busy.popleft()[1].results = got
            elif got != nutgraf.__version__:
                raise UsageError(OTHER_VERSION.format(there=got, here=nutgraf.__version__))
            hand.ready = True

    def _died(self, hand: _Hand[T, R], error: Exception) -> None:
        """Give what a dead hand had to others."""
        self._hands.remove(hand)
        self._looked_at = 0.0
        if not hand.ready:
            self._failed_hellos += 1
            if self._failed_hellos >= HELLOS:
                raise UsageError(
                    f"{HELLOS} workers of the Ray cluster could not begin; is nutgraf {nutgraf.__version__} installed "
                    f"there? Ray says: {str(error).splitlines()[0]}"
                ) from error
        if hand.busy:
            (_, first), *rest = hand.busy
            self._todo.extendleft(one for _, one in reversed(rest))
            self._suspect(first)

    def _suspect(self, batch: _Batch[T, R]) -> None:
        """Have the items of a batch done one by one; an item that was done so is lost."""
        if batch.suspect:
            batch.results = [self._lost(item) for item in batch.items]
            return
        singles = [_Batch[T, R]([item], suspect=True) for item in batch.items]
        at = self._order.index(batch)
        self._order = deque([*islice(self._order, at), *singles, *islice(self._order, at + 1, None)])
        self._todo.extendleft(reversed(singles))

    def _hire(self) -> None:
        """Have a hand for each core, as far as the cluster has room; looks at its size now and then."""
        if time.monotonic() - self._looked_at < LOOK_S:
            return
        self._looked_at = time.monotonic()
        reader = self._ray.remote(num_cpus=1, max_restarts=0, max_task_retries=0)(Reader)
        for _ in range(len(self._hands), self._wanted()):
            actor = reader.remote()
            self._hands.append(_Hand(actor, actor.hello.remote()))
