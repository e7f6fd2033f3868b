"""The briefs of the sample on three dates: what a reader must find in them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nutgraf.model import Brief
from nutgraf.newsroom import Newsroom, open_newsroom
from nutgraf.settings import Settings

SAMPLE = str(Path(__file__).parent.parent / "examples" / "istanbul-talks")


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    with open_newsroom(Settings()) as room:
        yield room


def brief_of(newsroom: Newsroom, *until: int) -> Brief:
    told = newsroom.read([SAMPLE], until=datetime(*until, tzinfo=UTC), stdin=None, on_step=lambda *_: None)
    return newsroom.brief(told, 0)


def test_the_length_of_the_talks_is_disputed(newsroom: Newsroom) -> None:
    brief = brief_of(newsroom, 2025, 5, 16, 20)
    [one] = brief.disagreements
    assert one.topic == "how long it lasted"
    assert ["100 minutes" in one.versions[0].text, "90 minutes" in one.versions[1].text] == [True, True]
    assert [len(line.origins) for line in one.versions] == [1, 2]
    assert not any("90 minutes" in line.text for line in brief.dive_deeper)
