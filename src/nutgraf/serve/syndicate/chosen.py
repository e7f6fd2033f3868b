"""Which editions stand in a feed, before any of them is opened: so that an unchanged feed costs next to nothing.

    picked = of_day(paper, base)          # names, and (story, edition) by (story, edition)
    channel = opened(paper.newsstand, picked, base)

Muted and hidden stories stay out, as on the front page: the list comes from there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, get_args
from urllib.parse import quote, urlencode

from nutgraf.briefs.material.terms import raw_words
from nutgraf.errors import NotFound
from nutgraf.finding import Listed
from nutgraf.serve.context import Paper
from nutgraf.serve.syndicate.entries import LONG_AGO, Channel, edition_at, edition_entry, name_of, story_entry
from nutgraf.text.query import Query, parse_query
from nutgraf.views import Newsstand, StoryView
from nutgraf.views.brief_html import printable

MOST = 50
"""Entries of a feed."""
MOST_RANKED = 2_000
"""Stories that are looked through for what is followed."""
OF_DAY, OF_TOPIC = timedelta(days=3), timedelta(days=30)
"""How far back the day's feed and all others reach: a weekend without a look loses nothing."""
FollowedKind = Literal["word", "actor", "story"]
"""What may be asked for by name in the feed of what is followed."""


@dataclass(frozen=True, slots=True)
class Picked:
    """What is to stand in a feed."""

    title: str
    """What of the paper it is."""
    about: str
    """One sentence for people."""
    path: str
    """Path and query of its address, without the ending: `/feeds/search{}?q=peace`."""
    home: str
    """Path of the page that shows the same."""
    editions: tuple[tuple[str, int], ...]
    """Story and number of the edition, in no order yet."""
    by_edition: bool = False
    """Each edition is an entry of its own."""


def of_day(paper: Paper) -> Picked:
    """Return the most prominent stories of the last days."""
    listed = paper.newsstand.front(Query(), OF_DAY, most=MOST)
    about = f"The most prominent stories of the last {OF_DAY.days} days, each with its whole brief."
    return Picked("Stories of the day", about, "/feeds/stories{}", "/", _editions(listed))


def of_search(paper: Paper, asked: str) -> Picked:
    """Return the stories that fit a query. Raises NotFound for an empty one."""
    if not asked.strip():
        raise NotFound("Say what to look for, as in /feeds/search.atom?q=ceasefire.")
    now = paper.newsstand.now()
    query = parse_query(asked, now)
    since = now - query.since if query.since is not None else OF_TOPIC
    listed = paper.newsstand.front(query, max(since, timedelta()), most=MOST)
    address = "?" + urlencode({"q": asked})
    title = printable(asked)
    return Picked(
        title, f"Stories that fit “{title}”.", f"/feeds/search{{}}{address}", f"/search{address}", _editions(listed)
    )


def of_followed(paper: Paper, kind: FollowedKind | None = None, value: str = "") -> Picked:
    """Return the stories that are followed, or those for one word, actor or story. Raises NotFound when it is none."""
    stand = paper.newsstand
    listed = [one for one in stand.front(Query(), OF_TOPIC, most=MOST_RANKED) if one.followed]
    if kind is None:
        about = "Stories that are followed, and those that tell of words and actors that are."
        return Picked("Followed", about, "/feeds/followed{}", "/follows", _editions(listed))
    if (kind, value, "follow") not in stand.archive.editions.follows():
        raise NotFound(f"The {kind} {printable(value)} is not followed.", about=value)
    told = {value} if kind == "story" else stand.archive.search.stories_with(raw_words(value))
    address = f"/feeds/followed{{}}?{urlencode([(kind, value)])}"
    about = f"Stories for the {kind} “{printable(value)}”."
    return Picked(printable(value), about, address, "/follows", _editions(o for o in listed if o.card.story.id in told))


def of_story(paper: Paper, name: str) -> Picked:
    """Return the editions of a story. Raises NotFound."""
    card = paper.newsstand.card(name)
    story = card.story.id
    numbers = [number for number, _ in paper.newsstand.archive.editions.numbers(story)]
    if not numbers:
        raise NotFound(f"Story {story} has no edition yet.", about=story)
    title = printable(card.headline)
    path = f"/story/{quote(story)}"
    editions = tuple((story, number) for number in numbers[-MOST:])
    return Picked(title, "Every edition of one story.", f"/feeds{path}{{}}", path, editions, by_edition=True)


def kinds() -> tuple[FollowedKind, ...]:
    """Return what may be followed."""
    return get_args(FollowedKind)


def opened(paper: Paper, picked: Picked, base: str, ending: str) -> Channel:
    """Return the feed with its entries, the newest edition first; stories that are gone meanwhile are left out."""
    stand = paper.newsstand
    made = edition_entry if picked.by_edition else story_entry
    views = [view for view in (_view(stand, *one) for one in picked.editions) if view is not None]
    views.sort(key=lambda view: (edition_at(view), view.number, view.id), reverse=True)
    entries = tuple(made(view, base) for view in views[:MOST])
    address = base + picked.path.format(f".{ending}")
    name = printable(paper.serving.title)
    updated = max((entry.updated for entry in entries), default=LONG_AGO)
    return Channel(
        name_of("feed", base + picked.path),
        f"{name}: {picked.title}",
        picked.about,
        name,
        base + picked.home,
        address,
        updated,
        entries,
    )


def _view(stand: Newsstand, story: str, number: int) -> StoryView | None:
    try:
        return stand.story(story, number)
    except NotFound:
        return None


def _editions(listed: Iterable[Listed]) -> tuple[tuple[str, int], ...]:
    """Return the newest editions of the first stories that have one, in order of name: their rank may change freely."""
    with_one = [(one.card.story.id, one.card.edition) for one in listed if one.card.edition]
    return tuple(sorted(with_one[:MOST]))
