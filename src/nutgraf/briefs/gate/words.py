"""Closed lists of the gate, written from general knowledge of English news prose."""

from nutgraf.briefs.checks.guarded import CONDITIONS, CUES, HEDGES, MODALS, NEGATIONS, listed, phrases
from nutgraf.model import Token
from nutgraf.text.days import WEEKDAYS as DAY_NAMES
from nutgraf.text.mentioned import MONTH_NAMES

DENIALS = NEGATIONS | listed("n't against despite")
"""Words that turn a statement round."""
OPEN = MODALS | listed("ca wo sha 'd 'll potential supposed due set")
"""Words that put it off the ground of fact."""
IFS = CONDITIONS | listed(
    "condition conditions provided providing unless lest whenever wherever case exception exceptions excluding barring"
)
"""Words on which it hangs."""
MEASURED = HEDGES | listed(
    """
    only just some few many much most all every each both half part several any more less fewer over under up about
    around nearly almost largely mostly mainly partly chiefly fully entirely first last former acting interim deputy
    alleged so-called would-be potential possible proposed planned draft own self-styled still already yet even
    exactly precisely initially temporarily former ex then once again twice never
    """
)
"""Words that measure or qualify: with them a line says less or more than without."""
SAID = CUES | listed(
    """
    blame blames blamed deny denies denied told added according think thinks know knows knew hope hopes fear fears
    feared expect expects expected learn learned find finds found show shows showed
    """
)
"""Words by which somebody says, thinks or holds something."""
JOINING = listed(
    """
    because since therefore thus hence so consequently thanks due owing led leading caused causing causes cause
    prompted prompting triggered resulting result whereas while although though despite unlike after before when as
    until once but or nor whereupon thereby
    """
)
"""Words that join two things into one: no line may bring one of its own."""
LABELS = listed(
    """
    breaking update updated analysis watch read listen live video photos pictures opinion exclusive explainer recap
    essentials know news summary brief morning evening afternoon first latest key points takeaways corrected
    correction alert glance podcast gallery timeline factbox reminder editorial comment interview
    bulletin digest roundup background context spotlight focus report special urgent flash developing newsletter
    headlines story reads here's sport business politics world weather markets health science review preview profile
    facts note editor's bottom line picture
    """
)
"""Words of labels at the start of a report; a label names nobody."""
TERMS_OPEN = listed("once when where wherever whenever as so given assuming providing provided")
"""Words that open a clause on which the main clause may hang."""
TERMS = phrases(
    """
    as long as, so long as, in return, in exchange, on the understanding, on the basis, in the event, subject to,
    in case, given that, on terms, at the request, with the consent, with the approval, under the terms, apart from,
    other than, aside from, at least until, as soon as, but for, on the proviso
    """
)
"""Phrases that state terms or exceptions."""
PLACES_OF_SPEECH = listed(
    """
    interview statement speech sitting session meeting conference briefing remarks message post letter report
    hearing address broadcast telephone phone email documents sheet filing dinner debate ceremony event call
    tweet memo blog video rally visit gathering forum summit panel webcast newsletter column podcast paper
    announcement note declaration communique bulletin release newspaper television radio vote session sittings
    """
)
"""Occasions: where something was said or decided, not what."""
MONTHS = [name.casefold() for name in MONTH_NAMES]
"""In order."""
WEEKDAYS = [name.casefold() for name in DAY_NAMES]
"""In order."""
TIMES = frozenset((*MONTHS, *WEEKDAYS)) | listed(
    """
    today yesterday tomorrow tonight morning afternoon evening night noon midnight week weekend month
    year spring summer autumn winter day hour minutes hours days weeks months years century
    """
)
"""Words that name a time."""
HE, THEY, IT = listed("he she him his her"), listed("they their them"), listed("it its")
"""Pronouns for one person, for several or a body, and for a thing or a body."""
BRITISH: tuple[tuple[str, str], ...] = (
    ("programme", "program"),
    ("defence", "defense"),
    ("offence", "offense"),
    ("licence", "license"),
    ("aluminium", "aluminum"),
    ("cheque", "check"),
    ("tyre", "tire"),
    ("grey", "gray"),
    ("centre", "center"),
    ("theatre", "theater"),
    ("litre", "liter"),
    ("metre", "meter"),
    ("fibre", "fiber"),
    ("calibre", "caliber"),
    ("sceptic", "skeptic"),
    ("plough", "plow"),
    ("kerb", "curb"),
    ("mould", "mold"),
    ("storey", "story"),
    ("jewellery", "jewelry"),
    ("ageing", "aging"),
    ("judgement", "judgment"),
    ("towards", "toward"),
    ("afterwards", "afterward"),
    ("pyjamas", "pajamas"),
    ("catalogue", "catalog"),
    ("manoeuvre", "maneuver"),
    ("anaesthe", "anesthe"),
    ("paediatri", "pediatri"),
    ("haemo", "hemo"),
    ("orthopaedic", "orthopedic"),
    ("encyclopaedia", "encyclopedia"),
    ("foetus", "fetus"),
    ("oestrogen", "estrogen"),
    ("diarrhoea", "diarrhea"),
    ("moustache", "mustache"),
    ("sulphur", "sulfur"),
    ("pretence", "pretense"),
    ("artefact", "artifact"),
    ("instalment", "installment"),
    ("skilful", "skillful"),
    ("sombre", "somber"),
    ("spectre", "specter"),
    ("lustre", "luster"),
    ("sabre", "saber"),
    ("mitre", "miter"),
    ("practise", "practice"),
    ("amongst", "among"),
    ("airplane", "aeroplane"),
    ("learnt", "learned"),
    ("burnt", "burned"),
    ("advisor", "adviser"),
)
"""Spellings on either side of the ocean that no rule of letters brings together."""


def kind_of(word: str) -> str:
    """Return the rule that guards a word, or an empty string."""
    low = word.casefold().replace("’", "'")
    return next((rule for rule, table in _GUARDS if low in table), "")


_GUARDS = (
    ("negation-changed", DENIALS),
    ("condition-changed", IFS),
    ("modality-changed", OPEN),
    ("speech-changed", SAID),
    ("hedge-changed", MEASURED),
)

SOFT = listed("despite against set due potential supposed")
"""Words that turn or open only what they stand in: a clause about a name may take them with it."""
_NOTICED = listed("find finds found show shows showed know knows knew think thinks hope hopes")
"""Words that say what somebody holds only with a clause of their own: "found that", not "found the child"."""


def kind_in(token: Token, before: str, governs_clause: bool) -> str:
    """Return the rule that guards a word where it stands: "in case" is a condition, "in the case" is none."""
    word = token.text.casefold()
    kind = kind_of(word)
    if word == "case" and before != "in":
        return ""
    if token.text[0].isupper() and token.entity in {"PERSON", "ORG", "GPE"}:
        return ""  # Theresa May
    if kind == "speech-changed" and token.pos in {"NOUN", "PROPN", "ADJ"}:
        return ""
    return "" if word in _NOTICED and not governs_clause else kind
