"""What governing words do to the certainty of what they govern: verb signatures after Karttunen and Kiparsky.

Closed tables from general knowledge of the literature, one lemma an entry, easy to edit. Certainty of "he left" in
"managed to leave" (implicative: it happened), "failed to leave" (it did not), "knew that he left" (factive: it did,
negated or not), "hoped to leave" (open).
"""

from nutgraf.ledger.cues import words

VERBS: dict[str, frozenset[str]] = {
    "factive": words(
        """know realize realise remember forget regret discover notice learn reveal acknowledge admit recognize
        recognise show prove see hear watch find mean explain disclose confirm note point recall celebrate mark
        witness mourn welcome condemn criticize criticise praise resent enjoy hate like"""
    ),
    "implicative": words(
        """manage succeed help force cause make lead prompt enable get bring begin start continue keep finish stop
        complete resume end come go take happen remain prove serve allow let trigger result follow suffer face
        achieve reach score win produce drive compel"""
    ),
    "negative": words(
        """fail refuse decline neglect avoid prevent stop block bar forbid prohibit deny reject avert forgo abandon
        cancel miss keep dissuade discourage deter ban lack withdraw oppose veto halt drop scrap spare delay postpone
        thwart foil hesitate forget"""
    ),
    "say": words(
        """say tell report announce state add declare claim argue assert insist maintain contend explain write testify
        allege indicate warn estimate describe reply stress emphasize repeat note quote cite predict forecast"""
    ),
    "believe": words(
        """believe think expect suppose assume suspect consider feel guess imagine reckon hope fear doubt worry
        anticipate speculate conclude judge view regard understand see estimate project agree"""
    ),
    "want": words("want wish hope like desire prefer need long yearn love seek look aim intend mean plan try attempt"),
    "plan": words("plan intend aim schedule prepare decide agree promise pledge vow commit set expect propose offer"),
    "demand": words(
        """ask demand urge call request require order tell press push insist recommend propose suggest advise
        encourage invite appeal beg warn threaten direct instruct seek lobby"""
    ),
    "seem": words("seem appear look tend"),
    "ask": words("ask wonder question determine decide consider discuss debate investigate examine study"),
}
"""Verbs by what they do to their complement; a verb may stand in several."""

ADJECTIVES: dict[str, frozenset[str]] = {
    "likely": words("likely expected possible probable potential certain sure due set bound poised prone apt"),
    "unlikely": words("unlikely impossible unable unwilling reluctant hesitant doubtful afraid"),
    "able": words("able ready willing free eager prepared keen available capable eligible determined hopeful"),
    "important": words(
        "important necessary essential good better best hard difficult easy crucial critical wrong right"
    ),
}
"""Adjectives by the same."""

NOUNS: dict[str, frozenset[str]] = {
    "open": words(
        """plan possibility chance risk threat danger prospect hope fear proposal offer idea option potential need
        call demand request bid effort attempt opportunity right ability intention promise pledge desire goal aim
        proposal decision likelihood probability speculation question expectation way power permission authority"""
    ),
    "fact": words("fact news evidence report result success failure end start beginning knowledge history"),
}
"""Nouns by the same."""

ADVERBS: dict[str, frozenset[str]] = {
    "probable": words("probably likely presumably apparently evidently seemingly expectedly"),
    "possible": words("perhaps maybe possibly potentially conceivably allegedly reportedly supposedly purportedly"),
    "nearly": words("almost nearly hardly barely scarcely rarely seldom"),
    "surely": words("indeed already finally recently actually clearly certainly definitely just now still again"),
}
"""Adverbs by what they say of their verb."""
