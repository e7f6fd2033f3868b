"""Why a sentence cannot stand alone in a brief: the reasons, each with its test, in the order of the table.

Theory of operation: a sentence is looked at as it will be printed, that is after its leading cuts and with its leading
pronoun resolved if that was possible. Tests on words look outside quotations only: what a speaker says inside the marks
may be in the first person, a question, or anything else.

Rule 1: a test refuses on plain evidence (a closed list, or the parse), never on a score.
Rule 2: a definite description ("the document") is no fault; a clear pointer to the sentence before ("The move") is.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from nutgraf.briefs.checks.guarded import listed, words
from nutgraf.briefs.checks.of_words import balanced, outside
from nutgraf.briefs.edits.fitness_words import (
    ANAPHORS,
    COLUMN,
    DANGLING,
    ELSEWHERE,
    EXPLETIVE,
    FIRST_PERSON,
    FURNITURE_WORDS,
    GARBLED,
    PERSONS,
    POINTERS,
    SECOND_PERSON,
    SELF_REFERENCE,
    SUMMED_UP,
    TIME_NOUNS,
)
from nutgraf.model import Parsed, Token
from nutgraf.text.titles_of_people import ROLES

SHORTEST, LONGEST = 5, 60
"""Words of a sentence that can stand in a brief: fewer say nothing alone, more cannot be read aloud."""

REASONS: dict[str, str] = {
    "not-prose": "It is a heading, a caption, a byline or an item of a list.",
    "too-short": f"It has fewer than {SHORTEST} words.",
    "too-long": f"It has more than {LONGEST} words.",
    "unbalanced-quote": "A quotation opens or closes elsewhere.",
    "unfinished": "It does not end like a sentence.",
    "furniture": "It belongs to the page, not to the story.",
    "garbled": "A name stands in it twice over, or fell out before its state: text of cards and links of the page.",
    "self-reference": "It speaks of the article itself or points to a picture or a link.",
    "question": "It asks the reader.",
    "first-person": "The writer speaks of himself or for his readers.",
    "second-person": "It speaks to the reader.",
    "leans-elsewhere": 'It leans on a sentence the reader does not see: "that goal", "the president said".',
    "columnist": "It argues or exclaims rather than reports.",
    "fragment": "It has no finite verb.",
    "quote-without-speaker": "It quotes, and does not say whom.",
    "anaphor": "It begins by pointing at something said before.",
    "dangling-connective": "It begins with a word that hangs on the sentence before.",
    "unresolved-pronoun": "A pronoun stands for something outside the sentence.",
    "namesake": "Alone, its surname would mean somebody else of the story.",
    "relative-day": "It names a day that cannot be dated.",
}
"""Why a sentence cannot stand alone, in a sentence for people; in the order in which it is asked."""


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why a sentence cannot stand alone, even after the allowed edits."""

    reason: str
    """One of `REASONS`."""
    detail: str = ""
    """The words that decided."""


