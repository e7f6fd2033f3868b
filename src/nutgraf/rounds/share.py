"""What a worker does of each kind of job: the first two stages of a round, in parts that any machine may do.

    fetch: feeds -> new items, each feed in one transaction      what is to be done with them goes out as jobs
    page:  items that are teasers -> their pages                 one transaction a page
    read:  items -> articles, or a sentence why not              one transaction

Rule 1: a job asks the archive what of it is still to be done; so it may come twice, or be done by two at once.
Rule 2: all of it bears round 0, until the one who places opens a round for it. The moment is that of the job.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from nutgraf.model import Job, JobKind, Round
from nutgraf.ports import Contents, Engine, Fetch, SharedInbox
from nutgraf.rounds.fetch import ask_feeds, fetch_pages
from nutgraf.rounds.read import lost, read_kept
from nutgraf.settings import Settings

OnEvent = Callable[[str, Mapping[str, object]], None]
"""Told what was done, by name with its facts; for logs."""


def _quiet(_what: str, _count: int) -> None:
    """Tell nobody: many jobs at once have no one line of progress."""


@dataclass(frozen=True, slots=True)
class Share:
    """What a worker works with."""

    inbox: SharedInbox
    """Where work comes from and goes to."""
    fetch: Fetch
    """Asks the web; several jobs may use it at once."""
    contents: Contents
    """Reads what came."""
    settings: Settings
    """All settings."""
    engine: Engine
    """Reads pages; in processes of its own, so that a page that ends its reader does not end the worker."""
    clock: Callable[[], datetime]
    """Tells the moment of a job."""
    on_event: OnEvent
    """Logs."""

    def work(self) -> dict[JobKind, Callable[[Job], None]]:
        """Return what does each kind of job."""
        return {"fetch": self.ask, "page": self.get_pages, "read": self.read}

    def ask(self, job: Job) -> None:
        """Ask feeds, and keep what they bring."""
        at = Round(0, self.clock(), "fetch")
        feeds = self.inbox.feeds_of(job.numbers)
        counts = ask_feeds(at, feeds, self.inbox, self.fetch, self.contents, self.settings, _quiet)
        self.on_event("fetch", counts)

    def get_pages(self, job: Job) -> None:
        """Fetch the pages of teasers."""
        came = fetch_pages(self.inbox.wanting_pages(job.numbers), self.inbox, self.fetch, _quiet)
        self.on_event("page", {"pages": came, "asked": len(job.numbers)})

    def read(self, job: Job) -> None:
        """Read items into articles."""
        waiting, now = self.inbox.to_read(job.numbers), self.clock()
        if not waiting:
            return
        stage = partial(read_kept, now=now, limits=self.settings.limits)
        results = list(self.engine.map(stage, waiting, lost))
        self.inbox.done(0, results, now)
        read = sum(one.article is not None for one in results)
        self.on_event("read", {"articles": read, "unreadable": len(results) - read})
