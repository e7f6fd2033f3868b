"""What leads into the API: where everything is, the forms of documents, the kinds of problems, the OpenAPI document."""

import json
from html import escape
from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from nutgraf import __version__
from nutgraf.errors import NotFound
from nutgraf.serve.api.address import link, outside
from nutgraf.serve.api.answer import document, fixed
from nutgraf.serve.api.asked import Asked
from nutgraf.serve.api.described import answers, content
from nutgraf.serve.api.documents.base import DoorDocument, ReaderDocument
from nutgraf.serve.api.problems import KINDS
from nutgraf.serve.api.schemas import schemas
from nutgraf.serve.context import paper_of, reader_of

router = APIRouter(tags=["about"])
Nothing = Annotated[Asked, Query()]
"""No parameters: others are refused."""
Form = Annotated[str, Path(max_length=60, pattern="^[a-z.-]+$", description="A form.", examples=["nutgraf.brief"])]
Version = Annotated[int, Path(ge=1, le=1_000, description="Its version.", examples=[1])]
ProblemName = Annotated[
    str,
    Path(alias="kind", max_length=60, pattern="^[a-z-]+$", description="A kind of problem.", examples=["not-found"]),
]


@router.get(
    "/",
    operation_id="get_door",
    summary="Where everything is, and who asks",
    responses=answers("nutgraf.door/1", words="Addresses of lists, forms and descriptions."),
)
def get_door(request: Request, asked: Nothing) -> Response:  # noqa: ARG001
    """Begin here: no other address needs to be known."""
    paper, reader = paper_of(request), reader_of(request)
    lists = {name: link(request, name) for name in ("stories", "editions", "articles", "sources", "search")}
    made = DoorDocument(
        title=paper.serving.title,
        version=__version__,
        reader=ReaderDocument(name=reader.name, may_write=reader.may_write, csrf=reader.csrf),
        links={
            **lists,
            "openapi": link(request, "openapi.json"),
            "about": link(request, "about"),
            "pages": f"{outside(request)}/",
        },
        schemas={name: link(request, "schemas", *name.split("/")) for name in schemas()},
    )
    return document(request, made)


@router.get(
    "/schemas/{form}/{version}",
    operation_id="get_schema",
    summary="The JSON Schema of a form of document",
    responses=content(
        {"application/schema+json": {"schema": {"type": "object"}}}, 404, words="A JSON Schema, draft 2020-12."
    ),
)
def get_schema(request: Request, form: Form, version: Version, asked: Nothing) -> Response:  # noqa: ARG001
    """A form is named by `schema` in its documents; a change that could break a reader gives a new version."""
    found = schemas().get(f"{form}/{version}")
    if found is None:
        raise NotFound(f"There is no form {form}/{version}.")
    return fixed(request, json.dumps(found, ensure_ascii=False, indent=2).encode(), "application/schema+json")


@router.get(
    "/problems/{kind}",
    operation_id="get_problem",
    summary="What a kind of problem means",
    responses=content({"text/plain": {"schema": {"type": "string"}}}, 404, words="A text."),
)
def get_problem(request: Request, name: ProblemName, asked: Nothing) -> Response:  # noqa: ARG001
    """Its address is the `type` of every problem of that kind."""
    kind = KINDS.get(name)
    if kind is None:
        raise NotFound(f"There is no kind of problem {name}.")
    return fixed(request, f"{kind.status} {kind.title}\n\n{kind.text}\n".encode(), "text/plain; charset=utf-8")


@router.get(
    "/openapi.json",
    operation_id="get_openapi",
    summary="This API, described as OpenAPI 3.1",
    responses=content({"application/json": {"schema": {"type": "object"}}}, words="The OpenAPI document."),
)
def get_openapi(request: Request, asked: Nothing) -> Response:  # noqa: ARG001
    """With the JSON Schema of every document."""
    described = {**request.app.openapi(), "servers": [{"url": link(request).rstrip("/")}]}
    return fixed(request, json.dumps(described, ensure_ascii=False).encode(), "application/json")


@router.get(
    "/about",
    operation_id="get_about",
    summary="This API on a page for people",
    responses=content({"text/html": {"schema": {"type": "string"}}}, words="A page."),
    response_class=HTMLResponse,
)
def get_about(request: Request, asked: Nothing) -> Response:  # noqa: ARG001
    """Every operation with what it is for, and a link to the OpenAPI document."""
    rows = [
        f"<dt><code>{escape(method.upper())} {escape(path)}</code></dt><dd>{escape(operation['summary'])}</dd>"
        for path, operations in request.app.openapi()["paths"].items()
        for method, operation in operations.items()
    ]
    title = escape(paper_of(request).serving.title)
    page = (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}: the JSON API</title>'
        '<meta name="viewport" content="width=device-width"></head>\n'
        f'<body><main><h1>{title}: the JSON API</h1>\n<p><a href="{escape(link(request, "openapi.json"))}">'
        f'The OpenAPI document</a> describes it for programs; <a href="{escape(link(request))}">the door</a> '
        f"leads to all lists.</p>\n<dl>\n{chr(10).join(rows)}\n</dl></main></body></html>\n"
    )
    return fixed(request, page.encode(), "text/html; charset=utf-8")
