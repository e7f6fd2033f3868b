"""The command as a user types it: a real process on the sample, with the network blocked."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SAMPLE = "examples/istanbul-talks"
NO_NETWORK = """
import socket
def refuse(*_): raise AssertionError("the network was touched")
socket.socket.connect = refuse
socket.getaddrinfo = refuse
import sys
sys.argv[0] = "nutgraf"
from nutgraf.cli import main
main()
"""


def nutgraf(*args: str, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    run = subprocess.run(
        [sys.executable, "-c", NO_NETWORK, *args],
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": "random"},
    )
    return subprocess.CompletedProcess(run.args, run.returncode, run.stdout.decode(), run.stderr.decode())


@pytest.fixture(scope="module")
def text_13_may() -> str:
    run = nutgraf("brief", SAMPLE, "--format", "text", "--until", "2025-05-14T00:00Z")
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.fixture(scope="module")
def text_16_may() -> str:
    run = nutgraf("brief", SAMPLE, "--format", "text")
    assert run.returncode == 0, run.stderr
    return run.stdout


def layers(text: str) -> tuple[str, str, str, list[str]]:
    headline, summary, context_word, context, deeper_word, *points, apart, wording = text.removesuffix("\n").split("\n")
    assert (apart, wording) == ("", "Wording: offline, traced.")
    assert (context_word, deeper_word) == ("Context:", "Dive Deeper:")
    return headline, summary, context, points


@pytest.mark.parametrize("which", ["text_13_may", "text_16_may"])
def test_text_has_the_form_of_the_seed(which: str, request: pytest.FixtureRequest) -> None:
    headline, summary, context, points = layers(request.getfixturevalue(which))
    assert 3 <= len(headline.split()) <= 14
    assert 30 <= len(summary.split()) <= 120
    assert context
    assert 5 <= len(points) <= 9
    assert all(points)
    assert all(len(point.split()) <= 45 for point in points)
    assert summary != context


FACTS_13_MAY = {
    "Ankara on Thursday 15 May": ("Ankara", "Thursday 15 May", "Erdogan"),
    "on to Istanbul if Putin comes": ("Istanbul", "if", "Putin"),
    "30-day ceasefire": ("30-day ceasefire|ceasefire of 30 days|30 days",),
    "allies back it": ("allies",),
    "attendance not confirmed": ("not confirmed|not said|declined to|has not|would not say",),
    "root causes": ("root causes",),
    "offer by surprise, at night": ("surprise|unexpected", "night|01:30|1:30|early on Sunday|early hours"),
    "a move against Kyiv": ("bad light|look bad|in a bad|corner|trap",),
    "sanctions if": ("sanctions", "if"),
    "Trump may come": ("Trump", "things can happen|may|could"),
}


@pytest.mark.parametrize("fact", FACTS_13_MAY)
def test_a_reader_finds_the_facts_of_13_may(fact: str, text_13_may: str) -> None:
    for words in FACTS_13_MAY[fact]:
        assert any(word in text_13_may for word in words.split("|")), f"{words} is not in:\n{text_13_may}"


def test_the_talks_before_are_context_on_13_may(text_13_may: str) -> None:
    _, summary, context, _ = layers(text_13_may)
    assert "March 2022" in context
    assert "December 2019" in context
    assert "December 2019" not in summary


def test_on_17_may_the_prisoner_exchange_leads(text_16_may: str) -> None:
    headline, summary, _, _ = layers(text_16_may)
    assert "prisoner" in headline.lower() or "1,000" in headline
    assert "prisoners" in summary
    assert "will meet Turkish President" not in summary


def test_same_bytes_whatever_the_order_of_the_files() -> None:
    files = sorted(str(p.relative_to(ROOT)) for p in (ROOT / SAMPLE).glob("*.html"))
    runs = [nutgraf("brief", *given, "--format", "json") for given in (files, files[::-1])]
    assert runs[0].stdout == runs[1].stdout
    assert runs[0].returncode == 0


def test_json_validates_and_every_line_is_traced() -> None:
    from nutgraf.briefs.printed.as_json import validate

    run = nutgraf("brief", SAMPLE, "--format", "json")
    document = json.loads(run.stdout)
    validate(document)
    for line in [document["headline"], *document["summary"], *document["context"], *document["dive_deeper"]]:
        assert line["spans"]
        assert line["origins"]


def test_bad_inputs_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_bytes(b"")
    (tmp_path / "noise.html").write_bytes(bytes(range(256)) * 40)
    run = nutgraf("brief", SAMPLE, str(tmp_path), str(tmp_path / "missing.html"), "--format", "text")
    assert run.returncode == 3
    for name in ("empty.html", "noise.html", "missing.html"):
        assert name in run.stderr
    assert "Traceback" not in run.stderr
    layers(run.stdout)


def test_nothing_to_read_is_said_and_has_its_exit_code(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    run = nutgraf("brief", str(tmp_path / "empty.txt"))
    assert run.returncode == 4
    assert run.stdout == ""
    assert "empty.txt" in run.stderr


def test_a_bad_option_has_its_exit_code() -> None:
    assert nutgraf("brief", SAMPLE, "--until", "next week").returncode == 2
    assert nutgraf("brief", SAMPLE, "--story", "999").returncode == 2


def test_trace_and_explain_show_the_sources() -> None:
    run = nutgraf("brief", SAMPLE, "--trace", "--explain")
    assert run.returncode == 0
    assert ".example/" in run.stdout
    assert "UTC" in run.stdout


def test_a_digest_in_few_words() -> None:
    run = nutgraf("brief", SAMPLE, "--words", "50")
    assert run.returncode == 0, run.stderr
    assert "prisoners" in run.stdout
    assert len(run.stdout.splitlines()) == 1
    assert run.stdout.strip().endswith(".")
    assert len(run.stdout.split()) <= 50 + 45  # the last line may run over, and is given whole
