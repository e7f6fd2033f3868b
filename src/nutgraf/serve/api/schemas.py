"""The JSON Schemas in force, by the name of the form, and the same as parts of the OpenAPI document."""

from collections.abc import Mapping
from functools import cache
from typing import Any  # JSON Schemas: objects of any shape

from pydantic import BaseModel

from nutgraf.briefs.printed import as_json, changes
from nutgraf.briefs.printed.ledger import document as ledger
from nutgraf.serve.api.documents.archive import ArticleDocument, ArticleList, Finds, SourceList
from nutgraf.serve.api.documents.base import DoorDocument, ProblemDocument
from nutgraf.serve.api.documents.stories import EditionList, MarksDocument, StoryDocument, StoryList

Schema = dict[str, Any]
PROBLEM = "nutgraf.problem/1"
"""Name of the form of problems: they bear it nowhere, their content type says it."""
MODELS: dict[str, type[BaseModel]] = {
    "nutgraf.door/1": DoorDocument,
    "nutgraf.story-list/1": StoryList,
    "nutgraf.story/1": StoryDocument,
    "nutgraf.edition-list/1": EditionList,
    "nutgraf.marks/1": MarksDocument,
    "nutgraf.article-list/1": ArticleList,
    "nutgraf.article/1": ArticleDocument,
    "nutgraf.source-list/1": SourceList,
    "nutgraf.finds/1": Finds,
    PROBLEM: ProblemDocument,
}
"""Forms of the API's own."""
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


@cache
def schemas() -> Mapping[str, Schema]:
    """Return every schema by the name of its form; do not change them."""
    printed = {
        as_json.SCHEMA_NAME: as_json.schema(),
        ledger.SCHEMA_NAME: ledger.ledger_schema(),
        changes.SCHEMA_NAME: changes.changes_schema(),
    }
    return printed | {name: _of_model(name, model) for name, model in MODELS.items()}


def component(name: str) -> str:
    """Return the name of a form among the parts of the OpenAPI document.

    >>> component("nutgraf.brief/1")
    'nutgraf.brief.1'
    """
    return name.replace("/", ".")


def components() -> Schema:
    """Return all schemas as parts of the OpenAPI document: every definition stands there by itself."""
    found: Schema = {}
    for name, schema in schemas().items():
        here = component(name)
        parts = {part: f"{here}.{part}" for part in schema.get("$defs", {})}
        whole = {key: value for key, value in schema.items() if key not in ("$defs", "$schema", "$id")}
        found[here] = _moved(whole, parts)
        for part, value in schema.get("$defs", {}).items():
            found[parts[part]] = _moved(value, parts)
    return found


def _moved(value: Any, parts: Mapping[str, str]) -> Any:
    """Return a piece of a schema with its references led to where the parts stand now."""
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            return {**value, "$ref": f"#/components/schemas/{parts[value['$ref'].removeprefix('#/$defs/')]}"}
        return {key: _moved(one, parts) for key, one in value.items()}
    return [_moved(one, parts) for one in value] if isinstance(value, list) else value


def _of_model(name: str, model: type[BaseModel]) -> Schema:
    made = model.model_json_schema(by_alias=True, mode="serialization")
    kind, _, version = name.removeprefix("nutgraf.").partition("/")
    return {"$schema": _DIALECT, "$id": f"urn:nutgraf:{kind}:{version}", **made, "title": f"nutgraf {kind}"}
