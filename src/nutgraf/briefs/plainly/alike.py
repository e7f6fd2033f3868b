"""Whether two lines say the same, in any script: by their vectors, and by the words that tell lines apart.

A key is what is compared of a word: its first letters without accents, so that most endings do not matter; a pair of
letters in scripts without spaces; a figure as it is. Keys are weighed within the story, as in `briefs.repeats`.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from nutgraf.briefs.material.dossier import Vectors

SAME_MEANING = 0.78
"""Cosine from which two lines are the same whatever their words."""
SAME_KEYS, NOT_APART = 0.45, 0.50
"""Share of the lighter line's weight that the other has too, from which they are the same, unless their vectors lie
apart: "the ferry that ran aground off Lunden" is told of in many lines."""
CLOSE, CLOSE_KEYS = 0.55, 0.28
"""With vectors this close, this share is enough."""
OLD_MEANING = 0.72
"""Cosine from which an older report told it already."""
LEADS_CLOSE = 0.54
"""First sentences of two reports tell the same news: with vectors this close they are the same."""
_LETTERS = 6
"""Letters of a word that are compared."""
_SHORTEST = 4
_WORD = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_RUN = re.compile(r"[\u30a0-\u30ff\u3400-\u4dbf\u4e00-\u9fff]{2,}")
_COUNT = re.compile(r"(?P<figure>\d+(?:[.,]\d+)*) ?(?P<thing>[\u3400-\u4dbf\u4e00-\u9fff]{1,2}|[^\W\d_]+)")
_YEARLIKE = re.compile(r"(?:19|20)\d\d")
_ARABIC_HEAD = re.compile(r"^[وفبكل]?(?:ال|لل)")


def keys_of(text: str) -> tuple[str, ...]:
    """Return what is compared of a text, sorted and without repeats.

    >>> keys_of("Der Stadtrat zahlt 14 Millionen.")
    ('14', 'millio', 'stadtr', 'zahlt')
    """
    keys = set(_FIGURE.findall(text))
    for run in _RUN.findall(text):
        keys.update(run[n : n + 2] for n in range(len(run) - 1))
    for word in _WORD.findall(_RUN.sub(" ", text)):
        key = _folded(word)
        if len(key) >= _SHORTEST:
            keys.add(key[:_LETTERS])
    return tuple(sorted(keys))


def _counted(text: str) -> Iterator[str]:
    """Yield the figures of a text with what they count: "140 домов"; years and small numbers tell too little."""
    for match in _COUNT.finditer(text):
        figure = match["figure"]
        if len(figure) > 2 and not _YEARLIKE.fullmatch(figure):
            yield f"{figure} {_folded(match['thing'])[:_LETTERS]}"


def _folded(word: str) -> str:
    if "\u0600" <= word[0] <= "\u06ff":
        return _ARABIC_HEAD.sub("", word)
    apart = unicodedata.normalize("NFKD", word.casefold().replace("ı", "i"))
    return "".join(c for c in apart if not unicodedata.combining(c))


class Alike:
    """Knows the lines of one story; asks of two whether they say the same."""

    def __init__(self, texts: Sequence[str], vectors: Vectors) -> None:
        """Weigh the words of these texts, one a row of `vectors`."""
        self._keys = [frozenset(keys_of(text)) for text in texts]
        self._figures = [frozenset(_counted(text)) for text in texts]
        self._figure_users = Counter(figure for found in self._figures for figure in sorted(found))
        self._vectors = vectors
        users = Counter(key for keys in self._keys for key in sorted(keys))
        self._weight = {k: math.log((1 + len(self._keys)) / (1 + n)) ** 1.5 for k, n in sorted(users.items())}

    def near(self, one: int, other: int) -> float:
        """Return the cosine of two rows."""
        return float(self._vectors[one] @ self._vectors[other])

    def shared(self, one: int, other: int) -> float:
        """Return which share of the lighter row's weight the other has too, 0 to 1."""
        lighter = min(self._sum(self._keys[one]), self._sum(self._keys[other]))
        return self._sum(self._keys[one] & self._keys[other]) / lighter if lighter else 0.0

    def same(self, one: int, other: int, *, leads: bool = False, opposed: bool = False) -> bool:
        """Tell whether two rows say the same; `leads`: both open a report; `opposed`: one alone denies."""
        near, shared = self.near(one, other), self.shared(one, other)
        if near >= SAME_MEANING or (shared >= SAME_KEYS and near >= NOT_APART):
            return True
        if opposed:
            return False
        if self._one_figure(one, other) or (leads and near >= LEADS_CLOSE):
            return True
        return near >= CLOSE and shared >= CLOSE_KEYS

    def told(self, one: int, older: int) -> bool:
        """Tell whether an older row told what this one tells: stricter, for news is told in the words of the old."""
        near, shared = self.near(one, older), self.shared(one, older)
        return near >= OLD_MEANING or (near >= CLOSE and shared >= SAME_KEYS)

    def _one_figure(self, one: int, other: int) -> bool:
        """Tell whether both count the same: as many of the same thing, unless half of the story has that figure."""
        common = self._figures[one] & self._figures[other]
        return any(self._figure_users[figure] <= max(2, len(self._figures) // 3) for figure in sorted(common))

    def _sum(self, keys: frozenset[str]) -> float:
        return sum((self._weight[key] for key in sorted(keys)), 0.0)
