"""Stories as Markdown, one file each with front matter, and as JSON lines. Pure."""

import json
from collections.abc import Iterable, Iterator

from nutgraf.briefs.printed.as_json import as_document, as_json_line, iso_time, validate
from nutgraf.briefs.printed.markdown import as_markdown
from nutgraf.deliver.files.chosen import file_name
from nutgraf.views import StoryView
from nutgraf.views.brief_html import is_web_address, printable

LINE_START = b'{"schema":"nutgraf.brief/1",'
"""What every line of ours begins with."""


def markdown_files(stories: Iterable[StoryView]) -> dict[str, bytes]:
    """Return a Markdown file for each story, by name."""
    return {f"{file_name(view)}.md": (_front(view) + as_markdown(view.edition.brief)).encode() for view in stories}


def json_lines(stories: Iterable[StoryView]) -> Iterator[str]:
    """Yield a `nutgraf.brief/1` document for each story, one a line. Raises NutgrafError for one that is none."""
    for view in stories:
        validate(as_document(view.edition.brief))
        yield as_json_line(view.edition.brief)


def _front(view: StoryView) -> str:
    """Return front matter in YAML: every value as JSON, which YAML reads the same."""
    facts = {
        "title": printable(view.headline.text),
        "date": iso_time(view.made_at),
        "story": view.id,
        "edition": view.number,
        "certainty": view.headline.certainty,
        "counts": view.counts,
        "wording": view.wording,
        "lang": view.language,
        "sources": [source.url for source in view.sources if is_web_address(source.url)],
    }
    return (
        "---\n"
        + "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in facts.items())
        + "---\n\n"
    )
