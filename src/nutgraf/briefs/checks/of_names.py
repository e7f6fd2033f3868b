"""Names that an edit adds: each must stand in the article, near where it is needed, and be the only one that fits.

The rules read characters only: they know nothing of the parser or of the book of names that proposed the edit.
"""

import re
import unicodedata
from functools import lru_cache

from nutgraf.briefs.checks.family_names import family_first, family_rival
from nutgraf.briefs.checks.given_names import contradicts
from nutgraf.briefs.checks.guarded import listed, words
from nutgraf.briefs.checks.of_place import Place
from nutgraf.briefs.checks.of_words import outside
from nutgraf.model import Article, Edit
from nutgraf.text.days import WEEKDAYS

_PRONOUNS = listed("he she they his her")
_MALE, _FEMALE = listed("mr sir lord king prince"), listed("mrs ms miss lady queen princess dame")
_TITLES = listed(
    """
    Mr Mrs Ms Dr Sir Lord President Prime Minister Senator Sen Rep Governor Gov Chancellor Secretary General Judge
    Justice Chief Mayor Sheriff King Queen Prince Princess Pope Ambassador Congressman Congresswoman Representative
    Speaker Attorney Professor Captain Colonel Major Admiral Officer Detective Sergeant Vice Democrat Republican
    Premier With From That When While After Before But And The For Since Though Although Because Chairman Director
    Envoy
    """
)


_DAYS = frozenset(WEEKDAYS)
_OPENERS = listed(
    """
    Whether New Once Now First Then Here There How Why What Who If As At By In On To Of Like Unlike Under Over Even Only
    Just Still Also Yet So Or Nor Until Unless Despite During Following Former Late Young Both Neither Either Not Since
    Asked Meanwhile However Instead Again Perhaps Maybe Can Could Should Would Will Did Does Has Had Is Was Are Were
    Besides Beside Beyond Beneath Against Amid Among Around Behind Between Through Without Within Toward Towards Given
    Per Via Alongside Concerning Regarding Including Except Where Which Whose Whatever Earlier Later Yesterday Today
    Tonight Tomorrow Recently Previously Often Sometimes Never Always Apparently Reportedly Indeed Thus Hence Rather
    """
)
"""Words that stand with a capital before a surname because a sentence begins there."""


def expand_pronoun_fault(edit: Edit, place: Place) -> str:
    """Return why a pronoun may not become this name, or an empty string."""
    opens = place.begins or not words(outside(place.text[: place.at]))
    if not opens or edit.before.casefold() not in _PRONOUNS:
        return "only a pronoun that begins the sentence, or follows a quotation that does"
    near = [p for p in place.article.text[: place.offset].split("\n") if p.strip()]
    owner = edit.before.casefold() in {"his", "her"}
    added = edit.after.removesuffix("'s")
    if owner != (added != edit.after):
        return "a name stands for his or her with 's, and for no other"
    name = _name_in(added, place.article.text)
    if not name or added.split()[-1] not in words("\n".join(near[-4:])):
        return f"{edit.after!r} does not stand shortly before"
    if contradicts(edit.before, name):
        return f"{edit.before!r} is not said of {name}"
    title = _titles_of(name.split()[-1], place.article.text)
    wrong = {"he": _FEMALE, "his": _FEMALE, "she": _MALE, "her": _MALE}.get(edit.before.casefold(), frozenset())
    return (
        f"{edit.before!r} against {sorted(title & wrong)[0]!r}" if title & wrong else _role_stands(added, place.article)
    )


def _titles_of(surname: str, text: str) -> frozenset[str]:
    before = re.findall(rf"\b([A-Z][a-z]{{1,8}})\.? {re.escape(surname)}\b", text)
    return frozenset(w.casefold() for w in before)


def _name_in(added: str, text: str) -> str:
    """The name at the end of "Ukrainian President Volodymyr Zelensky": the longest tail that stands in the text."""
    parts = added.split()
    tails = (" ".join(parts[n:]) for n in range(len(parts)))
    return next((tail for tail in tails if tail in text), "")


