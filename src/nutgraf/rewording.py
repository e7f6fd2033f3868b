"""A brief worded anew by a model, line by line behind the gate; where a line falls, the offline one stands.

    asked    = asked_of(draft, material)      # briefs.wording: what goes out
    answer   = writer.propose(asked)          # edge: may say anything, may fail
    for each line: cited, edited, settled     # briefs.wording; what cannot be is refused with its reasons
                   parsed                     # nlp
                   judged by the gate         # briefs.gate; in mode `model, judged` free wording asks the judge too
    refused lines are sent back with the reasons, at most twice, and only these
    layers   = put_together(...)              # offline lines where nothing passed

Knows the core and the ports, no concrete edge. `telling` verifies what comes of it last.

Rule 1: whatever the writer does, a brief comes: it fails, then all is offline and a note says why.
Rule 2: nothing is asked that is not needed: what passed is not asked again, what is offline anyway is not parsed twice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from nutgraf.briefs.candidates import Desk
from nutgraf.briefs.compose import Drafted, retold
from nutgraf.briefs.wording import (
    Draft,
    Material,
    Slot,
    accepted_line,
    asked_again,
    asked_of,
    drafted_line,
    material_of,
    put_together,
)
from nutgraf.briefs.wording.accept import Fault, Parses, Refused, fault, parses_of
from nutgraf.briefs.wording.free import freely_worded
from nutgraf.briefs.wording.layers import names_met
from nutgraf.briefs.wording.task import REFUSALS
from nutgraf.errors import WriterFailed
from nutgraf.model import LAYERS, Asked, Brief, Estimate, Mode, Proposed, SentBack, Token, Wording, WrittenBy
from nutgraf.ports import Judge, Tagger, Writer
from nutgraf.settings import Shape

MOST_PROPOSED = 40
"""Lines of one answer that are looked at: a brief has at most twenty."""


@dataclass(frozen=True, slots=True)
class Pen:
    """What a brief is worded with beside the offline writer."""

    writer: Writer
    """Proposes lines."""
    mode: Mode
    """What they have to pass; `traced` is not asked at all."""
    again: int = 2
    """Most times that refused lines are sent back."""
    by_layer: bool = False
    """Ask for one layer at a time: shorter questions, for models that read little at once."""
    judge: Judge | None = None
    """Second opinion on free wording; `None`: none is let pass."""
    judge_at: float = 0.9
    """Least probability with which the judge lets free wording pass."""


def asked_first(desk: Desk, drafted: Drafted, shape: Shape) -> Asked:
    """Return what a writer would be asked about a story, for a preview: the first asking, all layers."""
    return asked_of(drafted.brief, material_of(desk, drafted, shape), shape)


def parts_of(asked: Asked, *, by_layer: bool) -> tuple[Asked, ...]:
    """Return what is asked at once: all layers, or one after the other."""
    return tuple(replace(asked, layers=(layer,)) for layer in asked.layers) if by_layer else (asked,)


def sum_of(estimates: Iterable[Estimate]) -> Estimate:
    """Return what several askings take together."""
    rows = list(estimates)
    return Estimate(
        calls=sum(e.calls for e in rows),
        tokens_in=sum(e.tokens_in for e in rows),
        tokens_out=sum(e.tokens_out for e in rows),
        cost=sum(e.cost for e in rows),
    )


@dataclass(frozen=True, slots=True)
class Reworded:
    """A brief, unverified as a whole."""

    brief: Brief
    """With its mode, who worded it, and a note."""
    parses: Parses
    """By which its lines are laid before the gate once more, when it is verified."""


def reworded(desk: Desk, drafted: Drafted, *, tagger: Tagger, pen: Pen, shape: Shape) -> Reworded:
    """Return the draft with lines worded by the pen's writer; the draft with a note when it fails."""
    material = material_of(desk, drafted, shape)
    asked = asked_of(drafted.brief, material, shape)
    work = _Work(desk, material, tagger, pen)
    try:
        slots, answer = work.first(asked)
    except WriterFailed as failed:
        return _offline(drafted, f"Written offline: {failed.message}")
    stopped = work.again(asked, slots)
    repeats = drafted.pools.choose.repeats
    together = put_together(slots, desk=desk, brief=drafted.brief, material=material, repeats=repeats, shape=shape)
    drafted = replace(drafted, brief=replace(drafted.brief, dropped=(*drafted.brief.dropped, *together.dropped)))
    if not together.worded:
        told = f"Written offline: of the {len(slots)} lines that the model {answer.model} proposed, none passed."
        return _offline(drafted, told)
    brief = retold(desk, drafted.brief, drafted.found, together.layers)
    judged = pen.judge.name if pen.judge and any(line.judged for line in brief.lines) else ""
    mode: Mode = "model, judged" if judged else "model, traced"
    by = WrittenBy(answer.model, answer.version, answer.day, mode, judged)
    told = f"{together.worded} of {len(brief.lines)} lines were worded by the model {answer.model}, the others offline."
    brief = with_note(replace(brief, mode=mode, written_by=by), *drafted.notes, *filter(None, (told, stopped)))
    return Reworded(brief, {text: tokens for slot in slots for text, tokens in slot.parses.items()})


