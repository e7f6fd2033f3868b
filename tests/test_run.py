"""./run before there is an environment: it names what is missing, and never half works."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A clone with nothing made in it yet."""
    shutil.copy(ROOT / "run", tmp_path / "run")
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    return tmp_path


def run(where: Path, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [where / "run", *args], capture_output=True, text=True, env={**os.environ, **env}, check=False
    )


def test_without_a_command_it_lists_them(bare: Path) -> None:
    done = run(bare)
    assert done.returncode == 0
    for command in ("brief", "test", "check", "eval", "bench"):
        assert f"./run {command}" in done.stdout


def test_an_unknown_command_is_refused(bare: Path) -> None:
    assert run(bare, "breif").returncode == 2


def test_a_named_python_that_does_not_run_is_not_replaced_by_another(bare: Path) -> None:
    done = run(bare, "brief", "news", PYTHON="no-such python")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "PYTHON=no-such python is no Python 3.11, 3.12 or 3.13 that runs here.\n"
    assert not (bare / ".venv").exists()


def test_a_failed_installation_says_what_to_do_and_is_tried_again(bare: Path) -> None:
    (bare / "requirements" / "main.txt").write_text("no-such-library==0.0.0 --hash=sha256:" + "0" * 64 + "\n")
    for _ in range(2):
        done = run(
            bare, "brief", "news", PYTHON=sys.executable, PIP_NO_INDEX="1", PIP_CONFIG_FILE=os.devnull, PIP_INDEX_URL=""
        )
        assert done.returncode == 1
        assert done.stdout == ""
        assert "Then run the same command again." in done.stderr
    assert not (bare / ".venv" / "installed-main").exists()
