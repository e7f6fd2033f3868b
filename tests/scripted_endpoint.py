"""A real HTTP server on loopback that speaks OpenAI's chat protocol and plays models: good, lying, slow, hostile ...

What it answers is a function of what it was sent: `Player` gets the request's body and how many came before.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Body = Mapping[str, Any]  # Any: JSON of the protocol


@dataclass(frozen=True)
class Play:
    """What the server does with one request."""

    text: str = ""
    """The model's words; they are put into a chat completion."""
    status: int = 200
    raw: bytes | None = None
    """Sent instead of a chat completion."""
    wait_s: float = 0.0
    """Before answering."""
    drop_after: int | None = None
    """Bytes of the reply after which the connection breaks off."""
    drip_s: float = 0.0
    """Seconds between two bytes."""
    headers: Mapping[str, str] = field(default_factory=dict)
    usage: object = None
    model: object = "scripted-1"


Player = Callable[[Body, int], Play]


def material(body: Body) -> dict[str, Any]:
    """Return what a request shows the model."""
    found: dict[str, Any] = json.loads(body["messages"][1]["content"])
    return found


def lines(*rows: tuple[str, str, list[str]]) -> str:
    """Return an answer with these lines: layer, text, citations."""
    return json.dumps({"lines": [{"layer": layer, "text": text, "cites": cites} for layer, text, cites in rows]})


class Scripted:
    """The running server, and what it was sent."""

    def __init__(self, player: Player) -> None:
        self.player = player
        self.bodies: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.stopping = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def close(self) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        scripted = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: object) -> None:
                return

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                at = len(scripted.bodies)
                scripted.bodies.append(body)
                scripted.headers.append({"path": self.path, **dict(self.headers.items())})
                play = scripted.player(body, at)
                scripted.stopping.wait(play.wait_s)
                try:
                    self._send(play)
                except OSError:
                    return  # the asker has gone: that is what some plays are for

            def _send(self, play: Play) -> None:
                data = completion(play) if play.raw is None else play.raw
                self.send_response(play.status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                for name, value in play.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                if play.drip_s:
                    for n in range(len(data)):
                        self.wfile.write(data[n : n + 1])
                        self.wfile.flush()
                        if scripted.stopping.wait(play.drip_s):
                            return
                    return
                self.wfile.write(data[: play.drop_after] if play.drop_after is not None else data)
                if play.drop_after is not None:
                    self.wfile.flush()
                    self.close_connection = True
                    self.connection.close()

        return Handler


def completion(play: Play) -> bytes:
    """Return a chat completion as the protocol has it."""
    choice = {"index": 0, "message": {"role": "assistant", "content": play.text}, "finish_reason": "stop"}
    reply = {"id": "x", "object": "chat.completion", "created": int(time.time()), "model": play.model}
    return json.dumps({**reply, "choices": [choice], "usage": play.usage}).encode()


@contextmanager
def scripted(player: Player) -> Iterator[Scripted]:
    """Run a server for as long as the block takes."""
    server = Scripted(player)
    try:
        yield server
    finally:
        server.close()
