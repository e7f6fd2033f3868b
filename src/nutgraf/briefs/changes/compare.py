"""What changed since an edition: from the ledger of now, and which of its articles the edition knew.

    open claims settled by fresh sentences          -> confirmed, denied
    turns of later claims                           -> confirmed, denied, withdrawn, changed
    counts of one thing that moved                  -> changed (205 -> 390)
    lines of the new brief that tell what is fresh  -> new, new side
    told before, and its article is gone            -> gone, corrected

Theory: one ledger, the new one, holds what old and new articles claim; so whatever sentences were parsed this time, a
claim is new only when no article that the old edition knew bears it. What a reader did not get to see is no change to
him: fresh claims count when they stand behind a line of the new brief, or change what a line of the old one said.

Rule 1: another copy, reprint or retelling brings nothing new.
Rule 2: a sentence brings one change, the strongest that applies.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from nutgraf.briefs.changes.counts import moved_counts
from nutgraf.briefs.changes.open_questions import says_again, settled
from nutgraf.briefs.changes.told import Floats, Told, by_article, terms_of
from nutgraf.ledger.positions import party_key
from nutgraf.model import (
    Article,
    Brief,
    ChangeOf,
    Claim,
    ClaimChange,
    Edition,
    Evidence,
    Ledger,
    Line,
    Parsed,
    Position,
    Span,
    Story,
    Voice,
)
from nutgraf.model.article import TITLE
from nutgraf.stories.origin import find_voices

ORDER: tuple[ChangeOf, ...] = (
    "denied",
    "withdrawn",
    "confirmed",
    "changed",
    "corrected",
    "new",
    "new side",
    "gone",
)
"""The most important first."""
OF_TURN: dict[str, ChangeOf] = {
    "confirms": "confirmed",
    "denies": "denied",
    "withdraws": "withdrawn",
    "updates": "changed",
}
RETELLING = frozenset({"copy", "retold"})
"""Voices that say nothing of their own."""
STILL_SAID = 0.55
"""Share of a sentence's weight by which a newer version of its article still says it."""
SAID_OTHERWISE = 0.3
"""The same by which it says it otherwise now."""

HEADED = 0.6
"""Share of a headline's words that a sentence holds which it is the short form of."""


@dataclass(frozen=True, slots=True, eq=False)
class Now:
    """A story as it stands."""

    story: Story
    """Its articles."""
    articles: Mapping[str, Article]
    """Those articles by id."""
    brief: Brief
    """The brief as it would be published."""
    ledger: Ledger
    """Claims of the parsed sentences, old and new."""
    rows: tuple[Parsed, ...]
    """The parsed sentences."""
    vectors: Floats
    """One unit vector a row."""
    said: Mapping[str, Sequence[str]]
    """All sentences of each article."""


def changes_between(old: Edition, now: Now) -> tuple[ClaimChange, ...]:
    """Return what changed since an edition, the most important first; material or not. May be empty."""
    known = frozenset(old.articles)
    fresh = _fresh_articles(now, known)
    said = [text for article, texts in now.said.items() if article in known for text in texts]
    said += [e.text for line in old.brief.lines for e in line.evidence]
    told = Told(said, now.rows, now.vectors, known)
    rows = [r for r in now.rows if r.sentence.span.article in fresh and not told.said(r.sentence.text, r.sentence.span)]
    found = [*_settled(old, now, known, rows), *_turned(now, known, fresh, rows), *_counted(now, known, rows)]
    found += _new(old, now, fresh, told, [e for change in found for e in change.evidence])
    found += _lost(old, now, told)
    return tuple(sorted(_once(found), key=_rank))


def is_material(changes: Iterable[ClaimChange]) -> bool:
    """Tell whether changes ask for a new edition."""
    return any(change.material for change in changes)


def tells_more(old: Edition, now: Now) -> bool:
    """Tell whether a brief in a language that is not parsed has a line of a new report that no earlier one had.

    Without a ledger there are no claims to compare, and words are all that can be held against each other.
    """
    fresh = _fresh_articles(now, frozenset(old.articles))
    said = [text for article, texts in now.said.items() if article in old.articles for text in texts]
    told = Told(said, (), np.zeros((0, 0), np.float32), frozenset())
    lines = (*now.brief.summary, *now.brief.dive_deeper)
    return any(e.span.article in fresh and not told.said(e.text) for line in lines for e in line.evidence)


