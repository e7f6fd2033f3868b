"""Records of the summary data -> dossiers, by the product's own functions; no eval reads a record by other means."""

from datetime import UTC, datetime
from typing import Any

from nutgraf.briefs.material.dossier import Dossier
from nutgraf.errors import InputError
from nutgraf.model import Article, Item, Origin, Story, content_id
from nutgraf.text.extract import read_article
from nutgraf.text.sentences import split_sentences

Record = dict[str, Any]
"""One JSON record of the data: strangers' JSON, each value converted where it is used."""


def article_of(doc: Record, at: str, day: str = "") -> Article | None:
    """Return the article that the product reads from one `docs` record; `None` when it finds no text in it.

    `day`: the set's own date, which stands in for a missing date of the document.
    """
    item = Item(
        address=at,
        kind="text",
        body=str(doc.get("text") or doc.get("snippet") or ""),
        title=str(doc.get("title") or "") or None,
        outlet=str(doc.get("source") or "") or None,
        url=str(doc.get("url") or "") or None,
        published=str(doc.get("date") or day) or None,
        published_from="record",
        language="en",
    )
    try:
        return read_article(item)
    except InputError:
        return None


def dossier_of(record: Record) -> Dossier | None:
    """Return a set's documents as one story, each its own origin; `None` when no document has text."""
    day = str(record.get("date") or "")
    made = [article_of(doc, f"{record['id']}-{i}", day) for i, doc in enumerate(record["docs"])]
    late = datetime.max.replace(tzinfo=UTC)
    articles = tuple(sorted((a for a in made if a), key=lambda a: (a.published or late, a.id)))
    if not articles:
        return None
    times = sorted(a.published for a in articles if a.published)
    story = Story(
        id=content_id("s", articles[0].id),
        articles=tuple(a.id for a in articles),
        origins=tuple(Origin(content_id("o", a.id), (a.id,), a.outlet or a.id, "single") for a in articles),
        first=times[0] if times else None,
        last=times[-1] if times else None,
    )
    return Dossier(story, articles, tuple(split_sentences(a) for a in articles))


def half_of(record_id: str) -> str:
    """Return the fixed half a set belongs to: models are fitted on `fit`, choices reported on `held`."""
    return "fit" if int(content_id("x", record_id)[-4:], 16) % 2 else "held"
