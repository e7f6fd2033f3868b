"""How certain each holder is of an act: the author by the model of `factuality`, each source by its cue."""

from collections.abc import Iterator

from nutgraf.ledger.attribute import Attribution
from nutgraf.ledger.cues import CONFIRM, CueClass
from nutgraf.ledger.factuality import factuality_of
from nutgraf.ledger.factuality.judged import value_of
from nutgraf.ledger.frames import Scene
from nutgraf.ledger.modality.ladder import over
from nutgraf.ledger.tree import WILL, Tree
from nutgraf.model import FactBank, Held, Modality

OPEN_AT_MOST = 0.5
"""Score above which no author stands for what is unconfirmed or speculated (Uu)."""
OF_BASE: frozenset[Modality] = frozenset({"offered", "demanded", "threatened"})
"""Acts of speech whose own certainty is one thing, that of what they offer, ask for or threaten another."""
BASE = 0.5
"""Score of what is only offered, asked for or threatened."""
_MODALS = {"may": 1.0, "might": 1.0, "could": 1.0, "can": 1.5, "would": 2.0, "should": 0.5, "must": 0.5}
_OF_CUE: dict[CueClass, float] = {"hint": 1.0, "think": 2.0, "want": 0.5, "demand": 0.5, "offer": 0.5, "threat": 0.5}
"""What a source that hints, thinks, wants ... holds of it at most."""


def holders_of(scene: Scene, n: int, modality: Modality, silent: str = "") -> tuple[Held, ...]:
    """Return the author's certainty, then that of each source over the act, the innermost last.

    `silent` is who does not confirm what is unconfirmed: it knows, and does not tell.
    """
    told = factuality_of(scene.tree, n)
    score, value = told.score, told.value
    own = scene.cues.get(n)
    if modality in {"unconfirmed", "speculated"} or (modality == "denied" and (own is None or own.act != "deny")):
        score = 0.0 if modality != "speculated" else max(-OPEN_AT_MOST, min(OPEN_AT_MOST, score))
        value = "Uu"
    found = [Held("author", value, round(score, 2))]
    if modality in OF_BASE:
        found.append(Held("author", "Uu", BASE, "base"))
    sources = tuple(_sources(scene, n, modality))
    if modality == "unconfirmed" and silent and all(h.by != silent for h in sources):
        found.append(Held(silent, "CTu", 0.0))
    return (*found, *sources)


def _sources(scene: Scene, n: int, modality: Modality) -> Iterator[Held]:
    over = [cue for cue in _cues_over(scene, n) if cue.speaker]
    for cue in reversed(over):
        value, score = _held(scene.tree, n, cue)
        yield Held(cue.speaker, value, score, "base" if modality in OF_BASE and cue.head != n else "act")


def _cues_over(scene: Scene, n: int) -> Iterator[Attribution]:
    """Yield the attributions over an act, the innermost first; each source once."""
    met = set[str]()
    targets = {cue.target: cue for cue in scene.cues.values() if cue.target is not None}
    for here in over(scene.tree, n):
        for cue in (scene.cues.get(here) if here != n else None, targets.get(here)):
            if cue is not None and cue.speaker not in met:
                met.add(cue.speaker)
                yield cue


def _held(tree: Tree, n: int, cue: Attribution) -> tuple[FactBank, float]:
    if cue.negated and tree.lemma(cue.head) in CONFIRM:
        return "CTu", 0.0  # it knows, and does not tell
    if cue.act == "deny":
        return ("Uu", 0.0) if cue.negated else ("CT-", -3.0)
    own = next((s for word, s in _MODALS.items() if tree.aux(n, {word}) is not None), 3.0)
    own = min(own, 2.5) if tree.aux(n, WILL) is not None else own
    score = min(own, _OF_CUE.get(cue.act, 3.0))
    score = -score if tree.negation(n) is not None else score
    return value_of(score), score
