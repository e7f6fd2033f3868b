"""Writes files into a folder, and over nothing but what it wrote there itself.

A list in the folder (`.nutgraf-export.json`) says which files are ours, by name and hash. A file of that name that is
not on it, or was changed since, belongs to somebody: then nothing at all is written, and a sentence names it.

Rule 1: no name leads out of the folder: names are ours, plain, and no link is followed.
Rule 2: the list is written before the files and after them: killed in between, the next export knows both.
Rule 3: what we wrote and do not write any more is removed.
"""

import hashlib
import json
import os
import re
from collections.abc import Mapping
from pathlib import Path

from nutgraf.errors import NotAllowed, NotReadable, UsageError

LIST = ".nutgraf-export.json"
"""Name of the list."""
MOST_LIST = 20_000_000
"""Bytes of a list; a larger one is not ours."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}(/[A-Za-z0-9][A-Za-z0-9._-]{0,99})?")


def write_folder(path: str, files: Mapping[str, bytes]) -> tuple[int, int]:
    """Write files into a folder, made when it is not there; return how many were written and how many removed.

    Raises NotAllowed for a file that is not ours, NotReadable when the disk does not play along.
    """
    root = Path(path)
    try:
        root.mkdir(parents=True, exist_ok=True)
        known = _known(root)
        hashes = {name: _hash(data) for name, data in files.items()}
        for name in files:
            _check(root, name, known.get(name, []))
        old = [name for name in known if name not in files and _is_ours(root, name, known[name])]
        _write_list(root, {**known, **{name: [*known.get(name, []), mine] for name, mine in hashes.items()}})
        for name, data in files.items():
            _write(root / name, data)
        for name in old:
            (root / name).unlink()
        _write_list(root, {name: [mine] for name, mine in hashes.items()})
    except OSError as error:
        raise NotReadable(f"{path} cannot be written: {error.strerror}.", about=path) from error
    return len(files), len(old)


def write_file(path: str, data: bytes, *, ours: bool) -> None:
    """Write one file, whole or not at all; one that is there only when it is `ours`. Raises NotAllowed, NotReadable."""
    file = Path(path)
    if (file.exists() or file.is_symlink()) and not ours:
        raise NotAllowed(f"{path} is there and was not written by nutgraf: name another file.", about=path)
    try:
        _write(file, data)
    except OSError as error:
        raise NotReadable(f"{path} cannot be written: {error.strerror}.", about=path) from error


def read_start(path: str, most: int) -> bytes:
    """Return the beginning of a file; nothing when there is none, or it is a link or no file."""
    file = Path(path)
    if file.is_symlink() or not file.is_file():
        return b""
    with file.open("rb") as opened:
        return opened.read(most)


def _known(root: Path) -> dict[str, list[str]]:
    """Return what the list says; nothing when there is none. Raises NotAllowed when it is none of ours."""
    file = root / LIST
    if not file.exists():
        return {}
    try:
        found = json.loads(read_start(str(file), MOST_LIST))["files"]
        return {name: [str(one) for one in hashes] for name, hashes in found.items() if _NAME.fullmatch(name)}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NotAllowed(
            f"{file} is no list of an export: remove it, or name another folder.", about=str(file)
        ) from error


def _check(root: Path, name: str, hashes: list[str]) -> None:
    if not _NAME.fullmatch(name):
        raise UsageError(f"{name!r} is no name for a file of an export.", about=name)
    file = root / name
    if file.parent != root and file.parent.is_symlink():
        raise NotAllowed(f"{file.parent} is a link: an export follows none.", about=str(file.parent))
    if (file.exists() or file.is_symlink()) and not _is_ours(root, name, hashes):
        raise NotAllowed(
            f"{file} is there and is not as nutgraf wrote it: nothing was written. Name another folder.",
            about=str(file),
        )


def _is_ours(root: Path, name: str, hashes: list[str]) -> bool:
    file = root / name
    linked = file.is_symlink() or (file.parent != root and file.parent.is_symlink())
    return not linked and file.is_file() and _hash(file.read_bytes()) in hashes


def _write_list(root: Path, files: Mapping[str, list[str]]) -> None:
    text = json.dumps({"by": "nutgraf export", "files": dict(sorted(files.items()))}, indent=1)
    _write(root / LIST, (text + "\n").encode())


def _write(file: Path, data: bytes) -> None:
    """Write a file in the place of what is there, in one step."""
    file.parent.mkdir(exist_ok=True)
    part = file.with_name(f".{file.name}.part")
    part.unlink(missing_ok=True)
    with part.open("xb") as opened:
        opened.write(data)
    os.replace(part, file)


def _hash(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()
