"""What prints a ledger: nothing gets surer, conditions stay, and hostile text does no harm."""

import csv
import json
from dataclasses import replace
from io import StringIO

import pytest

from nutgraf.briefs.printed.as_json import as_document, validate
from nutgraf.briefs.printed.ledger.as_csv import COLUMNS, as_csv, safe
from nutgraf.briefs.printed.ledger.cells import cells, cut
from nutgraf.briefs.printed.ledger.document import ledger_document, ledger_json, validate_ledger
from nutgraf.briefs.printed.ledger.phrases import DOES, TO_DO, deed, whose_word
from nutgraf.briefs.printed.ledger.plover import as_plover, left_out
from nutgraf.briefs.printed.ledger.positions import ledger_markdown, positions_table
from nutgraf.briefs.printed.ledger.table import LEAST_WIDTH, as_table
from nutgraf.briefs.printed.ledger.timeline import timeline
from nutgraf.briefs.printed.markdown import as_markdown
from nutgraf.errors import NutgrafError
from nutgraf.model import SIGNS, Claim, Ledger, Position
from tests.briefs.printed.ledger.sample_ledger import (
    AGAIN,
    EMPTY,
    FULL,
    HOSTILE,
    PLANNED,
    SPECULATED,
    THREATENED,
    UNCONFIRMED,
)
from tests.briefs.sample_brief import FULL as BRIEF

PUBLISHED = {"a1": "2025-05-13", "a2": "2025-05-13"}


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (UNCONFIRMED, "not confirmed: to meet or talk"),
        (THREATENED, "threatens sanctions or restrictions"),
        (SPECULATED, "may, it is speculated: to meet or talk"),
        (PLANNED, "plans to meet or talk"),
        (HOSTILE, "accuses"),
        (replace(HOSTILE, negated=True), "not: accuses"),
    ],
)
def test_a_deed_is_never_surer_than_its_claim(claim: Claim, words: str) -> None:
    assert deed(claim) == words


def test_every_act_has_its_words() -> None:
    assert set(DOES) == set(TO_DO) >= {"STATEMENT"}


def test_the_chain_of_speakers_is_kept() -> None:
    assert whose_word(PLANNED) == "Zelensky, as told by the agency"


@pytest.mark.parametrize("width", [10, LEAST_WIDTH, 80, 100])
def test_no_line_of_the_table_is_wider_than_asked(width: int) -> None:
    lines = as_table(FULL, width).split("\n")
    assert max(map(cells, lines)) <= max(width, LEAST_WIDTH)
    assert not any(c in line for line in lines for c in "\x1b\u202e\r")


def test_the_table_shows_sign_word_condition_origins_and_sentence() -> None:
    text = as_table(FULL)
    for position in FULL.positions:
        assert f"{SIGNS[position.certainty]} {position.certainty}" in text
    assert 'condition: "if Russia does not agree to a 30-day ceasefire"' in text
    assert "2 origins" in text
    assert "updated later" in text
    assert "EU leaders threatened further sanctions" in text
    assert as_table(EMPTY) == "0 positions, 0 claims\n"


def test_wide_letters_count_two_cells() -> None:
    assert cells("跌了。") == 6
    assert cut("跌了了了", 5) == "跌了…"


@pytest.mark.parametrize("ledger", [FULL, EMPTY])
def test_json_keeps_to_its_schema(ledger: Ledger) -> None:
    document = json.loads(ledger_json(ledger))
    validate_ledger(document)
    assert list(document) == ["schema", "story", "positions", "timeline"]


def test_json_keeps_nesting_condition_and_aux() -> None:
    by_id = {p["id"]: p["claims"][0] for p in ledger_document(FULL)["positions"]}
    assert [a["nested_in"] for a in by_id["c4"]["attribution"]] == [None, 0]
    assert by_id["c2"]["condition"]["polarity"] == "negative"
    assert by_id["c2"]["condition"]["embedded"] == {"actor": "Russia", "type": "AGREE"}
    assert by_id["c3"]["aux"]["hypothetical"] is True
    assert by_id["c7"]["kind"] == "statement"


def test_the_schema_refuses_another_shape() -> None:
    document = ledger_document(FULL)
    document["positions"][0]["claims"] = []
    with pytest.raises(NutgrafError, match="The ledger"):
        validate_ledger(document)


def test_the_json_brief_holds_claims() -> None:
    document = as_document(replace(BRIEF, positions=(FULL.positions[0], FULL.positions[2])))
    validate(document)
    assert [claim["id"] for claim in document["claims"]] == ["c4", "c5", "c2"]


def test_csv_has_one_row_a_claim() -> None:
    text = as_csv(FULL)
    rows = list(csv.DictReader(StringIO(text, newline="")))
    assert [row["claim"] for row in rows] == ["c4", "c5", "c1", "c2", "c3", "c6", "c7"]
    assert text.count("\r\n") == len(rows) + 1
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["origins"] == "2"


@pytest.mark.parametrize("text", ["=1+1", " =1", "\t=1", "\x00=1", "+1", "-1", "@x", "＝1", "\u202e=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert safe(text).startswith("'")


def test_plover_has_the_fields_of_the_standard() -> None:
    records = [json.loads(line) for line in as_plover(FULL, PUBLISHED).splitlines()]
    assert [r["id"] for r in records] == ["c4", "c5", "c1", "c2", "c3", "c6"]
    assert left_out(FULL, PUBLISHED) == 1
    threat = records[3]
    assert (threat["event"], threat["mode"], threat["date"]) == (["THREATEN"], ["restrict"], "2025-05-13")
    assert threat["source"] == [{"actor_text": "EU leaders", "code": "EU", "sector": "IGO"}]
    assert threat["hypothetical"] is True
    assert left_out(FULL, {}) == 4  # without a day of its own or of its article


def test_the_markdown_keeps_the_condition_and_is_not_broken_by_text() -> None:
    text = ledger_markdown(FULL)
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len({line.replace("\\|", "").count("|") for line in rows}) == 1
    assert "if Russia does not agree to a 30-day ceasefire" in text
    assert "<b>" not in text.replace("\\<b\\>", "")
    assert "**planned:**" in text
    assert "1 more position not shown" in text


def test_the_markdown_brief_has_the_positions_after_dive_deeper() -> None:
    text = as_markdown(replace(BRIEF, positions=FULL.positions))
    assert text.index("## Where sources disagree") < text.index("## Positions") < text.index("## Timeline")
    assert "## Positions" not in as_markdown(BRIEF)


def test_a_ledger_without_actors_says_so() -> None:
    assert positions_table(EMPTY) == "No position has an actor that the articles name."


def test_the_timeline_has_past_and_planned_and_no_denial() -> None:
    assert [(s.day, s.planned) for s in timeline(FULL)] == [("2025-05-12", False), ("2025-05-15", True)]
    denied = Position("c5", (replace(AGAIN, negated=True),), "denied", ("o1",))
    assert timeline(Ledger("s", (denied,))) == ()
