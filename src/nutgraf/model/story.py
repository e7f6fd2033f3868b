"""Stories: the articles about one event and what follows from it, and the decision that put them there."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Why = Literal["single", "copy", "wire", "retold", "owner"]
"""What makes articles one voice."""


@dataclass(frozen=True, slots=True)
class Placement:
    """The intent to put an article into a story: opens a new one, joins one, repeats an article or updates it."""

    article: str
    """Id of the article placed."""
    action: Literal["opens", "joins", "repeats", "updates"]
    """What happens: `repeats` joins as a near-copy, `updates` takes the place of an earlier version."""
    story: str
    """Id of the story; for `opens` the id it gets."""
    score: float
    """How well it fits, 0 to 1; 0 for `opens`."""
    repeats: str | None = None
    """Id of the article it copies, for `repeats`, or replaces, for `updates`."""
    reasons: tuple[str, ...] = ()
    """Words for people: what decided ("same names: Rubio, Witkoff")."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Where an article stands once all have arrived, and what decided: the words of a `--why`."""

    article: str
    """Id of the article."""
    action: Literal["opens", "joins", "repeats"]
    """First of its event, joins it, or joins it as a near-copy."""
    score: float
    """`joins`, `repeats`: mean probability that it and the event's others tell one event, 0 to 1. `opens`: plain
    likeness to `nearest`, 0 to 1; 0 when it opens the whole story."""
    nearest: str | None = None
    """Id of the earlier article that speaks most for it (`repeats`: the one it copies); `None` for a story's first."""
    gap_h: float | None = None
    """Hours between the two; `None` when a time is unknown."""
    words: tuple[str, ...] = ()
    """Words both use, other than names and numbers, those that decide most first, as the article spells them."""
    names: tuple[str, ...] = ()
    """Names both use."""
    numbers: tuple[str, ...] = ()
    """Counts, ages, clock times, streets and numbers both give ("1,000 prisoners")."""
    days: tuple[date, ...] = ()
    """Calendar days both name, at least one of them by month and day; the last ones."""
    against: tuple[str, ...] = ()
    """What spoke against, in words ("other ages (34 here, 51 there)")."""
    arrived: str | None = None
    """Id of the article whose story it was put into on arrival, when it was moved from there; its own id when it
    seemed a story of its own; `None` when it was not moved."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who an article speaks for, and why: the reason behind an `Origin`."""

    article: str
    """Id of the article."""
    origin: str
    """Id of the origin it belongs to."""
    speaker: str
    """Who speaks, for people: the agency, or the outlet."""
    why: Why
    """What made it speak so; `single` for an outlet's own report."""
    of: str | None = None
    """Id of the article it copies, retells or follows; `None` when there is none in the story."""
    owner: str = ""
    """The owner that both outlets share, when that decided."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Articles that are one voice: near-copies, the same wire, one owner, or a report that only retells another's."""

    id: str
    """Stable id."""
    articles: tuple[str, ...]
    """Ids of its articles, the earliest first."""
    name: str
    """Who the voice is, for people: the wire or the outlet that came first."""
    why: Why
    """Why they are one."""


@dataclass(frozen=True, slots=True)
class Story:
    """The articles about one event, in order of published time."""

    id: str
    """Stable id, of its first article."""
    articles: tuple[str, ...]
    """Ids, in order of published time; never empty."""
    origins: tuple[Origin, ...]
    """Independent voices; every article lies in exactly one."""
    first: datetime | None
    """Earliest published time in UTC; `None` when no article has one."""
    last: datetime | None
    """Latest published time in UTC."""

    def __post_init__(self) -> None:
        """Refuse an empty story and origins that do not cover it exactly."""
        if not self.articles:
            raise ValueError("a story needs an article")
        covered = sorted(a for origin in self.origins for a in origin.articles)
        if covered != sorted(self.articles):
            raise ValueError(f"origins do not cover story {self.id} exactly")


@dataclass(frozen=True, slots=True)
class Link:
    """Two stories of different languages that tell the same events; each keeps its own articles and brief."""

    stories: tuple[str, str]
    """Ids of the two stories."""
    score: float
    """How sure: likeness and evidence together, 1 or more for the surest."""
    likeness: float
    """Cosine of the vectors of their titles and leads, -1 to 1."""
    names: tuple[str, ...] = ()
    """Names both use, as the first story writes them."""
    numbers: tuple[str, ...] = ()
    """Numbers both give, in plain digits."""
    days: tuple[date, ...] = ()
    """Calendar days both name."""
    gap_h: float | None = None
    """Hours between the two stretches of time, 0 when they overlap; `None` when a time is unknown."""
