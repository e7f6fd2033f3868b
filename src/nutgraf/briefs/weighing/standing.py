"""Whether a careful editor would print a line as it is, and whether a brief needs it: two small models, read aloud.

Strategy: a panel read some 2,700 candidate lines of 120 stories and said of each whether it can stand in a brief and
how much it is needed (`evals/cases/line_labels.jsonl`: verdicts by place, no text). Logistic regressions over the
signs below give both as probabilities; weights in `standing.json`, recipe `evals/recipes/fit_standing.py`.

Rule 1: whether a line leans on words not shown depends on what the reader has read: those signs are counted anew for
each choice, against the words above the line.
Rule 2: a sign says what it counts in one line; a reader of the weights can check each by eye.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nutgraf.briefs.candidates import Desk
from nutgraf.briefs.manner.tone import column_likelihood, manner_of
from nutgraf.briefs.material.dossier import Candidate, Dossier
from nutgraf.briefs.material.terms import stem
from nutgraf.briefs.weighing.leaning_words import KNOWN_NAMES
from nutgraf.briefs.weighing.needs import Need, needs_of, stems_of
from nutgraf.briefs.weighing.signs import ARTICLE_SIGNS, LINE_SIGNS, bare_names, leaning, strangers, surnames
from nutgraf.briefs.weights import probability, weights_of

COLUMN_SIGN = "column"
"""Name of the sign that `tone` counts."""

TITLES_READ = 2
"""Titles whose words count as known: the headline is chosen among the first."""

_OPENING = 60
"""Code points within which a cut may be one of the leading cuts."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader of a line has read above it."""

    stems: frozenset[str]
    """Stems of the words above."""
    lines: frozenset[str] = frozenset()
    """Those of them that stand in lines of the brief, not in titles alone."""

    def and_(self, texts: Iterable[str]) -> "Reading":
        """Return the reading after these lines too."""
        new = self.lines.union(*(stems_of(t) for t in texts))
        return Reading(self.stems | new, new)


class Standing:
    """Knows the candidates of one story; tells of each how likely an editor prints it, and how needed it is."""

    def __init__(self, desk: Desk, found: Sequence[Candidate]) -> None:
        """Count the signs of each candidate once."""
        self.begin = Reading(Reading(frozenset()).and_(t.text for t in desk.titles[:TITLES_READ]).stems)
        manner = {a.id: _manner(desk.dossier, n) for n, a in enumerate(desk.dossier.articles)}
        argues = {a.id: manner_of(a, s) for a, s in zip(desk.dossier.articles, desk.dossier.sentences, strict=True)}
        self.argues: Mapping[str, float] = {article: made.argues for article, made in argues.items()}
        self._signs = {
            c.row: _signs(desk, c)
            | manner[c.sentence.span.article]
            | {COLUMN_SIGN: column_likelihood(desk.parsed[c.row], argues[c.sentence.span.article])}
            for c in found
        }
        self._needs = {c.row: _needs(desk, c) for c in found}
        self._leaning = {
            c.row: leaning(
                desk.parsed[c.row], desk.before(c.sentence), unknown=strangers(desk, c), bare_names=bare_names(desk, c)
            )
            for c in found
        }

    def signs(self, candidate: Candidate, reading: Reading) -> dict[str, float]:
        """Return every sign of a candidate for a reader who has read so much, by name."""
        return self._signs[candidate.row] | self._leaning[candidate.row].for_(reading.stems)

    def untold(self, candidate: Candidate, reading: Reading) -> tuple[Need, ...]:
        """Return what a candidate surely takes as told and the reader has not read, in order."""
        return tuple(n for n in self._needs[candidate.row] if n.sure and not _met(n, reading))

    def told_first(self, lines: Sequence[Candidate], above: Sequence[Candidate] = ()) -> tuple[Candidate, ...]:
        """Return the lines of a layer, each behind what tells what it takes as told; all else keeps its order."""
        waiting, placed = list(lines), list[Candidate]()
        while waiting:
            reading = self.begin.and_(c.line.text for c in (*above, *placed))
            placed.append(next((c for c in waiting if not self.untold(c, reading)), waiting[0]))
            waiting.remove(placed[-1])
        return tuple(placed)

    def column(self, candidate: Candidate) -> float:
        """Return the probability that a candidate is a column's prose."""
        return self._signs[candidate.row][COLUMN_SIGN]

    def printable(self, candidate: Candidate, reading: Reading | None = None) -> float:
        """Return the probability that an editor prints the line as it is, after what was read."""
        return _probability("printable", self.signs(candidate, reading or self.begin))

    def needed(self, candidate: Candidate) -> float:
        """Return the probability that a good brief of the story has this line."""
        return _probability("needed", self.signs(candidate, self.begin))

    def main(self, candidate: Candidate) -> float:
        """Return the probability that the line tells the main news."""
        return _probability("main", self.signs(candidate, self.begin))


def _met(need: Need, reading: Reading) -> bool:
    return bool(need.told_by & (reading.lines if need.kind == "adds" else reading.stems))


def _needs(desk: Desk, candidate: Candidate) -> tuple[Need, ...]:
    found = dict.fromkeys((*bare_names(desk, candidate), *surnames(desk, candidate), *strangers(desk, candidate)))
    names = [n for n in found if n not in KNOWN_NAMES and "." not in n]
    people = (Need("name", n, frozenset({stem(n.lower())}), sure=True) for n in names)
    cut = (e.end - len(e.after) for e in candidate.line.edits if e.kind.startswith("cut-"))
    opening = max((end for end in cut if end <= _OPENING), default=0)
    article = desk.dossier.article(candidate.sentence.span.article)
    return (*needs_of(desk.parsed[candidate.row], opening, desk.before(candidate.sentence), article.title), *people)


def _probability(name: str, signs: Mapping[str, float]) -> float:
    weights = weights_of("weighing/standing.json", name)
    value = weights["intercept"] + sum(w * signs[sign] for sign, w in weights.items() if sign != "intercept")
    return probability(value)


def _signs(desk: Desk, candidate: Candidate) -> dict[str, float]:
    return {name: float(count(desk, candidate)) for name, count in LINE_SIGNS.items()}


def _manner(dossier: Dossier, article: int) -> dict[str, float]:
    prose = [s.text for s in dossier.sentences[article] if s.kind == "prose"]
    return {name: float(count(prose)) for name, count in ARTICLE_SIGNS.items()}
