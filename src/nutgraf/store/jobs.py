"""Jobs on the server of the archive, by procrastinate: given out in the transaction that writes what they are about.

    put(connection, jobs)  in a transaction: with it, or not at all
    work(do, ...)          takes job after job until told to stop

Rule 1: at least once. A job whose worker gave no sign of life for `DEAD_S` is given to another; what a job does has to
        be harmless when it was done before.
Rule 2: a job that fails comes again, later each time and behind all others, for ever: the archive, not the job, says
        what is done, and what was lost with the connection is done when the server is back.
Rule 3: of one lane only one job is done at a time, on all machines (a lock of procrastinate's).
Rule 4: the server may be started anew at any time; who works waits for it.
"""

import asyncio
import logging
import threading
from collections.abc import Callable, Iterable, Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any  # what psycopg gives to a connection is its own affair

from sqlalchemy import Connection, text

from nutgraf.errors import SettingsError
from nutgraf.model import Job, JobKind
from nutgraf.store.postgres import ALIVE, CONNECT_S

if TYPE_CHECKING:
    from procrastinate import App

DEAD_S = 10.0
"""Seconds without a sign of life after which a worker's jobs are given to others."""
SIGN_S = 2.0
"""Seconds between two signs of life, and between two looks at the jobs of others."""
AGAIN_S = 2.0
"""Seconds before the first new try of a job that failed, and of a server that does not answer."""
MOST_AGAIN_S = 300.0
"""Longest wait before another try, in seconds."""
QUEUES: Mapping[JobKind, str] = {"fetch": "web", "page": "web", "read": "read"}
"""Queue of each kind. Asking waits for servers, reading for a processor: neither is to wait for the other."""
AT_ONCE = {"web": 4, "read": 1}
"""Jobs of each queue that a worker does at a time; what reads has processes of its own."""
Do = Callable[[Job], None]
"""Does one job; what it raises puts the job back."""
Tell = Callable[[str, Mapping[str, object]], None]
"""Told what happened."""
WAITING = text("SELECT EXISTS (SELECT 1 FROM procrastinate_jobs WHERE status IN ('todo', 'doing'))")


class Jobs:
    """The jobs of one archive: a `ports.Jobs`."""

    def __init__(self, address: str) -> None:
        """Keep where the archive lies. Raises SettingsError without procrastinate."""
        if find_spec("procrastinate") is None:
            raise SettingsError(
                "Several machines on one archive need procrastinate: `pip install 'nutgraf[workers]'` brings it."
            )
        from procrastinate import App, SyncPsycopgConnector

        for name in ("procrastinate", "psycopg.pool", "asyncio"):
            logging.getLogger(name).setLevel(logging.CRITICAL)  # what happens is told by `tell`, in our words
        self._address = address
        self._giving: App = App(connector=SyncPsycopgConnector())  # never opened: it works by the connection given

    def prepare(self, connection: Connection) -> None:
        """Make what the jobs are kept in, if it is not there; in a transaction that writes."""
        there = text("SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'procrastinate_jobs'")
        if connection.execute(there).first() is None:
            from procrastinate.schema import SchemaManager

            _raw(connection).execute(SchemaManager.get_schema())

    def put(self, connection: Connection, jobs: Iterable[Job]) -> None:
        """Give jobs out with the transaction: when it is undone, they never were."""
        for job in jobs:
            self._giving.configure_task(
                job.kind, queue=QUEUES[job.kind], lock=job.lane or None, connection=_raw(connection)
            ).defer(numbers=list(job.numbers), lane=job.lane)

    def all_done(self, connection: Connection) -> bool:
        """Tell whether no job waits and none is being done."""
        return not connection.execute(WAITING).scalar_one()

    def work(self, do: Mapping[JobKind, Do], *, beside: Callable[[], None], stop: threading.Event, tell: Tell) -> None:
        """Do jobs until told to stop, and what is under way to its end; `beside` is called every `SIGN_S`."""
        asyncio.run(_Working(self._address, do, beside, stop, tell).for_ever())


class _Working:
    """One process at work: a worker of the library for each queue, opened anew when the server was away."""

    def __init__(
        self, address: str, do: Mapping[JobKind, Do], beside: Callable[[], None], stop: threading.Event, tell: Tell
    ) -> None:
        self._address, self._do, self._beside, self._stop, self._tell = address, do, beside, stop, tell

    async def for_ever(self) -> None:
        while not self._stop.is_set():
            try:
                await self._while_it_lasts()
            except Exception as error:  # noqa: BLE001  a server may go away in any of its drivers' words
                self._tell("server away", {"why": _why(error)})
            if not self._stop.is_set():
                await asyncio.sleep(AGAIN_S)

    async def _while_it_lasts(self) -> None:
        app = self._app()
        async with app.open_async():
            working = [
                asyncio.create_task(
                    app.run_worker_async(
                        queues=[queue],
                        name=queue,
                        concurrency=most,
                        install_signal_handlers=False,
                        delete_jobs="successful",
                        fetch_job_polling_interval=SIGN_S,
                        update_heartbeat_interval=SIGN_S,
                        stalled_worker_timeout=DEAD_S,
                    )
                )
                for queue, most in AT_ONCE.items()
            ]
            working.append(asyncio.create_task(self._care(app)))
            try:
                await asyncio.wait(working, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for task in working:
                    task.cancel()
                ended = await asyncio.gather(*working, return_exceptions=True)
        for one in ended:
            if isinstance(one, Exception):
                raise one

    async def _care(self, app: "App") -> None:
        """Take the jobs of dead workers up again and do what goes on beside, until told to stop."""
        while not self._stop.is_set():
            await asyncio.to_thread(self._beside)
            for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_S):
                self._tell("taken over", {"job": job.task_name, "arguments": job.task_kwargs})
                await app.job_manager.retry_job(job)
            await asyncio.sleep(SIGN_S)

    def _app(self) -> "App":
        from procrastinate import App, PsycopgConnector

        connector = PsycopgConnector(
            conninfo=self._address,
            min_size=1,
            max_size=4,
            timeout=CONNECT_S,
            kwargs={"connect_timeout": CONNECT_S, "application_name": "nutgraf worker", **ALIVE},
        )
        app = App(connector=connector)
        for kind, do in self._do.items():
            app.task(name=kind, retry=_later())(self._done(kind, do))
        return app

    def _done(self, kind: JobKind, do: Do) -> Callable[..., None]:
        """Return what does a job of a kind, and says why when it fails."""

        def run(numbers: list[int], lane: str) -> None:
            try:
                do(Job(kind, tuple(numbers), lane))
            except Exception as error:
                self._tell("put back", {"job": kind, "count": len(numbers), "why": _why(error)})
                raise

        return run


def _later() -> Any:  # a strategy of procrastinate's, which is loaded late
    """Return when a job that failed comes again: later each time, and behind the others of its lane."""
    from procrastinate import BaseRetryStrategy, RetryDecision

    class Later(BaseRetryStrategy):
        def get_retry_decision(self, *, exception: BaseException, job: Any) -> RetryDecision:
            del exception
            wait = min(AGAIN_S * 2 ** min(job.attempts, 10), MOST_AGAIN_S)
            return RetryDecision(retry_in={"seconds": int(wait)}, priority=-1)

    return Later()


def _raw(connection: Connection) -> Any:
    """Return psycopg's own connection: procrastinate speaks to that."""
    return connection.connection.driver_connection


def _why(error: BaseException) -> str:
    return f"{error.__cause__ or error}".split("\n")[0] or type(error).__name__
