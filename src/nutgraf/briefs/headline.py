"""The headline: of the sources' own titles the one that says the news plainest.

Strategy: clean every title of its furniture (`BREAKING:`, `| Outlet`), bar what is no plain statement, and take the
one that an editor would most likely print: near to the other titles and leads (the linear model `titles` in
`salience.json`) and told as news, not as a column (`headline_manner`).

Rule 1: nothing is rewritten: a headline is a title with its ends cut off, and every cut is an `Edit`.
Rule 2: barred titles come after all others and say why: a story of columns alone still needs a name.
Rule 3: when a story runs over days, the newest reports name it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from nutgraf.briefs.manner.of_headlines import manner_of, plain_title
from nutgraf.briefs.material.dossier import Dossier, Vectors
from nutgraf.briefs.material.features import Column, Table
from nutgraf.briefs.material.index import Weights, dot, index_of, weigh
from nutgraf.briefs.material.terms import content, count_words, pairs, raw_words, stems, word_set
from nutgraf.briefs.weighing.rank import freshness, model, squash, title_homes, weighted
from nutgraf.model import Edit

MOST_WORDS = 14
FEWEST_WORDS = 4

_LABEL = (
    r"breaking(?: news)?|just in|developing|watch|video|live(?: updates?| blog)?|opinion|op-ed|commentary|analysis"
    r"|exclusive|editorial|review|update(?: \d+)?|updated|factbox|explainer|fact check|poll|report|photos?|listen"
    r"|podcast|column|perspective|wrapup \d+|first on \w+|in pictures"
)
_BEFORE = re.compile(
    rf"\s*(?:[\[(](?:{_LABEL})[\])]\s*[:|–—-]?|(?:{_LABEL})\s*(?:[:|–—]|\s-)|(?-i:BREAKING|WATCH|LIVE))\s+", re.I
)
_AFTER = re.compile(rf"\s*(?:[\[(](?:{_LABEL})[\])]|\s[|–—-]\s*(?:{_LABEL}))\s*\Z", re.I)
_SEPARATOR = re.compile(r"\s+(?:[|»·•]|[–—-]{1,2}|::)\s+")
_OUTLET = re.compile(
    r"(?i:\.(?:com|org|net|co\.uk)\b|\b(?:news|times|post|herald|tribune|journal|gazette|chronicle|daily|magazine"
    r"|politics|reuters|politico|bbc|cnn|npr|abc|cbs|nbc|pbs|guardian|telegraph|independent|observer|standard|mail"
    r"|press|wire|radio|tv|examiner|bulletin|review|today)\b)"
)

LOADED = word_set(
    """slam slams slammed slamming blast blasts blasted blasting rip rips ripped ripping destroy destroys destroyed
    eviscerate eviscerates eviscerated torch torches torched shred shreds shredded skewer skewers skewered bash
    bashes bashed trash trashes trashed mock mocks mocked troll trolls trolled humiliate humiliates humiliated
    shame shames shamed lash lashes lashed scold scolds scolded hammer hammers hammered pummel pummels pummeled
    unload unloads unloaded unleash unleashes unleashed rage rages raged rant rants ranted whine whines whined
    gloat gloats gloated brag brags bragged cave caves caved grovel grovels groveled crush crushes crushed
    demolish demolishes demolished meltdown bombshell shocking shocker epic insane crazy stunning stuns stunned
    explosive disgraceful hypocrisy hysteria hysterical flip-flop flip-flops lunatic fiasco debacle clown circus
    witch-hunt freak freaks freaked crazed dumb stupid idiotic outrageous outrage fury furious savage savages
    savaged fumes fume fumed gaslight smear smears smeared tirade"""
)
"""Words that judge while they tell: a headline with one of them takes sides."""
_JEERS = re.compile(
    r"\b(?:(?:go(?:es|ing)?|went|gone) (?:nuts|crazy|wild|nuclear|off the (?:rails|deep end))"
    r"|(?:los(?:e|es|ing)|lost) (?:his|her|its|their) (?:minds?|cool|marbles|temper)"
    r"|(?:flip|freak)(?:s|ing|ed|ped|ping)? out|clap(?:s|ped)? back|bit(?:e|es)? the dust|heads? explod\w+"
    r"|bl(?:ow|ew|ows) (?:a gasket|(?:his|her|their) (?:top|stack))"
    r"|obliterate[sd]?|annihilate[sd]?|unhinged|bonkers|berserk|ballistic(?! missile)|deranged|wacko|loony|kooky"
    r"|moronic|pathetic|snowflakes|libs|crybab(?:y|ies))\b",
    re.I,
)
"""The same in several words, and others that jeer."""

_CLICKBAIT = re.compile(
    r"\b(?:here[’']?s (?:why|how|what)|this is (?:why|how|what)|you won[’']?t believe|you need to know|what to know"
    r"|what we know|what you|what happens next|everything (?:we|you)|takeaways?|reasons? why|the truth about"
    r"|need to know"
    r"|things to|things you|explained|at a glance|live updates?|live blog|as it happened|full transcript|full text"
    r"|in pictures|photos? of|must[- ](?:see|read|watch)|best and worst|winners and losers|five things|[0-9]+ things"
    r"|look back|open letter|quiz|in their own words|just (?:got|made|did|said)|finally)\b",
    re.I,
)
_ASKS = re.compile(r"(?:why|how|what|when|where|who|is|are|can|could|should|will|would|does|do|did|has)\b", re.I)
_TO_READER = re.compile(r"\b(?:you|your|we|our|us|my|I|I[’']m|let[’']s)\b")
_NAMED_SELF = re.compile(r"\b(?:US|U\.S)\b")
_SAID_TO = re.compile(r"(?:[\w’'-]+ ){1,6}to (?:[A-Z][\w.’'-]* ?){1,3}: .*|[\"“‘][^\"”’]*[\"”’]")
"""What somebody tells somebody else ("Mayors to Roe: ..."), and what stands in quotation marks."""
_WHOLE_QUOTE = re.compile(r"\s*[\"“‘'][^\"”]*[\"”’']\s*\Z")


@dataclass(frozen=True, slots=True)
class Title:
    """A source's title, cleaned, as it could stand over the brief."""

    article: str
    """Id of its article."""
    text: str
    """The title without its furniture."""
    edits: tuple[Edit, ...]
    """What was cut off, against the article's title."""
    score: float
    """How well it names the story; comparable within one dossier only."""
    barred: str = ""
    """Why it should not stand there; empty when it may."""


