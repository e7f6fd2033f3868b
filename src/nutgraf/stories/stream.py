"""A stream of articles: each is compared with the live ones that share its rare terms, and placed.

    Article --lines its outlet repeats left out--> Outline --weighted--> Profile --index--> candidates
            --compare--> features --pair model--> Bonds --place--> Placement

Rule 1: articles are brought in order of time; an article that is late is compared all the same.
Rule 2: what is live is bounded twice: `window_days` back and `most_live` articles; the rest is forgotten here.
Rule 3: nothing looks ahead: the placement of an article depends on it and on what came before.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import numpy as np

from nutgraf.model import Article, Placement
from nutgraf.settings import Grouping
from nutgraf.stories.compare import CONFLICTS, FEATURES, Layout, compare, standing_of
from nutgraf.stories.live import Live
from nutgraf.stories.outline import outline_of
from nutgraf.stories.pair_model import ARRIVAL, SETTLED, PairModel, probabilities
from nutgraf.stories.place import ABSENT, Bond, LiveStory, gap_hours, place
from nutgraf.stories.recurring import Recurring
from nutgraf.stories.two_sided import Pairs
from nutgraf.stories.vectors import Floats, Ints, Profile, Vocabulary

NEWEST = 12
"""Members of a story an article is measured against."""
WORTH = 0.02
"""Least probability of one member for its story to be a candidate."""
KEPT = 60
"""Pairs kept of an article for the late correction, the likeliest."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_CONFLICTS = [(FEATURES.index(name), words) for name, words in CONFLICTS.items()]
_LIKE = {"full": 0.55, "title": 0.15, "lead": 0.15, "names": 0.1, "numbers": 0.05}
_LIKENESS = np.array([_LIKE.get(name, 0.0) for name in FEATURES], np.float32)
OnPairs = Callable[[Ints, Floats], None]
"""Told of every comparison: positions of the candidates, and their features; for the recipe that fits the model."""


