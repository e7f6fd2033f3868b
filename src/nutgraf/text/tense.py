"""Past or coming: which way a day without a date points, told by the verbs near it.

Each cue is weighed by its distance in words; a comma between counts as four words, and a cue behind the phrase as some
words more than one before it. The nearest cue decides. Rule: in doubt say `UNCLEAR` or `NONE`, never guess.
"""

import re
from typing import Literal

Tense = Literal["past", "coming", "unclear", "none"]
"""`unclear`: a cue that fits both ("was due to meet"); `none`: no cue within reach."""

_WINDOW = 180
"""Code points looked at on either side."""
_REACH = 14
"""Words, commas weighed: a cue further off belongs to another clause."""
_COMMA = 4
_BEHIND = 4
"""Words that a cue behind the phrase counts as further off, unless the phrase opens the sentence."""
_APPOSED = re.compile(r",(?: [A-ZÀ-Þ][\w’'-]*){1,5},")

_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[,;:()—–]")
_SENTENCE_END = re.compile(
    r"(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bGen)(?<!\bLt)(?<!\b[A-Z])(?<!\b[ap]\.m)"
    r"[.!?…][\"”’)]*\s+(?=[A-ZÀ-Þ\"“‘])|\n"
)


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_COMING = _words(
    """will won't won’t shall may might could should must can would wouldn't wouldn’t plans plan planning intends
    hopes expects vows wants upcoming scheduled expected due slated deadline tomorrow unless awaits looms meets
    holds begins starts travels hosts flies resumes opens attends convenes
    'll 'd we’ll he’ll they’ll she’ll we'll he'll they'll she'll it'll it’ll"""
)
_PAST = _words(
    """said told was were had did met went came took began held left won lost fell rose spoke wrote made gave saw sent
    broke struck hit got became brought bought built caught chose cut drew drove fought found flew fled forgot froze
    grew heard hid hurt kept knew laid led lent lay meant paid put quit ran read rode rang sang sank sat sold set shook
    shot shut slept slid sought spent stood stole swore swept swam swung taught tore thought threw understood woke wore
    wept withdrew says tells writes ago shed beat bid burst cost dealt dug felt let overthrew upheld overtook
    yesterday been"""
)
_NO_PAST = _words(
    """need speed feed seed deed indeed exceed proceed succeed united hundred unprecedented armed wanted alleged embed
    naked sacred red bed shed wed ahmed mohammed muhammed hamed saeed aged advanced limited so-called
    unnamed uninvited long-awaited divided"""
)
"""Words in -ed that are no past tense, or too often an adjective."""
_PROPOSES = re.compile(r"(?:propos|offer|suggest|announc|invit|agre|demand|arrang|postpon|mov|delay)ed$")
"""The day may be that of the proposal or that of what is proposed."""
_GOVERNS_TO = re.compile(
    r"(?:plan|agree|expect|schedul|want|hope|intend|prepar|vow|promis|offer|propos|invit|ask|call|urg|need|decid|aim|"
    r"threaten|pledg|demand|order|allow|refus|tell|told|try|seek|press|push)\w*$|(?:set|due|ready|going|likely|sure|have|"
    r"has|about|slated|poised|bound|is|are|able|willing|free|unlikely|how|whether|when|where)$"
)
_NO_VERB = _words("planned planning starting beginning offer offers proposal proposals invitation")
_DEFINITE = _words("the them it this that these those")
_IN_WHICH = _words("statement interview tweet post speech ruling filing letter remarks briefing report op-ed")
"""What is said "in a statement on Thursday" has been said."""
_MODALS = _words("will would can could may might must should shall won't wouldn't cannot won’t")
_BE_PAST = frozenset({"was", "were", "had", "been"})
_BE_NOW = frozenset({"is", "are", "am", "’s", "'s", "’re", "we're", "we’re", "they're", "they’re", "be"})


