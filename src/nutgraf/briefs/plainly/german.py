"""German: its plain words, written from general knowledge of news."""

from nutgraf.briefs.plainly.tongue import Tongue

_NAME = r"(?P<who>(?:[A-ZÀ-ÞŠŽ][\w’'.-]+[ ]){1,3}[A-ZÀ-ÞŠŽ][\w’'-]+)(?=[,.;]|$| [a-zà-ÿ])"
"""A speaker in two to four capitalised words: shorter or longer ones are not certain."""

GERMAN = Tongue(
    name="German",
    leans=r"(?:aus|mit|von|bei|nach|zu|für|gegen|ohne|durch|um|an|auf|in|unter|neben|vor) (?:ihr|ihm|ihnen|ihn|ihrer|"
    r"ihrem|seiner|seinem|deren|dessen|denen)|schließlich|letztlich|hierbei|hierzu|hierfür|weiterhin|ebenso|er|sie|"
    r"es(?! gibt)|ihm|ihr|ihre[nmrs]?|sein|seine[nmrs]?|diese[rsnm]?|dies|jene[rsnm]?|das(?= (?:ist|war|"
    r"sei|"
    r"hat|habe|sagte|teilte|berichtet\w*|wäre|würde|soll))|der(?= (?:habe|sei|hat|ist|war)\b)|dort|dabei|dazu|dafür|"
    r"dagegen|daher|deshalb|deswegen|damit|danach|davor|darauf|darüber|daran|darin|darunter|daraufhin|außerdem|zudem|"
    r"ferner|allerdings|jedoch|dennoch|trotzdem|aber|und|doch|denn|auch|so|somit|folglich|zuvor|anschließend|"
    r"inzwischen|"
    r"mittlerweile|gleichzeitig|unterdessen|indes|beide|beides|letztere\w*|erstere\w*|hier|hinzu|stattdessen|"
    r"andernfalls|"
    r"sonst|weiter(?= sagte)|solche[rsnm]?|dadurch|hingegen|zugleich|nun|jetzt|dann|da|wir|ich|man|demnach|zumindest|"
    r"ein(?:er|e|es) (?:von|der) (?:ihnen|beiden)|wegen (?:dieser|dieses)|nach (?:diesem|dieser|eigenen)|in (?:diesem|"
    r"dieser)|mit (?:diesem|dieser)|bei (?:diesem|dieser)|trotz (?:dieser|dieses)|am selben",
    refers=r"ebenfalls|demnach|somit|dies(?:e[rsnm]?)?(?! Jahr)|besagte[rsnm]?|genannte[rsnm]?|obige[rsnm]?|dasselbe|"
    r"derselbe|dieselbe[n]?|desselben|solche[rsnm]?|ersterer?|letzterer?",
    nobody_says=r"(?:sagte|sagten|so|erklärte|fügte|betonte|meinte|ergänzte|teilte|schrieb) (?:er|sie|es)",
    column=r"kommentar|leitartikel|meinung|kolumne|glosse|gastbeitrag|essay|pro und contra",
    in_person=r"(?-i:(?<=[\w,] )(?:Sie|Ihnen|Ihre?[nmrs]?))|du|dich|dir|deine?[nmrs]?|euch|euer|eure|ich|mir|mich|"
    r"mein(?:e[nmrs]?)?|wir|uns|unser(?:e[nmrs]?)?|liebe leser\w*",
    says=r"sagt(?:e|en)?|erklärt(?:e|en)?|teilt(?:e|en)? .{0,80}mit|mitgeteilt|betont(?:e|en)?|kündigt(?:e|"
    r"en)? .{0,90}an|"
    r"angekündigt|laut|zufolge|nach (?:\w+ )?(?:angaben|aussage|darstellung|worten|einschätzung)|so(?= (?-i:[A-ZÄÖÜ]))|"
    r"meint(?:e|en)?|"
    r"forder(?:t|te|ten|n)|warf(?:en)?|kritisier(?:t|te|ten)|warn(?:t|te|ten)|schrieb(?:en)?|gab .{0,60}bekannt|"
    r"sei(?:en)?|"
    r"habe(?= .{0,80}\b\w+(?:t|en)\b)|hieß es|verwies(?:en)?|versicher(?:t|te|ten)|bezeichnet(?:e|en)?|"
    r"versprach(?:en)?|"
    r"lobt(?:e|en)?|berichtet(?:e|en)?|erzähl\w+|resümier\w+|bilanzier\w+|ergänzt\w*|heißt es|führt\w* .{0,60}aus|"
    r"fügt\w* .{0,60}hinzu|weiß|plädier\w+|freut(?:e)? sich|spr(?:icht|ach(?:en)?)|schreib(?:t|en)|"
    r"stellt\w* .{0,60}klar|h(?:o|e)bt? .{0,60}hervor|unterstr\w+|appell\w+|mahnt\w*|antwort\w+|urteil(?:t|te|ten)|"
    r"konstatier\w+|begründ\w+|zeigte sich|bestätigt(?:e|en)?|räumte .{0,60}ein|droh(?:t|te|ten)|rechnet(?:e|en)?|"
    r"wirft|werfen",
    open=r"angeblich\w*|mutmaßlich\w*|offenbar|möglicherweise|vermutlich|wahrscheinlich|unbestätigt\w*|nicht (?:\w+ )?"
    r"bestätigt|berichten zufolge|dem vernehmen nach|könnten?|dürften?|soll(?:en)? .{0,120}\b(?:haben|sein|"
    r"worden sein)|"
    r"vielleicht|gerücht\w*|unklar|offen(?= (?:blieb|ist|bleibt))|anscheinend|ungeklärt|steht noch nicht fest|"
    r"noch nicht bekannt",
    denied=r"bestreite[tn]|bestritt(?:en)?|dementier\w+|wies(?:en)? .{0,90}zurück|weis(?:t|en) .{0,90}zurück|"
    r"zurückgewiesen|leugne\w+|lehnt(?:e|en)? .{0,90}ab|abgelehnt|widersprach(?:en)?|widerspricht",
    ahead=r"soll|sollen|will|wollen|plant|planen|geplant|voraussichtlich|beabsichtig\w+|vorgesehen|"
    r"(?:wird|werden) [^,;]{0,160}?\b(?!\w*ge\w)\w+en(?=[.,;]|$| und)",
    now=r"wird|werden|muss|müssen|kann|können|steht .{0,40}an|bis (?:ende )?20\d\d|kommenden?|beginnt|findet|finden",
    past=r"(?:hat|haben)(?= .{0,200}\b(?:\w*ge\w{2,}(?:t|en)|(?:be|ver|er|ent|zer|miss|über|unter)\w{2,}(?:t|en)|"
    r"\w+iert)\b)|hatten?|war(?:en)?|wurden?|worden|sagten?|teilten? .{0,90}mit|gab(?:en)?|kam(?:en)?|erklärten?|"
    r"stimmten?|beschloss(?:en)?|fand(?:en)?|begann(?:en)?|starb(?:en)?|kündigten? .{0,90}an|brach(?:en)?|ging(?:en)?|"
    r"rief(?:en)?|einigten?|trafen?|forderten?|sperrten?|legten? .{0,60}vor|entschied(?:en)?|betonten?|warnten?|"
    r"wies(?:en)?|lehnten?|bestätigten?|demonstrierten?|verstorben|zurückgetreten|erlitt(?:en)?|verlor(?:en)?|"
    r"gewann(?:en)?|stieg(?:en)?|fiel(?:en)?|sank(?:en)?|ließ(?:en)?|hielt(?:en)?|blieb(?:en)?|bekam(?:en)?|"
    r"verließ(?:en)?|trat(?:en)?|startete|endete|eröffnete|stürzte|reagierte|siegte|übernahm(?:en)?|gelang|wollten?|"
    r"traf(?:en)?|lief(?:en)?|"
    r"nahm(?:en)?|zog(?:en)?|schloss(?:en)?|erhielt(?:en)?|musste[n]?|konnte[n]?",
    days={"vorgestern": -2, "gestern": -1, "heute": 0, "morgen": 1, "übermorgen": 2},
    years={
        "letztes Jahr": -1,
        "im vergangenen Jahr": -1,
        "im letzten Jahr": -1,
        "im vorigen Jahr": -1,
        "im Vorjahr": -1,
        "im kommenden Jahr": 1,
        "nächstes Jahr": 1,
        "im nächsten Jahr": 1,
    },
    weekdays=("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag|Sonnabend", "Sonntag"),
    day_parts=r"(?:abend|morgen|mittag|nachmittag|vormittag|nacht)| (?:Abend|Morgen|Mittag|Nachmittag|Vormittag|Nacht|"
    r"früh|abend)",
    last=(r"(?:vergangenen|vergangener|letzten|vorigen) ", ""),
    next=(r"(?:kommenden) ", ""),
    that=r"(?:jenem|diesem|selben|einem|nächsten|übernächsten|vorletzten|vorvergangenen|ersten|folgenden) ",
    toward=(
        r"(?:für|bis|bis zum|ab|zum|auf|vor|nach)(?: (?:den|dem|kommenden))? ",
        "",
    ),
    since=r"(?:seit|seit dem) ",
    proposes=r"verschob(?:en)?|verschoben|vertagt(?:e|en)?|lud(?:en)?|ruf(?:t|en)|rief(?:en)?|beantrag\w+|plan\w+|"
    r"setzt(?:e|en)?",
    months=(
        "Januar|Jänner|Jan",
        "Februar|Feb",
        "März",
        "April|Apr",
        "Mai",
        "Juni|Jun",
        "Juli|Jul",
        "August|Aug",
        "September|Sept|Sep",
        "Oktober|Okt",
        "November|Nov",
        "Dezember|Dez",
    ),
    loose=r"(?:(?:vergangene|letzte|vorige|kommende|nächste|diese)[rnms]?|"
    r"diesen|diesem) (?:Woche|Wochenende|Monat|Tagen|Wochen|Monaten)|vor (?:wenigen|einigen) (?:Tagen|Stunden|Wochen)|"
    r"vor (?:ein|zwei|drei|vier|fünf) (?:Tagen|Wochen)|vor einer Woche|am Wochenende|(?:der|"
    r"in der) Vorwoche|in (?:einer|zwei) Wochen?|Tags (?:zuvor|darauf)|am (?:Vortag|Folgetag)",
    day_form="{words} ({day}. {month})",
    zone_h=(1, 2),
    furniture=r"Lesen Sie|Lies auch|Mehr zum Thema|Mehr dazu|Foto:|Bild:|Von(?= [A-ZÄÖÜ]\w+ [A-ZÄÖÜ]\w+$)|Quelle|"
    r"Stand:|"
    r"Newsletter|Anzeige|Abonnieren|Melden Sie sich|Hier (?:geht|klicken)|Video:|Symbolbild|Dieser (?:Artikel|Text)|"
    r"Mit Material|\(?Mit Informationen",
    labels=r"eilmeldung|eil|update|video|live|liveticker|exklusiv|kommentar|interview|\+{3}",
    not_news=r"liveticker|live-ticker|live-blog|liveblog|ticker|newsblog|kommentar|das müssen sie|alles wichtige|"
    r"was (?:wir|man) (?:wissen|weiß)|im überblick|fragen und antworten|der tag",
    named_says=r"(?:sagte|erklärte|betonte|so|meinte|warnte|schrieb)(?: (?:der|die|das))?(?: [a-zäöüß][\w-]+){0,2} "
    r"(?!(?:[\w’'.-]+ ){0,3}(?:Reportern|Journalisten|Medien|Angaben|Nachfrage|Interview))" + _NAME,
)
