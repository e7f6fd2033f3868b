"""Whom a pronoun means: the one who alone can be meant, or nobody.

Rule 1: "who", "which" and "that" mean the noun before their clause.
Rule 2: "he" and "she" mean the one person who is a subject before them in the sentence, else in the sentence before,
else in the one before that; two such people leave it open.
Rule 3: in "..., he said" whoever is spoken of is not the one who speaks, unless nobody else was named.
Rule 4: "his" and "her" mean the one person who is a subject of the same sentence before them.
Rule 5: "it" and "they" stay open.
Rule 6: in "Roe said he would come" he is Roe, whatever the parser takes Roe for.
"""

from collections.abc import Sequence

from nutgraf.ledger.tree import SUBJECTS, Tree
from nutgraf.model import Article, Parsed
from nutgraf.text.names import NameBook

BACK = 2
"""Sentences looked back through."""
_PERSONAL = frozenset({"he", "she", "his", "her", "him"})
_RELATIVE = frozenset({"who", "which", "whom", "that", "whose"})


class Bearers:
    """Answers for the pronouns of one article."""

    def __init__(self, article: Article, parsed: Sequence[Parsed], names: NameBook) -> None:
        """Take an article and its parsed sentences, in order; trees are made when asked for."""
        self.article, self.names = article, names
        self._parsed = parsed
        self._trees: dict[int, Tree] = {}

    def tree(self, number: int) -> Tree:
        """Return the tree of a sentence."""
        if number not in self._trees:
            self._trees[number] = Tree(self._parsed[number])
        return self._trees[number]

    def start(self, number: int) -> int:
        """Return where a sentence starts in its article."""
        return self._parsed[number].sentence.span.start

    def is_person(self, name: str) -> bool:
        """Tell whether a bearer is somebody whom the story names in full."""
        return self.names.full_in_story(self.article.id, name) is not None

    def of(self, number: int, head: int, spoken: Sequence[tuple[int, int]] = ()) -> str:
        """Return who is meant by the pronoun at token `head` of sentence `number`; empty in doubt.

        `spoken` are the stretches of the sentence that the pronoun is said to have said (rule 3).
        """
        tree = self.tree(number)
        word = tree[head].text.lower()
        if word in _RELATIVE:
            noun = _antecedent(tree, head)
            return "" if noun is None else self._name(tree, noun)
        if word not in _PERSONAL:
            return ""
        own = _speaker_of_clause(tree, head)
        if own is not None:
            name = person_in(tree, own) or tree[own].text
            return self.names.full_in_story(self.article.id, name) or name
        for back in range(1 if word in {"his", "her"} else BACK + 1):
            if number - back < 0 or not self._neighbours(number - back, number):
                break
            found = self._subjects(number - back, head if back == 0 else None, spoken if back == 0 else ())
            if found:
                return found[0] if len(found) == 1 else ""
        found = self._subjects(number, head, ()) if spoken else []
        return found[0] if len(found) == 1 else ""

    def _neighbours(self, one: int, other: int) -> bool:
        """Tell whether two sentences stand near each other: some may not have been parsed."""
        return self._parsed[other].sentence.index - self._parsed[one].sentence.index <= BACK

    def _subjects(self, number: int, until: int | None, spoken: Sequence[tuple[int, int]]) -> list[str]:
        """Return the people who are subjects of a sentence, each once, by surname."""
        tree = self.tree(number)
        found: dict[str, str] = {}
        for n in range(len(tree.tokens) if until is None else until):
            if tree[n].dep in SUBJECTS and not any(a <= tree[n].start < b for a, b in spoken):
                named = person_in(tree, n)
                if named:
                    full = self.names.full_in_story(self.article.id, named) or named
                    found[full.split()[-1]] = full
        return list(found.values())

    def _name(self, tree: Tree, noun: int) -> str:
        named = person_in(tree, noun)
        if named:
            return self.names.full_in_story(self.article.id, named) or named
        return "" if tree[noun].pos == "PRON" else tree.name(noun)


def person_in(tree: Tree, head: int) -> str:
    """Return the name of the person that a noun phrase names; empty when it names none."""
    for n in (head, *tree.children(head, "appos", "compound", "nmod")):
        if tree[n].entity != "PERSON":
            continue
        low = high = n
        while low > 0 and tree[low - 1].entity == "PERSON" and tree[low - 1].pos == "PROPN":
            low -= 1
        while high + 1 < len(tree.tokens) and tree[high + 1].entity == "PERSON" and tree[high + 1].pos == "PROPN":
            high += 1
        return tree.stretch(low, high).text
    return ""


def _speaker_of_clause(tree: Tree, n: int) -> int | None:
    """Return the named subject of the verb that the pronoun's clause is said by (rule 6)."""
    clause = tree[n].head
    while tree[clause].dep == "conj" and tree[clause].head != clause:
        clause = tree[clause].head
    if tree[clause].dep != "ccomp" or tree[n].dep != "nsubj":
        return None
    subject = tree.child(tree[clause].head, "nsubj")
    if subject is None or subject > n or tree[subject].pos == "PRON":
        return None
    named = tree[subject].entity == "PERSON" or (
        tree[subject].text[:1].isupper() and not tree.kids[subject] and tree[subject].tag in {"NNP", "NN"}
    )
    return subject if named and tree[subject].entity not in {"GPE", "NORP", "LOC"} else None


def _antecedent(tree: Tree, n: int) -> int | None:
    while tree[n].head != n:
        if tree[n].dep == "relcl":
            noun = tree[n].head
            return tree.child(noun, "attr") if tree.lemma(noun) == "be" else noun  # "it was Kyiv that ..."
        n = tree[n].head
    return None
