"""Machine-made errors that move or join parts of sentences: who did it, who said it, under which condition, and why."""

import re
from collections.abc import Iterator
from random import Random

from evals.gate_lines import Draft, lowered, reach, replaced, swapped_word
from evals.gate_sentences import Seen
from nutgraf.ledger.tree import Tree
from nutgraf.text.quotes import find_quotes

_MUTUAL = frozenset("meet marry join be face resemble equal become match include have remain divorce date".split())
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_LONGEST = 7
"""Words of a phrase that is changed about with another."""


def actor_flip(one: Seen, rng: Random) -> Iterator[Draft]:
    """Who did it and to whom, changed about."""
    del rng
    tree = one.tree
    for n, token in enumerate(tree.tokens):
        if token.pos != "VERB" or token.lemma.lower() in _MUTUAL:
            continue
        subject = tree.child(n, "nsubj", "nsubjpass")
        objects = list(tree.children(n, "dobj"))
        agents = (k for a in tree.children(n, "agent") for k in tree.children(a, "pobj"))
        named = (
            k
            for p in tree.children(n, "prep")
            if tree.lemma(p) in {"to", "against", "from", "for"}
            for k in tree.children(p, "pobj")
            if tree[k].entity in _NAMES
        )
        for other in (*objects, *agents, *named):
            if subject is not None and _both_actors(tree, subject, other):
                yield from _changed_about(one, subject, other)


