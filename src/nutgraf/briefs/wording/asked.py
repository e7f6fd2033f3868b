"""What is asked of a writer: the layers with their limits, the offline lines, and the sentences that may be cited."""

from collections.abc import Sequence
from typing import cast

from nutgraf.briefs.wording.material import Material
from nutgraf.briefs.wording.task import TASK
from nutgraf.model import (
    LAYERS,
    Asked,
    AskedLayer,
    Brief,
    LayerName,
    Line,
    OfflineLine,
    SentBack,
    citation_id,
    content_id,
)
from nutgraf.settings import Shape
from nutgraf.text.lengths import reading_length


def lines_of(brief: Brief, layer: LayerName) -> tuple[Line, ...]:
    """Return the lines of one layer."""
    found = getattr(brief, layer)
    return (found,) if isinstance(found, Line) else cast("tuple[Line, ...]", found)


def limits_of(layer: LayerName, shape: Shape, headline: Line) -> tuple[int, int, int]:
    """Return the most lines, the most words of one, and the most words of all lines of a layer."""
    longest = max(shape.headline_words, reading_length(headline.text))
    return {
        "headline": (1, longest, longest),
        "summary": (shape.summary_lines[1], shape.summary_words, shape.summary_words),
        "context": (shape.context_lines[1], shape.point_words, shape.summary_words),
        "dive_deeper": (shape.points[1], shape.point_words, shape.points[1] * shape.point_words),
    }[layer]


def asked_of(brief: Brief, material: Material, shape: Shape) -> Asked:
    """Return all that is asked about a story the first time; a layer without any line is not asked for."""
    layers = (_layer(name, brief, material, shape) for name in LAYERS if lines_of(brief, name))
    return Asked(brief.story, TASK, tuple(layers))


def asked_again(asked: Asked, refused: Sequence[SentBack]) -> Asked:
    """Return the same for refused lines alone: their layers, with the sentences that they cited."""
    homes = {back.line.layer for back in refused}
    layers = tuple(_only(layer, refused) for layer in asked.layers if layer.name in homes)
    return Asked(asked.story, asked.task, layers, tuple(refused))


def _layer(name: LayerName, brief: Brief, material: Material, shape: Shape) -> AskedLayer:
    lines, (most_lines, most_words, in_all) = lines_of(brief, name), limits_of(name, shape, brief.headline)
    return AskedLayer(
        name=name,
        lines=tuple(_offline(name, line) for line in lines),
        sentences=tuple(source.citable for source in material.values() if name in source.layers),
        most_lines=most_lines,
        most_words=most_words,
        most_words_in_all=in_all,
    )


def _offline(name: LayerName, line: Line) -> OfflineLine:
    cites = tuple(citation_id(e) for e in line.evidence)
    return OfflineLine(content_id("l", name, line.text, *cites), line.text, cites)


def _only(layer: AskedLayer, refused: Sequence[SentBack]) -> AskedLayer:
    mine = [back for back in refused if back.line.layer == layer.name]
    cited = {cite for back in mine for cite in back.line.cites}
    sentences = tuple(one for one in layer.sentences if one.id in cited) or layer.sentences
    lines = tuple(line for line in layer.lines if cited.intersection(line.cites))
    return AskedLayer(layer.name, lines, sentences, len(mine), layer.most_words, layer.most_words_in_all)
