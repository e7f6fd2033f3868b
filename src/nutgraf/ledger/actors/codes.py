"""What a phrase says of its actor: country, PLOVER sector, international body. Unknown words give nothing.

Country names come from pycountry, everything else from two tables that are easy to edit: `names.tsv` (peoples,
capitals as governments, seats of power, bodies, groups) and `roles.tsv` (role words and their sectors).

Rule 1: the first country named counts: "Russian ambassador to France" is Russia's.
Rule 2: a capital or seat is a government only by itself: "Kyiv" is GOV, "Kyiv residents" are not.
Rule 3: an international body has no country, and its people are its: "EU leaders".
Rule 4: a name is no country: "Jordan Pickford", "Chad Smith"; the caller gives no names of people.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

LONGEST = 5
"""Words of the longest entry that is looked for."""
_IN_THE_NEWS = {
    "RUS": "Russia",
    "TUR": "Turkey",
    "PSE": "Palestine",
    "COD": "DR Congo",
    "XKX": "Kosovo",
    "GBR": "Britain",
}
"""Countries whose official name is another."""
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")
_OWN = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Codes:
    """What is known of an actor."""

    country: str = ""
    """ISO 3166-1 alpha-3; empty when unknown."""
    sector: str = ""
    """PLOVER sector code; empty when unknown."""
    igo: str = ""
    """Short name of an international body."""


@cache
def _names() -> Mapping[str, Codes]:
    """Return what each known name means; case matters, for "US" and "us"."""
    import pycountry  # loads its tables when first asked

    found = {}
    for country in pycountry.countries:
        for name in (country.name, getattr(country, "common_name", ""), getattr(country, "official_name", "")):
            if name and name not in {"Jersey", "Guernsey"}:
                found[name.split(",")[0] if "," not in name[:6] else name] = Codes(country.alpha_3)
    for words, code, sector, igo in _rows("names.tsv"):
        found[words] = Codes(code, sector, igo)
    return found


@cache
def _roles() -> Mapping[str, str]:
    return dict(_rows("roles.tsv"))


def _rows(name: str) -> Iterator[list[str]]:
    lines = files("nutgraf.ledger.actors").joinpath(name).read_text("utf-8").splitlines()[1:]
    return (line.split("\t") for line in lines if line.strip())


@lru_cache(maxsize=4096)
def code_of(text: str) -> Codes:
    """Return the codes of a phrase; all empty when nothing in it is known.

    >>> code_of("Turkish troops"), code_of("EU leaders").igo, code_of("Kyiv").sector
    (Codes(country='TUR', sector='MIL', igo=''), 'EU', 'GOV')
    """
    parts = [_OWN.sub("", w) for w in _WORD.findall(text.replace("’", "'"))]
    parts = parts[1:] if parts and parts[0].lower() == "the" else parts
    parts = [p if p.count(".") > 1 else p.rstrip(".") for p in parts]
    places = list(_found(parts))
    body = next((c for _, _, c in places if c.igo), None)
    if body is not None and not any(c.country for _, _, c in places):
        return Codes("", "IGO", body.igo)
    country = next((c.country for _, _, c in places if c.country), "")
    alone = next((c.sector for start, end, c in places if c.sector and end - start == len(parts)), "")
    group = next((c.sector for _, _, c in places if c.sector not in {"", "GOV", "IGO"}), "")
    return Codes(country, _sector(parts) or alone or group, "")


@cache
def land_of(country: str) -> str:
    """Return the name of a country in the news, by its code: "Russia" for RUS; empty when it is not known."""
    import pycountry  # loads its tables when first asked

    found = pycountry.countries.get(alpha_3=country)
    official = "" if found is None else getattr(found, "common_name", found.name)
    return _IN_THE_NEWS.get(country, official)


def _found(parts: list[str]) -> Iterator[tuple[int, int, Codes]]:
    """Yield the known names from left to right, the longest first."""
    at = 0
    while at < len(parts):
        for end in range(min(len(parts), at + LONGEST), at, -1):
            known = _names().get(" ".join(parts[at:end]))
            if known is not None:
                yield at, end, known
                at = end
                break
        else:
            at += 1


def _sector(parts: list[str]) -> str:
    """Return the sector of the last role word: "the defence ministry's press office" is read from its end."""
    low = [p.lower() for p in parts]
    for end in range(len(low), 0, -1):
        for start in (end - 3, end - 2, end - 1):
            phrase = " ".join(low[max(start, 0) : end])
            for form in (phrase, phrase.removesuffix("s"), phrase.removesuffix("men") + "man"):
                if form in _roles():
                    return _roles()[form]
    return ""
