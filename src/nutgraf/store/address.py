"""Where an archive lies: a file, or a database of a PostgreSQL server; told without its password."""

import re

from nutgraf.errors import UsageError

MEMORY = ":memory:"
"""Names an archive that lives as long as the process."""
_SERVER = re.compile(r"postgres(?:ql)?(?:\+psycopg)?://", re.IGNORECASE)
_OTHER = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_PASSWORD = re.compile(r"(?<=://)([^/?#@:]*):[^/?#@]*@|(?<=[?&])(password=)[^&#]*", re.IGNORECASE)


def place_of(given: str) -> str:
    """Return the path of a file, or the address of a database on a server as psycopg takes it.

    A file may be written `sqlite:FILE` or `sqlite:///FILE`. Raises UsageError for another kind of database.
    """
    if given.lower().startswith("sqlite:"):
        rest = given[len("sqlite:") :]
        return rest[3:] if rest.startswith("///") else rest
    if on_server(given):
        return _SERVER.sub("postgresql://", given, count=1)
    other = _OTHER.match(given)
    if other:
        raise UsageError(
            f"An archive does not lie at {other[1]}://; give a file, or postgresql://USER@HOST/DATABASE.",
            about=other[1],
        )
    return given


def on_server(given: str) -> bool:
    """Tell whether an archive is a database of a PostgreSQL server."""
    return _SERVER.match(given) is not None


def shown(place: str) -> str:
    """Return what people may see of where an archive lies: no password."""
    return _PASSWORD.sub(lambda found: f"{found[2]}***" if found[2] else f"{found[1]}:***@", place)
