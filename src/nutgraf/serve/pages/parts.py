"""Parts of a page that are the same for every reader, rendered once: `{% kept view.shown, opened %}...{% endkept %}`.

Rule 1: the key names all that the part shows. Rule 2: nothing of the reader stands in such a part: no mark, no
preference that is not in its key, and for the token of forms only its place (`page.TOKEN_HERE`). They are kept with the
newsstand whose stories they show.
"""

from collections.abc import Callable

from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.runtime import Context
from markupsafe import Markup

from nutgraf.views.kept import Texts


class KeptPart(Extension):
    """The tag."""

    tags = {"kept"}  # noqa: RUF012  # Jinja wants a set

    def parse(self, parser: Parser) -> nodes.Node:
        """Turn the tag into a call that renders what it holds when it must."""
        line = next(parser.stream).lineno
        key = parser.parse_tuple()
        body = parser.parse_statements(("name:endkept",), drop_needle=True)
        here = nodes.Const(f"{parser.name}:{line}")
        call = self.call_method("_part", [nodes.ContextReference(), nodes.Tuple([here, key], "load")])
        return nodes.CallBlock(call, [], [], body).set_lineno(line)

    @staticmethod
    def _part(context: Context, key: tuple[object, ...], caller: Callable[[], str]) -> Markup:
        parts: Texts | None = context.get("parts")  # a template that is given none keeps nothing
        return Markup(caller() if parts is None else parts.get(key, caller))  # rendered by a template, escaped there
