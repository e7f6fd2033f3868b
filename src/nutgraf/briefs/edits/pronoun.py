"""The name for a pronoun that begins a sentence, when the sentences before leave it one person to stand for.

Theory of operation: walk back from the sentence. The nearest sentence in which somebody, named or not, is a subject
decides: exactly one name as subject gives the bearer; an unknown name, a second subject, or a person who is only an
object ends the search without one. Sentences that name nobody, or go on with the same pronoun, are walked through.

Rule 1: subjects are found on the surface: a name followed by a verb, or "said" followed by a name, in a main clause.
Rule 2: a title or a given name that contradicts the pronoun ends the search; none is needed to go on.
Rule 3: in doubt nobody is named: a sentence lost is better than words in the wrong mouth.
"""

import re
from collections.abc import Sequence

from nutgraf.briefs.checks.given_names import contradicts
from nutgraf.briefs.checks.guarded import listed
from nutgraf.briefs.checks.of_words import outside, quoted
from nutgraf.briefs.edits.name import sure_name
from nutgraf.model import Article, Edit, Parsed, Sentence, Token
from nutgraf.text.names import NameBook, NameSpan, find_names

MOST_BACK = 2
"""Sentences looked back through for the bearer of a pronoun: further away he may have been forgotten."""

_SUBJECTS = {"he": "m", "she": "f", "his": "m", "her": "f"}
_OWN = {"nsubj": "", "nsubjpass": "", "poss": "'s"}
"""What the name gets for the pronoun's part in the sentence; no other part is named."""
_MEN = listed("mr king prince lord sir chairman spokesman congressman businessman father son brother husband")
_WOMEN = listed(
    """
    mrs ms miss queen princess lady chairwoman spokeswoman congresswoman businesswoman mother daughter sister wife
    actress
    """
)
_SOMEBODY = re.compile(
    r"\b(?:man|woman|boy|girl|suspect|victim|spokes(?:man|woman|person)|official|officer|driver|teacher|father|mother|"
    r"brother|sister|son|daughter|wife|husband|student|professor|lawyer|attorney|judge|witness|gunman|attacker|reporter|"
    r"journalist|aide|advis[eo]r|expert|analyst|author|candidate|leader|friend|neighbou?r|doctor|nurse|soldier|priest|"
    r"pope|king|queen|colleague|nominee|defendant|resident|source|caller|host|anchor|singer|actor|actress|player|coach|"
    r"owner|president|senator|minister|chancellor|premier|secretary|governor|mayor|ambassador|envoy|chief|director|"
    r"chairman|chairwoman|chair|general|sheriff|congressman|congresswoman|lawmaker|diplomat|pontiff|billionaire)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)
_VERB = re.compile(
    r"(?:,? \([^()]{1,40}\))?(?:, [^,]{1,90})?,? "
    r"(?:(?:\w+ly|also|later|then|now|still|again|never|not|once|in \w+) ){0,2}"
    r"(?P<verb>has|had|have|is|was|were|will|would|could|can|may|might|did|does|says|said|told|went|took|made|gave|won|left|"
    r"met|wrote|spoke|led|ran|began|came|became|held|found|put|set|sent|kept|lost|paid|sat|stood|saw|got|knew|thought|"
    r"brought|sought|chose|drew|fell|rose|threw|struck|swore|quit|(?!asked)[a-z]{3,}(?:ed|s))\b"
)
_CAPITAL = re.compile(r"\b[^\W\d_a-z][\w’'-]+")
_FUNCTION_WORDS = listed(
    """
    the a an this that these those it they we i he she there here in on at by for from with without after before during
    since until while when where if as but and or so yet now then today once some many most few several both all no not
    his her its their our my your also still even only just such each every another other more less what who how why
    according despite under over amid among about between against through last next first earlier later meanwhile
    however instead police officials
    """
)
# After these words a name is more often a place, a body or an owner than a person who may go on to act.
_AFTER_PLACE_WORD = re.compile(
    r"(?:^|\b(?:in|at|to|from|of|on|near|the|for|into|across|over|through|around|a|an|this|its|their|his|her|under) )"
    r"\W*$",
    re.IGNORECASE,
)
_SIDE_CLAUSE = re.compile(
    r"\b(?:who|which|whose|whom|that|where|when|while|because|as|since|after|before|what|how|why|if|than|whether)\b",
    re.IGNORECASE,
)


_OTHER = {
    "m": re.compile(r"\bhim\b"),
    "f": re.compile(r"\bher(?=[.,;]| (?:to|in|at|on|for|with|and|as|from|of)\b)"),
}
"""Objects that are not the sentence's own subject; they may be the one meant next."""


def pronoun_edit(
    parsed: Parsed, head: int, article: Article, names: NameBook, before: Sequence[Sentence]
) -> Edit | None:
    """Return the edit that puts a name for the pronoun which begins the sentence, or `None` when it is not safe."""
    token = _leading_pronoun(parsed, head)
    if token is None:
        return None
    person = _bearer(parsed.sentence, token.text.casefold(), article, names, before)
    if person and re.search(rf"\b{re.escape(person.split()[-1])}\b", outside(parsed.sentence.text)):
        return None  # "He should go on, Roe said": whom the sentence names himself is not meant by its pronoun
    return Edit("expand-pronoun", token.start, token.text, person + _OWN[token.dep]) if person else None


def _leading_pronoun(parsed: Parsed, head: int) -> Token | None:
    """The pronoun at the head, or right after a quotation that stands there."""
    text = parsed.sentence.text
    opening = next((q.end for q in quoted(text) if q.start == head), head)
    at = next((n for n in range(opening, len(text)) if not text[n].isspace()), opening)
    token = next((t for t in parsed.tokens if t.start == at), None)
    return token if token and token.text.casefold() in _SUBJECTS and token.dep in _OWN else None


def _bearer(sentence: Sentence, pronoun: str, article: Article, names: NameBook, before: Sequence[Sentence]) -> str:
    for earlier in reversed(before[-MOST_BACK:]):
        if sentence.paragraph - earlier.paragraph > 2 or earlier.kind != "prose":
            return ""
        plain = outside(earlier.text)
        subjects = _subjects(plain, article, names)
        if subjects:
            return _agreed(subjects, pronoun, plain, article, names)
        if _names_somebody(plain, article, names):
            return ""
    return ""


def _agreed(subjects: tuple[str, ...], pronoun: str, plain: str, article: Article, names: NameBook) -> str:
    person = subjects[0]
    if len(set(subjects)) > 1 or not person or contradicts(pronoun, person):
        return ""
    gender = _gender_of(person, article.text)
    if gender not in {_SUBJECTS[pronoun], ""} or _somebody_else(person, plain):
        return ""
    if _OTHER[_SUBJECTS[pronoun]].search(plain):
        return ""  # "Ann Roe served with him. He ...": he is the other
    if not sure_name(person):
        return ""
    return "" if _rivals(person, pronoun, plain, article, names) else person


def _subjects(plain: str, article: Article, names: NameBook) -> tuple[str, ...]:
    """Full names of those who are subjects of main clauses, in order; an empty name for one who is not known."""
    found = []
    for span in _mentions(plain, article, names):
        if _is_subject(plain, span):
            full = names.full_name(article.id, span.text) or ""
            found.append(full if " " in full else "")
    return tuple(found)


def _mentions(plain: str, article: Article, names: NameBook) -> tuple[NameSpan, ...]:
    """Names of a sentence in order: those that show as names by themselves, and every surname of the article.

    A sentence may begin with a name that nothing shows to be one ("Putin offered talks"): a word there that the article
    never writes small counts as a name, known or not.
    """
    found = list(find_names(plain))
    for match in _CAPITAL.finditer(plain):
        if any(span.start <= match.start() < span.end for span in found):
            continue
        word = match[0].removesuffix("'s").removesuffix("’s")
        first = not plain[: match.start()].strip() and word.casefold() not in _small_words(article.text)
        if first or names.full_name(article.id, word):
            found.append(NameSpan(match.start(), match.start() + len(word), word))
    return tuple(sorted(found, key=lambda span: span.start))


def _small_words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\b[a-z]+\b", text)) | _FUNCTION_WORDS


def _is_subject(plain: str, span: NameSpan) -> bool:
    clause = max(plain.rfind(mark, 0, span.start) for mark in ",;:—–") + 1
    if _SIDE_CLAUSE.search(plain[clause : span.start]) or _PRONOUN.search(plain[: span.start]):
        return False
    spoken = re.search(r"\b(\w+) (?:(?!who\b)[\w.’'-]+ ){0,4}$", plain[: span.start])
    turned = bool(spoken and spoken[1] in {"said", "says", "added", "wrote"} and not plain[:clause].strip())
    follows = _VERB.match(plain, span.end)
    return turned or bool(follows)


def _rivals(person: str, pronoun: str, plain: str, article: Article, names: NameBook) -> bool:
    """Tell whether an object of the sentence may be meant as well: a person of that gender, or an unknown name."""
    for span in _mentions(plain, article, names):
        full = names.full_name(article.id, span.text) or ""
        if full == person or span.text in person:
            continue
        if full and not contradicts(pronoun, full) and _gender_of(full, article.text) in {_SUBJECTS[pronoun], ""}:
            return True
        if not full and not _AFTER_PLACE_WORD.search(plain[: span.start]):
            return True
    return False


def _names_somebody(plain: str, article: Article, names: NameBook) -> bool:
    known = any(names.full_name(article.id, span.text) for span in _mentions(plain, article, names))
    return known or bool(_SOMEBODY.search(plain))


def _somebody_else(person: str, plain: str) -> bool:
    """Tell whether somebody without a name stands in the sentence, away from the person's own name."""
    surname = re.escape(person.split()[-1])
    for match in _SOMEBODY.finditer(plain):
        before_name = re.match(rf"[\w’'., -]{{0,40}}?\b{surname}\b", plain[match.end() : match.end() + 60])
        after_name = re.search(rf"{surname},[^,]{{0,60}}$", plain[: match.start()])
        if not before_name and not after_name:
            return True
    return False


def _gender_of(person: str, text: str) -> str:
    """What titles say: "m", "f", or nothing when no title tells."""
    surname = re.escape(person.split()[-1])
    titles = {w.casefold() for w in re.findall(rf"\b([A-Za-z]+)\.? (?:[A-Z][\w.’'-]* ){{0,2}}?{surname}\b", text)}
    if titles & _MEN and not titles & _WOMEN:
        return "m"
    return "f" if titles & _WOMEN and not titles & _MEN else ""
