"""The promises, checked on a line in a language that has no parser here.

What holds without one is checked in full: the line is its source text but for a dateline, a label, an outlet's name and
dates; its quotations are closed and somebody is said to say them; its figures and names stand in the source; its days
are dated, computed again from the words and the published time. What does not hold is not claimed: certainty by marker
words alone, a speaker only beside his quotation, and never `confirmed`.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from nutgraf.briefs.checks.of_words import LEVELS, capitals, numbers
from nutgraf.briefs.plainly.days import find_day_words, outside
from nutgraf.briefs.plainly.signs import certainty_of, closed, dateline_of, quotes_at_length, says
from nutgraf.briefs.plainly.tongue import Tongue, pattern
from nutgraf.model import Article, Edit, Line
from nutgraf.model.article import TITLE
from nutgraf.text.quotes import find_quotes

Faults = Iterator[tuple[str, str]]
_SLACK_DAYS = 1
"""An outlet's day and the day in UTC may differ by one."""
_LABEL = re.compile(r"[\s\W]*(?P<words>.*?)[\s\W]*")
_FIGURES = re.compile(r"\d+")


def unparsed_faults(line: Line, article: Article, tongue: Tongue) -> Faults:
    """Yield why a line may not stand, with the reasons of `verify.REASONS`; its spans and edits are known to fit."""
    title = line.evidence[0].span.article.endswith(TITLE)
    for edit in line.edits:
        if why := _edit_fault(edit, line, article, tongue, title=title):
            yield "edit-not-allowed", f"{edit.kind} {edit.before!r} -> {edit.after!r}: {why}"
    yield from _quotes(line, article, tongue, title=title)
    yield from _traced_words(line)
    for word in find_day_words(line.text, tongue, article.published):
        if article.published or word.kind in ("day", "year"):
            yield "date-missing", word.before
    if line.speaker and not any(_beside(line.text, line.speaker, q.end, tongue) for q in find_quotes(line.text)):
        yield "speaker-lost", line.speaker
    allowed = certainty_of(line.source_text, tongue)[0]
    if line.certainty in ("confirmed", "disputed") or LEVELS[line.certainty] > LEVELS[allowed]:
        yield "certainty-raised", f"{line.certainty}, where the words permit no more than {allowed}"


def _quotes(line: Line, article: Article, tongue: Tongue, *, title: bool) -> Faults:
    marked = find_quotes(line.source_text)
    source = [line.source_text[q.inner_start : q.inner_end] for q in marked]
    if [line.text[q.inner_start : q.inner_end] for q in find_quotes(line.text)] != source:
        yield "quote-changed", line.text
    for edit in line.edits:
        if any(q.start < edit.end and edit.start < q.end for q in marked):
            yield "quote-changed", edit.before
    if not closed(line.source_text) or (not title and _inside(line, article)):
        yield "quote-open", line.text
    if quotes_at_length(line.text) and not says(outside(line.text), tongue):
        yield "quote-alone", line.text


def _inside(line: Line, article: Article) -> bool:
    """Tell whether a line is a piece of a longer quotation of its paragraph."""
    for evidence in line.evidence:
        start, end = evidence.span.start, evidence.span.end
        first = article.text.rfind("\n", 0, start) + 1
        last = article.text.find("\n", end)
        for quote in find_quotes(article.text[first : len(article.text) if last < 0 else last]):
            if first + quote.start < start < first + quote.end or first + quote.start < end < first + quote.end:
                return True
    return False


def _traced_words(line: Line) -> Faults:
    known = " ".join((line.source_text, *(edit.after for edit in line.edits)))
    names, figures = set(capitals(known)), set(numbers(known))
    for name in capitals(line.text):
        if name not in names and not any(name in other for other in names):
            yield "name-untraced", name
    for figure in numbers(line.text):
        if figure not in figures:
            yield "number-untraced", figure


def _beside(text: str, speaker: str, end: int, tongue: Tongue) -> bool:
    """Tell whether a speaker is named right behind a quotation, or opens the line where that is the custom."""
    return text.startswith(speaker) if not tongue.spaced else speaker in text[end : end + len(speaker) + 60]


def _edit_fault(edit: Edit, line: Line, article: Article, tongue: Tongue, *, title: bool) -> str:
    if edit.kind == "cut-dateline":
        plain = edit.start == 0 and not edit.after and dateline_of(line.source_text) == edit.before and not title
        return "" if plain else "no dateline"
    if edit.kind == "cut-furniture":
        return "" if title and _names_outlet(edit, line, article) else "does not name the outlet at the end of a title"
    if edit.kind == "cut-lead-in":
        found = _LABEL.fullmatch(edit.before)
        words = found["words"] if found else ""
        label = title and edit.start == 0 and not edit.after and (not words or _is_label(words, tongue))
        return "" if label else "no label of the list"
    return _date_fault(edit, article, tongue) if edit.kind == "date" else "no rule allows this kind here"


def _is_label(words: str, tongue: Tongue) -> bool:
    return bool(tongue.labels and pattern(tongue.labels, spaced=False).fullmatch(words))


def _names_outlet(edit: Edit, line: Line, article: Article) -> bool:
    ends = edit.end == len(line.source_text) and not edit.after
    return ends and bool(article.outlet) and article.outlet.casefold() in edit.before.casefold()


def _date_fault(edit: Edit, article: Article, tongue: Tongue) -> str:
    """Compute the date again: it must be the only thing added, and be what the word means on the article's day."""
    if article.published is None:
        return "the article has no date"
    if edit.before not in edit.after:
        return "the day word itself is changed"
    added = edit.after.replace(edit.before, " ", 1)
    today = article.published.date()
    folded = edit.before.casefold()
    if any(pattern(re.escape(words), tongue.spaced).fullmatch(folded) for words in tongue.years):
        shift = next(n for words, n in tongue.years.items() if words.casefold() == folded)
        return "" if _FIGURES.findall(added) == [str(today.year + shift)] else "another year"
    day = _day_written(edit.after if not added.strip() or not tongue.spaced else added, tongue, today)
    if day is None:
        return "names no day"
    return "" if _may_mean(edit.before, day, tongue, today) else f"{day} is not {edit.before!r} of {today}"


def _day_written(text: str, tongue: Tongue, today: date) -> date | None:
    """Return the day that some words name without a year, the one nearest to today."""
    if tongue.spaced:
        months = [n for n, names in enumerate(tongue.months, 1) if names.split("|")[0] in text]
        figures = [int(f) for f in _FIGURES.findall(text)]
        pair = (months[-1], figures[0]) if months and len(figures) == 1 else None
    else:
        found = re.search(r"(\d{1,2})月(\d{1,2})日", text)
        pair = (int(found[1]), int(found[2])) if found else None
    if pair is None:
        return None
    near = (today + timedelta(days=n) for n in range(-20, 21))
    return next((d for d in near if (d.month, d.day) == pair), None)


def _may_mean(word: str, day: date, tongue: Tongue, today: date) -> bool:
    for number, names in enumerate(tongue.weekdays):
        if pattern(names, spaced=False).search(word):
            return day.weekday() == number and abs((day - today).days) <= 7 + _SLACK_DAYS
    for words, shift in tongue.days.items():
        if word.casefold().startswith(words.casefold()):
            return abs((day - today).days - shift) <= _SLACK_DAYS
    bare = re.fullmatch(r"(\d{1,2})日", word)
    return bool(bare) and day.day == int(word[:-1]) and abs((day - today).days) <= 12
