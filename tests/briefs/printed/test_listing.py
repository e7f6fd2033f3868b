"""Lists of stories in words: dates, reasons and voices as an editor reads them."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from nutgraf.briefs.printed.listing import (
    ListedArticle,
    ListedEvent,
    ListedStory,
    Listing,
    as_listing,
    decision_words,
    places,
    span_of,
    voice_words,
)
from nutgraf.briefs.printed.listing_json import listing_document, validate_listing
from nutgraf.model import Article, Decision, Origin, Story, Voice

FIRST = Article("a", "Envoys \x1b[31mmeet", "Text.", "Norda", "", published=datetime(2031, 5, 16, 8, tzinfo=UTC))
SECOND = Article("b", "Talks end", "Text.", "Quayside", "", published=datetime(2031, 5, 16, 10, tzinfo=UTC))
JOINED = Decision(
    article="b",
    action="joins",
    score=0.8314,
    nearest="a",
    gap_h=2.0,
    words=("ceasefire", "delegation"),
    names=("Medinsky", "Umerov"),
    numbers=("1,000 prisoners",),
    days=(date(2031, 5, 16),),
    against=("other counts of the same (90 minutes here; 2 hours there)",),
)


def story(*, apart: bool = False) -> ListedStory:
    origins = (Origin("o1", ("a",), "Norda", "single"), Origin("o2", ("b",), "Quayside", "single"))
    held = (ListedArticle(FIRST, "o1"), ListedArticle(SECOND, "o2"))
    events = (
        tuple(ListedEvent(f"e{n}", "Talks", (one,)) for n, one in enumerate(held))
        if apart
        else (ListedEvent("e1", "Talks", held),)
    )
    return ListedStory(1, Story("s1", ("a", "b"), origins, FIRST.published, SECOND.published), "Talks", events)


def test_a_reason_reads_well() -> None:
    assert decision_words(JOINED, places(story())) == (
        'joins (0.83): "ceasefire", "delegation"; names Medinsky, Umerov; 1,000 prisoners; 16 May; '
        "2 hours after “Envoys [31mmeet” (Norda); against: other counts of the same (90 minutes here; 2 hours there)"
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"nearest": None}, "opens the story"),
        ({"action": "repeats"}, "repeats “Envoys [31mmeet” (Norda): nearly the same text"),
        ({"words": (), "names": ("Umerov",), "numbers": (), "days": (), "against": ()},
         "joins (0.83): name Umerov; 2 hours after “Envoys [31mmeet” (Norda)"),
        ({"words": (), "names": (), "numbers": (), "days": (), "against": (), "gap_h": None},
         "joins (0.83): little in common with any one article; at an unknown time, beside “Envoys [31mmeet” (Norda)"),
        ({"nearest": None, "arrived": "x"},
         "opens the story; on arrival it was put into another story, and moved here when more had come"),
    ],
)  # fmt: skip
def test_reasons_of_every_kind(change: dict[str, object], words: str) -> None:
    assert decision_words(replace(JOINED, **change), places(story())) == words  # type: ignore[arg-type]


def test_an_event_says_which_it_continues() -> None:
    told = decision_words(replace(JOINED, action="opens", score=0.31, against=()), places(story(apart=True)))
    assert told.startswith('opens event 2, continues event 1 (likeness 0.31): "ceasefire"')


@pytest.mark.parametrize(
    ("voice", "words"),
    [
        (Voice("b", "o1", "Norda", "wire"), "origin Norda: credits this agency"),
        (Voice("b", "o1", "Norda", "copy", "a"), "origin Norda: copies “Envoys [31mmeet” (Norda)"),
        (Voice("b", "o1", "Norda", "retold", "a"), "origin Norda: names no source but “Envoys [31mmeet” (Norda)"),
        (Voice("b", "o1", "Norda", "owner", "a", "Holm"),
         "origin Norda: same owner (Holm) as “Envoys [31mmeet” (Norda)"),
        (Voice("b", "o1", "Quayside", "single"), "origin Quayside: its own report"),
        (Voice("b", "o1", "Quayside", "single", "a"), "origin Quayside: a further report of the same outlet"),
    ],
)  # fmt: skip
def test_voices_of_every_kind(voice: Voice, words: str) -> None:
    assert voice_words(voice, places(story())) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ((2031, 5, 16), (2031, 5, 16), "16 May 2031"),
        ((2031, 5, 10), (2031, 5, 16), "10 to 16 May 2031"),
        ((2031, 4, 30), (2031, 5, 2), "30 April to 2 May 2031"),
        ((2030, 12, 31), (2031, 1, 2), "31 December 2030 to 2 January 2031"),
        ((2030, 5, 1), (2031, 5, 2), "1 May 2030 to 2 May 2031"),
    ],
)
def test_spans_of_time(first: tuple[int, int, int], last: tuple[int, int, int], words: str) -> None:
    assert span_of(datetime(*first, tzinfo=UTC), datetime(*last, tzinfo=UTC)) == words
    assert span_of(None, None) == "no date"


def test_one_event_is_not_listed_apart_and_the_document_holds() -> None:
    for apart in (False, True):
        listing = Listing((story(apart=apart),), 1, None)
        assert ("Event 2, 16 May 2031: Talks (1 article)" in as_listing(listing)) is apart
        assert as_listing(listing).endswith("1 more story is not listed (--all lists all).\n")
        validate_listing(listing_document(listing))
