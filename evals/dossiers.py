"""Records of the summary data -> dossiers, by the product's own functions; no eval reads a record by other means."""

from datetime import UTC, datetime
from typing import Any

from nutgraf.briefs.dossier import Dossier
from nutgraf.model import Article, Origin, Story, content_id
from nutgraf.text.sentences import split_sentences

Record = dict[str, Any]
"""One JSON record of the data: strangers' JSON, each value converted where it is used."""


def article_of(doc: Record, at: str) -> Article:
    """Return the article of one `docs` record: one paragraph a line, as the product's extraction leaves them."""
    text = str(doc.get("text") or doc.get("snippet") or "")
    paragraphs = (" ".join(line.split()) for line in text.splitlines())
    text = "\n".join(p for p in paragraphs if p)
    title = " ".join(str(doc.get("title") or "").split())
    day = str(doc.get("date") or "")[:10]
    return Article(
        id=content_id("a", at, title, text),
        title=title,
        text=text,
        outlet=str(doc.get("source") or ""),
        url=str(doc.get("url") or ""),
        published=datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None,
        published_from="record" if day else "none",
        language="en",
    )


def dossier_of(record: Record) -> Dossier | None:
    """Return a set's documents as one story, each its own origin; `None` when no document has text."""
    made = [article_of(doc, f"{record['id']}-{i}") for i, doc in enumerate(record["docs"])]
    late = datetime.max.replace(tzinfo=UTC)
    articles = tuple(sorted((a for a in made if a.text), key=lambda a: (a.published or late, a.id)))
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
