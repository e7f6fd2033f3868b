"""Why an article stands where it stands, in things an editor can check: shared words, names, numbers, days.

The decision itself is a sum of weights (`compare`, `pair_model`); what is shown here is what both texts hold, the
rarest first, read from the same outlines that were weighed, beside the score that decided.

Rule 1: reasons are of the settled state, which is what is printed; when an article was elsewhere on arrival, that
        is said.
Rule 2: an article is explained by the earlier article of its event that speaks most for it (`nearest`); the first of an
        event by the article of the running story's earlier events that is most like it.
Rule 3: a word is spelled as the article spells it.
Cost: two outlines an article; nothing here runs unless reasons are asked for.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np

from nutgraf.model import Article, Decision
from nutgraf.stories.group import GroupedHere
from nutgraf.stories.linkage import Pair
from nutgraf.stories.outline import Outline, outline_of
from nutgraf.stories.place import ABSENT, nearness
from nutgraf.stories.recurring import Recurring
from nutgraf.stories.retold import plain_outlet
from nutgraf.stories.spelling import Spelling, conflicts, day_of, shared_facts
from nutgraf.stories.streams import language_of
from nutgraf.stories.terms import is_number

MOST_WORDS, MOST_NAMES, MOST_NUMBERS, MOST_DAYS = 4, 3, 3, 2
"""Named in a reason."""
LEAST_RARITY = 1.0
"""Words in more than about a third of the articles tell nothing."""


class Reasons:
    """Explains the articles of one grouping; made once, asked for each article."""

    def __init__(self, grouped: GroupedHere) -> None:
        """Keep what was grouped."""
        self._all = grouped
        self._at = {article.id: i for i, article in enumerate(grouped.articles)}
        self._event = _homes(grouped.events)
        self._story = _homes(grouped.running)
        self._outlines: dict[int, Outline] = {}
        self._spellings: dict[int, Spelling] = {}

    def of(self, article_id: str) -> Decision:
        """Return what decided about an article. Cost: linear in the articles of its running story."""
        i = self._at[article_id]
        before = [j for j in self._event[i] if j < i]
        if not before:
            return self._opens(i)
        copied = self._all.placements[i].repeats
        original = self._at[copied] if copied is not None else None
        near = self._chances[i]
        if original in before:
            return self._decision(i, "repeats", self._mean(i), original)
        return self._decision(i, "joins", self._mean(i), max(before, key=lambda j: (near.get(j, 0.0), -j)))

    def _opens(self, i: int) -> Decision:
        near = self._likeness[i]
        before = [j for j in self._story[i] if j < i]
        if not before:
            return Decision(self._all.articles[i].id, "opens", 0.0, arrived=self._arrived(i))
        nearest = max(before, key=lambda j: (near.get(j, 0.0), -j))
        return self._decision(i, "opens", near.get(nearest, 0.0), nearest)

    def _decision(self, i: int, action: str, score: float, nearest: int) -> Decision:
        article, other = self._all.articles[i], self._all.articles[nearest]
        here, there, spell = self._outline(i), self._outline(nearest), self._spelling(i)
        known = article.published is not None and other.published is not None
        shared = [key for key in here.fields["dates"] if key in there.fields["dates"]]
        named = sorted({*spell.named_days(shared), *self._spelling(nearest).named_days(shared)}, key=int)
        days = [day for key in named[-MOST_DAYS:] if (day := day_of(key))]
        return Decision(
            article=article.id,
            action=action,  # type: ignore[arg-type]  # one of the three, from the two callers above
            score=round(score, 4),
            nearest=other.id,
            gap_h=(article.published - other.published).total_seconds() / 3600 if known else None,  # type: ignore[operator]
            words=tuple(spell.word(t) for t in self._words(article, here, there)),
            names=tuple(spell.name(n) for n in self._names(i, nearest)),
            numbers=tuple(shared_facts(here, there, spell, self._numbers(article, here, there)))[:MOST_NUMBERS],
            days=tuple(days),
            against=conflicts(here, there, spell, self._spelling(nearest)),
            arrived=self._arrived(i),
        )

    def _mean(self, i: int) -> float:
        """Return how well an article fits the others of its event, as `regroup` weighs it."""
        near = self._chances[i]
        others = [j for j in self._event[i] if j != i]
        if not others:
            return 0.0
        hours = np.array([np.nan if t is None else t for t in (self._times[j] for j in (i, *others))])
        weights = nearness(np.abs(hours[1:] - hours[0]), self._all.streams.settings)
        return float(weights @ [near.get(j, ABSENT) for j in others] / weights.sum())

    def _arrived(self, i: int) -> str | None:
        """Return who opened the story it was put into on arrival, when that is another story now."""
        opener = self._opener[self._all.placements[i].story]
        if opener != i:
            return None if opener in self._story[i] else self._all.articles[opener].id
        return self._all.articles[i].id if self._event[i][0] != i else None

    def _words(self, article: Article, here: Outline, there: Outline) -> list[str]:
        parts = {w for outline in (here, there) for name in outline.fields["names"] for w in name.split(" ")}
        a, b = here.fields["full"], there.fields["full"]
        both = [t for t in a if t in b and t not in parts and not is_number(t)]
        rarity = {t: self._all.streams.rarity(t, article) for t in both}
        told = [t for t in both if rarity[t] >= LEAST_RARITY]
        return sorted(told, key=lambda t: (-a[t] * b[t] * rarity[t] ** 2, t))[:MOST_WORDS]

    def _names(self, i: int, j: int) -> list[str]:
        a, b = self._outline(i).fields["names"], self._outline(j).fields["names"]
        outlets = {plain_outlet(self._all.articles[k].outlet) for k in (i, j)}
        both = [n for n in a if n in b and n not in outlets]
        rarity = {n: self._all.streams.rarity(f"names:{n}", self._all.articles[i]) for n in both}
        chosen: list[str] = []
        for name in sorted(both, key=lambda n: (-a[n] * b[n] * rarity[n] ** 2, n)):
            # "Rustem Umerov" and "Umerov" are one name
            if not any(set(name.split()) <= set(c.split()) or set(c.split()) <= set(name.split()) for c in chosen):
                chosen.append(name)
        return chosen[:MOST_NAMES]

    def _numbers(self, article: Article, here: Outline, there: Outline) -> list[str]:
        both = [n for n in here.fields["numbers"] if n in there.fields["numbers"] and len(n) > 1]
        return sorted(both, key=lambda n: (-self._all.streams.rarity(f"numbers:{n}", article), n))

    def _outline(self, i: int) -> Outline:
        if i not in self._outlines:
            self._outlines[i] = outline_of(self._all.articles[i], self._texts[i])
        return self._outlines[i]

    def _spelling(self, i: int) -> Spelling:
        if i not in self._spellings:
            article = self._all.articles[i]
            self._spellings[i] = Spelling(article.title, self._texts[i], article.language)
        return self._spellings[i]

    @cached_property
    def _texts(self) -> list[str]:
        """The texts as the stream read them: without the lines that their outlet had kept printing."""
        recurring: dict[str, Recurring] = defaultdict(Recurring)
        return [recurring[language_of(a)].without(a.outlet, a.text) for a in self._all.articles]

    @cached_property
    def _times(self) -> list[float | None]:
        return self._all.streams.times()

    @cached_property
    def _chances(self) -> Mapping[int, Mapping[int, float]]:
        return _both_ways(self._all.streams.chances().by_pair())

    @cached_property
    def _likeness(self) -> Mapping[int, Mapping[int, float]]:
        return _both_ways(self._all.likenesses().by_pair())

    @cached_property
    def _opener(self) -> Mapping[str, int]:
        """The first article put into each story on arrival; a version that was replaced opened nothing."""
        found: dict[str, int] = {}
        for i, placement in enumerate(self._all.placements):
            if i in self._event:
                found.setdefault(placement.story, i)
        return found


def _homes(groups: Iterable[Sequence[int]]) -> dict[int, Sequence[int]]:
    return {i: group for group in groups for i in group}


def _both_ways(scores: Mapping[Pair, float]) -> Mapping[int, Mapping[int, float]]:
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for (i, j), score in scores.items():
        near[i][j] = near[j][i] = score
    return near
