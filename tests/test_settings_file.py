"""The settings file: every default stands in it, and what nobody knows is an error in a sentence."""

import re
import tomllib
from pathlib import Path

import pytest

from nutgraf.errors import SettingsError, UsageError
from nutgraf.settings import Owner, Settings
from nutgraf.settings_file import default_text, read_settings, settings_of, write_default


def test_the_file_as_written_changes_nothing(tmp_path: Path) -> None:
    path = write_default(str(tmp_path / "deep" / "settings.toml"), force=False)
    assert read_settings(path, {}) == Settings()


def test_every_setting_stands_in_it_with_its_default() -> None:
    uncommented = re.sub(r"^# (\w+ = )", r"\1", default_text(), flags=re.MULTILINE)
    assert settings_of(tomllib.loads(uncommented), "f") == Settings()
    assert uncommented.count(" = ") > 40


def test_a_file_that_exists_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("[limits]\ntimeout_s = 5.0\n")
    with pytest.raises(UsageError, match="exists already"):
        write_default(str(path), force=False)
    assert read_settings(str(path), {}).limits.timeout_s == 5.0
    write_default(str(path), force=True)
    assert read_settings(str(path), {}) == Settings()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[limit]\n", r"there is no section \[limit\]; did you mean limits"),
        ("[limits]\nmax_byte = 3\n", r"\[limits\] has no setting max_byte; did you mean max_bytes"),
        ("[limits]\nmax_bytes = 'x'\n", "Expected int, got str in max_bytes"),
        ("limits = 3\n", r"limits is a section"),
        ("[limits\n", "are no TOML"),
        ("\xff", "are no TOML"),
    ],
)
def test_mistakes_are_sentences_that_name_the_file(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(SettingsError, match=words) as caught:
        read_settings(str(path), {})
    assert "mine.toml" in caught.value.message


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        read_settings(str(tmp_path / "none.toml"), {})


def test_the_environment_beats_the_file(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_text("[limits]\ntimeout_s = 5.0\nmax_redirects = 2\n")
    variables = {"NUTGRAF_LIMITS_TIMEOUT_S": "7", "NUTGRAF_MANNERS_CONTACT": "me@a.example", "NUTGRAF_DB": "x"}
    found = read_settings(str(path), variables)
    assert (found.limits.timeout_s, found.limits.max_redirects, found.manners.contact) == (7, 2, "me@a.example")


def test_tables_within_sections() -> None:
    table = {"grouping": {"owners": [{"name": "X", "outlets": ["a", "b"]}]}}
    assert settings_of(table, "f").grouping.owners == (Owner("X", ("a", "b")),)
