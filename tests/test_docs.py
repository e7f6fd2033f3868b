"""Documents that cannot rot: what the program offers is written down, and what is written down exists."""

import ast
import re
from pathlib import Path

import pytest
import typer.main

from evals import shape
from nutgraf import cli
from nutgraf.commands import COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
HOW = (ROOT / "docs" / "how-it-works.md").read_text("utf-8")
HOW_DAILY = "".join((ROOT / "docs" / name).read_text("utf-8") for name in ("newsroom.md", "reading.md", "model.md"))
RUN = (ROOT / "run").read_text("utf-8")
RUN_HEADER = RUN.partition("set -euo")[0]
DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
MODULES = [file for room in ("evals", "bench") for file in sorted((ROOT / room).rglob("*.py"))]


def options() -> list[str]:
    """Every long option of the command and its subcommands."""
    group = typer.main.get_command(cli.app)
    commands = [group, *getattr(group, "commands", {}).values()]
    return sorted({opt for command in commands for p in command.params for opt in p.opts if opt.startswith("--")})


def eval_options() -> set[str]:
    """Every option that all evals take."""
    return set(re.findall(r"--[a-z]+", shape.parser("any", "").format_help()))


def verbs() -> list[str]:
    """Every name that `./run` answers to."""
    cases = RUN[RUN.index('case "$what" in') :]
    return re.findall(r"^  ([a-z]+)\) ", cases, re.MULTILINE)


def test_the_command_has_options_to_document() -> None:
    assert {"--format", "--until", "--version"} <= set(options())
    assert {"brief", "test", "check", "eval", "bench"} <= set(verbs())


@pytest.mark.parametrize("option", options())
def test_every_option_is_documented(option: str) -> None:
    assert re.search(rf"`[^`\n]*{option}\b", README + HOW + HOW_DAILY), f"{option} is documented nowhere"


@pytest.mark.parametrize("option", sorted(set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", README + HOW + HOW_DAILY))))
def test_every_documented_option_exists(option: str) -> None:
    assert option in {*options(), *eval_options(), "--help"}, f"{option} is documented, and no command takes it"


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_on_the_archive_is_documented(command: str) -> None:
    assert re.search(rf"`[^`\n]*\b{command}\b", README + HOW_DAILY), f"{command} is documented nowhere"


@pytest.mark.parametrize("code", sorted(cli.EXIT_CODES))
def test_every_exit_code_is_documented(code: int) -> None:
    assert re.search(rf"^\| {code} \|", HOW, re.MULTILINE), f"exit code {code} has no row in how-it-works.md"


def test_no_exit_code_is_invented() -> None:
    table = HOW[HOW.index("## Exit codes") :].partition("\n## ")[0]
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)} == set(cli.EXIT_CODES)


@pytest.mark.parametrize("name", [f.value for f in cli.Format])
def test_every_format_is_documented(name: str) -> None:
    [row] = [line for line in HOW.splitlines() if line.startswith("| `--format")]
    assert re.search(rf"[ |]{name}\b", row)


@pytest.mark.parametrize("verb", verbs())
def test_every_verb_of_run_is_documented(verb: str) -> None:
    assert f"./run {verb}" in README or f"./run {verb}" in RUN_HEADER


@pytest.mark.parametrize("verb", sorted(set(re.findall(r"\./run ([a-z]+)", README + HOW + RUN_HEADER))))
def test_every_documented_verb_exists(verb: str) -> None:
    assert verb in verbs()


def test_readme_is_short_and_complete() -> None:
    assert len(README.splitlines()) < 150
    assert "@@" not in README, "a place was left to be filled in"


def test_how_it_works_is_short() -> None:
    assert len(HOW.splitlines()) < 120


@pytest.mark.parametrize("file", MODULES, ids=lambda f: f"{f.parent.name}.{f.stem}")
def test_every_eval_and_bench_says_what_it_measures(file: Path) -> None:
    told = ast.get_docstring(ast.parse(file.read_text("utf-8")))
    assert told
    assert len(told.split()) > 3


@pytest.mark.parametrize("file", DOCS, ids=lambda f: f.name)
def test_links_lead_somewhere(file: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)\)", file.read_text("utf-8")):
        if "://" not in target:
            assert (file.parent / target).exists(), f"{file.name} links to {target}, which does not exist"


def test_rooms_and_files_named_in_how_it_works_exist() -> None:
    package = ROOT / "src" / "nutgraf"
    for name in re.findall(r"`([a-z_]+/[a-z_]*(?:\.py)?|[a-z_]+\.py)`", HOW):
        assert (package / name).exists() or (package / "briefs" / name).exists() or (ROOT / name).exists(), name


def test_design_notes_are_numbered_and_listed() -> None:
    notes = sorted((ROOT / "docs" / "design").glob("*.md"))
    assert notes
    for note in notes:
        number = note.name.partition("-")[0]
        assert number.isdigit()
        assert note.read_text("utf-8").startswith(f"# {number} ")
        assert f"design/{note.name}" in HOW, f"{note.name} is not listed in how-it-works.md"
