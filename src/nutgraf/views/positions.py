"""Who holds what in a story: positions by actor, for a table that a page draws. Pure.

Actors with most positions come first, their best supported positions first; what is left out is counted, never dropped
in silence.
"""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from nutgraf.briefs.printed.ledger.cells import cut
from nutgraf.briefs.printed.ledger.phrases import actor_of, deed, gist, is_known, whose_word
from nutgraf.briefs.printed.wording import article_of, flat
from nutgraf.model import SIGNS, Certainty, Claim, Position, SourceNote
from nutgraf.views.story import StoryView
from nutgraf.views.timeline import day_words

MOST_ACTORS, MOST_OF_ACTOR = 12, 4
"""Actors, and positions of each: more is no table but a ledger, which the JSON of the brief holds whole."""
GIST, WORD_OF = 140, 80
"""Letters of what is held, and of on whose word."""
_ISO_DAY = re.compile(r"\b\d{4}-\d{2}(?:-\d{2})?\b")
_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "who"})


@dataclass(frozen=True, slots=True)
class Held:
    """A position as a row of the table."""

    deed: str
    """What the actor does: `plans to meet or talk`."""
    gist: str
    """To whom, about what, when and where; the condition with it."""
    word_of: str
    """On whose word: the chain of speakers, else the outlet."""
    since: datetime | None
    """When it was first told, UTC; `None` when that article has no time."""
    certainty: Certainty
    """In a word."""
    sign: str
    """The same as a sign."""
    origins: int
    """Independent origins that state it."""
    sentence: str
    """The first sentence that tells it."""
    article: str
    """Id of its article."""
    source: SourceNote | None
    """That article; `None` when the edition does not list it."""


@dataclass(frozen=True, slots=True)
class Holder:
    """An actor and what it holds."""

    name: str
    """As a reader knows it."""
    held: tuple[Held, ...]
    """The best supported first."""
    more: int
    """Positions of this actor that are not shown."""


@dataclass(frozen=True, slots=True)
class Positions:
    """The table."""

    holders: tuple[Holder, ...]
    """Those with most positions first; empty when no claim has a known actor."""
    more: int
    """Positions that are not shown, of other actors and of nobody known."""


def positions_of(story: StoryView) -> Positions:
    """Return who holds what in a story."""
    everything = story.edition.positions
    told = [p for p in everything if p.first.actor is not None and is_known(p.first.actor)]
    names = [name for name, _ in Counter(actor_of(p.first) for p in told).most_common(MOST_ACTORS)]
    notes = {source.id: source for source in story.sources}
    holders = []
    for name in names:
        mine = [p for p in told if actor_of(p.first) == name]
        best = sorted(mine, key=lambda p: -len(p.origins))[:MOST_OF_ACTOR]
        holders.append(Holder(name, tuple(_held(p, notes) for p in best), len(mine) - len(best)))
    shown = sum(len(one.held) + one.more for one in holders)
    return Positions(tuple(holders), len(everything) - shown)


def _gist(claim: Claim) -> str:
    """Return to whom and about what, with the condition: a threat without its "if" is another threat."""
    told = bool(claim.object or (claim.recipient is not None and is_known(claim.recipient)))
    words = gist(claim) if told else flat(claim.evidence.text)
    if words.count("“") != words.count("”"):  # the object of a claim may begin or end within a quotation
        words = words.replace("“", "").replace("”", "")
    condition = f", {flat(claim.condition.text)}" if claim.condition and claim.condition.text not in words else ""
    return _ISO_DAY.sub(lambda found: day_words(found[0]), cut(words, GIST) + cut(condition, GIST))


def _word_of(claim: Claim) -> str:
    """Return the chain of speakers; empty when nobody is named in it but by a pronoun."""
    return "" if whose_word(claim).casefold() in _PRONOUNS else whose_word(claim)


def _held(position: Position, notes: dict[str, SourceNote]) -> Held:
    claim = position.first
    source = notes.get(article_of(claim.article))
    return Held(
        deed=deed(claim),
        gist=_gist(claim),
        word_of=cut(_word_of(claim) or (flat(source.outlet) if source else ""), WORD_OF),
        since=source.published if source else None,
        certainty=position.certainty,
        sign=SIGNS[position.certainty],
        origins=len(position.origins),
        sentence=flat(claim.evidence.text),
        article=article_of(claim.article),
        source=source,
    )
