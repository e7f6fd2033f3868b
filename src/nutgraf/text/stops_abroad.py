"""Whether a stop ends a sentence in other languages than English: abbreviations, ordinals, figures, closing quotations.

Written from general knowledge of each language's newspapers. Abbreviations stand without their last stop, as one token
("z. B." is a `z` and a `B`), and in small letters: at the start of a sentence they have a capital.

Rule 1: in doubt after an abbreviation, do not split (rule 3 of `text.sentences`).
Rule 2: a single letter is an initial or half of an abbreviation; only a little word with a capital opens a sentence
after it.
Rule 3: Chinese and Japanese stops end a sentence, unless its speaker or its grammar goes on behind a closed quotation.
"""

import re
from dataclasses import dataclass

from nutgraf.text.function_words import FUNCTION_WORDS


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


@dataclass(frozen=True, slots=True)
class Abroad:
    """What decides in one language."""

    before: frozenset[str]
    """Abbreviations that the rest of their sentence follows."""
    closing: frozenset[str]
    """"And so on": ends a sentence before any capital."""
    units: frozenset[str]
    """Behind a figure these may end a sentence; elsewhere some of them are abbreviations before a name."""
    ordinals: bool
    """True where a figure with a stop is an ordinal ("am 15. Mai")."""
    openers: frozenset[str]
    """Little words; with a capital they open a sentence."""


_CAPITAL_MONTHS = _words(
    """januar februar märz april mai juni juli august september oktober november dezember ocak şubat mart nisan mayıs
    haziran temmuz ağustos eylül ekim kasım aralık montag dienstag mittwoch donnerstag freitag samstag sonntag pazartesi
    salı çarşamba perşembe cuma cumartesi pazar"""
)
"""Written with a capital inside a sentence too: they open none."""


def _abroad(language: str, before: str, closing: str = "", units: str = "", *, ordinals: bool = False) -> Abroad:
    return Abroad(_words(before), _words(closing), _words(units), ordinals, FUNCTION_WORDS[language] - _CAPITAL_MONTHS)


RULES: dict[str, Abroad] = {
    "de": _abroad(
        "de",
        """rd dr prof dipl ing mag med jur phil hr hrn fr frl st sankt nr nrn abs art ziff kap bd s vgl ca evtl ggf bzw
        bspw sog inkl exkl max min mind mio mrd tsd str tel geb verh gest gen gez i.d.r z.b d.h u.a o.ä v.a m.e sen
        jun hl co aufl hrsg abt allg betr dt engl frz franz ital österr schweiz röm kath ev univ staatl städt ehem
        zzgl abzgl vors stellv ltd einschl insb insbes z.zt zt""",
        "usw etc u.s.w uvm u.v.m dgl",
        "jh kg km m std min sek uhr",
        ordinals=True,
    ),
    "fr": _abroad(
        "fr",
        """gén m mm mme mmes mlle mlles dr drs pr me mgr st ste av bd boul pl bld env cf p pp vol chap art al n no nos
        fig éd ed tél tel cie sté ets gal cdt col lt cap apr min proc janv févr avr juil sept oct nov déc réf resp
        s.m s.e s.a""",
        "etc",
        "h min km kg",
    ),
    "es": _abroad(
        "es",
        """sr sra srta sres sras dr dra dres prof profa lic ing arq gral cnel tte cap sgto av avda pza pl c núm num nro
        n art arts cap pág págs p pp vol fig ed tel tfno dpto depto ud uds vd vds s siglo ee ff.aa rr sto sta d dña
        fr mons hno hna hnos máx mín min cía cia pte gob excmo excma ilmo ilma rvdo c.p a.c d.c""",
        "etc aprox",
        "h km kg min",
    ),
    "it": _abroad(
        "it",
        """sig sigg sig.ra sig.na dott dott.ssa dr prof prof.ssa avv ing arch geom rag on sen mons gen col cap magg ten
        s ss p pag pagg art artt co c cfr n nn nr vol cap fig ed tel p.zza v.le c.so via fraz ca max min st egr
        spett cav comm gent f.lli fam sez lett m.llo brig s.s km""",
        "ecc etc",
        "h km kg min",
    ),
    "pt": _abroad(
        "pt",
        """sr sra srs sras srta dr dra drs prof profa eng arq gen cel cap ten sgt av r pça trav al n nº no num núm art
        arts inc pág págs p pp vol fig ed tel dep depto exmo exma ilmo ilma revmo d dom st sto sta séc s cia ltda
        aprox máx mín gov min des v.exa v.s pres sen vl jd""",
        "etc",
        "h km kg min",
    ),
    "tr": _abroad(
        "tr",
        """dr prof doç yrd öğr gör av müh mim org orgen korg tümg tuğg alb yb bnb yzb ütğm tğm cad cd sok sk mah mh blv
        bul apt no nu tel s sf bkz çev haz yay ör örn hz st alm fr ing ltd şti a.ş t.c m.ö m.s k.maraş vd nr""",
        "vb vs",
        "km kg dk sn",
        ordinals=True,
    ),
    "ru": _abroad(
        "ru",
        """г гг ул пр просп пл пер наб ш д кв корп стр обл р р-н пос дер с ст м о оз им тов гр проф акад доц канд док
        ген полк подполк майор кап лейт т тт т.е т.к т.н т.о см ср напр рис табл гл п пп ч ст ред изд вып т.ч св
        сост мин зам пом зав нач инж адм тел""",
        "т.д т.п др пр",
        "г гг в вв руб коп тыс млн млрд чел км м кг т га ч мин сек кв шт долл экз стр с л",
    ),
    "uk": _abroad(
        "uk",
        """м вул просп пр пл пров наб буд кв корп обл р р-н с сел смт ст о оз ім тов гр проф акад доц канд ген полк
        підполк майор кап т тт т.зв т.ч т.б див пор напр рис табл гл п пп ч ред вид вип св нар заст зав нач інж тел""",
        "т.д т.п т.ін ін тощо",
        "р рр ст грн коп тис млн млрд чол осіб км м кг т га год хв сек кв шт дол с л",
    ),
    "ar": _abroad("ar", "د أ م ص ت ط أ.د ج س ق.م هـ"),
}
"""By language; languages without a table are split by the rules for English."""

