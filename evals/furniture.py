"""Furniture inside running text: is it dropped, and is any sentence of the story lost?

Cases: `evals/cases/furniture/*.txt`, one page a file, written for this project in the manner of real pages. A line
begins with `+` (of the story, must stay), `-` (furniture, must go) or `~` (a piece must go: `whole => what is kept`).
Peers: a list of keywords of the kind that scripts use, and trafilatura given the same lines as a page.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from evals.shape import ROOT, paired_interval, parser, report
from nutgraf.text.clean import clean_paragraphs

CASES = ROOT / "evals" / "cases" / "furniture"
KEYWORDS = (
    "advertisement", "read more", "also read", "share", "subscribe", "newsletter", "cookie", "sign up", "follow us",
    "photo", "image", "getty", "copyright", "all rights reserved", "related", "comments", "listen", "min read",
    "updated", "log in",
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    text: str
    label: str
    kept: str


def main(argv: list[str]) -> int:
    options = parser("furniture", "Furniture dropped from running text, story sentences lost.")
    options.add_argument("--show", action="store_true", help="print every line that nutgraf gets wrong")
    given = options.parse_args(argv)
    files = list(given.data) if given.data else sorted(CASES.glob("*.txt"))
    pages = [read_page(file) for file in files][: given.limit or None]
    scores, right = {}, {}
    for name, clean in SYSTEMS.items():
        judged = [judge(page, clean([line.text for line in page])) for page in pages]
        scores[name] = figures(pages, judged)
        right[name] = [100.0 * ok for page in judged for ok in page]
    if given.show:
        show(pages)
    lines = sum(map(len, pages))
    intervals = {name: paired_interval(right["nutgraf"], right[name]) for name in SYSTEMS if name != "nutgraf"}
    report("furniture", files, lines, scores, intervals=intervals, interval_of="lines right")
    return 0


def read_page(file: Path) -> list[Line]:
    lines = []
    for row in file.read_text("utf-8").splitlines():
        label, text = row[:1], row[2:]
        if label in "+-" and label:
            lines.append(Line(text, "keep" if label == "+" else "drop", text if label == "+" else ""))
        elif label == "~":
            whole, _, kept = text.partition(" => ")
            lines.append(Line(whole, "trim", kept))
    return lines


def judge(page: Sequence[Line], output: Sequence[str]) -> list[bool]:
    """Return for each line whether it came out as it should."""
    out = set(output)
    return [
        (line.kept in out and (line.label == "keep" or line.text not in out)) if line.kept else line.text not in out
        for line in page
    ]


def figures(pages: Sequence[Sequence[Line]], judged: Sequence[Sequence[bool]]) -> dict[str, float]:
    flat = [
        (line.label, ok) for page, oks in zip(pages, judged, strict=True) for line, ok in zip(page, oks, strict=True)
    ]
    dropped = sum(ok for label, ok in flat if label == "drop")
    all_drops = sum(label == "drop" for label, _ in flat)
    lost = sum(not ok for label, ok in flat if label == "keep")
    trims = [ok for label, ok in flat if label == "trim"]
    precision, recall = dropped / max(1, dropped + lost), dropped / max(1, all_drops)
    return {
        "f1": 100 * 2 * precision * recall / max(1e-9, precision + recall),
        "precision": 100 * precision,
        "recall": 100 * recall,
        "trimmed_right": 100 * sum(trims) / max(1, len(trims)),
        "story_lines_lost": float(lost),
    }


def nutgraf(lines: Sequence[str]) -> list[str]:
    return list(clean_paragraphs(lines).paragraphs)


def keywords(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if len(line.split()) > 25 or not any(word in line.lower() for word in KEYWORDS)]


def trafilatura(lines: Sequence[str]) -> list[str]:
    from trafilatura import bare_extraction

    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    document = bare_extraction(
        f"<html><body><article>{body}</article></body></html>", fast=True, include_comments=False
    )
    return str(getattr(document, "text", None) or "").split("\n")


SYSTEMS: dict[str, Callable[[Sequence[str]], list[str]]] = {
    "nutgraf": nutgraf,
    "keywords": keywords,
    "trafilatura": trafilatura,
}


def show(pages: Sequence[Sequence[Line]]) -> None:
    for page in pages:
        for line, ok in zip(page, judge(page, nutgraf([line.text for line in page])), strict=True):
            if not ok:
                print(f"{line.label:5} {line.text}")
