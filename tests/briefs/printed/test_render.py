"""Renderings of a brief built by hand, against the files in tests/cases/renders (NUTGRAF_WRITE_CASES=1 writes them)."""

import json
import os
import re
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from nutgraf.briefs.notes import NO_CONTEXT, NO_POINTS, NO_SUMMARY
from nutgraf.briefs.printed.as_json import as_document, as_json, as_json_line, validate
from nutgraf.briefs.printed.render import as_explained, as_markdown, as_text, as_trace
from nutgraf.briefs.printed.wording import flat
from nutgraf.errors import NutgrafError
from nutgraf.model import SIGNS, Brief
from nutgraf.terminal import COLUMN, print_brief
from tests.briefs.sample_brief import BARE, FULL, JUDGED_BRIEF

CASES = Path(__file__).parent.parent.parent / "cases" / "renders"


def as_view(brief: Brief) -> str:
    out = StringIO()
    print_brief(Console(file=out, width=100, color_system=None), brief)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def as_traced_markdown(brief: Brief) -> str:
    return as_markdown(brief, trace=True)


FORMS: dict[str, Callable[[Brief], str]] = {
    "txt": as_text,
    "md": as_markdown,
    "traced.md": as_traced_markdown,
    "json": as_json,
    "trace": as_trace,
    "explained": as_explained,
    "view": as_view,
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("name", "brief"), [("full", FULL), ("bare", BARE), ("judged", JUDGED_BRIEF)])
def test_as_in_the_cases(name: str, brief: Brief, form: str) -> None:
    file = CASES / f"{name}.{form}"
    printed = FORMS[form](brief)
    if os.environ.get("NUTGRAF_WRITE_CASES"):
        file.write_text(printed, "utf-8")
    assert printed == file.read_text("utf-8")
    assert printed.endswith("\n")
    assert not printed.endswith("\n\n")


def test_text_has_the_seeds_form() -> None:
    lines = as_text(FULL).splitlines()
    assert lines[0] == FULL.headline.text
    assert lines[1] == " ".join(line.text for line in FULL.summary)
    assert lines[2] == "Context:"
    assert lines[3] == " ".join(line.text for line in FULL.context)
    assert lines[4] == "Dive Deeper:"
    points = len(FULL.dive_deeper)
    assert lines[5 : 5 + points] == [line.text for line in FULL.dive_deeper]
    assert lines[5 + points :] == [
        "Sources disagree: number of ships waiting",
        "Harbour Wire: About 100 ships wait.",
        "The Northern Echoes: Eighty ships wait, the port says.",
        "",
        "Wording: offline, traced.",
    ]


def test_empty_layers_say_so() -> None:
    for form in (as_text, as_markdown, as_trace, as_view):
        for sentence in (NO_SUMMARY, NO_CONTEXT, NO_POINTS):
            assert sentence in form(BARE)


@pytest.mark.parametrize("brief", [FULL, BARE, JUDGED_BRIEF])
def test_json_keeps_to_its_schema(brief: Brief) -> None:
    document = json.loads(as_json(brief))
    validate(document)
    assert json.loads(as_json_line(brief)) == document == as_document(brief)
    assert as_json_line(brief).count("\n") == 1
    assert list(document)[:5] == ["schema", "story", "edition", "made_at", "headline"]


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (("schema",), "nutgraf.brief/2", "$.schema"),
        (("made_at",), "yesterday", "$.made_at"),
        (("headline", "spans"), [], "$.headline.spans"),
        (("headline", "certainty"), "sure", "$.headline.certainty"),
        (("headline", "extra"), 1, "$.headline"),
        (("claims",), [{}], "$.claims[0]"),
        (("mode",), "verified", "$.mode"),
        (("written_by",), {"model": "m"}, "$.written_by"),
        (("headline", "judged"), "yes", "$.headline.judged"),
    ],
)
def test_schema_refuses(path: tuple[str, ...], value: object, where: str) -> None:
    document = json.loads(as_json(FULL))
    place = document
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with pytest.raises(NutgrafError) as caught:
        validate(document)
    assert caught.value.about == where


def test_json_of_a_lone_surrogate_can_be_written() -> None:
    odd = replace(FULL, notes=("half a \ud83d sign",))
    assert json.loads(as_json(odd).encode("utf-8"))["notes"] == ["half a \ud83d sign"]


def test_markdown_lets_no_page_write_markup() -> None:
    line = replace(FULL.headline, text="<b>x</b> ![i](http://evil.example) `c` [a]: b", edits=())
    source = replace(FULL.sources[0], title="](javascript:x)", url="javascript:alert(1)", outlet="# big")
    printed = as_markdown(replace(FULL, headline=line, dive_deeper=(line,), sources=(source,)))
    assert "<b>" not in printed
    assert not re.search(r"(?<!\\)\](?=\()", printed)
    assert "\\# big" in printed


def test_every_sign_has_its_word() -> None:
    for certainty, sign in SIGNS.items():
        point = replace(FULL.dive_deeper[0], certainty=certainty)
        brief = replace(FULL, dive_deeper=(point,))
        for form in (as_markdown, as_trace, as_view):
            assert f"{sign} {certainty}" in form(brief).replace("\\", "")


def test_view_keeps_to_its_column_and_sets_signs_in_the_margin() -> None:
    lines = as_view(FULL).splitlines()
    assert max(len(line) for line in lines) <= COLUMN
    assert any(line.startswith("→  Mayor Ada Lind") for line in lines)


@given(st.text())
def test_flat_text_cannot_steer_a_terminal(text: str) -> None:
    printed = flat(text)
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in printed)
    assert flat(printed) == printed
