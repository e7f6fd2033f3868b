"""Are feeds and lists of feeds read as their makers' tests expect: feedparser's and listparser's own test files.

Data: `feeds/feedparser-tests.tar.zst` and, beside it, `listparser-tests.tar.zst`. Each feed names in its first comment
what is expected ("Expect: not bozo and entries[0]['title'] == 'x'"); the parts that compare the title, link, date or
text of an entry with a constant are taken from it, by `ast`, never by `eval`. Only well-formed feeds count (those of
the folder of that name, and those that are to be "not bozo"); that nothing crashes counts over all files.

A title or a text is right when a reader sees the same words: tags off, white space settled, scripts, styles and applets
left out on both sides. A date is right when it is the same moment, a link when it is the same address.

The peer is feedparser itself, as it is called by default, and listparser: their own tests, so the figures say what our
guards, limits and choices cost. Options: `--misses` prints each miss with its file.
"""

import ast
import html
import io
import re
import tarfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import Any

import feedparser
import listparser
import zstandard
from lxml import etree
from lxml import html as lxml_html

from evals.shape import data_files, parser, report
from nutgraf.errors import InputError, NotAllowed
from nutgraf.settings import Limits
from nutgraf.sources.contents import read_contents
from nutgraf.sources.feeds import entry_item, parse_feed
from nutgraf.sources.opml import read_opml, write_opml
from nutgraf.sources.outcome import Arrived
from nutgraf.text.dates import parse_time

DEFAULT = ("feeds/feedparser-tests.tar.zst", "feeds/listparser-tests.tar.zst")
FIELDS = {
    "title": "title",
    "title_detail": "title",
    "link": "link",
    "published": "date",
    "published_parsed": "date",
    "updated": "date",
    "updated_parsed": "date",
    "created": "date",
    "created_parsed": "date",
    "description": "text",
    "summary": "text",
    "summary_detail": "text",
    "content": "text",
    "source": "outlet",
    "id": "guid",
    "guid": "guid",
}
"""Keys of an entry in expectations, and the field of our items that holds them."""
INNER = {"title_detail": ("value",), "summary_detail": ("value",), "content": ("value",), "source": ("title",)}
"""Keys below a key that lead to its words."""
SERVER = "http://127.0.0.1:8097/"
"""From where feedparser's tests fetch the files whose expectation names it."""
_EXPECT = re.compile(r"(?:Expect|Eval):\s*(.*)")
_HEADER = re.compile(rb"<!--(.*?)-->", re.DOTALL)
_CONTENT_TYPE = re.compile(r"Header:\s*Content-type:\s*([^\n]*)", re.IGNORECASE)
_LOCATION = re.compile(r"Header:\s*Content-Location:\s*(\S+)", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Wanted:
    """One part of an expectation: of entry `index`, `field` shall be `value`."""

    index: int
    field: str
    keys: tuple[str | int, ...]
    value: Any  # a constant of the test's source


@dataclass(frozen=True)
class FeedCase:
    name: str
    data: bytes
    charset: str | None
    url: str | None
    wanted: tuple[Wanted, ...]


@dataclass
class Tally:
    """What one system got right, and what it missed."""

    right: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)
    crashes: int = 0


def main(argv: list[str]) -> int:
    options = parser("feeds", "Feeds and lists of feeds beside the tests of feedparser and listparser.")
    options.add_argument("--misses", action="store_true", help="print what was missed, with its file")
    given = options.parse_args(argv)
    files = data_files(given.data, DEFAULT)
    feeds = [(name, data) for name, data in members(files[0]) if "/tests/" in f"/{name}"]
    cases = [case for name, data in feeds if (case := feed_case(name, data)) and case.wanted][: given.limit or None]
    tallies = {"nutgraf": Tally(), "feedparser": Tally()}
    for case in cases:
        score(case, ours, tallies["nutgraf"])
        score(case, feedparsers, tallies["feedparser"])
    tallies["nutgraf"].crashes = sum(crashes(data, name) for name, data in feeds)
    systems = {name: figures(tally) for name, tally in tallies.items()}
    if len(files) > 1:
        lists(list(members(files[1])), systems, tallies["nutgraf"].misses)
    if given.misses:
        print("\n".join(tallies["nutgraf"].misses))
    entries = len({(case.name, w.index) for case in cases for w in case.wanted})
    report("feeds", files, len(cases), systems, notes={"entries": entries, "files_fed": len(feeds)})
    return 0


