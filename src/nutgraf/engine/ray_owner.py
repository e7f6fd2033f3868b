"""Owners on a Ray cluster: each an actor that holds a state, somewhere, until it dies or is let go.

Rule 1: an actor is greeted first: one that cannot begin, or has another nutgraf, is said at once.
Rule 2: Ray begins no lost actor anew: its state would be gone, and nobody would know.
"""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

import nutgraf
from nutgraf.errors import OwnerLost, UsageError

T = TypeVar("T")
R = TypeVar("R")
S = TypeVar("S")
PATIENCE_S = 120.0
"""Longest wait for a worker or an owner to begin, in seconds."""
OTHER_VERSION = "The Ray cluster has nutgraf {there}, this is {here}: install one there."


class Holder:
    """What stands somewhere in the cluster and holds a state."""

    def __init__(self, make: Callable[[], Any]) -> None:  # Any: a state of any kind
        """Make the state."""
        self._state = make()

    def hello(self) -> str:
        """Say which nutgraf this is."""
        return nutgraf.__version__

    def asked(self, do: Callable[[Any, T], R], value: T) -> R:  # Any: the same
        """Return what a function makes of the state and a value."""
        return do(self._state, value)


class RayOwner(Generic[S]):
    """An owner that is an actor of the cluster, which takes no core of the readers: `ports.Owner`."""

    def __init__(self, join: Callable[[], Any], make: Callable[[], S]) -> None:  # Any: Ray ships no types that fit
        """Keep how the state is made; `join` returns Ray, joined."""
        self._join, self._make = join, make
        self._actor: Any = None  # Any: of Ray

    def ask(self, do: Callable[[S, T], R], value: T) -> Callable[[], R]:
        """Hand a question over; what is returned waits for the answer."""
        ray = self._join()
        if self._actor is None:
            self._actor = ray.remote(num_cpus=0, max_restarts=0, max_task_retries=0)(Holder).remote(self._make)
            self._greeted(ray)
        actor = self._actor
        ref = actor.asked.remote(do, value)

        def answer() -> R:
            try:
                got: R = ray.get(ref)
            except ray.exceptions.RayTaskError as error:
                raise error.cause from error
            except deaths_of(ray) as error:
                if self._actor is actor:
                    self._actor = None
                raise OwnerLost("An actor that held stories is gone.") from error
            return got

        return answer

    def close(self) -> None:
        """End the actor; harmless when there is none."""
        actor, self._actor = self._actor, None
        if actor is not None and (ray := self._join()).is_initialized():
            ray.kill(actor)

    def _greeted(self, ray: Any) -> None:  # Any: of Ray
        """Raise UsageError when the actor cannot begin, or has another nutgraf."""
        try:
            said = ray.get(self._actor.hello.remote(), timeout=PATIENCE_S)
        except (ray.exceptions.GetTimeoutError, *deaths_of(ray)) as error:
            self._actor = None
            raise UsageError(f"No owner of stories could begin on the Ray cluster: {error}") from error
        if said != nutgraf.__version__:
            raise UsageError(OTHER_VERSION.format(there=said, here=nutgraf.__version__))


def deaths_of(ray: Any) -> tuple[type[Exception], ...]:  # Any: of Ray
    """Return the errors that say that a worker or its machine is gone."""
    errors = ray.exceptions
    return (
        errors.RayActorError,
        errors.WorkerCrashedError,
        errors.ObjectLostError,
        errors.OutOfMemoryError,
        errors.NodeDiedError,
    )