_PAIRS = re.compile(r"(?:\bн\. ?э|\bт\. ?[дп]|\bі т\. ?(?:д|п|ін))$")
"""Halves of abbreviations that close what they belong to."""
_ORDINAL = re.compile(r"\d{1,2}(?:\.\d{1,2})?")
"""Also a date: "am 4.11. begann"."""
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.-?)*[^\W\d_]{1,2}")
_ROMAN = re.compile(r"[IVX]{1,5}")
_FIGURE = re.compile(r"(?:\d|\b(?:тыс|млн|млрд|тис|Mio|Mrd|mil)\.?) ?$")
_STREETS = ("str", "pl", "gasse")
_ZH_GOES_ON = re.compile(
    r"[^。！？，、：“”「」\n]{0,14}?(?:说|道|表示|问|称|指出|强调|补充|回答|写|喊|說|問|稱|強調|補充|寫)(?:[。，：！]|$)"
)
_JA_GOES_ON = re.compile(
    r"(?:と(?!ころ|もに|はいえ|りわけ)|の(?!ち)|を|が(?![、あ])|に(?!わ)|は(?!い)|も(?!し|う|ちろん)|など|って|で(?![はも、])|や)"
)
_JA_OF_NAME = re.compile(r"の(?!ち)|を|が(?![、あ])")


def ends_abroad(token: str, word: str, right: str, before: str, rules: Abroad) -> bool:
    """Decide on a full stop with a space behind it; `before` is the text up to its token, `right` what follows.

    `word` is the first word of `right`.
    """
    bare = re.split("['’]", token.lower())[-1]
    opens = word.lower() in rules.openers and not right.startswith(".", len(word))
    if bare in rules.units and _FIGURE.search(before):
        return not right[0].isdigit() and not (len(word) > 1 and word.isupper())
    if _PAIRS.search(before + token) or bare in rules.closing:
        return not right[0].isdigit()
    if bare in rules.before or (bare.endswith(_STREETS) and right[0].isdigit()):
        return False
    if rules.ordinals and (_ORDINAL.fullmatch(token) or _ROMAN.fullmatch(token)):
        return opens
    if (len(token) == 1 and token.isalpha()) or ("." in token and _INITIALS.fullmatch(token)):
        return opens
    return not (token.isupper() and len(token) == 2 and word.isupper())


def goes_on(right: str, closer: str) -> bool:
    """Tell whether a Chinese or Japanese sentence goes on behind a stop: 「…。」と述べた, “……。”他说.

    `closer` is the mark that closes behind the stop, empty when there is none.
    """
    if closer:
        return closer in "）)" or bool(_JA_GOES_ON.match(right) or _ZH_GOES_ON.match(right))
    return bool(_JA_OF_NAME.match(right))
