"""Captions without a mark: the present tense and a full date."""

import pytest

from nutgraf.briefs.edits.captions import is_caption
from nutgraf.nlp.tag import SpacyTagger


@pytest.mark.parametrize(
    "text",
    [
        "A tug pulls the ferry Alma off the sandbank near Port Ellis on March 3, 2021.",
        "A combination of file photos shows the mayor in Port Ellis on March 3, 2021 and the captain in 2019.",
        "Ann Roe prepares to serve in the final at Port Ellis, 3 March 2021.",
    ],
)
def test_what_a_picture_shows(text: str, tagger: SpacyTagger) -> None:
    assert is_caption(text, tagger.tag([text])[0])


@pytest.mark.parametrize(
    "text",
    [
        "The ferry ran aground near Port Ellis on March 3, 2021.",
        "The law takes effect on March 3, 2021.",
        "The contract covers the years after March 3, 2021.",
        "Ann Roe has served as harbour master since March 3, 2021.",
        "A tug pulls the ferry Alma off the sandbank.",
    ],
)
def test_plain_prose(text: str, tagger: SpacyTagger) -> None:
    assert not is_caption(text, tagger.tag([text])[0])
