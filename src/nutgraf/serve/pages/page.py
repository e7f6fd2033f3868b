"""A page from a template: what all pages are given, and how text becomes HTML (escaped, always)."""

import hashlib
import secrets
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import parse_qsl

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from nutgraf.briefs.printed.changes import WORDS
from nutgraf.briefs.printed.wording import FLAG_WORDS, HOW_KNOWN, day, many, when
from nutgraf.model import SIGNS, Certainty
from nutgraf.serve.context import paper_of, reader_of
from nutgraf.serve.guard import LOCAL
from nutgraf.serve.pages.parts import KeptPart
from nutgraf.serve.pages.words import (
    capitalised,
    cite,
    clock,
    direction,
    edited,
    reason,
    short_when,
    typographic,
    undated,
)
from nutgraf.views.growth import growth_of
from nutgraf.views.positions import positions_of
from nutgraf.views.timeline import timeline_of

NAV = (("/", "Today"), ("/saved", "Saved"), ("/follows", "Follows"), ("/sources", "Sources"), ("/search", "Search"))
"""Pages in the masthead: address and name."""
KEYS = (
    ("next", "j", "Next story or line, and open it"),
    ("previous", "k", "The one before, and open it"),
    ("down", "n", "Next, without opening"),
    ("up", "p", "The one before, without opening"),
    ("open", "o", "Open, one layer deeper (Enter does it too)"),
    ("whole", "w", "The whole page of the story"),
    ("original", "v", "The original report, in a new tab"),
    ("trace", "t", "What the line rests on"),
    ("read", "m", "Mark read or unread"),
    ("save", "s", "Save, or save no longer"),
    ("search", "/", "Search"),
    ("help", "?", "These keys"),
    ("go", "g", "Go to a page, with the key that follows"),
)
"""What single keys do: action, key unless a reader chose another, and words."""
PLACES = (
    ("h", "/", "The front page"),
    ("s", "/sources", "Sources"),
    ("f", "/follows", "Follows"),
    ("a", "/saved", "Saved"),
    ("/", "/search", "Search"),
    ("c", "/settings", "Settings"),
)
"""Where `g` and a second key lead."""
MEANINGS: dict[Certainty, str] = {
    "confirmed": "two or more independent origins state it as fact",
    "reported": "one origin states it as fact",
    "said": "a named speaker says it",
    "planned": "somebody means to do it",
    "offered": "somebody offers it",
    "demanded": "somebody asks for it",
    "threatened": "somebody threatens it",
    "denied": "somebody says that it is not so",
    "unconfirmed": "nobody has confirmed it",
    "speculated": "somebody thinks it possible",
    "disputed": "sources tell it differently",
}
"""What each certainty means."""
TOKEN_HERE = secrets.token_urlsafe(24)
"""Stands in templates for the reader's token until the page is whole, so that parts with forms can be kept for all
readers. Other in each process and never sent: text that held it would be given the token."""
COOKIE = "prefs"
"""Cookie with what a reader prefers: `theme=dark&size=l&keys=off`, urlencoded."""
WHOSE = "Nutgraf-Pages-Of"
"""Header that tells the browser's worker when another reader has logged in."""
CHOICES = {
    "theme": ("system", "light", "dark", "contrast"),
    "size": ("m", "s", "l", "xl"),
    "keys": ("on", "off"),
}
"""What may be chosen; the first of each unless chosen otherwise."""


@dataclass(frozen=True, slots=True)
class Prefs:
    """How a reader wants pages to look and behave."""

    theme: str = CHOICES["theme"][0]
    """`system`, `light`, `dark` or `contrast`."""
    size: str = CHOICES["size"][0]
    """Size of text: `s`, `m`, `l` or `xl`."""
    keys: str = CHOICES["keys"][0]
    """`off`: single keys do nothing (WCAG 2.1.4)."""


def prefs_of(request: Request) -> Prefs:
    """Return what the reader prefers, by the cookie; what is no choice of ours counts as not chosen."""
    given = dict(parse_qsl(request.cookies.get(COOKIE, "")[:200].strip('"').replace("%3D", "=").replace("%26", "&")))
    return Prefs(**{name: given[name] for name, choices in CHOICES.items() if given.get(name) in choices})


@cache
def templates() -> Environment:
    """Return the templates; every value in them is escaped."""
    made = Environment(
        loader=PackageLoader("nutgraf.serve", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[KeptPart],
    )
    made.filters |= {
        "day": day,
        "when": when,
        "short_when": short_when,
        "clock": clock,
        "reason": reason,
        "typographic": typographic,
        "direction": direction,
        "cite": cite,
        "edited": edited,
        "undated": undated,
        "capitalised": capitalised,
        "positions": positions_of,
        "timeline": timeline_of,
        "growth": growth_of,
    }
    made.globals |= {"many": many, "HOW_KNOWN": HOW_KNOWN, "FLAG_WORDS": FLAG_WORDS, "NAV": NAV, "LOCAL": LOCAL}
    made.globals |= {"CHANGE_WORDS": WORDS, "KEYS": KEYS, "PLACES": PLACES, "MEANINGS": MEANINGS, "SIGNS": SIGNS}
    return made


def given_to(request: Request) -> dict[str, object]:
    """Return what every template is given."""
    paper, reader = paper_of(request), reader_of(request)
    return {
        "paper": paper.serving,
        "reader": replace(reader, csrf=TOKEN_HERE) if reader.csrf else reader,
        "path": request.url.path,
        "prefs": prefs_of(request),
        "today": paper.newsstand.now(),
        "parts": paper.newsstand.parts,
    }


def page(request: Request, template: str, status: int = 200, **values: object) -> HTMLResponse:
    """Return a page.

    A template gets `paper` (settings of the server), `reader`, `path`, `prefs`, `today`, `parts` beside its own.
    """
    made = templates().get_template(template).render(given_to(request) | values)
    answer = HTMLResponse(made.replace(TOKEN_HERE, reader_of(request).csrf), status)
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Vary"] = "Cookie, Authorization"
    answer.headers[WHOSE] = whose(reader_of(request).name)
    return answer


def whose(reader: str) -> str:
    """Return a name for a reader that tells nothing: the browser's worker drops kept pages when it changes."""
    return hashlib.sha256(f"pages of {reader}".encode()).hexdigest()[:16]
