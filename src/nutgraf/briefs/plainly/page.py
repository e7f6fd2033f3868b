"""Page: all that the writer without a parser has for one story; Plain: a sentence that may stand in its brief.

Strategy: every sentence near the top of its article gets a vector; what other *origins* say too carries the story. A
sentence becomes a candidate when nothing speaks against it alone, its days can be dated, and the line it makes passes
the check of every line.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

import numpy as np

from nutgraf.briefs.checks.undo import apply_edits
from nutgraf.briefs.checks.verify import verify_line
from nutgraf.briefs.material.dossier import Dossier, Vectors
from nutgraf.briefs.moments import LOOKS_BACK, WINDOW, news_begins
from nutgraf.briefs.plainly.alike import keys_of
from nutgraf.briefs.plainly.days import find_dates, find_day_words, outside, undatable
from nutgraf.briefs.plainly.signs import certainty_of, dateline_of, fault, speaker_of, whole_sentence
from nutgraf.briefs.plainly.tongue import Tongue
from nutgraf.briefs.plainly.tongues import main_language, tongue_of
from nutgraf.briefs.weighing.rank import freshness
from nutgraf.errors import LineRefused
from nutgraf.model import Article, Dropped, Edit, Evidence, Line, Sentence
from nutgraf.text.lengths import reading_length

MOST_OF_ARTICLE, MOST_OF_STORY = 25, 300
"""Sentences that get a vector: 300 take half a second."""
_FIRST_CLAUSE = re.compile(r"[,;:、，；：]")
TOP = 4.0
"""Sentences after which a sentence's place counts half."""
OF_CENTRE, OF_TITLES, OF_SHARED, OF_PLACE = 0.35, 0.2, 0.2, 0.25
"""What counts: said by other origins, near to their titles, their words and figures, near the top."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A sentence that may stand in the brief."""

    sentence: Sentence
    """The source sentence."""
    line: Line
    """What it would say."""
    row: int
    """Its row in the vectors."""
    at: int
    """Its place among the sentences of its article that are running text, from 0."""
    worth: float
    """How much it carries the story; comparable within one page only."""
    published: datetime | None
    """Published time of its article."""
    background: bool
    """True when it tells what lay before the newest development."""
    day: str
    """The last day it names or means, in ISO form, no more exact than written; empty when it names none."""
    past: bool
    """True when a day it names had come when it was written."""


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """A story in one language, laid open for writing without a parser."""

    dossier: Dossier
    """Its articles of that language."""
    tongue: Tongue
    """What is known of the language."""
    sentences: tuple[Sentence, ...]
    """The sentences with a vector."""
    vectors: Vectors
    """One row a sentence."""
    title_vectors: Vectors
    """One row an article of the dossier: the vector of its title."""

    @property
    def articles(self) -> Mapping[str, Article]:
        """Its articles by id."""
        return {article.id: article for article in self.dossier.articles}


def language_of(dossier: Dossier) -> str:
    """Return the language that a story is written from: the one that most of its articles share."""
    return main_language(article.language for article in dossier.articles)


def with_columns_flagged(dossier: Dossier) -> Dossier:
    """Return the dossier with `opinion` on articles whose title calls them so, in the words of their language."""
    articles = tuple(
        replace(a, flags=tuple(sorted({*a.flags, "opinion"}))) if _is_column(a) else a for a in dossier.articles
    )
    return replace(dossier, articles=articles)


def _is_column(article: Article) -> bool:
    labels = tongue_of(article.language).column
    shape = rf"\s*[\[【（(]?(?:{labels})\s*[\]】）)]?\s*[:：|｜–—.】\]-]|.*\s?[|｜–—-]\s*(?:{labels})\s*$"
    return bool(labels and re.match(shape, article.title[:300], re.IGNORECASE))


