"""Well-known summarisers to be measured beside: sumy's four, leads, and centroid with position.

All see the same prose sentences as nutgraf does. Each gives its sentences best first, as ours does, until the length
asked for is reached; the cut at the last word is the task's.
"""

from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import Any

from nutgraf.briefs.material.dossier import Dossier
from nutgraf.briefs.material.index import Row, dot, index_of, unit, weigh
from nutgraf.briefs.material.terms import STOP_WORDS, raw_words

Peer = Callable[[Dossier, int], str]
"""Dossier and length in words -> summary."""


def prose(dossier: Dossier) -> list[list[str]]:
    """Return the prose sentences of each article."""
    return [[s.text for s in sentences if s.kind == "prose"] for sentences in dossier.sentences]


def fill(sentences: Sequence[str], words: int) -> str:
    """Return sentences in their order until the length is reached."""
    taken: list[str] = []
    for sentence in sentences:
        if sum(len(t.split()) for t in taken) >= words:
            break
        taken.append(sentence)
    return " ".join(taken)


def lead(dossier: Dossier, words: int) -> str:
    """Return the beginning of the first article."""
    return fill([s for article in prose(dossier) for s in article], words)


def lead_interleaved(dossier: Dossier, words: int) -> str:
    """Return the first sentence of each article, then the second of each."""
    return fill([s for turn in zip_longest(*prose(dossier)) for s in turn if s], words)


CENTROID_POSITION, CENTROID_SAME = 0.6, 0.5
"""Weight of 1 / (1 + position) beside the cosine; cosine above which a sentence repeats: the usual choices."""


def centroid(dossier: Dossier, words: int) -> str:
    """Return the sentences nearest to the centroid of all, early ones preferred, repeats left out."""
    index = index_of(dossier)
    vectors = [weigh(row.terms, index.idf) for row in index.rows]
    middle = unit(index.whole)

    def value(at: int) -> float:
        row: Row = index.rows[at]
        short = 0.5 if len(row.words) < 8 else 1.0
        return short * (dot(vectors[at], middle) + CENTROID_POSITION / (1 + row.position))

    taken: list[int] = []
    for at in sorted(range(len(vectors)), key=lambda i: (-value(i), i)):
        if all(dot(vectors[at], vectors[t]) < CENTROID_SAME for t in taken):
            taken.append(at)
        if sum(len(index.rows[t].sentence.text.split()) for t in taken) >= words:
            break
    return " ".join(index.rows[t].sentence.text for t in taken)


class _Words:
    """The tokenizer that sumy asks for; its own needs a download."""

    def to_words(self, text: str) -> tuple[str, ...]:
        return tuple(w.lower() for w in raw_words(text))


def _sumy(make: Callable[[], Any]) -> Peer:  # Any: sumy ships no types
    def summarise(dossier: Dossier, words: int) -> str:
        from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence

        tokenizer = _Words()
        texts = list(dict.fromkeys(s for article in prose(dossier) for s in article if raw_words(s)))
        document = ObjectDocumentModel([Paragraph([Sentence(t, tokenizer) for t in texts])])
        best: list[str] = []

        def remember(infos: Sequence[Any]) -> Sequence[Any]:  # sumy asks this which of the rated sentences to keep
            best.extend(str(info.sentence) for info in infos)
            return infos

        make()(document, remember)
        return fill(best, words)

    return summarise


def _text_rank() -> Any:
    from sumy.nlp.stemmers import Stemmer
    from sumy.summarizers.text_rank import TextRankSummarizer

    made = TextRankSummarizer(Stemmer("english"))
    made.stop_words = STOP_WORDS
    return made


def _lex_rank() -> Any:
    from sumy.nlp.stemmers import Stemmer
    from sumy.summarizers.lex_rank import LexRankSummarizer

    made = LexRankSummarizer(Stemmer("english"))
    made.stop_words = STOP_WORDS
    return made


def _lsa() -> Any:
    from sumy.nlp.stemmers import Stemmer
    from sumy.summarizers.lsa import LsaSummarizer

    made = LsaSummarizer(Stemmer("english"))
    made.stop_words = STOP_WORDS
    return made


KL_STEPS = 10
"""Sentences that KLSum chooses: many more than 50 words; sumy's own loop orders the whole set, at 0.6 s a set."""


def _kl_sum() -> Any:
    from sumy.nlp.stemmers import Stemmer
    from sumy.summarizers.kl import KLSummarizer

    class Brief(KLSummarizer):  # type: ignore[misc]  # sumy ships no types
        """The same choice, ended after the first steps."""

        def _compute_ratings(self, sentences: Sequence[Any]) -> dict[Any, int]:
            wanted = self.compute_tf(sentences)
            left = {s: self._get_content_words_in_sentence(s) for s in sentences}
            ratings = {s: -len(left) for s in sentences}
            said: list[str] = []
            for step in range(min(KL_STEPS, len(left))):
                best = min(left, key=lambda s: self._kl_divergence(self._joint_freq(left[s], said), wanted))
                ratings[best] = -step
                said += best.words
                del left[best]
            return ratings

    made = Brief(Stemmer("english"))
    made.stop_words = STOP_WORDS
    return made


PEERS: dict[str, Peer] = {
    "lead": lead,
    "lead-interleaved": lead_interleaved,
    "textrank": _sumy(_text_rank),
    "lexrank": _sumy(_lex_rank),
    "lsa": _sumy(_lsa),
    "klsum": _sumy(_kl_sum),
    "centroid": centroid,
}
"""Every peer by its name in the report."""
