"""Finding in an archive: the front page, a story's brief, what changed in it, and search."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from nutgraf.briefs.material.terms import raw_words, stems
from nutgraf.daily import Daily
from nutgraf.errors import NotFound
from nutgraf.model import Arrival, Article, ClaimChange, Edition, StoryCard
from nutgraf.store.search import Wanted
from nutgraf.stories.prominence import Prominence, prominence
from nutgraf.text.query import Query

MOST_OF_TOPIC = 2_000
"""Articles that are looked through for a topic or a source."""
EMBEDDED_AT_ONCE = 2_000
"""Articles that get their vectors before a search by meaning: 4 s."""
FOLLOWED = 2.0
"""What the score of a followed story is multiplied by."""
Decided = tuple[str, frozenset[str], frozenset[str]]
"""How (follow, mute), the stories it names, and words that a headline must hold."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A story on the front page."""

    card: StoryCard
    """The story."""
    rank: Prominence
    """Why it stands where it does."""
    followed: bool
    """It is followed, or holds a word or an actor that is."""
    unseen: int
    """Editions since the reader looked; 0 when there is nothing new, or nobody asked."""


@dataclass(frozen=True, slots=True)
class Place:
    """A story's place in a long list, before anything of it is shown."""

    story: str
    """Id of the story."""
    rank: Prominence
    """Why it stands where it does."""
    followed: bool
    """It is followed, or holds a word or an actor that is."""
    last: float
    """Its newest dated article, in seconds since 1970; negative infinity when none is dated."""


def front_page(
    daily: Daily, now: datetime, since: datetime, asked: Query, *, most: int, reader: str = ""
) -> list[Listed]:
    """Return the stories since a moment that fit, the most prominent first; muted and hidden ones are left out."""
    found = []
    for one in _listed(daily, places(daily, now, since, asked)[:most]):
        card = one.card
        unseen = card.edition - daily.archive.editions.seen(reader, card.story.id) if reader and card.edition else 0
        found.append(replace(one, unseen=max(0, unseen)))
    return found


def ranked(daily: Daily, now: datetime, names: Collection[str], asked: Query) -> list[Listed]:
    """Return those of some stories that fit, in the order of the front page; muted and hidden ones are left out."""
    cards = daily.archive.stories.many(sorted(names))
    times = [card.story.last for card in cards.values() if card.story.last]
    known = daily.archive.stories.arrivals(min(times)) if times else {}
    came = {name: known.get(name, card.arrivals) for name, card in cards.items()}
    return _listed(daily, _placed(daily, now, came, asked, asked.since))


def places(daily: Daily, now: datetime, since: datetime | None, asked: Query, *, least_origins: int = 1) -> list[Place]:
    """Return the places of all stories since a moment that fit, in the order of the front page.

    No card is read: of thousands of stories a page shows a few.
    """
    return _placed(daily, now, daily.archive.stories.arrivals(since, least_origins), asked, since)


def _placed(
    daily: Daily, now: datetime, among: Mapping[str, tuple[Arrival, ...]], asked: Query, since: datetime | None
) -> list[Place]:
    """Return the places of those that fit, are not muted and do not rest on hidden feeds alone, in order."""
    feeds = daily.archive.feeds.numbered()
    hidden = {n for n, feed in feeds.items() if feed.hidden}
    weights = {n: feed.weight for n, feed in feeds.items() if feed.weight != 1}
    named = _named(daily, asked, since) if asked.words or asked.phrases or asked.sources or asked.excluded else None
    arrivals = {
        name: came
        for name, came in among.items()
        if (named is None or name in named) and not (hidden and came and all(a.feed in hidden for a in came))
    }
    decided = _decided(daily)
    heads = daily.archive.stories.heads(list(arrivals)) if decided else {}
    found = []
    for name, came in arrivals.items():
        how = _how(name, heads[name].headline, decided) if name in heads else ""
        if how != "mute":
            rank = prominence(came, now.timestamp(), weights)
            rank = replace(rank, followed=FOLLOWED) if how else rank
            last = max((a.at for a in came if a.at is not None), default=-math.inf)
            found.append(Place(name, rank, bool(how), last))
    return sorted(found, key=lambda one: (-one.rank.score, one.story))


def _listed(daily: Daily, found: Sequence[Place]) -> list[Listed]:
    """Return placed stories with their cards, in the same order; one that is gone meanwhile is left out."""
    cards = daily.archive.stories.many([one.story for one in found])
    return [Listed(cards[one.story], one.rank, one.followed, 0) for one in found if one.story in cards]


def muted(daily: Daily, names: Sequence[str]) -> frozenset[str]:
    """Return which of some stories are muted. Asks only when anything is muted."""
    decided = [one for one in _decided(daily) if one[0] == "mute"]
    if not decided:
        return frozenset()
    heads = daily.archive.stories.heads(list(names))
    return frozenset(name for name, head in heads.items() if _how(name, head.headline, decided) == "mute")


def edition_of(daily: Daily, name: str, number: int | None, now: datetime) -> Edition:
    """Return an edition of a story, its newest for `None`; one that has none yet is briefed now, and not kept.

    Raises NotFound, or LineRefused when no brief can be made.
    """
    card = daily.archive.stories.get(name)
    if number is not None:
        return daily.archive.editions.get(card.story.id, number)
    made = daily.archive.editions.latest(card.story.id)
    if made is None:
        from nutgraf.rounds.brief import next_edition

        made = next_edition(card, daily.archive, daily.writers, now)
    assert made is not None, "without an edition before, there is always a next"
    return made


