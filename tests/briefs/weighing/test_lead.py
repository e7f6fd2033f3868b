"""The lead tells the news: what the titles tell, at length if need be, and not in a quotation nobody introduced."""

from collections.abc import Sequence
from dataclasses import replace

from bridge_story import STORY, VOTE, VOTE_RADIO, brief_of, desk_of

from nutgraf.briefs.candidates import candidates
from nutgraf.briefs.weighing.lead import MOST_WORDS, lead_of
from nutgraf.briefs.weighing.standing import Standing
from nutgraf.model import Article
from nutgraf.nlp.embed import UseEmbedder
from nutgraf.nlp.tag import SpacyTagger

LONG = (
    "The Ostwick council voted on Wednesday to tear down the Ferrin Bridge and to build a new one for 14 million, "
    "which the county will lend over thirty years, after a survey of the two river piers by the chief "
    "engineer found that the steel of both had rusted through below the water."
)


def lead(articles: Sequence[Article], tagger: SpacyTagger, embedder: UseEmbedder) -> str:
    desk = desk_of(articles, tagger, embedder)
    found, _ = candidates(desk)
    best = lead_of(desk, Standing(desk, found), found)
    assert best is not None
    return best.line.text


def test_the_vote_leads(tagger: SpacyTagger, embedder: UseEmbedder) -> None:
    assert "voted on Wednesday 4 June" in lead(STORY, tagger, embedder)


def test_a_long_sentence_may_lead(tagger: SpacyTagger, embedder: UseEmbedder) -> None:
    long = replace(VOTE, text="\n".join([LONG, *VOTE.text.split("\n")[1:]]))
    assert 45 < len(LONG.split()) + 2 <= MOST_WORDS
    assert brief_of((long,), tagger, embedder).summary[0].text.startswith("The Ostwick council voted")


def test_a_quotation_does_not_lead(tagger: SpacyTagger, embedder: UseEmbedder) -> None:
    quoted = (
        "“The council has voted to tear down the Ferrin Bridge and build a new one,” council leader Maria Dunmore said."
    )
    radio = replace(VOTE_RADIO, text=f"{quoted}\n{VOTE_RADIO.text}")
    assert not lead((VOTE, radio), tagger, embedder).startswith("“")


def test_no_line_no_lead(tagger: SpacyTagger, embedder: UseEmbedder) -> None:
    desk = desk_of(STORY, tagger, embedder)
    assert lead_of(desk, Standing(desk, ()), ()) is None
