"""A digest as its two bodies show it: what text and HTML have in common, so that they never disagree. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from nutgraf.briefs.printed.modes import JUDGED
from nutgraf.briefs.printed.wording import article_of, day, flat, many, when
from nutgraf.deliver.address import Addresses
from nutgraf.deliver.digest import Digest, Told
from nutgraf.deliver.wording import change_mark, change_words, long_day, sentence, shortened, where
from nutgraf.model import ClaimChange, SourceNote
from nutgraf.views import LineView, StoryView
from nutgraf.views.brief_html import is_web_address

MOST_SOURCES = 6
"""Sources listed under one story; the others stand on its page."""
NOT_BY_CLAIM = "There is news in it that cannot be told by claim; this is the summary as it stands now."
"""Said of a changed story in a language that is not parsed."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A line with what it rests on."""

    text: str
    """As printed."""
    sign: str
    """How certain, as a sign."""
    certainty: str
    """How certain, in a word, with the number of origins when there are several, and the mark of free wording."""
    numbers: tuple[int, ...]
    """Its sources in the list below the story."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A change with the sentences behind it."""

    words: str
    """What became of the claim."""
    now: str
    """The sentence it rests on; empty when nobody reports it any longer."""
    mark: str
    """How certain that is when it is new, who prints it, and when."""
    number: int
    """That article in the list below the story; 0 when it is not there."""
    before: str
    """The sentence it rested on; empty when there was none."""
    where_before: str
    """Who printed that."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A source below a story."""

    number: int
    """From 1."""
    name: str
    """Outlet and time."""
    url: str
    """Its address; empty when it is none of the web."""


@dataclass(frozen=True, slots=True)
class Item:
    """A story in the letter."""

    number: int
    """From 1."""
    headline: str
    """The first layer."""
    head: str
    """New, or changed since when; how certain the headline is; how many articles, outlets and origins."""
    summary: tuple[Cited, ...]
    """Of a new story, and of one whose change cannot be told by claim."""
    context: tuple[Cited, ...]
    """Of a new story."""
    changes: tuple[Moved, ...]
    """Of a story told before."""
    more: str
    """What is not shown of it, in a sentence; may be empty."""
    wording: str
    """Who worded its lines, how and when, and what the mark of free wording means."""
    sources: tuple[Listed, ...]
    """What its lines rest on."""
    link: str
    """Its page."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A digest, ready to be set."""

    title: str
    """Name of the paper."""
    day: str
    """`Tuesday 13 May 2025`."""
    subject: str
    """Subject of the message."""
    lead: str
    """How much there is, in a sentence."""
    items: tuple[Item, ...]
    """The stories."""
    left_out: str
    """How many stories are not shown; may be empty."""
    front: str
    """Address of the front page."""
    why: str
    """Why the reader gets this, in a sentence."""
    stop: str
    """Address that ends it; empty when the paper has none that leads there from everywhere."""


def letter_of(digest: Digest, title: str, addresses: Addresses) -> Letter:
    """Return a digest as both bodies show it."""
    one = digest.subscriber
    first = shortened(digest.stories[0].view.headline.text, 120)
    others = len(digest.stories) + digest.left_out - 1
    new = sum(told.is_new for told in digest.stories)
    changed = len(digest.stories) - new
    parts = [many(new, "new story").replace("storys", "stories")] if new else []
    parts += [f"{many(changed, 'story').replace('storys', 'stories')} with changes"] if changed else []
    left = digest.left_out
    about = f" about {flat(one.query)}" if one.query else ""
    return Letter(
        title=flat(title),
        day=long_day(digest.at),
        subject=first + (f" (and {others} more)" if others else ""),
        lead=f"{' and '.join(parts)}{about}, as of {when(digest.at)}.",
        items=tuple(_item(n, told, addresses) for n, told in enumerate(digest.stories, 1)),
        left_out=f"{many(left, 'more story').replace('storys', 'stories')} with news not shown here." if left else "",
        front=f"{addresses.base}/",
        why=f"Sent once {'a day' if one.every == 'day' else 'an hour'}, when there is news, to {flat(one.address)}.",
        stop=addresses.unsubscribe(one.token) if addresses.outside else "",
    )


def _item(number: int, told: Told, addresses: Addresses) -> Item:
    view = told.view
    since = next((at for n, at in view.editions if n == told.since), None)
    head = f"{'Changed since ' + day(since) if since else 'New'}{', followed' if told.followed else ''}"
    head += f"; {view.headline.sign} {view.headline.certainty}; {view.counts}"
    if told.changes:
        named = dict.fromkeys(article_of(one.evidence[0].span.article) for one in told.changes if one.evidence)
        numbers = {name: n for n, name in enumerate(named, 1)}
        return Item(
            number=number,
            headline=flat(view.headline.text),
            head=head,
            summary=(),
            context=(),
            changes=tuple(_moved(change, told.sources, numbers) for change in told.changes),
            more=f"{many(told.more, 'more change')} on its page." if told.more else "",
            wording=_wording(view),
            sources=_listed(numbers, told.sources),
            link=addresses.story(view.id, view.number),
        )
    context = view.context if told.is_new else ()
    numbers = _numbers([view.headline, *view.summary, *context])
    return Item(
        number=number,
        headline=flat(view.headline.text),
        head=head,
        summary=tuple(_cited(line, numbers) for line in view.summary),
        context=tuple(_cited(line, numbers) for line in context),
        changes=(),
        more="" if told.is_new else NOT_BY_CLAIM,
        wording=_wording(view),
        sources=_listed(numbers, {source.id: source for source in view.sources}),
        link=addresses.story(view.id, view.number),
    )


def _numbers(lines: Sequence[LineView]) -> dict[str, int]:
    """Return the number of each article that lines rest on: every line's own first, so that none goes without."""
    own = dict.fromkeys(line.sources[0].article for line in lines if line.sources)
    every = dict.fromkeys([*own, *(one.article for line in lines for one in line.sources)])
    return {name: n for n, name in enumerate(list(every)[: max(MOST_SOURCES, len(own))], 1)}


def _cited(line: LineView, numbers: dict[str, int]) -> Cited:
    origins = f", {many(len(line.origins), 'origin')}" if len(line.origins) > 1 else ""
    named = dict.fromkeys(numbers[one.article] for one in line.sources if one.article in numbers)
    judged = f"; {JUDGED}" if line.judged else ""
    return Cited(flat(line.text), line.sign, f"{line.certainty}{origins}{judged}", tuple(named))


def _wording(view: StoryView) -> str:
    return " ".join(filter(None, (view.wording, view.judged_note)))


def _listed(numbers: dict[str, int], sources: dict[str, SourceNote]) -> tuple[Listed, ...]:
    return tuple(_source(n, sources[name]) for name, n in numbers.items() if name in sources)


def _source(number: int, source: SourceNote) -> Listed:
    at = f", {when(source.published)}" if source.published else ""
    return Listed(number, f"{flat(source.outlet)}{at}", source.url if is_web_address(source.url) else "")


def _moved(change: ClaimChange, sources: dict[str, SourceNote], numbers: dict[str, int]) -> Moved:
    now = change.evidence[0] if change.evidence else None
    before = change.before[0] if change.before else None
    return Moved(
        words=change_words(change),
        now=sentence(now) if now else "",
        mark=change_mark(change, sources),
        number=numbers.get(article_of(now.span.article), 0) if now else 0,
        before=sentence(before) if before else "",
        where_before=where(before, sources) if before else "",
    )
