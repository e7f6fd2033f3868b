"""One act told in two ways: each rule by the sentence that made it necessary."""

from datetime import UTC, datetime

import numpy as np
import pytest
from ledger.test_conflicts import parse

from nutgraf.ledger.conflicts import Conflict, find_disagreements
from nutgraf.ledger.disagreeing.acts import acts

DAY = datetime(2025, 5, 13, 12, tzinfo=UTC)
NEXT = datetime(2025, 5, 14, 12, tzinfo=UTC)


def found(*said: str, times: tuple[datetime, ...] = (), cosine: float = 0.8) -> tuple[Conflict, ...]:
    """What sentences of as many articles, each its own origin, disagree on, all at one distance."""
    n = len(said)
    vectors = np.linalg.cholesky(np.full((n, n), cosine) + np.eye(n) * (1 - cosine)).astype(np.float32)
    names = [f"a{k}-x" for k in range(n)]
    parsed = [parse(text, name, 100 * k) for k, (name, text) in enumerate(zip(names, said, strict=True))]
    published = dict(zip(names, times or (DAY,) * n, strict=True))
    return find_disagreements(parsed, {name: f"o-{name}" for name in names}, vectors, published)


CAPTURED = "Two soldiers were captured near the border."


@pytest.mark.parametrize(
    ("one", "other", "topic"),
    [
        (CAPTURED, "The army denied that soldiers were captured near the border.", "whether it happened"),
        (CAPTURED, "No soldiers were captured near the border, the ministry said.", "whether it happened"),
        ("The minister accepted the gift.", "The minister denied that he accepted the gift.", "whether it happened"),
        ("The ferry sank on Sunday off the island.", "The ferry sank on Saturday off the island.", "the day"),
        ("The two presidents will meet on Thursday.", "The two presidents will meet on Friday.", "the day"),
        ("The plane landed in Oslo after the fire.", "The plane landed in Bergen after the fire.", "the place"),
    ],
)
def test_two_accounts_of_one_act(one: str, other: str, topic: str) -> None:
    assert [c.topic for c in found(one, other)] == [topic]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (CAPTURED, "The army did not comment on the border clash."),
        (CAPTURED, "The army has not confirmed that soldiers were captured."),
        ("The parliament did not pass the bill.", "The parliament passed the budget."),
        ("If the bank raises rates, the firm will close the mill.", "The firm will not close the mill."),
        ("The union will strike on Monday.", "The union will strike on Tuesday if the talks fail."),
        ("The premier met the king on Monday.", "The premier met the king again on Tuesday."),
        ("Parliament will vote on the budget on Thursday.", "Parliament will vote on the pensions law on Friday."),
        ("Protesters marched in Madrid.", "Protesters marched in Barcelona."),
        ("The rebels will attack the town.", "The rebels did not attack the town."),
    ],
)
def test_silence_conditions_plans_and_other_acts_are_no_disagreement(one: str, other: str) -> None:
    assert not found(one, other)


def test_a_moved_plan_and_a_late_confirmation_are_updates() -> None:
    plans = ("The rocket will be launched on Wednesday.", "The rocket will be launched on Thursday.")
    assert found(*plans)
    assert not found(*plans, times=(DAY, NEXT))
    denied = "The army denied that two soldiers were captured near the border."
    assert not found(denied, CAPTURED, times=(DAY, NEXT))
    assert found(CAPTURED, denied, times=(DAY, NEXT))


def test_a_toll_that_grew_is_an_update_and_one_that_fell_is_not() -> None:
    tolls = ("The flood killed 14 people.", "The flood killed 31 people.")
    assert found(*tolls)
    assert not found(*tolls, times=(DAY, NEXT))
    assert found(*tolls[::-1], times=(DAY, NEXT))


def test_versions_tell_who_says_so_and_how_many_origins() -> None:
    said = ("The flood killed 14 people.", "The flood killed 31 people, the mayor said.", "The flood killed 14 people.")
    (conflict,) = found(*said)
    assert [(v.phrase, v.speaker, len(v.origins)) for v in conflict.versions] == [
        ("14 people", "", 2),
        ("31 people", "mayor", 1),
    ]


def test_an_origin_that_names_both_days_knows_two_acts() -> None:
    said = ("The ferry sank on Sunday.", "The ferry sank on Saturday.")
    assert found(*said)
    n = 3
    vectors = np.linalg.cholesky(np.full((n, n), 0.8) + np.eye(n) * 0.2).astype(np.float32)
    parsed = [parse(said[0], "a0-x"), parse(said[1], "a1-x"), parse("The other ferry sank on Saturday.", "a0-x", 300)]
    times = {"a0-x": DAY, "a1-x": DAY}
    assert not find_disagreements(parsed, {"a0-x": "o-0", "a1-x": "o-1"}, vectors, times)


def test_days_of_an_act_are_resolved() -> None:
    (act,) = acts(parse("The two presidents will meet on Thursday."), 0, DAY)
    assert (act.verb, act.subject, act.ahead, act.happened) == ("meet", "president", True, True)
    assert [day.isoformat() for day in act.days] == ["2025-05-15"]
    assert not list(acts(parse("Will the two presidents meet on Thursday?"), 0, DAY))
