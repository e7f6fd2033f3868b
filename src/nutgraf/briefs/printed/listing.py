"""A list of stories: its values, and how it reads as text. `listing_json` gives the same to programs.

Strategy: a list is laid out once as rows (depth, manner, text); plain text indents them, the terminal sets them.

Rule 1: both levels are shown: a running story, and under it its events when there are several.
Rule 2: a reason is a sentence's worth of things that stand in both articles, then what spoke against.
Rule 3: nothing of a stranger's text is printed that has not passed `flat`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from nutgraf.briefs.printed.wording import day, flat, many, when
from nutgraf.model import Article, Decision, Link, Story, Voice
from nutgraf.text.language import LANGUAGE_NAMES
from nutgraf.text.mentioned import MONTH_NAMES

MOST_TOLD = 3
"""Names and numbers told of a link."""
Places = Mapping[str, tuple[Article, int]]
"""Articles by id, each with the number of its event."""
Manner = Literal["headline", "event", "counts", "title", "source", "reason"]
"""What a row is, for those who set it in type."""


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """An article of a list."""

    article: Article
    """The article."""
    origin: str
    """Id of its origin."""
    decision: Decision | None = None
    """Why it stands here; `None` when reasons were not asked for."""
    voice: Voice | None = None
    """Why it belongs to its origin; the same."""


@dataclass(frozen=True, slots=True)
class ListedEvent:
    """An event of a running story."""

    id: str
    """Stable id, of its first article."""
    headline: str
    """Best title of its articles."""
    articles: tuple[ListedArticle, ...]
    """In order of published time; never empty."""

    @property
    def times(self) -> tuple[datetime | None, datetime | None]:
        """Earliest and latest published time."""
        known = sorted(a.article.published for a in self.articles if a.article.published is not None)
        return (known[0], known[-1]) if known else (None, None)


@dataclass(frozen=True, slots=True)
class ToldIn:
    """A story in another language that tells the same."""

    language: str
    """ISO 639-1 code."""
    number: int
    """Its number in the list."""
    id: str
    """Its id."""
    articles: int
    """How many articles it has."""
    headline: str
    """Best title of its articles; may be empty."""
    link: Link
    """What they have in common."""


@dataclass(frozen=True, slots=True)
class ListedStory:
    """A running story of a list."""

    number: int
    """Its number, as `--story N` takes it."""
    story: Story
    """The story."""
    headline: str
    """Best title of its articles; may be empty."""
    events: tuple[ListedEvent, ...]
    """In order of their first articles; every article of the story lies in exactly one."""
    language: str = "en"
    """ISO 639-1 code; `en` for text too short to tell."""
    told_in: tuple[ToldIn, ...] = ()
    """Stories in other languages that tell the same, the surest first."""

    @property
    def explained(self) -> bool:
        """True when reasons were asked for."""
        return any(article.decision for article in self.articles)

    @property
    def articles(self) -> tuple[ListedArticle, ...]:
        """Its articles, event by event."""
        return tuple(article for event in self.events for article in event.articles)


@dataclass(frozen=True, slots=True)
class Listing:
    """What `nutgraf stories` prints."""

    stories: tuple[ListedStory, ...]
    """The biggest first."""
    left_out: int
    """Smaller stories that are not listed."""
    until: datetime | None
    """The moment at which the input was cut."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list."""

    depth: int
    """Steps of indentation."""
    manner: Manner
    """What it is."""
    text: str
    """On one line."""


def as_listing(listing: Listing) -> str:
    """Return the list as plain text, ending with a newline."""
    blocks = ["".join(f"{'   ' * row.depth}{row.text}\n" for row in rows(story)) for story in listing.stories]
    rest = f"\n{left_out(listing)}\n" if listing.left_out else ""
    return "\n".join(blocks) + rest


def left_out(listing: Listing) -> str:
    """Return how many stories are not listed, as a sentence."""
    more = "more story is" if listing.left_out == 1 else "more stories are"
    return f"{listing.left_out} {more} not listed (--all lists all)."


def places(listed: ListedStory) -> Places:
    """Return the articles of a story by id, each with the number of its event, from 1."""
    return {a.article.id: (a.article, n) for n, event in enumerate(listed.events, start=1) for a in event.articles}


def rows(listed: ListedStory) -> Iterator[Row]:
    """Yield the rows of a story."""
    yield Row(0, "headline", f"{listed.number}. {flat(listed.headline) or '(no title)'}")
    spoken = "" if listed.language == "en" else f"{language_name(listed.language)}; "
    yield Row(1, "counts", f"{spoken}{sizes(listed)}; {span_of(listed.story.first, listed.story.last)}")
    yield from _told_in(listed)
    several, placed = len(listed.events) > 1, places(listed)
    for number, event in enumerate(listed.events, start=1):
        if several:
            at = span_of(*event.times)
            told = f"Event {number}, {at}: {flat(event.headline) or '(no title)'}"
            yield Row(1, "event", f"{told} ({many(len(event.articles), 'article')})")
        for article in event.articles:
            yield from _article(article, placed, depth=2 if several else 1)


def _told_in(listed: ListedStory) -> Iterator[Row]:
    """Yield in which other languages a story is told, with reasons when they were asked for."""
    if listed.told_in:
        named = (
            f"{language_name(o.language)} ({many(o.articles, 'article')}, story {o.number})" for o in listed.told_in
        )
        yield Row(1, "counts", f"also told in: {', '.join(named)}")
    for other in listed.told_in if listed.explained else ():
        told = f"{language_name(other.language)}, story {other.number}: “{flat(other.headline) or '(no title)'}”"
        yield Row(2, "reason", f"{told}: {link_words(other.link)}")


