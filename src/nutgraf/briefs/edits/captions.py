"""Captions that stand in running text without a mark: what a picture shows, told in the present with a full date.

News tells what happened in the past tense, or dates it by a weekday; only under a picture does somebody "leave the
court on May 3, 2019". Shapes without a parse are told in `text/kinds.py`.
"""

import re
from collections.abc import Sequence

from nutgraf.briefs.checks.guarded import listed
from nutgraf.model import Token

_FULL_DATE = re.compile(
    r"\b(?:(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2},? |"
    r"\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) )"
    r"(?:19|20)\d\d\b"
)
_PICTURE = listed("photo photos photograph photographs picture pictures image images footage illustration")
_LASTING = listed(
    """
    be have say mean remain mark require come seem appear expire end run continue include cover date begin start apply
    take argue claim contend insist allege accuse charge state read recall describe note report write tell suggest
    indicate cite follow stem require need want believe think know
    """
)
"""Verbs that stand in the present beside a date in plain prose: what holds, and what a paper says."""
_HELPING = frozenset({"aux", "auxpass"})


def is_caption(text: str, tokens: Sequence[Token]) -> bool:
    """Tell whether a sentence says what a picture shows."""
    if not _FULL_DATE.search(text):
        return False
    roots = [n for n, token in enumerate(tokens) if token.dep == "ROOT"]
    if not roots or tokens[roots[0]].tag not in {"VBZ", "VBP"}:
        return False
    root = roots[0]
    if any(token.head == root and token.dep in _HELPING for token in tokens):
        return False
    if any(t.dep == "pobj" or t.dep == "nsubj" for t in tokens[:root] if t.lemma.lower() in _PICTURE):
        return True
    return tokens[root].lemma.lower() not in _LASTING
