"""Articles -> stories, for a set that is all there: a stream in order of time, then one late correction.

    articles --in order of time--> Stream.add --Placement--> bonds --settle--> groups --find_origins--> Story

Strategy: `Stream` keeps an inverted index of the live articles, so that an article is compared with the few that share
its rare terms and never with all; what it compares it remembers, and `regroup.settle` decides over that.

Rule 1: articles are taken in order of published time, then id; those without a time come last, by id, because
        by then the counts are best and a wrong early arrival would shape others.
Rule 2: the order in which files were given changes nothing. An id given twice counts once.
Rule 3: stories come biggest first: by origins, articles, newest time, id.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from nutgraf.model import Article, Placement, Story, content_id
from nutgraf.settings import Grouping
from nutgraf.stories.origin import find_origins
from nutgraf.stories.place import Bond, LiveStory, bond, place
from nutgraf.stories.regroup import Pair, settle
from nutgraf.stories.vectors import Frequencies, Profile, outline_of

NEWEST = 12
"""Members of a story an article is measured against."""
NEAREST = 40
"""Live articles compared in full, the ones sharing most weight of rare terms first."""
PROBE_TERMS = 40
"""Terms by which they are found: the weightiest of the article."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NEVER = datetime.max.replace(tzinfo=UTC)


def in_order(articles: Iterable[Article]) -> list[Article]:
    """Return each article once, in order of published time, then id; those without a time last."""
    once = {a.id: a for a in sorted(articles, key=lambda a: (a.id, a.address, a.title, a.text))}
    return sorted(once.values(), key=lambda a: (a.published or _NEVER, a.id))


class Stream:
    """Places articles as they arrive; the caller brings them in order of time."""

    def __init__(self, settings: Grouping) -> None:
        """Start with no article."""
        self.settings = settings
        self.profiles: list[Profile] = []
        self.opinions: list[int] = []
        """Positions of opinion pieces."""
        self.scores: dict[Pair, float] = {}
        """Closeness of every pair compared so far, by position of arrival."""
        self._frequencies = Frequencies()
        self._story_of: list[str] = []
        self._members: dict[str, list[int]] = defaultdict(list)
        self._postings: dict[str, deque[int]] = defaultdict(deque)

    def add(self, article: Article) -> Placement:
        """Place one more article."""
        outline = outline_of(article)
        profile = self._frequencies.profile(outline)
        self._frequencies.add(outline)
        position = len(self.profiles)
        found = place(profile, self._candidates(position, profile), article.published, self.settings)
        self.profiles.append(profile)
        if "opinion" in article.flags:
            self.opinions.append(position)
        self._story_of.append(found.story)
        self._members[found.story].append(position)
        for term in profile.full:
            self._postings[term].append(position)
        return found

    def times(self) -> list[float | None]:
        """Hours of the articles, by position."""
        return [None if p.published is None else (p.published - _EPOCH).total_seconds() / 3600 for p in self.profiles]

    def _candidates(self, position: int, profile: Profile) -> list[LiveStory]:
        near = self._near(profile)
        bonds = {i: self._bond(position, profile, i) for i in near}
        stories = dict.fromkeys(self._story_of[i] for i in near)
        made: list[LiveStory] = []
        for story in stories:
            newest = self._members[story][-NEWEST:]
            met = tuple(bonds.get(i) or self._bond(position, profile, i) for i in newest)
            made.append(LiveStory(story, met))
        return made

    def _bond(self, position: int, profile: Profile, other: int) -> Bond:
        made = bond(profile, self.profiles[other], self.settings)
        self.scores[other, position] = made.score
        return made

    def _near(self, profile: Profile) -> list[int]:
        """Find the live articles that share most weight with one, best first."""
        probe = sorted(profile.full.items(), key=lambda kv: (-kv[1], kv[0]))[:PROBE_TERMS]
        met: dict[int, float] = defaultdict(float)
        for term, weight in probe:
            posting = self._postings.get(term)
            if posting is None:
                continue
            self._expire(posting, profile.published)
            for i in posting:
                met[i] += weight * self.profiles[i].full[term]
        best = sorted(((-w, i) for i, w in met.items() if w >= self.settings.meet_at))
        return [i for _, i in best[:NEAREST]]

    def _expire(self, posting: deque[int], now: datetime | None) -> None:
        """Forget articles older than the window; arrivals come in order of time, so the oldest stand first."""
        while now and posting:
            then = self.profiles[posting[0]].published
            if then is None or (now - then).total_seconds() <= self.settings.window_days * 86_400:
                return
            posting.popleft()


def group_articles(articles: Sequence[Article], settings: Grouping) -> tuple[Story, ...]:
    """Return the stories of a set of articles, biggest first; every article lies in exactly one."""
    ordered = in_order(articles)
    stream = Stream(settings)
    for article in ordered:
        stream.add(article)
    stories = [story_of([ordered[i] for i in group]) for group in settled(stream)]
    return tuple(sorted(stories, key=_rank))


def settled(stream: Stream) -> list[list[int]]:
    """Return the groups of all that a stream has seen, corrected late; members by position of arrival."""
    return settle(stream.times(), stream.scores, stream.settings, stream.opinions)


def story_of(articles: Sequence[Article]) -> Story:
    """Return the story of articles given in order of time."""
    times = [a.published for a in articles if a.published is not None]
    return Story(
        id=content_id("s", articles[0].id),
        articles=tuple(a.id for a in articles),
        origins=find_origins(articles),
        first=min(times, default=None),
        last=max(times, default=None),
    )


def _rank(story: Story) -> tuple[int, int, float, str]:
    last = story.last.timestamp() if story.last else float("-inf")
    return (-len(story.origins), -len(story.articles), -last, story.id)
