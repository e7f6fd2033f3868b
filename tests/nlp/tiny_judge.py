"""A real entailment model of a few nodes, made here: the share of a line's words that its evidence holds, and "not".

Logits, in an order that is not the usual one: contradiction when evidence and line differ in "not", entailment when
nearly every word of the line stands in the evidence, neutral otherwise. A folder of it loads as any other.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

WORDS = "the council voted on tuesday to close not did bridge mayor said it will be repaired in may a of by".split()
MISSING = "no onnxruntime, tokenizers and onnx here: pip install them, or name their folder in NUTGRAF_JUDGE_LIBS"


def libraries() -> tuple[Any, Any]:
    """Return onnx and tokenizers; skips the test when they, or the runtime, are not here."""
    named = os.environ.get("NUTGRAF_JUDGE_LIBS")
    if named and named not in sys.path:
        sys.path.append(named)
    pytest.importorskip("onnxruntime", reason=MISSING)
    return pytest.importorskip("onnx", reason=MISSING), pytest.importorskip("tokenizers", reason=MISSING)


def make(folder: Path, labels: tuple[str, ...] = ("contradiction", "neutral", "entailment")) -> Path:
    """Write a folder with model, tokenizer and configuration, and return it."""
    onnx, tokenizers = libraries()
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = {word: n for n, word in enumerate(["[UNK]", "[CLS]", "[SEP]", *WORDS])}
    _tokenizer(tokenizers, vocabulary).save(str(folder / "tokenizer.json"))
    onnx.save(_model(onnx, vocabulary["not"]), str(folder / "model.onnx"))
    (folder / "config.json").write_text(json.dumps({"id2label": {str(n): label for n, label in enumerate(labels)}}))
    return folder


def _tokenizer(tokenizers: Any, vocabulary: dict[str, int]) -> Any:
    made = tokenizers.Tokenizer(tokenizers.models.WordLevel(vocabulary, unk_token="[UNK]"))
    made.normalizer = tokenizers.normalizers.Lowercase()
    made.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    special = [(name, vocabulary[name]) for name in ("[CLS]", "[SEP]")]
    made.post_processor = tokenizers.processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=special
    )
    return made


def _model(onnx: Any, negation: int) -> Any:
    helper, kinds = onnx.helper, onnx.TensorProto

    def constant(name: str, value: Any, kind: Any) -> Any:
        values = value if isinstance(value, list) else [value]
        return helper.make_tensor(name, kind, [len(values)] if isinstance(value, list) else [], values)

    node = helper.make_node
    nodes = [
        node("Equal", ["token_type_ids", "one"], ["is_line"]),
        node("Cast", ["is_line"], ["line"], to=kinds.FLOAT),
        node("Sub", ["whole", "line"], ["evidence"]),
        node("Unsqueeze", ["input_ids", "axis2"], ["down"]),
        node("Unsqueeze", ["input_ids", "axis1"], ["across"]),
        node("Equal", ["down", "across"], ["is_same"]),
        node("Cast", ["is_same"], ["same"], to=kinds.FLOAT),
        node("Unsqueeze", ["evidence", "axis1"], ["evidence_across"]),
        node("Mul", ["same", "evidence_across"], ["same_there"]),
        node("ReduceMax", ["same_there", "axis2"], ["there"], keepdims=0),
        node("Mul", ["there", "line"], ["held"]),
        node("ReduceSum", ["held", "axis1"], ["held_sum"], keepdims=1),
        node("ReduceSum", ["line", "axis1"], ["line_sum"], keepdims=1),
        node("Div", ["held_sum", "line_sum"], ["share"]),
        node("Sub", ["share", "enough"], ["over"]),
        node("Mul", ["over", "steep"], ["entailment"]),
        node("Equal", ["input_ids", "negation"], ["is_not"]),
        node("Cast", ["is_not"], ["not"], to=kinds.FLOAT),
        node("Mul", ["not", "line"], ["not_line"]),
        node("Mul", ["not", "evidence"], ["not_evidence"]),
        node("Sub", ["not_line", "not_evidence"], ["not_diff"]),
        node("ReduceSum", ["not_diff", "axis1"], ["not_sum"], keepdims=1),
        node("Abs", ["not_sum"], ["not_apart"]),
        node("Mul", ["not_apart", "steep"], ["not_scaled"]),
        node("Sub", ["not_scaled", "doubt"], ["contradiction"]),
        node("Mul", ["share", "nothing"], ["neutral"]),
        node("Concat", ["contradiction", "neutral", "entailment"], ["logits"], axis=1),
    ]
    numbers = {"whole": 1.0, "enough": 0.9, "steep": 60.0, "doubt": 10.0, "nothing": 0.0}
    constants = [constant(name, value, kinds.FLOAT) for name, value in numbers.items()]
    constants += [constant(name, value, kinds.INT64) for name, value in {"one": 1, "negation": negation}.items()]
    constants += [constant(name, [n], kinds.INT64) for name, n in {"axis1": 1, "axis2": 2}.items()]
    inputs = [helper.make_tensor_value_info(name, kinds.INT64, [1, None]) for name in ("input_ids", "token_type_ids")]
    outputs = [helper.make_tensor_value_info("logits", kinds.FLOAT, [1, 3])]
    graph = helper.make_graph(nodes, "tiny", inputs, outputs, constants)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
