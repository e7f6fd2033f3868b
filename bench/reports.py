"""Deterministic news reports for benches: one invented event, many outlets, each with its own words and facts.

Every beat of `tunnel_fire.txt` is one sentence in `{this|that}` notation; a report takes some 26 of them in an order
near the usual one (newest first, background last), and chooses each alternative from its seed. Two reports share facts,
as reports of one event do, and seldom a whole sentence, so that they group into one story without being copies.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path


def _parts(text: str) -> dict[str, tuple[str, ...]]:
    """Read the sections of the notation file."""
    parts: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.startswith("["):
            parts[line.strip("[]")] = []
        elif line and not line.startswith("#"):
            next(reversed(parts.values())).append(line)
    return {name: tuple(lines) for name, lines in parts.items()}


PARTS = _parts((Path(__file__).parent / "tunnel_fire.txt").read_text("utf-8"))
"""Leads, beats and titles, each a tuple of sentences in `{this|that}` notation."""
NAMES = (
    ("Ferndal", "Northern", "Harbour", "Capital", "Valley", "Eastern", "Lakeside", "Union", "Morning", "Crown"),
    ("Courier", "Post", "Gazette", "Herald", "Dispatch", "Tribune", "Journal", "Observer", "Record", "Mail"),
)
START = datetime(2025, 6, 10, 5, 0, tzinfo=UTC)
"""Tuesday 10 June 2025: the day the reports speak from."""

_CHOICE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Report:
    """One generated report."""

    name: str
    """File name of its page."""
    html: str
    """The page."""
    sentences: tuple[str, ...]
    """The sentences of its text, as composed."""


def reports(count: int, seed: int = 2025, start: datetime = START) -> Iterator[Report]:
    """Yield `count` reports; the same for the same seed, and the first n of more are those of n."""
    for number in range(count):
        yield _report(number, random.Random(seed * 100_003 + number), start)


def _report(number: int, rng: random.Random, start: datetime) -> Report:
    # a small shuffle: each beat moves a few places from where an editor would put it
    order = sorted(range(len(PARTS["beats"])), key=lambda i: i + rng.uniform(-4, 4))
    chosen = [PARTS["beats"][i] for i in order if rng.random() < 0.95]
    sentences = tuple(_told(text, rng) for text in (rng.choice(PARTS["leads"]), *chosen))
    outlet = f"{NAMES[0][number % 10]} {NAMES[1][number // 10 % 10]}"
    published = start + timedelta(minutes=7 * number)
    return Report(
        f"report-{number:03}.html",
        _page(_told(rng.choice(PARTS["titles"]), rng), outlet, published, sentences),
        sentences,
    )


def _told(text: str, rng: random.Random) -> str:
    """Choose among the alternatives of a sentence."""
    told = _CHOICE.sub(lambda m: rng.choice(m.group(1).split("|")), text)
    return re.sub(r"\s+([,.;])", r"\1", re.sub(r"\s+", " ", told)).strip()


def _page(title: str, outlet: str, published: datetime, sentences: tuple[str, ...]) -> str:
    paragraphs = (" ".join(sentences[i : i + 2]) for i in range(0, len(sentences), 2))
    body = "\n".join(f"<p>{escape(p, quote=False)}</p>" for p in paragraphs)
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{escape(title)} - {outlet}</title>
<meta property="og:title" content="{escape(title)}"><meta property="og:site_name" content="{outlet}">
<meta property="article:published_time" content="{published.isoformat()}"></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>{escape(title)}</h1>
{body}
</article><footer><p>All rights reserved.</p></footer></body></html>
"""
