"""The people of one article: their full names as first written there, and the role that introduces them.

Rule 1: a person is a run of two or more name words that holds no word of a body or place, and that does not stand
behind "the". Rule 2: a short name stands for a person only when exactly one person of the article bears it, and the
article does not use it as a place ("in Jordan"). Rule 3: a role is taken word for word from right before the name.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nutgraf.text import stops
from nutgraf.text import titles_of_people as words
from nutgraf.text.capitals import NameSpan, find_names, is_capital
from nutgraf.text.family_names import may_be_first
from nutgraf.text.places import PLACES, QUALIFIERS

MOST_MENTIONS = 6
"""Mentions of a person looked at for a role: who is introduced later than that is not introduced."""
_ROLE_WORDS = 8
_LONGEST_ACRONYM = 4
"""Letters of a word in capitals that may belong to a role ("CEO", "NATO")."""
_BEFORE = 110

_PLACE_BEFORE = re.compile(r"\b(?:[Ii]n|[Ii]nto|near|outside|across|toward|towards) $")
_THE_BEFORE = re.compile(r"\b(?:[Tt]he|[Aa]n?) $")
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{1,3}|IV")
_LEFT_WORD = re.compile(r"[^\s,;:()\"“”„«»—–]+$")
_LISTED = re.compile(r"(?!['’]s|[,.;:)]|\s[-–—])|,? (?:and|or|&)\b|, [A-ZÀ-Þ]")
"""What follows a name in a list, or anything but the end of an apposition."""
_CLIPPED = re.compile(r"(?<![\w.-])((?:Sen|Rep|Gov|Gen|Adm)\.)[ \u00a0]$")
_NO_LONGER = re.compile(r"(?:[Ff]ormer |[Ll]ate |then |[Tt]hen-|[Ss]tate |[Ee]x-)$")
_TO_THE_ROLE = re.compile(
    r"\b(?:to|for) the $|\b(?:coun[cs]el(?:l?or)?|advis[eo]r|aide|assistant|envoy|lawyer|attorney|deputy|heir) to $"
)
"""Before a role that somebody else holds: "counselor to the president Ann Roe"."""
_FORMER = re.compile(
    r"\b(?:[Ff]ormer |[Ee]x-|[Tt]hen-)(?:(?!(?:to|by|for|with|and|under|on|in|who|that|said|as)\b)[\w.'’-]+ ){0,6}$"
)
_OF_KIN = re.compile(
    r"\b(?:first lady|wife|husband|widow|widower|son|daughter|brother|sister|mother|father|nephew|niece|"
    r"cousin|son-in-law|granddaughter|grandson|Mrs\.?),? $",
    re.IGNORECASE,
)
"""Before somebody who shares the surname of another: "the president and first lady Ann Roe"."""
_BEFORE_PEOPLES = frozenset("North South East West Northern Central Latin".split())
"""They make another people of the word behind them: "South Korean", "West African"."""
_OF_PEOPLES = ("ian", "ean", "ish", "ese")
_OWNER = re.compile(r"['’]s$|s['’]$")
_PRONOUNS = frozenset("his her their its our my your whose".split())
_OF_A_BODY = frozenset(
    "CEO Director Chairman Chairwoman Chair Chief Spokesman Spokeswoman Spokesperson Leader Party".split()
)
"""Roles that say little without their body: "Chairman Ann Roe" of what?"""
_ALONE = frozenset(
    """chief head leader director chairman chairwoman executive founder co-founder president chair ceo spokesman
    spokeswoman spokesperson candidate nominee""".split()
)
"""Roles that are nothing without their body, however written; "President" with a capital is an office by itself."""
_LONGER_POWERS = ("White House", "State Department", "European Commission", "European Council", "European Parliament")


@lru_cache(maxsize=8192)
def folded(name: str) -> str:
    """Return a spelling of a name without accents, marks, case and doubled letters, and with y, iy, yy, i as one.

    >>> folded("Zelenskyy") == folded("Zelenskiy") == folded("Zelensky"), folded("Iran") == folded("Iraq")
    (True, False)
    """
    plain = plain_letters(name).lower().replace("'", "").replace("’", "")
    plain = re.sub(r"^ye", "e", plain).replace("y", "i").replace("j", "i").replace("x", "ks")
    return re.sub(r"(.)\1+", r"\1", plain)


def plain_letters(name: str) -> str:
    """Return a name without accents: Erdoğan -> Erdogan."""
    apart = unicodedata.normalize("NFKD", name.translate(_SPECIAL))
    return "".join(c for c in apart if not unicodedata.combining(c))


_SPECIAL = str.maketrans(
    {"ı": "i", "İ": "I", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "ß": "ss", "æ": "ae", "Æ": "Ae"}
)


@dataclass(frozen=True, slots=True)
class Person:
    """Someone whom an article names in full."""

    full: str
    """Given name and surname as first written there, without role."""
    surname: str
    """The last name word, with its small words ("von der Leyen"); or the first, when that alone stands in the text."""
    role: str | None
    """What introduces the name at the first mention that says it, word for word; `None` when nothing does."""


@dataclass(frozen=True, slots=True)
class People:
    """The people of one article, with the short names that stand for exactly one of them."""

    everyone: tuple[Person, ...]
    """In order of first mention."""
    by_short: dict[str, Person | None]
    """Folded surname or full name -> the person; `None` when two people share it or it is a place too."""


def people_of(text: str) -> People:
    """Return the people of an article's text."""
    names = find_names(text)
    chosen: dict[str, list[NameSpan]] = {}
    for name in names:
        if _may_be_person(text, name):
            chosen.setdefault(key_of(name.text), []).append(name)
    mentions = _mentions(names)
    everyone = tuple(_person(text, spans, mentions) for spans in chosen.values() if not _mostly_the(text, spans))
    return People(everyone, _shorts(text, everyone, mentions))


