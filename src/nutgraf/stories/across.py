"""Stories told in several languages: which story of one language is which of another. Nothing is merged.

    articles of a story --title and lead--> texts_of --vectors of a multilingual model, from outside--> Telling
    Tellings of two languages --likeness of vectors, names, numbers, days, time--> score
        --each the other's nearest, over the bar--> Link

Rule 1: pure; the vectors come in as an argument. Stories are linked, not merged: each keeps its language and its brief.
Rule 2: a story has at most one link into each other language, and the two must choose each other: one report of a
neighbouring event in a language that did not print ours is nobody's nearest twice.
Rule 3: what is not known (a time, a name in a script that we do not read letter by letter) neither helps nor harms.
Rule 4: links are not closed under "linked to the same": each stands on its own evidence.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from nutgraf.model import Article, Link, Story
from nutgraf.settings import Linking
from nutgraf.stories.outline import outline_of
from nutgraf.stories.streams import language_of as language_of_one
from nutgraf.stories.tongues import CAPITALS, plain_letters
from nutgraf.text.function_words import FUNCTION_WORDS

MOST_ARTICLES = 6
"""Articles of a story that speak for it: the first ones, which tell what happened."""
LEAD_CHARS = 300
"""Code points of running text that follow the title."""
NAMED_CHARS = 1_500
"""Code points read for names and numbers."""
KEY = 5
"""Letters of a name that must agree: endings differ by language."""
_CAPITALISED = re.compile(rf"\b[{CAPITALS}][^\W\d_]{{3,}}")
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z]{2,}")
_NUMBER = re.compile(
    r"(?<![A-Za-z\d.,])(\d{1,3}(?:[., ]\d{3})+(?!\d)|\d+(?:[.,]\d{1,2}(?!\d))?)"
    r"(?: ?(万|萬|億|亿)| (?:(mil|mille|bin|тыс|тис|tausend|الف)\b))?"
)
_TIMES = {"万": 10_000, "萬": 10_000, "億": 100_000_000, "亿": 100_000_000}
_LETTERS = dict(zip("абвгґдеєёжзиіїйклмнопрстуфхцчшщыэюя", "abvggdeeeisiiiiklmnoprstufhscssieua", strict=True))
"""Russian and Ukrainian letters as a Latin newspaper writes them, in one letter each; a crude meeting point."""
_RUSSIAN_LETTERS = str.maketrans("іїєґІЇЄҐ’'", "ииегИИЕГъъ")
_MEET = str.maketrans("yjwckqxz", "iivkkkss")
_LITTLE = frozenset().union(*FUNCTION_WORDS.values())


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """A story as one language tells it, ready to be compared with others."""

    story: str
    """Id of the story."""
    language: str
    """Its language; `en` for undecided ones."""
    vector: NDArray[np.float32]
    """Mean of its texts' vectors, of length 1."""
    span: tuple[datetime, datetime] | None
    """Earliest and latest published time; `None` when no article has one."""
    names: Mapping[str, str]
    """Names by a key that is the same in several scripts, each as written."""
    numbers: frozenset[str]
    """Numbers in plain digits, other than years and single digits."""
    days: frozenset[int]
    """Calendar days it names, counted from year 1."""


def language_of(articles: Sequence[Article]) -> str:
    """Return the language of a story, the commonest of its articles (people may merge several); `en` when too short."""
    codes = Counter(map(language_of_one, articles))
    return codes.most_common(1)[0][0]  # of two that are equal the one that came first


def texts_of(articles: Sequence[Article]) -> tuple[str, ...]:
    """Return the texts whose vectors speak for a story: title and lead of its first articles.

    The model was not taught Ukrainian; in Russian letters it knows half of the words all the same.
    """
    texts = (f"{a.title}. {a.text[:LEAD_CHARS]}" for a in articles[:MOST_ARTICLES])
    return tuple(texts) if language_of(articles) != "uk" else tuple(t.translate(_RUSSIAN_LETTERS) for t in texts)


def telling_of(story: Story, articles: Sequence[Article], vectors: NDArray[np.float32]) -> Telling:
    """Return a story ready to be compared; `vectors` are those of `texts_of` its articles, row by row."""
    mean = vectors.mean(axis=0)
    names: dict[str, str] = {}
    numbers: set[str] = set()
    days: set[int] = set()
    for article in articles[:MOST_ARTICLES]:
        text = f"{article.title}\n{article.text[:NAMED_CHARS]}"
        names = {**dict(_names(text)), **names}
        numbers.update(_numbers(plain_letters(text, article.language)))
        days.update(map(int, outline_of(article).fields["dates"]))
    return Telling(
        story=story.id,
        language=language_of(articles),
        vector=(mean / max(float(np.linalg.norm(mean)), 1e-9)).astype(np.float32),
        span=(story.first, story.last) if story.first and story.last else None,
        names=names,
        numbers=frozenset(numbers),
        days=frozenset(days),
    )


