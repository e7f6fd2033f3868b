"""The life of an article, from what arrived to a line in a brief.

    for each item of the source:          # sources: files, feeds, pages
        article = read_article(item)      # text: extract, clean, date, flag       bad ones -> Failed, the rest goes on
    articles published before `until`
    stories = grouped(articles)           # stories: one streaming pass, settled; then origins
    links   = across(stories)             # only where there are several languages: which story is which
    a list of stories ends here           # no parser; vectors only for the links
    for each story to be briefed:
        dossier  = its articles, split into sentences; those of its main language
        not English? page = lay_page(...), brief = compose_plainly(page)    # briefs.plainly: vectors, no parser
        worth    = shortlist(dossier)     # briefs: cheap, no parser
        parsed   = tagger.tag(worth)      # nlp: only these are parsed and embedded
        found    = candidates(...)        # briefs: mended, judged, each verified alone
        brief    = compose(...)           # briefs: layers, in reading order
        brief    = verify_brief(brief)    # briefs: last, whoever wrote the lines

Knows the core and the ports, no concrete edge.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime

from nutgraf.briefs.candidates import Desk, articles_of, candidates
from nutgraf.briefs.checks.verify import verify_brief
from nutgraf.briefs.compose import compose
from nutgraf.briefs.digest import digest
from nutgraf.briefs.edits.cut import leading_cuts
from nutgraf.briefs.figures import figure_sentences
from nutgraf.briefs.headline import rank_titles
from nutgraf.briefs.material.dossier import Dossier
from nutgraf.briefs.material.phrases import Phrases
from nutgraf.briefs.moments import background_sentences, newest_titles
from nutgraf.briefs.notes import other_languages
from nutgraf.briefs.plainly.layers import compose_plainly, plain_digest
from nutgraf.briefs.plainly.page import Page, lay_page, with_columns_flagged, worth_embedding
from nutgraf.briefs.plainly.titles import rank_plainly
from nutgraf.briefs.plainly.tongues import PARSED, TONGUES, main_language, tongue_of
from nutgraf.briefs.printed.listing import ListedArticle, ListedEvent, ListedStory, Listing, ToldIn
from nutgraf.briefs.weighing.rank import Meaning, score, shortlist
from nutgraf.errors import NutgrafError
from nutgraf.ledger.book import make_ledger
from nutgraf.model import (
    Article,
    Brief,
    Done,
    Failed,
    History,
    Item,
    Line,
    Link,
    Parsed,
    Sentence,
    Story,
    Token,
    content_id,
)
from nutgraf.ports import Embedder, Source, Tagger
from nutgraf.settings import Limits, Owner, Settings
from nutgraf.stories.across import language_of, link_stories, telling_of, texts_of
from nutgraf.stories.by_hand import Request, kept
from nutgraf.stories.explain import Reasons
from nutgraf.stories.group import Grouped, grouped, stories_of
from nutgraf.stories.origin import find_voices
from nutgraf.text.daybook import DayBook
from nutgraf.text.extract import read_article
from nutgraf.text.names import NameBook
from nutgraf.text.sentences import split_sentences

LEAST_PARSED, MOST_PARSED = 80, 140
"""Sentences of a story that are parsed, which takes most of the time: a story of ten articles stays under a second."""
PARSED_EACH = 5
"""Sentences parsed for each article, between those bounds."""

TITLES_TRIED = 12
"""Titles parsed, best first: one of them nearly always holds as a headline."""

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
    grouped: Grouped
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
    headlines = tuple(_headline(lay_open(story, by_id)) for story in stories)
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
    owners = found.grouped.stream.settings.owners
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
            headline if len(groups) == 1 else _headline(lay_open(_part(story, ids), told.articles)),
            tuple(ListedArticle(told.articles[a], origin_of[a]) for a in ids),
        )
        for ids in groups.values()
    )
    language = language_of([told.articles[a] for a in story.articles])
    return ListedStory(number + 1, story, headline, events, language)


def _part(story: Story, ids: Sequence[str]) -> Story:
    """Return the part of a story that holds some of its articles."""
    mine = frozenset(ids)
    kept = (replace(o, articles=tuple(a for a in o.articles if a in mine)) for o in story.origins)
    return replace(story, articles=tuple(ids), origins=tuple(origin for origin in kept if origin.articles))


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


def lay_open(story: Story, articles: Mapping[str, Article]) -> Dossier:
    """Return the story's articles with their sentences."""
    mine = tuple(articles[article_id] for article_id in story.articles)
    return Dossier(story, mine, tuple(split_sentences(article) for article in mine))


def in_one_language(dossier: Dossier) -> tuple[Dossier, tuple[Article, ...]]:
    """Return the part of a story that it is written from, all of one language, and the articles that it leaves out."""
    language = main_language(a.language for a in dossier.articles)
    kept = [a.language == language or {a.language, language} <= PARSED for a in dossier.articles]
    if all(kept):
        return dossier, ()
    ids = [a.id for a, keep in zip(dossier.articles, kept, strict=True) if keep]
    part = _part(dossier.story, ids)
    articles = tuple(dossier.article(a) for a in ids)
    sentences = tuple(row for row, keep in zip(dossier.sentences, kept, strict=True) if keep)
    times = [a.published for a in articles if a.published]
    part = replace(part, first=min(times, default=None), last=max(times, default=None))
    return Dossier(part, articles, sentences), tuple(a for a in dossier.articles if a.id not in ids)


