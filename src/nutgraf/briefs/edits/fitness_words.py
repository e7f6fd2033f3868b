"""The closed lists behind `fitness`, written from general knowledge of news pages and columns."""

import re

from nutgraf.briefs.checks.guarded import listed

FIRST_PERSON = listed("I me my mine myself we We our Our ours us Us ourselves My Me")
"""Words of a writer who speaks of himself; exact case, since US is a country."""

SECOND_PERSON = listed("you your yours yourself yourselves you’re you're")
"""Words to the reader."""

TIME_NOUNS = listed(
    """
    week month year day morning evening afternoon night weekend spring summer autumn fall winter hour minute decade
    century time monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december today yesterday tomorrow
    """
)
"""Nouns that no "he" and no "it" stands for."""

PERSONS = listed(
    """
    man woman boy girl child baby person wife husband mother father son daughter brother sister uncle aunt cousin
    nephew niece grandmother grandfather widow widower spouse partner boyfriend girlfriend friend colleague neighbor
    neighbour ally rival opponent critic supporter victim suspect defendant plaintiff witness accuser patient student
    teacher nurse soldier veteran officer official guard driver pilot worker boss owner employee lawmaker republican
    democrat member candidate nominee predecessor successor guest host client survivor immigrant migrant refugee
    prisoner inmate detainee hostage tourist visitor resident citizen voter fan player athlete star celebrity lady
    gentleman hero somebody someone anyone everyone nobody one who expert attacker gunman shooter killer terrorist
    dictator tyrant leader monarch first-lady mogul tycoon magnate deputy agent clerk teen teenager adult parent
    scholar priest nun monk whistleblower informant donor champion winner legend businessman businesswoman
    """
)
"""Nouns that "he" or "she" may stand for, beside roles."""

_ANY = re.IGNORECASE

ANAPHORS = re.compile(
    r"\W*(?:the (?:move|decision|announcement|comments?|remarks?|revelations?|claims?|news|latter|former(?! \w)|"
    r"two|three|four|five|pair|duo|trio|same|response|outburst|gesture|changes?|incident|others?|backlash|"
    r"reversal|about-face|idea|theory|tweets?|quote|step|tactic|argument|point|problem|question|reason|answer|"
    r"(?:bad|good) news|implication|upshot|bottom line|truth|irony)\b"
    r"(?! (?:of|that|to|by|between|from|on|in|over|about|against|released|published|posted|issued|made)\b)|"
    r"both (?!\w+ and\b)|each\b|neither (?!\w+ nor\b)|either\b|"
    r"another\b|others?\b|one of (?:them|these|those)|some of (?:them|these|those)|none of|most of (?:them|these|"
    r"those)|all of (?:them|this|that)|his\b|her (?!majesty)|its\b|their\b|much of (?:this|that)|part of (?:this|"
    r"that)|the reason\b|doing so|so did|so do|nor did|nor do|nor is|nor was|here(?:'s|’s| is| are)\b)",
    _ANY,
)
"""Beginnings that point at the sentence before."""

POINTERS = re.compile(
    r"\W*(?:in|at|on|by|to|for|from|with|during|after|before|since|under|despite|following|among|of|as|about|"
    r"because of) (?:this|that|these|those|such|them|it|which|doing so|the same)\b(?! (?:week|month|year|morning|"
    r"evening|afternoon|summer|spring|autumn|fall|winter|weekend|who|which)\b)",
    _ANY,
)
"""Prepositions followed by a pointer: "In those tweets"."""

_POINTED_AT = (
    "goal|aim|request|demand|call|offer|proposal|plan|number|figure|claim|idea|move|decision|meeting|statement|letter|"
    "deal|view|list|report|vote|ruling|law|bill|question|point|promise|warning|threat|position|condition|message|measure"
)
_NAMELESS = (
    "president|minister|chancellor|spokesman|spokeswoman|spokesperson|officials?|leaders?|senator|governor|mayor|"
    "lawmaker|congressman|congresswoman|judge|company|agency|court|group|suspect|victim|man|woman"
)
ELSEWHERE = re.compile(
    r"\b(?:on (?:the same|that|the next|the following) (?:day|morning|evening|night)|at the same time as that|"
    r"(?:the|a) (?:day|week|month|year) (?:later|earlier|before|after)(?= ?[.,;])|"
    rf"(?:that|this|it) (?:was|is) because\b|(?:that|this|those|these) (?:{_POINTED_AT})s?\b"
    r"(?! (?:that|who|which|of|to|in|by|from|with|on|for|at|was made)\b))|"
    rf"^\W*the (?:{_NAMELESS})(?= (?:said|says|added|adds|told|also|later|wrote|noted|did|was|were|is|are|had|has|"
    r"will|would|then|argued|called)\b)",
    _ANY,
)
"""Words that lean on a sentence the reader does not see: "on the same day", "that goal", "The president said"."""

SUMMED_UP = re.compile(r"\b(?:all|any|some|much|most|none|part) of (?:this|that|these|those|it)\b(?! \w+s\b)", _ANY)
"""What was said before, summed up in a word."""

