"""The evidence of a line as one row of tokens, with what its parse says of any stretch of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from nutgraf.briefs.gate.align import is_word
from nutgraf.briefs.gate.given import Worded
from nutgraf.model import Token

CLAUSE = frozenset({"ccomp", "advcl", "conj", "parataxis"})
"""Relations by which a verb of its own hangs on another."""


@dataclass(frozen=True)
class Evidence:
    """One to three sentences, their tokens numbered through."""

    sentences: tuple[Worded, ...]

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens in order."""
        return tuple(t for one in self.sentences for t in one.tokens)

    @cached_property
    def home(self) -> tuple[int, ...]:
        """The sentence of each token, from 0."""
        return tuple(n for n, one in enumerate(self.sentences) for _ in one.tokens)

    @cached_property
    def heads(self) -> tuple[int, ...]:
        """The governor of each token, numbered through; a root governs itself."""
        found: list[int] = []
        for one in self.sentences:
            base = len(found)
            found += [base + t.head for t in one.tokens]
        return tuple(found)

    @cached_property
    def below(self) -> tuple[frozenset[int], ...]:
        """Each token with all that hangs on it."""
        found: list[set[int]] = [{n} for n in range(len(self.tokens))]
        for n in range(len(self.tokens)):
            at, seen = n, {n}
            while self.heads[at] not in seen:
                at = self.heads[at]
                seen.add(at)
                found[at].add(n)
        return tuple(map(frozenset, found))

    def span(self, sentence: int) -> tuple[int, int]:
        """Return the first token of a sentence, and one past its last."""
        first = sum(len(one.tokens) for one in self.sentences[:sentence])
        return first, first + len(self.sentences[sentence].tokens)

    def root(self, sentence: int) -> int:
        """Return the main verb, or what stands for it."""
        first, last = self.span(sentence)
        return next((n for n in range(first, last) if self.heads[n] == n and is_word(self.tokens[n])), first)

    def subject(self, verb: int) -> int | None:
        """Return the subject of a verb."""
        subjects = {"nsubj", "nsubjpass", "csubj", "expl"}
        return next(
            (n for n, t in enumerate(self.tokens) if t.dep in subjects and self.heads[n] == verb and n != verb), None
        )

    def subtree(self, n: int) -> tuple[int, int]:
        """Return the first of all that hangs on a token, and one past the last."""
        return min(self.below[n]), max(self.below[n]) + 1

    def clauses_after(self, verb: int, kept: Iterable[int]) -> list[int]:
        """Return verbs of other clauses that stand behind one in its sentence."""
        return [n for n in kept if n > verb and self.tokens[n].dep in CLAUSE and self.tokens[n].pos in {"VERB", "AUX"}]

    def text(self, numbers: Sequence[int]) -> str:
        """Return some tokens as people read them."""
        return " ".join(self.tokens[n].text for n in numbers)

    def words(self, numbers: Iterable[int]) -> list[int]:
        """Leave out marks."""
        return [n for n in numbers if is_word(self.tokens[n])]

    def mark(self, n: int) -> str:
        """Return a mark; empty for a word, and beyond either end of the evidence."""
        return self.tokens[n].text if 0 <= n < len(self.tokens) and not is_word(self.tokens[n]) else ""
