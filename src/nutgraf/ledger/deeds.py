"""Rules of deed: what somebody says, plans, offers, demands or denies. Each docstring holds its sentence."""

from nutgraf.ledger.attribute import Attribution
from nutgraf.ledger.cues import (
    ARRANGED,
    CUE_NOUNS,
    FORETELLING,
    FORETOLD,
    GAMBLE,
    LIGHT,
    MAKING,
    PREDICTION,
    REJECTED,
    SEEING,
    TAKES_PLACE,
    VAGUE_OBJECTS,
    VOICED,
    CueClass,
)
from nutgraf.ledger.frames import Frame, Mark, Scene
from nutgraf.ledger.tree import WILL, Tree
from nutgraf.model import Certainty

_OF_NOUN: dict[CueClass, Certainty] = {
    "offer": "offered",
    "demand": "demanded",
    "threat": "threatened",
    "deny": "denied",
    "plan": "planned",
}
_WE = frozenset({"i", "we"})


def said(scene: Scene, frame: Frame) -> Mark | None:
    """Zelensky said the talks had failed. / According to police, two men fled."""
    cue = scene.cues.get(frame.clause)
    if cue is None or cue.act not in {"say", "relay", "think", "warn"} or (cue.negated and cue.act == "say"):
        cue = frame.by
    if cue is None or cue.act not in {"say", "relay", "think", "warn", "pledge", "hint"}:
        return None
    inner = None if cue.target is None else scene.cues.get(cue.target)
    if cue.act == "relay" and inner is not None and inner.speaker:
        return None  # "A told B, C reports": A says it
    return Mark("said", cue.cue.text, cue.speaker)


def voiced(scene: Scene, frame: Frame) -> Mark | None:
    """Ukraine accused Russia of breaking the truce."""
    tree, n = scene.tree, frame.clause
    subject = tree.agent(n) if tree.passive(n) else tree.subject(n)
    seen_as = tree.lemma(n) in SEEING and "as" in tree.particles(n)
    if not (tree.lemma(n) in VOICED or seen_as) or not tree.animate(subject) or subject is None:
        return None
    called = tree.lemma(n) != "call" or tree.child(n, "ccomp") is not None
    called = called or (tree.child(n, "oprd", "xcomp") is not None and tree.child(n, "dobj") is not None)
    return Mark("said", tree[n].text, tree.name(subject)) if called and tree.child(n, "dobj", "agent", "oprd") else None


def denied(scene: Scene, frame: Frame) -> Mark | None:
    """Russia rejected the proposal. / The company denied that it had known."""
    tree, n = scene.tree, frame.clause
    cue = scene.cues.get(n)
    if cue is not None and cue.act == "deny" and not cue.negated and _dismisses_words(tree, n):
        return Mark("denied", cue.cue.text, cue.speaker)
    if tree.lemma(n) == "rule" and "out" in tree.particles(n) and tree.negation(n) is None:
        return Mark("denied", tree.words(n, tree.particles(n)["out"]), tree.doer(n))
    return None


def _dismisses_words(tree: Tree, n: int) -> bool:
    thing = tree.child(n, "dobj", "nsubjpass")
    if tree.lemma(n) == "dismiss":
        return thing is not None and (tree.lemma(thing) in REJECTED or "as" in tree.particles(n))
    confirm = [k for k in tree.children(n, "xcomp") if tree.lemma(k) in {"comment", "elaborate"}]
    return not confirm


def demanded(scene: Scene, frame: Frame) -> Mark | None:
    """Leaders called for a ceasefire. / Trump wants Ukraine to sign."""
    cue = scene.cues.get(frame.clause)
    if cue is None or cue.act not in {"demand", "want"} or cue.negated or cue.source is None:
        return None
    tree, n = scene.tree, frame.clause
    subject = tree.agent(n) if tree.passive(n) else tree.subject(n)
    clause = tree.child(n, "xcomp", "ccomp")
    if cue.act == "want" and frame.by is not None and (clause is None or tree.child(clause, "nsubj") is None):
        return None  # "said he wanted peace": a wish that asks nobody
    return Mark("demanded", _with_particle(tree, n, cue), cue.speaker) if tree.agentive(subject) else None


