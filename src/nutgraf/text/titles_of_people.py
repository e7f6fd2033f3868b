"""Words that stand before or inside names: titles, roles, peoples, bodies. Written from general knowledge."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


COURTESY = _words(
    "Mr Mrs Ms Mx Dr Sir Dame Lord Lady Mr. Mrs. Ms. Mx. Dr. Prof. Rev. Hon. Madame Monsieur Herr Frau St."
)
"""Titles that say no role."""

SHORT_ROLES = _words(
    "Gen. Lt. Col. Maj. Capt. Cmdr. Adm. Sgt. Sen. Rep. Gov. Pres. Amb. Sens. Reps. Insp. Supt. Det. Cpl. Brig."
)
"""Shortened roles: a role, but too clipped to introduce anyone."""

ROLES = _words(
    """president premier chancellor king queen prince princess emperor sultan emir pope cardinal archbishop bishop
    patriarch rabbi imam ayatollah minister secretary ambassador envoy consul commissioner governor senator congressman
    congresswoman representative lawmaker deputy mayor councillor councilman councilwoman speaker whip spokesman
    spokeswoman spokesperson aide adviser advisor negotiator mediator diplomat general admiral colonel major captain
    lieutenant sergeant commander marshal chief director chairman chairwoman chairperson chair head leader founder
    executive ceo chairman-designate judge justice prosecutor attorney lawyer solicitor sheriff detective inspector
    superintendent officer analyst economist professor scientist historian author writer novelist poet journalist
    reporter editor columnist correspondent activist campaigner dissident oligarch billionaire businessman
    businesswoman entrepreneur banker investor philanthropist coach manager striker midfielder goalkeeper captain
    actor actress singer musician director producer candidate nominee frontrunner challenger incumbent politician
    strategist pollster laureate physician doctor surgeon epidemiologist coordinator administrator treasurer
    undersecretary host co-host anchor co-anchor moderator pastor photographer
    counsel umpire referee engineer teacher lobbyist consultant trustee dean provost rector psychologist psychiatrist
    biologist physicist chemist sociologist climatologist meteorologist geologist pundit commentator publicist filmmaker
    comedian rapper songwriter composer playwright quarterback farmer rancher chef architect cartoonist
    vice-president secretary-general president-elect co-founder co-chair pm mp mep"""
)
"""Last words of a role, lower case."""

ROLE_MODIFIERS = _words(
    """prime deputy vice acting interim former outgoing incoming foreign defence defense interior home finance economy
    trade energy health justice culture education environment agriculture transport labour labor treasury housing
    national security senior junior chief special top lead leading presidential parliamentary parliament government
    military army navy naval air force police state federal regional opposition party press human rights
    far-right far-left centre-right centre-left conservative liberal republican democratic democrat socialist social
    communist populist nationalist veteran longtime long-time retired managing executive co-chief general attorney
    lieutenant major brigadier rear fleet field crown house senate majority minority city district county supreme
    court high assistant under first second permanent honorary campaign communications digital climate migration
    intelligence nuclear political economic legal chief-of-staff ministry office white royal rebel separatist
    council commission committee cabinet bank transportation homeland veterans affairs sports information planning
    tourism water oil petroleum women religious religion social welfare central peace ceasefire european union
    commerce development
    infrastructure science technology media staff of the"""
)
"""Words that may stand inside a role before its last word, lower case."""

PEOPLES = _words(
    """US U.S. UK U.K. EU E.U. UN U.N. NATO French Dutch Greek Swiss Czech Thai Welsh Scottish Irish Danish German
    Polish Turkish Finnish Swedish Spanish British English Jewish Kurdish Flemish Portuguese Chinese Japanese Maltese
    Lebanese Vietnamese Burmese Sudanese Congolese Senegalese Taiwanese Israeli Iraqi Pakistani Saudi Kuwaiti Qatari
    Omani Yemeni Emirati Bahraini Bangladeshi Nepali Somali Azeri Afghan Uzbek Kazakh Kyrgyz Tajik Turkmen Uyghur
    Catalan Basque Croat Serb Kosovar Slovak Slovene Filipino Argentine Cypriot Icelandic Kremlin Pentagon Vatican
    Palestinian Ukrainian Russian American Canadian Mexican Brazilian Italian Hungarian Romanian Bulgarian Austrian
    Belgian Norwegian Estonian Latvian Lithuanian Belarusian Moldovan Georgian Armenian Azerbaijani Iranian Syrian
    Jordanian Egyptian Libyan Tunisian Algerian Moroccan Nigerian Ghanaian Kenyan Ethiopian Eritrean Rwandan Ugandan
    Tanzanian Zambian Malian Korean Indian Indonesian Malaysian Singaporean Australian Cuban Venezuelan Colombian
    Chilean Peruvian Bolivian Ecuadorian Haitian European Asian African Arab Western Soviet Democratic Republican
    Conservative Labour Liberal Christian Muslim Islamic Catholic Orthodox Serbian Croatian Slovenian Slovakian Bosnian
    Albanian Macedonian Montenegrin Cambodian Mongolian"""
)
"""Peoples, parties and powers that qualify a role and are no part of a person's name."""