def key_of(full: str) -> str:
    """Return what the spellings of a name share: Ann M. Roe and Ann Roe are one, first and last name word decide."""
    parts = core_of(full)
    return f"{folded(parts[0])} {folded(parts[-1])}" + (" jr" if full.endswith(("Jr.", "Jr")) else "")


def core_of(full: str) -> list[str]:
    """Return the words of a name without "Jr." and the like."""
    parts = full.split()
    while len(parts) > 1 and _SUFFIX.fullmatch(parts[-1]):
        parts = parts[:-1]
    return parts


def _may_be_person(text: str, name: NameSpan) -> bool:
    parts = core_of(name.text)
    if not 2 <= len(parts) <= 6 or any(p in {"of", "for"} for p in parts):
        return False
    named = parts[1:] if parts[0] in words.GIVEN_TOO else parts
    if any(p in words.BODIES or p in words.PEOPLES or p in words.CALENDAR for p in named):
        return False
    if parts[-1] in PLACES or parts[0] in QUALIFIERS:
        return False
    if any(p.isupper() and len(p) > 1 and "." not in p for p in parts) or parts[0] in stops.OPENERS:
        return False
    return any(p.isalpha() and len(p) > 1 for p in parts) and len(parts[-1]) > 1 and _alone(text, name)


def _alone(text: str, name: NameSpan) -> bool:
    """A hyphen or more capitals right behind make it part of something longer."""
    return text[name.end : name.end + 1] not in {"-", "‑"}


def _mostly_the(text: str, spans: Sequence[NameSpan]) -> bool:
    behind = sum(bool(_THE_BEFORE.search(text[max(0, s.start - 5) : s.start])) for s in spans)
    return 2 * behind > len(spans)


def _mentions(names: Sequence[NameSpan]) -> dict[str, list[NameSpan]]:
    """Folded last word -> mentions that end in it, in order."""
    found: dict[str, list[NameSpan]] = {}
    for name in names:
        found.setdefault(folded(core_of(name.text)[-1]), []).append(name)
    return found


def _surname(full: str, mentions: Mapping[str, Sequence[NameSpan]]) -> str:
    parts = core_of(full)
    if may_be_first(parts) and _stands_alone(parts[0], mentions) and not _stands_alone(parts[-1], mentions):
        return parts[0]
    at = len(parts) - 1
    while at > 1 and not is_capital(parts[at - 1]):
        at -= 1
    return " ".join(parts[at:])


def _stands_alone(word: str, mentions: Mapping[str, Sequence[NameSpan]]) -> bool:
    return any(" " not in m.text for m in mentions.get(folded(word), ()))