def _with_particle(tree: Tree, n: int, cue: Attribution) -> str:
    small = next((k for w, k in tree.particles(n).items() if w in {"for", "on", "upon"} and k == n + 1), None)
    called = small is not None and tree.lemma(n) in {"call", "insist", "press", "push", "appeal", "ask", "plead"}
    return tree.stretch(n, small).text if called and small is not None else cue.cue.text


def must(scene: Scene, frame: Frame) -> Mark | None:
    """Trump said Ukraine should agree at once."""
    tree, n = scene.tree, frame.clause
    modal = tree.aux(n, {"must", "should", "ought"})
    subject = tree.subject(n)
    if modal is None or frame.by is None or subject is None or tree.aux(n, {"have"}) is not None:
        return None
    own = tree[subject].text.lower() in _WE or tree.name(subject) == frame.by.speaker
    return None if own else Mark("demanded", tree[modal].text, frame.by.speaker)


def offered(scene: Scene, frame: Frame) -> Mark | None:
    """Putin proposed direct talks."""
    cue = scene.cues.get(frame.clause)
    if cue is None or cue.act != "offer" or cue.negated:
        return None
    tree, n = scene.tree, frame.clause
    subject = tree.agent(n) if tree.passive(n) else tree.subject(n)
    if not tree.agentive(subject) and not (tree.passive(n) and tree.lemma(n) != "suggest"):
        return None
    return Mark("offered", cue.cue.text, cue.speaker)


def named_act(scene: Scene, frame: Frame) -> Mark | None:
    """Putin's offer came at night. / Iran issued a threat."""
    tree, n = scene.tree, frame.clause
    if frame.by is not None:
        return None
    subject, thing = tree.child(n, "nsubj", "nsubjpass"), tree.child(n, "dobj")
    if subject is not None and subject in scene.cues and tree.lemma(n) in LIGHT:
        certainty = _OF_NOUN.get(CUE_NOUNS.get(tree.lemma(subject), "say"))
        if certainty and certainty != "planned":
            return Mark(certainty, tree[subject].text, scene.cues[subject].speaker)
    if thing is not None and tree.lemma(n) in MAKING and tree.animate(subject) and tree.negation(n) is None:
        certainty = _OF_NOUN.get(CUE_NOUNS.get(tree.lemma(thing), "say"))
        if certainty:
            return Mark(certainty, tree.words(n, thing), tree.doer(n))
    return None


def arranged(scene: Scene, frame: Frame) -> Mark | None:
    """Zelensky is set to travel to Ankara. / The leaders are to meet on Friday."""
    tree, n = scene.tree, frame.clause
    for k in (n, *tree.children(n, "acomp", "oprd", "xcomp", "advmod")):
        word = tree[k].text.lower()
        company = any(tree.aux(c, {"to"}) is not None for c in tree.children(k, "xcomp", "ccomp"))
        company = company or (word in {"due", "scheduled", "slated"} and tree.child(k, "prep") is not None)
        if word in ARRANGED and company and (k != n or tree.child(n, "aux", "auxpass", "nsubjpass") is not None):
            return Mark("planned", tree[k].text)
    infinitive = next((k for k in tree.children(n, "xcomp") if tree.aux(k, {"to"}) is not None), None)
    subject = tree.subject(n)
    if (
        tree.lemma(n) == "be"
        and infinitive is not None
        and not tree.child(n, "acomp", "attr")
        and tree.animate(subject)
    ):
        return Mark("planned", tree.words(n, infinitive - 1))
    return None


