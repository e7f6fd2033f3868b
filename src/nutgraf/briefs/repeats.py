"""Whether a line says again what another says: by the words that tell lines of this story apart.

Sentence vectors alone do not see it: in a story about talks between two countries, "A asked for a meeting" and "A
called the delegation a sham" lie as close as two reports of one agreement. So the words are weighed within the story:
what most of its lines share (the countries, the town, "talks") tells nothing; what few share tells much.

Rule 1: who says it, and when, does not make a line new.
Rule 2: the same figure of the same thing is said once ("1,000 prisoners", "a thousand prisoners").
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nutgraf.briefs.material.dossier import Candidate, Vectors
from nutgraf.briefs.material.events import Event, events_of, folded, of_news, of_position, one_party, same_deed
from nutgraf.briefs.material.terms import content, raw_words, stems
from nutgraf.text.names import find_names
from nutgraf.text.quotes import find_quotes

SAME_MEANING = 0.70
"""Cosine above which two lines say the same whatever their words; see `select.SAME`."""
SAME_WEIGHT = 0.45
"""Share of the lighter line's telling weight that the other has too: .4 took positions for repeats, .5 let through
"asked for a meeting" beside "requested a meeting" (sample story and 40 development stories, by eye)."""
CLOSE, CLOSE_WEIGHT = 0.55, 0.30
"""With vectors this close, this share of telling weight is enough."""
LEADS_WEIGHT = 0.25
"""The first sentences of two reports tell the same news by their nature: this share is enough for them."""
OF_NAMES = 0.5
"""What a name tells beside another word as rare."""
LEADS_CLOSE = 0.58
"""Opening sentences of two reports with vectors this close tell one event in two wordings: of four such pairs read
by eye all did; of pairs from .44 to .51 none."""
VOICE_WEIGHT = 0.25
"""One speaker seldom says two things that share this much."""
OLD_WEIGHT = 0.5
"""Stricter than `SAME_WEIGHT`: new developments are told in the words of the old."""
NAMES_CLOSE = 0.5
"""With vectors this close, one line's names all among the other's, and one kind of statement, they say the same."""
DEED_CLOSE, DEED_WEIGHT = 0.55, 0.14
"""One deed of one party, told in lines as close as this that share so much, is one event."""
DEED_THINGS = 0.4
"""One deed, its doer not told twice, whose objects share two words and so much of their weight."""
DEED_NEAR = 0.4
"""A deed that news tells once, of one doer to one object, or of one party with two words more, in lines this close."""
DEED_CLOSER, DEED_SHARED = 0.6, 0.18
"""Such a deed by whom it may be, in lines as close as this that share so much."""
QUOTED_BY_ONE, QUOTED_BY_ANY = 3, 6
"""Telling words in a row inside quotation marks that make two lines quote the same words."""
UNWEIGHED = 0.5
"""Weight of a word that stands only in a form no candidate's line has."""

_FRAME_WORDS = """
    say says said saying tell tells told add adds added announce announced announcing according report reported
    reporter reporters briefing statement spokesman spokeswoman spokesperson
    monday tuesday wednesday thursday friday saturday
    sunday january february march april may june july august september october november december today yesterday
    president minister official officials leader leaders mr mrs ms
"""
_FRAME = frozenset(stems(_FRAME_WORDS.split()))
_NUMBERS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8"}
_ROUND = re.compile(
    r"\b(a|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3}) (thousand|hundred|million)\b", re.I
)
_ZEROS = {"hundred": "00", "thousand": "000", "million": "000000"}
_CAPITAL = re.compile(r"(?<=[a-z,;’'] )[A-ZÀ-Þ][\w’'-]+")
_COMMA = re.compile(r"(?<=\d),(?=\d{3}\b)")
_LARGE = re.compile(r"(?<![\d.])(?!(?:19|20)\d\d\b)[1-9]\d{2,}\b")
_MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b(?= \d|,|\.| of|$)"
    r"|(?<=\b[Ii]n )(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_EARLIER = re.compile(r"\b(?:previously|another|had already)\b")
