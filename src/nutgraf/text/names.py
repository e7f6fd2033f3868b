"""Names: who is meant by a short form in an article, what role introduces them, and one spelling per story.

`find_names` reads a text alone; a `NameBook` is made from all articles of a story. Full names and roles are answered
per article, word for word from that article, and only when the article leaves no doubt; spellings are settled over
the story. Whom an article names by surname alone, or without a role, the story's other articles may introduce when
they all mean the same person. Nothing here touches a quotation.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nutgraf.model import Article
from nutgraf.text import titles_of_people as words
from nutgraf.text.capitals import NameSpan, find_names
from nutgraf.text.namesakes import Namesakes
from nutgraf.text.people import People, Person, folded, people_of
from nutgraf.text.quotes import find_quotes
from nutgraf.text.spellings import Variant, pattern_of, settled_forms, variants_in

__all__ = ["NameBook", "NameSpan", "Variant", "find_names", "same_person"]

_OWN = re.compile(r"['’]s?$")
_PAST = ("former", "ex-", "late ", "then")
_NOBODY = Person("", "", None)
"""Stands for a name that an article does not know, where `None` means that it knows two."""


def same_person(full: str) -> tuple[str, str]:
    """Return what two spellings of one person's full name share: first and last word, folded.

    >>> same_person("Ann M. Roe") == same_person("Ann Roe")
    True
    """
    parts = full.split()
    return folded(parts[0]), folded(parts[-1])


def _bare_parts(name: str) -> list[str]:
    """Return the words of a name without courtesy titles and roles before it."""
    parts = _OWN.sub("", name.strip()).split()
    while len(parts) > 1 and (parts[0] in words.COURTESY or parts[0].lower() in words.ROLES):
        parts = parts[1:]
    return parts


@dataclass(frozen=True, slots=True)
class NameBook:
    """The names of a story."""

    people: dict[str, People]
    """By article id."""
    chosen: dict[str, str]
    """Spelling -> spelling to write instead."""
    articles: dict[str, Article]
    """The articles by id, in the story's order."""
    namesakes: Namesakes
    """The surnames that two people of the story bear."""

    @classmethod
    def of(cls, articles: Sequence[Article]) -> "NameBook":
        """Read the names of a story's articles; linear in their length."""
        people = {a.id: people_of(a.text) for a in articles}
        by_id = {a.id: a for a in articles}
        return cls(people, settled_forms([a.text for a in articles]), by_id, Namesakes.of(by_id, people))

    def full_name(self, article_id: str, short: str) -> str | None:
        """Return given name and surname, as first written in that article, for a short name used there.

        `None` when the article names nobody so, or two people, or a place. A full name gives itself as first written.
        """
        person = self._person(article_id, short)
        return person.full if person else None

    def surname(self, full: str) -> str:
        """Return what the story calls somebody for short: the last word; the first, when an article says "Moon"."""
        known = (self._person(article, full) for article in self.people)
        first, last = full.split()[0], full.split()[-1]
        return first if any(p and p.surname == first and p.full.split()[0] == first for p in known) else last

    def role(self, article_id: str, full: str) -> str | None:
        """Return the role that introduces a person in that article, word for word ("Kremlin spokesperson")."""
        person = self._person(article_id, full)
        return person.role if person else None

    def full_in_story(self, article_id: str, short: str) -> str | None:
        """Return `full_name`, or what the story's other articles call the bearer when they all know the same one."""
        if self._known_here(article_id, short):
            return self.full_name(article_id, short)
        bearers = self._bearers(short)
        return bearers[0].full if bearers else None

    def role_in_story(self, article_id: str, full: str) -> str | None:
        """Return `role`, or the first by which another article introduces the same person.

        `None` when the articles disagree on whether he still holds it.
        """
        own = self.role(article_id, full)
        if own:
            return own
        roles = [b.role for b in self._bearers(full) if b.role]
        past = {role.lower().startswith(_PAST) for role in roles}
        return roles[0] if len(past) == 1 else None

    def _known_here(self, article_id: str, short: str) -> bool:
        """Tell whether the article itself says whom it means, or that it means two."""
        known = self.people.get(article_id)
        parts = _bare_parts(short)
        return known is None or not parts or folded(" ".join(parts)) in known.by_short

    def _bearers(self, name: str) -> tuple[Person, ...]:
        """Return whom the articles mean by a name, one an article; none when one of them means two, or two differ."""
        key = folded(" ".join(_bare_parts(name)))
        if any(people.by_short.get(key, _NOBODY) is None for people in self.people.values()):
            return ()
        found = tuple(p for p in (self._person(article, name) for article in self.people) if p)
        return found if len({same_person(p.full) for p in found}) == 1 else ()

    def settled(self, text: str) -> tuple[Variant, ...]:
        """Return the replacements that settle a text on one spelling per name, outside quotations, in order."""
        if not self.chosen:
            return ()
        spans = [(q.start, q.end) for q in find_quotes(text)]
        found, at = [], 0
        for variant in variants_in(text, pattern_of(self.chosen), self.chosen):
            while at < len(spans) and spans[at][1] <= variant.start:
                at += 1
            if at == len(spans) or variant.start < spans[at][0]:
                found.append(variant)
        return tuple(found)

    def _person(self, article_id: str, name: str) -> Person | None:
        known = self.people.get(article_id)
        if known is None:
            return None
        parts = _bare_parts(name)
        if not parts:
            return None
        found = known.by_short.get(folded(" ".join(parts)))
        if found is None and len(parts) > 1 and folded(parts[-1]) in known.by_short:
            # Ann M. Roe asked for, Ann Roe written: the given name must agree.
            bearer = known.by_short[folded(parts[-1])]
            found = bearer if bearer and folded(bearer.full.split()[0]) == folded(parts[0]) else None
        return found