@dataclass(frozen=True, slots=True)
class View:
    """A parsed sentence as the tests see it: from its own first word, and with its quotations blanked."""

    parsed: Parsed
    """The sentence."""
    head: int
    """Where it begins after its leading cuts, in code points of the sentence."""
    resolved: frozenset[int]
    """Starts of the pronouns that an edit names."""

    @property
    def text(self) -> str:
        """The sentence from its own first word."""
        return self.parsed.sentence.text[self.head :]

    @property
    def plain(self) -> str:
        """The same with quotations blanked out; offsets kept."""
        return outside(self.parsed.sentence.text)[self.head :]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Tokens outside quotations, from the head on."""
        plain = outside(self.parsed.sentence.text)
        return tuple(t for t in self.parsed.tokens if t.start >= self.head and plain[t.start : t.end].strip())


def unfit(view: View, spared: frozenset[str] = frozenset()) -> Unfit | None:
    """Return the first reason why the sentence cannot stand alone, or `None` when it can.

    `namesake` and `relative-day` are asked by `edit`, which knows names and dates. `spared` are reasons that are no
    fault where the sentence shall stand.
    """
    for reason, test in _TESTS:
        detail = "" if reason in spared else test(view)
        if detail:
            return Unfit(reason, detail)
    return None


def _not_prose(view: View) -> str:
    kind = view.parsed.sentence.kind
    return kind if kind != "prose" else ""


def _too_short(view: View) -> str:
    return view.text if len(words(view.text)) < SHORTEST else ""


def _too_long(view: View) -> str:
    count = len(view.text.split())
    return f"{count} words" if count > LONGEST or not view.parsed.tokens else ""


def _unbalanced(view: View) -> str:
    return "" if balanced(view.parsed.sentence.text) else "quotation mark"


def _unfinished(view: View) -> str:
    end = view.text.rstrip("\"”’'»)] ")[-1:]
    dots = view.text.rstrip().endswith(("...", "…"))
    return view.text[-20:] if dots or end not in tuple(".!?") else ""


def _listed(pattern: re.Pattern[str]) -> Callable[[View], str]:
    def test(view: View) -> str:
        found = pattern.search(view.plain)
        return found[0].strip() if found else ""

    return test


def _question(view: View) -> str:
    return "?" if "?" in view.plain else ""


def _first_person(view: View) -> str:
    for before, token in zip((None, *view.tokens), view.tokens, strict=False):
        if token.text in FIRST_PERSON and token.pos in {"PRON", "DET"}:
            if token.text == "us" and before is not None and before.lemma in {"tell", "show"}:
                continue
            return token.text
    return ""


def _second_person(view: View) -> str:
    return next((t.text for t in view.tokens if t.text.casefold() in SECOND_PERSON and t.pos in {"PRON", "DET"}), "")


def _columnist(view: View) -> str:
    found = COLUMN.search(view.plain)
    return found[0] if found else "!" if "!" in view.plain else ""


_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SIDE = frozenset({"relcl", "advcl", "csubj", "pcomp"})


def _fragment(view: View) -> str:
    tokens = view.parsed.tokens
    for n, token in enumerate(tokens):
        if _is_finite(tokens, n) and token.start >= view.head and not _within(tokens, n, _SIDE):
            return ""
    return view.text[:30]


def _is_finite(tokens: tuple[Token, ...], n: int) -> bool:
    """A finite form, or a form in -ed with a subject of its own that the tagger took for a participle."""
    token = tokens[n]
    subject = any(t.head == n and t.dep in {"nsubj", "nsubjpass"} for t in tokens)
    if token.tag in _FINITE or (token.tag == "VBN" and subject and token.dep in {"ROOT", "conj"}):
        return True
    # The small model often takes the verb of "The Kremlin late on Wednesday named ..." for a participle beside a noun.
    return token.tag in {"VBN", "VB"} and token.dep == "acl" and tokens[token.head].dep == "ROOT" and len(tokens) > 9


def _within(tokens: tuple[Token, ...], n: int, relations: frozenset[str]) -> bool:
    """Tell whether a token hangs, directly or not, under one of these relations."""
    for _ in range(len(tokens)):
        if tokens[n].dep in relations:
            return True
        if tokens[n].head == n:
            return False
        n = tokens[n].head
    return False


def _quote_alone(view: View) -> str:
    if "“" not in view.text and '"' not in view.text:
        return ""
    rest = words(view.plain)
    told = any(t.pos in {"VERB", "AUX"} for t in view.tokens)
    return view.text[:30] if len(rest) < 2 or not told else ""


def _anaphor(view: View) -> str:
    if (
        view.plain[:1].isspace() or view.head in view.resolved
    ):  # a quotation opens the sentence: what follows says who spoke
        return ""
    found = ANAPHORS.match(view.plain) or POINTERS.match(view.plain) or SUMMED_UP.search(view.plain)
    return found[0].strip() if found else ""


def _elsewhere(view: View) -> str:
    found = ELSEWHERE.search(view.plain)
    return found[0].strip() if found and view.head not in view.resolved else ""


def _dangling(view: View) -> str:
    found = DANGLING.match(view.plain)
    return found[0].strip(" ,") if found else ""


_PERSONAL = frozenset({"he", "she", "him", "his", "her", "himself", "herself", "hers"})
_OBJECTS = frozenset({"him", "her", "them"})
_THINGS = frozenset({"it", "its", "itself", "they", "them", "their", "themselves", "theirs"})
_MANY = frozenset({"they", "them", "their", "themselves", "theirs"})
_BODIES = listed(
    """
    police government company team group party committee family couple pair staff board crew union agency ministry side
    court council office public crowd majority army military parliament senate house congress country nation
    """
)
_NOBODY = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME", "NORP", "MONEY", "ORDINAL", "EVENT", "LAW", "WORK_OF_ART"})
"""Entities that are nobody; the small model often takes a lone surname for an organisation."""
_NO_DOERS = listed(
    """
    matter number order power paper letter quarter winter summer center border member chapter corner disaster layer
    offer dinner cancer shelter shower weather water answer finger former latter computer factor sector error terror
    horror mirror motor harbor labor favor humor color honor behavior neighbor counter barrier newspaper transfer
    theater daughter-in-law consumer-price list twist consist
    """
)
"""Things whose names end like those of people."""
_DEMONSTRATIVE = frozenset({"this", "that", "these", "those", "such"})


def _pronoun(view: View) -> str:
    tokens = view.tokens
    for n, token in enumerate(tokens):
        low = token.text.casefold()
        if token.start in view.resolved or token.pos not in {"PRON", "DET"}:
            continue
        if low in _PERSONAL and any(at < token.start for at in view.resolved):
            continue
        if low in _PERSONAL and not _person_before(tokens, n) and not _looks_ahead(tokens, n):
            return token.text
        if (
            low in _OBJECTS
            and token.dep in {"dobj", "pobj", "dative"}
            and not _another_before(view.parsed.tokens, token)
        ):
            return token.text
        if low in _THINGS and not _thing_before(tokens, n) and not _looks_ahead(tokens, n):
            if low == "it" and (token.dep == "expl" or EXPLETIVE.match(view.plain[token.start - view.head :])):
                continue
            return token.text
        if low in _MANY and not _several_before(tokens, n) and not _looks_ahead(tokens, n):
            return token.text
        if (
            low in _DEMONSTRATIVE
            and (n < 4 or token.dep in {"nsubj", "nsubjpass"})
            and _points_back(view.parsed.tokens, token)
        ):
            return token.text
    return ""


def _person_before(tokens: tuple[Token, ...], n: int) -> bool:
    """Tell whether somebody before can be "he" or "she": a name of a person, or a noun that names a person by role."""
    return any(
        (t.pos == "PROPN" and t.entity not in _NOBODY)
        or (t.start == 0 and t.text[:1].isupper() and t.tag in {"NN", "NNS", "MD"})  # Page, Sessions, May: surnames
        or (t.pos in {"NOUN", "PROPN"} and (t.lemma.casefold() in ROLES | PERSONS or _doer(t.lemma.casefold())))
        for t in tokens[:n]
    )


def _doer(lemma: str) -> bool:
    """Tell whether a noun is one who does: teacher, actor, resident, activist."""
    return (
        len(lemma) > 5
        and lemma.endswith(("er", "or", "ist", "ian", "man", "woman", "person"))
        and lemma not in _NO_DOERS
    )


def _another_before(tokens: tuple[Token, ...], pronoun: Token) -> bool:
    """Tell whether somebody before is not the doer himself: "Ann is to meet him" leaves open whom."""
    n = tokens.index(pronoun)
    verb = tokens[n].head
    while tokens[verb].pos not in {"VERB", "AUX"} and tokens[verb].head != verb:
        verb = tokens[verb].head
    while tokens[verb].dep in {"xcomp", "conj"} and tokens[verb].head != verb:
        verb = tokens[verb].head
    doers = {i for i, t in enumerate(tokens) if t.head == verb and t.dep in {"nsubj", "nsubjpass"}}
    others = tuple(t for i, t in enumerate(tokens[:n]) if i not in doers and t.head not in doers)
    return any(t.entity == "PERSON" or (t.pos == "NOUN" and t.dep in {"nsubj", "nsubjpass", "pobj", "dobj", "appos"})
               for t in others) or _ruled_by_another(tokens, verb)  # fmt: skip


def _ruled_by_another(tokens: tuple[Token, ...], verb: int) -> bool:
    """Tell whether a higher clause has a doer of its own: "Ann said that Bob would meet her"."""
    above = tokens[verb].head
    return above != verb and any(t.head == above and t.dep == "nsubj" and t.entity == "PERSON" for t in tokens)


def _thing_before(tokens: tuple[Token, ...], n: int) -> bool:
    return any(t.pos in {"PROPN", "NOUN"} and t.lemma.casefold() not in TIME_NOUNS and t.entity not in {"DATE", "TIME"}
               for t in tokens[:n])  # fmt: skip


def _several_before(tokens: tuple[Token, ...], n: int) -> bool:
    """Tell whether something before the pronoun is many, or a body of people, or one of two joined by "and"."""
    return any(
        t.tag in {"NNS", "NNPS"} or t.entity in {"ORG", "NORP", "GPE"} or t.lemma.casefold() in _BODIES
        or (t.text == "and" and t.dep == "cc") or t.text.casefold() in {"everyone", "anyone", "someone", "who", "those"}
        for t in tokens[:n]
    )  # fmt: skip


def _looks_ahead(tokens: tuple[Token, ...], n: int) -> bool:
    """Tell whether the pronoun stands in a side clause before the main clause that names its bearer."""
    start = next((m for m, t in enumerate(tokens[:4]) if t.dep == "mark" or t.tag in {"IN", "VBG", "WRB"}), None)
    if start is None or start > n:
        return False
    comma = next((m for m in range(n, len(tokens)) if tokens[m].text == ","), None)
    after = tokens[comma + 1 : comma + 7] if comma is not None else ()
    return any(t.pos in {"PROPN", "NOUN"} and t.dep in {"nsubj", "nsubjpass", "compound"} for t in after)


def _points_back(tokens: tuple[Token, ...], token: Token) -> bool:
    """A demonstrative that is no conjunction, no "those who", and no "this week"."""
    n = tokens.index(token)
    if token.dep in {"mark", "complm"} or token.tag in {"IN", "WDT", "WP"}:
        return False
    following = tokens[n + 1 : n + 3]
    if any(t.lemma.casefold() in TIME_NOUNS for t in following):
        return token.text.casefold() not in {"this"}
    if token.text.casefold() == "those" and any(t.tag in {"WP", "IN", "VBN", "VBG"} for t in following[:1]):
        return False
    return not (token.text.casefold() == "such" and any(t.text.casefold() == "as" for t in following[:1]))


_TESTS: tuple[tuple[str, Callable[[View], str]], ...] = (
    ("not-prose", _not_prose),
    ("too-short", _too_short),
    ("too-long", _too_long),
    ("unbalanced-quote", _unbalanced),
    ("unfinished", _unfinished),
    ("furniture", _listed(FURNITURE_WORDS)),
    ("garbled", _listed(GARBLED)),
    ("self-reference", _listed(SELF_REFERENCE)),
    ("question", _question),
    ("first-person", _first_person),
    ("second-person", _second_person),
    ("columnist", _columnist),
    ("fragment", _fragment),
    ("quote-without-speaker", _quote_alone),
    ("anaphor", _anaphor),
    ("dangling-connective", _dangling),
    ("unresolved-pronoun", _pronoun),
    ("leans-elsewhere", _elsewhere),
)