def _fresh_articles(now: Now, known: frozenset[str]) -> frozenset[str]:
    """Return the articles that the old edition did not know and that speak for themselves."""
    mine = [now.articles[a] for a in now.story.articles if a in now.articles]
    voices = {voice.article: voice for voice in find_voices(mine)}
    return frozenset(a for a in voices if a not in known and not _retells(voices[a]))


def _retells(voice: Voice) -> bool:
    return voice.why in RETELLING and voice.of is not None


def _settled(old: Edition, now: Now, known: frozenset[str], rows: Sequence[Parsed]) -> list[ClaimChange]:
    """Return the open claims of the old edition, or of its articles, that fresh sentences settle."""
    mine = {row.sentence.span for row in rows}
    claims = [c for p in now.ledger.positions for c in p.claims if c.evidence.span in mine]
    told = {p.id for p in old.brief.positions}
    positions = sorted([*old.positions], key=lambda p: (p.id not in told, -len(p.origins)))
    words: dict[str, tuple[ChangeOf, str]] = {
        "came": ("confirmed", "came"),
        "stays away": ("denied", "not coming"),
        "came true": ("confirmed", "happened"),
    }
    made = []
    before = [row for row in now.rows if row.sentence.span.article in known]
    for one in settled(positions, known, rows, claims, before):
        kind, word = words[one.how]
        made.append(
            ClaimChange(
                kind,
                one.open,
                was=one.open.certainty,
                now=word,
                by=(_outlet(now, one.row),),
                evidence=(_evidence(one.row),),
                before=(one.open.first.evidence,),
                material=True,
            )
        )
    return made


def _turned(now: Now, known: frozenset[str], fresh: frozenset[str], rows: Sequence[Parsed]) -> list[ClaimChange]:
    """Return what claims of fresh sentences do to claims known before."""
    claims = {c.id: c for p in now.ledger.positions for c in p.claims}
    homes = {c.id: p for p in now.ledger.positions for c in p.claims}
    new = {row.sentence.span for row in rows}
    shown = {e.span for line in now.brief.lines for e in line.evidence}
    made = []
    for position in now.ledger.positions:
        if position.first.article not in known:
            continue
        for turn in position.turns:
            later = claims[turn.claim]
            if later.article not in fresh or later.evidence.span not in new or later.historical:
                continue
            made.append(
                ClaimChange(
                    OF_TURN[turn.does],
                    homes[later.id],
                    was=position.certainty,
                    now=homes[later.id].certainty,
                    by=(now.articles[later.article].outlet,),
                    evidence=(later.evidence,),
                    before=(position.first.evidence,),
                    material=later.evidence.span in shown,
                )
            )
    return made


def _counted(now: Now, known: frozenset[str], rows: Sequence[Parsed]) -> list[ClaimChange]:
    """Return the counts that moved."""
    homes = {c.evidence.span: p for p in now.ledger.positions for c in p.claims}
    before = [row for row in now.rows if row.sentence.span.article in known]
    made = []
    for moved in moved_counts(before, rows, now.articles):
        position = homes.get(moved.after.sentence.span) or homes.get(moved.before.sentence.span)
        if position is not None:
            made.append(
                ClaimChange(
                    "changed",
                    position,
                    was=moved.was,
                    now=moved.now,
                    by=(_outlet(now, moved.after),),
                    evidence=(_evidence(moved.after),),
                    before=(_evidence(moved.before),),
                    material=True,
                )
            )
    return made


def _new(old: Edition, now: Now, fresh: frozenset[str], told: Told, taken: Sequence[Evidence]) -> list[ClaimChange]:
    """Return the news that the new brief tells, its headline first, and no earlier article told."""
    heard = _heard(old)
    homes: dict[Span, list[Position]] = {}
    for position in now.ledger.positions:
        for claim in position.claims:
            homes.setdefault(claim.evidence.span, []).append(position)
    known = [e.text for e in taken]
    spans = {e.span for e in taken}
    rows = {row.sentence.span: row for row in now.rows}
    before = [r for s, r in rows.items() if s.article in old.articles or s in spans]
    made = []
    for line in (*_headed(now), *now.brief.summary, *now.brief.dive_deeper, *_versions(now.brief)):
        evidence = line.evidence[0]
        behind = homes.get(evidence.span)
        if evidence.span.article not in fresh or not behind or told.said(evidence.text, evidence.span):
            continue
        if any(told.same_news(evidence.text, other) for other in known) or says_again(rows[evidence.span], before):
            continue
        known.append(evidence.text)
        position = max(behind, key=lambda p: len(p.origins))
        speaker = "" if line.speaker in {a.outlet for a in now.articles.values()} else line.speaker
        kind: ChangeOf = "new side" if speaker and not _was_heard(speaker, heard) else "new"
        by = (speaker or now.articles[evidence.span.article].outlet,)
        made.append(ClaimChange(kind, position, now=line.certainty, by=by, evidence=line.evidence, material=True))
    return made


