"""What "the ..." may stand for without being told, what tells of it otherwise, and what always points back.

Closed tables, written from general knowledge of English news prose.
"""

import re

from nutgraf.briefs.checks.guarded import listed
from nutgraf.briefs.edits.fitness_words import TIME_NOUNS
from nutgraf.briefs.material.terms import stem

KNOWN_TO_ALL = (
    listed(
        """
        president government country nation world media press public police economy military army navy administration
        campaign election internet web law border past future present fact end united senate house congress party
        people war state states court constitution west east north south right left middle case street sun rest need
        chance lack rise fall risk parliament cabinet opposition church environment climate weather earth planet moon
        sky sea ocean coast island continent region area city town capital village ground floor air water land street
        road dollar euro pound market stock deficit debt budget treasury taxpayer poor rich elderly young unemployed
        homeless disabled wealthy dead living beginning start finish top bottom front back centre center heart core
        edge side way point time moment date reader viewer voter electorate population majority minority number amount
        total average  truth reality flag anthem bible pope king queen crown monarch
        prime-minister premier chancellor first-lady vice-president press-secretary spotlight limelight headline
        telephone phone radio television tv mail post-office ministry bank hospital mosque temple doctor dentist
        homeland motherland fatherland mainland outside inside interior exterior
        extent degree basis sake brink verge wake eve aftermath midst helm name likelihood possibility prospect
        ability right-to chance opportunity hope fear idea notion use lot bulk half third quarter kind sort type
        """
    )
    | TIME_NOUNS
)
"""Nouns that "the" may stand before without anything said."""

UNCLEAR_SUBJECTS = listed("campaign court state party city church side town village house congress")
"""Of those, nouns that are one of many when a sentence begins with them: "The campaign went public"."""

PLACES_OF_MANY = listed("nation country regime state city town kingdom republic island")
"""Of those, nouns that stand for a name as soon as a word colours them: "the rogue nation"."""

PLAIN_ADJECTIVES = listed(
    """
    whole entire other federal public international global local national political presidential domestic foreign
    modern ancient wider broader larger general common top big small great poor rich human civil military nuclear
    social public private average ordinary working middle upper lower common near distant foreseeable supreme free
    """
)
"""Adjectives that leave "the country" what it is."""

TELLING_ADJECTIVES = listed(
    """
    federal public international global local national political presidential domestic midterm midterms general
    intelligence justice appropriations armed electoral
    judicial congressional diplomatic nuclear conservative liberal evangelical black white gay religious
    """
)
"""Adjectives that tell a body or a field apart: "the federal courts"."""

_FAMILIES = """
    tweet post message | tweeted tweeting twitter posted wrote;
    remark comment statement speech address word | spoke speaking interview;
    order directive decree | ordered signed signing executive;
    bill legislation measure law act proposal plan package reform overhaul repeal provision | budget
        legislative;
    talk meeting summit negotiation gathering conversation discussion encounter | meet met negotiate
        negotiating discuss discussed sit-down host hosted;
    attack shooting killing massacre bombing blast explosion violence incident tragedy assault gunfire
        bloodshed carnage rampage | attacked shot killed kill bomb exploded gunman wounded stabbed stabbing;
    gunman suspect attacker shooter killer assailant perpetrator | shot shooting arrested opened accused;
    victim casualty dead survivor | killed died wounded injured shooting attack crash assault abuse harassment
        hurricane earthquake fire;
    ruling decision verdict judgment judgement opinion | ruled rule decided decide upheld uphold struck
        overturned blocked rejected;
    judge justice court jury panel bench | ruling ruled tribunal;
    investigation probe inquiry investigator prosecutor | investigate investigating investigated special;
    deal agreement pact accord treaty ceasefire truce | agreed agree;
    sanction tariff duty penalty levy | ;
    storm hurricane flood disaster cyclone typhoon | flooding;
    crash accident collision derailment | crashed collided derailed;
    fire blaze wildfire flame | burned burning;
    shutdown closure stoppage standoff stalemate impasse deadlock | closed shut;
    rule regulation policy guideline standard requirement mandate restriction ban order change rollback | rule
        regulation policy guideline standard requirement mandate restriction ban banned order change changed rollback
        measure provision directive program relax relaxed;
    vote roll-call | vote voted voting pass passed approve approved reject rejected;
    election vote race contest primary ballot runoff | voted voting elected;
    candidate nominee contender hopeful | nomination nominated run running race primary election;
    nomination confirmation appointment | nominated nominee nominate confirm appoint appointed pick picked;
    paper newspaper daily | paper newspaper;
    magazine | magazine;
    report study survey poll finding analysis research | reported researcher;
    document memo memorandum letter filing paper file | wrote filed complaint lawsuit;
    lawsuit suit complaint plaintiff case challenge | sue sued suing court legal;
    charge indictment count allegation accusation claim | charged indicted alleged alleges accused accuse
        claimed;
    defendant accused | charged trial indicted;
    trial hearing testimony proceeding | testify testified testifying court;
    debate | debated;
    interview | interviewed;
    rally event ceremony march protest demonstration | rallied protested demonstrator;
    protester demonstrator marcher | protest protested demonstration march rally;
    ban prohibition restriction | banned banning prohibit restrict barred bar;
    move decision step action announcement | decide decided announce announced order ordered sign signed withdraw
        withdrew fire fired ban banned reject rejected repeal repealed;
    strike airstrike raid bombing operation | bombed missile struck;
    missile rocket weapon launch | launched fired;
    lawmaker senator congressman congresswoman legislator representative | sen rep;
    governor | gov;
    lawyer attorney counsel | ;
    company firm firm's business manufacturer maker | inc corp;
    group organization organisation coalition association | foundation union;
    committee panel subcommittee commission | ;
    agency bureau department |;
    school campus student pupil teacher | university college;
    officer policeman trooper deputy cop | police;
    hostage prisoner detainee captive inmate | detained held jailed;
    migrant immigrant refugee | asylum immigration caravan border;
    child kid youngster parent family | children son daughter;
    payment money sum | paid pay million;
    visit trip tour journey | visited visiting travel traveled arrived;
    video footage clip tape recording | recorded;
    resignation departure ouster firing dismissal | resign resigned depart leave leaving ousted fire fired
        dismissed quit;
    withdrawal pullout exit | withdraw withdrew pull leave leaving;
    loss defeat win victory | lose lost defeated won beat;
    leak | leaked;
    outbreak virus disease | ;
"""
"""Nouns | other words that tell of what they stand for."""


