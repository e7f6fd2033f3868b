"""What several commands take, and what the end of their help says."""

from typing import Annotated

import typer

from nutgraf.console import EXIT_CODES

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
