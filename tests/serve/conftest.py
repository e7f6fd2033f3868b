"""The server over the sample's archive."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from nutgraf.serve.app import make_app
from nutgraf.settings import Settings
from nutgraf.views import Newsstand


@pytest.fixture
def client(newsstand: Newsstand) -> Iterator[TestClient]:
    """A client of the server, as one on the same machine."""
    with TestClient(make_app(newsstand, Settings()), base_url="http://127.0.0.1:8080") as made:
        yield made
