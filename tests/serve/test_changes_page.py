"""What changed between any two editions."""

import re

import pytest
from starlette.testclient import TestClient

from nutgraf.errors import NotFound
from nutgraf.finding import changes_from_to, changes_since
from nutgraf.views import Newsstand
from tests.conftest import SAMPLE_NOW
from tests.serve.desk import OTHER, STORY, faults_of, stranger

PAGE = f"/story/{STORY}/changes"


def heads(page: str) -> list[str]:
    """The heads of changes, without their signs."""
    found = re.findall(r'<h2><span class="sign" aria-hidden="true">.</span>(.*?)</h2>', page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", "", head).split()) for head in found]


def test_each_pair_of_editions_adds_up(newsstand: Newsstand) -> None:
    daily = newsstand.daily
    assert changes_from_to(daily, STORY, 3, 7)[1] == changes_since(daily, STORY, 3)[1]
    for old in range(7):
        for new in range(old + 1, 8):
            edition, found = changes_from_to(daily, STORY, old, new)
            assert edition.number == new
            ids = {c.position.id for c in found}
            steps = [
                c.position.id for n in range(old + 1, new + 1) for c in daily.archive.editions.get(STORY, n).changes
            ]
            assert ids <= set(steps)
            assert bool(found) == (new > 1)
    assert changes_from_to(daily, STORY, 5, 5)[1] == []
    with pytest.raises(NotFound):
        changes_from_to(daily, STORY, 1, 8)


def test_claims_are_told_with_their_sentences_and_links(client: TestClient) -> None:
    page = client.get(f"{PAGE}?from=3&to=5").text
    assert "What changed from edition 3 to 5" in page
    assert heads(page)[0] == "Denied: unconfirmed → not coming by Norda"
    denied = page[page.index("Denied") :].partition("</li>")[0]
    assert denied.index("was not on the published list") < denied.index("has not confirmed that Putin will travel")
    assert re.search(r'<span>now</span> <a href="/article/a1-\w+"><bdi>Norda', denied)
    assert re.search(r'<span>before</span> <a href="/article/a1-\w+"><bdi>Norda', denied)
    assert f'href="/story/{STORY}/5#' in page
    assert faults_of(page) == []


def test_a_line_that_is_linked_is_there(client: TestClient) -> None:
    page = client.get(f"{PAGE}?from=3&to=5").text
    assert "articles came</span>" in page
    whole = client.get(f"/story/{STORY}/5").text
    for line in set(re.findall(rf"/story/{STORY}/5#([\w-]+)", page)):
        assert f'id="{line}"' in whole


def test_since_the_last_visit_else_since_the_edition_before(client: TestClient, newsstand: Newsstand) -> None:
    assert "from edition 6 to 7" in client.get(PAGE).text
    newsstand.archive.editions.saw("reader", STORY, 4, SAMPLE_NOW)
    assert "from edition 4 to 7" in client.get(PAGE).text
    newsstand.archive.editions.saw("reader", STORY, 7, SAMPLE_NOW)
    assert "from edition 6 to 7" in client.get(PAGE).text


def test_editions_may_be_named_in_any_order(client: TestClient) -> None:
    assert "from edition 2 to 5" in client.get(f"{PAGE}?from=5&to=2").text
    assert "from edition 4 to 5" in client.get(f"{PAGE}?from=5&to=5").text
    assert "from edition 2 to 7" in client.get(f"{PAGE}?since=2").text
    assert "up to edition 3" in client.get(f"{PAGE}?from=0&to=3").text


@pytest.mark.parametrize("query", ["from=8", "to=99", "from=x", "from=-1", "to=<b>", "from=1&to=99999999999999"])
def test_an_edition_that_never_was_is_not_found(client: TestClient, query: str) -> None:
    answer = client.get(f"{PAGE}?{query}")
    assert answer.status_code == 404
    assert "<b>" not in answer.text


def test_the_first_edition_has_nothing_before_it(client: TestClient) -> None:
    page = client.get(f"/story/{OTHER}/changes").text
    assert "first edition" in page
    assert client.get("/story/s1-72d000d4b46f/changes").status_code == 404
    assert client.get("/story/nowhere/changes").status_code == 404


def test_the_two_briefs_stand_line_by_line(client: TestClient, newsstand: Newsstand) -> None:
    page = client.get(f"{PAGE}?from=6&to=7").text
    gone = set(re.findall(r"<del><span class=\"vh\">Gone: </span>(.*?)</del>", page))
    new = set(re.findall(r"<ins><span class=\"vh\">New: </span>(.*?)</ins>", page))
    old_lines, new_lines = ({line.text for line in newsstand.story(STORY, n).lines} for n in (6, 7))
    assert len(gone) == len(old_lines - new_lines)
    assert len(new) == len(new_lines - old_lines)


def test_strangers_may_look(newsstand: Newsstand) -> None:
    with stranger(newsstand) as client:
        assert "from edition 6 to 7" in client.get(PAGE).text
