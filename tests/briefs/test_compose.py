"""What stands in a brief, and where: laws of the layers on a small story, with the real parser and vectors."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from bridge_story import (
    CLOSED,
    CLOSED_RADIO,
    COLUMN,
    STORY,
    SURVEY,
    TUESDAY,
    VOTE,
    VOTE_RADIO,
    WEDNESDAY,
    brief_of,
    desk_of,
    report,
)

from nutgraf.briefs.compose import compose
from nutgraf.briefs.moments import dates_of
from nutgraf.briefs.notes import NO_CONTEXT
from nutgraf.errors import LineRefused
from nutgraf.model import Article, Brief, Line
from nutgraf.nlp.embed import UseEmbedder
from nutgraf.nlp.tag import SpacyTagger
from nutgraf.settings import Shape

SHAPE = Shape()
LONG = "Council leader says that the old bridge over the river will stay shut to all traffic for many more weeks"
LOADED = "Furious residents slam council over bridge"


@pytest.fixture(scope="module")
def brief(tagger: SpacyTagger, embedder: UseEmbedder) -> Brief:
    return brief_of(STORY, tagger, embedder)


def texts(lines: tuple[Line, ...]) -> str:
    return "\n".join(line.text for line in lines)


def happened(line: Line, articles: dict[str, Article]) -> list[date]:
    """Days a line tells of that had come when its source was written."""
    source = line.evidence[0]
    published = articles[source.span.article].published
    assert published
    return [day for day in dates_of(source.text, published) if day <= published.date()]


def test_the_newest_development_leads(brief: Brief) -> None:
    assert "vote" in brief.headline.text
    assert "voted on Wednesday 4 June to tear down the Ferrin Bridge" in brief.summary[0].text


def test_summary_keeps_its_length(brief: Brief) -> None:
    least, most = SHAPE.summary_lines
    assert least <= len(brief.summary) <= most
    assert sum(len(line.text.split()) for line in brief.summary) <= SHAPE.summary_words


def test_nothing_is_said_twice(brief: Brief) -> None:
    lines = brief.lines[1:]
    assert len({line.evidence for line in lines}) == len(lines)
    told = texts(lines)
    assert told.count("tear down the Ferrin Bridge") == 1
    assert told.count("November 1998") == 1
    assert told.count("a danger to life") == 1


def test_sides_conditions_and_open_questions_are_met_once(brief: Brief) -> None:
    found = [line.certainty for line in (*brief.summary, *brief.dive_deeper)]
    assert "threatened" in found
    assert "denied" in found
    assert "if the council does not pay" in texts((*brief.summary, *brief.dive_deeper))


def test_after_the_lead_what_is_threatened_comes_last(tagger: SpacyTagger, embedder: UseEmbedder) -> None:
    summary = brief_of((VOTE,), tagger, embedder).summary
    kinds = [line.certainty for line in summary]
    assert kinds[-1] == "threatened"
    assert kinds.index("unconfirmed") == len(kinds) - 2


def test_opinion_gives_no_line_and_a_note_says_so(brief: Brief) -> None:
    used = {evidence.span.article.removesuffix("#title") for line in brief.lines for evidence in line.evidence}
    assert COLUMN.id not in used
    assert COLUMN.id in {source.id for source in brief.sources}
    assert any("opinion" in note and COLUMN.outlet in note for note in brief.notes)


def test_context_is_old_dated_and_in_order_of_time(brief: Brief) -> None:
    articles = {article.id: article for article in STORY}
    assert SHAPE.context_lines[0] <= len(brief.context) <= SHAPE.context_lines[1]
    days = [happened(line, articles)[-1] for line in brief.context]
    assert days == sorted(days)
    assert days[-1] < WEDNESDAY.date()
    assert "November 1998" in brief.context[0].text


def test_a_plan_that_time_overtook_is_no_context(brief: Brief) -> None:
    assert "would meet" not in texts(brief.lines)
    assert "will present" not in texts(brief.lines)


def test_the_same_plan_is_news_while_it_lies_ahead(tagger: SpacyTagger, embedder: UseEmbedder) -> None:
    then = brief_of((CLOSED, CLOSED_RADIO, SURVEY), tagger, embedder)
    assert "The council would meet on Wednesday 4 June" in texts((*then.summary, *then.dive_deeper))


def test_a_story_told_on_one_day_has_no_context_and_says_so(tagger: SpacyTagger, embedder: UseEmbedder) -> None:
    fresh = [replace(a, text="\n".join(a.text.splitlines()[:4])) for a in (VOTE, VOTE_RADIO)]
    brief = brief_of(fresh, tagger, embedder)
    assert brief.context == ()
    assert NO_CONTEXT in brief.notes


def test_timeline_runs_forward(brief: Brief) -> None:
    days = [moment.day for moment in brief.timeline]
    assert days == sorted(days)
    told = {moment.line.text: moment.day for moment in brief.timeline}
    assert told[brief.summary[0].text] == "2025-06-04"


def test_a_line_stands_at_the_day_it_tells_of(tagger: SpacyTagger, embedder: UseEmbedder) -> None:
    alone = VOTE.text.replace("The cracks were found", "Deep cracks were found")
    told = {m.line.text: m.day for m in brief_of((replace(VOTE, text=alone),), tagger, embedder).timeline}
    found = next(text for text in told if text.startswith("Deep cracks were found"))
    assert told[found] == "2025-06-02", "not at the oldest year it names"


def test_people_come_with_their_full_names_first(tagger: SpacyTagger, embedder: UseEmbedder) -> None:
    later = VOTE.text.replace("if the council does not pay", "if Dunmore does not pay")
    told = texts(brief_of((replace(VOTE, text=later),), tagger, embedder).lines)
    assert told.count("Dunmore") > 1
    assert told.index("Maria Dunmore") + len("Maria ") == told.index("Dunmore")


def titled(*titles: str) -> list[Article]:
    return [replace(article, title=title) for article, title in zip((VOTE, VOTE_RADIO), titles, strict=True)]


HEADLINES = [
    # a plain title wins over a loaded and a long one, a long one over the lead, that over a loaded one
    (("Council votes to replace bridge", LOADED), "Council votes to replace bridge"),
    ((LONG, "Council votes to replace bridge"), "Council votes to replace bridge"),
    ((LOADED, LONG), LONG),
    (
        (LOADED, ""),
        "The council of Ostwick voted on Wednesday 4 June to tear down the Ferrin Bridge and build a new one.",
    ),
]


@pytest.mark.parametrize(("titles", "headline"), HEADLINES)
def test_a_headline_always_comes(
    titles: tuple[str, str], headline: str, tagger: SpacyTagger, embedder: UseEmbedder
) -> None:
    assert brief_of(titled(*titles), tagger, embedder).headline.text == headline


@pytest.mark.parametrize("titles", [("", ""), ("Opinion: shame", "Why did the bridge fail?")])
def test_without_a_title_a_line_of_the_summary_heads_it_and_is_not_repeated(
    titles: tuple[str, str], tagger: SpacyTagger, embedder: UseEmbedder
) -> None:
    brief = brief_of(titled(*titles), tagger, embedder)
    assert brief.headline.evidence[0].text in VOTE.text + VOTE_RADIO.text
    assert brief.headline.evidence not in [line.evidence for line in brief.lines[1:]]


def test_nothing_to_head_it_is_refused(tagger: SpacyTagger, embedder: UseEmbedder) -> None:
    silent = report("x", "Ostwick Herald", TUESDAY, "What now?", "He said so.")
    with pytest.raises(LineRefused) as refused:
        compose(desk_of([silent], tagger, embedder), made_at=None, shape=SHAPE)
    assert refused.value.reason == "no-headline"


def test_a_headline_dates_its_days(tagger: SpacyTagger, embedder: UseEmbedder) -> None:
    ahead = replace(SURVEY, title="Ostwick council to vote on Ferrin Bridge on Wednesday")
    assert brief_of((ahead,), tagger, embedder).headline.text.endswith("on Wednesday 4 June")


def test_undated_articles_count_as_news(tagger: SpacyTagger, embedder: UseEmbedder) -> None:
    brief = brief_of([replace(a, published=None, published_from="none") for a in STORY], tagger, embedder)
    assert brief.made_at is None
    assert brief.context == ()
    assert brief.summary


def test_made_at_is_what_is_given(tagger: SpacyTagger, embedder: UseEmbedder) -> None:
    moment = WEDNESDAY + timedelta(days=1)
    assert compose(desk_of(STORY, tagger, embedder), made_at=moment, shape=SHAPE).made_at == moment


def test_a_long_line_may_introduce_whom_the_others_name(tagger: SpacyTagger, embedder: UseEmbedder) -> None:
    text = (
        "A baker who won a court case over a wedding cake is suing the state of Marl after it opened another case "
        "against him.\n"
        "Jack Orlen, owner of the Larch bakery in the city of Ferrin, accuses the Civil Rights Commission of Marl of "
        "violating his rights to free speech, freedom of religion, equal protection and due process, which the "
        "constitution grants, according to the lawsuit filed in the district court in Ferrin on Tuesday.\n"
        "Orlen seeks an order that forbids the commission to take any action against the bakery.\n"
        "The commission ruled that Orlen had to pay a fine of 5,000 crowns."
    )
    made = brief_of(
        (report("b", "Post", WEDNESDAY, "Baker sues state of Marl over second case", text),), tagger, embedder
    )
    assert "Jack Orlen, owner of the Larch bakery" in made.summary[1].text
    assert "Orlen seeks an order" in texts((*made.summary, *made.dive_deeper))


def test_news_that_names_an_old_date_in_passing_leads(tagger: SpacyTagger, embedder: UseEmbedder) -> None:
    text = (
        "Mayor Ann Roe said that whoever accuses the council of fraud needs to have hard evidence, echoing a statement "
        "she made in October 2016 in a quarrel over the old harbour.\n"
        "The mayor spoke to the radio on a trip to the coast on Tuesday.\n"
        "The council has rejected the accusations, its spokesman Karl Oden said."
    )
    title = "Mayor Roe says accusers of council need hard evidence"
    made = brief_of((report("b", "Post", WEDNESDAY, title, text),), tagger, embedder)
    assert made.summary[0].text.startswith("Mayor Ann Roe said that whoever accuses")
    assert "October 2016" not in texts(made.context)
