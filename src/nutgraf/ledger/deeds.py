"""Rules of deed: what somebody says, plans, offers, demands, threatens or denies. Each docstring holds its sentence."""

from nutgraf.ledger.attribute import Attribution
from nutgraf.ledger.cues import (
    ARRANGED,
    CUE_NOUNS,
    HARM_NOUNS,
    HARM_VERBS,
    LIGHT,
    MAKING,
    OWN_HARM,
    PREDICTION,
    REJECTED,
    TAKES_PLACE,
    VAGUE_OBJECTS,
    VENGEFUL,
    VOICED,
    CueClass,
)
from nutgraf.ledger.frames import Frame, Mark, Scene
from nutgraf.ledger.tree import Tree
from nutgraf.model import Certainty

_OF_NOUN: dict[CueClass, Certainty] = {
    "offer": "offered",
    "demand": "demanded",
    "threat": "threatened",
    "deny": "denied",
    "plan": "planned",
}
_WILL = frozenset({"will", "'ll", "’ll", "wo", "shall"})
_WE = frozenset({"i", "we"})


def said(scene: Scene, frame: Frame) -> Mark | None:
    """Zelensky said the talks had failed. / According to police, two men fled."""
    cue = scene.cues.get(frame.clause)
    if cue is None or cue.act not in {"say", "relay", "think", "warn"} or (cue.negated and cue.act == "say"):
        cue = frame.by
    if cue is None or cue.act not in {"say", "relay", "think", "warn", "pledge", "hint"}:
        return None
    return Mark("said", cue.cue.text, cue.speaker)


def voiced(scene: Scene, frame: Frame) -> Mark | None:
    """Ukraine accused Russia of breaking the truce."""
    tree, n = scene.tree, frame.clause
    subject = tree.agent(n) if tree.passive(n) else tree.subject(n)
    if tree.lemma(n) not in VOICED or not tree.animate(subject) or subject is None:
        return None
    called = tree.lemma(n) != "call" or tree.child(n, "oprd", "ccomp", "xcomp") is not None
    return Mark("said", tree[n].text, tree.name(subject)) if called and tree.child(n, "dobj", "agent") else None


def denied(scene: Scene, frame: Frame) -> Mark | None:
    """Russia rejected the proposal. / The company denied that it had known."""
    tree, n = scene.tree, frame.clause
    cue = scene.cues.get(n)
    if cue is not None and cue.act == "deny" and not cue.negated and _dismisses_words(tree, n):
        return Mark("denied", cue.cue.text, cue.speaker)
    if tree.lemma(n) == "rule" and "out" in tree.particles(n) and tree.negation(n) is None:
        return Mark("denied", tree.words(n, tree.particles(n)["out"]), _speaker(tree, n))
    return None


def _dismisses_words(tree: Tree, n: int) -> bool:
    thing = tree.child(n, "dobj", "nsubjpass")
    if tree.lemma(n) == "dismiss":
        return thing is not None and (tree.lemma(thing) in REJECTED or "as" in tree.particles(n))
    confirm = [k for k in tree.children(n, "xcomp") if tree.lemma(k) in {"comment", "elaborate"}]
    return not confirm


def threatened(scene: Scene, frame: Frame) -> Mark | None:
    """Iran threatened to close the strait."""
    cue = scene.cues.get(frame.clause)
    subject = scene.tree.subject(frame.clause)
    if cue is None or cue.act != "threat" or cue.negated or not (_agentive(scene.tree, subject)):
        return None
    return Mark("threatened", cue.cue.text, cue.speaker)


def warned_of_harm(scene: Scene, frame: Frame) -> Mark | None:
    """EU leaders warned of new sanctions if Russia refuses."""
    tree, n = scene.tree, frame.clause
    cue = scene.cues.get(n)
    if cue is None or cue.act != "warn" or cue.negated:
        return None
    of = next((k for k in tree.children(n, "prep") if tree.lemma(k) in {"of", "about"}), None)
    thing = None if of is None else tree.child(of, "pobj")
    clause = tree.child(n, "ccomp")
    harm = thing is not None and tree.lemma(thing) in OWN_HARM
    harm = harm or (clause is not None and _own_harm(tree, clause) and _future(tree, clause))
    return Mark("threatened", cue.cue.text, cue.speaker) if harm else None


def _own_harm(tree: Tree, clause: int) -> bool:
    subject = tree.subject(clause)
    if subject is not None and tree.lemma(subject) in OWN_HARM:
        return True
    own = subject is not None and tree[subject].text.lower() in {"he", "she", "it", "they", "we", "i"}
    return own and _harms(tree, clause)


def vowed_harm(scene: Scene, frame: Frame) -> Mark | None:
    """Israel vowed to retaliate. / The group promised revenge."""
    tree, n = scene.tree, frame.clause
    if tree.lemma(n) not in {"vow", "promise", "pledge", "swear"} or tree.negation(n) is not None:
        return None
    clause, thing = tree.child(n, "xcomp", "ccomp"), tree.child(n, "dobj")
    harm = clause is not None and tree.lemma(clause) in VENGEFUL
    if harm or (thing is not None and tree.lemma(thing) in OWN_HARM | {"revenge", "vengeance"}):
        return Mark("threatened", tree[n].text, _speaker(tree, n))
    return None


