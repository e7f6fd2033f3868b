"""A name that is shortened: what goes is a title and given names, and what stays is somebody's name in the story.

The rule reads characters only, like the others; whether the reader has met the person is the writer's affair: a surname
without its introduction says less, but nothing else.
"""

import re
from collections.abc import Mapping, Sequence

from nutgraf.briefs.checks.family_names import family_first
from nutgraf.briefs.checks.guarded import guarded
from nutgraf.briefs.checks.of_names import is_variant, rival
from nutgraf.model import Article, Edit
from nutgraf.text.days import WEEKDAYS
from nutgraf.text.mentioned import MONTH_NAMES
from nutgraf.text.titles_of_people import COURTESY, PEOPLES, ROLE_MODIFIERS, ROLES, SHORT_ROLES

_PAST = frozenset("former late ex outgoing incoming acting interim designate".split())
"""Words of a title by which somebody is not, or not fully, what it says: who goes by them stays named by them."""
_OWNER = re.compile(r"[A-Z][\w-]+(?:['’]s|(?<=s)['’])")
_NOT_OWNERS = frozenset(name.casefold() for name in (*MONTH_NAMES, *WEEKDAYS))
PARTY = re.compile(r" \([DRI]-[A-Z][A-Za-z.]*(?: [A-Z][a-z.]+)?\)")
"""Party and state behind the name of a member of Congress: "Ann Roe (D-Calif.)"."""
_PARTY_LAST = re.compile(PARTY.pattern + r"\Z")
MOST_BEFORE = 40
"""Code points looked at before a surname: one word."""


def is_title_word(word: str) -> bool:
    """Tell whether a word may stand in a title before a name: `Ukraine's`, `defence`, `Minister`, `the`."""
    low = word.casefold().replace("’", "'")
    if low.removesuffix("'s") in _PAST:
        return False
    if low in {"'s", "'"} or word in PEOPLES or low in ROLES or low in ROLE_MODIFIERS or word in COURTESY | SHORT_ROLES:
        return True
    return _OWNER.fullmatch(word) is not None and low.removesuffix("'s") not in _NOT_OWNERS


def shorten_fault(edit: Edit, articles: Mapping[str, Article]) -> str:
    """Return why a name may not be shortened so in a story of these articles, or an empty string."""
    named = _PARTY_LAST.sub("", edit.before)
    name = family_first(named, edit.after)
    *before, last = named.split() or [""]
    ends = before and _same(last, edit.after) and last[:1].isupper() and not any(c in named for c in ',;:()"“”')
    if not name and not ends:
        return "a name is shortened to its last word, and only titles, given names and a party behind it go"
    if lost := sorted(guarded(named)):
        return f"cuts {lost[0]!r}"
    if fault := _title_fault(named.split()[: -len(name)]) if name else given_fault(before):
        return fault
    full = " ".join(name or (*given_names(before), last))
    texts = [f"{article.title}\n{article.text}" for article in articles.values()]
    if not any(full in text for text in texts):
        return f"{full!r} stands in no article"
    if not any(_alone(edit.after, text) for text in texts):
        return f"no article calls anybody just {edit.after!r}"
    return next(filter(None, (rival(full, text, edit.after) for text in texts)), "")


def given_names(before: Sequence[str]) -> Sequence[str]:
    """Return the words before a surname without the title that they begin with."""
    return before[next((n for n, word in enumerate(before) if not is_title_word(word)), len(before)) :]


def given_fault(before: Sequence[str]) -> str:
    """Return why words before a surname are not given names, with or without a title before them, or an empty string.

    A title alone is none: "Mrs Roe" and "President Roe" may be another Roe than the one who is known by the surname.
    """
    names = given_names(before)
    title = before[: len(before) - len(names)]
    if fault := _title_fault(title):
        return fault
    if not names or not all(map(_may_be_given, names)):
        return f"{' '.join(names or before)!r} is no given name"
    return ""


def _title_fault(title: Sequence[str]) -> str:
    """Return why words before a name are no title that names an office, or an empty string; no words are no fault."""
    if strange := [word for word in title if not is_title_word(word)]:
        return f"{strange[0]!r} is no title"
    return f"{' '.join(title)!r} is no title" if title and not any(map(_says_office, title)) else ""


def _says_office(word: str) -> bool:
    return word.casefold() in ROLES or word in COURTESY | SHORT_ROLES


def _same(last: str, after: str) -> bool:
    return last == after or (after[:1].isupper() and " " not in after and is_variant(last, after))


def _may_be_given(word: str) -> bool:
    if word.casefold() in _PAST or is_title_word(word):
        return False  # "Former", "President"
    return word[0].isupper() and word.replace(".", "").replace("-", "").replace("’", "").replace("'", "").isalpha()


def _alone(surname: str, text: str) -> bool:
    """Tell whether a surname stands somewhere without a given name before it or another name behind it."""
    for found in re.finditer(rf"(?<![\w’'-]){re.escape(surname)}(?![\w-])(?! [A-Z])", text):
        before = re.search(r"([\w.’'-]+) $", text[max(0, found.start() - MOST_BEFORE) : found.start()])
        if before is None or not before[1][0].isupper() or is_title_word(before[1]):
            return True
    return False
