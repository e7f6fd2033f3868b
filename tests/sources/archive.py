"""Web archives for tests, record by record."""

PAGE = (
    "<html><body><article><h1>Report {n}</h1>"
    "<p>The dam at Vell held overnight, engineers said on day {n}.</p></article>"
)


def response(n: int, body: bytes | None = None, head: str = "Content-Type: text/html; charset=utf-8") -> bytes:
    """Return the record of a page; `head` holds its HTTP headers."""
    body = PAGE.format(n=n).encode() if body is None else body
    block = f"HTTP/1.1 200 OK\r\n{head}\r\n\r\n".encode() + body
    return record("response", f"https://vell.example/{n}", block)


def record(kind: str, uri: str, block: bytes) -> bytes:
    """Return one record."""
    return (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
        f"WARC-Date: 2025-11-01T00:00:00Z\r\nWARC-Target-URI: {uri}\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
    ).encode() + (block + b"\r\n\r\n")
