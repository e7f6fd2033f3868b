"""Words by which prose argues, sneers, praises or explains instead of reporting; closed tables, easy to edit.

Written from general knowledge of English news and of how style books warn editors. Lower case; `tone_signs` says what
a table means. A word stands in one table only: the harshest that fits.
"""

import re


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


LOADED = _words(
    """
abomination absolutely absurd absurdity alarmist alas amazing apologist apologists appalling arrogant asinine
atrocious awful baffling barbaric baseless bash bashed bashing betrayal bizarre blast blasted blasting
blatant blatantly bloated bluster boast bogus bombastic bombshell brainwashed bravely brazen
brazenly brilliant brutally buffoon bullies bully cabal callous catastrophic charade charlatan chillingly clearly
clown clueless colossal comical contemptible coward cowardly cowards crackpot crazed crazy
cringe cronies crony cronyism crooked cruel cruelty cynical cynically damn damning darn dastardly deceit deceitful
deluded delusional demagogue demagoguery demonize demonizing deplorable deranged desperate desperately despicable
diabolical dirtiest disaster disastrous disgrace disgraceful disgusting dishonest dishonesty dismal doom doomed
draconian drivel dumb egomaniac egregious elites embarrassing embarrassingly epic evidently extremist fake farce
farcical fascist fawning fearmongering feckless fiasco flagrant flagrantly flimsy foolish foolishly frankly frantic
fraudulent freak frighteningly fury gaffe garbage gaslighting glaring gleefully glorious gonna goons
gotta grandstanding grotesque gutless hapless hateful heartless heck heinous hell heroic hey hideous hilarious hoax
honestly horrendous horrible horrifying hyperbolic hypocrisy hypocrite hypocritical hysteria
hysterical idiocy idiot idiotic idiots ignominious illogical immoral inane indeed indefensible inept inexcusable
infamous infantile insane insanity insidious insufferable ironically irony jackass joke knee-jerk lackeys lackluster
lame laughable lefties leftist leftists liar liars loathsome loony loudmouth ludicrous lunacy lunatic
lying malevolent malicious meltdown menacing mendacious merciless mindless miserable mockery monstrous
moron moronic mouthpiece myopic narcissist narcissistic nasty naturally needless nefarious nonsense nonsensical nope
obnoxious obscene obsessed obviously odious ominous outlandish outrage outrageous outright overblown pandering
paranoid pathetic pearl-clutching perverse petulant phony pitiful plainly ploy poisonous pompous
preposterous propaganda puny puppet purely rabid radical-left rant ranting reckless recklessly
reprehensible repugnant ridiculous ridiculously rubbish ruthless sad sadly sanctimonious savage scam scandalous
scaremongering scathing screed self-righteous senseless sham shame shameful shamefully shameless shocking shockingly
showdown sickening silly sinister sleazy slimy smear smears smug snowflake so-called sordid spectacle spectacular
spineless stunning stunningly stunt stupid stupidity supposedly surely tantrum tantrums tawdry temerity
terrible terribly thankfully thuggish tirade tragically travesty treasonous truly trumped-up twisted tyrannical
tyranny ugly unabashed unbelievable unbelievably unconscionable undoubtedly unfortunately unhinged unprincipled
unsurprisingly utter utterly vapid venomous vicious vile virtue-signaling vitriol wacky warmonger warped weaponize
weaponized weirdly whine whining whitewash whopping wicked wild wildly witch-hunt woefully woke wretched
yeah yep zealot zealots
"""
)
"""Words that judge: one of them outside quotation marks is one too many in a report."""

VIVID = _words(
    """
    ambush balked ballooned barrage bashes battered belittle belittled berate
    berated betrayed blew blistering blitz bogged boil boiling bombarded botch botched brag bragged
    brandished brewing brutal bruising bungle bungled butchered cave caved
    clobber clobbered concoct concocted coy cozy cozying cram crammed cripple crumble crumbling
    crusade crushed crushing cudgel dangle dangled decimate decimated defanged denigrate denigrated deride derided
    ditched dodge dodged doubled dragged drubbing drumbeat dubbed ducked
    embattled erupt erupted eviscerate eviscerated explode exploded fawned feud feuded feuding fiery firebrand
    firestorm flail flailing flame flaunt flaunted flip-flop flip-flopped floundering flout flouted fumble
    fumbled fume fumed furor gloat gloated grandstand grapple grilled grudging grudgingly gutted gutting hammer
    hammered hammering harangue harangued hijack hijacked hobble hobbled howl howled hurl hurled hyped
    ignited implode imploded invoke jabbed jabs kowtow lackey lambaste lambasted lambastes lash
    lashed lashes lashing litany livid lob lobbed loom looms lurch lurched lurid mire mired mock mocked mocking
    mockingly
    muddle muddled muzzle nakedly onslaught overplay overplaying overreach pander pandered parade paraded
    peddle peddled peddling pile-on pillory pilloried plague plagued plummet plunge plunged
    pounce pounced provocateur pummel pummeled pummelled purge quagmire quash rage raged
    ragtag railed rails railing ram rammed rankled ratchet ratcheted rattle rattled ravage reeling
    relish relished relishes revel reveled revelled rife ripped rips ripping rogue roiled roil roiling romp
    roughed rout saga salvo scathingly scoff scoffed scorch scorched scorching scramble scrambled
    scrambling screech scuttle seething shatter shattered shred shrill sidestep skewer skewered slam slammed slams
    slamming slap slapped sling slinging smack smackdown snark snarky sneer sneered snipe snub snubbed
    sparring spat spew spewed spiral spiraling sputter squabble squabbling squander squandered stampede steamroll
    sting stir stoke stoked stokes stoking stumble stumbled stunned surreal swagger swipe swiped swipes
    taunt taunted taunting tempestuous thrash thunder thundered thwart tiff tight-lipped tirades torch
    torched torpedo torrent tout touted touting touts trample trashed trashing treacherous trot trotted trounce
    trumpet trumpeted turmoil unapologetic unhappily unleash unleashed unleashes unleashing unravel unraveling
    uproar vilify vilified waffle waffled wallop whip whipped whirlwind wrath wreak
    wreaked wreck zing
    """
)
"""Colourful verbs and nouns for quarrels and falls: the plain word is criticised, fell, argued, hurried."""

