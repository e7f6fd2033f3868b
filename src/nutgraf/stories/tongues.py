"""Words, names and numbers of articles in languages other than English, in the form in which they are compared.

    text --settled letters--> tokens --function words out, ending off--> terms
    Chinese, Japanese: runs of Han signs --cut at little signs--> pairs of neighbours; runs of katakana are words

Strategy: crude and conservative. An ending is taken off only from words that keep four letters, by a table of endings a
language; two forms of a word that stay apart cost a little likeness, two words made one cost a wrong story.

Rule 1: English never comes here; its way (`terms`) was fitted and measured, and stays as it is.
Rule 2: languages without a table keep their words whole, up to `STEM` letters.
Rule 3: a script without capitals has no names. German writes all nouns with one: there a name is two capitals in a row,
or an acronym.
"""

import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache

from nutgraf.stories.terms import MOST_NAMES, tokens_of
from nutgraf.text.function_words import FUNCTION_WORDS, LITTLE_SIGNS

ENGLISH = frozenset({"en", "und", ""})
"""Languages that are read as English: text too short to tell is compared with the bulk of the stream."""
STEM = 8
"""Letters kept of a word in a language without a table of endings."""
LEAST = 4
"""Letters that an ending leaves at least."""


def _endings(listed: str) -> tuple[str, ...]:
    return tuple(sorted(listed.split(), key=lambda ending: (-len(ending), ending)))


