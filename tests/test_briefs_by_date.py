"""The briefs of the sample on three dates: what a reader must find in them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nutgraf.model import Brief, Span
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


def test_a_thin_day_is_filled_with_positions_taken_before(newsroom: Newsroom) -> None:
    brief = brief_of(newsroom, 2025, 5, 15, 20)
    assert len(brief.dive_deeper) >= 5
    lines = (*brief.summary, *brief.dive_deeper)
    older = [line for line in lines if "13 May" in line.text or "14 May" in line.text]
    assert any(line.certainty == "threatened" and " if Russia does not agree" in line.text for line in older)


@pytest.mark.parametrize("day", [13, 14, 16])
def test_no_line_is_surer_than_its_claims(newsroom: Newsroom, day: int) -> None:
    """A line may be plainer than a claim beside it, never a fact where every claim of its sentence is open."""
    brief = brief_of(newsroom, 2025, 5, day, 20)
    told: dict[Span, set[str]] = {}
    for claim in brief.claims:
        told.setdefault(claim.evidence.span, set()).add(claim.modality)
    facts = [line for line in brief.lines if line.certainty in ("reported", "confirmed")]
    checked = [line for line in facts if line.evidence[0].span in told]
    assert checked
    assert all("happened" in told[line.evidence[0].span] for line in checked), [line.text for line in checked]


def test_the_ledger_of_the_talks_holds_what_the_briefs_rest_on(newsroom: Newsroom) -> None:
    told = newsroom.read([SAMPLE], until=datetime(2025, 5, 14, 12, tzinfo=UTC), stdin=None, on_step=lambda *_: None)
    ledger = newsroom.ledger(told, 0)
    threats = [p for p in ledger.positions if p.certainty == "threatened" and p.first.actor]
    macron = next(p for p in threats if p.first.actor and p.first.actor.name == "Emmanuel Macron")
    assert len(macron.origins) >= 2
    assert macron.first.base == "COERCE"
    assert all(c.condition is not None and c.condition.polarity == "negative" for c in macron.claims)
    assert macron.first.actor is not None
    assert (macron.first.actor.country, macron.first.actor.sector) == ("FRA", "GOV")
