"""Reasons: what is said to decide stands in both articles, and is spelled as they spell it."""

from datetime import UTC, date, datetime, timedelta

from nutgraf.model import Article
from nutgraf.settings import Grouping
from nutgraf.stories.explain import Reasons
from nutgraf.stories.group import grouped
from nutgraf.stories.outline import outline_of
from nutgraf.stories.spelling import Spelling, conflicts

DAY = datetime(2031, 3, 3, 8, tzinfo=UTC)
FIRE = (
    "FERRY EVACUATED after fire off Port Alma",
    "PORT ALMA - The ferry Estrella del Sur burned off Port Alma on 2 March. Coastguard commander Ines Vidal said all "
    "212 passengers were rescued from the lifeboats. It was the 3rd accident of the year.",
)
TOWED = (
    "Burned ferry towed from Port Alma to shipyard",
    "Tugs pulled the ferry Estrella del Sur to Rada. Ines Vidal of the coastguard said all 212 passengers who left "
    "Port Alma on March 2 were well. The lifeboats were empty. The fire was the 4th accident of its kind, she said.",
)
BUDGET = (
    "Parliament passes budget by three votes",
    "Finance minister Olga Bern won the vote on the budget. The Greens dropped their resistance to a fuel duty.",
)


def article(id_: str, told: tuple[str, str], hours: float, outlet: str) -> Article:
    when = DAY + timedelta(hours=hours)
    return Article(id=id_, title=told[0], text=told[1], outlet=outlet, url="", published=when)


ARTICLES = (
    article("fire", FIRE, 0, "Post"),
    article("copy", FIRE, 1, "Ledger"),
    article("towed", TOWED, 5, "Radio"),
    article("budget", BUDGET, 6, "Post"),
)


def reasons() -> Reasons:
    return Reasons(grouped(ARTICLES, Grouping()))


def test_the_first_opens_and_the_copy_repeats() -> None:
    found = reasons()
    assert (found.of("fire").action, found.of("fire").nearest, found.of("fire").score) == ("opens", None, 0.0)
    assert (found.of("copy").action, found.of("copy").nearest) == ("repeats", "fire")
    assert (found.of("budget").action, found.of("budget").nearest) == ("opens", None)


def test_what_both_say_is_told_as_the_article_spells_it() -> None:
    told = reasons().of("towed")
    assert told.nearest in ("fire", "copy")
    assert {"Ines Vidal", "Estrella"} & {*told.names, *(n.split()[0] for n in told.names)}
    assert "Port Alma" in told.names  # not as the dateline shouts it
    assert set(told.words) & {"ferry", "lifeboats", "coastguard", "fire"}
    assert "212 passengers" in told.numbers
    assert told.days == (date(2031, 3, 2),)
    assert told.against == ("another number in a series (4th accident here; 3rd accident there)",)
    assert told.gap_h in (4.0, 5.0)


def test_a_weekday_is_not_printed_as_a_date() -> None:
    a = article("a", ("Talks", "They meet on Thursday, Holm said."), 0, "Post")
    b = article("b", ("Talks", "They met on Friday, Holm said."), 0, "Radio")
    said = conflicts(outline_of(a), outline_of(b), Spelling(a.title, a.text), Spelling(b.title, b.text))
    assert said == ("other days",)


def test_conflicts_name_both_sides() -> None:
    a = article("a", ("Man shot", "A 34-year-old was shot on Elm Street at 9 p.m. 2 officers were hurt."), 0, "Post")
    b = article("b", ("Man shot", "A 51-year-old was shot on Oak Street at 7 p.m. 3 officers were hurt."), 0, "Radio")
    said = conflicts(outline_of(a), outline_of(b), Spelling(a.title, a.text), Spelling(b.title, b.text))
    assert said == (
        "other ages (aged 34 here; aged 51 there)",
        "other times of day (9:00 p.m. here; 7:00 p.m. there)",
        "other streets (Elm Street here; Oak Street there)",
        "other counts of the same (2 officers here; 3 officers there)",
    )


def test_a_court_is_no_street() -> None:
    a = article("a", ("Ruling", "The Supreme Court ruled."), 0, "Post")
    b = article("b", ("Ruling", "A man was hurt in Elm Street."), 0, "Radio")
    said = conflicts(outline_of(a), outline_of(b), Spelling(a.title, a.text), Spelling(b.title, b.text))
    assert said == ()


def test_numbers_stand_with_what_they_measure() -> None:
    spell = Spelling("", "A 30-day truce, 4.1 percent, 17 and 2500.")
    assert [spell.number(n) for n in ("30", "4.1", "17", "2500")] == ["30-day", "4.1 percent", "", "2500"]


def test_undated_articles_have_reasons_too() -> None:
    loose = [Article(id=i, title=FIRE[0], text=FIRE[1], outlet=i, url="") for i in ("a", "b")]
    found = Reasons(grouped(loose, Grouping()))
    assert [found.of(i).gap_h for i in ("a", "b")] == [None, None]
    assert found.of("b").action == "repeats"
