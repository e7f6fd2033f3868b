"""Words that tell who says something and how sure it is: closed tables, easy to edit, one entry a lemma.

The classes follow the terms of the field (PLOVER: statement, offer, demand, threat, reject; FactBank: possible,
unknown), the members were written down from general knowledge of English news. What a table means is the business of
`attribute` and `certainty`; a word that needs a certain company (call *for*) says so in `COMPANY`.
"""

from typing import Literal

CueClass = Literal[
    "say", "demand", "offer", "threat", "deny", "plan", "pledge", "hint", "want", "relay", "warn", "think"
]
"""What somebody does with a cue verb."""


def words(text: str) -> frozenset[str]:
    """Return the words of a table entry."""
    return frozenset(text.split())


_BY_CLASS: dict[CueClass, str] = {
    "say": """say tell state announce declare add note explain claim argue assert contend maintain stress
        emphasize emphasise underline underscore reiterate repeat reply respond answer comment
        observe remark recall reveal disclose admit acknowledge concede allege insist testify
        stipulate affirm confirm inform brief signal indicate conclude estimate predict forecast
        believe tweet post boast joke complain lament point describe call accuse blame criticise
        criticize condemn denounce praise hail welcome express voice swear recount relate opine quip
        caution counter retort interject mention specify clarify remind assure advise suggest hold
        agree find show question wonder query brand thank congratulate apologise apologize""",
    "relay": "report write quote cite publish broadcast",
    "think": "think feel suspect fear doubt consider assume hope expect worry reckon",
    "demand": """demand urge call insist press push appeal request require ask plead beg implore order instruct lobby
        exhort petition""",
    "want": "want",
    "offer": "offer propose volunteer invite suggest moot float",
    "threat": "threaten",
    "warn": "warn caution",
    "deny": """deny reject refuse dismiss refute rebuff decline disavow rebut disown repudiate contradict dispute
        spurn rubbish""",
    "plan": "plan intend aim prepare schedule slate decide",
    "pledge": "pledge vow promise agree commit undertake swear guarantee",
    "hint": "hint speculate rumour rumor muse insinuate",
}

VERBS: dict[str, tuple[CueClass, ...]] = {}
"""Classes of each cue verb by lemma; which one holds depends on its company."""
for _cue, _lemmas in _BY_CLASS.items():
    for _lemma in _lemmas.split():
        VERBS[_lemma] = (*VERBS.get(_lemma, ()), _cue)

COMPANY: dict[tuple[str, CueClass], frozenset[str]] = {
    ("call", "demand"): words("for on upon"),
    ("insist", "demand"): words("on upon"),
    ("press", "demand"): words("for"),
    ("push", "demand"): words("for"),
    ("appeal", "demand"): words("for to"),
    ("plead", "demand"): words("for with"),
    ("beg", "demand"): words("for to"),
    ("lobby", "demand"): words("for"),
    ("ask", "demand"): words("for to"),
    ("order", "demand"): words("to"),
    ("instruct", "demand"): words("to"),
    ("plan", "plan"): words("to on for"),
    ("intend", "plan"): words("to on"),
    ("aim", "plan"): words("to"),
    ("prepare", "plan"): words("to for"),
    ("schedule", "plan"): words("to for"),
    ("slate", "plan"): words("to for"),
    ("decide", "plan"): words("to"),
    ("agree", "pledge"): words("to"),
    ("commit", "pledge"): words("to"),
    ("undertake", "pledge"): words("to"),
    ("swear", "pledge"): words("to"),
    ("decline", "deny"): words("to"),
}
"""Small words (preposition, particle, `to` of an infinitive) one of which must depend on the verb for that class."""

