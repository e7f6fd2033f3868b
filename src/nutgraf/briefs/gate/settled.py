"""Words that may be put in: a name in full, a name for its pronoun, another spelling, a date beside its day."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from nutgraf.briefs.checks.given_names import contradicts
from nutgraf.briefs.checks.of_names import rival
from nutgraf.briefs.checks.of_short_names import given_fault, given_names, is_title_word
from nutgraf.briefs.gate.words import BRITISH, HE, IT, MONTHS, THEY, WEEKDAYS
from nutgraf.text.people import folded, plain_letters
from nutgraf.text.spellings import PAIRS

POLITE = frozenset({"mr", "mrs", "ms", "dr", "sir"})
SLACK_DAYS = 7
"""How far the day of an article lies from a weekday that it names."""
_FULL_NAME = re.compile(r"\b[A-Z][\w’'-]+(?: (?:de|da|van|von|bin|al|el|of|for) | )(?:[A-Z][\w’'-]+ ?)+")
_DATE = re.compile(
    r"(?:(?P<d>\d{1,2})(?:st|nd|rd|th)? (?P<m>[A-Z][a-z]+)|(?P<m2>[A-Z][a-z]+) (?P<d2>\d{1,2}))(?:,? (?P<y>\d{4}))?"
)


def is_pronoun(words: str) -> bool:
    """Tell whether words are a pronoun of the third person."""
    return words.casefold() in HE | THEY | IT


def name_for_pronoun(pronoun: str, name: str, near: Sequence[str], context: Sequence[str]) -> bool:
    """Tell whether a name may stand for a pronoun: its bearer is the one named shortly before, and nobody is since.

    `near`: the sentences before and its own, in order; `context`: more, in which the name has to stand in full.
    """
    bare = re.sub(r"(?:'s|’s|(?<=s)['’])$", "", name.strip())
    possessive = bare != name.strip()
    if possessive != (pronoun.casefold() in {"his", "her", "its", "their"}) or not bare:
        return False
    last = bare.split()[-1]
    holding = [n for n, text in enumerate(near) if _stands(last, text)]
    if not holding or not _known(bare, context) or contradicts(pronoun.casefold(), bare):
        return False
    since = near[holding[-1] :]
    opens = len(since) <= 2 and any(since[0].startswith(tail) for tail in _tails(bare))
    parts = set(re.findall(r"\w+", bare))
    others = {m[0] for text in since for m in _FULL_NAME.finditer(text)}
    strangers = [one for one in others if not parts & set(re.findall(r"\w+", one))]
    return not strangers or (opens and not _named(since[1:], parts))


def surname_left(gone: Sequence[str], surname: str, texts: Sequence[str]) -> bool:
    """Tell whether words before a surname are a title and given names, whole, and nobody else in the texts bears it."""
    if is_title_word(surname) or given_fault(gone):
        return False
    full = " ".join((*given_names(gone), surname))
    return not any(rival(full, text) for text in texts)


def _tails(name: str) -> list[str]:
    parts = name.split()
    return [" ".join(parts[n:]) for n in range(len(parts))]


def _named(texts: Sequence[str], parts: set[str]) -> bool:
    """Tell whether somebody else is named in full."""
    return any(not parts & set(re.findall(r"\w+", m[0])) for text in texts for m in _FULL_NAME.finditer(text))


def _known(name: str, context: Sequence[str]) -> bool:
    """Tell whether a name stands in the article, and what is said before it (`President`) beside it there."""
    standing = next((tail for tail in _tails(name) if any(_stands(tail, text) for text in context)), "")
    if len(standing.split()) < min(2, len(name.split())):
        return False
    roles = name.removesuffix(standing).split()
    holding = [text for text in context if _stands(standing.split()[-1], text)]
    return all(any(_stands(role, text) for text in holding) for role in roles)


def name_in_full(before: str, whole: str, context: Sequence[str]) -> bool:
    """Tell whether `whole` is the name of `before` in full: it stands so in the article, and for nobody else there."""
    short, full = _bare(before), _bare(whole)
    if not short or short == full:
        return False
    initials = "".join(w[0] for w in full if w[0].isupper())
    if not _known(" ".join(full), context) or not (set(short) <= set(full) or short == [initials]):
        return False
    return short == [initials] or not rival(" ".join(full), "\n".join(context))


def _bare(words: str) -> list[str]:
    return [w for w in re.findall(r"[\w’'.-]+", re.sub(r"['’]s\b", "", words)) if w.strip(".").casefold() not in POLITE]


def _stands(words: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE) is not None


def same_spelling(one: str, other: str) -> bool:
    """Tell whether two words are one word, spelled otherwise."""
    a, b = one.casefold(), other.casefold()
    if a.replace(".", "") == b.replace(".", "") != "" and len(a) <= 6 and one[:1].isupper():
        return True
    if one[:1].isupper() and other[:1].isupper():
        if plain_letters(a) == plain_letters(b) or (min(len(a), len(b)) >= 6 and folded(one) == folded(other)):
            return True
        if any({one, other} <= set(pair) for pair in PAIRS):
            return True
        if _ending(a) == _ending(b) and len(a) >= 6:
            return True
    return _american(a) == _american(b)


def _ending(name: str) -> str:
    return re.sub(r"(?:yy|iy|ii|ij|y|i)$", "y", plain_letters(name))


def _american(word: str) -> str:
    for british, american in BRITISH:
        if word.startswith(british):
            word = american + word[len(british) :]
    word = re.sub(r"(?<=[a-z]{3})our(?=$|s$|ed$|ing$|ful|ab|ite|hood|er)", "or", word)
    word = re.sub(r"is(?=(?:e[sdr]?|ing|ation|ations|ers)$)", "iz", word) if len(word) > 6 else word
    word = re.sub(r"ll(?=ed$|ing$|er$|ers$|or$)", "l", word)
    return re.sub(r"(?<=[a-z]{3})yse(?=$|d$|s$)", "yze", word)


def date_of_day(day: str, added: str, published: date | None) -> bool:
    """Tell whether a date that was put beside a day is that day, as the article's own day makes it."""
    found = _DATE.search(added)
    if found is None or published is None or re.sub(r"[\s,()]", "", added) != re.sub(r"[\s,]", "", found[0]):
        return False
    month = (found["m"] or found["m2"]).casefold()
    number = next((n for n, name in enumerate(MONTHS, 1) if name.startswith(month[:3])), 0)
    try:
        made = [date(int(found["y"] or y), number, int(found["d"] or found["d2"])) for y in _years(published)]
    except ValueError:
        return False
    return any(_is_day(day.casefold(), one, published) for one in made)


def _years(published: date) -> set[int]:
    return {(published + timedelta(days=n)).year for n in (-SLACK_DAYS, 0, SLACK_DAYS)}


def _is_day(word: str, day: date, published: date) -> bool:
    off = (day - published).days
    if word in WEEKDAYS:
        return day.weekday() == WEEKDAYS.index(word) and abs(off) <= SLACK_DAYS
    near = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
    return word in near and abs(off - near[word]) <= 1 and (off == near[word])
