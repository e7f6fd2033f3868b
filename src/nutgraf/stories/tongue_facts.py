"""Days and counts in languages other than English: the same kinds of facts as `details`, by tables of words.

Rule 1: days are calendar days, counted from year 1; a weekday is the latest one, today included.
Rule 2: ages, clock times, streets and ordinals are left empty: what a language is not read for makes no conflict.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from nutgraf.stories.details import MOST_CHARS, nearest_day
from nutgraf.stories.tongues import foreign_term, lowered

_MONTHS: dict[str, str] = {
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "tr": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "ar": "يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر",
}
_WEEKDAYS: dict[str, str] = {
    "de": "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    "ru": "понедельник вторник сред[ау] четверг пятниц[ау] суббот[ау] воскресенье",
    "uk": "понеділок вівторок серед[ау] четвер п['’]ятниц[яю] субот[ау] неділ[яю]",
    "tr": "pazartesi salı çarşamba perşembe cuma cumartesi pazar",
    "ar": "الاثنين الثلاثاء الاربعاء الخميس الجمعه السبت الاحد",
    "ja": "月曜 火曜 水曜 木曜 金曜 土曜 日曜",
    "zh": " ".join(f"(?:星期|周|週){sign}" for sign in ("一", "二", "三", "四", "五", "六", "[日天]")),
}
_NEAR: dict[str, tuple[str, str, str]] = {
    "de": ("gestern", "heute", ""),
    "fr": ("hier", "aujourd['’]hui", "demain"),
    "es": ("ayer", "hoy", ""),
    "it": ("ieri", "oggi", "domani"),
    "pt": ("ontem", "hoje", "amanhã"),
    "ru": ("вчера", "сегодня", "завтра"),
    "uk": ("вчора", "сьогодні", "завтра"),
    "tr": ("dün", "bugün", "yarın"),
    "ar": ("امس", "اليوم", "غدا"),
    "ja": ("昨日|きのう", "今日|きょう", "明日|あす"),
    "zh": ("昨天|昨日", "今天|今日", "明天|明日"),
}
"""Yesterday, today, tomorrow; German and Spanish use the last for the morning as well."""
_CROWDED = frozenset({"zh", "ja"})
_DAY_OF_SIGNS = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日")
_BARE_DAY = re.compile(r"(?<![\d月])(\d{1,2})日(?!本|元|間|间)")
_COUNT = re.compile(r"(?<![\w.,:])(\d[\d.,]{0,8}) ?([^\W\d_]{3,})")
_COUNT_OF_SIGNS = re.compile(r"(\d[\d,]{0,8})([\u3400-\u9fff]{1,2})")
_NO_COUNT = frozenset("年月日时時分秒号號点")


def foreign_facts(title: str, text: str, published: date | None, language: str) -> dict[str, list[str]]:
    """Return days and counts of a text that `plain_letters` has settled, in the shape of `details_of`."""
    whole = lowered(f"{title}\n{text[:MOST_CHARS]}", language)
    counts = list(_counts(whole, language))
    days = list(dict.fromkeys(_days(whole, published, language))) if published else []
    none: list[str] = []
    return {
        "dates": [str(day) for day in days],
        **dict.fromkeys(("ages", "clocks", "streets", "ordinals", "ordered"), none),
        "counts": list(dict.fromkeys(f"{number} {noun}" for number, noun in counts)),
        "counted": list(dict.fromkeys(noun for _, noun in counts)),
    }


def _counts(whole: str, language: str) -> Iterator[tuple[int, str]]:
    signs = language in _CROWDED
    for match in (_COUNT_OF_SIGNS if signs else _COUNT).finditer(whole):
        digits = re.sub("[.,]", "", match[1])
        noun = match[2][:1] if signs else foreign_term(match[2], language)
        if noun and noun not in _NO_COUNT and match[2] not in _months(language):
            yield int(digits), noun


def _days(whole: str, today: date, language: str) -> Iterator[int]:
    base = today.toordinal()
    for shift, pattern in enumerate(_near(language), start=-1):
        if pattern and pattern.search(whole):
            yield base + shift
    for weekday, pattern in enumerate(_weekdays(language)):
        if pattern.search(whole):
            yield base - (today.weekday() - weekday) % 7
    for year, month, day in _named(whole, today, language):
        found = nearest_day(month, day, year, today)
        if found is not None:
            yield found


def _nearest_month(day: int, today: date) -> Iterator[tuple[int | None, int, int]]:
    """Yield the day of this month, or of the last one when this month's is to come: reports look back."""
    if 1 <= day <= today.day + 1:
        yield today.year, today.month, day
    elif day <= 31:
        yield (today.year, today.month - 1, day) if today.month > 1 else (today.year - 1, 12, day)


def _named(whole: str, today: date, language: str) -> Iterator[tuple[int | None, int, int]]:
    if language in _CROWDED:
        for match in _DAY_OF_SIGNS.finditer(whole):
            yield (int(match[1]) if match[1] else None), int(match[2]), int(match[3])
        for match in _BARE_DAY.finditer(whole):
            yield from _nearest_month(int(match[1]), today)
        return
    pattern = _month_day(language)
    for match in pattern.finditer(whole) if pattern else ():
        yield (int(match[3]) if match[3] else None), _months(language)[match[2]], int(match[1])


@cache
def _months(language: str) -> dict[str, int]:
    return {name: number for number, name in enumerate(_MONTHS.get(language, "").split(), start=1)}


@cache
def _month_day(language: str) -> re.Pattern[str] | None:
    names = "|".join(_months(language))
    if not names:
        return None
    return re.compile(rf"\b(\d{{1,2}})(?:\.|º|er|°)? (?:de )?({names})\b(?:,? (?:de |del )?((?:19|20)\d\d))?")


@cache
def _weekdays(language: str) -> tuple[re.Pattern[str], ...]:
    return tuple(_word(name, language) for name in _WEEKDAYS.get(language, "").split())


@cache
def _near(language: str) -> tuple[re.Pattern[str] | None, ...]:
    return tuple(_word(name, language) if name else None for name in _NEAR.get(language, ()))


def _word(pattern: str, language: str) -> re.Pattern[str]:
    return re.compile(pattern if language in _CROWDED else rf"\b(?:{pattern})\b")
