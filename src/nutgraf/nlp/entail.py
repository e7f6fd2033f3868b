"""An entailment model of the user's own as `Judge`: loaded from a folder, run here; nothing is fetched.

    folder/model.onnx         (or folder/onnx/model.onnx)
    folder/tokenizer.json
    folder/config.json        its `id2label` says which output is entailment, which contradiction

Rule 1: the order of labels is read and never guessed: models disagree on it, and a wrong order passes lies.
Rule 2: the line is read whole; of evidence that is too long the end is not read, and supports nothing.
Rule 3: only WriterFailed comes out of a question; what is wrong with the folder is a SettingsError before the first.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from nutgraf.errors import SettingsError, WriterFailed
from nutgraf.settings import JudgeUse

MOST_CONFIG_BYTES = 1_000_000
"""Largest config.json read."""
MODELS = ("model.onnx", "onnx/model.onnx")
"""Where a folder may hold its model."""
FED: dict[str, str] = {"input_ids": "ids", "attention_mask": "attention_mask", "token_type_ids": "type_ids"}
"""Inputs that a model may have, and what of an encoding each is given."""
MOST_CHARACTERS = 20_000
"""Most characters of evidence, and of a line, that are given to the tokenizer."""


@dataclass(frozen=True, slots=True)
class Labels:
    """Which output of the model is which."""

    entailment: int
    """Place of the class for support."""
    contradiction: int | None
    """Place of the class for denial; `None` for a model with only two classes."""
    count: int
    """How many classes there are."""


def labels_of(config: Mapping[str, object], file: str) -> Labels:
    """Return the classes that a config.json names. Raises SettingsError when none is entailment.

    >>> labels_of({"id2label": {"0": "contradiction", "1": "entailment", "2": "neutral"}}, "config.json")
    Labels(entailment=1, contradiction=0, count=3)
    """
    named = config.get("id2label")
    try:
        labels = {int(n): str(label).casefold() for n, label in named.items()} if isinstance(named, dict) else {}
    except ValueError:
        labels = {}
    support = [n for n, label in labels.items() if label.startswith("entail")]
    against = [n for n, label in labels.items() if label.startswith("contradict")]
    if len(support) != 1 or len(against) > 1 or sorted(labels) != list(range(len(labels))) or len(labels) < 2:
        raise SettingsError(
            f"{file} does not say which output is entailment: its id2label must name one class so.", about=file
        )
    return Labels(support[0], against[0] if against else None, len(labels))


class EntailmentJudge:
    """A loaded model; one for each run."""

    def __init__(self, use: JudgeUse) -> None:
        """Load the folder. Raises SettingsError when something is missing in it, or the libraries are."""
        self._use = use
        folder = Path(use.path)
        self._labels = labels_of(_config(folder), str(folder / "config.json"))
        self._tokenizer = _tokenizer(folder, use.most_tokens)
        self._session = _session(folder, use.threads)
        self._inputs = [one.name for one in self._session.get_inputs()]
        if unknown := sorted(set(self._inputs) - set(FED)):
            raise SettingsError(f"The model in {folder} wants inputs that no entailment model has: {unknown}.")

    @property
    def name(self) -> str:
        """Return what briefs call it."""
        return self._use.name or Path(self._use.path).resolve().name

    def supports(self, premise: str, hypothesis: str) -> float:
        """Return the probability that the premise entails the hypothesis; 0 where contradiction is too probable.

        Raises WriterFailed when the model cannot tell.
        """
        fed = self._fed(premise, hypothesis)
        try:
            logits = np.asarray(self._session.run(None, fed)[0], dtype=np.float64)
        except Exception as error:
            raise WriterFailed(f"The judge {self.name} failed on a line.", about=self.name) from error
        if logits.shape != (1, self._labels.count) or not np.isfinite(logits).all():
            raise WriterFailed(f"The judge {self.name} gives something else than a number for each of its classes.")
        probable = np.exp(logits[0] - logits[0].max())
        probable /= probable.sum()
        against = self._labels.contradiction
        if against is not None and probable[against] > self._use.most_against:
            return 0.0
        return float(probable[self._labels.entailment])

    def _fed(self, premise: str, hypothesis: str) -> dict[str, np.ndarray[Any, np.dtype[np.int64]]]:
        if len(hypothesis) > MOST_CHARACTERS:
            raise WriterFailed(f"The line is too long for the judge {self.name}.")
        try:
            encoding = self._tokenizer.encode(premise[:MOST_CHARACTERS], hypothesis)
        except Exception as error:
            raise WriterFailed(f"The line is too long for the judge {self.name}.") from error
        return {name: np.asarray([getattr(encoding, FED[name])], dtype=np.int64) for name in self._inputs}


def _config(folder: Path) -> Mapping[str, object]:
    file = folder / "config.json"
    try:
        with file.open("rb") as opened:
            found = json.loads(opened.read(MOST_CONFIG_BYTES))
    except OSError as error:
        raise SettingsError(f"The judge's {file} cannot be read: {error.strerror}.", about=str(file)) from error
    except (ValueError, RecursionError) as error:
        raise SettingsError(f"The judge's {file} is no JSON.", about=str(file)) from error
    return found if isinstance(found, dict) else {}


def _tokenizer(folder: Path, most_tokens: int) -> Any:  # Any: an extra that need not be installed
    file = folder / "tokenizer.json"
    if not file.is_file():
        raise SettingsError(f"The judge's folder {folder} has no tokenizer.json.", about=str(folder))
    try:
        from tokenizers import Tokenizer
    except ImportError as error:
        raise _missing(error) from error
    try:
        made = Tokenizer.from_file(str(file))
    except Exception as error:
        raise SettingsError(f"The judge's {file} is no tokenizer that can be read.", about=str(file)) from error
    made.no_padding()
    made.enable_truncation(most_tokens, strategy="only_first")
    return made


def _session(folder: Path, threads: int) -> Any:  # Any: an extra that need not be installed
    file = next((folder / name for name in MODELS if (folder / name).is_file()), None)
    if file is None:
        raise SettingsError(f"The judge's folder {folder} has no model.onnx.", about=str(folder))
    try:
        import onnxruntime
    except ImportError as error:
        raise _missing(error) from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.log_severity_level = threads, 4
    try:
        return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise SettingsError(f"The judge's {file} is no model that can be run.", about=str(file)) from error


def _missing(error: ImportError) -> SettingsError:
    return SettingsError(f"An entailment model as judge needs {error.name}: pip install 'nutgraf[judge]'.")
