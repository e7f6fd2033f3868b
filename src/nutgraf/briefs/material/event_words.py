"""The words by which `events` reads a deed: kinds of verbs, nouns for one thing, and what carries or delays a deed.

Written from general knowledge; a word in no list stands for itself.
"""

from collections.abc import Mapping

from nutgraf.briefs.material.terms import stem
from nutgraf.text.titles_of_people import ROLES

_KINDS = """
    charge indict arraign
    reject spurn refuse deny dismiss decline rebuff turn-away turn-down throw-out strike-down
    pass approve adopt confirm ratify
    fire oust sack remove
    resign quit step-down
    propose unveil introduce present
    release free
    arrest detain capture
    delay postpone put-off
    cancel call-off scrap
    criticize criticise rebuke condemn slam blast denounce
    support back endorse
    retaliate hit-back
    meet
    kill slay
    win defeat beat
    sue
    raise hike increase
    freeze cap
    attack bomb shell
    travel visit fly arrive
    veto
    ban bar
    begin start launch
"""
"""Verbs of one kind of deed, a row each; a verb in no row is its own kind."""

_LIKE = """
    bail bond
    bill legislation measure plan
    request effort bid appeal plea petition motion attempt
    court judge justice magistrate
    police officer policeman
    senate senator
    jury juror
    meeting talk summit
    pact accord treaty deal agreement
    assembly parliament
    lawmaker legislator congressman congressmen
    pupil student
    victim casualty
"""
"""Nouns that two reports use of one thing, a row each."""

CARRY = frozenset("vote decide agree manage begin continue move appear seem prove happen".split())
"""Verbs whose infinitive tells what was done."""
AHEAD = frozenset(
    "expect plan schedule set aim intend prepare hope want seek threaten vow promise propose consider poise slate "
    "due ready likely bind pledge urge ask demand call warn order offer try predict believe expected".split()
)
"""Verbs and adjectives whose infinitive or clause tells what is not done yet."""
SAY = frozenset("say tell announce report add tweet write note declare confirm claim state show reveal".split())
"""Verbs that hand on what follows them."""
MODAL = frozenset("will would shall may might could can should must 'll ’ll 'd ’d wo".split())
"""Helpers that put a deed ahead, or in doubt."""
DAYS = frozenset(
    stem(w)
    for w in "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december day week month year morning afternoon evening night early late".split()
)
"""Stems of days and their parts: when a deed was done makes no two deeds one."""
LIGHT = frozenset(
    "be do have make take give get go come put keep see find think know need want say tell use show call add hold "
    "receive leave become argue believe remain include work look feel help let run turn bring provide".split()
)
"""Verbs that tell too little to make two deeds one."""


def _rows(table: str) -> Mapping[str, str]:
    """Each word of a row -> the row's first."""
    return {word: row.split()[0] for row in table.strip().splitlines() for word in row.split()}


KIND_OF = _rows(_KINDS)
"""Verb -> the first of its kind."""
_OFFICES = (
    "official officials government authority authorities ministry administration leader leaders majority congressmen "
    "lawmakers"
)
NEWS_KINDS = frozenset(KIND_OF.values())
"""Kinds of deed that news is made of."""
POSITIONS = frozenset("reject criticize support propose meet travel begin".split())
"""Those of them that one party does to many things within one story."""
THING_OF = {stem(word): stem(first) for word, first in _rows(_LIKE).items()}
"""Stem of a noun -> stem of the first of its row."""
ANYBODY = frozenset(THING_OF.get(stem(role), stem(role)) for role in (*ROLES, *_OFFICES.split()))
"""Stems of offices: "the president" may be whoever the other report names."""
