"""Titles: cleaned at their ends, barred when they judge, chosen when all agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.briefs.headline import clean_title, rank_titles
from nutgraf.briefs.material.dossier import Dossier
from nutgraf.model import Article, Origin, Story
from nutgraf.text.sentences import split_sentences

DAM = "The Orlen dam burst on Monday night and flooded the lower town of Brask, the governor said."


@pytest.mark.parametrize(
    ("title", "outlet", "expected"),
    [
        ("Dam bursts above Brask | The Lenn Courier", "The Lenn Courier", "Dam bursts above Brask"),
        ("Dam bursts above Brask - Lenn Courier", "The Lenn Courier", "Dam bursts above Brask"),
        ("BREAKING: Dam bursts above Brask", "", "Dam bursts above Brask"),
        ("BREAKING NEWS - Dam bursts above Brask", "", "Dam bursts above Brask"),
        ("WATCH LIVE: Dam bursts above Brask", "", "Dam bursts above Brask"),
        ("[VIDEO] Dam bursts above Brask", "", "Dam bursts above Brask"),
        ("Dam bursts above Brask (VIDEO)", "", "Dam bursts above Brask"),
        ("Opinion | Dam bursts should surprise no one", "", "Dam bursts should surprise no one"),
        ("Dam bursts above Brask | World | Lenn News", "", "Dam bursts above Brask | World"),
        ("Flood - what a night - in Brask", "", "Flood - what a night - in Brask"),
        ("Live music returns to Brask", "", "Live music returns to Brask"),
        ("Report: dam was never inspected", "", "dam was never inspected"),
        ("Watch", "", "Watch"),
        ("", "", ""),
    ],
)
def test_only_the_ends_are_cut(title: str, outlet: str, expected: str) -> None:
    text, edits = clean_title(title, outlet)
    assert text == expected
    mended = title
    for edit in reversed(edits):
        assert mended[edit.start : edit.end] == edit.before
        mended = mended[: edit.start] + edit.after + mended[edit.end :]
    assert mended == text


@given(st.text(max_size=80), st.text(max_size=20))
def test_what_is_left_stands_in_the_title(title: str, outlet: str) -> None:
    text, edits = clean_title(title, outlet)
    assert text in title
    assert sum(len(e.before) for e in edits) == len(title) - len(text)


def dossier(*titles: str, opinion: int = -1) -> Dossier:
    articles = tuple(
        Article(f"a1-{i}", title, DAM, "", "", flags=("opinion",) if i == opinion else ())
        for i, title in enumerate(titles)
    )
    ids = tuple(a.id for a in articles)
    origins = tuple(Origin(f"o1-{i}", (a,), a, "single") for i, a in enumerate(ids))
    story = Story("s1-0", ids, origins, None, None)
    return Dossier(story, articles, tuple(split_sentences(a) for a in articles))


PLAIN = "Dam bursts at Orlen and floods Brask"


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("Holt slams Brask over Orlen dam", "loaded"),
        ("Farmers go nuts after Holt speaks on Orlen dam", "loaded"),
        ("Brask loses her temper over Orlen dam", "loaded"),
        ("Norda tests ballistic missile near Orlen", ""),
        ("Mayors of the valley to Holt: don't come until you have paid", ""),
        ("Holt: ‘I said the dam would not hold’", ""),
        ("What you should ask your mayor about the Orlen dam", "question"),
        ("Did Brask ignore the Orlen dam?", "question"),
        ("Why the Orlen dam burst above Brask", "question"),
        ("Here's what we know about the Orlen dam", "clickbait"),
        ("“We lost all we had in Brask”", "only a quotation"),
        ("ORLEN BURSTS: BRASK UNDER WATER", "shouting"),
        ("What you need to do when your dam bursts", "question"),
        ("Tell us your story of the Orlen dam", "speaks to the reader"),
        ("Brask floods", "too short"),
        ("The Orlen dam burst on Monday night and the lower town of Brask is now under water", "too long"),
    ],
)
def test_barred_titles_come_last_and_say_why(title: str, why: str) -> None:
    first, last = rank_titles(dossier(title, PLAIN), None)
    assert (first.text, first.barred) == (PLAIN, "")
    assert (last.text, last.barred) == (title, why)


def test_the_united_states_are_not_the_reader() -> None:
    assert rank_titles(dossier("US sends pumps to Brask after dam burst"), None)[0].barred == ""


def test_an_opinion_gives_no_headline_while_a_report_does() -> None:
    ranked = rank_titles(dossier("Orlen dam flood shows what Brask forgot", PLAIN, opinion=0), None)
    assert [t.barred for t in ranked] == ["", "opinion"]


def test_the_title_that_the_others_share_wins() -> None:
    ranked = rank_titles(
        dossier("Cheese market moves to the castle", PLAIN, "Orlen dam bursts, floods lower Brask"), None
    )
    assert ranked[-1].text == "Cheese market moves to the castle"


def test_articles_without_title_give_none() -> None:
    assert rank_titles(dossier("", " "), None) == ()
