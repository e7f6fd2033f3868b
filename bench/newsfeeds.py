"""Invented news, as feeds tell it: what outlets write of events, in four forms of feed, and which feeds are faulty.

Deterministic: the same numbers give the same bytes. Some feeds tell one event; a tenth carries teasers only.
"""

import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape

DAY = datetime(2026, 3, 2, 6, tzinfo=UTC)
"""When the first entries are published."""
PLACES = (
    "Arden Bellmoor Corvale Drayton Eastmere Farrow Glenby Harwick Ilford Jarrow Kelso Larne Morven Norwood".split()
)
PEOPLE = "Anna Berg|Tomas Reyes|Lena Fischer|Omar Haddad|Ivy Clarke|Pavel Novak|Sara Lund|Mark Doyle".split("|")
EVENTS = (
    ("Fire closes the {p} tunnel", "A fire closed the {p} tunnel on Monday", "lorries were trapped", "fire chief"),
    ("Flood reaches {p}", "A flood reached the old town of {p} on Monday", "houses stood in water", "mayor"),
    (
        "Council of {p} votes on tram line",
        "The council of {p} voted for a new tram line",
        "members agreed",
        "councillor",
    ),
    ("Strike stops buses in {p}", "A strike stopped all buses in {p} on Monday", "drivers stayed away", "union leader"),
    (
        "{p} museum finds lost painting",
        "The museum of {p} has found a painting lost since 1943",
        "crates were searched",
        "curator",
    ),
    (
        "Hospital of {p} to close a ward",
        "The hospital of {p} will close a ward in May",
        "beds are affected",
        "director",
    ),
)
SUBJECTS = """bridge harbour school library forest brewery railway cathedral airport market stadium theatre reservoir
    quarry lighthouse orchard castle factory canal prison""".split()
