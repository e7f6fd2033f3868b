"""The words of furniture, one table a kind, as pieces of patterns; written from general knowledge of news pages.

Each entry is a linear pattern in lower case (case never decides); a table's rule in `furniture.py` says what must stand
around it.
"""

LABELS = (
    r"advertisements?", r"ads?", r"advertising", r"sponsored(?: content)?", r"promoted(?: content| stories)?",
    r"paid content", r"(?:article|story) continues (?:below|after)(?: (?:this )?(?:ad|advertisement|the ad|video))?",
    r"continue reading(?: below)?", r"scroll (?:down )?(?:to continue|for more|to read)(?: reading| with content)?",
    r"continue(?: to (?:site|article))?",
    r"skip(?: ad| advert(?:isement)?| to (?:main )?(?:content|navigation|end))?", r"remove ads",
    r"report (?:this )?ad", r"ad feedback", r"hide ad",
    r"(?:read|show|see|view|load|learn) (?:more|less|all|full (?:article|story|bio))", r"more", r"see also",
    r"also read", r"read also", r"read next", r"related", r"up next", r"next (?:up|article|story|post)?",
    r"previous (?:article|story|post)?", r"watch (?:live|now|more|video)?", r"live", r"play(?: video| audio)?",
    r"pause", r"mute", r"unmute", r"close", r"open", r"menu", r"search", r"back to top", r"top", r"home", r"log ?in",
    r"sign in", r"sign up", r"register(?: now)?", r"subscribe(?: now)?", r"join(?: now)?", r"donate(?: now)?",
    r"save(?:d)?(?: (?:article|story|for later))?", r"bookmark", r"print(?: (?:this )?(?:article|page|story))?",
    r"copy(?: link)?", r"link copied", r"copied", r"gift(?: (?:this )?article)?", r"comments?(?: \(\d+\))?",
    r"(?:view|show|read|leave|post|add|write|hide) (?:a |your |all )?comments?(?: \(\d+\))?", r"no comments(?: yet)?",
    r"comments are closed", r"reply", r"like", r"follow", r"following", r"loading(?: comments| video| more)?",
    r"please wait", r"newsletters?", r"sign up (?:now|here|today|for free|free)", r"trending(?: now)?",
    r"breaking news", r"top stories", r"latest(?: news)?", r"text size", r"(?:small|medium|large) text", r"a a a",
    r"font size", r"toggle (?:navigation|menu|share)", r"expand(?: all)?", r"collapse", r"translate",
    r"listen(?: now)?", r"transcript", r"getty(?: images)?", r"file photo", r"image", r"photo", r"video", r"gallery",
    r"slideshow", r"caption", r"credit", r"enlarge(?: (?:this )?image)?", r"(?:toggle|hide|show) caption",
    r"posted (?:on|in|by)", r"published(?: on)?", r"updated(?: on)?", r"by", r"source", r"sources?", r"via",
    r"end(?:s)?", r"-?30-?", r"xxx", r"null", r"undefined", r"n/?a",
    r"(?:make|add|set) .{2,40} (?:as )?(?:a |your )?preferred (?:news )?source.{0,30}", r"follow us", r"contact us",
    r"about us", r"terms(?: of (?:use|service))?", r"privacy(?: policy)?",
    r"cookie (?:settings|policy|preferences|notice)", r"accept(?: all)?(?: cookies)?", r"reject(?: all)?",
    r"manage (?:cookies|preferences|settings)", r"our standards.{0,60}", r"purchase licensing rights.{0,30}",
    r"opens? (?:in )?(?:a )?new (?:tab|window)",
)  # fmt: skip
"""Whole lines: buttons, labels and counters without a number."""

LISTS = (
    r"(?:related|similar|other|further|more)(?: (?:news|stories|story|articles?|posts?|content|topics|"
    r"coverage|reading|links|videos))", r"more (?:on|from|about|in) [^.!?]{2,50}",
    r"most (?:read|popular|viewed|shared|commented|recent|watched)(?: (?:in|on|stories|articles|news)[^.!?]{0,30})?",
    r"(?:you )?(?:may|might|will) also (?:like|be interested in|enjoy|love)",
    r"(?:recommended|suggested|picked|selected)(?: (?:for you|stories|articles|reading|by .{2,30}|from .{2,30}))?",
    r"trending(?: (?:now|stories|on .{2,30}))?", r"(?:editor[’']?s['’]?|our) (?:picks?|choice|recommendations?)",
    r"(?:top|latest|popular|featured)(?: (?:stories|news|headlines|posts|articles|videos))",
    r"(?:around|from (?:across|around)) the web", r"read (?:more|next|also|this next)", r"also read", r"see also",
    r"don[’']t miss", r"what to read next", r"in other news", r"keep reading", r"up next", r"from our partners",
    r"sponsored (?:stories|links)", r"promoted stories", r"more stories(?: like this)?", r"related",
    r"in case you missed it", r"explore more",
)  # fmt: skip
"""Lines that head a list of links to other stories."""