def plans(scene: Scene, frame: Frame) -> Mark | None:
    """Zelensky plans to fly on to Istanbul. / Macron promised to send tanks."""
    tree, n = scene.tree, frame.clause
    cue = scene.cues.get(n)
    meant = tree.passive(n) and tree.lemma(n) in {"intend", "aim"}  # "was intended to": a purpose, no plan
    if cue is not None and cue.act in {"plan", "pledge"} and not (cue.negated or meant) and _to_do(tree, n):
        return Mark("planned", cue.cue.text, cue.speaker if cue.act == "pledge" else "")
    noun = next((k for k in tree.children(n, "dobj") if tree.lemma(k) == "plan"), None)
    if noun is not None and tree.lemma(n) in {"have", "announce", "unveil", "outline"} and tree.negation(n) is None:
        return Mark("planned", tree[noun].text, tree.doer(n) if tree.lemma(n) != "have" else "")
    return None


def _to_do(tree: Tree, n: int) -> bool:
    clause = tree.child(n, "xcomp", "ccomp")
    if clause is None:
        return tree.lemma(n) in {"plan", "pledge", "promise", "vow", "intend", "prepare", "schedule", "slate"}
    return tree[clause].dep == "xcomp" or tree.future(clause)


def will(scene: Scene, frame: Frame) -> Mark | None:
    """Zelensky said he will meet Erdogan. / The talks will start at ten."""
    tree, n = scene.tree, frame.clause
    modal = tree.aux(n, WILL | {"would"})
    cue = scene.cues.get(n)
    says = tree.lemma(n) in VOICED or (cue is not None and cue.act == "say")  # "would only say", "I would call it"
    if modal is None or says or tree.aux(n, {"have"}) is not None:
        return None
    if tree[modal].text.lower() == "would" and not _past_of_will(tree, frame, n):
        return Mark("speculated", tree[modal].text)
    if _is_arrangement(scene, frame):
        return Mark("planned", tree[modal].text, frame.by.speaker if frame.by else "")
    if frame.by is not None:
        return None  # foretold by a speaker, who says it
    guess = tree.lemma(n) in GAMBLE or (tree.lemma(n) in FORETOLD and not tree.agentive(tree.subject(n)))
    return Mark("speculated" if guess else "planned", tree[modal].text)


def _past_of_will(tree: Tree, frame: Frame, n: int) -> bool:
    """Tell whether "would" is the "will" of somebody quoted in the past: said he would come."""
    if tree.lemma(n) in {"like", "love", "prefer"}:
        return True
    if frame.by is None:
        return False
    cue = frame.by.head
    if tree[cue].tag == "VBG":
        cue = tree[cue].head
    return tree[cue].tag in {"VBD", "VBN"} or frame.by.act == "pledge"


def _is_arrangement(scene: Scene, frame: Frame) -> bool:
    tree, n = scene.tree, frame.clause
    subject, thing = tree.subject(n), tree.child(n, "dobj")
    if frame.by is not None and (frame.by.act == "think" or tree.lemma(frame.by.head) in FORETELLING):
        return False
    if tree.lemma(n) in TAKES_PLACE or (tree.lemma(n) == "be" and _present(tree, n)):
        return True
    if tree.lemma(n) in PREDICTION or (thing is not None and tree.lemma(thing) in VAGUE_OBJECTS):
        return False
    if tree.passive(n):
        return True
    return subject is not None and (tree.animate(subject) or (frame.by is not None and tree.lemma(subject) == "it"))


def _present(tree: Tree, n: int) -> bool:
    """Tell whether "will be" tells a place or readiness, which one arranges: "will be in Istanbul"."""
    ready = {"available", "ready", "present", "there", "here", "back", "able"}
    return any(tree.lemma(k) in ready for k in tree.children(n, "acomp", "advmod")) or (
        tree.child(n, "prep") is not None and tree.child(n, "acomp", "attr") is None
    )


DEEDS = (
    denied,
    demanded,
    must,
    offered,
    named_act,
    arranged,
    plans,
    will,
    said,
    voiced,
)
"""All rules of this room; the first of equal certainty gives the cue."""