LINES = (
    "The {s} of {p} was built by {a} {n} years ago and has been closed twice since.",
    "A report by {b} on the {s} had named {n} faults.",
    "Visitors to the {s} were sent to {c} before noon.",
    "The insurer {a} put the damage at the {s} at {n} million euros.",
    "The ministry promised {b} money for the {s} in {p} last autumn.",
    "Two schools between {a} and {c} stayed closed.",
    "A court in {c} had forbidden work on the {s} in 20{n}.",
    "The owners of the {s}, {a} and {b}, did not answer questions.",
    "Experts of {c} University had measured the {s} {n} times.",
)
"""What is told besides, of what the event is about."""
FAULTS = (
    "error-500",
    "busy-503",
    "gone-404",
    "gone-410",
    "hangs",
    "drips",
    "moved-for-good",
    "moved-for-now",
    "redirect-loop",
    "broken-xml",
    "no-xml",
    "wrong-charset",
    "windows-1251",
    "utf-16",
    "damaged-gzip",
    "gzip-bomb",
    "entity-bomb",
    "empty",
    "endless",
    "grows",
    "corrected",
    "without-ids",
    "without-dates",
    "doubled-ids",
    "slow",
)
"""Every fault once among the feeds, and again every `FAULTY_EACH`."""
TEASER_EACH, FAULTY_EACH = 10, 100


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed of the server."""

    path: str
    """Below the base."""
    form: str
    """`rss`, `atom`, `json` or `rdf`."""
    fault: str
    """One of `FAULTS`; empty for a healthy one."""
    teasers: bool
    """Its entries carry teasers only."""


def feeds_of(count: int, *, healthy: bool = False) -> list[Feed]:
    """Return the feeds of a server of so many; faults when there is room for each, and none when `healthy`."""
    made = []
    for n in range(count):
        within = n % FAULTY_EACH
        fault = FAULTS[within] if within < len(FAULTS) <= count and not healthy else ""
        form = ("rss", "atom", "json", "rdf")[n % 4] if not fault else "rss"
        made.append(Feed(f"/feed/{n}", form, fault, not fault and n % TEASER_EACH == 0))
    return made


def entries_of(n: int, many: int, first: int = 0, day: datetime = DAY) -> list[dict[str, str]]:
    """Return the entries of a feed: neighbouring feeds tell the same events in other words."""
    return [entry_of(n, k, day) for k in range(first, first + many)]


def entry_of(n: int, k: int, day: datetime = DAY) -> dict[str, str]:
    """Return one entry: outlet `n` on its `k`-th event."""
    event = (n // 4) * 7 + k  # four neighbours tell one event
    title, lead, many, who = EVENTS[event % len(EVENTS)]
    place = f"{PLACES[event % len(PLACES)]} {name_of(event, 9)}"
    person = PEOPLE[event % len(PEOPLE)]
    number = 10 + event % 83
    ways = ("said", "told reporters", f"told Outlet {n}", "said on Monday evening")
    how = ways[n % 4]
    at = day + timedelta(minutes=17 * k + n % 60)
    others = (
        f"It was the second such case in {place} this year, after one in January.",
        f"People in {place} had warned of this for months, according to Outlet {n}.",
        f"The {who} asked for patience until Wednesday.",
        f"Neighbours in {place} met in the school hall to talk about what comes next.",
    )
    subject = SUBJECTS[event % len(SUBJECTS)]
    a, b, c = (name_of(event, j) for j in range(3))
    more = [line.format(s=subject, p=place, n=number + 7 * j, a=a, b=b, c=c) for j, line in enumerate(LINES)]
    start = (event * 5) % len(more)
    told = [more[(start + j) % len(more)] for j in range(4)]
    text = (
        f"{lead.format(p=place)}. {number} {many}, {who} {person} {how}. "
        f"“We will know more within {1 + event % 9} days,” {person} {how}. {others[n % 4]} "
        f"{others[(n + 1) % 4]} The city of {place} has set aside {number + 5} million euros for such cases. "
        f"{person} has been {who} since 20{10 + event % 14}. {' '.join(told if n % 2 else reversed(told))}"
    )
    return {
        "id": f"tag:outlet{n},2026:{k}",
        "title": title.format(p=place) + (f", {who} says" if n % 2 else ""),
        "text": text,
        "path": f"/page/{n}/{k}",
        "at": format_datetime(at),
        "iso": at.isoformat(),
    }


def name_of(event: int, j: int) -> str:
    """Return a name that stands in the reports of one event only."""
    digits = zlib.crc32(f"{event} {j}".encode())
    first, middle, last = "Kor Tel Bran Mos Ul Ver".split(), "va di mo re ka lu".split(), "nik mar gat sen".split()
    made = ""
    for part in (first, middle, last, middle):
        digits, at = divmod(digits, len(part))
        made += part[at]
    return made


def rss(n: int, entries: list[dict[str, str]], base: str, *, teasers: bool = False, plain: str = "") -> str:
    """Return entries as RSS 2.0; `plain` names what they lack: `ids` or `dates`."""
    items = "".join(
        "<item>"
        f"<title>{escape(e['title'])}</title><link>{base}{e['path']}</link>"
        + ("" if plain == "ids" else f"<guid isPermaLink='false'>{e['id']}</guid>")
        + ("" if plain == "dates" else f"<pubDate>{e['at']}</pubDate>")
        + f"<description>{escape(e['text'][:90] + ' …' if teasers else e['text'] * 3)}</description></item>"
        for e in entries
    )
    return (
        f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>Outlet {n}</title>"
        f"<link>{base}/</link><language>en</language>{items}</channel></rss>"
    )


def atom(n: int, entries: list[dict[str, str]], base: str) -> str:
    """Return entries as Atom."""
    items = "".join(
        f"<entry><title>{escape(e['title'])}</title><id>{e['id']}</id><link href='{base}{e['path']}'/>"
        f"<published>{e['iso']}</published><updated>{e['iso']}</updated>"
        f"<content type='html'>{escape('<p>' + e['text'] + '</p>')}</content></entry>"
        for e in entries
    )
    return (
        f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>Outlet {n}</title>"
        f"<id>tag:outlet{n},2026:feed</id><updated>{DAY.isoformat()}</updated>{items}</feed>"
    )


def rdf(n: int, entries: list[dict[str, str]], base: str) -> str:
    """Return entries as RSS 1.0."""
    items = "".join(
        f"<item rdf:about='{base}{e['path']}'><title>{escape(e['title'])}</title><link>{base}{e['path']}</link>"
        f"<description>{escape(e['text'] * 3)}</description><dc:date>{e['iso']}</dc:date></item>"
        for e in entries
    )
    return (
        "<?xml version='1.0'?><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
        "xmlns='http://purl.org/rss/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/'>"
        f"<channel rdf:about='{base}/'><title>Outlet {n}</title><link>{base}/</link></channel>{items}</rdf:RDF>"
    )


def json_feed(n: int, entries: list[dict[str, str]], base: str) -> str:
    """Return entries as JSON Feed 1.1."""
    items = [
        {
            "id": e["id"],
            "url": base + e["path"],
            "title": e["title"],
            "content_text": e["text"],
            "date_published": e["iso"],
        }
        for e in entries
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": f"Outlet {n}", "items": items})


WRITERS: dict[str, Callable[[int, list[dict[str, str]], str], str]] = {
    "atom": atom,
    "rdf": rdf,
    "json": json_feed,
    "rss": rss,
}
