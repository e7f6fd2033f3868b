"""The gate: whether a line says nothing but what the sentences it declares say. It passes, or every reason is named.

Strategy: the line is laid over its evidence token by token (`align`). What stands in both, in order, is the source's
own words. Everything else is an edit, and each has to be one of a closed list: words put in (`settled`, joins), words
cut (`cuts`), runs moved (`moves`). All of them are judged on the parse of the evidence, which was written by people;
the parse of the line is not looked at, so that a line that misleads the parser gains nothing by it.

Rule 1: a word of the line that its evidence has not is refused, a synonym too: nearness in meaning is no permission.
Rule 2: words of denial, doubt, condition, measure and speech are never cut and never brought (but `words` allows).
Rule 3: there is no score: one reason refuses.
Rule 4: a line that passes is traced to its sentences; that they are true is not said.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from nutgraf.briefs.checks.of_words import quoted
from nutgraf.briefs.gate.align import Alignment, align, is_word, readings
from nutgraf.briefs.gate.cuts import may_cut
from nutgraf.briefs.gate.dated import read_back
from nutgraf.briefs.gate.evidence import Evidence
from nutgraf.briefs.gate.given import Refusal, Worded
from nutgraf.briefs.gate.joins import may_join
from nutgraf.briefs.gate.moves import may_move
from nutgraf.briefs.gate.settled import (
    date_of_day,
    is_pronoun,
    name_for_pronoun,
    name_in_full,
    same_spelling,
    surname_left,
)
from nutgraf.briefs.gate.words import JOINING, MONTHS, SAID, TIMES, kind_of
from nutgraf.model import Token

MOST_EVIDENCE = 3
"""Sentences that a line may rest on."""
NEAR = 2
"""Sentences before in which a pronoun finds its name."""
MOST_TOKENS = 400
"""Tokens of line and evidence together: beyond them nobody could check it either."""


@dataclass(frozen=True, slots=True)
class _Gap:
    """Where line and evidence differ, between two tokens that they share."""

    put_in: tuple[int, ...]
    """Tokens of the line that are not in the evidence."""
    left_out: tuple[int, ...]
    """Tokens of the evidence that are not in the line."""
    before: int | None
    """The shared token before, in the line."""
    after: int | None
    """The shared token behind, in the line."""


def judge(
    line: Worded, evidence: Sequence[Worded], *, context: Sequence[str] = (), published: date | None = None
) -> tuple[Refusal, ...]:
    """Return why a line may not stand; empty when it is traced to its evidence.

    `context`: the sentences of the article before, in order, by which names are settled (pronouns by the last `NEAR`);
    `published`: its day, by which dates are.
    """
    if not 1 <= len(evidence) <= MOST_EVIDENCE:
        return (Refusal("no-evidence", line.text, ""),)
    if _plain(line.text) in {_plain(one.text) for one in evidence} | {_plain(" ".join(e.text for e in evidence))}:
        return ()
    if not line.tokens or not all(one.tokens for one in evidence) or _too_long(line, evidence):
        return (Refusal("unparsed", line.text, ""),)
    found = (*_quotes(line, evidence), *_edits(line, Evidence(tuple(evidence)), tuple(context), published))
    return tuple(dict.fromkeys(found))


def _edits(line: Worded, source: Evidence, context: tuple[str, ...], published: date | None) -> tuple[Refusal, ...]:
    """Return what is refused of the edits, by the reading of them that may stand, else by the first."""
    first: tuple[Refusal, ...] | None = None
    line = Worded(line.text, read_back(line, source, published))
    for reading in readings(align(line.tokens, source.tokens), line.tokens, source.tokens):
        found = tuple(_Case(line, source, context, published, reading).refusals())
        if not found:
            return ()
        first = first or found
    return first or ()


def _plain(text: str) -> str:
    return " ".join(text.split())


def _too_long(line: Worded, evidence: Sequence[Worded]) -> bool:
    return len(line.tokens) + sum(len(one.tokens) for one in evidence) > MOST_TOKENS


def _quotes(line: Worded, evidence: Sequence[Worded]) -> Iterator[Refusal]:
    """Quotations are the source's, whole, in their marks; its words never lose theirs."""
    theirs = [_bare(q.text) for one in evidence for q in quoted(one.text)]
    mine = [_bare(q.text) for q in quoted(line.text)]
    for words in mine:
        if words not in theirs:
            yield Refusal("quote-changed", words, "")
    unmarked = _bare(line.text)
    for words in theirs:
        if words not in mine and len(words.split()) > 1 and words in unmarked:
            yield Refusal("quote-changed", "", words)


def _bare(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().strip(" ,.;:!?").split())


