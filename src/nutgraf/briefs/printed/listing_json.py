"""A list of stories -> JSON of schema `nutgraf.stories/1`, and the check of a document against that schema.

The same list gives the same bytes. `why` is `null` unless reasons were asked for.
"""

import json
from functools import cache
from importlib.resources import files

from nutgraf.briefs.printed.as_json import checked, iso_time, writable
from nutgraf.briefs.printed.ledger.claim_json import Document
from nutgraf.briefs.printed.listing import ListedArticle, ListedEvent, ListedStory, Listing, ToldIn
from nutgraf.model import Decision, Voice

SCHEMA_NAME = "nutgraf.stories/1"
"""What `schema` says in every document of this form."""


def listing_json(listing: Listing) -> str:
    """Return the list as an indented JSON document, ending with a newline; always encodable as UTF-8."""
    return writable(json.dumps(listing_document(listing), ensure_ascii=False, indent=2)) + "\n"


def listing_document(listing: Listing) -> Document:
    """Return the list as the JSON object that `listing_json` prints."""
    return {
        "schema": SCHEMA_NAME,
        "until": iso_time(listing.until),
        "stories": [_story(story) for story in listing.stories],
        "left_out": listing.left_out,
    }


@cache
def listing_schema() -> Document:
    """Return the JSON Schema (draft 2020-12) of a list, as the package holds it; do not change it."""
    loaded: Document = json.loads(files("nutgraf.briefs.printed").joinpath("stories.schema.json").read_text("utf-8"))
    return loaded


def validate_listing(document: Document) -> None:
    """Check a document against the schema; raises `NutgrafError` that names the first place that is wrong."""
    checked(document, listing_schema(), "The list of stories")


def _story(listed: ListedStory) -> Document:
    return {
        "number": listed.number,
        "id": listed.story.id,
        "headline": listed.headline,
        "language": listed.language,
        "articles": len(listed.articles),
        "outlets": len({a.article.outlet for a in listed.articles}),
        "first": iso_time(listed.story.first),
        "last": iso_time(listed.story.last),
        "origins": [
            {"id": o.id, "name": o.name, "why": o.why, "articles": list(o.articles)} for o in listed.story.origins
        ],
        "told_in": [_told_in(other, explained=listed.explained) for other in listed.told_in],
        "events": [_event(event) for event in listed.events],
    }


def _told_in(other: ToldIn, *, explained: bool) -> Document:
    link = other.link
    why = {
        "likeness": link.likeness,
        "names": list(link.names),
        "numbers": list(link.numbers),
        "days": [d.isoformat() for d in link.days],
        "gap_h": None if link.gap_h is None else round(link.gap_h, 2),
    }
    return {
        "language": other.language,
        "number": other.number,
        "id": other.id,
        "articles": other.articles,
        "score": link.score,
        "why": why if explained else None,
    }


def _event(event: ListedEvent) -> Document:
    first, last = event.times
    return {
        "id": event.id,
        "headline": event.headline,
        "first": iso_time(first),
        "last": iso_time(last),
        "articles": [_article(article) for article in event.articles],
    }


def _article(listed: ListedArticle) -> Document:
    article = listed.article
    return {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "url": article.url,
        "published": iso_time(article.published),
        "origin": listed.origin,
        "why": _why(listed.decision, listed.voice) if listed.decision and listed.voice else None,
    }


def _why(decision: Decision, voice: Voice) -> Document:
    return {
        "action": decision.action,
        "score": decision.score,
        "nearest": decision.nearest,
        "gap_h": None if decision.gap_h is None else round(decision.gap_h, 2),
        "words": list(decision.words),
        "names": list(decision.names),
        "numbers": list(decision.numbers),
        "days": [d.isoformat() for d in decision.days],
        "against": list(decision.against),
        "arrived": decision.arrived,
        "voice": {"speaker": voice.speaker, "why": voice.why, "of": voice.of, "owner": voice.owner or None},
    }
