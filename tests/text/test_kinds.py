"""Captions without a credit, told from sentences that end on a date."""

import pytest

from nutgraf.text.kinds import kind_of
from nutgraf.text.linklists import cut_glued_links

CAPTIONS = [
    "Former governor Ann Roe reacts to the cheers of the crowd as she comes home to Lyon, May 2, 2008.",
    "The minister waves from the balcony after the vote on 3 May 2017.",
    "The mayor takes up her old role: fighter. | Jo Roe/AP Photo Town Hall Roe owns the row.",
    "The minister visits the docks of the Roe yard in Lyon, France January 5, 2018.",
    'Ann Roe, head of the board, comes to a hearing on "The Port and Its Debts" on Castle Hill in Ostwick, U.S., '
    "March 6, 2018.",
    "REUTERS The harbour of Ostwick after the storm.",
    "Reuters People look at the fallen bridge near the village of Lund.",
    "Relatives wait outside the court in Lyon, France May 2, 2008.",
]

SENTENCES = [
    "He said he leaves office on Jan. 20, 2021.",
    "Police broke up the protests in the capital on 2 May 2017.",
    "He will stand trial in the capital and speak there on 2 May 2017.",
    "The yard was sold to a bank in Lyon, France, May 2, 2008.",
    "The bank holds that the yard opened in Lyon on May 2, 2008.",
    "Reuters has asked the board for a comment.",
    "REUTERS wrote that the bridge fell.",
    "The whole town contributed to the fund.",
    "Note: the port of Ostwick has two docks.",
    "She speaks for the board, which was set up on May 2, 2008.",
    "The minister waves from the balcony every year.",
]


@pytest.mark.parametrize("text", CAPTIONS)
def test_a_caption_needs_no_credit(text: str) -> None:
    assert kind_of(text, alone=True, torn=False) == "caption"


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_may_end_on_a_date(text: str) -> None:
    assert kind_of(text, alone=True, torn=False) == "prose"


NO_PROSE = [
    ("byline", "Norda Crime Reporter Ann Roe on Station Hill contributed."),
    ("byline", "Ann Roe, John Doe and Mary Poe of Norda contributed to this report."),
    ("fragment", "Important: Norda Television can be seen on DIRECTV Ch. 999 and elsewhere."),
]


@pytest.mark.parametrize(("kind", "text"), NO_PROSE)
def test_credits_and_notices_are_no_prose(kind: str, text: str) -> None:
    assert kind_of(text, alone=False, torn=False) == kind


def test_a_name_repeated_in_full_goes_and_two_of_a_family_stay() -> None:
    assert cut_glued_links("Ann Roe Ann Mary Roe (R) won.") == "Ann Roe (R) won."
    assert cut_glued_links("Rep. Bob Roe Robert (Bob) Henry Roe lost.") == "Rep. Bob Roe lost."
    listed = "Ann Roe Ann Mary Roe Roe calls it 'folly' Five things to know MORE (R) won."
    assert cut_glued_links(listed) == "Ann Roe (R) won."
    for kept in (
        "Ann Roe told Mary Ann Roe.",
        "Ann Roe Hall and Ann Street meet.",
        "Ann Roe, Ann Mary Roe and others",
    ):
        assert cut_glued_links(kept) == kept


def test_glued_link_lists_go_and_plain_words_stay() -> None:
    glued = "Leader Mitch Roe Addison (Mitch) Mitchell RoeGOP senators wait Li: 'No' MORE (R) backs it."
    assert cut_glued_links(glued) == "Leader Mitch Roe (R) backs it."
    dated = "Sen. Ann Roe Ann Roe2028 Reds make play for votes 2028 Reds put focus on votes MORE (I-Vt.) said so."
    assert cut_glued_links(dated) == "Sen. Ann Roe (I-Vt.) said so."
    assert cut_glued_links("The Boeing Boeing747 MORE") == "The Boeing Boeing747 MORE"
    assert cut_glued_links("by John Roe John Francis RoeMORE.") == "by John Roe."
    assert cut_glued_links("She wants MORE money, McRoe said.") == "She wants MORE money, McRoe said."
