"""Headline, Summary, Context, Dive Deeper: which candidate stands where, and in which order.

Strategy: which lines may stand in which layer is decided here; `choose` takes them one by one.

Rule 1: news goes to Summary and Dive Deeper, background to Context: chosen by time, never by place in the text.
Rule 2: opinion articles give no line: their prose is not the outlet's report. A note says how many there were.
Rule 3: Context gives dates: a background sentence without one is not chosen.
Rule 4: where the newest development gives too few points, positions taken before it fill up, each with its day.
Rule 5: lines are written last, in reading order, so that a name is introduced where the reader first meets it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from nutgraf.briefs.candidates import AT_WORST, Desk, candidates, supported, title_lines, write_line
from nutgraf.briefs.checks.of_words import outside
from nutgraf.briefs.checks.verify import edition_of
from nutgraf.briefs.figures import disagreements
from nutgraf.briefs.introductions import introduced_first
from nutgraf.briefs.material.dossier import Candidate
from nutgraf.briefs.material.phrases import Phrases
from nutgraf.briefs.met import introduced_once
from nutgraf.briefs.moments import dated_aside, day_as_written, news_begins
from nutgraf.briefs.notes import notes_on
from nutgraf.briefs.overtaken import still_ahead
from nutgraf.briefs.repeats import Repeats
from nutgraf.briefs.weighing.choose import Chooser, days_told, happened
from nutgraf.briefs.weighing.lead import MOST_WORDS as LEAD_WORDS
from nutgraf.briefs.weighing.lead import lead_of
from nutgraf.briefs.weighing.select import Budget
from nutgraf.briefs.weighing.stances import Stances, behind
from nutgraf.briefs.weighing.standing import Standing
from nutgraf.errors import LineRefused
from nutgraf.model import Brief, Certainty, Line, Moment, SourceNote, Span
from nutgraf.settings import Shape
from nutgraf.text.names import find_names

COLUMN_LINE, COLUMN_ARTICLE = 0.38, 0.5
"""Probability from which a line, and all lines of an article, count as a column's: the first hits 60 % of a column's
lines and 3 % of an agency's (docs/design/070-reading.md)."""

ENOUGH = 4
"""Lines from which worse ones are no longer needed."""

MOSTLY_OWN = 0.6
"""Share of a line of background that must stand outside quotation marks."""

POINTS_BEYOND_ORIGINS = 3
"""A story of n independent origins has at most n and so many points, within the bounds of the shape."""

TELLING_ORDER: dict[Certainty, int] = {"threatened": 2, "speculated": 2, "unconfirmed": 1, "denied": 1}
"""After the lead: what happened and who wants what (0), what is not answered (1), what follows if not (2)."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which candidates stand in which layer."""

    summary: tuple[Candidate, ...]
    context: tuple[Candidate, ...]
    points: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Pools:
    """The candidates that may stand in a brief at all, and what chooses among them."""

    news: tuple[Candidate, ...]
    """For Summary and Dive Deeper."""
    dated: tuple[Candidate, ...]
    """For Context: background with its date."""
    leads: tuple[Candidate, ...]
    """What the brief may begin with: news, and what names an old date only beside what it tells."""
    choose: Chooser
    """Takes lines one by one."""
    standing: Standing
    """How the candidates stand to each other."""
    stances: Stances
    """The ledger's positions by the sentences that tell them."""


