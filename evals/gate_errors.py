"""Machine-made errors: one minimal change a line, by the parse and a table, after which the line says something else.

Each maker yields every line of its kind that a sentence allows; `gate_lines.make_cases` picks one by the seed. What
might still be true (another name for the same man, a city of the same country, a tense under "he said") is not made.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from random import Random

from evals.gate_errors_clauses import (
    actor_flip,
    condition_dropped,
    invented_cause,
    merged_events,
    quote,
    speaker,
)
from evals.gate_lines import Draft, Maker, replaced, swapped_word
from evals.gate_sentences import Seen
from evals.gate_words import (
    BOUNDS,
    COUNTRIES,
    DAYS,
    MODAL,
    MONTHS,
    NUMBER_WORDS,
    ORDINALS,
    PARTIES,
    PEOPLES,
    QUALIFIERS,
    QUALIFYING_PHRASES,
    QUANTIFIERS,
    SHORT_MONTHS,
    SISTERS,
    SPEECH,
    SURER,
    TENS,
    UNITS,
    WEEKDAYS,
)
from nutgraf.model import Token

_DO = {"VBD": "did not", "VBZ": "does not", "VBP": "do not"}
_CONTRACTED = {"ca": "can", "wo": "will", "sha": "shall"}


def _others(word: str, groups: tuple[tuple[str, ...], ...]) -> list[str]:
    return [other for group in groups if word in group for other in group if other != word]


def _put(one: Seen, token: Token, new: str) -> Draft:
    return Draft(swapped_word(one.text, token.start, token.end, new))


def negation(one: Seen, rng: Random) -> Iterator[Draft]:
    """A "not" put in, or taken out."""
    del rng
    tokens = one.tree.tokens
    low = [t.text.lower().replace("’", "'") for t in tokens]
    for n, token in enumerate(tokens):
        after = low[n + 1] if n + 1 < len(low) else ""
        if low[n] == "n't" and n and tokens[n - 1].end == token.start:
            before = tokens[n - 1]
            yield Draft(replaced(one.text, (before.start, token.end, _CONTRACTED.get(before.text, before.text))))
        elif low[n] in {"not", "never"} and token.dep == "neg" and after not in {"only", "just", "even", "yet"}:
            yield Draft(replaced(one.text, (token.start, token.end, "")))
        elif low[n] == "no" and token.dep == "det" and after not in {"doubt", "matter", "longer", "one"}:
            yield _put(one, token, "some")
        elif low[n] == "without" and token.pos == "ADP":
            yield _put(one, token, "with")
    yield from _denied(one)


def _denied(one: Seen) -> Iterator[Draft]:
    tree = one.tree
    for n, token in enumerate(tree.tokens):
        if token.pos not in {"VERB", "AUX"} or token.dep not in {"ROOT", "ccomp", "conj", "relcl"}:
            continue
        if tree.child(n, "neg") is not None or tree.child(n, "nsubj", "nsubjpass") is None:
            continue
        helper = tree.child(n, "aux", "auxpass")
        if helper is not None and tree[helper].tag in {"MD", "VBD", "VBZ", "VBP"} and tree[helper].text.isalpha():
            yield Draft(replaced(one.text, (tree[helper].end, tree[helper].end, " not")))
        elif token.lemma == "be" and token.text.isalpha():
            yield Draft(replaced(one.text, (token.end, token.end, " not")))
        elif helper is None and token.pos == "VERB" and token.tag in _DO and token.lemma.isalpha():
            yield Draft(replaced(one.text, (token.start, token.end, f"{_DO[token.tag]} {token.lemma.lower()}")))


def modality(one: Seen, rng: Random) -> Iterator[Draft]:
    """A modal made stronger, weaker or dropped; a word of doubt dropped or made sure."""
    for n, token in enumerate(one.tree.tokens):
        low = token.text.lower()
        if token.tag == "MD" and low in MODAL:
            yield _put(one, token, rng.choice(MODAL[low]))
            yield from _real(one, n)
        elif low in SURER and not _quoted(one, token):
            following = one.text[token.end :].lstrip()
            verb = low.endswith("ed") or low in _VERBS
            if low in _VERBS and token.pos != "VERB":
                continue
            if (
                verb
                and low != "considering"
                and (not following.startswith("to ") or (low == "expected" and token.tag != "VBN"))
            ):
                continue
            yield _put(one, token, rng.choice(SURER[low]))


_VERBS = frozenset("seems plans hopes wants intends considering trying".split())


def _real(one: Seen, n: int) -> Iterator[Draft]:
    """ "would go" -> "did go"; "will be" -> "was"."""
    tokens = one.tree.tokens
    token, after = tokens[n], tokens[n + 1] if n + 1 < len(tokens) else None
    if after is None or token.text.lower() not in {"will", "would"} or after.tag != "VB":
        return
    if after.lemma == "be":
        subject = one.tree.child(token.head, "nsubj", "nsubjpass")
        many = subject is not None and tokens[subject].tag in {"NNS", "NNPS"}
        yield Draft(replaced(one.text, (token.start, after.end, "were" if many else "was")))
    elif after.lemma != "have":
        yield _put(one, token, "did")


def number(one: Seen, rng: Random) -> Iterator[Draft]:
    """Another figure, or two figures of the sentence changed about."""
    figures: list[Token] = []
    for token in one.tree.tokens:
        low = token.text.lower()
        if token.entity in {"DATE", "TIME"} and not re.search(r"year-old| years old|, $", one.text[token.end :][:12]):
            continue
        if re.fullmatch(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?", token.text):
            figures.append(token)
            yield _put(one, token, _other_figure(token.text, rng))
        elif low in NUMBER_WORDS or low in TENS:
            table = NUMBER_WORDS if low in NUMBER_WORDS else TENS
            figures.append(token)
            yield _put(one, token, rng.choice([w for w in table if w != low]))
        elif low in ORDINALS[1:] and token.entity == "ORDINAL":
            yield _put(one, token, rng.choice([w for w in ORDINALS[1:] if w != low]))
    for a, b in pairwise(figures):
        if a.text.lower() != b.text.lower() and not re.fullmatch(r"(?: to |-|–| or | and )", one.text[a.end : b.start]):
            yield Draft(replaced(one.text, (a.start, a.end, b.text), (b.start, b.end, a.text)))


def _other_figure(figure: str, rng: Random) -> str:
    """Return a figure of the same look with one digit changed, never the same value."""
    places = [n for n, c in enumerate(figure) if c.isdigit()]
    at = rng.choice(places)
    low = "1" if at == 0 and len(places) > 1 else "0"
    if "." in figure or len(places) == 1:
        low = "1"
    new = rng.choice([d for d in "0123456789" if d >= low and d != figure[at]])
    return figure[:at] + new + figure[at + 1 :]


def unit(one: Seen, rng: Random) -> Iterator[Draft]:
    """The same figure in another unit."""
    tokens = one.tree.tokens
    for n, token in enumerate(tokens):
        low = token.text.lower()
        beside = tokens[n - 1] if n else None
        counted = beside is not None and (beside.pos == "NUM" or beside.text.lower() in {"few", "several", "couple"})
        hyphened = n > 1 and tokens[n - 1].text == "-" and tokens[n - 2].pos == "NUM"
        if counted or hyphened:
            for other in _others(low, UNITS):
                yield _put(one, token, other)
        if token.text == "$" and n + 1 < len(tokens) and tokens[n + 1].pos == "NUM":
            yield Draft(replaced(one.text, (token.start, token.end, rng.choice("£€"))))
        if token.text == "%" and counted:
            yield Draft(replaced(one.text, (token.start, token.end, " percentage points")))


_DAY = re.compile(r"[1-9]|[12]\d|3[01]")
_AFTER_MONTH = re.compile(rf"\b(?:{'|'.join(m[:3] for m in MONTHS)})[a-z]*\.? $")


def date(one: Seen, rng: Random) -> Iterator[Draft]:
    """Another day, month or year."""
    for token in one.tree.tokens:
        for table in (WEEKDAYS, MONTHS, SHORT_MONTHS):
            if token.text in table and ((token.text != "May" and token.text != "March") or token.entity == "DATE"):
                yield _put(one, token, rng.choice([w for w in table if w != token.text]))
        if re.fullmatch(r"(?:19|20)\d\d", token.text) and token.entity == "DATE":
            yield _put(one, token, str(int(token.text) + rng.choice((-10, -3, -2, -1, 1, 2, 3))))
        elif _DAY.fullmatch(token.text) and _AFTER_MONTH.search(one.text[: token.start]):
            yield _put(one, token, rng.choice([str(day) for day in range(1, 29) if str(day) != token.text]))
    for phrase, others in DAYS.items():
        for match in re.finditer(rf"\b{phrase}\b(?!['’-])", one.text, re.I):
            yield Draft(swapped_word(one.text, match.start(), match.end(), rng.choice(others)))


def speech_verb_force(one: Seen, rng: Random) -> Iterator[Draft]:
    """Said becomes admitted, promised, confirmed."""
    tree = one.tree
    for n, token in enumerate(tree.tokens):
        low = token.text.lower()
        if low not in SPEECH or token.pos != "VERB" or _quoted(one, token):
            continue
        if tree.child(n, "ccomp", "xcomp", "dobj") is None and token.dep != "parataxis":
            continue
        if tree.child(n, "nsubj", "nsubjpass") is None:
            continue
        yield _put(one, token, rng.choice(SPEECH[low]))


def superlative(one: Seen, rng: Random) -> Iterator[Draft]:
    """A rank put in, raised or taken down."""
    tree = one.tree
    for n, token in enumerate(tree.tokens):
        low = token.text.lower()
        if token.tag == "JJR" and low.endswith("er") and low not in {"other", "former", "latter"} and not _than(one, n):
            base = {"better": "best", "worse": "worst"}.get(low, low[:-2] + "est")
            yield _put(one, token, base)
        elif low in {"largest", "biggest", "highest", "oldest", "deadliest", "worst", "busiest", "youngest"}:
            yield _put(one, token, f"second-{low}" if n and tree[n - 1].text.lower() == "the" else "only")
        elif low == "most" and token.tag == "RBS":
            yield _put(one, token, "least")
        if low in {"a", "an"} and token.dep == "det" and n + 1 < len(tree.tokens):
            head = tree[token.head]
            if head.tag == "NN" and head.entity == "" and token.head == n + 1 and head.lemma not in _NO_RANK:
                yield Draft(replaced(one.text, (token.start, token.end, f"the {rng.choice(_RANKS)}")))
    for match in re.finditer(r"\b[Oo]ne of (the \w+est|the most)\b", one.text):
        yield Draft(replaced(one.text, (match.start(), match.end(), match[1])))


_RANKS = ("first", "largest", "only", "biggest", "last")
_NO_RANK = frozenset(
    """
    lot number couple few day week year month hour bit handful while dozen hundred thousand million way time series
    variety part total half quarter third majority minute result matter chance range group percent mile
    """.split()
)


def _than(one: Seen, n: int) -> bool:
    return bool(re.match(r"(?: \S+){0,4} than\b", one.text[one.tree[n].end :]))


def co_hyponym(one: Seen, rng: Random) -> Iterator[Draft]:
    """A word replaced by its sister."""
    for token in one.tree.tokens:
        low = token.text
        if token.pos in {"NOUN", "VERB", "ADJ"} and low.islower() and token.dep not in {"amod", "compound"}:
            others = _others(low, SISTERS)
            if others and (token.pos != "VERB" or token.tag in {"VBD", "VBN"}):
                yield _put(one, token, rng.choice(others))
        elif token.pos in {"NOUN", "ADJ"} and low.islower() and token.dep == "compound":
            others = _others(low, SISTERS)
            if others:
                yield _put(one, token, rng.choice(others))


def name_swap(one: Seen, rng: Random) -> Iterator[Draft]:
    """Another person of the article, another country, people or party."""
    for token in one.tree.tokens:
        for table in (COUNTRIES, PEOPLES):
            if token.text in table:
                yield _put(one, token, rng.choice(sorted(table - {token.text})))
        for other in _others(token.text, PARTIES):
            yield _put(one, token, other)
    for start, end, words in _people_in(one):
        for other in _strangers(one, words)[:3]:
            yield Draft(replaced(one.text, (start, end, other if len(words) > 1 else other.split()[-1])))


def _people_in(one: Seen) -> Iterator[tuple[int, int, list[str]]]:
    tokens = one.tree.tokens
    n = 0
    while n < len(tokens):
        last = n
        while last < len(tokens) and tokens[last].entity == "PERSON" and tokens[last].pos == "PROPN":
            last += 1
        words = [t.text for t in tokens[n:last]]
        written = words and all(w.isalpha() and w[0].isupper() for w in words)
        glued = one.text[tokens[last - 1].end : tokens[last - 1].end + 1] in {"-", "’", "'"} if words else True
        if written and not glued and any(words[-1] == full.split()[-1] for full in one.people):
            yield tokens[n].start, tokens[last - 1].end, words
        n = last + 1


def _strangers(one: Seen, words: list[str]) -> list[str]:
    """People of the article who share no name with anyone in the sentence."""
    here = {t.text for t in one.tree.tokens}
    return [full for full in one.people if not here & set(full.split()) and not set(words) & set(full.split())]


def tense(one: Seen, rng: Random) -> Iterator[Draft]:
    """What happened is still to come, or what is still to come is no more."""
    del rng
    tree = one.tree
    for n, token in enumerate(tree.tokens):
        if (
            token.pos not in {"VERB", "AUX"}
            or token.dep not in {"ROOT", "conj", "relcl", "advcl"}
            or _quoted(one, token)
        ):
            continue
        helper = tree.child(n, "aux", "auxpass")
        if tree.child(n, "nsubj", "nsubjpass") is None or token.lemma.lower() in {"say", "tell"}:
            continue
        if helper is None and token.tag in {"VBD", "VBZ", "VBP"} and token.text.isalpha() and token.lemma.isalpha():
            yield Draft(replaced(one.text, (token.start, token.end, f"will {token.lemma.lower()}")))
            if token.text in _TENSES:
                yield _put(one, token, _TENSES[token.text])
        elif helper is not None and token.tag in {"VBN", "VBG"} and tree[helper].text in {"was", "were", "is", "are"}:
            yield Draft(replaced(one.text, (tree[helper].start, tree[helper].end, "will be")))


_TENSES = {"is": "was", "are": "were", "has": "had", "have": "had"}


def quantifier(one: Seen, rng: Random) -> Iterator[Draft]:
    """Some becomes all; "nearly" and "more than" go."""
    tokens = one.tree.tokens
    for n, token in enumerate(tokens):
        low = token.text.lower()
        after = tokens[n + 1] if n + 1 < len(tokens) else None
        if low not in QUANTIFIERS or after is None:
            continue
        number_next = after.pos == "NUM" or after.text == "$"
        rounding = low in {"nearly", "almost", "about", "around", "roughly", "approximately"}
        if rounding and not number_next:
            continue
        if not rounding and token.dep not in {"amod", "det", "nsubj", "dobj", "pobj", "nummod", "nsubjpass", "attr"}:
            continue
        if low in {"few", "most"} and n and tokens[n - 1].text.lower() in {"a", "the", "at", "past", "last", "next"}:
            continue
        if low in {"all", "most", "both", "half", "few"} and after.pos not in {"NOUN", "ADJ", "ADP", "PROPN"}:
            continue
        if low == "some" and after.pos not in {"NOUN", "ADJ"} and after.text != "of":
            continue
        yield _put(one, token, rng.choice(QUANTIFIERS[low]))
    for phrase, others in BOUNDS.items():
        for match in re.finditer(rf"\b{phrase} (?=\$|\d|\w+)", one.text, re.I):
            follower = next((t for t in tokens if t.start >= match.end()), None)
            if follower is not None and (follower.pos == "NUM" or follower.text == "$"):
                new = rng.choice(others)
                yield Draft(swapped_word(one.text, match.start(), match.end(), new + " " if new else ""))


def qualifier_dropped(one: Seen, rng: Random) -> Iterator[Draft]:
    """Alleged, former, half of: gone."""
    del rng
    tree = one.tree
    for n, token in enumerate(tree.tokens):
        if token.text.lower() in QUALIFIERS and token.dep in {"amod", "advmod", "compound", "nmod"}:
            before = one.text[: token.start].rstrip()
            told = any(tree[k].dep == "advmod" for k in tree.kids[n])
            if (
                not told
                and not before.endswith(("-", "not", "very", "most", "as"))
                and one.text[token.end : token.end + 1] == " "
            ):
                yield Draft(swapped_word(one.text, token.start, token.end + 1, ""))
    for phrase in QUALIFYING_PHRASES:
        for match in re.finditer(rf"\b{phrase}(?=the |its |his |their )", one.text, re.I):
            yield Draft(swapped_word(one.text, match.start(), match.end(), ""))


def _quoted(one: Seen, token: Token) -> bool:
    """Tell whether a token stands inside quotation marks, by counting those before it."""
    return len(re.findall(r"[\"“”]", one.text[: token.start])) % 2 == 1


KINDS: Mapping[str, Maker] = {
    "actor-flip": actor_flip,
    "negation": negation,
    "modality": modality,
    "condition-dropped": condition_dropped,
    "number": number,
    "unit": unit,
    "date": date,
    "speaker": speaker,
    "speech-verb-force": speech_verb_force,
    "quote": quote,
    "superlative": superlative,
    "invented-cause": invented_cause,
    "merged-events": merged_events,
    "co-hyponym": co_hyponym,
    "name-swap": name_swap,
    "tense": tense,
    "quantifier": quantifier,
    "qualifier-dropped": qualifier_dropped,
}
"""Every kind of error and who makes it."""
