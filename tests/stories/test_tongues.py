"""Words, names and days of other languages, and that two languages are never compared."""

from datetime import UTC, date, datetime, timedelta

import pytest

from nutgraf.model import Article
from nutgraf.settings import Grouping
from nutgraf.stories.explain import Reasons
from nutgraf.stories.group import Stream, group_articles, grouped
from nutgraf.stories.outline import outline_of
from nutgraf.stories.tongue_facts import foreign_facts
from nutgraf.stories.tongues import foreign_names, foreign_term, foreign_tokens, plain_letters

DAY = datetime(2031, 5, 20, 8, tzinfo=UTC)


def article(id_: str, language: str, title: str, text: str, hours: float = 0) -> Article:
    when = DAY + timedelta(hours=hours)
    return Article(id=id_, title=title, text=text, outlet=id_, url="", published=when, language=language)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("ru", "переговоров", "переговоры"),
        ("uk", "переговорах", "переговори"),
        ("de", "Häuser", "Haus"),
        ("fr", "l’accord", "accords"),
        ("it", "dell’accordo", "accordi"),
        ("es", "elecciones", "elección"),
        ("pt", "eleições", "eleição"),
        ("tr", "İstanbul’da", "istanbul"),
        ("tr", "ISPARTA", "ısparta"),
        ("ar", "والمحادثات", "محادثات"),
        ("ar", "إسطنبول", "اسطنبول"),
    ],
)
def test_forms_of_a_word_meet(language: str, one: str, other: str) -> None:
    terms = [foreign_term(plain_letters(word, language), language) for word in (one, other)]
    assert terms[0] == terms[1] != ""


@pytest.mark.parametrize(
    ("language", "word"), [("de", "nicht"), ("fr", "avec"), ("ru", "который"), ("tr", "için"), ("ar", "في")]
)
def test_little_words_are_no_terms(language: str, word: str) -> None:
    assert foreign_term(word, language) == ""


def test_signs_are_compared_in_pairs_and_katakana_in_words() -> None:
    assert foreign_tokens("大阪地震でビルが倒壊", "ja") == ["大阪", "阪地", "地震", "ビル", "倒壊"]
    assert foreign_tokens("上海的地铁", "zh") == ["上海", "地铁"]


def test_german_nouns_are_no_names() -> None:
    text = "Die Ministerin Anna Wolf traf den Bürgermeister. Das Treffen im Rathaus dauerte lange, sagte die NATO."
    names = [written for _, written in foreign_names(text, frozenset(), "de")]
    assert names == ["Ministerin Anna Wolf", "NATO"]


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("ar", "وقعت مصر وإثيوبيا اتفاقا مع NATO في جنيف", ["NATO"]),
        ("zh", "埃及代表团退出日内瓦谈判", []),
        ("ja", "トルコのイズミル沖でM6.1の地震", []),
        ("ru", "В среду Анна Белова приехала в Женеву.", ["Анна Белова", "Женеву"]),
        ("fr", "Le maire Jean de La Tour a parlé à Ève.", ["Jean de La Tour", "Ève"]),
        ("tr", "Vali İlhan Şen konuştu.", ["Vali İlhan Şen"]),
    ],
)
def test_names_need_capitals(language: str, text: str, names: list[str]) -> None:
    assert [written for _, written in foreign_names(text, frozenset(), language)] == names


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Am 16. Mai begann es."),
        ("fr", "Le 16 mai, tout a commencé."),
        ("es", "El 16 de mayo de 2031 empezó."),
        ("pt", "Em 16 de maio começou."),
        ("it", "Il 16 maggio è iniziato."),
        ("ru", "Это началось 16 мая."),
        ("uk", "Це почалося 16 травня."),
        ("tr", "16 Mayıs’ta başladı."),
        ("ar", "بدأ ذلك يوم ١٦ مايو."),
        ("zh", "会议于5月16日开始。"),
        ("ja", "会談は16日に始まった。"),
        ("ja", "金曜日に始まった。"),
    ],
)
def test_days_are_dated(language: str, text: str) -> None:
    facts = foreign_facts("", plain_letters(text, language), DAY.date(), language)
    assert [date.fromordinal(int(day)) for day in facts["dates"]] == [date(2031, 5, 16)]


def test_counts_keep_what_they_count() -> None:
    assert foreign_facts("", "Погибли 14 человек.", None, "ru")["counts"] == ["14 человек"]
    assert foreign_facts("", "14人が死亡した。", None, "ja")["counts"] == ["14 人"]


def test_two_languages_are_never_compared() -> None:
    text = "Lufthansa NATO 4711 Caravaggio Uffizi Benavente 53 Aldunate Santiago 1200 Morishita Kenji Valparaíso"
    stream = Stream(Grouping())
    for n, code in enumerate(("en", "de", "es", "nl", "de")):
        stream.add(article(f"a{n}", code, "Lufthansa NATO Caravaggio", text, n))
    pairs = stream.pairs()
    assert list(zip(pairs.earlier.tolist(), pairs.later.tolist(), strict=True)) == [(1, 4)]


def test_an_english_outline_does_not_ask_for_a_language() -> None:
    one = article("a", "en", "Bridge shut", "The bridge in Lunden was shut on 16 May.")
    other = article("a", "und", "Bridge shut", "The bridge in Lunden was shut on 16 May.")
    assert outline_of(one) == outline_of(other)
    assert outline_of(one).language == ""


def test_stories_of_a_language_are_grouped_and_explained_in_its_words() -> None:
    told = (
        article(
            "a",
            "ru",
            "Землетрясение у берегов Измира",
            "Землетрясение магнитудой 6,1 произошло у Измира. Погибли 14 человек. Спасатели разбирают завалы домов.",
        ),
        article(
            "b",
            "ru",
            "Спасатели в Измире разбирают завалы",
            "После землетрясения в Измире спасатели ищут людей под завалами домов. Погибших 14 человек, магнитуда 6,1.",
            3,
        ),
        article(
            "c",
            "ru",
            "Парламент принял бюджет",
            "Депутаты приняли бюджет на будущий год. За него голосовали 268 депутатов.",
            4,
        ),
    )
    assert [set(story.articles) for story in group_articles(told, Grouping())] == [{"a", "b"}, {"c"}]
    reason = Reasons(grouped(told, Grouping())).of("b")
    assert reason.nearest == "a"
    assert "Измире" in reason.names
    assert {"завалами", "завалы", "спасатели", "домов"} & set(reason.words)
