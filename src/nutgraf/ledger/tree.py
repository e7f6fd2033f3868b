"""A parsed sentence as a tree: children, subjects, negation, stretches of text. Plain look-ups, no judgement."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nutgraf.ledger.cues import PERSONS, PRONOUNS
from nutgraf.model import Parsed, Token

WILL = frozenset({"will", "'ll", "’ll", "wo", "shall"})
"""Written forms of "will"; `wo` is that of "won't"."""
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_NAME_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
# A place in capitals, a little more, then a dash: the bounds keep it linear and away from headlines.
_DATELINE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ.'/ ]{2,30}(?:,[^–—()]{0,40})?(?:\([^()]{1,30}\))? ?(?:[–—]|-(?= )) ?")
_PRE = frozenset({"compound", "amod", "nmod", "poss", "nummod", "quantmod", "advmod"})
_NOBODY = frozenset({"no", "neither", "nobody", "none", "nothing"})
_NOT = frozenset({"not", "n't", "never", "neither"})
_CLAUSES = frozenset({"relcl", "advcl", "acl", "ccomp", "parataxis", "csubj", "pcomp"})
_OF = frozenset({"of", "for", "from", "at", "in"})


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """A stretch of a sentence, half-open, in code points from the start of the sentence."""

    start: int
    """First code point."""
    end: int
    """One past the last."""
    text: str
    """The words there."""


class Tree:
    """Look-ups over the tokens of one sentence; indexes are positions in `tokens`."""

    def __init__(self, parsed: Parsed) -> None:
        """Index the children of every token."""
        self.text = parsed.sentence.text
        self.tokens = parsed.tokens
        self.kids: list[list[int]] = [[] for _ in self.tokens]
        self.roots: list[int] = []
        found = _DATELINE.match(self.text)
        self.dateline = found.end() if found else 0
        for n, token in enumerate(self.tokens):
            (self.roots if token.head == n else self.kids[token.head]).append(n)

    def __getitem__(self, n: int) -> Token:
        """Return a token."""
        return self.tokens[n]

    def lemma(self, n: int) -> str:
        """Return the lemma in lower case."""
        return self.tokens[n].lemma.lower()

    def children(self, n: int, *deps: str) -> Iterator[int]:
        """Yield the children with one of these relations, all when none is named."""
        return (k for k in self.kids[n] if not deps or self.tokens[k].dep in deps)

    def child(self, n: int, *deps: str) -> int | None:
        """Return the first such child."""
        return next(self.children(n, *deps), None)

    def subtree(self, n: int) -> list[int]:
        """Return the token and all below it, in order of the sentence; without recursion, for deep input."""
        found, todo = [], [n]
        while todo:
            here = todo.pop()
            found.append(here)
            todo.extend(self.kids[here])
        return sorted(found)

    def clause(self, n: int) -> list[int]:
        """Return the tokens of a clause without those of the clauses it governs, in order of the sentence.

        Its infinitive complement belongs to it; a coordinated verb does not.
        """
        found, todo = [], [n]
        while todo:
            here = todo.pop()
            found.append(here)
            for kid in self.kids[here]:
                token = self.tokens[kid]
                if token.dep not in _CLAUSES and not (token.dep == "conj" and token.pos in {"VERB", "AUX"}):
                    todo.append(kid)
        return sorted(found)

    def stretch(self, low: int, high: int) -> Stretch:
        """Return the text from token `low` to token `high`, both included, whichever stands first."""
        low, high = min(low, high), max(low, high)
        start, end = self.tokens[low].start, self.tokens[high].end
        return Stretch(start, end, self.text[start:end])

    def words(self, *places: int) -> str:
        """Return the words at these places in order of the sentence, one space between."""
        return " ".join(self.tokens[n].text for n in sorted(set(places)))

    def subject(self, verb: int) -> int | None:
        """Return the subject of a verb; for a coordinated, complement or adverbial one without, that of its head."""
        for _ in range(len(self.tokens)):
            found = list(self.children(verb, *SUBJECTS))
            if found:
                late = [k for k in found if self.tokens[k].start >= self.dateline]
                return late[0] if late else self._past_dateline(found[0])
            head = self.tokens[verb].head
            if self.tokens[verb].dep == "acl" and head in self.roots:
                return head  # "Putin, who ..., offered talks": the parser took the name for the root
            if self.tokens[verb].dep not in {"conj", "xcomp", "advcl"} or self.tokens[verb].head == verb:
                return None
            verb = self.tokens[verb].head
        return None

    def _past_dateline(self, n: int) -> int:
        """Return the subject itself where the parser took the dateline for it: "ISTANBUL, May 16 (HW) - He said"."""
        if self.tokens[n].start >= self.dateline:
            return n
        after = (k for k in self.subtree(n) if self.tokens[k].start >= self.dateline and self.tokens[k].pos in _NOUNS)
        return next((k for k in after if self.tokens[self.tokens[k].head].start < self.dateline), n)

    def negation(self, n: int) -> int | None:
        """Return the word that negates a verb, `not` or `never`, or `no` before its subject or object."""
        found = next((k for k in self.kids[n] if self.tokens[k].dep == "neg" or self.lemma(k) in _NOT), None)
        if found is not None:
            return found
        for noun in self.children(n, "nsubj", "nsubjpass", "dobj", "attr"):
            if self.lemma(noun) in {"nobody", "nothing", "none"}:
                return noun
            for det in self.children(noun, "det", "neg"):
                if self.lemma(det) in {"no", "neither"}:
                    return det
        return None

    def aux(self, n: int, words: frozenset[str] | set[str]) -> int | None:
        """Return the auxiliary of a verb that is one of these words, by its written form in lower case."""
        return next((k for k in self.children(n, "aux", "auxpass") if self.tokens[k].text.lower() in words), None)

    def passive(self, n: int) -> bool:
        """Tell whether a verb stands in the passive."""
        return self.child(n, "nsubjpass", "auxpass") is not None

    def agent(self, n: int) -> int | None:
        """Return the noun of the by-agent of a passive verb."""
        by = self.child(n, "agent")
        return None if by is None else self.child(by, "pobj")

    def particles(self, n: int) -> dict[str, int]:
        """Return the small words that depend on a verb, `to` of its infinitive complement too, with their places."""
        found = {self.lemma(k): k for k in self.children(n, "prep", "prt", "dative", "agent", "advmod")}
        for clause in self.children(n, "xcomp", "ccomp"):
            mark = self.aux(clause, {"to"})
            if mark is not None:
                found.setdefault("to", mark)
        return found

    def animate(self, n: int | None) -> bool:
        """Tell whether a noun can speak: a name, a person, a body of people, or a pronoun for one."""
        if n is None:
            return False
        token = self.tokens[n]
        if token.pos == "PRON" or token.tag in {"PRP", "WP"}:
            return token.text.lower() in PRONOUNS
        if n == 0 and token.tag in {"NN", "NNS"} and not self.kids[n] and token.text[:1].isupper():
            return True  # a name that the parser does not know: "Starmer urged Moscow"
        return token.entity in _NAME_ENTITIES or token.pos == "PROPN" or self.lemma(n) in PERSONS

    def agentive(self, n: int | None) -> bool:
        """Tell whether a noun can act: `it` too, which before a verb of speech mostly stands for a body."""
        return n is not None and (self.animate(n) or self.lemma(n) == "it")

    def doer(self, verb: int) -> str:
        """Return the name of who does it: the subject, or the by-agent of a passive; empty when not told."""
        subject = self.agent(verb) if self.passive(verb) else self.subject(verb)
        if subject is None or self.tokens[subject].dep == "expl":
            return ""
        nobody = any(self.lemma(k) in _NOBODY for k in (subject, *self.children(subject, "det")))
        return "" if nobody else self.name(subject)

    def future(self, verb: int) -> bool:
        """Tell whether a verb lies ahead: will, would, could, may, or an infinitive."""
        return self.aux(verb, WILL | {"would", "could", "may", "might", "to"}) is not None

    def noun_phrase(self, n: int) -> Stretch:
        """Return a noun with its article, names, adjectives and whatever depends on it, without relative clauses."""
        low, high = self._edges(n, _PRE | {"det"})
        return self.stretch(low, high)

    def name(self, n: int) -> str:
        """Return a noun as one would name it: without its article; the person's name when one stands in apposition."""
        for beside in self.children(n, "appos"):
            if self.tokens[beside].entity == "PERSON" and self.tokens[n].entity != "PERSON":
                n = beside
                break
        low, high = self._edges(n, _PRE)
        return self.stretch(low, high).text

    def _edges(self, n: int, before: frozenset[str]) -> tuple[int, int]:
        low = high = n
        for kid in reversed(self.kids[n]):
            if kid < n and self.tokens[kid].dep in before:
                low = min(low, self.subtree(kid)[0])
        for kid in self.kids[n]:
            inside = self.subtree(kid)
            joined = self.tokens[kid].dep == "conj" or (
                self.tokens[kid].dep == "prep" and self.lemma(kid) in _OF and inside[0] == high + 1
            )
            if kid > n and joined:
                high = max(high, self._edges(kid, before)[1] if self.tokens[kid].dep == "conj" else inside[-1])
        return low, high
