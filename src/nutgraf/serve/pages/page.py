"""A page from a template: what all pages are given, and how text becomes HTML (escaped, always)."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from nutgraf.briefs.printed.wording import FLAG_WORDS, HOW_KNOWN, day, many, when
from nutgraf.serve.context import paper_of, reader_of


@cache
def templates() -> Environment:
    """Return the templates; every value in them is escaped."""
    made = Environment(
        loader=PackageLoader("nutgraf.serve", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"day": day, "when": when}
    made.globals |= {"many": many, "HOW_KNOWN": HOW_KNOWN, "FLAG_WORDS": FLAG_WORDS}
    return made


def page(request: Request, template: str, status: int = 200, **values: object) -> HTMLResponse:
    """Return a page; a template gets `paper` (settings of the server), `reader` and `path` beside its own values."""
    given = {"paper": paper_of(request).serving, "reader": reader_of(request), "path": request.url.path, **values}
    return HTMLResponse(templates().get_template(template).render(given), status)
