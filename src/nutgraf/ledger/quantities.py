"""Figures in a sentence: what is counted or measured, how much of it, and how exactly that is meant.

A figure is kept as the range of values it allows: "about 100" allows 95 to 105, "under two hours" 90 to 120 minutes,
"at least 9" 9 to 11. Figures in a compound ("a 30-day truce"), dates, clock times and ordinals are no quantities here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nutgraf.ledger.cues import words
from nutgraf.ledger.tree import Tree
from nutgraf.model import Parsed

_SMALL = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen"""
_WORDS: dict[str, float] = {
    **{word: float(n) for n, word in enumerate(_SMALL.split())},
    **{
        w: 10.0 * n
        for n, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
    },
}
_SCALES = {
    "dozen": 12.0,
    "hundred": 100.0,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "bn": 1e9,
}
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")

YEAR = re.compile(r"(?:19|20)\d\d")
"""A number that is a year unless something is counted by it."""

_SLACK: dict[str, tuple[float, float]] = {
    **dict.fromkeys(["about", "around", "roughly", "approximately", "some", "circa"], (0.95, 1.05)),
    **dict.fromkeys(["nearly", "almost", "under", "below", "fewer", "less", "most", "up"], (0.75, 1.0)),
    **dict.fromkeys(["over", "least", "more", "above"], (1.0, 1.25)),
}
"""Least and greatest value by the word before a figure, as parts of it. Bounds reach a quarter beyond, not for ever:
"at least 9" and "12" differ for a reader, though logic allows both."""

_MINUTES = {"minute": 1.0, "hour": 60.0, "day": 1440.0, "week": 10080.0}
_LASTING = words("last meet talk speak run take go end continue negotiate sit hold break conclude close finish be")
_NOT_LENGTH = words("later before ago earlier away drive old within every per long")
_DEATH = words("kill die perish murder dead death")
_HURT = words("injure wound hurt hospitalise hospitalize injury wounded")
_PEOPLE = words("people person man woman child civilian soldier passenger worker resident body victim other pilgrim")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as a range."""

    measure: str
    """What is counted: `length`, `killed`, `injured`, `percent:NOUN`, `money:NOUN` or the noun."""
    low: float
    """Least value it allows; minutes for `length`."""
    high: float
    """Greatest value it allows."""
    phrase: str
    """As written, with the words that soften it: "about 100 minutes"."""
    start: int
    """First code point of the phrase in the sentence."""
    doer: str = ""
    """Who does it, when somebody counts or owns what is counted ("the striker scored 20 goals"); empty for `length`."""


def quantities(parsed: Parsed) -> tuple[Quantity, ...]:
    """Return the figures of a sentence in order; may be empty."""
    tree = Tree(parsed)
    return tuple(made for low, high, value in _numbers(tree) if (made := _quantity(tree, low, high, value)) is not None)


def _numbers(tree: Tree) -> Iterator[tuple[int, int, float]]:
    """Yield first and last token and value of each number; "two and a half" is one."""
    n = 0
    while n < len(tree.tokens):
        value = _value(tree[n].text)
        if value is None or _compound(tree, n):
            n += 1
            continue
        last = n
        while last + 1 < len(tree.tokens) and tree[last + 1].text.lower().rstrip("s") in _SCALES:
            last += 1
            value *= _SCALES[tree[last].text.lower().rstrip("s")]
        if [t.text.lower() for t in tree.tokens[last + 1 : last + 4]] == ["and", "a", "half"]:
            last, value = last + 3, value + 0.5
        yield n, last, value
        n = last + 1


def _value(text: str) -> float | None:
    if _DIGITS.fullmatch(text):
        return float(text.replace(",", ""))
    parts = text.lower().split("-")
    found = [_WORDS[p] for p in parts if p in _WORDS]
    return sum(found) if found and len(found) == len(parts) else None


def _compound(tree: Tree, n: int) -> bool:
    """Tell whether a number is part of a compound, a date or a clock time, or the word "one" for somebody."""
    token = tree[n]
    after = tree[n + 1].text if n + 1 < len(tree.tokens) else ""
    before = tree[n - 1].text if n else ""
    if YEAR.fullmatch(token.text) and (n + 1 == len(tree.tokens) or tree[n + 1].pos not in {"NOUN", "ADJ", "SYM"}):
        return True
    glued = after in {"-", "–", ":", "/"} or before in {"-", "–", ":", "/"}
    return glued or (token.entity in {"TIME", "DATE"} and not _of_length(tree, n)) or token.text.lower() == "one"


def _of_length(tree: Tree, n: int) -> bool:
    return any(tree.lemma(k) in _MINUTES for k in range(n + 1, min(n + 5, len(tree.tokens))))


def _quantity(tree: Tree, low: int, high: int, value: float) -> Quantity | None:
    first, slack = _softened(tree, low)
    noun = _noun(tree, low, high)
    measure, factor = _measure(tree, low, high, noun)
    if not measure:
        return None
    last = max(high, noun) if noun is not None and noun <= high + 3 else high
    phrase = tree.stretch(first, last)
    if any(tree[n].text.lower() in {"each", "apiece"} for n in range(last + 1, min(last + 3, len(tree.tokens)))):
        measure += ":each"  # 1,000 each and 2,000 in all are one count
    amount = value * factor
    doer = "" if measure == "length" else _doer(tree, low if noun is None else noun)
    return Quantity(measure, amount * slack[0], amount * slack[1], phrase.text, phrase.start, doer)


def _doer(tree: Tree, n: int) -> str:
    """Return the lemma of the animate subject of a figure's clause, when the figure is no part of it."""
    verb = n
    while tree[verb].head != verb and tree[verb].pos not in {"VERB", "AUX"}:
        verb = tree[verb].head
    subject = tree.child(verb, "nsubj")
    if subject is None or n in tree.subtree(subject) or not tree.animate(subject):
        return ""
    return tree.lemma(subject)


