"""What several commands take, and what the end of their help says."""

import shlex
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, cast

import typer

from nutgraf.console import EXIT_CODES
from nutgraf.errors import UsageError

if TYPE_CHECKING:
    from nutgraf.model import CorrectionKind
    from nutgraf.stories.by_hand import Request

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH_OR_URL",
        help="Files (.html .txt .md .json .jsonl .xml .rss .atom, also .gz), folders, addresses of pages or "
        "feeds, or - for standard input.",
    ),
]
Until = Annotated[
    str | None,
    typer.Option("--until", metavar="TIME", help="Use only what was published before (ISO 8601; UTC if no zone)."),
]
AllowPrivate = Annotated[bool, typer.Option("--allow-private", help="Allow web addresses of private networks.")]
MaxBytes = Annotated[int, typer.Option("--max-bytes", metavar="N", min=1, help="Largest input, in bytes.")]
OwnersFile = Annotated[
    str | None,
    typer.Option("--owners", metavar="FILE", help="More outlets of one owner (TOML); see stories/owners.toml."),
]
HistoryFile = Annotated[
    str | None,
    typer.Option(
        "--history", metavar="FILE", help="Where ids and corrections of stories are kept between runs (JSON)."
    ),
]
Merge = Annotated[
    list[str] | None,
    typer.Option("--merge", metavar="'STORY STORY'", help="These stories are one (number, id or an article of each)."),
]
Split = Annotated[
    list[str] | None,
    typer.Option("--split", metavar="'ARTICLE...'", help="These articles are a story of their own (address or id)."),
]
Move = Annotated[
    list[str] | None,
    typer.Option("--move", metavar="'ARTICLE STORY'", help="This article belongs to that story."),
]

BRIEF_EXAMPLES = """\
  nutgraf brief news/                       the biggest story of a folder
  nutgraf brief https://a.example/feed.xml  of a feed, fetched now
  nutgraf brief news/ --all --format json   JSON, one line a story
  nutgraf brief - --trace < page.html       with the source sentences
"""
STORIES_EXAMPLES = """\
  nutgraf stories news/                     the biggest stories of a folder
  nutgraf stories news/ --why               with the reasons
  nutgraf stories news/ --format json       for programs
  nutgraf stories news/ --history h.json --merge '2 5'
                                            2 and 5 are one story, from now on
"""

LEDGER_EXAMPLES = """\
  nutgraf ledger news/                      claims of the biggest story of a folder
  nutgraf ledger news/ --story 2 --format csv
                                            of the second, for a spreadsheet
  nutgraf ledger news/ --format plover      event records, for analysts
"""


def epilog(examples: str) -> str:
    """Return the exit codes and examples for the help; the mark in front keeps the lines as they stand."""
    codes = "\n".join(f"  {code:>3}  {meaning}" for code, meaning in EXIT_CODES.items())
    return f"""\b
Exit codes:
{codes}

\b
Examples:
{examples}"""


def requests_of(corrections: Mapping[str, Sequence[str]], history: str | None) -> "list[Request]":
    """Return a person's corrections, by kind as the command line gives them, made now.

    Raises UsageError when there is no file to keep them in, or a quotation mark is open.
    """
    from nutgraf.stories.by_hand import Request

    if any(corrections.values()) and history is None:
        raise UsageError("Corrections are kept in a file between runs: give one with --history FILE.")
    now = datetime.now(UTC).replace(microsecond=0)
    found = []
    for kind, given in corrections.items():
        for words in given:
            try:
                found.append(Request(cast("CorrectionKind", kind), tuple(shlex.split(words)), now))
            except ValueError as error:
                raise UsageError(f"--{kind} {words} has an open quotation mark.") from error
    return found