@dataclass(frozen=True, slots=True)
class Layers:
    """The lines of a brief, without what is told about them."""

    headline: Line
    """Over all."""
    summary: tuple[Line, ...]
    """In reading order."""
    context: tuple[Line, ...]
    """In reading order."""
    points: tuple[Line, ...]
    """In reading order."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """All of them in reading order."""
        return (self.headline, *self.summary, *self.context, *self.points)


@dataclass(frozen=True, slots=True)
class Drafted:
    """A brief with what it was chosen from."""

    brief: Brief
    """Unverified as a whole; each line is verified."""
    found: tuple[Candidate, ...]
    """Every sentence that could stand in some brief."""
    pools: Pools
    """Those of them that may stand in this one."""
    notes: tuple[str, ...] = ()
    """What else is to be noted, whatever its lines are."""


def compose(desk: Desk, *, made_at: datetime | None, shape: Shape) -> Brief:
    """Return the brief of a story, unverified as a whole (each line is).

    `made_at` is the moment it speaks from. Raises LineRefused when no title can stand as headline.
    """
    return draft(desk, made_at=made_at, shape=shape).brief


def draft(desk: Desk, *, made_at: datetime | None, shape: Shape) -> Drafted:
    """Return what `compose` returns, and what it was chosen from."""
    found, refused = candidates(desk)
    pools = pools_of(desk, found, shape)
    disputed, versions = disagreements(desk)
    plan = _plan(desk, pools, versions, shape)
    headline = _headline(desk, plan.summary, shape)
    said = tuple(c for c in plan.summary if c.line.evidence != headline.evidence)
    summary, known = _written(desk, said, frozenset())
    context, known = _written(desk, plan.context, known)
    points, _ = _written(desk, plan.points, known)
    summary, context, points = introduced_once(desk, summary, context, points)
    summary = tuple(replace(s, certainty="disputed") if s.evidence[0].span in versions else s for s in summary)
    brief = Brief(
        story=desk.dossier.story.id,
        edition="",
        made_at=made_at,
        headline=headline,
        summary=summary,
        context=context,
        dive_deeper=points,
        sources=_sources(desk),
        disagreements=disputed,
        dropped=refused,
    )
    return Drafted(retold(desk, brief, found, Layers(headline, summary, context, points)), found, pools)


def retold(desk: Desk, brief: Brief, found: Sequence[Candidate], layers: Layers) -> Brief:
    """Return a brief with these lines, and with all that is told about lines made anew: notes, positions, timeline."""
    shown = (*layers.lines, *(line for one in brief.disagreements for line in one.versions))
    return replace(
        brief,
        edition=edition_of(layers.lines),
        headline=layers.headline,
        summary=layers.summary,
        context=layers.context,
        dive_deeper=layers.points,
        notes=notes_on(desk.dossier, layers.summary, layers.context, layers.points),
        positions=behind(desk.ledger, shown),
        timeline=_timeline(desk, {c.sentence.span: c for c in found}, (*layers.context, *layers.summary)),
    )


def pools_of(desk: Desk, found: Sequence[Candidate], shape: Shape) -> Pools:
    """Return which candidates may stand in a brief: opinion, what time overtook and undated background may not."""
    standing = Standing(desk, found)
    plain = _readable(desk, standing, found)
    usable = still_ahead(desk, plain, plain)
    stances = Stances.of(desk.ledger)
    choose = Chooser(desk, standing, Repeats(found, desk.vectors), Phrases(desk.dossier), stances)
    begins = news_begins(desk.dossier)
    older = [c for c in usable if c.background and begins and c.published and c.published < begins]
    fresh = [c for c in usable if c not in older and not choose.repeats.told_before(c, older)]
    aside = [c for c in fresh if c.background and dated_aside(c.sentence.text, c.tokens, c.published)]
    plain_news = [c for c in fresh if not c.background]
    rest = (c for c in usable if c not in plain_news)
    dated = tuple(c for c in rest if _words(c) <= shape.point_words and _settled(desk, c))
    news = (*plain_news, *(c for c in aside if c not in dated))
    return Pools(news, dated, (*news, *(c for c in aside if c in dated)), choose, standing, stances)


def _plan(desk: Desk, pools: Pools, disputed: frozenset[Span], shape: Shape) -> _Plan:
    choose, standing, stances, news, dated = pools.choose, pools.standing, pools.stances, pools.news, pools.dated
    lead = lead_of(desk, standing, pools.leads)
    brisk = [c for c in news if _words(c) <= shape.point_words]
    summary = _summary(choose, lead, (brisk, news), shape) if lead else ()
    context = choose.context(dated, Budget(shape.summary_words, 0, shape.context_lines[1]), summary)
    short = [
        c
        for c in brisk
        if (stances.of_sentence(c.sentence.span) or _makes_a_point(c)) and c.sentence.span not in disputed
    ]  # told below, with both sides
    room = Budget(shape.points[1] * shape.point_words, shape.points[0], _most_points(desk, shape))
    points = choose.points([c for c in short if c not in summary], room, (*summary, *context))
    if (missing := shape.points[0] - len(points)) > 0:
        standing_yet = [c for c in dated if c not in context and _position_of_its_day(desk, c, stances)]
        room = Budget(missing * shape.point_words, missing, missing)
        points = (*points, *choose.points(standing_yet, room, (*summary, *context, *points)))
    opened = introduced_first(_telling_order(summary), lead=True)
    opened = (*opened[:1], *standing.told_first(opened[1:], opened[:1]))
    above = (*opened, *context)
    return _Plan(opened, _by_date(desk, context), standing.told_first(introduced_first(points, above), above))


def _summary(
    choose: Chooser, lead: Candidate, pools: Sequence[Sequence[Candidate]], shape: Shape
) -> tuple[Candidate, ...]:
    """Return the summary out of the first pool that fills it.

    The last pool has long lines, too: agencies introduce people in sentences as long as leads.
    """
    budget = Budget(shape.summary_words, *shape.summary_lines)
    tried: list[tuple[Candidate, ...]] = []
    for pool in pools:
        tried.append(choose.summary(lead, pool, budget))
        if len(tried[-1]) >= budget.fewest:
            break
    return max(tried, key=len)


def _most_points(desk: Desk, shape: Shape) -> int:
    """Return how many points a story may have: few voices seldom have many that are worth reading."""
    return min(shape.points[1], max(shape.points[0], len(desk.dossier.story.origins) + POINTS_BEYOND_ORIGINS))


def _words(candidate: Candidate) -> int:
    return len(candidate.line.text.split())


def _readable(desk: Desk, standing: Standing, found: Sequence[Candidate]) -> list[Candidate]:
    """Leave out opinion, labelled or not; machine translation too while enough is left without it."""

    def flags(candidate: Candidate) -> tuple[str, ...]:
        return desk.dossier.article(candidate.sentence.span.article).flags

    labelled = [c for c in found if "opinion" not in flags(c) and _words(c) <= LEAD_WORDS]
    plain = [c for c in labelled if standing.column(c) < COLUMN_LINE]
    reports = [c for c in plain if standing.argues[c.sentence.span.article] < COLUMN_ARTICLE]
    written = [c for c in reports if "translated" not in flags(c)]
    return next((pool for pool in (written, reports, plain) if len(pool) >= ENOUGH), labelled)


def _position_of_its_day(desk: Desk, candidate: Candidate, stances: Stances) -> bool:
    """Tell whether an earlier report gives somebody's position, with the day on which it was taken."""
    held = candidate.line.certainty in ("demanded", "threatened", "offered", "denied", "said")
    days = days_told(desk, candidate)
    return held and bool(days) and bool(stances.of_sentence(candidate.sentence.span))


