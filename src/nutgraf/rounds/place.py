"""Place what was read: group the window anew, keep ids and corrections, and say which stories to brief.

Rule 1: a story that lost sight of its oldest articles keeps them: only what is in the window is judged.
Rule 2: another copy asks for no brief; a new voice, a newer version of a page, or a person's correction does.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from nutgraf.model import Arrival, Article, History, Regrouped, Remembered, Round, StoryCard
from nutgraf.ports import Shelves
from nutgraf.rounds.window import Grouper
from nutgraf.settings import Settings
from nutgraf.stories.across import language_of
from nutgraf.stories.by_hand import kept
from nutgraf.stories.group import Grouped, in_order, story_told
from nutgraf.stories.origin import find_voices

OnStep = Callable[[str, int], None]
"""Told what is going on and how many are done."""
AT_ONCE = 200
"""Stories whose articles stand in memory at a time."""
NO_FEEDS: Mapping[str, int] = {}
"""Articles of no feed."""
SAME_VOICE = frozenset({"copy", "retold"})
"""Kinds of origin whose further articles say nothing new."""


def place_round(at: Round, shelves: Shelves, grouper: Grouper, settings: Settings, on_step: OnStep) -> dict[str, int]:
    """Group the window and carry out what that decides."""
    on_step("Grouping articles", 0)
    found = grouper.grouped(at, shelves.articles)
    before = shelves.stories.history_of([a.id for a in found.articles])
    decided = regrouped(found, before, shelves, settings)
    shelves.stories.apply(at, decided)
    return {"stories": len(decided.cards), "to_brief": len(decided.to_brief)}


def regrouped(found: Grouped, before: History, shelves: Shelves, settings: Settings) -> Regrouped:
    """Return what changes in the archive when the window is grouped like this."""
    stood = {story.id: frozenset(story.articles) for story in before.stories}
    after = kept(found, _without(before, found, shelves))[1]
    changed = [one for one in after.stories if one.articles and frozenset(one.articles) != stood.get(one.id)]
    old = shelves.stories.many([one.id for one in changed])
    cards = [_kept_up(card, old) for card in _cards(changed, shelves, settings)]
    gone = tuple(sorted(set(stood) - {story.id for story in after.stories if story.articles}))
    leads = dict(before.redirects)
    led = tuple((name, new) for name, new in after.redirects if leads.get(name) != new)
    wanted = {card.story.id: card for card in cards if _asks_for_brief(card, old.get(card.story.id), settings)}
    waiting = [name for name in shelves.stories.waiting() if name not in wanted and name not in gone]
    wanted |= {name: card for name, card in shelves.stories.many(waiting).items() if name not in wanted}
    order = [card.story.id for card in sorted(wanted.values(), key=_weight)]
    most = settings.rounds.briefs_per_round
    return Regrouped(tuple(cards), gone, led, after.changes, tuple(order[:most]), tuple(order[most:]))


def _cards(changed: Sequence[Remembered], shelves: Shelves, settings: Settings) -> Iterator[StoryCard]:
    """Yield the stories as lists show them, some at a time, so that few articles stand in memory."""
    for start in range(0, len(changed), AT_ONCE):
        part = changed[start : start + AT_ONCE]
        ids = [a for one in part for a in one.articles]
        articles, feeds = shelves.articles.get(ids), shelves.articles.feeds_of(ids)
        for one in part:
            mine = in_order(articles[a] for a in one.articles if a in articles)
            yield card_of(one.id, mine, settings, feeds)


def _kept_up(card: StoryCard, old: Mapping[str, StoryCard]) -> StoryCard:
    """Return a card with number and headline of the newest edition, when there is one."""
    before = old.get(card.story.id)
    return replace(card, edition=before.edition, headline=before.headline) if before and before.edition else card


def _asks_for_brief(card: StoryCard, old: StoryCard | None, settings: Settings) -> bool:
    """Tell whether a story that changed has anything but another copy to tell."""
    if len(card.story.articles) < settings.rounds.least_articles:
        return False
    had = frozenset(old.story.articles if old is not None else ())
    if old is None or not had <= frozenset(card.story.articles):
        return True
    told = list(zip(card.story.articles, card.arrivals, strict=True))
    copied = {arrival.of for article, arrival in told if article in had}  # the older of two alike may come later
    return any(article not in had | copied and not arrival.copies for article, arrival in told)


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
    """Return a story as lists show it, from its articles in order; `feeds` are the numbers of their feeds.

    Its headline is a title: that of the first report of its own; an edition brings a better one.
    """
    voices = {voice.article: voice for voice in find_voices(mine, settings.grouping.owners)}
    story = replace(story_told(mine, tuple(voices.values())), id=name)
    arrivals = tuple(
        Arrival(
            a.published.timestamp() if a.published else None,
            voices[a.id].origin,
            feeds.get(a.id, 0),
            (voices[a.id].of or "") if voices[a.id].why in SAME_VOICE else "",
        )
        for a in mine
    )
    own = next((a.title for a, b in zip(mine, arrivals, strict=True) if not b.copies and a.title), mine[0].title)
    return StoryCard(story, own, language_of(mine), len({a.outlet for a in mine}), 0, 0, arrivals)