def _offline(drafted: Drafted, note: str) -> Reworded:
    return Reworded(with_note(drafted.brief, *drafted.notes, note), {})


def with_note(brief: Brief, *notes: str) -> Brief:
    """Return a brief with further notes at the end."""
    return replace(brief, notes=(*brief.notes, *notes))


class _Work:
    """One story on its way through a writer."""

    def __init__(self, desk: Desk, material: Material, tagger: Tagger, pen: Pen) -> None:
        self._desk, self._material, self._tagger, self._pen = desk, material, tagger, pen

    def first(self, asked: Asked) -> tuple[list[Slot], Wording]:
        """Return a slot for each line proposed, checked. Raises WriterFailed."""
        parts = parts_of(asked, by_layer=self._pen.by_layer)
        answers = [(part, self._pen.writer.propose(part)) for part in parts]
        slots = []
        for part, answer in answers:
            names = {layer.name for layer in part.layers}
            slots += [Slot(line) for line in answer.lines[:MOST_PROPOSED] if line.layer in names]
        if not slots:
            raise WriterFailed(f"The model {answers[0][1].model} proposed no line.")
        self._check(slots)
        return slots, answers[-1][1]

    def again(self, asked: Asked, slots: Sequence[Slot]) -> str:
        """Send refused lines back, a few times; returns why it stopped early, in a sentence, or nothing."""
        for _ in range(self._pen.again):
            refused = [slot for slot in slots if slot.line is None]
            if not refused:
                break
            back = [SentBack(slot.proposed, tuple(f.sentence for f in slot.faults)) for slot in refused]
            try:
                answer = self._pen.writer.propose(asked_again(asked, back))
            except WriterFailed as failed:
                return f"Refused lines were not asked for again: {failed.message}"
            tried = _matched(refused, answer.lines[:MOST_PROPOSED])
            if not tried:
                break
            self._check(tried)
        return ""

    def _check(self, slots: Sequence[Slot]) -> None:
        """Draft, parse and judge what is proposed; each slot then has its line, or its faults."""
        known: frozenset[str] = frozenset()
        drafts: list[tuple[Slot, Draft]] = []
        for slot in sorted(slots, key=lambda slot: LAYERS.index(slot.proposed.layer)):
            try:
                draft = drafted_line(slot.proposed, self._material, self._desk, known)
            except Refused as refused:
                slot.refuse(refused.faults)
                continue
            drafts.append((slot, draft))
            if draft.layer != "headline":
                known |= names_met(draft.text)
        tokens = self._tagger.tag([draft.text for _, draft in drafts])
        for (slot, draft), row in zip(drafts, tokens, strict=True):
            try:
                slot.line = accepted_line(draft, row, self._desk)
                slot.parses = {} if draft.offline else parses_of(draft, row)
            except Refused as refused:
                self._second_opinion(slot, draft, row, refused)

    def _second_opinion(self, slot: Slot, draft: Draft, tokens: tuple[Token, ...], refused: Refused) -> None:
        """Let free wording pass that raises no alarm and that the judge finds supported; else the slot is refused.

        Never a headline: it is shown without its line's mark in lists, subjects and titles.
        """
        if self._pen.mode != "model, judged" or self._pen.judge is None or draft.layer == "headline":
            slot.refuse(refused.faults)
            return
        try:
            line = freely_worded(draft, tokens, refused.faults, self._desk)
            probability = self._pen.judge.supports(line.source_text, line.text)
        except Refused as alarmed:
            slot.refuse(alarmed.faults)
        except WriterFailed as failed:
            slot.refuse((Fault("no-judge", f"{REFUSALS['no-judge']} {failed.message}"),))
        else:
            if self._pen.judge_at <= probability <= 1.0:
                slot.line = line
            else:
                slot.refuse((*refused.faults, fault("not-supported")))


def _matched(refused: Sequence[Slot], lines: Sequence[Proposed]) -> list[Slot]:
    """Give each new proposal to the refused line it stands for: that of the same sentences, else the next of its layer.

    Returns the slots that have a new proposal.
    """
    left, tried = list(refused), []
    for line in lines:
        mine = [slot for slot in left if slot.proposed.layer == line.layer]
        slot = next((s for s in mine if set(s.proposed.cites) & set(line.cites)), mine[0] if mine else None)
        if slot is not None:
            left.remove(slot)
            slot.proposed = line
            tried.append(slot)
    return tried
