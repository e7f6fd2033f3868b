"""Who speaks: the source of a statement by name and role, as its article tells them.

| source | speaker |
|---|---|
| Kremlin spokesman Dmitry Peskov; Peskov; Mr Peskov | Dmitry Peskov, Kremlin spokesman |
| the spokesman, where the article names just one | the same |
| he, behind a sentence with one person as subject | that person |
| the ministry, two officials, Hamas | as written, without its article; no role |

Rule: in doubt nobody. Two possible bearers of "he" or "the minister" leave the name empty.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from nutgraf.ledger.attribution.statements import Statement
from nutgraf.ledger.bearers import Bearers, person_in
from nutgraf.ledger.tree import Tree
from nutgraf.model import Article, Parsed
from nutgraf.text.names import NameBook
from nutgraf.text.people import Person


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source by name."""

    name: str
    """Full name of a person, or the body as written; empty when nobody is named or two could be meant."""
    role: str
    """What the article or its story calls the person; may be empty."""


def speakers_of(
    article: Article, parsed: Sequence[Parsed], statements: Sequence[Statement], names: NameBook
) -> tuple[Speaker, ...]:
    """Return one speaker a statement. `parsed` are the sentences the statements were found in, in order."""
    bearers = Bearers(article, parsed, names)
    return tuple(_speaker(bearers, one) for one in statements)


def source_head(tree: Tree, at: int, statement: Statement) -> int | None:
    """Return the token that stands for the source in the sentence that starts at `at`; `None` when none does."""
    if statement.source is None:
        return None
    low, high = statement.source.start - at, statement.source.end - at
    inside = [k for k, t in enumerate(tree.tokens) if low <= t.start < high]
    return next((k for k in inside if tree[k].head not in inside or tree[k].head == k), None)


def _speaker(bearers: Bearers, one: Statement) -> Speaker:
    if one.source is None:
        return Speaker("", "")
    article, names, tree = bearers.article, bearers.names, bearers.tree(one.sentence)
    at = bearers.start(one.sentence)
    head = source_head(tree, at, one)
    if head is None:
        return Speaker(_plain(article.quote(one.source)), "")
    if tree[head].pos == "PRON":
        said = [(span.start - at, span.end - at) for span in one.content]
        bearer = bearers.of(one.sentence, head, said)
        if not bearer:
            return Speaker("", "")
        return _introduced(article, bearer, names) if bearers.is_person(bearer) else Speaker(_plain(bearer), "")
    return _of_noun(article, tree, head, names)


def _of_noun(article: Article, tree: Tree, head: int, names: NameBook) -> Speaker:
    named = person_in(tree, head)
    if named:
        full = names.full_in_story(article.id, named)
        return _introduced(article, full or named, names, _role_beside(tree, head, named))
    known = names.people.get(article.id)
    if tree[head].pos == "NOUN" and known is not None and any(tree.lemma(k) == "the" for k in tree.kids[head]):
        fitting = [p for p in known.everyone if _holds(p, tree[head].text)]
        own = [k for k in tree.kids[head] if tree[k].dep in {"amod", "compound", "poss", "prep"}]
        if len(fitting) == 1 and not own:
            return _introduced(article, fitting[0].full, names)
    return Speaker(_plain(tree.name(head)), "")


def _role_beside(tree: Tree, head: int, named: str) -> str:
    before = tree.name(head).rsplit(named, 1)[0] if named in tree.name(head) else ""
    return before.strip(" ,") if len(before.split()) <= 6 else ""


def _introduced(article: Article, name: str, names: NameBook, role: str = "") -> Speaker:
    return Speaker(_plain(name), names.role_in_story(article.id, name) or role)


def _holds(person: Person, word: str) -> bool:
    return person.role is not None and person.role.lower().split()[-1] == word.lower()


def _plain(words: str) -> str:
    """Return a source without its article."""
    first, _, rest = words.partition(" ")
    return rest if first.lower() in {"the", "a", "an"} and rest else words
