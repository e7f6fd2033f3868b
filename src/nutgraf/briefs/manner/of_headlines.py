"""How a title speaks: as news, or as a column, a tease or a label over a side topic.

Strategy: a dozen plain features of a title's words and of its article's tone, weighed by the logistic model in
`headline.json` (fitted by `evals/recipes/fit_headline.py` on titles that people judged; numbers only, no words).

Rule 1: what stands in quotation marks is the speaker's tone; only a whole title in them is held against it.
Rule 2: manner weighs beside what a title tells; it bars nothing by itself.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from nutgraf.briefs.checks.of_words import outside
from nutgraf.briefs.manner.tone import loaded_words
from nutgraf.briefs.material.terms import count_words, word_set
from nutgraf.briefs.weights import probability, weights_of
from nutgraf.model import Sentence

REPORTING = word_set(
    """accepts accuses acquits adds admits adopts advances agrees announces apologizes appeals appoints approves argues
    arrests arrives asks attends backs bans begins blames blocks calls cancels charged charges cites claims
    clears condemns confirms considers convicted criticizes cuts declares declines defends delays demands denies
    dies dismisses drops elects endorses ends enters expands expects extends faces files fires frees gives
    grants halts heads holds imposes indicted introduces invites issues joins killed kills launches leaves lifts
    loses makes meets moves names nominates offers opens opposes orders outlines overturns passes plans pleads
    pledges proposes pulls pushes raises reaches refuses rejects releases removes repeals reports requests
    resigns responds returns reveals reverses rises rules sanctions says seeks sends sentenced sets settles
    shoots shows signs starts stops strikes sues suspends takes talks tells testifies threatens trades unveils
    upholds urges vetoes visits votes vows warns wins withdraws"""
)
"""Verbs in which news is told, as headlines have them."""

HEATED = word_set(
    """absurd appalling arrogant ashamed awful awkward backlash bait bias biased bigot bizarre blatant bloodbath
    blunder botched brutal bully buries bust busted chaos charade chilling collapse coward cowardly
    crusade cynical darkness debunked decimate deranged desperate despicable disaster disgrace doomed
    drags drama dystopian elites embarrassing embarrassment emboldened enraged enrages epic evil exposed exposes
    extraordinary failure fake farce fearmongering fiery firestorm fraud freakout fuels glorious guts hack
    hates heroic hilarious hoax horrific humiliating hypocrite hypocrites ignites implodes incredible
    insult insults ironic irony jab joke lackey lambasts liar liars looms losers ludicrous
    madness massacre mess mob nasty nightmare nuts obscene obsessed obsession ominous outraged
    overblown panic panicked paranoid pathetic pearl-clutching plunges reckless revenge ridiculous rocked
    sabotage sad scandal scary scheme scorched secret shady sham shambles shameful shockingly sick silly
    slap slippery smackdown snowflake snowflakes spectacle spectacular spews spin spineless stunt
    tantrum terrible terrifying thug thugs tirade toxic travesty treason truth turmoil tyranny ugly
    unhinged unraveling uproar vicious vile vindicated weaponize whopping wild winning woke worst wrong
    wrong-headed"""
)
"""Words in which columns and fighting papers name what others report."""

_SLIGHTLY = word_set(
    """about absolutely actually again already always basically clearly even ever finally here how just literally never
    only really simply so still suddenly supposedly totally truly very"""
)
_MUSING = word_set(
    """age art bad best better case challenge end explanation failure fall future good hope importance legacy lesson
    lessons look matters meaning means mistake model moment must myth need needed ought politics problem
    question questions right rise should story strategy worse worst wrong"""
)
_SAID_BEFORE = re.compile(r"^(?:[A-Z][\w.’'-]+ ){0,2}[A-Z][\w.’'-]+: ")
_TWO = re.compile(r"[.!?;][”\"’']?\s+[A-Z“\"‘']")
_SCARE = re.compile(r"(?:(?<=\s)|^)[‘'“\"][^‘'“”\"’]{2,24}[’'”\"](?=[\s,:;.!?]|$)")
_LY = re.compile(r"\b[A-Za-z]{4,}ly\b")
_PARTS = re.compile(r"(?:\s[–—-]{1,2}\s|—|:\s|\s\.\.\.)")
_POINTS = re.compile(r"\b(?:this|that|these|those|it|he|she|they|him|her|them|here)\b", re.IGNORECASE)
_WORD = re.compile(r"[\w’'-]+")


def _words(text: str) -> list[str]:
    return [w.lower() for w in _WORD.findall(text)]


def _count(words: frozenset[str]) -> Callable[[str], float]:
    return lambda text: float(min(2, sum(w in words for w in _words(outside(text)))))


def _label_start(text: str) -> float:
    """1 when a title begins as a noun phrase with an article and tells nothing by a verb of news."""
    words = _words(text)
    return float(bool(words) and words[0] in {"the", "a", "an"} and not any(w in REPORTING for w in words))


MANNER: Mapping[str, Callable[[str], float]] = {
    "reporting": lambda t: float(any(w in REPORTING for w in _words(outside(t)))),
    "heated": _count(HEATED),
    "tone": lambda t: float(min(2, loaded_words(t.lower()))),
    "emphasis": lambda t: float(min(2, _count(_SLIGHTLY)(t) + len(_LY.findall(outside(t))))),
    "muses": _count(_MUSING),
    "label": _label_start,
    "two_sentences": lambda t: float(bool(_TWO.search(t))),
    "two_parts": lambda t: float(bool(_PARTS.search(t)) and not _SAID_BEFORE.match(t)),
    "scare_quotes": lambda t: float(min(2, len(_SCARE.findall(t)))),
    "points": lambda t: float(bool(_POINTS.search(outside(t)))),
    "figure": lambda t: float(any(c.isdigit() for c in t)),
    "words": lambda t: min(count_words(t), 24) / 12,
}
"""Features of a title's words, 0 to 2 each."""


def manner_of(text: str, sentences: Sequence[Sentence], personal: float, near: float) -> dict[str, float]:
    """Return the features of a title and its article.

    `personal`: share of the article's sentences in the first or second person; `near`: how near the title is to the
    titles and leads of the other origins.
    """
    prose = [s.text for s in sentences if s.kind == "prose"]
    words = sum(map(count_words, prose)) or 1
    rate = 100.0 * sum(map(loaded_words, prose)) / words
    of_article = {"article_tone": min(rate, 3.0), "article_personal": min(personal, 0.5), "near": near}
    return {name: tell(text) for name, tell in MANNER.items()} | of_article


def plain_title(manner: Mapping[str, float]) -> float:
    """Return how likely an editor prints a title as it is, 0 to 1."""
    weights = weights_of("manner/headline.json", "plain")
    value = weights["intercept"] + sum(weights.get(name, 0.0) * amount for name, amount in manner.items())
    return probability(value)
