"""Names for pronouns and surnames, as the article itself introduces them.

Theory of operation: a reader of one line meets nobody before. A surname gets the full name and, when the article gives
one, the role; a pronoun that begins the sentence (or speaks right after an opening quotation) gets the one person whom
the sentences before leave it to stand for.

Rule 1: a pronoun is named only when exactly one person fits: the only one named in the nearest sentence that names any,
or the speaker of that sentence. Anybody else in between, named or not ("the suspect", "a spokesman"), and it stays.
Rule 2: a surname is left alone inside quotations, in compounds ("the Trump administration"), and for `known` people.
"""

import re
from collections.abc import Iterator, Sequence

from nutgraf.briefs.guarded import SPEECH, listed, words
from nutgraf.briefs.verify_words import outside, quoted
from nutgraf.model import Article, Edit, Parsed, Sentence, Token
from nutgraf.text.names import NameBook

TITLES = listed(
    """
    Mr Mr. Mrs Mrs. Ms Ms. Dr Dr. President Senator Sen. Sen Rep. Rep Gov. Gov Governor Judge Justice Chancellor Premier
    """
)
"""Titles that give way to the full name, or stay before it."""
_POLITE = listed("Mr Mr. Mrs Mrs. Ms Ms.")
_SUBJECTS = {"he": "m", "she": "f"}
_MEN = listed("mr mr. king prince lord sir chairman spokesman congressman businessman father son brother husband")
_WOMEN = listed(
    """
    mrs mrs. ms ms. queen princess lady chairwoman spokeswoman congresswoman businesswoman mother daughter sister wife
    actress
    """
)
_SOMEBODY = re.compile(
    r"\b(?:(?:an?|the|one|another|his|her|their) (?:[\w’'-]+ ){0,3}?)?(?:man|woman|boy|girl|suspect|victim|spokesman|"
    r"spokeswoman|spokesperson|official|officer|driver|teacher|father|mother|brother|sister|son|daughter|wife|husband|"
    r"student|professor|lawyer|attorney|judge|witness|gunman|attacker|reporter|journalist|aide|adviser|advisor|"
    r"expert|analyst|author|candidate|leader|friend|neighbor|neighbour|doctor|nurse|soldier|priest|pope|king|queen|"
    r"colleague|nominee|defendant|resident|source|caller|host|anchor|singer|actor|actress|player|coach|owner)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(r"[^\W\d_a-z][\w’'.-]*(?: (?:(?:de|van|von|bin|al|der|la|el|du|da|dos) )?[^\W\d_a-z][\w’'.-]*)*")
MOST_BACK = 4
"""Sentences looked back through for the bearer of a pronoun: further away he may have been forgotten."""


def pronoun_edit(
    parsed: Parsed, head: int, article: Article, names: NameBook, before: Sequence[Sentence]
) -> Edit | None:
    """Return the edit that puts a name for the pronoun which begins the sentence, or `None` when it is not safe."""
    token = _leading_pronoun(parsed, head)
    if token is None:
        return None
    person = _bearer(_SUBJECTS[token.text.casefold()], parsed.sentence, article, names, before)
    return Edit("expand-pronoun", token.start, token.text, person) if person else None


def _leading_pronoun(parsed: Parsed, head: int) -> Token | None:
    """The pronoun at the head, or right after a quotation that stands there."""
    text = parsed.sentence.text
    opening = next((q.end for q in quoted(text) if q.start == head), head)
    at = next((n for n in range(opening, len(text)) if not text[n].isspace()), opening)
    token = next((t for t in parsed.tokens if t.start == at), None)
    return token if token and token.text.casefold() in _SUBJECTS and token.dep in {"nsubj", "nsubjpass"} else None


def _bearer(gender: str, sentence: Sentence, article: Article, names: NameBook, before: Sequence[Sentence]) -> str:
    for earlier in reversed(before[-MOST_BACK:]):
        if sentence.paragraph - earlier.paragraph > 2 or earlier.kind != "prose":
            return ""
        people = persons_in(earlier.text, article, names)
        if not people and _SOMEBODY.search(outside(earlier.text)):
            return ""
        if people:
            return _only(people, gender, earlier.text, article)
    return ""


def _only(people: tuple[str, ...], gender: str, text: str, article: Article) -> str:
    fitting = [p for p in people if _gender_of(p, article.text) in {gender, ""}]
    speaker = [p for p in fitting if _speaks(p, text)]
    if len(people) == 1 and fitting and not _others(fitting[0], text):
        return fitting[0]
    sure = [p for p in speaker if _gender_of(p, article.text) == gender or len(fitting) == 1]
    return sure[0] if len(speaker) == 1 and sure and len(fitting) == 1 else ""


def _others(person: str, text: str) -> bool:
    """Tell whether somebody without a name stands in the sentence, away from the person's own name."""
    surname = person.split()[-1]
    for match in _SOMEBODY.finditer(outside(text)):
        near = text[match.end() : match.end() + 40]
        role_before = re.match(rf"[ ,]{{1,2}}(?:[^\W\d_a-z][\w’'.-]* ){{0,2}}{re.escape(surname)}\b", near)
        role_after = re.search(rf"{re.escape(surname)}, [^,]{{0,60}}$", text[: match.start()] + match[0])
        if not role_before and not role_after:
            return True
    return False


