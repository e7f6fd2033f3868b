"""From one story to its brief: what is parsed, embedded, composed and verified. `pipeline` groups; this writes.

    dossier  = the story's articles, split into sentences; those of its main language
    not English? page = lay_page(...), brief = compose_plainly(page)    # briefs.plainly: vectors, no parser
    worth    = shortlist(dossier)     # briefs: cheap, no parser
    parsed   = tagger.tag(worth)      # nlp: only these are parsed and embedded
    found    = candidates(...)        # briefs: mended, judged, each verified alone
    brief    = compose(...)           # briefs: layers, in reading order
    a model too? reworded(...)        # rewording: line by line behind the gate, offline where a line falls
    brief    = verify_brief(brief)    # briefs: last, whoever wrote the lines

Knows the core and the ports, no concrete edge.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from nutgraf.briefs.candidates import Desk, articles_of, candidates
from nutgraf.briefs.checks.verify import verify_brief
from nutgraf.briefs.compose import Drafted, draft
from nutgraf.briefs.digest import digest
from nutgraf.briefs.edits.cut import leading_cuts
from nutgraf.briefs.figures import figure_sentences
from nutgraf.briefs.headline import rank_titles
from nutgraf.briefs.material.dossier import Dossier
from nutgraf.briefs.material.phrases import Phrases
from nutgraf.briefs.moments import background_sentences, newest_titles
from nutgraf.briefs.notes import other_languages
from nutgraf.briefs.plainly.layers import compose_plainly, plain_digest
from nutgraf.briefs.plainly.page import Page, lay_page, with_columns_flagged, worth_embedding
from nutgraf.briefs.plainly.titles import rank_plainly
from nutgraf.briefs.plainly.tongues import PARSED, TONGUES, main_language, tongue_of
from nutgraf.briefs.weighing.rank import Meaning, score, shortlist
from nutgraf.errors import LineRefused
from nutgraf.ledger.book import make_ledger
from nutgraf.model import (
    Article,
    Asked,
    Brief,
    Ledger,
    Line,
    Parsed,
    Sentence,
    Story,
    Token,
)
from nutgraf.ports import Embedder, Tagger, Vectors
from nutgraf.rewording import Pen, asked_first, reworded, with_note
from nutgraf.settings import Settings
from nutgraf.text.daybook import DayBook
from nutgraf.text.names import NameBook
from nutgraf.text.sentences import split_sentences

LEAST_PARSED, MOST_PARSED = 80, 140
"""Sentences of a story that are parsed, which takes most of the time: a story of ten articles stays under a second."""
PARSED_EACH = 5
"""Sentences parsed for each article, between those bounds."""

TITLES_TRIED = 12
"""Titles parsed, best first: one of them nearly always holds as a headline."""


def part_of(story: Story, ids: Sequence[str]) -> Story:
    """Return the part of a story that holds some of its articles."""
    mine = frozenset(ids)
    kept = (replace(o, articles=tuple(a for a in o.articles if a in mine)) for o in story.origins)
    return replace(story, articles=tuple(ids), origins=tuple(origin for origin in kept if origin.articles))


def lay_open(story: Story, articles: Mapping[str, Article]) -> Dossier:
    """Return the story's articles with their sentences."""
    mine = tuple(articles[article_id] for article_id in story.articles)
    return Dossier(story, mine, tuple(split_sentences(article) for article in mine))


def in_one_language(dossier: Dossier) -> tuple[Dossier, tuple[Article, ...]]:
    """Return the part of a story that it is written from, all of one language, and the articles that it leaves out."""
    language = main_language(a.language for a in dossier.articles)
    kept = [a.language == language or {a.language, language} <= PARSED for a in dossier.articles]
    if all(kept):
        return dossier, ()
    ids = [a.id for a, keep in zip(dossier.articles, kept, strict=True) if keep]
    part = part_of(dossier.story, ids)
    articles = tuple(dossier.article(a) for a in ids)
    sentences = tuple(row for row, keep in zip(dossier.sentences, kept, strict=True) if keep)
    times = [a.published for a in articles if a.published]
    part = replace(part, first=min(times, default=None), last=max(times, default=None))
    return Dossier(part, articles, sentences), tuple(a for a in dossier.articles if a.id not in ids)


