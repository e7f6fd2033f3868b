"""Headline, Summary, Context, Dive Deeper: which candidate stands where, and in which order.

Strategy: one greedy choice after another, each by what the candidate adds to all that the reader has read so far
(`select.pick`), with a bonus for a voice or a kind of statement that the brief does not have yet.

Rule 1: news goes to Summary and Dive Deeper, background to Context: chosen by time, never by place in the text.
Rule 2: opinion articles give no line: their prose is not the outlet's report. A note says how many there were.
Rule 3: Context gives dates: a background sentence without one is not chosen.
Rule 4: lines are written last, in reading order, so that a name is introduced where the reader first meets it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from nutgraf.briefs.candidates import AT_WORST, Desk, candidates, supported, title_lines, write_line
from nutgraf.briefs.dossier import Candidate
from nutgraf.briefs.figures import disagreements
from nutgraf.briefs.moments import dates_of, day_as_written, news_begins
from nutgraf.briefs.notes import notes_on
from nutgraf.briefs.phrases import Phrases
from nutgraf.briefs.repeats import Repeats
from nutgraf.briefs.select import Budget, pick, term_weights
from nutgraf.briefs.tone import COLUMN_RATE_STRICT, argues_at, loaded_words
from nutgraf.briefs.verify import edition_of
from nutgraf.briefs.verify_words import outside
from nutgraf.errors import LineRefused
from nutgraf.model import Brief, Certainty, Line, Moment, SourceNote
from nutgraf.settings import Shape
from nutgraf.text.names import find_names

NEW_VOICE, NEW_KIND = 0.15, 0.10
"""What a speaker, or a kind of statement, not yet in the brief is worth beside salience (0 to 1)."""

NEW_PHRASE = 0.20
"""What words that several origins quote ("root causes") are worth until they are in the brief."""

NEW_DAY, NEW_EPOCH = 0.15, 0.35
"""What a day, and a year long before the story, not yet in Context is worth: history is seldom central by its words."""

THIN_WORDS, FULL_WORDS, NEARLY = 14, 32, 0.55
"""A line of fewer words gives way to one that says the same and more, in no more words than the second figure, when it
has at least this share of its salience."""

PLENTY = 12
"""Plain lines of reports from which a column's lines and loaded ones are no longer needed."""

ENOUGH = 4
"""Lines written by people from which machine-translated ones are no longer needed."""

MOSTLY_OWN = 0.6
"""Share of a line of background that must stand outside quotation marks."""

LONG_AGO_DAYS = 60
"""What lies further back is history, not an earlier step of the story."""

TIRED_VOICE = 0.30
"""What a third line of one speaker in one layer costs."""

WEAK = 0.25
"""Share of the best candidate's salience below which a point would be padding."""

OPEN_KINDS: frozenset[Certainty] = frozenset({"threatened", "unconfirmed", "denied", "speculated"})
"""Statements a reader must not miss: what is threatened, denied or open."""

TELLING_ORDER: dict[Certainty, int] = {"threatened": 2, "speculated": 2, "unconfirmed": 1, "denied": 1}
"""After the lead: what happened and who wants what (0), what is not answered (1), what follows if not (2)."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which candidates stand in which layer."""

    summary: tuple[Candidate, ...]
    context: tuple[Candidate, ...]
    points: tuple[Candidate, ...]


def compose(desk: Desk, *, made_at: datetime | None, shape: Shape) -> Brief:
    """Return the brief of a story, unverified as a whole (each line is).

    `made_at` is the moment it speaks from. Raises LineRefused when no title can stand as headline.
    """
    found, refused = candidates(desk)
    plan = _plan(desk, found, shape)
    headline = _headline(desk, plan.summary, shape)
    said = tuple(c for c in plan.summary if c.line.evidence != headline.evidence)
    summary, known = _written(desk, said, frozenset())
    context, known = _written(desk, plan.context, known)
    points, _ = _written(desk, plan.points, known)
    disputed = disagreements(desk)
    versions = {line.evidence for one in disputed for line in one.versions}
    points = tuple(replace(p, certainty="disputed") if p.evidence in versions else p for p in points)
    return Brief(
        story=desk.dossier.story.id,
        edition=edition_of((headline, *summary, *context, *points)),
        made_at=made_at,
        headline=headline,
        summary=summary,
        context=context,
        dive_deeper=points,
        sources=_sources(desk),
        notes=notes_on(desk.dossier, summary, context, points),
        disagreements=disputed,
        timeline=_timeline(desk, (*plan.context, *said), (*context, *summary)),
        dropped=refused,
    )


