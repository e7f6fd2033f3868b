"""Words that decide whether a stop ends a sentence: abbreviations, sentence openers, attribution verbs.

Written from general knowledge of English news writing. Abbreviations are listed without their last stop and are
matched with their case: "Miss." may be Mississippi, "miss." is a word.
"""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


BEFORE_NAME = _words(
    """Mr Mrs Ms Mx Dr Drs Prof Messrs Mme Mlle Msgr Fr Rev Hon Gen Gens Lt Lts Col Cols Maj Capt Cmdr Cdr Adm Sgt Cpl
    Pvt Pfc Brig Supt Insp Det Sen Sens Rep Reps Gov Govs Pres Amb Atty Asst Treas Ald Sr-Lt Vice-Adm Rear-Adm Lt-Gen
    Lt-Col Maj-Gen Brig-Gen Sgt-Maj Mt Ft Pte Const Cllr Ven Revd Hrn Dipl Ing Staff-Sgt Cmdt Ens Comdr Secy Mgr
    ST FT MT SEN REP GOV GEN DR MR MRS MS vs v cf e.g i.e E.g I.e viz ca"""
)
"""Always followed by the rest of its sentence."""

BEFORE_NUMBER = _words(
    """No Nos no nos Art Arts art Sec Secs sec p pp P Fig Figs fig Vol vol Ch ch Rs Rp Par par para Eq approx Approx
    Ver ver Par Cl cl Op op Ex ex Rev est Est"""
)
"""Part of its sentence when a number follows."""

MONTHS = _words("Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec JAN FEB MAR APR AUG SEPT OCT NOV DEC")
"""Shortened months: part of their sentence when a number follows, otherwise like `MAY_END`."""

MAY_END = _words(
    """Inc Corp Ltd Co Cos Bros LLC L.L.C Plc Jr Sr Esq etc al Dept Univ Assn Ave Blvd Rd St Ste Bldg Mfg Intl Natl
    Calif Mass Conn Fla Ga Ill Ind Kan Ky La Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Penn Pa Tenn Tex Va Vt Wash Wis
    Wyo Ala Ariz Ark Colo Del Dak Ont Que Alta Sask Man Ph.D Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun Ukr Pty GmbH
    Gov't Dem Dems Repub approx est Adj Ed Eds ed eds trans Tel tel min max sq cont dept
    hrs hr mins lbs oz ft"""
)
"""May close a sentence: only when a plain sentence opener follows."""

CLOCK = _words("a.m p.m A.M P.M am pm AM PM")
"""Times of day: close a sentence before a capital that is neither a time zone nor a day."""

AFTER_CLOCK = _words(
    """ET EST EDT CT CST CDT MT MST MDT PT PST PDT GMT UTC BST CET CEST EET EEST MSK IST JST Eastern Central Mountain
    Pacific Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thurs Fri Sat Sun January
    February March April May June July August September October November December Jan Feb Mar Apr Aug Sept Oct Nov Dec
    Moscow Kyiv Kiev London Beijing Paris Berlin Local Greenwich Standard Daylight"""
)
"""What follows a time of day within its sentence."""

OPENERS = _words(
    """The A An This That These Those He She It They We I You But And Or So Yet If When While Whether Although Though
    Because Since After Before As At In On By For From With Without Within During Despite However Meanwhile Moreover
    Furthermore Nevertheless Instead Then Thus There Here His Her Its Their Our My Your What Who Whose Why How Where
    Which Some Many Most Much Several Both All Each Every Any None Not Only Even Still Also Once Until Unless Now Today
    Yesterday Tomorrow Earlier Later Among According Asked Following Amid Along Between Of To Let Just Other Others
    Another Such More Less Few Nearly Almost Perhaps Indeed Nor Neither Either Like Unlike Under Over Last Next
    Besides Beyond Against Around Behind Through Toward Towards Alongside Including Except Regarding Concerning
    It's That's He's She's There's They're We're I'm I've Don't Doesn't It’s That’s He’s She’s There’s They’re We’re
    I’m I’ve Don’t Doesn’t"""
)
"""Words that open sentences and hardly ever follow an abbreviation inside one."""

COURTESY = _words("Mr Mrs Ms Dr")
"""Titles that open a sentence after an abbreviation: "in the U.S. Mr. Doe said"."""

SHOUTED_NAMES = _words("Yahoo Jeopardy E Wham Oklahoma Airplane Yum Joomla Panic Ya")
"""Names that are written with an exclamation mark."""

PRONOUNS = _words("He She It They We I You This That These Those There The A An But And")
"""Openers that never name the speaker right after a quotation."""

SAYING = (
    "said|says|say|asked|asks|added|adds|told|tells|wrote|writes|tweeted|posted|replied|replies|answered|responded|"
    "quipped|joked|shouted|yelled|exclaimed|wondered|continued|declared|announced|remarked|noted|recalled|demanded|"
    "insisted|concluded|cried|complained|commented|stated|argued|explained|warned|urged|pleaded|screamed|chanted"
)
"""Verbs that attribute a quotation, as alternatives of a pattern."""

SITES = _words("Com Co Org Net Io Gov Tv Edu Info Biz Ai Uk De Fr Ru Ua Eu Js Py Inc")
"""What follows a stop inside the name of a site or a product, never inside running text."""

GERMAN_MONTHS = _words("Januar Februar März April Mai Juni Juli August September Oktober November Dezember")
"""After a German ordinal ("am 5. Mai"), which is no end of a sentence."""
