"""A line that comes with its parse, laid before the gate: its evidence, the sentences before it, the article's day."""

from collections.abc import Iterator, Mapping

from nutgraf.briefs.gate import Worded, judge
from nutgraf.model import Article, Line, Token
from nutgraf.model.article import TITLE
from nutgraf.text.sentences import split_text

CONTEXT = 8
"""Sentences before a line's own from which the gate settles names."""


def gate_faults(line: Line, article: Article, parsed: Mapping[str, tuple[Token, ...]]) -> Iterator[tuple[str, str]]:
    """Yield what the gate refuses: the rule, and the words of the line and of the evidence."""
    first = line.evidence[0].span
    before = [] if first.article.endswith(TITLE) else split_text(article.text[: first.start])[-CONTEXT:]
    context = [article.title, *(article.text[start:end] for start, end, _ in before)]
    worded = [Worded(e.text, parsed[e.text]) for e in line.evidence]
    day = article.published.date() if article.published else None
    for refusal in judge(Worded(line.text, parsed[line.text]), worded, context=context, published=day):
        yield refusal.rule, f"{refusal.line!r} / {refusal.evidence!r}"