def _plan(desk: Desk, found: Sequence[Candidate], shape: Shape) -> _Plan:
    weights = term_weights(desk.dossier)
    repeats = Repeats(found, desk.vectors)
    choose = _Chooser(desk, weights, repeats)
    usable = _readable(desk, found)
    begins = news_begins(desk.dossier)
    older = [c for c in usable if c.background and begins and c.published and c.published < begins]
    news = [c for c in usable if not c.background and not repeats.told_before(c, older)]
    dated = _of_weight([c for c in usable if c not in news and _settled(desk, c)])
    words = shape.summary_words
    phrases = Phrases(desk.dossier)
    summary = choose.most_telling(news, Budget(words, *shape.summary_lines), (), _Voices(phrases).worth)
    context = choose.worthiest(dated, Budget(words, *shape.context_lines), summary, _Epochs(desk).worth)
    short = [c for c in news if len(c.line.text.split()) <= shape.point_words and _makes_a_point(c)]
    read = (*summary, *context)
    room = Budget(shape.points[1] * shape.point_words, *shape.points)
    left = [c for c in short if c not in summary]
    points = choose.worthiest(_of_weight(left), room, read, _Voices(phrases, read).worth)
    return _Plan(_telling_order(summary), _by_date(desk, context), points)


def _readable(desk: Desk, found: Sequence[Candidate]) -> list[Candidate]:
    """Leave out opinion; loaded sentences, columns and machine translation too while enough is left without them."""
    dossier = desk.dossier
    argues = {
        a.id for a, s in zip(dossier.articles, dossier.sentences, strict=True) if argues_at(s, rate=COLUMN_RATE_STRICT)
    }

    def flags(candidate: Candidate) -> tuple[str, ...]:
        return dossier.article(candidate.sentence.span.article).flags

    reports = [c for c in found if "opinion" not in flags(c)]
    written = [c for c in reports if "translated" not in flags(c)]
    plain = [c for c in written if c.sentence.span.article not in argues and not loaded_words(c.sentence.text)]
    if len(plain) >= PLENTY:
        return plain
    return written if len(written) >= ENOUGH else reports


def _makes_a_point(candidate: Candidate) -> bool:
    """Tell whether a line gives a position, something open, a figure, or says what two named parties did."""
    line = candidate.line
    if line.speaker or line.certainty not in ("reported", "confirmed"):
        return True
    return any(c.isdigit() for c in line.text) or len(find_names(line.text)) > 1


def _of_weight(pool: Sequence[Candidate]) -> list[Candidate]:
    """Leave out what would be padding beside the best."""
    best = max((c.score for c in pool), default=0.0)
    return [c for c in pool if c.score >= WEAK * best * (0.5 if c.line.certainty in OPEN_KINDS else 1.0)]


Worth = Callable[[Candidate, Sequence[Candidate]], float]
"""What a candidate is worth after those chosen: salience, 0 to 1, and what it adds."""


@dataclass(frozen=True, slots=True)
class _Chooser:
    """Chooses one by one, so that each choice knows what the reader has read by then."""

    desk: Desk
    weights: Mapping[tuple[str, str], float]
    repeats: Repeats

    def most_telling(
        self, pool: Sequence[Candidate], budget: Budget, taken: Sequence[Candidate], worth: Worth
    ) -> tuple[Candidate, ...]:
        """Return up to `budget.most` candidates within `budget.words`: by what each adds for its length."""

        def best(open_: Sequence[Candidate], chosen: Sequence[Candidate], words: int) -> Candidate | None:
            rated = [replace(c, score=worth(c, chosen)) for c in open_]
            read = (*taken, *chosen)
            one = pick(rated, self.desk.vectors, self.weights, budget=Budget(words, 1, 1), taken=read)
            return next((c for c in open_ if one and c.row == one[0].row), None)

        return self._one_by_one(pool, budget, taken, best)

    def worthiest(
        self, pool: Sequence[Candidate], budget: Budget, taken: Sequence[Candidate], worth: Worth
    ) -> tuple[Candidate, ...]:
        """Return up to `budget.most` candidates within `budget.words`: by worth alone, whatever their length."""

        def best(open_: Sequence[Candidate], chosen: Sequence[Candidate], words: int) -> Candidate | None:
            fitting = [c for c in open_ if len(c.line.text.split()) <= words]
            return max(fitting, key=lambda c: (worth(c, chosen), -c.row), default=None)

        return self._one_by_one(pool, budget, taken, best)

    def _fuller(self, one: Candidate, open_: Sequence[Candidate], words: int) -> Candidate:
        """Return the line that tells most among those that say what a thin line says; a full line stays."""
        if len(one.line.text.split()) >= THIN_WORDS:
            return one
        most = min(words, FULL_WORDS)
        alike = [
            c
            for c in open_
            if c.score >= NEARLY * one.score and len(c.line.text.split()) <= most and self.repeats.same(c, one)
        ]
        return max(alike, key=lambda c: (self.repeats.told_weight(c) * c.score, -c.row), default=one)

    def _one_by_one(
        self,
        pool: Sequence[Candidate],
        budget: Budget,
        taken: Sequence[Candidate],
        best: Callable[[Sequence[Candidate], Sequence[Candidate], int], Candidate | None],
    ) -> tuple[Candidate, ...]:
        open_ = [c for c in pool if not any(self.repeats.same(c, t) for t in taken)]
        chosen: list[Candidate] = []
        words = budget.words
        while len(chosen) < budget.most and (one := best(open_, chosen, words)) is not None:
            one = self._fuller(one, open_, words)
            chosen.append(one)
            words -= len(one.line.text.split())
            open_ = [c for c in open_ if c.row != one.row and not self.repeats.same(c, one)]
        return tuple(chosen)