def headline_of(dossier: Dossier) -> str:
    """Return the title that a list gives a story; needs no parser."""
    mine, _ = in_one_language(dossier)
    if (language := mine.articles[0].language) not in PARSED:
        found = [title.text for title in rank_plainly(mine, tongue_of(language), None)]
    else:
        found = [title.text for title in rank_titles(mine, None)]
    return found[0] if found else dossier.articles[0].title


def open_page(dossier: Dossier, embedder: Embedder) -> Page:
    """Return a story in one language ready for writing without a parser: its sentences and titles embedded."""
    dossier = with_columns_flagged(dossier)
    sentences = worth_embedding(dossier)
    texts = [*(s.text for s in sentences), *(article.title for article in dossier.articles)]
    return lay_page(dossier, sentences, embedder.embed(texts))


def open_desk(dossier: Dossier, tagger: Tagger, embedder: Embedder, worth: int | None = None) -> Desk:
    """Return the story ready for writing: its best sentences and titles parsed, embedded and weighed."""
    sentences = _worth_parsing(dossier, worth or _parsed_of(dossier))
    texts = [sentence.text for sentence in sentences]
    with ThreadPoolExecutor(1) as aside:  # an embedder that works elsewhere has answered when the parser is done
        asked = aside.submit(embedder.embed, [*texts, *(article.title for article in dossier.articles)])
        parsed = parse(texts, tagger)
        names, days = NameBook.of(dossier.articles), DayBook.of(dossier.articles)
        vectors = asked.result()
    meaning = Meaning(vectors[: len(texts)], vectors[len(texts) :])
    titles = newest_titles(dossier, rank_titles(dossier, meaning.titles))[:TITLES_TRIED]
    rows = tuple(Parsed(s, t) for s, t in zip(sentences, parsed, strict=True))
    return Desk(
        dossier=dossier,
        parsed=rows,
        scores=score(dossier, sentences, meaning),
        vectors=meaning.sentences,
        titles=titles,
        title_tokens=tuple(tagger.tag([title.text for title in titles])),
        title_vectors=meaning.titles[[dossier.story.articles.index(title.article) for title in titles]],
        names=names,
        days=days,
        ledger=make_ledger({a.id: a for a in dossier.articles}, rows, dossier.story, names, days),
    )


def parse(texts: Sequence[str], tagger: Tagger) -> list[tuple[Token, ...]]:
    """Return the tokens of each sentence from its own first word on.

    A dateline or a connective before it would be read as part of the clause ("KYIV (Agency) - Talks" as a speaker).
    """
    heads = [sum(len(cut.before) - len(cut.after) for cut in leading_cuts(text)) for text in texts]
    tokens = tagger.tag([text[head:] for text, head in zip(texts, heads, strict=True)])
    return [tuple(replace(t, start=t.start + h) for t in row) for row, h in zip(tokens, heads, strict=True)]


def _parsed_of(dossier: Dossier) -> int:
    return max(LEAST_PARSED, min(PARSED_EACH * len(dossier.articles), MOST_PARSED))


