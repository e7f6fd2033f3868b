"""The life of an article: what is read, what is left out with a sentence, and what does not matter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest
from bridge_story import CLOSED, STORY, SURVEY, TUESDAY, VOTE, VOTE_RADIO, WEDNESDAY, dossier_of

from nutgraf.briefs.printed.render import as_json
from nutgraf.errors import LineRefused, NotFound
from nutgraf.model import Article, Brief, Done, Failed, Item
from nutgraf.newsroom import open_newsroom
from nutgraf.nlp.embed import UseEmbedder
from nutgraf.nlp.tag import SpacyTagger
from nutgraf.pipeline import Told, read, tell
from nutgraf.settings import Settings
from nutgraf.telling import lay_open, open_desk, parse

SETTINGS = Settings()


@dataclass(frozen=True)
class Given:
    """A `Source` over what a test gives it."""

    outcomes: Sequence[Done[Item] | Failed]

    def items(self) -> Iterator[Done[Item] | Failed]:
        yield from self.outcomes


def item(article: Article) -> Done[Item]:
    return Done(
        Item(
            address=f"{article.id}.txt",
            kind="text",
            body=article.text,
            title=article.title,
            outlet=article.outlet,
            published=article.published.isoformat() if article.published else None,
            published_from="record",
        )
    )


def told_of(outcomes: Sequence[Done[Item] | Failed], until: datetime | None = None) -> Told:
    return read(Given(outcomes), until=until, settings=SETTINGS, on_step=lambda *_: None)


def written(outcomes: Sequence[Done[Item] | Failed], tagger: SpacyTagger, embedder: UseEmbedder) -> Brief:
    return tell(told_of(outcomes), 0, tagger=tagger, embedder=embedder, settings=SETTINGS)


def test_one_event_is_one_story_and_the_biggest_comes_first() -> None:
    other = replace(
        CLOSED, id="goal", title="Rovers win the cup", text="Rovers beat Albion 2-1 in the final on Monday."
    )
    told = told_of([item(a) for a in (other, *STORY)])
    assert len(told.stories[0].articles) == len(STORY)
    assert len(told.stories) == len(told.headlines) == 2
    assert told.headlines[1] == "Rovers win the cup"
    assert not told.failed
    assert not told.notes


@pytest.mark.parametrize("order", [(5, 4, 3, 2, 1, 0), (2, 0, 5, 1, 4, 3)])
def test_order_of_input_does_not_matter(order: tuple[int, ...], tagger: SpacyTagger, embedder: UseEmbedder) -> None:
    items = [item(a) for a in STORY]
    expected = as_json(written(items, tagger, embedder))
    assert as_json(written([items[n] for n in order], tagger, embedder)) == expected


def test_an_item_given_twice_is_read_once() -> None:
    items = [item(a) for a in STORY]
    assert told_of([*items, *items]).stories == told_of(items).stories


def test_one_bad_item_never_stops_a_run() -> None:
    missing = Failed.of(NotFound("gone.html does not exist.", about="gone.html"), "gone.html")
    empty = Done(Item("empty.txt", "text", ""))
    told = told_of([missing, empty, *[item(a) for a in STORY]])
    assert [(f.address, f.reason) for f in told.failed] == [("gone.html", "NotFound"), ("empty.txt", "NoText")]
    assert "empty.txt" in told.failed[1].message
    assert len(told.stories[0].articles) == len(STORY)


def test_nothing_readable_is_no_story() -> None:
    told = told_of([Done(Item("empty.txt", "text", ""))])
    assert told.stories == ()
    assert len(told.failed) == 1


def test_until_uses_what_was_published_before_and_says_what_has_no_date() -> None:
    undated = replace(SURVEY, id="undated", published=None)
    told = told_of([item(a) for a in (*STORY, undated)], until=WEDNESDAY)
    used = {told.articles[a].published for story in told.stories for a in story.articles}
    assert used == {a.published for a in STORY if a.published and a.published < WEDNESDAY}
    [note] = told.notes
    assert "undated.txt" in note
    assert "--until" in note


def test_until_is_not_included() -> None:
    told = told_of([item(SURVEY), item(CLOSED)], until=TUESDAY)
    assert [a.published for a in told.articles.values()] == [CLOSED.published]


def test_the_brief_speaks_from_until_or_from_the_newest_article(tagger: SpacyTagger, embedder: UseEmbedder) -> None:
    items = [item(a) for a in STORY]
    until = datetime(2025, 6, 4, 23, tzinfo=UTC)
    then = tell(told_of(items, until), 0, tagger=tagger, embedder=embedder, settings=SETTINGS)
    assert then.made_at == until
    assert written(items, tagger, embedder).made_at == max(a.published for a in STORY if a.published)


def test_until_moves_news_and_background(tagger: SpacyTagger, embedder: UseEmbedder) -> None:
    items = [item(a) for a in STORY]
    then = tell(told_of(items, WEDNESDAY), 0, tagger=tagger, embedder=embedder, settings=SETTINGS)
    now = written(items, tagger, embedder)
    assert "could not be saved" in "".join(line.text for line in then.summary)
    assert "could not be saved" not in "".join(line.text for line in now.summary)
    assert "could not be saved" in "".join(line.text for line in now.context)


def test_foreign_articles_are_no_part_of_an_english_story() -> None:
    german = replace(
        CLOSED,
        id="tagblatt",
        title="Brücke gesperrt",
        text="Der Stadtrat hat die Brücke am Montag für den gesamten Verkehr gesperrt, nachdem Ingenieure tiefe Risse "
        "in zwei Pfeilern gefunden hatten. Die Sperrung soll mindestens zwei Wochen dauern.",
    )
    told = told_of([item(german), item(VOTE)])
    titles = sorted(tuple(told.articles[a].title for a in story.articles) for story in told.stories)
    assert titles == [("Brücke gesperrt",), (VOTE.title,)]
    assert told.notes == ()


def test_many_left_out_are_counted_not_listed() -> None:
    undated = [replace(SURVEY, id=f"undated-{n}", text=f"{SURVEY.text} No. {n}.", published=None) for n in range(7)]
    [note] = told_of([item(a) for a in undated], until=WEDNESDAY).notes
    assert "and 4 more" in note


def test_progress_is_told() -> None:
    steps: list[tuple[str, int]] = []
    read(
        Given([item(a) for a in STORY]),
        until=None,
        settings=SETTINGS,
        on_step=lambda what, count: steps.append((what, count)),
    )
    assert ("Reading articles", len(STORY)) in steps
    assert steps[-1] == ("Grouping articles", len(STORY))


def test_without_a_headline_the_brief_is_refused(tagger: SpacyTagger, embedder: UseEmbedder) -> None:
    with pytest.raises(LineRefused, match="headline"):
        written(
            [item(replace(CLOSED, title="", text="He said that it was so, and that they would not do it again."))],
            tagger,
            embedder,
        )


DATELINED = "KYIV, June 3 (Norda) - Engineers said on Tuesday that the bridge was safe."


def test_sentences_are_parsed_from_their_own_first_word(tagger: SpacyTagger) -> None:
    [tokens] = parse([DATELINED], tagger)
    assert tokens[0].text == "Engineers"
    assert [DATELINED[t.start : t.end] for t in tokens] == [t.text for t in tokens]


def test_the_desk_is_laid_one_row_a_sentence(tagger: SpacyTagger, embedder: UseEmbedder) -> None:
    desk = open_desk(dossier_of(STORY), tagger, embedder)
    assert len(desk.parsed) == len(desk.scores) == len(desk.vectors)
    assert len(desk.titles) == len(desk.title_tokens) == len(desk.title_vectors)
    assert all(0 <= score <= 1 for score in desk.scores)
    spans = [p.sentence.span for p in desk.parsed]
    assert len(set(spans)) == len(spans)
    assert all(p.sentence.kind == "prose" for p in desk.parsed)


def test_background_is_parsed_though_it_carries_little(tagger: SpacyTagger, embedder: UseEmbedder) -> None:
    desk = open_desk(dossier_of((VOTE, VOTE_RADIO)), tagger, embedder, worth=4)
    told = [p.sentence.text for p in desk.parsed]
    assert any("1998" in text or "1931" in text for text in told)
    assert len(told) < sum(len(s) for s in desk.dossier.sentences)


def test_a_dossier_holds_the_sentences_of_its_story() -> None:
    told = told_of([item(a) for a in STORY])
    dossier = lay_open(told.stories[0], told.articles)
    for article, sentences in zip(dossier.articles, dossier.sentences, strict=True):
        assert all(article.quote(s.span) == s.text for s in sentences)


def test_the_newsroom_wires_the_same_brief(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("news")
    for article in (VOTE, VOTE_RADIO):
        (folder / f"{article.id}.txt").write_text(f"{article.title}\n\n{article.text}", encoding="utf-8")
    with open_newsroom() as newsroom:
        told = newsroom.read([str(folder)])
        brief = newsroom.brief(told, 0)
    assert "tear down" in brief.summary[0].text
    assert {source.title for source in brief.sources} == {VOTE.title, VOTE_RADIO.title}