LEADS = (
    r"read(?: more| also| next| now| this| here| our .{2,30}| the .{2,40})?", r"also read", r"see also", r"see more",
    r"more(?: here| on this(?: story)?)?",
    r"related(?: (?:story|stories|article|articles|coverage|news|video|reading))?",
    r"watch(?: live| now| more| here| below| the (?:video|moment|full .{2,20}))?",
    r"listen(?: here| now| to .{2,40})?", r"recommended(?: (?:reading|for you))?", r"don[’']t miss",
    r"you may (?:also )?(?:like|be interested)", r"learn more", r"further reading", r"must[- ]read",
    r"next (?:up|article|story)", r"previous(?: article)?", r"in pictures", r"in photos", r"photos", r"gallery",
    r"podcast", r"up next", r"trending", r"most read", r"sign up", r"subscribe", r"newsletter", r"download",
    r"follow us", r"from the archives?", r"more from .{2,30}", r"click here", r"link", r"breaking news alerts?",
    r"our live blog",
)  # fmt: skip
"""Words that, with a colon behind them, point at another page."""

SOCIAL = (
    r"share(?:d)?", r"tweet", r"facebook", r"twitter", r"whats ?app", r"e-?mail", r"linked ?in", r"reddit",
    r"telegram", r"pinterest", r"pin(?: it)?", r"flipboard", r"messenger", r"bluesky", r"threads", r"mastodon",
    r"tumblr", r"pocket", r"viber", r"vkontakte", r"weibo", r"we ?chat", r"instagram", r"youtube", r"tik ?tok",
    r"snapchat", r"x\.com", r"\bx\b", r"copy(?: link)?", r"print", r"save", r"link(?: copied)?", r"messages?", r"sms",
    r"post", r"comments?", r"rss", r"google(?: news)?", r"bookmark", r"like", r"article", r"story", r"page",
    r"friend", r"follow", r"us", r"click", r"opens", r"more", r"shares", r"mail", r"app", r"line", r"short", r"url",
    r"quora", r"discord",
)  # fmt: skip
"""A line made of nothing but these is a share bar."""

PLAYERS = (
    r"(?:media )?playback (?:is )?(?:not supported|unsupported)",
    r"(?:this|the) video (?:cannot be|can ?not be|is not|could not be|is no longer|has been removed|file cannot)",
    r"to (?:play|view|watch) this (?:video|content|audio)", r"video player (?:is )?loading",
    r"your browser (?:does not|doesn[’']t|is not|isn[’']t)", r"(?:please )?(?:enable|turn on|activate) java ?script",
    r"java ?script (?:is|must be|has been) (?:disabled|required|enabled)", r"now playing", r"play video",
    r"this (?:content|embed|feature) is (?:not available|hosted by|blocked)",
    r"allow (?:instagram|twitter|facebook|tiktok|youtube|x|google)", r"(?:a )?video (?:loading|unavailable)",
    r"this is a modal window", r"beginning of dialog window",
    r"sorry, (?:this|your|we|the) (?:video|browser|content|player)",
    r"an error (?:has )?occurred(?: while| loading|$|\.)", r"unable to (?:load|play) (?:video|audio|media)",
    r"loading (?:the )?(?:player|video)", r"current time \d", r"autoplay", r"share this video",
    r"embed(?:ded)? (?:code|video)",
)  # fmt: skip
"""What a video player says when it does not play."""

CONSENT = (
    r".{0,200}\bcookies?\b(?=.*\b(?:accept|consent|settings?|polic(?:y|ies)|web ?site|"
    r"this site|our site|browser|preferences|experience|enabled?|block))",
    r"(?=.{0,200}\b(?:accept|consent|settings?|web ?site|our site|browser|preferences|"
    r"enable)\b).{0,200}\bcookies?\b",
    r"we (?:value|care about|respect) your privacy",
    r"we and our (?:\d+ )?partners",
    r"by (?:clicking|continuing|using|accepting|signing up|subscribing|registering|submitting|providing|"
    r"entering|creating)\b", r"(?:manage|change|review) your (?:privacy|consent|cookie|ad)",
    r"(?:see|read|view|check) our (?:full )?(?:privacy|terms|cookie)",
    r"your (?:privacy|consent|choices|data)\b.{0,80}\b(?:settings|policy|partners|preferences)",
    r"this (?:site|website|page) (?:uses|is protected by|may earn)", r"we may (?:earn|receive|use|collect|share)\b",
    r"i (?:agree|accept|consent)",
)  # fmt: skip
"""Consent banners: the page speaks of itself and the reader."""

