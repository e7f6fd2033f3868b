"""Headline, Summary, Context, Dive Deeper from articles that were not parsed: which line stands where.

The same order of decisions as `briefs.compose`: time divides news from background; Summary from news, Context from
dated background, Dive Deeper from the news that is left; one greedy choice after another, each weighed against all that
the reader has read by then. What needs a parse is left out: no line is `confirmed`, nothing is compared across
origins, and the notes say so.
"""

from collections.abc import Sequence
from datetime import datetime

from nutgraf.briefs.checks.verify import edition_of
from nutgraf.briefs.notes import notes_on, unchecked
from nutgraf.briefs.plainly.alike import Alike
from nutgraf.briefs.plainly.page import Page, Plain, plain_candidates
from nutgraf.briefs.plainly.titles import rank_plainly, title_line
from nutgraf.errors import LineRefused
from nutgraf.model import Brief, Line, Moment, SourceNote
from nutgraf.settings import Shape
from nutgraf.text.lengths import reading_length

LEAD_PLACES = 3
"""Sentences of an article among which the news itself stands."""
WORTH_FIRST, WORTH_SUMMARY, WORTH_POINT = 0.40, 0.65, 0.36
"""Share of the lead's worth below which a line is left out: its first ones, further ones, a point."""
NEW_VOICE, NEW_KIND, NEW_ORIGIN = 0.08, 0.08, 0.04
"""What is added for a speaker, a certainty or an origin that the layer does not have yet."""
DILUTED = 0.5
"""How much of its nearness to what was read is taken off a line's worth, above an unrelated pair's nearness."""
DAY_CLOSE, DAY_KEYS = 0.45, 0.33
"""What two lines of one kind that name one day must have in common to tell one event."""
OVERTAKEN = 0.6
"""Cosine from which a newer report of what is done makes an announcement old."""
UNRELATED = 0.35
"""Cosine of two lines of one story that have nothing else in common."""
POINTS_BEYOND_ORIGINS = 3
"""As in `briefs.compose`: a story of n origins has at most n and so many points."""
_LAST = {"planned": 1, "denied": 2, "unconfirmed": 3}
"""After the lead: what happened, what comes, what is denied, what is open."""


class _Reader:
    """Chooses lines for somebody who remembers what he has read."""

    def __init__(self, page: Page, found: Sequence[Plain]) -> None:
        self.alike = Alike([s.text for s in page.sentences], page.vectors)
        self.read: list[Plain] = []
        self.least = max((c.worth for c in found if not c.background), default=0.0)

    def repeats(self, one: Plain) -> bool:
        return any(self._same(one, other) for other in self.read)

    def _same(self, one: Plain, other: Plain) -> bool:
        open_kinds = [c.line.certainty in ("denied", "unconfirmed") for c in (one, other)]
        leads = one.at == 0 and other.at == 0 and not one.background
        if one.day == other.day != "" and one.line.certainty == other.line.certainty and self._close(one, other):
            return True
        return self.alike.same(one.row, other.row, leads=leads, opposed=open_kinds[0] != open_kinds[1])

    def _close(self, one: Plain, other: Plain) -> bool:
        near, shared = self.alike.near(one.row, other.row), self.alike.shared(one.row, other.row)
        return near >= DAY_CLOSE and shared >= DAY_KEYS

    def value(self, one: Plain, layer: Sequence[Plain]) -> float:
        """Return what a line adds to a layer."""
        near = max((self.alike.near(one.row, other.row) for other in self.read), default=0.0)
        value = one.worth * (1.0 - DILUTED * max(0.0, near - UNRELATED))
        value += NEW_VOICE * bool(one.line.speaker and all(one.line.speaker != c.line.speaker for c in layer))
        value += NEW_KIND * all(one.line.certainty != c.line.certainty for c in layer)
        return value + NEW_ORIGIN * all(one.line.origins[0] != c.line.origins[0] for c in layer)

    def take(
        self, pool: Sequence[Plain], most: int, words: int, least: float, layer: Sequence[Plain] = ()
    ) -> list[Plain]:
        """Return at most `most` lines within so many words, each worth at least `least` when it joins the `layer`."""
        taken: list[Plain] = []
        left = [c for c in pool if c not in self.read]
        while left and len(taken) < most:
            left = [c for c in left if reading_length(c.line.text) <= words and not self.repeats(c)]
            best = max(left, key=lambda c: (self.value(c, (*layer, *taken)), -c.row), default=None)
            if best is None or self.value(best, (*layer, *taken)) < least:
                break
            taken.append(best)
            self.read.append(best)
            left.remove(best)
            words -= reading_length(best.line.text)
        return taken


def compose_plainly(page: Page, *, made_at: datetime | None, shape: Shape, others: Sequence[str]) -> Brief:
    """Return the brief of a story, unverified as a whole (each line is).

    `others`: notes on articles of the story that are not on the page. Raises LineRefused when nothing can stand as
    headline.
    """
    found, refused = plain_candidates(page)
    reader = _Reader(page, found)
    news = _news(found, reader.alike)
    summary = _summary(reader, news, shape)
    dated = [c for c in found if c.background and c.past and c.line.certainty in ("reported", "said")]
    context = reader.take(dated, shape.context_lines[1], shape.summary_words, 0.0)
    context.sort(key=lambda c: (c.day, c.row))
    points = _points(page, reader, news, shape)
    headline = _headline(page, summary, shape)
    lines = [c for c in summary if c.line.evidence != headline.evidence]
    layers = [tuple(c.line for c in layer) for layer in (lines, context, points)]
    return Brief(
        story=page.dossier.story.id,
        edition=edition_of((headline, *layers[0], *layers[1], *layers[2])),
        made_at=made_at,
        headline=headline,
        summary=layers[0],
        context=layers[1],
        dive_deeper=layers[2],
        sources=_sources(page),
        notes=(*notes_on(page.dossier, *layers), *others, unchecked(page.tongue.name)),
        timeline=_timeline((*context, *lines)),
        dropped=refused,
    )


