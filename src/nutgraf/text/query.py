"""What a person types to find something: words, "phrases", -without, source:, actor:, since:, until:. Pure.

Rule 1: nothing typed is an error: an open quotation ends at the end, an unknown prefix is a word like any other.
Rule 2: what was taken otherwise than it may have been meant is said in `notes`.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

MOST_CHARS, MOST_TERMS = 1_000, 40
"""What is read of a query."""
_TERM = re.compile(r'(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))', re.IGNORECASE)
_AGO = re.compile(r"(\d{1,4})([hdw])", re.IGNORECASE)
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


@dataclass(frozen=True, slots=True)
class Query:
    """A query, understood; empty parts ask nothing."""

    words: tuple[str, ...] = ()
    """All must stand there."""
    phrases: tuple[str, ...] = ()
    """The same, word after word; names of actors too."""
    excluded: tuple[str, ...] = ()
    """None may stand there."""
    sources: tuple[str, ...] = ()
    """Parts of names or addresses of outlets; one must fit."""
    since: datetime | None = None
    """Not before, UTC."""
    until: datetime | None = None
    """Before, UTC."""
    notes: tuple[str, ...] = ()
    """What was taken otherwise, in sentences."""


def parse_query(text: str, now: datetime) -> Query:
    """Return what a query asks; never raises.

    >>> parse_query('erdogan "direct talks" -opinion', datetime(2025, 5, 14, tzinfo=UTC)).phrases
    ('direct talks',)
    """
    parts: dict[str, list[str]] = {"words": [], "phrases": [], "excluded": [], "sources": []}
    times: dict[str, datetime] = {}
    notes: list[str] = []
    found = list(_TERM.finditer(text[:MOST_CHARS]))
    for term in found[:MOST_TERMS]:
        minus, prefix, phrase, word = term.groups()
        value = phrase if phrase is not None else word
        name = (prefix or "").casefold()
        if name in ("since", "until"):
            at = moment_or_ago(value, now)
            if at is None:
                notes.append(f"{name}:{value} is no time and was left out; write it like 2025-05-14 or 24h.")
            else:
                times[name] = at
        elif name == "source":
            parts["sources"].append(value)
        elif name == "actor":
            parts["excluded" if minus else "phrases"].append(value)
        else:
            whole = f"{prefix}:{value}" if prefix else value
            parts["excluded" if minus else "phrases" if phrase is not None else "words"].append(whole)
    if len(found) > MOST_TERMS or len(text) > MOST_CHARS:
        notes.append("Only the beginning of this long query was used.")
    kept = {kind: tuple(v for v in values if v.strip()) for kind, values in parts.items()}
    return Query(**kept, since=times.get("since"), until=times.get("until"), notes=tuple(notes))


def moment_or_ago(text: str, now: datetime) -> datetime | None:
    """Return the moment that "2025-05-14", "2025-05-14T10:00" or "24h" names, UTC; `None` when it names none."""
    ago = _AGO.fullmatch(text.strip())
    if ago:
        return now - int(ago[1]) * _UNITS[ago[2].lower()]
    try:
        moment = datetime.fromisoformat(text.strip())
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
