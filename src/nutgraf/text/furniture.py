"""Furniture: what pages leave inside running text that is no part of the story.

Theory of operation. A line is furniture when *all* of it has a shape that no sentence of a story has; each kind has its
own table. Words alone never decide: "Advertisement revenue fell" and "Read more books, she said" are sentences. A rule
of instruction ("Sign up for ...") needs the reader spoken to, an object that only a page has (newsletter, inbox, app),
and no speaker. Inside a line only pieces at its very start or end are cut, and bracketed picture credits.

Rule 1: patterns are linear: no nested repeats, all gaps bounded.
Rule 2: a new pattern comes with a line it must drop and a line it must keep, in `evals/cases/furniture`.
"""

import re

from nutgraf.text.furniture_words import (
    AGENCY,
    CONSENT,
    CREDITS,
    IMPERATIVES,
    LABELS,
    LEADS,
    LISTS,
    NAGS,
    PLATFORM_WORDS,
    PLAYERS,
    SOCIAL,
)

_MARKS = " \t|·•▪►▶»›‹→←*–—-_:;.…+>#[](){}!?,"
_QUOTES = "\"“‘«„'"
_MAX_LINE = 600
_MAX_CAPTION_WORDS = 60
_SPEECH = re.compile(
    r"\b(?:said|says|told|added|asked|wrote|warned|argued|announced|according to|tweeted|replied|insisted|claimed)\b",
    re.IGNORECASE,
)


def _any(*pieces: str) -> str:
    return "(?:" + "|".join(pieces) + ")"