def _softened(tree: Tree, low: int) -> tuple[int, tuple[float, float]]:
    """Return where the phrase begins, and the slack: "at least", "more than", "up to" take two words."""
    first = low - 1 if low and tree[low - 1].text == "$" else low
    near = [tree[k].text.lower() for k in range(max(first - 2, 0), first)]
    if len(near) == 2 and near[1] in {"than", "least", "most", "to"}:
        word = near[1] if near[1] in _SLACK else near[0]
        return (
            (first - 2, _SLACK[word]) if word in _SLACK and (near[1] != "to" or word == "up") else (first, (1.0, 1.0))
        )
    if near and near[-1] in _SLACK and near[-1] not in {"more", "less", "fewer", "most", "least", "up"}:
        return first - 1, _SLACK[near[-1]]
    return first, (1.0, 1.0)


def _noun(tree: Tree, low: int, high: int) -> int | None:
    """Return the noun that a number counts: its head, or the one right after it."""
    for n in (high, low):
        head = tree[n].head
        if (
            tree[n].dep in {"nummod", "compound", "quantmod"}
            and tree[head].pos in {"NOUN", "PROPN", "SYM"}
            and head > high
        ):
            return head
    after = high + 1
    return after if after < len(tree.tokens) and tree[after].pos in {"NOUN", "SYM"} else None


def _measure(tree: Tree, low: int, high: int, noun: int | None) -> tuple[str, float]:
    counted = "" if noun is None else tree.lemma(noun)
    around = {tree.lemma(k) for k in _company(tree, low if noun is None else noun)}
    if counted in _MINUTES:
        later = noun is not None and noun + 1 < len(tree.tokens) and tree[noun + 1].text.lower() in _NOT_LENGTH
        before = low > 0 and tree[low - 1].text.lower() in _NOT_LENGTH
        return ("", 0.0) if later or before or not around & _LASTING else ("length", _MINUTES[counted])
    if "percent" in counted or counted == "%" or (high + 1 < len(tree.tokens) and tree[high + 1].text.lower() == "per"):
        return "percent", 1.0
    if low and tree[low - 1].text in {"$", "€", "£"}:
        return "money", 1.0
    if not counted or counted in _PEOPLE:
        toll = "toll" in around
        if around & _DEATH or toll:
            return "killed", 1.0
        if around & _HURT:
            return "injured", 1.0
    return (counted if len(counted) > 2 and not tree[low].entity.startswith(("DATE", "TIME")) else ""), 1.0


def _company(tree: Tree, n: int) -> list[int]:
    """Return a token's governors up to its clause, with their subjects and adjectives: what the figure is about."""
    found = [n, *tree.children(n, "amod", "acl")]
    for _ in range(6):
        head = tree[n].head
        if head == n:
            break
        found += [head, *tree.children(head, "acomp", "nsubj", "nsubjpass")]
        found += [k for s in tree.children(head, "nsubj") for k in tree.children(s, "compound")]
        if tree[head].pos in {"VERB", "AUX"}:
            break
        n = head
    return found
