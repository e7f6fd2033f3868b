"""Web archives by pattern: files here (`news/*.warc.gz`, `**`, a folder), or in an object store (`s3://bucket/*.warc.gz`).

    pattern -- SCHEME:// --> fsspec lists, opens and reads it, a stretch at a time; the package `s3fs` is for s3://
            -- else      --> files of this machine, by their full path, so that a run from elsewhere knows them again

Rule 1: names come out sorted within a pattern, each once.
Rule 2: what goes wrong while reading is `NotReadable`: with object stores that may be the network, and the next run
        tries again.
Rule 3: http and https are left to `import`, which asks politely and never reaches into private networks.
"""

import glob
import io
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, BinaryIO, cast

from nutgraf.errors import InputError, NotAllowed, NotFound, NotReadable, NutgrafError, UsageError
from nutgraf.model import Failed, Listed, Record
from nutgraf.settings import Limits
from nutgraf.sources.unpack import CHUNK
from nutgraf.sources.warc import is_warc, read_records

SUFFIXES = (".warc", ".warc.gz")
"""Of files that are taken from a folder."""
AHEAD = 8_000_000
"""Bytes asked of an object store at a time."""
WHO = "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or FSSPEC_S3_ANON=true for a store that is open to all"
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]{1,30})://", re.IGNORECASE)


def listed(patterns: Sequence[str]) -> tuple[tuple[Listed, ...], tuple[Failed, ...]]:
    """Return the files that patterns name, each once, and which patterns name none.

    Raises UsageError when a store is named and what reads it is not installed.
    """
    found: dict[str, Listed] = {}
    failed: list[Failed] = []
    for pattern in patterns:
        try:
            files = _in_store(pattern) if _SCHEME.match(pattern) else _here(pattern)
            if not files:
                raise NotFound(f"{pattern} names no file.", about=pattern)
            found |= {one.file: one for one in files if one.file not in found}
        except InputError as error:
            failed.append(Failed.of(error, pattern))
    return tuple(found.values()), tuple(failed)


def records_of(file: str, after: int, limits: Limits) -> Iterator[Record]:
    """Yield the records of a web archive behind the first `after`, lazily.

    Raises NotReadable, NoText or TooLarge as `read_records` does, NotFound when the file has gone.
    """
    with _reading(file) as raw:
        stream = cast(io.BufferedReader, io.BufferedReader(cast(io.RawIOBase, raw), CHUNK))
        if not is_warc(stream):
            raise NotReadable(f"{file} is no web archive (WARC); `nutgraf import` reads other files.", about=file)
        yield from read_records(stream, file, limits, after)


def _here(pattern: str) -> list[Listed]:
    with _ours(pattern):
        if os.path.isdir(pattern):
            found = [os.path.join(pattern, name) for name in os.listdir(pattern) if name.lower().endswith(SUFFIXES)]
        elif os.path.exists(pattern):
            found = [pattern]  # a name that looks like a pattern is a name first
        else:
            found = glob.glob(pattern, recursive=True)
        files = {os.path.realpath(one) for one in found if os.path.isfile(one)}
        return [Listed(one.replace(os.sep, "/"), os.path.getsize(one)) for one in sorted(files)]


def _in_store(pattern: str) -> list[Listed]:
    store, path = _store_of(pattern)
    with _ours(pattern):
        names = sorted(store.glob(path)) if glob.has_magic(path) else [path]
        facts = [(name, store.info(name)) for name in names]
        return [Listed(store.unstrip_protocol(n), int(f.get("size") or 0)) for n, f in facts if f["type"] == "file"]


@contextmanager
def _reading(file: str) -> Iterator[BinaryIO]:
    with _ours(file):
        if _SCHEME.match(file):
            store, path = _store_of(file)
            stream = store.open(path, "rb", block_size=AHEAD, cache_type="readahead")
        else:
            stream = open(file, "rb")  # noqa: SIM115 closed right below
        with stream:
            yield stream


def _store_of(address: str) -> tuple[Any, str]:  # Any: a file system of an extra that need not be installed
    """Return the file system that an address belongs to, and the path there."""
    scheme = address.partition("://")[0].lower()
    if scheme in ("http", "https"):
        raise NotAllowed(
            f"{address} is a web address; fetch it first, or give it to `nutgraf import`, which asks politely.",
            about=address,
        )
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise UsageError(f"{scheme}:// needs fsspec: pip install 'nutgraf[remote]'.", about=address) from error
    try:
        store, path = url_to_fs(address)
    except ImportError as error:  # of this kind of store
        raise UsageError(f"{scheme}:// needs one more package: {error}.", about=address) from error
    except ValueError as error:
        raise NotReadable(f"{address} names no store that is known: {error}.", about=address) from error
    return store, path


@contextmanager
def _ours(about: str) -> Iterator[None]:
    """Turn what a store or the system raises into our errors."""
    try:
        yield
    except NutgrafError:
        raise
    except FileNotFoundError as error:
        raise NotFound(f"{about} does not exist.", about=about) from error
    except Exception as error:  # each kind of store has errors of its own
        why = getattr(error, "strerror", None) or f"{type(error).__name__}: {str(error).rstrip('.')}"
        if type(error).__name__ == "NoCredentialsError":
            why = f"the store asks who you are ({WHO})"
        raise NotReadable(f"{about} cannot be read: {why}.", about=about) from error
