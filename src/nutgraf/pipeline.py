"""The life of an article, from what arrived to a line in a brief.

    for each item of the source:          # sources: files, feeds, pages
        article = read_article(item)      # text: extract, clean, date, flag       bad ones -> Failed, the rest goes on
    articles published before `until`
    stories = grouped(articles)           # stories: one streaming pass, settled; then origins
    links   = across(stories)             # only where there are several languages: which story is which
    a list of stories ends here           # no parser; vectors only for the links
    for each story to be briefed: brief = telling.write(...)          # its own pseudocode stands there

Knows the core and the ports, no concrete edge.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from nutgraf.briefs.printed.listing import ListedArticle, ListedEvent, ListedStory, Listing, ToldIn
from nutgraf.errors import NutgrafError
from nutgraf.model import (
    Article,
    Brief,
    Done,
    Failed,
    History,
    Item,
    Link,
    Story,
    content_id,
)
from nutgraf.ports import Embedder, Source, Tagger
from nutgraf.rewording import Pen
from nutgraf.settings import Limits, Owner, Settings
from nutgraf.stories.across import language_of, link_stories, telling_of, texts_of
from nutgraf.stories.by_hand import Request, kept
from nutgraf.stories.explain import Reasons
from nutgraf.stories.group import GroupedHere, grouped, stories_of
from nutgraf.stories.origin import find_voices
from nutgraf.telling import headline_of, lay_open, part_of, write
from nutgraf.text.extract import read_article

_NO_HISTORY = History()

LINKED_AT_ONCE = 200
"""Stories between two words of progress while languages are linked."""

OnStep = Callable[[str, int], None]
"""Told what is going on and how many are done; for progress."""


@dataclass(frozen=True, slots=True)
class Told:
    """What came of an input: its stories, and what could not be used."""

    stories: tuple[Story, ...]
    """The biggest first."""
    articles: Mapping[str, Article]
    """Every article of a story, by id."""
    headlines: tuple[str, ...]
    """One headline a story, in the same order, for lists."""
    failed: tuple[Failed, ...]
    """What could not be read."""
    notes: tuple[str, ...]
    """What was read and not used, in sentences."""
    until: datetime | None
    """The moment at which the input was cut."""


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """What came of an input, with all that the reasons of its grouping rest on."""

    told: Told
    """Its stories."""
    grouped: GroupedHere
    """Events, running stories, and the stream that found them."""
    history: History
    """What is to be remembered of the stories."""


def read(
    source: Source,
    *,
    until: datetime | None,
    settings: Settings,
    on_step: OnStep,
    history: History = _NO_HISTORY,
) -> Told:
    """Read every item of a source and group the articles into stories, as `history` has them."""
    return survey(source, until=until, settings=settings, on_step=on_step, history=history).told


def survey(
    source: Source,
    *,
    until: datetime | None,
    settings: Settings,
    on_step: OnStep,
    history: History = _NO_HISTORY,
    requests: Sequence[Request] = (),
) -> Survey:
    """Do what `read` does, and keep how the articles were grouped.

    `requests` are a person's new corrections. Raises UsageError when one names what is not there.
    """
    articles, failed = _read_all(source, settings.limits, on_step)
    usable, notes = _usable(articles, until)
    on_step("Grouping articles", len(usable))
    found, after = kept(grouped(usable, settings.grouping), history, requests)
    stories = stories_of(found)
    by_id = {article.id: article for article in usable}
    headlines = tuple(headline_of(lay_open(story, by_id)) for story in stories)
    return Survey(Told(stories, by_id, headlines, tuple(failed), notes, until), found, after)


def list_stories(found: Survey, most: int | None, links: Sequence[Link] = ()) -> Listing:
    """Return the biggest stories with their events and their links; all of them for `None`. Needs no parser."""
    told = found.told
    chosen = range(len(told.stories))[:most]
    home = {i: n for n, event in enumerate(found.grouped.events) for i in event}
    event_of = {article.id: home[i] for i, article in enumerate(found.grouped.articles) if i in home}
    elsewhere = _elsewhere(told, links)
    listed = (_listed(told, number, event_of) for number in chosen)
    with_links = tuple(replace(one, told_in=tuple(elsewhere.get(one.story.id, ()))) for one in listed)
    return Listing(with_links, len(told.stories) - len(with_links), told.until)


def several_languages(told: Told) -> bool:
    """Tell whether there can be links: only then vectors are needed."""
    return len({language_of([told.articles[story.articles[0]]]) for story in told.stories}) > 1


def link_languages(told: Told, embedder: Embedder, settings: Settings, on_step: OnStep) -> tuple[Link, ...]:
    """Return which stories of different languages tell the same events. Cost: about 2 ms a story for its vectors."""
    tellings = []
    for start in range(0, len(told.stories), LINKED_AT_ONCE):
        stories = told.stories[start : start + LINKED_AT_ONCE]
        articles = [[told.articles[a] for a in story.articles] for story in stories]
        texts = [texts_of(group) for group in articles]
        vectors = embedder.embed([text for group in texts for text in group])
        at = 0
        for story, group, mine in zip(stories, articles, texts, strict=True):
            tellings.append(telling_of(story, group, vectors[at : at + len(mine)]))
            at += len(mine)
        on_step("Linking languages", len(tellings))
    return link_stories(tellings, settings.linking)


def _elsewhere(told: Told, links: Sequence[Link]) -> dict[str, list[ToldIn]]:
    """Return for each linked story the stories that tell the same in other languages, the surest first."""
    numbers = {story.id: n for n, story in enumerate(told.stories)}
    found: dict[str, list[ToldIn]] = {}
    for link in links:
        for here, there in (link.stories, link.stories[::-1]):
            story = told.stories[numbers[there]]
            language = language_of([told.articles[a] for a in story.articles])
            headline = told.headlines[numbers[there]]
            one = ToldIn(language, numbers[there] + 1, there, len(story.articles), headline, link)
            found.setdefault(here, []).append(one)
    return found


def explain_stories(found: Survey, listing: Listing) -> Listing:
    """Return the same list with the reason for each article."""
    reasons = Reasons(found.grouped)
    owners = found.grouped.owners
    return replace(listing, stories=tuple(_explained(story, reasons, owners) for story in listing.stories))


def _explained(listed: ListedStory, reasons: Reasons, owners: Sequence[Owner]) -> ListedStory:
    voices = {voice.article: voice for voice in find_voices([a.article for a in listed.articles], owners)}

    def explained(one: ListedArticle) -> ListedArticle:
        return replace(one, decision=reasons.of(one.article.id), voice=voices[one.article.id])

    events = (replace(event, articles=tuple(map(explained, event.articles))) for event in listed.events)
    return replace(listed, events=tuple(events))


def _listed(told: Told, number: int, event_of: Mapping[str, int]) -> ListedStory:
    story, headline = told.stories[number], told.headlines[number]
    origin_of = {a: origin.id for origin in story.origins for a in origin.articles}
    groups: dict[int, list[str]] = {}
    for article_id in story.articles:
        groups.setdefault(event_of[article_id], []).append(article_id)
    events = tuple(
        ListedEvent(
            content_id("e", ids[0]),
            headline if len(groups) == 1 else headline_of(lay_open(part_of(story, ids), told.articles)),
            tuple(ListedArticle(told.articles[a], origin_of[a]) for a in ids),
        )
        for ids in groups.values()
    )
    language = language_of([told.articles[a] for a in story.articles])
    return ListedStory(number + 1, story, headline, events, language)


def _read_all(source: Source, limits: Limits, on_step: OnStep) -> tuple[list[Article], list[Failed]]:
    articles: dict[str, Article] = {}
    failed: list[Failed] = []
    for outcome in source.items():
        read_one = outcome if isinstance(outcome, Failed) else _read_item(outcome, limits)
        if isinstance(read_one, Failed):
            failed.append(read_one)
        else:
            articles.setdefault(read_one.value.id, read_one.value)
        on_step("Reading articles", len(articles))
    return list(articles.values()), failed


def _read_item(outcome: Done[Item], limits: Limits) -> Done[Article] | Failed:
    try:
        return Done(read_article(outcome.value, limits))
    except NutgrafError as error:
        return Failed.of(error, outcome.value.address)


def _usable(articles: Iterable[Article], until: datetime | None) -> tuple[tuple[Article, ...], tuple[str, ...]]:
    """Return the articles to use, and a sentence for each kind that is left out."""
    used: list[Article] = []
    undated: list[Article] = []
    for article in articles:
        if until is not None and article.published is None:
            undated.append(article)
        elif until is None or (article.published is not None and article.published < until):
            used.append(article)
    notes = [_note(undated, "without a date, so it cannot be told whether --until includes it")] if undated else []
    return tuple(used), tuple(notes)


def _note(articles: list[Article], why: str) -> str:
    names = sorted(article.address or article.url for article in articles)
    shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    return f"Left out, {why}: {shown}."


def tell(
    told: Told, number: int, *, tagger: Tagger, embedder: Embedder, settings: Settings, pen: Pen | None = None
) -> Brief:
    """Return the verified brief of story `number` (from 0). Raises LineRefused when not even a headline holds."""
    dossier = lay_open(told.stories[number], told.articles)
    return write(dossier, made_at=told.until, tagger=tagger, embedder=embedder, settings=settings, pen=pen).brief
