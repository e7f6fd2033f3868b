"""A line that comes with its parse, laid before the gate: its evidence, the sentences before it, the article's day."""

from collections.abc import Iterator, Mapping
from datetime import date

from nutgraf.briefs.gate import Worded, judge
from nutgraf.model import Article, Line, Span, Token
from nutgraf.model.article import TITLE
from nutgraf.text.sentences import split_text

CONTEXT = 8
"""Sentences before a line's own from which the gate settles names."""


def gate_faults(line: Line, article: Article, parsed: Mapping[str, tuple[Token, ...]]) -> Iterator[tuple[str, str]]:
    """Yield what the gate refuses: the rule, and the words of the line and of the evidence."""
    context, day = settling(line.evidence[0].span, article)
    worded = [Worded(e.text, parsed[e.text]) for e in line.evidence]
    for refusal in judge(Worded(line.text, parsed[line.text]), worded, context=context, published=day):
        yield refusal.rule, f"{refusal.line!r} / {refusal.evidence!r}"


def settling(span: Span, article: Article) -> tuple[tuple[str, ...], date | None]:
    """Return by what names and days of a sentence are settled: its title and the sentences before, and its day."""
    before = [] if span.article.endswith(TITLE) else split_text(article.text[: span.start])[-CONTEXT:]
    day = article.published.date() if article.published else None
    return (article.title, *(article.text[start:end] for start, end, _ in before)), day
