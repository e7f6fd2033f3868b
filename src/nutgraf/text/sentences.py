"""Sentences with exact offsets into the article.

Theory of operation: every stop (. ! ? …) with the marks that close behind it is a candidate. A candidate inside a
protected stretch (quotation, bracket) is dropped; the others are decided by what stands before and after, with the
tables of `text.stops`. What a sentence is (prose, heading, caption ...) is told by `text.kinds`.

Rule 1: paragraphs (lines) are never joined, so a heading or a byline is never glued to a sentence.
Rule 2: never split inside a quotation; marks pair within a paragraph, so a forgotten one cannot swallow the rest.
Rule 3: in doubt after an abbreviation, do not split: two sentences in one are a smaller fault than half of one.
Rule 4: sentences in order, with the white space between them, are the text.
Rule 5: the tables are those of the article's language (`text.stops_abroad`); text without one is read as English.

All patterns are linear and every look around a candidate is bounded: 1 MB takes about a second, whatever it holds.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from nutgraf.model import Article, Sentence, SentenceKind, Span
from nutgraf.text import stops
from nutgraf.text.kinds import kind_of
from nutgraf.text.quotes import Quote, find_quotes
from nutgraf.text.stops_abroad import RULES, Abroad, ends_abroad, goes_on

LONGEST_QUOTATION = 2_000
"""Code points; a longer stretch between marks does not hold its sentences together (no parser would take it)."""
LONGEST_BRACKET = 400
"""Code points; a longer stretch between brackets is more likely a misprint than an aside."""
_LOOK = 60
"""Code points looked at on either side of a candidate."""

_PARAGRAPH = re.compile(r"[^\n]+")
_STOP = re.compile(r"(?:[.!?…]|[。！？؟۔।])+")
_CLOSING = frozenset("\"”“’'»›«)]}＂」』）")
_SPACED_CLOSING = (" »", " ›")
"""As French sets them."""
_FOOTNOTE = re.compile(r"\[\d{1,3}\]")
_LEFT_TOKEN = re.compile(r"[^\s\"“”„«»()\[\]{}—–]+$")
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_OPENING = frozenset("\"“”„‟«»‹‘'‚([{¿¡*`「『")
_ACRONYM = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,3}")
_PARTICLE_NAME = re.compile(
    r"(?:al|el|as|ash|an)[-‑][A-Z]|(?:de|von|van|bin|ben|della|di|du|le|la|ibn|abu) [A-Z]|[a-z][A-Z]"
)
_SPEAKER_SAYS = re.compile(
    r"(?:[Tt]he |[Aa]n? )?(?:[A-Z][\w’'.\-]*,? (?:(?:of|for|de|von|van|bin|the) )?){1,5}(?:"
    + stops.SAYING
    + r")\b(?P<end>[.,]?)"
)
_BULLET = re.compile(r"(?<=\s)[•▪●◦‣■]\s")
_ENUMERATOR = re.compile(r"\s*(?:\(?\d{1,2}|[A-Za-z])[.)]$")
_AGENCY = re.compile(r"\([A-Z][\w .&/]{0,30}\)\s*[-–—]")
_POST = re.compile(r"[—–] [^\n()]{1,60}\(@\w{1,30}\)|\b(?:pic\.twitter\.com|t\.co)/\w")
_DOT_OF_NAME = re.compile(r"[@/\\:#_=]|\.\w")


def split_sentences(article: Article) -> tuple[Sentence, ...]:
    """Return the sentences of an article in order, headings and bylines too, each with its kind."""
    text = article.text
    quotes = find_quotes(text)
    starts = [q.start for q in quotes]
    spans = _split(text, quotes, article.language)
    alone = {p for p, n in _counted(spans).items() if n == 1}
    # A post set into the text has no quotation marks: its sentences would read as the outlet's own.
    posts = {p for start, end, p in spans if _POST.search(text, start, end)}
    made = []
    for index, (start, end, paragraph) in enumerate(spans):
        near = quotes[max(0, bisect_right(starts, start) - 1) : bisect_right(starts, end)]
        kind: SentenceKind = "fragment"
        if paragraph not in posts:
            kind = kind_of(text[start:end], alone=paragraph in alone, torn=_torn(start, end, near))
        made.append(Sentence(Span(article.id, start, end), text[start:end], index, paragraph, kind))
    return tuple(made)


def split_text(text: str, language: str = "en") -> tuple[tuple[int, int, int], ...]:
    """Return (start, end, paragraph) of each sentence; paragraphs are the lines that are not blank, from 0.

    >>> [text[a:b] for text in ["The U.S. agreed. “We go. We win,” he said."] for a, b, _ in split_text(text)]
    ['The U.S. agreed.', '“We go. We win,” he said.']
    """
    return _split(text, find_quotes(text), language)


def _counted(spans: tuple[tuple[int, int, int], ...]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for _, _, paragraph in spans:
        counts[paragraph] = counts.get(paragraph, 0) + 1
    return counts


def _torn(start: int, end: int, quotes: tuple[Quote, ...]) -> bool:
    """Tell whether a quotation reaches over an edge of the sentence, or lacks a mark inside it."""
    return any((q.start < end and start < q.end) and (not q.closed or q.start < start or q.end > end) for q in quotes)


def _split(text: str, quotes: tuple[Quote, ...], language: str) -> tuple[tuple[int, int, int], ...]:
    spans: list[tuple[int, int, int]] = []
    rules = RULES.get(language)
    number = next_quote = 0
    for match in _PARAGRAPH.finditer(text):
        if not match.group().strip():
            continue
        first = next_quote
        while next_quote < len(quotes) and quotes[next_quote].start < match.end():
            next_quote += 1
        mine = quotes[first:next_quote]
        paragraph = _Paragraph(text, match.start(), match.end(), mine, _goes_on(quotes, next_quote), rules)
        spans.extend((start, end, number) for start, end in paragraph.sentences())
        number += 1
    return tuple(spans)


def _goes_on(quotes: tuple[Quote, ...], following: int) -> bool:
    """Tell whether the next quotation shows that one ran over the end of this paragraph."""
    if not 0 < following < len(quotes):
        return False
    before, after = quotes[following - 1], quotes[following]
    return not before.closed and after.start - before.end <= 4


class _Paragraph:
    """One paragraph with its protected stretches."""

    def __init__(
        self, text: str, start: int, end: int, quotes: tuple[Quote, ...], goes_on: bool, rules: Abroad | None
    ) -> None:
        self.text, self.start, self.end, self.rules = text, start, end, rules
        self.openers = {q.start for q in quotes}
        self.zones = _merged([*_quoted(text, start, quotes, goes_on), *_bracketed(text, start, end)])
        self.zone_starts = [a for a, _ in self.zones]
        self.began = start

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Yield (start, end) of each sentence, white space stripped."""
        for cut in [*self._cuts(), self.end]:
            start, end = _stripped(self.text, self.began, cut)
            self.began = cut
            if start < end:
                yield start, end

    def _cuts(self) -> Iterator[int]:
        """Yield where a sentence ends, lazily: `began` has moved to the last cut when the next is decided."""
        found = _BULLET.finditer(self.text, self.start, self.end)
        bullets = [m.start() for m in found if not self._protected(m.start(), m.start())]
        at_bullet, after = 0, self.start
        for stop in _STOP.finditer(self.text, self.start, self.end):
            while at_bullet < len(bullets) and bullets[at_bullet] < stop.start():
                yield bullets[at_bullet]
                at_bullet += 1
            if stop.start() < after:
                continue
            cut = self._closed_at(stop.end())
            if cut < self.end and not self._protected(stop.start(), cut) and self._ends(stop, cut):
                yield cut
            after = cut
        yield from bullets[at_bullet:]

    def _closed_at(self, at: int) -> int:
        """Return the end of the marks that close behind a stop."""
        while at < self.end:
            if self.text[at] in _CLOSING and at not in self.openers:
                at += 1
            elif self.text.startswith(_SPACED_CLOSING, at) and at + 1 not in self.openers:
                at += 2
            elif note := _FOOTNOTE.match(self.text, at, self.end):
                at = note.end()
            else:
                break
        return at

    def _protected(self, stop: int, cut: int) -> bool:
        at = bisect_right(self.zone_starts, stop) - 1
        return at >= 0 and cut < self.zones[at][1]

    def _ends(self, stop: re.Match[str], cut: int) -> bool:
        """Decide whether a sentence ends at `cut`, behind `stop` and its closing marks."""
        left = _LEFT_TOKEN.search(self.text, max(self.began, stop.start() - _LOOK), stop.start())
        token = left.group().lstrip("'‘’") if left else ""
        right = self.text[cut : min(self.end, cut + 2 * _LOOK)]
        marks, closed = stop.group(), cut > stop.end()
        if marks[-1] in "。！？":
            return not goes_on(right, self.text[cut - 1] if closed else "")
        if marks[-1] in "؟۔।":
            return True
        if not right[0].isspace():
            return self._glued(token, marks, right, cut)
        right = right.lstrip()
        word = _first_word(right)
        if cut - self.start < 2 * _LOOK and _AGENCY.match(right):
            return False
        if not right or not _may_start(right, plain=marks[0] in ".…" or closed):
            return False
        if closed and self._attributed(marks, right, word):
            return False
        if len(marks) > 1 or marks == "…":
            return self._after_ellipsis(stop, marks, right, word)
        if marks != ".":
            return not (token in stops.SHOUTED_NAMES and not _opens(right, word))
        if self.rules and not closed and token:
            before = self.text[max(self.began, stop.start() - len(token) - 12) : stop.start() - len(token)]
            return ends_abroad(token, word, right, before, self.rules)
        return closed or self._after_token(token, right, word, stop.start())

    def _glued(self, token: str, marks: str, right: str, cut: int) -> bool:
        """Decide on a stop with no space behind it: "the talks.The" ends, "Booking.Com" and "U.S." do not."""
        word = _first_word(right)
        if cut in self.openers:
            return len(token) > 1 and token.islower() and right[1:2].isupper()
        if len(marks) != 1 or not right[0].isupper() or len(token) < 2 or word in stops.SITES:
            return False
        if _DOT_OF_NAME.search(token) or token in stops.BEFORE_NAME or token in stops.MAY_END:
            return False
        if not (token[1:].islower() or token[-1].isdigit()):
            return False
        tail = right[len(word) : len(word) + 1]
        return (len(word) == 1 or word[1:2].islower() or word[1] in "'’") and tail in {" ", ",", "’", "'"}

    def _attributed(self, marks: str, right: str, word: str) -> bool:
        """Tell whether a speaker follows a closed quotation: “Will you go?” Mary Doe asked."""
        if word in stops.PRONOUNS and word not in {"The", "A", "An"}:
            return False
        says = _SPEAKER_SAYS.match(right)
        return bool(says) and (marks != "." or bool(says and says["end"]))

    def _after_ellipsis(self, stop: re.Match[str], marks: str, right: str, word: str) -> bool:
        if "!" in marks or "?" in marks:
            return True
        spaced = stop.start() == self.start or self.text[stop.start() - 1].isspace()
        # ". . ." arrives as three stops; the last one is spaced like the others.
        return _opens(right, word) and word not in {"I", "I’m", "I'm"} if spaced else True

    def _after_token(self, token: str, right: str, word: str, at: int) -> bool:
        bare = token.rsplit("/", 1)[-1].rsplit("-", 1)[-1] if "-" in token or "/" in token else token
        digit = right[0].isdigit() or (right[0] in "#$€£" and right[1:2].isdigit())
        if not token:
            return self.text[max(self.start, at - 2) : at] not in {". ", " ."}
        if token in stops.BEFORE_NAME or bare in stops.BEFORE_NAME:
            return False
        if digit and (token in stops.BEFORE_NUMBER or token in stops.MONTHS):
            return False
        if at - self.began < 6 and _ENUMERATOR.match(self.text[self.began : at + 1]):
            return False
        if token in stops.CLOCK:
            return word not in stops.AFTER_CLOCK and not digit
        if len(token) == 1 and token.isalpha():
            return token.islower() or _opens(right, word)
        if token in stops.MAY_END or token in stops.MONTHS or _ACRONYM.fullmatch(token):
            return _opens(right, word)
        return not (token.isdigit() and len(token) < 3 and word in stops.GERMAN_MONTHS)


