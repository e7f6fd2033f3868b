"""How long a server asks us to wait before the next ask. Pure.

Source: RFC 9110, 10.2.3 (Retry-After: seconds or a date, counted by the server's own clock where it tells it), RFC
9111, 5.2.2 and 4.2.3 (max-age, less the age it had when it came; no-cache and no-store: do not count on it).
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

MOST_WAIT_S = 86_400.0
"""Longest wait that a server may ask for, in seconds."""
_DIRECTIVE = re.compile(r"[^,]+")
_SECONDS = re.compile(r"[0-9]{1,18}\Z")


def wait_of(headers: Mapping[str, str], status: int, now: datetime) -> float:
    """Return how many seconds a server asks us to wait, up to a day; 0 when it does not say.

    A refusal says it by Retry-After, an answer by max-age.
    """
    wait = _retry_after(headers, now) if status >= 400 else _fresh(headers)
    return min(max(wait, 0.0), MOST_WAIT_S)


def _retry_after(headers: Mapping[str, str], now: datetime) -> float:
    said = headers.get("Retry-After", "").strip()
    if _SECONDS.match(said):
        return float(said)
    until = date_of(said)
    return (until - (date_of(headers.get("Date", "")) or now)).total_seconds() if until else 0.0


def _fresh(headers: Mapping[str, str]) -> float:
    said = dict[str, str]()
    for directive in _DIRECTIVE.findall(headers.get("Cache-Control", "")[:1_000]):
        name, _, value = directive.partition("=")
        said.setdefault(name.strip().lower(), value.strip().strip('"'))
    if "no-cache" in said or "no-store" in said or not _SECONDS.match(said.get("max-age", "")):
        return 0.0
    age = headers.get("Age", "").strip()
    return float(said["max-age"]) - (float(age) if _SECONDS.match(age) else 0.0)


def date_of(text: str) -> datetime | None:
    """Return the time of an HTTP date; `None` when it is none."""
    try:
        found = parsedate_to_datetime(text)
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
