"""The app: the guard, and behind it pages, API, feeds and the protocol of reader apps, each in its own room.

app = make_app(Newsstand(daily, clock), settings)
"""

from importlib.resources import files

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from nutgraf.serve.api.address import ROOT
from nutgraf.serve.api.application import make_api
from nutgraf.serve.api.door import OneVoice
from nutgraf.serve.context import Paper
from nutgraf.serve.greader.routes import ROUTES as READER_APPS
from nutgraf.serve.guard import Guard
from nutgraf.serve.pages.entry import ROUTES as ENTRY
from nutgraf.serve.pages.metrics import Counted, Traffic
from nutgraf.serve.pages.routes import REFUSALS
from nutgraf.serve.pages.routes import ROUTES as PAGES
from nutgraf.serve.safety.tries import Tries
from nutgraf.serve.syndicate.routes import ROUTES as FEEDS
from nutgraf.serve.unsubscribe import ROUTES as UNSUBSCRIBE
from nutgraf.settings import Settings
from nutgraf.views import Newsstand


def make_app(newsstand: Newsstand, settings: Settings) -> Starlette:
    """Return the server as an ASGI application."""
    static = Mount("/static", StaticFiles(directory=str(files("nutgraf.serve").joinpath("static"))), name="static")
    paper = Paper(newsstand, settings, Tries(settings.serving.tries))
    api = Mount(ROOT, make_api(paper), name="api")
    traffic = Traffic()
    app = Starlette(
        routes=[static, api, *ENTRY, *PAGES, *FEEDS, *READER_APPS, *UNSUBSCRIBE],
        middleware=[Middleware(Counted, traffic=traffic), Middleware(OneVoice), Middleware(Guard)],
        exception_handlers=REFUSALS,
    )
    app.state.paper, app.state.traffic = paper, traffic
    return app
