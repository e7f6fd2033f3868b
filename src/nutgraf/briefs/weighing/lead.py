"""Which line a brief begins with: the one that tells the news.

Strategy: how likely a panel would call a line the main news, times how surely an editor prints it, times how much of
the best titles it tells. A lead may be longer than other lines: agencies pack a whole event into one sentence, and a
brief that bars it never says what happened.
"""

from collections.abc import Sequence

from nutgraf.briefs.candidates import Desk
from nutgraf.briefs.material.dossier import Candidate
from nutgraf.briefs.material.index import dot, index_of, weigh
from nutgraf.briefs.material.terms import content, raw_words, stems
from nutgraf.briefs.weighing.standing import Standing

MOST_WORDS = 55
"""Words of the longest lead."""
TITLES = 3
"""Titles, the best, whose words a lead should tell."""
UNTITLED = 0.2
"""What a line is worth, beside 1 for every word of a title, that has none of them."""
QUOTED = 0.7
"""What a line is worth that opens with somebody's words: the reader does not know yet who speaks."""
LEANING = 0.4
"""What is left of a line that speaks of something the titles do not tell: there may be no better one."""


def lead_of(desk: Desk, standing: Standing, pool: Sequence[Candidate]) -> Candidate | None:
    """Return the line that tells the news; `None` when there is no line at all."""
    index = index_of(desk.dossier)
    titles = [weigh(content(stems(raw_words(t.text))), index.idf) for t in desk.titles[:TITLES]]

    def worth(candidate: Candidate) -> float:
        own = weigh(content(stems(raw_words(candidate.line.text))), index.idf)
        told = max((dot(own, title) for title in titles), default=0.0)
        opens = QUOTED if candidate.line.text[:1] in "\"“'‘" else 1.0
        likely = standing.main(candidate) * standing.printable(candidate)
        likely *= LEANING if standing.untold(candidate, standing.begin) else 1.0
        return likely * (0.5 + candidate.score) * (UNTITLED + told) * opens  # the ranker knows which reports are new

    return max(pool, key=lambda c: (worth(c), -c.row), default=None)
