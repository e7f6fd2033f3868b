"""Defects per 100 lines of the briefs of any set of articles: what an editor would strike out, counted by machine.

The patterns here are written apart from the writer's own rules, so that a hole in those shows. Kinds, in the order in
which they spoiled briefs that were read by eye:

    repeat        says again what an earlier line of the brief says (stems shared, or sentence vectors)
    surname       a person's surname alone, though no earlier line gave the full name and the article has it
    columnist     first or second person outside quotation marks, or a question
    caption       photo credits, headings, lines without an end
    dateline      "KYIV, May 13 (Agency) -" left in place
    opener        starts with a word that points outside the line: "He", "In those", "However"
    weekday       a relative day without its date, outside quotation marks
    half          quotation marks do not pair
    dragging      over 45 words
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice

from evals.dossiers import dossier_of
from evals.shape import data_files, parser, read_jsonl, report
from evals.systems import embedder, lead_brief, nutgraf_brief

TASK = "defects"
DATA = ("summaries/neus-fulltext-dev.jsonl.gz",)

QUOTED = re.compile(r"[\"“„«][^\"“”„«»]*[\"”“»]")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
DATED = r"(?:,? (?:the )?\d{1,2}(?:st|nd|rd|th)?\b|,? [A-Z][a-z]+\.? \d{1,2})"
WEEKDAY = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:s\b)?(?! \d| [A-Z][a-z]+ \d|, [A-Z][a-z]+\.? \d)|"
    r"\b(?:yesterday|today|tonight|tomorrow)\b(?!['’]s)",
    re.IGNORECASE,
)
OPENER = re.compile(
    r"(?:He|She|It|They|His|Her|Its|Their|This|These|Those|That|Such|However|But|And|Also|Meanwhile|Moreover|"
    r"Nevertheless|Still|Yet|So|Instead|Likewise|Furthermore|Additionally|In (?:those|these|that|this|addition)|"
    r"At (?:that|this)|The (?:two|latter|former|move|decision|announcement|comments|remarks|tweets?|statement)"
    r" (?:came|comes|come|was|were|is|are|follows|followed))\b"
)
NOT_OPENER = re.compile(
    r"(?:This (?:week|month|year|spring|summer|autumn|winter)|That \w+ (?:has|is)|It (?:is|was) (?:the|not))\b"
)
COLUMNIST = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Ww]e|us|[Oo]ur|[Yy]our?|[Ll]et['’]s)\b")
CAPTION = re.compile(
    r"(?:Photo|Image|Credit|Getty|REUTERS|AP Photo|Enlarge|Read more|Click here|Follow us|Subscribe)\b"
)
DATELINE = re.compile(
    r"^[A-ZÀ-Þ][A-ZÀ-Þ .,'’]{2,30}(?:,? [A-Z][a-z]+\.? \d{1,2})?(?: \([^)]{2,30}\))? ?[—–-]{1,2} "
    r"|^\([A-Z][^)]{1,20}\) ?[—–-] "
)
NAME = re.compile(r"\b(?:[A-Z][a-zà-ÿ’'-]+|[A-Z]\.) (?:[A-Z]\.? )?([A-Z][a-zA-Zà-ÿ’'-]{2,})\b")
AFTER_A_NAME = re.compile(r"\b(?:[A-Z][a-zà-ÿ’'-]+|[A-Z]\.) (?=(?:[A-Z]\.? )?([A-Z][a-zA-Zà-ÿ’'-]{2,})\b)")
"""Every name word that stands behind another: in "President Donald Trump" both Donald and Trump."""
MOST_WORDS = 45
SAME_STEMS, SAME_COSINE = 0.7, 0.8


def _outside(text: str) -> str:
    return QUOTED.sub("“”", text)


def _stems(text: str) -> set[str]:
    return {w.lower()[:6] for w in WORD.findall(text) if len(w) > 3}


def _repeats(texts: Sequence[str], cosines: Sequence[Sequence[float]]) -> Counter[str]:
    found = 0
    for i in range(1, len(texts)):
        mine = _stems(texts[i])
        for j in range(i):
            other = _stems(texts[j])
            shared = len(mine & other) / max(1, min(len(mine), len(other)))
            if shared >= SAME_STEMS or cosines[i][j] >= SAME_COSINE:
                found += 1
                break
    return Counter(repeat=found)


def _surnames(texts: Sequence[str], articles: str) -> Counter[str]:
    """Surnames that stand alone at first mention though the articles give a full name before them."""
    full = {m.group(1): m.group(0) for m in NAME.finditer(articles)}
    met: set[str] = set()
    found = 0
    for text in texts:
        introduced = {m.group(1) for m in AFTER_A_NAME.finditer(text)}
        words = set(re.findall(r"\b[A-Z][a-zà-ÿ’'-]{2,}\b", text))
        people = {w for w in words if w in full and _person(full[w], articles)}
        found += len(people - introduced - met)
        met |= introduced | people
    return Counter(surname=found)


def _person(name: str, articles: str) -> bool:
    """A name is a person's when a title or a verb of saying touches it somewhere."""
    first, last = re.escape(name.split()[0]), re.escape(name.split()[-1])
    return bool(
        re.search(rf"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov)\.? {last}\b|\b{last} (?:said|told|added|wrote|tweeted)\b", articles)
        and not re.search(rf"\bthe {first}\b", articles)
    )


