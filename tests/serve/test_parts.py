"""Parts of pages that are kept: rendered once for all readers, and nothing of a reader in them."""

import re

from starlette.testclient import TestClient

from nutgraf.serve.app import make_app
from nutgraf.serve.pages.page import TOKEN_HERE
from nutgraf.settings import Settings
from nutgraf.views import Newsstand


def client_of(newsstand: Newsstand) -> TestClient:
    return TestClient(make_app(newsstand, Settings()), base_url="http://127.0.0.1:8080")


def test_nothing_of_a_reader_stands_in_a_kept_part(newsstand: Newsstand) -> None:
    with client_of(newsstand) as client:
        page = client.get("/?since=7d").text
        story = re.findall(r'href="/story/(s1-[0-9a-f]+)"', page)[0]
        for address in (f"/story/{story}", f"/story/{story}/line/summary-1", f"/story/{story}/1"):
            assert client.get(address).status_code == 200
    found = re.search(r'name="csrf" (?:content|value)="([^"]+)"', page)
    assert found is not None
    token = found[1]
    parts = newsstand.parts.all()
    assert len(parts) > 5
    assert not [part for part in parts if token in part]
    assert TOKEN_HERE not in page
    assert any(TOKEN_HERE in part for part in parts), "only the place of the token is kept"


def test_two_readers_get_their_own_tokens_from_kept_parts(newsstand: Newsstand) -> None:
    with client_of(newsstand) as one, client_of(newsstand) as other:
        pages = [client.get("/?since=7d").text for client in (one, other, one)]
    found = [set(re.findall(r'name="csrf" (?:content|value)="([^"]+)"', page)) for page in pages]
    assert [len(tokens) for tokens in found] == [1, 1, 1], "every form of a page has its reader's token"


def test_a_page_from_kept_parts_is_the_page_that_was_rendered(newsstand: Newsstand) -> None:
    with client_of(newsstand) as client:
        first = client.get("/?since=7d").text
        story = re.findall(r'href="/story/(s1-[0-9a-f]+)"', first)[0]
        for address in ("/?since=7d", f"/story/{story}", f"/story/{story}/line/summary-2"):
            client.get(address)  # what is seen for the first time looks otherwise
            kept = client.get(address).text
            newsstand.parts.clear()
            assert client.get(address).text == kept


def test_each_edition_and_each_opened_line_has_parts_of_its_own(newsstand: Newsstand) -> None:
    with client_of(newsstand) as client:
        story = re.findall(r'href="/story/(s1-[0-9a-f]+)"', client.get("/?since=7d").text)[0]
        texts = {
            client.get(f"/story/{story}{rest}").text.partition("<main")[2]
            for rest in ("", "/1", "/2", "/line/summary-1", "/line/summary-2")
        }
        assert len(texts) == 5