def plain_digest(page: Page, words: int) -> tuple[Line, ...]:
    """Return the lines that say most of a story in about `words` words; the last may run over. May be empty."""
    found, _ = plain_candidates(page)
    reader = _Reader(page, found)
    news = _news(found, reader.alike) or list(found)
    lead = reader.take(_leads(news), 1, max(reading_length(c.line.text) for c in news), 0.0) if news else []
    left = words - sum(reading_length(c.line.text) for c in lead)
    chosen = [*lead, *reader.take(news, len(news), max(left, 0), WORTH_POINT * reader.least)]
    return tuple(c.line for c in chosen)


def _news(found: Sequence[Plain], alike: Alike) -> list[Plain]:
    """Return what the newest reports tell and older ones had not told."""
    older = [c for c in found if c.background]
    new = [c for c in found if not c.background and not any(alike.told(c.row, o.row) for o in older if _earlier(o, c))]
    return [c for c in new if not _overtaken(c, new, alike)]


def _overtaken(one: Plain, news: Sequence[Plain], alike: Alike) -> bool:
    """Tell whether a newer report tells as done what this one announces: by its day, or in near words."""
    if one.line.certainty != "planned":
        return False
    newer = [c for c in news if _earlier(one, c) and c.line.certainty in ("reported", "said")]
    come = any(c.published and one.day and one.day <= c.published.date().isoformat() for c in newer)
    return come or any(alike.near(one.row, c.row) >= OVERTAKEN for c in newer)


def _earlier(older: Plain, one: Plain) -> bool:
    return bool(older.published and one.published and older.published < one.published)


def _leads(news: Sequence[Plain]) -> list[Plain]:
    """Return the candidates for the first line: from the tops of reports, told as done rather than as open."""
    top = [c for c in news if c.at < LEAD_PLACES] or list(news)
    return [c for c in top if c.line.certainty in ("reported", "said", "planned")] or top


def _summary(reader: _Reader, news: Sequence[Plain], shape: Shape) -> list[Plain]:
    lead = reader.take(_leads(news), 1, shape.summary_words, 0.0)
    fewest, most = shape.summary_lines
    rest: list[Plain] = []
    for lines, least in ((fewest, WORTH_FIRST), (most, WORTH_SUMMARY)):
        left = shape.summary_words - sum(reading_length(c.line.text) for c in (*lead, *rest))
        rest += reader.take(news, lines - len(lead) - len(rest), left, least * reader.least, (*lead, *rest))
    return [*lead, *sorted(rest, key=lambda c: _LAST.get(c.line.certainty, 0))]


def _points(page: Page, reader: _Reader, news: Sequence[Plain], shape: Shape) -> list[Plain]:
    most = min(shape.points[1], max(shape.points[0], len(page.dossier.story.origins) + POINTS_BEYOND_ORIGINS))
    telling = [c for c in news if reading_length(c.line.text) <= shape.point_words and _makes_a_point(c)]
    return reader.take(telling, most, shape.points[1] * shape.point_words, WORTH_POINT * reader.least)


def _makes_a_point(one: Plain) -> bool:
    """Tell whether a line gives a position, something open, or a figure."""
    return one.line.certainty != "reported" or any(c.isdigit() for c in one.line.text)


def _headline(page: Page, summary: Sequence[Plain], shape: Shape) -> Line:
    """Return the best title that holds; else a long one, else the shortest line of the summary. Raises LineRefused."""
    long: list[Line] = []
    last = LineRefused("No article of the story has a title that can stand as headline.", reason="no-headline")
    lead = page.vectors[summary[0].row] if summary else None
    for title in rank_plainly(page.dossier, page.tongue, page.title_vectors, lead):
        try:
            line = title_line(title, page.dossier, page.tongue)
        except LineRefused as refused:
            last = refused
            continue
        if reading_length(line.text) <= shape.headline_words:
            return line
        if reading_length(line.text) <= shape.headline_words_at_worst:
            long.append(line)
    short = [c.line for c in summary if reading_length(c.line.text) <= shape.headline_words_at_worst]
    fallbacks = [*long, *sorted(short, key=_length)]
    if not fallbacks:
        raise last
    return fallbacks[0]


def _length(line: Line) -> int:
    return reading_length(line.text)


def _sources(page: Page) -> tuple[SourceNote, ...]:
    return tuple(
        SourceNote(
            id=a.id,
            outlet=a.outlet,
            title=a.title,
            url=a.url,
            published=a.published,
            published_from=a.published_from,
            language=a.language,
            origin=page.dossier.origin_of(a.id),
            flags=a.flags,
        )
        for a in page.dossier.articles
    )


def _timeline(lines: Sequence[Plain]) -> tuple[Moment, ...]:
    """Return the lines that name a day that had come, earliest first."""
    dated = sorted((c for c in lines if c.day and c.past), key=lambda c: (c.day, c.row))
    return tuple(Moment(c.day, c.line) for c in dated)
