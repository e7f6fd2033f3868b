"""An `Embedder` in a process of its own: it loads while pages are read, and encodes while sentences are parsed.

Loading takes most of a second of pure Python, which no thread takes off a story's way to its reader.

    parent -- one JSON array of texts, a line --> child
           <-- count of rows and of columns, then the rows as float32 --

Rule 1: the numbers are those of `UseEmbedder`, to the bit: the child is one.
Rule 2: a child that dies costs time, never a brief: the parent then encodes by itself.
Rule 3: the child ends when its parent does, however that happens: its input ends.
"""

import json
import os
import struct
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import IO

import numpy as np

from nutgraf.nlp.embed import DIMENSIONS, UseEmbedder
from nutgraf.ports import Vectors

_SHAPE = struct.Struct("<II")


class ApartEmbedder:
    """`Embedder` whose model lives in a child process; `close` it."""

    def __init__(self) -> None:
        """Start the child and return at once, while it loads."""
        self._here: UseEmbedder | None = None  # made only when the child fails
        self._child: subprocess.Popen[bytes] | None = None
        try:
            self._child = subprocess.Popen(
                [sys.executable, "-c", "from nutgraf.nlp.apart import serve; serve()"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
                start_new_session=True,  # Ctrl-C is for the parent, which then closes it
            )
        except OSError:
            self._child = None

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors, shape (len(texts), 512)."""
        if not texts:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        if self._child is not None:
            try:
                return _asked(self._child, texts)
            except (OSError, EOFError):
                self.close()
        self._here = self._here or UseEmbedder()
        return self._here.embed(texts)

    def close(self) -> None:
        """End the child; harmless when it has ended."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()  # it holds nothing that could be lost
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):  # what was still to be written has nowhere to go
                    pipe.close()


def _asked(child: "subprocess.Popen[bytes]", texts: Sequence[str]) -> Vectors:
    """Return the child's answer; raises OSError or EOFError when it is gone."""
    if child.stdin is None or child.stdout is None:
        raise EOFError
    child.stdin.write(json.dumps(list(texts)).encode("ascii") + b"\n")
    child.stdin.flush()
    rows, columns = _SHAPE.unpack(_exactly(child.stdout, _SHAPE.size))
    body = _exactly(child.stdout, rows * columns * 4)
    return np.frombuffer(body, dtype="<f4").astype(np.float32).reshape(rows, columns)


def _exactly(stream: IO[bytes], count: int) -> bytes:
    data = stream.read(count)
    if len(data) < count:
        raise EOFError
    return data


def serve() -> None:
    """Be the child: answer lines of standard input until it ends."""
    model = UseEmbedder()
    model.embed(["Loaded before the first question comes."])
    for line in sys.stdin.buffer:
        rows = model.embed(json.loads(line))
        sys.stdout.buffer.write(_SHAPE.pack(*rows.shape) + rows.astype("<f4").tobytes())
        sys.stdout.buffer.flush()
