"""Words that may attribute, in classes; written from general knowledge of English news, one entry a lemma.

They propose; the filter decides. `cues.py` holds the verbs whose certainty the brief judges; these are more, because a
thought or a wish is an attribution too (PARC), although no brief would call it "said".
"""

from nutgraf.ledger.cues import CUE_NOUNS, VERBS, words

CLASSES: dict[str, frozenset[str]] = {
    "speak": words(
        """say tell state announce declare add note explain claim argue assert contend maintain stress emphasize
        emphasise underline underscore reiterate repeat reply respond answer comment remark recall reveal
        disclose admit acknowledge concede allege insist testify affirm confirm inform brief conclude tweet
        post boast joke complain quip caution counter retort interject mention clarify remind assure advise
        opine proclaim profess utter whisper shout yell scream exclaim ask inquire enquire question wonder
        write read sing chant preach recite continue begin explain elaborate crow gush muse rant scoff sneer
        snap mutter murmur plead vent confess talk speak discuss address raise debate chat retweet echo
        reference cite list relate recount narrate promise pledge vow swear warn threaten deny"""
    ),
    "report": words(
        """report quote cite publish broadcast show indicate suggest find reveal document detail describe illustrate
        demonstrate prove reflect confirm imply reaffirm"""
    ),
    "judge": words(
        """accuse blame criticize criticise condemn denounce praise hail welcome call brand label describe thank
        congratulate dismiss reject refute slam blast attack mock ridicule lambast lambaste rip defend
        endorse back support oppose applaud commend tout characterize characterise portray cast compare
        decry deride bemoan lament deplore question challenge dispute characterize dub credit fault chastise
        rebuke scold bash liken pitch thank urge single target hit fire admire"""
    ),
    "believe": words(
        """think believe feel know suspect doubt consider assume expect reckon understand realize realise imagine
        suppose view see regard perceive deem figure guess predict forecast project estimate anticipate
        conclude judge remember forget recall recognize recognise agree disagree hear learn discover notice
        find determine calculate hold trust accept interpret comprehend fathom envision foresee favor favour"""
    ),
    "feel": words("""hope fear worry wish regret like love hate prefer dread enjoy resent care mind fret yearn long"""),
    "intend": words(
        """want plan intend aim seek try hope decide mean propose offer refuse agree choose resolve prepare consider
        vow pledge promise threaten commit undertake strive look opt attempt"""
    ),
    "demand": words(
        """demand urge call insist press push appeal request require ask plead beg implore order instruct lobby exhort
        petition recommend advise encourage propose suggest invite challenge advocate warn direct command"""
    ),
}
"""By class; a word may stand in several."""

NOUNS = words(
    """statement claim comment remark assertion announcement allegation accusation assessment view belief opinion
        conviction offer proposal invitation demand call appeal request ultimatum plea threat warning denial
        refusal rejection plan pledge vow promise intention suggestion argument contention idea notion
        thought fear worry concern hope wish desire expectation prediction forecast estimate report rumor
        rumour news evidence sign conclusion finding criticism charge question speculation suspicion doubt
        impression feeling sense perception decision effort attempt admission confession insistence
        assurance declaration commitment position stance theory"""
) | frozenset(CUE_NOUNS)
"""Nouns that name speech, thought or intention."""

ADJECTIVES = words(
    """sure certain confident aware convinced worried concerned afraid hopeful optimistic pessimistic skeptical
        sceptical glad happy sad angry proud sorry surprised disappointed willing ready eager determined
        unaware adamant clear doubtful unsure uncertain grateful pleased thrilled shocked alarmed keen
        anxious interested reluctant"""
)
"""Adjectives of thought and feeling that take a clause."""


def classes_of(lemma: str) -> tuple[str, ...]:
    """Return the classes of a verb, in the order of the table; `other` when it is a cue of `cues.VERBS` alone."""
    found = tuple(name for name, members in CLASSES.items() if lemma in members)
    return found or (("other",) if lemma in VERBS else ())
