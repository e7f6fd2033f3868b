"""Word tables of the machine-made errors, written from general knowledge of English news prose."""

from collections.abc import Mapping


def _rows(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(w.replace("_", " ") for w in row.split()) for row in text.strip().splitlines())


SISTERS = _rows(
    """
    president minister governor mayor chancellor senator
    presidents ministers governors mayors senators
    missile drone rocket bomb
    missiles drones rockets bombs shells
    wounded killed arrested
    killing wounding arresting
    import export
    imports exports
    soldier policeman guard medic
    soldiers policemen guards medics
    troops police firefighters paramedics
    hospital school prison church stadium
    hospitals schools prisons churches stadiums
    judge prosecutor lawyer juror witness
    judges prosecutors lawyers jurors witnesses
    brother cousin father uncle son
    sister mother daughter aunt wife
    husband boyfriend neighbor
    doctor nurse teacher engineer
    doctors nurses teachers engineers students
    car truck bus train motorcycle
    cars trucks buses trains
    ship plane helicopter
    ships planes helicopters
    rifle pistol shotgun knife
    rifles pistols shotguns knives
    gun knife
    north south east west
    northern southern eastern western
    leg arm head chest neck back
    oil gas coal
    wheat corn rice
    tax tariff fee subsidy
    taxes tariffs fees subsidies
    loan grant
    loans grants
    flood fire earthquake storm
    floods fires earthquakes storms
    bill treaty budget
    airport harbor station
    killed injured kidnapped
    robbery burglary kidnapping
    murder manslaughter fraud theft
    assault burglary arson
    customers employees investors
    customer employee investor
    buyers sellers
    demand supply
    increase decrease
    increased decreased
    rose fell
    won lost
    bought sold
    accepted rejected
    hired fired
    opened closed
    arrived left
    men women children
    man woman boy girl
    teenager toddler
    winter summer autumn spring
    spending revenue
    profit loss
    profits losses
    ceasefire blockade invasion
    election referendum
    elections referendums
    poll trial
    apartment garage shop
    street park
    restaurant bar hotel
    company union charity
    companies unions charities
    newspaper broadcaster
    sheriff coroner
    embassy consulate
    river lake mountain
    """
)
"""Groups of words of one form that exclude one another in a report."""

UNITS = _rows(
    """
    million billion thousand
    miles kilometers
    mile kilometer
    hours days minutes
    hour minute day
    days weeks months
    day week month
    weeks months years
    months years weeks
    years months decades
    year month decade
    minutes hours seconds
    dollars euros pounds
    feet meters inches
    foot meter inch
    tons pounds
    acres hectares
    pounds kilograms
    cents dollars
    percent percentage_points
    degrees points
    -year -month
    """
)
"""Units that stand for one another with the number unchanged."""

WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
SHORT_MONTHS = "Jan. Feb. Aug. Sept. Oct. Nov. Dec.".split()
DAYS: Mapping[str, tuple[str, ...]] = {
    "yesterday": ("today", "tomorrow"),
    "today": ("yesterday", "tomorrow"),
    "tomorrow": ("today", "yesterday"),
    "tonight": ("tomorrow",),
    "morning": ("evening", "afternoon"),
    "evening": ("morning",),
    "afternoon": ("morning",),
    "night": ("morning",),
    "last week": ("last month", "last year"),
    "last month": ("last week", "last year"),
    "last year": ("last month",),
    "next week": ("next month",),
    "next month": ("next week",),
    "next year": ("next month",),
    "this week": ("last week", "last month"),
    "this month": ("last month",),
    "this year": ("last year",),
}
"""What else a day may be said to be."""

NUMBER_WORDS = "two three four five six seven eight nine ten eleven twelve".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()

_PAST_SPEECH = ("admitted", "confirmed", "promised", "warned", "denied", "revealed", "boasted")
_PRESENT_SPEECH = ("admits", "confirms", "promises", "warns", "denies", "reveals", "boasts")
SPEECH: Mapping[str, tuple[str, ...]] = {
    "said": _PAST_SPEECH,
    "says": _PRESENT_SPEECH,
    "say": ("admit", "confirm", "promise", "warn", "deny"),
    "saying": ("admitting", "confirming", "promising", "denying"),
    "told": ("promised", "warned", "assured"),
    "claimed": ("proved", "confirmed", "admitted"),
    "claims": ("proves", "confirms", "admits"),
    "alleged": ("proved", "confirmed"),
    "alleges": ("proves", "confirms"),
    "suggested": ("insisted", "demanded", "confirmed"),
    "suggests": ("proves", "confirms"),
    "argued": ("proved", "admitted"),
    "argues": ("proves", "admits"),
    "denied": ("admitted", "confirmed"),
    "asked": ("ordered", "forced"),
    "urged": ("ordered", "forced"),
    "accused": ("convicted",),
    "believes": ("knows", "confirmed"),
    "believe": ("know", "have proved"),
    "added": ("admitted", "confirmed", "conceded"),
    "wrote": ("admitted", "confirmed"),
    "noted": ("admitted", "complained"),
    "criticized": ("threatened", "praised"),
    "offered": ("promised", "agreed"),
    "hopes": ("expects", "promises"),
    "proposed": ("ordered", "imposed"),
    "warned": ("threatened", "promised"),
    "announced": ("admitted", "denied"),
    "reported": ("proved", "denied"),
    "acknowledged": ("denied", "boasted"),
    "insisted": ("admitted", "hinted"),
    "testified": ("guessed", "joked"),
}
"""Speech verbs that say more, less or the opposite."""

