"""Which language a text is in.

    enough letters? --function words--> en      --script, letters--> ja zh ar ru uk ...     (no model is loaded)
                    --function words of others, short text only--> de fr es it pt tr        (the same)
                    --py3langid, 97 languages--> all else

Rule 1: English is told by its function words alone: the model takes 0.7 s to load, and most of what we read is English.
Rule 2: a title is too short for a model of letter sequences (it takes Portuguese for Spanish, Russian for Ukrainian):
there its own letters and little words decide, then what the page declares, if that is not another script.
Rule 3: very short text stays undecided, unless its script is one language's own.
"""

import re

from nutgraf.text.function_words import FUNCTION_WORDS
from nutgraf.text.scripts import by_letters, by_script

UNDECIDED = "und"
LANGUAGE_NAMES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese",
    "ru": "Russian", "uk": "Ukrainian", "tr": "Turkish", "ar": "Arabic", "zh": "Chinese", "ja": "Japanese",
    "nl": "Dutch", "pl": "Polish", "ko": "Korean", "fa": "Persian", "el": "Greek", "he": "Hebrew", "sv": "Swedish",
}  # fmt: skip
"""What people call the languages that are read; others go by their code."""
_SAMPLE = 6_000
_FEWEST_LETTERS = 20
_FEWEST_OF_SCRIPT = 6
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "is",
        "was",
        "that",
        "for",
        "with",
        "as",
        "by",
        "he",
        "she",
        "said",
        "his",
        "her",
        "from",
        "has",
        "have",
        "are",
        "were",
        "which",
        "their",
        "would",
        "they",
        "this",
        "been",
        "who",
        "will",
        "had",
        "but",
        "not",
        "after",
        "about",
        "its",
        "when",
        "could",
        "should",
        "more",
        "than",
        "there",
        "into",
        "what",
        "said",
        "also",
        "it",
        "at",
        "on",
        "be",
    ]
)
_SHARE = 0.25
"""English news runs at 0.30 to 0.48 by this list; German, Dutch, French, Spanish and Danish stay under 0.12."""


_SHORT = 120
"""Letters up to which function words are asked before the model."""
_LATIN = ("de", "fr", "es", "it", "pt", "tr")


def detect_language(text: str, declared: str = "") -> str:
    """Return the ISO 639-1 code of the text's language, `und` when there is too little text to tell.

    `declared` is what the page or its container says; it decides only where a short text leaves several open.

    >>> detect_language("The minister said that the talks would go on, and that she was not worried about them.")
    'en'
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    letters = sum(map(len, words))
    if letters < _FEWEST_LETTERS:
        return (letters >= _FEWEST_OF_SCRIPT and by_script(sample)) or UNDECIDED
    if len(words) >= 8 and sum(word in _ENGLISH for word in words) >= _SHARE * len(words):
        return "en"
    if found := by_script(sample):
        return found
    if letters <= _SHORT and (found := _by_words(sample, words) or _declared(declared, sample)):
        return found
    from py3langid import classify  # 0.7 s for its model

    return str(classify(sample)[0])


def _by_words(text: str, words: list[str]) -> str:
    """Return the language that has clearly most of the words and letters of a short text, or ""."""
    if not text.isascii() and (found := by_letters(text, "latin")):
        return found
    pieces = [piece for word in words for piece in re.split("['’]", word)]
    counts = sorted(((sum(p in FUNCTION_WORDS[code] for p in pieces), code) for code in _LATIN), reverse=True)
    english = sum(word in _ENGLISH for word in words)
    (best, code), (second, _) = counts[0], counts[1]
    return code if best >= 2 and best > second and best > english else ""


def _declared(code: str, text: str) -> str:
    """Return the declared language if it is written in the script of the text."""
    cyrillic = any("\u0400" <= c <= "\u04ff" for c in text)
    short = code[:2].lower()
    return short if short in (("ru", "uk", "bg", "be", "sr", "mk") if cyrillic else _LATIN) else ""
