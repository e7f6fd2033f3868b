"""Which languages the writer has words for, and which it reads with none.

English and undecided text go another way, with a parser; whatever else comes is written from without one. A language
without a list of its own gets the empty `Tongue`: its lines are chosen by vectors, places and numbers alone.
"""

from collections.abc import Iterable, Mapping

from nutgraf.briefs.plainly.further import ARABIC, CHINESE, JAPANESE, RUSSIAN, TURKISH, UKRAINIAN
from nutgraf.briefs.plainly.german import GERMAN
from nutgraf.briefs.plainly.romance import FRENCH, ITALIAN, PORTUGUESE, SPANISH
from nutgraf.briefs.plainly.tongue import Tongue

PARSED = frozenset({"en", "und"})
"""Languages that go to the parser."""

TONGUES: Mapping[str, Tongue] = {
    "de": GERMAN,
    "fr": FRENCH,
    "es": SPANISH,
    "it": ITALIAN,
    "pt": PORTUGUESE,
    "ru": RUSSIAN,
    "uk": UKRAINIAN,
    "tr": TURKISH,
    "ar": ARABIC,
    "zh": CHINESE,
    "ja": JAPANESE,
}
"""By ISO 639-1 code."""


def tongue_of(language: str) -> Tongue:
    """Return what is known of a language; for one without lists a `Tongue` that knows nothing but its code."""
    return TONGUES.get(language) or Tongue(name=f"a language without word lists ({language})")


def main_language(languages: Iterable[str]) -> str:
    """Return the language that most articles share, one that is known before `und`; ties go to English, then by code.

    >>> main_language(["de", "und", "fr", "de"]), main_language(["und"]), main_language(["fr", "en"])
    ('de', 'und', 'en')
    """
    counts: dict[str, int] = {}
    for language in languages:
        counts[language] = counts.get(language, 0) + 1
    known = {language: n for language, n in counts.items() if language != "und"} or counts
    return min(known, key=lambda language: (-known[language], language != "en", language))
