"""Edits that lead from evidence to line: typed, in order, and undone again without a rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.briefs.checks.undo import apply_edits, undo_edits
from nutgraf.briefs.gate import edits_of
from nutgraf.errors import LineRefused
from tests.briefs.gate.pairs import MERGED, PASSED, REFUSED

WORDS = st.lists(
    st.sampled_from("Roe said the port , may not close . If “ ” Lind left 40 % in May".split()), max_size=14
)


@pytest.mark.parametrize(("evidence", "line"), [(e, line) for _, e, line in PASSED], ids=lambda text: text[0][:30])
def test_safe_lines_have_edits_with_an_inverse(evidence: tuple[str, ...], line: str) -> None:
    source = " ".join(evidence)
    made = edits_of(line, source)
    assert apply_edits(source, made) == line
    assert undo_edits(line, made) == source


def test_the_kind_is_read_off_the_words() -> None:
    kinds = {
        ("However, it fell.", "It fell."): {"cut-connective"},
        ("KYIV (Norda) - Talks failed.", "Talks failed."): {"cut-dateline"},
        ("Breaking: Talks failed.", "Talks failed."): {"cut-lead-in"},
        ("Roe, a doctor, won.", "Roe won."): {"cut-appositive"},
        ("The dam (built in 1950) broke.", "The dam broke."): {"cut-parenthesis"},
        ("The labour court met.", "The labor court met."): {"spelling"},
        ("She resigned.", "Ann Roe resigned."): {"expand-pronoun"},
        ("Roe resigned.", "Ann Roe resigned."): {"expand-name"},
        ("It met on Thursday.", "It met on Thursday 15 May."): {"date"},
    }
    for (source, line), expected in kinds.items():
        assert {e.kind for e in edits_of(line, source)} == expected, line


@given(WORDS, WORDS)
def test_edits_round_trip_or_are_refused(source: list[str], line: list[str]) -> None:
    before, after = " ".join(source), " ".join(line)
    try:
        made = edits_of(after, before)
    except LineRefused:
        return
    assert apply_edits(before, made) == after
    assert undo_edits(after, made) == before


def test_bad_lines_are_refused_or_round_trip_too() -> None:
    """A bad line may have edits: whether they are allowed is the gate's affair; but they never lie about the source."""
    for source, line in [(e, text) for _, e, text in REFUSED] + [(" ".join(e), text) for e, text in MERGED]:
        try:
            made = edits_of(line, source)
        except LineRefused:
            continue
        assert undo_edits(line, made) == source


def test_a_line_out_of_bounds_is_refused() -> None:
    with pytest.raises(LineRefused, match="over 2500 characters"):
        edits_of("a " * 1500, "b")
