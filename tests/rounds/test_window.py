"""The window is placed by an owner for each language: wherever they are, and whoever of them dies, it is the same."""

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import islice

import pytest

from bench.filled import START, fill
from bench.invented import invented
from nutgraf.engine.local import Processes, Serial
from nutgraf.errors import OwnerLost
from nutgraf.model import Article, Round
from nutgraf.ports import Engine
from nutgraf.rounds.window import Grouper
from nutgraf.settings import Grouping
from nutgraf.store.archive import MEMORY, Archive
from nutgraf.stories.group import Grouped, grouped
from nutgraf.stories.lane import Lane

MANY = 30
"""Articles of a round."""


def articles(count: int) -> list[Article]:
    """Return articles of two languages, an hour apart: every third is German."""
    made = islice(invented(), count)
    return [
        replace(
            one,
            id=f"a{n:03}",
            url=f"http://a.example/{n}",
            language="de" if n % 3 == 0 else "en",
            published=START + timedelta(hours=n),
        )
        for n, one in enumerate(made)
    ]


@pytest.fixture
def archive() -> Iterator[Archive]:
    with Archive(MEMORY) as made:
        for number in (1, 2):
            part = articles(2 * MANY)[(number - 1) * MANY : number * MANY]
            fill(made, iter(part), START + timedelta(hours=MANY * number))
        yield made


def rounds() -> tuple[Round, Round]:
    first, second = (Round(n, START + timedelta(hours=MANY * n), "place") for n in (1, 2))
    return first, second


def told(found: Grouped) -> object:
    near = found.likenesses()
    return [a.id for a in found.articles], found.events, found.running, near.earlier.tolist(), near.values.tolist()


def placed(archive: Archive, engine: Engine) -> list[object]:
    """Return how both rounds are grouped, by one that goes on."""
    grouper = Grouper(Grouping(), 7.0, engine)
    return [told(grouper.grouped(at, archive.articles)) for at in rounds()]


def die(_lane: Lane, _value: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def kill(engine: Engine, language: str) -> None:
    with pytest.raises(OwnerLost):
        engine.owner(language, lambda: Lane(Grouping())).ask(die, 0)()


def test_owners_elsewhere_give_the_same(archive: Archive) -> None:
    with Processes(2) as engine:
        assert placed(archive, engine) == placed(archive, Serial())


def test_it_is_what_grouping_all_at_once_gives(archive: Archive) -> None:
    whole = grouped(articles(2 * MANY), Grouping())
    assert placed(archive, Serial())[1] == told(whole)
    assert len(whole.running) < 2 * MANY, "reports of one event are brought together"


@pytest.mark.parametrize("language", ["en", "de"])
def test_an_owner_that_is_lost_is_brought_its_articles_again(archive: Archive, language: str) -> None:
    with Processes(2) as engine:
        grouper = Grouper(Grouping(), 7.0, engine)
        found = []
        for at in rounds():
            found.append(told(grouper.grouped(at, archive.articles)))
            kill(engine, language)
            assert told(grouper.grouped(at, archive.articles)) == found[-1]
            kill(engine, language)  # before the next round brings more
    assert found == placed(archive, Serial())


def test_another_language_changes_nothing(archive: Archive) -> None:
    english = [one for one in articles(2 * MANY) if one.language == "en"]
    alone = grouped(english, Grouping())
    both = grouped(articles(2 * MANY), Grouping())
    ids = [[both.articles[i].id for i in group] for group in both.running if both.articles[group[0]].language == "en"]
    assert ids == [[alone.articles[i].id for i in group] for group in alone.running]