def _both_actors(tree: Tree, a: int, b: int) -> bool:
    """Tell whether two phrases are nouns that can change places: short, no pronoun, of different words."""
    if tree[a].pos not in {"NOUN", "PROPN"} or tree[b].pos not in {"NOUN", "PROPN"}:
        return False
    if tree[b].entity in {"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "QUANTITY"}:
        return False
    left, right = tree.subtree(a), tree.subtree(b)
    ours, theirs = ({tree.lemma(n) for n in side if tree[n].pos in {"NOUN", "PROPN"}} for side in (left, right))
    return not ours & theirs and max(len(left), len(right)) <= _LONGEST


def _changed_about(one: Seen, a: int, b: int) -> Iterator[Draft]:
    left, right = reach(one.tree, a), reach(one.tree, b)
    if left is None or right is None or left[1] > right[0]:
        return
    first, second = one.text[left[0] : left[1]], one.text[right[0] : right[1]]
    if first[:1] in '"“' or second[:1] in '"“' or "," in first or "," in second:
        return
    if left[0] == 0 or not one.text[: left[0]].strip('"“ '):
        first = lowered(one.tree, first)
    yield Draft(replaced(one.text, (*left, second), (*right, first)))


_CONDITION = frozenset({"if", "unless", "until", "once", "provided"})
_HANGS = re.compile(
    r",? (?:pending|in exchange for|in return for|depending on|on condition that|subject to|as long as|except|"
    r"on the condition that|with the exception of) [^,.;\"“”]+"
)


def condition_dropped(one: Seen, rng: Random) -> Iterator[Draft]:
    """The clause on which a statement hangs, gone; or "if" become "when"."""
    del rng
    tree = one.tree
    for n, token in enumerate(tree.tokens):
        if token.dep != "advcl":
            continue
        mark = next((k for k in tree.children(n, "mark", "advmod") if tree.lemma(k) in _CONDITION), None)
        if mark is None or _kept_anyway(one, mark):
            continue
        where = reach(tree, n)
        if where and where[0] == tree[mark].start and where[1] - where[0] < len(one.text) * 0.7:
            yield Draft(replaced(one.text, (_comma_before(one.text, *where), where[1], "")))
        if tree.lemma(mark) in {"if", "unless"}:
            yield Draft(swapped_word(one.text, tree[mark].start, tree[mark].end, "because"))
    for match in _HANGS.finditer(one.text):
        yield Draft(replaced(one.text, (match.start(), match.end(), "")))


def _kept_anyway(one: Seen, mark: int) -> bool:
    """ "even if", "as if", "what if": dropping those changes little, or leaves no sentence."""
    before = one.text[: one.tree[mark].start].rstrip().rsplit(" ", 1)[-1].lower().strip('"“,')
    return before in {"even", "as", "what", "ask", "see", "and", "or", "but", "not"}


def _comma_before(text: str, start: int, end: int) -> int:
    """Return where a cut of a clause begins so that its comma goes with it."""
    if text[:start].rstrip().endswith(",") and text[end : end + 1] in {",", "."}:
        return len(text[:start].rstrip()) - 1
    return start


def speaker(one: Seen, rng: Random) -> Iterator[Draft]:
    """Another person of the article says it."""
    tree = one.tree
    here = {t.text for t in tree.tokens}
    strangers = [full for full in one.people if not here & set(full.split())]
    rng.shuffle(strangers)
    for n, token in enumerate(tree.tokens):
        if token.lemma.lower() not in _SAYS or token.pos != "VERB":
            continue
        subject = tree.child(n, "nsubj")
        if subject is None or (tree.child(n, "ccomp", "dobj") is None and token.dep != "parataxis"):
            continue
        head, where = tree[subject], reach(tree, subject)
        sure = head.entity in {"PERSON", "ORG"} or head.tag == "NNS"
        known = head.entity != "PERSON" or any(head.text == full.split()[-1] for full in one.people)
        if where and sure and known and where[1] - where[0] < 60:
            for other in strangers[:2]:
                yield Draft(replaced(one.text, (*where, other)))
    for match in re.finditer(r"[Aa]ccording to ((?:[A-Z]\w+ ?){1,4})(?=[,.])", one.text):
        for other in strangers[:2]:
            yield Draft(replaced(one.text, (match.start(1), match.end(1), other)))


_SAYS = frozenset("say tell add argue claim write announce warn insist note explain testify tweet state".split())


def quote(one: Seen, rng: Random) -> Iterator[Draft]:
    """A word inside a quotation changed or left out, or reported words put between quotation marks."""
    tree = one.tree
    marks = [q for q in find_quotes(one.text) if len(one.text[q.start : q.end].split()) >= 4]
    for mark in marks:
        inner = [t for t in tree.tokens if mark.start < t.start and t.end < mark.end]
        for at, token in enumerate(inner):
            spare = token.dep in {"amod", "advmod"} and token.text.lower() not in {"when", "how", "why", "where"}
            if spare and token.pos in {"ADJ", "ADV"} and 0 < at < len(inner) - 1:
                yield Draft(replaced(one.text, (token.start, token.end, "")))
            for other in _REWORDED.get(token.text, ()):
                yield Draft(swapped_word(one.text, token.start, token.end, other))
    if not find_quotes(one.text) and '"' not in one.text and "“" not in one.text:
        yield from _put_in_marks(one, rng)


_REWORDED = {
    "very": ("extremely",),
    "great": ("huge", "good"),
    "good": ("great",),
    "bad": ("terrible",),
    "want": ("need",),
    "need": ("want",),
    "believe": ("know",),
    "think": ("know", "hope"),
    "people": ("Americans", "voters"),
    "many": ("most",),
    "important": ("vital",),
    "country": ("nation",),
    "always": ("often",),
    "big": ("huge",),
    "going": ("about",),
    "never": ("rarely",),
    "must": ("should",),
    "should": ("must",),
    "can": ("must",),
    "wrong": ("false",),
    "everyone": ("everybody",),
    "all": ("most",),
    "lot": ("bit",),
}


def _put_in_marks(one: Seen, rng: Random) -> Iterator[Draft]:
    del rng
    tree = one.tree
    for n, token in enumerate(tree.tokens):
        if token.dep != "ccomp" or tree.lemma(token.head) not in _SAYS or token.head > n:
            continue
        where = reach(tree, n)
        if where is None or where[1] - where[0] < 25:
            continue
        start = where[0]
        if one.text[start:].startswith("that "):
            start += 5
        yield Draft(replaced(one.text, (start, start, "“"), (where[1], where[1], "”")))


_LATER = re.compile(r"(?:years?|days?|hours?|weeks?|months?|minutes?|soon|shortly|even|only) $")


def invented_cause(one: Seen, rng: Random) -> Iterator[Draft]:
    """ "After" becomes "because of", "and" becomes "so", and two sentences get a "because" between them."""
    tree = one.tree
    for n, token in enumerate(tree.tokens):
        low = token.text.lower()
        if (token.dep == "mark" and low in {"after", "while", "before"}) or (low == "when" and token.dep == "advmod"):
            if tree[token.head].dep == "advcl" and tree.child(token.head, "nsubj", "nsubjpass") is not None:
                yield Draft(swapped_word(one.text, token.start, token.end, "because"))
        elif low in {"after", "following", "amid"} and token.dep == "prep":
            inner = tree.child(n, "pobj", "pcomp")
            event = inner is not None and tree[inner].entity not in {"DATE", "TIME", "CARDINAL"} and inner > n
            if event and not _LATER.search(one.text[: token.start]):
                yield Draft(swapped_word(one.text, token.start, token.end, "because of"))
        elif low == "and" and token.dep == "cc":
            conj = next((k for k in tree.children(token.head, "conj") if k > n), None)
            own = conj is not None and tree.child(conj, "nsubj") is not None and tree[conj].pos in {"VERB", "AUX"}
            if own and tree[token.head].dep == "ROOT":
                yield Draft(swapped_word(one.text, token.start, token.end, rng.choice(("because", "so"))))
    yield from _joined_by_cause(one, rng)


def _joined_by_cause(one: Seen, rng: Random) -> Iterator[Draft]:
    after = one.after
    if after is None or len(one.text.split()) + len(after.text.split()) > 45 or "?" in after.text:
        return
    if one.text.endswith(".") and after.text[:1].isalpha() and after.tree.tokens[0].pos not in {"CCONJ", "SCONJ"}:
        word = rng.choice((" because ", ", so "))
        yield Draft(one.text[:-1] + word + lowered(after.tree, after.text), two=True)


def merged_events(one: Seen, rng: Random) -> Iterator[Draft]:
    """A subject with another sentence's act; an act with another sentence's day or place."""
    del rng
    if one.after is None or not one.tree.tokens or not one.after.tree.tokens:
        return
    yield from _other_act(one)
    yield from _other_setting(one)


def _root_subject(tree: Tree) -> tuple[int, int] | None:
    """Return the main verb and its subject when the subject is a short phrase before it."""
    if not tree.roots:
        return None
    verb = tree.roots[0]
    subject = tree.child(verb, "nsubj")
    if subject is None or subject > verb or tree[verb].pos not in {"VERB", "AUX"}:
        return None
    return verb, subject


def _other_act(one: Seen) -> Iterator[Draft]:
    after = one.after
    assert after is not None
    ours, theirs = _root_subject(one.tree), _root_subject(after.tree)
    if ours is None or theirs is None:
        return
    mine, other = one.tree[ours[1]], after.tree[theirs[1]]
    if mine.entity not in _NAMES or other.pos not in {"NOUN", "PROPN"}:
        return
    apart = (other.entity in _NAMES and other.entity == mine.entity) or other.tag == "NNS"
    mine_at, other_at = reach(one.tree, ours[1]), reach(after.tree, theirs[1])
    if not apart or mine_at is None or other_at is None or other_at[0] > 25:
        return
    words = set(one.text[slice(*mine_at)].casefold().split())
    if words & set(after.text.casefold().split()) or mine_at[1] - mine_at[0] > 60:
        return
    act = after.text[other_at[1] :].lstrip(" ,")
    if len(act.split()) >= 4 and not one.text[slice(*mine_at)].startswith(('"', "“")):
        yield Draft(replaced(f"{one.text[slice(*mine_at)]} {act}"), two=True)


def _other_setting(one: Seen) -> Iterator[Draft]:
    after = one.after
    assert after is not None
    here = list(_settings(one.tree))
    for kind, start, end in _settings(after.tree):
        new = after.text[start:end]
        if new.casefold() in one.text.casefold():
            continue
        same = [s for s in here if s[0] == kind]
        if same:
            yield Draft(replaced(one.text, (same[0][1], same[0][2], new[0].lower() + new[1:])), two=True)
        elif one.text.endswith(".") and not here and len(one.text.split()) < 25:
            yield Draft(f"{one.text[:-1]} {new[0].lower() + new[1:]}.", two=True)


def _settings(tree: Tree) -> Iterator[tuple[str, int, int]]:
    """Yield the "on Monday" and "in Ostwick" phrases: kind, start, end."""
    for n, token in enumerate(tree.tokens):
        if token.dep != "prep" or token.text.lower() not in {"on", "in", "at"} or tree[token.head].pos != "VERB":
            continue
        inner = tree.child(n, "pobj")
        where = reach(tree, n)
        if inner is None or where is None or where[1] - where[0] > 40:
            continue
        if tree[inner].entity in {"DATE", "GPE"}:
            yield ("day" if tree[inner].entity == "DATE" else "place"), where[0], where[1]
