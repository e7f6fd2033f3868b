"""The command when something is odd: one sentence, the promised exit code, and never a stack trace."""

import gzip
import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nutgraf.cli import EXIT_CODES, FAULT, NOTHING, OK, STOPPED, USAGE, app, ended
from nutgraf.errors import SettingsError

ROOT = Path(__file__).parent.parent
ENV = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
PAGE = """<html lang="en"><head><title>{title}</title><meta property="article:published_time" content="{time}">
<meta property="og:site_name" content="{outlet}"></head><body><article><h1>{title}</h1>
<p>The harbour town of Lunden closed its main bridge on Monday after inspectors found cracks in two girders.</p>
<p>Mayor Ingrid Holm said the bridge would stay shut until at least Friday while engineers weld plates on.</p>
<p>About 14,000 cars cross the bridge each day, and drivers now face a detour of 22 kilometres.</p>
</article></body></html>"""
BRIDGE = PAGE.format(title="Lunden bridge closed after cracks found", time="2026-03-02T10:00Z", outlet="Lunden Post")
OTHER = """Lake Orm freezes for the first time in a decade

3 March 2026

Lake Orm froze from shore to shore on Tuesday for the first time in ten years, the park service said.

Rangers measured twelve centimetres of ice and warned skaters to stay near the bank."""
GERMAN = """Brücke in Lunden gesperrt

Die Stadt Lunden hat am Montag ihre wichtigste Brücke gesperrt, nachdem Prüfer Risse in zwei Trägern gefunden hatten.
Die Bürgermeisterin sagte, die Brücke bleibe mindestens bis Freitag geschlossen."""


def nutgraf(*args: str, stdin: bytes = b"", cwd: Path = ROOT) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "nutgraf", *args], input=stdin, capture_output=True, cwd=cwd, env=ENV, check=False
    )


@pytest.fixture
def news(tmp_path: Path) -> Path:
    (tmp_path / "bridge.html").write_text(BRIDGE, "utf-8")
    (tmp_path / "lake.txt").write_text(OTHER, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--until", "next week"], "--until 'next week' is not a time. Write it like 2025-05-14T00:00Z"),
        (["--until", "9999-12-31T23:59:59-14:00"], "is not a time"),
        (["--until", ""], "--until '' is not a time"),
        (["--story", "99"], "There are 2 stories; --story 99 is none of them."),
        (["--story", "2", "--all"], "give only one of them"),
        (["--story", "0"], "Invalid value for '--story'"),
        (["--format", "pdf"], "'pdf' is not one of"),
        (["--max-bytes", "0"], "Invalid value for '--max-bytes'"),
        (["--bogus"], "No such option: --bogus"),
    ],
)
def test_a_bad_option_ends_with_2_and_says_why(news: Path, options: list[str], words: str) -> None:
    run = nutgraf("brief", str(news), *options)
    assert (run.returncode, run.stdout) == (USAGE, b"")
    assert words in run.stderr.decode()
    assert "Traceback" not in run.stderr.decode()


@pytest.mark.parametrize(
    ("files", "options", "words"),
    [
        ({"a.html": BRIDGE}, ["--until", "2020-01-01"], "was published before 2020-01-01 00:00 UTC, so there is no"),
        ({"a.txt": ""}, [], "No article was found in what was given, so there is no brief."),
        ({"a.html": BRIDGE}, ["--max-bytes", "500"], "larger than 500 bytes, the limit for one item (--max-bytes"),
    ],
)
def test_no_brief_ends_with_4_and_says_why(
    tmp_path: Path, files: dict[str, str], options: list[str], words: str
) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    run = nutgraf("brief", str(tmp_path), *options)
    assert (run.returncode, run.stdout) == (NOTHING, b"")
    assert words in run.stderr.decode()


def test_a_foreign_article_is_never_left_out_in_silence(news: Path) -> None:
    (news / "bruecke.txt").write_text(GERMAN, "utf-8")
    run = nutgraf("brief", str(news), "--all", "--format", "markdown")
    assert run.returncode == OK
    assert run.stdout.count(b"## Dive Deeper") >= 2
    alone, beside = "# Brücke in Lunden gesperrt", "1 article is in another language (German"
    assert (alone in run.stdout.decode()) != (beside in run.stdout.decode().replace("\\", ""))


