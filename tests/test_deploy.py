"""What `deploy/` shows can be used as it stands: files parse, commands and options exist, units verify.

No container is built here: there is no engine to build it with in CI.
"""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import typer.main
import yaml

from nutgraf import cli

ROOT = Path(__file__).resolve().parents[1]
DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
DOCKERFILE = (DEPLOY / "Dockerfile").read_text("utf-8")
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
GROUP = typer.main.get_command(cli.app)


def commands() -> list[list[str]]:
    """Every command line of nutgraf that `deploy/` starts."""
    started = [one["command"] for one in COMPOSE["services"].values() if "command" in one]
    for unit in UNITS:
        started += [line.split()[1:] for line in re.findall(r"^ExecStart=(.+)$", unit.read_text("utf-8"), re.MULTILINE)]
    return started


def test_all_three_parts_are_started_both_ways() -> None:
    assert sorted(words[0] for words in commands()) == sorted(["worker", "place", "serve"] * 2)


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_command_that_is_started_exists_with_its_options(words: list[str]) -> None:
    command = GROUP.commands[words[0]]  # type: ignore[attr-defined]  # a group, as typer makes it
    context = command.make_context(words[0], list(words[1:]))  # raises for what it does not know
    assert context.args == []


def test_the_image_is_made_of_what_is_there() -> None:
    copied = [
        word for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE) for word in line.split()[:-1]
    ]
    kept = (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8").split()
    for name in copied:
        assert (ROOT / name).exists(), name
        assert f"!{name.split('/')[0]}" in kept, f"{name} does not reach the build"
    extras = re.search(r"\.\[([a-z,]+)\]", DOCKERFILE)
    assert extras is not None
    declared = (ROOT / "pyproject.toml").read_text("utf-8")
    assert all(re.search(rf"^{extra} = \[", declared, re.MULTILINE) for extra in extras[1].split(","))


def test_services_need_what_there_is_and_no_password_stands_in_the_file() -> None:
    services = COMPOSE["services"]
    for name, service in services.items():
        assert set(service.get("depends_on", {})) <= set(services), name
        for variable, value in service.get("environment", {}).items():
            assert "PASSWORD" not in variable or str(value).startswith("${"), variable
    assert all(port.startswith("127.0.0.1:") for port in services["serve"]["ports"]), "it would be open to the world"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_units_verify(unit: Path, tmp_path: Path) -> None:
    made = tmp_path / unit.name.replace("@.", "@1.")
    made.write_text(unit.read_text("utf-8").replace("/opt/nutgraf/bin/nutgraf", "/bin/true"), "utf-8")
    done = subprocess.run(["systemd-analyze", "verify", str(made)], capture_output=True, text=True)
    assert (done.returncode, [line for line in done.stderr.splitlines() if made.name in line]) == (0, [])
