"""Fixtures of the tests of sources."""

from small_server import server

__all__ = ["server"]