def clean_title(title: str, outlet: str) -> tuple[str, tuple[Edit, ...]]:
    """Return a title without labels before it and outlets after it, and the cuts that made it.

    >>> clean_title("WATCH: Talks open in Istanbul | Example News", "Example News")[0]
    'Talks open in Istanbul'
    """
    start = _start(title)
    end = _end(title, start, outlet)
    if start >= end:
        return title, ()
    cuts = [(0, start), (end, len(title))]
    edits = tuple(Edit("cut-furniture", a, title[a:b], "") for a, b in cuts if a < b)
    return title[start:end], edits


def _start(title: str) -> int:
    start = len(title) - len(title.lstrip())
    while (found := _BEFORE.match(title, start)) and found.end() > start:
        start = found.end()
    return start


def _end(title: str, start: int, outlet: str) -> int:
    end = len(title.rstrip())
    while True:
        label = _AFTER.search(title, start, end)
        shorter = label.start() if label else _outlet_start(title, start, end, outlet)
        if shorter >= end or shorter <= start:
            return end
        end = shorter


def _outlet_start(title: str, start: int, end: int, outlet: str) -> int:
    """Where the outlet's name begins that ends a title, with the separator before it; `end` when there is none."""
    found = list(_SEPARATOR.finditer(title, start, end))
    if not found:
        return end
    tail = title[found[-1].end() : end]
    named = bool(outlet) and tail.lower().removeprefix("the ") == outlet.lower().removeprefix("the ")
    spaced = count_words(tail) <= 5 and bool(_OUTLET.search(tail)) and count_words(title[start : found[-1].start()]) > 3
    return found[-1].start() if named or spaced else end


def _loaded(text: str) -> bool:
    return any(w.lower() in LOADED for w in re.split(r"[^\w-]+", text)) or bool(_JEERS.search(text))


def _shouts(text: str) -> bool:
    return sum(1 for w in text.split() if len(w) > 4 and w.isalpha() and w.isupper()) > 1 or text.endswith("!")


