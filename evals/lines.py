"""What a panel said of the lines that a brief prints: share that an editor would print, and how needed they are.

Counts only lines that the panel judged (`evals/cases/line_labels.jsonl`); `judged` is their share. The models that
choose the lines were fitted on these same verdicts: the figure shows regressions, not quality on unseen stories (for
that see evals/reading.md). Peers: the first sentences of each article, and the lines that rank highest alone.
"""

from collections.abc import Sequence
from itertools import islice

from evals.shape import parser, report
from evals.systems import LEAD_LINES, embedder, tagger
from evals.verdicts import FILE, Place, Verdict, judged_stories
from nutgraf.briefs.candidates import Desk, candidates
from nutgraf.briefs.compose import compose
from nutgraf.briefs.material.dossier import Dossier
from nutgraf.errors import LineRefused
from nutgraf.settings import Shape
from nutgraf.telling import open_desk

TASK = "lines"
RANKED = 8
"""Lines that the peer `ranker` prints."""


def printed(desk: Desk) -> list[Place]:
    """Places of the lines of nutgraf's brief, without the headline."""
    try:
        brief = compose(desk, made_at=desk.dossier.newest, shape=Shape())
    except LineRefused:
        return []
    spans = [line.evidence[0].span for line in brief.lines[1:]]
    starts = {(s.span.article, s.span.start): s.index for each in desk.dossier.sentences for s in each}
    return [(desk.dossier.story.articles.index(s.article), starts[s.article, s.start]) for s in spans]


def leads(dossier: Dossier) -> list[Place]:
    """Places of the first sentences of each article."""
    prose = [[s for s in each if s.kind == "prose"][:LEAD_LINES] for each in dossier.sentences]
    return [(n, s.index) for n, each in enumerate(prose) for s in each]


def ranked(desk: Desk) -> list[Place]:
    """Places of the candidates of highest salience."""
    best = sorted(candidates(desk)[0], key=lambda c: (-c.score, c.row))[:RANKED]
    order = desk.dossier.story.articles
    return [(order.index(c.sentence.span.article), c.sentence.index) for c in best]


def measured(found: Sequence[tuple[int, Sequence[Verdict]]]) -> dict[str, float]:
    """Return the figures of one system: per story the number of lines and the verdicts on those judged."""
    rows = [row for _, verdicts in found for row in verdicts]
    lines = sum(count for count, _ in found)
    judged = max(1, len(rows))
    return {
        "printable": 100 * sum(r["ok"] >= 1 for r in rows) / judged,
        "as it is": 100 * sum(r["ok"] == 2 for r in rows) / judged,
        "worth": sum(r["worth"] for r in rows) / judged,
        "judged": 100 * len(rows) / max(1, lines),
        "lines": lines / max(1, len(found)),
    }


def main(argv: Sequence[str]) -> int:
    """Measure nutgraf and the peers on the stories that the panel read."""
    options = parser(TASK, __doc__ or "").parse_args(argv)
    found: dict[str, list[tuple[int, list[Verdict]]]] = {"nutgraf": [], "ranker": [], "leads": []}
    for _, dossier, verdicts in islice(judged_stories(), options.limit or None):
        desk = open_desk(dossier, tagger(), embedder())
        for name, places in (("nutgraf", printed(desk)), ("ranker", ranked(desk)), ("leads", leads(dossier))):
            found[name].append((len(places), [verdicts[p] for p in places if p in verdicts]))
    report(TASK, [FILE], len(found["nutgraf"]), {name: measured(rows) for name, rows in found.items()})
    return 0
