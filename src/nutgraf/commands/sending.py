"""`digest`, `subscribe`, `unsubscribe`, `hook`, `notify`: what goes out by mail and to other programs."""

from enum import StrEnum
from typing import Annotated

import typer

from nutgraf.console import NOTHING, OK, PARTLY, ended, out, say
from nutgraf.errors import UsageError
from nutgraf.opened import DbFile, Now, SettingsFile, ToOpen, opened
from nutgraf.options import AllowPrivate


class EveryChoice(StrEnum):
    """How often a digest is sent."""

    day = "day"
    hour = "hour"


class WantsChoice(StrEnum):
    """Which stories a hook is told of."""

    followed = "followed"
    all = "all"


def digest(
    preview: Annotated[
        str | None, typer.Option("--preview", metavar="ADDRESS", help="Print what ADDRESS would get; nothing is sent.")
    ] = None,
    db: DbFile = None,
    settings: SettingsFile = None,
    now: Now = None,
) -> None:
    """Send the digests that are due, each with what is new to its reader; for a timer."""
    given = ToOpen(db, settings, now)
    raise typer.Exit(ended(lambda: _digest(given) if preview is None else _preview(given, preview)))


def _digest(given: ToOpen) -> int:
    from nutgraf.deliver.mailing import mail_due
    from nutgraf.views import Newsstand

    with opened(given) as daily:
        moment = given.moment
        done = mail_due(Newsstand(daily, lambda: moment), daily.settings, moment)
    for one in done:
        if one.why:
            say(one.why)
    counts = {what: sum(one.what == what for one in done) for what in ("sent", "nothing", "failed")}
    told = [f"{counts['sent']} sent"]
    told += [f"{counts['nothing']} with nothing new"] if counts["nothing"] else []
    told += [f"{counts['failed']} failed"] if counts["failed"] else []
    out(f"Digests: {', '.join(told)}.\n", what="answer")
    return OK if not counts["failed"] else PARTLY if counts["failed"] < len(done) else NOTHING


def _preview(given: ToOpen, address: str) -> int:
    from nutgraf.deliver.mailing import preview
    from nutgraf.deliver.message import checked_address
    from nutgraf.views import Newsstand

    with opened(given) as daily:
        moment = given.moment
        one = daily.archive.subscribers.get(checked_address(address))
        made = preview(Newsstand(daily, lambda: moment), daily.settings, one, moment)
    if made is None:
        say(f"There is nothing new for {one.address}: no mail.")
        return NOTHING
    out(made.as_string(), what="message")
    return OK


def subscribe(
    address: Annotated[
        str | None, typer.Argument(metavar="[ADDRESS]", help="Whom; without it, all are listed.")
    ] = None,
    every: Annotated[EveryChoice, typer.Option("--every", help="How often.")] = EveryChoice.day,
    query: Annotated[str, typer.Option("--query", metavar="QUERY", help="Only stories that fit.")] = "",
    reader: Annotated[
        str, typer.Option("--reader", metavar="NAME", help="What NAME has seen in the web reader is no news.")
    ] = "",
    db: DbFile = None,
    settings: SettingsFile = None,
    now: Now = None,
) -> None:
    """Send somebody a digest of what is new to them, every day or every hour."""
    given = ToOpen(db, settings, now)
    if address is None:
        raise typer.Exit(ended(lambda: _subscribers(given)))
    raise typer.Exit(ended(lambda: _subscribe(given, address, every, query, reader)))


def _subscribe(given: ToOpen, address: str, every: EveryChoice, query: str, reader: str) -> int:
    from nutgraf.deliver.digest import PERIODS
    from nutgraf.deliver.message import checked_address
    from nutgraf.model import Subscriber
    from nutgraf.text.query import parse_query

    moment = given.moment
    for note in parse_query(query, moment).notes:
        say(note)
    new = Subscriber(checked_address(address), reader, every.value, query, "", True, moment)
    with opened(given) as daily:
        one = daily.archive.subscribers.add(new, moment - PERIODS[new.every])
        if not daily.settings.mail.host:
            say("There is no mail server yet: set host and sender in [mail] of the settings.")
    out(f"{one.address} gets a digest every {one.every}; `nutgraf digest` sends it when it is due.\n", what="answer")
    return OK


def _subscribers(given: ToOpen) -> int:
    from nutgraf.briefs.printed.wording import flat, when

    with opened(given) as daily:
        found = daily.archive.subscribers.all()
    if not found:
        say("Nobody is subscribed yet; `nutgraf subscribe ADDRESS` sends a digest.")
        return NOTHING
    for one in found:
        about = f", about {flat(one.query)}" if one.query else ""
        last = f", last {when(one.sent_at)}" if one.sent_at else ""
        out(f"{one.address}  every {one.every}{about}{last}{'' if one.active else ', ended'}\n", what="list")
    return OK


def unsubscribe(
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="Whom.")],
    db: DbFile = None,
    settings: SettingsFile = None,
) -> None:
    """Send somebody no digest any longer, and forget the address."""
    raise typer.Exit(ended(lambda: _unsubscribe(ToOpen(db, settings), address)))


def _unsubscribe(given: ToOpen, address: str) -> int:
    from nutgraf.deliver.message import checked_address

    with opened(given) as daily:
        one = daily.archive.subscribers.remove(checked_address(address))
    out(f"{one.address} gets no more mail.\n", what="answer")
    return OK
