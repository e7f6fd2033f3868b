"""The OpenAPI document and the schemas: complete, true to what is served, and not changed by accident."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from nutgraf.serve.api.schemas import schemas
from tests.serve.api.conftest import Get

FORMS = Path(__file__).parent / "forms.json"
"""All schemas as they were published. A form that changes so that a reader could break gets a new version; one that
only gains something is written anew here: `python -m tests.serve.api.test_description`."""


@pytest.fixture
def openapi(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/api/v1/openapi.json").json()
    return found


def test_forms_are_as_they_were_published() -> None:
    published = json.loads(FORMS.read_text("utf-8"))
    assert {name: schemas()[name] for name in schemas()} == published


def test_every_schema_is_one_and_is_served(client: TestClient, get: Get) -> None:
    addresses = get("/")["schemas"]
    assert set(addresses) == set(schemas())
    for name, address in addresses.items():
        answer = client.get(address)
        assert answer.headers["content-type"] == "application/schema+json"
        assert answer.json() == schemas()[name]
        Draft202012Validator.check_schema(answer.json())
        assert answer.json()["$id"] == f"urn:{name.replace('.', ':').replace('/', ':')}"


def test_every_word_of_our_forms_is_explained() -> None:
    for name, schema in schemas().items():
        for part in (schema, *schema.get("$defs", {}).values()):
            for key, value in part.get("properties", {}).items():
                explained = "description" in value or "$ref" in value or name.startswith(_PRINTED)
                assert explained, f"{name}: {key} has no description"


_PRINTED = ("nutgraf.brief/", "nutgraf.ledger/", "nutgraf.changes/")


def test_the_document_is_openapi_3_1_and_its_references_lead_somewhere(openapi: dict[str, Any]) -> None:
    assert openapi["openapi"].startswith("3.1")
    parts = openapi["components"]["schemas"]
    refs = set[str]()

    def look(value: Any) -> None:
        if isinstance(value, dict):
            if isinstance(value.get("$ref"), str):
                refs.add(value["$ref"])
            for one in value.values():
                look(one)
        elif isinstance(value, list):
            for one in value:
                look(one)

    look(openapi)
    assert refs
    assert {ref for ref in refs if ref.removeprefix("#/components/schemas/") not in parts} == set()
    for name, schema in parts.items():
        Draft202012Validator.check_schema(schema), name


def test_every_operation_is_described(openapi: dict[str, Any]) -> None:
    operations = [one for path in openapi["paths"].values() for one in path.values()]
    assert sorted(one["operationId"] for one in operations) == [
        "get_about", "get_article", "get_brief", "get_changes", "get_claims", "get_door", "get_edition", "get_openapi",
        "get_problem", "get_schema", "get_story", "list_articles", "list_editions", "list_sources", "list_stories",
        "list_story_editions", "mark_saved", "mark_seen", "search",
    ]  # fmt: skip
    for one in operations:
        assert one["summary"]
        assert one["description"]
        assert {"401", "403", "422", "429", "500"} <= set(one["responses"]), one["operationId"]
        for parameter in one.get("parameters", []):
            assert parameter["description"], f"{one['operationId']}: {parameter['name']}"
            assert bounded(parameter["schema"]), f"{one['operationId']}: {parameter['name']} has no bounds"
        for status, answer in one["responses"].items():
            if int(status) >= 400:
                assert list(answer["content"]) == ["application/problem+json"]


def bounded(schema: dict[str, Any]) -> bool:
    """Tell whether a parameter cannot be of any length."""
    if "anyOf" in schema:
        return all(bounded(one) for one in schema["anyOf"])
    if schema["type"] in ("boolean", "null") or "enum" in schema:
        return True
    return "maximum" in schema if schema["type"] == "integer" else "maxLength" in schema or "{2,3}" in schema["pattern"]


def test_the_page_for_people_lists_every_operation_without_scripts(client: TestClient, openapi: dict[str, Any]) -> None:
    page = client.get("/api/v1/about").text
    for path in openapi["paths"]:
        assert path in page
    assert "<script" not in page
    assert "style=" not in page


if __name__ == "__main__":
    FORMS.write_text(json.dumps(dict(schemas()), ensure_ascii=False, indent=1) + "\n", "utf-8")
