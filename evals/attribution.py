"""Attribution: source, cue and content spans against PolNeAR. Peer: a quote extractor with a list of verbs, no parse.

Content spans are matched one to one, best intersection over union first. `content_f1_30/50/80` ask for a share of the
annotators' span (as published scorers do, which never punishes a long answer), `content_iou_50` and
`content_exact_f1` for intersection over union of .5 and .97. `source_on_match` and `cue_on_match` are shares of the
contents matched at .5 whose source (intersection over union of .5, or both none) and cue (a shared letter) are right.
Cues inside quotations are kept by the product and left out here: PolNeAR does not annotate them.
`docs_per_s` is the time above parsing.
"""

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.shape import data_files, paired_interval, parser, read_jsonl, report
from nutgraf.ledger.attribution import Statement, attributions
from nutgraf.model import Article, Parsed
from nutgraf.nlp.tag import SpacyTagger
from nutgraf.text.quotes import find_quotes
from nutgraf.text.sentences import split_sentences

Pair = tuple[int, int]
DEFAULT = ["attribution/polnear-dev.jsonl.gz"]
SHARES = {"content_f1_30": 0.3, "content_f1_50": 0.5, "content_f1_80": 0.8}
UNIONS = {"content_iou_50": 0.5, "content_exact_f1": 0.97}
_SAID = re.compile(
    r"\b(?:said|says|say|told|tells|added|adds|according to|argued|argues|claimed|claims|announced|noted|wrote|"
    r"explained|stated|insisted|warned|suggested|believes?|thinks?|asked|replied|responded|tweeted)\b"
)


@dataclass(frozen=True, slots=True)
class Gold:
    """An attribution, of the annotators or of a system."""

    content: tuple[Pair, ...]
    source: tuple[Pair, ...]
    cue: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """An article with its sentences and its attributions."""

    text: str
    parsed: tuple[Parsed, ...]
    gold: tuple[Gold, ...]


def read_documents(files: Sequence[Path], *, every: int = 1, limit: int = 0) -> Iterator[Document]:
    """Yield every `every`th article of PolNeAR-shaped files, parsed sentence by sentence as the product does."""
    tagger, count = SpacyTagger(), 0
    for file in files:
        for n, record in enumerate(read_jsonl(file)):
            if n % every or (limit and count >= limit):
                continue
            count += 1
            article = Article(id="a1-measured", title="", text=record["text"], outlet="", url="")
            sentences = split_sentences(article)
            rows = tagger.tag([s.text for s in sentences])
            gold = tuple(
                Gold(*(tuple((a, b) for a, b in one[part]) for part in ("content", "source", "cue")))
                for one in record["attributions"]
                if one["content"]
            )
            parsed = tuple(Parsed(s, tokens) for s, tokens in zip(sentences, rows, strict=True))
            yield Document(record["text"], parsed, gold)


