"""Headlines beside simple choices among the sources' titles: ROUGE against the editor's headline.

`nutgraf` is the headline as the brief prints it, checked and its days dated. Its peers choose among the same titles,
cleaned by the same function, and bar none: what keeps "slams" from readers costs nutgraf points.
"""

from collections.abc import Callable, Sequence
from statistics import fmean

from rouge_score.rouge_scorer import RougeScorer

from evals import shape
from evals.dossiers import dossier_of
from evals.systems import write_brief
from nutgraf.briefs.headline import clean_title
from nutgraf.briefs.material.dossier import Dossier
from nutgraf.briefs.material.index import dot, index_of, unit, weigh
from nutgraf.briefs.material.terms import content, raw_words, stems

METRICS = ("rouge1", "rougeL")
Way = Callable[[Dossier], str]
"""Dossier -> headline."""


def nutgraf_headline(dossier: Dossier) -> str:
    """Return the headline that the product prints; empty when none holds."""
    brief = write_brief(dossier)
    return brief.headline.text if brief else ""


def cleaned(dossier: Dossier) -> list[str]:
    """Return the titles that are not empty, without labels and outlets."""
    return [clean_title(a.title, a.outlet)[0] for a in dossier.articles if a.title]


def first(dossier: Dossier) -> str:
    """Return the first article's title."""
    return next(iter(cleaned(dossier)), "")


def longest(dossier: Dossier) -> str:
    """Return the title with most words."""
    return max(cleaned(dossier), key=lambda t: len(t.split()), default="")


def _nearest(dossier: Dossier, to: Sequence[dict[str, float]]) -> str:
    index = index_of(dossier)
    titles = cleaned(dossier)
    vectors = [weigh(content(stems(raw_words(t))), index.idf) for t in titles]
    total: dict[str, float] = {}
    for vector in to or [dict(v) for v in vectors]:
        for term, weight in vector.items():
            total[term] = total.get(term, 0.0) + weight
    middle = unit(total)
    best = max(range(len(titles)), key=lambda i: (dot(vectors[i], middle), -i), default=-1)
    return titles[best] if titles else ""


def nearest_titles(dossier: Dossier) -> str:
    """Return the title nearest to the centroid of all titles."""
    return _nearest(dossier, ())


def nearest_leads(dossier: Dossier) -> str:
    """Return the title nearest to the centroid of the leads."""
    return _nearest(dossier, [dict(v) for v in index_of(dossier).leads])


def systems() -> dict[str, Way]:
    """Return nutgraf and its peers."""
    return {
        "nutgraf": nutgraf_headline,
        "first": first,
        "longest": longest,
        "nearest-titles": nearest_titles,
        "nearest-leads": nearest_leads,
    }


def main(argv: list[str]) -> int:
    """Measure and report."""
    given = shape.parser("headlines", "ROUGE of headlines against editors'").parse_args(argv)
    files = shape.data_files(given.data, ["summaries/neus-fulltext-dev.jsonl.gz"])
    sets = [record for file in files for record in shape.read_jsonl(file)][: given.limit or None]
    scorer = RougeScorer(METRICS, use_stemmer=True)
    ways = systems()
    found: dict[str, dict[str, list[float]]] = {n: {m: [] for m in METRICS} for n in ways}
    for record in sets:
        dossier = dossier_of(record)
        for name, way in ways.items():
            marks = scorer.score(str(record["headline"]), way(dossier) if dossier else "")
            for metric in METRICS:
                found[name][metric].append(100.0 * marks[metric].fmeasure)
    table = {name: {m: fmean(values) for m, values in rows.items()} for name, rows in found.items()}
    intervals = {
        p: shape.paired_interval(found["nutgraf"]["rouge1"], found[p]["rouge1"]) for p in ways if p != "nutgraf"
    }
    shape.report("headlines", files, len(sets), table, intervals=intervals, interval_of="rouge1")
    return 0