def members(archive: Path) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the archive's XML and JSON files, sorted."""
    with archive.open("rb") as packed:
        unpacked = zstandard.ZstdDecompressor().stream_reader(packed).read()
    with tarfile.open(fileobj=io.BytesIO(unpacked)) as tar:
        wanted = [m for m in tar.getmembers() if m.isfile() and PurePath(m.name).suffix in (".xml", ".json")]
        for member in sorted(wanted, key=lambda m: m.name):
            opened = tar.extractfile(member)
            yield member.name, opened.read() if opened else b""


def feed_case(name: str, data: bytes) -> FeedCase | None:
    """Return the case in a file, or `None` when its first comment expects nothing of a well-formed feed."""
    text = data.decode(feed_encoding(data), "replace").encode("utf-8")
    header = _HEADER.search(text)
    words = header.group(1).decode("utf-8") if header else ""
    expect = _EXPECT.search(words)
    if expect is None or not ("not bozo" in expect.group(1) or "/wellformed/" in name):
        return None
    media, location = _CONTENT_TYPE.search(words), _LOCATION.search(words)
    charset = _CHARSET.search(media.group(1)) if media else None
    return FeedCase(
        name,
        data,
        charset.group(1) if charset else None,
        location.group(1) if location else (SERVER + name if SERVER in words else None),
        tuple(wanted_of(expect.group(1))),
    )


