"""Where sentences end, and what each stretch is. The hard cases live in evals/cases/sentences; these never change."""

import time

import pytest

from nutgraf.model import Article
from nutgraf.text.sentences import split_sentences, split_text

SPLITS = [
    ["“We will go. We will win,” he said.", "The talks in the U.S. had failed."],
    ["He returned to the U.S.", "The president stayed."],
    ["Mr. Roe met Gen. J. R. Jones at 5 p.m. Monday.", "It was No. 5 of 3.5 million, e.g. here."],
    ["KYIV, May 13 (Norda) - Ukraine will send a team.", "It leaves today."],
    ["„Wir kommen. Wir bleiben“, sagte er.", "Dann ging er."],
    ["‘It’s ours. It’s theirs too,’ he said.", "The workers’ party won."],
    ['"Will you go?" Merz asked.', "Nobody answered."],
    ["He left (he was tired. He was ill) and slept.", "It rained."],
    ["The plan ... Ukraine’s own ... was dropped.", "Nobody wept."],
]


def article(text: str) -> Article:
    return Article(id="a1-0", title="", text=text, outlet="", url="")


@pytest.mark.parametrize("sentences", SPLITS)
def test_sentences_end_where_they_end(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[a:b] for a, b, _ in split_text(text)] == sentences


def test_a_missing_space_is_seen_but_sites_stay_whole() -> None:
    text = "They left the talks.The rest stayed. See Booking.Com now."
    assert [text[a:b] for a, b, _ in split_text(text)] == [
        "They left the talks.",
        "The rest stayed.",
        "See Booking.Com now.",
    ]


def test_headings_and_bylines_are_never_glued() -> None:
    text = "Talks fail again\nBy Ann Roe\nPhoto: Ann Roe\n- one thing\nThe envoys left. They were tired."
    told = [(s.kind, s.paragraph) for s in split_sentences(article(text))]
    assert told == [("heading", 0), ("byline", 1), ("caption", 2), ("list", 3), ("prose", 4), ("prose", 4)]


def test_words_of_a_torn_quotation_are_no_prose() -> None:
    text = "“We go on. We fight.\n“We win. We stay,” he said. He left.\nShe said “no. Never. They went."
    told = [(s.text, s.kind) for s in split_sentences(article(text))]
    assert told[:3] == [
        ("“We go on. We fight.", "fragment"),
        ("“We win. We stay,” he said.", "prose"),
        ("He left.", "prose"),
    ]
    assert {kind for _, kind in told[3:]} == {"fragment"}


def test_a_post_set_into_the_text_is_no_prose() -> None:
    text = "The port burned.\nIt was me. I lit it! — Bo Li (@boli) May 3, 2025\nPolice took him away."
    assert [s.kind for s in split_sentences(article(text))] == ["prose", "fragment", "fragment", "prose"]


def test_offsets_count_code_points() -> None:
    text = "Ünïted 🇺🇦 front. Second here."
    for sentence in split_sentences(article(text)):
        assert text[sentence.span.start : sentence.span.end] == sentence.text


@pytest.mark.parametrize(
    "unit", ["a", ".", '"', "“", "'", "’ ", "‘a, s’ ", '" ', "A. ", "(", "a.\n", "“‘a.’ ", "Aa said. ", "By Aa ", " "]
)
def test_time_is_linear_on_hostile_text(unit: str) -> None:
    text = (unit * 200_000)[:200_000]
    begun = time.process_time()
    split_sentences(article(text))
    assert time.process_time() - begun < 3
