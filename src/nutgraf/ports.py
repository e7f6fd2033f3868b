"""All that touches the world, as small protocols: the core and the pipeline know these, never a concrete edge."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from nutgraf.model import (
    Answer,
    Article,
    Ask,
    Asked,
    Done,
    Edition,
    Failed,
    Feed,
    Fetched,
    Filed,
    Fill,
    History,
    Incoming,
    Item,
    Job,
    JobKind,
    Kept,
    Listed,
    Page,
    Read,
    Record,
    Regrouped,
    Round,
    Stage,
    StoryCard,
    Token,
    Wording,
)

T = TypeVar("T")
R = TypeVar("R")
S = TypeVar("S", covariant=True)
Vectors = NDArray[np.float32]
"""Shape (n, d), each row of length 1."""


class Source(Protocol):
    """Gives items; called by the pipeline."""

    def items(self) -> Iterator[Done[Item] | Failed]:
        """Yield what arrives, lazily, in the order of the addresses given; bad ones as `Failed`."""
        ...


class Owner(Protocol[S]):
    """Holds a state, here or elsewhere, and answers questions about it; called by the placer."""

    def ask(self, do: Callable[[S, T], R], value: T) -> Callable[[], R]:
        """Ask what `do` makes of the state, which it may change, and a value; what is returned waits for the answer.

        Questions are answered in their order; those to several owners side by side. Waiting raises what `do` raised,
        and OwnerLost when the state is gone: the next question finds a new one. Function, value and answer can be
        pickled.
        """
        ...


class Engine(Protocol):
    """Carries a stage over many items, and keeps what has an owner; called by the rounds."""

    def map(self, stage: Callable[[T], R], items: Iterable[T], lost: Callable[[T], R]) -> Iterator[R]:
        """Yield what the stage makes of each item, in the order of the items; every engine gives the serial answer.

        Stage, items and results can be pickled. `lost` tells what becomes of an item that kills whoever does it.
        """
        ...

    def owner(self, key: str, make: Callable[[], S]) -> Owner[S]:
        """Return the owner of a key, the same for as long as the engine is open; `make` gives it its first state."""
        ...

    def close(self) -> None:
        """End what works elsewhere; owners forget what they hold."""
        ...


class Tagger(Protocol):
    """Parses sentences; called by the pipeline on the candidate sentences of stories being briefed."""

    def tag(self, texts: Sequence[str]) -> list[tuple[Token, ...]]:
        """Return the tokens of each text, in order; each text is taken as one sentence."""
        ...


class Embedder(Protocol):
    """Turns sentences into vectors; called by the pipeline on the same sentences."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, shape (len(texts), d)."""
        ...


class Writer(Protocol):
    """Words a brief's lines anew; called by `rewording` between the offline brief and its last verification."""

    def propose(self, asked: Asked) -> Wording:
        """Return lines for the layers asked; they may say anything, and are believed in nothing.

        Raises WriterFailed, with a sentence that says why, when there is no answer to be had.
        """
        ...


class Judge(Protocol):
    """A second opinion on free wording; called by `rewording` in the mode `model, judged` alone."""

    @property
    def name(self) -> str:
        """Return what a brief calls it: `passed by NAME, not traced word for word`."""
        ...

    def supports(self, premise: str, hypothesis: str) -> float:
        """Return the probability that the premise, a line's evidence, supports the hypothesis, the line: 0 to 1.

        Raises WriterFailed when there is no opinion to be had.
        """
        ...


class Fetch(Protocol):
    """Asks the web; called by the rounds."""

    def answers(self, asks: Iterable[Ask]) -> Iterator[Answer]:
        """Yield one answer an ask, as they arrive, in no order."""
        ...


Contents = Callable[[Fetched], Iterator[Done[Item] | Failed]]
"""Gives the items that a fetched feed or page holds; raises InputError when it holds none."""


class Feeds(Protocol):
    """The feeds that are followed; called by the rounds."""

    def due(self, now: datetime) -> tuple[Feed, ...]:
        """Return the feeds to be asked now."""
        ...


Records = Callable[[str, int], Iterator[Record]]
"""Gives the records of a file behind the first so many; raises InputError when they cannot be had."""


class Fills(Protocol):
    """Files of records and how far each was taken in; called by the back-fill. Each method is one transaction."""

    def begin(self, files: Sequence[Listed], now: datetime) -> tuple[Fill, ...]:
        """Return files with how far each is, in their order; new ones are begun at `now`."""
        ...

    def keep(self, of: Fill, pages: Sequence[Page], *, records: int, whole: bool = False) -> None:
        """Keep the pages of a file's next part, and that so many of its first records are done."""
        ...


