"""`digest`, `subscribe`, `unsubscribe`, `hook`, `notify`: what goes out by mail and to other programs."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from nutgraf.console import NOTHING, OK, PARTLY, ended, out, say
from nutgraf.errors import UsageError
from nutgraf.opened import DbFile, Now, SettingsFile, ToOpen, opened
from nutgraf.options import AllowPrivate

if TYPE_CHECKING:
    from nutgraf.daily import Daily
    from nutgraf.deliver.notify import Notified


class EveryChoice(StrEnum):
    """How often a digest is sent."""

    day = "day"
    hour = "hour"


class HookAction(StrEnum):
    """What to do with hooks."""

    add = "add"
    list = "list"
    remove = "remove"
    test = "test"


class WantsChoice(StrEnum):
    """Which stories a hook is told of."""

    followed = "followed"
    all = "all"


def digest(
    preview: Annotated[
        str | None,
        typer.Option("--preview", metavar="ADDRESS", help="Print the text that ADDRESS would get; nothing is sent."),
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
    plain = made.get_body(("plain",))
    assert plain is not None, "a digest has a plain body"
    heads = "".join(f"{name}: {value}\n" for name, value in made.items() if not name.lower().startswith("content-"))
    out(f"{heads}\n{plain.get_content()}", what="message")
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
    new = Subscriber(checked_address(address), reader, every.value, query, "", active=True, made_at=moment)
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


def hook(
    action: Annotated[HookAction, typer.Argument(metavar="ACTION", help="add, list, remove or test.")],
    what: Annotated[
        str, typer.Argument(metavar="[ADDRESS_OR_N]", help="A web or apprise address to add; a hook's number.")
    ] = "",
    secret: Annotated[str, typer.Option("--secret", metavar="S", help="Signs; without it one is made.")] = "",
    wants: Annotated[WantsChoice, typer.Option("--wants", help="Of which stories.")] = WantsChoice.followed,
    brief: Annotated[bool, typer.Option("--brief", help="With the whole brief document.")] = False,
    db: DbFile = None,
    settings: SettingsFile = None,
    now: Now = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Tell other programs and services of new editions: webhooks, signed, and whatever apprise knows."""
    given = ToOpen(db, settings, now, allow_private)
    work: dict[HookAction, Callable[[], int]] = {
        HookAction.add: lambda: _hook_add(given, what, secret, wants, brief=brief),
        HookAction.list: lambda: _hook_list(given),
        HookAction.remove: lambda: _hook_remove(given, what),
        HookAction.test: lambda: _hook_test(given, what),
    }
    raise typer.Exit(ended(work[action]))


def _hook_add(given: ToOpen, address: str, secret: str, wants: WantsChoice, *, brief: bool) -> int:
    from nutgraf.deliver.notify import hook_of

    if not address:
        raise UsageError("Say which address: nutgraf hook add https://a.example/hook")
    new = hook_of(address, secret, "all" if wants is WantsChoice.all else "followed", given.moment, with_brief=brief)
    with opened(given) as daily:
        made = daily.archive.hooks.add(new)
    out(
        f"Hook {made.n} is told of what is published from now on; `nutgraf hook test {made.n}` tries it.\n",
        what="answer",
    )
    if made.secret:
        out(f"It is signed with {made.secret}\n", what="answer")
    return OK


def _hook_list(given: ToOpen) -> int:
    from nutgraf.briefs.printed.wording import flat, many
    from nutgraf.deliver.service import checked_service

    with opened(given) as daily:
        found = daily.archive.hooks.all()
    if not found:
        say("There is no hook yet; `nutgraf hook add ADDRESS` adds one.")
        return NOTHING
    for one in found:
        shown = one.address if one.kind == "webhook" else checked_service(one.address)
        brief = ", with the brief" if one.with_brief else ""
        out(f"{one.n:>3}  {flat(shown)}  ({one.wants}{brief})\n", what="list")
        if one.failures:
            state = f"stopped; `nutgraf hook test {one.n}` takes it up again" if one.stopped else "is tried again"
            out(f"     ! failed {many(one.failures, 'time')} in a row, {state}. {flat(one.failure)}\n", what="list")
    return OK


def _hook_remove(given: ToOpen, what: str) -> int:
    with opened(given) as daily:
        gone = daily.archive.hooks.remove(_number(what))
    out(f"Hook {gone.n} is told nothing any longer.\n", what="answer")
    return OK


def _hook_test(given: ToOpen, what: str) -> int:
    from nutgraf.deliver.notify import try_hook
    from nutgraf.views import Newsstand

    with opened(given) as daily:
        moment = given.moment
        one = daily.archive.hooks.get(_number(what))
        try_hook(Newsstand(daily, lambda: moment), one, moment)
    out(f"Hook {one.n} took the test message.\n", what="answer")
    return OK


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise UsageError("Say which hook by its number; `nutgraf hook list` shows them.")
    return int(text)


def notify(
    db: DbFile = None, settings: SettingsFile = None, now: Now = None, allow_private: AllowPrivate = False
) -> None:
    """Tell the hooks of new editions; for a timer, where no `nutgraf run` does it after each round."""
    given = ToOpen(db, settings, now, allow_private)
    raise typer.Exit(ended(lambda: _notify(given)))


def _notify(given: ToOpen) -> int:
    from nutgraf.briefs.printed.wording import many

    with opened(given) as daily:
        done = tell_hooks(daily, given.moment)
    sent = sum(one.sent for one in done)
    out(f"{many(sent, 'message')} sent.\n", what="answer")
    failed = sum(bool(one.why) for one in done)
    return OK if not failed else PARTLY if sent or failed < len(done) else NOTHING


def tell_hooks(daily: "Daily", moment: datetime) -> "list[Notified]":
    """Tell the hooks of an archive what is new, saying what failed; nothing is loaded when there is none."""
    if not daily.archive.hooks.all():
        return []
    from nutgraf.deliver.notify import notify as tell
    from nutgraf.views import Newsstand

    done = tell(Newsstand(daily, lambda: moment), daily.settings, moment)
    for one in done:
        if one.why:
            say(one.why)
    return done


def after_round(daily: "Daily", moment: datetime) -> None:
    """Tell the hooks at the end of a round; another process that is at it does the same work."""
    with suppress(UsageError):
        tell_hooks(daily, moment)
