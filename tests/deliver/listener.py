"""A real web server on 127.0.0.1 that keeps what is posted to it, and answers as it is told."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Listener:
    """What was posted: path, headers, body; and how to answer."""

    posts: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    location: str = ""
    wait_s: float = 0.0
    endless: bool = False
    kills: int = 0
    port: int = 0

    def url(self, path: str = "/hook") -> str:
        return f"http://127.0.0.1:{self.port}{path}"


@contextmanager
def listening(listener: Listener) -> Iterator[Listener]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            listener.posts.append((self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            if listener.kills:
                os.kill(listener.kills, signal.SIGKILL)
                time.sleep(0.2)
            time.sleep(listener.wait_s)
            try:
                self.send_response(listener.answers.pop(0) if listener.answers else 204)
                if listener.location:
                    self.send_header("Location", listener.location)
                self.end_headers()
                while listener.endless:
                    self.wfile.write(b"x" * 65536)
            except OSError:
                pass  # whoever asked has gone

        do_GET = do_POST

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    listener.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield listener
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
