"""Ids of stories that last: a story keeps its id however it is grouped anew, and an old id leads to a living one.

Strategy: each group takes the id of the remembered story with which it shares most articles, each id once, the biggest
share first. A remembered story that no group took, though its articles are here, was merged: its id leads to the
group that holds most of them. A story none of whose articles are here is not judged: it lives on as it was.

Rule 1: an id is never given twice, not even after its story is gone.
Rule 2: every id that was ever given leads to exactly one living story.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from nutgraf.model import Change, History, Remembered, content_id


def named(history: History, groups: Sequence[Sequence[str]], at: datetime | None) -> tuple[tuple[str, ...], History]:
    """Return an id for each group, and the history after it; `at` is the time of the newest article."""
    home = {article: n for n, group in enumerate(groups) for article in group}
    shared = {known.id: Counter(home[a] for a in known.articles if a in home) for known in history.stories}
    taken = _taken(shared)
    used = {known.id for known in history.stories} | {old for old, _ in history.redirects}
    ids: list[str] = []
    for n, group in enumerate(groups):
        ids.append(taken.get(n) or _new_id(group[0], used))
        used.add(ids[n])
    leads = _leads(shared, taken, ids)
    changes = tuple(_changes(shared, taken, leads, ids, at))
    return tuple(ids), replace(
        history,
        stories=_stories(history, groups, ids, leads, home),
        redirects=_redirects(history, leads),
        changes=history.changes + changes,
    )


def _taken(shared: dict[str, Counter[int]]) -> dict[int, str]:
    """Return which group takes which remembered id: the biggest share first, then by id and place."""
    claims = sorted((-count, story, n) for story, counts in shared.items() for n, count in counts.items())
    taken: dict[int, str] = {}
    given: set[str] = set()
    for _, story, n in claims:
        if n not in taken and story not in given:
            taken[n] = story
            given.add(story)
    return taken


def _new_id(first: str, used: set[str]) -> str:
    made, again = content_id("s", first), 1
    while made in used:
        again += 1
        made = content_id("s", first, str(again))
    return made


def _leads(shared: dict[str, Counter[int]], taken: dict[int, str], ids: Sequence[str]) -> dict[str, str]:
    """Return where the ids lead whose stories were taken in by others."""
    kept = set(taken.values())
    gone = {story: counts for story, counts in shared.items() if counts and story not in kept}
    return {story: ids[max(counts, key=lambda n: (counts[n], -n))] for story, counts in gone.items()}


def _changes(
    shared: dict[str, Counter[int]],
    taken: dict[int, str],
    leads: dict[str, str],
    ids: Sequence[str],
    at: datetime | None,
) -> list[Change]:
    found: list[Change] = []
    within: dict[int, list[str]] = {}
    for old, counts in shared.items():
        for n in counts:
            within.setdefault(n, []).append(old)
    for n, story in enumerate(ids):
        sources = [old for old in within.get(n, ()) if old != story]
        if n not in taken:
            from_one = max(sources, key=lambda old: (shared[old][n], old), default="")
            found.append(Change("split" if from_one else "opened", story, from_one, at))
        found += [Change("merged", story, old, at) for old in sources if leads.get(old) == story]
        found += [Change("moved", story, old, at) for old in sources if n in taken and old not in leads]
    return found


def _stories(
    history: History, groups: Sequence[Sequence[str]], ids: Sequence[str], leads: dict[str, str], home: dict[str, int]
) -> tuple[Remembered, ...]:
    """Return the living stories: those of the groups, with absent articles they had, and those that are not judged."""
    absent: dict[str, list[str]] = {}
    for known in history.stories:
        absent.setdefault(leads.get(known.id, known.id), []).extend(a for a in known.articles if a not in home)
    living = {story: (*absent.get(story, ()), *group) for story, group in zip(ids, groups, strict=True)}
    asleep = {known.id: known.articles for known in history.stories if known.id not in living and known.id not in leads}
    return tuple(Remembered(story, articles) for story, articles in sorted((living | asleep).items()))


def _redirects(history: History, leads: dict[str, str]) -> tuple[tuple[str, str], ...]:
    moved = {old: leads.get(new, new) for old, new in history.redirects}
    return tuple(sorted((moved | leads).items()))
