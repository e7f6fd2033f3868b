"""What the letters alone say of a language: sure where a script or a letter belongs to one, silent otherwise.

Rule 1: kana is Japanese, whatever else stands there; Han alone is Chinese unless signs that only Japan writes so stand
among it. A quarter of the letters is enough for a script: names of companies stand in Latin letters anywhere.
Rule 2: of languages that share a script each is known by letters that the others lack; where both sides have some, the
more frequent letters win, because a Ukrainian name may stand in a Russian text.
"""

import re

_SHARE = 0.25
_KANA = re.compile("[\u3041-\u30ff\uff66-\uff9d]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_ARABIC = re.compile("[\u0620-\u06d3]")
_LETTER = re.compile(r"[^\W\d_]")
_JAPAN_ONLY = re.compile("[円県対発経営売続済総権沢浜検験団戦撃帰両労働込枠峠畑栃図剤気価単変択渋駅黒恵齢応転軽歩毎]")
"""Signs as Japan simplified or made them, in neither form of Chinese."""
_LETTERS: dict[str, tuple[tuple[str, frozenset[str]], ...]] = {
    "cyrillic": (
        ("ru", frozenset("ыэъё")),
        ("uk", frozenset("іїєґ")),
        ("be", frozenset("ў")),
        ("sr", frozenset("јљњђћџ")),
    ),
    "arabic": (("fa", frozenset("پچژگ")), ("ur", frozenset("ٹڈڑےھ"))),
    "latin": (("de", frozenset("ß")), ("tr", frozenset("ığş")), ("es", frozenset("ñ¿¡")), ("pt", frozenset("ãõ"))),
}
"""Letters by which the languages of a script are told; Belarusian shares і with Ukrainian and ы with Russian."""


def by_script(text: str) -> str:
    """Return the language that the script of a text settles (ja, zh, ru, uk, ar ...), "" when it leaves it open.

    >>> by_script("大阪で震度5の地震"), by_script("Рада проголосувала"), by_script("Le conseil a voté")
    ('ja', '', '')
    """
    letters = len(_LETTER.findall(text))
    if not letters:
        return ""
    kana, han = len(_KANA.findall(text)), len(_HAN.findall(text))
    if han + kana >= _SHARE * letters:
        return "ja" if kana >= 0.02 * (han + kana) or _is_japanese(text) else "zh"
    if len(_ARABIC.findall(text)) >= 2 * _SHARE * letters:
        return by_letters(text, "arabic") or "ar"
    if len(_CYRILLIC.findall(text)) >= 2 * _SHARE * letters:
        return by_letters(text, "cyrillic")
    return ""


def by_letters(text: str, script: str) -> str:
    """Return the language of a script whose own letters are the most frequent, "" when none stand there."""
    lowered = text.lower()
    counted = [(sum(map(lowered.count, letters)), code) for code, letters in _LETTERS[script]]
    best, code = max(counted, key=lambda pair: pair[0])
    if "ў" in lowered and script == "cyrillic":
        return "be"
    return code if best >= (2 if script == "arabic" else 1) else ""


def _is_japanese(text: str) -> bool:
    return bool(_JAPAN_ONLY.search(text))


def crowded(text: str) -> bool:
    """Tell a text whose script writes without spaces between words: Chinese or Japanese."""
    letters = len(_LETTER.findall(text[:2_000]))
    return letters > 0 and len(_HAN.findall(text[:2_000])) + len(_KANA.findall(text[:2_000])) >= 2 * _SHARE * letters
