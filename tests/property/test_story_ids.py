"""Laws of ids and corrections, for any grouping and any run of days."""

from hypothesis import given
from hypothesis import strategies as st

from nutgraf.model import Correction, History
from nutgraf.stories.corrections import corrected
from nutgraf.stories.identity import named

ARTICLES = "abcdefgh"


@st.composite
def groupings(draw: st.DrawFn) -> list[list[str]]:
    present = draw(st.lists(st.sampled_from(ARTICLES), unique=True, min_size=1))
    marks = [draw(st.integers(0, 3)) for _ in present]
    groups: dict[int, list[str]] = {}
    for article, mark in zip(present, marks, strict=True):
        groups.setdefault(mark, []).append(article)
    return list(groups.values())


@st.composite
def corrections(draw: st.DrawFn) -> Correction:
    some = st.lists(st.sampled_from(ARTICLES), unique=True, min_size=1, max_size=4)
    kind = draw(st.sampled_from(["merge", "split", "move"]))
    return Correction(kind, tuple(draw(some)), tuple(draw(some)))


def alike(one: str, other: str) -> float:
    return 1.0 / (1 + abs(ord(one) - ord(other)))


@given(groupings(), st.lists(corrections(), max_size=5))
def test_no_article_is_lost_or_doubled(groups: list[list[str]], wanted: list[Correction]) -> None:
    made = corrected(groups, wanted, alike)
    assert sorted(a for g in made for a in g) == sorted(a for g in groups for a in g)
    assert all(made)


@given(groupings(), st.lists(corrections(), max_size=5))
def test_corrections_hold_when_applied_again(groups: list[list[str]], wanted: list[Correction]) -> None:
    once = corrected(groups, wanted[:1], alike)
    assert sorted(map(sorted, corrected(once, wanted[:1], alike))) == sorted(map(sorted, once))


@given(st.lists(groupings(), min_size=1, max_size=5))
def test_every_id_ever_given_leads_to_one_living_story(days: list[list[list[str]]]) -> None:
    history, given_ids, alive = History(), set[str](), set[str]()
    for groups in days:
        ids, history = named(history, groups, None)
        assert len(set(ids)) == len(groups)
        assert not (set(ids) & given_ids - alive), "an id that was gone came back"
        given_ids |= set(ids)
        alive = {known.id for known in history.stories}
        assert {history.leads_to(one) for one in given_ids} <= alive
        homes = [a for known in history.stories for a in known.articles]
        assert len(homes) == len(set(homes))
        again, same = named(history, groups, None)
        assert again == ids
        assert same == history
