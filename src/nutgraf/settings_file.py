"""Settings from one TOML file and the environment, and the commented file that `nutgraf init` writes.

Rule 1: sections and keys are those of the dataclasses in `settings`; a new setting needs no line here. Its meaning in
        the file is its docstring there.
Rule 2: a name nobody knows and a value of the wrong kind are errors in a sentence, never ignored.
Rule 3: the environment (`NUTGRAF_LIMITS_TIMEOUT_S=30`) beats the file.
"""

import ast
import difflib
import inspect
import os
import tomllib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_type_hints

import msgspec

from nutgraf import settings as known
from nutgraf.errors import SettingsError, UsageError
from nutgraf.settings import Settings

MOST_BYTES = 1_000_000
"""Largest settings file read."""
PREFIX = "NUTGRAF_"
"""Of the variables of the environment that are settings."""
Table = dict[str, Any]  # Any: TOML's values, checked against the dataclasses below


def default_settings_path() -> str:
    """Return where the settings lie unless another file is named: the platform's folder for them."""
    import platformdirs

    return str(Path(platformdirs.user_config_dir("nutgraf", appauthor=False)) / "settings.toml")


def default_archive_path() -> str:
    """Return where the archive lies unless another file is named: `NUTGRAF_DB`, else the platform's data folder."""
    import platformdirs

    named = os.environ.get("NUTGRAF_DB")
    return named or str(Path(platformdirs.user_data_dir("nutgraf", appauthor=False)) / "archive.db")


def read_settings(path: str | None, environment: Mapping[str, str]) -> Settings:
    """Return the settings of a file, or of the default file when there is one, and of the environment.

    Raises SettingsError for a file that cannot be read, a name nobody knows, or a value of the wrong kind.
    """
    file = path or default_settings_path()
    table = _table(file) if path or os.path.exists(file) else {}
    for section, keys in _of_environment(environment).items():
        table.setdefault(section, {}).update(keys)
    return settings_of(table, file)


def settings_of(table: Table, file: str) -> Settings:
    """Return the settings that a table asks for. Raises SettingsError."""
    sections = {f.name: get_type_hints(Settings)[f.name] for f in fields(Settings)}
    made = {}
    for name, keys in table.items():
        if name not in sections:
            raise SettingsError(f"{file}: there is no section [{name}]{_nearest(name, sections)}.", about=file)
        if not isinstance(keys, dict):
            raise SettingsError(f"{file}: {name} is a section; write [{name}] and its settings below.", about=file)
        made[name] = _section(name, sections[name], keys, file)
    return Settings(**made)


def default_text() -> str:
    """Return a settings file with every setting, its default and its meaning, each commented out."""
    lines = [
        "# Settings of nutgraf. What stands here commented out is the default.",
        "# The environment beats this file: NUTGRAF_LIMITS_TIMEOUT_S=30 stands for timeout_s in [limits].",
    ]
    meanings = _meanings()
    whole = Settings()
    for part in fields(Settings):
        section = getattr(whole, part.name)
        lines += ["", f"# {meanings['Settings', part.name]}", f"[{part.name}]"]
        for one in fields(section):
            value = getattr(section, one.name)
            lines += [f"# {meanings[type(section).__name__, one.name]}", f"# {one.name} = {_toml(value)}"]
    return "\n".join(lines) + "\n"


def write_default(path: str | None, *, force: bool) -> str:
    """Write the commented file and return where. Raises UsageError when there is one and `force` is not given."""
    file = Path(path or default_settings_path())
    if file.exists() and not force:
        raise UsageError(f"{file} exists already; --force writes it anew.", about=str(file))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(default_text(), "utf-8")
    except OSError as error:
        raise SettingsError(f"{file} cannot be written: {error.strerror}.", about=str(file)) from error
    return str(file)


def _table(file: str) -> Table:
    try:
        data = Path(file).read_bytes()
        if len(data) > MOST_BYTES:
            raise SettingsError(f"The settings {file} are larger than {MOST_BYTES:,} bytes.", about=file)
        return tomllib.loads(data.decode("utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"The settings {file} cannot be read: {error.strerror}.", about=file) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(f"The settings {file} are no TOML: {error}.", about=file) from error


def _section(name: str, kind: Any, keys: Table, file: str) -> Any:
    names = {f.name for f in fields(kind)}
    for key in keys:
        if key not in names:
            raise SettingsError(f"{file}: [{name}] has no setting {key}{_nearest(key, names)}.", about=file)
    try:
        return msgspec.convert(keys, kind, strict=True)
    except (msgspec.ValidationError, TypeError, ValueError) as error:
        why = str(error).replace("`$.", "").replace("`", "").replace(" - at ", " in ")
        raise SettingsError(f"{file}: [{name}] has a value that does not fit: {why}.", about=file) from error


def _nearest(name: str, names: Any) -> str:
    near = difflib.get_close_matches(name, sorted(names), 1)
    return f"; did you mean {near[0]}?"[:-1] if near else ""


def _of_environment(environment: Mapping[str, str]) -> dict[str, Table]:
    """Return the settings among the variables, by section; values as TOML, else as plain text."""
    found: dict[str, Table] = {}
    for part in fields(Settings):
        start = f"{PREFIX}{part.name.upper()}_"
        for variable, text in sorted(environment.items()):
            if variable.startswith(start):
                found.setdefault(part.name, {})[variable.removeprefix(start).lower()] = _value(text)
    return found


def _value(text: str) -> Any:
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def _meanings() -> dict[tuple[str, str], str]:
    """Return the docstring of each attribute of each dataclass in `settings`, on one line."""
    found: dict[tuple[str, str], str] = {}
    for node in ast.parse(inspect.getsource(known)).body:
        if isinstance(node, ast.ClassDef):
            for one, after in zip(node.body, node.body[1:], strict=False):
                if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name) and isinstance(after, ast.Expr):
                    text = ast.literal_eval(after.value)
                    found[node.name, one.target.id] = " ".join(str(text).split())
    return found


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, tuple | list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if is_dataclass(value):
        return "{" + ", ".join(f"{f.name} = {_toml(getattr(value, f.name))}" for f in fields(value)) + "}"
    return f"{value:_}" if isinstance(value, int) else repr(value)
