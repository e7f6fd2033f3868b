"""Open what the user names: files, folders, `-` and web addresses, in the order given, lazily.

    name -- "-"        --> standard input, sniffed
         -- http(s)    --> fetched, then as a file
         -- folder     --> its files, recursive, sorted; hidden ones and unknown suffixes are skipped and counted
         -- file       --> unpacked within limits, sniffed, read; lines of JSON and web archives as a stream

Rule 1: one bad input is one `Failed` with a sentence; the rest goes on.
Rule 2: a file met twice (given twice, or through a link) is read once.
Rule 3: the time stamp of a file says when it was copied, not when it was published; it is never used.
"""

import io
import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO, cast

from nutgraf.errors import InputError, NotAllowed, NotFound, NotReadable
from nutgraf.model import Failed
from nutgraf.settings import Limits
from nutgraf.sources.contents import read_contents
from nutgraf.sources.jsonl import read_lines
from nutgraf.sources.outcome import Arrived, Outcome
from nutgraf.sources.sniff import SUFFIXES, sniff
from nutgraf.sources.unpack import CHUNK, open_unpacked, peek, read_capped, split_lines
from nutgraf.sources.warc import is_warc, read_warc

Fetch = Callable[[str], Arrived]
"""Gets what stands at a web address; raises InputError."""

LINES = frozenset({".jsonl", ".ndjson"})
"""Suffixes of files that are read line by line, so that they may be larger than one item."""
_WEB = re.compile(r"https?://", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{1,15}://", re.IGNORECASE)


def open_source(
    paths: Sequence[str], limits: Limits | None = None, *, stdin: BinaryIO | None = None, fetch: Fetch | None = None
) -> "OpenedSource":
    """Return a source over paths, folders, `-` and web addresses; nothing is read before `items()` is.

    `stdin` stands for `-`. `fetch` gets web addresses; without it a `Fetcher` with the same limits does.
    """
    return OpenedSource(paths, limits or Limits(), stdin=stdin, fetch=fetch)


class OpenedSource:
    """A `ports.Source` over what the user named."""

    def __init__(
        self, paths: Sequence[str], limits: Limits, *, stdin: BinaryIO | None = None, fetch: Fetch | None = None
    ) -> None:
        """Keep the names; nothing is opened yet."""
        self.skipped = 0
        """Files passed over in folders so far: hidden, of an unknown suffix, or not regular."""
        self._paths = tuple(paths)
        self._limits = limits
        self._stdin = stdin
        self._fetch = fetch
        self._seen: set[str] = set()
        self._closed: list[InputError] = []  # folders that could not be entered

    def items(self) -> Iterator[Outcome]:
        """Yield items in the order of the names given, files of a folder sorted; bad ones as `Failed`."""
        self.skipped = 0
        self._seen = set()
        for path in self._paths:
            try:
                yield from self._named(path)
            except InputError as error:
                yield Failed.of(error, path)

    def _named(self, path: str) -> Iterator[Outcome]:
        if not path.strip():
            raise NotFound("An empty name was given; it names no file.", about=path)
        if path == "-":
            return self._stream(self._stdin_or_fail(), path, "")
        if _WEB.match(path):
            return read_contents(self._fetched(path), self._limits)
        if _OTHER_SCHEME.match(path):
            raise NotAllowed(f"{path} is not an http or https address, the only kinds nutgraf fetches.", about=path)
        try:
            is_folder = stat.S_ISDIR(os.stat(path).st_mode)
        except (OSError, ValueError) as error:  # ValueError: a NUL in the name
            raise _os_error(error, path) from error
        return self._folder(path) if is_folder else self._file(path)

    def _fetched(self, address: str) -> Arrived:
        if self._fetch is None:
            from nutgraf.sources.fetch import Fetcher  # aiohttp costs 0.2 s to import; files do not need it

            self._fetch = Fetcher(self._limits).arrived
        return self._fetch(address)

    def _stdin_or_fail(self) -> BinaryIO:
        if self._stdin is None:
            raise NotReadable("Standard input (-) was named, but none is connected.", about="-")
        return self._stdin

    def _folder(self, folder: str) -> Iterator[Outcome]:
        skipped, given = self.skipped, 0
        self._closed = []
        for path in self._walk(folder):
            given += 1
            try:
                yield from self._file(path)
            except InputError as error:
                yield Failed.of(error, path)
        for closed in self._closed:
            yield Failed.of(closed, folder)
        if not given and not self._closed:
            raise _nothing_readable(folder, self.skipped - skipped)

    def _walk(self, folder: str) -> Iterator[str]:
        """Yield readable-looking files below a folder, sorted by name; a folder reached again by a link is left out."""
        entered: set[tuple[int, int]] = set()
        waiting = [folder]
        while waiting:
            here = waiting.pop()
            try:
                status = os.stat(here)
                names = sorted(os.listdir(here))
            except OSError as error:
                self._closed.append(_os_error(error, here))
                continue
            if (status.st_dev, status.st_ino) in entered:
                continue
            entered.add((status.st_dev, status.st_ino))
            below = [os.path.join(here, name) for name in names]
            yield from (path for path in below if not os.path.isdir(path) and self._wanted(path))
            waiting.extend(p for p in reversed(below) if os.path.isdir(p) and not os.path.basename(p).startswith("."))

    def _wanted(self, path: str) -> bool:
        hidden = os.path.basename(path).startswith(".")
        wanted = not hidden and suffix_of(path) in SUFFIXES and os.path.isfile(path)
        self.skipped += not wanted
        return wanted

    def _file(self, path: str) -> Iterator[Outcome]:
        real = os.path.realpath(path)
        if real in self._seen:
            return
        self._seen.add(real)
        try:
            with open(path, "rb") as raw:
                yield from self._stream(raw, path.replace(os.sep, "/"), suffix_of(path))
        except OSError as error:
            raise _os_error(error, path) from error

    def _stream(self, raw: BinaryIO, address: str, suffix: str) -> Iterator[Outcome]:
        received = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, raw), CHUNK)
        if is_warc(received):  # before it is unpacked, so that one damaged gzip member costs one record
            yield from read_warc(received, address, self._limits)
            return
        stream = open_unpacked(received, address)
        if suffix in LINES and sniff(peek(stream, CHUNK, address), suffix) == "jsonl":
            lines = split_lines(stream, self._limits.max_bytes, address)  # never whole in memory
            yield from read_lines(lines, address, self._limits)
            return
        data = read_capped(stream, self._limits.max_bytes, address)
        yield from read_contents(Arrived(address, data, suffix), self._limits)


def suffix_of(path: str) -> str:
    """Return the suffix in lower case, the one before `.gz` for packed files; empty when there is none."""
    stem, suffix = os.path.splitext(path.lower())
    return os.path.splitext(stem)[1] if suffix == ".gz" else suffix


def _nothing_readable(folder: str, skipped: int) -> NotFound:
    kinds = " ".join(SUFFIXES)
    passed = f" {skipped} other file{'s were' if skipped != 1 else ' was'} skipped." if skipped else ""
    return NotFound(f"Folder {folder} holds no file that nutgraf reads ({kinds}, also with .gz).{passed}", about=folder)


def _os_error(error: OSError | ValueError, path: str) -> InputError:
    """Turn what the operating system said into one of ours."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return NotFound(f"{path} does not exist.", about=path)
    if isinstance(error, PermissionError):
        return NotReadable(f"{path} may not be read: permission denied.", about=path)
    reason = getattr(error, "strerror", None) or "the name is not valid"
    return NotReadable(f"{path} cannot be read: {reason}.", about=path)
