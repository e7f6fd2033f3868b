"""Which news agency a text is credited to: in the byline, the dateline, or a credit at its end.

An agency that we do not know by name counts when it stands where only an agency stands: in brackets between the place
and the dash of a dateline (`KYIV, May 13 (Norda) -`), or before "news agency" in a credit.
"""

import re
from collections.abc import Sequence

_AGENCIES = {
    "Reuters": ("reuters", "thomson reuters"),
    "AP": ("ap", "the associated press", "associated press"),
    "AFP": ("afp", "agence france-presse", "agence france presse"),
    "PA": ("pa", "pa media", "press association", "the press association"),
    "dpa": ("dpa", "deutsche presse-agentur"),
    "Xinhua": ("xinhua",),
    "TASS": ("tass", "itar-tass"),
    "Interfax": ("interfax",),
    "RIA": ("ria", "ria novosti"),
    "Anadolu": ("anadolu", "anadolu agency", "aa"),
    "ANSA": ("ansa",),
    "EFE": ("efe", "agencia efe"),
    "Kyodo": ("kyodo", "kyodo news"),
    "Jiji": ("jiji", "jiji press"),
    "Yonhap": ("yonhap",),
    "UPI": ("upi", "united press international"),
    "AAP": ("aap", "australian associated press"),
    "PTI": ("pti", "press trust of india"),
    "ANI": ("ani",),
    "IANS": ("ians",),
    "The Canadian Press": ("cp", "the canadian press", "canadian press"),
    "JTA": ("jta", "jewish telegraphic agency"),
    "Ukrinform": ("ukrinform",),
    "Bloomberg": ("bloomberg", "bloomberg news"),
    "CNS": ("cns",),
    "Europa Press": ("europa press",),
    "Lusa": ("lusa",),
    "NTB": ("ntb",),
    "Ritzau": ("ritzau",),
    "Belga": ("belga",),
    "APA": ("apa",),
    "Keystone-SDA": ("keystone-sda", "sda"),
    "CMC": ("cmc",),
    "KUNA": ("kuna",),
    "KCNA": ("kcna",),
    "WAFA": ("wafa",),
    "WAM": ("wam",),
    "TNS": ("tns", "tribune news service"),
}
_BY_NAME = {name: wire for wire, names in _AGENCIES.items() for name in names}
_SURE = frozenset(name for name in _BY_NAME if len(name) > 4) | {"afp", "dpa", "tass"}
"""Names that are an agency's wherever a byline holds them; shorter ones must stand alone."""
_PLACE = r"(?:[A-Z][\w.'’-]*(?:[ ,/]{1,2}(?:[A-Z][\w.'’-]*|of|de|la|al|el|\d{1,2})){0,6}[ ,]{0,2})?"
_DATELINE = re.compile(r"^\W?" + _PLACE + r"\s?\((?P<name>[A-Z][\w.&'’ -]{1,40})\)\s?[-–—:]{1,2}\s(?=[A-Z“‘\"'])")
_BARE_DATELINE = re.compile(
    r"^[A-Z][\w .,'’/-]{1,40}(?:,| via| [-–—/])\s?(?P<name>[A-Z][\w&'’-]{1,25}(?: [A-Z][\w&'’-]{1,25})?)\s[–—]\s"
)
_NO_AGENCY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:january|february|march|april|may|june|july|august|september"
    r"|october|november|december)\b|\d|^(?:D|R|file|updated|opinion|video|local time)$|^[KW][A-Z]{2,3}(?:-TV)?$",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:reporting|report|material|contributions?|information|copy|source|with|from|text|by)\s?(?:by|from|:)?\s"
    r"(?:the )?(?P<name>[A-Z][\w&'’-]{1,25}(?: [A-Z][\w&'’-]{1,25}){0,3})(?: (?:news )?agency| newswire| wires?)\b"
)
_LAST = re.compile(r"^[\W]{0,3}(?:source:?\s|with\s|—\s?|–\s?)?\W?(?P<name>[A-Z][\w&'’ -]{1,40}?)\W{0,3}$")
_REPORTING = re.compile(r"\b(?:reporting|contributed|report) (?:by|from)\b", re.IGNORECASE)
_AGENCIES_UNNAMED = re.compile(
    r"\b(?:reporting|report|with|by|from)\s(?:by\s|from\s)?(?:news\s)?agencies\b", re.IGNORECASE
)
_END = re.compile(r"[\[(](?P<name>[A-Z][\w&'’ -]{1,30})[\])]\W?$")
_EDGE = 3
_CREDIT_WORDS = 30


def wire_credit(byline: str, paragraphs: Sequence[str], credits: Sequence[str] = (), outlet: str = "") -> str:
    """Return the agency a text is credited to, "" for none; `credits` are credit lines cut from the text.

    An outlet that names itself in its dateline is no wire.

    >>> wire_credit("", ["KYIV, May 13 (Norda) - The talks begin on Thursday."])
    'Norda'
    """
    found = (
        _in_byline(byline),
        *map(_in_dateline, paragraphs[:_EDGE]),
        *map(_in_credit, (*credits, *paragraphs[-_EDGE:])),
        *map(_at_end, (*credits, *paragraphs[-1:])),
    )
    own = outlet.casefold()
    return next((name for name in found if name and name.casefold() not in (own, f"the {own}")), "")


def known_agency(name: str) -> str:
    """Return the usual name of a known agency, "" for any other name."""
    return _BY_NAME.get(name.strip(" .,()").casefold(), "")


def _in_byline(byline: str) -> str:
    if byline.strip().casefold() in ("agencies", "news agencies", "wire services", "wire reports"):
        return "agencies"
    pieces = re.split(r"\s*(?:[,/|;&()]|\band\b|\bwith\b|\bin\b|\bvia\b|\bfor\b|\bstaff\b)\s*", byline)
    for piece in pieces:
        if known_agency(piece):
            return known_agency(piece)
    words = byline.casefold()
    sure = next((_BY_NAME[name] for name in sorted(_SURE) if re.search(rf"\b{re.escape(name)}\b", words)), "")
    named = re.search(r"\b([A-Z][\w&'’-]{1,25}) (?:[Nn]ews )?(?:[Aa]gency|[Ww]ire)\b", byline)
    return sure or (named[1] if named else "")


def _in_dateline(line: str) -> str:
    found = _DATELINE.match(line)
    if found and (known_agency(found["name"]) or not _NO_AGENCY.search(found["name"])):
        return known_agency(found["name"]) or found["name"].strip()
    bare = _BARE_DATELINE.match(line[:120])
    return known_agency(bare["name"]) if bare else ""


def _at_end(line: str) -> str:
    found = _END.search(line)
    return known_agency(found["name"]) if found else ""


def _in_credit(line: str) -> str:
    if len(line.split()) > _CREDIT_WORDS:  # a sentence of the story may name an agency as its source
        return ""
    named = _CREDIT.search(line)
    if named:
        return known_agency(named["name"]) or named["name"]
    alone = _LAST.match(line)
    if alone and known_agency(alone["name"]):
        return known_agency(alone["name"])
    if _AGENCIES_UNNAMED.search(line):
        return "agencies"
    if _REPORTING.search(line):
        return _in_byline(re.split(_REPORTING, line)[-1])
    return ""
