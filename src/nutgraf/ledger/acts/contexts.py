"""PLOVER contexts: what field an act belongs to, by the words of its trigger and of what it is about."""

from nutgraf.ledger.acts.act import Act
from nutgraf.ledger.cues import words
from nutgraf.ledger.tree import Tree
from nutgraf.model import ActType

CONTEXTS = {
    "military": words(
        """troop soldier army navy force missile drone airstrike strike bombing shelling weapon arms tank ammunition
        ceasefire truce invasion offensive attack war military base deployment mobilization fighter warship raid"""
    ),
    "economic": words(
        "sanction tariff trade loan debt investment embargo tax budget export import market bank duty aid"
    ),
    "diplomatic": words(
        """ambassador envoy embassy summit talk meeting negotiation treaty visit attendance delegation sanction
        recognition minister president dialogue participation"""
    ),
    "legal": words("court trial lawsuit arrest charge indictment verdict extradition judge prosecutor investigation"),
    "election": words("election vote ballot candidate referendum poll campaign"),
    "refugee": words("refugee migrant asylum border displaced deportation"),
    "human_rights": words("torture dissident censorship execution right activist detention"),
    "disaster": words("earthquake flood hurricane drought famine eruption wildfire storm"),
    "terrorism": words("terrorist terrorism suicide bomber hostage kidnapping"),
    "cyber": words("cyberattack hacker malware hack ransomware"),
    "health": words("vaccine pandemic epidemic hospital virus disease"),
    "pro_democracy": words("democracy coup constitution freedom"),
}
"""Lemmas by context; a subset of the names of the standard."""
_OF_TYPE: dict[ActType, str] = {"CONSULT": "diplomatic", "ASSAULT": "military", "MOBILIZE": "military"}
_NEAR = 3


def contexts_of(tree: Tree, act: Act) -> tuple[str, ...]:
    """Return the contexts of an act, sorted; may be empty."""
    level, seen = [act.trigger], [act.trigger]
    for _ in range(_NEAR):
        level = [
            k for n in level for k in tree.kids[n] if tree[k].dep in {"dobj", "pobj", "prep", "xcomp", "nsubjpass"}
        ]
        seen += level
    lemmas = {tree.lemma(n) for n in seen}
    found = {name for name, members in CONTEXTS.items() if lemmas & members}
    own = _OF_TYPE.get(act.base or act.type)
    return tuple(sorted(found | ({own} if own else set())))
