"""All stories as one reader's app sees them: in which subscription each stands, and what the reader did with it.

Rule 1: each story stands in exactly one subscription, that of the feed that brought its first article, so that no app
        shows it six times. Feeds that are not followed any more, and imports, are subscription 0.
Rule 2: what was read and has changed materially since is unread again: the reader saw an older edition.
Rule 3: muted and hidden stories stay out, as on the front page.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nutgraf.finding import muted
from nutgraf.model import LABEL as LABEL_MARK
from nutgraf.model import SAVED, UNREAD, EditionRow, Feed
from nutgraf.model.address import host_of
from nutgraf.serve.greader.names import FRESH, KEPT_UNREAD, LABEL, READ, READING_LIST, STARRED, Stream
from nutgraf.serve.syndicate.entries import LONG_AGO
from nutgraf.views import Newsstand

MOST_ITEMS = 20_000
"""Stories that an app can reach, the newest."""
OTHERS = 0
"""Number of the subscription of what no followed feed brought."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Stories of a reader."""

    rows: tuple[EditionRow, ...]
    """The newest edition of each story, the newest first."""
    homes: Mapping[str, int]
    """Number of the subscription by story; those missing are in `OTHERS`."""
    feeds: Mapping[int, Feed]
    """Followed feeds by number."""
    seen: Mapping[str, int]
    """Number of the edition last seen, by story."""
    unread: frozenset[str]
    """Stories marked to be read again."""
    saved: frozenset[str]
    """Stories to be kept."""
    labels: Mapping[str, tuple[str, ...]]
    """Labels by story, sorted."""

    def home(self, row: EditionRow) -> int:
        """Return the number of the subscription that a story stands in."""
        return self.homes.get(row.story, OTHERS)

    def is_read(self, row: EditionRow) -> bool:
        """Tell whether the reader has seen the newest edition, and did not want to read it again."""
        return self.seen.get(row.story, 0) >= row.number and row.story not in self.unread

    def folder(self, feed: int) -> str:
        """Return the folder of a subscription, outer ones first; empty for none."""
        return folder_of(self.feeds[feed]) if feed in self.feeds else ""

    def states(self, row: EditionRow) -> tuple[str, ...]:
        """Return what an app is told about an item, as names of streams it stands in."""
        found = [READING_LIST]
        found.append(READ if self.is_read(row) else FRESH)
        if row.story in self.unread:
            found.append(KEPT_UNREAD)
        if row.story in self.saved:
            found.append(STARRED)
        folder = self.folder(self.home(row))
        named = dict.fromkeys(([folder] if folder else []) + list(self.labels.get(row.story, ())))
        return (*found, *(LABEL + name for name in named))

    def holds(self, stream: Stream, row: EditionRow) -> bool:
        """Tell whether an item stands in a stream."""
        if stream.kind == "feed":
            return self.home(row) == self.number(stream.value)
        if stream.kind == "label":
            mine = self.labels.get(row.story, ())
            return stream.value in mine or self.folder(self.home(row)) == stream.value
        if stream.value == "reading-list":
            return True
        if stream.value in ("unread", "fresh"):
            return not self.is_read(row)
        return f"user/-/state/com.google/{stream.value}" in self.states(row)

    def number(self, value: str) -> int | None:
        """Return the number of the subscription that `feed/VALUE` names, by number or address; `None` for none."""
        if value.isascii() and value.isdigit() and len(value) < 19:
            return int(value) if int(value) in self.feeds or int(value) == OTHERS else None
        return next((n for n, feed in self.feeds.items() if feed.address == value), None)

    def select(self, streams: Iterable[Stream]) -> tuple[EditionRow, ...]:
        """Return the items that stand in any of some streams."""
        wanted = tuple(streams)
        return tuple(row for row in self.rows if any(self.holds(stream, row) for stream in wanted))


def shelf_of(stand: Newsstand, reader: str) -> Shelf:
    """Return the stories of a reader as they are now."""
    archive = stand.archive
    newest = archive.newest.page(1)
    feeds = archive.feeds.numbered()
    hidden = frozenset(n for n, feed in feeds.items() if feed.hidden)
    key = ("shelf", newest[0].n if newest else 0, tuple(feeds), hidden, archive.editions.follows())
    rows, homes = stand.for_a_while(key, lambda: _stories(stand, feeds, hidden))
    labels: dict[str, list[str]] = {}
    for mark in archive.marks.of(reader, LABEL_MARK):
        labels.setdefault(mark.story, []).append(mark.mark.removeprefix(LABEL_MARK))
    return Shelf(
        rows,
        homes,
        feeds,
        archive.marks.seen(reader),
        frozenset(mark.story for mark in archive.marks.of(reader, UNREAD)),
        frozenset(mark.story for mark in archive.marks.of(reader, SAVED)),
        {story: tuple(sorted(names)) for story, names in labels.items()},
    )


def folder_of(feed: Feed) -> str:
    """Return the folder of a feed on one line: `World/Europe`; empty for none."""
    return "/".join(name.replace("/", "-") for name in feed.folders)


def title_of(feed: Feed) -> str:
    """Return what a feed is called."""
    return feed.title or host_of(feed.address) or feed.address


def _stories(
    stand: Newsstand, feeds: Mapping[int, Feed], hidden: frozenset[int]
) -> tuple[tuple[EditionRow, ...], dict[str, int]]:
    rows = stand.archive.newest.page(MOST_ITEMS)
    brought = {name: [a.feed for a in some] for name, some in stand.archive.stories.arrivals(LONG_AGO).items()}
    homes = {name: next((n for n in some if n in feeds or n == OTHERS), OTHERS) for name, some in brought.items()}
    out = muted(stand.daily, [row.story for row in rows])
    out |= {name for name, some in brought.items() if some and hidden.issuperset(some)}
    return tuple(row for row in rows if row.story not in out), homes