BODIES = _words(
    """Ministry Department Office Bureau Agency Bank University College Institute School Council Court Parliament
    Congress Senate House Assembly Commission Committee Board Party Union Organisation Organization Association
    Federation Confederation Alliance League Forum Foundation Fund Trust Centre Center Church Army Navy Force Forces
    Guard Corps Police Service Services Republic Kingdom States Emirates Islands Island Isle Gulf Bay Sea Ocean Strait
    River Lake Mount Mountains Cape Street Avenue Road Square Palace Airport Station Bridge Park Hospital Times Post
    News Journal Tribune Herald Guardian Telegraph Press Agency Radio Television Network Group Company Corporation Inc
    Corp Ltd Co Act Bill Treaty Accord Accords Agreement Pact Charter Constitution War Wars Battle Revolution Day Week
    Cup Games Olympics Prize Award City County Province Region District Oblast Valley East West North South Northern
    Southern Eastern Western Central Middle New San Santa Los Las Great Holy White Black Red Green Blue United National
    International World Global Supreme European Old Saint Fort Port Summit Conference Front Awards Images Says Klan
    Movement Brigade Division
    Academy Museum Society Club Administration Authority Security Defence Defense Affairs Intelligence Secretary
    Declaration Resolution Article Section Chapter Operation Capitol Wall Air Street Tower Hall Avenue"""
)
"""Words that no person's name holds: bodies, places and things."""
GIVEN_TOO = frozenset({"Bill"})
"""Of these what may be a given name, when a surname follows."""

HEADS_OF = _words(
    """Ministry Department Office Bureau Bank University College Institute School Council Court House Parliament
    Congress Assembly Commission Committee Board Party Union Organisation Organization Association Federation Alliance
    League Foundation Fund Centre Center Church Republic Kingdom Gulf Bay Sea Strait Isle Cape Chamber Conference
    Declaration Treaty Battle Duke Duchess Prince Princess Earl State States Academy Museum Society
    Archbishop Bishop
    Authority Secretary Minister Director Joint Chiefs Bill Tower Statue Guard Army Doctors Physicians"""
)
"""Words after which "of" or "for" goes on inside a name: Ministry of Defence."""

PARTICLES = _words(
    "de da do dos das du del della di la le las los van von der den ter ten bin bint ibn ben al el y e af av zu"
)
"""Small words inside the names of people."""

PLAIN_OPENERS = _words(
    """Police People Officials Critics Talks Lawmakers Experts Analysts Government Ministers Diplomats Troops Soldiers
    Voters Protesters Residents Rescuers Investigators Prosecutors Authorities Scientists Researchers Workers Students
    Sanctions Negotiators Delegations Negotiations Prices Shares Stocks Oil Gold Peace War Fighting Security Health
    President Minister Chancellor Premier Senator Secretary Parliament Congress Leaders Sources Reports Witnesses
    Drones Missiles Rockets Russia's Hundreds Thousands Dozens Millions Asked Speaking Answering Responding Writing
    Advertisement Read Watch Photo Image Video Sign Share Editor Editors Breaking Update Live Please Thank Yes No Well
    Mr Mrs Ms Dr According Earlier Later Both Nobody Everyone Somebody Anyone Nothing Everything Something Two Three
    Four
    Five Six Seven Eight Nine Ten Women Men Children Families Prisoners Allies Rivals Opponents Supporters Members"""
)
"""Words that open sentences with a capital and are no names."""

CALENDAR = _words(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December Jan. Feb. Mar. Apr. Aug. Sept. Oct. Nov. Dec."""
)
"""Days and months: capitals that are no names."""

AUXILIARIES = _words("Will Would Can Could Should Shall May Might Must Do Does Did Is Are Was Were Has Have Had")
"""Verbs that open questions: "Will Ann Roe come?" names no Will."""