def feed_encoding(data: bytes) -> str:
    """Return an encoding in which the header comment can be read."""
    for mark, name in (
        (b"\xff\xfe\0\0", "utf-32"),
        (b"\0\0\xfe\xff", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return name
    shapes = ((b"<\0\0\0", "utf-32-le"), (b"\0\0\0<", "utf-32-be"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
    return next((name for start, name in shapes if data.startswith(start)), "utf-8")


def wanted_of(expression: str) -> Iterator[Wanted]:
    """Yield the comparisons `entries[N][key]... == constant` of an expectation, joined by `and` only."""
    try:
        tree = ast.parse(expression.strip(), mode="eval").body
    except (SyntaxError, ValueError):
        return
    for part in tree.values if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And) else [tree]:
        if not (isinstance(part, ast.Compare) and len(part.ops) == 1 and isinstance(part.ops[0], ast.Eq)):
            continue
        keys = keys_of(part.left)
        try:
            value = ast.literal_eval(part.comparators[0])
        except ValueError:
            continue
        if len(keys) < 3 or keys[0] != "entries" or not isinstance(keys[1], int) or keys[2] not in FIELDS:
            continue
        path = tuple(key for key in keys[3:] if isinstance(key, str))
        if path == INNER.get(str(keys[2]), ()):
            yield Wanted(keys[1], FIELDS[str(keys[2])], keys[2:], value)


def keys_of(node: ast.expr) -> tuple[str | int, ...]:
    """Return `("entries", 0, "title")` for `entries[0]['title']`; empty for anything else."""
    keys: list[str | int] = []
    while isinstance(node, ast.Subscript):
        if not isinstance(node.slice, ast.Constant) or not isinstance(node.slice.value, str | int):
            return ()
        keys.append(node.slice.value)
        node = node.value
    return (node.id, *reversed(keys)) if isinstance(node, ast.Name) else ()


def ours(case: FeedCase, wanted: Wanted) -> Any:
    """Return what our item holds for it."""
    feed = parse_feed(case.data, case.name, charset=case.charset, url=case.url)
    item = entry_item(feed["entries"][wanted.index], case.name)
    # titles, names and texts are plain words here, so a "<" in them is one that a reader sees
    text = html.escape(str(item.body)) if item.kind == "text" else item.body
    title, outlet = html.escape(item.title or ""), html.escape(item.outlet or "")
    held = {"title": title, "link": item.url, "date": item.published, "text": text, "outlet": outlet}
    held["guid"] = item.guid
    return held[wanted.field]


def feedparsers(case: FeedCase, wanted: Wanted) -> Any:
    """Return what feedparser gives, the expected key first: it is asked for what it tests."""
    headers = {"content-location": case.url} if case.url else {}
    headers["content-type"] = f"application/xml; charset={case.charset}" if case.charset else "application/xml"
    value = feedparser.parse(io.BytesIO(case.data), response_headers=headers)["entries"][wanted.index]
    for key in wanted.keys:
        value = value[key]
    return value


def score(case: FeedCase, read: Callable[[FeedCase, Wanted], Any], tally: Tally) -> None:
    for wanted in case.wanted:
        tally.all[wanted.field] += 1
        found: Any
        try:
            found = read(case, wanted)
        except NotAllowed:
            found = None
            tally.right["refused"] += 1
        except (InputError, LookupError, AttributeError, TypeError, ValueError) as error:
            found = error
        if SAME[wanted.field](wanted.value, found):
            tally.right[wanted.field] += 1
        else:
            tally.misses.append(f"{case.name}: {wanted.field}: wanted {wanted.value!r}, found {found!r}")


def seen(value: Any) -> str:
    """Return the words that a reader sees."""
    if not isinstance(value, str) or not value.strip():
        return ""
    try:
        root = lxml_html.fromstring(f"<div>{value}</div>")
    except (etree.LxmlError, ValueError):
        return " ".join(html.unescape(value).split())
    for hidden in list(root.iter("script", "style", "applet", etree.Comment)):
        hidden.drop_tree()
    return " ".join(html.unescape("".join(root.itertext())).split())


def same_words(wanted: Any, found: Any) -> bool:
    return seen(wanted) == seen(found if isinstance(found, str) else "") and not isinstance(found, Exception)


def same_moment(wanted: Any, found: Any) -> bool:
    return moment(wanted) is not None and moment(wanted) == moment(found)


def moment(value: Any) -> datetime | str | None:
    if isinstance(value, tuple) and len(value) == 9:
        year, month, day, hour, minute, second = value[:6]
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    if not isinstance(value, str):
        return None
    read = parse_time(value)
    return read.when if read else value


def same_link(wanted: Any, found: Any) -> bool:
    return bool(wanted == found) or (not wanted and found is None)


SAME: dict[str, Callable[[Any, Any], bool]] = {
    "title": same_words,
    "text": same_words,
    "outlet": same_words,
    "link": same_link,
    "date": same_moment,
    "guid": same_link,
}


def crashes(data: bytes, name: str) -> bool:
    """Say whether anything but our own errors comes out."""
    try:
        list(read_contents(Arrived(name, data, PurePath(name).suffix), Limits()))
    except InputError:
        return False
    except Exception as error:  # noqa: BLE001  # what the eval counts
        print(f"CRASH: {name}: {type(error).__name__}: {error}")
        return True
    return False


def figures(tally: Tally) -> dict[str, float]:
    shown = {name: 100 * tally.right[name] / tally.all[name] for name in SAME if tally.all[name]}
    counts = {f"{name}_n": float(tally.all[name]) for name in SAME if tally.all[name]}
    asked = sum(tally.all.values())
    right = sum(tally.right[name] for name in SAME)
    return {"right": 100 * right / max(1, asked), **shown, **counts, "crashes": tally.crashes}


def lists(files: list[tuple[str, bytes]], systems: dict[str, dict[str, float]], misses: list[str]) -> None:
    """Add how many lists name the feeds that listparser finds in them, and how many come back byte for byte."""
    same = stable = crashed = written = 0
    for name, data in files:
        peer = listparser.parse(data)
        theirs = {(kind, one["url"].strip()) for kind in ("feeds", "lists", "opportunities") for one in peer[kind]}
        kinds = {"feed": "feeds", "list": "lists", "site": "opportunities"}
        try:
            opml = read_opml(data, name)
            once = write_opml(opml)
            again = read_opml(once, name)
            written += 1
            stable += again == opml and write_opml(again) == once
            found = {(kinds[one.kind], one.address) for one in opml.outlines}
        except InputError:
            found = set()
        except Exception as error:  # noqa: BLE001  # what the eval counts
            print(f"CRASH: {name}: {type(error).__name__}: {error}")
            crashed += 1
            found = set()
        same += found == theirs
        if found != theirs:
            misses.append(f"{name}: lists: wanted {sorted(theirs)}, found {sorted(found)}")
    ours_here = systems.setdefault("nutgraf", {})
    ours_here |= {"lists": 100 * same / max(1, len(files)), "round_trip": 100 * stable / max(1, written)}
    ours_here["lists_n"], ours_here["crashes"] = float(len(files)), ours_here.get("crashes", 0) + crashed
    systems["listparser"] = {"lists": 100.0, "lists_n": float(len(files))}