def changes_since(daily: Daily, story: str, number: int, until: int | None = None) -> tuple[Edition, list[ClaimChange]]:
    """Return an edition of a story, its newest for `None`, and what changed since `number`, the newest changes first.

    Raises NotFound when the story has no edition.
    """
    editions = daily.archive.editions
    latest = editions.latest(story) if until is None else editions.get(story, until)
    if latest is None:
        raise NotFound(f"Story {story} has no edition yet, so nothing can have changed in it.", about=story)
    return latest, _changes_up_to(daily, latest, number)


def _changes_up_to(daily: Daily, newer: Edition, number: int) -> list[ClaimChange]:
    """Return the changes of all editions after `number` up to one; what a later one overtook is left out."""
    parts = [daily.archive.editions.get(newer.story, n) for n in range(number + 1, newer.number)]
    found: list[ClaimChange] = []
    overtaken = set[object]()
    for edition in (newer, *reversed(parts)):
        if edition.number <= number:
            continue
        mine = [c for c in edition.changes if c.material and not any(e.span in overtaken for e in c.evidence)]
        overtaken.update(e.span for c in mine for e in c.before)
        found += mine
    return found


def edition_at(daily: Daily, story: str, moment: datetime) -> int:
    """Return the number of the edition that was the newest at a moment; 0 when there was none yet."""
    return max((n for n, at in daily.archive.editions.numbers(story) if at <= moment), default=0)


def search(daily: Daily, asked: Query, most: int) -> tuple[tuple[Article, ...], tuple[Edition, ...]]:
    """Return the articles and editions that fit best."""
    wanted = wanted_of(asked)
    editions = () if asked.sources else daily.archive.search.editions(wanted, most)
    return daily.archive.search.articles(wanted, most), editions


def search_like(daily: Daily, text: str, most: int) -> tuple[tuple[Article, float], ...]:
    """Return the recent articles nearest in meaning; those without a vector get one first, the newest of them."""
    embedder = daily.writers.embedder()
    waiting = daily.archive.search.unembedded(EMBEDDED_AT_ONCE)
    if waiting:
        rows = embedder.embed([gist(article) for _, article in waiting])
        daily.archive.search.embed([n for n, _ in waiting], rows)
    return daily.archive.search.like(embedder.embed([text])[0], most)


def gist(article: Article) -> str:
    """Return what an article is found by: its title and the beginning of its text."""
    return f"{article.title}. {article.text[:300]}"


def wanted_of(asked: Query) -> Wanted:
    """Return a query as the store takes it."""
    return Wanted(asked.words, asked.phrases, asked.excluded, asked.sources, asked.since, asked.until)


def snippet(article: Article, asked: Query, chars: int = 160) -> str:
    """Return the part of an article's text where the first word of a query stands, else its beginning."""
    folded = article.text.casefold()
    at = min((folded.find(w.casefold()) for w in (*asked.phrases, *asked.words) if w.casefold() in folded), default=0)
    start = max(0, article.text.rfind(" ", 0, max(0, at - chars // 3)) + 1)
    part = article.text[start : start + chars]
    cut = part.rsplit(" ", 1)[0] if start + chars < len(article.text) else part
    return ("… " if start else "") + cut + (" …" if start + chars < len(article.text) else "")


def _named(daily: Daily, asked: Query, since: datetime | None) -> frozenset[str]:
    wanted = replace(wanted_of(asked), since=since)
    articles = daily.archive.search.articles(wanted, MOST_OF_TOPIC)
    return frozenset(daily.archive.stories.story_of([a.id for a in articles]).values())


def _decided(daily: Daily) -> list[Decided]:
    """Return, for all that is followed or muted: how, the stories it names, and words that a headline must hold.

    Following looks at whole briefs, muting at headlines: a word in passing is no reason to miss a story.
    """
    found: list[Decided] = []
    for kind, value, how in daily.archive.editions.follows():
        words = frozenset(stems(raw_words(value)))
        if kind == "story":
            found.append((how, frozenset({value}), frozenset[str]()))
        else:
            told = daily.archive.search.stories_with(raw_words(value)) if how == "follow" else frozenset[str]()
            found.append((how, told, words))
    return found


def matched(daily: Daily, since: datetime) -> list[tuple[StoryCard, ...]]:
    """Return, for all that is followed or muted in its order, the stories since a moment that it is about."""
    cards = [(card, frozenset(stems(raw_words(card.headline)))) for card in daily.archive.stories.cards(since)]
    return [tuple(card for card, words in cards if _is_about(one, card.story.id, words)) for one in _decided(daily)]


def _is_about(decided: Decided, story: str, words: frozenset[str]) -> bool:
    _, told, wanted = decided
    return story in told or (bool(wanted) and wanted <= words)


def _how(story: str, headline: str, decided: Sequence[Decided]) -> str:
    """Return `follow`, `mute` or nothing for a story; muting wins."""
    words = frozenset(stems(raw_words(headline)))
    hows = {one[0] for one in decided if _is_about(one, story, words)}
    return "mute" if "mute" in hows else "follow" if "follow" in hows else ""
