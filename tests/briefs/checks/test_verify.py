"""Every promise broken once, on lines that pass when whole: each break must be refused, for its own reason."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from nutgraf.briefs.checks.of_words import cautious
from nutgraf.briefs.checks.verify import REASONS, edition_of, verify_brief, verify_line
from nutgraf.errors import LineRefused
from nutgraf.model import Article, Brief, Certainty, Disagreement, Edit, Evidence, Line, Moment, Span
from nutgraf.settings import Shape

TEXT = "\n".join(
    (
        "KYIV, May 13 (Norda) - However, Ukrainian President Olha Marchenko said on Thursday that 40 envoys may come.",
        "The ministry has not confirmed the visit. The bridge was closed on 9 May 2025 after a fire.",
        "Marchenko left the hall. She told reporters: “We will not sign if they refuse.”",
        "Foreign minister Petro Hrytsenko denied that he would resign. Kiev wants an answer.",
        "“There is no deal,” Marchenko said. Trade fell by 12 percent, the bank reportedly found.",
    )
)
NORDA = Article("a1", "Marchenko: no deal “before Monday” - Norda News", TEXT, "Norda News", "https://norda.example/1",
                datetime(2025, 5, 13, 9, tzinfo=UTC))  # fmt: skip
OTHER = Article("a2", "Kyiv waits", "Kyiv waits for an answer. Olha Marchenko is at home.", "Insula", "", None)
ARTICLES = {"a1": NORDA, "a2": OTHER}


def evidence(words: str, article: Article = NORDA) -> Evidence:
    start = article.text.index(words)
    return Evidence(Span(article.id, start, start + len(words)), words)


def line(source: str, text: str = "", *edits: Edit, certainty: Certainty = "said", speaker: str = "") -> Line:
    return Line(text or source, (evidence(source),), edits, certainty, speaker, ("o1",))


FIRST = "KYIV, May 13 (Norda) - However, Ukrainian President Olha Marchenko said on Thursday that 40 envoys may come."
LONG = line(
    FIRST,
    "Ukrainian President Olha Marchenko said on Thursday 15 May that 40 envoys may come.",
    Edit("cut-dateline", 0, "KYIV, May 13 (Norda) - ", ""),
    Edit("cut-connective", 23, "However, ", ""),
    Edit("date", FIRST.index("Thursday"), "Thursday", "Thursday 15 May"),
    speaker="Olha Marchenko",
)
QUOTE_SOURCE = "She told reporters: “We will not sign if they refuse.”"
QUOTE = line(
    QUOTE_SOURCE,
    "Ukrainian President Olha Marchenko told reporters: “We will not sign if they refuse.”",
    Edit("expand-pronoun", 0, "She", "Ukrainian President Olha Marchenko"),
    speaker="Olha Marchenko",
)
DENIAL = line("The ministry has not confirmed the visit.", certainty="unconfirmed")
FACT = line("The bridge was closed on 9 May 2025 after a fire.", certainty="reported")
SPELT = line(
    "Kiev wants an answer.", "Kyiv wants an answer.", Edit("spelling", 0, "Kiev", "Kyiv"), certainty="reported"
)
SURNAME = line(
    "Marchenko left the hall.",
    "Ukrainian President Olha Marchenko left the hall.",
    Edit("expand-name", 0, "Marchenko", "Ukrainian President Olha Marchenko"),
    certainty="reported",
)
TITLE = Line(
    "Marchenko: no deal “before Monday”",
    (Evidence(Span(NORDA.title_id, 0, len(NORDA.title)), NORDA.title),),
    (Edit("cut-furniture", NORDA.title.index(" - "), " - Norda News", ""),),
    "said",
    "Marchenko",
    ("o1",),
)
GOOD = {
    "dateline, connective, date": LONG,
    "pronoun and quotation": QUOTE,
    "denial": DENIAL,
    "plain fact": FACT,
    "spelling": SPELT,
    "surname": SURNAME,
    "title": TITLE,
    "hedge": line("Trade fell by 12 percent, the bank reportedly found.", certainty="said"),
    "denied": line("Foreign minister Petro Hrytsenko denied that he would resign.", certainty="denied"),
}


@pytest.mark.parametrize("good", GOOD.values(), ids=GOOD.keys())
def test_good_lines_pass(good: Line) -> None:
    verify_line(good, ARTICLES)


def test_confirmed_passes_with_two_origins() -> None:
    verify_line(replace(FACT, certainty="confirmed", origins=("o1", "o2")), ARTICLES)


def refused(bad: Line) -> str:
    with pytest.raises(LineRefused) as caught:
        verify_line(bad, ARTICLES)
    assert caught.value.reason in REASONS
    return caught.value.reason


def silently(good: Line, old: str, new: str) -> Line:
    """Change the printed words and record nothing."""
    assert old in good.text
    return replace(good, text=good.text.replace(old, new))


@pytest.mark.parametrize(
    ("good", "old", "new"),
    [
        (DENIAL, "not ", ""),
        (LONG, "40", "400"),
        (LONG, "Olha Marchenko", "Petro Hrytsenko"),
        (LONG, "may come", "come"),
        (QUOTE, " if they refuse", ""),
        (QUOTE, "sign", "speak"),
        (LONG, "15 May", "16 May"),
        (FACT, "9 May", "8 May"),
        (LONG, "said", "proved"),
        (FACT, "closed", "burnt"),
        (SPELT, "Kyiv", "Lviv"),
    ],
)
def test_words_changed_behind_the_record_are_refused(good: Line, old: str, new: str) -> None:
    assert refused(silently(good, old, new)) == "not-source"


def recorded(source: str, kind: str, before: str, after: str, certainty: Certainty = "said") -> Line:
    """Change the printed words and record it as an edit of some kind."""
    edit = Edit(kind, source.index(before), before, after)  # type: ignore[arg-type]  # the tests try every kind
    return line(source, source.replace(before, after, 1), edit, certainty=certainty)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (recorded(DENIAL.text, "cut-parenthesis", " not", "", "unconfirmed"), "negation-lost"),
        (recorded(FIRST, "cut-appositive", " may", ""), "modality-lost"),
        (recorded("Foreign minister Petro Hrytsenko denied that he would resign.", "cut-attribution",
                  "denied that he would", "will"), "negation-lost"),
        (recorded("Trade fell by 12 percent, the bank reportedly found.", "cut-attribution",
                  ", the bank reportedly found", ""), "hedge-lost"),
        (recorded("“There is no deal,” Marchenko said.", "cut-attribution", " Marchenko said", ""), "attribution-lost"),
        (recorded(FACT.text, "cut-appositive", " after a fire", "", "reported"), "edit-not-allowed"),
        (recorded(FACT.text, "cut-furniture", " after a fire", "", "reported"), "edit-not-allowed"),
        (recorded(FACT.text, "cut-parenthesis", " on 9 May 2025", "", "reported"), "edit-not-allowed"),
        (recorded(FACT.text, "cut-connective", "The bridge w", "W", "reported"), "edit-not-allowed"),
        (recorded(FACT.text, "spelling", "9 May", "8 May", "reported"), "edit-not-allowed"),
        (recorded(FACT.text, "spelling", "The bridge", "The harbour", "reported"), "edit-not-allowed"),
        (recorded("Kiev wants an answer.", "spelling", "Kiev", "Lviv", "reported"), "edit-not-allowed"),
        (recorded("Kiev wants an answer.", "spelling", "Kiev", "Kief", "reported"), "edit-not-allowed"),
        (recorded("Marchenko left the hall.", "expand-name", "Marchenko", "Petro Marchenko"), "edit-not-allowed"),
        (recorded("Marchenko left the hall.", "expand-name", "Marchenko", "French President Olha Marchenko"),
         "edit-not-allowed"),
        (recorded(QUOTE_SOURCE, "expand-pronoun", "She", "Petro Hrytsenko"), "edit-not-allowed"),
        (recorded(QUOTE_SOURCE, "expand-pronoun", "they", "the ministry"), "quote-changed"),
        (recorded(QUOTE_SOURCE, "spelling", "We", "Wy"), "quote-changed"),
        (recorded(FIRST, "date", "Thursday", "Thursday 22 May"), "edit-not-allowed"),
        (recorded(FIRST, "date", "Thursday", "Thursday 16 May"), "edit-not-allowed"),
        (recorded(FIRST, "date", "Thursday", "Friday 16 May"), "edit-not-allowed"),
        (recorded(FIRST, "date", "Thursday", "Thursday 31 June"), "edit-not-allowed"),
        (recorded(FIRST, "cut-dateline", FIRST[:51], ""), "edit-not-allowed"),
        (recorded(FIRST, "cut-lead-in", "KYIV, May 13 ", ""), "edit-not-allowed"),
    ],
)  # fmt: skip
def test_recorded_edits_that_break_a_promise_are_refused(bad: Line, reason: str) -> None:
    assert refused(bad) == reason


LESS_CERTAIN: list[tuple[Line, Certainty, str]] = [
    (FACT, "confirmed", "not-confirmed"),
    (replace(LONG, origins=("o1", "o2")), "confirmed", "certainty-raised"),
    (LONG, "reported", "certainty-raised"),
    (QUOTE, "reported", "certainty-raised"),
    (DENIAL, "reported", "certainty-raised"),
    (DENIAL, "said", "certainty-raised"),
]


@pytest.mark.parametrize(("good", "certainty", "reason"), LESS_CERTAIN)
def test_certainty_is_never_raised(good: Line, certainty: Certainty, reason: str) -> None:
    assert refused(replace(good, certainty=certainty)) == reason


def test_cautious_takes_the_lower_of_two() -> None:
    assert cautious("reported", "The envoy said it rained.", 1) == "said"
    assert cautious("denied", "The envoy said it rained.", 1) == "denied"
    assert cautious("reported", "The bridge was closed after a fire.", 1) == "reported"


def test_the_same_origin_twice_confirms_nothing() -> None:
    assert refused(replace(FACT, certainty="confirmed", origins=("o1", "o1"))) == "not-confirmed"


def test_a_speaker_who_is_not_named_is_refused() -> None:
    assert refused(replace(QUOTE, speaker="Petro Hrytsenko")) == "speaker-lost"


def test_a_relative_day_without_date_is_refused() -> None:
    assert refused(line(FIRST)) == "date-missing"


def test_a_weekday_without_date_stands_only_where_the_article_has_none() -> None:
    weekday, today = "The bridge reopens on Thursday.", "The bridge reopens today."
    bare = replace(NORDA, id="a3", text=f"{weekday} {today}", published=None)
    articles = {**ARTICLES, "a3": bare}
    verify_line(Line(weekday, (evidence(weekday, bare),), certainty="reported", origins=("o1",)), articles)
    dated = {**articles, "a3": replace(bare, published=NORDA.published)}
    for text, known in ((today, articles), (weekday, dated)):
        with pytest.raises(LineRefused) as caught:
            verify_line(Line(text, (evidence(text, bare),), certainty="reported", origins=("o1",)), known)
        assert caught.value.reason == "date-missing"


def test_half_a_sentence_is_refused() -> None:
    half = evidence("he would resign.")
    assert refused(Line("he would resign.", (half,), certainty="planned")) == "part-of-sentence"


def test_a_sentence_inside_a_longer_quotation_is_refused() -> None:
    text = "He said: “It is over.\nWe are going home today and nobody can stop us.\nThat is all.”"
    article = replace(OTHER, text=text)
    inner = "We are going home today and nobody can stop us."
    bad = Line(inner, (evidence(inner, article),), certainty="said")
    with pytest.raises(LineRefused):
        verify_line(bad, {"a2": article})


def test_a_quotation_alone_is_refused() -> None:
    text = "“There is nothing more to say about it.”"
    article = replace(OTHER, text=text)
    with pytest.raises(LineRefused) as caught:
        verify_line(Line(text, (evidence(text, article),), certainty="said"), {"a2": article})
    assert caught.value.reason == "quote-alone"


@pytest.mark.parametrize(
    "bad",
    [
        replace(FACT, evidence=(Evidence(Span("a9", 0, len(FACT.text)), FACT.text),)),
        replace(FACT, evidence=(Evidence(Span("a1", 0, len(FACT.text)), FACT.text),)),
        replace(FACT, evidence=(Evidence(Span("a1", 9_000, 9_000 + len(FACT.text)), FACT.text),)),
        replace(TITLE, evidence=(Evidence(Span("a2#title", 0, len(NORDA.title)), NORDA.title),)),
    ],
    ids=["no such article", "other words there", "past the end", "not that title"],
)
def test_what_has_no_source_is_refused(bad: Line) -> None:
    assert refused(bad) == "untraced"


def test_a_part_of_a_title_is_refused() -> None:
    part = "no deal “before Monday”"
    start = NORDA.title.index(part)
    bad = replace(TITLE, text=part, speaker="", edits=(),
                  evidence=(Evidence(Span("a1#title", start, start + len(part)), part),))  # fmt: skip
    assert refused(bad) == "part-of-sentence"


def test_a_title_loses_no_suffix_but_its_outlet() -> None:
    article = replace(NORDA, title="Talks end - no deal")
    bad = Line("Talks end", (Evidence(Span("a1#title", 0, 19), article.title),),
               (Edit("cut-furniture", 9, " - no deal", ""),), "reported")  # fmt: skip
    with pytest.raises(LineRefused):
        verify_line(bad, {"a1": article})


def brief(**changes: object) -> Brief:
    whole = Brief("s1", "e1", datetime(2025, 5, 14, tzinfo=UTC), TITLE, (LONG, DENIAL), (FACT,), (QUOTE,), ())
    return replace(whole, **changes)  # type: ignore[arg-type]  # fields are given by name in each test


def test_a_good_brief_stays_and_is_named_by_its_lines() -> None:
    checked = verify_brief(brief(), ARTICLES)
    assert checked == replace(brief(), edition=edition_of(brief().lines))


def test_bad_lines_are_dropped_with_their_reason() -> None:
    bad = silently(DENIAL, "not ", "")
    checked = verify_brief(brief(summary=(LONG, bad)), ARTICLES)
    assert checked.summary == (LONG,)
    assert [(d.text, d.reason) for d in checked.dropped] == [(bad.text, "not-source")]
    assert checked.edition != verify_brief(brief(), ARTICLES).edition


def test_a_line_is_not_said_twice() -> None:
    checked = verify_brief(brief(dive_deeper=(QUOTE, FACT)), ARTICLES)
    assert checked.dive_deeper == (QUOTE,)
    assert checked.dropped[0].reason == "repeat"


def test_layers_keep_their_limits() -> None:
    tight = replace(Shape(), summary_words=16, point_words=5)
    checked = verify_brief(brief(), ARTICLES, tight)
    assert (checked.summary, checked.dive_deeper) == ((LONG,), ())
    assert [d.reason for d in checked.dropped] == ["too-long", "too-long"]


def test_a_brief_without_headline_is_none() -> None:
    with pytest.raises(LineRefused):
        verify_brief(brief(headline=silently(TITLE, "no deal", "a deal")), ARTICLES)


def test_timeline_and_disagreements_are_checked_too() -> None:
    bad = silently(FACT, "fire", "bomb")
    checked = verify_brief(
        brief(
            timeline=(Moment("2025-05-09", FACT), Moment("2025-05-09", bad)),
            disagreements=(Disagreement("the bridge", (FACT, bad)), Disagreement("the visit", (DENIAL, LONG))),
        ),
        ARTICLES,
    )
    assert [m.line for m in checked.timeline] == [FACT]
    assert [d.topic for d in checked.disagreements] == ["the visit"]


def told_elsewhere(after: str, *others: str) -> Line:
    """A surname of OTHER's own article, expanded by what the story's other articles say."""
    source = "Lysenko left early."
    bare = Article("b1", "", f"{source} Then it rained.", "Insula", "", None)
    articles = {"b1": bare} | {f"b{n}": Article(f"b{n}", "", text, "", "", None) for n, text in enumerate(others, 2)}
    expanded = f"{after} left early."
    made = Line(expanded, (Evidence(Span("b1", 0, len(source)), source),), (Edit("expand-name", 0, "Lysenko", after),),
                "reported", "", ("o1",))  # fmt: skip
    verify_line(made, articles)
    return made


def test_a_name_may_come_from_another_article_of_the_story() -> None:
    assert told_elsewhere("Mayor Ivan Lysenko", "Mayor Ivan Lysenko spoke.").text.startswith("Mayor Ivan")


@pytest.mark.parametrize(
    ("after", "others"),
    [
        ("Mayor Ivan Lysenko", ("Ivan Lysenko spoke.",)),
        ("Mayor Ivan Lysenko", ("Mayor Ivan Lysenko spoke.", "Oksana Lysenko sang.")),
        ("Mayor Ivan Lysenko", ("The mayor spoke.", "Ivan Lysenko sang.")),
        ("Mayor Ivan Lysenko", ()),
    ],
)
def test_a_name_that_no_article_gives_whole_or_two_people_bear_is_refused(after: str, others: tuple[str, ...]) -> None:
    with pytest.raises(LineRefused) as error:
        told_elsewhere(after, *others)
    assert error.value.reason == "edit-not-allowed"
