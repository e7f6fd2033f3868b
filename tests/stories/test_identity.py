"""A story keeps its id; an id that is gone leads to a living story; none is given twice."""

from datetime import UTC, datetime

from nutgraf.model import History, content_id
from nutgraf.stories.identity import named

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def run(*days: list[list[str]]) -> tuple[list[tuple[str, ...]], History]:
    history, ids = History(), []
    for groups in days:
        found, history = named(history, groups, NOW)
        ids.append(found)
    return ids, history


def test_a_late_older_article_changes_no_id() -> None:
    (before, after), _ = run([["b", "c"]], [["a", "b", "c"]])
    assert before == after == (content_id("s", "b"),)


def test_a_story_taken_in_leads_to_the_one_that_took_it() -> None:
    (before, after), history = run([["a", "b"], ["c"]], [["a", "b", "c"]])
    assert after == before[:1]
    assert history.leads_to(before[1]) == before[0]
    assert [c.what for c in history.changes] == ["opened", "opened", "merged"]


def test_redirects_go_on_to_the_living() -> None:
    (first, _, last), history = run(
        [["a"], ["b", "c"], ["d", "e", "f"]], [["a", "b", "c"], ["d", "e", "f"]], [list("abcdef")]
    )
    assert len(last) == 1
    assert {history.leads_to(old) for old in first} == set(last)


def test_what_comes_out_of_a_story_gets_an_id_of_its_own() -> None:
    (before, after), history = run([["a", "b", "c"]], [["a"], ["b", "c"]])
    assert after[1] == before[0], "the bigger part keeps it"
    assert after[0] != before[0], "though its first article would give the same id"
    assert history.changes[-1].what == "split"
    assert history.changes[-1].other == before[0]


def test_a_merge_undone_does_not_bring_the_old_id_back() -> None:
    (first, _, third), history = run([["a", "b"], ["c"]], [["a", "b", "c"]], [["a", "b"], ["c"]])
    assert third[0] == first[0]
    assert third[1] not in first
    assert history.leads_to(first[1]) == first[0]


def test_stories_that_are_not_here_live_on() -> None:
    (first, second), history = run([["a"], ["b"]], [["b"], ["z"]])
    assert history.leads_to(first[0]) == first[0]
    assert second[0] == first[1]
    assert history.leads_to("s1-never") is None