def _person(text: str, spans: Sequence[NameSpan], mentions: dict[str, list[NameSpan]]) -> Person:
    full, surname = spans[0].text, _surname(spans[0].text, mentions)
    own = {key_of(s.text) for s in spans}
    named = mentions[folded(core_of(surname)[-1])]
    if surname == core_of(full)[0]:
        named = sorted((*named, *spans), key=lambda m: m.start)
    # A bare surname may be someone else's of the same name: its roles count only when nobody else bears it.
    others = _of_kin(text, named) or any(len(core_of(m.text)) > 1 and key_of(m.text) not in own for m in named)
    looked = spans if others else named
    if _SUFFIX.fullmatch(full.split()[-1]):
        return Person(full, surname, None)  # what is said of the father is not said of the son
    roles = [r for m in looked[:MOST_MENTIONS] if (r := role_before(text, m.start) or _apposed(text, m))]
    role = None if _out_of_office(text, looked, roles) else next(iter(roles), None)
    if roles and not role:
        return Person(full, surname, None)
    clipped = next((r for m in looked[:MOST_MENTIONS] if (r := _clipped(text, m.start))), None)
    return Person(full, surname, role or clipped)


def is_of_kin(text: str, start: int) -> bool:
    """Tell whether a name that starts here comes in as that of somebody's kin ("first lady Ann Roe")."""
    return bool(_OF_KIN.search(text, max(0, start - 20), start))


def _of_kin(text: str, mentions: Sequence[NameSpan]) -> bool:
    """Tell whether a surname stands alone before its one bearer comes in as somebody's kin: it is that other's."""
    full = next((n for n, m in enumerate(mentions) if len(core_of(m.text)) > 1), 0)
    return full > 0 and is_of_kin(text, mentions[full].start)


def _out_of_office(text: str, looked: Sequence[NameSpan], roles: Sequence[str]) -> bool:
    """Tell whether the article calls the same person former, or gives two roles that compete."""
    if roles and roles[0].lower().startswith("former"):
        return False
    if any(_FORMER.search(text, max(0, m.start - 80), m.start) for m in looked):
        return True
    rivals = {"nominee", "candidate", "ceo", "secretary", "president", "minister"}
    return len({word for r in roles for word in r.lower().split() if word in rivals}) > 1


def _shorts(text: str, everyone: Sequence[Person], mentions: dict[str, list[NameSpan]]) -> dict[str, Person | None]:
    shorts: dict[str, Person | None] = {}
    for person in everyone:
        last = core_of(person.surname)[-1]
        shorts[folded(person.full)] = person
        place = _of_kin(text, mentions[folded(last)]) or any(
            len(m.text.split()) == 1 and _PLACE_BEFORE.search(text[max(0, m.start - 9) : m.start])
            for m in mentions[folded(last)]
        )
        # The son of Salman is not Salman: behind "bin" the last word is another man's name.
        son = person.surname.split()[0] in {"bin", "bint", "ibn", "ben"} and person.surname != last
        for short in (person.surname,) if son else dict.fromkeys((last, person.surname)):
            taken = folded(short) in shorts
            shorts[folded(short)] = None if taken or place else person
    return shorts


def role_before(text: str, at: int) -> str | None:
    """Return the role that ends right before `at`, word for word, or `None`.

    >>> role_before("Ukraine's deputy foreign minister Ann Roe", 34)
    "Ukraine's deputy foreign minister"
    """
    start, count = at, 0
    if text[at - 1 : at] not in {" ", "\u00a0"}:
        return None
    while count < _ROLE_WORDS:
        word = _LEFT_WORD.search(text, max(0, at - _BEFORE), start - 1)
        if word is None or not _fits(text, word.group(), word.start(), first=count == 0):
            break
        start, count = word.start(), count + 1
        if owner := _OWNER.search(word.group()):
            start = _whole_name(text, start, start + owner.start())
            break
    return _trimmed(text, start, at)


def _whole_name(text: str, start: int, end: int) -> int:
    """Return where the name begins whose last word this is: "South Sudan's president" is not Sudan's."""
    left = text.find(" ", max(0, start - _BEFORE), start) if start > _BEFORE else 0
    name = next((n for n in find_names(text[left:end]) if left + n.end == end), None)
    return min(start, left + name.start) if name else start


def _clipped(text: str, at: int) -> str | None:
    """Return "Sen." or another clipped office right before `at`; better than no role at all."""
    found = _CLIPPED.search(text, max(0, at - 24), at)
    return found[1] if found and not _NO_LONGER.search(text, max(0, at - 24), found.start(1)) else None


