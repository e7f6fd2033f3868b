"""The actors of a story: one name for one actor, and what is known of them from the fullest form in the story.

| as written | name | codes |
|---|---|---|
| US President Donald Trump, Mr Trump, Trump | Donald Trump | USA GOV |
| the US president, where the story has one such person | Donald Trump | USA GOV |
| the Kremlin; Moscow; Russia | Kremlin; Moscow; Russia | RUS GOV; RUS GOV; RUS |
| Russian strikes, American tariffs: whose | Russia; United States | RUS; USA |
| the European Union, EU leaders | EU, EU leaders | IGO, EU |
| two officials, Smith | as written | GOV; nothing |

Decided: a seat, a capital and a country keep their own names, with equal codes: who reads "the Kremlin" wants that.
Rule: in doubt nothing: a role that two people hold names neither.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from nutgraf.ledger.actors.codes import Codes, code_of, land_of
from nutgraf.ledger.bearers import person_in
from nutgraf.ledger.tree import Tree
from nutgraf.model import Article, Party
from nutgraf.text.names import NameBook
from nutgraf.text.people import folded

_PRE = frozenset({"compound", "amod", "nmod", "poss", "nummod", "quantmod"})
_LEADERS = frozenset({"president", "premier", "minister", "chancellor", "leader", "king", "queen", "spokesman"})
_HEADS = frozenset({"President", "Prime Minister", "Chancellor", "Premier", "Supreme Leader"})
_PRONOUNS = frozenset(
    "he she it they we i you who which that this these those him her them us one his its their whose my our".split()
)


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors of one story."""

    names: NameBook
    """Its names."""
    roles: dict[str, str]
    """Full name -> the roles by which the story's articles introduce the person, joined; for codes."""
    spelling: dict[str, str]
    """Folded full name -> the one name to use."""

    @classmethod
    def of(cls, articles: Sequence[Article], names: NameBook | None = None) -> "Cast":
        """Return the actors of a story's articles; linear in their text."""
        book = names or NameBook.of(articles)
        roles: dict[str, list[str]] = {}
        spelling: dict[str, str] = {}
        for people in book.people.values():
            for person in people.everyone:
                name = spelling.setdefault(_key(person.full), _settled(book, person.full))
                if person.role:
                    roles.setdefault(name, []).append(person.role)
        return cls(book, {name: " ".join(dict.fromkeys(found)) for name, found in roles.items()}, spelling)

    def country(self, place: str) -> str:
        """Return the country of a place, ISO 3166-1 alpha-3; empty when it is not known."""
        return code_of(place).country

    def party(self, article: str, tree: Tree, n: int) -> Party:
        """Return who the noun phrase at head `n` is; a pronoun has no name."""
        if tree[n].text.lower() in _PRONOUNS and tree[n].pos != "PROPN":  # "US" is no "us"
            return Party(tree[n].text)
        words = phrase(tree, n)
        person = person_in(tree, n)
        if person:
            return self._person(article, words, person)
        codes = code_of(words)
        if tree[n].pos == "ADJ" and tree[n].dep == "amod" and (land := land_of(codes.country)):
            return Party(words, land, codes.country)
        return self.named(article, words)

    def named(self, article: str, words: str) -> Party:
        """Return who a written source is: "Mr Trump", "the US president", "EU leaders"."""
        full = self.names.full_in_story(article, words)
        if full:
            return self._person(article, words, full)
        bearer = self._by_role(words)
        if bearer:
            return self._person(article, words, bearer)
        codes = code_of(words)
        whole = codes.igo if codes.igo and code_of(words) == code_of(codes.igo) and _is_body(words) else words
        return Party(words, _plain(whole), codes.country, codes.sector, codes.igo)

    def _person(self, article: str, words: str, short: str) -> Party:
        full = self.names.full_in_story(article, short) or short
        name = self.spelling.get(_key(full), full)
        role = " ".join(filter(None, (words.replace(short, " "), self.roles.get(name, ""))))
        codes = code_of(role) if role.strip() else Codes()
        return Party(words, name, codes.country, codes.sector, codes.igo)

    def _by_role(self, words: str) -> str:
        """Return whom a role with a country means, when the story knows just one: "the Russian leader"."""
        last = words.split()[-1].lower() if words.split() else ""
        country = code_of(words).country
        if last not in _LEADERS or not country or len(words.split()) > 4:
            return ""
        fitting = [
            name
            for name, role in self.roles.items()
            if code_of(role).country == country and _is(role, last) and "former" not in role.lower()
        ]
        return fitting[0] if len(fitting) == 1 else ""


def phrase(tree: Tree, n: int) -> str:
    """Return a noun with what stands before it and an "of" right behind, without article and joined nouns."""
    low = high = n
    for k in tree.kids[n]:
        if k < n and tree[k].dep in _PRE:
            low = min(low, tree.subtree(k)[0])
        if k == high + 1 and tree[k].dep == "prep" and tree.lemma(k) == "of" and tree.child(k, "pobj") is not None:
            high = tree.subtree(k)[-1]
    return _plain(tree.stretch(low, high).text)


def _is(role: str, last: str) -> bool:
    if last == "leader":
        return any(head in role for head in _HEADS)
    return last in role.lower().split() and "deputy" not in role.lower()


def _is_body(words: str) -> bool:
    return len(words.split()) <= 3 and not any(w[:1].islower() for w in _plain(words).split())


def _settled(names: NameBook, full: str) -> str:
    text = full
    for variant in reversed(names.settled(full)):
        text = text[: variant.start] + variant.after + text[variant.start + len(variant.before) :]
    return text


def _key(full: str) -> str:
    parts = full.split()
    return f"{folded(parts[0])} {folded(parts[-1])}" if parts else ""


def _plain(words: str) -> str:
    first, _, rest = words.partition(" ")
    return rest if first.lower() in {"the", "a", "an"} and rest else words
