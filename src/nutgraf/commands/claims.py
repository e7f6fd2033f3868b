"""`ledger`: what the articles of a story claim."""

from enum import StrEnum
from typing import Annotated

import typer

from nutgraf.console import NOTHING, OK, PARTLY, Progress, ended, out, say, width
from nutgraf.options import AllowPrivate, HistoryFile, Inputs, MaxBytes, OwnersFile, Until
from nutgraf.reading import ToRead, told_of


class LedgerFormat(StrEnum):
    """How a ledger is printed."""

    table = "table"
    json = "json"
    csv = "csv"
    markdown = "markdown"
    plover = "plover"


def ledger(
    inputs: Inputs,
    format: Annotated[LedgerFormat, typer.Option("--format", help="How to print.")] = LedgerFormat.table,
    story: Annotated[
        int, typer.Option("--story", metavar="N", min=1, help="Which story; 1, the default, is the biggest.")
    ] = 1,
    until: Until = None,
    allow_private: AllowPrivate = False,
    max_bytes: MaxBytes = 20_000_000,
    owners: OwnersFile = None,
    history: HistoryFile = None,
) -> None:
    """Read articles and print what one story's articles claim: who, what, how certain, on which condition."""
    read = ToRead(inputs, until, allow_private, max_bytes, owners, history)
    raise typer.Exit(ended(lambda: _ledger(read, format, story)))


def _ledger(read: ToRead, form: LedgerFormat, story: int) -> int:
    """Do what `nutgraf ledger` promises; return the exit code."""
    from nutgraf.briefs.printed.ledger.plover import left_out
    from nutgraf.briefs.printed.ledger.render import days_of, printed
    from nutgraf.briefs.printed.wording import flat, many
    from nutgraf.claiming import unread
    from nutgraf.newsroom import open_newsroom

    with open_newsroom(read.settings()) as newsroom:
        told = told_of(newsroom, read, story, "ledger")
        if not told.stories:
            return NOTHING
        with Progress() as step:
            step("Reading claims", 0)
            found = newsroom.ledger(told, story - 1)
        apart = unread([told.articles[a] for a in told.stories[story - 1].articles])
        if apart:
            outlets = ", ".join(sorted({flat(a.outlet) for a in apart}))
            say(f"{many(len(apart), 'article')} left out, opinion or machine-translated: {outlets}.")
    if not found.positions:
        say("These articles make no claim that could be read, so there is no ledger.")
        return NOTHING
    days = days_of(told.articles)
    out(printed(found, form.value, days, width()), what="ledger")
    if form is LedgerFormat.plover and (missing := left_out(found, days)):
        say(f"{many(missing, 'claim')} left out: no event of PLOVER, or without an actor or a date.")
    return PARTLY if told.failed else OK