def _rule(pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(pattern, flags)


_DATEISH = (
    r"(?:\d{1,4}(?:st|nd|rd|th)?(?!\d)|[:.,/|·•()\s–—-]|(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thu"
    r"|fri|sat|sun|today|yesterday|january|february|march|april|may|june|july|august|"
    r"september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|a\.?m|p\.?m|utc|gmt|bst|ist|cest|cet|eest|eet|[ecmp][sd]?t|msk|trt"
    r"|local|time|at|on|of|ago|seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|"
    r"months?|[smhd]|just|now|an?|and|last"
    r"|first|updated|published|posted|modified|created|edited|est)(?![a-z]))"
)
"""Pieces of a time stamp; each ends where the next begins, so that a run of them is read in one way only."""
_CREDIT_WORD = _any(*CREDITS)
_NAMEISH = r"[\w .,'’&@/|()©–—-]"
_BRACKET_CREDIT = (
    rf"[\[(]\s*(?:{_CREDIT_WORD}(?:\s+(?:by|credit|courtesy(?: of)?|via))?\s*[:/|–—-]\s*[^\[\]()]{{1,100}}"
    rf"|(?:photo|picture|image|illustration)s?\s+(?:by|courtesy(?: of)?|via|from)\s+[^\[\]()]{{1,100}}"
    rf"|[^\[\]()]{{1,60}}[/|]\s?{AGENCY}[^\[\]()]{{0,40}}|{AGENCY}(?:\s+(?:photo|images?)"
    rf")?|(?:file|handout|archive)(?:\s+photo)?)\s*[\])]"
)

_COPYRIGHT = (
    r"(?:©|&copy;|\([cC]\)|(?:[Cc]opyright|COPYRIGHT)\s(?:©|\([cC]\)|\d{4}|[Bb]y\b)|[Aa]ll "
    r"[Rr]ights [Rr]eserved)"
)
_CREDIT_LINE = (
    r"(?:(?:Additional |additional |With |with )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|"
    r"[Cc]ompiled|[Ee]dited|[Ww]ritten|[Tt]ranslation"
    r"|[Tt]ranslated|[Gg]raphics?) by(?:[ ,&/]{1,2}(?:[A-Z][\w.'’-]*|and|in|the|for|"
    r"of|from|via|at|de|van|von|al)(?![\w])){1,25})"
)
"""Reporting credits: names and small words only, so that "Reporting by X found that ..." stays."""

_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("label", _rule(rf"^{_any(*LABELS)}$")),
    ("clock", _rule(
    rf"^(?=.*\d[:.]\d\d|.*\bago$|.*\bnow$|(?:first |last )?(?:updat|publish|post|modifi|"
    rf"creat|edit)ed\b){_DATEISH}{{1,60}}$")),
    ("counter", _rule(
    r"^\d[\d.,]*\s?[km]?\+?\s(?:shares?|comments?|likes?|views?|reactions?|repl(?:y|"
    r"ies)|reads?|retweets?|reposts?|followers|photos?|images?)$")),
    ("counter", _rule(r"^(?:shares?|comments?|likes?|views?|reactions?|posts?)\s*\(?\s*\d[\d.,]*\s?[km]?\)?$")),
    ("counter", _rule(r"^(?:photo|image|slide|picture|video)?\s?\d{1,3}\s?(?:/|of)\s?\d{1,3}$")),
    ("share", _rule(
    rf"^(?=.*[a-z])(?:(?:{_any(*SOCIAL)}|on|via|by|to|or|and|the|a|this|with|in|new|window)(?![a-z])"
    rf"|\d{{1,9}}[km]?(?![\da-z])|[\s|,./·•:&+()-]){{1,60}}$")),
    ("counter", _rule(r"^\d{1,6}[km]?\+?$")),
    ("share", _rule(r"^share (?:this|on|via|with|your|to|full|the|now|or)\b[^.!?]{0,60}$")),
    ("lead", _rule(rf"^{_any(*LEADS)}\s?[:|►▶»→].{{1,220}}$")),
    ("lead", _rule(r"^Related (?:Coverage|Videos?|Stories) [A-Z“\"'‘][^.!?]{8,200}$", re.NOFLAG)),
    ("lead", _rule(
    r"^(?:read|see|learn|find out|discover|hear|watch) more\s(?:about|on|here|from|"
    r"at|stories|news|articles|coverage|in our|of our)\b(?![^.]*\b(?:said|says|told)"
    r"\b)[^“”\"]{0,110}$")),
    ("lead", _rule(r"^(?:click|tap|press|swipe)\s(?:here|on|the|to|through|below|above|play|for)\b[^“”\"]{0,160}$")),
    ("lead", _rule(
    r"^(?:read|see|watch|listen to|hear|get|find|follow|catch up (?:on|with))\s(?:all\s)"
    r"?(?:the|our|all|more of|also|next|on for|the rest of)\s[^“”\"]{0,60}\b(?:here|"
    r"below|full (?:story|article|interview|report|list)|coverage|live blog|episode|"
    r"podcast|original article|updates?)\b[^“”\"]{0,30}$")),
    ("audio", _rule(
    r"^.{0,30}\b(?:this )?(?:audio|voice|narration|summary|article audio)(?: version)?"
    r" (?:is|was|has been|by|produced|created|generated)\b.{0,20}\b(?:ai|auto-?\s?generated|automatically|artificial "
    r"intelligence|text.to.speech|created with|carbonatix|synthe\w+)\b.{0,120}$")),
    ("audio", _rule(
    r"^(?:listen to (?:this|the) (?:article|story|episode|audio)|listen|audio version|"
    r"hear this story|text-to-speech)\b[\s·•|:(–—-]{0,4}[\d:.,\s]{0,8}(?:min(?:ute)"
    r"?s?|sec(?:ond)?s?)?\)?[\s·•|:(–—-]{0,4}(?:learn more|listen|\d[\d:]*)?\s?\W?$")),
    ("audio", _rule(
    r"^(?:(?:estimated )?reading time|read time|time to read|length|duration|running "
    r"time)\W{0,4}[\d:.,]+\s?(?:min(?:ute)?s?|sec(?:ond)?s?|m)?(?: read| \d+ sec(?:ond)"
    r"?s?)?$")),
    ("audio", _rule(r"^\d{1,2}\s?[- ]?(?:min(?:ute)?s?)[- ](?:read|listen|watch)$")),
    ("player", _rule(rf"^{_any(*PLAYERS)}.{{0,160}}$")),
    ("player", _rule(r"^\d{1,2}:\d{2}(?::\d{2})?\s?/\s?\d{1,2}:\d{2}(?::\d{2})?$")),
    ("consent", _rule(rf"^(?=.*\b(?:we|our|us|your|you)\b){_any(*CONSENT)}.{{0,400}}$")),
    ("credit", _rule(
    rf"^\W?{_CREDIT_WORD}(?:\s+(?:by|credit|courtesy(?: of)?|source))?\s?[:/|]\s?{_NAMEISH}{{2,120}}$")),
    ("credit", _rule(
    r"^(?:Photo|Photograph|Picture|Illustration|Graphic|Video|Image)s?\s(?:by|courtesy "
    r"of|via|from)\s[A-Z@][\w .,'’&/|@-]{1,80}$", re.NOFLAG)),
    ("credit", _rule(r"^image (?:source|caption|copyright)\b,?.{0,300}$")),
    ("credit", _rule(
    r"^(?:enlarge (?:this )?image|(?:toggle|hide|show|view) caption|view (?:image|gallery|"
    r"fullscreen) ?.{0,20}|open image in gallery|image \d+ of \d+)\b.{0,200}$")),
    ("credit", _rule(
    rf"^©?\s?(?:{_NAMEISH}{{2,60}}[/|]\s?)?{AGENCY}(?:\s?(?:via|/|\|)\s?{AGENCY})?(?:\s+(?:file "
    rf"photo|photo|images?|pictures?))?$")),
    ("credit", _rule(r"^(?:REUTERS|AFP|AP|EPA|Reuters|Getty Images)\s?[/|]\s?[A-Z][\w .'’-]{2,40}$", re.NOFLAG)),
    ("credit", _rule(rf"^{_BRACKET_CREDIT}$")),
    ("copyright", _rule(rf"^{_COPYRIGHT}(?:(?!\.\s+[A-Z“\"])(?:.)){{0,200}}$", re.NOFLAG)),
    ("copyright", _rule(
    rf"^{_COPYRIGHT}(?=.*(?:[Rr]ights [Rr]eserved|permission|consent|reprint|licen[cs]e)"
    rf").{{0,400}}$", re.NOFLAG)),
    ("copyright", _rule(
    r"^(?=.*(?:©|copyright|\bthis (?:material|article|content|story|site)\b|all rights reserved)).{0,120}"
    r"\b(?:all rights reserved|may not be (?:published|reproduced|copied|republished)"
    r"|without (?:prior |express )?(?:written )?permission).{0,200}$")),
    ("copyright", _rule(
    r"^this (?:article|story|piece|post) (?:was |is |has been |first "
    r"|originally )*(?:originally |first )?(?:published|appeared|republished|reprinted|"
    r"syndicated)\b.{0,200}$")),
    ("credits", _rule(rf"^\W?{_CREDIT_LINE}(?:[\s,;&/.]+{_CREDIT_LINE}){{0,4}}\W?$", re.NOFLAG)),
    ("credits", _rule(
    r"^.{2,120}\bcontributed (?:reporting )?(?:to|for) this (?:report|story|article|"
    r"piece)\b.{0,80}$")),
    ("nag", _rule(rf"^{_any(*NAGS)}.{{0,300}}$")),
    ("nag", _rule(rf"^{_any(*IMPERATIVES)}\b(?=.*\b{_any(*PLATFORM_WORDS)}\b)[^“”\"]{{1,300}}$")),
    ("tags", _rule(
    r"^(?:tags?|topics?|filed under|categor(?:y|ies)|keywords?|in this (?:article|story)"
    r"|more about|on this page|published in|posted in|explore more on|hashtags?)\s*:.{0,200}$")),
    ("contact", _rule(
    r"^(?:e-?mail|contact|write to|reach|follow|tel(?:ephone)?|phone|twitter|x)\b.{0,80}(?:\s|"
    r":)@?[\w.+-]+@[\w.-]+\b.{0,60}$|^[\w.+-]+@[\w.-]+\.\w{2,6}$|^(?:follow|find) .{2,60}@\w+\W?$")),
    ("link", _rule(r"^(?:https?://|www\.|pic\.twitter\.com/)\S+$|^(?:[#@]\w+\s?){1,15}$")),
)  # fmt: skip
_CORRECTION = _rule(
    r"^\W{0,3}(?:(?:correction|clarification|corrections? and clarifications?|corrected|"
    r"amendment)(?:\s?[:.–—]|,? (?:on )?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.? \d|,? \d{1,2} \w{3,9}\b|\s?\(\w)"
    r"|(?:this|the) (?:article|story|report|piece|headline|post|column) (?:was|has "
    r"been) (?:updated (?:to|on [^.]{3,40} to) (?:correct|clarify|fix)"
    r"|amended|corrected|clarified)\b|(?:an earlier|a previous|the original) version of this\b"
    r"|(?:editor[’']?s['’]? note|editors[’'] note|note)\W{1,3}.{0,120}\b(?:corrected|"
    r"correct|clarif\w+|amended|misstated|incorrectly"
    r"|earlier version|previous version|original version)\b).{0,900}$"
)
_TRANSLATION = _rule(
    r"^\W{0,3}(?:this is an? )?(?:automatic|machine|ai)(?:ally)?[ -]translat(?:ion|ed)\b[^“”\"]{0,120}$"
    r"|^\W{0,3}(?:this|the) (?:article|text|story|report|page|version) (?:was|has been|is) (?:\w+ )?translated\b"
    r"[^“”\"]{0,160}$"
)
_EDITOR = _rule(r"^\W{0,3}editor[’']?s['’]? note\W{1,3}.{1,600}$")
LIST_HEADING = _rule(rf"^\W{{0,3}}{_any(*LISTS)}\W{{0,3}}$")
"""Heads a list of links to other stories; the lines below it that are no prose go with it."""

