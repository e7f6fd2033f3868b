"""Every line traced to its spans, or dropped with a reason: the last thing that happens to a brief, whoever wrote it.

Theory of operation: a line is checked in steps, each a row of `_STEPS`, from "do its spans exist" to "is it more
certain than its words". The first step that fails refuses the line with a reason of `REASONS`. Nothing here looks at
how the line was made: no parse, no book of names, no judgement of the ledger enters; undoing the edits must give
source text, every edit must satisfy the rule of its kind (`verify_edits`), and the words that carry denial, doubt,
condition and speaker must all survive.

A line whose parse comes with it (`parsed`) was worded by somebody else than the offline writer: it is laid before the
gate (`briefs.gate`) instead, which knows more edits and asks more of each. Without its parse such a line is refused.

Rule 1: checking never mends. A line passes as it is, or goes.
Rule 2: what cannot be proved is refused.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from nutgraf.briefs.checks.guarded import CONDITIONS, CUES, HEDGES, MODALS, guarded, words
from nutgraf.briefs.checks.of_edits import edit_fault
from nutgraf.briefs.checks.of_gate import gate_faults
from nutgraf.briefs.checks.of_judged import judged_faults
from nutgraf.briefs.checks.of_place import Place, covers_sentences
from nutgraf.briefs.checks.of_words import (
    LEVELS,
    balanced,
    capitals,
    ceiling,
    numbers,
    outside,
    quoted,
    unsettled_days,
)
from nutgraf.briefs.checks.reasons import REASONS
from nutgraf.briefs.checks.undo import apply_edits, undo_edits
from nutgraf.briefs.checks.unparsed import unparsed_faults
from nutgraf.briefs.plainly.tongues import PARSED, tongue_of
from nutgraf.errors import LineRefused
from nutgraf.model import Article, Brief, Disagreement, Dropped, Edit, Evidence, Line, Token, content_id
from nutgraf.model.article import TITLE
from nutgraf.settings import Shape
from nutgraf.text.lengths import reading_length
from nutgraf.text.quotes import find_quotes

_NO_PARSE: Mapping[str, tuple[Token, ...]] = {}


@dataclass(frozen=True, slots=True)
class _Case:
    """A line under check."""

    line: Line
    articles: Mapping[str, Article]
    parsed: Mapping[str, tuple[Token, ...]]

    @property
    def gated(self) -> bool:
        """True for a line that is laid before the gate."""
        return all(text in self.parsed for text in (self.line.text, *(e.text for e in self.line.evidence)))

    @property
    def source(self) -> str:
        return self.line.source_text

    @property
    def in_parsed_language(self) -> bool:
        """False for a line of an article in a language without a parser."""
        article = self.articles.get(self.line.evidence[0].span.article.removesuffix(TITLE))
        return article is None or article.language in PARSED

    def article_of(self, evidence: Evidence) -> Article:
        return self.articles[evidence.span.article.removesuffix(TITLE)]

    def pieces(self) -> Iterator[tuple[int, Evidence]]:
        """Each evidence with where it begins in the source text."""
        at = 0
        for evidence in self.line.evidence:
            yield at, evidence
            at += len(evidence.text) + 1


def verify_line(
    line: Line, articles: Mapping[str, Article], parsed: Mapping[str, tuple[Token, ...]] = _NO_PARSE
) -> None:
    """Let a line pass that keeps the promises 1 to 6 of the design. Raises LineRefused with a reason of `REASONS`.

    `articles`: all of the story by id; the line's own at least, but a spelling is only settled on what another writes.
    `parsed`: tokens by text, for lines that the gate has to judge: their own, and those of their evidence.
    """
    case = _Case(line, articles, parsed)
    for step in _steps_of(case):
        for reason, detail in step(case):
            raise LineRefused(f"{REASONS[reason]} {detail}".strip(), reason=reason, about=detail)


_Faults = Iterator[tuple[str, str]]


def _traced(case: _Case) -> _Faults:
    for evidence in case.line.evidence:
        article = case.articles.get(evidence.span.article.removesuffix(TITLE))
        if article is None:
            yield "untraced", evidence.span.article
            continue
        try:
            real = article.quote(evidence.span)
        except ValueError as error:
            yield "untraced", str(error)
            continue
        if real != evidence.text:
            yield "untraced", evidence.text


def _whole(case: _Case) -> _Faults:
    """Spans cover whole sentences, or the whole title: half of "He denied | she went" would be a lie."""
    for evidence in case.line.evidence:
        article, span = case.article_of(evidence), evidence.span
        if span.article.endswith(TITLE):
            if span.length != len(article.title):
                yield "part-of-sentence", evidence.text
        elif not covers_sentences(article.text, span.start, span.end):
            yield "part-of-sentence", evidence.text


def _undone(case: _Case) -> _Faults:
    try:
        same = undo_edits(case.line.text, case.line.edits) == case.source
        same = same and apply_edits(case.source, case.line.edits) == case.line.text
    except ValueError as error:
        yield "not-source", str(error)
        return
    if not same:
        yield "not-source", case.line.text


def _edits_allowed(case: _Case) -> _Faults:
    for edit in case.line.edits:
        place = _place(case, edit)
        fault = edit_fault(edit, place) if place else "reaches over the end of a span"
        if fault:
            yield "edit-not-allowed", f"{edit.kind} {edit.before!r} -> {edit.after!r}: {fault}"


def _place(case: _Case, edit: Edit) -> Place | None:
    for at, evidence in case.pieces():
        end = at + len(evidence.text)
        if at <= edit.start and edit.end <= end:
            span = evidence.span
            title = span.article.endswith(TITLE)
            return Place(
                article=case.article_of(evidence),
                text=evidence.text,
                at=edit.start - at,
                begins=_cut_through(case, at, edit.start),
                ends=_cut_through(case, edit.end, end),
                offset=0 if title else span.start,
                title=title,
                others=case.articles,
            )
    return None


def _cut_through(case: _Case, start: int, end: int) -> bool:
    """Tell whether edits cut everything of the source between two places but spaces."""
    cut = [e for e in case.line.edits if not e.after and e.start >= start and e.end <= end]
    left = case.source[start:end]
    for edit in reversed(cut):
        left = left[: edit.start - start] + left[edit.end - start :]
    return not left.strip()


def _quotes_kept(case: _Case) -> _Faults:
    marks = quoted(case.source)
    for edit in case.line.edits:
        if any(q.start < edit.end and edit.start < q.end for q in marks):
            yield "quote-changed", edit.before or edit.after
    if [q.text for q in quoted(case.line.text)] != [q.text for q in marks]:
        yield "quote-changed", case.line.text
    yield from _quotes_closed(case)


def _inside_quotation(article: Article, evidence: Evidence) -> bool:
    if evidence.span.article.endswith(TITLE):
        return False
    start, end = evidence.span.start, evidence.span.end
    first = article.text.rfind("\n", 0, start) + 1
    last = article.text.find("\n", end)
    around = find_quotes(article.text[first : len(article.text) if last < 0 else last])
    return any(first + q.start < start < first + q.end or first + q.start < end < first + q.end for q in around)


def _names_and_numbers(case: _Case) -> _Faults:
    added = " ".join(edit.after for edit in case.line.edits)
    known = {_unowned(w) for w in words(f"{case.source} {added}")}
    for name in capitals(case.line.text):
        if _unowned(name) not in known:
            yield "name-untraced", name
    figures = numbers(f"{case.source} {added}")
    for figure in numbers(case.line.text):
        if figure not in figures:
            yield "number-untraced", figure


def _unowned(word: str) -> str:
    return word.casefold().replace("’", "'").removesuffix("'s")


def _days_dated(case: _Case) -> _Faults:
    dated = any(case.article_of(evidence).published for evidence in case.line.evidence)
    for day in unsettled_days(case.line.text, dated)[:1]:
        yield "date-missing", day


_KEPT: tuple[tuple[str, frozenset[str]], ...] = (
    ("modality-lost", MODALS),
    ("condition-lost", CONDITIONS),
    ("attribution-lost", CUES),
    ("hedge-lost", HEDGES),
)


def _guarded_kept(case: _Case) -> _Faults:
    before, after = guarded(case.source), guarded(case.line.text)
    for word in sorted((before - after) + (after - before)):
        yield next((reason for reason, table in _KEPT if word in table), "negation-lost"), word


def _speaker_kept(case: _Case) -> _Faults:
    shortened = [edit.before for edit in case.line.edits if edit.kind == "shorten-name"]
    here = {w.casefold() for text in (case.line.text, *shortened) for w in words(text)}
    if any(w.casefold() not in here for w in words(case.line.speaker)):
        yield "speaker-lost", case.line.speaker


def _not_raised(case: _Case) -> _Faults:
    line = case.line
    origins = len(set(line.origins))
    if line.certainty == "confirmed" and origins < 2:
        yield "not-confirmed", f"{origins} origin"
    allowed = ceiling(case.source, origins)
    if LEVELS[line.certainty] > LEVELS[allowed]:
        yield "certainty-raised", f"{line.certainty}, where the words permit no more than {allowed}"


def _begins_well(case: _Case) -> _Faults:
    first = next((c for c in case.line.text if c.isalnum()), "")
    source_first = next((c for c in case.source if c.isalnum()), "")
    if not first or (first.islower() and not source_first.islower()):
        yield "lower-case-start", case.line.text


_STEPS: tuple[Callable[[_Case], _Faults], ...] = (
    _traced,
    _whole,
    _undone,
    _guarded_kept,
    _quotes_kept,
    _edits_allowed,
    _names_and_numbers,
    _days_dated,
    _speaker_kept,
    _not_raised,
    _begins_well,
)


def _gate(case: _Case) -> _Faults:
    yield from gate_faults(case.line, case.article_of(case.line.evidence[0]), case.parsed)


def _quotes_closed(case: _Case) -> _Faults:
    for evidence in case.line.evidence:
        if not balanced(evidence.text) or _inside_quotation(case.article_of(evidence), evidence):
            yield "quote-open", evidence.text
    if quoted(case.line.text) and len(words(outside(case.line.text))) < 2:
        yield "quote-alone", case.line.text


_GATED_STEPS = (
    _traced,
    _whole,
    _undone,
    _gate,
    _quotes_closed,
    _names_and_numbers,
    _days_dated,
    _speaker_kept,
    _not_raised,
    _begins_well,
)
"""What is checked of a line that comes with its parse."""


def _unparsed(case: _Case) -> _Faults:
    article = case.article_of(case.line.evidence[0])
    yield from unparsed_faults(case.line, article, tongue_of(article.language))


_UNPARSED_STEPS = (_traced, _whole, _undone, _unparsed, _begins_well)
"""What is checked of a line in another language; see `unparsed`."""


def _judged(case: _Case) -> _Faults:
    if case.in_parsed_language:
        yield from judged_faults(case.line)
    else:  # the words of denial and doubt of that language are not known here
        yield "not-source", case.line.text


_JUDGED_STEPS = (_traced, _whole, _judged, _edits_allowed, *_STEPS[6:])
"""What is checked of free wording that a judge let pass; see `of_judged`."""


def _steps_of(case: _Case) -> tuple[Callable[[_Case], _Faults], ...]:
    if case.line.judged:
        return _JUDGED_STEPS
    return _UNPARSED_STEPS if not case.in_parsed_language else _GATED_STEPS if case.gated else _STEPS


def edition_of(lines: Sequence[Line]) -> str:
    """Return the id of an edition: over its lines and where they stand."""
    return content_id("e", *(f"{line.text}|{line.evidence[0].span}" for line in lines))


def verify_brief(
    brief: Brief,
    articles: Mapping[str, Article],
    shape: Shape | None = None,
    parsed: Mapping[str, tuple[Token, ...]] = _NO_PARSE,
) -> Brief:
    """Return the brief with every line that breaks a promise moved to `dropped`, counted and named anew.

    `parsed`: tokens by text, of lines that the gate has to judge and of their evidence.

    Raises LineRefused when the headline fails: a brief without headline is none.
    """
    shape = shape or Shape()
    check = _Checker(articles, parsed)
    check.take(brief.headline, shape.headline_words_at_worst, shape.headline_words_at_worst)
    summary = check.layer(brief.summary, shape.summary_words, shape.summary_words)
    context = check.layer(brief.context, shape.summary_words, shape.summary_words * 2)
    points = check.layer(brief.dive_deeper, shape.point_words, shape.point_words * shape.points[1])
    kept = {line.text for line in (*summary, *context, *points)}
    return replace(
        brief,
        edition=edition_of((brief.headline, *summary, *context, *points)),
        summary=summary,
        context=context,
        dive_deeper=points,
        disagreements=tuple(check.disagreements(brief.disagreements)),
        timeline=tuple(m for m in brief.timeline if m.line.text in kept),
        dropped=(*brief.dropped, *check.dropped),
    )


class _Checker:
    """Goes through a brief in reading order and remembers what was said and what was dropped."""

    def __init__(self, articles: Mapping[str, Article], parsed: Mapping[str, tuple[Token, ...]]) -> None:
        self.articles, self.parsed = articles, parsed
        self.dropped: list[Dropped] = []
        self._said: set[str] = set()

    def take(self, line: Line, most: int, left: int) -> None:
        """Let one line pass, or raise LineRefused."""
        verify_line(line, self.articles, self.parsed)
        count = reading_length(line.text)
        if count > min(most, left):
            raise LineRefused(f"{REASONS['too-long']} {count} words", reason="too-long", about=f"{count} words")
        key = " ".join(words(line.text)).casefold()
        if key in self._said:
            raise LineRefused(REASONS["repeat"], reason="repeat", about=line.text)
        self._said.add(key)

    def layer(self, lines: Sequence[Line], most: int, total: int) -> tuple[Line, ...]:
        """Return the lines that pass, within the words of the layer."""
        passed: list[Line] = []
        for line in lines:
            try:
                self.take(line, most, total)
            except LineRefused as refused:
                self.dropped.append(Dropped(line.text, refused.reason, refused.about))
            else:
                passed.append(line)
                total -= reading_length(line.text)
        return tuple(passed)

    def disagreements(self, given: Sequence[Disagreement]) -> Iterator[Disagreement]:
        """Yield those of which two versions pass; a version may repeat a line of a layer."""
        for one in given:
            versions = []
            for line in one.versions:
                try:
                    verify_line(line, self.articles, self.parsed)
                except LineRefused as refused:
                    self.dropped.append(Dropped(line.text, refused.reason, refused.about))
                else:
                    versions.append(line)
            if len(versions) >= 2:
                yield replace(one, versions=tuple(versions))
