"""What can be seen of a sentence without a parse: whether it can stand alone, how certain its words are, who speaks.

Every function reads closed lists of its `Tongue`. Where the lists are silent nothing is claimed: a line without a mark
is `reported`, and without a certain speaker it has none. Nothing here ever finds `confirmed`.
"""

import re
from collections.abc import Iterator

from nutgraf.briefs.plainly.days import outside
from nutgraf.briefs.plainly.tongue import Tongue
from nutgraf.model import Certainty, Sentence
from nutgraf.text.lengths import reading_length, runs_on
from nutgraf.text.quotes import find_quotes

FEWEST_WORDS, MOST_WORDS = 6, 50
"""Reading lengths between which a sentence is tried; layers have limits of their own."""
MOST_CHARS = 600
"""Code points of the longest sentence that is looked at closely."""
LONG_QUOTATION = 6
"""Words of a quotation from which somebody must be said to say it: shorter ones are terms."""
SHORT_QUOTATION = 3
"""Words of a quotation from which a line without another mark is somebody's word."""
_ENDS = re.compile(r"[.!。！؟…।۔][\"”“’»›«」』)）]*$")
_INTRODUCES = re.compile(r"\w[:：]\s{3,}")
"""A colon before a quotation that is blanked out: whoever stands before it says it."""
_FULL_NAME = re.compile(r"(?<!\w)[A-ZÀ-ÞА-ЯЁІЇЄҐ][^\W\d_]{1,30} [A-ZÀ-ÞА-ЯЁІЇЄҐ][^\W\d_]")
"""Two capitalised words outside quotations: "…“, scherzt Anna Roth"."""
_ASKS = re.compile(r"[?？؟¿][\"”“’»›«」』)）]*$")
_TRAILS_OFF = re.compile(r"(?:\.\.\.|…+)[\"”“’»›«」』)）]*$")
_ADDRESS = re.compile(r"https?://|www\.|@\w|\w\.(?:com|de|fr|es|it|ru|cn|jp|org|net)\b")
_MARKS = frozenset('“”„«»‹›"「」『』')
_SPEAKS_BESIDE = 6
"""Code points between the end of a quotation and who says it."""
_AGENCIES = (
    r"AFP|AP|dpa(?:/[\w-]{2,8})?|Reuters|EFE|Europa Press|ANSA|Adnkronos|Lusa|TASS|ТАСС|РИА Новости|Интерфакс|УНІАН|"
    r"AA|DHA|"
    r"İHA|ANKA|APA|sda|KNA|epd|SID|ATS|Belga|Xinhua|رويترز|أ ف ب|فرانس برس|د ب أ|وكالات|الأناضول|سانا|وام|واس|"
    r"وكالة [\u0600-\u06ff ]{2,20}"
)
"""Agencies whose name in brackets makes a dateline also of a place that is not in capitals."""
DATELINES = (
    r"\([A-Z]{3,8}\) - [A-ZÀ-Þ' ]{3,30}, \d{1,2} [A-Z]{3} - ",
    r"[A-ZÀ-ÞА-ЯЁІЇЄҐİ][A-ZÀ-ÞА-ЯЁІЇЄҐİ /,.-]{2,40} ?\([^()\n\d]{2,28}\)\s*[-–—:.]{1,2}\s*",
    rf"(?:[A-ZÀ-ÞА-ЯЁІЇЄҐİ\u0600-\u06ff][\w./’'-]*[ ,]{{1,2}}){{0,4}}\((?:{_AGENCIES})\)\s*[-–—:.]{{1,2}}\s*",
    r"[A-ZÀ-ÞА-ЯЁІЇЄҐ][A-ZÀ-ÞА-ЯЁІЇЄҐ /-]{2,30}, \d{1,2}\.? [\w.]{3,10}\.?,?\s*"
    r"(?:\([^()\n]{2,30}\)\s*|/[^/\n]{2,20}/\.?\s*)?[-–—.]?\s*",
    r"[^。，\n]{0,20}\d{1,2}日[电電讯訊](?:\s*[（(][^）)\n]{0,40}[）)])?[，,：:]?\s*",
    r"【[^】\n]{1,30}】\s*",
    r"[（(](?:记者|記者|中央社|新华社|新華社|通讯员)[^）)\n]{0,30}[）)]\s*",
)
"""What stands before the first sentence of an agency's report; each is cut whole."""
_DATELINE = re.compile("|".join(f"(?:{shape})" for shape in DATELINES))
LONGEST_DATELINE = 80


