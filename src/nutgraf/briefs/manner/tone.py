"""Tone: which sentences argue, sneer or shout instead of reporting, told by their words outside quotation marks.

Opinion pages are often not marked as such. One loaded word can slip into a report, so a sentence is weighed down by its
own words a little, and by those of its whole article more: an article in which such words are frequent is a column
whatever its label.

Rule 1: what is said in quotation marks is the speaker's tone, not the writer's.
Rule 2: tone weighs, it never bars: when a story has nothing else, its sentences still come.

`column_likelihood` weighs the named signs of `tone_signs` by a small logistic model; its weights lie in `tone.json`
(fitted by `evals/recipes/fit_tone.py` on lines that people judged).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nutgraf.briefs.checks.of_words import outside
from nutgraf.briefs.manner.tone_signs import Signs, article_signs, column_signs
from nutgraf.briefs.manner.tone_words import LOADED, TURNS
from nutgraf.briefs.weights import number_of, probability, weights_of
from nutgraf.model import Article, Parsed, Sentence

_FILE = "manner/tone.json"
_ACRONYM_OR_DATELINE = re.compile(r"[A-Z]{2,6}\b|[A-Z]+,? \(|[A-Z]+ [—–-]")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")

PER_WORD = 0.12
"""What one loaded word takes off a sentence's salience; four or more take off half."""
MOST_OFF = 0.5
COLUMN_RATE = 0.0145
"""Loaded words a word from which an article reads as a column: of 60 development
sets nearly all reports lie under .010; what lies above .0145 was a column or a fighting text, but for one report."""
COLUMN_OFF = 0.35
"""What its tone takes off every sentence of a column."""
TRANSLATED_OFF = 0.5
"""What machine translation takes off: its sentences are right at best and read badly."""


def loaded_words(text: str) -> int:
    """Count the loaded words and turns of a text, outside quotation marks.

    >>> loaded_words('The utterly shameful bill passed. “A disgrace,” he said.')
    2
    """
    plain = outside(text)
    words = sum(word in LOADED for word in _WORD.findall(plain.lower()))
    return words + len(TURNS.findall(plain)) + _shouts(plain)


def _shouts(plain: str) -> int:
    first = plain.lstrip().split(" ", 1)[0]
    tabloid = first.isupper() and first.isalpha() and len(first) > 2 and not _ACRONYM_OR_DATELINE.fullmatch(first)
    return 3 * tabloid + min(2, plain.count("!"))


def plainness(text: str) -> float:
    """Return how far a sentence reports, 1 (plain) down to 1 - `MOST_OFF`."""
    return 1.0 - min(MOST_OFF, PER_WORD * loaded_words(text))


def reads_as_column(sentences: Sequence[Sentence]) -> bool:
    """Tell whether an article argues throughout, by its rate of loaded words; judged from 100 words on."""
    prose = [s.text for s in sentences if s.kind == "prose"]
    words = sum(len(outside(text).split()) for text in prose)
    return words >= 100 and sum(map(loaded_words, prose)) / words >= COLUMN_RATE


def tone_of(article: Article, sentences: Sequence[Sentence]) -> float:
    """Return what an article's manner leaves of the salience of its sentences, 0 to 1."""
    column = 1.0 - COLUMN_OFF if reads_as_column(sentences) else 1.0
    return column * (1.0 - TRANSLATED_OFF if "translated" in article.flags else 1.0)


@dataclass(frozen=True, slots=True)
class Manner:
    """How an article is written."""

    signs: Signs
    """Rates over its prose."""
    weight: float
    """What they add to the log odds that one of its sentences argues."""
    argues: float
    """How likely an average sentence of it argues, 0 to 1."""


def _intercept() -> float:
    return weights_of(_FILE, "weights")["intercept"]


def _weight(signs: Signs) -> float:
    return sum(weights_of(_FILE, "weights").get(name, 0.0) * value for name, value in signs.values)


def manner_of(article: Article, sentences: Sequence[Sentence]) -> Manner:
    """Return how an article is written, from its text and title alone; one call an article is enough."""
    signs = article_signs(article, sentences)
    weight = _weight(signs)
    return Manner(signs, weight, probability(_intercept() + weight + number_of(_FILE, "typical")))


def column_likelihood(parsed: Parsed, manner: Manner) -> float:
    """Return how likely an editor finds a sentence to be a column's prose, 0 to 1, given its article's manner."""
    return probability(_intercept() + manner.weight + _weight(column_signs(parsed)))