LINE_CHECKS: dict[str, Callable[[str], bool]] = {
    "columnist": lambda t: bool(COLUMNIST.search(_outside(t))) or _outside(t).rstrip().endswith("?"),
    "caption": lambda t: bool(CAPTION.search(_outside(t))) or not t.rstrip("\"'”’)]»").endswith((".", "!", "?", "…")),
    "dateline": lambda t: bool(DATELINE.search(t)),
    "opener": lambda t: bool(OPENER.match(t)) and not NOT_OPENER.match(t),
    "weekday": lambda t: bool(WEEKDAY.search(_outside(t))),
    "half": lambda t: t.count('"') % 2 == 1 or t.count("“") != t.count("”"),
    "dragging": lambda t: len(t.split()) > MOST_WORDS,
}


def count(texts: Sequence[str], articles: str) -> Counter[str]:
    """Return the defects of one brief by kind; `texts` are its lines without the headline, in reading order."""
    found: Counter[str] = Counter({kind: sum(map(check, texts)) for kind, check in LINE_CHECKS.items()})
    vectors = embedder().embed(list(texts))
    return found + _repeats(texts, (vectors @ vectors.T).tolist()) + _surnames(texts, articles)


def main(argv: Sequence[str]) -> int:
    """Measure nutgraf and the leads of the articles on the same sets."""
    options = parser(TASK, __doc__ or "").parse_args(argv)
    files = data_files(options.data, DATA)
    systems = {"nutgraf": nutgraf_brief, "leads": lead_brief}
    lines: Counter[str] = Counter()
    defects: dict[str, Counter[str]] = {name: Counter() for name in systems}
    sets = 0
    records = (record for file in files for record in read_jsonl(file))
    for record in islice(records, options.limit or 120):
        dossier = dossier_of(record)
        if dossier is None:
            continue
        sets += 1
        whole = "\n".join(a.text for a in dossier.articles)
        for name, write in systems.items():
            texts = write(dossier)
            lines[name] += len(texts)
            defects[name] += count(texts, whole)
    kinds = ["repeat", "surname", *LINE_CHECKS]
    table = {
        name: {
            "defects_per_100_lines": 100 * sum(found.values()) / max(1, lines[name]),
            **{kind: 100 * found[kind] / max(1, lines[name]) for kind in kinds},
            "lines": float(lines[name]),
        }
        for name, found in defects.items()
    }
    report(TASK, files, sets, table)
    return 0
