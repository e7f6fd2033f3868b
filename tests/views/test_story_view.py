"""The view that every face shows."""

import pytest

from nutgraf.errors import NotFound
from nutgraf.model import UNREAD
from nutgraf.views import Newsstand, StoryView
from nutgraf.views.kept import Kept


@pytest.fixture
def story(newsstand: Newsstand) -> StoryView:
    return newsstand.story("s1-a223")


def test_a_view_holds_the_edition(story: StoryView) -> None:
    brief = story.edition.brief
    assert [line.text for line in story.lines] == [line.text for line in brief.lines]
    assert story.number == story.card.edition == len(story.editions)
    assert "articles" in story.counts
    assert sum(len(origin.articles) for origin in story.origins) == len(story.sources)


def test_every_line_has_an_id_and_its_source_sentences_in_their_paragraphs(
    story: StoryView, newsstand: Newsstand
) -> None:
    ids = [line.id for line in story.everything]
    assert len(ids) == len(set(ids))
    for line in story.everything:
        assert line.sources, line.id
        assert story.line(line.id) == line
        for one in line.sources:
            article = newsstand.archive.articles.get([one.article])[one.article]
            text = article.title if one.in_title else article.text
            assert " ".join(text[one.start : one.end].split()) == one.text
            if not one.in_title and "…" not in one.before:
                assert " ".join(f"{one.before} {one.text}".split()) in " ".join(article.text.split())


def test_a_sentence_without_its_article_stands_alone(newsstand: Newsstand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newsstand.archive.articles, "get", lambda _: {})
    line = newsstand.story("s1-a223").summary[0]
    assert line.sources[0].text
    assert not line.sources[0].before


def test_an_older_edition_and_one_that_is_not_there(newsstand: Newsstand) -> None:
    assert newsstand.story("s1-a223", 1).number == 1
    with pytest.raises(NotFound):
        newsstand.story("s1-a223", 99)
    with pytest.raises(NotFound):
        newsstand.story("s1-nothing")


def test_changes_name_their_sources(newsstand: Newsstand) -> None:
    changes = newsstand.changes("s1-a223", 1)
    assert changes.changes
    for change in changes.changes:
        assert all(e.span.article.removesuffix("#title") in changes.sources for e in change.evidence)


def test_what_a_reader_saw_is_no_longer_new(newsstand: Newsstand) -> None:
    def unseen() -> int:
        return newsstand.with_seen(newsstand_list, "ada")[0].unseen

    from datetime import timedelta

    from nutgraf.text.query import Query

    newsstand_list = newsstand.front(Query(), timedelta(days=7), most=5, reader="ada")
    first = newsstand_list[0].card
    assert unseen() == first.edition
    newsstand.saw("ada", first.story.id, first.edition)
    assert unseen() == 0
    newsstand.archive.marks.put("ada", [first.story.id], UNREAD, newsstand.now())
    assert unseen() == 1
    newsstand.saw("ada", first.story.id, first.edition)
    assert unseen() == 0


def test_only_so_many_values_are_kept() -> None:
    kept, made = Kept(2), []

    def make(n: int) -> int:
        made.append(n)
        return n

    for n in (1, 2, 1, 3, 1, 2):
        assert kept.get(n, lambda n=n: make(n)) == n  # type: ignore[misc]
    assert made == [1, 2, 3, 2]
