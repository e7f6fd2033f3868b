"""What heads a story's page, kept for many stories; the rest of the story is read when something of it is asked for.

Theory: a page's parts are kept as text, so a page that was made before needs of its story no more than this: an edition
is 100 kB to 400 kB of JSON and its view thousands of objects, which the collector of garbage walks through again and
again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nutgraf.views.story import Heading, StoryView


@dataclass(frozen=True, slots=True)
class StoryHead:
    """The little of a `StoryView` that is kept for long; the same names mean the same."""

    id: str
    """Id of the story."""
    number: int
    """Number of the edition."""
    shown: tuple[object, ...]
    """Names all it shows."""
    made_at: datetime | None
    """The moment of the edition."""
    counts: str
    """`9 articles, 6 outlets, 3 origins`."""
    language: str
    """ISO 639-1 of most of its articles."""
    editions: tuple[tuple[int, datetime], ...]
    """Number and moment of each edition of the story, the oldest first."""
    heading: Heading
    """Its headline."""
    chars: int
    """What its layers and sources take on a page, about."""


def head_of(view: StoryView) -> StoryHead:
    """Return what heads a story's page."""
    chars = sum(len(line.text) + 120 for line in view.lines) + sum(80 + len(s.outlet) for s in view.sources)
    return StoryHead(
        id=view.id,
        number=view.number,
        shown=view.shown,
        made_at=view.made_at,
        counts=view.counts,
        language=view.language,
        editions=view.editions,
        heading=view.heading,
        chars=chars,
    )


class StoryOnDemand:
    """A story for a page's template: its head is at hand, everything else of its view is read when asked for."""

    def __init__(self, head: StoryHead, read: Callable[[], StoryView]) -> None:
        """Keep the head, and how to read the view."""
        self.head = head
        """What heads its page."""
        self._read = read
        self._view: StoryView | None = None

    @property
    def view(self) -> StoryView:
        """The story whole. Raises NotFound when it is gone meanwhile."""
        if self._view is None:
            self._view = self._read()
        return self._view

    def __getattr__(self, name: str) -> Any:  # Any: whatever the head or the view has under that name
        """Return an attribute of the head, or of the view."""
        return getattr(self.head if name in StoryHead.__slots__ else self.view, name)
