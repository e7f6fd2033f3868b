"""Days that a text names by their distance ("on Thursday", "yesterday", "last week"), turned into dates.

Rule 1: every such phrase is resolved against the published day of *its* article, or not at all: a wrong date is worse
than none. Rule 2: a bare weekday needs a verb near it that tells past from coming (`text.tense`); "said on Tuesday"
is the most recent Tuesday, today included. Rule 3: what stands in quotation marks stays as it was said. Rule 4: phrases
that carry their date already, habits ("every Friday") and names ("Black Friday") are left alone.
"""

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from nutgraf.model import Article
from nutgraf.text.mentioned import MONTH, MONTH_NAMES, DateMention, find_dates
from nutgraf.text.periods import name_period
from nutgraf.text.quotes import find_quotes
from nutgraf.text.weekdays import Choice, ask, by_words_alone

__all__ = ["DateMention", "DayPhrase", "find_dates", "find_days", "moment_of"]


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""In the order of `date.weekday()`."""


@dataclass(frozen=True, slots=True)
class DayPhrase:
    """A relative day, with the words that may stand in its place; offsets are code points, half-open."""

    start: int
    """First code point replaced; a preposition before it stays."""
    end: int
    """One past the last code point replaced."""
    phrase: str
    """The words as they stand."""
    day: date | None
    """The day meant; `None` for weeks, months and years."""
    written: str
    """What to write instead."""


_WEEKDAY = "|".join(WEEKDAYS)
_PART = r"morning|afternoon|evening|night"
_SMALL = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_PHRASE = re.compile(
    rf"\b(?:(?P<mod>[Ll]ast|[Nn]ext|[Tt]his(?: coming| past)?|[Cc]oming) )?(?P<weekday>{_WEEKDAY})"
    rf"(?: (?P<part1>{_PART}))?\b(?P<own1>['’]s)?"
    rf"|\b(?P<near>[Tt]he day after tomorrow|[Tt]he day before yesterday|[Tt]oday|[Tt]onight|[Yy]esterday|[Tt]omorrow)"
    rf"(?: (?P<part2>{_PART}))?\b(?P<own2>['’]s)?"
    rf"|\b(?:(?P<lastnight>[Ll]ast night)|[Tt]his (?P<part3>morning|afternoon|evening))\b(?P<own3>['’]s)?"
    rf"|\b(?P<ago>{'|'.join((*_SMALL, 'One', 'Two', 'Three', 'Four', 'Five', 'Six'))}|\d) days? ago\b"
    rf"|\b(?P<which>[Ll]ast|[Tt]his|[Nn]ext) (?P<unit>weekend|week|month|year)\b(?!['’-]|\s*and a half)"
)

_DATED_AFTER = re.compile(
    rf"\s*(?:the\s+|on\s+)?\d{{1,2}}(?!\d|[.,:]\d|\s*(?:[ap]\.?m|:|people))"
    # Behind a comma a bare figure counts something: "By Monday, 25 of the injured".
    rf"|[,(]\s*(?:the\s+|on\s+)?\d{{1,2}}(?:st|nd|rd|th)?(?:\s+(?:of\s+)?{MONTH}(?![a-z])|\s*[/.,)-])"
    rf"|[,(]?\s*(?:the\s+|on\s+)?{MONTH}(?![a-z])\.?\s*\d|\s*\(\s*\d"
)
_DATED_BEFORE = re.compile(rf"(?:{MONTH}\s*\d{{1,2}}|\d{{1,2}}\s+{MONTH}),?\s*\(?$")
_NAME_BEFORE = re.compile(
    r"(?:Black|Good|Super|Bloody|Easter|Palm|Ash|Holy|Maundy|Shrove|Cyber|Giving|Sheffield|Freaky|Ruby|Whit|"
    r"Mail on|Independent on|Scotland on|Wales on|Peston on|Casual|Taco|USA|Russia|India|Psychology|Christianity|"
    r"History|Fat|Big)\s$"
)
_NAME_AFTER = re.compile(
    r"\s(?:Times|Telegraph|Mail|Mirror|Express|Post|Herald|Review|Star|People|World|"
    r"Politics|Morning|Night|Evening|Brunch|Sitting|Group|Club|Movement|Massacre|Agreement|Accords?)\b"
    r"|\s(?:[Ss]how|programme|program)\b"
)
_DESCRIBED = re.compile(r"\b(?:the|an?) [a-z-]+ $", re.IGNORECASE)
_CAPITAL_AFTER = re.compile(r"\s[A-Z]")
"""Both around a weekday: "the centrist Tuesday Group" is a name more often than a day."""
_HABIT_BEFORE = re.compile(
    r"\b(?:every|each|any|some|one|another|most|a|an|that|the|which|following|previous|preceding|same|first|second|"
    r"third|fourth|final|last|consecutive|many|no)\s$",
    re.IGNORECASE,
)
_THAT = re.compile(r" that $")
_SAYS_THAT = re.compile(
    r"\b(?:sa(?:id|y)|fear|hope|believ|argu|warn|add|claim|confirm|announc|suggest|agree|think|know|show|mean)\w{0,3}"
    r" that $"
)
_RANGE_BEFORE = re.compile(rf"(?:{_WEEKDAY})\s?(?:to|through|-|–)\s?$")
_RANGE_AFTER = re.compile(rf"\s?(?:to|through|-|–)\s?(?:{_WEEKDAY})|\s(?:prayers?|mass|school|roast)\b")
_FIGURE_BEFORE = re.compile(
    r"\b(?:of|even|still|USA|better|brighter|here|young people|exist|exists|than|like|world|until) $"
)
_LENGTH_BEFORE = re.compile(r"\b(?:the|per|every|each|a|over|past|whole|entire|within|throughout|than|’s|'s)\s$")
_EVENTS = (
    "talks?|meetings?|votes?|decisions?|announcements?|statements?|sessions?|hearings?|rulings?|attacks?|strikes?|"
    "summits?|calls?|briefings?|debates?|elections?|ceremon(?:y|ies)|events?|deadlines?|negotiations?|conferences?|visits?|"
    "raids?|launch(?:es)?|protests?|march|rally|rallies|speech|speeches|remarks|report|offer|proposal|exchange|swap|match|"
    "game|trial|verdict|funeral|bombing|explosion|shooting|crash|fire|storm|trip|encounter|gathering|discussions?|"
    "(?:peace|direct|planned|trade|prisoner|high-level|face-to-face|parliamentary|news|press|cabinet|court|phone) \\w+"
)
_EVENT_NEAR = re.compile(
    rf"\s(?:[\w.-]{{2,20}} ){{0,3}}?(?:{_EVENTS}|primar(?:y|ies)|runoffs?|celebrations?|orders?)\b"
)
"""An event with up to three words before it: "Tuesday's Democratic primary", "Today's royal visit"."""
_EVENT_AFTER = re.compile(rf"\s(?:demonstrations?|{_EVENTS})\b")
"""An event right behind a day, which then stands before it like an adjective."""
_THING = re.compile(
    r"\s(?!(?:the|an?|not|going|been|just|all|also|still|no|what|when|why|how|who|where|here|there|too|so|it|in|on|at)\b)"
    r"[^\W\d_]"
)
"""What a weekday owns; behind "Monday's the day" and "Tuesday's just begun" the mark stands for "is" or "has"."""
_EVENT_BEFORE = re.compile(
    r"\b(?:resignation|death|arrest|firing|departure|killing|announcement|decision|attack|shooting|release|ruling|"
    r"dismissal|ouster|conviction|indictment|verdict|collapse|crash|explosion|bombing|victory|defeat|loss)s? $"
)
_STOP_BEFORE = re.compile(r"(?<!\b[ap]\.m)(?<!\b[A-Za-z])(?<!\.[A-Z])(?:[.!?…][\"”’)]*\s|\n)$")
"""The end of a sentence before: no stop of "2 a.m." or "in the U.S."."""
_AS_EARLY_AS = re.compile(r"\b[Aa]s (?:early|soon|late|recently|far back|long ago|of) as $|\b[Aa]s of $")
_TO_BEFORE = re.compile(r"\b(?:to|into|as of) $")
_LOCATED = re.compile(
    r"\b(?:on|by|until|till|since|from|before|after|for|of|between|and|to|through|around|during|over|than|at|the)\s$",
    re.IGNORECASE,
)
_CONJUNCTION = re.compile(r"\b(?:if|that|than|whether|because|and|but|when|while|as|whatever|what)\s$", re.IGNORECASE)
_VERB_AFTER = re.compile(
    r"\s(?:is|was|has|had|will|would|could|may|might|marks?|brings?|brought|saw|sees|ended|ends|\w+ed)\b"
)
_ON_BEFORE = re.compile(
    r"\b(?:in|on|by|until|till|since|from|before|after|for|of|between|through|around|during)\s$", re.IGNORECASE
)
_ANCHOR = re.compile(r"(?:^|[.!?…][\"”’)]*\s|\n)(?:In|On|By|Since|Back in|During|Early in|Late in)\s[^.,\n]{0,20}$")
_ANCHOR_REACH = 250
"""Code points between a date that opens a sentence and the weekday it governs."""
_DATELINE = re.compile(rf"[A-Z][A-Z .,'’/-]{{2,40}},?\s[^()\n]{{0,20}}?(?:{MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{MONTH})")


def moment_of(article: Article) -> datetime | None:
    """Return the moment that relative days count from: the dateline's day when it is near, else the published time.

    A report filed in Washington in the evening carries the next day's date in UTC; its dateline knows better.
    """
    if article.published is None:
        return None
    opening = _DATELINE.match(article.text[:120])
    named = find_dates(opening.group(), article.published) if opening else ()
    if named and named[0].precision == "day" and abs((named[0].first - article.published.date()).days) == 1:
        first = named[0].first
        return datetime(first.year, first.month, first.day, 12, tzinfo=UTC)
    return article.published


def find_days(text: str, published: datetime, choose: Choice | None = None) -> tuple[DayPhrase, ...]:
    """Return the relative days of a text that can be dated safely, in order.

    `choose` decides what a bare weekday means; without it the words alone decide.

    >>> [d.written for d in find_days("He said on Tuesday he will go on Thursday.", datetime(2025, 5, 13))]
    ['Tuesday 13 May', 'Thursday 15 May']
    """
    today = published.date()
    quotes = find_quotes(text)
    dates = find_dates(text, published)
    found = []
    at_quote = 0
    for match in _PHRASE.finditer(text):
        while at_quote < len(quotes) and quotes[at_quote].end <= match.start():
            at_quote += 1
        if at_quote < len(quotes) and quotes[at_quote].start < match.end():
            continue
        context = _Context(text, match.start(), match.end(), choose, published.time() == time())
        made = next((read(match, context, today) for name, read in _READERS if match[name]), None)
        if made and not (made.day and match["weekday"] and _anchored(text, match.start(), dates, today)):
            found.append(made)
    return tuple(found)


class _Context:
    """A phrase with the words around it."""

    def __init__(self, text: str, start: int, end: int, choose: "Choice | None", whole_day: bool) -> None:
        self.text, self.start, self.end, self.choose, self.whole_day = text, start, end, choose, whole_day
        self.before = text[max(0, start - 40) : start]
        self.after = text[end : end + 40]
        self.opens = not self.before.strip() or bool(_STOP_BEFORE.search(self.before))

    def is_subject(self) -> bool:
        """Tell whether a verb follows that the phrase is the subject of ("today marks", "if this week brought")."""
        led = self.opens or bool(_CONJUNCTION.search(self.before))
        return led and bool(_VERB_AFTER.match(self.after))

    def phrase(self, day: date | None, written: str) -> DayPhrase:
        words = self.text[self.start : self.end]
        if self.opens if words.startswith(WEEKDAYS) else words[0].isupper():
            written = written[0].upper() + written[1:]
        return DayPhrase(self.start, self.end, words, day, written)

    def on(self, day: date, today: date) -> DayPhrase:
        bare = _LOCATED.search(self.before) or _AS_EARLY_AS.search(self.before) or self.is_subject()
        lead = "" if bare else "on "
        return self.phrase(day, lead + _named(day, today))

    def part_of(self, day: date, part: str, today: date) -> DayPhrase:
        lead = "the " if _LOCATED.search(self.before) or _AS_EARLY_AS.search(self.before) else "on the "
        return self.phrase(day, f"{lead}{part} of {_named(day, today)}")

    def own(self, day: date, today: date, *, part: str | None = None, owner: bool = False) -> DayPhrase | None:
        """Thursday's talks -> the 15 May talks; an `owner` is a weekday, which owns nothing but the day's events."""
        if part == "night" or not (_THING.match(self.after) if owner and not part else _EVENT_NEAR.match(self.after)):
            return None
        year = f" {day.year}" if day.year != today.year else ""
        return self.phrase(day, f"the {day.day} {MONTH_NAMES[day.month - 1]}{year}" + (f" {part}" if part else ""))


def _named(day: date, today: date) -> str:
    year = f" {day.year}" if day.year != today.year else ""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTH_NAMES[day.month - 1]}{year}"


def _anchored(text: str, at: int, dates: tuple[DateMention, ...], today: date) -> bool:
    """Tell whether the sentence set out from another date ("In March 2022, talks began on a Monday")."""
    first = bisect_left(dates, at - _ANCHOR_REACH, key=lambda d: d.start)
    for mention in dates[first : bisect_left(dates, at, key=lambda d: d.start)]:
        if re.search(r"[.!?]\s|\n", text[mention.end : at]):
            continue
        far = abs((mention.first - today).days) > 10 and not mention.first <= today <= mention.last
        if far and _ANCHOR.search(text[max(0, mention.start - 40) : mention.start]):
            return True
    return False


def _weekday(match: re.Match[str], context: _Context, today: date) -> DayPhrase | None:
    if _is_no_day(match, context):
        return None
    wanted = WEEKDAYS.index(match["weekday"])
    past = today - timedelta(days=(today.weekday() - wanted) % 7)
    coming = today + timedelta(days=(wanted - today.weekday()) % 7)
    modifier = (match["mod"] or "").lower()
    owning = bool(match["own1"])
    day = _MODIFIED[modifier](today, past, coming) if modifier else _bare(context, today, past, coming, owning)
    if day is None:
        return None
    if owning:
        return context.own(day, today, part=match["part1"], owner=True)
    attributive = match["part1"] and _EVENT_AFTER.match(context.after)
    if attributive and not context.opens and not _LOCATED.search(context.before):
        return None  # "the largely peaceful Thursday night protests": the day belongs to the noun
    if match["part1"]:
        if re.search(
            r"(?:\b(?:an?|the|his|her|their|its|our|my)|['’]s) (?:early |late )?$", context.before, re.IGNORECASE
        ):
            # "a Tuesday morning tweet": no other order of these words fits there.
            return context.phrase(day, f"{_named(day, today)} {match['part1']}")
        return context.part_of(day, match["part1"], today)
    return context.on(day, today) if modifier else context.phrase(day, _named(day, today))


def _is_no_day(match: re.Match[str], context: _Context) -> bool:
    before, after = context.before, context.after
    if _DATED_AFTER.match(after) or _DATED_BEFORE.search(before):
        return True
    if _NAME_BEFORE.search(before) or _NAME_AFTER.match(after) or after[:1] in {"-", "_", "/"}:
        return True
    if _DESCRIBED.search(before) and _CAPITAL_AFTER.match(after):
        return True
    if match["weekday"] == "Sunday" and not match["part1"] and before.endswith("News "):
        return True
    if _RANGE_BEFORE.search(before) or _RANGE_AFTER.match(after):
        return True
    # "predicted that Tuesday would bring": a conjunction, not "that Tuesday".
    owned = bool(match["own1"])
    joined = bool((_SAYS_THAT if owned else _THAT).search(before)) and (owned or bool(_VERB_AFTER.match(after)))
    behind = owned and before.endswith(" following ") and not before.endswith(" the following ")
    determined = bool(_HABIT_BEFORE.search(before)) and not joined and not behind
    # "the Thursday talks" and "a Thursday meeting" name one day; "a Thursday in spring" and "every Thursday" do not.
    one = bool(re.search(r"\b(?:the|an?) $", before, re.IGNORECASE)) and bool(_EVENT_NEAR.match(after))
    return determined and (bool(match["mod"]) or not one)


def _bare(context: _Context, today: date, past: date, coming: date, owning: bool) -> date | None:
    if past == coming:
        return today
    if re.search(r"\bsince $", context.before, re.IGNORECASE):
        return past
    asked = ask(context.text, (context.start, context.end), (today, past, coming), owning, context.whole_day)
    if _EVENT_BEFORE.search(context.before):
        # "the resignation Thursday of": the verb of the clause may say nothing of that day, so all must agree.
        chosen = context.choose(asked) if context.choose else past
        return past if asked.tense == "past" and chosen == past else None
    return context.choose(asked) if context.choose else by_words_alone(asked)


def _last(today: date, past: date, _: date) -> date | None:
    day = past if past < today else past - timedelta(days=7)
    # "Last Monday" said on a Wednesday may be two days ago or nine.
    return day if day < today - timedelta(days=today.weekday()) and (today - day).days > 2 else None


def _next(today: date, _: date, coming: date) -> date | None:
    day = coming if coming > today else coming + timedelta(days=7)
    sunday = today + timedelta(days=6 - today.weekday())
    return day if day > sunday and (day - today).days > 2 else None


def _this(today: date, past: date, coming: date) -> date | None:
    monday = today - timedelta(days=today.weekday())
    if coming <= monday + timedelta(days=6):
        return coming
    # Gone by in this week: "this Monday" on a Friday is past, "this Thursday" on a Sunday lies ahead.
    ahead, behind = (coming - today).days, (today - past).days
    return coming if ahead - behind >= -2 and today.weekday() >= 5 else past if behind < 3 else None


_MODIFIED: dict[str, Callable[[date, date, date], date | None]] = {
    "last": _last,
    "next": _next,
    "this": _this,
    "coming": lambda today, _, coming: coming if coming > today else coming + timedelta(days=7),
    "this coming": lambda today, _, coming: coming if coming > today else coming + timedelta(days=7),
    "this past": lambda today, past, _: past if past < today else past - timedelta(days=7),
}
_NEAR = {
    "today": 0,
    "tonight": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "the day after tomorrow": 2,
    "the day before yesterday": -2,
}


def _near(match: re.Match[str], context: _Context, today: date) -> DayPhrase | None:
    word = match["near"]
    day = today + timedelta(days=_NEAR[word.lower()])
    if _NAME_BEFORE.search(context.before) or _DATED_AFTER.match(context.after) or context.after[:1] in {"-", "_", "/"}:
        return None
    if match["own2"]:
        return context.own(day, today)
    if _FIGURE_BEFORE.search(context.before) or _NAME_AFTER.match(context.after):
        return None
    if word[0].isupper() and not context.opens:
        return None
    part = "night" if word.lower() == "tonight" else match["part2"]
    return context.part_of(day, part, today) if part else context.on(day, today)


def _this_part(match: re.Match[str], context: _Context, today: date) -> DayPhrase | None:
    if match["own3"]:
        return None
    return context.part_of(today, match["part3"], today)


def _last_night(match: re.Match[str], context: _Context, today: date) -> DayPhrase | None:
    day = today - timedelta(days=1)
    return context.own(day, today) if match["own3"] else context.part_of(day, "night", today)


def _ago(match: re.Match[str], context: _Context, today: date) -> DayPhrase | None:
    word = match["ago"].lower()
    count = int(word) if word.isdigit() else _SMALL.index(word) + 1
    if re.search(r"\b(?:than|about|some|nearly|almost|around|over|or|to|of) $", context.before):
        return None
    return context.on(today - timedelta(days=count), today)


def _period(match: re.Match[str], context: _Context, today: date) -> DayPhrase | None:
    if _LENGTH_BEFORE.search(context.before) or context.is_subject() or context.before.endswith(("Just ", "just ")):
        return None
    step = {"last": -1, "this": 0, "next": 1}[match["which"].lower()]
    made = name_period(match["unit"], today, step)
    if made is None:
        return None
    bare = any(pattern.search(context.before) for pattern in (_ON_BEFORE, _TO_BEFORE, _AS_EARLY_AS))
    lead = "on" if match["unit"] == "weekend" else "in"
    return context.phrase(None, made if bare else f"{lead} {made}")


_Reader = Callable[[re.Match[str], _Context, date], DayPhrase | None]
_READERS: tuple[tuple[str, _Reader], ...] = (
    ("weekday", _weekday),
    ("near", _near),
    ("lastnight", _last_night),
    ("part3", _this_part),
    ("ago", _ago),
    ("unit", _period),
)