def expand_name_fault(edit: Edit, place: Place) -> str:
    """Return why a short name may not become this one, or an empty string."""
    short = [w for w in words(edit.before) if w.casefold() not in _MALE | _FEMALE | {"president", "dr"}]
    if not short:
        return "only a name becomes a full name"
    ends = edit.after.endswith(short[-1]) or is_variant(short[-1], edit.after.split()[-1])
    if not ends and not family_first(edit.after, short[-1]):
        return "the short name must end the full one"
    kept = words(edit.after)
    polite = _MALE | _FEMALE | {"dr"}
    lost = [w for w in words(edit.before) if w.casefold() not in polite and w not in kept]
    if [w for w in lost if not any(is_variant(w, k) for k in kept)]:
        return f"{lost[0]!r} is lost"  # "Vice President Roe" is no "President Roe"
    own = _stands_in(edit, place, place.article)
    if not own:
        return ""
    told = (a for a in place.others.values() if a.id != place.article.id)
    if any(not _stands_in(edit, place, a) for a in told):
        # Another article says who this is: then nobody in the whole story may bear the name beside him.
        rivals = (rival(edit.after, a.text + "\n" + a.title, _last(edit)) for a in place.others.values())
        return next((one for one in rivals if one), "")
    return own


def _last(edit: Edit) -> str:
    return edit.before.split()[-1] if edit.before else ""


def _stands_in(edit: Edit, place: Place, article: Article) -> str:
    """Return why an article does not say of the bearer of the short name what is added, or an empty string."""
    whole = article.text + "\n" + article.title
    known = set(words(whole))
    folded = {k.casefold() for k in known}
    strange = [w for w in words(edit.after) if w.casefold() not in folded]
    if [w for w in strange if not (any(is_variant(w, k) for k in known) and _elsewhere(w, place))]:
        return f"{strange[0]!r} does not stand in the article"
    return rival(edit.after, whole, _last(edit)) or _role_stands(edit.after, article)


def rival(full: str, text: str, short: str = "") -> str:
    """Return what makes a short name ambiguous: another given name beside the same surname; empty when nothing does."""
    if short and (name := family_first(full, short)):
        return family_rival(name, text)
    *given, surname = full.split()
    pairs = re.findall(rf"\b([A-Z][a-z]{{2,}}) {re.escape(surname)}\b", text)
    lower = set(re.findall(r"\b[a-z]+\b", text))
    rivals = sorted({p for p in pairs if p not in given and p.casefold() not in lower} - _TITLES - _OPENERS - _DAYS)
    return f"{rivals[0]} {surname} stands in the article too" if rivals else ""


def _role_stands(added: str, article: Article) -> str:
    """Every word that is added beside the name must stand near that name somewhere in the article."""
    surname = added.split()[-1]
    needed = {w.casefold() for w in words(added)} - {surname.casefold()}
    text = article.title + "\n" + article.text
    near: set[str] = set()
    for match in re.finditer(re.escape(surname), text):
        near.update(w.casefold() for w in words(text[max(0, match.start() - 160) : match.end() + 160]))
    missing = sorted(w for w in needed - near if not any(is_variant(w, k) for k in near))
    return f"{missing[0]!r} does not stand near {surname}" if missing else ""


def spelling_fault(edit: Edit, place: Place) -> str:
    """Return why a name may not be written this way, or an empty string."""
    if not edit.before or not edit.after or not edit.before[0].isupper() or not edit.after[0].isupper():
        return "only names have variants to settle"
    if not is_variant(edit.before, edit.after):
        return f"{edit.after!r} is not another spelling of {edit.before!r}"
    return "" if _elsewhere(edit.after, place) else f"no source writes {edit.after!r}"


def _elsewhere(name: str, place: Place) -> bool:
    return any(name in a.text or name in a.title for a in place.others.values())


def is_variant(one: str, other: str) -> bool:
    """Tell whether two spellings may be one name: same first letter and few letters apart, accents aside."""
    a, b = _folded(one), _folded(other)
    if a == b:
        return one != other
    return a[:1] == b[:1] and min(len(a), len(b)) >= 4 and _distance(a, b) <= (2 if max(len(a), len(b)) < 9 else 3)


@lru_cache(maxsize=1 << 14)
def _folded(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name.casefold().replace("ı", "i"))
    return "".join(c for c in apart if c.isalpha())


def _distance(a: str, b: str) -> int:
    if abs(len(a) - len(b)) > 3 or max(len(a), len(b)) > 60:
        return 99
    row = list(range(len(b) + 1))
    for n, x in enumerate(a, 1):
        last, row[0] = row[0], n
        for m, y in enumerate(b, 1):
            last, row[m] = row[m], min(row[m] + 1, row[m - 1] + 1, last + (x != y))
    return row[-1]
