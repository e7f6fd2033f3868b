"""The API over the sample's archive; every document that a test gets is held against its schema."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from nutgraf.daily import Daily
from nutgraf.serve.api.schemas import schemas
from nutgraf.serve.app import make_app
from nutgraf.settings import Settings
from nutgraf.views import Newsstand
from tests.conftest import SAMPLE_NOW

STORY = "s1-a223bc755990"
"""The sample's great story: seven editions."""
Get = Callable[..., dict[str, Any]]


def of_form(document: dict[str, Any], form: str) -> dict[str, Any]:
    """The document, when it is of a form in force."""
    problems = sorted(Draft202012Validator(schemas()[form]).iter_errors(document), key=str)
    assert not problems, f"{form}: {problems[0].json_path}: {problems[0].message}"
    return document


@pytest.fixture(scope="session")
def reading(sample_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client for tests that change nothing: one for all of them."""
    copy = shutil.copy(sample_archive, tmp_path_factory.mktemp("api") / "sample.db")
    with Daily(Settings(), str(copy)) as daily:
        app = make_app(Newsstand(daily, lambda: SAMPLE_NOW), Settings())
        with TestClient(app, base_url="http://127.0.0.1:8080") as made:
            yield made


@pytest.fixture
def get(client: TestClient) -> Get:
    """Asks for a document, which must be of the form that it names."""

    def asked(path: str, **params: Any) -> dict[str, Any]:
        answer = client.get(f"/api/v1{path}", params=params or None)
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == "application/json"
        document: dict[str, Any] = answer.json()
        assert f'/schemas/{document["schema"]}>; rel="describedby"' in answer.headers["link"]
        return of_form(document, document["schema"])

    return asked


@pytest.fixture
def token(client: TestClient) -> dict[str, str]:
    """Headers that show that a change is meant."""
    return {"X-CSRF-Token": client.get("/api/v1/").json()["reader"]["csrf"]}