DANGLING = re.compile(
    r"\W*(?:then|instead(?! of)|otherwise|afterwards?|thereafter|similarly|likewise|conversely|accordingly|"
    r"consequently|"
    r"namely|for example|for instance|that(?:'s|’s) why|what(?:'s|’s) (?:worse|more)|at th(?:e|at) time|this is|"
    r"that is|that was|these are|those are|"
    r"so(?! (?:far|called|many|much|long|close|great|serious)\b)(?!-)|thus|speaking of|\w+: (?:he|she|it)|"
    r"in the (?:statement|interview|letter|report|video|filing|memo|clip|tweets?|post),|"
    r"second(?:ly)?,|third(?:ly)?,|first(?:ly)?,|finally,|lastly,|next,|next up|or|nor|because|which|who|whose|"
    r"if true,|"
    r"such|too|as such|as for|in other words|to that end|to do so|if so|if not|not so|not only that|plus,?|"
    r"likewise|then again|more importantly|even then|minutes later|hours later|days later|weeks later|"
    r"months later|later that|the following|moments later|shortly (?:after|before)wards?|soon after,|earlier,|"
    r"later,|until then|since then|by then|at that|once there|there,|rather,|either way|in any case|in this|"
    r"sure enough|sure,|yes,|no,|well,|ok(?:ay)?,)(?=\W)",
    _ANY,
)
"""Words that hang on the sentence before and cannot be cut without loss."""

EXPLETIVE = re.compile(
    r"it(?:'s|’s| is| was| has been| remains?| remained| will be| would be| may be| could be| seems?| seemed|"
    r" appears?| appeared| became| isn['’]t| wasn['’]t)(?: not| also| still| now| immediately| yet|"
    r" been){0,2}(?: (?:\w+ly )?(?:clear|unclear|likely|unlikely|possible|impossible|important|not known|unknown|"
    r"true|difficult|hard|easy|illegal|necessary|rare|common|known|said|reported|thought|believed|expected|hoped|"
    r"understood|unusual|uncertain|evident|obvious|too early|too soon|estimated|the (?:first|second|third|latest|"
    r"biggest|largest|only|most))\b| that\b| to be\b)|"
    r"it (?:is|was) (?:\w+ ){1,6}(?:who|that)\b|it (?:emerged|turned out|follows|t(?:ook|akes) "
    r"(?:\w+ ){1,3}(?:minutes|hours|days|weeks|months|years))\b",
    _ANY,
)
"""An "it" that stands for nothing before."""

COLUMN = re.compile(
    r"\b(?:make no mistake|let['’]s|let us|frankly|of course,|to be sure|truth be told|the truth is|the fact is|"
    r"needless to say|in fairness to|perhaps most|, (?:rightly|wrongly),|"
    r"guess what|believe it or not|for what it['’]s worth|sadly|thankfully|unsurprisingly|"
    r"ironically|oh,|ah,|alas\b|imagine\b|remember that|suffice it|mind you|no wonder|good luck|shame on|"
    r"who knows|so-called \w+ left|in my view|i['’]d|we['’](?:ll|re|ve|d)|i['’](?:m|ve|ll))",
    _ANY,
)
"""Turns of a columnist."""

FURNITURE_WORDS = re.compile(
    r"\b(?:sign up|subscribe|newsletter|cookies?|advertis(?:ement|ing)|getty images|all rights reserved|copyright|"
    r""
    r"has (?:all )?the details|has more on this|"
    r"is an? (?:[\w.]+ ){1,4}(?:reporter|correspondent|writer|editor) based|"
    r"follow (?:us|him|her|them|\w+) on|click (?:here|on|through)|may not be (?:published|reproduced|republished)|"
    r"download (?:our|the) app|contributed to this|reporting by|editing by|writing by|"
    r"is an? (?:\w+ )?(?:columnist|staff writer|senior writer|freelance|contributor|fellow at|reporter (?:for|at|"
    r"covering))|can be reached at|(?:first|originally) (?:published|appeared)|read more|more on this|related:|"
    r"privacy policy|terms of (?:use|service)|this (?:audio|transcript|translation) |comments? (?:are|is) closed|"
    r"share this|add your|log in|support our|donate|available without charge|eligible news publisher|licensing opportunities)\b|https?://|www\.|@\w+\.",
    _ANY,
)
"""Words of the page."""

GARBLED = re.compile(
    r"\b[A-Z][\w.’'-]+ ([A-Z][\w’'-]{2,}) (?:\(?[A-Z][\w.’'-]*\)? ){1,4}\1(?![\w-])|\b([A-Z][a-z]{3,})\2(?![a-z])"
    r"|\b(?:(?:and|or|by|with|from)|(?:Sens?|Reps?|Govs?)\.)\s?\((?:[DRI]|[DRI]-[\w.]+|(?:[A-Z]\.){2}|[A-Z][a-z]{1,4}\.)\)"
)
"""A surname, then the full name ("President Roe Ann Mary Roe", "RoeRoe to speak"); a state without ("Sen. (Ohio)")."""
SELF_REFERENCE = re.compile(
    r"\b(?:this (?:article|story|post|piece|column|report|page|blog|essay|op-ed)|as we (?:reported|noted|wrote)|"
    r"(?:is|are) (?:seen|pictured|photographed)(?= (?:in|at|on|before|after|during|outside|near|with|here)\b)|"
    r"(?:see|shown|pictured|listed|seen|watch|read|quoted|mentioned|noted) (?:the \w+ )?(?:below|above)|(?:video|"
    r"chart|graphic|map|photo|clip|tweet|table|list|full \w+|statement) (?:above|below)|above (?:video|photo|"
    r"image|chart)|the author|our (?:reporter|correspondent|sister)|editor['’]s note:|correction:|update:|"
    r"updated (?:at|on))\b|\((?:above|below|left|right|pictured)\)",
    _ANY,
)
"""Where an article speaks of itself."""