def _headed(now: Now) -> list[Line]:
    """Return the sentence of its article that a headline is the short form of, as a line; none when none is near."""
    headline = now.brief.headline
    article = headline.evidence[0].span.article.removesuffix(TITLE)
    mine = [row for row in now.rows if row.sentence.span.article == article and row.sentence.kind == "prose"]
    terms = frozenset(terms_of(headline.text))
    shares = [len(terms & frozenset(terms_of(row.sentence.text))) / max(1, len(terms)) for row in mine]
    best = max(range(len(mine)), key=lambda i: (shares[i], -i), default=-1)
    if best < 0 or shares[best] < HEADED:
        return []
    return [replace(headline, text=mine[best].sentence.text, evidence=(_evidence(mine[best]),), edits=())]


def _versions(brief: Brief) -> Iterable[Line]:
    return (line for one in brief.disagreements for line in one.versions)


def _heard(old: Edition) -> frozenset[str]:
    parties = [p for position in old.positions for c in position.claims for p in (c.actor, c.recipient)]
    keys = {party_key(p) for p in parties} | {line.speaker.casefold() for line in old.brief.lines}
    return frozenset(keys - {""})


def _was_heard(speaker: str, heard: frozenset[str]) -> bool:
    last = speaker.casefold().split()[-1]
    return any(last in other.split() for other in heard)


def _lost(old: Edition, now: Now, told: Told) -> list[ClaimChange]:
    """Return what the old brief told, and the articles that said it no longer say."""
    standing = frozenset(now.story.articles)
    rows = by_article(now.rows)
    made = []
    for position in old.brief.positions:
        if any(claim.article in standing for claim in position.claims):
            continue
        first = position.first
        texts = [text for article in sorted(standing) for text in now.said.get(article, ())]
        if told.nearest(first.evidence.text, texts)[0] >= STILL_SAID:
            continue
        newer = _newer_version(old, first, now)
        mine = rows.get(newer.id, []) if newer is not None else []
        share, at = told.nearest(first.evidence.text, [row.sentence.text for row in mine])
        if newer is not None and share >= SAID_OTHERWISE:
            instead = (_evidence(mine[at]),)
            change = ClaimChange("corrected", position, by=(newer.outlet,), evidence=instead, material=True)
        else:
            outlet = next((s.outlet for s in old.brief.sources if s.id == first.article), "")
            change = ClaimChange("gone", position, by=(outlet,) if outlet else (), material=True)
        made.append(replace(change, was=position.certainty, before=(first.evidence,)))
    return made


def _newer_version(old: Edition, claim: Claim, now: Now) -> Article | None:
    """Return the article that stands now at the address of the one a claim came from."""
    url = next((s.url for s in old.brief.sources if s.id == claim.article), "")
    return next((a for a in now.articles.values() if url and a.url == url and a.id != claim.article), None)


def _outlet(now: Now, row: Parsed) -> str:
    return now.articles[row.sentence.span.article].outlet


def _evidence(row: Parsed) -> Evidence:
    return Evidence(row.sentence.span, row.sentence.text)


def _once(changes: Iterable[ClaimChange]) -> list[ClaimChange]:
    """Return one change for a sentence, and one for what it changed: the strongest."""
    found: list[ClaimChange] = []
    for change in sorted(changes, key=_rank):
        now = {e.span for e in change.evidence}
        before = {e.span for e in change.before}
        if not any(
            now & {e.span for e in other.evidence} or (before and before & {e.span for e in other.before})
            for other in found
        ):
            found.append(change)
    return found


def _rank(change: ClaimChange) -> tuple[bool, int, int, Span]:
    first = (change.evidence or change.before)[0].span
    return (not change.material, ORDER.index(change.kind), -len(change.position.origins), first)
