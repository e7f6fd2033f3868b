"""Salience: across origins, in time, by one's own prose; every sentence here was written for the test."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from nutgraf.briefs.material.dossier import Dossier
from nutgraf.briefs.material.features import standing
from nutgraf.briefs.material.index import index_of
from nutgraf.briefs.weighing import rank
from nutgraf.model import Article, Origin, Story
from nutgraf.text.sentences import split_sentences

NOON = datetime(2025, 5, 13, 12, tzinfo=UTC)
DAM = "The Orlen dam burst on Monday night and flooded the lower town of Brask, the regional governor said."
SHELTER = "About 4,000 people spent the night in schools and sports halls above the river Lenn."
MARKET = "The weekly market on Castle Square has sold cheese and honey since the seventeenth century."
MAYOR = "Mayor Ida Holt asked the national government for pumps and two hundred soldiers."


def make(texts: list[str], origins: list[list[int]] | None = None, hours: list[int] | None = None) -> Dossier:
    articles = tuple(
        Article(
            id=f"a1-{i}",
            title="Dam burst floods Brask",
            text=text,
            outlet=f"Outlet {i}",
            url=f"https://outlet{i}.example/1",
            published=NOON + timedelta(hours=(hours or [0] * len(texts))[i]),
        )
        for i, text in enumerate(texts)
    )
    groups = origins or [[i] for i in range(len(texts))]
    story = Story(
        id="s1-0",
        articles=tuple(a.id for a in articles),
        origins=tuple(
            Origin(f"o1-{g[0]}", tuple(f"a1-{i}" for i in g), f"Outlet {g[0]}", "single" if len(g) == 1 else "copy")
            for g in groups
        ),
        first=min(a.published for a in articles if a.published),
        last=max(a.published for a in articles if a.published),
    )
    return Dossier(story, articles, tuple(split_sentences(a) for a in articles))


def scores(dossier: Dossier) -> dict[str, float]:
    sentences = tuple(s for group in dossier.sentences for s in group)
    return dict(zip((s.text for s in sentences), rank.score(dossier, sentences, None), strict=True))


def test_what_several_tell_goes_before_what_one_tells() -> None:
    told = scores(make([f"{SHELTER} {MARKET} {DAM}", f"{MAYOR} {DAM}", f"{DAM} {SHELTER}"]))
    assert told[DAM] > told[SHELTER] > told[MARKET]


def test_copies_of_one_text_are_one_voice() -> None:
    # the market stands in three copies, the shelters in two independent reports
    copies = [f"{MARKET} {MAYOR}"] * 3
    dossier = make([*copies, f"{DAM} {SHELTER}", f"{DAM} {SHELTER}"], [[0, 1, 2], [3], [4]])
    index = index_of(dossier)
    rows = {row.sentence.text: row for row in index.rows}
    assert all(len(index.pair_origins[p]) == 1 for p in rows[MARKET].pairs)
    told = scores(dossier)
    assert told[DAM] > told[MARKET]


def test_the_newest_development_outweighs_what_was_settled_days_ago() -> None:
    old, new = f"{SHELTER} {MAYOR}", f"{SHELTER} {MAYOR}"
    fresh = rank.freshness(make([old, new], hours=[0, 96]))
    assert fresh[1] == 1.0
    assert rank.OLDEST < fresh[0] < 0.7


def test_reports_of_one_day_are_equally_new() -> None:
    assert rank.freshness(make([DAM, SHELTER], hours=[0, 17])) == (1.0, 1.0)


def test_shortlist_takes_prose_once_and_keeps_every_side() -> None:
    long = " ".join(
        f"Pump crew number {n} reached the Orlen dam at Brask after dark on Monday night." for n in range(40)
    )
    chosen = rank.shortlist(make([long, f"{DAM} {MAYOR}", DAM]), 12)
    assert len(chosen) == 12
    assert sum(s.text == DAM for s in chosen) == 1
    assert {s.span.article for s in chosen} == {"a1-0", "a1-1"}


def test_a_pasted_post_is_not_worth_parsing() -> None:
    post = "Dear neighbours of @BraskTown, the Orlen dam has burst and the lower town is flooded #Brask"
    assert [s.text for s in rank.shortlist(make([f"{post}.\n{MAYOR}"]), 5)] == [MAYOR]


def test_a_column_is_known_by_its_author_speaking_in_person() -> None:
    column = f"I have lived below the Orlen dam for years. Who will tell you the truth? {DAM}"
    assert index_of(make([column, f"{DAM} {MAYOR}"])).personal == (2 / 3, 0.0)


def test_a_report_is_trusted_more_than_a_column_with_the_same_words() -> None:
    column = f"{DAM} I knew it would. You know who is to blame?"
    dossier = make([column, f"{DAM} {MAYOR} {SHELTER}"])
    assert rank.trust(dossier).tolist() == [0.5, 1.0]
    first = (dossier.sentences[0][0], dossier.sentences[1][0])
    theirs, ours = rank.score(dossier, (*first, *dossier.sentences[1][1:]), None)[:2]
    assert ours > theirs


@pytest.mark.parametrize("most", [0, 1, 3])
def test_shortlist_is_never_longer_than_asked(most: int) -> None:
    assert len(rank.shortlist(make([f"{DAM} {MAYOR} {SHELTER} {MARKET}"]), most)) == most


def test_nothing_to_say_is_no_error() -> None:
    empty = make(["Brask."])
    assert rank.shortlist(empty, 10) == ()
    assert rank.score(empty, (), None) == ()


def test_the_order_of_unrelated_sentences_does_not_matter() -> None:
    dossier = make([f"{DAM} {MAYOR}", f"{SHELTER} {DAM}"])
    sentences = tuple(s for group in dossier.sentences for s in group)
    there = rank.score(dossier, sentences, None)
    back = rank.score(dossier, sentences[::-1], None)
    assert there == back[::-1]


def test_what_lies_far_from_all_in_meaning_counts_less() -> None:
    dossier = make([f"{MAYOR} {MARKET}", f"{SHELTER} {DAM}"])
    sentences = tuple(s for group in dossier.sentences for s in group)
    near, far = np.array([1.0, 0.0], dtype=np.float32), np.array([0.0, 1.0], dtype=np.float32)
    titles = np.stack([near, near])
    together = rank.Meaning(np.stack([near] * len(sentences)), titles)
    apart = rank.Meaning(np.stack([far, *[near] * (len(sentences) - 1)]), titles)
    assert rank.score(dossier, sentences, together)[0] > rank.score(dossier, sentences, apart)[0]


def test_standing_of_equals_is_shared() -> None:
    assert standing(np.array([3.0, 1.0, 3.0])).tolist() == [0.75, 0.0, 0.75]
    assert standing(np.array([2.0])).tolist() == [0.0]


def test_every_coefficient_names_a_feature() -> None:
    dossier = make([f"{DAM} {MAYOR}", f"{SHELTER} {DAM}"])
    sentences = tuple(s for group in dossier.sentences for s in group)
    for name in ("full", "teasers"):
        assert set(rank.model(name)) - {"intercept"} >= set(rank.model("plain")) - {"intercept"}
    meaning = rank.Meaning(np.ones((len(sentences), 2), np.float32), np.ones((2, 2), np.float32))
    assert len(rank.score(dossier, sentences, meaning)) == len(sentences)


def test_coefficients_are_few() -> None:
    names = ("plain", "full", "teasers", "pairs", "teaser_pairs", "titles")
    assert sum(len(rank.model(n)) for n in names) <= 100
