"""Stories as a book: EPUB 3, a chapter each with its layers, sources as notes at its end. Pure.

Written here and not by mkepub: that puts the clock and a random number into each book, and titles unescaped.
Source: EPUB 3.3 (W3C), epubcheck; `mimetype` comes first and unpacked, so that programs know the file by its start.
"""

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import UTC
from typing import Any  # values of templates
from uuid import uuid5

import lxml.html
from lxml import etree
from markupsafe import Markup

from nutgraf.briefs.printed.as_json import iso_time
from nutgraf.deliver.files.chosen import file_name
from nutgraf.deliver.files.pages import style, templates
from nutgraf.deliver.files.site import LONG_AGO, OURS
from nutgraf.deliver.wording import long_day
from nutgraf.errors import NotFound
from nutgraf.views import StoryView
from nutgraf.views.brief_html import brief_html, direction_of, plain_headline, printable

MIME = b"application/epub+zip"
START = b"mimetype" + MIME
"""What a book of ours begins with, behind the 30 bytes of a zip entry's head."""
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""Time of every entry: the earliest that a zip can hold."""
OPS = "http://www.idpf.org/2007/ops"
GENERATOR = b"nutgraf export"
"""Stands in the comment of the zip, so that we know our own books again."""
_CITATION = re.compile(r"\[(\d+)\]")


def book_of(stories: Iterable[StoryView], title: str) -> bytes:
    """Return a book. Raises NotFound without a story."""
    chapters = [_chapter(n, view) for n, view in enumerate(stories, 1)]
    if not chapters:
        raise NotFound("There is no story to make a book of.")
    newest = max(one["view"].made_at or LONG_AGO for one in chapters)
    facts = {
        "title": f"{printable(title)}, {long_day(newest)}",
        "name": uuid5(OURS, "\0".join(f"{c['view'].id}/{c['view'].edition.brief.edition}" for c in chapters)).urn,
        "modified": iso_time(newest),
        "day": newest.astimezone(UTC).date().isoformat(),
        "chapters": chapters,
    }
    files = {
        "META-INF/container.xml": _made("book_container.xml", facts),
        "book/package.opf": _made("book_package.opf", facts),
        "book/nav.xhtml": _made("book_nav.xhtml", facts),
        "book/style.css": style("book.css"),
    }
    files |= {f"book/{one['file']}": _made("book_chapter.xhtml", one) for one in chapters}
    return _zipped(files)


def is_book_of_ours(data: bytes) -> bool:
    """Tell whether a file's bytes are a book that was written here."""
    return data[30 : 30 + len(START)] == START and data.endswith(GENERATOR)


def _chapter(n: int, view: StoryView) -> dict[str, Any]:
    language = view.language if view.language.isalpha() else "en"
    return {
        "view": view,
        "file": f"{n:04}-{file_name(view)}.xhtml",
        "id": f"c{n:04}",
        "headline": plain_headline(view),
        "language": language,
        "direction": direction_of(language),
        "body": Markup(_as_xml(brief_html(view, ""))),
    }


def _as_xml(html: str) -> str:
    """Return a brief as XHTML in which a citation leads to its note at the end of the chapter."""
    root = lxml.html.fragment_fromstring(html)
    notes = root.findall("ol")
    numbered = list(notes[-1]) if notes else []
    for n, note in enumerate(numbered, 1):
        note.set("id", f"note-{n}")
        note.set(f"{{{OPS}}}type", "endnote")
    for link in root.iter("a"):
        cited = _CITATION.fullmatch(link.text or "")
        if cited and int(cited[1]) <= len(numbered):
            link.attrib.clear()
            link.set("href", f"#note-{cited[1]}")
            link.set(f"{{{OPS}}}type", "noteref")
    return str(etree.tostring(root, encoding="unicode", method="xml"))


def _made(template: str, facts: dict[str, Any]) -> bytes:
    return templates().get_template(template).render(facts).encode()


def _zipped(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        book.comment = GENERATOR
        book.writestr(zipfile.ZipInfo("mimetype", FIRST_DAY), MIME, zipfile.ZIP_STORED)
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.external_attr = 0o644 << 16
            book.writestr(entry, data, zipfile.ZIP_DEFLATED, 9)
    return made.getvalue()
