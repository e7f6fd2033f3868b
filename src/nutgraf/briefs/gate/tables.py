"""Closed lists of the hard alarms, written from general knowledge of English news prose."""

from nutgraf.briefs.checks.guarded import listed

DENY = listed("not n't no never none nobody nothing neither nor without cannot nowhere")
"""Words that turn a statement round; the verbs of refusal are no part, they are said in many ways."""
MAYBE = listed("may might could perhaps possibly reportedly allegedly alleged suspected purported supposedly apparent")
"""Words that leave a statement open."""
ALWAYS = listed("all every always only entirely exclusively completely everyone everything everywhere most solely")
"""Words that leave no exception."""
WEAK_SPEECH = listed("say tell claim allege suggest argue believe think state add note")
"""Verbs by which somebody merely says."""
STRONG_SPEECH = listed("confirm prove admit confess concede deny reveal guarantee promise vow threaten")
"""Verbs by which he does more than say."""
CAUSES = (
    listed("because since therefore thus hence consequently thanks despite thereby"),
    frozenset({("due", "to"), ("owing", "to"), ("caused", "by"), ("led", "to"), ("result", "of"), ("so", "that")}),
)
"""Words, and pairs of words, that make one thing the ground of another (or, `despite`, no ground)."""
NUMBERS = {
    word: str(n) for n, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {"first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th", "dozen": "12", "half": "half"}
"""Small numbers in words."""
PEOPLES = tuple(
    map(
        listed,
        (
            "uk british britain briton britons",
            "us usa american america americans",
            "french france",
            "german germany germans",
            "dutch netherlands",
            "chinese china beijing",
            "russian russia moscow kremlin",
            "eu european europe",
            "spanish spain",
            "polish poland",
            "turkish turkey türkiye",
            "swiss switzerland",
            "danish denmark",
            "greek greece",
            "welsh wales",
        ),
    )
)
"""Lands and peoples whose names do not start alike."""
KINDS = tuple(
    map(
        listed,
        (
            "monday tuesday wednesday thursday friday saturday sunday",
            "january february march april june july august september october november december",
            "spring summer autumn winter fall",
            "morning afternoon evening night",
            "hour day week month year decade century",
            "red blue green yellow black white pink orange purple brown grey gray",
            "north south east west northern southern eastern western",
            "murder manslaughter theft robbery fraud rape arson kidnapping burglary assault bribery",
            "father mother brother sister son daughter wife husband uncle aunt cousin nephew niece grandfather",
            "man woman boy girl",
            "president minister senator governor mayor ambassador king queen chancellor",
            "million billion trillion thousand hundred",
            "dollar euro pound yen yuan rouble ruble franc",
            "mile kilometre kilometer metre meter foot yard inch",
            "kilogram gram tonne ton ounce litre liter gallon",
            "car truck bus train plane ship boat motorcycle bicycle helicopter",
            "dog cat horse cow pig bird fish sheep chicken goat duck",
            "milk meat bread cheese water beer wine coffee tea juice egg",
            "army navy police",
            "land sea air",
            "doctor nurse teacher lawyer engineer farmer soldier",
            "beach mountain river lake island desert forest",
            "school hospital church hotel restaurant airport museum stadium prison",
            "camera television radio computer telephone",
            "football basketball baseball tennis cricket rugby hockey golf",
            "first second third fourth fifth last",
        ),
    )
)
"""Words of one kind of which a thing is only one: another of them is another thing."""


def _pairs(text: str) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    halves = (row.split("/") for row in text.split(","))
    return tuple((listed(one), listed(other)) for one, other in halves)


OPPOSITES = _pairs(
    """
    rise increase grow climb gain soar surge jump / fall decrease decline drop shrink plunge reduce lower cut,
    up / down, above / below, over / under, more / less fewer, high higher / low lower, large big / small,
    win / lose, victory / defeat, accept approve agree / reject refuse oppose deny, allow permit / ban forbid prohibit,
    support back favour favor endorse defend / oppose resist attack criticise criticize condemn, open / close shut,
    begin start / end finish stop, enter join / leave quit exit, arrive / depart, buy / sell, lend / borrow,
    live survive / die, alive / dead, find / lose, remember / forget, praise / criticise criticize condemn,
    guilty / innocent, convict / acquit, arrest detain / release free, hire / fire dismiss, appoint / dismiss,
    legal lawful / illegal unlawful, public / private, early earlier / late later, before / after, old / new young,
    first / last, good better / bad worse, strong / weak, strengthen / weaken, safe / dangerous unsafe,
    possible / impossible, voluntary / compulsory, include / exclude, add / remove,
    accelerate / slow, expand widen / shrink narrow, build / destroy demolish, create / destroy, lead / follow,
    attack / defend, peace / war, ally / enemy, friend / enemy, success / failure, succeed / fail, pass / fail,
    help / hinder, protect / harm, love / hate, rich / poor, hot / cold, warm / cool, inside / outside,
    import / export, profit / loss, male / female, domestic / foreign, foreign / local, temporary / permanent,
    direct / indirect, majority / minority, maximum / minimum, positive / negative, confirm / deny, push / pull,
    send / receive, give / take, teach / learn, question / answer, major / minor, rare / common, with / without,
    for / against, advance / retreat, optimistic / pessimistic, present / absent, deep / shallow, full / empty,
    best / worst, least / most, future / past, next / previous, long / short, fast quick / slow,
    lift ease / impose tighten
    """
)
"""Words of which one says what the other denies."""
