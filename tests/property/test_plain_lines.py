"""Laws of lines without a parser, on text that nobody wrote: never a fault of ours, never an untraced word."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
from bridge_story import dossier_of, report
from hypothesis import given, settings
from hypothesis import strategies as st

from nutgraf.briefs.checks.undo import undo_edits
from nutgraf.briefs.checks.verify import verify_line
from nutgraf.briefs.plainly.days import find_dates, find_day_words
from nutgraf.briefs.plainly.page import lay_page, worth_embedding, write_plainly
from nutgraf.briefs.plainly.tongues import TONGUES, tongue_of
from nutgraf.errors import LineRefused
from nutgraf.model import Article
from nutgraf.text.lengths import reading_length

PIECES = st.sampled_from(
    [
        *(
            "Der Rat",
            "hat am Montag",
            "wird heute",
            "„Wir gehen heim“",
            "sagte",
            "Anna Roth",
            "12.000",
            "2009",
            ",",
            ". ",
        ),
        *("Le maire", "a déclaré mardi", "« oui »", "El alcalde", "dijo ayer", "por la mañana", "(AFP) - ", "\n"),
        *("Мэр города", "заявила в среду", "«Да»", "до пятницы", "قال", "الوزير", "يوم الاثنين", "“نعم”", "4. Juni"),
        *(
            "市议会",
            "周三",
            "4日",
            "6月3日",
            "“好”",
            "通过了决议",
            "。",
            "湊市議会は",
            "「はい」と",
            "述べた。",
            "去年",
            "昨日",
        ),
    ]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=14).map(" ".join)
TIMES = st.datetimes(datetime(1990, 1, 2), datetime(2100, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC))
LANGUAGES = st.sampled_from([*TONGUES, "nl", "ko"])


def article_of(text: str, language: str, published: datetime | None) -> Article:
    return replace(report("a", "Outlet", published, "Title", "x"), text=text, language=language)


@settings(max_examples=150)
@given(TEXTS, LANGUAGES, st.none() | TIMES)
def test_a_sentence_makes_a_checked_line_or_is_refused(text: str, language: str, published: datetime | None) -> None:
    article = article_of(text, language, published)
    dossier = dossier_of([article])
    sentences = worth_embedding(dossier)
    page = lay_page(dossier, sentences, np.zeros((len(sentences) + 1, 2), dtype=np.float32))
    for sentence in sentences:
        try:
            line = write_plainly(page, sentence)
        except LineRefused:
            continue
        verify_line(line, page.articles)
        assert undo_edits(line.text, line.edits) == sentence.text
        assert line.certainty not in ("confirmed", "disputed")


@settings(max_examples=150)
@given(st.text(max_size=200) | TEXTS, LANGUAGES, st.none() | TIMES)
def test_days_lie_where_they_say(text: str, language: str, published: datetime | None) -> None:
    tongue = tongue_of(language)
    for word in find_day_words(text, tongue, published):
        assert text[word.start : word.start + len(word.before)] == word.before
        assert not word.after or (word.before in word.after and published)
    for named in find_dates(text, tongue, published):
        assert 0 <= named.start < named.end <= len(text)


@given(st.text(max_size=300), st.text(max_size=50))
def test_length_grows_with_text(text: str, more: str) -> None:
    assert reading_length(text) <= reading_length(f"{text} {more}")
    assert reading_length("") == 0