class _Case:
    """A line over its evidence."""

    def __init__(
        self,
        line: Worded,
        source: Evidence,
        context: tuple[str, ...],
        published: date | None,
        found: Alignment,
    ) -> None:
        self.line, self.source, self.published = line.tokens, source, published
        here = tuple(one.text for one in source.sentences)
        self.context, self.near = (*context, *here), (*context[-NEAR:], *here)
        self.found = found
        self.kept = frozenset(self.found.all.values())

    def refusals(self) -> Iterator[Refusal]:
        for gap in self._gaps():
            yield from self._gap(gap)
        yield from self._moves()

    def _moves(self) -> Iterator[Refusal]:
        places = self.found.all
        order = [places[n] for n in sorted(places) if is_word(self.source.tokens[places[n]])]
        for _, at, size in self.found.moved:
            run = range(at, at + size)
            if not may_move(self.source, run, order):
                yield Refusal("move-not-allowed", self.source.text(run), self.source.text(run))

    def _gaps(self) -> Iterator[_Gap]:
        kept, moved_in = self.found.kept, set(self.found.all) - set(self.found.kept)
        gone = set(self.found.all.values()) - set(kept.values())
        edges = [(-1, -1), *sorted(kept.items()), (len(self.line), len(self.source.tokens))]
        for (a, b), (c, d) in pairwise(edges):
            put_in = tuple(n for n in range(a + 1, c) if n not in moved_in)
            left_out = tuple(n for n in range(b + 1, d) if n not in gone)
            if put_in or left_out:
                yield _Gap(put_in, left_out, a if a >= 0 else None, c if c < len(self.line) else None)

    def _gap(self, gap: _Gap) -> Iterator[Refusal]:
        put_in = [n for n in gap.put_in if is_word(self.line[n])]
        left_out = self.source.words(gap.left_out)
        if put_in and self._settled(gap, put_in, left_out):
            return
        across = len({self.source.home[n] for n in gap.left_out}) > 1 or self._crosses(gap)
        if across and may_join(self.source, gap.left_out, [self.line[n].text for n in put_in], self.kept):
            return
        for n in put_in:
            yield self._strange(n, left_out)
        for cut in self._stretches(gap.left_out):
            if self._before_surname(cut):
                continue
            if why := may_cut(self.source, cut, self.kept):
                yield Refusal(why, "", self.source.text(self.source.words(cut)) or self.source.text(cut))

    def _crosses(self, gap: _Gap) -> bool:
        """Tell whether the shared tokens on either side stand in two sentences."""
        if gap.before is None or gap.after is None:
            return False
        kept = self.found.kept
        return self.source.home[kept[gap.before]] != self.source.home[kept[gap.after]]

    def _stretches(self, left_out: Sequence[int]) -> Iterator[list[int]]:
        """Yield what was cut without a break, sentence by sentence."""
        part: list[int] = []
        for n in left_out:
            if part and (n != part[-1] + 1 or self.source.home[n] != self.source.home[part[-1]]):
                yield part
                part = []
            part.append(n)
        if part:
            yield part

    def _before_surname(self, cut: list[int]) -> bool:
        """Tell whether a cut leaves somebody's surname of a title and a full name."""
        last = cut[-1] + 1
        if last not in self.kept or self.source.tokens[last].entity != "PERSON":
            return False
        head = self.source.heads[last]
        titled = self.source.tokens[last].dep == "appos" and head in cut  # the parser takes "minister" of "foreign
        top = head if titled else last  # minister Ann Roe" for the subject, and the name for its apposition
        hanging = [n for n in sorted(self.source.below[top]) if n < last]
        gone = self._read(self.source.tokens[n] for n in cut).split()
        return hanging == cut and surname_left(gone, self.source.tokens[last].text, self.context)

    def _settled(self, gap: _Gap, put_in: list[int], left_out: list[int]) -> bool:
        """Tell whether the words put in are a name, a spelling, a date or a bare `that`."""
        mine = self._words(put_in)
        theirs = self.source.text(left_out)
        if len(put_in) == len(left_out) and all(
            same_spelling(self.line[a].text, self.source.tokens[b].text) for a, b in zip(put_in, left_out, strict=True)
        ):
            return True
        if same_spelling(mine.replace(" ", ""), theirs.replace(" ", "")):
            return True
        if len(left_out) == 1 and is_pronoun(theirs):
            return name_for_pronoun(theirs, mine, self.near, self.context)
        if self._is_date(put_in, left_out):
            return True
        if not left_out and mine.casefold() == "that":
            return gap.before is not None and self.line[gap.before].text.casefold() in SAID
        whole, short = self._whole_name(put_in)
        return bool(whole) and name_in_full(" ".join(filter(None, (short, theirs))), whole, self.context)

    def _is_date(self, put_in: list[int], left_out: list[int]) -> bool:
        if left_out or not any(self.line[n].text.casefold() in MONTHS for n in put_in):
            return False
        day = next((self.line[n].text for n in range(put_in[0] - 1, -1, -1) if is_word(self.line[n])), "")
        return date_of_day(day, self._words(put_in), self.published)

    def _whole_name(self, put_in: list[int]) -> tuple[str, str]:
        """Return the name that words put in are part of, and the part that was there; empty for no name."""
        if not any(self.line[n].text[0].isupper() for n in put_in):
            return "", ""
        first, last = put_in[0], put_in[-1]
        while first > 0 and self._of_name(first - 1):
            first -= 1
        while last + 1 < len(self.line) and self._of_name(last + 1):
            last += 1
        there = [n for n in range(first, last + 1) if n not in put_in]
        return self._words(range(first, last + 1)), self._words(there)

    def _of_name(self, n: int) -> bool:
        token = self.line[n]
        named = token.pos == "PROPN" or n > 0  # the parser takes a strange surname for a verb
        return named and token.text[:1].isupper() and token.text.casefold() not in TIMES

    def _words(self, numbers: Sequence[int]) -> str:
        return self._read(self.line[n] for n in numbers)

    @staticmethod
    def _read(tokens: Iterable[Token]) -> str:
        made = ""
        for token in tokens:
            made += ("" if token.text in {"'s", "’s", "'", "’"} else " ") + token.text
        return made.strip()

    def _strange(self, n: int, left_out: Sequence[int]) -> Refusal:
        token = self.line[n]
        word = token.text.casefold()
        theirs = self.source.text(left_out)
        if any(c.isdigit() for c in word):
            rule = "number-not-in-evidence"
        elif word in MONTHS and token.text[0].isupper():
            rule = "date-not-in-evidence"
        elif guard := kind_of(word):
            rule = guard
        elif word in JOINING:
            rule = "cause-invented"
        else:
            rule = "name-not-in-evidence" if token.pos == "PROPN" else "word-not-in-evidence"
        return Refusal(rule, token.text, theirs)
