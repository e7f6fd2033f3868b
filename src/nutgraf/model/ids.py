"""Stable ids: a letter for the kind, a version digit, and a hash of the content.

The same content gives the same id on every machine and in every run, so that references survive a restart.
"""

import hashlib

VERSION = "1"
"""Changes when the content that is hashed changes its meaning."""


def content_id(kind: str, *parts: str) -> str:
    """Return an id such as `a1-3f9c0a1b2c3d`, the same for the same parts.

    `kind` is one letter (a article, s story, l line, b brief). Parts are joined with a byte that no text holds,
    so that ("ab", "c") and ("a", "bc") differ.
    """
    digest = hashlib.blake2b("\x00".join(parts).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    return f"{kind}{VERSION}-{digest}"
