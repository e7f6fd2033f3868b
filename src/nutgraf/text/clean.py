"""Unicode and spaces settled, broken lines mended, furniture out: what stands between extraction and `Article.text`.

Rule 1: never lose a sentence of the story; when in doubt a line stays.
Rule 2: words are never changed, only characters that no reader sees (soft hyphens, zero-width and odd spaces).
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nutgraf.text.furniture import LIST_HEADING, furniture_kind, trim_furniture
from nutgraf.text.linklists import cut_glued_links

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u206a-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffc]"
)
_SPACES = re.compile("[ \t\u000b\u000c\u0085\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_BREAKS = re.compile("[\r\n\u2028\u2029]+")
_SPACE_BEFORE = re.compile(r"(?<=[\w)”’\"]) +([,;:!?](?=\s|$)|\.(?=\s[A-Z“\"]|$))")
_ENDS = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_DATELINE_ONLY = re.compile(r"^[A-Z][\w .,'’()/-]{1,60}\s?[—–-]{1,2}$")
_ADDRESS = re.compile(r"\s*(?:https?://|pic\.twitter\.com/|pic\.x\.com/)\S+$")
_LIST_MARK = re.compile(r"^(?:[-*•▪◦●■‣·]\s+|►\s*)")
_KEY = re.compile(r"[\W_]+")
_PULL_QUOTE_WORDS = 6
_PROSE_WORDS = 10
_TEASER_WORDS = 18
"""Titles of other stories run to 17 words; what is longer is taken for prose, even without a full stop."""
_LONGEST_TRIMMED = 10_000
"""Longer lines are no paragraphs of a story (the longest seen has 4,000); they stay as they are."""
_MOST_PULLED = 1_000
"""In more lines than this pull quotes are not looked for: the search compares each line with all."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Paragraphs of the story, and what was taken out of them."""

    paragraphs: tuple[str, ...]
    """In order; never empty strings."""
    dropped: tuple[tuple[str, str], ...]
    """Each dropped line with its kind of furniture, in order."""


def clean_line(text: str) -> str:
    """Return a line of metadata: entities resolved, NFC, one space between words.

    >>> clean_line("Rock &amp; roll\\u00a0 is  ba\\u00adck")
    'Rock & roll is back'
    """
    return settle(_BREAKS.sub(" ", html.unescape(text)))


def settle(text: str) -> str:
    """Return text in NFC with plain single spaces and without unseen characters; line breaks stay."""
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    return _SPACES.sub(" ", text).strip()


def clean_paragraphs(lines: Sequence[str], titles: Sequence[str] = ()) -> Cleaned:
    """Return the story's paragraphs out of extracted lines: settled, mended, without furniture, title and repeats."""
    settled = [_LIST_MARK.sub("", _table_row(settle(line))) for line in lines]
    mended = _mend(line for line in settled if line)
    kept: list[str] = []
    dropped: list[tuple[str, str]] = []
    in_list = False
    for line in mended:
        kind = furniture_kind(line)
        heads_list = bool(LIST_HEADING.match(line))
        in_list = heads_list or (in_list and not _looks_like_prose(line))
        if kind or in_list:
            dropped.append((line, kind or "list"))
            continue
        line = _SPACE_BEFORE.sub(r"\1", line)
        trimmed = line
        if len(line) <= _LONGEST_TRIMMED:
            trimmed = trim_furniture(cut_glued_links(_ADDRESS.sub("", line)))
        if trimmed:
            kept.append(trimmed)
        if trimmed != line:
            dropped.append((line, "piece"))
    return Cleaned(tuple(_without_repeats(kept, titles)), tuple(dropped))


def line_key(text: str) -> str:
    """Return what makes two lines the same line: letters and digits, lower case."""
    return _KEY.sub("", text.casefold())


def _table_row(line: str) -> str:
    if not line.startswith("|"):
        return line
    cells = [cell.strip() for cell in line.strip("| ").split("|")]
    return " | ".join(cell for cell in cells if cell.strip("-: "))


def _mend(lines: Iterable[str]) -> list[str]:
    """Join lines broken inside a sentence: the next starts in lower case, or the line is a dateline alone."""
    mended: list[list[str]] = []
    for line in lines:
        last = mended[-1][-1] if mended else ""
        broken = bool(last) and not _ENDS.search(last[-12:]) and line[:1].islower() and last[:200].count(" ") > 2
        if broken or (len(line) > 40 and _DATELINE_ONLY.match(last)):
            mended[-1].append(line)
        else:
            mended.append([line])
    return [" ".join(pieces) for pieces in mended]


def _looks_like_prose(line: str) -> bool:
    """Tell a sentence of the story from a teaser: it ends like one and is long, or holds two."""
    words = len(line.split())
    ends = bool(_ENDS.search(line)) and not line.endswith((":", "?"))
    return words >= _TEASER_WORDS or (ends and (words >= _PROSE_WORDS or bool(re.search(r"[.!?][\"”’]?\s", line))))


def _without_repeats(lines: list[str], titles: Sequence[str]) -> list[str]:
    """Drop the title, lines that came before, and pull quotes: lines that stand inside another paragraph."""
    keys = [line_key(line) for line in lines]
    whole = "\x00".join(keys)
    title_keys = set(map(line_key, titles))
    kept: list[str] = []
    seen: set[str] = set()
    for line, key in zip(lines, keys, strict=True):
        words = len(line.split())
        again = key in seen and words > 2
        inside = len(lines) <= _MOST_PULLED and words >= _PULL_QUOTE_WORDS and whole.count(key) > keys.count(key)
        if key and key not in title_keys and not again and not inside:
            kept.append(line)
        seen.add(key)
    return kept