def _worth_parsing(dossier: Dossier, worth: int) -> tuple[Sentence, ...]:
    """Return the sentences that carry the story, then those of background, shared quotation or count."""
    found = {sentence.span: sentence for sentence in shortlist(dossier, worth)}
    for more in (background_sentences(dossier), Phrases(dossier).sentences(dossier), figure_sentences(dossier)):
        new = [s for s in more if s.span not in found]
        found.update((s.span, s) for s in new[: worth // 4])
    return tuple(found.values())


def in_words(
    dossier: Dossier, words: int, tagger: Tagger, embedder: Embedder, worth: int | None = None
) -> tuple[Line, ...]:
    """Return the verified lines that say most of a story in about `words` words; fewer where more would dilute.

    Opinion gives no line while there is anything else. May be empty.
    """
    dossier, _ = in_one_language(dossier)
    if dossier.articles[0].language not in PARSED:
        return plain_digest(open_page(dossier, embedder), words)
    desk = open_desk(dossier, tagger, embedder, worth)
    found, _ = candidates(desk)
    barred = {a.id for a in dossier.articles if "opinion" in a.flags}
    reports = [c for c in found if c.sentence.span.article not in barred] or found
    return tuple(c.line for c in digest(dossier, reports, desk.vectors, words))


@dataclass(frozen=True, slots=True)
class Written:
    """A brief with what it was written from."""

    brief: Brief
    """Verified."""
    ledger: Ledger
    """What the parsed sentences of the story claim; empty for a language that is not parsed."""
    dossier: Dossier
    """The part of the story that it was written from: its articles of one language."""
    rows: tuple[Parsed, ...] = ()
    """The parsed sentences."""
    vectors: Vectors | None = None
    """One unit vector a row; `None` for a language that is not parsed."""
    draft: tuple[Desk, Drafted] | None = None
    """What the brief was chosen from; `None` for a language that is not parsed."""


def write(
    dossier: Dossier,
    *,
    made_at: datetime | None,
    tagger: Tagger,
    embedder: Embedder,
    settings: Settings,
    pen: Pen | None = None,
) -> Written:
    """Return the verified brief of a story; it speaks from `made_at`, or from its newest article.

    With a pen its lines are worded by a model, behind the gate. Raises LineRefused when not even a headline holds.
    """
    written = _written_offline(dossier, made_at=made_at, tagger=tagger, embedder=embedder, settings=settings)
    return worded(written, tagger=tagger, settings=settings, pen=pen)


def worded(written: Written, *, tagger: Tagger, settings: Settings, pen: Pen | None) -> Written:
    """Return what was written offline with its lines worded by the pen; as it was without one, or when that fails."""
    if pen is None or pen.mode == "traced":
        return written
    if written.draft is None:
        told = "Written offline: a model words lines only in a language that is parsed."
        return replace(written, brief=with_note(written.brief, told))
    desk, drafted = written.draft
    made = reworded(desk, drafted, tagger=tagger, pen=pen, shape=settings.shape)
    try:
        return replace(
            written, brief=verify_brief(made.brief, articles_of(written.dossier), settings.shape, made.parses)
        )
    except LineRefused as refused:
        told = f"Written offline: the model's headline did not hold. {refused.message}"
        return replace(written, brief=with_note(written.brief, told))


def asked_about(dossier: Dossier, *, tagger: Tagger, embedder: Embedder, settings: Settings) -> Asked | None:
    """Return what a model would be asked about a story, for a preview or an estimate; `None`: it would not be asked.

    Raises LineRefused when not even a headline holds.
    """
    written = _written_offline(dossier, made_at=None, tagger=tagger, embedder=embedder, settings=settings)
    return asked_first(*written.draft, settings.shape) if written.draft else None


def _written_offline(
    dossier: Dossier, *, made_at: datetime | None, tagger: Tagger, embedder: Embedder, settings: Settings
) -> Written:
    dossier, left_out = in_one_language(dossier)
    others = other_languages(
        left_out, {code: tongue.name for code, tongue in TONGUES.items()} | {"en": "English", "und": "undecided"}
    )
    at = made_at or dossier.newest
    articles = articles_of(dossier)
    if dossier.articles[0].language not in PARSED:
        plain = compose_plainly(open_page(dossier, embedder), made_at=at, shape=settings.shape, others=others)
        return Written(verify_brief(plain, articles, settings.shape), Ledger(dossier.story.id, ()), dossier)
    desk = open_desk(dossier, tagger, embedder)
    drafted = draft(desk, made_at=at, shape=settings.shape)
    drafted = replace(drafted, notes=others)
    brief = verify_brief(with_note(drafted.brief, *others), articles, settings.shape)
    return Written(brief, desk.ledger, dossier, desk.parsed, desk.vectors, (desk, drafted))


def with_more(written: Written, more: Sequence[Sentence], tagger: Tagger, embedder: Embedder) -> Written:
    """Return the same with more of the story's sentences parsed and in the ledger; the brief stays."""
    if written.vectors is None:
        return written
    known = {row.sentence.span for row in written.rows}
    new = [s for s in more if s.span not in known]
    if not new:
        return written
    texts = [s.text for s in new]
    rows = (*written.rows, *(Parsed(s, t) for s, t in zip(new, parse(texts, tagger), strict=True)))
    vectors = np.concatenate([written.vectors, embedder.embed(texts)])
    articles = {a.id: a for a in written.dossier.articles}
    return replace(written, rows=rows, vectors=vectors, ledger=make_ledger(articles, rows, written.dossier.story))
