"""Changes between editions as text, Markdown and JSON: what became of a claim, what it was, and the sentences.

✕ Denied (unconfirmed -> not coming), Norda:
    now    President Vladimir Putin was not on the published list. [Norda, 14 May 20:45]
    before The Kremlin has not confirmed that Putin will travel to Istanbul. [Norda, 13 May 12:50]
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from nutgraf.briefs.edits.cut import leading_cuts
from nutgraf.briefs.printed.as_json import iso_time, writable
from nutgraf.briefs.printed.escape import escaped
from nutgraf.briefs.printed.ledger.claim_json import Document
from nutgraf.briefs.printed.wording import flat
from nutgraf.model import ChangeOf, ClaimChange, Edition, Evidence, SourceNote
from nutgraf.model.article import TITLE

SCHEMA_NAME = "nutgraf.changes/1"
"""What `schema` says in every document of this form."""
WORDS: dict[ChangeOf, tuple[str, str]] = {
    "denied": ("✕", "Denied"),
    "withdrawn": ("↶", "Withdrawn"),
    "confirmed": ("●", "Confirmed"),
    "changed": ("≠", "Changed"),
    "corrected": ("✎", "Corrected by the outlet"),
    "new": ("+", "New"),
    "new side": ("+", "New side"),
    "gone": ("–", "No longer reported"),
}
"""Sign and words of each kind: never colour alone."""


def changes_text(old: int, new: Edition, changes: Sequence[ClaimChange], sources: Mapping[str, SourceNote]) -> str:
    """Return changes as plain text, one block each; says so when there is none."""
    head = _head(old, new)
    if not changes:
        return f"{head}\n{_none(old, new)}\n"
    return head + "\n\n" + "\n".join(_block(change, sources) for change in changes)


def changes_markdown(old: int, new: Edition, changes: Sequence[ClaimChange], sources: Mapping[str, SourceNote]) -> str:
    """Return changes as Markdown, a list with the sentences quoted."""
    lines = [f"## {escaped(_head(old, new))}", ""]
    if not changes:
        lines.append(_none(old, new))
    for change in changes:
        lines.append(f"- **{WORDS[change.kind][1]}** {escaped(_moved(change).strip())}")
        lines += [f"  - {escaped(flat(text))} *{escaped(where)}*" for _, text, where in _sentences(change, sources)]
    return "\n".join(lines) + "\n"


def changes_json(old: int, new: Edition, changes: Sequence[ClaimChange], sources: Mapping[str, SourceNote]) -> str:
    """Return changes as an indented JSON document, ending with a newline."""
    return writable(json.dumps(changes_document(old, new, changes, sources), ensure_ascii=False, indent=2)) + "\n"


def changes_document(
    old: int, new: Edition, changes: Sequence[ClaimChange], sources: Mapping[str, SourceNote]
) -> Document:
    """Return changes as the JSON object that `changes_json` prints."""
    return {
        "schema": SCHEMA_NAME,
        "story": new.story,
        "from": old,
        "to": new.number,
        "made_at": iso_time(new.made_at),
        "headline": new.brief.headline.text,
        "changes": [change_document(change, sources) for change in changes],
    }


@cache
def changes_schema() -> Document:
    """Return the JSON Schema (draft 2020-12) of changes, as the package holds it; do not change it."""
    loaded: Document = json.loads(files("nutgraf.briefs.printed").joinpath("changes.schema.json").read_text("utf-8"))
    return loaded


def change_document(change: ClaimChange, sources: Mapping[str, SourceNote]) -> Document:
    """Return one change as a JSON object."""
    return {
        "kind": change.kind,
        "claim": change.position.id,
        "was": change.was,
        "now": change.now,
        "by": list(change.by),
        "evidence": [_span(one, sources) for one in change.evidence],
        "before": [_span(one, sources) for one in change.before],
    }


def sources_of(editions: Iterable[Edition]) -> dict[str, SourceNote]:
    """Return the articles that some editions list, by id."""
    return {source.id: source for edition in editions for source in edition.brief.sources}


def _span(one: Evidence, sources: Mapping[str, SourceNote]) -> Document:
    source = sources.get(one.span.article.removesuffix(TITLE))
    return {
        "article": one.span.article,
        "start": one.span.start,
        "end": one.span.end,
        "text": one.text,
        "outlet": source.outlet if source else "",
        "published": iso_time(source.published) if source else None,
        "url": source.url if source else "",
    }


def _head(old: int, new: Edition) -> str:
    at = f", {new.made_at:%-d %B %Y %H:%M} UTC" if new.made_at else ""
    since = f"since edition {old}" if old else "since the beginning"
    return f"{flat(new.brief.headline.text)} (edition {new.number}{at}): what changed {since}"


def _none(old: int, new: Edition) -> str:
    if 0 < old < new.number and not new.positions:
        return "There is news, but it cannot be told by claim: the language of this story is not parsed."
    return "Nothing material has changed."


def _block(change: ClaimChange, sources: Mapping[str, SourceNote]) -> str:
    sign, words = WORDS[change.kind]
    lines = [f"{sign} {words}{_moved(change)}"]
    lines += [f"    {when:<7}{flat(text)} [{where}]" for when, text, where in _sentences(change, sources)]
    return "\n".join(lines) + "\n"


def _moved(change: ClaimChange) -> str:
    arrow = f" ({change.was} -> {change.now})" if change.was and change.now else ""
    arrow = arrow or (f" ({change.now or change.was})" if change.now or change.was else "")
    by = f", {', '.join(map(flat, change.by))}" if change.by else ""
    return f"{arrow}{by}"


def _sentences(change: ClaimChange, sources: Mapping[str, SourceNote]) -> list[tuple[str, str, str]]:
    now = [("now", without_dateline(one.text), _where(one, sources)) for one in change.evidence]
    return now + [("before", without_dateline(one.text), _where(one, sources)) for one in change.before]


def without_dateline(text: str) -> str:
    """Return a sentence without the dateline before it; where it stands is said after it."""
    for cut in leading_cuts(text):
        if cut.kind == "cut-dateline" and not cut.start:
            text = cut.after + text[len(cut.before) :]
    return text


def _where(one: Evidence, sources: Mapping[str, SourceNote]) -> str:
    source = sources.get(one.span.article.removesuffix(TITLE))
    if source is None:
        return "an article that is gone"
    at = f", {source.published:%-d %b %H:%M}" if source.published else ""
    return f"{flat(source.outlet)}{at}"
