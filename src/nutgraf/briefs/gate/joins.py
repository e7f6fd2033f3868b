"""Two sentences in one line: one after the other as they stand, or as one when both have one subject."""

from collections.abc import Sequence

from nutgraf.briefs.gate.align import key_of
from nutgraf.briefs.gate.evidence import Evidence
from nutgraf.briefs.gate.words import HE, IT, THEY

LINKS = frozenset({"", "and", "but"})
"""Words that may stand between them; `while`, `so` and `because` would tell more than the sentences do."""


def may_join(source: Evidence, left_out: Sequence[int], link: Sequence[str], kept: frozenset[int]) -> bool:
    """Tell whether a gap over the end of a sentence is a join: nothing is lost but a stop and a subject named again."""
    if " ".join(link).casefold() not in LINKS:
        return False
    words = source.words(left_out)
    if not words:
        return True
    sentence = source.home[words[-1]]
    if any(source.home[n] != sentence for n in words) or sentence == 0:
        return False
    first, _ = source.span(sentence)
    root, before = source.root(sentence), source.root(sentence - 1)
    subject, other = source.subject(root), source.subject(before)
    if subject is None or other is None or other not in kept or before not in kept:
        return False
    mine = source.words(range(*source.subtree(subject)))
    if mine != words or words[0] != first or not link:
        return False
    return _same(source, mine, subject, source.words(sorted(source.below[other])), other)


def _same(source: Evidence, mine: Sequence[int], subject: int, theirs: Sequence[int], other: int) -> bool:
    """Tell whether the second subject is the first again, word for word or by a pronoun that fits it."""
    if [key_of(source.tokens[n]) for n in mine] == [key_of(source.tokens[n]) for n in theirs]:
        return True
    if len(mine) != 1:
        return False
    word, head = key_of(source.tokens[subject]), source.tokens[other]
    several = head.tag in {"NNS", "NNPS"} or any(
        source.heads[n] == other and source.tokens[n].dep == "conj" for n in theirs
    )
    if word in THEY:
        return several
    if several:
        return False
    person = head.entity == "PERSON"
    return (word in HE and head.entity not in {"ORG", "GPE"}) or (word in IT and not person)
