"""Bytes as received -> text, without mojibake where that can be avoided.

Who is believed, in this order: a byte-order mark; UTF-8 when the bytes are valid UTF-8 (no other encoding passes that
test by chance, so it beats a wrong header); UTF-8 with a few foreign bytes (mixed pages: those bytes are read as
windows-1252); the transport; the page's own `<meta>`; a detector; windows-1252.
Text that was encoded twice (`â€™` for an apostrophe) is put right piece by piece.
"""

import re

from nutgraf.errors import NotReadable

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_NOT_TEXT = (b"%PDF-", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"PK\x03\x04", b"\x1f\x8b", b"BZh9", b"\x28\xb5\x2f\xfd")
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,30})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w:.-]{2,30})", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_ESCAPED = re.compile("[\udc80-\udcff]")
_TWICE = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]{1,3}"
)
_HIGH = re.compile(rb"[\x80-\xff]")
_HIGH_RUN = re.compile(rb"[\x80-\xff]{2}")
_FEWEST_TO_DETECT = 40
"""With fewer foreign bytes the detector names any encoding (tried on one- and two-accent texts)."""
_SAMPLE = 20_000
_CONTROL_SHARE = 0.02
"""More control characters than this in the sample, and it is no text; real pages hold next to none."""


def decode(body: str | bytes, charset: str | None, address: str) -> str:
    """Return the body as text, free of control characters and lone surrogates; `NotReadable` when it is no text."""
    text = body if isinstance(body, str) else _decode_bytes(body, charset, address)
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > max(2, len(sample) * _CONTROL_SHARE):
        raise NotReadable(f"{address} is not text: it holds binary data.", about=address)
    text = _CONTROL.sub("", text).replace("\ufeff", "").replace("\r\n", "\n").replace("\r", "\n")
    return mend_twice_encoded(text.encode("utf-8", "replace").decode("utf-8"))


def mend_twice_encoded(text: str) -> str:
    """Undo UTF-8 that was read as windows-1252 and saved again, sequence by sequence; leave all else alone.

    >>> mend_twice_encoded("it\u00e2\u20ac\u2122s \u00c2\u00a350")
    'it\u2019s \u00a350'
    """
    return _TWICE.sub(_mended, text) if _TWICE.search(text) else text


def _mended(match: re.Match[str]) -> str:
    piece = match.group()
    for end in range(len(piece), 1, -1):
        try:
            return b"".join(map(_byte_of, piece[:end])).decode("utf-8") + piece[end:]
        except UnicodeError:
            continue
    return piece


def _byte_of(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")  # the five bytes that windows-1252 leaves open


def _decode_bytes(body: bytes, charset: str | None, address: str) -> str:
    if body.startswith(_NOT_TEXT):
        raise NotReadable(f"{address} is not text: it looks like a document, picture or archive.", about=address)
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    wide = _wide(body, charset)
    if wide:
        return body.decode(wide, "replace")
    if b"\x00" in body[:_SAMPLE]:
        raise NotReadable(f"{address} is not text: it holds binary data.", about=address)
    declared = _declared(body, charset)
    if declared and declared.startswith(("iso-2022", "hz", "utf-7")):  # seven-bit codes pass for ASCII
        return _try(body, declared) or body.decode("ascii", "replace")
    mixed = body.decode("utf-8", "surrogateescape")
    foreign = len(_ESCAPED.findall(mixed))
    if not foreign:
        return mixed
    genuine = len(mixed) - foreign - len(mixed.encode("ascii", "ignore"))
    if genuine >= foreign:  # pairs that are valid UTF-8 by chance are far rarer than this in any other encoding
        return _ESCAPED.sub(lambda m: bytes([ord(m.group()) - 0xDC00]).decode("cp1252", "replace"), mixed)
    return _try(body, declared) or _try(body, _detected(body)) or body.decode("cp1252", "replace")


def _wide(body: bytes, charset: str | None) -> str:
    """Name the two-byte encoding when every other byte of the beginning is mostly zero."""
    head = body[:400]
    if len(head) < 8 or head.count(0) < len(head) // 3:
        return ""
    odd, even = head[1::2].count(0), head[0::2].count(0)
    if (charset or "").lower().startswith("utf-16") or max(odd, even) > 4 * min(odd, even):
        return "utf-16-le" if odd > even else "utf-16-be"
    return ""


def _declared(body: bytes, charset: str | None) -> str:
    if charset and charset.strip():
        return charset.strip().lower()
    found = _XML.search(body[:300]) or _META.search(body[:4096])
    return found.group(1).decode("ascii").lower() if found else ""


def _try(body: bytes, name: str) -> str:
    """Decode strictly, or return "" when the name is unknown or the bytes do not fit."""
    wide = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
    if not name or name in ("utf-8", "utf8"):
        return ""
    try:
        return body.decode(wide.get(name, name))  # browsers read Latin-1 as windows-1252, and so do we
    except (LookupError, UnicodeError, ValueError):
        return ""


def _detected(body: bytes) -> str:
    from charset_normalizer import from_bytes  # 30 ms to import, and rarely needed

    if len(_HIGH.findall(body)) < _FEWEST_TO_DETECT and len(_HIGH_RUN.findall(body)) * 4 <= len(_HIGH.findall(body)):
        return "cp1252"  # single accents among ASCII: a Western page, and too little for a detector
    sample = body if len(body) < _SAMPLE else body[: _SAMPLE // 2] + body[-_SAMPLE // 2 :]
    best = from_bytes(sample).best()
    return best.encoding if best is not None else ""
