"""What makes the pages an app that can be installed and read offline: manifest, service worker, offline page."""

import hashlib
from functools import cache
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from nutgraf.serve.context import paper_of
from nutgraf.serve.pages.page import page

SHELL = ("nutgraf.css", "nutgraf.js", "icon.svg", "service-worker.js")
"""Files by whose bytes the shell's version is named."""


@cache
def version() -> str:
    """Return a name of the shell as it is now: another one makes browsers fetch it anew."""
    made = hashlib.sha256()
    for name in SHELL:
        made.update(files("nutgraf.serve").joinpath("static", name).read_bytes())
    return made.hexdigest()[:12]


def manifest(request: Request) -> Response:
    """Return the manifest of the app."""
    title = paper_of(request).serving.title
    png = [
        {"src": f"/static/icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png", "purpose": "any maskable"}
        for size in (192, 512)
    ]
    made = {
        "name": title,
        "short_name": title[:12],
        "description": "News briefs in which every line points at its source sentences.",
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#fdfcf8",
        "theme_color": "#fdfcf8",
        "icons": [*png, {"src": "/static/icon.svg", "sizes": "any", "type": "image/svg+xml"}],
    }
    return JSONResponse(made, media_type="application/manifest+json")


def worker(_request: Request) -> Response:
    """Return the service worker, under an address from which it may look after all pages."""
    text = files("nutgraf.serve").joinpath("static", "service-worker.js").read_text("utf-8")
    headers = {"Cache-Control": "no-cache"}
    return Response(text.replace("VERSION", version()), media_type="text/javascript", headers=headers)


def offline(request: Request) -> Response:
    """Return the page that stands in for one that was not kept."""
    return page(request, "offline.html")
