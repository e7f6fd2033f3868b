"""Which of the candidates a layer takes: one after another, each judged by what the reader has read above it.

Strategy: a line is worth what a good brief needs of it times how surely an editor would print it as it is
(`standing`), and a little more for a voice or a kind of statement that the brief does not have yet.

Rule 1: a line that an editor would probably not print is not taken: a short brief is better than a bad line. Only the
lead is taken in any case.
Rule 2: a line that speaks of something untold ("the ruling", "also") is taken only behind what tells it (`needs`).
Rule 3: what the layers above say is not said again (`repeats`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from nutgraf.briefs.candidates import Desk
from nutgraf.briefs.material.dossier import Candidate
from nutgraf.briefs.material.phrases import Phrases
from nutgraf.briefs.moments import dates_of
from nutgraf.briefs.repeats import Repeats
from nutgraf.briefs.weighing.select import Budget
from nutgraf.briefs.weighing.stances import Stances
from nutgraf.briefs.weighing.standing import Reading, Standing
from nutgraf.model import Certainty

SURE, SURE_ENOUGH = 0.70, 0.62
"""Least probability that an editor prints a line: beyond the fewest lines of a layer, and up to them."""

OPEN_ENOUGH = 0.50
"""The same for what is threatened, denied or open, which a reader must not miss."""

NEEDED_LEAST = 0.35
"""Least probability that a brief needs a line of Summary or a point: below it is padding."""

NEW_VOICE, NEW_KIND = 0.10, 0.08
"""What a speaker, or a kind of statement, not yet in the brief is worth beside a line's own worth (0 to 1)."""

NEW_PHRASE = 0.12
"""What words that several origins quote ("root causes") are worth until they are in the brief."""

NEW_POSITION, OLD_POSITION = 0.08, 0.15
"""What a position of the ledger that several origins hold is worth while no line has told it, and what it costs a point
when others have told all of its own. One origin adds nothing: a thin line took the place of a fuller one."""

NEW_DAY, NEW_EPOCH = 0.08, 0.20
"""What a day, and a year long before the story, not yet in Context is worth."""

TIRED_VOICE = 0.20
"""What a third line of one speaker in one layer costs."""

THIN_WORDS, FULL_WORDS, NEARLY = 14, 32, 0.7
"""A line of fewer words gives way to one that says the same and more, in no more words than the second figure, when it
has at least this share of its worth."""

LONG_AGO_DAYS = 60
"""What lies further back is history, not an earlier step of the story."""

OPEN_KINDS: frozenset[Certainty] = frozenset({"threatened", "unconfirmed", "denied", "speculated"})
"""Statements a reader must not miss: what is threatened, denied or open."""

Worth = Callable[[Candidate, Sequence[Candidate]], float]
"""What a candidate is worth after those chosen in its layer, about 0 to 1."""

Above = Callable[[Candidate, Sequence[Candidate]], Sequence[Candidate]]
"""Which of those chosen in its layer a reader meets before a candidate."""


