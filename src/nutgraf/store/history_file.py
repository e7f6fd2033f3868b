"""The history of stories in one JSON file, written whole: beside it first, then in its place.

The file is ours to write and a person's to read; what does not have its shape is refused by name, never guessed at.
"""

import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

from nutgraf.errors import SettingsError
from nutgraf.model import Change, ChangeKind, Correction, CorrectionKind, History, Remembered

VERSION = 1
"""Of the file's shape."""
MOST_BYTES = 200_000_000
"""Largest history read."""
Json = Mapping[str, Any]
"""A JSON object: a stranger's, each value converted where it is used."""


def read_history(path: str) -> History:
    """Return the history in a file, an empty one when there is none yet. Raises SettingsError when it is no history."""
    file = Path(path)
    if not file.exists():
        return History()
    try:
        if file.stat().st_size > MOST_BYTES:
            raise SettingsError(f"The history {path} is larger than {MOST_BYTES:,} bytes.", about=path)
        return _history(json.loads(file.read_text("utf-8")))
    except OSError as error:
        raise SettingsError(f"The history {path} cannot be read: {error.strerror}.", about=path) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SettingsError(
            f"{path} is no history of stories that this version can read; give another file to --history.", about=path
        ) from error


def write_history(path: str, history: History) -> None:
    """Write a history in the place of the file. Raises SettingsError when it cannot; the old file then stays."""
    made = {"version": VERSION} | asdict(history)
    text = json.dumps(made, ensure_ascii=False, indent=1, default=_time) + "\n"
    file = Path(path).resolve()
    try:
        handle, aside = tempfile.mkstemp(dir=file.parent, prefix=file.name, suffix=".new")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                out.write(text)
                out.flush()
                os.fsync(out.fileno())
            os.replace(aside, file)
        except BaseException:
            os.unlink(aside)
            raise
    except OSError as error:
        raise SettingsError(f"The history {path} cannot be written: {error.strerror}.", about=path) from error


def _time(value: datetime) -> str:
    return value.isoformat()


def _history(made: Json) -> History:
    if made["version"] != VERSION:
        raise ValueError("another version")
    return History(
        stories=tuple(Remembered(_text(one["id"]), _texts(one["articles"])) for one in made["stories"]),
        redirects=tuple((_text(old), _text(new)) for old, new in made["redirects"]),
        corrections=tuple(
            Correction(
                _one_of(CorrectionKind, c["kind"]),
                _texts(c["articles"]),
                _texts(c["others"]),
                _moment(c["at"]),
                int(c.get("of", 0)),
            )
            for c in made["corrections"]
        ),
        changes=tuple(
            Change(_one_of(ChangeKind, c["what"]), _text(c["story"]), _text(c["other"]), _moment(c["at"]))
            for c in made["changes"]
        ),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _texts(values: Sequence[object]) -> tuple[str, ...]:
    return tuple(map(_text, values))


def _moment(value: object) -> datetime | None:
    return None if value is None else datetime.fromisoformat(_text(value))


def _one_of(kinds: Any, value: object) -> Any:  # Any: a Literal, and one of its values
    if value not in get_args(kinds):
        raise ValueError(f"{value} is none of {get_args(kinds)}")
    return value
