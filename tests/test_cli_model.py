"""`nutgraf brief` with a language model, as a user types it; the model is an endpoint on loopback that plays one."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.scripted_endpoint import Body, Play, lines, material, scripted

ROOT = Path(__file__).parent.parent
SAMPLE = "examples/istanbul-talks"
UNTIL = ("--until", "2025-05-14T00:00Z")
YES = '{"supported": "yes"}'


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """Folders of settings and answers that are nobody's."""
    names = ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "HOME")
    mine = {name: str(tmp_path / name.lower()) for name in names}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NUTGRAF_")}
    return {**kept, **mine, "PYTHONPATH": str(ROOT / "src"), "NO_COLOR": "1"}


def nutgraf(home: dict[str, str], *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "nutgraf", *args], cwd=ROOT, capture_output=True, env=home, text=True, encoding="utf-8"
    )


def brief(home: dict[str, str], *args: str) -> subprocess.CompletedProcess[str]:
    return nutgraf(home, "brief", SAMPLE, *UNTIL, *args)


def worded(body: Body, change: tuple[str, str] = ("", "")) -> str:
    """Return the offline lines as an answer, one word of the summary's changed."""
    rows = []
    for layer in material(body)["layers"]:
        for line in layer["lines"]:
            text = line["text"].replace(*change) if layer["layer"] == "summary" and change[0] else line["text"]
            rows.append((layer["layer"], text, line["cites"]))
    return lines(*rows)


def test_what_is_previewed_is_what_is_sent(home: dict[str, str]) -> None:
    with scripted(lambda body, _n: Play(worded(body))) as server:
        model = ("--model", "played", "--model-url", server.url)
        dry = brief(home, *model, "--dry-run")
        shown = brief(home, *model, "--preview")
        assert not server.bodies
        made = brief(home, *model, "--format", "json")
    assert dry.returncode == shown.returncode == made.returncode == 0, made.stderr
    assert dry.stdout.startswith("Story 1: at most 3 calls, ")
    assert dry.stdout.endswith("no price is set. Nothing was sent.\n")
    head, _, sent = shown.stdout.partition("\n\n")
    assert head == f"POST {server.url}/chat/completions"
    assert json.loads(sent) == server.bodies[0]
    document = json.loads(made.stdout)
    assert document["mode"] == "model, traced"
    assert document["written_by"]["model"] == "played"
    assert document["written_by"]["version"] == "scripted-1"
    assert not any(line.get("judged") for line in document["summary"])


def test_a_judged_line_is_marked(home: dict[str, str], tmp_path: Path) -> None:
    """One line of the summary is worded freely; another model is asked whether its evidence supports it."""
    old, free = "its allies in Europe support that.", "its allies in Europe stand behind that."

    def play(body: Body, _n: int) -> Play:
        return Play(YES) if body["model"] == "second" else Play(worded(body, (old, free)))

    with scripted(play) as server:
        settings = tmp_path / "settings.toml"
        settings.write_text(
            f'[model]\nurl = "{server.url}"\nname = "played"\nmode = "model, judged"\n'
            f'[judge]\nurl = "{server.url}"\nname = "second"\n'
        )
        made = brief(home, "--settings", str(settings), "--format", "text")
        again = brief(home, "--settings", str(settings), "--no-model", "--format", "text")
    assert made.returncode == 0, made.stderr
    assert f"{free} [◇ judged]" in made.stdout
    assert made.stdout.count("[◇ judged]") == 1
    assert "◇ judged: passed by second, not traced word for word." in made.stdout
    assert "Wording: played (scripted-1), judged by second, " in made.stdout
    asked = [json.loads(b["messages"][1]["content"]) for b in server.bodies if b["model"] == "second"]
    assert [one["line"].endswith(free) for one in asked] == [True]
    assert asked[0]["evidence"].endswith("support that.")
    assert again.stdout.endswith("Wording: offline, traced.\n")


def test_a_model_that_is_not_there_costs_only_a_note(home: dict[str, str]) -> None:
    with scripted(lambda _body, _n: Play()) as server:
        url = server.url
    made = brief(home, "--model", "gone", "--model-url", url, "--format", "json")
    assert made.returncode == 0
    document = json.loads(made.stdout)
    assert document["mode"] == "traced"
    assert "written_by" not in document
    assert any(note.startswith("Written offline: ") for note in document["notes"])


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("--model", "m"), 2, "give --model-url and --model"),
        (("--mode", "model-traced"), 2, "give --model-url and --model"),
        (("--dry-run",), 2, "give --model-url and --model"),
        (("--model", "m", "--no-model"), 2, "leave out what asks for a model"),
        (("--dry-run", "--preview"), 2, "give only one of them"),
        (("--model", "m", "--model-url", "ftp://a"), 2, "begins with http:// or https://"),
        (("--model", "m", "--model-url", "http://127.0.0.1:9/v1", "--mode", "model-judged"), 2, "needs a judge"),
    ],
)
def test_what_cannot_be_is_said_before_anything_is_read(
    home: dict[str, str], args: tuple[str, ...], code: int, said: str
) -> None:
    made = brief(home, *args)
    assert said in " ".join(made.stderr.split())
    assert made.stdout == ""
    assert made.returncode == code, made.stderr


def test_the_judge_is_another_model(home: dict[str, str]) -> None:
    here = {"NUTGRAF_JUDGE_URL": "http://127.0.0.1:9/v1", "NUTGRAF_JUDGE_NAME": "Same"}
    url = ("--model-url", "http://127.0.0.1:9/v1")
    made = brief(home | here, "--model", "same", *url, "--mode", "model-judged")
    assert "The judge Same is the model that writes" in made.stderr
    assert made.stdout == ""
