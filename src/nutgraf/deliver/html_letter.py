"""A letter as HTML with its style within each element, as mail programs want it. Nothing in it is fetched.

Every value is escaped by the template; the style is ours alone. What a program of the dark does is left in a style
element, because it cannot stand within an element.
"""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from nutgraf.deliver.letter import Cited, Item, Letter, Moved

if TYPE_CHECKING:
    from css_inline import CSSInliner


def html_letter(letter: Letter) -> str:
    """Return the letter as a whole page."""
    made = _templates().get_template("digest.html").render(letter=letter, css=_css(), cited=_cited, number=_number)
    return _inliner().inline(made)


def _cited(line: Cited, item: Item) -> Markup:
    marks = _links(line.numbers, item)
    form = Markup('{} <span class="mark">({} {}{})</span>')
    return form.format(line.text, line.sign, line.certainty, marks)


def _number(move: Moved, item: Item) -> Markup:
    return _links((move.number,) if move.number else (), item)


def _links(numbers: tuple[int, ...], item: Item) -> Markup:
    urls = {source.number: source.url for source in item.sources}
    marks = Markup(" ") if numbers else Markup("")
    for n in numbers:
        link = Markup('<a class="quiet" href="{}" rel="noopener noreferrer">[{}]</a>').format(urls.get(n, ""), n)
        marks += link if urls.get(n) else Markup("[{}]").format(n)
    return marks


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("nutgraf.deliver", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _css() -> Markup:
    return Markup(files("nutgraf.deliver").joinpath("templates/digest.css").read_text("utf-8"))


@cache
def _inliner() -> "CSSInliner":
    import css_inline

    return css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)
