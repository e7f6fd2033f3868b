"""Full names and roles for surnames, as the story's articles introduce them; one spelling for each name.

Theory of operation: a reader of one line meets nobody before. At the first mention in the line a surname gets the full
name and, when the article gives one, the role; what the article does not say, another of the story may, when all that
know the surname mean the same person.

Rule 1: a surname is left alone inside quotations, in compounds ("the Trump administration"), and for `known` people.
Rule 2: a role is added only where the sentence does not say itself who this is.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from nutgraf.briefs.checks.given_names import MEN, WOMEN
from nutgraf.briefs.checks.guarded import guarded, listed, words
from nutgraf.briefs.checks.of_words import outside, quoted
from nutgraf.model import Article, Edit, Parsed, Token
from nutgraf.text.names import NameBook, same_person
from nutgraf.text.titles_of_people import PEOPLES, ROLE_MODIFIERS, ROLES
from nutgraf.text.titles_of_people import SHORT_ROLES as OFFICES_SHORT

TITLES = listed(
    """
    Mr Mr. Mrs Mrs. Ms Ms. Dr Dr. President Senator Sen. Sen Rep. Rep Gov. Gov Governor Judge Justice Chancellor Premier
    """
)
"""Titles that give way to the full name, or stay before it."""
_CROWNED = frozenset("King Queen Prince Princess Pope Sheikh Emir Sultan".split())
"""These stand before a given name, which is no short form of another's full name."""
_SHORTEST = 3
"""Letters of the shortest surname that is looked for where the parser sees none."""
_POLITE = listed("Mr Mr. Mrs Mrs. Ms Ms.")


def name_edits(parsed: Parsed, head: int, article: Article, names: NameBook, known: frozenset[str]) -> Iterator[Edit]:
    """Yield the edits that introduce people at their first mention in the line, in order."""
    plain = outside(parsed.sentence.text)
    met = {same_person(full) for full in known}
    for run in runs(_with_surnames(parsed.tokens, article, names)):
        if run[0].start < head or not plain[run[0].start : run[-1].end].strip() or in_compound(parsed.tokens, run):
            continue
        before = offices(run)
        name = parsed.sentence.text[run[before].start : run[-1].end] if before < len(run) else ""
        full = names.full_in_story(article.id, name) if name else None
        if not full or " " not in full or same_person(full) in met or not sure_name(full):
            continue
        if any(t.text in _CROWNED for t in run[:before]):
            continue
        met.add(same_person(full))
        if full in parsed.sentence.text[: run[0].start]:
            continue
        if len(run) == 1 and not _surely_somebody(run[0], full, article, names):
            continue
        role = _role_in_story(full, article, names)
        yield from _introduced(parsed, run, before, full, role)
        if role:
            yield from _introduced(parsed, run, before, full, "")  # taken where the role may not be added


def sure_name(full: str) -> bool:
    """Tell whether a full name is no more than a name.

    A body's name begins with a word of office or ends in many people ("State Departments", "Young Democrats"); a word
    before two given-name-like ones is a town or a verb glued on.
    """
    parts = full.split()
    plural = parts[-1].endswith("s") and parts[-1][:-1] in PEOPLES | {"Democrat", "Republican", "Conservative"}
    glued = len(parts) > 2 and parts[0].isalpha() and not _is_given(parts[0]) and _is_given(parts[1])
    return not (plural or glued or _is_office(parts[0]))


def _is_given(word: str) -> bool:
    return word.casefold() in MEN or word.casefold() in WOMEN


def offices(run: tuple[Token, ...]) -> int:
    """Count the words before the name itself: "Vice President" of Ann Roe, "Mr." of Roe."""
    count = 0
    while count < len(run) and _is_office(run[count].text):
        count += 1
    return count


def _is_office(word: str) -> bool:
    return word in TITLES or word in OFFICES_SHORT or word in PEOPLES or word.lower() in ROLES | ROLE_MODIFIERS


def _surely_somebody(token: Token, full: str, article: Article, names: NameBook) -> bool:
    """Tell whether a lone name is a person's beyond doubt: by a given name, a role, or by being addressed or speaking.

    A wrong "full name" is worse than a bare surname.
    """
    given = full.split()[0].casefold()
    texts = [a.text for a in names.articles.values()]
    if any(re.search(rf"\b{re.escape(full)}, \d\d,", text) for text in texts):
        return True  # bodies and places have no age
    if given in MEN or given in WOMEN or names.role_in_story(article.id, full):
        return True
    name = re.escape(token.text)
    acts = rf"(?:Mr|Mrs|Ms|Dr)\.? {name}\b|\b{name},? (?:said|says|told|added|wrote|asked|tweeted)\b|\btold {name}\b"
    return token.entity == "PERSON" and any(re.search(acts, text) for text in texts)