def shared(one: Sequence[Pair], other: Sequence[Pair]) -> int:
    """Return how many code points two lists of spans share."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)


def _length(spans: Sequence[Pair]) -> int:
    return sum(b - a for a, b in spans)


def _union(one: Sequence[Pair], other: Sequence[Pair]) -> float:
    both = shared(one, other)
    return both / max(_length(one) + _length(other) - both, 1)


def counted(gold: Sequence[Gold], found: Sequence[Gold]) -> dict[str, float]:
    """Return the counts of one article: hits by measure, how many were asked and answered."""
    rows = sorted(
        (-_union(g.content, f.content), gi, fi)
        for gi, g in enumerate(gold)
        for fi, f in enumerate(found)
        if shared(g.content, f.content)
    )
    hits = dict.fromkeys((*SHARES, *UNIONS, "source", "cue"), 0.0)
    used: tuple[set[int], set[int]] = (set(), set())
    for minus, gi, fi in rows:
        if gi in used[0] or fi in used[1]:
            continue
        used[0].add(gi)
        used[1].add(fi)
        share = shared(gold[gi].content, found[fi].content) / _length(gold[gi].content)
        for name, least in SHARES.items():
            hits[name] += share >= least
        for name, least in UNIONS.items():
            hits[name] += -minus >= least
        if share >= SHARES["content_f1_50"]:
            sources = gold[gi].source, found[fi].source
            hits["source"] += not any(sources) or _union(*sources) >= UNIONS["content_iou_50"]
            hits["cue"] += shared(gold[gi].cue, found[fi].cue) > 0
    return {**hits, "gold": float(len(gold)), "found": float(len(found))}


def measured(golds: Sequence[Sequence[Gold]], founds: Sequence[Sequence[Gold]]) -> dict[str, float]:
    """Return the measures over articles, per cent."""
    rows = [counted(gold, found) for gold, found in zip(golds, founds, strict=True)]
    total = {name: sum(row[name] for row in rows) for name in rows[0]} if rows else {}
    asked = max(total.get("gold", 0) + total.get("found", 0), 1)
    made = {name: 200 * total.get(name, 0) / asked for name in (*SHARES, *UNIONS)}
    matched = max(total.get("content_f1_50", 0), 1)
    made["content_precision"] = 100 * total.get("content_f1_50", 0) / max(total.get("found", 0), 1)
    made["content_recall"] = 100 * total.get("content_f1_50", 0) / max(total.get("gold", 0), 1)
    made["source_on_match"] = 100 * total.get("source", 0) / matched
    made["cue_on_match"] = 100 * total.get("cue", 0) / matched
    return made


def as_found(one: Statement) -> Gold:
    """Return a statement in the form of the annotators'."""
    return Gold(
        tuple((s.start, s.end) for s in one.content),
        () if one.source is None else ((one.source.start, one.source.end),),
        ((one.cue.start, one.cue.end),),
    )


def ours(document: Document) -> list[Gold]:
    """Return what nutgraf finds."""
    return [as_found(s) for s in attributions(document.text, document.parsed) if not s.in_quotation]


def verb_list(document: Document) -> list[Gold]:
    """Return the peer's answer: a listed verb; its content the quotations of the sentence, else the longer side."""
    found = []
    for parsed in document.parsed:
        text, at = parsed.sentence.text, parsed.sentence.span.start
        cue = _SAID.search(text)
        if cue is None:
            continue
        quotes = [(at + q.start, at + q.end) for q in find_quotes(text)]
        sides = [(at, at + cue.start()), (at + cue.end() + 1, at + len(text) - 1)]
        before, after = sides
        longer = before if before[1] - before[0] > after[1] - after[0] else after
        source = after if longer == before else before
        if longer[0] < longer[1]:
            span = ((at + cue.start(), at + cue.end()),)
            found.append(Gold(tuple(quotes) or (longer,), (source,) if source[0] < source[1] else (), span))
    return found


def main(argv: Sequence[str]) -> int:
    """Measure nutgraf and the verb list on the same articles."""
    options = parser("attribution", __doc__ or "").parse_args(argv)
    files = data_files(options.data, DEFAULT)
    documents = list(read_documents(files, limit=options.limit))
    golds = [d.gold for d in documents]
    systems, by_article = {}, {}
    for name, system in (("nutgraf", ours), ("verb list", verb_list)):
        begun = time.perf_counter()
        found = [system(d) for d in documents]
        spent = time.perf_counter() - begun
        systems[name] = {**measured(golds, found), "docs_per_s": len(documents) / max(spent, 1e-9)}
        by_article[name] = [measured([g], [f])["content_f1_50"] for g, f in zip(golds, found, strict=True)]
    report(
        "attribution",
        files,
        len(documents),
        systems,
        intervals={"verb list": paired_interval(by_article["nutgraf"], by_article["verb list"])},
        interval_of="content_f1_50 by article",
    )
    return 0