MODAL: Mapping[str, tuple[str, ...]] = {
    "may": ("will", "must"),
    "might": ("will", "must"),
    "could": ("will", "must"),
    "can": ("must", "will"),
    "should": ("will", "may"),
    "must": ("may", "could"),
    "will": ("may", "could"),
    "would": ("may", "must"),
}
"""Modals that do not mean the same."""
SURER: Mapping[str, tuple[str, ...]] = {
    "possible": ("certain",),
    "likely": ("certain", "unlikely"),
    "possibly": ("certainly", ""),
    "probably": ("certainly", ""),
    "perhaps": ("certainly", ""),
    "apparently": ("certainly", ""),
    "reportedly": ("",),
    "expected": ("certain",),
    "seems": ("is known",),
    "plans": ("has begun",),
    "planned": ("began",),
    "hopes": ("has agreed",),
    "hoped": ("agreed",),
    "wants": ("has agreed",),
    "wanted": ("agreed",),
    "intends": ("has begun",),
    "considering": ("carrying out",),
    "trying": ("refusing",),
    "tried": ("managed",),
    "appeared": ("was proved",),
    "appears": ("is proved",),
}
"""Words of doubt or intent made sure, or dropped."""

QUANTIFIERS: Mapping[str, tuple[str, ...]] = {
    "some": ("all", "most", "no"),
    "many": ("all", "few"),
    "most": ("all", "some"),
    "several": ("all", "hundreds of"),
    "few": ("many",),
    "all": ("some", "most"),
    "every": ("hardly any",),
    "dozens": ("hundreds", "thousands"),
    "hundreds": ("thousands", "dozens"),
    "thousands": ("hundreds", "millions"),
    "half": ("all", "a third"),
    "nearly": ("", "more than"),
    "almost": ("", "more than"),
    "about": ("", "more than"),
    "around": ("", "at least"),
    "roughly": ("", "at least"),
    "approximately": ("", "over"),
    "majority": ("minority",),
    "minority": ("majority",),
    "both": ("neither of",),
}
"""Quantifiers that do not mean the same; "" drops one."""
BOUNDS: Mapping[str, tuple[str, ...]] = {
    "more than": ("", "fewer than", "about"),
    "at least": ("", "at most"),
    "less than": ("", "more than"),
    "fewer than": ("", "more than"),
    "up to": ("", "more than"),
    "as many as": ("", "at least"),
    "no more than": ("at least",),
}
"""Bounds of a figure, dropped or turned."""

QUALIFIERS = frozenset(
    """
    alleged former suspected so-called accused acting interim would-be potential possible proposed planned unconfirmed
    partial partly temporary temporarily reported reportedly allegedly deputy vice assistant provisional preliminary
    attempted apparent apparently mostly largely unofficial draft purported supposed supposedly presumptive aspiring
    likely tentative tentatively partially unidentified honorary retired ex onetime failed nominal
    conditional presumed rumored hopeful unnamed anonymous hypothetical mock fake false non-binding informal
    """.split()
)
"""Words without which the head says more."""
QUALIFYING_PHRASES = ("half of ", "part of ", "parts of ", "one of ", "some of ", "much of ", "most of ", "a form of ")

COUNTRIES = frozenset(
    """
    France Germany Italy Spain Russia China Japan India Pakistan Iran Iraq Israel Syria Turkey Egypt Libya Sudan Kenya
    Nigeria Ukraine Poland Hungary Greece Sweden Norway Finland Denmark Canada Mexico Brazil Argentina Chile Colombia
    Venezuela Cuba Haiti Australia Indonesia Malaysia Singapore Thailand Vietnam Philippines Taiwan Afghanistan Yemen
    Qatar Jordan Lebanon Somalia Ethiopia Switzerland Austria Belgium Ireland Portugal Britain
    """.split()
)
PEOPLES = frozenset(
    """
    French German Italian Spanish Russian Chinese Japanese Indian Pakistani Iranian Iraqi Israeli Syrian Turkish
    Egyptian Libyan Kenyan Nigerian Ukrainian Polish Hungarian Greek Swedish Norwegian Canadian Mexican Brazilian
    Cuban Australian Indonesian Thai Vietnamese Afghan Saudi Jordanian Lebanese Somali Swiss Austrian Irish British
    """.split()
)
PARTIES = (("Republican", "Democrat", "Libertarian"), ("Republicans", "Democrats", "Libertarians"))
