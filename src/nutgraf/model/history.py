"""What is remembered of stories between runs: their ids, what became of old ids, and what a person corrected."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

CorrectionKind = Literal["merge", "split", "move", "undo"]
"""What a person may do with stories, and take back."""
ChangeKind = Literal["opened", "merged", "split", "moved"]
"""What may happen to a story's id."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's word on which articles are one story; it holds on articles, so that it outlives any grouping."""

    kind: CorrectionKind
    """`merge`: the stories of these articles are one. `split`: these articles leave the others. `move`: the article
    joins the story of the other. `undo`: an earlier correction holds no longer; nothing else changes."""
    articles: tuple[str, ...]
    """Ids: one article of each story to merge; all that leave; the one that moves; of an undo, as undone."""
    others: tuple[str, ...] = ()
    """Ids: of a split, those that stay; of a move, one article of the story it joins; of a merge, none."""
    at: datetime | None = None
    """When it was made, UTC."""
    of: int = 0
    """Of an undo: the place of what it undoes among all corrections, from 1; else 0."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """A living story as the last run left it."""

    id: str
    """Its id, for good."""
    articles: tuple[str, ...]
    """Ids of all articles it was seen with, in order."""


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to a story."""

    what: ChangeKind
    """`opened`: a new story. `merged`: `other` was taken in, and its id leads here. `split`: it came out of `other`.
    `moved`: articles came from `other`, which lives on."""
    story: str
    """Id of the story it happened to."""
    other: str = ""
    """Id of the other story; empty for `opened`."""
    at: datetime | None = None
    """Time of the newest article by then, UTC."""


@dataclass(frozen=True, slots=True)
class History:
    """All that is remembered; empty before the first run."""

    stories: tuple[Remembered, ...] = ()
    """The living stories, in order of id."""
    redirects: tuple[tuple[str, str], ...] = ()
    """Old id, id of the living story it leads to; in order of the old id."""
    corrections: tuple[Correction, ...] = ()
    """In the order in which they were made: of two that contradict each other the later holds."""
    changes: tuple[Change, ...] = ()
    """Everything that happened, oldest first."""

    def leads_to(self, story: str) -> str | None:
        """Return the id of the living story that an id leads to; `None` for one never given."""
        if any(known.id == story for known in self.stories):
            return story
        return dict(self.redirects).get(story)
