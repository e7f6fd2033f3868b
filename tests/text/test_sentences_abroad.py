"""Sentences of other languages than English: on labelled cases, and the laws that hold for any text."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.model import Article
from nutgraf.text.quotes import find_quotes
from nutgraf.text.sentences import split_sentences, split_text
from nutgraf.text.stops_abroad import RULES

CASES = Path(__file__).parents[2] / "evals" / "cases" / "sentences"
ROWS = [json.loads(line) for line in (CASES / "languages.jsonl").read_text("utf-8").splitlines()]
TOO_CAREFUL = {"de-10"}
"""Not split where a person would: a house number is taken for an ordinal."""
PIECES = [
    "z. B. ",
    "d. h. ",
    "15. Mai ",
    "г. ",
    "т. д. ",
    "Sr. ",
    "M. ",
    "« Oui. Non. » ",
    "„Ja. Nein.“ ",
    "Er ",
    "。",
    "！",
    "「行く。」",
    "と言った",
    "؟ ",
    "\n",
    "（注。）",
    "§ ",
    "А. ",
]


def sentences(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end, _ in split_text(text, language)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_labelled_cases(row: dict[str, str]) -> None:
    wanted = [part.strip() for part in row["marked"].split("‖")]
    found = sentences(row["marked"].replace("‖", ""), row["language"])
    assert (found == wanted) != (row["name"] in TOO_CAREFUL)


def test_every_language_has_hard_cases() -> None:
    counts = {
        code: sum(row["marked"].count("‖") for row in ROWS if row["language"] == code) for code in (*RULES, "zh", "ja")
    }
    assert min(counts.values()) >= 10


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.sampled_from([*RULES, "zh", "ja", "nl"]))
def test_sentences_cover_the_text_and_never_cut_a_closed_quotation(text: str, language: str) -> None:
    spans = split_text(text, language)
    covered = "".join(text[start:end] for start, end, _ in spans)
    assert "".join(covered.split()) == "".join(text.split())
    ends = {end for _, end, _ in spans}
    for quote in find_quotes(text):
        if quote.closed:
            assert not any(quote.start < end < quote.end for end in ends)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "会议周二结束。"),
        ("ja", "合意には至らなかった。"),
        ("ar", "انتهت المحادثات يوم الثلاثاء."),
        ("ru", "«Мы уходим. Всё», — сказал он."),
        ("fr", "Il a dit : « Je pars. Adieu. »"),
    ],
)
def test_whole_sentences_are_prose_in_every_script(language: str, text: str) -> None:
    found = split_sentences(Article(id="a", title="", text=text, outlet="", url="", language=language))
    assert [(s.text, s.kind) for s in found] == [(text, "prose")]