def _apposed(text: str, name: NameSpan) -> str | None:
    """Return the role of "Russia's president, Ann Roe," and "the Turkish president, Ann Roe": apart by a comma.

    Only behind a possessive or "the", and never in a list, where the next name may be someone else's.
    """
    if text[name.start - 2 : name.start] != ", " or _LISTED.match(text, name.end):
        return None
    role = role_before(text[max(0, name.start - _BEFORE) : name.start - 2] + " ", min(name.start, _BEFORE) - 1)
    if not role or "," in role:
        return None
    begun = name.start - 2 - len(role)
    defined = text[max(0, begun - 4) : begun].lower() == "the " or _OWNER.search(role.split()[0])
    return role if defined else None


def _fits(text: str, word: str, at: int, *, first: bool) -> bool:
    """Tell whether a word belongs to the role; `first` for the one next to the name."""
    low = word.lower()
    if len(word) > _LONGEST_ACRONYM and word.isupper():
        return False  # "LOCAL ATTORNEY Ann Roe": a headline's end or a link's, no role
    if first:
        return low in words.ROLES or (
            word in {"State", "state", "Staff", "staff"} and text[max(0, at - 4) : at] == " of "
        )
    if low in words.ROLES or low in words.ROLE_MODIFIERS or word in words.PEOPLES:
        return low != "the"
    if low == "of":
        return True
    if word in _BEFORE_PEOPLES:
        behind = text[at + len(word) + 1 :].split(" ", 1)[0]
        return behind in words.PEOPLES or behind.endswith(_OF_PEOPLES)
    owner = _OWNER.sub("", word)
    if owner != word:
        return is_capital(owner) and owner not in words.CALENDAR
    return word.endswith((*_OF_PEOPLES, "-born")) and is_capital(word) and word not in stops.OPENERS


def _trimmed(text: str, start: int, at: int) -> str | None:
    """Cut what cannot open a role, and refuse what leans on a pronoun or has no role word."""
    role = text[start : at - 1]
    parts = role.split()
    while parts and parts[0].lower() in {"of", "the", "under", "first", "and", "second"}:
        parts = parts[1:]
    if not any(p.lower() in words.ROLES for p in parts) or "\n" in role:
        return None
    if "of" in (low := [p.lower() for p in parts]) and not {"state", "staff"} & set(low[low.index("of") + 1 :]):
        return None
    kept = role[role.index(parts[0]) :]
    begun = at - 1 - len(kept)
    leading = _LEFT_WORD.search(text, max(0, begun - 30), max(0, begun - 1)) if text[begun - 1 : begun] == " " else None
    before = leading.group() if leading else ""
    if before.lower() in _PRONOUNS or before.lower().startswith(("then-", "ex-", "self-")):
        return None
    if before[:1].isdigit() or _TO_THE_ROLE.search(text, max(0, begun - 30), begun):
        return None  # "the 2012 nominee Ann Roe" is nominee no more; "counselor to the president" is no president
    longer = next((p for p in _LONGER_POWERS if text[max(0, begun - len(p) - 1) : begun] == p + " "), "")
    if longer:
        return f"{longer} {kept}"
    small = kept[:1].islower() or kept.split()[0] in _OF_A_BODY
    body = _body_before(text, begun) if small else ""
    if not body and kept != "President" and (kept.lower() in _ALONE or kept.startswith("Party ")):
        return None  # "chief Ann Roe", cut from "rescue chief", says nothing
    if not body and before.isupper() and 2 <= len(before) <= 6 and before.isalpha():
        body = before
    return f"{body} {kept}" if body else kept


def _body_before(text: str, begun: int) -> str:
    """Return the body whose role it is ("Hamas" leader, "Tesla" chief executive), or nothing when that is unsure."""
    taken: list[str] = []
    at = begun
    while text[at - 1 : at] == " " and (word := _LEFT_WORD.search(text, max(0, at - 40), at - 1)):
        if not is_capital(word.group()) or not word.group()[-1].isalpha() or len(taken) == 4 or word.group() == "The":
            break
        taken.insert(0, word.group())
        at = word.start()
    ahead = _LEFT_WORD.search(text, max(0, at - 12), at - 1) if at and text[at - 1] == " " else None
    numbered = ahead is not None and ahead.group()[0].isdigit()
    sure = (
        0 < len(taken) < 4
        and not (ahead is not None and ahead.group() in {"and", "&", "of"})
        and not numbered
        and not any(
            w in stops.OPENERS or w in words.CALENDAR or w in words.PLAIN_OPENERS or w in words.COURTESY for w in taken
        )
    )
    return " ".join(taken) if sure else ""