def link_stories(tellings: Sequence[Telling], settings: Linking) -> tuple[Link, ...]:
    """Return the links between stories of different languages, the surest first. Cost: pairs of stories, a product of
    matrices; evidence is looked for only where vectors come near the bar.
    """
    by_language: dict[str, list[Telling]] = {}
    for telling in sorted(tellings, key=lambda t: t.story):
        by_language.setdefault(telling.language, []).append(telling)
    told = Counter(name for telling in tellings for name in telling.names)
    links: list[Link] = []
    for here, there in combinations(sorted(by_language), 2):
        links.extend(_between(by_language[here], by_language[there], told, settings))
    return tuple(sorted(links, key=lambda link: (-link.score, link.stories)))


def _between(
    here: Sequence[Telling], there: Sequence[Telling], told: Mapping[str, int], settings: Linking
) -> Iterable[Link]:
    """Yield the links between the stories of two languages: those that choose each other."""
    likeness = np.stack([t.vector for t in here]) @ np.stack([t.vector for t in there]).T
    found: dict[tuple[int, int], Link] = {}
    for i, j in np.argwhere(likeness >= settings.link_at - settings.most_evidence).tolist():
        found[i, j] = _link(here[i], there[j], float(likeness[i, j]), told, settings)
    best_here: dict[int, float] = {}
    best_there: dict[int, float] = {}
    for (i, j), link in found.items():
        best_here[i] = max(best_here.get(i, 0.0), link.score)
        best_there[j] = max(best_there.get(j, 0.0), link.score)
    taken: set[tuple[str, int]] = set()
    for (i, j), link in sorted(found.items()):
        chosen = link.score >= max(settings.link_at, best_here[i], best_there[j])
        if chosen and taken.isdisjoint({("here", i), ("there", j)}):  # of two that are equal the first
            taken |= {("here", i), ("there", j)}
            yield link


def _link(a: Telling, b: Telling, likeness: float, told: Mapping[str, int], settings: Linking) -> Link:
    """Return what links two stories, with its score."""
    names = tuple(a.names[key] for key in a.names if key in b.names)
    rare = sum(1 for key in a.names if key in b.names and told[key] <= settings.rare_in)
    numbers = sorted(a.numbers & b.numbers, key=lambda n: (-len(n), n))
    days = sorted(a.days & b.days)
    evidence = settings.name * min(rare, 3) + settings.number * min(len(numbers), 3) + settings.day * min(len(days), 1)
    gap_h = _gap_h(a, b)
    faded = settings.fade * min((gap_h or 0.0) / 24, settings.fade_days) / settings.fade_days
    return Link(
        stories=(a.story, b.story),
        score=round(likeness + min(evidence, settings.most_evidence) - faded, 4),
        likeness=round(likeness, 4),
        names=names,
        numbers=tuple(numbers),
        days=tuple(date.fromordinal(day) for day in days),
        gap_h=gap_h,
    )


def _gap_h(a: Telling, b: Telling) -> float | None:
    """Return the hours between the two stretches of time, 0 when they overlap."""
    if a.span is None or b.span is None:
        return None
    apart = max(a.span[0] - b.span[1], b.span[0] - a.span[1])
    return max(0.0, apart.total_seconds() / 3600)


def _names(text: str) -> Iterable[tuple[str, str]]:
    """Yield the words of a text that may be names, each with a key that other scripts and cases share."""
    for word in (*_CAPITALISED.findall(text), *_LATIN_WORD.findall("" if text.isascii() else _far(text))):
        if word.lower() not in _LITTLE and (key := name_key(word)):
            yield key, word


def _far(text: str) -> str:
    """Return the text when it is written in signs, where each Latin word is a name; else nothing."""
    signs = sum(1 for c in text[:200] if c > "\u3000" or "\u0600" <= c <= "\u06ff")
    return text if signs > 40 else ""


def name_key(word: str) -> str:
    """Return the first letters of a name in a spelling where Latin and Cyrillic meet, "" when little is left.

    >>> name_key("Benavente") == name_key("Бенавенте"), name_key("Ödön")
    (True, '')
    """
    lowered = word.lower()
    if any("а" <= c <= "ґ" for c in lowered):
        lowered = "".join(_LETTERS.get(c, "") for c in lowered)
    plain = "".join(c for c in unicodedata.normalize("NFD", lowered) if c.isascii() and c.isalpha())
    plain = re.sub(r"(.)\1", r"\1", plain.replace("ch", "c").replace("sh", "s").replace("ph", "f").translate(_MEET))
    return plain[:KEY] if len(plain) >= KEY else ""


def _numbers(text: str) -> Iterable[str]:
    """Yield the numbers of a text in plain digits: `200.000`, `200 mil` and `20万` are one."""
    for match in _NUMBER.finditer(text):
        digits = re.sub(r"[., ](?=\d{3}(?!\d))", "", match[1]).replace(",", ".")
        if match[2] or match[3]:
            digits = f"{float(digits) * _TIMES.get(match[2], 1_000):.0f}"
        is_year = len(digits) == 4 and digits[:2] in ("19", "20")
        if len(digits) > 1 and not is_year:
            yield digits
