"""The layers put together: a model's lines where they passed, the offline line where they fell, within the limits.

Strategy: layers are filled in reading order. Each proposed line is a `Slot`; into it goes its accepted line, else the
offline line of the first sentence it cites. A layer for which nothing was proposed stays as it was.

Rule 1: a sentence is told once in a brief, and so is what another sentence says again (`Repeats`).
Rule 2: a model may leave a line out, but not one of doubt: what is denied, unconfirmed or disputed is put back.
Rule 3: a layer never gets thinner than its least lines, as far as the offline brief had them; one in which a proposal
        fell is filled up with the offline lines that are left: a model that fails does not thin a brief.
Rule 4: offline lines are written anew in reading order, so that a name is introduced where the reader first meets it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from nutgraf.briefs.candidates import Desk
from nutgraf.briefs.compose import Layers
from nutgraf.briefs.repeats import Repeats
from nutgraf.briefs.wording.accept import Fault, Parses, fault, offline_line
from nutgraf.briefs.wording.asked import limits_of, lines_of
from nutgraf.briefs.wording.material import Material, Source
from nutgraf.model import LAYERS, Brief, Certainty, Dropped, LayerName, Line, Proposed, Span, citation_id
from nutgraf.settings import Shape
from nutgraf.text.lengths import reading_length
from nutgraf.text.names import find_names

IN_DOUBT: frozenset[Certainty] = frozenset({"denied", "unconfirmed", "disputed"})
"""A line that is so is never left out because a model would rather not tell it."""
MOST_SHOWN = 300
"""Characters of a refused line that are kept for `--explain`."""


@dataclass(slots=True)
class Slot:
    """A proposed line on its way: what is proposed now, and the line once one is accepted."""

    proposed: Proposed
    """The newest proposal for this place."""
    line: Line | None = None
    """What passed; `None` until then."""
    parses: Parses = field(default_factory=dict)
    """By which what passed is laid before the gate once more; empty for what needs no gate."""
    faults: tuple[Fault, ...] = ()
    """Why the newest proposal was refused."""
    dropped: list[Dropped] = field(default_factory=list)
    """Every proposal for this place that was refused."""

    def refuse(self, faults: Sequence[Fault]) -> None:
        """Keep why what is proposed now cannot be printed."""
        self.faults = tuple(faults)
        text = self.proposed.text[:MOST_SHOWN]
        self.dropped += [Dropped(text, one.reason, one.about[:MOST_SHOWN]) for one in faults[:1]]


@dataclass(frozen=True, slots=True)
class Together:
    """What came of putting lines together."""

    layers: Layers
    """The brief's lines."""
    worded: int
    """How many of them are a model's."""
    dropped: tuple[Dropped, ...]
    """What was proposed and refused, with the first reason."""


def names_met(text: str) -> frozenset[str]:
    """Return the full names that a line introduces to its reader."""
    return frozenset(name.text for name in find_names(text) if " " in name.text)


@dataclass(frozen=True, slots=True)
class _Option:
    """A line that may go into a place, and the sentences it tells."""

    line: Line
    sources: tuple[Source, ...]
    worded: bool