def _first_word(right: str) -> str:
    found = _WORD.search(right, 0, 40)
    return found.group() if found and found.start() <= 3 else ""


def _opens(right: str, word: str) -> bool:
    """Tell whether what follows an abbreviation is a plain sentence opener."""
    after = right.find(word) + len(word)
    tail = right[after : after + 1]
    if word in stops.COURTESY:
        return tail == "."
    if right[0] in _OPENING and word[:1].isupper():
        # A quotation that holds a clause opens a sentence; “Green Zone” does not.
        return bool(re.match(r".(?:[^\s\"”»]+\s+){3}", right))
    if word == "Under" and right[after : after + 4] == " Sec":
        return False
    return word in stops.OPENERS and tail not in {".", "-", "‑"}


def _may_start(right: str, *, plain: bool) -> bool:
    """Tell whether a sentence can start with this text; `plain` when a full stop stands before it."""
    at = 0
    while at < len(right) and at < 3 and right[at] in _OPENING:
        at += 1
    if at >= len(right):
        return False
    first = right[at]
    if first.isupper() or first.isdigit() or first in "$€£¥₹@#…":
        return first != "…" or at > 0
    if first.isalpha() and not first.islower():
        return True
    if at and right[0] not in "([{*":
        return plain
    return plain and bool(_PARTICLE_NAME.match(right, at))


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _quoted(text: str, start: int, quotes: tuple[Quote, ...], goes_on: bool) -> Iterator[tuple[int, int]]:
    for quote in quotes:
        before = text[max(start, quote.start - 4) : quote.start].rstrip()[-1:]
        led_in = before in {",", ":"} or (not before and quote.start - start <= 4)
        # A mark without its partner holds only when it plainly runs on into another paragraph or opens this one.
        if (quote.closed or quote.start == start or led_in or (goes_on and quote is quotes[-1])) and (
            quote.end - quote.start <= LONGEST_QUOTATION
        ):
            yield quote.start, quote.end


def _bracketed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    depth: list[int] = []
    for match in re.finditer(r"[()（）]", text[start:end]):
        at = start + match.start()
        if match.group() in "(（":
            depth.append(at)
        elif depth:
            opened = depth.pop()
            if at - opened <= LONGEST_BRACKET:
                yield opened, at + 1


def _merged(zones: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(zones):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
