"""Attribution over an article: the sentence that made each rule necessary, and laws for any text."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nutgraf.ledger.attribution import Statement, attributions
from nutgraf.ledger.attribution.bounds import content_bounds, trim
from nutgraf.ledger.attribution.statements import quotations
from nutgraf.model import Article, Parsed
from nutgraf.nlp.tag import SpacyTagger
from nutgraf.text.sentences import split_sentences
from tests.parser import PARSER


def read(text: str, tagger: SpacyTagger) -> tuple[Statement, ...]:
    sentences = split_sentences(Article(id="a1-test", title="", text=text, outlet="", url=""))
    rows = tagger.tag([s.text for s in sentences])
    return attributions(text, [Parsed(s, t) for s, t in zip(sentences, rows, strict=True)])


def told(text: str, statement: Statement) -> tuple[str, str, list[str]]:
    source = "" if statement.source is None else text[statement.source.start : statement.source.end]
    content = [text[span.start : span.end] for span in statement.content]
    return source, text[statement.cue.start : statement.cue.end], content


CASES = {
    "a clause": (
        "The minister said that the bridge would reopen.",
        ("The minister", "said", ["that the bridge would reopen"]),
    ),
    "a verb no list knows": (
        "The mayor figured that nobody would notice the hole.",
        ("The mayor", "figured", ["that nobody would notice the hole"]),
    ),
    "source with its apposition": (
        "Anna Brandt, a lawyer for the port, said the ferry was late.",
        ("Anna Brandt, a lawyer for the port", "said", ["the ferry was late"]),
    ),
    "in the middle: two spans": (
        "The museum, Mr. Brandt said, would make visitors face the past.",
        ("Mr. Brandt", "said", ["The museum", "would make visitors face the past"]),
    ),
    "a quotation whole": (
        "“We will not sign. We never will,” Brandt said.",
        ("Brandt", "said", ["“We will not sign. We never will,”"]),
    ),
    "the same speaker goes on": (
        "“We will not sign,” Brandt said. “We never will.”",
        ("Brandt", "said", ["“We will not sign,”", "“We never will.”"]),
    ),
    "a preposition belongs to the cue": (
        "The union called for a general strike.",
        ("The union", "called for", ["a general strike"]),
    ),
    "what is detached from an object is dropped": (
        "The union called for a general strike, which the port fears.",
        ("The union", "called for", ["a general strike"]),
    ),
    "what is said of the object belongs to it": (
        "The union accused the port of breaking the contract.",
        ("The union", "accused", ["the port of breaking the contract"]),
    ),
    "called": (
        "Brandt called the plan “a bad joke.”",
        ("Brandt", "called", ["the plan “a bad joke.”"]),
    ),
    "according to": (
        "The ferry sank within an hour, according to the coast guard.",
        ("the coast guard", "according to", ["The ferry sank within an hour"]),
    ),
    "a noun": (
        "Farmers voiced fears that the dam would break.",
        ("Farmers", "voiced fears", ["that the dam would break"]),
    ),
    "an adjective": (
        "The coach is confident that her team will win.",
        ("The coach", "is confident", ["that her team will win"]),
    ),
    "two clauses": (
        "Brandt said the ferry was old and the captain was asleep.",
        ("Brandt", "said", ["the ferry was old and the captain was asleep"]),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_each_rule_by_its_sentence(name: str, tagger: SpacyTagger) -> None:
    text, expected = CASES[name]
    assert expected in [told(text, s) for s in read(text, tagger)]


PLAIN = [
    "The ferry sank off the coast on Monday.",
    "Two people were killed when the wall fell.",
    "The bank cut its rate by a quarter of a point.",
    "Rain helped the firefighters to stop the blaze.",
]


@pytest.mark.parametrize("text", PLAIN)
def test_plain_reports_attribute_nothing(text: str, tagger: SpacyTagger) -> None:
    assert read(text, tagger) == ()


def test_content_stays_in_its_paragraph(tagger: SpacyTagger) -> None:
    text = "Brandt said the ferry was late.\n“It always is.”"
    assert all("\n" not in text[c.start : c.end] for s in read(text, tagger) for c in s.content)


def test_who_is_quoted_may_report_somebody(tagger: SpacyTagger) -> None:
    text = "The Courier reported that the minister said the bridge would close."
    found = read(text, tagger)
    inner = next(s for s in found if told(text, s)[1] == "said")
    assert inner.nested_in is not None
    assert told(text, found[inner.nested_in])[0] == "The Courier"


def test_two_apostrophes_are_a_quotation_mark() -> None:
    text = "''We won't go,'' he said."
    assert [text[a:b] for a, b in quotations(text)] == ["''We won't go,''"]


def test_trim_keeps_abbreviations_and_marks() -> None:
    text = " – the U.S., "
    assert text[slice(*trim(text, 0, len(text)))] == "the U.S."


WORDS = 'He said| that it was late|, |. |according to| the report|:|(|—|who|“|”|"|\x27\x27'
PIECES = st.sampled_from([*WORDS.split("|"), "\n"])


@settings(max_examples=60, deadline=timedelta(seconds=5))
@given(st.lists(PIECES, max_size=40).map("".join))
@example("according to, according toaccording toaccording to:according to")
def test_any_text_gives_spans_inside_it(text: str) -> None:
    found = read(text, PARSER)
    assert found == read(text, PARSER)
    for one in found:
        spans = sorted(one.content)
        assert spans
        assert all(0 <= s.start < s.end <= len(text) for s in (*spans, one.cue))
        assert all(a.end <= b.start for a, b in pairwise(spans))
        assert all(s.end <= one.cue.start or s.start >= one.cue.end for s in spans)
        assert all("\n" not in text[s.start : s.end] for s in spans)


def test_ten_thousand_quotations_take_linear_time() -> None:
    text = "“a” " * 10_000
    quotes = quotations(text)
    assert len(quotes) == 10_000
    middle = len(text) // 2
    spans = content_bounds(text, [], cue=(middle, middle + 3), source=None, sentence=(0, len(text)), quotes=quotes)
    assert all(a < b for a, b in spans)
