"""Peers of the grouping: what others would do with the same articles, for `evals clustering` and `bench place`.

    tfidf-single-pass      title x3 + text, half-life of a day, joins the story of the nearest earlier article
    titles-single-pass     the same on titles alone
    tfidf-average-linkage  scikit-learn's, on mean cosine with a half-life of a day
    hdbscan-vectors        scikit-learn's HDBSCAN on sentence vectors of title and first lines, with time as one more
                           coordinate; what it calls noise is a story of its own

All see the whole vocabulary beforehand, which we do not. Their bars were chosen on allsides-dev. Those that need a
full matrix or a vector an article are left out where there are more than `MOST` articles.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from nutgraf.model import Article

TEXT_AT, TITLE_AT, LINK_AT = 0.15, 0.12, 0.12
"""Bars of the single passes and of average linkage."""
APART_PER_DAY = 0.15
"""How far apart a day puts two articles for HDBSCAN, beside vectors of length 1."""
LEAD_CHARS = 400
"""Code points of the text that the sentence vector reads after the title."""
MOST = 4_000
"""Articles beyond which full matrices and vectors are not made."""
Order = Sequence[int]


@dataclass(frozen=True, slots=True)
class Peer:
    """A way to group articles."""

    group: Callable[[Sequence[Article], Order, Any, int], list[int]]
    """(articles, order, what `prepare` made, window in days) -> a label an article."""
    prepare: Callable[[Sequence[Article]], Any]
    """What is made once for all orders."""
    ordered: bool
    """True when the order of arrival matters."""
    most: int = 10**9
    """Articles it can take."""


def tfidf(texts: Sequence[str]) -> Any:  # Any: a scipy matrix, which has no types
    """Return unit vectors of texts."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(stop_words="english", sublinear_tf=True, min_df=2).fit_transform(texts)


def of_texts(articles: Sequence[Article]) -> Any:  # Any: as `tfidf`
    """Return TF-IDF vectors of title x3 + text."""
    return tfidf([f"{(a.title + ' ') * 3}{a.text}" for a in articles])


def of_titles(articles: Sequence[Article]) -> Any:  # Any: as `tfidf`
    """Return TF-IDF vectors of titles."""
    return tfidf([a.title for a in articles])


def of_meaning(articles: Sequence[Article]) -> Any:  # Any: an array, with time as its last coordinate
    """Return sentence vectors of title and first lines, with time as one more coordinate."""
    import numpy as np

    from nutgraf.nlp.embed import UseEmbedder

    embedder = UseEmbedder()
    texts = [f"{a.title}. {a.text[:LEAD_CHARS]}" for a in articles]
    vectors = np.concatenate([embedder.embed(texts[i : i + 64]) for i in range(0, len(texts), 64)])
    days = np.array([a.published.timestamp() / 86_400 if a.published else 0.0 for a in articles])
    return np.hstack([vectors, (APART_PER_DAY * (days - days.min()))[:, None].astype(np.float32)])


def single_pass(articles: Sequence[Article], order: Order, matrix: Any, window_days: int, at: float = TEXT_AT) -> Any:
    """Join the story of the nearest earlier article when near enough, else open one; a label an article."""
    ranked, rows = [articles[i] for i in order], matrix[list(order)]
    label, window, first = list(range(len(ranked))), timedelta(days=window_days), 0
    for i, article in enumerate(ranked):
        now = article.published
        while now and first < i and _before(ranked[first].published, now - window):
            first += 1
        if i > first:
            likeness = (rows[first:i] @ rows[i].T).toarray().ravel()
            scores = [s * 0.5 ** _days(ranked[first + k], article) if s else 0.0 for k, s in enumerate(likeness)]
            best = max(range(len(scores)), key=scores.__getitem__)
            if scores[best] >= at:
                label[i] = label[first + best]
    found = [0] * len(label)
    for position, row in enumerate(order):
        found[row] = label[position]
    return found


def titles_single_pass(articles: Sequence[Article], order: Order, matrix: Any, window_days: int) -> list[int]:
    """Group by titles alone."""
    found: list[int] = single_pass(articles, order, matrix, window_days, TITLE_AT)
    return found


def average_linkage(articles: Sequence[Article], order: Order, matrix: Any, window_days: int) -> list[int]:
    """Cluster all at once by mean cosine with a half-life of one day."""
    import numpy as np
    from sklearn.cluster import AgglomerativeClustering

    del order, window_days
    days = np.array([a.published.timestamp() / 86_400 if a.published else 0.0 for a in articles])
    near = (matrix @ matrix.T).toarray() * 0.5 ** np.minimum(np.abs(days[:, None] - days[None, :]), 60)
    made = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=1 - LINK_AT
    ).fit(1 - near)
    return [int(x) for x in made.labels_]


def hdbscan(articles: Sequence[Article], order: Order, vectors: Any, window_days: int) -> list[int]:
    """Cluster all at once by density of meaning and time; an article in no cluster stands alone."""
    from sklearn.cluster import HDBSCAN

    del articles, order, window_days
    made = HDBSCAN(min_cluster_size=2, min_samples=1, cluster_selection_method="leaf", copy=True).fit(vectors)
    return [int(x) if x >= 0 else -1 - i for i, x in enumerate(made.labels_)]


PEERS = {
    "tfidf-single-pass": Peer(single_pass, of_texts, ordered=True),
    "titles-single-pass": Peer(titles_single_pass, of_titles, ordered=True),
    "tfidf-average-linkage": Peer(average_linkage, of_texts, ordered=False, most=MOST),
    "hdbscan-vectors": Peer(hdbscan, of_meaning, ordered=False, most=MOST),
}


def _before(time_: datetime | None, bound: datetime) -> bool:
    return time_ is not None and time_ < bound


def _days(a: Article, b: Article) -> float:
    if a.published is None or b.published is None:
        return 0.0
    return abs((a.published - b.published).total_seconds()) / 86_400
