"""Which token of the evidence each token of a line is: one to one, in order as far as can be, then in moved runs.

Theory: first the heaviest common subsequence (words of content weigh more than words of function, neighbours that stay
neighbours more than words that only both occur), then what is left over is matched by the longest common runs: those
were moved. A word counts as the same only when it is written the same, capitals and kinds of quotation marks aside.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from nutgraf.model import Token

_SAME = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "–": "-", "—": "-"})
_SMALL = frozenset({"DET", "ADP", "AUX", "CCONJ", "SCONJ", "PART", "PRON", "PUNCT", "SPACE", "SYM"})
CONTENT, FUNCTION, MARK, BESIDE = 3.0, 1.0, 0.25, 0.9
"""Weights of a word of content, of function, a mark, and of staying neighbours."""


def key_of(token: Token) -> str:
    """Return what is compared of a token."""
    return token.text.casefold().translate(_SAME).replace("--", "-")


_MEASURES = frozenset("$€£¥₹₽₺₩%‰°±~+=<>&@#/")
"""Signs that say what a figure counts: as good as words."""


def is_word(token: Token) -> bool:
    """Tell whether a token is more than a mark."""
    return any(c.isalnum() or c in _MEASURES for c in token.text)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Places of a line's tokens in the evidence."""

    kept: dict[int, int]
    """Tokens that stand in the same order: line -> evidence."""
    moved: tuple[tuple[int, int, int], ...]
    """Runs that stand elsewhere: first of the line, first of the evidence, how many."""

    @property
    def all(self) -> dict[int, int]:
        """Every token of the line that stands in the evidence."""
        return self.kept | {a + k: b + k for a, b, n in self.moved for k in range(n)}


def align(line: Sequence[Token], source: Sequence[Token]) -> Alignment:
    """Return the alignment of a line with the tokens of its evidence. Cost: product of their lengths."""
    mine, theirs = [key_of(t) for t in line], [key_of(t) for t in source]
    kept = in_order(mine, theirs, [_weight(t) for t in line])
    return Alignment(kept, tuple(_moved(mine, theirs, line, kept)))


def readings(found: Alignment, line: Sequence[Token], source: Sequence[Token]) -> tuple[Alignment, ...]:
    """Return the alignment, and the same line read as cut further right or further left.

    "In the G League, which was the D League." -> "In the G League.": either `League` may be the one that stayed. Each
    reading makes the same line of the same evidence, so one that may stand is enough.
    """
    mine, theirs = [key_of(t) for t in line], [key_of(t) for t in source]
    taken = frozenset(b + k for _, b, n in found.moved for k in range(n))
    right = _pushed(found.kept, mine, theirs, taken, step=1)
    left = _pushed(found.kept, mine, theirs, taken, step=-1)
    rows = [found.kept, *(row for row in (right, left) if row != found.kept)]
    return tuple(Alignment(row, found.moved) for row in rows)


def _pushed(
    kept: dict[int, int], mine: Sequence[str], theirs: Sequence[str], taken: frozenset[int], *, step: int
) -> dict[int, int]:
    """Let each word follow its neighbour in the line wherever the evidence has it there too."""
    row = dict(kept)
    for n in sorted(kept, reverse=step < 0):
        before = n - step
        at = (-1 if step > 0 else len(theirs)) if before in (-1, len(mine)) else row.get(before)
        if at is None:
            continue
        place = at + step
        if 0 <= place < len(theirs) and theirs[place] == mine[n] and place not in taken:
            row[n] = place
    return row


def _weight(token: Token) -> float:
    if not is_word(token):
        return MARK
    return FUNCTION if token.pos in _SMALL else CONTENT


def in_order(mine: Sequence[str], theirs: Sequence[str], weights: Sequence[float]) -> dict[int, int]:
    """Return the heaviest common subsequence of two rows of words: places of the first -> places of the second."""
    n, m = len(mine), len(theirs)
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    run = [[0.0] * (m + 1) for _ in range(n + 1)]  # best that ends in a match of exactly these two
    for i in range(1, n + 1):
        word, weight, above, row = mine[i - 1], weights[i - 1], best[i - 1], best[i]
        before, now = run[i - 1], run[i]
        for j in range(1, m + 1):
            most = above[j] if above[j] >= row[j - 1] else row[j - 1]
            if word == theirs[j - 1]:
                beside = before[j - 1] + BESIDE if before[j - 1] else 0.0
                made = weight + (beside if beside > above[j - 1] else above[j - 1])
                now[j] = made
                if made > most:
                    most = made
            row[j] = most
    return _walked(best, run, weights)


def _walked(best: list[list[float]], run: list[list[float]], weights: Sequence[float]) -> dict[int, int]:
    kept: dict[int, int] = {}
    i, j = len(best) - 1, len(best[0]) - 1
    in_run = False
    while i and j:
        if run[i][j] and (in_run or run[i][j] == best[i][j]):
            kept[i - 1] = j - 1
            left = run[i][j] - weights[i - 1]
            in_run = bool(run[i - 1][j - 1]) and abs(left - run[i - 1][j - 1] - BESIDE) < 1e-9
            i, j = i - 1, j - 1
        elif best[i - 1][j] >= best[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return kept


def _moved(
    mine: list[str], theirs: list[str], line: Sequence[Token], kept: dict[int, int]
) -> list[tuple[int, int, int]]:
    free = {i for i in range(len(mine)) if i not in kept}
    open_ = set(range(len(theirs))) - set(kept.values())
    found: list[tuple[int, int, int]] = []
    while True:
        best = (0, 0, 0)
        for i in sorted(free):
            for j in sorted(open_):
                size = 0
                while i + size in free and j + size in open_ and mine[i + size] == theirs[j + size]:
                    size += 1
                if size > best[2] and any(line[i + k].pos not in _SMALL for k in range(size)):
                    best = (i, j, size)
        if not best[2]:
            return sorted(found)
        found.append(best)
        free -= set(range(best[0], best[0] + best[2]))
        open_ -= set(range(best[1], best[1] + best[2]))
