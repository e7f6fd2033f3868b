"""One round of the newsroom, from what is due to editions; it may stop at any point and is taken up where it stopped.

    round = the one that was broken off, else a new one at `now`
    fetch:  for each answer of the feeds that are due: feed's state and new items     one transaction a feed
            for each entry that is a teaser: its page                                 one transaction a page
    read:   items -> articles, or a sentence why not                                  one transaction a part
    place:  articles of the window -> stories, and which of them to brief             one transaction
    brief:  each such story -> ledger, brief, changes; an edition if material         one transaction a story

Rule 1: a stage reads what the stage before has kept, and writes in one transaction what is done and that it is done:
        there is no moment at which a kill loses anything, or does it twice.
Rule 2: what a round decides depends on what was kept and on its own moment, never on the clock or on the order in
        which servers answered. So a round that was broken off ends as it would have, and any can be replayed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from nutgraf.model import Round, Stage
from nutgraf.ports import Contents, Engine, Fetch, Shelves
from nutgraf.rounds.brief import Writers, brief_round
from nutgraf.rounds.fetch import fetch_round
from nutgraf.rounds.place import place_round
from nutgraf.rounds.read import read_round
from nutgraf.rounds.window import Grouper
from nutgraf.settings import Settings

OnStep = Callable[[str, int], None]
"""Told what is going on and how many are done; for progress."""
OnEvent = Callable[[str, Mapping[str, object]], None]
"""Told what happened, by name with its facts; for logs."""


def _quiet(_what: str, _facts: object) -> None:
    """Tell nobody."""


@dataclass(slots=True)
class Hands:
    """What a round works with."""

    shelves: Shelves
    """The archive."""
    fetch: Fetch
    """Asks the web."""
    contents: Contents
    """Reads what came."""
    writers: Writers
    """What briefs are written with."""
    settings: Settings
    """All settings."""
    engine: Engine
    """Reads pages, where there are many."""
    grouper: Grouper
    """Groups the window; keeps its stream between rounds."""
    on_step: OnStep = field(default=_quiet)
    """Progress."""
    on_event: OnEvent = field(default=_quiet)
    """Logs."""


def turn(at: Round, hands: Hands) -> dict[str, int]:
    """Do what is left of a round; return what came of it, counted by name."""
    counts: dict[str, int] = {}
    stages: dict[Stage, Callable[[Round, Hands], Mapping[str, int]]] = {
        "fetch": fetch_stage,
        "read": read_stage,
        "place": place_stage,
        "brief": brief_stage,
    }
    names = list(stages)
    for name in names[names.index(at.stage) :] if at.stage in stages else []:
        counts |= stages[name](at, hands)
        hands.on_event(name, {"round": at.n, **counts})
    return counts


def fetch_stage(at: Round, hands: Hands) -> Mapping[str, int]:
    """Fetch what is due, then the pages of teasers."""
    found = fetch_round(at, hands.shelves, hands.fetch, hands.contents, hands.settings, hands.on_step)
    hands.shelves.inbox.advance(at.n, "read")
    return found


def read_stage(at: Round, hands: Hands) -> Mapping[str, int]:
    """Read what arrived."""
    found = read_round(at, hands.shelves, hands.settings, hands.engine, hands.on_step)
    hands.shelves.inbox.advance(at.n, "place")
    return found


def place_stage(at: Round, hands: Hands) -> Mapping[str, int]:
    """Group the window and say what to brief; the store goes on to briefing in the same transaction."""
    return place_round(at, hands.shelves, hands.grouper, hands.settings, hands.on_step)


def brief_stage(at: Round, hands: Hands) -> Mapping[str, int]:
    """Brief the stories that were chosen."""
    found = brief_round(at, hands.shelves, hands.writers, hands.on_step)
    hands.shelves.inbox.advance(at.n, "done")
    return found
