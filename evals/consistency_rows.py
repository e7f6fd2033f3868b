"""The rows of `consistency`: lines with the article, the declared evidence when there is one, and a human label."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.shape import data_dir, read_jsonl
from nutgraf.briefs.gate.alarms import ALARMS, alarms, alarms_against
from nutgraf.briefs.gate.given import Refusal, Worded
from nutgraf.nlp.tag import SpacyTagger

DEV = "consistency/summedits-news-dev-edits.jsonl.gz"
DEV_DOCS = "consistency/summedits-news-dev-docs.jsonl.gz"
NAMES = ("summary_trigrams_missing", "summary_words_missing", *ALARMS)
"""What the score is made of, each at least 0: two shares of what the article lacks, and the number of each alarm."""
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_STOP = re.compile(r"(?<=[.!?])[\"”']?\s+(?=[\"“A-Z`])|\n+")


@dataclass(frozen=True, slots=True)
class Row:
    """One line to be judged."""

    article: str
    """What resampling and crossing keep together."""
    text: str
    """The article."""
    line: str
    """The line."""
    seed: str
    """Its declared evidence; empty when unknown."""
    good: bool
    """Whether people found it consistent."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with what the product says of it."""

    row: Row
    """The row."""
    alarms: tuple[Refusal, ...]
    """Against the article."""
    seeded: tuple[Refusal, ...]
    """Against the declared evidence."""


def rows_of(files: Sequence[Path], docs: Path | None) -> list[Row]:
    """Return the rows of files of either shape: SummEdits (needs the articles) or QAGS."""
    texts = {str(d["doc_id"]): str(d["text"]) for d in read_jsonl(docs)} if docs else {}
    return [row for file in files for n, record in enumerate(read_jsonl(file)) for row in _rows(record, texts, n)]


def _rows(record: Mapping[str, Any], texts: Mapping[str, str], n: int) -> Iterable[Row]:  # Any: strangers' JSON
    if "sentences" in record:
        for one in record["sentences"]:
            yes = sum(str(v) == "yes" for v in one["votes"])
            yield Row(f"q{n}", str(record["article"]), str(one["sentence"]), "", 2 * yes > len(one["votes"]))
        return
    key = str(record["doc_id"])
    yield Row(key, texts[key], str(record["summary"]), str(record.get("original_summary", "")), bool(record["label"]))


def development() -> list[Row]:
    """Return the rows that weights are learned on."""
    return rows_of([data_dir() / DEV], data_dir() / DEV_DOCS)


def split(text: str) -> list[str]:
    """Return the sentences of a text, roughly."""
    return [s.strip() for s in _STOP.split(text) if s and s.strip()]


def judged(rows: Sequence[Row]) -> list[Judged]:
    """Return the rows with their alarms; each text is parsed once."""
    tagger, parsed = SpacyTagger(), dict[str, Worded]()
    sources = {text: split(text) for row in rows for text in (row.text, row.seed) if text}
    wanted = dict.fromkeys([*(s for found in sources.values() for s in found), *(row.line for row in rows)])
    for text, tokens in zip(wanted, tagger.tag(list(wanted)), strict=True):
        parsed[text] = Worded(text, tokens)
    made = []
    for row in rows:
        article = [parsed[s] for s in sources.get(row.text, [])]
        seed = [parsed[s] for s in sources[row.seed]] if row.seed else []
        line = parsed[row.line]
        made.append(Judged(row, alarms(line, article), alarms_against(line, seed) if seed else ()))
    return made


def words(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return [w.casefold() for w in _WORD.findall(text)]


def missing(line: str, text: str, size: int) -> float:
    """Return the part of the line's runs of `size` words that do not stand in the text."""
    mine, theirs = words(line), words(text)
    runs = [tuple(mine[n : n + size]) for n in range(len(mine) - size + 1)]
    known = {tuple(theirs[n : n + size]) for n in range(len(theirs) - size + 1)}
    return sum(run not in known for run in runs) / max(len(runs), 1)


def features(one: Judged) -> list[float]:
    """Return the values of `NAMES` for a row, from the article only."""
    counts = [min(sum(a.rule == rule for a in one.alarms), 2) for rule in ALARMS]
    return [missing(one.row.line, one.row.text, 3), missing(one.row.line, one.row.text, 1), *map(float, counts)]
