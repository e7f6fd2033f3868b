"""The signs by which `standing` judges a line: what each counts, in one table for lines and one for articles.

Rule 1: words of a quotation are the speaker's, not the writer's: they are not counted unless a sign says so.
Rule 2: no sign knows an outlet, a person or a subject.
"""

import itertools
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nutgraf.briefs.candidates import Desk
from nutgraf.briefs.checks.guarded import listed
from nutgraf.briefs.checks.of_words import outside
from nutgraf.briefs.edits.fitness_words import TIME_NOUNS
from nutgraf.briefs.material.dossier import Candidate
from nutgraf.briefs.material.terms import content, raw_words, stem, stems
from nutgraf.model import Parsed, Sentence, Token
from nutgraf.text.names import find_names
from nutgraf.text.people import folded
from nutgraf.text.titles_of_people import ROLES, SHORT_ROLES

_ADDS = re.compile(
    r"\b(?:too|again|another|others?|instead|however|though|meanwhile|both|either|such|then|later|earlier|similarly|"
    r"even|still|likewise|neither|nor|same|latter|former|further|more|additional|additionally|rather|yet|but|so|"
    r"remaining|rest)\b",
    re.IGNORECASE,
)
_SHORTENED = re.compile(r"n['’]t\b|['’](?:s|re|ve|ll|d)\b(?= [a-z])")
_OWN_VOICE = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|us)\b")
_COMPOUND = re.compile(r" (?:administration|campaign|team|family|era|White House|supporters?|voters?|allies|ally)\b")
_COURTESY = re.compile(r"\b(?:Mr|Mrs|Ms|Dr)\.? $")
_SAID = re.compile(r"\b(?:said|says|told|according|announced|reported|tweeted|added)\b")
_KNOWN_TO_ALL = listed(
    """
    president government country nation world media press public police economy military army administration campaign
    election internet law border past future way fact end united senate house congress party people war state states
    court constitution west east north south right left middle case street sun rest need chance lack rise fall risk
    """
)
"""Nouns that "the" may stand before without anything said."""

NEAR_USUALLY = 0.5
"""Cosine of a labelled line to the nearest sentence of another article, on average."""

_RESTRICTING = frozenset({"prep", "relcl", "acl", "appos", "nummod"})


def _words(desk: Desk, candidate: Candidate) -> tuple[Token, ...]:
    """The tokens outside quotations."""
    parsed = desk.parsed[candidate.row]
    plain = outside(parsed.sentence.text)
    return tuple(t for t in parsed.tokens if plain[t.start : t.end].strip())


def _plain(candidate: Candidate) -> str:
    return outside(candidate.sentence.text)


def _root(desk: Desk, candidate: Candidate) -> str:
    return next((t.tag for t in desk.parsed[candidate.row].tokens if t.dep == "ROOT"), "")


def _share(desk: Desk, candidate: Candidate, holds: Callable[[Token], bool]) -> float:
    tokens = _words(desk, candidate)
    return sum(map(holds, tokens)) / max(1, len(tokens))


def _new_paragraph(desk: Desk, candidate: Candidate) -> bool:
    before = desk.before(candidate.sentence)
    return bool(before) and before[-1].paragraph != candidate.sentence.paragraph


def _place(desk: Desk, candidate: Candidate) -> float:
    which = desk.dossier.story.articles.index(candidate.sentence.span.article)
    return candidate.sentence.index / max(1, len(desk.dossier.sentences[which]))


def _elsewhere(desk: Desk, candidate: Candidate) -> float:
    """Cosine to the nearest sentence of another article; `NEAR_USUALLY` when there is no other."""
    near = desk.vectors @ desk.vectors[candidate.row]
    home = candidate.sentence.span.article
    others = [float(n) for n, p in zip(near, desk.parsed, strict=True) if p.sentence.span.article != home]
    return max(others, default=NEAR_USUALLY)


def _of_titles(desk: Desk, candidate: Candidate) -> float:
    """Cosine to the nearest title."""
    return max((float(n) for n in desk.title_vectors @ desk.vectors[candidate.row]), default=0.0)


def _titled_name(desk: Desk, candidate: Candidate) -> bool:
    """Whether it names somebody or something that a title names."""
    titled = _names_of(tuple(a.title for a in desk.dossier.articles[:6]))
    return any(_last(m.text) in titled for m in find_names(candidate.line.text))


@lru_cache(maxsize=64)
def _names_of(titles: tuple[str, ...]) -> frozenset[str]:
    return frozenset(m.text.split()[-1] for title in titles for m in find_names(title))


def _last(name: str) -> str:
    return name.removesuffix("'s").removesuffix("’s").split()[-1]


