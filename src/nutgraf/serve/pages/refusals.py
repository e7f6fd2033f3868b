"""What a reader sees when a page cannot be shown: a sentence, in the frame of every other page."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from nutgraf.errors import LineRefused, NotFound
from nutgraf.serve.pages.page import page

WORDS = {
    404: ("Not here", "There is no page at this address."),
    405: ("Not possible", "This address cannot be asked in that way."),
    403: ("Not allowed", "You may not do that."),
}
"""Title and sentence for what the server itself refuses."""


def not_found(request: Request, error: Exception) -> Response:
    """Return the page of a story, an edition or an article that is not there."""
    assert isinstance(error, NotFound)
    return page(request, "refusal.html", 404, title="Not here", sentence=error.message)


def no_brief(request: Request, error: Exception) -> Response:
    """Return the page of a brief that could not be made: none without sources for each line."""
    assert isinstance(error, LineRefused)
    words = f"No brief could be made of this story: {error.message}"
    return page(request, "refusal.html", 422, title="No brief", sentence=words)


def refused(request: Request, error: Exception) -> Response:
    """Return the page of what the server refused."""
    assert isinstance(error, HTTPException)
    if error.status_code in (204, 304):
        return Response(status_code=error.status_code, headers=error.headers)
    title, sentence = WORDS.get(error.status_code, ("Not possible", "That did not work."))
    said = error.detail if error.detail and error.status_code not in (404, 405) else sentence
    if not hasattr(request.state, "reader"):
        return PlainTextResponse(said, error.status_code)
    answer = page(request, "refusal.html", error.status_code, title=title, sentence=said)
    answer.headers.update(error.headers or {})
    return answer
