"""The archive: all that the newsroom keeps, in one place, by what it is about."""

from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING, Self

from nutgraf.errors import UsageError
from nutgraf.store.address import on_server
from nutgraf.store.articles import Articles
from nutgraf.store.database import MEMORY, Database
from nutgraf.store.editions import Editions
from nutgraf.store.feeds import Feeds
from nutgraf.store.fills import Fills
from nutgraf.store.hooks import Hooks
from nutgraf.store.inbox import Inbox
from nutgraf.store.lists import Lists
from nutgraf.store.marks import Marks, Newest
from nutgraf.store.search import Search
from nutgraf.store.soon import Soon
from nutgraf.store.stories import Stories
from nutgraf.store.subscribers import Subscribers
from nutgraf.store.upkeep import Upkeep
from nutgraf.store.users import Tokens, Users

if TYPE_CHECKING:
    from nutgraf.store.jobs import Jobs
    from nutgraf.store.shared import SharedInbox


class Archive:
    """An open archive; use it with `with`."""

    def __init__(self, path: str = MEMORY) -> None:
        """Open or make it: a file, or tables on a server. Raises NotReadable when it is no archive of ours."""
        self._database = Database(path)
        self.path = self._database.path
        """Where it lies; `:memory:` for one that lives as long as the process. An address may hold a password."""
        self.name = self._database.name
        """What people are told of where it lies."""
        self.feeds = Feeds(self._database)
        """What is followed."""
        self.inbox = Inbox(self._database)
        """Rounds, and the items they take in."""
        self.fills = Fills(self._database)
        """Files of records that are taken in part by part."""
        self.articles = Articles(self._database)
        """What was read."""
        self.stories = Stories(self._database)
        """What articles were grouped into."""
        soon = Soon()
        self.editions = Editions(self._database, soon)
        """What was published, and what readers have seen of it."""
        self.marks = Marks(self._database, soon)
        """What readers marked and have seen."""
        self.newest = Newest(self._database)
        """The newest edition of each story, page by page."""
        self.subscribers = Subscribers(self._database)
        """Who gets mail."""
        self.hooks = Hooks(self._database)
        """What is told of new editions."""
        self.lists = Lists(self._database)
        """What programs page through."""
        self.users = Users(self._database)
        """Who may log in."""
        self.tokens = Tokens(self._database)
        """Sessions, app passwords, and logins of reader apps."""
        self.search = Search(self._database)
        """Finding."""
        self.upkeep = Upkeep(self._database)
        """Care of the file."""

    def shared(self) -> tuple["SharedInbox", "Jobs"]:
        """Return the inbox as several machines fill it, and the jobs by which they do. Raises UsageError for a file."""
        if not on_server(self.path):
            raise UsageError(
                f"{self.name} is no database of a server: several machines work on `--db postgresql://...` only; "
                "`nutgraf run` works on a file, `nutgraf move` brings one to a server.",
                about=self.name,
            )
        from nutgraf.store.jobs import Jobs
        from nutgraf.store.shared import SharedInbox

        jobs = Jobs(self.path)
        return SharedInbox(self._database, jobs), jobs

    def alone(self, what: str, refusal: str) -> AbstractContextManager[None]:
        """Hold the lock of the archive for something; the empty word is the newsroom's work.

        Raises UsageError with the sentence of refusal when another process has it.
        """
        return self._database.alone(what, refusal)

    def assure_alone(self) -> None:
        """Raise NotReadable when a lock that this process held is lost: another may work by now."""
        self._database.assure_alone()

    def __enter__(self) -> Self:
        """Open."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it, after what is still to be written."""
        try:
            self.marks.write_seen()
        finally:
            self._database.close()
