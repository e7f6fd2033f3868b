"""Place what was read: group the window anew, keep ids and corrections, and say which stories to brief.

Theory: in each round the articles of the last days are grouped as one stream, in the order in which they came. The
stream is kept between rounds and only the new articles are placed; it begins anew with each day, from the same articles
as any other process would begin it with, so that a restart changes nothing.

Rule 1: a story that lost sight of its oldest articles keeps them: only what is in the window is judged.
Rule 2: another copy asks for no brief; a new voice, a newer version of a page, or a person's correction does.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from nutgraf.errors import NotFound
from nutgraf.model import Arrival, Article, Filed, History, Regrouped, Remembered, Round, StoryCard
from nutgraf.ports import Articles, Shelves
from nutgraf.settings import Grouping, Settings
from nutgraf.stories.across import language_of
from nutgraf.stories.by_hand import kept
from nutgraf.stories.group import Grouped, Window, in_order, story_of
from nutgraf.stories.origin import find_voices
from nutgraf.telling import headline_of, lay_open

OnStep = Callable[[str, int], None]
"""Told what is going on and how many are done."""
AHEAD = timedelta(days=1)
"""How far after its moment a round's articles may lie."""
NO_FEEDS: Mapping[str, int] = {}
"""Articles of no feed."""
SAME_VOICE = frozenset({"copy", "retold"})
"""Kinds of origin whose further articles say nothing new."""


class Grouper:
    """The window's stream, kept from round to round."""

    def __init__(self, grouping: Grouping, window_days: float) -> None:
        """Start with nothing; the first round fills it."""
        self._grouping = grouping
        self._days = timedelta(days=window_days)
        self._window = Window(grouping)
        self._since: datetime | None = None
        self._last = 0
        self._muted: frozenset[str] = frozenset()
        self.articles: dict[str, Article] = {}
        """Articles of the window, by id."""

    def grouped(self, at: Round, shelf: Articles) -> Grouped:
        """Return the window grouped as of a round."""
        since = at.now.replace(hour=0, minute=0, second=0, microsecond=0) - self._days
        if since != self._since or at.n <= self._last or shelf.muted(list(self.articles)) != self._muted:
            self._window, self._since, self._last, self.articles = Window(self._grouping), since, 0, {}
        self._add(shelf.window(since, at.now + AHEAD, at.n))
        self._last, self._muted = at.n, shelf.muted(list(self.articles))
        return self._window.grouped()

    def _add(self, filed: Iterable[Filed]) -> None:
        for one in filed:
            if one.round > self._last and one.article.id not in self.articles:
                self.articles[one.article.id] = one.article
                self._window.add([one.article])


def place_round(at: Round, shelves: Shelves, grouper: Grouper, settings: Settings, on_step: OnStep) -> dict[str, int]:
    """Group the window and carry out what that decides."""
    on_step("Grouping articles", 0)
    found = grouper.grouped(at, shelves.articles)
    before = shelves.stories.history_of([a.id for a in found.articles])
    decided = regrouped(found, before, grouper.articles, shelves, settings)
    shelves.stories.apply(at, decided)
    return {"stories": len(decided.cards), "to_brief": len(decided.to_brief)}


def regrouped(
    found: Grouped, before: History, known: Mapping[str, Article], shelves: Shelves, settings: Settings
) -> Regrouped:
    """Return what changes in the archive when the window is grouped like this."""
    stood = {story.id: frozenset(story.articles) for story in before.stories}
    after = kept(found, _without(before, found, shelves))[1]
    changed = [one for one in after.stories if one.articles and frozenset(one.articles) != stood.get(one.id)]
    absent = [a for one in changed for a in one.articles if a not in known]
    articles = {**known, **shelves.articles.get(absent)}
    feeds = shelves.articles.feeds_of([a for one in changed for a in one.articles])
    mine = (in_order(articles[a] for a in one.articles if a in articles) for one in changed)
    cards = [_with_edition(card_of(o.id, m, settings, feeds), shelves) for o, m in zip(changed, mine, strict=True)]
    gone = tuple(sorted(set(stood) - {story.id for story in after.stories if story.articles}))
    leads = dict(before.redirects)
    led = tuple((old, new) for old, new in after.redirects if leads.get(old) != new)
    wanted = {card.story.id: card for card in cards if _asks_for_brief(card, shelves, settings)}
    waiting = (name for name in shelves.stories.waiting() if name not in wanted and name not in gone)
    wanted |= {name: shelves.stories.get(name) for name in waiting}
    order = [card.story.id for card in sorted(wanted.values(), key=_weight)]
    most = settings.rounds.briefs_per_round
    return Regrouped(tuple(cards), gone, led, after.changes, tuple(order[:most]), tuple(order[most:]))


def _with_edition(card: StoryCard, shelves: Shelves) -> StoryCard:
    """Return a card with the headline of the newest edition, when there is one."""
    try:
        old = shelves.stories.get(card.story.id)
    except NotFound:
        return card
    return replace(card, edition=old.edition, headline=old.headline) if old.edition else card


def _asks_for_brief(card: StoryCard, shelves: Shelves, settings: Settings) -> bool:
    """Tell whether a story that changed has anything but another copy to tell."""
    if len(card.story.articles) < settings.rounds.least_articles:
        return False
    try:
        had = frozenset(shelves.stories.get(card.story.id).story.articles)
    except NotFound:
        return True
    if not had <= frozenset(card.story.articles):
        return True
    told = zip(card.story.articles, card.arrivals, strict=True)
    return any(article not in had and not arrival.copies for article, arrival in told)


def _weight(card: StoryCard) -> tuple[int, int, float, str]:
    last = card.story.last.timestamp() if card.story.last else 0.0
    return (-len(card.story.origins), -len(card.story.articles), -last, card.story.id)


def _without(before: History, found: Grouped, shelves: Shelves) -> History:
    """Return the history without articles that no longer count: replaced versions, and those of muted feeds."""
    standing = {found.articles[i].id for group in found.running for i in group}
    replaced = {a.id for a in found.articles} - standing
    gone = replaced | shelves.articles.muted([a for story in before.stories for a in story.articles])
    stories = (Remembered(s.id, tuple(a for a in s.articles if a not in gone)) for s in before.stories)
    return replace(before, stories=tuple(stories))


def card_of(name: str, mine: Sequence[Article], settings: Settings, feeds: Mapping[str, int] = NO_FEEDS) -> StoryCard:
    """Return a story as lists show it, from its articles in order; `feeds` are the numbers of their feeds."""
    story = replace(story_of(mine, settings.grouping.owners), id=name)
    headline = mine[0].title if len(mine) == 1 else headline_of(lay_open(story, {a.id: a for a in mine}))
    voices = {voice.article: voice for voice in find_voices(mine, settings.grouping.owners)}
    arrivals = tuple(
        Arrival(
            a.published.timestamp() if a.published else None,
            voices[a.id].origin,
            feeds.get(a.id, 0),
            copies=voices[a.id].why in SAME_VOICE and voices[a.id].of is not None,
        )
        for a in mine
    )
    return StoryCard(story, headline, language_of(mine), len({a.outlet for a in mine}), 0, 0, arrivals)