def _makes_a_point(candidate: Candidate) -> bool:
    """Tell whether a line gives a position, something open, a figure, or says what two named parties did."""
    line = candidate.line
    if line.speaker or line.certainty not in ("reported", "confirmed"):
        return True
    return any(c.isdigit() for c in line.text) or len(find_names(line.text)) > 1


def _settled(desk: Desk, candidate: Candidate) -> bool:
    """Tell whether a background sentence is dated by something that had happened when it was written.

    "Will meet him on Thursday", in an older report, is a plan that time has overtaken; "said on Tuesday that he would"
    stays true.
    """
    published = candidate.published
    if len(outside(candidate.line.text).split()) < MOSTLY_OWN * len(candidate.line.text.split()):
        return False  # a witness who looks back is no history
    if any(t.text.lower() in {"will", "shall"} and candidate.tokens[t.head].dep == "ROOT" for t in candidate.tokens):
        return False  # "will be the largest since 2022": what is to come, however old the date it names
    return published is not None and any(day <= published.date() for day in days_told(desk, candidate))


def _by_date(desk: Desk, chosen: Sequence[Candidate]) -> tuple[Candidate, ...]:
    return tuple(sorted(chosen, key=lambda c: (happened(desk, c), c.sentence.span)))


def _telling_order(chosen: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Keep the lead first; then what is done or wanted, what is not answered, what follows if not."""
    return (*chosen[:1], *sorted(chosen[1:], key=lambda c: TELLING_ORDER.get(c.line.certainty, 0)))


def _written(desk: Desk, chosen: Sequence[Candidate], known: frozenset[str]) -> tuple[tuple[Line, ...], frozenset[str]]:
    """Write the lines of a layer in order; returns them and the names the reader knows after them."""
    lines: list[Line] = []
    for candidate in chosen:
        try:
            line = write_line(desk, candidate.row, known)
        except LineRefused:
            line = candidate.line
        lines.append(supported(line, desk, candidate.row))
        known |= {name.text for name in find_names(line.text) if " " in name.text}
    return tuple(lines), known


def _headline(desk: Desk, summary: Sequence[Candidate], shape: Shape) -> Line:
    """Return the best title that holds as a line; else a long one, the lead when it is short, or a loaded one.

    Raises LineRefused with the last reason when none holds.
    """
    refused = LineRefused("No article of the story has a title that can stand as headline.", reason="no-headline")
    spare: dict[str, Line] = {}
    for barred, attempt in title_lines(desk, summary[0].row if summary else None):
        if isinstance(attempt, LineRefused):
            refused = attempt
        elif not barred and len(attempt.text.split()) <= shape.headline_words:
            return attempt
        elif len(attempt.text.split()) <= shape.headline_words_at_worst:
            spare.setdefault(barred or AT_WORST[0], attempt)
    short = [c for c in summary if _brief_enough(c, shape)]
    lead = [c for c in short if c.row == summary[0].row]
    others = sorted((c for c in short if c not in lead), key=lambda c: (_words(c), c.row))
    spared = [[spare[evil]] if evil in spare else [] for evil in AT_WORST]
    fallbacks = [*spared[0], *(c.line for c in lead), *spared[1], *(c.line for c in others), *spared[2]]
    if not fallbacks:
        raise refused
    return fallbacks[0]


def _brief_enough(candidate: Candidate, shape: Shape) -> bool:
    return len(candidate.line.text.split()) <= shape.headline_words_at_worst


def _sources(desk: Desk) -> tuple[SourceNote, ...]:
    return tuple(
        SourceNote(
            id=a.id,
            outlet=a.outlet,
            title=a.title,
            url=a.url,
            published=a.published,
            published_from=a.published_from,
            language=a.language,
            origin=desk.dossier.origin_of(a.id),
            flags=a.flags,
        )
        for a in desk.dossier.articles
    )


def _timeline(desk: Desk, candidates: Mapping[Span, Candidate], lines: Sequence[Line]) -> tuple[Moment, ...]:
    """Return the dated lines of Context and Summary by the day each tells of, earliest first."""
    told = [(candidates[line.evidence[0].span], line) for line in lines if line.evidence[0].span in candidates]
    dated = [(happened(desk, c), c, line) for c, line in told if days_told(desk, c)]
    return tuple(
        Moment(day_as_written(c.sentence.text, c.published, day), line)
        for day, c, line in sorted(dated, key=lambda row: (row[0], row[1].sentence.span))
    )