CREDITS = (
    r"photo(?:graph|s|graphy)?(?: illustration)?(?: credit)?", r"picture(?:s)?(?: credit)?", r"pic(?:s)?",
    r"image(?:s)?(?: credit| source)?", r"illustration(?:s)?", r"graphic(?:s)?",
    r"(?:photo |image |picture |video )?credit(?:s)?", r"file(?: photo| picture| image| pic)", r"foto",
    r"video(?: credit)?", r"cover(?: photo| image)", r"featured image", r"archive(?: photo| image)",
    r"handout(?: photo)?", r"screengrab", r"screenshot", r"cartoon", r"artwork",
)  # fmt: skip
"""Words before the name of who took a picture."""

AGENCY = (
    r"(?:getty(?: images)?|ap(?: photo| images)?|associated press|afp(?: via getty images)?|"
    r"afp/getty(?: images)?|reuters|epa(?:-efe)?|efe|pa(?: wire| images| media)?|press association|dpa|"
    r"xinhua|tass|anadolu(?: agency)?|ansa|upi|shutterstock|istock(?:photo)?|alamy(?: stock photo)?|"
    r"unsplash|pexels|pixabay|wikimedia(?: commons)?|bloomberg|nurphoto|zuma(?: press)?|imago(?: images)?|"
    r"rex(?: features)?|handout|pool|kyodo(?: news)?|yonhap|ukrinform|sipa(?: usa)?|instagram|facebook|"
    r"twitter|flickr|screengrab|supplied|pool photo|cctv)"
)
"""Agencies and picture banks as they stand in picture credits."""

IMPERATIVES = (
    r"sign up", r"sign in", r"subscribe", r"get", r"join", r"register(?: now)?", r"download", r"enter your",
    r"stay (?:up to date|updated|informed|connected|tuned|ahead|on top)", r"never miss", r"don[’']t miss",
    r"follow (?:us|our|the [\w ]{2,30} on|[\w ]{2,40} on|@)", r"like us", r"find us", r"connect with us", r"receive",
    r"want (?:more|to)",
    r"for (?:more (?:news|stories|information|updates|like this|on this)|the latest|"
    r"all the latest|breaking)",
    r"keep up",
    r"start your",
    r"add",
    r"make us", r"catch up", r"check out", r"have (?:a|you|any)", r"do you (?:have|know|want)", r"are you",
    r"send (?:us|your|tips)", r"got a", r"like (?:this|what)", r"start the",
    r"thanks? (?:you )?for", r"submit", r"be the first", r"click", r"watch (?:our|us|more)",
    r"listen to (?:our|us|the)", r"all the latest", r"unlock",
    r"please (?:enter|subscribe|sign|check|select)", r"choose", r"more ways",
    r"you can (?:also )?(?:follow|find|subscribe|listen|sign)",
)  # fmt: skip
"""How a call to the reader begins."""

PLATFORM_WORDS = (
    r"newsletters?", r"in ?box", r"(?:your|an?|valid|by) e-?mail", r"e-?mail (?:address|alerts?|updates?)", r"alerts",
    r"push notifications?", r"(?:our|the|free|news|mobile|smartphone) app", r"apps? for (?:ios|android)",
    r"(?:whats ?app|telegram) (?:channel|group|community)",
    r"(?:on|to) (?:our )?(?:whats ?app|telegram|twitter|facebook|instagram|youtube|tik ?tok|linked ?in|x|"
    r"bluesky|threads|google news|apple news|flipboard|apple podcasts|spotify|social media)(?:\W|$)",
    r"(?:google play|app store)", r"letters? to the editor", r"free trial",
    r"digital (?:access|subscription|edition)",
    r"(?:our|the) (?:podcast|youtube channel|full coverage|live blog|home ?page|website|mailing list|subscribers)",
    r"news ?(?:letter|flash|tips?)(?: |$)", r"daily (?:edition|briefing|digest)", r"in the comments",
    r"unlimited access", r"become a (?:member|subscriber|supporter)", r"subscri(?:be|ption|ber)s?", r"get in touch",
    r"breaking news",
)  # fmt: skip
"""What only a page offers: one of these must stand in a call to the reader."""