_NOUNS_BY_CLASS: dict[CueClass, str] = {
    "say": "statement claim comment remark assertion announcement allegation accusation assessment",
    "think": "view belief opinion conviction",
    "offer": "offer proposal invitation overture",
    "demand": "demand call appeal request ultimatum plea",
    "threat": "threat warning",
    "deny": "denial refusal rejection",
    "plan": "plan pledge vow promise intention",
}
CUE_NOUNS: dict[str, CueClass] = {noun: act for act, nouns in _NOUNS_BY_CLASS.items() for noun in nouns.split()}
"""Nouns that name an act of speech: "Putin's offer", "the claim that"."""

CONFIRM = words("confirm verify corroborate authenticate substantiate ascertain establish acknowledge announce")
"""Verbs whose negation leaves a thing unconfirmed."""
SURELY_CONFIRM = words("confirm verify corroborate authenticate substantiate ascertain")
"""Those of them that say so with any subject; the others need a clause ("has not announced whether")."""
CONFIRMATION = words("confirmation verification corroboration word")
"""Nouns that leave a thing unconfirmed when there is none: "no official confirmation"."""
UNCLEAR = words("unclear uncertain unknown unconfirmed unverified undecided unresolved unsure")
"""Adjectives of not knowing."""
CLEAR = words("clear certain known sure confirmed decided")
"""Adjectives that leave a thing open when negated."""
HEARSAY = words("reportedly allegedly purportedly supposedly ostensibly")
"""Adverbs by which an outlet passes a thing on without standing for it."""
HEARSAY_PASSIVE = words("report say allege claim rumour rumor accuse suspect")
"""Verbs whose passive with `to` or `of` does the same: "is said to", "is accused of"."""
BELIEVED_PASSIVE = words("believe think expect understand presume tip forecast predict project assume fear anticipate")
"""Verbs whose passive is a guess: "is believed to", "is expected to"."""
PERHAPS = words("perhaps possibly maybe probably presumably apparently seemingly conceivably potentially")
"""Adverbs of guessing."""
LIKELY = words("likely unlikely possible probable conceivable plausible doubtful expected rumoured rumored tipped")
"""Adjectives of guessing."""
GUESSES = words("speculation rumour rumor possibility likelihood hint guess conjecture")
"""Nouns of guessing."""
ARRANGED = words("set due scheduled slated poised going about")
"""What a thing may be "to" do by arrangement: "is set to", "is due to", "is about to"."""
REFUSING = words("decline refuse fail hesitate avoid unable unwilling reluctant")
"""Words after which "to confirm" leaves a thing unconfirmed."""
VOICED = words(
    """stress emphasize emphasise underline underscore reiterate express voice question brand label accuse blame
        criticise criticize condemn denounce praise hail welcome call describe thank
        congratulate lambast defend mock"""
)
"""Verbs that tell what somebody said without a clause: "accused Russia of", "hailed the deal"."""
LIGHT = words("come remain stand follow arrive be make drop loom emerge")
"""Verbs of a sentence whose news is its subject: "Putin's offer came at night"."""
MAKING = words("make issue renew repeat extend put float present table voice reiterate send deliver voice")
"""Verbs whose object tells what was done: "made an offer", "issued a threat"."""

OWN_HARM = words(
    """sanction tariff consequence measure retaliation response penalty reprisal action countermeasure boycott
    embargo price"""
)
"""Harm that one announces oneself; one may warn of an attack by somebody else."""
HARM_NOUNS = words(
    """sanction tariff measure consequence retaliation response strike reprisal penalty action price force
        embargo boycott blockade punishment restriction ban levy duty countermeasure attack war
        escalation offensive invasion airstrike lawsuit shutdown walkout cut veto intervention"""
)
"""What threats are made of."""
HARM_VERBS = words(
    """attack strike bomb retaliate punish impose sanction invade close shut block ban expel withdraw
        suspend cut destroy seize sue veto boycott respond act hit avenge escalate annex shoot kill
        arrest jail deport fire walk quit resign pull freeze raise"""
)
"""What threats are made of, as verbs; a threat needs a condition or a vow beside them."""
VENGEFUL = words("retaliate avenge punish attack strike destroy bomb crush invade hit sue expel shoot kill")
"""Verbs that make a vow a threat."""
REJECTED = words(
    """claim allegation report suggestion idea proposal offer plan accusation demand concern notion
        criticism charge rumour rumor speculation call request talk theory assertion ultimatum
        appeal bid argument fear complaint"""
)
"""What one dismisses in words; anything else is dismissed from office."""

