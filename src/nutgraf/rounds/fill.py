"""Back-fill: files of records are read part by part, side by side, and what is done is never done again.

    files --records--> pages --engine: read--> articles --part by part--> archive (waiting for the round of their day)

Theory: pages, not files or parts, are what is given out, so that one that kills its reader costs itself, and every
worker is busy until the end of the last file. Results come back in the order of the pages; so parts are finished in
order, and how far a file came is one number.

Rule 1: a part is kept in one transaction with the sign that it is done. What a kill interrupts is read again from the
        file, which keeps it for us.
Rule 2: articles are read at the moment their file was begun with, so that a run that was taken up again reads the same.
Rule 3: nothing that a page or a file holds stops a run.
Rule 4: of the pages only those of one part and those that are out stand in memory.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from nutgraf.errors import InputError, NotFound, NotReadable
from nutgraf.model import Done, Failed, Fill, Item, Kept, Page, Read
from nutgraf.ports import Engine, Fills, Records
from nutgraf.rounds.fetch import key_of
from nutgraf.rounds.read import lost, read_kept
from nutgraf.settings import Limits

OnStep = Callable[[str, int], None]
"""Told what is going on and how many are done."""
PART = 500
"""Records kept together: 500 pages of news take some 50 MB, and a kill costs at most the reading of so many again."""
MOST_TOLD = 1_000
"""Damaged records and files that are told with their reason; all are counted."""
RETRIED = (NotFound, NotReadable)
"""Errors after which a file is not whole: the next run tries again where this one came to."""


@dataclass(frozen=True, slots=True)
class Given:
    """A page on its way to whoever reads it."""

    kept: Kept
    """The page; its number is that of the record."""
    now: datetime
    """The moment it is read at."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """How far a file is when all pages before this are done."""

    fill: Fill
    records: int
    whole: bool


@dataclass(slots=True)
class _Desk:
    """What is out, in order, and what waits to be kept."""

    fills: Fills
    counts: Counter[str] = field(default_factory=Counter)
    failed: list[Failed] = field(default_factory=list)
    out: deque[Item | _Mark] = field(default_factory=deque)
    part: list[Page] = field(default_factory=list)

    def tell(self, one: Failed) -> None:
        """Keep why something could not be read, up to a bound."""
        if len(self.failed) < MOST_TOLD:
            self.failed.append(one)

    def came(self, result: Read) -> None:
        """Take what came of the next page that was given out."""
        self.settle()
        item = self.out.popleft()
        assert isinstance(item, Item), "marks were settled"
        self.part.append(Page(f"{item.address} {key_of(item)}", item, result.article, result.failure))
        self.counts["articles" if result.article is not None else "unreadable"] += 1

    def settle(self) -> None:
        """Keep the parts before which no page is out any more."""
        while self.out and isinstance(mark := self.out[0], _Mark):
            self.out.popleft()
            self.fills.keep(mark.fill, self.part, records=mark.records, whole=mark.whole)
            self.part = []


def fill(
    files: Sequence[Fill], fills: Fills, records: Records, engine: Engine, limits: Limits, on_step: OnStep
) -> tuple[Counter[str], list[Failed]]:
    """Take in what is left of some files; return what came of it, counted by name, and what could not be read."""
    desk = _Desk(fills)
    desk.counts["files_before"] = sum(one.whole for one in files)
    given = _given([one for one in files if not one.whole], records, desk)
    for done, result in enumerate(engine.map(partial(read_given, limits=limits), given, lambda one: lost(one.kept)), 1):
        desk.came(result)
        on_step("Reading pages", done)
    desk.settle()
    return desk.counts, desk.failed


def _given(files: Sequence[Fill], records: Records, desk: _Desk) -> Iterator[Given]:
    """Yield the pages of files, and leave a note at the desk of each, and of where parts end."""
    for one in files:
        at, retried = one.records, False
        try:
            for record in records(one.file, one.records):
                at = record.number
                if isinstance(record.got, Done):
                    desk.out.append(record.got.value)
                    yield Given(Kept(at, record.got.value, ""), one.began)
                elif record.got is not None:
                    desk.counts["damaged"] += 1
                    desk.tell(record.got)
                if at % PART == 0:
                    desk.out.append(_Mark(one, at, whole=False))
        except InputError as error:
            retried = isinstance(error, RETRIED)
            desk.tell(Failed.of(error, one.file))
        desk.out.append(_Mark(one, at, whole=not retried))
        desk.counts["records"] += at - one.records
        desk.counts["files_failed" if retried else "files"] += 1


def read_given(given: Given, limits: Limits) -> Read:
    """Return what came of a page, whatever it holds."""
    try:
        return read_kept(given.kept, given.now, limits)
    except Exception as error:  # noqa: BLE001 a million pages of strangers: our fault at one must not cost the others
        why = f"{given.kept.item.address} met a fault of nutgraf, {type(error).__name__}; please report it."
        return Read(given.kept.n, None, why)
