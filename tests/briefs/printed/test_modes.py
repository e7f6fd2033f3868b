"""What a brief says of its wording, in every form; and that what was kept before there were modes still loads."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import msgspec
import pytest

from nutgraf.briefs.printed.as_json import as_document, as_json, as_json_line, validate
from nutgraf.briefs.printed.modes import JUDGED, MOST_NAME, judged_note, marked, wording_of
from nutgraf.briefs.printed.render import as_markdown, as_text, as_trace
from nutgraf.model import SIGNS, Brief, WrittenBy
from tests.briefs.printed.test_render import as_view
from tests.briefs.sample_brief import FREE, FULL, JUDGED_BRIEF

FORMS: tuple[Callable[[Brief], str], ...] = (as_text, as_trace, as_markdown, as_view)
MODEL = WrittenBy("SmolLM2-135M", "", date(2026, 11, 30), "model, traced")
TRACED = replace(FULL, mode="model, traced", written_by=MODEL)


def plain(text: str) -> str:
    return " ".join(text.replace("\\", "").split())


@pytest.mark.parametrize("form", FORMS)
def test_every_form_says_who_worded_it(form: Callable[[Brief], str]) -> None:
    assert "Wording: offline, traced." in plain(form(FULL))
    assert "Wording: SmolLM2-135M, traced, 30 November 2026." in plain(form(TRACED))
    judged = plain(form(JUDGED_BRIEF))
    assert "Wording: SmolLM2-135M (smollm2-135m-q8 fp_1), judged by nli-small, 30 November 2026." in judged
    assert "◇ judged: passed by nli-small, not traced word for word." in judged


@pytest.mark.parametrize("form", FORMS)
def test_a_judged_line_is_marked_and_no_other(form: Callable[[Brief], str]) -> None:
    assert JUDGED not in form(TRACED)
    said = plain(form(JUDGED_BRIEF)).replace(judged_note(JUDGED_BRIEF), "")
    assert said.count(JUDGED) == 1
    assert 0 < said.index(JUDGED) - said.index(FREE.text) - len(FREE.text) < 60


def test_nothing_is_called_true() -> None:
    for form in (*FORMS, as_json):
        for brief in (FULL, TRACED, JUDGED_BRIEF):
            assert not re.search(r"\bverified\b|\btrue\b(?!,?$)", form(brief).replace('"judged": true', ""))


def test_the_mark_is_no_sign_of_certainty() -> None:
    assert JUDGED.split()[0] not in SIGNS.values()
    assert marked(FREE) == f"{FREE.text} [◇ judged]"
    assert marked(FULL.headline) == FULL.headline.text


def test_json_says_it_in_keys_that_may_be_missing() -> None:
    document = as_document(JUDGED_BRIEF)
    assert document["mode"] == "model, judged"
    assert document["written_by"]["judge"] == "nli-small"
    assert [line.get("judged", False) for line in document["summary"]] == [True] + [False] * (len(FULL.summary) - 1)
    assert "judged" not in as_json_line(FULL)
    offline = as_document(FULL)
    assert offline["mode"] == "traced"
    assert "written_by" not in offline
    before = {name: value for name, value in offline.items() if name != "mode"}
    validate(before)  # a document printed before there were modes


def test_a_brief_kept_before_there_were_modes_loads_as_traced() -> None:
    kept = msgspec.to_builtins(FULL)
    for name in ("mode", "written_by"):
        del kept[name]
    for layer in ("summary", "context", "dive_deeper"):
        for line in kept[layer]:
            del line["judged"]
    del kept["headline"]["judged"]
    assert msgspec.json.decode(json.dumps(kept), type=Brief) == FULL
    assert msgspec.json.decode(msgspec.json.encode(JUDGED_BRIEF), type=Brief) == JUDGED_BRIEF
    by = msgspec.to_builtins(MODEL)
    del by["judge"]
    assert msgspec.convert(by, WrittenBy) == MODEL


def test_a_hostile_name_stays_short_and_on_its_line() -> None:
    odd = replace(MODEL, model="x\n# Verified\x1b[31m" + "y" * 500, version="<b>*v*")
    said = wording_of(replace(TRACED, written_by=odd))
    assert "\n" not in said
    assert "\x1b" not in said
    assert len(said) < 2 * MOST_NAME + 60
    assert "<b>" not in as_markdown(replace(TRACED, written_by=odd)).replace("\\<b", "")


def test_a_version_that_only_repeats_the_name_is_said_once() -> None:
    assert wording_of(replace(TRACED, written_by=replace(MODEL, version="SmolLM2-135M"))).count("SmolLM2") == 1
    assert wording_of(replace(TRACED, written_by=replace(MODEL, day=None))) == "Wording: SmolLM2-135M, traced."