class Stream:
    """Places articles as they arrive; the caller brings them in order of time."""

    def __init__(self, settings: Grouping, *, on_pairs: OnPairs | None = None) -> None:
        """Start with no article."""
        self.settings = settings
        self.profiles: dict[int, Profile] = {}
        """Live articles, by position of arrival."""
        self.opinions: list[int] = []
        """Positions of opinion pieces."""
        self.published: list[datetime | None] = []
        """Times of all articles, by position."""
        self._on_pairs = on_pairs
        self._vocabulary, self._recurring, self._live = Vocabulary(), Recurring(), Live()
        self._layout = Layout(self._vocabulary)
        self._standing: list[tuple[float, float]] = []
        self._story_of: list[str] = []
        self._members: dict[str, list[int]] = defaultdict(list)
        self._kept: list[tuple[Ints, Floats]] = []

    def add(self, article: Article, now: datetime | None = None) -> Placement:
        """Place one more article; without `now` the moment is its published time."""
        text = self._recurring.without(article.outlet, article.text)
        profile = self._vocabulary.profile(outline_of(article, text))
        self._vocabulary.add(profile)
        moment = now or article.published
        self._expire(moment)
        candidates = self._candidates(profile)
        found = place(profile, candidates, moment, self.settings)
        position = self._live.end
        self.profiles[position] = profile
        self.published.append(article.published)
        if "opinion" in article.flags:
            self.opinions.append(position)
        self._story_of.append(found.story)
        self._members[found.story].append(position)
        self._live.add(profile)
        return found

    def rarity(self, word: str) -> float:
        """Return how rare a term, or a key of another field ("names:ines vidal"), has been up to now."""
        return self._vocabulary.rarity_of(word)

    def times(self) -> list[float | None]:
        """Hours of the articles, by position."""
        return [None if p is None else (p - _EPOCH).total_seconds() / 3600 for p in self.published]

    def pairs(self) -> Pairs:
        """Return all pairs kept, in order of arrival."""
        later = np.repeat(np.arange(len(self._kept)), [len(near) for near, _ in self._kept])
        earlier = np.concatenate([np.zeros(0, np.int32), *(near for near, _ in self._kept)])
        rows = np.concatenate([np.zeros((0, 4), np.float32), *(row for _, row in self._kept)])
        return Pairs(earlier, later, rows[:, 0], probabilities(rows[:, 1]), rows[:, 2], rows[:, 3])

    def _candidates(self, profile: Profile) -> list[LiveStory]:
        recent = self._recent(profile)
        near = self._near(profile, recent)
        if not len(near):
            self._standing.append((0.0, 0.0))
            self._kept.append((near, np.zeros((0, 4), np.float32)))
            return []
        others = [self.profiles[i] for i in near.tolist()]
        standing = np.array([self._standing[i] for i in near.tolist()], np.float32)
        features = compare(profile, others, standing, self._layout, self._live.end - recent)
        self._standing.append(standing_of(features[:, 0]))
        logits = ARRIVAL.logits(features)
        self._keep(near, features, logits)
        chances = dict(zip(near.tolist(), probabilities(logits).tolist(), strict=True))
        rows = dict(zip(near.tolist(), features, strict=True))
        worth = dict.fromkeys(self._story_of[i] for i, chance in chances.items() if chance >= WORTH)
        return [self._story(story, profile, chances, rows) for story in worth]

    def _keep(self, near: Ints, features: Floats, logits: Floats) -> None:
        order = np.argsort(-logits, kind="stable")[:KEPT]
        base = arrival_part(features[order])
        self._kept.append(
            (near[order], np.stack([features[order, 0], logits[order], base, features[order] @ _LIKENESS], axis=1))
        )
        if self._on_pairs:
            self._on_pairs(near, features)

    def _story(self, story: str, profile: Profile, chances: dict[int, float], rows: dict[int, Floats]) -> LiveStory:
        bonds: list[Bond] = []
        for i in self._members[story][-NEWEST:]:
            other = self.profiles.get(i)
            if other is not None:
                against = against_of(rows[i]) if i in rows else ()
                bonds.append(Bond(other, chances.get(i, ABSENT), gap_hours(profile, other), against))
        return LiveStory(story, tuple(bonds))

    def _near(self, profile: Profile, recent: int) -> Ints:
        """Find the live articles that share most weight with one: the best of the last days, then the best before."""
        bounds = self.settings
        return self._live.nearest(
            profile, recent=recent, least=bounds.meet_at, most=bounds.candidates, late=bounds.late_candidates
        )

    def _recent(self, profile: Profile) -> int:
        """Return the first position of the last days; of all that is live when the time is unknown."""
        if profile.published is None:
            return self._live.first
        return self._since(profile.published - timedelta(days=self.settings.recent_days))

    def _since(self, moment: datetime) -> int:
        """Return the first live position from which on articles are as new as a moment, by bisection."""
        low, high = self._live.first, self._live.end
        while low < high:
            middle = (low + high) // 2
            then = self.published[middle]
            if then is not None and then < moment:
                low = middle + 1
            else:
                high = middle
        return low

    def _expire(self, moment: datetime | None) -> None:
        live, settings = self._live, self.settings
        while live.first < live.end:
            then = self.published[live.first]
            old = moment and then and (moment - then).total_seconds() > settings.window_days * 86_400
            if not old and live.end - live.first < settings.most_live:
                return
            self._forget(live.first)
            live.first += 1

    def _forget(self, position: int) -> None:
        del self.profiles[position]
        story = self._story_of[position]
        held = self._members.get(story)
        if held and held[-1] <= position:
            del self._members[story]


def arrival_part(features: Floats, model: PairModel = SETTLED) -> Floats:
    """Return the log odds of the settled model as far as they are known on arrival."""
    found: Floats = features @ model.weights[: len(FEATURES)] + np.float32(model.bias)
    return found


def against_of(row: Floats) -> tuple[str, ...]:
    """Return what speaks against, in words."""
    return tuple(words for at, words in _CONFLICTS if row[at] > 0.05)
