"""Events: the deed a line tells, who did it, to what, and whether it lies ahead; and one event told twice."""

import pytest
from bridge_story import TUESDAY, WEDNESDAY, desk_of, report

from nutgraf.briefs.candidates import candidates
from nutgraf.briefs.material.dossier import Candidate
from nutgraf.briefs.material.events import events_of, one_party, same_deed
from nutgraf.briefs.repeats import Repeats
from nutgraf.model import Evidence, Line, Sentence, Span
from nutgraf.nlp.embed import UseEmbedder
from nutgraf.nlp.tag import SpacyTagger


def candidate(text: str, tagger: SpacyTagger) -> Candidate:
    [tokens] = tagger.tag([text])
    sentence = Sentence(Span("a", 0, len(text)), text, 0, 0)
    return Candidate(
        sentence, tokens, Line(text, (Evidence(Span("a", 0, len(text)), text),)), 0.5, 0, WEDNESDAY, background=False
    )


TOLD = [
    ("The council voted on Tuesday to reject the plan.", "reject", {"council"}, False),
    ("Ann Roe said the council will approve the plan.", "pass", {"council"}, True),
    ("Ann Roe is set to introduce the bill.", "propose", {"roe"}, True),
    ("Ben Poe is likely to resign on Friday.", "resign", {"poe"}, True),
    ("Prosecutors indicted Ben Poe on three counts of theft.", "charge", {"prosecutor"}, False),
    ("Ben Poe was charged with theft.", "charge", set(), False),
]


@pytest.mark.parametrize(("text", "kind", "doers", "ahead"), TOLD)
def test_the_deed_of_a_line(text: str, kind: str, doers: set[str], ahead: bool, tagger: SpacyTagger) -> None:
    [event] = [e for e in events_of(candidate(text, tagger)) if e.kind == kind]
    assert event.doers == doers
    assert event.ahead is ahead
    assert not event.denied


def test_what_is_not_so_is_denied(tagger: SpacyTagger) -> None:
    [not_so] = events_of(candidate("Ben Poe did not resign.", tagger))
    [nobody] = events_of(candidate("No councillor resigned.", tagger))
    assert not_so.denied
    assert nobody.denied
    assert not not_so.done


DEEDS = [
    ("Ben Poe was charged with theft.", "Prosecutors indicted Poe on three counts of theft.", True),
    ("Ben Poe was charged with theft.", "Carl Doe was charged with theft.", False),
    ("The court rejected the appeal.", "Three judges dismissed the request.", True),
    ("The court rejected the appeal.", "The court did not reject the appeal.", False),
    ("The council closed the bridge.", "The council opened the bridge.", False),
]


@pytest.mark.parametrize(("one", "other", "same"), DEEDS)
def test_deeds_of_one_kind_on_one_thing(one: str, other: str, same: bool, tagger: SpacyTagger) -> None:
    [a], [b] = (events_of(candidate(text, tagger)) for text in (one, other))
    assert same_deed(a, b) is same
    assert same_deed(b, a) is same
    if same:
        assert one_party(a, b)


ROBBED = report(
    "gazette-tue",
    "Gazette",
    TUESDAY,
    "Former treasurer charged with theft of harbour funds",
    """The former harbour treasurer Ben Poe has been charged with the theft of 300,000 from the pilots' pension fund.
    Prosecutors say Poe wired the money abroad over four years.
    Poe's lawyer Ann Roe said, “He kept every cent of that money safe,” and promised to prove it.
    Judge Carla Doe rejected a request by Poe's lawyer for a closed hearing.
    Mayor Eva Lund was charged in May 2019 with a parking offence.""",
)
COURT = report(
    "courier-tue",
    "Courier",
    TUESDAY.replace(hour=15),
    "Ex-treasurer in court",
    """Ben Poe, once treasurer of the harbour of Elmsund, was indicted in the county court for theft and forgery.
    “He kept every cent of that money safe, and we have the ledgers,” Ann Roe told the Courier.
    The county court dismissed the bid for a closed hearing, saying the pilots had a right to watch.
    The pilots' union asked for the money back.""",
)
PAIRS = [
    ("The former", "Ben Poe,", True),
    ("Poe's lawyer", "“He kept", True),
    ("Judge Carla", "The county", True),
    ("Mayor Eva", "Ben Poe,", False),
    ("Judge Carla", "Ben Poe,", False),
    ("Prosecutors say", "The pilots'", False),
]


@pytest.mark.parametrize(("one", "other", "same"), PAIRS)
def test_an_event_told_twice_is_a_repeat(
    one: str, other: str, same: bool, tagger: SpacyTagger, embedder: UseEmbedder
) -> None:
    desk = desk_of((ROBBED, COURT), tagger, embedder)
    found, _ = candidates(desk)
    repeats = Repeats(found, desk.vectors)
    a, b = (next(c for c in found if c.sentence.text.startswith(start)) for start in (one, other))
    assert repeats.same(a, b) is same
    assert repeats.same(b, a) is same
