"""Captions without a credit, told from sentences that end on a date."""

import pytest

from nutgraf.text.kinds import kind_of
from nutgraf.text.linklists import cut_glued_links

CAPTIONS = [
    "Former governor Ann Roe reacts to the cheers of the crowd as she comes home to Lyon, May 2, 2008.",
    "The minister waves from the balcony after the vote on 3 May 2017.",
    "The mayor takes up her old role: fighter. | Jo Roe/AP Photo Town Hall Roe owns the row.",
    "Relatives wait outside the court in Lyon, France May 2, 2008.",
]

SENTENCES = [
    "He said he leaves office on Jan. 20, 2021.",
    "Police broke up the protests in the capital on 2 May 2017.",
    "He will stand trial in the capital and speak there on 2 May 2017.",
    "She speaks for the board, which was set up on May 2, 2008.",
    "The minister waves from the balcony every year.",
]


@pytest.mark.parametrize("text", CAPTIONS)
def test_a_caption_needs_no_credit(text: str) -> None:
    assert kind_of(text, alone=True, torn=False) == "caption"


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_may_end_on_a_date(text: str) -> None:
    assert kind_of(text, alone=True, torn=False) == "prose"


def test_glued_link_lists_go_and_plain_words_stay() -> None:
    glued = "Leader Mitch Roe Addison (Mitch) Mitchell RoeGOP senators wait Li: 'No' MORE (R) backs it."
    assert cut_glued_links(glued) == "Leader Mitch Roe (R) backs it."
    assert cut_glued_links("by John Roe John Francis RoeMORE.") == "by John Roe."
    assert cut_glued_links("She wants MORE money, McRoe said.") == "She wants MORE money, McRoe said."
