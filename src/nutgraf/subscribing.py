"""From what a person names to feeds: an address of a feed or of a site, an OPML file; and back to OPML."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nutgraf.errors import InputError, NotFound, NotReadable
from nutgraf.model import Feed
from nutgraf.settings import Settings
from nutgraf.sources.discover import feeds_of_page, guesses
from nutgraf.sources.fetch import Fetcher
from nutgraf.sources.opml import Opml, OpmlFeed, read_opml, write_opml
from nutgraf.sources.outcome import Arrived
from nutgraf.sources.sniff import HEAD, sniff
from nutgraf.sources.unpack import open_unpacked, read_capped

FEEDS = frozenset({"feed", "json"})
"""What a feed is sniffed as; JSON that holds no feed says so at the first fetch."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a name led to."""

    feeds: tuple[Feed, ...]
    """In order."""
    failed: tuple[str, ...] = ()
    """What went wrong, in sentences."""


def feeds_of(target: str, settings: Settings, folder: str = "") -> Found:
    """Return the feeds that an address or an OPML file names."""
    folders = (folder,) if folder else ()
    try:
        if target.lower().startswith(("http://", "https://")):
            return Found(_of_web(target, settings, folders))
        return Found(_of_file(target, settings, folders))
    except InputError as error:
        return Found((), (error.message,))


def feeds_of_list(data: bytes, name: str, folder: str = "") -> Found:
    """Return the feeds that the bytes of an OPML file name; `name` is what a sentence of failure calls it."""
    try:
        return Found(_of_opml(data, name, None, (folder,) if folder else ()))
    except InputError as error:
        return Found((), (error.message,))


def opml_of(feeds: Iterable[Feed]) -> str:
    """Return feeds as OPML 2.0."""
    outlines = tuple(OpmlFeed(feed.address, feed.title, feed.site, feed.folders) for feed in feeds)
    return write_opml(Opml(outlines, "Feeds followed with nutgraf")).decode("utf-8")


def _of_file(path: str, settings: Settings, folders: Sequence[str]) -> tuple[Feed, ...]:
    try:
        with open(path, "rb") as raw:
            data = read_capped(open_unpacked(raw, path), settings.limits.max_bytes, path)
    except OSError as error:
        if not os.path.exists(path):
            raise NotFound(f"{path} is neither a web address nor a file.", about=path) from error
        raise NotReadable(f"{path} cannot be read: {error.strerror}.", about=path) from error
    return _of_opml(data, path, None, folders)


def _of_opml(data: bytes, address: str, charset: str | None, folders: Sequence[str]) -> tuple[Feed, ...]:
    found = [outline for outline in read_opml(data, address, charset).outlines if outline.kind == "feed"]
    return tuple(Feed(f.address, f.title, f.site, (*folders, *f.folders)) for f in found)


def _of_web(address: str, settings: Settings, folders: Sequence[str]) -> tuple[Feed, ...]:
    """Return the feed at an address, or the first that its page names; else the first usual place that holds one."""
    fetcher = Fetcher(settings.limits)
    here = fetcher.arrived(address)
    if _is_opml(here):
        return _of_opml(here.data, address, here.charset, folders)
    if _is_feed(here):
        return (Feed(address, folders=tuple(folders)),)
    named = feeds_of_page(here.data, here.url or address, here.charset)
    if named:
        return (Feed(named[0].address, named[0].title, address, tuple(folders)),)
    for guess in guesses(here.url or address):
        try:
            if _is_feed(fetcher.arrived(guess)):
                return (Feed(guess, "", address, tuple(folders)),)
        except InputError:
            continue
    raise NotFound(
        f"{address} is no feed, its page names none, and none is at the usual places; give the feed's own address.",
        about=address,
    )


def _is_feed(here: Arrived) -> bool:
    return sniff(here.data[:HEAD], "") in FEEDS and not _is_opml(here)


def _is_opml(here: Arrived) -> bool:
    return b"<opml" in here.data[:HEAD].lower()
