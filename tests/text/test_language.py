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


def test_english_needs_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py3langid", None)
    assert detect_language("The council voted on Monday, and nobody was surprised by it.") == "en"
