"""Words that no edit may cut, because with them a line would say more than its source.

The tables are closed lists, written from general knowledge of English news prose. They serve the checks of `verify`
and the refusals of `fitness`; they are never used to decide what a sentence means (that is `ledger.certainty`).
"""

import re
from collections import Counter


def listed(text: str) -> frozenset[str]:
    """Return the words of a table written as running text."""
    return frozenset(text.split())


def phrases(text: str) -> frozenset[str]:
    """Return the entries, of one word or more, of a table written with commas."""
    return frozenset(" ".join(entry.split()) for entry in text.split(","))


NEGATIONS = listed(
    """
    not no never none nobody nothing nowhere nor neither without cannot hardly barely scarcely unlikely lack lacks
    lacked deny denies denied denying denial refuse refuses refused refusing refusal reject rejects rejected rejecting
    fail fails failed failing failure unable dismiss dismissed dismisses
    """
)
"""Words that turn a statement round, beside all that end in n't."""

MODALS = listed(
    """
    may might could can would should must shall will ought possibly perhaps probably potentially likely apparently
    seems seem seemed appears appear appeared plan plans planned planning intend intends intended expected expects
    hope hopes hoped possible probable
    """
)
"""Words that put a statement off the ground of fact."""

CONDITIONS = listed(
    """
    if unless until provided whether otherwise pending except only depending subject assuming conditional
    """
)
"""Words on which a statement hangs."""

HEDGES = listed(
    """
    reportedly allegedly alleged purportedly purported supposedly suspected accused rumoured rumored rumour rumor
    rumours rumors unconfirmed unverified so-called believed speculation speculated speculative presumably
    nearly almost roughly approximately least most around about
    """
)
"""Words by which an outlet keeps its distance, or rounds a figure."""

CUES = listed(
    """
    said say says saying told tell tells telling according announced announces announce claimed claims claim claiming
    added adds stated states warned warns warn warning argued argues argue insisted insists insist wrote writes write
    tweeted tweets posted posts reported reports reporting noted notes explained explains suggested suggests suggest
    acknowledged acknowledges admitted admits admit confirmed confirms confirm alleges allege accuses accuse
    called calls urged urges vowed vows pledged pledges promised promises threatened threatens demanded demands
    declared declares asserted asserts contended contends maintained maintains testified testifies recalled recalls
    believes believe thinks think concluded concludes estimated estimates predicted predicts revealed reveals
    described describes criticised criticized criticises criticizes condemned condemns quoted quoting citing cited
    responded responds replied replies asked asks questioned proposed proposes offered offers agreed agrees
    signalled signaled hinted hints indicated indicates emphasised emphasized stressed stresses concedes conceded
    """
)
"""Words by which somebody says something."""

SPEECH = listed(
    """
    said says say told tells according claimed claiming warned warns argued argues insisted insists stated
    alleged alleges believes thinks suggested suggests reportedly predicted predicts contends contended
    asserted asserts maintains acknowledged acknowledges admitted admits tweeted wrote vowed vows promised pledged
    """
)
"""The cues that are never anything but somebody's word: what they govern is no fact of the outlet's own."""

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_GUARDED = NEGATIONS | MODALS | CONDITIONS | HEDGES | CUES
# "May" and "Will" with a capital are a month and a man more often than a modal.
_NAMES_TOO = frozenset({"may", "will", "might"})


def words(text: str) -> list[str]:
    """Return the words of a text in order, as written; hyphens and apostrophes inside a word belong to it."""
    return _WORD.findall(text)


def guarded(text: str) -> Counter[str]:
    """Return the guarded words of a text with their counts, in lower case; "n't" counts as its own word.

    >>> sorted(guarded("It isn't true, he said in May.").items())
    [("n't", 1), ('said', 1)]
    """
    return Counter(key for word in words(text) if (key := _key(word)))


def _key(word: str) -> str:
    low = word.casefold().replace("’", "'")
    if low.endswith("n't"):
        return "n't"
    if low in _NAMES_TOO and word != low:
        return ""
    return low if low in _GUARDED else ""