def _with_surnames(tokens: tuple[Token, ...], article: Article, names: NameBook) -> tuple[Token, ...]:
    """Return the tokens with the first one as a name where the parser took a surname for a word ("Flake said")."""
    if not tokens or tokens[0].pos == "PROPN" or not tokens[0].text[:1].isupper() or len(tokens[0].text) < _SHORTEST:
        return tokens
    first = tokens[0]
    if not names.full_in_story(article.id, first.text) or re.search(
        rf"\b{re.escape(first.text.lower())}\b", article.text
    ):
        return tokens
    return (replace(first, pos="PROPN", dep="nsubj" if first.dep in {"compound", "amod"} else first.dep), *tokens[1:])


def runs(tokens: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
    """Unbroken runs of name words that belong to one person."""
    run: list[Token] = []
    for token in tokens:
        joined = bool(run) and token.start - run[-1].end <= 1
        if token.pos == "PROPN" and (not run or joined):
            run.append(token)
            continue
        if token.text == "-" and joined and token.start == run[-1].end and _begins_at(tokens, token.end):
            run.append(token)  # Roe-Smith: the parser takes it apart
            continue
        if run:
            yield tuple(run)
        run = [token] if token.pos == "PROPN" else []
    if run:
        yield tuple(run)


def _begins_at(tokens: tuple[Token, ...], at: int) -> bool:
    return any(t.start == at and t.pos == "PROPN" for t in tokens)


def in_compound(tokens: tuple[Token, ...], run: tuple[Token, ...]) -> bool:
    """ "the Trump administration", "Biden-era", "Trump Jr.": the name is no mention of the person alone."""
    last = run[-1]
    following = next((t for t in tokens if t.start >= last.end), None)
    before = next((t for t in reversed(tokens) if t.end <= run[0].start), None)
    touching = following is not None and following.start == last.end and following.text[:1] in "-–/"
    ahead = before is not None and before.end == run[0].start and before.text[-1:] in "-–/"
    governed = last.dep in {"compound", "nmod", "amod"} and tokens[last.head] not in run
    article = before is not None and before.text.casefold() in {"the", "a", "an"} and len(run) == 1
    return touching or ahead or governed or article


def _introduced(parsed: Parsed, run: tuple[Token, ...], offices: int, full: str, told: str) -> Iterator[Edit]:
    """Yield the edit that gives a full name, and the role `told` where the sentence has none; every office stays."""
    text = parsed.sentence.text
    start, end = run[0].start, run[-1].end
    before, own = text[start:end], text[run[offices].start : end]
    held = [t.text for t in run[:offices]]
    polite = bool(held) and all(word in _POLITE for word in held)
    office = text[start : run[offices].start].rstrip() if held and not polite else ""
    if office and " " not in own and held[-1].casefold() not in told.casefold():
        return  # "President Roe" may be another Roe than the Ann Roe whom the article names in full
    role = "" if office or _has_role(parsed.tokens, run) else told
    if role.casefold() in text.casefold():
        role = ""  # "Ukraine's president, Zelensky, said": the sentence has it
    # A name of two words is a full name already, as this article writes it here: "Ann Roe" for Ann M. Roe.
    name = own if " " in own else full
    after = " ".join(part for part in (role or office, name) if part)
    if start == 0 or not text[:start].strip():
        after = after[0].upper() + after[1:]
    if after != before:
        yield Edit("expand-name", start, before, after)


def role_of(full: str, article: Article, names: NameBook) -> str:
    """Return the role by which the article introduces somebody; empty when it gives none that can be added safely."""
    role = names.role(article.id, full) or ""
    return "" if guarded(role) else role


def _role_in_story(full: str, article: Article, names: NameBook) -> str:
    """Return the same, or the role by which another article of the story introduces him."""
    role = names.role_in_story(article.id, full) or ""
    return "" if guarded(role) else role


def _has_role(tokens: tuple[Token, ...], run: tuple[Token, ...]) -> bool:
    """Tell whether the sentence says itself who this is, right before the name or right after it."""
    before = next((t for t in reversed(tokens) if t.end <= run[0].start), None)
    after = [t for t in tokens if t.start >= run[-1].end][:2]
    apart = next((t for t in reversed(tokens) if before and t.end <= before.start), None)
    if before is not None and apart is not None and before.text == "," and apart.text.casefold() in ROLES | {"staff"}:
        return True  # "his chief of staff, Ann Roe"
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