_SCORE = re.compile(r"\b\d+[-–]\d+\b")
_FIGURE = re.compile(r"\b(\d[\d.]*)[ -]((?:[^\W\d_]+[ -])?[^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class Told:
    """What a line tells, apart from who says it and when."""

    stems: frozenset[str]
    """Its telling stems."""
    figures: frozenset[tuple[str, str]]
    """Numbers with the stems of what they count."""


def told(text: str) -> Told:
    """Return what a line tells.

    >>> told("A thousand prisoners go home.").figures & told("He freed 1,000 prisoners.").figures
    frozenset({('1000', 'prisoner')})
    """
    plain = _COMMA.sub("", _ROUND.sub(_in_digits, text))
    found = frozenset(content(stems(raw_words(plain)))) - _FRAME
    counted = ((number, noun) for number, words in _FIGURE.findall(plain) for noun in stems(re.split(r"[ -]", words)))
    figures = {(n, w) for n, w in counted if w in found and len(w) > 3} | {(n, "") for n in _LARGE.findall(plain)}
    return Told(found, frozenset(figures))


def _in_digits(match: re.Match[str]) -> str:
    word = match[1].lower()
    return ("1" if word == "a" else _NUMBERS.get(word, word)) + _ZEROS[match[2].lower()]


class Repeats:
    """Knows the lines of one story; asks of two whether they say the same."""

    def __init__(self, candidates: Sequence[Candidate], vectors: Vectors) -> None:
        """Weigh the words of these candidates; `vectors` are the rows that they point into."""
        self._told = {c.row: _apart_from(told(c.line.text), c.line.speaker) for c in candidates}
        self._weight = _weights(list(self._told.values()), [c.line.text for c in candidates])
        self._vectors = vectors

    def same(self, one: Candidate, other: Candidate) -> bool:
        """Tell whether two of the candidates say the same."""
        a, b = self._told[one.row], self._told[other.row]
        cosine = float(self._vectors[one.row] @ self._vectors[other.row])
        if cosine > SAME_MEANING:
            return True
        lighter = min(self._sum(a.stems), self._sum(b.stems))
        shared = self._sum(a.stems & b.stems) / lighter if lighter else 0.0
        if _one_voice(one, other) and shared >= VOICE_WEIGHT:
            return True
        if _both_lead(one, other) and (shared >= LEADS_WEIGHT or (cosine >= LEADS_CLOSE and _both_open(one, other))):
            return True
        if cosine >= NAMES_CLOSE and one.line.certainty == other.line.certainty and _same_names(one, other):
            return True
        if any(self._figure_tells(f) for f in a.figures & b.figures):
            return True
        if _one_quotation(one, other):
            return True
        if self._one_event(one, other, cosine, shared):
            return True
        return shared >= SAME_WEIGHT or (cosine >= CLOSE and shared >= CLOSE_WEIGHT)

    def _one_event(self, one: Candidate, other: Candidate, cosine: float, shared: float) -> bool:
        """Tell whether two lines tell one deed: its kind, its parties, and something of what it is about."""
        if _apart(one.sentence.text, other.sentence.text) or _EARLIER.search(one.line.text + " " + other.line.text):
            return False
        pairs = ((a, b) for a in events_of(one) for b in events_of(other) if a.ahead == b.ahead and same_deed(a, b))
        told = (pair for pair in pairs if not _two_voices(one, other, *pair))
        return any(self._deed_told_twice(a, b, cosine, shared) for a, b in told)

    def _deed_told_twice(self, one: Event, other: Event, cosine: float, shared: float) -> bool:
        common = len((one.things & other.things) - _FRAME)
        things = self._share(one.things, other.things)
        party = one_party(one, other)
        once = of_news(one) and not of_position(one)
        if once and cosine >= DEED_NEAR and (_both_ends(one, other) or (party and common >= 2)):
            return True
        if party and common >= 2 and things >= DEED_WEIGHT:
            return True
        if party and of_news(one) and common and cosine >= DEED_CLOSE and shared >= DEED_WEIGHT:
            return True
        if once and cosine >= DEED_CLOSER and shared >= DEED_SHARED:
            return True
        return common >= 2 and things >= DEED_THINGS

    def _share(self, one: frozenset[str], other: frozenset[str]) -> float:
        lighter = min(self._sum(one), self._sum(other))
        return self._sum(one & other) / lighter if lighter else 0.0

    def told_before(self, one: Candidate, older: Sequence[Candidate]) -> bool:
        """Tell whether an older report says plainly the same, of the same voice: then it is no news any more."""
        mine = self._told[one.row].stems
        for other in older:
            if one.line.speaker and not _one_voice(one, other):
                continue  # another voice that says it too is news
            theirs = self._told[other.row].stems
            whole = self._sum(mine)
            shared = self._sum(mine & theirs) / whole if whole else 1.0  # of the new line: it may say more besides
            close = float(self._vectors[one.row] @ self._vectors[other.row]) > SAME_MEANING
            if shared >= OLD_WEIGHT or (close and shared >= CLOSE_WEIGHT):
                return True
        return False

    def _figure_tells(self, figure: tuple[str, str]) -> bool:
        """A figure that half of the lines have ("30-day ceasefire") is a name, not news."""
        users = sum(figure in t.figures for t in self._told.values())
        return users <= max(2, len(self._told) // 3) or int(float(figure[0].rstrip("."))) >= 100

    def _sum(self, found: frozenset[str]) -> float:
        return sum(self._weight.get(s, UNWEIGHED) for s in sorted(found))


def _apart_from(line: Told, speaker: str) -> Told:
    return Told(line.stems - frozenset(stems(raw_words(speaker))), line.figures)


def _one_voice(one: Candidate, other: Candidate) -> bool:
    a, b = one.line.speaker.rsplit(" ", 1)[-1], other.line.speaker.rsplit(" ", 1)[-1]
    return bool(a) and a == b


def _one_quotation(one: Candidate, other: Candidate) -> bool:
    """Tell whether two lines quote the same words: a few of one speaker's, or a sentence whoever is said to say it."""
    run = QUOTED_BY_ONE if _one_voice(one, other) else QUOTED_BY_ANY
    return bool(_quoted_runs(one.sentence.text, run) & _quoted_runs(other.sentence.text, run))


def _quoted_runs(text: str, length: int) -> frozenset[tuple[str, ...]]:
    """Return the runs of so many telling stems inside quotation marks."""
    runs: set[tuple[str, ...]] = set()
    for quote in find_quotes(text):
        told_ = [s for s in content(stems(raw_words(text[quote.start : quote.end]))) if s.isalpha()]
        runs.update(tuple(told_[n : n + length]) for n in range(len(told_) - length + 1))
    return frozenset(runs)


def _two_voices(one: Candidate, other: Candidate, a: Event, b: Event) -> bool:
    """Tell whether two speakers tell a deed that neither of them did: then each line is a position of its own."""
    if of_news(a) and not of_position(a) and a.done:
        return False  # what has happened has happened, whoever says so
    speakers = [frozenset(folded(word) for word in raw_words(c.line.speaker)) for c in (one, other)]
    if not all(speakers) or _one_voice(one, other):
        return False
    return not (speakers[0] & a.doers and speakers[1] & b.doers)


def _both_ends(one: Event, other: Event) -> bool:
    """Tell whether two deeds have their object in common and both name a doer; `same_deed` has compared the doers."""
    return bool(one.doers and other.doers and one.patients & other.patients)


def _apart(one: str, other: str) -> bool:
    """Tell whether two sentences name different months, or different scores: then they tell of two occasions."""
    pairs = [(frozenset(found.findall(one)), frozenset(found.findall(other))) for found in (_MONTH, _SCORE)]
    return any(a and b and not a & b for a, b in pairs)


def _both_lead(one: Candidate, other: Candidate) -> bool:
    """Tell whether both are among the first sentences of different reports of one news day."""
    if one.sentence.span.article == other.sentence.span.article or one.background or other.background:
        return False
    voices = {c.line.speaker.rsplit(" ", 1)[-1] for c in (one, other)} - {""}
    return one.sentence.paragraph <= 1 and other.sentence.paragraph <= 1 and len(voices) < 2


def _both_open(one: Candidate, other: Candidate) -> bool:
    return one.sentence.index <= 1 and other.sentence.index <= 1


def _same_names(one: Candidate, other: Candidate) -> bool:
    a, b = _names(one), _names(other)
    return len(min(a, b, key=len)) >= 2 and (a <= b or b <= a)


def _names(candidate: Candidate) -> frozenset[str]:
    """Return the last words of the names in a line, without those that are adjectives of a country."""
    last = (
        name.text.removesuffix("’s").removesuffix("'s").rsplit(" ", 1)[-1] for name in find_names(candidate.line.text)
    )
    return frozenset(word for word in last if not word.endswith(("ish", "ian", "ean", "ese")))


def _weights(lines: Sequence[Told], texts: Sequence[str]) -> Mapping[str, float]:
    """Return for each stem how much it tells: nothing when most lines have it, and half for names.

    Who is named in two lines makes them of one person, not of one thing.
    """
    users = Counter(s for line in lines for s in line.stems)
    named = frozenset(stems(w for text in texts for w in _CAPITAL.findall(text)))
    return {
        s: math.log((1 + len(lines)) / (1 + n)) ** 1.5 * (OF_NAMES if s in named else 1.0)
        for s, n in sorted(users.items())
    }