def tense_near(text: str, start: int, end: int) -> Tense:
    """Return which way the clause around `text[start:end]` points."""
    left = text[max(0, start - _WINDOW) : start]
    for stop in _SENTENCE_END.finditer(left):
        left = " " * stop.end() + left[stop.end() :]
    right = text[end : end + _WINDOW]
    if ending := _SENTENCE_END.search(right):
        right = right[: ending.start() + 1]
    before, after = (_TOKEN.findall(_APPOSED.sub(" ", part)) for part in (left, right))
    found: list[tuple[int, int, Tense]] = []
    for side, words, late in ((0, before, 0), (1, after, _BEHIND if len(before) > 2 else 1)):
        cue = _nearest(words, from_end=side == 0)
        if cue:
            found.append((cue[0] + late, side, cue[1]))
    return min(found)[2] if found else "none"


def is_past_verb(word: str) -> bool:
    """Tell whether a word is a verb of the past by its form; what is proposed or planned may be of another day.

    >>> is_past_verb("closed"), is_past_verb("scheduled"), is_past_verb("hundred")
    (True, False, False)
    """
    if word in _COMING or word in _NO_PAST or word in {"ago", "says", "tells", "writes", "been", "was", "were", "had"}:
        return False
    return word in _PAST or (word.endswith("ed") and len(word) > 4)


def _nearest(words: list[str], *, from_end: bool) -> tuple[int, Tense] | None:
    order = range(len(words) - 1, -1, -1) if from_end else range(len(words))
    distance = 0
    for at in order:
        word = words[at]
        if not word[0].isalpha() and len(word) == 1:
            distance += _COMMA
            continue
        distance += 1
        if distance > _REACH:
            return None
        told = _cue(words, at)
        if told == "proposes":
            # "announced on Thursday" and "on Thursday, he announced" tell the day of the announcement itself.
            told = "unclear" if from_end and distance > 2 else "past"
        if told != "none":
            return distance, told
    return None


def _cue(words: list[str], at: int) -> Tense | Literal["proposes"]:
    word = words[at]
    low = word.lower()
    if word[0].isupper() and at:
        return "none"  # Will Smith, in May
    earlier = [w.lower() for w in words[max(0, at - 3) : at]]
    if low == "to":
        return _infinitive(words, at)
    if low == "couldn't" or low == "couldn’t" or (low == "could" and words[at + 1 : at + 2] == ["not"]):
        return "past"  # "could not be reached on Tuesday"
    if low in _COMING:
        if low in {"would", "could", "might"} and _BE_PAST & set(earlier):
            return "unclear"
        if low in {"scheduled", "expected", "due", "slated"} and not _BE_NOW & set(earlier):
            return "unclear"
        return "coming"
    if low in _NO_VERB:
        return "unclear"
    following = words[at + 1 : at + 2]
    if low in _IN_WHICH and "in" in earlier:
        return "past"
    called = low == "called" and following == ["for"]
    if _PROPOSES.match(low) or called:
        if _DEFINITE & set(words[at + 1 + called : at + 2 + called]):
            return "past"  # "proposed the talks on Sunday": known talks, so the day is the proposal's
        return "past" if _MODALS & set(earlier) else "proposes"
    if low.endswith("ing") and len(low) > 5 and _BE_NOW & set(earlier[-2:]):
        return "coming"
    if low in _PAST or (low.endswith("ed") and len(low) > 4 and low not in _NO_PAST and word[0].islower()):
        # "will be released", "to be held": the participle follows a coming verb.
        helped = {"be", "get"} & set(earlier[-2:]) or _MODALS & set(earlier) or earlier[-1:] == ["to"]
        return "none" if helped else "past"
    return "none"


def _infinitive(words: list[str], at: int) -> Tense:
    """Judge a "to": "plans to meet" and "Zelensky to meet" lie ahead, "went to see" and "to Istanbul" tell nothing."""
    following = words[at + 1] if at + 1 < len(words) else ""
    if not following or not following[0].islower() or following in {"the", "a", "an", "his", "her", "their", "its"}:
        return "none"
    before = words[at - 1] if at else ""
    planned = before in {"due", "scheduled", "expected", "set", "supposed", "planned", "slated"}
    if before in {"was", "were"} or (planned and _BE_PAST & set(words[max(0, at - 4) : at])):
        return "unclear"
    if before in {"is", "are"} or following == "be" or (before and before[0].isupper() and at <= 4):
        return "coming"
    return "coming" if _GOVERNS_TO.match(before.lower()) else "none"
