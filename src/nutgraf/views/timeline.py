"""The dated steps of a story, past and planned: as a list, and as places on a strip that a page draws. Pure.

Steps are the moments of the brief, which are lines of it, and what the ledger says somebody planned (a demand for
a day is a position, no step). On the strip a
step takes at least the room of its number; the rest is shared out by the logarithm of the days between two steps,
for one story may reach from 2014 to tomorrow.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from nutgraf.briefs.printed.ledger.phrases import actor_of, deed, sureness, told_of
from nutgraf.briefs.printed.ledger.timeline import timeline as acts_of
from nutgraf.briefs.printed.wording import article_of, flat
from nutgraf.model import Ledger
from nutgraf.text.mentioned import MONTH_NAMES
from nutgraf.views.story import StoryView

MOST_STEPS, MOST_AHEAD = 18, 6
"""Steps on the strip, and how many of them may have been ahead: more cannot be told apart on a phone."""
WIDTH, EDGE, LEAST_GAP = 360.0, 12.0, 18.0
"""Units of the drawing: its width, the margin on either side, the least room of a step."""
LETTER, TOO_FAR = 5.8, 250_000.0
"""Width of a letter of a label; days that any gap is cut to."""


@dataclass(frozen=True, slots=True)
class DatedStep:
    """A step of the story."""

    day: str
    """ISO date, no more exact than the source."""
    when: str
    """The same for people: `13 May 2025`, `March 2022`, `2014`."""
    text: str
    """What happens."""
    planned: bool
    """It was still ahead when it was told."""
    certainty: str
    """Sign and word."""
    line: str
    """Id of the brief's line that tells it; empty for an act of the ledger."""
    article: str
    """Id of the article that tells it."""
    sentence: str
    """Its sentence there."""
    number: int = 0
    """In the list and on the strip, from 1."""
    x: float = 0.0
    """Place on the strip."""


@dataclass(frozen=True, slots=True)
class DateLabel:
    """A date under the strip."""

    x: float
    """Place of its middle, or of its edge at either end."""
    text: str
    """The date, short: `13 May`."""
    anchor: str
    """How SVG is to set it: `start`, `middle` or `end`."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Steps, the earliest first, and what stands under the strip."""

    steps: tuple[DatedStep, ...]
    """May be empty."""
    labels: tuple[DateLabel, ...]
    """Dates that do not run into each other."""
    more: int
    """Steps that are left out: older ones."""


def timeline_of(story: StoryView) -> Timeline:
    """Return the dated steps of a story."""
    found = sorted([*_moments(story), *_ahead(story)], key=lambda step: (step.day, step.planned))
    kept = found[-MOST_STEPS:]
    places = _places([step.day for step in kept])
    steps = tuple(replace(step, number=n, x=x) for n, (step, x) in enumerate(zip(kept, places, strict=True), 1))
    return Timeline(steps, _labels(steps), len(found) - len(kept))


def _moments(story: StoryView) -> Iterator[DatedStep]:
    for one in story.timeline:
        line = one.line
        first = line.line.evidence[0]
        yield DatedStep(
            day=one.day,
            when=day_words(one.day),
            text=line.text,
            planned=False,
            certainty=f"{line.sign} {line.certainty}",
            line=line.id,
            article=article_of(first.span.article),
            sentence=flat(first.text),
        )


def _ahead(story: StoryView) -> Iterator[DatedStep]:
    """Yield what the ledger says was still to come, each once, and no moment of the brief tells."""
    told = {(article_of(span.article), span.start) for one in story.timeline for span in one.line.spans}
    ledger = Ledger(story.id, story.edition.positions)
    acts = [step for step in acts_of(ledger) if step.planned and step.position.first.modality == "planned"]
    once = {(step.day, actor_of(step.position.first), deed(step.position.first)): step for step in reversed(acts)}
    for step in [act for act in acts if act in once.values()][-MOST_AHEAD:]:
        claim = step.position.first
        article, sentence = article_of(claim.article), flat(claim.evidence.text)
        if (article, claim.evidence.span.start) in told:
            continue
        yield DatedStep(
            day=step.day,
            when=day_words(step.day),
            text=told_of(claim) if claim.object or claim.recipient else sentence,
            planned=True,
            certainty=sureness(step.position),
            line="",
            article=article,
            sentence=sentence,
        )


def day_words(day: str) -> str:
    """Return an ISO date for people, no more exact than it is.

    >>> day_words("2025-05-13"), day_words("2022-03"), day_words("2014")
    ('13 May 2025', 'March 2022', '2014')
    """
    year, _, rest = day.partition("-")
    month, _, number = rest.partition("-")
    name = MONTH_NAMES[int(month) - 1] if month.isdecimal() and 0 < int(month) <= 12 else ""
    return " ".join(filter(None, (number.lstrip("0"), name, year)))


def _places(days: Sequence[str]) -> list[float]:
    """Return a place on the strip for each day, in order."""
    if len(days) < 2:
        return [WIDTH / 2] * len(days)
    gaps = [math.log1p(min(TOO_FAR, (_date(b) - _date(a)).days)) for a, b in pairwise(days)]
    least = min(LEAST_GAP, (WIDTH - 2 * EDGE) / len(gaps))
    spare = WIDTH - 2 * EDGE - least * len(gaps)
    whole = math.fsum(gaps)
    places = [EDGE]
    for gap in gaps:
        places.append(places[-1] + least + (spare * gap / whole if whole else spare / len(gaps)))
    return [round(place, 1) for place in places]


def _date(day: str) -> date:
    """Return the first day of an ISO date that may be only a year or a month."""
    parts = [int(part) for part in day.split("-") if part.isdecimal()]
    try:
        return date(*(parts + [1, 1, 1][len(parts) :])[:3])
    except (ValueError, TypeError):
        return date.min


def _labels(steps: Sequence[DatedStep]) -> tuple[DateLabel, ...]:
    """Return the first and the last date, and between them those that do not run into another."""
    if not steps:
        return ()
    last = steps[-1]
    if last.day == steps[0].day:
        return (DateLabel(WIDTH / 2, last.when, "middle"),)
    end = DateLabel(WIDTH, _short(last.when), "end")
    made = [DateLabel(0.0, _short(steps[0].when), "start")]
    reached, stop = LETTER * (len(made[0].text) + 2), WIDTH - LETTER * (len(end.text) + 2)
    days = {steps[0].day, last.day}
    for step in steps:
        half = LETTER * len(_short(step.when)) / 2
        if step.day not in days and step.x - half >= reached and step.x + half <= stop:
            made.append(DateLabel(step.x, _short(step.when), "middle"))
            days.add(step.day)
            reached = step.x + half + 2 * LETTER
    return (*made, end)


def _short(when: str) -> str:
    """Return a date without its year when it has a day: `13 May`."""
    return when.rpartition(" ")[0] if when[:1].isdecimal() and " " in when else when
