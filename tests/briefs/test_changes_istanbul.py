"""The sample, day by day: what changed is right by hand, and a reprint or a rewrite changes nothing.

The facts are those of 11 to 16 May 2025 as the sample's reports tell them.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nutgraf.briefs.changes import changes_between, is_material
from nutgraf.model import ClaimChange, Edition
from nutgraf.nlp.embed import UseEmbedder
from nutgraf.nlp.tag import SpacyTagger
from nutgraf.pipeline import Told, read
from nutgraf.rounds.brief import Writers, as_it_stands, write_now
from nutgraf.settings import Settings
from nutgraf.sources.open import open_source
from nutgraf.telling import Written, lay_open

SAMPLE = str(Path(__file__).parents[2] / "examples" / "istanbul-talks")


@dataclass(frozen=True)
class Desk:
    """Briefs the sample as of a moment, each moment once."""

    writers: Writers
    _written: dict[str, tuple[Told, Written]] = field(default_factory=dict)

    def written(self, until: str) -> tuple[Told, Written]:
        if until not in self._written:
            moment = datetime.fromisoformat(until).replace(tzinfo=UTC)
            told = read(open_source([SAMPLE]), until=moment, settings=Settings(), on_step=lambda *_: None)
            self._written[until] = told, write_now(lay_open(told.stories[0], told.articles), self.writers)
        return self._written[until]

    def articles(self, until: str) -> set[str]:
        return set(self.written(until)[0].stories[0].articles)

    def first(self, until: str) -> Edition:
        _, written = self.written(until)
        return Edition(written.brief, 1, tuple(sorted(self.articles(until))), written.ledger.positions)

    def changes(self, old: Edition, until: str) -> tuple[ClaimChange, ...]:
        _, written = self.written(until)
        _, now = as_it_stands(written, frozenset(old.articles), self.writers)
        return changes_between(old, now)


@pytest.fixture(scope="module")
def desk(tagger: SpacyTagger, embedder: UseEmbedder) -> Desk:
    return Desk(Writers(lambda: tagger, lambda: embedder, Settings()))


def sentences(changes: tuple[ClaimChange, ...], *kinds: str) -> list[str]:
    return [e.text for c in changes if c.material and (not kinds or c.kind in kinds) for e in c.evidence]


def test_14_may_the_list_settles_who_is_not_coming(desk: Desk) -> None:
    changes = desk.changes(desk.first("2025-05-14"), "2025-05-15")
    denied = {c.before[0].text: c for c in changes if c.kind == "denied"}
    putin = denied["The Kremlin has not confirmed that Putin will travel to Istanbul."]
    assert (putin.was, putin.now) == ("unconfirmed", "not coming")
    assert putin.evidence[0].text == "President Vladimir Putin was not on the published list."
    assert any("Trump will not travel" in c.evidence[0].text for c in denied.values())
    assert any("17th package" in text for text in sentences(changes, "new"))


def test_15_may_zelensky_met_erdogan_and_stays_away(desk: Desk) -> None:
    changes = desk.changes(desk.first("2025-05-15"), "2025-05-16")
    assert any("Zelensky will not take part" in text for text in sentences(changes, "denied"))
    assert any("met Turkish President Tayyip Erdogan" in text for text in sentences(changes, "confirmed"))
    assert not any("Trump will not" in text for text in sentences(changes)), "that was known since the 14th"


def test_16_may_the_exchange_is_new_and_the_talks_happened(desk: Desk) -> None:
    changes = desk.changes(desk.first("2025-05-16"), "2025-05-17")
    new = sentences(changes, "new", "new side")
    assert any("1,000 prisoners" in text for text in new)
    assert any("The delegations met for under two hours" in text for text in new)
    assert any("“unacceptable”" in text or '"unacceptable"' in text for text in new)
    assert 3 <= len(new) <= 10


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ("2025-05-13T13:00", "2025-05-13T14:30", "the reprint of 14:20"),
        ("2025-05-13T16:30", "2025-05-13T16:42", "the machine-made rewrite of 16:40"),
        ("2025-05-15T06:00", "2025-05-15T06:40", "the reprint of 06:30"),
        ("2025-05-16T14:30", "2025-05-16T15:05", "the reprint of 15:00"),
    ],
)
def test_another_copy_is_no_edition(desk: Desk, before: str, after: str, what: str) -> None:
    old = desk.first(before)
    assert len(desk.articles(after) - set(old.articles)) == 1, what
    assert not is_material(desk.changes(old, after)), what


def test_nothing_new_is_nothing_changed(desk: Desk) -> None:
    assert desk.changes(desk.first("2025-05-14"), "2025-05-14") == ()


def test_no_change_is_told_twice(desk: Desk) -> None:
    changes = desk.changes(desk.first("2025-05-13"), "2025-05-14")
    spans = [e.span for c in changes for e in c.evidence]
    assert len(spans) == len(set(spans))
    assert all(c.position.claims for c in changes)