def bare_names(desk: Desk, candidate: Candidate) -> tuple[str, ...]:
    """Return the people whom a line names by one word, outside quotations."""
    people = {t.text for t in desk.parsed[candidate.row].tokens if t.entity == "PERSON"}
    found = (_last(m.text) for m in find_names(outside(candidate.line.text)) if " " not in m.text)
    return tuple(dict.fromkeys(name for name in found if name in people))


def surnames(desk: Desk, candidate: Candidate) -> tuple[str, ...]:
    """Return the last names that stand alone in a line, outside quotations, and are somebody's beyond doubt.

    The parser takes many of them for bodies or places: a courtesy title, or a full name in some article, says better.
    """
    people = [known.by_short for known in desk.names.people.values()]
    text = candidate.line.text
    found: list[str] = []
    for mention in find_names(outside(text)):
        last = _last(mention.text)
        compound = text[mention.end : mention.end + 1] in {"-", "–"} or _COMPOUND.match(text, mention.end)
        polite = _COURTESY.search(text, 0, mention.start)
        if " " not in mention.text and not compound and (polite or any(folded(last) in known for known in people)):
            found.append(last)
    return tuple(dict.fromkeys(found))


def _names_expanded(candidate: Candidate) -> int:
    return sum(e.kind == "expand-name" for e in candidate.line.edits)


Count = Callable[[Desk, Candidate], float]
"""Desk and candidate -> a number of about 0 to 3."""

LINE_SIGNS: Mapping[str, Count] = {
    "salience": lambda d, c: d.scores[c.row],
    "near_titles": _of_titles,
    "elsewhere": _elsewhere,
    "titled_name": _titled_name,
    "place": _place,
    "first_two": lambda _, c: c.sentence.index < 2,
    "new_paragraph": _new_paragraph,
    "background": lambda _, c: c.background,
    "words": lambda _, c: len(c.line.text.split()) / 30,
    "short": lambda _, c: len(c.line.text.split()) < 11,
    "figures": lambda _, c: any(x.isdigit() for x in c.line.text),
    "dated": lambda _, c: any(e.kind == "date" for e in c.line.edits),
    "names_expanded": lambda _, c: _names_expanded(c),
    "speaker": lambda _, c: bool(c.line.speaker),
    "nameless_speaker": lambda _, c: bool(c.line.speaker) and not find_names(c.line.speaker),
    "open": lambda _, c: c.line.certainty in ("unconfirmed", "speculated"),
    "opens_quoted": lambda _, c: c.sentence.text[:1] in '"“',
    "quoted": lambda _, c: 1.0 - len(_plain(c).replace(" ", "")) / max(1, len(c.sentence.text.replace(" ", ""))),
    "also": lambda _, c: "also" in _plain(c).lower().split(),
    "adds": lambda _, c: min(3, len(_ADDS.findall(_plain(c)))),
    "points": lambda d, c: sum(t.tag == "DT" and t.lemma in {"this", "that", "these", "those"} for t in _words(d, c)),
    "colon": lambda _, c: ";" in _plain(c) or ":" in _plain(c),
    "shortened": lambda _, c: min(2, len(_SHORTENED.findall(_plain(c)))),
    "adverbs": lambda d, c: _share(d, c, lambda t: t.pos == "ADV"),
    "present": lambda d, c: _root(d, c) in {"VBZ", "VBP"},
    "past": lambda d, c: _share(d, c, lambda t: t.tag == "VBD"),
}
"""What is counted of a line, by name."""


def _per_word(prose: Sequence[str], count: Callable[[str], int], most: float) -> float:
    """Rate of what is counted outside quotations, 0 to 1 at `most` a word."""
    words = sum(len(text.split()) for text in prose) or 1
    return min(most, sum(count(outside(text)) for text in prose) / words) / most


ARTICLE_SIGNS: Mapping[str, Callable[[Sequence[str]], float]] = {
    "article_own_voice": lambda prose: _per_word(prose, lambda t: len(_OWN_VOICE.findall(t)), 0.02),
    "article_asks": lambda prose: _per_word(prose, lambda t: t.count("?"), 0.02),
    "article_says": lambda prose: _per_word(prose, lambda t: len(_SAID.findall(t)), 0.05),
    "article_long": lambda prose: math.log(1 + sum(len(t.split()) for t in prose)) / 8,
}
"""What is counted of an article's prose, by name."""


_ROLE_BEFORE = re.compile(r"(?:[\w.’'-]+ )?([\w.’'-]+),? $")
_TOLD_AFTER = re.compile(r"(?:['’]s)?(?:,| \(|,? (?:who|whose)\b|’s| –| —)\W*\w")


def strangers(desk: Desk, candidate: Candidate) -> tuple[str, ...]:
    """Return the last names of people whom a line does not introduce and no title and no second report names."""
    people = {t.text for t in desk.parsed[candidate.row].tokens if t.entity == "PERSON"}
    people |= {w for e in candidate.line.edits if e.kind == "expand-name" for w in e.after.split()}
    people -= _behind_nouns(desk.parsed[candidate.row].tokens)
    text = candidate.line.text
    found: list[str] = []
    for name in find_names(outside(text)):
        last = _last(name.text)
        if last in people and not _introduced(text, name.start, name.end) and not _prominent(desk, last):
            found.append(last)
    return tuple(dict.fromkeys(found))


