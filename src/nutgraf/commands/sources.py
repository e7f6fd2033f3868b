"""`add`, `sources`, `remove`, `mute`, `hide`, `weight`, `export`: what is followed, and how it is doing."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from nutgraf.console import NOTHING, OK, PARTLY, ended, out, say
from nutgraf.errors import NotFound, UsageError
from nutgraf.opened import DbFile, Now, SettingsFile, ToOpen, opened
from nutgraf.options import AllowPrivate

if TYPE_CHECKING:
    from nutgraf.daily import Daily
    from nutgraf.model import Feed, Health

FeedName = Annotated[str, typer.Argument(metavar="FEED", help="Its address, or a part of its address or title.")]
Off = Annotated[bool, typer.Option("--off", help="Take it back.")]


class SourcesFormat(StrEnum):
    """How the list of sources is printed."""

    text = "text"
    json = "json"


def add(
    targets: Annotated[
        list[str], typer.Argument(metavar="URL_OR_OPML", help="Addresses of feeds or of sites, or OPML files.")
    ],
    folder: Annotated[str, typer.Option("--folder", metavar="NAME", help="Folder to put new feeds into.")] = "",
    db: DbFile = None,
    settings: SettingsFile = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Follow feeds: by address, by the address of a site whose page names them, or all of an OPML file."""
    given = ToOpen(db, settings, None, allow_private)
    raise typer.Exit(ended(lambda: _add(given, targets, folder)))


def _add(given: ToOpen, targets: list[str], folder: str) -> int:
    from nutgraf.briefs.printed.wording import flat, many
    from nutgraf.subscribing import feeds_of

    new, known, failed = 0, 0, 0
    with opened(given, makes=True) as daily:
        for target in targets:
            found = feeds_of(target, daily.settings, folder)
            for message in found.failed:
                say(message)
            failed += len(found.failed)
            fresh = daily.archive.feeds.add(found.feeds)
            new, known = new + len(fresh), known + len(found.feeds) - len(fresh)
            for feed in fresh[:20]:
                out(f"+ {flat(feed.title or feed.address)}  {flat(feed.address)}\n", what="answer")
    already = f", {many(known, 'feed')} followed already" if known else ""
    out(f"{many(new, 'new feed')}{already}. `nutgraf run` fetches them.\n", what="answer")
    return PARTLY if failed and new + known else NOTHING if failed else OK


def sources(
    format: Annotated[SourcesFormat, typer.Option("--format", help="How to print.")] = SourcesFormat.text,
    db: DbFile = None,
    settings: SettingsFile = None,
    now: Now = None,
) -> None:
    """List what is followed: last fetch, entries a day, share of stubs, and in words what is wrong."""
    given = ToOpen(db, settings, now)
    raise typer.Exit(ended(lambda: _sources(given, format)))


def _sources(given: ToOpen, form: SourcesFormat) -> int:
    with opened(given) as daily:
        found = daily.archive.feeds.health(given.moment)
    if not found:
        say("No feed is followed yet; `nutgraf add ADDRESS` adds one.")
        return NOTHING
    out(health_json(found) if form is SourcesFormat.json else health_text(found, given.moment), what="list")
    return OK


def health_text(found: "tuple[Health, ...]", now: datetime) -> str:
    """Return the list of sources as text: one line each, and one more for what is wrong."""
    from nutgraf.briefs.printed.health import a_day, ago, failing, marks_of, moved, name_of, stub_share
    from nutgraf.briefs.printed.wording import flat

    lines = [f"{'last fetch':<12}{'a day':>6}{'stubs':>7}  feed"]
    folder: tuple[str, ...] = ()
    for one in found:
        feed = one.feed
        if feed.folders != folder:
            folder = feed.folders
            lines.append(f"[{' / '.join(map(flat, folder)) or 'no folder'}]")
        share = stub_share(one)
        stubs = "-" if share is None else f"{round(100 * share)} %"
        marks = "".join(f" ({word})" for word in marks_of(feed))
        lines.append(f"{ago(feed.fetched_at, now):<12}{a_day(one):>6.1f}{stubs:>7}  {name_of(feed)}{marks}")
        lines += [f"{'':<27}{sign} {words}" for sign, words in (("!", failing(feed)), (">", moved(feed))) if words]
    return "\n".join(lines) + "\n"


def health_json(found: "tuple[Health, ...]") -> str:
    """Return the list of sources as a JSON array."""
    import msgspec

    return msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n"


def remove(name: FeedName, db: DbFile = None) -> None:
    """Follow a feed no longer. What it brought stays in the archive."""
    raise typer.Exit(ended(lambda: _remove(ToOpen(db), name)))


def _remove(given: ToOpen, name: str) -> int:
    with opened(given) as daily:
        gone = daily.archive.feeds.remove(one_feed(daily, name).address)
    out(f"- {gone.title or gone.address}: no longer followed.\n", what="answer")
    return OK


def hide(name: FeedName, off: Off = False, db: DbFile = None) -> None:
    """Keep a feed out of view: what only it tells is not listed. It still counts as evidence."""
    raise typer.Exit(ended(lambda: _decide(ToOpen(db), name, "hidden", not off)))


def weight(
    name: FeedName,
    value: Annotated[float, typer.Argument(metavar="WEIGHT", min=0, max=1, help="From 0 to 1; 1 counts in full.")],
    db: DbFile = None,
) -> None:
    """Let a feed count less when stories are ranked."""
    raise typer.Exit(ended(lambda: _decide(ToOpen(db), name, "weight", value)))


def mute_feed(given: ToOpen, name: str, *, off: bool) -> int:
    """Use a feed as evidence no longer, or again; return the exit code."""
    return _decide(given, name, "muted", not off)


def _decide(given: ToOpen, name: str, what: str, value: object) -> int:
    from nutgraf.briefs.printed.health import marks_of

    with opened(given) as daily:
        feed = daily.archive.feeds.change(one_feed(daily, name).address, **{what: value})
    marks = ", ".join(marks_of(feed)) or "counts and shows like any other"
    out(f"{feed.title or feed.address}: {marks}.\n", what="answer")
    return OK


def one_feed(daily: "Daily", name: str) -> "Feed":
    """Return the feed that is meant. Raises NotFound, or UsageError when there are several."""
    known = daily.archive.feeds.all()
    exact = [feed for feed in known if feed.address == name]
    near = [f for f in known if name.casefold() in f.address.casefold() or name.casefold() in f.title.casefold()]
    found = exact or near
    if not found:
        raise NotFound(f"No followed feed is named {name}; `nutgraf sources` lists them.", about=name)
    if len(found) > 1:
        some = ", ".join(feed.address for feed in found[:3])
        raise UsageError(f"{name} may be {len(found)} of the feeds ({some} ...); give more of its address.")
    return found[0]


def export(
    opml: Annotated[bool, typer.Option("--opml", help="The feeds as OPML 2.0, folders kept.")] = False,
    db: DbFile = None,
) -> None:
    """Print what is followed in a form that other programs read."""
    raise typer.Exit(ended(lambda: _export(ToOpen(db), opml=opml)))


def _export(given: ToOpen, *, opml: bool) -> int:
    from nutgraf.subscribing import opml_of

    if not opml:
        raise UsageError("Say what to export: nutgraf export --opml > feeds.opml")
    with opened(given) as daily:
        out(opml_of(daily.archive.feeds.all()), what="export")
    return OK