_ENDINGS: dict[str, tuple[str, ...]] = {
    "de": _endings("ern en em er es e n s innen ungen ung lich liche lichen licher liches"),
    "fr": _endings("s e es x é ée és ées er ent ait ant ement ements ation ations eur eurs euse"),
    "es": _endings("s es o a os as e ó aron ción ciones ado ada ados adas ando mente"),
    "it": _endings("o a i e to ta ti te ato ata ati ate are ando zione zioni mente"),
    "pt": _endings("s es o a os as e ou aram ção ções ado ada ados adas ando mente"),
    "ru": _endings(
        """а я о е ы и у ю ь й ов ев ей ой ый ий ая яя ое ее ые ие ых их ую юю ам ям ах ях ом ем ью ия ию ии иям иях
        иями ами ями ого его ому ему ыми ими ием ость ости л ла ли ло ть ют ет ит ят ал ала али"""
    ),
    "uk": _endings(
        """а я о е є и і ї у ю ь й ів їв ій ий им их ах ях ам ям ою ею єю ом ем єм ові еві ого ому ими ами ями ість
        ості ав ала али ло ть ють ає ує ить ять ний на не ні ної ну них"""
    ),
    "tr": _endings(
        """ı i u ü a e ın in un ün nın nin nun nün ını ini unu ünü ına ine una üne ya ye yı yi yu yü da de ta te dan
        den tan ten nda nde ndan nden ında inde unda ünde ından inden sı si su sü lar ler ları leri ların lerin
        larda lerde lardan lerden lara lere larını lerini larının lerinin dı di du dü tı ti tu tü lı li lu lü ki"""
    ),
    "ar": _endings("ات ون ين ان ه ها هم يه ي"),
}
_ELIDED = frozenset("l d qu c j n s m t dell nell all sull dall un quest jusqu lorsqu puisqu".split())
"""What stands before an apostrophe in French, Italian and Portuguese, and is no part of the word behind it."""
_MARKS_OF_ARABIC = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640]")
_ARABIC_FORMS = str.maketrans("أإآٱىةؤئ", "اااايهوي")
_ARABIC_HEADS = ("وال", "بال", "كال", "فال", "لل", "ال", "و")
"""And, with, like, so, for; the article."""
_TURKISH_CASE = str.maketrans("Iİ", "ıi")
_DIGITS = {ord(c): str(n % 10) for n, c in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９")}
_PIECES = re.compile("[\u30a1-\u30fa\u30fc]{2,}|[\u3400-\u9fff\uf900-\ufaff々]+|[A-Za-z][A-Za-z]+|\\d[\\d.,]*")
_LITTLE = re.compile(f"[{''.join(sorted(LITTLE_SIGNS))}]")
CAPITALS = "".join(c for c in map(chr, range(0x500)) if c.isupper())
"""Latin, Greek and Cyrillic capitals; other scripts have none."""
_CAPITALS = re.compile(
    rf"\b[{CAPITALS}][\w'’-]*(?: (?:(?:de|del|della|di|da|do|dos|von|van|al|bin|la|le) )?[{CAPITALS}][\w'’-]*)*"
)
"""Words that begin with a capital and follow one another."""


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of a text: terms with the place of the lead, names, and how both were written."""

    terms: tuple[str, ...]
    """In order."""
    names: tuple[str, ...]
    """In order."""


def plain_letters(text: str, language: str) -> str:
    """Return a text with ASCII digits, without the marks and letter forms that Arabic leaves to the writer."""
    text = text.translate(_DIGITS)
    return _MARKS_OF_ARABIC.sub("", text).translate(_ARABIC_FORMS) if language == "ar" else text


def foreign_tokens(text: str, language: str) -> list[str]:
    """Return the tokens of a text that `plain_letters` has settled: words and numbers; pairs of signs in zh and ja."""
    if language not in ("zh", "ja"):
        return tokens_of(text)
    found: list[str] = []
    for piece in _PIECES.findall(text):
        found.extend(_pairs(piece, language) if piece[0] > "\u33ff" else (piece,))
    return found


def _pairs(run: str, language: str) -> list[str]:
    """Return the pairs of neighbours in a run of Han signs; a single sign says too little."""
    made: list[str] = []
    for part in _LITTLE.split(run) if language == "zh" else (run,):
        made.extend(part[i : i + 2] for i in range(len(part) - 1))
    return made


def lowered(word: str, language: str) -> str:
    """Return a word in small letters as its language has them: `İ` and `I` are two letters in Turkish."""
    return (word.translate(_TURKISH_CASE) if language == "tr" else word).lower()


@lru_cache(maxsize=100_000)
def foreign_term(token: str, language: str) -> str:
    """Return the term of a token, empty when it is none.

    >>> foreign_term("переговорах", "ru") == foreign_term("переговоры", "ru"), foreign_term("l’accord", "fr")
    (True, 'accord')
    """
    word = lowered(token, language).replace("’", "'").rstrip(".,:")
    stop = FUNCTION_WORDS.get(language, frozenset())
    if word in stop:
        return ""
    word = _without_apostrophe(word, language)
    if language == "ar":
        word = _without_head(word)
    if len(word) < 2 and not word.isdigit():
        return ""
    return "" if word in stop else _STEMMERS.get(language, _cut)(word, language)


def _without_apostrophe(word: str, language: str) -> str:
    head, mark, tail = word.partition("'")
    if not mark:
        return word
    if language == "uk":
        return head + tail  # a letter's hardness, inside the word
    return tail if head in _ELIDED and tail else head


def _without_head(word: str) -> str:
    for head in _ARABIC_HEADS:
        if word.startswith(head) and len(word) - len(head) >= 3:
            return word[len(head) :]
    return word


def _cut(word: str, _language: str) -> str:
    return word if word[0].isdigit() else _bare(word)[:STEM]


def _stem(word: str, language: str) -> str:
    if word[0].isdigit():
        return word
    least = 3 if language == "ar" else LEAST
    for ending in _ENDINGS[language]:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            word = word[: -len(ending)]
            break
    return word if language in ("ru", "uk", "ar") else _bare(word)


def _whole(word: str, _language: str) -> str:
    return word


_STEMMERS: dict[str, Callable[[str, str], str]] = {**dict.fromkeys(_ENDINGS, _stem), "zh": _whole, "ja": _whole}


def _bare(word: str) -> str:
    """Return a word without accents: `Häuser` and `Haus`, `pénal` and `penal`."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)).replace("ß", "ss")


def foreign_names(text: str, tokens: Collection[str], language: str) -> list[tuple[str, str]]:
    """Return the names of a text in order, each as a key and as written; keys are without case endings.

    A capital that opens a sentence makes no name when the text has the word in small letters, or it is a little word.
    """
    stop = FUNCTION_WORDS.get(language, frozenset())
    found: list[tuple[str, str]] = []
    for match in _CAPITALS.finditer(text):
        words = match.group().split(" ")
        while words and (lowered(words[0], language) in stop or words[0].lower() in tokens):
            words = words[1:]
        acronym = len(words) == 1 and words[0].isupper() and len(words[0]) > 1
        if not words or len(words) > 6 or (language == "de" and len(words) < 2 and not acronym):
            continue
        keys = [key for word in words if (key := foreign_term(word, language))]
        if keys and len(keys[0]) > 1:
            found.append((" ".join(keys), " ".join(words)))
        if len(found) >= MOST_NAMES:
            break
    return found
