"""A brief as HTML for feeds, reader apps, mail and books: layers headed, every line with its sign, word and citations.

    html = brief_html(view, "https://news.example/story/s1-...")     # all but the headline, which is the title there

Rule 1: all text is a stranger's: each string is escaped as it is put in, and the whole passes a fixed allowlist once
        more, so that a mistake here lets no script through.
Rule 2: no style, no class, no picture: where it is read decides how it looks, and nobody is told who reads it.
Rule 3: only http(s) addresses become links, and none tells where the reader came from.
Rule 4: made of the edition alone: the same edition, the same bytes.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from nutgraf.briefs.printed.wording import (
    EMPTY_LAYERS,
    LAYER_NAMES,
    as_of,
    counts,
    flag_words,
    flat,
    joined,
    many,
    when,
)
from nutgraf.model import SourceNote
from nutgraf.views.story import DisagreementView, LineView, MomentView, StoryView

MOST_CITATIONS = 6
"""Citations printed after one line, as in Markdown; the rest is a number."""
TAGS = frozenset({"a", "bdi", "div", "h1", "h2", "h3", "h4", "li", "ol", "p", "small", "ul"})
"""All that a brief is made of."""
ATTRIBUTES: dict[str, set[str]] = {"a": {"href", "title"}, "div": {"lang", "dir"}}
"""All that its elements may say; `rel` is put on every link."""
REL = "noopener noreferrer"
"""On every link: the page it leads to is not told from where."""
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv", "ku"})
"""Languages written from right to left."""
_ADDRESS = re.compile(r"https?://[^\s<>\"'\\`{}|^\x00-\x20\x7f]+", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def brief_html(view: StoryView, link: str) -> str:
    """Return a brief without its headline; `link` is the address of the story's page.

    One `div` that says language and direction; within it counts, then a headed part for each layer that has something
    to say, disagreements, timeline, notes and sources, and a link to the page where every line can be checked.
    """
    numbers = {source.id: n for n, source in enumerate(view.sources, 1)}
    by_id = {source.id: source for source in view.sources}
    cite = _Citations(numbers, by_id)
    parts = [
        f"<p><small>{_text(counts(view.edition.brief))}. {_text(as_of(view.edition.brief))}</small></p>",
        _paragraph(LAYER_NAMES["summary"], view.summary, cite, EMPTY_LAYERS["summary"]),
        _paragraph(LAYER_NAMES["context"], view.context, cite, EMPTY_LAYERS["context"]),
        _points(LAYER_NAMES["dive_deeper"], view.deeper, cite, EMPTY_LAYERS["dive_deeper"]),
        _disagreements(view.disagreements, cite),
        _timeline(view.timeline, cite),
        _notes(view.notes),
        _sources(view.sources),
        f"<p>{_link(link, 'Every line with its source sentences')}</p>" if is_web_address(link) else "",
    ]
    return sanitized(f"<div{_language(view.language)}>" + "\n".join(part for part in parts if part) + "</div>")


def plain_summary(view: StoryView) -> str:
    """Return the summary as plain text on one line; the honest sentence when there is none."""
    return printable(joined(line.text for line in view.summary)) or EMPTY_LAYERS["summary"]


def plain_headline(view: StoryView) -> str:
    """Return the headline as plain text on one line."""
    return printable(view.headline.text)


def sanitized(html: str) -> str:
    """Return HTML of which nothing is left but what a brief is made of: the second line of defence."""
    import nh3

    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        url_schemes={"http", "https"},
        link_rel=REL,
        strip_comments=True,
    )


def is_web_address(address: str) -> bool:
    """Tell whether a stranger's address may become a link.

    >>> is_web_address("https://a.example/x"), is_web_address("javascript:alert(1)")
    (True, False)
    """
    return _ADDRESS.fullmatch(address) is not None


def direction_of(language: str) -> str:
    """Return `rtl` or `ltr` for a language."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def printable(text: str) -> str:
    """Return text on one line, without what XML cannot hold.

    >>> printable("a\\ufffe\\x0b b")
    'a b'
    """
    return flat(_NOT_XML.sub(" ", text))


class _Citations:
    """Numbers of a brief's sources, as links to them."""

    def __init__(self, numbers: Mapping[str, int], sources: Mapping[str, SourceNote]) -> None:
        self._numbers, self._sources = numbers, sources

    def of(self, line: LineView) -> str:
        """Return ` [1][3] +2`; empty for a line whose sources are not listed."""
        cited = [note.id for note in line.cited if note.id in self._numbers]
        links = "".join(self._one(name) for name in cited[:MOST_CITATIONS])
        more = f" +{len(cited) - MOST_CITATIONS}" if len(cited) > MOST_CITATIONS else ""
        return f" {links}{more}" if cited else ""

    def _one(self, name: str) -> str:
        source, label = self._sources[name], f"[{self._numbers[name]}]"
        said = f"{source.outlet}: {source.title}"
        return _link(source.url, label, said) if is_web_address(source.url) else label


def _text(text: str) -> str:
    return escape(printable(text), quote=True)


def _link(address: str, label: str, said: str = "") -> str:
    title = f' title="{_text(said)}"' if said else ""
    return f'<a href="{escape(address, quote=True)}"{title}>{_text(label)}</a>'


def _language(code: str) -> str:
    return f' lang="{code}" dir="{direction_of(code)}"' if _LANGUAGE.fullmatch(code) else ""


def _line(line: LineView, cite: _Citations) -> str:
    origins = f", {many(len(line.origins), 'origin')}" if len(line.origins) > 1 else ""
    certainty = _text(f"{line.sign} {line.certainty}{origins}")
    return f"<bdi>{_text(line.text)}</bdi>{cite.of(line)} <small>({certainty})</small>"


def _headed(name: str, inside: str) -> str:
    return f"<h2>{_text(name)}</h2>\n{inside}"


def _paragraph(name: str, lines: Sequence[LineView], cite: _Citations, empty: str) -> str:
    inside = " ".join(_line(line, cite) for line in lines) or _text(empty)
    return _headed(name, f"<p>{inside}</p>")


def _list(points: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{point}</li>" for point in points) + "</ul>"


def _points(name: str, lines: Sequence[LineView], cite: _Citations, empty: str) -> str:
    return _headed(name, _list(_line(line, cite) for line in lines) if lines else f"<p>{_text(empty)}</p>")


def _disagreements(found: Sequence[DisagreementView], cite: _Citations) -> str:
    parts = [f"<p>{_text(one.topic)}:</p>" + _list(_line(line, cite) for line in one.versions) for one in found]
    return _headed("Where sources disagree", "\n".join(parts)) if parts else ""


def _timeline(moments: Sequence[MomentView], cite: _Citations) -> str:
    steps = [f"{_text(one.day)}: {_line(one.line, cite)}" for one in moments]
    return _headed("Timeline", _list(steps)) if steps else ""


def _notes(notes: Sequence[str]) -> str:
    return _headed("Notes", _list(_text(note) for note in notes)) if notes else ""


def _sources(sources: Sequence[SourceNote]) -> str:
    return _headed("Sources", "<ol>" + "".join(f"<li>{_source(one)}</li>" for one in sources) + "</ol>")


def _source(source: SourceNote) -> str:
    title = printable(source.title) or "(no title)"
    named = _link(source.url, title) if is_web_address(source.url) else _text(title)
    flags = f"; {_text(flag_words(source.flags))}" if source.flags else ""
    return f"<bdi>{_text(source.outlet)}</bdi>: <bdi>{named}</bdi>, {_text(when(source.published))}{flags}"
