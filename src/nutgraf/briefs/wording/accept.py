"""One proposed line: from what it cites to a line of the brief, or to the reasons why it is none.

Strategy: the cited sentences are found and put one after the other; `gate.edits_of` finds the edits that lead from them
to the line; names, pronouns and days that the offline writer would settle there are settled in it too; then the gate
judges line against evidence, and the ordinary verification has the last word.

Rule 1: a line is at most as certain as the least certain sentence it cites; what the line itself sounds like can only
        lower that.
Rule 2: it has the origins that state all of its sentences; where none does, that of its first sentence alone.
Rule 3: every reason is kept, so that a model can be told what to mend.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from nutgraf.briefs.candidates import PRONOUNS, Desk, write_line
from nutgraf.briefs.checks.guarded import words
from nutgraf.briefs.checks.of_gate import settling
from nutgraf.briefs.checks.of_judged import SETTLES
from nutgraf.briefs.checks.of_words import LEVELS
from nutgraf.briefs.checks.undo import apply_edits, words_in_line
from nutgraf.briefs.checks.verify import verify_line
from nutgraf.briefs.gate import RULES, Refusal, Worded, edits_of
from nutgraf.briefs.gate import judge as judge_line
from nutgraf.briefs.wording.material import Material, Source
from nutgraf.briefs.wording.task import REFUSALS
from nutgraf.errors import LineRefused
from nutgraf.ledger.certainty import judge
from nutgraf.model import Certainty, Edit, Line, Parsed, Proposed, Sentence, Span, Token
from nutgraf.model.article import TITLE

Parses = Mapping[str, tuple[Token, ...]]
"""Tokens by text."""

MOST_CITED = 3
"""Sentences that one line may be made of."""
MOST_CHARACTERS = 1_200
"""Of a proposed line; what is longer is cut off and refused for its length, not parsed."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a proposed line is refused."""

    reason: str
    """A name of `REFUSALS`, of the gate's `RULES` or of `verify.REASONS`."""
    sentence: str
    """The same in a sentence, for people and for the model."""
    about: str = ""
    """The words that broke the promise."""