JUDGING = _words(
    """
    abrupt admirable aggressive aggressively ambitious anti-american appropriately arbitrarily arbitrary astonishing
    astonishingly audacious authoritarian awkward awkwardly bitter bitterly bleak bold boldly breathtaking
    careless chaotic chilling combative compelling condescending confounding confrontational confusing contentious
    controversial convoluted corrupt courageous crafty crucial curious curiously dangerous dangerously
    daring dark deadlocked deeply defiant defiantly delicate devastating dire disappointing disastrously
    disingenuous dismissive disproportionate disproportionately divisive dramatic dramatically dubious easy eerie
    elitist embarrassment entrenched erratic explosive extraordinary extraordinarily extreme false
    far-left far-right fateful fiercely fighting fitting fractious fragile fraught fringe frightening
    genuine glaringly grim gruesome hard-left hardline hard-line harsh harshly harmless haunting
    historic honest hostile huge hyper-partisan iconic ideological ill-advised
    ill-conceived impressive improbable inappropriate incendiary incoherent incompetent inconvenient incredible
    incredibly indifferent inevitable inevitably inexplicable inexplicably inflammatory intractable
    irresponsible jaw-dropping landmark left-wing leftwing logical lopsided massive
    masterful meaningless misguided misleading monumental muted naive nice notorious noteworthy
    oddly opportunistic overblown overly overzealous overwhelming overwhelmingly painful
    painfully partisan passionate perfect perfectly perilous pernicious petty pointed pointless poor
    predictable predictably principled problematic profound profoundly provocative puzzling radical
    rare remarkable remarkably revealing right-wing rightwing rightful rightly rocky sacred
    scant scary selfish serious serially shady shaky sharp sharply shrewd simplistic sizable
    skeptical sleepy slick smart sober solemn somber staggering stark startling stellar sterling
    strange strangely striking strikingly stubborn stubbornly superb surprising surprisingly suspicious swift
    telling tense tepid terrifying theatrical thorny tightly timid tired top-notch tortured
    touching tough toxic tragic triumphant triumphantly troubled troubling tumultuous unacceptable
    unambiguous unconstitutional unelected unfair unfairly unfit unforgivable unfounded unhealthy unjust unlawful
    unnecessary unpopular unprecedented unreal unreasonable unsettling unseemly unsubstantiated
    unsurprising untrue unusual unusually unwarranted unwelcome useless vague vaunted vehement
    vindictive virulent vitriolic weak weird whiny wise wisely wonderful worrisome worrying worse worst
    worthless worthy wrong wrongheaded wrongly zealous
    """
)
"""Adjectives and adverbs of judgement that a report needs a speaker for; some are harmless, so one counts little."""

INTENSIFIERS = _words(
    """
    actually all-out almost already altogether anyway barely basically certainly completely definitely doubtless
    easily effectively enormously entirely especially essentially even ever exactly extremely famously far fully
    greatly hardly highly hugely immensely just largely literally longtime merely mostly much nearly never nothing
    only particularly perhaps plenty precisely pretty purported quite rather really seemingly
    simply so somehow still such surely thoroughly too totally typically ultimately virtually very vastly well
    whatsoever wholly yet always often everyone everybody nobody anyone anything everything
    """
)
"""Words that turn the volume up or down, or speak of all and always."""

SLANG = _words(
    """
    ain't bet bit brass bro buck bucks bunch buzz chops cop cops crap creeps dad dude feds
    flop folks fuss game-changer gig go-to goofy gripe guts guy hassle
    kid kids kinda lotta mess messy mom mum nah nut nuts oh ok okay pal pals payday perp phony pics punch
    puppets rookie scoop selfie shenanigans shot shtick sorta spat stuff sweat
    sweating tricks well wow yes yank yikes zip
    """
)
"""Words of talk: fine in quotations."""