def _behind_nouns(tokens: Sequence[Token]) -> frozenset[str]:
    """Return the words of names that stand right behind a common noun: "chief engineer Ann Roe"."""
    found: set[str] = set()
    told = False
    for before, token in itertools.pairwise(tokens):
        told = token.pos == "PROPN" and (before.pos == "NOUN" or (told and before.pos == "PROPN"))
        if told:
            found.add(token.text)
    return frozenset(found)


def _introduced(text: str, start: int, end: int) -> bool:
    before = _ROLE_BEFORE.search(text[:start])
    role = before[1].lower().rstrip(".") if before else ""
    return role in ROLES or f"{role.capitalize()}." in SHORT_ROLES or _TOLD_AFTER.match(text, end) is not None


def _prominent(desk: Desk, last: str) -> bool:
    articles = desk.dossier.articles
    return any(last in a.title for a in articles) or sum(last in a.text for a in articles) > 1


@dataclass(frozen=True, slots=True)
class Leaning:
    """What in a sentence may lean on sentences before it."""

    told: tuple[str, ...]
    """Stems of bare "the ..." nouns that its article has told of before."""
    untold: tuple[str, ...]
    """Stems of bare "the ..." nouns that appear here first."""
    content: frozenset[str]
    """Its telling stems."""
    before: frozenset[str]
    """Those that its article has used before."""
    subject: str
    """Stem of the bare "the ..." noun, told of before, that its main clause is about; may be empty."""
    strangers: tuple[str, ...] = ()
    """Stems of the names of people it does not introduce."""
    bare: tuple[str, ...] = ()
    """Stems of the names of people it names by one word."""

    def for_(self, read: frozenset[str]) -> dict[str, float]:
        """Return the signs for a reader who has read these stems."""
        size = max(1, len(self.content))
        return {
            "leans": min(3, sum(s not in read for s in self.told)),
            "the_new": min(3, sum(s not in read for s in self.untold)),
            "leaning_subject": bool(self.subject) and self.subject not in read,
            "strangers": min(2, sum(s not in read for s in self.strangers)),
            "bare_unread": min(2, sum(s not in read for s in self.bare)),
            "unread": len(self.before - read) / size,
            "read": len(self.content & read) / size,
        }


LEANING_SIGNS = ("leans", "the_new", "leaning_subject", "strangers", "bare_unread", "unread", "read")
"""Names of what `Leaning.for_` counts."""


def leaning(
    parsed: Parsed, before: Sequence[Sentence], unknown: Sequence[str] = (), bare_names: Sequence[str] = ()
) -> Leaning:
    """Return what in a parsed sentence may lean on the sentences before it in its article."""
    used = frozenset(s for b in before for s in stems(raw_words(b.text)))
    own = frozenset(content(stems(raw_words(parsed.sentence.text))))
    bare = tuple(_bare_definites(parsed))
    told = tuple(s for s in bare if s in used)
    subjects = (stem(t.text.lower()) for t in parsed.tokens if t.dep in {"nsubj", "nsubjpass"} and t.pos == "NOUN")
    return Leaning(
        told=told,
        untold=tuple(s for s in bare if s not in used),
        content=own,
        before=own & used,
        subject=next((s for s in subjects if s in told), ""),
        strangers=tuple(stem(name.lower()) for name in unknown),
        bare=tuple(stem(name.lower()) for name in bare_names),
    )


def _bare_definites(parsed: Parsed) -> list[str]:
    """Stems of nouns behind "the" that nothing in the sentence tells apart, outside quotations."""
    plain = outside(parsed.sentence.text)
    found: list[str] = []
    seen: set[str] = set()
    for n, token in enumerate(parsed.tokens):
        key = stem(token.text.lower())
        if token.pos == "NOUN" and plain[token.start : token.end].strip() and key not in seen:
            kids = [t for t in parsed.tokens if t is not token and parsed.tokens[t.head] is token]
            lemma = token.lemma.lower()
            common = lemma in _KNOWN_TO_ALL or lemma in TIME_NOUNS
            if (
                not common
                and any(k.text.lower() == "the" for k in kids)
                and not any(_tells_apart(k, n, parsed) for k in kids)
            ):
                found.append(key)
        seen.add(key)
    return found


def _tells_apart(kid: Token, noun: int, parsed: Parsed) -> bool:
    after = kid.start > parsed.tokens[noun].start and kid.dep in _RESTRICTING
    return after or kid.pos == "PROPN" or kid.tag == "JJS" or kid.dep == "poss"
