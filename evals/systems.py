"""The systems that several evals compare: nutgraf's whole brief, and the leads of the articles."""

from collections.abc import Sequence
from functools import cache

from nutgraf.briefs.candidates import articles_of
from nutgraf.briefs.checks.verify import verify_brief
from nutgraf.briefs.compose import compose
from nutgraf.briefs.material.dossier import Dossier
from nutgraf.errors import LineRefused
from nutgraf.model import Brief, Line
from nutgraf.nlp.embed import UseEmbedder
from nutgraf.nlp.tag import SpacyTagger
from nutgraf.settings import Shape
from nutgraf.telling import open_desk

LEAD_LINES = 3
"""Sentences taken from the top of each article by the peer."""


@cache
def embedder() -> UseEmbedder:
    """The product's sentence vectors, loaded once."""
    return UseEmbedder()


@cache
def tagger() -> SpacyTagger:
    """The product's parser, loaded once."""
    return SpacyTagger()


def write_brief(dossier: Dossier) -> Brief | None:
    """The verified brief of a dossier; none when no headline holds."""
    try:
        draft = compose(open_desk(dossier, tagger(), embedder()), made_at=dossier.newest, shape=Shape())
        return verify_brief(draft, articles_of(dossier))
    except LineRefused:
        return None


def lines_of(brief: Brief) -> tuple[Line, ...]:
    """Lines in reading order without the headline."""
    return brief.lines[1:]


def nutgraf_brief(dossier: Dossier) -> list[str]:
    """Texts of nutgraf's brief in reading order without the headline."""
    brief = write_brief(dossier)
    return [line.text for line in lines_of(brief)] if brief else []


def lead_brief(dossier: Dossier) -> list[str]:
    """First sentences of every article: what a plain digest prints."""
    found: list[str] = []
    for sentences in dossier.sentences:
        prose: Sequence[str] = [s.text for s in sentences if s.kind == "prose"]
        found += prose[:LEAD_LINES]
    return found
