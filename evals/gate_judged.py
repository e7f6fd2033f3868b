"""Cases before the gate: parsed, judged, timed. The pair (line, evidence) is all the gate gets, with names' context."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from evals.gate_lines import Case
from nutgraf.ports import Tagger


@dataclass(frozen=True, slots=True)
class Judged:
    """A case and what the gate says."""

    case: Case
    """The case."""
    refusals: tuple[Any, ...]
    """Its refusals: `briefs.gate.Refusal`; empty when it passed."""

    @property
    def refused(self) -> bool:
        """Whether the line was refused."""
        return bool(self.refusals)


class Judging:
    """The gate with its parser; `ms_per_line` is the gate's own processor time after parsing."""

    def __init__(self, tagger: Tagger) -> None:
        """Load the gate when there is one."""
        self._tagger = tagger
        self.there = find_spec("nutgraf.briefs.gate") is not None
        self._gate: Any = import_module("nutgraf.briefs.gate") if self.there else None  # Any: absent on older trees
        self._seconds, self._lines = 0.0, 0

    @property
    def ms_per_line(self) -> float:
        """Return the milliseconds of processor time that the gate took for a line, parsing left out."""
        return 1000.0 * self._seconds / max(self._lines, 1)

    def judged(self, cases: Sequence[Case]) -> list[Judged]:
        """Return every case with its refusals; without a gate nothing is refused."""
        if self._gate is None:
            return [Judged(case, ()) for case in cases]
        texts = list(dict.fromkeys(t for case in cases for t in (case.line, *case.evidence)))
        worded = {t: self._gate.Worded(t, row) for t, row in zip(texts, self._tagger.tag(texts), strict=True)}
        found = []
        for case in cases:
            evidence = [worded[t] for t in case.evidence]
            start = time.process_time()
            refusals = self._gate.judge(worded[case.line], evidence, context=case.context, published=case.published)
            self._seconds += time.process_time() - start
            self._lines += 1
            found.append(Judged(case, tuple(refusals)))
        return found


def retrieved(cases: Sequence[Case]) -> list[Case]:
    """Return the cases with the sentences of their article that `briefs.trace` finds, as many as were declared."""
    from nutgraf.briefs.trace import trace
    from nutgraf.nlp.embed import UseEmbedder

    embedder = UseEmbedder()
    found = []
    for case in cases:
        sentences = [*case.evidence, *case.context]
        vectors = embedder.embed([case.line, *sentences])
        order = trace(case.line, sentences, vectors[0], vectors[1:])[: max(len(case.evidence), 2)]
        chosen = sorted(i for i, _ in order)
        rest = tuple(t for i, t in enumerate(sentences) if i not in chosen)
        found.append(replace(case, evidence=tuple(sentences[i] for i in chosen), context=rest))
    return found
