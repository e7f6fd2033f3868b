"""What may be cut from a line: closed lists and shapes, written from general knowledge of news pages.

A cut that fits none of these is refused by `verify`, whoever made it.
"""

import re

from nutgraf.briefs.checks.guarded import listed, phrases

CONNECTIVES = phrases(
    """
    however, meanwhile, but, and, also, additionally, moreover, further, furthermore, nevertheless, nonetheless, yet,
    so, besides, indeed, therefore, thus, hence, still, separately, in addition, in the meantime, at the same time, on
    the other hand, by contrast, in contrast, in turn, for his part, for her part, for its part, for their part, of
    course, in fact, after all, as a result, on top of that, what is more, what's more, even so, all the same, that
    said, in short
    """
)
"""Connectives at the start of a sentence; what they join to is not in the line."""

LEAD_INS = phrases(
    """
    breaking, live, watch, video, photos, update, updated, updates, listen, read, exclusive, opinion, analysis,
    explainer, related, gallery, podcast, newsletter, alert, breaking news, just in, read more, read also, also
    read, see also, watch live, live updates, live blog, live update, in pictures, latest, the latest, news alert,
    key event, close, the facts, be smart, between the lines, behind the scenes, why it matters, the big picture,
    go deeper, the bottom line, the backdrop, driving the news
    """
)
"""Labels at the start of a sentence or title."""

DATELINE = re.compile(
    r"(?:[^\W\d_][\w.'’/-]*,? ){0,6}?(?:[^\W\d_][\w.'’/-]*)?,?\s?"
    r"(?:(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?,?\s?)?"
    r"(?:(?:\([^()]{2,40}\)\s?)?[-–—:.]{1,2}\s*|\((?:CNN(?: Business)?|AP|AFP|Reuters|UPI|BBC|NPR|dpa|PTI|Xinhua)\)\s)"
)
"""Town, perhaps a day, perhaps an agency in brackets, and a dash, colon or stop; a known agency needs none."""

DATELINE_SMALL = listed("de la of the and al el am pm gmt et bst le les do da del san st near in on")
"""Words of a dateline that may be written small."""

CLOCK = re.compile(
    r"\[?\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s?(?:GMT|BST|UTC|CET|CEST|EST|EDT|ET|local time))?\]?\s*[-–—:|.]*\s*"
)
"""The clock before an entry of a live blog."""

FURNITURE = re.compile(
    r"\s*[\[(]?(?:advertisement|share(?: this| on \w+| article)?|read more|continue reading|sign up|subscribe|"
    r"comments?|(?:file )?photo(?:s|graph)?(?: by| credit)?:?[^.?!]{0,50}|image(?: credit| source)?:?[^.?!]{0,50}|"
    r"(?:via )?getty images|listen|print|email|follow us[^.?!]{0,30}|scroll to continue|story continues below|"
    r"image|video|watch|loading)[\])]?[.:|]?\s*",
    re.IGNORECASE,
)
"""Leftovers of the page at either end of a sentence."""

TITLE_SUFFIX = re.compile(r"\s*(?:[-–—|·•]|::?)\s*[^-–—|·•]{2,50}")
"""What follows the last dash or bar of a title: cut only when it names the outlet."""

PARENTHESIS = re.compile(
    r"\s?[\[(](?:see [\w ]{2,30}|pictured[\w ,]{0,30}|(?:file )?photo|left|right|above|below|centre|center|"
    r"pronounced [^()]{2,40}|video|map|AP|AFP|Reuters|Bloomberg|UPI|dpa|PTI|CNN|BBC|Xinhua|ANSA|EFE)[\])]",
)
"""Brackets that point elsewhere; one with a figure or a name of the story never fits."""

_UNIT = (
    r"(?:square |sq\.? |cubic )?(?:miles?|mi|kilomet(?:re|er)s?|kms?|met(?:re|er)s?|m|feet|foot|ft|inch(?:es)?|"
    r"yards?|cm|centimet(?:re|er)s?|acres?|hectares?|ha|pounds|lbs?|kilograms?|kilos?|kg|tonnes?|tons?|ounces?|grams?|gallons?|"
    r"lit(?:re|er)s?|mph|km/h|kph|°? ?[CF]|degrees (?:Celsius|Fahrenheit))"
)
_MONEY = r"(?:US|A|C|HK)?[$£€¥₹]"
_LARGE = r"(?:[ -]?(?:thousand|million|billion|trillion|mn?|bn|tn|k))?"
_COUNT = r"\d[\d.,]*"
_SUM = rf"{_MONEY} ?{_COUNT}{_LARGE}"
_MEASURE = rf"{_COUNT}{_LARGE}[ -]?{_UNIT}"
CONVERSION = re.compile(rf"\s?\((?:{_SUM}|{_MEASURE})\)")
"""A figure in brackets that gives the measure or the sum before it in another unit."""
CONVERTED = re.compile(
    rf"(?:{_SUM}|{_MEASURE}|{_COUNT}{_LARGE} (?:euros|dollars|pounds|yen|yuan|roubles|rubles|rupees|francs|lira))$"
)
"""What stands before such a bracket."""
