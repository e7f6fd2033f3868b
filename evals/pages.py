"""Is the article found on real pages: must-have and must-not-have segments, beside plain trafilatura and jusText.

Data: `pages/trafilatura-eval.json.gz` (address -> file, `with`, `without`) and, beside it, the pages themselves in
`trafilatura-eval-html.tar.zst`, unpacked by the `zstd` and `tar` programs. A segment counts as found when it stands in
the text, white space settled on both sides. Precision, recall and F1 over segments, as trafilatura's own evaluation.
"""

import gzip
import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evals.shape import NO_DATA, data_files, paired_interval, parser, report
from nutgraf.errors import InputError
from nutgraf.model import Item
from nutgraf.text.extract import read_article
from nutgraf.text.language import detect_language

DEFAULT = ("pages/trafilatura-eval.json.gz",)
ARCHIVE = "trafilatura-eval-html.tar.zst"


@dataclass(frozen=True)
class Case:
    url: str
    body: bytes
    has: tuple[str, ...]
    has_not: tuple[str, ...]


def main(argv: list[str]) -> int:
    options = parser("pages", "Extraction of the article from real pages.")
    options.add_argument(
        "--english", action="store_true", help="only pages in English (the furniture rules are English)"
    )
    given = options.parse_args(argv)
    files = data_files(given.data, DEFAULT)
    with tempfile.TemporaryDirectory() as folder:
        unpack(files[0].parent / ARCHIVE, Path(folder))
        cases = read_cases(files[0], Path(folder))
    if given.english:
        cases = [case for case in cases if detect_language(plain_trafilatura(case)) == "en"]
    cases = cases[: given.limit or None]
    scores, shares = {}, {}
    for name, read in SYSTEMS.items():
        scores[name], shares[name] = score(cases, read)
    intervals = {name: paired_interval(shares["nutgraf"], shares[name]) for name in SYSTEMS if name != "nutgraf"}
    report("pages", files, len(cases), scores, intervals=intervals, interval_of="segments right per page")
    return 0


def unpack(archive: Path, folder: Path) -> None:
    """Unpack the pages; says what is missing and exits when that cannot be done."""
    programs = [name for name in ("zstd", "tar") if shutil.which(name) is None]
    if programs or not archive.exists():
        missing = f"the program {programs[0]}" if programs else f"the pages {archive.name}"
        print(f"SKIPPED: {missing} is not on this machine.")
        raise SystemExit(NO_DATA)
    unzipped = subprocess.run(["zstd", "-dcq", str(archive)], stdout=subprocess.PIPE, check=True)
    subprocess.run(["tar", "-xf", "-", "-C", str(folder)], input=unzipped.stdout, check=True)


def read_cases(file: Path, folder: Path) -> list[Case]:
    with gzip.open(file, "rt", encoding="utf-8") as opened:
        gold = json.load(opened)
    pages = {page.name: page for page in sorted(folder.rglob("*.html"))}
    return [
        Case(url, pages[entry["file"]].read_bytes(), tuple(entry["with"]), tuple(entry["without"]))
        for url, entry in gold.items()
        if entry["file"] in pages
    ]


def nutgraf(case: Case) -> str:
    try:
        article = read_article(Item(address=case.url, kind="html", body=case.body))
    except InputError:
        return ""
    return f"{article.title}\n{article.text}"


def nutgraf_text_only(case: Case) -> str:
    try:
        return read_article(Item(address=case.url, kind="html", body=case.body)).text
    except InputError:
        return ""


def plain_trafilatura(case: Case) -> str:
    from trafilatura import bare_extraction

    document = bare_extraction(case.body, url=case.url, fast=True, include_comments=False, with_metadata=False)
    return str(getattr(document, "text", None) or "")


def justext_paragraphs(case: Case) -> str:
    import justext  # type: ignore[import-untyped]  # ships no types

    language = {"de": "German", "fr": "French", "es": "Spanish", "it": "Italian"}
    rough = plain_trafilatura(case)
    stops = justext.get_stoplist(language.get(detect_language(rough), "English"))
    try:
        return "\n".join(p.text for p in justext.justext(case.body, stops) if not p.is_boilerplate)
    except (justext.core.JustextError, ValueError):
        return ""


SYSTEMS: dict[str, Callable[[Case], str]] = {
    "nutgraf": nutgraf_text_only,
    "nutgraf, with title": nutgraf,
    "trafilatura": plain_trafilatura,
    "justext": justext_paragraphs,
}


def score(cases: list[Case], read: Callable[[Case], str]) -> tuple[dict[str, float], list[float]]:
    """Return the figures of a system, and its share of segments right on each page."""
    found = missed = kept_out = let_in = 0
    shares = []
    started = time.perf_counter()
    texts = [read(case) for case in cases]
    seconds = time.perf_counter() - started
    for case, text in zip(cases, texts, strict=True):
        flat = " ".join(text.split())
        has = sum(" ".join(segment.split()) in flat for segment in case.has)
        bad = sum(" ".join(segment.split()) in flat for segment in case.has_not)
        found, missed = found + has, missed + len(case.has) - has
        let_in, kept_out = let_in + bad, kept_out + len(case.has_not) - bad
        shares.append(100 * (has + len(case.has_not) - bad) / max(1, len(case.has) + len(case.has_not)))
    precision, recall = found / max(1, found + let_in), found / max(1, found + missed)
    figures = {
        "f1": 100 * 2 * precision * recall / max(1e-9, precision + recall),
        "precision": 100 * precision,
        "recall": 100 * recall,
        "accuracy": 100 * (found + kept_out) / max(1, found + missed + kept_out + let_in),
        "pages_per_s": len(cases) / max(1e-9, seconds),
    }
    return figures, shares
