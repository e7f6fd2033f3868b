"""Who acts and to whom: the actors of an act as parties of the story, its object, and several doers of one deed.

Rule 1: "I" and "we" in somebody's words are the speaker; other pronouns are whom `bearers` finds, or nobody.
Rule 2: what is no body that can act is no recipient: a thing is the act's object, a day or place neither.
Rule 3: of two who meet the second is whom the first meets; of two who act otherwise each does.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nutgraf.ledger.actors import Cast
from nutgraf.ledger.acts import Act
from nutgraf.ledger.attribution import Speaker
from nutgraf.ledger.attribution.statements import Statement
from nutgraf.ledger.bearers import Bearers
from nutgraf.ledger.tree import Tree
from nutgraf.model import ActType, Article, Party, Span

MUTUAL: frozenset[ActType] = frozenset({"CONSULT", "COOPERATE", "AGREE"})
"""Acts that two do with each other."""
MOST_DOERS = 4
"""Coordinated actors of one act that get a claim each."""
_OWN = frozenset({"i", "we", "me", "us"})
_THINGS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY"})


@dataclass(frozen=True, slots=True)
class Voices:
    """The attributions of an article with their speakers."""

    article: Article
    """The article."""
    cast: Cast
    """The story's actors."""
    statements: Sequence[Statement]
    """Its attributions."""
    speakers: Sequence[Speaker]
    """One a statement."""
    bearers: Bearers
    """Whom its pronouns mean."""

    def party(self, number: int, n: int, chain: Sequence[int]) -> Party | None:
        """Return who token `n` of sentence `number` is; `chain` are the attributions around it. `None` for a thing."""
        tree, at = self.bearers.tree(number), self.bearers.start(number)
        n = _counted(tree, n)
        token = tree[n]
        if token.entity in _THINGS:
            return None
        found = self.cast.party(self.article.id, tree, n)
        if token.text.lower() in _OWN:
            inside = [self.speakers[k].name for k in chain if self._quotes(k, at + token.start)]
            return self._named(found, inside[-1] if inside else "")
        if not found.name:
            own = (s.name for k, s in zip(self.statements, self.speakers, strict=True) if _covers(k.source, at, token))
            return self._named(found, next(own, "") or self.bearers.of(number, n))
        return found

    def _quotes(self, k: int, place: int) -> bool:
        return any(span.start <= place < span.end for span in self.statements[k].content)

    def _named(self, found: Party, name: str) -> Party:
        return replace(self.cast.named(self.article.id, name), text=found.text) if name else found


def _counted(tree: Tree, n: int) -> int:
    """Return whom a number counts: the protesters of "hundreds of protesters"."""
    of = next((k for k in tree.children(n, "prep") if tree.lemma(k) == "of"), None)
    counted = None if of is None or tree[n].entity not in {"CARDINAL", "QUANTITY"} else tree.child(of, "pobj")
    return n if counted is None else counted


def _covers(source: Span | None, at: int, token: object) -> bool:
    start = at + getattr(token, "start", 0)
    return source is not None and source.start <= start < source.end


def doers(tree: Tree, act: Act, place: int | None) -> Iterator[tuple[int | None, int | None]]:
    """Yield actor and recipient of each doer of an act, as tokens (rule 3); `place` is where it is done."""
    if act.actor is None:
        yield None, act.recipient
        return
    joined = [k for k in _joined(tree, act.actor) if tree.animate(k) and k != act.recipient][: MOST_DOERS - 1]
    if act.type in MUTUAL and joined and receiver(tree, act.recipient, place) is None:
        yield act.actor, joined[0]
        return
    for one in (act.actor, *joined):
        yield one, act.recipient


def _joined(tree: Tree, n: int) -> Iterator[int]:
    for k in tree.children(n, "conj"):
        yield k
        yield from _joined(tree, k)


def _receives(tree: Tree, n: int | None) -> bool:
    return n is not None and tree[n].entity not in _THINGS and tree.animate(n)


def receiver(tree: Tree, n: int | None, place: int | None) -> int | None:
    """Return whom an act is done to; `None` for a thing, a day or the place where it is done (rule 2)."""
    return n if n is not None and n != place and _receives(tree, n) else None


def thing(tree: Tree, act: Act, place: int | None) -> int | None:
    """Return what an act is about; `None` when nothing tells."""
    told = (n for n in (act.object, act.recipient) if n is not None and n not in {place, act.actor})
    things = (n for n in told if tree[n].entity not in {"DATE", "TIME"} and tree[n].pos != "PRON")
    return next((n for n in things if n == act.object or not _receives(tree, n)), None)
