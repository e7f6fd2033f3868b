"""An article as it was read: its extracted text, when it appeared and how that is known, and a span of it marked."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from nutgraf.errors import NotFound
from nutgraf.model import Article
from nutgraf.serve.context import paper_of
from nutgraf.serve.pages.page import page

MOST_CHARS = 200_000
"""Most characters shown of an article; what is longer is cut, and the page says so."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, with the part of it that is marked."""

    before: str
    """Before the mark; all of it when nothing is marked."""
    marked: str
    """The mark; may be empty."""
    after: str
    """Behind it."""


def article(request: Request) -> Response:
    """Return an article's page. `start` and `end` mark a span, in code points; `in=title` one of its title."""
    paper = paper_of(request)
    name = request.path_params["article"]
    found = paper.newsstand.archive.articles.get([name]).get(name)
    if found is None:
        raise NotFound(f"There is no article {name[:40]}.", about=name)
    start, end = _number(request, "start"), _number(request, "end")
    in_title = request.query_params.get("in") == "title"
    story = paper.newsstand.archive.stories.story_of([name]).get(name, "")
    return page(
        request,
        "article.html",
        article=found,
        title=marked(found.title, start, end) if in_title else Paragraph(found.title, "", ""),
        paragraphs=paragraphs(found, 0, 0) if in_title else paragraphs(found, start, end),
        cut=len(found.text) > MOST_CHARS,
        story=paper.newsstand.archive.stories.many([story]).get(story) if story else None,
    )


def paragraphs(article: Article, start: int, end: int) -> list[Paragraph]:
    """Return an article's paragraphs; a span may reach over several."""
    found, at = [], 0
    for text in article.text[:MOST_CHARS].split("\n"):
        if text.strip():
            found.append(marked(text, start - at, end - at))
        at += len(text) + 1
    return found


def marked(text: str, start: int, end: int) -> Paragraph:
    """Return a text with a part of it marked.

    >>> marked("It fell.", 3, 7)
    Paragraph(before='It ', marked='fell', after='.')
    """
    start, end = max(0, start), min(len(text), end)
    if start >= end:
        return Paragraph(text, "", "")
    return Paragraph(text[:start], text[start:end], text[end:])


def _number(request: Request, name: str) -> int:
    given = request.query_params.get(name, "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 8 else 0
