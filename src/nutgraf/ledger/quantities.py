"""Figures in a sentence: what is counted or measured, how much of it, and how exactly that is meant.

A figure is kept as the range of values it allows: "about 100" allows 95 to 105, "under two hours" 90 to 120 minutes,
"at least 9" 9 to 13. Figures in a compound ("a 30-day truce"), dates, clock times and ordinals are no quantities here.
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
_VAGUE: dict[str, tuple[float, float]] = {
    "dozens": (24.0, 120.0),
    "scores": (40.0, 200.0),
    "hundreds": (200.0, 1200.0),
    "thousands": (2e3, 2e4),
    "millions": (2e6, 2e7),
}
"""What words for many allow: "Dozens of people were killed when the bridge collapsed" and 36 are one toll."""
_SEVERAL = words("several few")
"""Before a scale they allow two to nine of it: "several hundred tractors"."""
_CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound", "dollar": "dollar", "euro": "euro", "pound": "pound",
               "rouble": "rouble", "ruble": "rouble", "yen": "yen", "yuan": "yuan", "rupee": "rupee"}  # fmt: skip
"""Sums of two currencies are not compared."""
ROUND = 0.025
"""Part by which a round figure from a thousand on may be off: "1.98 million" and "2 million" are one."""
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_SCALED = re.compile(r"(\d+(?:\.\d+)?)(m|bn|tn)")
_SHORT = {"m": 1e6, "bn": 1e9, "tn": 1e12}

YEAR = re.compile(r"(?:19|20)\d\d")
"""A number that is a year unless something is counted by it."""

_SLACK: dict[str, tuple[float, float]] = {
    **dict.fromkeys(["about", "around", "roughly", "approximately", "some", "circa"], (0.95, 1.05)),
    **dict.fromkeys(["nearly", "almost", "under", "below", "fewer", "less", "most", "up"], (0.75, 1.0)),
    **dict.fromkeys(["over", "more", "above"], (1.0, 1.25)),
    "least": (1.0, 1.5),
}
"""Least and greatest value by the word before a figure, as parts of it. Bounds reach a quarter beyond, "at least" a
half, not for ever: "at least 9" and "14" differ for a reader, though logic allows both."""

_MINUTES = {"minute": 1.0, "hour": 60.0, "day": 1440.0, "week": 10080.0}
_LASTING = words("last meet talk speak run take go end continue negotiate sit hold break conclude close finish be")
_NOT_LENGTH = words("later before ago earlier away drive old within every per long")
_EMPTY = words("have be do get make take see say tell include")
_DEATH = words("kill die perish murder dead death")
_HURT = words("injure wound hurt hospitalise hospitalize injury wounded")
_PEOPLE = words("people person man woman child civilian soldier passenger worker resident body victim other pilgrim")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as a range."""

    measure: str
    """What is counted: `length`, `killed`, `injured`, `missing`, `percent`, `money:CURRENCY` or the noun."""
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
    verb: str = ""
    """Lemma of the verb over it; empty when that says nothing by itself ("has", "is")."""
    of: str = ""
    """What is measured, for shares and sums: "turnout", "a profit of $30 million"; empty when not told."""


def quantities(parsed: Parsed) -> tuple[Quantity, ...]:
    """Return the figures of a sentence in order; may be empty."""
    tree = Tree(parsed)
    return tuple(made for low, high, span in _numbers(tree) if (made := _quantity(tree, low, high, span)) is not None)


def _numbers(tree: Tree) -> Iterator[tuple[int, int, tuple[float, float]]]:
    """Yield first and last token of each number, and the least and greatest value it allows by itself."""
    n = 0
    while n < len(tree.tokens):
        found = _vague(tree, n) or _exact(tree, n)
        if found is not None:
            yield n, *found
            n = found[0]
        n += 1


def _vague(tree: Tree, n: int) -> tuple[int, tuple[float, float]] | None:
    """Return the last token and range of a word for many: "dozens", "several hundred", "a dozen", "an hour"."""
    here = tree[n].text.lower()
    after = tree[n + 1].text.lower() if n + 1 < len(tree.tokens) else ""
    if here in _VAGUE:
        return n, _VAGUE[here]
    if here in _SEVERAL and after in _SCALES:
        return n + 1, (2 * _SCALES[after], 9 * _SCALES[after])
    if here in {"a", "an"} and after in _SCALES:
        return n + 1, (0.85 * _SCALES[after], 1.15 * _SCALES[after])
    if here == "half" and after in {"a", "an"} and n + 2 < len(tree.tokens) and tree.lemma(n + 2) == "hour":
        return n + 1, (0.5, 0.5)
    return (n, (1.0, 1.0)) if here in {"a", "an"} and after == "hour" else None