def test_one_sentence_is_an_honest_brief(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("The mayor of Lunden resigned on Monday.", "utf-8")
    run = nutgraf("brief", str(tmp_path))
    assert run.returncode == OK
    assert run.stdout.decode().splitlines()[0] == "The mayor of Lunden resigned on Monday."


def test_a_story_without_a_headline_is_said_and_the_rest_goes_on(news: Path) -> None:
    # a title that says what nobody says in the text, in a text whose only sentence cannot stand alone
    (news / "odd.txt").write_text("WATCH:\n\n3 March 2026\n\n“He did that,” she said of it to them there.", "utf-8")
    run = nutgraf("brief", str(news), "--all", "--format", "json")
    stories = [json.loads(line) for line in run.stdout.decode().splitlines()]
    assert len(stories) == 2
    assert run.returncode == 3
    assert "has no title that can stand as headline: " in run.stderr.decode()


def test_all_as_json_is_one_line_a_story(news: Path) -> None:
    run = nutgraf("brief", str(news), "--all", "--format", "json", "--explain", "--trace")
    assert [json.loads(line)["schema"] for line in run.stdout.decode().splitlines()] == ["nutgraf.brief/1"] * 2
    assert b"dropped" in run.stderr  # what is explained does not mix with what programs read


def test_standard_input_packed_or_not() -> None:
    plain = nutgraf("brief", "-", stdin=BRIDGE.encode())
    packed = nutgraf("brief", "-", stdin=gzip.compress(BRIDGE.encode()))
    assert plain.returncode == OK
    assert plain.stdout == packed.stdout != b""


def test_a_reader_that_has_enough_is_no_fault(news: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "nutgraf", "brief", str(news), "--all"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENV,
    ) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.close()
        said = run.stderr.read()
    assert (run.returncode, said) == (OK, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_said(news: Path) -> None:
    with open("/dev/full", "wb") as full:
        run = subprocess.run(
            [sys.executable, "-m", "nutgraf", "brief", str(news)], stdout=full, stderr=subprocess.PIPE, env=ENV
        )
    assert run.returncode == NOTHING
    assert b"The brief could not be written: No space left on device.\n" in run.stderr
    assert b"Traceback" not in run.stderr


def test_ctrl_c_stops_cleanly(tmp_path: Path) -> None:
    fifo = tmp_path / "slow.txt"
    os.mkfifo(fifo)  # a regular-looking input that never ends: the command is surely in the middle of its work
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from nutgraf.cli import main; main()"
    )
    with (
        subprocess.Popen(
            [sys.executable, "-c", code, "brief", str(fifo)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENV
        ) as run,
        open(fifo, "wb"),
    ):  # returns when the command has opened its end
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=30)
    assert (run.returncode, out, err) == (STOPPED, b"", b"Stopped.\n")


def test_a_terminal_gets_the_view(news: Path) -> None:
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "nutgraf", "brief", str(news / "bridge.html")],
        stdout=follower,
        stderr=subprocess.DEVNULL,
        env={**ENV, "COLUMNS": "70", "NO_COLOR": "1"},
    ) as run:
        os.close(follower)
        shown = b""
        try:
            while part := os.read(leader, 65_536):
                shown += part
        except OSError:
            pass  # Linux says so when the other end closes
    os.close(leader)
    text = shown.decode()
    assert run.returncode == OK
    assert "SUMMARY" in text
    assert "SOURCES" in text
    assert "\x1b[3" not in text.replace("\x1b[3m", "")  # no colour, italics may be
    assert max(len(line) for line in text.replace("\x1b[", "\n").splitlines()) <= 80


def _raise(error: BaseException) -> int:
    raise error


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (KeyboardInterrupt(), STOPPED, "Stopped."),
        (SettingsError("The setting x is unknown."), USAGE, "The setting x is unknown."),
        (ZeroDivisionError("by zero"), FAULT, "a fault of its own: ZeroDivisionError: by zero. Please report it"),
        (RecursionError("too deep"), FAULT, "a fault of its own: RecursionError"),
    ],
)
def test_whatever_happens_is_one_sentence(
    error: BaseException, code: int, words: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NUTGRAF_DEBUG", raising=False)
    assert ended(lambda: _raise(error)) == code
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1


def test_the_trace_of_a_fault_is_shown_when_asked_for(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NUTGRAF_DEBUG", "1")
    assert ended(lambda: _raise(ZeroDivisionError("by zero"))) == FAULT
    assert "Traceback" in capsys.readouterr().err


def test_the_help_documents_every_exit_code() -> None:
    shown = CliRunner().invoke(app, ["brief", "--help"]).output
    for code, meaning in EXIT_CODES.items():
        assert f"{code}  {meaning}" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_our_own_errors_are_their_fault() -> None:
    code = """
import sys
from nutgraf.cli import ended
from nutgraf.errors import NoText
def run(): raise NoText("x is empty.", about="x")
sys.exit(ended(run))
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, env=ENV, check=False)
    assert (run.returncode, run.stderr) == (NOTHING, b"x is empty.\n")
