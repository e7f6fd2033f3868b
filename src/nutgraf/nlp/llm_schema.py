"""What is asked of a model as JSON, and its answer read: strangers' words are string values, and stay that.

Rule 1: fetched text stands only inside JSON strings. Angle and square brackets in it are written as escapes, so that
        no chat template takes `<|im_start|>` or `[INST]` of an article for the beginning of a turn; characters that
        nobody sees are left out.
Rule 2: what comes back is looked at line by line: what has not the form of a line is no line, the others stay.
Rule 3: repairing never invents: text around the JSON is dropped, an answer that was cut off keeps its whole lines.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

import msgspec

from nutgraf.model import Asked, AskedLayer, Citable, LayerName, Proposed
from nutgraf.nlp.endpoint import Question

MOST_LINES = 60
"""Lines of one answer that are read."""
MOST_OBJECTS = 400
"""Places of an answer at which an object is looked for."""
_HIDDEN = {ord(c): chr(0xE000 + n) for n, c in enumerate("<>[]")}
_SHOWN = {chr(0xE000 + n): f"\\u{ord(c):04x}" for n, c in enumerate("<>[]")}
_ESCAPED = re.compile("[\ue000-\ue003]")
_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL)


class _Line(msgspec.Struct):
    """A proposed line, as a model writes it."""

    layer: Literal["headline", "summary", "context", "dive_deeper"]
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=5_000)]
    cites: Annotated[list[Annotated[str, msgspec.Meta(max_length=80)]], msgspec.Meta(max_length=20)]


def question_of(asked: Asked) -> Question:
    """Return what an endpoint is asked."""
    return Question(asked.task, material_of(asked), schema_of(asked))


def material_of(asked: Asked) -> str:
    """Return all that a model is shown, as JSON."""
    homes: dict[str, list[LayerName]] = {}
    for layer in asked.layers:
        for one in layer.sentences:
            homes.setdefault(one.id, []).append(layer.name)
    shown: dict[str, object] = {
        "sentences": [_sentence(one, homes[one.id]) for one in asked.sentences.values()],
        "layers": [_layer(layer) for layer in asked.layers],
    }
    if asked.sent_back:
        shown["sent_back"] = [
            {"layer": b.line.layer, "text": b.line.text, "cites": list(b.line.cites), "reasons": list(b.reasons)}
            for b in asked.sent_back
        ]
    return fenced_json(shown)


def fenced_json(value: Mapping[str, object]) -> str:
    """Return values as JSON in which strangers' words can be nothing but string values (rule 1)."""
    return _ESCAPED.sub(lambda m: _SHOWN[m[0]], json.dumps(_fenced(dict(value)), ensure_ascii=False))


def _sentence(one: Citable, homes: list[LayerName]) -> dict[str, object]:
    told: dict[str, object] = {"id": one.id, "layers": homes, "outlet": one.outlet, "text": one.evidence.text}
    more = {"day": one.day and one.day.isoformat(), "settled": one.settled, "claims": list(one.claims)}
    return told | {name: value for name, value in more.items() if value}


def _layer(layer: AskedLayer) -> dict[str, object]:
    return {
        "layer": layer.name,
        "most_lines": layer.most_lines,
        "most_words_of_a_line": layer.most_words,
        "most_words_in_all": layer.most_words_in_all,
        "lines": [{"text": line.text, "cites": list(line.cites)} for line in layer.lines],
    }


def _fenced(value: Any) -> Any:
    """Return JSON values with every string fit to be shown: brackets marked for escaping, unseen characters gone."""
    if isinstance(value, str):
        seen = "".join(c for c in value if unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs", "Cn") or c in "\n\t")
        return seen.translate(_HIDDEN)
    if isinstance(value, list):
        return [_fenced(one) for one in value]
    if isinstance(value, dict):
        return {name: _fenced(one) for name, one in value.items()}
    return value


def schema_of(asked: Asked) -> dict[str, object]:
    """Return the JSON Schema of an answer: layers and citations can only be those that were asked."""
    line = {
        "layer": {"type": "string", "enum": [layer.name for layer in asked.layers]},
        "text": {"type": "string"},
        "cites": {
            "type": "array",
            "items": {"type": "string", "enum": list(asked.sentences)},
            "minItems": 1,
            "maxItems": 3,
        },
    }
    lines = {
        "type": "array",
        "items": {"type": "object", "properties": line, "required": list(line), "additionalProperties": False},
        "maxItems": sum(layer.most_lines for layer in asked.layers),
    }
    return {"type": "object", "properties": {"lines": lines}, "required": ["lines"], "additionalProperties": False}


def read_answer(text: str) -> tuple[Proposed, ...]:
    """Return the lines in an answer, in its order; empty when it holds none.

    >>> read_answer('Sure! {"lines": [{"layer": "summary", "text": "It rains.", "cites": ["c1-0"]}, {"layer": "su')
    (Proposed(layer='summary', text='It rains.', cites=('c1-0',)),)
    """
    found: list[Proposed] = []
    for value in objects_in(text):
        lines = value.get("lines")
        for one in lines if isinstance(lines, list) else [value]:
            if (line := _line(one)) is not None and line not in found:
                found.append(line)
            if len(found) == MOST_LINES:
                return tuple(found)
    return tuple(found)


def objects_in(text: str) -> Iterator[dict[str, Any]]:
    """Yield the outermost JSON objects of an answer that can be read; of one that breaks off, the whole ones inside."""
    text, decoder, at = _THOUGHT.sub(" ", text), json.JSONDecoder(), 0
    for _ in range(MOST_OBJECTS):
        at = text.find("{", at)
        if at < 0:
            return
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            at += 1
        else:
            yield value


def _line(value: object) -> Proposed | None:
    if isinstance(value, dict) and isinstance(layer := value.get("layer"), str):
        value = value | {"layer": layer.strip().lower().replace(" ", "_")}
    try:
        line = msgspec.convert(value, _Line)
    except (msgspec.ValidationError, RecursionError):
        return None
    return Proposed(line.layer, line.text, tuple(line.cites))
