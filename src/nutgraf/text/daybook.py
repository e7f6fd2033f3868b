"""Which date a bare weekday means, by its own clause and by what all reports of the story say.

"On Thursday" in a report of a Tuesday means two days ago or in five. Its clause often tells (`text.clauses` by the
parse, `text.tense` by the words around); where both are silent or differ, the dates that the story's reports name
decide: when all speak of 15 May and none of 8 May, "talks on Thursday" are those of 15 May.

Rule 1: a clear clause decides, unless the reports speak plainly against it: then the day stays undated, however near
(an article that was rewritten under its first date speaks of days after that).
Rule 2: an unclear clause is decided by the reports, and only when they are plainly on one side; where they are not, the
day to which one of its readings leans is meant when it is the near one ("a hearing late Monday", written on Tuesday).
Rule 3: a past "Wednesday" in an article of a Tuesday is dated only as the reports say.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from nutgraf.model import Article, Parsed
from nutgraf.text.clauses import tense_at
from nutgraf.text.days import find_dates, find_days, moment_of
from nutgraf.text.tense import Tense
from nutgraf.text.weekdays import Asked, Choice

NAMED, RESOLVED = 3, 1
"""Weight of a date written out, and of a weekday whose clause was clear by its words."""
NEAR = timedelta(days=10)
"""Dates further from their report are background, no help for a weekday."""
LEADING = 2
"""The first sentences of an article tell what is new."""
LEANS, NEAR_BY = 3, 2
"""Days within which the verb of a clause may reach the day by a noun; days within which silence means the near one."""
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

        lead = parsed.sentence.index < LEADING

        def choose(asked: Asked) -> date | None:
            by_parse = tense_at(parsed.tokens, asked.start)
            tense = "past" if asked.plain else _agreed(by_parse, asked.tense)
            if asked.tense in {"past", "none"} and (asked.coming - asked.today).days == 1:
                return self._eve(asked, tense, "past" in {tense, by_parse, asked.tense}, lead)
            day = self.settle(asked.past, asked.coming, "unclear" if asked.owning else tense)
            return self._near(asked, by_parse) if day is None and (asked.owning or tense == "unclear") else day

        return choose

    def _eve(self, asked: Asked, tense: Tense, past: bool, lead: bool) -> date | None:
        """Return the day of a past "Wednesday" in an article of a Tuesday: six days ago, or the next day's news.

        Next day's, when the article gives its day without a clock time (first published on Tuesday, or filed where
        Wednesday has begun), and the reports speak of that day alone; a lead needs but one of them, for it tells news.
        """
        chosen = self.settle(asked.past, asked.coming, tense)
        if chosen == asked.coming:
            return chosen
        if chosen is None and tense == "past" and not asked.whole_day:
            return None
        voted = self.settle(asked.past, asked.coming, "unclear")
        behind, ahead = self._weights(asked)
        if voted is None and lead and past and asked.whole_day and not behind and ahead:
            return asked.coming
        return voted

    def _near(self, asked: Asked, by_parse: Tense) -> date | None:
        """Return the day that a clause leans to, when that day is the near one and the reports do not say otherwise."""
        said = {asked.tense, by_parse} & {"past", "coming"}
        behind, ahead = self._weights(asked)
        back, forth = (asked.today - asked.past).days, (asked.coming - asked.today).days
        if said == {"past"}:
            return asked.past if back <= LEANS and not _plain(ahead, behind) else None
        if said == {"coming"}:
            agreed = asked.tense == by_parse
            return asked.coming if forth <= (LEANS if agreed else NEAR_BY) and behind <= ahead else None
        silent = asked.owning or (asked.tense == "none" and not asked.led)
        return asked.past if not said and silent and back <= NEAR_BY and ahead <= behind else None

    def _weights(self, asked: Asked) -> tuple[int, int]:
        return self.weights.get(asked.past, 0), self.weights.get(asked.coming, 0)

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
