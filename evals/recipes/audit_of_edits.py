"""Writes `docs/audit-of-edits.md`: run `./run python -m evals.recipes.audit_of_edits --write`.

Lines of the project's own sample that edits changed and the gate passed, beside their source sentences, to be judged by
eye: every such line of the briefs of each day, then lines made by the safe edits of `evals.gate_safe`, the kinds in
turn, until there are a hundred. The verdict is a person's: one that stands in the file is kept for as long as the line,
its source and its edits are the same; a new row says `not read`.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import zip_longest

from evals.gate_judged import Judging
from evals.gate_lines import Case, make_cases
from evals.gate_safe import SAFE
from evals.gate_sentences import seen_in
from evals.shape import ROOT
from nutgraf.briefs.gate import edits_of
from nutgraf.errors import LineRefused
from nutgraf.model import Article, Edit, Item, Line
from nutgraf.newsroom import open_newsroom
from nutgraf.nlp.tag import SpacyTagger
from nutgraf.settings import Settings
from nutgraf.text.extract import read_article
from nutgraf.text.sentences import split_sentences

SAMPLE = ROOT / "examples" / "istanbul-talks"
TABLE = ROOT / "docs" / "audit-of-edits.md"
DAYS = tuple(datetime(2025, 5, 11, tzinfo=UTC) + timedelta(days=n) for n in range(7))
"""Ends of the days whose briefs are read."""
ROWS, OF_A_KIND, SEED = 100, 10, 20250513
"""Lines in the table; lines made by one kind of safe edit, to draw from; what decides which."""
UNREAD = "not read"
VERDICTS = ("supported", "unsupported", "awkward", UNREAD)
HEADER = "| # | from | line | source | edits | verdict | why |"


@dataclass(frozen=True, slots=True)
class Row:
    """A line to be judged by eye."""

    origin: str
    """`brief`, or the kind of safe edit that made it."""
    line: str
    """As printed."""
    source: str
    """Its source sentences."""
    edits: tuple[Edit, ...]
    """What leads from one to the other."""

    def cells(self) -> tuple[str, ...]:
        """Return what stands in the table before the verdict, the number left out."""
        edits = "; ".join(f"{e.kind} [{e.before.strip()}] → [{e.after.strip()}]" for e in self.edits)
        return tuple(_cell(text) for text in (self.origin, self.line, self.source, edits))


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "/").split())


def printed_lines() -> Iterator[Line]:
    """Yield the edited lines of all briefs of all days, each once."""
    seen: set[str] = set()
    with open_newsroom(Settings()) as newsroom:
        for day in DAYS:
            told = newsroom.read([str(SAMPLE)], until=day, stdin=None, on_step=lambda *_: None)
            for number in range(len(told.stories)):
                brief = newsroom.brief(told, number)
                for line in (brief.headline, *brief.summary, *brief.context, *brief.dive_deeper):
                    if line.edits and line.text not in seen:
                        seen.add(line.text)
                        yield line


def articles() -> list[Article]:
    """Return the sample's articles."""
    pages = sorted(SAMPLE.glob("*.html"))
    found = [read_article(Item(address=p.name, kind="html", body=p.read_bytes())) for p in pages]
    return found


def _case(line: Line, every: Sequence[Article]) -> Case:
    """Return a printed line as a case; what names are settled by are all the sample's sentences, the nearest last."""
    home = next(a for a in every if a.id == line.evidence[0].span.article.partition("#")[0])
    first = line.evidence[0].span.start
    rows = [(a, s) for a in every for s in split_sentences(a)]
    before = tuple(s.text for a, s in rows if a is home and s.span.end <= first)
    others = tuple(s.text for a, s in rows if a is not home)
    return Case(
        kind="brief",
        bad=False,
        line=line.text,
        evidence=tuple(e.text for e in line.evidence),
        context=(*others, *before),
        article=home.id,
        published=home.published.date() if home.published else None,
    )


def of_briefs(judging: Judging) -> list[Row]:
    """Return the briefs' edited lines that the gate passes."""
    every, lines = articles(), list(printed_lines())
    cases = [_case(x, every) for x in lines]
    judged = judging.judged(cases)
    for one in judged:
        if one.refused:
            print(f"refused: {one.case.line}\n  {one.case.evidence}\n  {one.refusals}")
    passed = [x for x, one in zip(lines, judged, strict=True) if not one.refused]
    print(f"briefs: {len(passed)} of {len(lines)} edited lines pass")
    return [Row("brief", x.text, x.source_text, x.edits) for x in passed]


def of_safe_edits(judging: Judging, tagger: SpacyTagger) -> list[Row]:
    """Return lines made by safe edits that the gate passes, the kinds in turn."""
    kinds = {kind: maker for kind, maker in SAFE.items() if kind != "verbatim"}
    cases, _ = make_cases(seen_in(articles(), tagger), kinds, bad=False, each=OF_A_KIND, seed=SEED)
    by_kind: dict[str, list[Row]] = {}
    for one in judging.judged(cases):
        source = " ".join(one.case.evidence)
        if one.refused or source == one.case.line:
            print(f"refused: {one.case.kind}: {one.case.line}\n  {source}\n  {one.refusals}")
            continue
        try:
            edits = edits_of(one.case.line, source)
        except LineRefused as error:
            print(f"no edits: {one.case.line}\n  {error}")
            continue
        by_kind.setdefault(one.case.kind, []).append(Row(one.case.kind, one.case.line, source, edits))
    print({kind: len(rows) for kind, rows in by_kind.items()})
    return [row for rows in zip_longest(*by_kind.values()) for row in rows if row]


def verdicts(text: str) -> dict[tuple[str, ...], tuple[str, str]]:
    """Return the verdict and the reason of every row of a table, by its other cells."""
    found = {}
    for match in re.finditer(r"^\| \d+ \|(.*)\|$", text, flags=re.MULTILINE):
        *cells, verdict, why = (cell.strip() for cell in match[1].split("|"))
        found[tuple(cells)] = (verdict, why)
    return found


def table(rows: Sequence[Row], read: Mapping[tuple[str, ...], tuple[str, str]]) -> str:
    """Return the rows with their verdicts, and the counts before them."""
    judged = [(row.cells(), *read.get(row.cells(), (UNREAD, ""))) for row in rows]
    counts = Counter(verdict for _, verdict, _ in judged)
    kinds = Counter(edit.kind for row in rows for edit in row.edits)
    head = [
        f"Lines: {len(rows)}. " + ", ".join(f"{v} {counts[v]}" for v in VERDICTS if counts[v]) + ".",
        "Edits in them: " + ", ".join(f"{kind} {many}" for kind, many in kinds.most_common()) + ".",
    ]
    lines = [f"| {n} | {' | '.join(c)} | {v} | {w} |" for n, (c, v, w) in enumerate(judged, 1)]
    return "\n".join(["\n".join(head), "", HEADER, "|---" * 7 + "|", *lines]) + "\n"


def main() -> None:
    """Print the counts; with `--write`, put the table below the head of the file."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true", help="write the table into docs/audit-of-edits.md")
    write = options.parse_args().write
    tagger = SpacyTagger()
    judging = Judging(tagger)
    rows: dict[str, Row] = {}
    for row in (*of_briefs(judging), *of_safe_edits(judging, tagger)):
        rows.setdefault(row.line, row)
    old = TABLE.read_text("utf-8")
    head, _, _ = old.partition("Lines: ")
    made = table(list(rows.values())[:ROWS], verdicts(old))
    print(made.split("\n\n")[0])
    if write:
        TABLE.write_text(head + made, "utf-8")


if __name__ == "__main__":
    main()