def dateline_of(text: str) -> str:
    """Return the dateline that a sentence begins with; empty when it has none.

    >>> dateline_of("BERLIN (dpa) - Der Stadtrat tagt."), dateline_of("新华社北京6月4日电 市议会投票。")
    ('BERLIN (dpa) - ', '新华社北京6月4日电 ')
    """
    found = _DATELINE.match(text[: LONGEST_DATELINE + 1])
    return found[0] if found and len(found[0]) <= LONGEST_DATELINE and found[0].strip() else ""


def whole_sentence(sentence: Sentence) -> bool:
    """Tell whether a stretch is running text. In scripts without spaces the splitter's kinds say little of shape."""
    if sentence.kind == "prose":
        return True
    return sentence.kind == "fragment" and runs_on(sentence.text) and bool(_ENDS.search(sentence.text))


def fault(text: str, tongue: Tongue) -> str:
    """Return what speaks against a sentence (without its dateline) standing alone in a brief; empty for nothing."""
    return "length" if len(text) > MOST_CHARS else next(_faults(text, tongue), "")


def _faults(text: str, tongue: Tongue) -> Iterator[str]:
    plain = outside(text)
    words = reading_length(text)
    if _ASKS.search(text) or _TRAILS_OFF.search(text):
        yield "asks or trails off"
    if not FEWEST_WORDS <= words <= MOST_WORDS or not _ENDS.search(text):
        yield "length"
    if _ADDRESS.search(text) or tongue.opens("furniture", text) or "|" in text:
        yield "furniture"
    if not closed(text):
        yield "quote-open"
    if tongue.opens("leans", text) or tongue.finds("refers", plain):
        yield "leans"
    if tongue.finds("nobody_says", plain):
        yield "unnamed-speaker"
    if tongue.finds("in_person", plain):
        yield "in person"
    if quotes_at_length(text) and not says(plain, tongue):
        yield "quote-alone"
    if text[:1].islower():
        yield "lower-case-start"


def closed(text: str) -> bool:
    """Tell whether every quotation mark of a text is one of a pair."""
    return all(q.closed for q in find_quotes(text)) and not _MARKS & set(outside(text))


def quotes_at_length(text: str) -> bool:
    """Tell whether a text quotes more than a term."""
    return any(reading_length(text[q.inner_start : q.inner_end]) >= LONG_QUOTATION for q in find_quotes(text))


def says(plain: str, tongue: Tongue) -> bool:
    """Tell whether words outside quotations say who says it; for a language without lists, whether there are some."""
    if not tongue.says:
        return reading_length(plain) >= 3
    return bool(
        tongue.finds("says", plain) or _INTRODUCES.search(plain) or (tongue.spaced and _FULL_NAME.search(plain))
    )


_ORDER: tuple[tuple[str, Certainty], ...] = (
    ("open", "unconfirmed"),
    ("denied", "denied"),
    ("ahead", "planned"),
    ("says", "said"),
)
"""The least certain first: the first mark that is found decides."""


def certainty_of(text: str, tongue: Tongue) -> tuple[Certainty, str]:
    """Return how certain the words of a text are, and the words that decided: empty for a plain report.

    >>> from nutgraf.briefs.plainly.tongues import tongue_of
    >>> certainty_of("Der Täter soll aus Linz gekommen sein.", tongue_of("de"))[0]
    'unconfirmed'
    """
    plain = outside(text)
    for which, certainty in _ORDER:
        if found := tongue.finds(which, plain):
            return certainty, " ".join(found[0].split()) if len(found[0]) <= 40 else found[0].split()[0]
    quoted = any(reading_length(text[q.inner_start : q.inner_end]) >= SHORT_QUOTATION for q in find_quotes(text))
    return ("said", "") if quoted else ("reported", "")


def speaker_of(text: str, tongue: Tongue) -> str:
    """Return who says the quotation of a sentence, when a full name stands right beside it; else nothing."""
    quotes = [q for q in find_quotes(text) if reading_length(text[q.inner_start : q.inner_end]) >= LONG_QUOTATION]
    if not tongue.named_says or not quotes:
        return ""
    for quote in quotes if tongue.spaced else quotes[:1]:
        at = quote.end if tongue.spaced else 0
        found = re.compile(tongue.named_says).search(text, at)
        if found and found.start() <= at + _SPEAKS_BESIDE:
            return found["who"].strip()
    return ""