BARS: Mapping[str, Callable[[str], bool]] = {
    "too short": lambda t: count_words(t) < FEWEST_WORDS,
    "question": lambda t: t.rstrip("”\"'’").endswith("?") or bool(_ASKS.match(t)),
    "only a quotation": lambda t: bool(_WHOLE_QUOTE.match(t)),
    "loaded": _loaded,
    "shouting": _shouts,
    "clickbait": lambda t: bool(_CLICKBAIT.search(t)) or t.endswith(("…", "...")),
    "speaks to the reader": lambda t: bool(_TO_READER.search(_NAMED_SELF.sub(" ", _SAID_TO.sub(" ", t)))),
    "too long": lambda t: count_words(t) > MOST_WORDS,
}
"""Why a title should not stand over a brief, and how one tells; the first that holds is named, the least evil last."""

PLAIN_LEAST = 0.2
"""Least probability that an editor prints a long title for it to stand before a line of the summary."""


def _barred(text: str, opinion: bool, plain: float) -> str:
    if opinion:
        return "opinion"
    why = next((why for why, holds in BARS.items() if holds(text)), "")
    return "loaded" if why == "too long" and plain < PLAIN_LEAST else why


def _elsewhere(vectors: Sequence[Weights], homes: Sequence[int], own: int) -> float:
    values = [dot(vectors[own], v) for v, h in zip(vectors, homes, strict=True) if h != homes[own]]
    return sum(values) / len(values) if values else 0.0


def title_columns(dossier: Dossier, texts: Sequence[str], vectors: Vectors | None) -> dict[str, Column]:
    """Return what is known of each cleaned title, by name: how near it is to the titles and leads of other origins."""
    index = index_of(dossier)
    homes = title_homes(dossier)
    stemmed = [stems(raw_words(t)) for t in texts]
    weighed = [weigh(content(s), index.idf) for s in stemmed]
    shared = [_shared(pairs(s), index.pair_origins, index.origins) for s in stemmed]
    titled = [_shared(pairs(s), index.title_origins, index.origins, but=h) for s, h in zip(stemmed, homes, strict=True)]
    columns = {
        "like_titles": [_elsewhere(weighed, homes, i) for i in range(len(texts))],
        "like_leads": [dot(w, index.lead_sum) / index.origins for w in weighed],
        "pairs_shared": shared,
        "pairs_titled": titled,
        "words": [min(count_words(t), 16) / 16 for t in texts],
    }
    made = {name: np.array(values, dtype=np.float64) for name, values in columns.items()}
    made["means_titles"] = np.zeros(len(texts)) if vectors is None else _near(vectors, homes)
    return made


def _near(vectors: Vectors, homes: Sequence[int]) -> Column:
    table: Table = np.asarray(vectors, dtype=np.float64)
    apart = np.not_equal.outer(np.array(homes), np.array(homes)).astype(np.float64)
    return np.asarray(((table @ table.T) * apart).sum(axis=1) / np.maximum(apart.sum(axis=1), 1.0))


def _shared(
    found: Sequence[tuple[str, str]], users: Mapping[tuple[str, str], frozenset[int]], origins: int, but: int = -1
) -> float:
    if not found:
        return 0.0
    return sum(len(users.get(p, frozenset()) - {but}) for p in found) / len(found) / origins


def manners(dossier: Dossier, vectors: Vectors | None) -> list[dict[str, float]]:
    """Return the features by which each article's title is judged, in the dossier's order; see `manner_of`."""
    texts = [clean_title(a.title, a.outlet)[0] for a in dossier.articles]
    near = squash(weighted(title_columns(dossier, texts, vectors), model("titles"))).tolist()
    personal = index_of(dossier).personal
    rows = zip(texts, dossier.sentences, personal, near, strict=True)
    return [manner_of(text, sentences, share, nearness) for text, sentences, share, nearness in rows]


def rank_titles(dossier: Dossier, vectors: Vectors | None) -> tuple[Title, ...]:
    """Return the titles of the story, best first; barred ones last, with the reason. Empty when no article has one.

    `vectors`: one row an article, of its title (`Meaning.titles`); without them words alone are compared. Cost: the
    number of articles squared times the few words of a title; 200 articles take a tenth of a second.
    """
    cleaned = [clean_title(a.title, a.outlet) for a in dossier.articles]
    rows = zip(dossier.articles, cleaned, manners(dossier, vectors), freshness(dossier), strict=True)
    told = [(a, text, edits, plain_title(manner), fresh) for a, (text, edits), manner, fresh in rows if text.strip()]
    titles = [
        Title(a.id, text, edits, plain * fresh, _barred(text, "opinion" in a.flags, plain))
        for a, text, edits, plain, fresh in told
    ]
    return tuple(sorted(titles, key=lambda t: (bool(t.barred), t.barred == "too long", -t.score, t.article)))
