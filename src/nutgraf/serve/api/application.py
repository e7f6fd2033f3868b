"""The API as an application to be mounted: routes, errors, the OpenAPI document.

    routes = [Mount(ROOT, make_api(paper))]

Handlers are plain functions and run in threads: what they wait for is SQLite. Nothing is decided in them: they show
what the newsstand gives.
"""

from typing import Any  # OpenAPI: objects of any shape

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.types import ASGIApp

from nutgraf import __version__
from nutgraf.serve.api import archive, editions, hall, marks, stories
from nutgraf.serve.api.answer import MOST_PRINTED
from nutgraf.serve.api.door import Door
from nutgraf.serve.api.problems import register
from nutgraf.serve.api.schemas import components
from nutgraf.serve.context import Paper
from nutgraf.views.kept import Kept

ABOUT = """Layered news briefs in which every line points at its source sentences, and what they rest on.

Every document names its form (`schema`); the JSON Schema of each is at `/schemas/FORM/VERSION`. Lists are walked along
`next`. Every answer has an `ETag`. Whatever goes wrong is told as `application/problem+json` (RFC 9457).
"""


def make_api(paper: Paper) -> ASGIApp:
    """Return the API over a paper."""
    api = FastAPI(title="nutgraf", version=__version__, description=ABOUT, openapi_url=None, redirect_slashes=False)
    api.state.paper = paper
    api.state.press, api.state.members = Kept(MOST_PRINTED), Kept(stories.MOST_KEPT)
    register(api)
    for room in (hall, stories, editions, archive, marks):
        api.include_router(room.router)
    described: dict[str, Any] = {}

    def openapi() -> dict[str, Any]:
        if not described:
            described.update(_described(api))
        return described

    api.openapi = openapi  # type: ignore[method-assign]  # FastAPI's own way of extending it
    return Door(api)


def _described(api: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI document, with our schemas in the place of those that FastAPI would guess."""
    made = get_openapi(title=api.title, version=api.version, description=api.description, routes=api.routes)
    parts = made.setdefault("components", {})
    kept = {name: one for name, one in parts.get("schemas", {}).items() if name in ("SeenAsked", "SavedAsked")}
    parts["schemas"] = {**components(), **kept}
    parts["securitySchemes"] = {
        "appPassword": {"type": "http", "scheme": "bearer", "description": "A password of a program."},
    }
    made["security"] = [{}, {"appPassword": []}]
    made["info"]["license"] = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
    for operations in made["paths"].values():
        for method, operation in operations.items():
            if method == "post":
                operation.setdefault("parameters", []).append(_TOKEN)
    return made


_TOKEN = {
    "name": "X-CSRF-Token",
    "in": "header",
    "required": False,
    "description": "`reader.csrf` of `/`; not needed with an app password.",
    "schema": {"type": "string", "maxLength": 200, "pattern": "^[A-Za-z0-9_.-]*$"},
}
