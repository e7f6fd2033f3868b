"""What is followed and muted: words, actors and stories; what each is about right now."""

from datetime import timedelta

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from nutgraf.finding import matched
from nutgraf.model import StoryCard
from nutgraf.serve.context import paper_of
from nutgraf.serve.pages.forms import asked, posted, to, unknown, word
from nutgraf.serve.pages.page import page
from nutgraf.store.editions import Follow

LATELY = timedelta(days=7)
"""How far back matches are counted."""
MOST, MOST_VALUE, SHOWN = 500, 200, 3
"""Things followed and muted, characters of one, and stories named for each."""
KINDS = {"word": "a word or words", "actor": "a name", "story": "a story"}
"""What may be followed, in words."""
DONE = {
    "follow": "Followed: its stories stand higher.",
    "mute": "Muted: its stories are left out of lists.",
    "off": "Neither followed nor muted any longer.",
}
"""What was done, by the word that the address bears."""


def follows(request: Request) -> Response:
    """Return what is followed and muted, each with the stories of the last days that it is about."""
    newsstand = paper_of(request).newsstand
    known = newsstand.archive.editions.follows()
    about = matched(newsstand.daily, newsstand.now() - LATELY) if known else []
    named = newsstand.archive.stories.many([value for kind, value, _ in known if kind == "story"])
    rows = [(one, _name(one, named), cards[:SHOWN], len(cards)) for one, cards in zip(known, about, strict=True)]
    return page(
        request,
        "follows.html",
        followed=[row for row in rows if row[0][2] == "follow"],
        muted=[row for row in rows if row[0][2] == "mute"],
        kinds=KINDS,
        days=LATELY.days,
        done=DONE.get(asked(request, "done"), ""),
    )


def _name(one: Follow, named: dict[str, StoryCard]) -> str:
    card = named.get(one[1]) if one[0] == "story" else None
    return card.headline if card else one[1]


def _follow(request: Request, form: FormData) -> Response:
    newsstand = paper_of(request).newsstand
    kind, value, how = word(form, "kind"), word(form, "value"), word(form, "how")
    if kind not in KINDS or how not in ("follow", "mute", "off"):
        raise unknown("A word, a name or a story can be followed and muted.")
    if not value or len(value) > MOST_VALUE:
        raise HTTPException(422, f"Write what to follow, in at most {MOST_VALUE} characters.")
    editions = newsstand.archive.editions
    if how == "off":
        editions.unfollow(kind, value)  # type: ignore[arg-type]  # one of the three
        return to("/follows", done="off")
    if len(editions.follows()) >= MOST:
        raise HTTPException(422, f"{MOST} things are followed and muted already; take one away first.")
    if kind == "story":
        value = newsstand.card(value).story.id
    editions.follow((kind, value, how), newsstand.now())  # type: ignore[arg-type]  # as above
    return to("/follows", done=how)


ROUTES: list[BaseRoute] = [
    Route("/follows", follows, name="follows"),
    Route("/follows", posted(_follow), methods=["POST"]),
]
"""Addresses of what is followed."""
