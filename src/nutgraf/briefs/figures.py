"""Figures on which the reports of the newest development may differ: found cheaply, then judged by `ledger.conflicts`.

A sentence with a length of time or a count of people is worth parsing when another origin gives a figure of the same
kind: most of these sentences carry little else, and no ranking of salience would bring them up.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from nutgraf.briefs.candidates import Desk, write_line
from nutgraf.briefs.material.dossier import Dossier
from nutgraf.briefs.moments import news_begins
from nutgraf.errors import LineRefused
from nutgraf.ledger.conflicts import Conflict, find_disagreements
from nutgraf.model import Article, Disagreement, Line, Sentence, Span
from nutgraf.text.days import moment_of

_NUMBER = (
    r"(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a dozen|dozens|hundreds|thousands)"
)
_KINDS: Mapping[str, re.Pattern[str]] = {
    "length": re.compile(rf"\b{_NUMBER}(?: and a half)?[ -](?:minutes?|hours?)\b", re.IGNORECASE),
    "killed": re.compile(rf"\b{_NUMBER}\b[^.;]{{0,40}}\b(?:killed|dead|died|deaths?|bodies)\b", re.IGNORECASE),
    "injured": re.compile(rf"\b{_NUMBER}\b[^.;]{{0,40}}\b(?:injured|wounded|hurt|injuries)\b", re.IGNORECASE),
    "missing": re.compile(
        rf"\b{_NUMBER}\b[^.;]{{0,40}}\b(?:missing|arrested|detained|evacuated|displaced)\b", re.IGNORECASE
    ),
}

SIDES = re.compile(r"(?:The two|Both) (?:sides|delegations|teams|parties|leaders|presidents|ministers|countries)\b")
"""Who met stands above a disagreement, in the brief it belongs to: "The two sides sat for about 100 minutes"."""


def figure_sentences(dossier: Dossier) -> tuple[Sentence, ...]:
    """Return the prose sentences of the newest development with a figure of a kind that two origins give."""
    begins = news_begins(dossier)
    found: dict[str, list[tuple[str, Sentence]]] = {kind: [] for kind in _KINDS}
    for article, sentences in zip(dossier.articles, dossier.sentences, strict=True):
        if _is_new(article, begins):
            for sentence in (s for s in sentences if s.kind == "prose"):
                for kind in (k for k, pattern in _KINDS.items() if pattern.search(sentence.text)):
                    found[kind].append((dossier.origin_of(article.id), sentence))
    return tuple(s for pairs in found.values() if len({o for o, _ in pairs}) > 1 for _, s in pairs)


def _is_new(article: Article, begins: datetime | None) -> bool:
    return begins is None or article.published is None or article.published >= begins


def disagreements(desk: Desk) -> tuple[tuple[Disagreement, ...], frozenset[Span]]:
    """Return on what independent origins of the newest development differ, each version as a line, and every sentence
    that gives one of these versions.

    A version whose sentence cannot stand alone is left out; with fewer than two left there is no disagreement to show.
    """
    dossier = desk.dossier
    begins = news_begins(dossier)
    rows = [n for n, p in enumerate(desk.parsed) if _is_new(dossier.article(p.sentence.span.article), begins)]
    origins = {article.id: dossier.origin_of(article.id) for article in dossier.articles}
    parsed = [desk.parsed[n] for n in rows]
    published = {a.id: moment for a in dossier.articles if (moment := moment_of(a)) is not None}
    found = find_disagreements(parsed, origins, desk.vectors[rows], published)
    places = {p.sentence.span: n for n, p in enumerate(desk.parsed)}
    shown = [(one, conflict) for conflict in found if (one := _shown(desk, conflict, places)) is not None]
    told = (p.sentence.span for _, conflict in shown for v in conflict.versions for p in (v.parsed, *v.also))
    return tuple(one for one, _ in shown), frozenset(told)


def _shown(desk: Desk, conflict: Conflict, places: Mapping[Span, int]) -> Disagreement | None:
    """Return a disagreement with, for each version, the first of its sentences that can stand alone."""
    lines: list[Line] = []
    for version in conflict.versions:
        written = (_version(desk, places[p.sentence.span]) for p in (version.parsed, *version.also))
        line = next((line for line in written if line is not None), None)
        if line is not None:
            others = (origin for origin in version.origins if origin not in line.origins)
            lines.append(replace(line, origins=(*line.origins, *others)))
    return Disagreement(conflict.topic, tuple(lines)) if len(lines) > 1 else None


def _version(desk: Desk, row: int) -> Line | None:
    spared = frozenset({"anaphor"} if SIDES.match(desk.parsed[row].sentence.text) else ())
    try:
        return replace(write_line(desk, row, frozenset(), spared), certainty="disputed")
    except LineRefused:
        return None