def worth_embedding(dossier: Dossier) -> tuple[Sentence, ...]:
    """Return the running sentences near the top of each article, in the dossier's order."""
    each = max(3, min(MOST_OF_ARTICLE, MOST_OF_STORY // len(dossier.articles)))
    rows = ([s for s in row if whole_sentence(s)][:each] for row in dossier.sentences)
    return tuple(sentence for row in rows for sentence in row)


def lay_page(dossier: Dossier, sentences: tuple[Sentence, ...], vectors: Vectors) -> Page:
    """Return the page of a dossier in one language; `vectors`: of the sentences, then of each article's title."""
    language = language_of(dossier)
    return Page(dossier, tongue_of(language), sentences, vectors[: len(sentences)], vectors[len(sentences) :])


def write_plainly(page: Page, sentence: Sentence) -> Line:
    """Return the line that a sentence makes. Raises LineRefused when it cannot stand in a brief."""
    article = page.dossier.article(sentence.span.article)
    if "opinion" in article.flags:
        raise LineRefused(sentence.text, reason="opinion", about=article.outlet)
    head = dateline_of(sentence.text)
    body = sentence.text[len(head) :]
    if against := fault(body, page.tongue):
        raise LineRefused(sentence.text, reason=against)
    words = find_day_words(body, page.tongue, article.published)
    if lost := undatable(words, article.published):
        raise LineRefused(sentence.text, reason="date-missing", about=lost[0].before)
    cuts = [Edit("cut-dateline", 0, head, "")] if head else []
    dates = [Edit("date", w.start + len(head), w.before, w.after) for w in words if w.after]
    certainty, cue = certainty_of(body, page.tongue)
    line = Line(
        text=apply_edits(sentence.text, [*cuts, *dates]),
        evidence=(Evidence(sentence.span, sentence.text),),
        edits=(*cuts, *dates),
        certainty=certainty,
        speaker=speaker_of(body, page.tongue),
        origins=(page.dossier.origin_of(article.id),),
        cue=cue,
    )
    verify_line(line, page.articles)
    return line


def plain_candidates(page: Page) -> tuple[tuple[Plain, ...], tuple[Dropped, ...]]:
    """Return the candidates in the order of the page's sentences, and what was refused."""
    worth = _worth(page)
    begins = news_begins(page.dossier)
    places: Counter[str] = Counter()
    found: list[Plain] = []
    refused: list[Dropped] = []
    for row, sentence in enumerate(page.sentences):
        at = places[sentence.span.article]
        places[sentence.span.article] += 1
        try:
            line = write_plainly(page, sentence)
        except LineRefused as error:
            refused.append(Dropped(sentence.text, error.reason, error.about))
            continue
        article = page.dossier.article(sentence.span.article)
        days = days_told(line, article, page.tongue)
        found.append(
            Plain(
                sentence=sentence,
                line=line,
                row=row,
                at=at,
                worth=worth[row],
                published=article.published,
                background=_is_background([d for d, _ in days], article, begins, looks_ahead(line.text, page.tongue)),
                day=max(days)[1] if days else "",
                past=any(article.published and d <= article.published.date() for d, _ in days),
            )
        )
    return tuple(found), tuple(refused)


def days_told(line: Line, article: Article, tongue: Tongue) -> list[tuple[date, str]]:
    """Return the days that a line names once its edits are made, each with its ISO form, in the order of the line."""
    return [(named.last, named.written) for named in find_dates(line.text, tongue, article.published)]


def looks_ahead(text: str, tongue: Tongue) -> bool:
    """Tell whether a sentence begins with what is or will be: an old year further on makes it no background."""
    opening = _FIRST_CLAUSE.split(outside(text), maxsplit=1)[0]
    clause = opening if reading_length(opening) >= 2 else text
    return bool(tongue.finds("ahead", clause) or (tongue.finds("now", clause) and not tongue.finds("past", clause)))


def _is_background(days: Sequence[date], article: Article, begins: datetime | None, ahead: bool) -> bool:
    """The rule of `moments.is_background`, for days found without a parse."""
    if begins is None or article.published is None:
        return False
    if article.published < begins:
        return True
    newest = datetime.combine(max(days), time.max, tzinfo=UTC) if days else None
    return not ahead and newest is not None and newest < min(begins, article.published) - (LOOKS_BACK - WINDOW)


def _worth(page: Page) -> list[float]:
    """Return how much each sentence of the page carries the story, 0 to about 1."""
    homes = {a: n for n, origin in enumerate(page.dossier.story.origins) for a in origin.articles}
    home = np.array([homes[s.span.article] for s in page.sentences], dtype=np.int64)
    title_home = np.array([homes[a.id] for a in page.dossier.articles], dtype=np.int64)
    fresh = dict(zip(page.dossier.story.articles, freshness(page.dossier), strict=True))
    centre = _elsewhere(page.vectors @ page.vectors.T, home, home)
    titled = _elsewhere(page.vectors @ page.title_vectors.T, home, title_home)
    shared = _shared(page.sentences, home.tolist())
    seen: Counter[str] = Counter()
    values = []
    for row, sentence in enumerate(page.sentences):
        place = TOP / (TOP + seen[sentence.span.article])
        seen[sentence.span.article] += 1
        value = OF_CENTRE * centre[row] + OF_TITLES * titled[row] + OF_SHARED * shared[row] + OF_PLACE * place
        values.append(float(value) * fresh[sentence.span.article])
    return values


def _elsewhere(
    near: Vectors,
    home: "np.ndarray[tuple[int], np.dtype[np.int64]]",
    column_home: "np.ndarray[tuple[int], np.dtype[np.int64]]",
) -> list[float]:
    """Return for each row the mean over the other origins of its nearest column there; over its own with one origin."""
    origins = sorted(set(column_home.tolist()))
    best = {o: near[:, column_home == o].max(axis=1) for o in origins}
    values = []
    for row in range(near.shape[0]):
        others = [float(best[o][row]) for o in origins if o != home[row]] or [float(np.median(near[row]))]
        values.append(sum(others) / len(others))
    return values


def _shared(sentences: Sequence[Sentence], home: Sequence[int]) -> list[float]:
    """Return for each sentence which share of its telling words and figures other origins have too."""
    keys = [keys_of(s.text) for s in sentences]
    users: dict[str, set[int]] = {}
    for found, origin in zip(keys, home, strict=True):
        for key in found:
            users.setdefault(key, set()).add(origin)
    return [
        sum(bool(users[k] - {origin}) for k in found) / len(found) if found else 0.0
        for found, origin in zip(keys, home, strict=True)
    ]
