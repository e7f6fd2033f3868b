"""Brief -> JSON of schema `nutgraf.brief/1`, and the check of a document against that schema.

Keys stand in the order of the design; lists keep the brief's own order; the same brief gives the same bytes.
"""

import json
import re
from datetime import datetime
from functools import cache
from importlib.resources import files

from nutgraf.briefs.printed.ledger.claim_json import Document, claim_document
from nutgraf.errors import NutgrafError
from nutgraf.model import Brief, Edit, Line, SourceNote, WrittenBy

SCHEMA_NAME = "nutgraf.brief/1"
"""What `schema` says in every document of this form."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def as_json(brief: Brief) -> str:
    """Return the brief as an indented JSON document, ending with a newline; always encodable as UTF-8."""
    return writable(json.dumps(as_document(brief), ensure_ascii=False, indent=2)) + "\n"


def as_json_line(brief: Brief) -> str:
    """Return the same document on one line, ending with a newline: one record of a JSON-lines stream."""
    return writable(json.dumps(as_document(brief), ensure_ascii=False, separators=(",", ":"))) + "\n"


def as_document(brief: Brief) -> Document:
    """Return the brief as the JSON object that `as_json` prints.

    `written_by`, and `judged` of a line, stand there only when a model worded lines: without them, nobody did.
    """
    return {
        "schema": SCHEMA_NAME,
        "story": brief.story,
        "edition": brief.edition,
        "made_at": iso_time(brief.made_at),
        "headline": _line(brief.headline),
        "summary": [_line(line) for line in brief.summary],
        "context": [_line(line) for line in brief.context],
        "dive_deeper": [_line(line) for line in brief.dive_deeper],
        "claims": [claim_document(claim) for claim in brief.claims],
        "disagreements": [
            {"topic": d.topic, "versions": [_line(line) for line in d.versions]} for d in brief.disagreements
        ],
        "timeline": [{"day": m.day, "line": _line(m.line)} for m in brief.timeline],
        "sources": [_source(source) for source in brief.sources],
        "notes": list(brief.notes),
        "mode": brief.mode,
        **({"written_by": _written_by(brief.written_by)} if brief.written_by else {}),
    }


@cache
def schema() -> Document:
    """Return the JSON Schema (draft 2020-12) of a brief, as the package holds it; do not change it."""
    loaded: Document = json.loads(files("nutgraf.briefs.printed").joinpath("brief.schema.json").read_text("utf-8"))
    return loaded


def validate(document: Document) -> None:
    """Check a document against the schema; raises `NutgrafError` that names the first place that is wrong."""
    checked(document, schema(), "The brief")


def checked(document: Document, against: Document, what: str) -> None:
    """Check a document against any schema; `what` names it in the error."""
    from jsonschema import Draft202012Validator

    broken = sorted(Draft202012Validator(against).iter_errors(document), key=lambda e: (e.json_path, e.message))
    if broken:
        where, why = broken[0].json_path, broken[0].message[:200]
        raise NutgrafError(f"{what} does not match its schema at {where}: {why}", about=where)


def _line(line: Line) -> Document:
    return {
        "text": line.text,
        "spans": [
            {"article": e.span.article, "start": e.span.start, "end": e.span.end, "text": e.text} for e in line.evidence
        ],
        "edits": [_edit(edit) for edit in line.edits],
        "certainty": line.certainty,
        "speaker": line.speaker,
        "origins": list(line.origins),
        "support": [{"article": s.article, "start": s.start, "end": s.end} for s in line.support],
        "cue": line.cue,
        **({"judged": True} if line.judged else {}),
    }


def _written_by(by: WrittenBy) -> Document:
    day = by.day.isoformat() if by.day else None
    return {"model": by.model, "version": by.version, "day": day, "judge": by.judge}


def _edit(edit: Edit) -> Document:
    return {"kind": edit.kind, "start": edit.start, "before": edit.before, "after": edit.after}


def _source(source: SourceNote) -> Document:
    return {
        "id": source.id,
        "outlet": source.outlet,
        "title": source.title,
        "url": source.url,
        "published": iso_time(source.published),
        "published_from": source.published_from,
        "language": source.language,
        "origin": source.origin,
        "flags": list(source.flags),
    }


def iso_time(moment: datetime | None) -> str | None:
    """Return a UTC time as documents write it, to the second; `None` when it is not known."""
    return None if moment is None else moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def writable(text: str) -> str:
    """Return JSON that can be written as UTF-8."""
    # A lone surrogate cannot be written as UTF-8; its JSON escape can, and means the same.
    return _LONE_SURROGATE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)
