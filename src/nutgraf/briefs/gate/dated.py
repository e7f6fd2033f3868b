"""A date in the line for a day or a period in the evidence: read back before line and evidence are compared.

"In the week of 7 November" for "this week", "on the morning of Friday 29 March" for "Friday morning": where the
calendar and the article's own day make the one of the other (`of_days.dating_fault`), the line is read with the
words of the evidence.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from nutgraf.briefs.checks.of_days import dating_fault
from nutgraf.briefs.gate.evidence import Evidence
from nutgraf.briefs.gate.given import Worded
from nutgraf.model import Token
from nutgraf.text.days import WEEKDAYS
from nutgraf.text.mentioned import MONTH_NAMES

_DAY = f"(?:{'|'.join(WEEKDAYS)})"
_MONTH = f"(?:{'|'.join(MONTH_NAMES)})"
_PART = "(?:morning|afternoon|evening|night)"
_DATE = re.compile(
    rf"(?P<prefix>\b(?:in|on) )?(?:\b(?:the|The) (?:{_PART}|week|weekend) of )?\b(?:{_DAY} )?"
    rf"(?:\d{{1,2}} {_MONTH}(?: \d{{4}})?|{_MONTH}(?: \d{{4}})?|(?<![\d.,$€£])\d{{4}})(?![\d,%])\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    rf"\b(?:(?:last|this|next) (?:weekend|week|month|year)|(?:last|this) {_PART}|"
    r"day (?:before yesterday|after tomorrow)|"
    rf"(?:(?:last|this|next|coming) )?{_DAY}(?: {_PART})?|(?:yesterday|tomorrow)(?: {_PART})?|today|tonight|"
    r"\w+ days? ago)\b",
    re.IGNORECASE,
)


def read_back(line: Worded, source: Evidence, published: date | None) -> tuple[Token, ...]:
    """Return the line's tokens with the evidence's own words for each date that is theirs."""
    tokens = line.tokens
    if published is None:
        return tokens
    for found in reversed(list(_DATE.finditer(line.text))):
        for words, prefixed in _meant(found, line.text, source, published):
            start = found.end("prefix") if prefixed else found.start()
            inside = [n for n, t in enumerate(tokens[: len(line.tokens)]) if start <= t.start and t.end <= found.end()]
            if inside:
                tokens = (*tokens[: inside[0]], *words, *tokens[inside[-1] + 1 :])
            break
    return tokens


def _meant(
    found: re.Match[str], text: str, source: Evidence, published: date
) -> Iterator[tuple[Sequence[Token], bool]]:
    """Yield the words of the evidence that a date of the line may stand for, and whether they keep its preposition."""
    for one in source.sentences:
        if found[0].casefold() in one.text.casefold():
            return
        for asked in _RELATIVE.finditer(one.text):
            words = asked[0].casefold()
            if words not in found[0].casefold() and text.casefold().count(words) >= one.text.casefold().count(words):
                continue  # the line still has it in the words of the evidence
            if dating_fault(asked[0], found[0], published):
                continue
            prefix = (found["prefix"] or "").casefold()
            kept = bool(prefix) and one.text[: asked.start()].casefold().endswith(f"{prefix}")
            yield [t for t in one.tokens if asked.start() <= t.start and t.end <= asked.end()], kept