@dataclass(frozen=True, slots=True)
class Chooser:
    """Chooses for the three layers of one brief."""

    desk: Desk
    """The story."""
    standing: Standing
    """How printable and how needed each candidate is."""
    repeats: Repeats
    """Which candidates say the same."""
    phrases: Phrases
    """What several origins quote."""
    stances: Stances
    """Which positions a sentence tells."""

    def summary(self, lead: Candidate, pool: Sequence[Candidate], budget: Budget) -> tuple[Candidate, ...]:
        """Return the lead, then what is needed most."""
        more = Budget(budget.words - _length(lead), budget.fewest - 1, budget.most - 1)
        return (lead, *self._one_by_one(pool, more, (lead,), self._news_worth((lead,))))

    def context(self, pool: Sequence[Candidate], budget: Budget, read: Sequence[Candidate]) -> tuple[Candidate, ...]:
        """Return background: each day told once, and a look back beyond the story's own year or month."""
        days = {c.row: happened(self.desk, c) for c in pool}

        def worth(candidate: Candidate, chosen: Sequence[Candidate]) -> float:
            day, told = days[candidate.row], [days[c.row] for c in chosen]
            value = self.standing.needed(candidate) + (NEW_DAY if day not in told else 0.0)
            long_ago = candidate.published is not None and (candidate.published.date() - day).days > LONG_AGO_DAYS
            long_ago = long_ago and not candidate.line.speaker  # what somebody says of the past is no history
            return value + (NEW_EPOCH if long_ago and all(t.year != day.year for t in told) else 0.0)

        def above(candidate: Candidate, chosen: Sequence[Candidate]) -> Sequence[Candidate]:
            return [c for c in chosen if days[c.row] <= days[candidate.row]]  # a reader meets them by date

        return self._one_by_one(pool, budget, read, worth, above)

    def points(self, pool: Sequence[Candidate], budget: Budget, read: Sequence[Candidate]) -> tuple[Candidate, ...]:
        """Return points, the most needed first, one a position."""
        news = self._news_worth(read)

        def worth(candidate: Candidate, chosen: Sequence[Candidate]) -> float:
            held = self.stances.of_sentence(candidate.sentence.span)
            new = self.stances.new(candidate.sentence.span, (c.sentence.span for c in (*read, *chosen)))
            told = NEW_POSITION * self.stances.weight(new) if new else -OLD_POSITION if held else 0.0
            return news(candidate, chosen) + told

        return self._one_by_one(pool, budget, read, worth)

    def _news_worth(self, read: Sequence[Candidate]) -> Worth:
        def worth(candidate: Candidate, chosen: Sequence[Candidate]) -> float:
            voices = [_voice(c) for c in chosen]
            kinds = {c.line.certainty for c in chosen}
            above = [c.line.text for c in (*read, *chosen)]
            value = self.standing.needed(candidate)
            value += NEW_VOICE if candidate.line.speaker and _voice(candidate) not in voices else 0.0
            value += NEW_KIND if candidate.line.certainty in OPEN_KINDS - kinds else 0.0
            value += NEW_PHRASE if self.phrases.new(candidate.line.text, above) else 0.0
            return value - (TIRED_VOICE if candidate.line.speaker and voices.count(_voice(candidate)) > 1 else 0.0)

        return worth

    def _one_by_one(
        self,
        pool: Sequence[Candidate],
        budget: Budget,
        read: Sequence[Candidate],
        worth: Worth,
        above: Above = lambda _, chosen: chosen,
    ) -> tuple[Candidate, ...]:
        open_ = [c for c in pool if not any(self.repeats.same(c, t) for t in read)]
        chosen: list[Candidate] = []
        words = budget.words
        while len(chosen) < budget.most:
            reading = self._reading((*read, *chosen))
            least = SURE_ENOUGH if len(chosen) < budget.fewest else SURE
            told = [c for c in open_ if not self.standing.untold(c, self._reading((*read, *above(c, chosen))))]
            rated = [(self._rated(c, chosen, reading, worth, least), -c.row, c) for c in told]
            fitting = [row for row in rated if row[0] > 0 and _length(row[2]) <= words]
            if not fitting:
                break
            best = max(fitting, key=lambda row: row[:2])[2]
            one = self._fuller(best, [row for row in rated if row[0] > 0])
            if _length(one) > words:  # the layer below has room to say it in full
                open_ = [c for c in open_ if c.row != best.row]
                continue
            chosen.append(one)
            words -= _length(one)
            open_ = [c for c in open_ if c.row != one.row and not self.repeats.same(c, one)]
        return tuple(chosen)

    def _reading(self, above: Sequence[Candidate]) -> Reading:
        return self.standing.begin.and_(c.line.text for c in above)

    def _fuller(self, one: Candidate, rated: Sequence[tuple[float, int, Candidate]]) -> Candidate:
        """Return the line that tells most among those that say what a thin line says; a full line stays."""
        if one.background or _length(one) >= THIN_WORDS:
            return one
        own = next(value for value, _, c in rated if c.row == one.row)
        alike = [
            (value * _length(c), row, c)
            for value, row, c in rated
            if value >= NEARLY * own and _length(c) <= FULL_WORDS and (c.row == one.row or self.repeats.same(c, one))
        ]
        return max(alike, key=lambda found: found[:2])[2]

    def _rated(
        self, candidate: Candidate, chosen: Sequence[Candidate], reading: Reading, worth: Worth, least: float
    ) -> float:
        """Return a candidate's worth, 0 when it may not be taken."""
        sure = self.standing.printable(candidate, reading)
        least = min(least, OPEN_ENOUGH) if candidate.line.certainty in OPEN_KINDS else least
        value = worth(candidate, chosen)
        return sure * value if sure >= least and value >= NEEDED_LEAST else 0.0


def _length(candidate: Candidate) -> int:
    return len(candidate.line.text.split())


def _voice(candidate: Candidate) -> str:
    """Return the speaker's last word: "Volodymyr Zelensky" and "Zelensky" are one voice."""
    return candidate.line.speaker.rsplit(" ", 1)[-1].lower()


def days_told(desk: Desk, candidate: Candidate) -> tuple[date, ...]:
    """Return the days that a candidate names."""
    article = desk.dossier.article(candidate.sentence.span.article)
    return dates_of(candidate.sentence.text, article.published)


def happened(desk: Desk, candidate: Candidate) -> date:
    """Return the day that a dated background sentence tells of: the latest that had come when it was written."""
    days = days_told(desk, candidate)
    come = [day for day in days if candidate.published and day <= candidate.published.date()]
    return (come or list(days))[-1]
