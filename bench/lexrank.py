"""The peer of `brief`: sumy's LexRank over the same articles, in a process of its own.

It is given the sentences ready-made, one JSON array of strings an article, so its time holds no reading of pages.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

SENTENCES = 12
"""As many as a brief has lines, about."""


class _Words:
    """The tokenizer that sumy asks for; its own needs a download."""

    def to_words(self, text: str) -> tuple[str, ...]:
        return tuple(word.strip(".,;:\"'") for word in text.split())


def summarize(articles: Sequence[Sequence[str]]) -> list[str]:
    """Return the sentences that LexRank chooses."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.nlp.stemmers import Stemmer
    from sumy.summarizers.lex_rank import LexRankSummarizer

    words: Any = _Words()  # Any: sumy ships no types
    document = ObjectDocumentModel([Paragraph([Sentence(text, words) for text in one]) for one in articles])
    return [str(sentence) for sentence in LexRankSummarizer(Stemmer("english"))(document, SENTENCES)]


if __name__ == "__main__":
    for line in summarize([json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]):
        print(line)
