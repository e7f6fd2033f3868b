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
SomeInputs = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PATH_OR_URL]", help="Files, folders, addresses or -; the archive when none is given."),
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

EXAMPLES = {
    "ledger": LEDGER_EXAMPLES,
    "init": "  nutgraf init                              write the settings file with comments\n",
    "add": """\
  nutgraf add https://a.example/            the feed that the page of a site names
  nutgraf add feeds.opml --folder World     all feeds of a list
""",
    "run": """\
  nutgraf run --once                        one round, for a timer
  nutgraf run                               rounds for ever
""",
    "worker": "  nutgraf worker --db postgresql://news@db.example/news\n",
    "place": "  nutgraf place --db postgresql://news@db.example/news\n",
    "import": """\
  nutgraf import news/ --by-day             as if it had been followed day by day
  nutgraf import CC-NEWS-1.warc.gz          a web archive
""",
    "backfill": """\
  nutgraf backfill 'news/2025/**/*.warc.gz' on all processors of this machine
  nutgraf backfill 's3://bucket/CC-NEWS-*.warc.gz' --engine ray --address 10.0.0.5:6379
                                            on a cluster
""",
    "replay": "  nutgraf replay --from 2025-05-11 --to 2025-05-16\n",
    "sources": "  nutgraf sources --format json\n",
    "remove": "  nutgraf remove a.example/feed\n",
    "mute": """\
  nutgraf mute a.example                    a feed: no evidence any longer
  nutgraf mute --word football              stories with this word in their headline
""",
    "hide": "  nutgraf hide a.example\n",
    "weight": "  nutgraf weight a.example 0.5\n",
    "export": """\
  nutgraf export --opml > feeds.opml        what is followed
  nutgraf export --format site --to public --since 7d
                                            a week's stories, to read from a folder
""",
    "subscribe": """\
  nutgraf subscribe ada@example.org         every day, all that is new
  nutgraf subscribe ada@example.org --every hour --query ceasefire
""",
    "unsubscribe": "  nutgraf unsubscribe ada@example.org\n",
    "digest": """\
  nutgraf digest                            for a timer: sends what is due
  nutgraf digest --preview ada@example.org  prints it instead
""",
    "hook": """\
  nutgraf hook add https://a.example/hook --wants all
  nutgraf hook add ntfy://ntfy.sh/my-topic  followed stories, on the telephone
  nutgraf hook test 1
""",
    "notify": "  nutgraf notify\n",
    "show": """\
  nutgraf show s1-a223bc755990 --trace      with the source sentences
  nutgraf show s1-a22 --edition 3           as it stood then
""",
    "diff": """\
  nutgraf diff s1-a22                       since the edition before
  nutgraf diff s1-a22 --since 2025-05-14    since a day
  nutgraf diff s1-a22 --reader anna         since anna looked last
""",
    "search": """\
  nutgraf search erdogan '"direct talks"' source:norda since:7d
  nutgraf search --like 'who mediates between them'
""",
    "follow": "  nutgraf follow s1-a223bc755990\n  nutgraf follow --actor Zelensky\n",
    "user": """\
  nutgraf user add anna                     asks for a password
  nutgraf user app-password anna phone      a password for one app, shown once
  nutgraf user list
""",
    "backup": "  nutgraf backup monday.db\n",
    "restore": "  nutgraf restore monday.db\n",
    "move": """\
  nutgraf move archive.db postgresql://news@db.example/news
  nutgraf move postgresql://news@db.example/news sqlite:copy.db
""",
    "doctor": "  nutgraf doctor\n",
    "prune": "  nutgraf prune --keep 90d\n",
}
"""What the help of each command on the archive shows."""


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