class Inbox(Protocol):
    """Rounds and the items they take in; called by the rounds. Each method is one transaction."""

    def took(self, n: int, feed: Feed | None, arrived: Sequence[Incoming]) -> int:
        """Keep a feed's new state and the items that are new; return how many are. Without a feed: an import."""
        ...

    def unknown(self, feed: Feed, arrived: Sequence[Incoming]) -> tuple[Incoming, ...]:
        """Return the entries that are not kept of a feed yet, each once."""
        ...

    def awaiting_pages(self, n: int) -> tuple[Kept, ...]:
        """Return the items of a round whose page is still to be fetched."""
        ...

    def got_page(self, number: int, item: Item | None, failure: str = "") -> None:
        """Put the page in the place of an item's teaser; without one the teaser stays, and why."""
        ...

    def unread(self, n: int) -> tuple[Kept, ...]:
        """Return the next items of a round to be read; empty when all are."""
        ...

    def done(self, n: int, results: Sequence[Read], now: datetime) -> None:
        """Keep what came of items."""
        ...

    def advance(self, n: int, stage: Stage) -> None:
        """Say what a round has to do next."""
        ...


class SharedInbox(Inbox, Protocol):
    """An inbox that several machines fill; called by `rounds.share`. What it keeps is given out as jobs with it."""

    def feeds_of(self, numbers: Sequence[int]) -> tuple[Feed, ...]:
        """Return feeds by number; those that were removed are left out."""
        ...

    def wanting_pages(self, numbers: Sequence[int]) -> tuple[Kept, ...]:
        """Return those of some items whose page is still to be fetched."""
        ...

    def to_read(self, numbers: Sequence[int]) -> tuple[Kept, ...]:
        """Return those of some items that are still to be read."""
        ...


class Jobs(Protocol):
    """Work given out to whoever is free, on any machine; called by `sharing`.

    What makes work gives it out in its own transaction (`SharedInbox`), so that none is without the other. A job is
    taken, done and then struck off, at least once: what does a job has to bear doing it again.
    """

    def work(
        self,
        do: Mapping[JobKind, Callable[[Job], None]],
        *,
        beside: Callable[[], None],
        stop: threading.Event,
        tell: Callable[[str, Mapping[str, object]], None],
    ) -> None:
        """Take jobs and do them until told to stop; one that raises is put back. `beside` is called now and then."""
        ...


class Articles(Protocol):
    """What was read; called by the rounds."""

    def get(self, ids: Sequence[str]) -> dict[str, Article]:
        """Return articles by id; those that are not there are left out."""
        ...

    def window(self, since: datetime, until: datetime, after_round: int, last_round: int) -> Iterator[Filed]:
        """Yield the articles of a stretch of time that came after a round and up to one: round by round, by time."""
        ...

    def muted(self, ids: Sequence[str]) -> frozenset[str]:
        """Return which of some articles came from a feed that is no evidence."""
        ...

    def feeds_of(self, ids: Sequence[str]) -> dict[str, int]:
        """Return the number of the feed that brought each article; 0 for imports."""
        ...


class Stories(Protocol):
    """What articles were grouped into; called by the rounds. Each method is one transaction."""

    def history_of(self, articles: Sequence[str]) -> History:
        """Return what is remembered of the stories that some articles stand in, or that their ids could clash with."""
        ...

    def story_of(self, articles: Sequence[str]) -> dict[str, str]:
        """Return the story that each article stands in; articles in none are left out."""
        ...

    def apply(self, at: Round, decided: Regrouped) -> None:
        """Carry out what placing decided, and go on to briefing."""
        ...

    def get(self, name: str) -> StoryCard:
        """Return a story by its id, an old one too."""
        ...

    def many(self, names: Sequence[str]) -> dict[str, StoryCard]:
        """Return living stories by id; those that are not there are left out."""
        ...

    def waiting(self) -> tuple[str, ...]:
        """Return the stories that wait to be briefed in some later round."""
        ...

    def to_brief(self, n: int) -> tuple[str, ...]:
        """Return the stories that a round has still to brief, in order."""
        ...


class Editions(Protocol):
    """What was published; called by the rounds. Each method is one transaction."""

    def latest(self, story: str) -> Edition | None:
        """Return the newest edition of a story, if any."""
        ...

    def publish(self, at: Round, edition: Edition) -> None:
        """Add an edition, and take its story off the list of those to be briefed."""
        ...

    def pass_over(self, story: str) -> None:
        """Take a story off that list without an edition."""
        ...


class Shelves(Protocol):
    """An archive, as the rounds see it."""

    @property
    def feeds(self) -> Feeds:
        """What is followed."""
        ...

    @property
    def inbox(self) -> Inbox:
        """What arrives."""
        ...

    @property
    def articles(self) -> Articles:
        """What was read."""
        ...

    @property
    def stories(self) -> Stories:
        """What it was grouped into."""
        ...

    @property
    def editions(self) -> Editions:
        """What was published."""
        ...
