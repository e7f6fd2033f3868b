"""`user`: who may log in at the web reader, and passwords for their apps. Passwords are never words of a command line:
others on the machine can see those."""

import sys
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from nutgraf.console import OK, ended, out, say
from nutgraf.errors import UsageError
from nutgraf.opened import DbFile, Now, ToOpen, opened

if TYPE_CHECKING:
    from nutgraf.store.archive import Archive

MOST_TYPED = 4_000
"""Characters read of a password that is piped in."""


class UserDeed(StrEnum):
    """What is done to users."""

    add = "add"
    list = "list"
    remove = "remove"
    password = "password"
    app_password = "app-password"
    revoke = "revoke"


def user(
    do: Annotated[
        UserDeed,
        typer.Argument(metavar="DO", help="add, list, remove, password, app-password (makes one), revoke (ends one)."),
    ],
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="Of the user.", show_default=False)] = "",
    label: Annotated[str, typer.Argument(metavar="[LABEL]", help="Of the app password.", show_default=False)] = "",
    db: DbFile = None,
    now: Now = None,
) -> None:
    """Say who may log in; a password is asked for, or read from standard input."""
    raise typer.Exit(ended(lambda: _user(ToOpen(db, None, now), do, name.strip().casefold(), label.strip())))


def _user(given: ToOpen, do: UserDeed, name: str, label: str) -> int:
    if do is not UserDeed.list and not name:
        raise UsageError(f"Name the user: `nutgraf user {do} NAME`.")
    if do in (UserDeed.app_password, UserDeed.revoke) and not label:
        raise UsageError(f"Name the app as well: `nutgraf user {do} {name} LABEL`.")
    with opened(given, makes=do is UserDeed.add) as daily:
        DEEDS[do](daily.archive, name, label, given.moment)
    return OK


def _add(archive: "Archive", name: str, _: str, now: datetime) -> None:
    if name in archive.users.names():
        raise UsageError(f"There is a user {name} already; `nutgraf user password {name}` gives a new password.")
    kept = archive.users.add(name, _typed(f"Password of {name}"), now)
    out(f"{kept} may log in.\n", what="answer")


def _list(archive: "Archive", _: str, __: str, now: datetime) -> None:
    for name, made_at in archive.users.made().items():
        apps = [one.label for one in archive.tokens.of(name, "app")]
        sessions = [s for s in archive.tokens.of(name, "session") if s.expires_at is None or s.expires_at > now]
        told = f"; app passwords: {', '.join(apps)}" if apps else ""
        out(f"{name}  since {made_at:%Y-%m-%d}; {len(sessions)} sessions{told}\n", what="list")


def _remove(archive: "Archive", name: str, _: str, __: datetime) -> None:
    archive.users.remove(name)
    out(f"{name} may not log in any more; marks and what was read are forgotten.\n", what="answer")


def _password(archive: "Archive", name: str, _: str, __: datetime) -> None:
    if name not in archive.users.names():
        raise UsageError(f"There is no user {name}; `nutgraf user list` names all.")
    archive.users.set_password(name, _typed(f"New password of {name}"))
    out(f"{name} has a new password; all sessions are ended.\n", what="answer")


def _app_password(archive: "Archive", name: str, label: str, now: datetime) -> None:
    token = archive.tokens.issue(name, "app", label, now)
    say(f"This password is for {label} alone, and is shown this once:")
    out(f"{token}\n", what="password")


def _revoke(archive: "Archive", name: str, label: str, _: datetime) -> None:
    found = [one for one in archive.tokens.of(name, "app") if one.label == label]
    if not found:
        raise UsageError(f"{name} has no app password {label!r}; `nutgraf user list` names all.")
    archive.tokens.revoke(name, found[0].id)
    out(f"The app password {label} of {name} holds no longer.\n", what="answer")


DEEDS: dict[UserDeed, Callable[["Archive", str, str, datetime], None]] = {
    UserDeed.add: _add,
    UserDeed.list: _list,
    UserDeed.remove: _remove,
    UserDeed.password: _password,
    UserDeed.app_password: _app_password,
    UserDeed.revoke: _revoke,
}
"""What is done, by name."""


def _typed(prompt: str) -> str:
    """Return a password: typed twice without echo on a terminal, else the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline(MOST_TYPED).rstrip("\r\n")
    import getpass

    first = getpass.getpass(f"{prompt}: ")
    if getpass.getpass("The same again: ") != first:
        raise UsageError("The password was not typed alike twice.")
    return first
