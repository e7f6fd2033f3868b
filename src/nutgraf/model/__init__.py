"""Frozen values that every room shares; standard library only."""

from nutgraf.model.article import Article, Flag, Item, ItemKind, Parsed, PublishedFrom, Sentence, SentenceKind, Token
from nutgraf.model.brief import (
    SIGNS,
    Brief,
    Certainty,
    Disagreement,
    Dropped,
    Edit,
    EditKind,
    Evidence,
    Line,
    Moment,
    SourceNote,
)
from nutgraf.model.history import Change, ChangeKind, Correction, CorrectionKind, History, Remembered
from nutgraf.model.ids import content_id
from nutgraf.model.outcome import Done, Failed
from nutgraf.model.span import Span
from nutgraf.model.story import Decision, Link, Origin, Placement, Story, Voice, Why

__all__ = [
    "SIGNS",
    "Article",
    "Brief",
    "Certainty",
    "Change",
    "ChangeKind",
    "Correction",
    "CorrectionKind",
    "Decision",
    "Disagreement",
    "Done",
    "Dropped",
    "Edit",
    "EditKind",
    "Evidence",
    "Failed",
    "Flag",
    "History",
    "Item",
    "ItemKind",
    "Line",
    "Link",
    "Moment",
    "Origin",
    "Parsed",
    "Placement",
    "PublishedFrom",
    "Remembered",
    "Sentence",
    "SentenceKind",
    "SourceNote",
    "Span",
    "Story",
    "Token",
    "Voice",
    "Why",
    "content_id",
]
