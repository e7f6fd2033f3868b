"""Fetch what is due: feeds first, then the pages of entries that carry a teaser only.

Rule 1: an entry is known by its feed, by the name that the feed gives it (else its address, else its title), and by
        what it says; so it is taken in again only when it says something else.
Rule 2: a page that cannot be had leaves the teaser, and the reason.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from nutgraf.errors import InputError
from nutgraf.model import Answer, Ask, Failed, Feed, Fetched, Incoming, Item, Kept, Round
from nutgraf.ports import Contents, Fetch, Inbox, Shelves
from nutgraf.rounds.pace import after_answer, after_failure
from nutgraf.settings import Settings

OnStep = Callable[[str, int], None]
"""Told what is going on and how many are done."""
_WEB = ("http://", "https://")


def fetch_round(
    at: Round, shelves: Shelves, fetch: Fetch, contents: Contents, settings: Settings, on_step: OnStep
) -> dict[str, int]:
    """Take in what is due; a round that is taken up again asks only what it has not asked yet."""
    counts = ask_feeds(at, shelves.feeds.due(at.now), shelves.inbox, fetch, contents, settings, on_step)
    return counts | {"pages": fetch_pages(shelves.inbox.awaiting_pages(at.n), shelves.inbox, fetch, on_step)}


def ask_feeds(
    at: Round,
    feeds: Sequence[Feed],
    inbox: Inbox,
    fetch: Fetch,
    contents: Contents,
    settings: Settings,
    on_step: OnStep,
) -> dict[str, int]:
    """Ask feeds and take in what they bring, each feed in a transaction of its own."""
    due = {feed.address: feed for feed in feeds}
    asks = [Ask(feed.address, feed.etag, feed.last_modified) for feed in due.values()]
    counts = {"feeds": len(due), "feeds_failed": 0, "items": 0}
    for done, answer in enumerate(fetch.answers(asks), 1):
        feed, new = _take_in(at, due[answer.ask.address], answer, inbox, contents, settings)
        counts["items"] += new
        counts["feeds_failed"] += bool(feed.failure)
        on_step("Fetching feeds", done)
    return counts


def _take_in(
    at: Round, feed: Feed, answer: Answer, inbox: Inbox, contents: Contents, settings: Settings
) -> tuple[Feed, int]:
    arrived: list[Incoming] = []
    if answer.got is not None:
        try:
            arrived = list(_incoming(answer.got, contents, settings))
        except InputError as error:
            return _failed(at, feed, error.message, answer, inbox, settings)
    new = inbox.unknown(feed, arrived)
    after = after_answer(_titled(feed, arrived), answer, len(new), at.now, settings.rounds)
    return after, inbox.took(at.n, after, new)


def _failed(at: Round, feed: Feed, why: str, answer: Answer, inbox: Inbox, settings: Settings) -> tuple[Feed, int]:
    """Keep that what came could not be read. It is asked for in full next time: it may be mended by then."""
    after = after_failure(replace(feed, status=answer.status), why, at.now, settings.rounds, answer.wait_s)
    return after, inbox.took(at.n, replace(after, etag="", last_modified=""), ())


def _incoming(got: Fetched, contents: Contents, settings: Settings) -> Iterator[Incoming]:
    """Yield the entries; those without any text want their page."""
    for outcome in contents(got):
        if isinstance(outcome, Failed):
            continue
        item = outcome.value
        wants = settings.rounds.pages and item.partial and (item.url or "").startswith(_WEB)
        yield Incoming(key_of(item), item, wants)


def key_of(item: Item) -> str:
    """Return what names an entry within its feed."""
    return item.guid or item.url or f"{item.title or ''} {item.published or ''}".strip() or item.address


def _titled(feed: Feed, arrived: list[Incoming]) -> Feed:
    """Return the feed with the title that it gives itself, when nobody gave it one."""
    named = next((one.item.outlet for one in arrived if one.item.outlet), None)
    return feed if feed.title or not named else replace(feed, title=named)


def fetch_pages(wanting: Sequence[Kept], inbox: Inbox, fetch: Fetch, on_step: OnStep) -> int:
    """Fetch the pages that entries want; returns how many came."""
    waiting: dict[str, list[Kept]] = {}
    for kept in wanting:
        waiting.setdefault(kept.item.url or "", []).append(kept)
    came = 0
    asks = [Ask(address, page=True) for address in waiting]
    for done, answer in enumerate(fetch.answers(asks), 1):
        for kept in waiting[answer.ask.address]:
            if answer.got is None:
                inbox.got_page(kept.n, None, answer.failed.message if answer.failed else "")
            else:
                inbox.got_page(kept.n, page_of(kept.item, answer.got))
        came += answer.got is not None
        on_step("Fetching pages", done)
    return came


def page_of(item: Item, got: Fetched) -> Item:
    """Return an entry with its page in the place of its teaser; what the feed said of it stays."""
    return replace(item, kind="html", body=got.body, charset=got.charset, partial=False)