_FUNCTION = (
    r"(?:The|A|An|In|On|At|He|She|They|It|But|And|As|For|By|With|His|Her|Its|This|That|"
    r"After|Before|When|While|Mr|Mrs|Ms|President|Prime|Police)\b"
)
_STARTS = (
    re.compile(rf"^{_COPYRIGHT}[^.]{{2,60}}\.\s+(?=[A-Z“\"])"),
    re.compile(
    r"^(?:ADVERTISEMENT|Advertisement|Article continues after ad|Story continues below "
    r"advertisement)[\s:|–—-]{1,3}(?=" + _FUNCTION +
    r"|[“\"])"),
    re.compile(rf"^(?!\W{AGENCY}\W){_BRACKET_CREDIT}\s*", re.IGNORECASE),
    re.compile(r"^Related Videos?:?\s+(?=[A-Z“\"])"),
    re.compile(
    r"^\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?)?\s?(?:GMT|UTC|BST|CET|CEST|EET|EEST|ET|EDT|"
    r"EST|PT)\b[\s:|–—-]{0,3}(?=[A-Z“\"])"),
    re.compile(r"^\d{1,2}:\d{2}(?:\s?[ap]\.?m\.?)?\s?[|–—•·-]\s?(?=[A-Z“\"])"),
    re.compile(r"^\d{1,2}\s?(?:m|min|mins|h|hr|hrs|minutes?|hours?) ago[\s:|–—-]{0,3}(?=[A-Z“\"])"),
    re.compile(
    r"^(?:Photo|Image|Picture)(?: credit)?: (?:[\w.'’-]+ ){0,3}[\w.'’-]*/[\w.'’-]+(?: "
    r"Images)? (?=[A-Z“\"])"),
)  # fmt: skip
_ENDS = (
    re.compile(
    r"(?<=[.!?”\"’…])\s*(?:READ MORE|Read more|ALSO READ|Also read|Read also|READ ALSO|"
    r"See also|Related|Watch|WATCH|Read next|Don[’']t miss)\s?:\s?[^.!?]{3,140}[.!?]?$"),
    re.compile(
    r"(?<=[.!?”\"’…])\s*(?:(?:Read|READ|See|Show|View|Continue)\s?(?:more|MORE|reading|"
    r"READING|less)(?: here)?|ADVERTISEMENT|Advertisement|MORE|Share this article|SHARE|"
    r"Click here)\s?[.…»→>]{0,3}$"),
    re.compile(rf"\s*{_BRACKET_CREDIT}\W?$", re.IGNORECASE),
    re.compile(
    r"(?<=[.!?”\"’…])\s*(?:Photo|Photograph|Picture|Image|Photos|Illustration|Credit)"
    r"(?: credit)?\s?(?::|by)\s?[^.!?:]{2,80}$"),
    re.compile(r"\s*\((?:Additional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting) by [^()]{2,200}\)$"),
)  # fmt: skip
_WIRE_END = re.compile(rf"\({AGENCY}\)\W?$", re.IGNORECASE)
"""An agency alone in round brackets credits the words before it, not a picture."""
_CAPTION_END = re.compile(
    rf"(?:{_BRACKET_CREDIT}|(?<=[.!?”\"’…])\s?(?:photo|photograph|picture|image|credit)"
    rf"s?(?: credit)?\s?(?::|by)\s?{_NAMEISH}{{2,80}}"
    rf"|(?<=[.!?”\"’…])\s?(?:{_NAMEISH}{{2,40}}[/|]\s?)?(?:{AGENCY})(?: via {AGENCY})?)\W?$",
    re.IGNORECASE,
)


