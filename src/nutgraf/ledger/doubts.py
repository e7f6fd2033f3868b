"""Rules of doubt: what makes a clause unconfirmed or speculated. The docstring of each rule holds its sentence."""

import re

from nutgraf.ledger.attribute import Attribution, cue_stretch
from nutgraf.ledger.cues import (
    ARRANGED,
    BELIEVED_PASSIVE,
    CLEAR,
    CONFIRM,
    CONFIRMATION,
    GUESSES,
    HEARSAY,
    HEARSAY_PASSIVE,
    LIKELY,
    MEDIA,
    PERHAPS,
    REFUSING,
    SILENT_SOURCES,
    SURELY_CONFIRM,
    UNCLEAR,
    words,
)
from nutgraf.ledger.frames import Frame, Mark, Scene
from nutgraf.ledger.tree import Tree

_ANONYMOUS = re.compile(
    r"familiar with|briefed on|close to the (?:talks|matter|negotiations|government|ministry)"
    r"|with (?:direct )?knowledge of|condition of anonymity|anonymously|not authori[sz]ed to"
    r"|(?:not|declined|asked not) to be (?:named|identified)"
)
_CITING = re.compile(r"\b(?:citing|quoting) (?:an? |two |several |its |unnamed |anonymous |official ){0,3}sources?\b")
_WH = words("whether if when where who what why how which")


def not_confirmed(scene: Scene, frame: Frame) -> Mark | None:
    """The Kremlin has not confirmed that Putin will attend. / The claim could not be verified."""
    tree, n = scene.tree, frame.clause
    sure = tree.lemma(n) in SURELY_CONFIRM or (tree.lemma(n) in CONFIRM and _asks(tree, n))
    if not sure or tree.negation(n) is None:
        return None
    low = tree.negation(n)
    nobody = low is not None and low < n and low not in tree.kids[n]  # "no minister has confirmed"
    cue = tree.stretch(low, n) if nobody and low is not None else cue_stretch(tree, n)
    return Mark("unconfirmed", cue.text, tree.doer(n))


def refused_to_confirm(scene: Scene, frame: Frame) -> Mark | None:
    """The ministry declined to confirm the figure. / Moscow has yet to confirm who will go."""
    tree, n = scene.tree, frame.clause
    for k in (k for k in tree.clause(n) if tree[k].dep == "xcomp" or k == n):
        open_question = tree.lemma(k) in CONFIRM | {"say", "reveal", "disclose"} and _asks(tree, k)
        if tree.lemma(k) not in SURELY_CONFIRM and not open_question:
            continue
        before = [j for j in (*tree.clause(n), tree[k].head) if j < k]
        word = next((j for j in before if tree.lemma(j) in REFUSING or tree.lemma(j) == "yet"), None)
        if word is None and any(tree.lemma(j) == "able" for j in before):
            word = tree.negation(n)
        if word is not None and tree.aux(k, {"to"}) is not None:
            return Mark("unconfirmed", tree.stretch(word, k).text, tree.doer(n))
    return None


def did_not_say(scene: Scene, frame: Frame) -> Mark | None:
    """The White House did not say whether Trump would come."""
    tree, n = scene.tree, frame.clause
    cue = scene.cues.get(n)
    if cue is None or not cue.negated or cue.act not in {"say", "relay"} or not _asks(tree, n):
        return None
    if tree.lemma(n) == "mention":
        return None  # silence about a thing leaves the thing as it is
    return Mark("unconfirmed", cue.cue.text, cue.speaker)


def not_denied(scene: Scene, frame: Frame) -> Mark | None:
    """Moscow did not deny that its troops had crossed the river."""
    cue = scene.cues.get(frame.clause)
    if cue is None or not cue.negated or scene.tree.lemma(frame.clause) != "deny":
        return None
    return Mark("unconfirmed", cue.cue.text, cue.speaker)


def unclear(scene: Scene, frame: Frame) -> Mark | None:
    """It is unclear whether Putin will attend. / It was not known who would lead."""
    tree, n = scene.tree, frame.clause
    for k in (n, *tree.children(n, "acomp", "attr", "oprd", "xcomp")):
        if tree.lemma(k) in UNCLEAR or tree[k].text.lower() in UNCLEAR:
            return Mark("unconfirmed", tree[k].text)
        negation = tree.negation(n) or tree.negation(k)
        if negation is not None and _left_open(tree, k):
            return Mark("unconfirmed", tree.words(negation, k))
    return None