def _exact(tree: Tree, n: int) -> tuple[int, tuple[float, float]] | None:
    """Return the last token and range of a figure; "two and a half" is one, a round one may be off by a little."""
    value = _value(tree[n].text)
    if value is None or _compound(tree, n):
        return None
    last = n
    while last + 1 < len(tree.tokens) and tree[last + 1].text.lower().rstrip("s") in _SCALES:
        last += 1
        value *= _SCALES[tree[last].text.lower().rstrip("s")]
    if (
        last == n
        and n
        and tree[n - 1].text in _CURRENCIES
        and tree[min(n + 1, len(tree.tokens) - 1)].text in {"m", "m."}
    ):
        last, value = n + 1, value * 1e6
    if [t.text.lower() for t in tree.tokens[last + 1 : last + 4]] == ["and", "a", "half"]:
        last, value = last + 3, value + 0.5
    off = ROUND if value >= 1000 and len(f"{value:.0f}".rstrip("0")) <= 2 else 0.0
    return last, (value * (1 - off), value * (1 + off))


def _value(text: str) -> float | None:
    if _DIGITS.fullmatch(text):
        return float(text.replace(",", ""))
    if scaled := _SCALED.fullmatch(text):
        return float(scaled[1]) * _SHORT[scaled[2]]
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


def _quantity(tree: Tree, low: int, high: int, span: tuple[float, float]) -> Quantity | None:
    first, slack = _softened(tree, low)
    noun = _noun(tree, low, high)
    measure, factor = _measure(tree, low, high, noun)
    if not measure:
        return None
    last = max(high, noun) if noun is not None and noun <= high + 3 else high
    phrase = tree.stretch(first, last)
    if any(tree[n].text.lower() in {"each", "apiece"} for n in range(last + 1, min(last + 3, len(tree.tokens)))):
        measure += ":each"  # 1,000 each and 2,000 in all are one count
    if slack != (1.0, 1.0):
        span = (sum(span) / 2,) * 2 if span[1] < 1.1 * span[0] else span  # "nearly 3,000" is not rounded twice
    least, most = span[0] * factor * slack[0], span[1] * factor * slack[1]
    at = low if noun is None else noun
    doer = "" if measure == "length" else _doer(tree, at)
    of = _measured(tree, high if noun is None else noun) if measure == "percent" or measure.startswith("money") else ""
    if slack[0] == 1.0 < slack[1]:
        most = max(most, least + factor)  # "more than 2 percent" is 3 for others
    return Quantity(measure, least, most, phrase.text, phrase.start, doer, _verb(tree, at), of)


def _verb(tree: Tree, n: int) -> str:
    while tree[n].head != n and tree[n].pos not in {"VERB", "AUX"}:
        n = tree[n].head
    return tree.lemma(n) if tree[n].pos == "VERB" and tree.lemma(n) not in _EMPTY else ""


def _measured(tree: Tree, n: int) -> str:
    """Return the lemma of what a share or sum is of: the noun before "of", or the inanimate subject of the clause."""
    prep = tree[n].head
    governor = tree[prep].head
    if tree[n].dep == "pobj" and tree.lemma(prep) == "of" and tree[governor].pos == "NOUN":
        return tree.lemma(governor)
    while tree[n].head != n and tree[n].pos not in {"VERB", "AUX"}:
        n = tree[n].head
    subject = tree.child(n, "nsubj")
    return "" if subject is None or tree.animate(subject) else tree.lemma(subject)


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
    first = low - 1 if low and tree[low - 1].text in _CURRENCIES else low
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
    """Return the noun that a number counts: its head, the one right after it, or that of "dozens of people"."""
    if tree[high].text.lower() in _VAGUE and (of := tree.child(high, "prep")) is not None:
        return tree.child(of, "pobj")
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
    sign = tree[low - 1].text if low else ""
    if sign in _CURRENCIES or counted in _CURRENCIES:
        return f"money:{_CURRENCIES.get(sign) or _CURRENCIES[counted]}", 1.0
    if around & {"missing"} and (not counted or counted in _PEOPLE):
        return "missing", 1.0
    if not counted or counted in _PEOPLE:
        toll = "toll" in around
        after = (low if noun is None else max(noun, high)) + 1
        if after < len(tree.tokens) and tree.lemma(after) in _HURT:
            return "injured", 1.0  # "seven people have been killed and at least 48 injured"
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
