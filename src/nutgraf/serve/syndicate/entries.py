"""A feed and its entries as values, before any format: what an entry is called, when it changed, and what it says.

Rule 1: a story is one entry that is updated: its id is made of the story's id alone, so that it stays the same under
        another address, and no program shows a story twice. In a story's own feed each edition is an entry.
Rule 2: `updated` is the moment of the newest edition, `published` that of the first. An edition comes out only when
        something material changed, so a further copy moves neither.
Rule 3: all text here is printable: one line, and nothing that XML cannot hold.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid5

from nutgraf.views import StoryView
from nutgraf.views.brief_html import brief_html, plain_headline, plain_summary, printable

OURS = UUID("2f6b5d0e-6a3e-4d5c-9a53-6a1f0c8f7f10")
"""Within it ids of stories are unique: the namespace of our `urn:uuid:` names (RFC 4122, version 5)."""
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed changed in which nothing ever stood."""
MOST_CATEGORIES = 5
"""Actors named as categories of a story: those who act in most of its claims."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed."""

    id: str
    """A `urn:uuid:` that stays for good."""
    title: str
    """The headline."""
    link: str
    """Address of the story's page."""
    published: datetime
    """Moment of the first edition, UTC."""
    updated: datetime
    """Moment of this edition, UTC."""
    summary: str
    """The summary, plain."""
    html: str
    """The whole brief."""
    categories: tuple[str, ...]
    """Actors of the story, the busiest first."""
    language: str
    """ISO 639-1; may be empty."""
    story: str
    """Id of the story."""
    edition: int
    """Number of the edition."""
    wording: str
    """Who worded it, how and when, as a sentence."""
    counts: str
    """`9 articles, 6 outlets, 3 origins`."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed."""

    id: str
    """A `urn:uuid:` of its own address."""
    title: str
    """Name of the paper, and what of it this is."""
    about: str
    """One sentence for people."""
    paper: str
    """Name of the paper, who stands as author."""
    home: str
    """Address of the page that shows the same."""
    address: str
    """Its own address, without what a program logs in with."""
    updated: datetime
    """When the newest entry changed, UTC."""
    entries: tuple[Entry, ...]
    """The newest edition first."""


def name_of(kind: str, value: str) -> str:
    """Return a name that stays for good.

    >>> name_of("story", "s1-4e823bc60bac")
    'urn:uuid:ceb3be10-21f9-589c-bf9d-059f5ce7bb5b'
    """
    return uuid5(OURS, f"{kind}:{value}").urn


def story_entry(view: StoryView, base: str) -> Entry:
    """Return the entry of a story, as its newest edition tells it."""
    return _entry(view, name_of("story", view.id), f"{base}/story/{view.id}", first_at(view))


def edition_entry(view: StoryView, base: str) -> Entry:
    """Return the entry of one edition in the feed of its story."""
    link = f"{base}/story/{view.id}/{view.number}"
    return _entry(view, name_of("edition", f"{view.id}/{view.number}"), link, edition_at(view))


def first_at(view: StoryView) -> datetime:
    """Return the moment of a story's first edition."""
    return view.editions[0][1] if view.editions else edition_at(view)


def edition_at(view: StoryView) -> datetime:
    """Return the moment of the edition."""
    return dict(view.editions).get(view.number) or view.made_at or LONG_AGO


def categories_of(view: StoryView) -> tuple[str, ...]:
    """Return the names of those who act in most claims of the edition, the busiest first."""
    actors = (position.first.actor for position in view.edition.positions)
    named = Counter(printable(actor.name) for actor in actors if actor is not None and actor.name[:1].isupper())
    return tuple(sorted(named, key=lambda name: (-named[name], name))[:MOST_CATEGORIES])


def _entry(view: StoryView, name: str, link: str, published: datetime) -> Entry:
    return Entry(
        id=name,
        title=plain_headline(view),
        link=link,
        published=published,
        updated=edition_at(view),
        summary=plain_summary(view),
        html=brief_html(view, link),
        categories=categories_of(view),
        language=view.language,
        story=view.id,
        edition=view.number,
        counts=view.counts,
        wording=view.wording,
    )
