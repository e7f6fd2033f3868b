"""What the owner of a language holds: its stream, and the questions that a placer asks of it.

    Lane --take_in: articles, part by part--> Lane --settle--> events and running stories

Rule 1: a placer says how many articles it believes are held. A lane that holds others (it was lost and begun anew) says
        so when it is asked to settle, and is brought all of them once more.
"""

from dataclasses import dataclass

from nutgraf.model import Article
from nutgraf.settings import Grouping
from nutgraf.stories.linkage import Bonds
from nutgraf.stories.regroup import likenesses
from nutgraf.stories.stream import Stream
from nutgraf.stories.streams import Settled

_ASTRAY = -1
"""Articles held by a lane to which some were not brought."""


class Lane:
    """The stream of one language."""

    def __init__(self, settings: Grouping) -> None:
        """Start with no article."""
        self.settings = settings
        self.stream = Stream(settings)
        self.held = 0
        self.settled: Settled | None = None


@dataclass(frozen=True, slots=True)
class More:
    """Articles for a lane, in order."""

    after: int
    """How many it should hold before; with 0 it begins anew."""
    articles: tuple[Article, ...]
    """The articles."""


def take_in(lane: Lane, more: More) -> None:
    """Place more articles."""
    lane.settled = None
    if not more.after:
        lane.stream, lane.held = Stream(lane.settings), 0
    if lane.held != more.after:
        lane.held = _ASTRAY
        return
    for article in more.articles:
        lane.stream.add(article)
    lane.held += len(more.articles)


def settle(lane: Lane, held: int) -> Settled | None:
    """Correct late what it holds, if more came since; `None` when it holds other than so many articles."""
    if lane.held != held:
        return None
    lane.settled = lane.settled or Settled.of(lane.stream)
    return lane.settled


def near(lane: Lane, held: int) -> Bonds | None:
    """Return the plain likeness of all pairs that were compared; `None` when it holds other than so many articles."""
    return likenesses(lane.stream) if lane.held == held else None