def _bearers() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for family in _FAMILIES.split(";")[:-1]:
        heads, told = (part.split() for part in family.split("|"))
        for head in heads:
            found[stem(head)] = found.get(stem(head), frozenset()) | {stem(w) for w in (*told, *heads)}
    return found


BEARERS = _bearers()
"""Stem of a noun -> stems of words that tell of what it stands for."""

KNOWN_NAMES = listed(
    """
    Trump Obama Clinton Bush Biden Reagan Nixon Kennedy Lincoln Putin Merkel Macron Xi Zelensky Netanyahu Erdogan Modi
    Hitler Stalin Lenin Mussolini Churchill Thatcher Mandela Gandhi Napoleon Castro Assad Gorbachev Mao Jesus Christ God
    Shakespeare Einstein Darwin Freud Marx Mozart Beethoven Picasso
    Politico Reuters Bloomberg Axios Breitbart Twitter Facebook Google Amazon Apple Microsoft Netflix YouTube Instagram
    WhatsApp TikTok Uber Tesla Boeing Airbus Toyota Samsung Walmart Starbucks Nike Disney Pentagon Kremlin Congress
    Capitol Brexit Medicaid Medicare Obamacare Christmas Easter Thanksgiving Ramadan Islam Quran Bible Hamas Hezbollah
    Taliban Democrat Democrats Republican Republicans Dreamer Dreamers Wikipedia WikiLeaks Wimbledon Olympics
    """
)
"""Surnames that need no given name, and names that the parser often takes for somebody's."""

VERBS_ALIKE = frozenset({"reported", "reporting", "stated", "states", "posted"})
"""Verbs that share their stem with a noun and do not tell of it: "he reported" is no report."""

PARTISANS = frozenset({"Republican", "Democrat", "Independent", "Conservative", "Tory", "Liberal"})
"""Nouns with a capital that stand for a person: "the Iowa Republican"."""

SHORT_BODIES = listed(
    """
    Journal Times Post Tribune Herald Globe Chronicle Examiner Court Commission Committee Board Department Agency Center
    Centre Institute Ministry Bureau Council Authority Administration Foundation Association Union Fund Group Company
    Institution Society League Conference Convention Academy University College School Register Sentinel Gazette
    """
)
"""Last words of the names of bodies and papers: "the Journal" alone is short for one that was named."""

ACTS = listed(
    """
    remark comment tweet announcement decision move response reaction comparison statement reply outburst claim
    allegation accusation criticism warning threat proposal request demand refusal denial rebuke gesture apology
    """
)
"""Doings that were told somewhere before they are called somebody's: "Trump's remark coincided with ..."."""

