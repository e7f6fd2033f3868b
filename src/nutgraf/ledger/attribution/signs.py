"""Readable signs of a proposal, and the small logistic model that weighs them (`filter.json`)."""

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from nutgraf.ledger.attribution.lexicon import classes_of
from nutgraf.ledger.attribution.propose import Proposal
from nutgraf.ledger.tree import Tree

_MODALS = frozenset({"will", "would", "can", "could", "may", "might", "must", "should", "shall", "'ll", "’ll"})
_FIRST = frozenset({"i", "we", "you"})
_STEEPEST = 30.0


def signs_of(tree: Tree, found: Proposal, *, quoted: bool, direct: bool) -> dict[str, float]:
    """Return the signs by name; `quoted`: the cue stands in a quotation, `direct`: the content holds one."""
    n = found.head
    verb = tree[n].pos in {"VERB", "AUX"}
    names = [f"kind:{found.kind}", f"source:{_source(tree, found.source)}"]
    names += [f"class:{c}" for c in classes_of(tree.lemma(n))] if verb else []
    if verb and not classes_of(tree.lemma(n)):
        names.append("class:none")
    strong = "speak" in classes_of(tree.lemma(n)) or found.kind in {"according", "turn"}
    names.append(f"{'speaks' if strong else 'else'}*{found.kind}")
    names.append("direct" if direct else "plain")
    names += [name for name, holds in _flags(tree, found, n) if holds]
    if quoted:
        names.append("in-quotation")
    signs = dict.fromkeys(names, 1.0)
    signs["length"] = math.log1p(sum(len(s.text.split()) for s in found.content)) - 2.0
    return signs


def _flags(tree: Tree, found: Proposal, n: int) -> Sequence[tuple[str, bool]]:
    verb = tree[n].pos in {"VERB", "AUX"}
    opens = found.content[0].text.split(" ", 1)[0].lower() if found.content else ""
    return (
        ("negated", verb and tree.negation(n) is not None),
        ("modal", verb and tree.aux(n, _MODALS) is not None),
        ("to-cue", verb and tree.aux(n, {"to"}) is not None),
        ("passive", verb and tree.passive(n)),
        ("past", tree[n].tag in {"VBD", "VBN"}),
        ("participle", tree[n].tag == "VBG"),
        ("root", tree[n].dep == "ROOT"),
        ("relative", tree[n].dep in {"relcl", "acl"}),
        ("adverbial", tree[n].dep == "advcl"),
        ("conditional", any(tree.lemma(k) in {"if", "when", "unless"} for k in tree.children(n, "mark", "advmod"))),
        ("opens-that", opens == "that"),
        ("opens-wh", opens in {"what", "why", "how", "whether", "who", "where", "when", "if"}),
        ("own-subject", verb and tree.child(n, "nsubj") is not None),
        ("after-content", found.target is not None and found.target < n),
        ("be", tree.lemma(n) == "be"),
        ("light", tree.lemma(n) in {"make", "let", "help", "have", "get", "do", "go", "take", "keep", "see"}),
        ("no-content", not found.content),
        ("say", tree.lemma(n) in {"say", "tell", "add"}),
        ("sourceless", found.source is None and not (verb and tree.passive(n))),
    )


def _source(tree: Tree, source: int | None) -> str:
    if source is None:
        return "none"
    token = tree[source]
    if token.tag in {"PRP", "WP", "WDT"} or token.pos == "PRON":
        low = token.text.lower()
        return "i" if low in _FIRST else "it" if low in {"it", "this", "that"} else "pronoun"
    if token.entity == "PERSON":
        return "person"
    if token.pos == "PROPN" or token.entity:
        return "name"
    return "animate" if tree.animate(source) else "thing"


@cache
def _weights() -> Mapping[str, float]:
    told = json.loads(files("nutgraf.ledger.attribution").joinpath("filter.json").read_text("utf-8"))
    return {str(name): float(value) for name, value in told["weights"].items()}


def likelihood(signs: Mapping[str, float]) -> float:
    """Return how likely a proposal is an attribution, 0 to 1."""
    return weighed(_weights(), signs)


def weighed(weights: Mapping[str, float], signs: Mapping[str, float]) -> float:
    """Return the same with given weights, for fitting."""
    odds = weights.get("intercept", 0.0) + sum(weights.get(name, 0.0) * value for name, value in signs.items())
    return 1.0 / (1.0 + math.exp(-max(-_STEEPEST, min(_STEEPEST, odds))))