NAGS = (
    r"(?:to (?:continue|keep|finish) reading|continue reading (?:with|your|for|by)|to (?:read|view|see|"
    r"access) the (?:full|rest|whole|entire|complete))\b",
    r"(?:this|the full) (?:article|story|content|page|report|post) is (?:only )?(?:for|"
    r"available (?:only )?to|reserved for|exclusive to|exclusively for|behind)\b",
    r"(?:already|not yet|existing|first-time) (?:a |an )?(?:subscribers?|members?|registered|have an account)",
    r"if you(?:[’']re| are) (?:already )?a (?:subscriber|member)", r"if you(?:[’']re| are) seeing this message",
    r"you(?:[’']ve| have) (?:reached|read|used|viewed|run out of|\d+|one|no) .{0,40}\b(?:articles?|limit|"
    r"stories|free|views?)", r"(?:please )?(?:subscribe|log ?in|sign in|register) (?:now )?(?:to|or|for|and)\b",
    r"subscribe (?:now|today|here|from|at)\b", r"subscribers? (?:only|exclusive|can)\b",
    r"(?:premium|members?[- ]only|subscriber[- ]only|exclusive) (?:content|article|story)",
    r"support (?:our|us|independent|local|quality|the [\w ]{3,30}\b(?:journalism|newsroom))\b",
    r"your (?:support|contribution|donation|subscription|gift|generosity)\b",
    r"(?:make|consider) (?:a |an? )?(?:donation|contribution|gift|making a)",
    r"we (?:need your|(?:rely|depend) on (?:our readers|readers|your|you\b|donations)"
    r"|can[’']t do this without you|have a (?:small )?favou?r)",
    r"unlock (?:this|unlimited|full|premium|the)", r"when you (?:join|subscribe|sign up|become|buy|purchase)\b",
    r"join (?:now|today|the conversation|the discussion|us (?:on|at|today)|our|\d[\d,]* )",
    r"(?:leave|post|add|write|share) (?:a|your) (?:comment|reply|thoughts|opinion|experience|story)",
    r"(?:be the first to|log in to|sign in to|you must be logged in to) comment", r"have your say",
    r"what do you think\?", r"let us know (?:what|in|your|by)\b", r"tell us (?:what|your|in|about)\b",
    r"(?:comments? (?:are|is|section) (?:closed|moderated|now closed|not))",
    r"thank you for (?:reading|following|subscribing|signing|your|supporting|registering)",
    r"(?:success|thanks|done)! (?:please|you|an|your)", r"(?:get|save) \d+ ?% off",
    r"try .{0,30}\bfree\b.{0,40}(?:days?|weeks?|months?|trial)", r"advert[iı]s?e with (?:us|the)",
    r"have (?:a|any) (?:news )?tips?\b", r"do you have (?:a|any) (?:story|tip|information|question)",
    r"send (?:your|us your|us a|tips|story)\b",
    r"(?:for the latest|for more) .{0,60}\b(?:follow|download|visit|subscribe|sign up|click|go to|head to|"
    r"see our|check)\b",
    r"this (?:newsletter|email|story) (?:is|was) (?:sent|part of|produced by|supported by|sponsored)",
    r"(?:follow|find|like|join|friend|add) (?:us|me|him|her|them|our (?:page|channel)) (?:on|at|via)\b",
    r"follow (?:@\w+|[\w’' ]{2,40} on (?:twitter|facebook|instagram|x|whats ?app|telegram|linked ?in|"
    r"youtube|tik ?tok|google news|bluesky|threads))\b", r"notice: .{0,60}\bsubscri",
    r"sign up (?:to|for) (?:get|the|our|receive|read)\b",
    r"(?:report|spotted) (?:a|an) (?:typo|error|mistake|correction)", r"(?:refresh|reload) (?:this|the) page",
    r"never miss (?:a|an|our)\b", r"your subscription ", r"enter your e-?mail",
    r"you(?:[’']ll| will) (?:get|receive) .{0,60}\b(?:newsletter|email|inbox)",
    r"discover (?:more stories|thousands)", r"share your (?:thoughts|views|story)",
    r"this (?:live )?(?:blog|page) (?:is|has|will) (?:now )?(?:closed|be updated|update|refresh)",
    r"check back (?:for|later|soon)", r"this is a (?:developing|breaking) (?:news )?story",
    r"(?:more|further) (?:details|updates|information) (?:to follow|will follow|soon|as (?:we|it))",
    r"more to (?:follow|come)", r"stay with us for",
)  # fmt: skip
"""How nags for money, a login or a comment begin; the reader is spoken to."""