WRITINGS = listed(
    """
    statement report letter memo memorandum document filing complaint email e-mail tweet post message note article story
    release advisory bulletin notice affidavit transcript
    """
)
"""What is quoted as a speaker is: "the statement reads"."""

ACRONYMS = listed(
    """
    US USA UK EU UN UAE USSR NATO FBI CIA NSA GOP DNC RNC CEO CFO COO TV DVD PC GDP VIP SUV LGBT LGBTQ LGBTQ+ ABC NBC
    CBS CNN BBC PBS NPR MSNBC HBO ESPN CNBC AP AFP UPI NFL NBA MLB NHL NCAA FIFA UEFA IOC NASA AIDS HIV COVID COVID-19
    DNA WHO IMF WTO OPEC ISIS ISIL IS NRA ACLU NAACP AARP IRS EPA DHS ICE FDA CDC FCC SEC FEMA TSA ATF IBM DACA NAFTA
    KGB FSB PAC PM MP MEP DC AM PM ID IDs IQ OK PR HQ UNESCO UNICEF USAID YMCA SWAT POW NYPD LAPD MIT UCLA
    NYU USC AIPAC BP GM GE HSBC UBS BMW VW TNT CBI RAF IRA ANC BJP SNP DUP CDU AFD SPD HMS USS II III IV VI VII VIII
    I-95 TPP AR-15 WWII USMCA G7 G8 G20 CIO GPS AI IT XL SARS MERS CSI NY LA NYC SC NC NJ CA
    AT&T KKK CCTV EDT EST ET GMT BST CET PST PDT UTC VA MBA
    """
)
"""Abbreviations that need no full form."""

POINTS_BACK = re.compile(
    r"(?:\b|(?=,))(?:in (?:response|return|reply|turn|contrast|that case|so doing)\b(?! (?:to|for)\b)|the latter\b|"
    r"as (?:a result|well as that)\b(?! of\b)|similarly|likewise|"
    r"as such\b|that is why|hence|therefore|thereby|at that (?:time|point|moment)|(?:by|since|until) then\b(?!-)|"
    r"(?:a|the) similar (?:\w+ )?(?=\w+[.,;])|as (?:much|many)(?=[.,;])|for (?:that|this) reason|"
    r"on the (?:other hand|contrary)|to that end|did the same|"
    r"(?:was|is|were|are) referring to\b|in reference to\b|do(?:ing)? so\b(?=[.,;]| because)|"
    r"an?other (?:tweet|post|message|statement|interview|time|instance|example|case)\b|in a (?:second|third|fourth|"
    r"separate|follow-up|later|subsequent) (?:tweet|post|message|statement|interview)\b|"
    r"from there\b|, however(?=,)|(?:hinted|said|suggested|admitted) as much\b|"
    r"(?:one|two|three|four|some|several|many|most) of the (?:people|"
    r"officials|sources|men|women|aides|others)\b(?! (?:who|that|in|from|at|on|involved|killed|charged)\b)|"
    r"the (?:two|three|four) (?:men|women|sides|leaders|countries|senators|officials|cases|measures|bills))\b",
    re.IGNORECASE,
)
"""Turns that point at a sentence before, wherever they stand."""

IDIOMS = re.compile(
    r"\b(?:on the (?:ground|table|phone|air|road|rise|run|job|side|spot|hook|horizon|agenda|record|ballot|stump|trail|"
    r"fence|defensive|offensive|whole|line|books?|move|loose|job|sidelines|heels|cusp|hill|floor|one hand)|"
    r"in the (?:long|short|near) (?:run|term)|in the (?:end|process|making|works|wake|face|dark|open|interim|meantime|"
    r"field|balance|lead|pipeline|running|polls|air|room|woods|spotlight|crosshairs|run-up|chamber)|at the (?:time|"
    r"moment|polls|top|bottom|helm|expense|least|latest|hands|heart|scene|door)|to the (?:point|polls|ground|test|"
    r"contrary|extent|table|detriment|mat)|off the (?:table|record|hook)|out of the (?:way|question)|"
    r"under the (?:table|radar|gun|rug|bus|influence|guise)|around the (?:clock|corner|world)|"
    r"behind the (?:scenes|wheel)|across the "
    r"(?:board|aisle|country)|over the (?:top|line|years|edge)|by the (?:way|book)|take the (?:lead|stage|stand|helm|"
    r"floor|oath|case|time)|(?:open|opens|opened|paves?|paved|clears?|cleared|leads?|led) the (?:door|way)|"
    r"(?:tell|telling|told) the truth|(?:draw|drew|cross|crossed) the line|set the (?:stage|tone|record))\b",
    re.IGNORECASE,
)
"""Fixed turns whose "the" stands for nothing that was told."""