def _left_open(tree: Tree, n: int) -> bool:
    if tree[n].text.lower() in {"known", "clear"} and (tree.passive(n) or tree[n].dep == "acomp"):
        return True
    return tree[n].text.lower() in CLEAR and tree[n].pos == "ADJ"


def no_confirmation(scene: Scene, frame: Frame) -> Mark | None:
    """There was no official confirmation of the deal. / There was no word from Moscow."""
    tree = scene.tree
    for k in tree.clause(frame.clause):
        if tree.lemma(k) not in CONFIRMATION or tree[k].pos != "NOUN":
            continue
        det = next((j for j in tree.kids[k] if tree.lemma(j) in {"no", "little"}), None)
        if det is not None:
            return Mark("unconfirmed", tree.stretch(det, k).text)
        if tree.lemma(tree[k].head) == "without":
            return Mark("unconfirmed", tree.stretch(tree[k].head, k).text)
        if tree.lemma(k) == "confirmation" and tree.negation(frame.clause) is not None:
            return Mark("unconfirmed", tree.words(tree.negation(frame.clause) or k, k))
    return None


def unnamed_source(scene: Scene, frame: Frame) -> Mark | None:
    """Two people familiar with the matter said Lavrov would lead. / Sources say the deal is done."""
    for cue in (scene.cues.get(frame.clause), frame.by):
        if cue is None or cue.source is None or cue.act not in {"say", "relay", "think", "warn"}:
            continue
        if _anonymous(scene, cue):
            return Mark("unconfirmed", cue.source.text, cue.speaker)
    return None


def _anonymous(scene: Scene, cue: Attribution) -> bool:
    if cue.source is None or cue.source_kind == "document":
        return False
    heads = {
        scene.tree.lemma(n)
        for n, t in enumerate(scene.tree.tokens)
        if cue.source.start <= t.start < cue.source.end and not t.entity.startswith("PERSON")
    }
    if heads & SILENT_SOURCES or cue.source.text.split()[-1].lower() in MEDIA:
        return True
    return cue.source_kind == "unnamed" and _ANONYMOUS.search(scene.tree.text) is not None


def hearsay(scene: Scene, frame: Frame) -> Mark | None:
    """The minister has reportedly resigned. / Unconfirmed reports said shots were fired."""
    tree = scene.tree
    for k in tree.clause(frame.clause):
        word = tree[k].text.lower()
        if word in HEARSAY or (tree[k].dep == "amod" and word in {"unconfirmed", "unverified", "alleged"}):
            return Mark("unconfirmed", tree[k].text)
    return None


def citing_sources(scene: Scene, frame: Frame) -> Mark | None:
    """TASS, citing a source, reported that talks would start at ten."""
    found = _CITING.search(scene.tree.text) if scene.tree[frame.clause].dep == "ROOT" else None
    return None if found is None else Mark("unconfirmed", found[0])


def said_to_be(scene: Scene, frame: Frame) -> Mark | None:
    """The general is said to have fled. / Russia is accused of spying."""
    tree, n = scene.tree, frame.clause
    if tree.lemma(n) not in HEARSAY_PASSIVE or not tree.passive(n) or tree.agent(n) is not None:
        return None
    infinitive = next((k for k in tree.children(n, "xcomp") if tree.aux(k, {"to"}) is not None), None)
    accused = tree.lemma(n) in {"accuse", "suspect"} and "of" in tree.particles(n)
    if infinitive is None and not accused:
        return None
    return Mark("unconfirmed", cue_stretch(tree, n).text)


def may(scene: Scene, frame: Frame) -> Mark | None:
    """Trump said he may go to Istanbul."""
    tree, n = scene.tree, frame.clause
    for k in (n, *tree.children(n, "conj")):
        modal = tree.aux(k, {"may", "might", "could"})
        if modal is None or (k != n and tree[k].pos != "VERB"):
            continue
        if tree[modal].text.lower() == "could" and tree.negation(k) is not None:
            continue  # "could not find": past inability, a fact
        return Mark("speculated", tree[modal].text)
    return None


def believed_to(scene: Scene, frame: Frame) -> Mark | None:
    """Rubio is expected in Istanbul on Thursday."""
    tree, n = scene.tree, frame.clause
    verb = tree.lemma(n) in BELIEVED_PASSIVE or tree[n].text.lower() == "expected"
    if not verb or not tree.passive(n) or tree.agent(n) is not None:
        return None
    return Mark("speculated", cue_stretch(tree, n).text)


