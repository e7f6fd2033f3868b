"""The ledger: articles a second above parsing, and seconds for the claims of a story of `--articles` with parsing.

The story is made of the first articles of `--data` (default: the development stream; without it the sample's pages,
over and over under new ids). Peer: the parser alone on the same sentences in the same minute. Processor time of one
core, without the loading of the parser.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from bench.place import DATA
from evals.clustering import read_rows
from evals.shape import data_dir
from nutgraf.claiming import parsed_prose
from nutgraf.ledger.book import make_ledger
from nutgraf.model import Article, Origin, Story
from nutgraf.newsroom import open_newsroom
from nutgraf.nlp.tag import SpacyTagger
from nutgraf.settings import Settings
from nutgraf.telling import lay_open

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "examples" / "istanbul-talks"


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run bench ledger", description=__doc__)
    parser.add_argument("--data", nargs="+", type=Path, help="files of articles")
    parser.add_argument("--articles", type=int, default=50, help="articles of the story")
    parser.add_argument("--runs", type=int, default=3, help="runs, of which the fastest counts")
    given = parser.parse_args(argv)
    files = given.data or [p for name in DATA[:1] if (p := data_dir() / name).exists()]
    articles = list(islice(_of_files(files) if files else _of_sample(), given.articles))
    dossier = lay_open(_story(articles), {a.id: a for a in articles})
    tagger = SpacyTagger()
    tagger.tag(["It loads when it is first asked."])
    parse_s = ledger_s = float("inf")
    for _ in range(given.runs):
        started = time.process_time()
        parsed = parsed_prose(dossier, tagger)
        middle = time.process_time()
        ledger = make_ledger({a.id: a for a in articles}, parsed, dossier.story)
        parse_s, ledger_s = min(parse_s, middle - started), min(ledger_s, time.process_time() - middle)
    ours = {
        "articles_per_s_above_parsing": round(len(articles) / ledger_s, 1),
        "story_s": round(parse_s + ledger_s, 2),
        "claims": sum(len(p.claims) for p in ledger.positions),
        "sentences": len(parsed),
    }
    peer = {"articles_per_s": round(len(articles) / parse_s, 1), "story_s": round(parse_s, 2)}
    for name, row in (("nutgraf", ours), ("parser alone", peer)):
        print(f"{name:14}" + "".join(f"{key} {value}   " for key, value in row.items()))
    systems = {"nutgraf": ours, "parser alone": peer}
    print(json.dumps({"bench": "ledger", "data": [f.name for f in files], "n": len(articles), "systems": systems}))
    return 0


def _of_files(files: list[Path]) -> Iterator[Article]:
    return (row.article for row in read_rows(files, 0))


def _of_sample() -> Iterator[Article]:
    with open_newsroom(Settings()) as newsroom:
        told = newsroom.read([str(SAMPLE)], until=None, stdin=sys.stdin.buffer, on_step=lambda *_: None)
    for n, article in enumerate(cycle(told.articles[a] for a in told.stories[0].articles)):
        yield replace(article, id=f"{article.id}-{n}")


def _story(articles: list[Article]) -> Story:
    ids = tuple(a.id for a in articles)
    times = [a.published for a in articles if a.published]
    origins = tuple(Origin(f"o{n}", (one,), one, "single") for n, one in enumerate(ids))
    return Story("s1-bench", ids, origins, min(times, default=None), max(times, default=None))
