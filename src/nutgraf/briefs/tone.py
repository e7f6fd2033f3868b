"""Tone: which sentences argue, sneer or shout instead of reporting, told by their words outside quotation marks.

Opinion pages are often not marked as such. One loaded word can slip into a report, so a sentence is weighed down by its
own words a little, and by those of its whole article more: an article in which such words are frequent is a column
whatever its label.

Rule 1: what is said in quotation marks is the speaker's tone, not the writer's.
Rule 2: tone weighs, it never bars: when a story has nothing else, its sentences still come.
"""

import re
from collections.abc import Sequence
from functools import cache

from nutgraf.briefs.verify_words import outside
from nutgraf.model import Article, Sentence

_LOADED_WORDS = """
abomination absolutely absurd absurdity alarmist alas amazing apologist apologists appalling arrogant asinine
atrocious awful baffling ballistic barbaric baseless bash bashed bashing betrayal bizarre blast blasted blasting
blatant blatantly bloated bluff-calling bluster boast bogus bombastic bombshell boneheaded brainwashed bravely brazen
brazenly brilliant brutally buffoon bullies bully cabal callous catastrophic charade charlatan chillingly clearly
clown clueless colossal comical conspiracy-mongering contemptible cooked coward cowardly cowards crackpot crazed crazy
cringe cronies crony cronyism crooked cruel cruelty cynical cynically damn damning darn dastardly deceit deceitful
deluded delusional demagogue demagoguery demonize demonizing deplorable deranged desperate desperately despicable
diabolical dirtiest disaster disastrous disgrace disgraceful disgusting dishonest dishonesty dismal doom doomed
draconian drivel dumb egomaniac egregious elites embarrassing embarrassingly epic evidently extremist fake farce
farcical fascist fawning fearmongering feckless fiasco flagrant flagrantly flimsy foolish foolishly frankly frantic
fraudulent freak frighteningly fury gaffe garbage gaslighting gauntlet ginned glaring gleefully glorious gonna goons
gotta grandstanding grotesque gutless hapless hateful heartless heck heinous hell heroic hey hideous hilarious hoax
honestly horrendous horrible horrifying howling hyperbolic hyperventilating hypocrisy hypocrite hypocritical hysteria
hysterical idiocy idiot idiotic idiots ignominious illogical immoral inane indeed indefensible inept inexcusable
infamous infantile insane insanity insidious insufferable ironically irony jackass joke knee-jerk lackeys lackluster
lame laughable lefties leftist leftists liar liars loathsome lobotomized loony loudmouth ludicrous lunacy lunatic
lying malevolent malicious mealy-mouthed meltdown menacing mendacious merciless mindless miserable mockery monstrous
moron moronic mouthpiece myopic narcissist narcissistic nasty naturally needless nefarious nonsense nonsensical nope
obnoxious obscene obsessed obviously odious ominous outlandish outrage outrageous outright overblown pandering
paranoid partisan-hack pathetic pearl-clutching perverse petulant phony pitiful plainly ploy poisonous pompous
preposterous propaganda punditocracy puny puppet purely rabid radical-left rant ranting reckless recklessly
reprehensible repugnant ridiculous ridiculously rubbish ruthless sad sadly sanctimonious savage scam scandalous
scaremongering scathing screed self-righteous senseless sham shame shameful shamefully shameless shocking shockingly
showdown sickening silly sinister sleazy slimy smear smears smug snowflake so-called sordid spectacle spectacular
spineless stooge stooges stunning stunningly stunt stupid stupidity supposedly surely tantrum tantrums tawdry temerity
terrible terribly thankfully thuggish tirade tragically travesty treasonous tribal truly trumped-up twisted tyrannical
tyranny ugly unabashed unbelievable unbelievably unconscionable undoubtedly unfortunately unhinged unprincipled
unsurprisingly utter utterly vapid venomous vicious vile virtue-signaling vitriol wacky warmonger warped weaponize
weaponized weirdly whine whining whitewash whopping wicked wild wildly witch-hunt woefully woke worshipful wretched
yeah yep zealot zealots
"""
_TURNS = re.compile(
    r"\b(?:of course|in other words|after all|make no mistake|let's be|let’s be|to be sure|needless to say|it turns out"
    r"|the truth is|the fact is|no wonder|no doubt|not to mention|in fact|so much for|speaking of|at the end of the day"
    r"|once again|believe it or not|as if|what a|how dare|by the way|guess what|give me a break|fits right in|so-called"
    r"|thrown? down the gauntlet|dead of night|red meat|dog whistle|thrown under the bus|in lockstep|double standard"
    r"|flying in the face|the left's|the left’s|the right's|the right’s|mainstream media|liberal media|fake news)\b",
    re.IGNORECASE,
)
_SHOUT = re.compile(r"[A-Z]{4,} (?=[A-Z]?[a-z])|!")
_ACRONYM_OR_DATELINE = re.compile(r"[A-Z]{2,6}\b|[A-Z]+,? \(|[A-Z]+ [—–-]")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")

PER_WORD = 0.12
"""What one loaded word takes off a sentence's salience; four or more take off half."""
MOST_OFF = 0.5
COLUMN_RATE = 0.0145
"""Loaded words a word from which an article reads as a column: of 60 development
sets nearly all reports lie under .010; what lies above .0145 was a column or a fighting text, but for one report."""
COLUMN_RATE_STRICT = 0.010
"""The rate from which an article's lines are not used while other articles give enough: some reports go too."""
COLUMN_OFF = 0.35
"""What its tone takes off every sentence of a column."""
TRANSLATED_OFF = 0.5
"""What machine translation takes off: its sentences are right at best and read badly."""


@cache
def _loaded() -> frozenset[str]:
    return frozenset(_LOADED_WORDS.split())


def loaded_words(text: str) -> int:
    """Count the loaded words and turns of a text, outside quotation marks.

    >>> loaded_words('The utterly shameful bill passed. “A disgrace,” he said.')
    2
    """
    plain = outside(text)
    words = sum(word in _loaded() for word in _WORD.findall(plain.lower()))
    return words + len(_TURNS.findall(plain)) + _shouts(plain)


def _shouts(plain: str) -> int:
    first = plain.lstrip().split(" ", 1)[0]
    tabloid = first.isupper() and first.isalpha() and len(first) > 2 and not _ACRONYM_OR_DATELINE.fullmatch(first)
    return 3 * tabloid + min(2, plain.count("!"))


def plainness(text: str) -> float:
    """Return how far a sentence reports, 1 (plain) down to 1 - `MOST_OFF`."""
    return 1.0 - min(MOST_OFF, PER_WORD * loaded_words(text))


def reads_as_column(sentences: Sequence[Sentence]) -> bool:
    """Tell whether an article argues throughout."""
    return argues_at(sentences, rate=COLUMN_RATE)


def argues_at(sentences: Sequence[Sentence], *, rate: float) -> bool:
    """Tell whether an article's prose has loaded words at this rate; judged from 100 words on."""
    prose = [s.text for s in sentences if s.kind == "prose"]
    words = sum(len(outside(text).split()) for text in prose)
    return words >= 100 and sum(map(loaded_words, prose)) / words >= rate


def tone_of(article: Article, sentences: Sequence[Sentence]) -> float:
    """Return what an article's manner leaves of the salience of its sentences, 0 to 1."""
    column = 1.0 - COLUMN_OFF if reads_as_column(sentences) else 1.0
    return column * (1.0 - TRANSLATED_OFF if "translated" in article.flags else 1.0)
