"""Links between stories of different languages, on vectors made by hand."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import numpy as np
import pytest

from nutgraf.model import Article
from nutgraf.settings import Linking
from nutgraf.stories.across import Telling, link_stories, name_key, telling_of, texts_of
from nutgraf.stories.group import story_of

DAY = datetime(2031, 5, 20, 8, tzinfo=UTC)


def told(story: str, language: str, angle: float, *, hours: float | None = 0.0, **kept: object) -> Telling:
    vector = np.array([np.cos(angle), np.sin(angle)], np.float32)
    span = None if hours is None else (DAY + timedelta(hours=hours),) * 2
    values = {"names": {}, "numbers": frozenset(), "days": frozenset(), **kept}
    return Telling(story, language, vector, span, **values)  # type: ignore[arg-type]  # the three above


def linked(*tellings: Telling) -> set[tuple[str, str]]:
    return {link.stories for link in link_stories(tellings, Linking())}


def test_near_vectors_are_linked_and_far_ones_are_not() -> None:
    assert linked(told("a", "de", 0.0), told("b", "en", 0.3), told("c", "fr", 1.5)) == {("a", "b")}


def test_stories_of_one_language_are_never_linked() -> None:
    assert linked(told("a", "de", 0.0), told("b", "de", 0.0)) == set()


def test_both_must_choose_each_other() -> None:
    found = linked(told("a", "de", 0.0), told("b", "en", 0.1), told("c", "en", 0.5))
    assert found == {("a", "b")}


def test_of_two_that_are_equal_one_is_linked_whatever_the_order() -> None:
    tellings = (told("a", "de", 0.0), told("b", "en", 0.1), told("c", "en", 0.1), told("d", "fr", 0.2))
    answers = {link_stories(order, Linking()) for order in permutations(tellings)}
    assert len(answers) == 1
    assert {link.stories for link in answers.pop()} == {("a", "b"), ("a", "d"), ("b", "d")}


def test_evidence_lifts_over_the_bar_and_is_told() -> None:
    angle = float(np.arccos(0.45))
    bare = told("a", "de", 0.0), told("b", "ru", angle)
    assert linked(*bare) == set()
    held = {"names": {"aldun": "Aldunate"}, "numbers": frozenset({"53"}), "days": frozenset({DAY.date().toordinal()})}
    (link,) = link_stories((told("a", "de", 0.0, **held), told("b", "ru", angle, **held)), Linking())
    assert (link.names, link.numbers, link.days) == (("Aldunate",), ("53",), (DAY.date(),))
    assert link.likeness == pytest.approx(0.45, abs=1e-3)


def test_days_between_count_against_and_an_unknown_time_does_not() -> None:
    angle = float(np.arccos(0.6))
    assert linked(told("a", "de", 0.0), told("b", "en", angle)) == {("a", "b")}
    assert linked(told("a", "de", 0.0), told("b", "en", angle, hours=240)) == set()
    assert linked(told("a", "de", 0.0), told("b", "en", angle, hours=None)) == {("a", "b")}


def test_names_meet_in_latin_and_cyrillic_letters() -> None:
    assert name_key("Benavente") == name_key("Бенавенте") != ""
    assert name_key("Рим") == ""


def test_numbers_and_days_are_read_in_every_script() -> None:
    def telling(language: str, text: str) -> Telling:
        article = Article(id=language, title="", text=text, outlet="", url="", published=DAY, language=language)
        return telling_of(story_of([article]), [article], np.ones((1, 2), np.float32))

    for one in (
        telling("es", "Unos 200.000 hogares, el 16 de mayo."),
        telling("pt", "Cerca de 200 mil casas, em 16 de maio."),
        telling("ja", "16日、約20万戸が停電した。"),
        telling("ar", "٢٠٠٬٠٠٠ منزل يوم 16 مايو، 200000"),
        telling("en", "Some 200,000 homes on 16 May."),
    ):
        assert "200000" in one.numbers
        assert one.days == {DAY.date().toordinal() - 4}


def test_ukrainian_is_read_in_russian_letters_by_the_model_only() -> None:
    article = Article(id="a", title="Їжа в Києві", text="Є.", outlet="", url="", language="uk")
    assert texts_of([article]) == ("Ижа в Киеви. Е.",)