class Refused(Exception):
    """A proposed line cannot be printed."""

    def __init__(self, *faults: Fault) -> None:
        """Keep why."""
        super().__init__("; ".join(f.sentence for f in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed line with the sentences it cites and the edits that lead to it; still to be judged."""

    layer: str
    """Where it would stand."""
    text: str
    """What it would say, names and days settled."""
    sources: tuple[Source, ...]
    """What it is made of, in the order cited."""
    edits: tuple[Edit, ...] | None
    """From the evidence to the text; `None` when none lead there: then only free wording can pass."""
    faults: tuple[Fault, ...] = ()
    """Why no edits lead there."""
    offline: Line | None = None
    """The offline writer's line when the draft is just that; `None` otherwise."""

    @property
    def source_text(self) -> str:
        """The evidence, joined by one space."""
        return " ".join(source.citable.evidence.text for source in self.sources)


def fault(reason: str, about: str = "") -> Fault:
    """Return a fault of `REFUSALS`."""
    return Fault(reason, f"{REFUSALS[reason]} {about}".strip(), about)


def drafted_line(proposed: Proposed, material: Material, desk: Desk, known: frozenset[str]) -> Draft:
    """Return a proposed line with its sentences and its edits, for a reader who has met the names in `known`.

    Raises Refused when it cites what cannot be cited there.
    """
    text = _plain(proposed.text)
    if not text:
        raise Refused(fault("empty"))
    sources = _cited(proposed, material)
    try:
        edits = edits_of(text, " ".join(s.citable.evidence.text for s in sources))
    except LineRefused as refused:
        return Draft(proposed.layer, text, sources, None, (_of_refused(refused),))
    return _settled(Draft(proposed.layer, text, sources, edits), desk, known)


def _plain(text: str) -> str:
    """Return a text on one line without characters that nobody sees."""
    seen = "".join(
        c for c in text[: MOST_CHARACTERS + 1] if unicodedata.category(c) not in ("Cc", "Cf", "Co") or c == "\n"
    )
    return " ".join(seen.split())


def _cited(proposed: Proposed, material: Material) -> tuple[Source, ...]:
    cites = tuple(dict.fromkeys(proposed.cites))
    if not 1 <= len(cites) <= MOST_CITED:
        raise Refused(fault("no-citation"))
    unknown = [cite[:40] for cite in cites if cite not in material]
    if unknown:
        raise Refused(*(fault("unknown-citation", cite) for cite in unknown))
    sources = tuple(material[cite] for cite in cites)
    astray = [cite for cite, source in zip(cites, sources, strict=True) if proposed.layer not in source.layers]
    if astray:
        raise Refused(*(fault("other-layer", cite) for cite in astray))
    return sources


def _settled(draft: Draft, desk: Desk, known: frozenset[str]) -> Draft:
    """Return the draft with names, pronouns and days settled as the offline writer settles them, where it kept them."""
    edits = list(draft.edits or ())
    edits += [e for e in settling_edits(draft, desk, known) if not any(_touch(e, other) for other in edits)]
    edits.sort(key=lambda e: (e.start, e.end))
    text = apply_edits(draft.source_text, edits)
    return replace(draft, text=text, edits=tuple(edits), offline=_as_offline(draft, text, desk, known))


def settling_edits(draft: Draft, desk: Desk, known: frozenset[str]) -> Iterator[Edit]:
    """Yield what the offline writer settles in the sentences of a draft: names, pronouns, days, spellings."""
    at = 0
    for source in draft.sources:
        found = offline_line(source, desk, known).edits
        yield from (replace(e, start=e.start + at) for e in found if e.kind in SETTLES)
        at += len(source.citable.evidence.text) + 1


def _as_offline(draft: Draft, text: str, desk: Desk, known: frozenset[str]) -> Line | None:
    """Return the offline writer's line of a sentence when the draft says just that, settled or not; else `None`."""
    if len(draft.sources) > 1:
        return None
    [source] = draft.sources
    lines = [offline_line(source, desk, known), source.line]
    if any(words(one) == words(line.text) for line in lines for one in (text, draft.text)):
        return lines[0]
    return None


def offline_line(source: Source, desk: Desk, known: frozenset[str]) -> Line:
    """Return the line that the offline writer makes of a sentence for a reader who has met the names in `known`."""
    if source.candidate is None:
        return source.line
    try:
        line = write_line(desk, source.candidate.row, known)
    except LineRefused:
        return source.line
    return replace(line, certainty=source.line.certainty, origins=source.line.origins, support=source.line.support)


def _touch(one: Edit, other: Edit) -> bool:
    return one.start <= other.end and other.start <= one.end


def accepted_line(draft: Draft, tokens: tuple[Token, ...], desk: Desk) -> Line:
    """Return the line of a draft that the gate and the verification let pass. Raises Refused with every reason.

    A draft that is what the offline writer makes of its sentence is the offline line, and needs no gate.
    """
    if draft.offline is not None:
        return draft.offline
    refused = (*draft.faults, *map(_of_gate, _gate_refusals(draft, tokens, desk)))
    if refused:
        raise Refused(*refused)
    line = line_of(draft, tokens)
    verified(line, desk, parses_of(draft, tokens))
    return line


def parses_of(draft: Draft, tokens: tuple[Token, ...]) -> Parses:
    """Return the parses by which a draft is laid before the gate: its own, and those of its sentences."""
    return {s.citable.evidence.text: s.tokens for s in draft.sources} | {draft.text: tokens}


def _gate_refusals(draft: Draft, tokens: tuple[Token, ...], desk: Desk) -> tuple[Refusal, ...]:
    evidence = [Worded(source.citable.evidence.text, source.tokens) for source in draft.sources]
    article = desk.articles[draft.sources[0].span.article.removesuffix(TITLE)]
    context, day = settling(draft.sources[0].span, article)
    return judge_line(Worded(draft.text, tokens), evidence, context=context, published=day)


def verified(line: Line, desk: Desk, parses: Parses | None = None) -> None:
    """Let a line pass that keeps the promises of the design. Raises Refused."""
    try:
        verify_line(line, desk.articles, parses or {})
    except LineRefused as refused:
        raise Refused(_of_refused(refused)) from refused


def line_of(draft: Draft, tokens: tuple[Token, ...]) -> Line:
    """Return a draft as a line: as certain as its least certain sentence, or less. Raises Refused for two speakers."""
    least = min((s.line for s in draft.sources), key=lambda line: LEVELS[line.certainty])
    shared = [o for o in draft.sources[0].line.origins if all(o in s.line.origins for s in draft.sources)]
    origins = tuple(shared) or draft.sources[0].line.origins[:1]
    return Line(
        text=draft.text,
        evidence=tuple(s.citable.evidence for s in draft.sources),
        edits=draft.edits or (),
        certainty=_certainty(draft, tokens, least.certainty, len(origins)),
        speaker=_speaker(draft),
        origins=origins,
        support=draft.sources[0].line.support if len(draft.sources) == 1 else (),
        cue=least.cue if least.cue in draft.text else "",
    )


def _certainty(draft: Draft, tokens: tuple[Token, ...], least: Certainty, origins: int) -> Certainty:
    own = judge(Parsed(Sentence(Span("line", 0, len(draft.text)), draft.text, 0, 0), tokens)).certainty
    lower = own if LEVELS[own] < LEVELS[least] else least
    return "reported" if lower == "confirmed" and origins < 2 else lower


def _speaker(draft: Draft) -> str:
    found = list(dict.fromkeys(filter(None, _speakers(draft))))
    if len(found) > 1 and not any(
        all(w in words(one) for w in words(other)) for one, other in (found[:2], found[1::-1])
    ):
        raise Refused(fault("two-speakers", " / ".join(found)))
    return max(found, key=len, default="")


def _speakers(draft: Draft) -> Iterator[str]:
    """Yield who says each sentence, as the line names him; one whom it does not name is a fault of the verification."""
    here = {w.casefold() for w in words(draft.text)}
    at = 0
    for source in draft.sources:
        text = source.citable.evidence.text
        inside = [e for e in draft.edits or () if e.start >= at and e.end <= at + len(text)]
        edits = [replace(e, start=e.start - at) for e in inside]
        named = [words_in_line(text, edits, source.speaker), source.line.speaker, source.speaker]
        fit = [n for n in named if n.lower() not in PRONOUNS and all(w.casefold() in here for w in words(n))]
        yield fit[0] if fit and source.line.speaker else source.line.speaker
        at += len(text) + 1


def _of_gate(refusal: Refusal) -> Fault:
    said = [f"in the line: {refusal.line!r}"] if refusal.line else []
    said += [f"in the sentences: {refusal.evidence!r}"] if refusal.evidence else []
    return Fault(refusal.rule, f"{RULES[refusal.rule]} ({'; '.join(said)})", refusal.line or refusal.evidence)


def _of_refused(refused: LineRefused) -> Fault:
    return Fault(refused.reason, refused.message, refused.about)
