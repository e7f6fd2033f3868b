"""How certain a sentence is, by named rules over its parse, with the words that decided.

Theory of operation: `frames` walks the clauses that carry the sentence and leaves out relative and adverbial ones:
"Trump, who may come, met Erdogan" reports a meeting. Each clause is shown to every rule of `doubts`, `threats` and
`deeds`; what they find are marks, and the least certain mark decides.

Rule 1: a clause under a cue that denies, demands, offers, threatens or leaves unconfirmed is not asked: the cue speaks
        for it ("denied that he may come" is a denial).
Rule 2: `confirmed` and `disputed` are never found here: they need more than one sentence.
Rule 3: the speaker is who stands outermost for the deciding clause, unless that one only relays ("A told B, C
        reports").
Rule 4: a sentence without a parse is `reported`, with no words to show for it.
"""

from dataclasses import dataclass, replace

from nutgraf.ledger.attribute import find_attributions, quoted
from nutgraf.ledger.conditions import condition_of
from nutgraf.ledger.deeds import DEEDS
from nutgraf.ledger.doubts import DOUBTS
from nutgraf.ledger.frames import Frame, Mark, Scene, frames
from nutgraf.ledger.threats import THREATS
from nutgraf.ledger.tree import Tree
from nutgraf.model import Certainty, Parsed

LEAST_CERTAIN_FIRST: tuple[Certainty, ...] = (
    "unconfirmed",
    "speculated",
    "denied",
    "threatened",
    "demanded",
    "offered",
    "planned",
    "said",
    "reported",
)
"""Which mark decides when there are several; what is known to be open goes before what is guessed."""


RULES = (*DOUBTS, *THREATS, *DEEDS)
"""Every rule, each shown every clause."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """How certain a sentence is, and by which words."""

    certainty: Certainty
    """Never `confirmed` or `disputed`."""
    speaker: str
    """Who says it, as named in the sentence; empty when the outlet itself does."""
    cue: str
    """The words that decided; empty for a plain report."""
    condition: str
    """The if-clause with its opening word; empty when there is none."""
    rule: str
    """Name of the rule that decided; empty for a plain report."""


def scene_of(parsed: Parsed) -> Scene:
    """Return all that rules may look at in a sentence."""
    tree = Tree(parsed)
    quotes = quoted(tree.text)
    return Scene(tree, {cue.head: cue for cue in find_attributions(parsed, quotes)}, quotes, condition_of(tree))


def judge(parsed: Parsed) -> Judgement:
    """Return how certain a sentence is; linear in its length but for the few nested clauses."""
    scene = scene_of(parsed)
    condition = scene.condition
    marks = [mark for frame in frames(scene) for mark in _marks(scene, frame)]
    decided = min(marks, key=lambda mark: LEAST_CERTAIN_FIRST.index(mark.certainty), default=Mark("reported", ""))
    return Judgement(
        certainty=decided.certainty,
        speaker=decided.speaker,
        cue=decided.cue,
        condition="" if condition is None else condition.text,
        rule=decided.rule,
    )


def _marks(scene: Scene, frame: Frame) -> list[Mark]:
    """Return what the rules find in a clause, each with the name of its rule and the one who stands for it."""
    found = []
    for rule in RULES:
        mark = rule(scene, frame)
        if mark is not None:
            found.append(replace(mark, rule=rule.__name__, speaker=_speaker(frame, mark)))
    return found


def _speaker(frame: Frame, mark: Mark) -> str:
    if frame.by is None or (frame.by.act == "relay" and mark.speaker):
        return mark.speaker
    return frame.by.speaker or mark.speaker
