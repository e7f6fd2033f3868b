"""French, Spanish, Italian, Portuguese: the plain words of each; written from general knowledge of news."""

from nutgraf.briefs.plainly.tongue import Tongue

_NAME = r"(?P<who>(?:[A-ZÀ-ÞŠŽ][\w’'.-]+[ ]){1,3}[A-ZÀ-ÞŠŽ][\w’'-]+)(?=[,.;]|$| [a-zà-ÿ])"
"""A speaker in two to four capitalised words: shorter or longer ones are not certain."""

FRENCH = Tongue(
    name="French",
    leans=r"il|elle|ils|elles|ce|cet|cette|ces|cela|ceci|ça|c['’]est|c['’]était|celui\W?ci|celle\W?ci|celles?|ceux|"
    r"son|sa|"
    r"ses|leurs?|mais|et|or|donc|ainsi|cependant|toutefois|pourtant|en revanche|par ailleurs|de plus|en outre|"
    r"également|"
    r"aussi|puis|ensuite|enfin|alors|après (?:cela|quoi|ce|cet|cette)|là|on|nous|je|j['’]|ce dernier|cette dernière|"
    r"tous|"
    r"toutes|les deux|lui|y|selon (?:lui|elle|eux)|d['’]après (?:lui|elle)|à ce|dans ce|dans cet|dans cette|pour cela|"
    r"de son côté|de leur côté|en effet|d['’]ailleurs|parmi (?:eux|elles)|a-t-il|a-t-elle|une telle|un tel|"
    r"néanmoins|quant à (?:lui|elle)|dès lors|depuis lors|en réponse|au même moment|à la place|sinon|face à cette|"
    r"dans le même temps|pour sa part|malgré (?:cela|cette|ce)",
    refers=r"cet(?! (?:après|été|hiver|automne))|cette(?! (?:année|semaine|nuit))|ces(?! derniers)|celui-ci|celle-ci|"
    r"ceux-ci|ce dernier|cette dernière|également|ledit|ladite|de même",
    nobody_says=r"(?:a|ont|avait)-t-(?:il|elle|on)|ont-(?:ils|elles)|(?:il|elle) (?:a|avait) (?:dit|déclaré|ajouté|"
    r"affirmé|"
    r"expliqué|indiqué|précisé|souligné|estimé)|dit-(?:il|elle)|selon (?:lui|elle)|estime-t-(?:il|elle)",
    column=r"tribune|édito|éditorial|opinion|chronique|billet|point de vue",
    in_person=r"vous|votre|vos|tu|ton|je|j['’]\w+|mon|ma|mes|nous|notre|nos|chers? lecteurs?",
    says=r"(?:a|ont|avait|avaient) (?:\w+ )?(?:dit|déclaré|ajouté|affirmé|expliqué|indiqué|précisé|souligné|estimé|"
    r"assuré|"
    r"annoncé|averti|demandé|réclamé|dénoncé|promis|accusé|critiqué|rappelé|reconnu|raconté|confirmé|jugé|menacé|"
    r"appelé|"
    r"prévenu)|"
    r"selon|d['’]après|affirment?|estiment?|dénoncent?|explique(?:nt)?|assurent?|indiquent?|souligne(?:nt)?|"
    r"réclament?|juge(?:nt)?|demandent?|a fait savoir|promet(?:tent)?|regrettent?",
    open=r"aurait|auraient|serait|seraient|pourrait|pourraient|présumée?s?|prétendue?s?|apparemment|peut-être|"
    r"probablement|vraisemblablement|non confirmée?s?|(?:pas|n['’]a|n['’]ont) (?:\w+ ){0,2}confirmé|soupçonnée?s?|"
    r"rumeurs?|on ignore|incertaine?s?|éventuelle?s?",
    denied=r"(?:a|ont) (?:\w+ )?(?:démenti|nié|rejeté|contesté|refusé)|démentent?|dément|nie|nient|rejettent?|"
    r"conteste(?:nt)?|"
    r"refusent?",
    ahead=r"(?-i:[a-zà-ÿ]{2,}(?:era|eront|ira|iront|dra|dront|vra|vront|ura|uront))|fera|feront|sera|seront|aura|"
    r"auront|"
    r"devrait|devraient|prévoit|prévoient|prévue?s?|compte(?:nt)?|envisage(?:nt)?|va|vont",
    now=r"doit|doivent|peut|peuvent|d['’]ici|commence(?:nt)?|débute(?:nt)?",
    past=r"a|ont|avait|avaient|était|étaient|s['’]est|se sont|fut|furent|est (?:\w+)(?:é|ée|u|ue|i|ie|t|te)|"
    r"sont (?:\w+)"
    r"(?:és|ées|us|ues|is|ies)",
    days={"avant-hier": -2, "hier": -1, "aujourd'hui": 0, "aujourd’hui": 0, "demain": 1, "après-demain": 2},
    years={
        "l'an dernier": -1,
        "l’an dernier": -1,
        "l'année dernière": -1,
        "l’année dernière": -1,
        "l'an prochain": 1,
        "l’an prochain": 1,
        "l'année prochaine": 1,
        "l’année prochaine": 1,
    },
    weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    day_parts=r" (?:matin|soir|après-midi|midi)| dans la (?:matinée|soirée|nuit|journée)",
    last=("", r" (?:dernier|passé)"),
    next=("", r" (?:prochain)"),
    that=r"(?:un|chaque|ce même) ",
    toward=(r"(?:pour|jusqu['’]à|jusqu['’]au|d['’]ici|avant|à partir de|dès|à|après)(?: (?:le|ce))? ", ""),
    since=r"depuis ",
    proposes=r"reporté\w*|convoqué\w*|prévu\w*|appelé|fixé\w*|décidé|programmé\w*|demandé|exigé|invité\w*",
    months=(
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
    loose=r"la semaine (?:dernière|prochaine|passée)|cette semaine|ce (?:mois|week-end)|le (?:mois|week-end) "
    r"(?:dernier|prochain)|il y a (?:quelques|deux|trois|une) (?:jours|semaines?|mois|heures)|"
    r"ces derniers jours|"
    r"ces dernières semaines|ce matin|ce soir|cette nuit|cet après-midi",
    day_form="{words} ({day} {month})",
    weekday_form="{words} {day} {month}",
    zone_h=(1, 2),
    furniture=r"Lire aussi|À lire|A lire|Voir aussi|Lisez|Abonnez|Inscrivez|Photo|Crédit|Publié|Mis à jour|"
    r"Par(?= [A-Z]\w+ "
    r"[A-Z]\w+$)|Source|Vidéo|Avec AFP|\(?Avec|Cet article|Partager|Newsletter|Suivez|Cliquez|Retrouvez",
    labels=r"direct|en direct|vidéos?|exclusif|infographie|urgent|alerte|tribune|analyse|reportage|info \w+",
    not_news=r"en direct|ce qu['’](?:il|on)|ce que l['’]on sait|minute par minute|tribune|édito|éditorial|"
    r"on vous explique|"
    r"tout savoir|le point sur",
    named_says=r"(?:a (?:déclaré|dit|affirmé|expliqué|indiqué|ajouté|estimé|assuré|prévenu|averti))(?: (?:le|la|"
    r"l['’]))?"
    r"(?: ?[a-zà-ÿ][\w-]+){0,2},? " + _NAME,
)

SPANISH = Tongue(
    name="Spanish",
    leans=r"él|ella|ellos|ellas|este|esta|esto|estos|estas|ese|esa|eso|esos|esas|aquel\w*|su|sus|pero|y|e|así|además|"
    r"también|sin embargo|no obstante|por lo tanto|por tanto|por ello|por eso|por otro lado|por otra parte|asimismo|"
    r"luego|"
    r"entonces|después de (?:eso|ello|esto)|ahí|allí|aquí|ante (?:esto|ello|esta|este)|con (?:ello|esto|ese|esta|este)|"
    r"en (?:este|esta|ese|esa)|tras (?:ello|esto|esta|este)|según (?:él|ella)|lo que|lo cual|dijo|añadió|agregó|"
    r"explicó|"
    r"aseguró|señaló|indicó|afirmó|sostuvo|precisó|subrayó|yo|nosotros|nos|mientras tanto|entretanto|a su vez|"
    r"de hecho|es decir|ambos|ambas|dicho|dicha|dichos|dichas|por su parte|a pesar de (?:ello|esto)|en cambio|"
    r"al mismo tiempo|de lo contrario|entre (?:ellos|ellas)|para ello|otro|otra|aun así",
    refers=r"ese|esa|esos|esas|eso|dich[oa]s?|aquel\w*|ést[ea]s?|también|est[ae](?= (?:medida|decisión|situación|"
    r"caso|acuerdo|ley|proyecto|hecho|plan|proceso|tipo))|dicho",
    nobody_says=r"(?:dijo|añadió|agregó|explicó|aseguró|señaló|indicó|afirmó)(?:[.,;]|$| él| ella)|según (?:él|ella)",
    column=r"opinión|editorial|columna|tribuna|carta al director",
    in_person=r"usted(?:es)?|tú|tus?|vosotros|yo|mi|mis|me|nosotros|nos|nuestr[oa]s?|queridos lectores",
    says=r"dijo|dijeron|añadió|agregó|explicó|explicaron|aseguró|aseguraron|señaló|señalaron|indicó|indicaron|afirmó|"
    r"afirmaron|sostuvo|precisó|subrayó|según|de acuerdo con|declaró|anunció|anunciaron|advirtió|advirtieron|exigió|"
    r"exigieron|pidió|pidieron|denunció|denunciaron|criticó|criticaron|acusó|acusaron|prometió|amenazó|amenazaron|"
    r"manifestó|informó|informaron|reclam\w+|ha (?:dicho|asegurado|afirmado|anunciado|señalado|explicado|pedido|"
    r"exigido|advertido)|calificó|lamentó|confirmó|calculan?|estiman?|celebró|contó|relató",
    open=r"presunt[oa]s?|presuntamente|supuest[oa]s?|supuestamente|al parecer|podrían?|habrían?|posiblemente|"
    r"probablemente|tal vez|quizás?|sin confirmar|no (?:se )?(?:ha |han )?(?:sido )?confirm\w+|"
    r"rumores?|se desconoce|no está claro|sospech\w+",
    denied=r"negó|negaron|niega|niegan|desmintió|desmintieron|desmiente|rechazó|rechazaron|rechaza|rechazan|descartó|"
    r"ha negado|ha rechazado",
    ahead=r"(?-i:[a-zá-ú]{3,}(?:rá|rán))|va a|van a|prevén?|previst[oa]s?|planean?|tiene previsto|está previsto",
    now=r"deben?|pueden?|comienzan?|empiezan?|inician?",
    past=r"\w{2,}(?:ó|aron|ieron)|fue|fueron|hubo|dijo|dijeron|hizo|hicieron|había|habían|ha|han|pidió|estuvo|tuvo|"
    r"murió",
    days={"anteayer": -2, "ayer": -1, "hoy": 0},
    years={"el año pasado": -1, "el pasado año": -1, "el próximo año": 1, "el año que viene": 1},
    weekdays=("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    day_parts=r" por la (?:mañana|tarde|noche)| al mediodía",
    last=(r"pasado ", r" pasado"),
    next=(r"próximo ", r" próximo| que viene"),
    that=r"(?:ese|aquel|un|primer) ",
    toward=(r"(?:para|hasta|antes del?|a partir del?|al)(?: el| este)? ", ""),
    since=r"desde(?: el)? ",
    proposes=r"aplaz\w+|convoc\w+|program\w+|llam\w+|fij\w+|decidi\w+|invit\w+|propus\w+|cit[óa]\w*",
    months=(
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre|setiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ),
    loose=r"(?:la semana|el mes|el fin de semana) (?:pasad[oa]|que viene)|(?:la próxima|la pasada|esta) semana|"
    r"este mes|este "
    r"fin de semana|hace (?:unos|unas|pocos|pocas|dos|tres|una|un) (?:días|semanas?|meses|mes|horas)|"
    r"(?<!la )mañana|"
    r"esta (?:mañana|tarde|noche)|anoche|en los últimos días",
    day_form="{words} ({day} de {month})",
    weekday_form="{words} {day} de {month}",
    zone_h=(-6, 2),
    furniture=r"Lea también|Lee también|Leer más|Ver también|Te puede interesar|Le puede interesar|Suscríbete|"
    r"Suscríbase|"
    r"Foto|Imagen|Por(?= [A-Z]\w+ [A-Z]\w+$)|Fuente|Vídeo|Video|Publicado|Actualizado|Síguenos|Compartir|"
    r"Con información|"
    r"Haz clic|Newsletter|Más información|Además:|Noticia relacionada",
    labels=r"última hora|en directo|en vivo|directo|vídeos?|videos?|exclusiva|opinión|urgente|entrevista",
    not_news=r"última hora|en directo|en vivo|minuto a minuto|claves|todo lo que|qué se sabe|lo que (?:se sabe|"
    r"debes)|opinión",
    named_says=r"(?:dijo|declaró|afirmó|aseguró|señaló|explicó|advirtió|sostuvo|indicó)(?: (?:el|"
    r"la))?(?: [a-zá-ú][\w-]+){0,3}"
    r",? " + _NAME,
)

ITALIAN = Tongue(
    name="Italian",
    leans=r"egli|lui|lei|essi|esse|loro|questo|questa|questi|queste|quest['’]\w+|quello|quella|quelli|quelle|ciò|suo|"
    r"sua|"
    r"suoi|sue|ma|e|ed|però|tuttavia|inoltre|anche|così|quindi|dunque|infatti|poi|dopo di che|intanto|nel frattempo|"
    r"lì|là|"
    r"qui|secondo (?:lui|lei|loro)|in (?:questo|questa|quel)|con (?:questo|questa)|per questo|perciò|pertanto|invece|"
    r"ha (?:detto|aggiunto|spiegato|dichiarato|affermato|sottolineato)|io|noi|entrambi|entrambe|tale|tali|a sua volta|"
    r"dal canto (?:suo|loro)|nonostante (?:ciò|questo)|allo stesso tempo|altrimenti|al contrario|tra (?:loro|questi)|"
    r"di conseguenza|a (?:questo|quel)|nello stesso",
    refers=r"tal[ei]|suddett[oaie]|quest[oaie](?! (?:mattina|sera|pomeriggio|notte|anno|luned|marted|mercoled|gioved|"
    r"venerd|sabato|domenica))|quell[oaie](?= \w)|anche",
    nobody_says=r"(?:ha|hanno) (?:detto|aggiunto|spiegato|dichiarato|affermato|sottolineato)(?=[.,;]|$)|"
    r"secondo (?:lui|lei)|"
    r"(?:dice|spiega|aggiunge|conclude)(?=[.]|$)",
    column=r"commento|editoriale|opinione|l[’']intervento|il punto",
    in_person=r"voi|vostr[oaie]|tu|tuo|tua|io|mio|mia|miei|mie|mi|noi|ci siamo|nostr[oaie]|cari lettori",
    says=r"(?:ha|hanno|aveva) (?:\w+ )?(?:detto|aggiunto|spiegato|dichiarato|affermato|sottolineato|annunciato|"
    r"raccontato|replicato|commentato|osservato|ribadito|scritto|"
    r"avvertito|"
    r"chiesto|denunciato|promesso|accusato|criticato|ricordato|ammesso|confermato|riferito|precisato|assicurato|"
    r"minacciato)|"
    r"secondo|stando a|dice|dicono|spiega|spiegano|afferma|affermano|sostiene|sostengono|chiede|chiedono|denuncia|"
    r"denunciano|avverte|avvertono|annuncia|annunciano|riferisce|riferiscono|si legge",
    open=r"presunt[oaie]|presumibilmente|sarebbe|sarebbero|avrebbe|avrebbero|potrebbe|potrebbero|forse|a quanto pare|"
    r"probabilmente|non (?:è |sono |ha |hanno )?(?:ancora )?(?:stat[oaie] )?confermat[oaie]|voci|non è chiaro|sembra",
    denied=r"(?:ha|hanno) (?:\w+ )?(?:smentito|negato|respinto|rifiutato)|smentisc\w+|nega|negano|respinge|respingono|"
    r"rifiutano?",
    ahead=r"(?-i:[a-zà-ù]{2,}(?:rà|ranno))|previst[oaie]|dovrebbe|dovrebbero|intende|intendono|in programma|sta per",
    now=r"deve|devono|può|possono|comincia|inizia|iniziano",
    past=r"ha|hanno|è stat[oa]|sono stat[ie]|era|erano|aveva|avevano|fu|furono|si è|si sono|è \w+(?:to|ta|so|sa)",
    days={"ieri": -1, "oggi": 0, "dopodomani": 2, "domani": 1},
    years={"l'anno scorso": -1, "l’anno scorso": -1, "lo scorso anno": -1, "il prossimo anno": 1},
    weekdays=("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"),
    day_parts=r" (?:mattina|sera|pomeriggio|notte)",
    last=(r"scorso ", r" scors[oa]"),
    next=(r"prossim[oa] ", r" prossim[oa]"),
    that=r"(?:quel|un) ",
    toward=(r"(?:per|fino a|entro|da|prima di|dopo|a)(?: il)? ", ""),
    proposes=r"rinviat\w+|convocat\w+|fissat\w+|deciso|programmat\w+|invitat\w+|proposto|proclamat\w+|indett\w+",
    months=(
        "gennaio",
        "febbraio",
        "marzo",
        "aprile",
        "maggio",
        "giugno",
        "luglio",
        "agosto",
        "settembre",
        "ottobre",
        "novembre",
        "dicembre",
    ),
    loose=r"(?:la|nella) (?:settimana|scorsa settimana|prossima settimana)(?: (?:scorsa|prossima))?|questa settimana|"
    r"questo "
    r"(?:mese|fine settimana)|(?:il|lo) (?:mese scorso|scorso mese|weekend)|(?:pochi|alcuni|due|tre) giorni fa|"
    r"recentemente|"
    r"stamattina|stamani|stasera|stanotte|nei giorni scorsi|nelle scorse ore",
    day_form="{words} ({day} {month})",
    weekday_form="{words} {day} {month}",
    zone_h=(1, 2),
    furniture=r"Leggi anche|Leggi|Vedi anche|Foto|Di(?= [A-Z]\w+ [A-Z]\w+$)|Fonte|Video|Pubblicato|Aggiornato|"
    r"Iscriviti|"
    r"Abbonati|Condividi|Riproduzione riservata|Seguici|Approfondisci|Clicca",
    labels=r"diretta|ultim['’]ora|video|esclusiva|editoriale|live|commento",
    not_news=r"diretta|la diretta|live|ultim['’]ora|cosa sappiamo|tutto quello che|editoriale|cosa sapere",
    named_says=r"(?:ha (?:detto|dichiarato|affermato|spiegato|aggiunto|avvertito|sottolineato))(?: (?:il|la|l['’]))?"
    r"(?: ?[a-zà-ù][\w-]+){0,2},? " + _NAME,
)

PORTUGUESE = Tongue(
    name="Portuguese",
    leans=r"ele|ela|eles|elas|este|esta|isto|estes|estas|esse|essa|isso|esses|essas|aquele\w*|aquela\w*|aquilo|seu|"
    r"sua|seus|"
    r"suas|mas|e|porém|contudo|entretanto|no entanto|além disso|também|assim|portanto|logo|então|depois disso|ali|lá|"
    r"aqui|"
    r"segundo (?:ele|ela|eles|elas)|de acordo com (?:ele|ela)|nesse|nessa|neste|nesta|nisso|por isso|com isso|"
    r"disse|afirmou|acrescentou|explicou|declarou|ressaltou|eu|nós|ambos|ambas|por sua vez|por outro lado|apesar disso|"
    r"ao mesmo tempo|caso contrário|entre (?:eles|elas)|para isso|dessa|desse|desta|deste|tal|tais|já|outro|outra|"
    r"enquanto isso|do lado",
    refers=r"ess[ea]s?|dess[ea]s?(?! (?:segunda|terça|quarta|quinta|sexta|sábado|domingo))|ness[ea]s?(?! (?:segunda|"
    r"terça|quarta|quinta|sexta|sábado|domingo))|aquel[ea]s?|tal|tais|também|mesm[oa] (?:dia|local|mês)",
    nobody_says=r"(?:disse|afirmou|acrescentou|explicou|declarou)(?:[.,;]|$| ele| ela)|segundo (?:ele|ela)",
    column=r"opinião|editorial|coluna|artigo de opinião",
    in_person=r"você|vocês|teu|tua|eu|meu|minha|meus|minhas|me|nós|nosso|nossa|nossos|nossas|caros leitores",
    says=r"disse|disseram|afirmou|afirmaram|acrescentou|explicou|explicaram|declarou|declararam|ressaltou|segundo|"
    r"de acordo "
    r"com|conforme|anunciou|anunciaram|alertou|alertaram|exigiu|exigiram|pediu|pediram|denunciou|criticou|criticaram|"
    r"acusou|acusaram|prometeu|ameaçou|ameaçaram|informou|informaram|garantiu|confirmou|defendeu|lamentou|reclam\w+",
    open=r"supost[oa]s?|supostamente|alegad[oa]s?|alegadamente|teria|teriam|seria|seriam|poderia|poderiam|"
    r"pode(?:m)? ter|"
    r"possivelmente|provavelmente|talvez|não (?:foi |foram )?confirm\w+|boatos?|rumores|"
    r"não se sabe",
    denied=r"negou|negaram|nega|negam|desmentiu|desmentiram|desmente|rejeitou|rejeitaram|rejeita|recusou|recusaram|"
    r"refutou",
    ahead=r"\w{3,}(?:rá|rão)|vai|vão|deve|devem|previst[oa]s?|pretendem?|planejam?|planeiam?",
    now=r"podem?|começam?|iniciam?",
    past=r"\w{2,}(?:ou|aram)|foi|foram|disse|disseram|havia|era|eram|decidiu|decidiram|pediu|exigiu|houve|teve|morreu|"
    r"ocorreu|recebeu|fez|fizeram",
    days={"anteontem": -2, "ontem": -1, "hoje": 0, "amanhã": 1},
    years={"no ano passado": -1, "ano passado": -1, "no próximo ano": 1, "no ano que vem": 1},
    weekdays=(
        "segunda-feira|segunda(?= \\()",
        "terça-feira",
        "quarta-feira",
        "quinta-feira",
        "sexta-feira",
        "sábado",
        "domingo",
    ),
    day_parts=r" (?:de manhã|à tarde|à noite|de madrugada)",
    last=(r"(?:última |último )", r" passad[oa]"),
    next=(r"(?:próxima |próximo )", r" que vem"),
    that=r"(?:naquela|aquela|numa|uma) ",
    toward=(r"(?:para|até|antes de|a partir de|após)(?: a| o| esta)? ", ""),
    since=r"desde(?: a| o)? ",
    proposes=r"adiou|adiad\w+|convoc\w+|marc(?:ou|ad\w+)|decidi\w+|program\w+|convid\w+|propôs|propuser\w+",
    months=(
        "janeiro",
        "fevereiro",
        "março",
        "abril",
        "maio",
        "junho",
        "julho",
        "agosto",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
    ),
    loose=r"(?:n?a semana|n?o mês|n?o fim de semana) (?:passad[oa]|que vem)|n?(?:a próxima|a última|esta|essa) semana|"
    r"n?este (?:mês|fim de semana)|há (?:poucos|alguns|algumas|dois|duas|três|uma|um) (?:dias|semanas?|meses|mês|"
    r"horas)|"
    r"recentemente|nos últimos dias|n?(?:esta|essa) (?:manhã|tarde|noite)",
    day_form="{words} ({day} de {month})",
    zone_h=(-4, 1),
    furniture=r"Leia também|Leia mais|Veja também|Veja mais|Saiba mais|Foto|Imagem|Por(?= [A-Z]\w+ [A-Z]\w+$)|Fonte|"
    r"Vídeo|"
    r"Publicado|Atualizado|Assine|Inscreva|Compartilhe|Siga|Clique|Com informações|Newsletter",
    labels=r"ao vivo|vídeos?|exclusivo|urgente|opinião|última hora|direto|análise",
    not_news=r"ao vivo|minuto a minuto|acompanhe|o que se sabe|o que sabemos|tudo sobre|opinião|entenda",
    named_says=r"(?:disse|afirmou|declarou|explicou|alertou|garantiu)(?: (?:o|a))?(?: [a-zá-ú][\w-]+){0,3},? " + _NAME,
)
