"""What a stretch of text is, by its shape: prose, heading, caption, byline, list item or fragment.

Rule 1: only whole sentences are prose: a capital, a figure or a mark at the start and a final stop at the end.
Rule 2: a stretch that a quotation tears apart is a fragment: in a brief its quoted words would become the outlet's.
Rule 3: the table is read from the top; the first shape that fits names the kind.
"""

import re

from nutgraf.model import SentenceKind
from nutgraf.text.lengths import reading_length

_HEADING_WORDS = 14
"""A longer line without a final stop is a broken sentence rather than a heading."""
_QUESTION_WORDS = 8
"""A question of its own paragraph up to this length is a sub-heading ("What happens next?")."""

_SHAPES: tuple[tuple[SentenceKind, re.Pattern[str]], ...] = (
    ("fragment", re.compile(r"[\W_]*$")),
    ("byline", re.compile(r"(?:By|BY) (?:[^\s.!?…]+ ?){2,9}$")),
    (
        "byline",
        re.compile(
            r"(?:[Bb]y|BY) (?:the )?[A-ZÀ-Þ][\w’'.\-]*"
            r"(?:[ ,]+(?:and |& |de |van |von |bin |[a-z]+ )?[A-ZÀ-Þ][\w’'.\-]*){0,12}"
            r"(?:[,|]? (?:in [A-Z][\w ]{2,30}|[\w.]+@[\w.]+))?[.]?$"
        ),
    ),
    (
        "byline",
        re.compile(
            r"\(?(?:(?:Additional |Further )?(?:[Rr]eporting|[Ww]riting|[Ww]ritten|[Ee]dited|[Ee]diting|[Cc]ompiled|"
            r"[Tt]ranslated) (?:and \w+ )?by\b|(?:Last |First )?(?:[Uu]pdated|[Pp]ublished|[Pp]osted|UPDATED|PUBLISHED)"
            r"(?: (?:on|at)\b|:| \d)|Our Standards:|Follow (?:\w+ ){0,4}on (?:Twitter|X|Facebook|Instagram)\b)"
        ),
    ),
    (
        "caption",
        re.compile(
            r"[(\[]?(?:FILE|File|PHOTO|Photo(?:graph)?|Image|Picture|Video|Credit|Caption|Pictured|Photos?|Foto|Bild)"
            r"(?: (?:PHOTO|photo|image|picture|credit|by|source|courtesy))?"
            r"(?:s)?(?: ?[:–—\-]|[ ](?:by|of|courtesy)\b| ?/)"
        ),
    ),
    (
        "caption",
        re.compile(
            # "CLOSE" is the button of the player that shows the picture.
            r"(?:CLOSE [A-Z]|Enlarge this image|Image (?:copyright|caption|source)|Media (?:caption|playback)|REUTERS/|"
            r"AP Photo/|Getty Images\b|© )"
        ),
    ),
    (
        "caption",
        re.compile(
            r"[^\n]{0,600}?"
            r"(?:\| [^|\n]{2,60}/(?:AP|Getty|Reuters|AFP|EPA)\b[^\n]{0,300}$|"
            r"(?:[(\[][^()\[\]]{0,80}(?:Getty|Reuters|AP Photo|AFP|EPA|Shutterstock|Alamy|via AP|Pool|Bloomberg)"
            r"[^()\[\]]{0,40}[)\]]|(?:/| - |Image: |Photo: |© ?)(?:Getty Images?|Reuters|AFP|AP|EPA|Shutterstock|Alamy)"
            r"(?: Images)?)[.]?$)"
        ),
    ),
    (
        "byline",
        re.compile(
            r"(?:(?:[A-ZÀ-Þ][\w.’'&-]*|and|on|in|of|from|at|the|for),? ){2,40}(?:also )?contributed"
            r"(?: (?:reporting|research))?(?: (?:to|from|for) (?:this|the) (?:report|story|article))?\.?$"
        ),
    ),
    # The page speaks to its reader.
    (
        "fragment",
        re.compile(r"(?:Important|Note|Programming note|NOTE|IMPORTANT): [^\n]{3,300}\b(?:DIRECTV|DISH|Ch\. ?\d)"),
    ),
    (
        "caption",
        re.compile(
            # A credit in front: "REUTERS The harbour of", "Reuters A harbour".
            r"(?:(?:REUTERS|AFP|EPA|GETTY IMAGES)(?: (?:REUTERS|AFP|EPA))* (?!chief|staff)[A-ZÀ-Þ]"
            r"|(?:Reuters|Getty Images|Image|Photo) (?:Reuters )*(?:The|A|An|People|Residents|Police|Workers) )"
        ),
    ),
    (
        "caption",
        re.compile(
            # A place, its country and a full date at the very end, no preposition before the date and no past verb.
            r"(?![^\n]{0,600}\b(?:said|told|will|would|could|was|were|had|has|took|born|died|began|ended|became)\b)"
            r"[A-ZÀ-Þ][^\n]{20,500}?\b(?:in|at|on|near|outside|inside) [A-Z][^\n]{2,80}(?:, [A-Z][\w.]+|U\.S\.),? "
            r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}, (?:19|20)\d\d[.]?$"
        ),
    ),
    (
        "caption",
        re.compile(
            # No credit, but the words of one: somebody does something now, on a full date at the very end.
            r"(?![^\n]{0,600}\b(?:said|says|will|would|could|may|was|were|had|that|if)\b)[A-ZÀ-Þ][^\n\"“”]{5,200}?\s"
            r"(?:speak|react|arrive|listen|wave|attend|hold|pose|smile|sit|look(?= on\b)|applaud|embrace|deliver|"
            r"depart|greet|shake|wait|hug|testif(?=ies|y))(?:ie)?s?\s[^\n\"“”]{5,300}?"
            r"(?:\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}, (?:19|20)\d\d"
            r"|\b\d{1,2} [A-Z][a-z]{2,8} (?:19|20)\d\d)[.]?$"
        ),
    ),
    ("list", re.compile(r"(?:[•▪●◦‣■·*+–—-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+\S")),
)
"""Kind by shape, for the whole stretch."""

_FINAL = re.compile(r"[.!?…。！？؟۔।](?:\s?[\"”“’'»›«)\]}＂」』）])*(?:\[\d{1,3}\])*$")
_TRAILS_OFF = re.compile(r"(?:\.\.\.|…|\. \. \.)$")
_FULL_START = re.compile(r"[\"“”„‟«»‹‘'‚(\[¿¡*`「『]*\s?(?:[^\W_a-z]|[a-z][A-Z]|(?:al|el|as|ash)-[A-Z])")
_ASKS = re.compile(r"(?:So )?(?:What|Who|Why|How|When|Where|Which|Is|Are|Will|Can|Could|Does|Do|Did|Should)\b")


def kind_of(text: str, *, alone: bool, torn: bool) -> SentenceKind:
    """Return the kind of a sentence; `alone` when it is its whole paragraph, `torn` when a quotation crosses its edge.

    >>> kind_of("What happens next?", alone=True, torn=False)
    'heading'
    """
    for kind, shape in _SHAPES:
        if shape.match(text):
            return kind
    words = reading_length(text)
    if not _FINAL.search(text):
        return "heading" if alone and words <= _HEADING_WORDS and _FULL_START.match(text) else "fragment"
    if alone and words <= _HEADING_WORDS and text.isupper():
        return "heading"
    if alone and text.endswith("?") and words <= _QUESTION_WORDS and _ASKS.match(text):
        return "heading"
    whole = words >= 2 and _FULL_START.match(text) and not _TRAILS_OFF.search(text)
    return "prose" if whole and not torn else "fragment"