def _headline(dossier: Dossier) -> str:
    mine, _ = in_one_language(dossier)
    if (language := mine.articles[0].language) not in PARSED:
        found = [title.text for title in rank_plainly(mine, tongue_of(language), None)]
    else:
        found = [title.text for title in rank_titles(mine, None)]
    return found[0] if found else dossier.articles[0].title


def open_page(dossier: Dossier, embedder: Embedder) -> Page:
    """Return a story in one language ready for writing without a parser: its sentences and titles embedded."""
    dossier = with_columns_flagged(dossier)
    sentences = worth_embedding(dossier)
    texts = [*(s.text for s in sentences), *(article.title for article in dossier.articles)]
    return lay_page(dossier, sentences, embedder.embed(texts))


def open_desk(dossier: Dossier, tagger: Tagger, embedder: Embedder, worth: int | None = None) -> Desk:
    """Return the story ready for writing: its best sentences and titles parsed, embedded and weighed."""
    sentences = _worth_parsing(dossier, worth or _parsed_of(dossier))
    texts = [sentence.text for sentence in sentences]
    with ThreadPoolExecutor(1) as aside:  # an embedder that works elsewhere has answered when the parser is done
        asked = aside.submit(embedder.embed, [*texts, *(article.title for article in dossier.articles)])
        parsed = parse(texts, tagger)
        names, days = NameBook.of(dossier.articles), DayBook.of(dossier.articles)
        vectors = asked.result()
    meaning = Meaning(vectors[: len(texts)], vectors[len(texts) :])
    titles = newest_titles(dossier, rank_titles(dossier, meaning.titles))[:TITLES_TRIED]
    rows = tuple(Parsed(s, t) for s, t in zip(sentences, parsed, strict=True))
    return Desk(
        dossier=dossier,
        parsed=rows,
        scores=score(dossier, sentences, meaning),
        vectors=meaning.sentences,
        titles=titles,
        title_tokens=tuple(tagger.tag([title.text for title in titles])),
        title_vectors=meaning.titles[[dossier.story.articles.index(title.article) for title in titles]],
        names=names,
        days=days,
        ledger=make_ledger({a.id: a for a in dossier.articles}, rows, dossier.story, names, days),
    )


def parse(texts: Sequence[str], tagger: Tagger) -> list[tuple[Token, ...]]:
    """Return the tokens of each sentence from its own first word on.

    A dateline or a connective before it would be read as part of the clause ("KYIV (Agency) - Talks" as a speaker).
    """
    heads = [sum(len(cut.before) - len(cut.after) for cut in leading_cuts(text)) for text in texts]
    tokens = tagger.tag([text[head:] for text, head in zip(texts, heads, strict=True)])
    return [tuple(replace(t, start=t.start + h) for t in row) for row, h in zip(tokens, heads, strict=True)]


def _parsed_of(dossier: Dossier) -> int:
    return max(LEAST_PARSED, min(PARSED_EACH * len(dossier.articles), MOST_PARSED))


def _worth_parsing(dossier: Dossier, worth: int) -> tuple[Sentence, ...]:
    """Return the sentences that carry the story, then those of background, shared quotation or count."""
    found = {sentence.span: sentence for sentence in shortlist(dossier, worth)}
    for more in (background_sentences(dossier), Phrases(dossier).sentences(dossier), figure_sentences(dossier)):
        new = [s for s in more if s.span not in found]
        found.update((s.span, s) for s in new[: worth // 4])
    return tuple(found.values())


def in_words(
    dossier: Dossier, words: int, tagger: Tagger, embedder: Embedder, worth: int | None = None
) -> tuple[Line, ...]:
    """Return the verified lines that say most of a story in about `words` words; fewer where more would dilute.

    Opinion gives no line while there is anything else. May be empty.
    """
    dossier, _ = in_one_language(dossier)
    if dossier.articles[0].language not in PARSED:
        return plain_digest(open_page(dossier, embedder), words)
    desk = open_desk(dossier, tagger, embedder, worth)
    found, _ = candidates(desk)
    barred = {a.id for a in dossier.articles if "opinion" in a.flags}
    reports = [c for c in found if c.sentence.span.article not in barred] or found
    return tuple(c.line for c in digest(dossier, reports, desk.vectors, words))


def tell(told: Told, number: int, *, tagger: Tagger, embedder: Embedder, settings: Settings) -> Brief:
    """Return the verified brief of story `number` (from 0). Raises LineRefused when not even a headline holds."""
    dossier, left_out = in_one_language(lay_open(told.stories[number], told.articles))
    others = other_languages(
        left_out, {code: tongue.name for code, tongue in TONGUES.items()} | {"en": "English", "und": "undecided"}
    )
    made_at = told.until or dossier.newest
    if dossier.articles[0].language not in PARSED:
        draft = compose_plainly(open_page(dossier, embedder), made_at=made_at, shape=settings.shape, others=others)
    else:
        draft = compose(open_desk(dossier, tagger, embedder), made_at=made_at, shape=settings.shape)
        draft = replace(draft, notes=(*draft.notes, *others))
    return verify_brief(draft, articles_of(dossier), settings.shape)
