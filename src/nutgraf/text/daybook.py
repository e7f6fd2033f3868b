"""Which date a bare weekday means, by its own clause and by what all reports of the story say.

"On Thursday" in a report of a Tuesday means two days ago or in five. Its clause often tells (`text.clauses` by the
parse, `text.tense` by the words around); where both are silent or differ, the dates that the story's reports name
decide: when all speak of 15 May and none of 8 May, "talks on Thursday" are those of 15 May.

Rule 1: a clear clause decides, unless the reports speak plainly against it: then the day stays undated.
Rule 2: an unclear clause is decided by the reports, and only when they are plainly on one side.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from nutgraf.model import Article, Parsed
from nutgraf.text.clauses import tense_at
from nutgraf.text.days import Choice, find_dates, find_days, moment_of
from nutgraf.text.tense import Tense

NAMED, RESOLVED = 3, 1
"""Weight of a date written out, and of a weekday whose clause was clear by its words."""
NEAR = timedelta(days=10)
"""Dates further from their report are background, no help for a weekday."""
PLAIN, RATIO = 3, 4
"""The reports are plainly on one side from this weight on, when it is this many times the other's."""


@dataclass(frozen=True, slots=True)
class DayBook:
    """The days that the reports of a story speak of."""

    weights: Mapping[date, int]
    """How often each day is named, written-out dates counting `NAMED`."""

    @classmethod
    def of(cls, articles: Sequence[Article]) -> "DayBook":
        """Return the book of these articles. Cost: linear in their text."""
        weights: Counter[date] = Counter()
        for article in articles:
            moment = moment_of(article)
            if moment is None:
                continue
            today = moment.date()
            weights[today] += NAMED
            named = [m.first for m in find_dates(article.text, moment) if m.precision == "day"]
            weights.update({d: NAMED for d in set(named) if abs(d - today) <= NEAR})
            weights.update({d.day: RESOLVED for d in find_days(article.text, moment) if d.day is not None})
        return cls(dict(weights))

    def choice(self, parsed: Parsed) -> Choice:
        """Return the rule by which the bare weekdays of one sentence are dated."""

        def choose(start: int, past: date, coming: date, by_words: Tense) -> date | None:
            by_parse = tense_at(parsed.tokens, start)
            return self.settle(past, coming, _agreed(by_parse, by_words))

        return choose

    def settle(self, past: date, coming: date, tense: Tense) -> date | None:
        """Return which of two dates a weekday means whose clause points as `tense` says; `None` in doubt."""
        if past == coming:
            return past
        behind, ahead = self.weights.get(past, 0), self.weights.get(coming, 0)
        if tense == "past":
            return None if _plain(ahead, behind) else past
        if tense == "coming":
            return None if _plain(behind, ahead) else coming
        return past if _plain(behind, ahead) else coming if _plain(ahead, behind) else None


def _plain(one: int, other: int) -> bool:
    return one >= PLAIN and one >= RATIO * other


def _agreed(one: Tense, other: Tense) -> Tense:
    """What two readings of a clause say together: a clear one wins over a silent one, two clear ones must agree."""
    clear = {t for t in (one, other) if t in {"past", "coming"}}
    if len(clear) == 1 and "unclear" not in {one, other}:
        return clear.pop()
    return "unclear"
