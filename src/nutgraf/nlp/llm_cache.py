"""Answers that were paid for, kept by what was asked: a file each, named by a hash of address and question.

Rule 1: what is kept is no more believed than what is sent: it is read like any answer.
Rule 2: a folder that cannot be read or written costs nothing but the asking.
"""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

VERSION = "1"
"""Changes when what is kept changes its form."""
MOST_KEPT = 2_000
"""Files in the folder; the oldest go first. An answer is a few kilobytes."""
MOST_BYTES = 500_000
"""Largest file read."""


class Kept(msgspec.Struct, frozen=True):
    """An answer as it was given."""

    text: str
    """Its words."""
    version: str
    """The model, as the endpoint named it."""
    day: date
    """When it was given."""


def default_folder() -> Path:
    """Return the platform's folder for what can be had again."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("nutgraf", appauthor=False)) / "model"


@dataclass(frozen=True, slots=True)
class AnswerCache:
    """The folder."""

    folder: Path
    """Where it lies; made when the first answer is kept, for its owner alone."""

    def name_of(self, url: str, body: bytes) -> str:
        """Return the name under which the answer to a question is kept."""
        return hashlib.sha256(b"\x00".join((VERSION.encode(), url.encode(), body))).hexdigest()

    def get(self, name: str) -> Kept | None:
        """Return what is kept under a name; `None` when nothing is, or nothing that can be read."""
        try:
            with (self.folder / f"{name}.json").open("rb") as file:
                return msgspec.json.decode(file.read(MOST_BYTES), type=Kept)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return None

    def keep(self, name: str, answer: Kept) -> None:
        """Keep an answer whole or not at all, and let the oldest go."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, part = tempfile.mkstemp(dir=self.folder, suffix=".part")
            with os.fdopen(handle, "wb") as file:
                file.write(msgspec.json.encode(answer))
            Path(part).replace(self.folder / f"{name}.json")
            self._thin_out()
        except OSError:
            return

    def _thin_out(self) -> None:
        with os.scandir(self.folder) as found:
            files = sorted((entry.stat().st_mtime, entry.path) for entry in found if entry.is_file())
        for _, path in files[: max(0, len(files) - MOST_KEPT)]:
            Path(path).unlink(missing_ok=True)