PREDICTION = words(
    """win lose regret face suffer need have become remain cost fail succeed benefit see know learn
        understand pay struggle survive die prevail feel want like love be deserve lead mean depend"""
)
"""Verbs of which "will" foretells and does not arrange."""
FORETOLD = words(
    """hurt harm rise fall grow shrink increase decrease improve worsen help slow weaken strengthen boost damage drive
    reduce cost lead mean depend trigger cause affect change bring become remain"""
)
"""Verbs of which "will" foretells when their subject is a thing: "the tariffs will hurt"."""
GAMBLE = words("win lose regret suffer struggle benefit succeed fail prevail survive die")
"""Verbs of which "will" foretells with any subject."""
FORETELLING = words("predict forecast estimate reckon joke boast")
"""Verbs whose "will" foretells, whatever is said."""
TAKES_PLACE = words(
    """take start begin open resume continue meet vote hold host travel fly arrive leave visit attend
        return chair address sign publish release launch join speak close end expire"""
)
"""Verbs of programme: with any subject, "will" arranges."""
VAGUE_OBJECTS = words("everything anything whatever all best utmost something nothing")
"""Objects with which "will do" is a vow without an act."""
MEDIA = words("reports media outlets newspapers")
"""Sources that only retell, by their written form: "media reports say"; one report is a document."""
SILENT_SOURCES = words("source insider whistleblower")
"""Heads of a source that nobody could ask again."""
RELAYERS = words("agency newspaper broadcaster outlet medium paper website magazine channel portal press daily tabloid")
"""Sources that retell what others say."""
SEEING = words("view see regard interpret read consider portray treat understand")
"""Verbs that, with `as`, tell what somebody thinks of a thing."""
PERSONS = words(
    """leader official minister ministry government president premier chancellor spokesperson spokesman
        spokeswoman police army military troop force navy court judge prosecutor lawyer attorney
        mayor governor senator lawmaker legislator parliament congress senate council commission
        committee union company firm bank agency regulator authority office department team group
        party opposition rebel militant militia fighter ally country nation state capital side
        delegation negotiator mediator envoy ambassador diplomat aide adviser advisor secretary
        deputy chief head director executive manager chairman chairwoman chair owner player coach striker
        goalkeeper keeper champion
        club doctor nurse hospital scientist researcher expert analyst economist professor teacher
        student school university worker employee striker driver resident witness victim family
        relative man woman people person child mother father son daughter brother sister wife
        husband protester activist campaigner voter farmer fisherman firefighter officer soldier
        commander general captain king queen prince princess pope bishop priest cleric imam rabbi
        administration cabinet coalition bloc alliance organisation organization charity broadcaster
        newspaper magazine investigator detective jury administrator candidate campaign member
        majority minority founder investor shareholder trader buyer seller airline operator maker
        developer author writer actor actress singer artist crew pilot astronaut miner engineer
        staff crowd public community tribe leadership regime junta monarch source insider critic
        supporter opponent rival observer monitor inspector supplier landlord tenant neighbour
        neighbor colleague friend partner patient customer passenger tourist migrant refugee"""
)
"""Nouns that can speak, plan and offer."""
PRONOUNS = words("i he she they we you who")
"""Pronouns that can; `it` can when it stands for a body, which only the sentence before tells."""
OPENERS = words("if unless provided providing assuming until")
"""Words that open a condition."""
ASKING = words("ask know see wonder check decide say tell determine consider question discuss doubt sure clear unclear")
"""Words whose `if` asks and sets no condition."""
