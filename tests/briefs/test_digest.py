"""The digest: most of the news in few words, ended before it is diluted, the same every time."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.briefs.digest import digest
from nutgraf.briefs.material.dossier import Candidate, Dossier
from nutgraf.model import Article, Evidence, Line, Origin, Story
from nutgraf.text.sentences import split_sentences

DAM = "The Orlen dam burst on Monday night and flooded the lower town of Brask."
AGAIN = "On Monday night the dam at Orlen burst and the lower town of Brask was flooded."
MAYOR = "Mayor Ida Holt asked the government for pumps and two hundred soldiers."
ASIDE = "A bakery two valleys away has sold poppy cakes since the days of the old duchy."
REPORTS = (
    ("Dam bursts at Orlen", f"{DAM} {MAYOR} {ASIDE}"),
    ("Orlen dam burst floods Brask", f"{AGAIN} {MAYOR.replace('asked', 'begged')}"),
)


def dossier(order: tuple[int, ...] = (0, 1)) -> Dossier:
    articles = tuple(Article(f"a{n}", *REPORTS[n], f"Outlet {n}", "", None) for n in order)
    story = Story("s1", tuple(a.id for a in articles), tuple(Origin(f"o{a.id}", (a.id,), a.outlet, "single")
                  for a in articles), None, None)  # fmt: skip
    return Dossier(story, articles, tuple(split_sentences(a) for a in articles))


def candidates(of: Dossier) -> list[Candidate]:
    sentences = [s for own in of.sentences for s in own]
    return [
        Candidate(
            sentence=s,
            tokens=(),
            line=Line(s.text, (Evidence(s.span, s.text),)),
            score=0.5,
            row=row,
            published=None,
            background=False,
        )
        for row, s in enumerate(sentences)
    ]


def texts(of: Dossier, words: int, found: list[Candidate] | None = None) -> list[str]:
    apart = np.eye(8, dtype=np.float32)
    return [c.line.text for c in digest(of, candidates(of) if found is None else found, apart, words)]


def test_what_the_reports_share_is_told_once() -> None:
    told = texts(dossier(), 50)
    assert len({DAM, AGAIN} & set(told)) == 1
    assert any("Ida Holt" in line for line in told)


def test_an_aside_does_not_fill_the_length() -> None:
    assert ASIDE not in texts(dossier(), 200)


def test_a_repeat_is_told_by_its_vector() -> None:
    of = dossier()
    found = [c for c in candidates(of) if c.line.text in {DAM, MAYOR}]
    alike = np.ones((8, 2), dtype=np.float32) / np.sqrt(2).astype(np.float32)
    assert len(digest(of, found, alike, 200)) == 1
    assert len(texts(of, 200, found)) == 2


def test_what_lies_behind_the_length_counts_nothing() -> None:
    assert len(texts(dossier(), 5)) == 1


def test_nothing_comes_of_nothing() -> None:
    assert digest(dossier(), [], np.zeros((0, 4), dtype=np.float32), 50) == ()


@given(st.permutations(range(5)), st.integers(1, 80))
def test_the_order_of_the_candidates_changes_nothing(order: list[int], words: int) -> None:
    of = dossier()
    found = candidates(of)
    assert texts(of, words, [found[at] for at in order]) == texts(of, words, found)


@given(st.integers(1, 80))
def test_no_line_begins_behind_the_length(words: int) -> None:
    told = texts(dossier(), words)
    assert sum(len(line.split()) for line in told[:-1]) < words