def language_name(code: str) -> str:
    """Return the English name of a language, its code when it has none here."""
    return LANGUAGE_NAMES.get(code, flat(code))


def link_words(link: Link) -> str:
    """Return what two stories of different languages have in common, for an editor."""
    told = [f"likeness of title and lead {link.likeness:.2f}"]
    if link.names:
        told.append(f"{'name' if len(link.names) == 1 else 'names'} {', '.join(map(flat, link.names[:MOST_TOLD]))}")
    if link.numbers:
        told.append(f"{'number' if len(link.numbers) == 1 else 'numbers'} {', '.join(link.numbers[:MOST_TOLD])}")
    told += [", ".join(f"{d.day} {MONTH_NAMES[d.month - 1]}" for d in link.days[-2:])] if link.days else []
    if link.gap_h is not None:
        hours = round(link.gap_h)
        told.append("at the same time" if hours < 1 else f"{many(hours, 'hour')} apart")
    return "; ".join(told)


def _article(listed: ListedArticle, placed: Places, *, depth: int) -> Iterator[Row]:
    if listed.decision is None or listed.voice is None:
        return
    article = listed.article
    yield Row(depth, "title", flat(article.title) or "(no title)")
    yield Row(depth + 1, "source", f"{flat(article.outlet)}, {when(article.published)}")
    yield Row(depth + 1, "reason", decision_words(listed.decision, placed))
    yield Row(depth + 1, "reason", voice_words(listed.voice, placed))


def sizes(listed: ListedStory) -> str:
    """Return `9 articles, 6 outlets, 3 origins`."""
    outlets = {a.article.outlet for a in listed.articles}
    told = ((len(listed.articles), "article"), (len(outlets), "outlet"), (len(listed.story.origins), "origin"))
    return ", ".join(many(n, noun) for n, noun in told)


def span_of(first: datetime | None, last: datetime | None) -> str:
    """Return `10 to 17 May 2025`, `30 April to 2 May 2025`, one day alone, or that no time is known."""
    if first is None or last is None:
        return "no date"
    if first.date() == last.date():
        return day(first)
    start = str(first.day)
    if (first.year, first.month) != (last.year, last.month):
        start += f" {MONTH_NAMES[first.month - 1]}"
    return f"{start}{f' {first.year}' if first.year != last.year else ''} to {day(last)}"


def decision_words(decision: Decision, placed: Places) -> str:
    """Return what decided where an article stands, for an editor."""
    moved = _moved(decision)
    if decision.nearest is None:
        return "; ".join(["opens the story", *moved])
    nearest, event = placed[decision.nearest]
    told = _told(decision) or ["little in common with any one article"]
    after = f"{_gap(decision.gap_h)} {_cited(nearest)}"
    against = [f"against: {', '.join(flat(a) for a in decision.against)}"] if decision.against else []
    if decision.action == "repeats":
        return "; ".join([f"repeats {_cited(nearest)}: nearly the same text", *moved])
    if decision.action == "opens":
        own = placed[decision.article][1]
        head = f"opens event {own}, continues event {event} (likeness {decision.score:.2f})"
    else:
        head = f"joins ({decision.score:.2f})"
    return "; ".join([f"{head}: {told[0]}", *told[1:], after, *against, *moved])


def _told(decision: Decision) -> list[str]:
    """Return what both articles hold, kind by kind."""
    told = [", ".join(f'"{flat(word)}"' for word in decision.words)]
    if decision.names:
        told.append(f"{'name' if len(decision.names) == 1 else 'names'} {', '.join(flat(n) for n in decision.names)}")
    told.append(", ".join(flat(number) for number in decision.numbers))
    told.append(", ".join(f"{d.day} {MONTH_NAMES[d.month - 1]}" for d in decision.days))
    return [part for part in told if part]


def _gap(gap_h: float | None) -> str:
    if gap_h is None:
        return "at an unknown time, beside"
    hours = round(gap_h)
    if hours < 1:
        return "within the hour of"
    return f"{many(hours, 'hour')} after" if hours < 48 else f"{many(round(gap_h / 24), 'day')} after"


def _moved(decision: Decision) -> list[str]:
    if decision.arrived is None:
        return []
    if decision.arrived == decision.article:
        return ["on arrival it seemed a story of its own, and was put here when more had come"]
    return ["on arrival it was put into another story, and moved here when more had come"]


def voice_words(voice: Voice, placed: Places) -> str:
    """Return who an article speaks for, and why, for an editor."""
    speaker, cited = flat(voice.speaker), _cited(placed[voice.of][0]) if voice.of else ""
    if voice.why == "wire":
        return f"origin {speaker}: credits this agency"
    if voice.why == "copy":
        return f"origin {speaker}: copies {cited}"
    if voice.why == "retold":
        return f"origin {speaker}: names no source but {cited}"
    if voice.why == "owner":
        return f"origin {speaker}: same owner ({flat(voice.owner)}) as {cited}"
    if voice.of:
        return f"origin {speaker}: a further report of the same outlet"
    return f"origin {speaker}: its own report"


def _cited(article: Article) -> str:
    return f"“{flat(article.title) or '(no title)'}” ({flat(article.outlet)})"