class _Bench:
    """Fills layers one after the other, and remembers what has been told."""

    def __init__(self, desk: Desk, brief: Brief, material: Material, repeats: Repeats, shape: Shape) -> None:
        self.desk, self.brief, self.material, self.repeats, self.shape = desk, brief, material, repeats, shape
        self.worded = 0
        self.dropped: list[Dropped] = []
        self._told: list[Source] = []
        self._known: frozenset[str] = frozenset()
        self._offline = {line.evidence[0].span for name in LAYERS[1:] for line in lines_of(brief, name)}

    def headline(self, slots: Sequence[Slot]) -> Line:
        """Return the headline; a sentence of the text that makes it is told with it."""
        worded = next((slot for slot in slots if slot.line), None)
        line = worded.line if worded and worded.line else self.brief.headline
        self.worded += worded is not None
        self._told += [s for s in (self.material.get(citation_id(e)) for e in line.evidence) if s and s.candidate]
        return line

    def layer(self, name: LayerName, slots: Sequence[Slot], elsewhere: frozenset[Span]) -> tuple[Line, ...]:
        """Return the lines of a layer; `elsewhere` are the sentences that proposals for other layers cite."""
        most_lines, most_words, in_all = limits_of(name, self.shape, self.brief.headline)
        offline = [self.material[citation_id(line.evidence[0])] for line in lines_of(self.brief, name)]
        if not slots:
            return tuple(self._take(source) for source in offline if not self._is_told((source,)))
        cited = elsewhere | {s.span for slot in slots for s in self._sources(slot.proposed)}
        owed = [s for s in offline if s.line.certainty in IN_DOUBT and s.span not in cited]
        left = in_all - sum(reading_length(s.line.text) for s in owed)
        lines: list[Line] = []
        for slot in slots:
            fits = min(most_words, left) if len(lines) < most_lines - len(owed) else 0
            line = self._filled(slot, name, fits)
            if line is not None:
                lines.append(line)
                left -= reading_length(line.text)
        lines += [self._take(source) for source in owed if not self._is_told((source,))]
        fell = any(slot.line is None for slot in slots) or len(lines) < len(slots)
        least = min(len(offline), most_lines if fell else self._least(name))
        for source in offline:
            if len(lines) < least and not self._is_told((source,)) and reading_length(source.line.text) <= left:
                lines.append(self._take(source))
                left -= reading_length(lines[-1].text)
        return tuple(lines)

    def _least(self, name: LayerName) -> int:
        shape = self.shape
        return {"summary": shape.summary_lines, "context": shape.context_lines}.get(name, shape.points)[0]

    def _sources(self, proposed: Proposed) -> tuple[Source, ...]:
        return tuple(self.material[cite] for cite in proposed.cites if cite in self.material)

    def _filled(self, slot: Slot, name: LayerName, fits: int) -> Line | None:
        """Return what goes into a place: the accepted line, else the offline one; `None` when neither may."""
        why = "no-room"
        for option in self._options(slot, name):
            if self._is_told(option.sources):
                why = "told-already"
            elif reading_length(option.line.text) <= fits:
                self._tell(option)
                return option.line
        self.dropped.append(Dropped(slot.proposed.text[:MOST_SHOWN], why, fault(why).sentence))
        return None

    def _options(self, slot: Slot, name: LayerName) -> Iterator[_Option]:
        sources = self._sources(slot.proposed)
        if slot.line is not None:
            yield _Option(slot.line, sources, worded=True)
        for source in sources:
            if name in source.layers:
                yield _Option(offline_line(source, self.desk, self._known), (source,), worded=False)

    def _take(self, source: Source) -> Line:
        line = offline_line(source, self.desk, self._known)
        self._tell(_Option(line, (source,), worded=False))
        return line

    def _tell(self, option: _Option) -> None:
        self._told += option.sources
        self._known |= names_met(option.line.text)
        self.worded += option.worded

    def _is_told(self, sources: Sequence[Source]) -> bool:
        return any(self._same(one, other) for one in sources for other in self._told)

    def _same(self, one: Source, other: Source) -> bool:
        if one.span == other.span:
            return True
        if {one.span, other.span} <= self._offline or not one.candidate or not other.candidate:
            return False  # the offline brief has weighed its own lines against each other
        return self.repeats.same(one.candidate, other.candidate)


def put_together(
    slots: Sequence[Slot], *, desk: Desk, brief: Brief, material: Material, repeats: Repeats, shape: Shape
) -> Together:
    """Return the layers that proposed lines and the offline brief make together."""
    bench = _Bench(desk, brief, material, repeats, shape)
    by_layer = {name: [slot for slot in slots if slot.proposed.layer == name] for name in LAYERS}
    headline = bench.headline(by_layer["headline"])
    bodies = []
    for name in LAYERS[1:]:
        others = (slot for other in LAYERS if other != name for slot in by_layer[other])
        cited = {material[c].span for slot in others for c in slot.proposed.cites if c in material}
        bodies.append(bench.layer(name, by_layer[name], frozenset(cited)))
    summary, context, points = bodies
    refused = tuple(one for slot in slots for one in slot.dropped)
    return Together(Layers(headline, summary, context, points), bench.worded, (*refused, *bench.dropped))
