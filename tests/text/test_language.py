"""Languages are told; too little text is not guessed."""

import sys

import pytest

from nutgraf.text.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The council voted on Monday, and nobody was surprised by it.", "en"),
        ("Le conseil a voté lundi, et personne n'en a été surpris dans la ville.", "fr"),
        ("El consejo votó el lunes y nadie se sorprendió en la ciudad por el resultado.", "es"),
        ("Рада проголосувала в понеділок, і ніхто в місті не був здивований.", "uk"),
        ("De raad stemde maandag en niemand was er verbaasd over in de stad, zei de burgemeester.", "nl"),
        ("Ok.", "und"),
        ("", "und"),
        ("12.05 13:40 99", "und"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Governo aprova novo pacote de ajuda", "pt"),
        ("El gobierno aprueba un nuevo paquete", "es"),
        ("Суд арестовал мэра города на два месяца", "ru"),
        ("Суд заарештував мера на два місяці", "uk"),
        ("大阪で震度5の地震", "ja"),
        ("与党、参院選で敗北 連立協議継続", "ja"),
        ("台風逼近台灣 高鐵停駛", "zh"),
        ("中国经济第三季度增长放缓", "zh"),
        ("Borsa İstanbul güne yükselişle başladı", "tr"),
        ("زلزال يضرب شمال إيران", "ar"),
        ("Drei Tote nach Unfall auf der A7", "de"),
        ("Grève des trains : le trafic perturbé", "fr"),
    ],
)
def test_a_title_is_enough(title: str, language: str) -> None:
    assert detect_language(title) == language


def test_what_the_page_declares_decides_only_between_languages_of_one_script() -> None:
    assert detect_language("Новости спорта и погоды", "ru") == "ru"
    assert detect_language("Новости спорта и погоды", "de") != "de"
    assert detect_language("El gobierno aprueba un nuevo paquete", "pt") == "es"


def test_english_needs_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py3langid", None)
    assert detect_language("The council voted on Monday, and nobody was surprised by it.") == "en"
