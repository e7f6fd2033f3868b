"""A language model as `Writer`: any endpoint that speaks OpenAI's protocol; asked rarely, briefly and within a ceiling.

    question = question_of(asked)       # llm_schema: ours in words, theirs as JSON strings
    kept before? then that answer       # llm_cache
    allowed by the ceilings?            # llm_spending
    reply    = endpoint.ask(question)   # endpoint: bounded in time and size
    lines    = read_answer(reply)       # llm_schema: only what has the form of a line

Rule 1: nothing is decided here: what the lines are worth is for the gate.
Rule 2: an endpoint that failed twice in a row is not asked again in this run: sixty briefs do not wait sixty times.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from nutgraf.errors import WriterFailed
from nutgraf.model import Asked, Estimate, Wording
from nutgraf.nlp.endpoint import Endpoint, Question, Reply
from nutgraf.nlp.llm_cache import AnswerCache, Kept
from nutgraf.nlp.llm_schema import question_of, read_answer
from nutgraf.nlp.llm_spending import Spending, price_of, tokens_of

FAILURES_ALLOWED = 2
"""Failures in a row after which an endpoint is given up for the run."""


def _today() -> date:
    return datetime.now(UTC).date()


@dataclass(slots=True)
class LlmWriter:
    """Proposes lines by asking a model; one for each run."""

    endpoint: Endpoint
    """Who is asked."""
    cache: AnswerCache | None = None
    """Where answers are kept; `None`: nowhere."""
    today: Callable[[], date] = _today
    """Tells the day on which an answer is given."""
    spent: Spending = field(init=False)
    """What the run has taken so far."""
    _failures: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        """Begin with nothing spent."""
        self.spent = Spending(self.endpoint.use)

    def propose(self, asked: Asked) -> Wording:
        """Return the lines that the model proposes. Raises WriterFailed when there are none to be had."""
        return self.propose_by(question_of(asked))

    def propose_by(self, question: Question) -> Wording:
        """Return the lines that answer a question made elsewhere. Raises WriterFailed when there are none."""
        name = self._name(question)
        kept = self.cache.get(name) if self.cache else None
        answer = kept or self._asked(question)
        lines = read_answer(answer.text)
        if not lines:
            raise WriterFailed(f"The endpoint {self.endpoint.host} answered without a line that can be read.")
        if self.cache and not kept:
            self.cache.keep(name, answer)
        return Wording(lines, self.endpoint.use.name, answer.version, answer.day)

    def preview(self, asked: Asked) -> str:
        """Return exactly what would be sent, and where to; the key is not shown."""
        body = json.dumps(self.endpoint.body(question_of(asked)), ensure_ascii=False, indent=2)
        return f"POST {self.endpoint.use.url.rstrip('/')}/chat/completions\n\n{body}\n"

    def estimate(self, asked: Asked) -> Estimate:
        """Return what a story would take at most: the question, and all its lines sent back as often as allowed."""
        use, question = self.endpoint.use, question_of(asked)
        first = _tokens(question)
        calls = 1 + use.again
        tokens_in, tokens_out = first + use.again * (first + use.answer_tokens), calls * use.answer_tokens
        return Estimate(calls, tokens_in, tokens_out, price_of(use, tokens_in, tokens_out))

    def _name(self, question: Question) -> str:
        if self.cache is None:
            return ""
        first = Endpoint(self.endpoint.use)  # what it refuses must not change what an answer is kept by
        return self.cache.name_of(self.endpoint.use.url, json.dumps(first.body(question), sort_keys=True).encode())

    def _asked(self, question: Question) -> Kept:
        tokens_in = _tokens(question)
        self.spent.allow(tokens_in)
        if self._failures >= FAILURES_ALLOWED:
            raise WriterFailed(
                f"The endpoint {self.endpoint.host} failed {self._failures} times in a row and is not asked again."
            )
        try:
            reply = self.endpoint.ask(question)
        except WriterFailed:
            self._failures += 1
            self.spent.took(tokens_in, 0)
            raise
        self._failures = 0
        self._count(reply, tokens_in)
        return Kept(reply.text, reply.version, self.today())

    def _count(self, reply: Reply, tokens_in: int) -> None:
        self.spent.took(reply.tokens_in or tokens_in, reply.tokens_out or tokens_of(reply.text))


def _tokens(question: Question) -> int:
    return tokens_of(question.task) + tokens_of(question.material) + tokens_of(json.dumps(question.schema))
