"""Sentences of small articles, mended: the words that come out, the edits recorded, and that verification agrees."""

from datetime import UTC, datetime

import pytest

from nutgraf.briefs.checks.of_words import ceiling
from nutgraf.briefs.checks.undo import undo_edits
from nutgraf.briefs.checks.verify import verify_line
from nutgraf.briefs.edits.cut import leading_cuts
from nutgraf.briefs.edits.edit import Mended, Unfit, mend
from nutgraf.model import Article, Evidence, Line, Parsed
from nutgraf.nlp.tag import SpacyTagger
from nutgraf.text.names import NameBook
from nutgraf.text.sentences import split_sentences

TUESDAY = datetime(2025, 5, 13, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def tagger() -> SpacyTagger:
    return SpacyTagger()


def made(tagger: SpacyTagger, text: str, *others: str, known: frozenset[str] = frozenset()) -> Mended | Unfit:
    """Mend the last sentence of an article; what comes out must undo to its source and pass verification."""
    article = Article("a1", "", text, "Norda", "", TUESDAY)
    articles = [article, *(Article(f"b{n}", "", other, "Insula", "") for n, other in enumerate(others))]
    sentences = split_sentences(article)
    last = sentences[-1]
    parsed = Parsed(last, tagger.tag([last.text])[0])
    done = mend(parsed, article, NameBook.of(articles), sentences[:-1], known)
    if isinstance(done, Mended):
        assert undo_edits(done.text, done.edits) == last.text
        line = Line(done.text, (Evidence(last.span, last.text),), done.edits, ceiling(last.text, 1))
        verify_line(line, {a.id: a for a in articles})
    return done


def text_of(done: Mended | Unfit) -> str:
    return done.text if isinstance(done, Mended) else f"{done.reason}: {done.detail}"


LEADS = [
    ("KYIV, May 13 (Norda) - The talks ended without a deal.", ["KYIV, May 13 (Norda) - "]),
    ("ISTANBUL (AP) — Russia and Ukraine met for two hours.", ["ISTANBUL (AP) — "]),
    ("(Norda) - The talks ended without a deal.", ["(Norda) - "]),
    ("Kyiv, 13 May. The talks ended without a deal.", ["Kyiv, 13 May. "]),
    ("LONDON/BERLIN, Sept 3 (Norda) - The talks ended without a deal.", ["LONDON/BERLIN, Sept 3 (Norda) - "]),
    ("WASHINGTON — The talks ended without a deal.", ["WASHINGTON — "]),
    ("KYIV and LVIV - The talks ended without a deal.", ["KYIV and LVIV - "]),
    ("CLOSE The talks ended without a deal.", ["CLOSE "]),
    ("The bottom line: The talks ended without a deal.", ["The bottom line: "]),
    ("14:32 The delegation has arrived at the palace.", ["14:32 "]),
    ("BREAKING: The delegation has left the palace.", ["BREAKING: "]),
    ("Watch: The delegation leaves the palace at noon.", ["Watch: "]),
    ("However, the ministry said nothing about it.", ["However, t"]),
    ("In addition, Britain offered help to the town.", ["In addition, "]),
    ("But the ministry said nothing about it.", ["But t"]),
    ("KYIV (Norda) - Meanwhile, Britain offered help.", ["KYIV (Norda) - ", "Meanwhile, "]),
]
KEPT = [
    "Still photographs showed the damage to the bridge.",
    "Paris, Texas - a film by Wim Wenders - is shown again.",
    "U.S. - China trade talks resume in Geneva this week.",
    "So far the ministry has said nothing about it.",
    "Yet another bridge was closed in the town.",
    "If the ministry agrees, the bridge will open in May.",
    "According to the ministry, the bridge will open in May.",
    "Live music was played in front of the palace.",
    "Instead, the ministry closed the second bridge.",
]


@pytest.mark.parametrize(("text", "cut"), LEADS)
def test_what_is_cut_at_the_start(text: str, cut: list[str]) -> None:
    assert [edit.before for edit in leading_cuts(text)] == cut


@pytest.mark.parametrize("text", KEPT)
def test_what_is_kept_at_the_start(text: str) -> None:
    assert leading_cuts(text) == ()


MENDED = [
    (
        "connective and name",
        "Ukrainian President Olha Marchenko left on Monday. However, Marchenko said the bridge would stay closed.",
        "Ukrainian President Olha Marchenko said the bridge would stay closed.",
    ),
    (
        "pronoun",
        "Ukrainian President Olha Marchenko left the hall. She said the bridge would stay closed.",
        "Ukrainian President Olha Marchenko said the bridge would stay closed.",
    ),
    (
        "pronoun after a quotation",
        "Ukrainian President Olha Marchenko left the hall. “The bridge stays closed,” she said.",
        "“The bridge stays closed,” Ukrainian President Olha Marchenko said.",
    ),
    (
        "possessive",
        "Ukrainian President Olha Marchenko left the hall. Her attendance has not been confirmed.",
        "Ukrainian President Olha Marchenko's attendance has not been confirmed.",
    ),
    (
        "weekday",
        "The ministry said it would open the bridge on Thursday.",
        "The ministry said it would open the bridge on Thursday 15 May.",
    ),
    (
        "day inside a quotation stays",
        "Ukrainian President Olha Marchenko said: “We open it on Thursday.”",
        "Ukrainian President Olha Marchenko said: “We open it on Thursday.”",
    ),
    (
        "agency in brackets",
        "The bridge over the river (see map) was closed by the ministry.",
        "The bridge over the river was closed by the ministry.",
    ),
    (
        "figure in brackets stays",
        "The bridge over the river (built in 1932) was closed by the ministry.",
        "The bridge over the river (built in 1932) was closed by the ministry.",
    ),
    (
        "the whole office stays",
        "Vice President Olha Marchenko sat at the table. Vice President Marchenko left the hall in silence.",
        "Vice President Olha Marchenko left the hall in silence.",
    ),
    (
        "a full name keeps its office",
        "Attorney General Olha Marchenko left. Attorney General Olha Marchenko praised the plan of the ministry.",
        "Attorney General Olha Marchenko praised the plan of the ministry.",
    ),
    (
        "a surname of two parts",
        "They elected Maria Rossi-Lund. Rossi-Lund said she would open the bridge.",
        "Maria Rossi-Lund said she would open the bridge.",
    ),
    (
        "a clipped office",
        "Sen. Maria Rossi has the letter. Ms. Rossi said the bridge would stay closed.",
        "Sen. Maria Rossi said the bridge would stay closed.",
    ),
    (
        "also, before a day",
        "The ministry met. Also on Thursday, the ministry closed the bridge over the river.",
        "On Thursday 8 May, the ministry closed the bridge over the river.",
    ),
    (
        "compound",
        "President Olha Marchenko left. The Marchenko government closed the bridge over the river.",
        "The Marchenko government closed the bridge over the river.",
    ),
]


@pytest.mark.parametrize(("text", "expected"), [m[1:] for m in MENDED], ids=[m[0] for m in MENDED])
def test_mended(tagger: SpacyTagger, text: str, expected: str) -> None:
    assert text_of(made(tagger, text)) == expected


def test_people_whom_the_reader_knows_keep_their_surname(tagger: SpacyTagger) -> None:
    text = "Ukrainian President Olha Marchenko left the hall. Marchenko said the bridge would stay closed."
    assert text_of(made(tagger, text, known=frozenset({"Olha Marchenko"}))).startswith("Marchenko said")


def test_a_pronoun_for_somebody_known_becomes_the_surname(tagger: SpacyTagger) -> None:
    text = "Ukrainian President Olha Marchenko left the hall. She said the bridge would stay closed."
    assert text_of(made(tagger, text, known=frozenset({"Olha Marchenko"}))).startswith("Marchenko said")


def test_spelling_is_settled_on_what_most_write(tagger: SpacyTagger) -> None:
    other = "The council of Kyiv met. Kyiv has a new bridge. Nobody in Kyiv has crossed it."
    done = made(tagger, "The council of Kiev closed the bridge over the river.", other, other)
    assert text_of(done) == "The council of Kyiv closed the bridge over the river."


UNSAFE = [
    ("two people", "Olha Marchenko met Petro Hrytsenko, and Hrytsenko spoke first. He said the bridge was closed."),
    ("somebody without a name", "Petro Hrytsenko left. A spokesman came out. He said the bridge was closed."),
    ("an object only", "The court fined Petro Hrytsenko. He said the bridge was closed."),
    ("somebody else as object", "Maryna Lund, a judge, served with him in Lyon. He drove a taxi there for years."),
    ("a name the sentence gives itself", "Petro Hrytsenko left the hall. He should close it, Hrytsenko said of him."),
    ("a name that contradicts", "Maria Rossi left the hall. He said the bridge was closed."),
    ("a title that contradicts", "Oksamyt Hrytsenko left. Mrs Hrytsenko left. He said the bridge was closed."),
    ("the subject of a side clause", "When Petro Hrytsenko left, it rained. He said the bridge was closed."),
    ("another subject", "Mykola Petrenko spoke. Hrytsenko, 50, said the talks were off. He is now to ring the mayor."),
    ("too far", "Petro Hrytsenko left.\nIt rained.\nIt rained.\nIt rained.\nHe said the bridge was closed."),
    ("nobody", "It rained all day. He said the bridge was closed."),
    ("a surname that nobody introduced", "Hrytsenko left the hall. He said the bridge was closed."),
]


@pytest.mark.parametrize("text", [u[1] for u in UNSAFE], ids=[u[0] for u in UNSAFE])
def test_a_pronoun_is_never_guessed(tagger: SpacyTagger, text: str) -> None:
    assert text_of(made(tagger, text)).startswith("unresolved-pronoun")


def undated(tagger: SpacyTagger, text: str) -> Mended | Unfit:
    """Mend the one sentence of an article without a published time."""
    article = Article("a1", "", text, "Norda", "", None)
    (sentence,) = split_sentences(article)
    parsed = Parsed(sentence, tagger.tag([sentence.text])[0])
    done = mend(parsed, article, NameBook.of([article]), ())
    if isinstance(done, Mended):
        line = Line(done.text, (Evidence(sentence.span, text),), done.edits, ceiling(text, 1))
        verify_line(line, {article.id: article})
    return done


@pytest.mark.parametrize("day", ["yesterday", "today", "tonight", "tomorrow"])
def test_a_day_that_cannot_be_dated_makes_unfit(tagger: SpacyTagger, day: str) -> None:
    assert undated(tagger, f"The ministry closed the bridge {day}.") == Unfit("relative-day", day)


def test_a_weekday_stands_as_written_where_the_article_has_no_date(tagger: SpacyTagger) -> None:
    text = "The ministry closed the bridge on Thursday."
    assert undated(tagger, text) == Mended(text, ())


def test_a_weekday_of_a_dated_article_never_stands_bare(tagger: SpacyTagger) -> None:
    done = made(tagger, "The closure of the bridge, Thursday or not, worries the ministry.")
    assert text_of(done).startswith("relative-day")


def test_what_hedges_stays(tagger: SpacyTagger) -> None:
    text = "The ministry has reportedly not closed the bridge (see map), unless it rains."
    assert text_of(made(tagger, text)) == "The ministry has reportedly not closed the bridge, unless it rains."
