"""Fresh articles -> sentences with their parse, their neighbours and their people: what cases are made of.

Any file of the summary or clustering shape will do. Articles come in an order that the seed decides, and of each only
some sentences are taken, so that no article rules a figure.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evals import shape
from evals.dossiers import Record, article_of
from nutgraf.briefs.checks.of_words import balanced
from nutgraf.ledger.tree import Tree
from nutgraf.model import Article, Parsed, Sentence, Token, content_id
from nutgraf.ports import Tagger
from nutgraf.text.sentences import split_sentences

FILES = (
    "summaries/multinews-attributed-dev.jsonl.gz",
    "summaries/neus-fulltext-dev.jsonl.gz",
    "clustering/g5w1h.jsonl.gz",
    "clustering/gva-dev.jsonl.gz",
)
"""Development files that cases are made from by default."""
EACH = 14
"""Sentences taken of one article."""
LEAST_WORDS, MOST_WORDS = 8, 45
"""Length of a sentence worth printing."""
CONTEXT = 60
"""Sentences of the article that the gate may settle names by."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A sentence of an article, parsed."""

    article: Article
    """Whose it is."""
    sentence: Sentence
    """The sentence."""
    tree: Tree
    """Its parse."""
    after: "Seen | None"
    """The sentence that follows in the article, when it was taken too."""
    before: tuple[Sentence, ...]
    """The article's earlier sentences."""
    context: tuple[str, ...]
    """The article's other sentences: those behind, then those before, in order, so that the last is the nearest."""
    people: tuple[str, ...]
    """Full names of people that the article's parsed sentences give, in order."""

    @property
    def text(self) -> str:
        """The sentence's words."""
        return self.sentence.text

    @property
    def key(self) -> str:
        """What decides the choices made for this sentence, beside the seed."""
        return f"{self.article.id} {self.sentence.index}"


def documents(files: Sequence[Path]) -> Iterator[tuple[Record, str]]:
    """Yield the document records of the files, each with an address that names it."""
    for file in files:
        for number, record in enumerate(shape.read_jsonl(file)):
            for at, doc in enumerate(record.get("docs", [record])):
                rows = doc.get("sentences")
                text = " ".join(" ".join(str(row).split()) for row in rows) if rows else str(doc.get("text") or "")
                if len(text) > 400:
                    yield {**doc, "text": text}, f"{file.name.split('.')[0]}-{number}-{at}"


def fresh_articles(files: Sequence[Path], seed: int, most: int) -> list[Article]:
    """Return up to `most` articles in an order that the seed decides; each text once, the files in turn."""
    by_file: list[list[tuple[Record, str]]] = []
    for file in files:
        rows = list(documents([file]))
        random.Random(f"{seed} {file.name}").shuffle(rows)
        by_file.append(rows)
    found: dict[str, Article] = {}
    for turn in range(max((len(rows) for rows in by_file), default=0)):
        for rows in by_file:
            article = article_of(*rows[turn]) if turn < len(rows) and len(found) < most else None
            if article:
                found.setdefault(content_id("x", article.text[:300]), article)
    return list(found.values())


def _worth(sentence: Sentence) -> bool:
    text = sentence.text
    if not LEAST_WORDS <= len(text.split()) <= MOST_WORDS or not balanced(text) or "\n" in text:
        return False
    return (text[0].isupper() or text[0] in "\"“'") and text.rstrip("\"”'’")[-1:] in {".", "!"}


def _taken(article: Article) -> list[Sentence]:
    """The sentences of an article that are parsed: runs of two, spread over it."""
    rows = [s for s in split_sentences(article) if _worth(s)]
    if len(rows) <= EACH:
        return rows
    pairs = [rows[n : n + 2] for n in range(0, len(rows) - 1, 2)]
    step = len(pairs) / (EACH // 2)
    return [s for n in range(EACH // 2) for s in pairs[int(n * step)]]


def _people(rows: Sequence[tuple[Token, ...]]) -> tuple[str, ...]:
    """Names of two words or more that the parser takes for people."""
    found: dict[str, None] = {}
    for tokens in rows:
        run: list[Token] = []
        for token in (*tokens, None):
            if token is not None and token.entity == "PERSON" and token.pos == "PROPN":
                run.append(token)
                continue
            if 2 <= len(run) <= 3 and all(t.text.isalpha() and t.text.istitle() for t in run):
                found[" ".join(t.text for t in run)] = None
            run = []
    return tuple(found)


def _around(every: Sequence[Sentence], index: int) -> tuple[str, ...]:
    before = [s.text for s in every if s.index < index][-CONTEXT:]
    after = [s.text for s in every if s.index > index][: CONTEXT - len(before)]
    return (*after, *before)


def seen_in(articles: Sequence[Article], tagger: Tagger) -> list[Seen]:
    """Return the sentences taken of these articles, parsed, in order."""
    taken = [_taken(article) for article in articles]
    parsed = iter(tagger.tag([s.text for rows in taken for s in rows]))
    found: list[Seen] = []
    for article, rows in zip(articles, taken, strict=True):
        tokens = [next(parsed) for _ in rows]
        every = split_sentences(article)
        people = _people(tokens)
        made: list[Seen] = []
        for sentence, row in reversed(list(zip(rows, tokens, strict=True))):
            nearest = made[-1] if made and made[-1].sentence.index == sentence.index + 1 else None
            made.append(
                Seen(
                    article=article,
                    sentence=sentence,
                    tree=Tree(Parsed(sentence, row)),
                    after=replace(nearest, after=None) if nearest else None,
                    before=tuple(s for s in every if s.index < sentence.index),
                    context=_around(every, sentence.index),
                    people=people,
                )
            )
        found += reversed(made)
    return found