def _speaks(person: str, text: str) -> bool:
    surname = re.escape(person.split()[-1])
    plain = outside(text)
    spoken = re.search(rf"{surname}(?:, [^,]{{1,60}},)? (?:(?:has|had|also|later|then) )?(\w+)", plain)
    turned = re.search(rf"\b(\w+) (?:[\w.’'-]+ ){{0,5}}{surname}\b", plain)
    return bool(spoken and spoken[1] in SPEECH) or bool(turned and turned[1] == "said")


def persons_in(text: str, article: Article, names: NameBook) -> tuple[str, ...]:
    """Return the full names of the people named in a text, in order, without repeats."""
    found: dict[str, None] = {}
    for match in _PERSON.finditer(text):
        run = match[0].removesuffix("’s").removesuffix("'s").rstrip(".")
        full = names.full_name(article.id, run) or names.full_name(article.id, run.split()[-1])
        if full and " " in full:
            found[full] = None
    return tuple(found)


def _gender_of(person: str, text: str) -> str:
    """What titles say: "m", "f", or nothing when no title tells."""
    surname = re.escape(person.split()[-1])
    titles = {w.casefold() for w in re.findall(rf"\b([A-Za-z]+\.?) (?:[A-Z][\w.’'-]* ){{0,2}}?{surname}\b", text)}
    if titles & _MEN and not titles & _WOMEN:
        return "m"
    return "f" if titles & _WOMEN and not titles & _MEN else ""


def name_edits(parsed: Parsed, head: int, article: Article, names: NameBook, known: frozenset[str]) -> Iterator[Edit]:
    """Yield the edits that introduce people at their first mention in the line, in order."""
    plain = outside(parsed.sentence.text)
    met = set(known)
    for run in _runs(parsed.tokens):
        if run[0].start < head or not plain[run[0].start : run[-1].end].strip() or _in_compound(parsed.tokens, run):
            continue
        titles = [t for t in run if t.text in TITLES]
        name = " ".join(t.text for t in run[len(titles) :])
        full = names.full_name(article.id, name) if name else None
        if not full or " " not in full or full in met:
            continue
        met.add(full)
        edit = _introduced(parsed, run, full, article, names)
        if edit is not None:
            yield edit


def _runs(tokens: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
    """Unbroken runs of name words that belong to one person."""
    run: list[Token] = []
    for token in tokens:
        joined = bool(run) and token.start - run[-1].end <= 1
        if token.pos == "PROPN" and (not run or joined):
            run.append(token)
            continue
        if run:
            yield tuple(run)
        run = [token] if token.pos == "PROPN" else []
    if run:
        yield tuple(run)


def _in_compound(tokens: tuple[Token, ...], run: tuple[Token, ...]) -> bool:
    """ "the Trump administration", "Biden-era", "Trump Jr.": the name is no mention of the person alone."""
    last = run[-1]
    following = next((t for t in tokens if t.start >= last.end), None)
    before = next((t for t in reversed(tokens) if t.end <= run[0].start), None)
    touching = following is not None and following.start == last.end and following.text[:1] in "-–/"
    ahead = before is not None and before.end == run[0].start and before.text[-1:] in "-–/"
    governed = last.dep in {"compound", "nmod", "amod"} and tokens[last.head] not in run
    article = before is not None and before.text.casefold() in {"the", "a", "an"} and len(run) == 1
    return touching or ahead or governed or article


def _introduced(parsed: Parsed, run: tuple[Token, ...], full: str, article: Article, names: NameBook) -> Edit | None:
    text = parsed.sentence.text
    start, end = run[0].start, run[-1].end
    before = text[start:end]
    titles = " ".join(t.text for t in run if t.text in TITLES and t.text not in _POLITE)
    role = "" if titles or _has_role(parsed.tokens, run) else (names.role(article.id, full) or "")
    after = " ".join(part for part in (role or titles, full) if part)
    if start == 0 or not text[:start].strip():
        after = after[0].upper() + after[1:]
    return Edit("expand-name", start, before, after) if after != before else None


def _has_role(tokens: tuple[Token, ...], run: tuple[Token, ...]) -> bool:
    """Tell whether the sentence says itself who this is, right before the name or right after it."""
    before = next((t for t in reversed(tokens) if t.end <= run[0].start), None)
    after = [t for t in tokens if t.start >= run[-1].end][:2]
    told_before = before is not None and before.pos in {"NOUN", "PROPN", "ADJ"}
    told_after = (
        len(after) == 2
        and after[0].text in {",", "(", "–", "—"}
        and after[1].pos in {"DET", "NOUN", "PROPN", "PRON", "ADJ"}
    )
    return told_before or told_after


def settled_edits(text: str, names: NameBook) -> Iterator[Edit]:
    """Yield the edits that settle spelling variants outside quotations, in order."""
    marks = quoted(text)
    for variant in names.settled(text):
        end = variant.start + len(variant.before)
        if not any(q.start < end and variant.start < q.end for q in marks) and words(variant.after):
            yield Edit("spelling", variant.start, variant.before, variant.after)


def settled_words(text: str, names: NameBook) -> str:
    """Return a text with its spelling variants settled."""
    for variant in reversed(names.settled(text)):
        text = text[: variant.start] + variant.after + text[variant.start + len(variant.before) :]
    return text
