"""The engine that a command was asked for: what reads pages, and what holds the stories of each language."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from nutgraf.errors import UsageError

if TYPE_CHECKING:
    from nutgraf.ports import Engine


class EngineKind(StrEnum):
    """What carries the reading of pages, and holds the stories of each language."""

    serial = "serial"
    processes = "processes"
    ray = "ray"


Address = Annotated[
    str, typer.Option("--address", metavar="ADDRESS", help="A Ray cluster (HOST:PORT, auto); else one is started.")
]


def engine_of(kind: EngineKind, count: int, address: str) -> "Engine":
    """Return an engine as it was asked for. Raises UsageError for an address that names none."""
    from nutgraf.newsroom import engine_named

    if address and kind is not EngineKind.ray:
        raise UsageError("--address names a Ray cluster: give --engine ray with it.")
    return engine_named(kind.value, count, address)
