"""Stories as a static site: works from a folder, without script, links relative; with an Atom feed. Pure.

index.html   style.css   feed.atom   stories/ID.html
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import UUID, uuid5

from lxml import etree
from markupsafe import Markup

from nutgraf.briefs.printed.as_json import iso_time
from nutgraf.deliver.files.chosen import file_name
from nutgraf.deliver.files.pages import style, templates
from nutgraf.views import StoryView
from nutgraf.views.brief_html import brief_html, direction_of, plain_headline, plain_summary, printable

ATOM = "http://www.w3.org/2005/Atom"
OURS = UUID("2f6b5d0e-6a3e-4d5c-9a53-6a1f0c8f7f10")
"""Within it ids of stories are unique: the same as in the feeds of the server, so that one story has one name."""
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
MOST_ENTRIES = 50
"""Stories in the feed."""


def site_files(stories: Iterable[StoryView], title: str, now: datetime) -> dict[str, bytes]:
    """Return the files of a site, by name. Raises NutgrafError never; no story gives a front page that says so."""
    made: dict[str, bytes] = {}
    listed: list[dict[str, object]] = []
    told: list[StoryView] = []
    title = printable(title)
    story = templates().get_template("site_story.html")
    for view in stories:
        shown = _shown(view)
        body = Markup(brief_html(view, ""))  # escaped and cleaned where it is made
        made[f"stories/{file_name(view)}.html"] = story.render(title=title, view=view, body=body, **shown).encode()
        told.append(view)
        listed.append({"name": file_name(view), "view": view, **shown})
    index = templates().get_template("site_index.html").render(title=title, stories=listed, now=now)
    return {
        "index.html": index.encode(),
        "style.css": style("site.css"),
        "feed.atom": _feed(told, title, now),
        **made,
    }


def _shown(view: StoryView) -> dict[str, str]:
    language = view.language if view.language.isalpha() else "en"
    return {
        "headline": plain_headline(view),
        "summary": printable(view.summary[0].marked) if view.summary else plain_summary(view),
        "language": language,
        "direction": direction_of(language),
    }


def _feed(stories: list[StoryView], title: str, now: datetime) -> bytes:
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    _put(root, "id", uuid5(OURS, f"site:{title}").urn)
    _put(root, "title", title)
    newest = sorted(stories, key=lambda view: (view.made_at or LONG_AGO, view.id), reverse=True)[:MOST_ENTRIES]
    _put(root, "updated", iso_time((newest[0].made_at if newest else now) or LONG_AGO) or "")
    _put(etree.SubElement(root, f"{{{ATOM}}}author"), "name", title)
    etree.SubElement(root, f"{{{ATOM}}}link", rel="alternate", type="text/html", href="index.html")
    for view in newest:
        entry = etree.SubElement(root, f"{{{ATOM}}}entry")
        _put(entry, "id", uuid5(OURS, f"story:{view.id}").urn)
        _put(entry, "title", plain_headline(view))
        _put(entry, "updated", iso_time(view.made_at or LONG_AGO) or "")
        href = f"stories/{file_name(view)}.html"
        etree.SubElement(entry, f"{{{ATOM}}}link", rel="alternate", type="text/html", href=href)
        _put(entry, "summary", plain_summary(view))
        _put(entry, "content", brief_html(view, "")).set("type", "html")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8"))


def _put(parent: etree._Element, name: str, text: str) -> etree._Element:
    made = etree.SubElement(parent, f"{{{ATOM}}}{name}")
    made.text = printable(text)
    return made
