"""The headline of a brief in another language: of the sources' own titles the one nearest to the others.

Rule 1: nothing is rewritten: a headline is a title whose label and outlet are cut off, and whose days are dated.
Rule 2: a question, a live blog, a column or a bare quotation names no story.
Rule 3: the newest reports name it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nutgraf.briefs.checks.undo import apply_edits
from nutgraf.briefs.checks.verify import verify_line
from nutgraf.briefs.material.dossier import Dossier, Vectors
from nutgraf.briefs.moments import news_begins
from nutgraf.briefs.plainly.days import find_day_words, outside, undatable
from nutgraf.briefs.plainly.signs import certainty_of, closed, quotes_at_length, speaker_of
from nutgraf.briefs.plainly.tongue import Tongue
from nutgraf.errors import LineRefused
from nutgraf.model import Article, Edit, Evidence, Line, Span
from nutgraf.text.lengths import reading_length

FULL, FULL_WORDS = 0.15, 10
"""What a title gains by telling more, up to so many words: three words seldom tell the news."""
OF_LEAD = 0.3
"""What closeness to the summary's first line counts beside closeness to the other titles."""
_SEPARATOR = re.compile(r"\s+[-–—|·•]\s+|\s*[|｜_]\s*")
_SHOUTS = re.compile(r"[!！]\s*$")
_ASKS = re.compile(r"[?？؟][\"”“’»›«」』)）]*$|^¿")
_ENDS_OPEN = re.compile(r"(?:\.\.\.|…)$")


@dataclass(frozen=True, slots=True)
class PlainTitle:
    """A title that may stand over the brief."""

    article: Article
    """Whose it is."""
    text: str
    """Without label and outlet."""
    edits: tuple[Edit, ...]
    """What was cut."""
    score: float
    """How near it is to the other origins' titles; comparable within one story only."""
    barred: str
    """Why it should not stand there; empty when it may."""


def clean_plainly(title: str, outlet: str, tongue: Tongue) -> tuple[str, tuple[Edit, ...]]:
    """Return a title without the label before it and the outlet after it, and the cuts.

    >>> from nutgraf.briefs.plainly.tongues import tongue_of
    >>> clean_plainly("Eilmeldung: Rat stimmt für Abriss | Tal-Bote", "Tal-Bote", tongue_of("de"))[0]
    'Rat stimmt für Abriss'
    """
    edits = []
    head = label_of(title, tongue)
    if head:
        edits.append(Edit("cut-lead-in", 0, head, ""))
    tail = outlet_of(title, outlet)
    if tail and len(head) + len(tail) < len(title):
        edits.append(Edit("cut-furniture", len(title) - len(tail), tail, ""))
    return apply_edits(title, edits), tuple(edits)


def label_of(title: str, tongue: Tongue) -> str:
    """Return the label that a title begins with, its mark and space included; empty when it has none."""
    if not tongue.labels:
        return ""
    shape = rf"\s*(?:(?:{tongue.labels})\s*[:：|｜–—.!！]+|[\[【［(（](?:{tongue.labels})[\]】］)）]|\+{{3}})\s*"
    found = re.match(shape, title, re.IGNORECASE)
    return found[0] if found and found.end() < len(title) else ""


def outlet_of(title: str, outlet: str) -> str:
    """Return the outlet's name that ends a title, with its separator; empty when it does not end so."""
    found = list(_SEPARATOR.finditer(title))
    if not found or not outlet:
        return ""
    tail = title[found[-1].end() :].strip().casefold()
    return title[found[-1].start() :] if tail and tail == outlet.strip().casefold() else ""


MOST_CHARS = 300
"""Code points of the longest title that is looked at closely."""
BARS: Mapping[str, Callable[[str, Tongue], bool]] = {
    "question": lambda t, _: bool(_ASKS.search(t)),
    "no statement": lambda t, tongue: bool(tongue.finds("not_news", t)),
    "too short": lambda t, _: reading_length(t) < 3,
    "trails off": lambda t, _: bool(_ENDS_OPEN.search(t)),
    "shouting": lambda t, _: bool(_SHOUTS.search(t)),
    "speaks to the reader": lambda t, tongue: bool(tongue.finds("in_person", outside(t))),
    "leans": lambda t, tongue: tongue.opens("leans", t),
    "only a quotation": lambda t, _: reading_length(outside(t)) < 2,
    "quote-open": lambda t, _: not closed(t),
}
"""Why a title should not stand over a brief; the first that holds is named."""


def rank_plainly(
    dossier: Dossier, tongue: Tongue, vectors: Vectors | None, lead: Vectors | None = None
) -> tuple[PlainTitle, ...]:
    """Return the titles of a story, best first: those of the newest reports, nearest to the titles of other origins.

    `vectors`: one row an article, without which length alone decides; `lead`: the vector of the summary's first line.
    """
    begins = news_begins(dossier)
    titles = []
    for at, article in enumerate(dossier.articles):
        if not article.title.strip():
            continue
        if len(article.title) > MOST_CHARS:
            continue
        text, edits = clean_plainly(article.title, article.outlet, tongue)
        opinion = "opinion" in article.flags or "live" in article.flags
        barred = "opinion" if opinion else next((why for why, holds in BARS.items() if holds(text, tongue)), "")
        score = _nearness(dossier, vectors, at) + FULL * min(reading_length(text), FULL_WORDS) / FULL_WORDS
        score += OF_LEAD * float(vectors[at] @ lead) if vectors is not None and lead is not None else 0.0
        titles.append(PlainTitle(article, text, edits, score, barred))
    new = {a.id for a in dossier.articles if begins is None or a.published is None or a.published >= begins}
    return tuple(sorted(titles, key=lambda t: (bool(t.barred), t.article.id not in new, -t.score, t.article.id)))


def _nearness(dossier: Dossier, vectors: Vectors | None, at: int) -> float:
    if vectors is None:
        return 0.0
    own = dossier.origin_of(dossier.articles[at].id)
    others = [n for n, a in enumerate(dossier.articles) if dossier.origin_of(a.id) != own and a.title.strip()]
    return sum(float(vectors[at] @ vectors[n]) for n in others) / len(others) if others else 0.0


def title_line(title: PlainTitle, dossier: Dossier, tongue: Tongue) -> Line:
    """Return a title as a line, its days dated. Raises LineRefused when it cannot stand."""
    article = title.article
    if title.barred:
        raise LineRefused(title.text, reason="no-headline", about=title.barred)
    if quotes_at_length(title.text) and not tongue.finds("says", outside(title.text)):
        raise LineRefused(title.text, reason="quote-alone")
    words = find_day_words(title.text, tongue, article.published)
    if lost := undatable(words, article.published):
        raise LineRefused(title.text, reason="date-missing", about=lost[0].before)
    cut = next((len(e.before) for e in title.edits if e.start == 0), 0)
    dates = (Edit("date", w.start + cut, w.before, w.after) for w in words if w.after)
    edits = tuple(sorted((*title.edits, *dates), key=lambda e: e.start))
    certainty, cue = certainty_of(title.text, tongue)
    line = Line(
        text=apply_edits(article.title, edits),
        evidence=(Evidence(Span(article.title_id, 0, len(article.title)), article.title),),
        edits=edits,
        certainty=certainty,
        speaker=speaker_of(title.text, tongue),
        origins=(dossier.origin_of(article.id),),
        cue=cue,
    )
    verify_line(line, {article.id: article})
    return line
