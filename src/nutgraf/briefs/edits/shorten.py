"""Somebody whom the brief has introduced: at a later mention the surname alone.

    "... the delegation, led by Defence Minister Rustem Umerov, asked"  ->  "... the delegation, led by Umerov, asked"

Rule 1: the reader loses nothing: one line before has the full name and every word that goes with it, of the title
and of a party behind the name ("Ann Roe (D-Calif.)").
Rule 2: a title goes whole or stays, and with it the name ("his old ally Ann Roe", "the late President Ann Roe").
Rule 3: what somebody's surname is, the story says: it stands alone in a report, and nobody else there bears it.
Rule 4: nothing is shortened inside a quotation, nor where a name belongs to another ("the Ann Roe Foundation").
"""

from collections.abc import Iterator, Sequence

from nutgraf.briefs.checks.of_short_names import PARTY, is_title_word, shorten_fault
from nutgraf.briefs.checks.of_words import outside
from nutgraf.briefs.edits.name import in_compound, offices, runs, settled_words
from nutgraf.ledger.tree import Tree
from nutgraf.model import Edit, Parsed, Token
from nutgraf.text.names import NameBook
from nutgraf.text.people import folded

STEM = 4
"""Letters by which words of one family are known: "Ukraine's" and "Ukrainian", "Turkey's" and "Turkish"."""
LEAST_WORDS = 2
"""Words of a full name."""


def shorten_edits(parsed: Parsed, told: Sequence[str], names: NameBook) -> Iterator[Edit]:
    """Yield the edits that leave people their surname whom one of the lines `told` has introduced, in order."""
    text, tokens = parsed.sentence.text, parsed.tokens
    plain = outside(text)
    for run in runs(tokens):
        name = run[offices(run) :]
        if len(name) < LEAST_WORDS or name[-1].entity != "PERSON":
            continue
        if not plain[name[0].start : name[-1].end].strip() or in_compound(tokens, name):
            continue
        start = _begins(parsed, name)
        if start is None or (start == name[0].start and name[-1].dep == "appos"):
            continue  # "The head of the delegation, Ann Roe, said"
        title, full = text[start : name[0].start], text[name[0].start : name[-1].end]
        settled = settled_words(full, names)
        party = PARTY.match(text, name[-1].end)
        behind = party[0] if party else ""
        edit = Edit("shorten-name", start, title + full + behind, names.surname(settled))
        told_so = any(behind in line and _introduces(line, title, settled) for line in told)
        if told_so and not shorten_fault(edit, names.articles):
            yield edit


def _begins(parsed: Parsed, name: tuple[Token, ...]) -> int | None:
    """Return where a name begins with its title; `None` when anything else hangs on it from before."""
    tokens = parsed.tokens
    first, last = tokens.index(name[0]), tokens.index(name[-1])
    titled = name[-1].dep == "appos" and name[-1].head == first - 1  # "foreign minister Ann Roe": the title governs
    top = name[-1].head if titled else last
    below = frozenset(Tree(parsed).subtree(top))
    title = first
    while title - 1 in below and is_title_word(_written(tokens, title - 1)):
        title -= 1
    astray = min(below) < title
    cut_through = title and tokens[title - 1].pos == "PROPN" and tokens[title - 1].end >= tokens[title].start - 1
    return None if astray or cut_through else tokens[title].start


def _written(tokens: tuple[Token, ...], n: int) -> str:
    """Return a word with its own possessive mark."""
    after = tokens[n + 1].text if n + 1 < len(tokens) else ""
    return tokens[n].text + (after if after in {"'s", "’s", "'", "’"} else "")


def _introduces(line: str, title: str, full: str) -> bool:
    """Tell whether a line has the full name, and every word of the title that says something."""
    if full not in line:
        return False
    here = {_stem(word) for word in line.split()}
    return all(_stem(word) in here for word in title.split() if len(_stem(word)) == STEM or word.isupper())


def _stem(word: str) -> str:
    return folded(word)[:STEM]
