"""Claim: a record of the ledger. Who says or does what to whom, where, when, how certain, under which condition.

Theory: an article's sentence gives *claims* (one act each); the claims of several articles that tell one thing make a
*position* of the story, whose support is counted by independent origin.
"""

from dataclasses import dataclass
from typing import Literal

from nutgraf.model.evidence import Certainty, Evidence

ActType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "CONCEDE",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "RETREAT",
    "STATEMENT",
]
"""The sixteen event types of PLOVER, and `STATEMENT` (ours): somebody says a thing that is no other act."""

Modality = Literal[
    "happened",
    "planned",
    "offered",
    "demanded",
    "threatened",
    "denied",
    "unconfirmed",
    "speculated",
]
"""What kind of happening the act is: a fact, or one that somebody plans, offers, demands, threatens, denies ..."""

FactBank = Literal["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "CTu", "Uu"]
"""Saurí and Pustejovsky 2009. Certain, probable, possible; positive, negative; `CTu` it is known whether; `Uu` open."""

QuoteType = Literal["direct", "indirect", "mixed"]
"""How words are attributed: all within quotation marks, none, or a part."""


@dataclass(frozen=True, slots=True)
class Party:
    """Who acts or is acted on: as written, and coded where a table knows it. Unknown parties stay names."""

    text: str
    """As the sentence names it, resolved to the fullest name of its article: "US President Donald Trump"."""
    name: str = ""
    """One name for one party within a story: "Donald Trump"; empty when nothing better than `text` is known."""
    country: str = ""
    """ISO 3166-1 alpha-3; empty when unknown or not a state's."""
    sector: str = ""
    """PLOVER sector code (GOV, MIL, OPP, IGO, CVL ...); empty when unknown."""
    igo: str = ""
    """Short name of an international body ("EU", "UN", "NATO"); empty for all others."""


@dataclass(frozen=True, slots=True)
class Held:
    """How certain one holder is of the act."""

    by: str
    """`author`, or the source as named."""
    factbank: FactBank
    """The value."""
    score: float
    """The same on the scale of Lee et al. 2015: -3 certainly not .. +3 certainly."""
    of: Literal["act", "base"] = "act"
    """What it is about: the act, or what was only threatened, offered, asked for."""


@dataclass(frozen=True, slots=True)
class Attributed:
    """A source, the words that attribute and what is attributed, as spans (PARC 3.0, PolNeAR)."""

    source: str
    """As written; empty when nobody is named."""
    speaker: str
    """The source by name, resolved within the article; empty when nobody is named."""
    role: str
    """What the article calls the speaker ("Kremlin spokesman"); may be empty."""
    cue: Evidence
    """The words that attribute."""
    content: tuple[Evidence, ...]
    """What is attributed, verbatim."""
    quote_type: QuoteType
    """Whether in quotation marks."""
    nested_in: int | None = None
    """Place in the claim's attributions of the one whose content holds this one; `None` for the author's own."""


@dataclass(frozen=True, slots=True)
class ClaimCondition:
    """What an act hangs on. The act inside it is no event."""

    text: str
    """As written, opening word included."""
    kind: Literal["if", "unless", "until", "deadline", "provided"]
    """How it opens."""
    polarity: Literal["positive", "negative"]
    """`negative`: the act follows when the thing does *not* happen ("if Russia does not agree")."""
    actor: str = ""
    """Who would have to act, as written; may be empty."""
    act: ActType | None = None
    """What they would do; `None` when no type fits."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One act as one sentence of one article tells it."""

    id: str
    """Stable id over article, trigger and act."""
    actor: Party | None
    """Who acts or speaks; `None` when the sentence does not tell."""
    act: ActType
    """What is done; a future CONSULT or COOPERATE is AGREE (docs/design)."""
    trigger: Evidence
    """The word that tells the act."""
    modality: Modality
    """What kind of happening."""
    evidence: Evidence
    """The sentence."""
    mode: str = ""
    """PLOVER mode ("restrict", "assist"); may be empty."""
    base: ActType | None = None
    """What is threatened, offered, planned or asked for; `None` when the act stands for itself."""
    contexts: tuple[str, ...] = ()
    """PLOVER contexts ("military", "economic"), sorted."""
    recipient: Party | None = None
    """To whom; `None` when not told."""
    object: str = ""
    """What it is about, as written: "a 30-day ceasefire"; may be empty."""
    place: str = ""
    """Where, as written."""
    place_country: str = ""
    """ISO 3166-1 alpha-3 of the place; empty when unknown."""
    time: str = ""
    """When, as written ("on Thursday")."""
    day: str = ""
    """The same as an ISO date, no more exact than the source; empty when not resolved."""
    future: bool = False
    """The act lies ahead."""
    hypothetical: bool = False
    """It hangs on something, or is only possible."""
    negated: bool = False
    """The sentence says that it did not happen."""
    historical: bool = False
    """It lies well before the news: background."""
    certainty: tuple[Held, ...] = ()
    """The author first, then each nested source."""
    decided_by: str = ""
    """The words that decided the modality."""
    rule: str = ""
    """Name of the rule that decided it."""
    attribution: tuple[Attributed, ...] = ()
    """Outermost first."""
    condition: ClaimCondition | None = None
    """`None` when it hangs on nothing."""
    quotes: tuple[Evidence, ...] = ()
    """Verbatim quotations in it."""

    @property
    def article(self) -> str:
        """Id of the article."""
        return self.evidence.span.article


Relation = Literal["confirms", "denies", "withdraws", "updates"]
"""What a later claim does to an earlier one."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A later claim that changes what an earlier one said."""

    claim: str
    """Id of the later claim."""
    of: str
    """Id of the earlier one."""
    does: Relation
    """What it does to it."""


@dataclass(frozen=True, slots=True)
class Position:
    """The same claim across a story's articles."""

    id: str
    """Stable id, of its first claim."""
    claims: tuple[Claim, ...]
    """In order of published time; never empty; the first speaks for all."""
    certainty: Certainty
    """The least certain decides, unless independent origins state it as fact (the design's promise 6)."""
    origins: tuple[str, ...]
    """Ids of the independent origins that state it, sorted."""
    turns: tuple[Turn, ...] = ()
    """What later claims of other positions did to it."""

    def __post_init__(self) -> None:
        """Refuse a position that nobody holds."""
        if not self.claims:
            raise ValueError("a position needs a claim")

    @property
    def first(self) -> Claim:
        """The claim that speaks for all."""
        return self.claims[0]


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that a story's articles claim."""

    story: str
    """Id of the story."""
    positions: tuple[Position, ...]
    """Those with most origins first, then by time."""
