"""What the OpenAPI document says of an operation's answers, so that each handler says it in one line."""

from typing import Any  # OpenAPI: objects of any shape

from nutgraf.serve.api.problems import KINDS, MEDIA
from nutgraf.serve.api.schemas import PROBLEM, component

Responses = dict[int | str, dict[str, Any]]
EVERYWHERE = (400, 401, 403, 414, 421, 422, 429, 500, 503)
"""Statuses of problems that any request may meet."""


def ref(name: str) -> dict[str, str]:
    """Return a reference to a form of document."""
    return {"$ref": f"#/components/schemas/{component(name)}"}


def answers(form: str, *problems: int, words: str, elsewhere: bool = False) -> Responses:
    """Return the answers of an operation: a document, or that it is known already, or a problem."""
    made = content({"application/json": {"schema": ref(form)}}, *problems, words=words)
    if elsewhere:
        made[307] = {
            "description": "The story has another id, or this is only the beginning of its id.",
            "headers": {"Location": {"description": "Its address.", "schema": {"type": "string"}}},
        }
    return made


def content(media: dict[str, Any], *problems: int, words: str) -> Responses:
    """Return the answers of an operation that gives something else than a document of ours."""
    tag = {"ETag": {"description": "Names this version; send it as If-None-Match.", "schema": {"type": "string"}}}
    made: Responses = {
        200: {"description": words, "content": media, "headers": tag},
        304: {"description": "Not changed since the version that If-None-Match names.", "headers": tag},
    }
    return made | refusals(*problems)


def changed(form: str, *problems: int, words: str) -> Responses:
    """Return the answers of an operation that changes something."""
    made: Responses = {
        200: {"description": words, "content": {"application/json": {"schema": ref(form)}}},
        307: {"description": "The story has another id; send the same there."},
    }
    return made | refusals(404, 408, 413, 415, *problems)


def refusals(*problems: int) -> Responses:
    """Return problems that an operation may answer with, and those that any may."""
    titles = {kind.status: kind.title for kind in KINDS.values()}
    return {
        status: {"description": f"{titles[status]}.", "content": {MEDIA: {"schema": ref(PROBLEM)}}}
        for status in sorted({*problems, *EVERYWHERE})
    }
