"""Which sentences carry the story: salience of each, and the few that are worth parsing.

Strategy: a linear model over `features`, its weights in `salience.json` (fitted by `evals/recipes/fit_ranking.py`;
readable, and the product works as well without refitting). `shortlist` uses the plain features alone; `score` adds
sentence vectors. Newer reports count more when a story runs over days: what is settled becomes background.

Rule 1: centrality is counted across independent origins, so that forty copies of one wire are one voice.
Rule 2: a shortlist keeps some sentences of many articles, so that no long article crowds out the other sides.
"""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from nutgraf.briefs.material.dossier import Dossier
from nutgraf.briefs.material.features import Column, Meaning, meant, plain
from nutgraf.briefs.material.index import Index, Row, index_of
from nutgraf.briefs.material.surface import is_post
from nutgraf.briefs.weights import weights_of
from nutgraf.model import Sentence

__all__ = ["Meaning", "model", "score", "shortlist", "texts_to_embed"]

HALF_LIFE_DAYS = 2.0
"""Days after which a report's salience counts half, down to `OLDEST`: what was news two days ago is background."""
OLDEST = 0.4
"""What the oldest report keeps of its salience."""
TEASER_SENTENCES = 5
"""Sentences an article, on average, up to which a story is one of teasers: feeds send 1 to 4, reports over 12."""
FEWEST_WORDS, MOST_WORDS = 6, 60
"""Sentences outside these lengths are not worth parsing: they carry nothing, or cannot be read at once."""


def model(name: str) -> Mapping[str, float]:
    """Return the weights of one of the models in `salience.json`, by feature, with their `intercept`."""
    return weights_of("weighing/salience.json", name)


def weighted(columns: Mapping[str, Column], weights: Mapping[str, float]) -> Column:
    """Return the linear model's value of each row; features without a weight are left out."""
    rows = len(next(iter(columns.values())))
    total = np.full(rows, weights["intercept"])
    for name, weight in weights.items():
        if name != "intercept":
            total += weight * columns[name]
    return total


def of_teasers(index: Index) -> bool:
    """Tell whether a story is made of teasers: its articles have few sentences, so that position says little."""
    return len(index.rows) <= TEASER_SENTENCES * len({row.article for row in index.rows})


def squash(values: Column) -> Column:
    """Return values between 0 and 1, in the same order."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(values, -30.0, 30.0))))


def freshness(dossier: Dossier) -> tuple[float, ...]:
    """Return for each article what its age within the story leaves of its salience, `OLDEST` to 1."""
    newest = dossier.newest
    kept = []
    for article in dossier.articles:
        if newest is None or article.published is None:
            kept.append(1.0)
            continue
        # Reports of one news day are equally new: the first 18 hours cost nothing.
        days = max(0.0, (newest - article.published).total_seconds() / 86_400 - 0.75)
        kept.append(OLDEST + (1.0 - OLDEST) * 0.5 ** (days / HALF_LIFE_DAYS))
    return tuple(kept)


def trust(dossier: Dossier) -> Column:
    """Return for each article what its age and its author's voice leave of its sentences' salience, 0.2 to 1.

    A column's share of personal sentences is taken off, half at most: that costs reports nothing (0.03 ROUGE-2 of
    17.2 on the half not learned from) and keeps columnists' prose out of most summaries.
    """
    personal = np.minimum(np.array(index_of(dossier).personal), 0.5)
    return np.asarray(np.array(freshness(dossier)) * (1.0 - personal), dtype=np.float64)


def _fit(row: Row) -> bool:
    return FEWEST_WORDS <= len(row.words) <= MOST_WORDS and not is_post(row.sentence.text)


def _distinct(rows: Sequence[Row]) -> list[Row]:
    """The rows, of those with the same words only the first."""
    seen: set[tuple[str, ...]] = set()
    kept = []
    for row in rows:
        key = tuple(w.lower() for w in row.words)
        if key not in seen:
            seen.add(key)
            kept.append(row)
    return kept


def shortlist(dossier: Dossier, most: int) -> tuple[Sentence, ...]:
    """Return at most `most` prose sentences worth parsing, best first; of copies the earliest.

    Cost: linear, about 30,000 sentences a second. Half of the places go to the best of all, the other half in turn to
    the best left of each article.
    """
    index = index_of(dossier)
    rows = _distinct([row for row in index.rows if _fit(row)])
    if not rows or most < 1:
        return ()
    kept = trust(dossier)
    values = spanned(weighted(plain(rows, index), model("plain"))) * kept[[r.article for r in rows]]
    order = sorted(range(len(rows)), key=lambda i: (-values[i], rows[i].article, rows[i].position))
    chosen = _by_turns(rows, order, most)
    return tuple(rows[i].sentence for i in order if i in chosen)


def _by_turns(rows: Sequence[Row], order: Sequence[int], most: int) -> set[int]:
    if len(order) <= most:
        return set(order)
    chosen = set(order[: math.ceil(most / 2)])
    rest = [i for i in order if i not in chosen]
    turn: dict[int, int] = {}
    turns = []
    for i in rest:
        turn[rows[i].article] = turn.get(rows[i].article, 0) + 1
        turns.append(turn[rows[i].article])
    ranked = sorted(range(len(rest)), key=lambda k: (turns[k], k))
    return chosen | {rest[k] for k in ranked[: most - len(chosen)]}


def score(dossier: Dossier, sentences: Sequence[Sentence], meaning: Meaning | None) -> tuple[float, ...]:
    """Return the salience of each prose sentence, 0 to 1; comparable within one dossier only.

    `meaning` holds the vectors of these sentences and of the articles' titles; without it the plain model judges.
    """
    if not sentences:
        return ()
    index = index_of(dossier)
    rows = [index.row_of(s) for s in sentences]
    columns = plain(rows, index)
    if meaning is None:
        values = weighted(columns, model("plain"))
    else:
        columns |= meant(rows, index, meaning, title_homes(dossier))
        values = weighted(columns, model("teasers" if of_teasers(index) else "full"))
    return tuple((spanned(values) * trust(dossier)[[r.article for r in rows]]).tolist())


def spanned(values: Column) -> Column:
    """Return values stretched over 0..1: what the models predict are small differences around a tenth."""
    reach = float(np.ptp(values))
    return np.asarray((values - values.min()) / reach) if reach > 1e-9 else np.full(len(values), 0.5)


def texts_to_embed(dossier: Dossier) -> tuple[str, ...]:
    """Return the texts whose vectors make `Meaning.titles`: the title of each article, in the dossier's order."""
    return tuple(article.title for article in dossier.articles)


def title_homes(dossier: Dossier) -> tuple[int, ...]:
    """Return the position of each article's origin in the story."""
    homes = {a: i for i, o in enumerate(dossier.story.origins) for a in o.articles}
    return tuple(homes[a.id] for a in dossier.articles)
