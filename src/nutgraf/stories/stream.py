"""A stream of articles: each is compared with the live ones that share its rare terms, and placed.

    Article --lines its outlet repeats left out--> Outline --weighted--> Profile --index--> candidates
            --compare--> features --pair model--> Bonds --place--> Placement

Rule 1: articles are brought in order of time; an article that is late is compared all the same.
Rule 2: what is live is bounded twice: `window_days` back and `most_live` articles; the rest is forgotten here.
Rule 3: nothing looks ahead: the placement of an article depends on it and on what came before.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from nutgraf.model import Article, Placement
from nutgraf.settings import Grouping
from nutgraf.stories.clock import Clock, seconds_of
from nutgraf.stories.compare import CONFLICTS, FEATURES, Layout, compare, standing_of
from nutgraf.stories.live import Live
from nutgraf.stories.outline import outline_of
from nutgraf.stories.pair_model import ARRIVAL, SETTLED, PairModel, probabilities
from nutgraf.stories.place import ABSENT, Candidates, place
from nutgraf.stories.recurring import Recurring
from nutgraf.stories.two_sided import Pairs
from nutgraf.stories.vectors import Floats, Ints, Profile, Vocabulary, likeness

NEWEST = 12
"""Members of a story an article is measured against."""
WORTH = 0.02
"""Least probability of one member for its story to be a candidate."""
KEPT = 60
"""Pairs kept of an article for the late correction, the likeliest."""
AHEAD = timedelta(days=1)
"""How far after `now` a published time may lie: clocks and time zones differ."""
VERSION_AT = 0.3
"""Likeness of the whole texts from which two articles of one address are versions of one."""
COPY_LIKENESS = 0.95
"""Likeness of the whole texts from which two articles are one event whatever else is known."""
COPY_TERMS = 8
"""Least different terms of an article for that: the same few words may head other news."""
COPY_LOGIT = np.float32(4.0)
"""Log odds of copies."""
AGAINST = 0.05
"""Value from which a conflict is told."""
_DAY_S = 86_400.0
_CONFLICTS = [FEATURES.index(name) for name in CONFLICTS]
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
        """Live articles, by place of arrival, from 0 for the first of all."""
        self.opinions: list[int] = []
        """Positions of opinion pieces."""
        self.replaced: list[int] = []
        """Positions of articles of which a later version came; each is a group of its own from then on."""
        self.published: list[datetime | None] = []
        """Times of the articles, by position: place of arrival less what `forget` took."""
        self._on_pairs = on_pairs
        self._vocabulary, self._recurring, self._live = Vocabulary(), Recurring(), Live()
        self._layout = Layout(self._vocabulary)
        self._clock = Clock(settings.window_days * _DAY_S)
        self._forgotten = 0
        self._standing: dict[int, float] = {}
        self._story_of: dict[int, str] = {}
        self._members: dict[str, list[int]] = defaultdict(list)
        self._at_address: dict[str, int] = {}
        self._address: dict[int, str] = {}
        self._kept: list[tuple[NDArray[np.int32], Floats]] = []

    def add(self, article: Article, now: datetime | None = None) -> Placement:
        """Place one more article; without `now` the moment is its published time.

        With `now`, a published time more than `AHEAD` later is a mistake of the page and counts as unknown.
        """
        published = article.published
        if now is not None and published is not None and published - now > AHEAD:
            article, published = replace(article, published=None), None
        text = self._recurring.without(article.outlet, article.text)
        profile = self._vocabulary.profile(outline_of(article, text))
        self._vocabulary.add(profile)
        moment = now or published
        self._clock.arrive(published)
        self._expire()
        earlier = self._earlier_version(article, profile)
        if earlier is not None:
            self._live.drop(earlier)
        found = place(profile, self._candidates(profile), moment, self.settings)
        if earlier is not None:
            found = self._update(found, earlier)
        self._take_in(article, profile, found)
        return found

    def forget(self) -> int:
        """Give up what is no longer live for the late correction too, and return how far positions move down.

        For streams that never end, after each correction. Without it a stream keeps the pairs of all articles, about
        a kilobyte an article, so that all that came can be settled together.
        """
        gone = self._live.first - self._forgotten
        self._forgotten = self._live.first
        del self.published[:gone], self._kept[:gone]
        self.opinions = [position - gone for position in self.opinions if position >= gone]
        self.replaced = [position - gone for position in self.replaced if position >= gone]
        return gone

    def rarity(self, word: str, language: str = "") -> float:
        """Return how rare a term, or a key of another field ("names:ines vidal"), of a language has been up to now."""
        return self._vocabulary.rarity_of(word, language)

    def times(self) -> list[float | None]:
        """Hours of the articles, by position."""
        return [None if p is None else seconds_of(p) / 3600 for p in self.published]

    def pairs(self) -> Pairs:
        """Return all pairs kept, by position, in order of arrival; none with an article that was replaced."""
        later = np.repeat(np.arange(len(self._kept)), [len(near) for near, _ in self._kept])
        earlier = np.concatenate([np.zeros(0, np.int64), *(near for near, _ in self._kept)]) - self._forgotten
        rows = np.concatenate([np.zeros((0, 4), np.float32), *(row for _, row in self._kept)])
        stays = earlier >= 0
        if self.replaced:
            stays &= ~(np.isin(earlier, self.replaced) | np.isin(later, self.replaced))
        earlier, later, rows = earlier[stays], later[stays], rows[stays]
        return Pairs(earlier, later, rows[:, 0], probabilities(rows[:, 1]), rows[:, 2], rows[:, 3])

    def _earlier_version(self, article: Article, profile: Profile) -> int | None:
        """Return the live article with the same address, if it tells much the same; some feeds give one address to all.

        An article that only a file or nothing names has no address.
        """
        earlier = self._at_address.get(article.url)
        same = earlier is not None and likeness(profile, self.profiles[earlier]) >= VERSION_AT
        return earlier if same else None

    def _update(self, found: Placement, earlier: int) -> Placement:
        """Turn a placement into that of a later version, which keeps the place of the earlier one."""
        story = self._story_of[earlier]
        self.replaced.append(earlier - self._forgotten)
        self._members[story].remove(earlier)
        old = self.profiles[earlier].id
        return Placement(found.article, "updates", story, 1.0, old, ("a later version of the same page",))

    def _take_in(self, article: Article, profile: Profile, found: Placement) -> None:
        position = self._live.end
        self.profiles[position] = profile
        self.published.append(profile.published)
        if "opinion" in article.flags:
            self.opinions.append(position - self._forgotten)
        if "://" in article.url:
            self._at_address[article.url], self._address[position] = position, article.url
        self._story_of[position] = found.story
        members = self._members[found.story]
        members.append(position)
        del members[: -4 * NEWEST]
        self._live.add(profile)
        if self._vocabulary.crowded:
            self._vocabulary.forget(self.profiles.values())

    def _candidates(self, profile: Profile) -> Candidates | None:
        recent = self._recent(profile)
        near = self._near(profile, recent)
        position = self._live.end
        if not len(near):
            self._standing[position] = 0.0
            self._kept.append((near.astype(np.int32), np.zeros((0, 4), np.float32)))
            return None
        positions = near.tolist()
        others = [self.profiles[i] for i in positions]
        standing = np.array([self._standing[i] for i in positions], np.float32)
        features = compare(profile, others, standing, self._layout, position - recent)
        self._standing[position] = standing_of(features[:, 0])
        copies = copies_of(profile, features)
        logits = np.where(copies, COPY_LOGIT, ARRIVAL.logits(features))
        self._keep(near, features, logits, copies)
        return self._bonds(positions, probabilities(logits), features[:, _CONFLICTS] > AGAINST)

    def _bonds(self, positions: list[int], chances: Floats, against: NDArray[np.bool_]) -> Candidates | None:
        """Return the bonds to the newest members of all stories with a member that is likely enough."""
        likely = np.flatnonzero(chances >= WORTH).tolist()
        stories = list(dict.fromkeys(self._story_of[positions[n]] for n in likely))
        if not stories:
            return None
        first = self._live.first
        members = [[i for i in self._members[story][-NEWEST:] if i >= first] for story in stories]
        at = {i: n for n, i in enumerate(positions)}
        held = [i for mine in members for i in mine]
        rows = np.array([at.get(i, -1) for i in held])
        met = rows >= 0
        return Candidates(
            stories=stories,
            starts=np.cumsum([0, *map(len, members[:-1])]),
            others=[self.profiles[i] for i in held],
            scores=np.where(met, chances[rows].astype(np.float64), ABSENT),
            against=against[rows] & met[:, None],
        )

    def _keep(self, near: Ints, features: Floats, logits: Floats, copies: NDArray[np.bool_]) -> None:
        order = np.argsort(-logits, kind="stable")[:KEPT]
        base = np.where(copies[order], COPY_LOGIT, arrival_part(features[order]))
        kept = np.stack([features[order, 0], logits[order], base, features[order] @ _LIKENESS], axis=1)
        self._kept.append((near[order].astype(np.int32), kept))
        if self._on_pairs:
            self._on_pairs(near, features)

    def _near(self, profile: Profile, recent: int) -> Ints:
        """Find the live articles that share most weight with one: the best of the last days, then the best before.

        What is dated outside the window is no company, whatever the order in which the two came.
        """
        bounds = self.settings
        near = self._live.nearest(
            profile, recent=recent, least=bounds.meet_at, most=bounds.candidates, late=bounds.late_candidates
        )
        return near if profile.published is None else self._clock.within(near, profile.published)

    def _recent(self, profile: Profile) -> int:
        """Return the first position of the last days; of all that is live when the time is unknown."""
        if profile.published is None:
            return self._live.first
        since = seconds_of(profile.published) - self.settings.recent_days * _DAY_S
        return self._clock.first_since(since, self._live.first, self._live.end)

    def _expire(self) -> None:
        live, settings = self._live, self.settings
        while live.first < live.end:
            old = self._clock.age_s(live.first) > settings.window_days * _DAY_S
            if not old and live.end - live.first < settings.most_live:
                return
            self._drop(live.first)
            live.first += 1
            self._clock.forget(live.first)

    def _drop(self, position: int) -> None:
        del self.profiles[position], self._standing[position]
        story = self._story_of.pop(position)
        held = self._members.get(story)
        if held is not None and (not held or held[-1] <= position):
            del self._members[story]
        address = self._address.pop(position, "")
        if address and self._at_address[address] == position:
            del self._at_address[address]


def copies_of(profile: Profile, features: Floats) -> NDArray[np.bool_]:
    """Tell which of the others have nearly the words of an article, if it has enough of them.

    The pair model learned from different reports: among fifty copies of one text none stands out, so it trusts none.
    """
    if profile.sizes[0] < COPY_TERMS:
        return np.zeros(len(features), np.bool_)
    found: NDArray[np.bool_] = features[:, 0] >= COPY_LIKENESS
    return found


def arrival_part(features: Floats, model: PairModel = SETTLED) -> Floats:
    """Return the log odds of the settled model as far as they are known on arrival."""
    found: Floats = features @ model.weights[: len(FEATURES)] + np.float32(model.bias)
    return found