def harm_under_condition(scene: Scene, frame: Frame) -> Mark | None:
    """Merz said sanctions are ready if there is no progress."""
    tree, n, condition = scene.tree, frame.clause, scene.condition
    if condition is None or n in condition.tokens or condition.governor not in {n, -1, _over(tree, n)}:
        return None
    ready = next((k for k in tree.children(n, "acomp") if tree.lemma(k) in {"ready", "prepared"}), None)
    if not (_harms(tree, n) and (_future(tree, n) or ready is not None)):
        return None
    modal = tree.aux(n, _WILL | {"would", "could", "may", "might"})
    if frame.by is None and (modal is None or tree[modal].text.lower() not in _WILL):
        return None
    return Mark("threatened", condition.text, frame.by.speaker if frame.by else "")


def _over(tree: Tree, n: int) -> int:
    return tree[n].head


def _harms(tree: Tree, n: int) -> bool:
    """Tell whether a clause announces harm: by its verb, or by a noun that is its subject or object."""
    verbs = (n, *tree.children(n, "xcomp"))
    if any(tree.lemma(k) in HARM_VERBS and tree[k].pos == "VERB" for k in verbs):
        return True
    return any(
        tree.lemma(k) in HARM_NOUNS for v in verbs for k in tree.children(v, "nsubj", "nsubjpass", "dobj", "attr")
    )


def _future(tree: Tree, n: int) -> bool:
    return tree.aux(n, _WILL | {"would", "could", "may", "might", "to"}) is not None


def demanded(scene: Scene, frame: Frame) -> Mark | None:
    """Leaders called for a ceasefire. / Trump wants Ukraine to sign."""
    cue = scene.cues.get(frame.clause)
    if cue is None or cue.act not in {"demand", "want"} or cue.negated or cue.source is None:
        return None
    tree, n = scene.tree, frame.clause
    subject = tree.agent(n) if tree.passive(n) else tree.subject(n)
    return Mark("demanded", _with_particle(tree, n, cue), cue.speaker) if _agentive(tree, subject) else None


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
    if not _agentive(tree, subject) and not (tree.passive(n) and tree.lemma(n) != "suggest"):
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
            return Mark(certainty, tree.words(n, thing), _speaker(tree, n))
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
    if cue is not None and cue.act in {"plan", "pledge"} and not cue.negated and _to_do(tree, n):
        return Mark("planned", cue.cue.text, cue.speaker if cue.act == "pledge" else "")
    noun = next((k for k in tree.children(n, "dobj") if tree.lemma(k) == "plan"), None)
    if noun is not None and tree.lemma(n) in {"have", "announce", "unveil", "outline"} and tree.negation(n) is None:
        return Mark("planned", tree[noun].text, _speaker(tree, n) if tree.lemma(n) != "have" else "")
    return None


def _to_do(tree: Tree, n: int) -> bool:
    clause = tree.child(n, "xcomp", "ccomp")
    if clause is None:
        return tree.lemma(n) in {"plan", "pledge", "promise", "vow", "intend", "prepare", "schedule", "slate"}
    return tree[clause].dep == "xcomp" or _future(tree, clause)


def will(scene: Scene, frame: Frame) -> Mark | None:
    """Zelensky said he will meet Erdogan. / The talks will start at ten."""
    tree, n = scene.tree, frame.clause
    modal = tree.aux(n, _WILL | {"would"})
    if modal is None or tree.aux(n, {"have"}) is not None:
        return None
    if tree[modal].text.lower() == "would" and not _past_of_will(tree, frame, n):
        return Mark("speculated", tree[modal].text)
    if _is_arrangement(scene, frame):
        return Mark("planned", tree[modal].text, frame.by.speaker if frame.by else "")
    # What nobody arranges is foretold: by a speaker, who then says it, or by the outlet, which then guesses.
    return None if frame.by else Mark("speculated", tree[modal].text)


def _past_of_will(tree: Tree, frame: Frame, n: int) -> bool:
    """Tell whether "would" is the "will" of somebody quoted in the past: said he would come."""
    if tree.lemma(n) in {"like", "love", "prefer"}:
        return True
    return frame.by is not None and (tree[frame.by.head].tag in {"VBD", "VBN"} or frame.by.act == "pledge")


def _is_arrangement(scene: Scene, frame: Frame) -> bool:
    tree, n = scene.tree, frame.clause
    subject, thing = tree.subject(n), tree.child(n, "dobj")
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


def _agentive(tree: Tree, n: int | None) -> bool:
    """Tell whether a noun can act: `it` too, which stands for a body more often than for a thing before such verbs."""
    return n is not None and (tree.animate(n) or tree.lemma(n) == "it")


def _speaker(tree: Tree, n: int) -> str:
    subject = tree.agent(n) if tree.passive(n) else tree.subject(n)
    return "" if subject is None or tree[subject].dep == "expl" else tree.name(subject)


DEEDS = (
    denied,
    threatened,
    warned_of_harm,
    vowed_harm,
    harm_under_condition,
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
