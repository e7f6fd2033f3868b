"""`nutgraf ledger` as a user types it: its help, and how it ends."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from nutgraf.console import NOTHING, OK, USAGE

ROOT = Path(__file__).parent.parent
SAMPLE = "examples/istanbul-talks"


def nutgraf(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "nutgraf", *args],
        cwd=ROOT, capture_output=True, text=True, env={"PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip


def test_the_help_names_every_format() -> None:
    run = nutgraf("ledger", "--help")
    assert run.returncode == OK
    assert all(name in run.stdout for name in ("table", "json", "csv", "markdown", "plover", "Exit codes"))


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--format", "pdf"], "'pdf' is not one of"),
        (["--until", "next week"], "is not a time"),
        (["--story", "999"], "--story 999 is none of them."),
    ],
)
def test_a_bad_option_has_its_exit_code(options: list[str], words: str) -> None:
    run = nutgraf("ledger", SAMPLE, *options)
    assert (run.returncode, run.stdout) == (USAGE, "")
    assert words in run.stderr


def test_no_article_is_no_ledger(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("", "utf-8")
    run = nutgraf("ledger", str(tmp_path))
    assert (run.returncode, run.stdout) == (NOTHING, "")
    assert "so there is no ledger." in run.stderr


def test_the_sample_as_json() -> None:
    pytest.importorskip("nutgraf.ledger.book")
    from nutgraf.briefs.printed.ledger.document import validate_ledger

    run = nutgraf("ledger", SAMPLE, "--format", "json")
    assert run.returncode == OK, run.stderr
    validate_ledger(json.loads(run.stdout))
