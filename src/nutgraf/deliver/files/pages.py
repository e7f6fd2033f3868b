"""Templates of pages in files; every value in them is escaped."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from nutgraf.briefs.printed.wording import day, when


@cache
def templates() -> Environment:
    """Return the templates of the site and of the book."""
    made = Environment(
        loader=PackageLoader("nutgraf.deliver", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {"day": day, "when": when}
    return made


def style(name: str) -> bytes:
    """Return a style sheet of ours."""
    return files("nutgraf.deliver").joinpath(f"templates/{name}").read_bytes()
