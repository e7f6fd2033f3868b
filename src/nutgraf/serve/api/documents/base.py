"""What every document is: frozen, closed, and its JSON Schema comes from the words under its attributes.

These are pydantic models and no dataclasses of ours, because one class then gives the value, its check, its JSON and
its schema, so that none of the four can differ from the others.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from nutgraf.model import Flag, PublishedFrom, Why

Time = Annotated[
    str, Field(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$", json_schema_extra={"format": "date-time"})
]
"""A moment in UTC, to the second."""
Count = Annotated[int, Field(ge=0)]
"""How many; never negative."""
Number = Annotated[int, Field(ge=1)]
"""A number that names something, from 1."""
Name = Annotated[str, Field(min_length=1)]
"""An id."""
Address = Annotated[str, Field(min_length=1, json_schema_extra={"format": "uri-reference"})]
"""An address on this server, from its root."""


class Document(BaseModel):
    """A part of an answer."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class ArticleEntry(Document):
    """An article as lists show it."""

    id: Name
    """Id of the article."""
    title: str
    """Its headline; may be empty."""
    outlet: str
    """Name of the outlet."""
    url: str
    """Canonical address; a file's path when it was imported and names none."""
    published: Time | None
    """When it was published; null when not known."""
    published_from: PublishedFrom
    """How that is known."""
    language: str
    """ISO 639-1; `und` when undecided."""
    flags: tuple[Flag, ...]
    """What a reader must know of it."""
    address: Address
    """Where the whole of it is."""


class OriginDocument(Document):
    """An independent voice of a story."""

    id: Name
    """Stable id."""
    name: str
    """Who the voice is: the wire, or the outlet that came first."""
    why: Why
    """Why its articles are one voice."""
    articles: tuple[Name, ...]
    """Ids of its articles, the earliest first."""


class EditionEntry(Document):
    """An edition as lists show it."""

    n: Number
    """Its number in the archive: the later published, the greater, and never given twice."""
    story: Name
    """Id of the story."""
    number: Number
    """Number of the edition within the story."""
    id: Name
    """Id of the edition, over its lines."""
    at: Time
    """The moment of its round."""
    headline: str
    """What heads its brief."""
    address: Address
    """Where its brief is."""


class ProblemPlace(Document):
    """Something in a request that cannot be used."""

    where: str
    """Its place: `query.limit`, `path.number`, `body.edition`."""
    why: str
    """What is wrong with it."""


class ProblemDocument(Document):
    """What went wrong (RFC 9457)."""

    type: Address
    """Address of a text about this kind of problem."""
    title: str
    """The kind in a few words; the same for every problem of that kind."""
    status: Annotated[int, Field(ge=400, le=599)]
    """The HTTP status."""
    detail: str
    """What is wrong here, in a sentence."""
    errors: tuple[ProblemPlace, ...]
    """Every place that is wrong; empty when the request is wrong as a whole."""


class ReaderDocument(Document):
    """Who asks."""

    name: str
    """Names what they have seen and marked; empty for a visitor."""
    may_write: bool
    """They may mark stories."""
    csrf: str
    """To be sent back as `X-CSRF-Token` with a POST, unless an app password is; empty when they may not write."""


class DoorDocument(Document):
    """Where everything is."""

    form: Literal["nutgraf.door/1"] = Field(default="nutgraf.door/1", serialization_alias="schema")
    """Form of this document."""
    title: str
    """Name of the paper."""
    version: str
    """Of the program."""
    reader: ReaderDocument
    """Who asks."""
    links: dict[str, Address]
    """Address by name."""
    schemas: dict[str, Address]
    """Address of the JSON Schema of each form of document."""
