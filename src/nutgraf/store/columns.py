"""Columns that mean the same in every database.

Rule 1: numbers have 64 bits: a million entries a day use up 32 in six years.
Rule 2: words are sorted by code point, not by the habits of a server's country: what is made from the archive is to be
        the same wherever it lies.
Rule 3: what a unique index holds is short: PostgreSQL's take 2,700 bytes. A longer key keeps its beginning, and a hash.
Rule 4: what some database cannot keep in words (a NUL, half a pair of surrogates) becomes U+FFFD on the way in, in all.
"""

import hashlib

from sqlalchemy import BigInteger, Dialect, Integer, String, Text, TypeDecorator
from sqlalchemy.types import TypeEngine

BY_CODE_POINT = "C"
"""PostgreSQL's name for sorting by bytes, which in UTF-8 is by code point."""


MOST_OF_KEY = 500
"""Code points of a key: 2,000 bytes at most."""


def number() -> TypeEngine[int]:
    """Return the type of a whole number."""
    return BigInteger().with_variant(Integer(), "sqlite")


class Words(TypeDecorator[str]):
    """Words that are asked for or sorted by."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        """Return the type for a database."""
        collation = BY_CODE_POINT if dialect.name == "postgresql" else None
        return dialect.type_descriptor(String(collation=collation))

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002  # one rule for all
        """Return what is kept of words."""
        return None if value is None else plain(value)


class Key(Words):
    """Words by which something is found, however long they were."""

    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002  # one rule for all
        """Return what is kept of a key."""
        return None if value is None else kept_key(value)


class Document(Words):
    """Long words: a document that is only read."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        """Return the type for a database."""
        return dialect.type_descriptor(Text())


def plain(words: str) -> str:
    """Return words as every database can keep them."""
    kept = words.replace("\0", "\ufffd") if "\0" in words else words
    try:
        kept.encode()
    except UnicodeEncodeError:
        return kept.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return kept


def kept_key(words: str) -> str:
    """Return a key as it is kept: the same again for one that was."""
    kept = plain(words)
    if len(kept) <= MOST_OF_KEY:
        return kept
    name = hashlib.blake2b(kept.encode(), digest_size=16).hexdigest()
    return f"{kept[: MOST_OF_KEY - len(name) - 1]} {name}"