def furniture_kind(line: str) -> str:
    """Return which kind of furniture a whole line is, "" for a line of the story.

    >>> furniture_kind("Advertisement"), furniture_kind("Advertisement revenue fell by a tenth last year.")
    ('label', '')
    """
    bare = line.strip(_MARKS)
    if not bare:
        return "label"
    if line[0] not in _QUOTES and _CORRECTION.match(line):
        return "correction"
    if len(line) > _MAX_LINE:
        return ""
    if _EDITOR.match(line) or _TRANSLATION.match(line):
        return "note"
    spoken = line[0] in _QUOTES or bool(_SPEECH.search(line))
    forms = (bare,) if bare == line else (bare, line)
    for kind, rule in _RULES:
        if not (spoken and kind in _NEVER_SPOKEN) and any(map(rule.match, forms)):
            return kind
    return "caption" if _is_caption(line) else ""


_NEVER_SPOKEN = frozenset({"nag", "consent", "lead", "share", "player", "copyright", "contact"})
"""Kinds that speak to the reader: a line in which somebody says something is a sentence."""


def trim_furniture(line: str) -> str:
    """Return a line of the story without pieces of furniture at its start and end.

    >>> trim_furniture("The talks ended at noon. Read more: What we know so far")
    'The talks ended at noon.'
    """
    for _ in range(3):
        before = line
        for pattern in (*_STARTS, *_ENDS):
            line = pattern.sub("", line).strip()
        if line == before:
            break
    return line


def _is_caption(line: str) -> bool:
    """Tell a picture caption that the page does not mark: at most two sentences, ending in a picture credit."""
    if _WIRE_END.search(line) or _SPEECH.search(line):
        return False
    words = len(line.split())
    sentences = len(re.findall(r"[.!?][”\"’]?\s+[A-Z“\"]", _CAPTION_END.sub("", line)))
    return words <= _MAX_CAPTION_WORDS and sentences <= 1 and bool(_CAPTION_END.search(line))