INTERPRETING = _words(
    """
    amount amounts amounted attest attests betray betrays bode bodes capture captures captured
    cast casts cement cements confirms culminate culminates deepen deepened deepens demonstrate demonstrates
    demonstrated echo echoed echoes embody embodies embolden emboldened epitomize epitomizes exemplifies exemplify
    expose exposes exposed exposing foreshadow foreshadows fuel fueled fuels heighten heightened
    heightens herald heralds highlight highlighted highlights hint hints illuminates illustrate illustrated illustrates
    imperil imply implies intensified intensifies lays mark marks mirror mirrors pave paves perpetuate perpetuates
    portend portends prove proves proved raise raises reaffirm reflect reflected reflects reinforce reinforces remain
    remains represent represents reveal reveals revealed revive revived reek reeks serve serves shed
    signal signaled signals signify signifies smack smacks speak speaks spotlight suggest suggests symbolize
    symbolizes tantamount testament threaten threatens trigger underline underlines underscore underscored underscores
    undermine undermines undercut undercuts undermining unmask validate validates weakens
    """
)
"""Verbs that explain an event when their subject is a thing: the decision "underscores", the vote "smacks of"."""

ABSTRACT = _words(
    """
    agenda aspiration backdrop backlash bias burden climate concept consensus context contradiction
    contrast culture danger debate democracy dilemma divide double-standard dynamic effort era erosion ethos
    example excuse failure fate fear freedom gamble hallmark hatred hypocrite idea ideology
    imperative implication injustice irony justice legacy lesson logic message momentum mood moral morality
    motive myth narrative norm norms notion obsession opponent optics outrage paradox perception pitfall point
    populism predicament prejudice prestige principle problem promise prospect prospects question reality reason
    rebuke reckoning reminder resistance rhetoric risk rivalry scandal scheme sense shift sign stance stakes stigma
    strategy struggle supremacy symbol tactic taste temptation tendency tension terror theory trend trouble truth
    uncertainty unity values viewpoint vision wake wisdom
    """
)
"""Nouns of ideas: a sentence with several explains or preaches."""

TURNS = re.compile(
    r"\b(?:of course|in other words|after all|make no mistake|let's be|let’s be|to be sure|needless to say"
    r"|it turns out"
    r"|the truth is|the fact is|no wonder|no doubt|not to mention|in fact|so much for|speaking of"
    r"|at the end of the day"
    r"|once again|believe it or not|as if|what a|how dare|by the way|guess what|give me a break"
    r"|fits right in|so-called"
    r"|thrown? down the |dead of night|red meat|dog whistle|thrown under the bus|in lockstep"
    r"|double standard"
    r"|flying in the face|the left's|the left’s|the right's|the right’s|mainstream media|liberal media"
    r"|fake news)\b",
    re.IGNORECASE,
)
"""Turns of argument."""

FLOURISH = re.compile(
    r"\b(?:in a (?:sign|reminder|nod|bid|rare|major|stunning|move|twist|blow|victory|sharp|dramatic|stark|bizarre)"
    r"|the latest (?:example|twist|sign|in)|in the face of|in light of|at the heart of|the question (?:is"
    r"|remains|now)"
    r"|only time will tell|remains? to be seen|it(?:'s|’s| is) (?:clear|hard|easy|no|not|worth|time"
    r"|important|just|difficult"
    r"|possible|true)|there(?:'s|’s| is| are) (?:no|nothing|little|plenty|something|many|a)"
    r"|all but|not (?:just|only|merely|so much|exactly|simply|quite|even|necessarily)|more than (?:just|a"
    r"|any)|less than|no less"
    r"|rather than|instead of|far from|no (?:different|less|more|matter|longer|better|stranger)|let alone|much less"
    r"|sort of|kind of|a (?:bit|lot|whole|little) (?:of)?|one of the (?:most|few|best|worst|least|\w+est)"
    r"|the kind of|the type of"
    r"|as (?:usual|ever|always|expected)|so far|for now|at least|in reality|in truth|in short|in effect"
    r"|in essence|in turn"
    r"|like it or not|time and again|again and again|over and over|long (?:been|enjoyed|history|since)"
    r"|makes? (?:little|no|some|sense|it)|it seems|seems? (?:to|like|more|set)|seem(?:ed|ingly)"
    r"|appears? (?:to|ready)"
    r"|what (?:they|he|she|it|we|you|the)\b|how (?:they|we|you|the|not to)\b|this is|that is|that was"
    r"|these are|those who"
    r"|took? (?:to|aim|a swipe|a shot)|tak(?:es|ing) (?:aim|a swipe|a shot|on)|doubl(?:ed|es|ing) down"
    r"|stepped into|jumped? (?:on|in|at)"
    r"|hard to (?:see|say|believe|imagine|overstate)|for good measure"
    r"|right (?:back|in line|out)|in line with|on display|in full swing|at odds|under fire|hot water"
    r"|front and center"
    r"|high[- ]stakes|left no|run into|a far cry|long overdue|to say the least"
    r"|should (?:be|have|not|come|also)|ought to|need(?:s)? to|must (?:be|not|have)|would be|could (?:be"
    r"|further|potentially|erode))\b",
    re.IGNORECASE,
)
"""Phrases of comment: most stand in reports now and then, several together seldom."""