@dataclass(frozen=True, slots=True)
class _Epochs:
    """Weighs background: each day told once, and at least one look back beyond the story's own year or month."""

    desk: Desk

    def worth(self, candidate: Candidate, chosen: Sequence[Candidate]) -> float:
        """Salience, and what a day or a time not yet told adds."""
        day = _happened(self.desk, candidate)
        told = [_happened(self.desk, c) for c in chosen]
        worth = candidate.score + (NEW_DAY if day not in told else 0.0)
        long_ago = candidate.published is not None and (candidate.published.date() - day).days > LONG_AGO_DAYS
        return worth + (NEW_EPOCH if long_ago and all(t.year != day.year for t in told) else 0.0)


@dataclass(frozen=True, slots=True)
class _Voices:
    """Weighs news: what a voice, a kind of statement or a much-quoted phrase not yet in the brief adds to a lead."""

    phrases: Phrases
    read: tuple[Candidate, ...] = ()

    def worth(self, candidate: Candidate, chosen: Sequence[Candidate]) -> float:
        """Salience, and what the line adds once there is a lead."""
        before = (*self.read, *chosen)
        if not before:
            return candidate.score
        voices = [_voice(c) for c in chosen]
        worth = candidate.score
        worth += NEW_VOICE if candidate.line.speaker and _voice(candidate) not in voices else 0.0
        worth += NEW_KIND if candidate.line.certainty in OPEN_KINDS - {c.line.certainty for c in chosen} else 0.0
        worth += NEW_PHRASE if self.phrases.new(candidate.line.text, [c.line.text for c in before]) else 0.0
        worth -= TIRED_VOICE if candidate.line.speaker and voices.count(_voice(candidate)) > 1 else 0.0
        return worth


def _voice(candidate: Candidate) -> str:
    """Return the speaker's last word: "Volodymyr Zelensky" and "Zelensky" are one voice."""
    return candidate.line.speaker.rsplit(" ", 1)[-1].lower()


def _dates(desk: Desk, candidate: Candidate) -> tuple[date, ...]:
    article = desk.dossier.article(candidate.sentence.span.article)
    return dates_of(candidate.sentence.text, article.published)


def _settled(desk: Desk, candidate: Candidate) -> bool:
    """Tell whether a background sentence is dated by something that had happened when it was written.

    "Will meet him on Thursday", in an older report, is a plan that time has overtaken; "said on Tuesday that he would"
    stays true.
    """
    published = candidate.published
    if len(outside(candidate.line.text).split()) < MOSTLY_OWN * len(candidate.line.text.split()):
        return False  # a witness who looks back is no history
    return published is not None and any(day <= published.date() for day in _dates(desk, candidate))


def _happened(desk: Desk, candidate: Candidate) -> date:
    """Return the day that a dated background sentence tells of: the latest that had come when it was written."""
    days = _dates(desk, candidate)
    come = [day for day in days if candidate.published and day <= candidate.published.date()]
    return (come or list(days))[-1]


def _by_date(desk: Desk, chosen: Sequence[Candidate]) -> tuple[Candidate, ...]:
    return tuple(sorted(chosen, key=lambda c: (_happened(desk, c), c.sentence.span)))


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
    """Return the best title that holds as a line; else a long one, a loaded one, or the shortest line of the summary.

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
    short = sorted((c for c in summary if _brief_enough(c, shape)), key=lambda c: (len(c.line.text.split()), c.row))
    fallbacks = [*(spare[evil] for evil in AT_WORST if evil in spare), *(c.line for c in short)]
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


def _timeline(desk: Desk, chosen: Sequence[Candidate], lines: Sequence[Line]) -> tuple[Moment, ...]:
    """Return the dated lines of Context and Summary by the day each tells of, earliest first."""
    dated = [(_happened(desk, c), c, line) for c, line in zip(chosen, lines, strict=True) if _dates(desk, c)]
    return tuple(
        Moment(day_as_written(c.sentence.text, c.published, day), line)
        for day, c, line in sorted(dated, key=lambda row: (row[0], row[1].sentence.span))
    )
