"""Rules of threat: harm that somebody announces, with its condition. The docstring of each rule holds its sentence."""

from nutgraf.ledger.cues import HARM_NOUNS, HARM_VERBS, OWN_HARM, VENGEFUL
from nutgraf.ledger.frames import Frame, Mark, Scene
from nutgraf.ledger.tree import WILL, Tree

_REFUSAL = frozenset({"no", "not", "unless", "refuse", "reject", "fail", "decline", "block"})


def threatened(scene: Scene, frame: Frame) -> Mark | None:
    """Iran threatened to close the strait."""
    tree, n = scene.tree, frame.clause
    cue = scene.cues.get(n)
    subject, thing = tree.subject(n), tree.child(n, "dobj")
    if cue is None or cue.act != "threat" or cue.negated or not tree.agentive(subject):
        return None
    if (
        subject == 0
        and tree[subject].tag in {"NN", "NNS"}
        and thing is not None
        and tree.lemma(thing) not in HARM_NOUNS
    ):
        return None  # "Fire threatened several villages"
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
    harm = harm or (clause is not None and _own_harm(tree, clause) and tree.future(clause))
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
        return Mark("threatened", tree[n].text, tree.doer(n))
    return None


def harm_under_condition(scene: Scene, frame: Frame) -> Mark | None:
    """Merz said sanctions are ready if there is no progress. / Europe readies sanctions if Russia makes no move."""
    tree, n, condition = scene.tree, frame.clause, scene.condition
    if condition is None or n in condition.tokens or condition.governor not in {n, -1, tree[n].head}:
        return None
    ready = next((k for k in tree.children(n, "acomp") if tree.lemma(k) in {"ready", "prepared"}), None)
    readies = tree.lemma(n) in {"ready", "prepare"}
    if not (_harms(tree, n) and (tree.future(n) or ready is not None or readies)):
        return None
    modal = tree.aux(n, WILL | {"would", "could", "may", "might"})
    if frame.by is None and not readies and (modal is None or tree[modal].text.lower() not in WILL):
        return None
    return Mark("threatened", condition.text, frame.by.speaker if frame.by else "")


def follows_refusal(scene: Scene, frame: Frame) -> Mark | None:
    """Macron said they would come in days if Russia did not agree."""
    tree, n, condition = scene.tree, frame.clause, scene.condition
    if condition is None or frame.by is None or n in condition.tokens or condition.governor != n:
        return None
    subject = tree.subject(n)
    things = subject is not None and tree[subject].text.lower() in {"they", "more", "these", "this"}
    refusal = any(tree[k].dep == "neg" or tree.lemma(k) in _REFUSAL for k in condition.tokens)
    ours = things and tree.negation(n) is None and tree.aux(n, WILL | {"would"}) is not None
    return Mark("threatened", condition.text, frame.by.speaker) if ours and refusal else None


def _harms(tree: Tree, n: int) -> bool:
    """Tell whether a clause announces harm: by its verb, or by a noun that is its subject or object."""
    verbs = (n, *tree.children(n, "xcomp"))
    if any(tree.lemma(k) in HARM_VERBS and tree[k].pos == "VERB" for k in verbs):
        return True
    return any(
        tree.lemma(k) in HARM_NOUNS for v in verbs for k in tree.children(v, "nsubj", "nsubjpass", "dobj", "attr")
    )


THREATS = (threatened, warned_of_harm, vowed_harm, harm_under_condition, follows_refusal)
"""All rules of this room; the first of equal certainty gives the cue."""
