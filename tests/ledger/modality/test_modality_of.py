"""What kind of happening an act is: each rule of the room with its sentence."""

import pytest

from nutgraf.ledger.certainty import scene_of
from nutgraf.ledger.modality import Standing, modality_of
from nutgraf.model import Parsed, Sentence, Span
from nutgraf.nlp.tag import SpacyTagger


def standing(text: str, act: str, tagger: SpacyTagger) -> Standing:
    parsed = Parsed(Sentence(Span("a1-0", 0, len(text)), text, 0, 0), tagger.tag([text])[0])
    at = next(n for n, token in enumerate(parsed.tokens) if token.text == act)
    return modality_of(scene_of(parsed), at)


@pytest.mark.parametrize(
    ("text", "act", "modality"),
    [
        ("Trump, who may come to Rome, met Erdogan on Monday.", "met", "happened"),
        ("Trump, who may come to Rome, met Erdogan on Monday.", "come", "speculated"),
        ("The minister denied the report and met the ambassador.", "met", "happened"),
        ("Macron will meet Merz and travel to Kyiv.", "travel", "planned"),
        ("The deal could end the attacks.", "attacks", "happened"),
        ("The palace has not confirmed the visit.", "visit", "unconfirmed"),
        ("Talks will be held in Doha.", "Talks", "planned"),
        ("Zelensky is set to fly to Ankara to meet Erdogan.", "meet", "planned"),
        ("The owner vowed to sue the league.", "sue", "threatened"),
        ("The trade minister warned of a lawsuit.", "lawsuit", "threatened"),
        ("The chancellor ruled out a coalition.", "coalition", "denied"),
    ],
)
def test_the_kind_of_happening(text: str, act: str, modality: str, tagger: SpacyTagger) -> None:
    assert standing(text, act, tagger).modality == modality


def test_who_keeps_silent_knows(tagger: SpacyTagger) -> None:
    found = standing("The palace has not confirmed the visit.", "visit", tagger)
    assert [(h.by, h.factbank) for h in found.holders] == [("author", "Uu"), ("palace", "CTu")]
    assert (found.future, found.decided_by) == (True, "has not confirmed")


def test_what_is_threatened_is_open_though_the_threat_is_certain(tagger: SpacyTagger) -> None:
    found = standing("The general threatened to close the strait.", "threatened", tagger)
    assert [(h.of, h.factbank) for h in found.holders if h.by == "author"] == [("act", "CT+"), ("base", "Uu")]


def test_one_who_denies_holds_the_contrary(tagger: SpacyTagger) -> None:
    found = standing("Iran denied that its troops attacked the base.", "attacked", tagger)
    assert ("Iran", "CT-") in [(h.by, h.factbank) for h in found.holders]
