"""Laws of sentences, quotations, names and dates on any text: spans round-trip, in order, nothing lost."""

from hypothesis import given, settings
from hypothesis import strategies as st

from nutgraf.model import Article
from nutgraf.text.quotes import find_quotes
from nutgraf.text.sentences import split_sentences, split_text

_PIECES = (
    "The|the|U.S.|Mr.|J.|No.|5|3.5|p.m.|“|”|\"|'|‘|’|«|»|„|(|)|[|]|.|!|?|…|...|,|:|—|- |•|\n|\n\n| |  |said|He|"
    "talks|Kyiv|Zelensky|on Thursday|today|May 15|2022|'s|al-|de |\u2028|\t|。|é|🇺🇦|i.e.|Inc.|@a|#b|``|''|1."
)
PIECES = st.sampled_from(_PIECES.split("|"))
TEXTS = st.one_of(
    st.lists(PIECES, max_size=40).map("".join), st.lists(PIECES, max_size=40).map(" ".join), st.text(max_size=80)
)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_sentences_and_the_white_space_between_are_the_text(text: str) -> None:
    at = 0
    for start, end, _ in split_text(text):
        assert start >= at
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip() != ""
        at = end
    assert not text[at:].strip()


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_sentences_stay_within_their_line(text: str) -> None:
    lines = [line for line in text.split("\n") if line.strip()]
    for start, end, paragraph in split_text(text):
        assert "\n" not in text[start:end]
        assert text[start:end] in lines[paragraph]


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_sentences_round_trip(text: str) -> None:
    article = Article(id="a1-0", title="", text=text, outlet="", url="")
    made = split_sentences(article)
    assert [article.quote(s.span) for s in made] == [s.text for s in made]
    assert [s.index for s in made] == list(range(len(made)))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_a_closed_quotation_lies_in_one_sentence(text: str) -> None:
    spans = split_text(text)
    for quote in find_quotes(text):
        if quote.closed and text[quote.start : quote.end].strip():
            assert any(a <= quote.start and quote.end <= b for a, b, _ in spans), text


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_quotations_are_ordered_and_within_a_line(text: str) -> None:
    at = 0
    for quote in find_quotes(text):
        assert at <= quote.start <= quote.inner_start <= quote.inner_end <= quote.end
        assert "\n" not in text[quote.start : quote.end]
        at = quote.end
