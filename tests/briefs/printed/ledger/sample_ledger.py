"""A ledger built by hand: the design's three claims, a nested attribution, two origins, a turn and hostile text."""

from nutgraf.model import Attributed, Claim, ClaimCondition, Evidence, Held, Ledger, Party, Position, Span, Turn


def at(article: str, text: str, words: str) -> Evidence:
    start = text.index(words)
    return Evidence(Span(article, start, start + len(words)), words)


def attributed(
    article: str, text: str, source: str, cue: str, content: str, nested_in: int | None = None
) -> Attributed:
    return Attributed(source, source, "", at(article, text, cue), (at(article, text, content),), "indirect", nested_in)


KREMLIN = "The Kremlin has not confirmed Putin's attendance."
THREAT = "EU leaders threatened further sanctions if Russia does not agree to a 30-day ceasefire."
HINT = "Trump has hinted he could fly to Istanbul."
VISIT = "Zelensky told Reuters that he will meet Erdogan in Ankara on Thursday, the agency reports."
STRIKE = "Three people died on Monday."

UNCONFIRMED = Claim(
    "c1", Party("Putin", "Vladimir Putin", "RUS", "GOV"), "AGREE", at("a1", KREMLIN, "attendance"), "unconfirmed",
    at("a1", KREMLIN, KREMLIN), base="CONSULT", contexts=("diplomatic",), future=True,
    certainty=(Held("author", "Uu", 0.0), Held("Kremlin", "CTu", 0.0)), decided_by="has not confirmed",
    attribution=(attributed("a1", KREMLIN, "The Kremlin", "has not confirmed", "Putin's attendance"),),
)  # fmt: skip
THREATENED = Claim(
    "c2", Party("EU leaders", igo="EU", sector="IGO"), "THREATEN", at("a1", THREAT, "threatened"), "threatened",
    at("a1", THREAT, THREAT), mode="restrict", base="COERCE", contexts=("diplomatic", "economic"),
    recipient=Party("Russia", country="RUS"), object="further sanctions", future=True, hypothetical=True,
    certainty=(Held("author", "CT+", 3.0), Held("author", "Uu", 0.5, "base")),
    condition=ClaimCondition(
        "if Russia does not agree to a 30-day ceasefire", "if", "negative", "Russia", "AGREE"
    ),
)  # fmt: skip
SPECULATED = Claim(
    "c3", Party("Trump", "Donald Trump", "USA", "GOV"), "AGREE", at("a1", HINT, "fly"), "speculated",
    at("a1", HINT, HINT), base="CONSULT", place="Istanbul", place_country="TUR", future=True, hypothetical=True,
    certainty=(Held("author", "Uu", 0.5), Held("Trump", "PS+", 1.0)),
    attribution=(attributed("a1", HINT, "Trump", "has hinted", "he could fly to Istanbul"),),
)  # fmt: skip
PLANNED = Claim(
    "c4", Party("Zelensky", "Volodymyr Zelensky", "UKR", "GOV"), "AGREE", at("a2", VISIT, "meet"), "planned",
    at("a2", VISIT, VISIT), base="CONSULT", recipient=Party("Erdogan", "Recep Tayyip Erdogan", "TUR", "GOV"),
    place="Ankara", place_country="TUR", time="on Thursday", day="2025-05-15", future=True,
    attribution=(
        attributed("a2", VISIT, "the agency", "reports", "Zelensky told Reuters"),
        attributed("a2", VISIT, "Zelensky", "told", "he will meet Erdogan in Ankara", 0),
    ),
)  # fmt: skip
AGAIN = Claim(
    "c5", Party("Zelensky", "Volodymyr Zelensky", "UKR", "GOV"), "AGREE", at("a3", VISIT, "meet"), "planned",
    at("a3", VISIT, VISIT), base="CONSULT", day="2025-05-15", future=True,
)  # fmt: skip
EVIL = '=HYPERLINK("x")\r\n\x1b[31m\u202e| <b>[x](http://e)' + " very long" * 60
HOSTILE = Claim(
    "c6", Party(EVIL), "ACCUSE", at("a3", STRIKE, "died"), "happened", at("a3", STRIKE, STRIKE),
    object=EVIL, day="2025-05-12",
)  # fmt: skip
SAID = Claim("c7", None, "STATEMENT", at("a3", STRIKE, "died"), "happened", at("a3", STRIKE, STRIKE))

FULL = Ledger(
    "s1",
    (
        Position("c4", (PLANNED, AGAIN), "planned", ("o1", "o2"), (Turn("c1", "c4", "updates"),)),
        Position("c1", (UNCONFIRMED,), "unconfirmed", ("o1",)),
        Position("c2", (THREATENED,), "threatened", ("o1",)),
        Position("c3", (SPECULATED,), "speculated", ("o1",)),
        Position("c6", (HOSTILE,), "reported", ("o2",)),
        Position("c7", (SAID,), "said", ("o2",)),
    ),
)
EMPTY = Ledger("s2", ())
