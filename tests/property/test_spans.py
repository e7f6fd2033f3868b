"""Laws of sentences, quotations, names and dates on any text: spans round-trip, in order, nothing lost."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from nutgraf.model import Article
from nutgraf.text.days import find_dates, find_days
from nutgraf.text.names import NameBook, find_names
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


@settings(max_examples=300)
@given(TEXTS)
def test_sentences_and_the_white_space_between_are_the_text(text: str) -> None:
    at = 0
    for start, end, _ in split_text(text):
        assert start >= at
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip() != ""
        at = end
    assert not text[at:].strip()


@settings(max_examples=300)
@given(TEXTS)
def test_sentences_stay_within_their_line(text: str) -> None:
    lines = [line for line in text.split("\n") if line.strip()]
    for start, end, paragraph in split_text(text):
        assert "\n" not in text[start:end]
        assert text[start:end] in lines[paragraph]


@settings(max_examples=300)
@given(TEXTS)
def test_sentences_round_trip(text: str) -> None:
    article = Article(id="a1-0", title="", text=text, outlet="", url="")
    made = split_sentences(article)
    assert [article.quote(s.span) for s in made] == [s.text for s in made]
    assert [s.index for s in made] == list(range(len(made)))


@settings(max_examples=300)
@given(TEXTS)
def test_a_closed_quotation_lies_in_one_sentence(text: str) -> None:
    spans = split_text(text)
    for quote in find_quotes(text):
        if quote.closed and text[quote.start : quote.end].strip():
            assert any(a <= quote.start and quote.end <= b for a, b, _ in spans), text


@settings(max_examples=300)
@given(TEXTS)
def test_quotations_are_ordered_and_within_a_line(text: str) -> None:
    at = 0
    for quote in find_quotes(text):
        assert at <= quote.start <= quote.inner_start <= quote.inner_end <= quote.end
        assert "\n" not in text[quote.start : quote.end]
        at = quote.end


@settings(max_examples=300)
@given(TEXTS, st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)))
def test_days_and_dates_round_trip_and_stay_out_of_quotations(text: str, moment: datetime) -> None:
    published = moment.replace(tzinfo=UTC)
    quotes = find_quotes(text)
    at = 0
    for day in find_days(text, published):
        assert at <= day.start < day.end
        assert text[day.start : day.end] == day.phrase
        assert not any(q.start < day.end and day.start < q.end for q in quotes)
        at = day.end
    for named in find_dates(text, published):
        assert text[named.start : named.end] == named.phrase
        assert named.first <= named.last


@settings(max_examples=300)
@given(st.lists(TEXTS, max_size=4))
def test_names_round_trip_and_settling_settles(texts: list[str]) -> None:
    articles = [Article(id=f"a1-{n}", title="", text=t, outlet="", url="") for n, t in enumerate(texts)]
    names = NameBook.of(articles)
    assert not set(names.chosen) & set(names.chosen.values())
    for text in texts:
        assert all(text[n.start : n.end] == n.text for n in find_names(text))
        for variant in names.settled(text):
            assert text[variant.start : variant.start + len(variant.before)] == variant.before