def expects(scene: Scene, frame: Frame) -> Mark | None:
    """Analysts expect the bank to cut its rate."""
    tree, n = scene.tree, frame.clause
    complement = tree.child(n, "ccomp", "xcomp")
    if tree.lemma(n) not in {"expect", "anticipate"} or tree.passive(n) or complement is None:
        return None
    subject = tree.subject(n)
    if subject is None or tree.negation(n) is not None or tree.aux(n, {"had"}) is not None:
        return None
    return Mark("speculated", tree[n].text, tree.name(subject))


def likely(scene: Scene, frame: Frame) -> Mark | None:
    """A deal is unlikely this week."""
    tree, n = scene.tree, frame.clause
    for k in tree.children(n, "acomp", "attr", "oprd", "advmod", "xcomp"):
        if tree[k].text.lower() in LIKELY and tree[k].pos in {"ADJ", "ADV", "VERB"}:
            return Mark("speculated", tree[k].text)
    return None


def perhaps(scene: Scene, frame: Frame) -> Mark | None:
    """Putin will perhaps come later."""
    tree, n = scene.tree, frame.clause
    word = next((k for k in tree.children(n, "advmod") if tree[k].text.lower() in PERHAPS), None)
    return None if word is None else Mark("speculated", tree[word].text)


def seems(scene: Scene, frame: Frame) -> Mark | None:
    """Moscow appears to be playing for time."""
    tree, n = scene.tree, frame.clause
    complement = tree.child(n, "xcomp", "ccomp", "oprd", "acomp")
    if tree.lemma(n) not in {"seem", "appear", "look"} or complement is None:
        return None
    if tree.lemma(n) == "look" and (
        tree[complement].dep != "xcomp" and tree.lemma(complement) not in LIKELY | ARRANGED
    ):
        return None
    return Mark("speculated", tree[n].text)


def guesswork(scene: Scene, frame: Frame) -> Mark | None:
    """There is speculation that the coach will leave."""
    tree, n = scene.tree, frame.clause
    for k in tree.children(n, "nsubj", "attr", "nsubjpass", "dobj"):
        if tree.lemma(k) in GUESSES and tree[k].dep != "dobj":
            return Mark("speculated", tree[k].text)
        if tree.lemma(k) in GUESSES and tree.lemma(n) in {"raise", "fuel", "spark", "prompt", "drop", "give"}:
            return Mark("speculated", tree[k].text)
    return None


def hinted(scene: Scene, frame: Frame) -> Mark | None:
    """Trump hinted at a visit."""
    tree, n = scene.tree, frame.clause
    if tree.lemma(n) not in {"hint", "speculate", "rumour", "rumor", "insinuate", "muse"} or tree[n].pos != "VERB":
        return None
    return Mark("speculated", cue_stretch(tree, n).text, tree.doer(n))


def things_suggest(scene: Scene, frame: Frame) -> Mark | None:
    """Satellite images suggest that the dam was hit."""
    tree, n = scene.tree, frame.clause
    subject = tree.subject(n)
    if tree.lemma(n) not in {"suggest", "imply"} or tree.child(n, "ccomp") is None or tree.animate(subject):
        return None
    return Mark("speculated", tree[n].text)


def not_ruled_out(scene: Scene, frame: Frame) -> Mark | None:
    """France has not ruled out sending soldiers."""
    tree, n = scene.tree, frame.clause
    out = tree.lemma(n) == "exclude" or (tree.lemma(n) == "rule" and "out" in tree.particles(n))
    if not out or tree.negation(n) is None:
        return None
    return Mark("speculated", cue_stretch(tree, n).text, tree.doer(n))


def question(scene: Scene, frame: Frame) -> Mark | None:
    """Will Putin come?"""
    text = scene.tree.text.rstrip()
    return Mark("speculated", "?") if text.endswith("?") and scene.tree[frame.clause].dep == "ROOT" else None


def _asks(tree: Tree, n: int) -> bool:
    """Tell whether the complement of a verb is a question: whether, if, when, who ..."""
    for clause in tree.children(n, "ccomp", "advcl", "xcomp"):
        if any(tree.lemma(k) in _WH for k in tree.subtree(clause)[:3]):
            return True
    return False


DOUBTS = (
    not_confirmed,
    refused_to_confirm,
    did_not_say,
    not_denied,
    unclear,
    no_confirmation,
    unnamed_source,
    hearsay,
    citing_sources,
    said_to_be,
    may,
    believed_to,
    expects,
    likely,
    perhaps,
    seems,
    guesswork,
    hinted,
    things_suggest,
    not_ruled_out,
    question,
)
"""All rules of this room; the first of equal certainty gives the cue."""
