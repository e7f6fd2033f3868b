"""What stands in an archive, to compare two of them: without numbers of rows, which any other order of work changes."""

from dataclasses import dataclass
from datetime import datetime

from nutgraf.model import Fill, Origin
from nutgraf.store.archive import Archive


@dataclass(frozen=True)
class State:
    """All that two runs over the same sources must agree in."""

    rounds: tuple[datetime, ...]
    """Moments of the rounds, in order."""
    items: tuple[tuple[str, str, str], ...]
    """Feed, own name and address of what was taken in."""
    articles: tuple[str, ...]
    """Ids of those that lie in stories."""
    stories: tuple[tuple[str, tuple[str, ...], tuple[Origin, ...]], ...]
    """Ids, articles, origins."""
    editions: tuple[tuple[str, int, str], ...]
    """Story, number and name."""
    waiting: tuple[str, ...]
    """Stories that wait for a brief."""
    fills: tuple[Fill, ...]
    """Web archives taken in."""
    unread: tuple[str, ...]
    """What of them held no article, and why."""


def records_done(archive: Archive) -> int:
    """Return how many records of web archives were taken in."""
    return sum(one.records for one in archive.fills.all())


def state_of(path: str) -> State:
    """Return what stands in an archive that is whole and at rest. Raises AssertionError for any other."""
    with Archive(path) as archive:
        faults = archive.upkeep.check().faults
        assert not faults, faults
        rounds = archive.inbox.rounds()
        assert all(r.stage == "done" for r in rounds), rounds
        kept = [k for n in (0, *(r.n for r in rounds)) for k in archive.inbox.items_of(n)]  # 0: of back-fills
        stories = [card.story for card in archive.stories.cards()]
        return State(
            tuple(r.now for r in rounds),
            tuple(sorted((k.feed, k.item.guid or k.item.url or "", k.item.address) for k in kept)),
            tuple(sorted({a for story in stories for a in story.articles})),
            tuple(sorted((story.id, story.articles, story.origins) for story in stories)),
            tuple(sorted((s, n, name) for _, s, n, name in archive.editions.of_rounds(0, 1_000_000))),
            archive.stories.waiting(),
            archive.fills.all(),
            archive.inbox.failed(0),
        )
