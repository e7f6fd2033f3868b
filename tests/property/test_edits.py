"""Laws of edits: what was applied can be undone exactly, and what does not fit is refused."""

from hypothesis import given
from hypothesis import strategies as st

from nutgraf.briefs.checks.undo import apply_edits, place_in_line, undo_edits
from nutgraf.model import Edit

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, tuple[Edit, ...]]:
    """A source text with edits that fit it."""
    source = draw(TEXT)
    cuts = sorted(draw(st.lists(st.integers(0, len(source)), max_size=8)))
    edits = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        after = draw(TEXT)
        if after != source[start:end]:
            edits.append(Edit("spelling", start, source[start:end], after))
    return source, tuple(edits)


@given(edited())
def test_undo_is_the_inverse_of_apply(case: tuple[str, tuple[Edit, ...]]) -> None:
    source, edits = case
    assert undo_edits(apply_edits(source, edits), edits) == source


@given(edited())
def test_apply_is_the_inverse_of_undo(case: tuple[str, tuple[Edit, ...]]) -> None:
    source, edits = case
    line = apply_edits(source, edits)
    assert apply_edits(undo_edits(line, edits), edits) == line


@given(TEXT, edited())
def test_undo_of_a_foreign_line_is_refused_or_leads_back(line: str, case: tuple[str, tuple[Edit, ...]]) -> None:
    _, edits = case
    try:
        source = undo_edits(line, edits)
    except ValueError:
        return
    assert apply_edits(source, edits) == line


@given(edited())
def test_what_no_edit_touches_stands_where_the_map_says(case: tuple[str, tuple[Edit, ...]]) -> None:
    source, edits = case
    line = apply_edits(source, edits)
    for offset, letter in enumerate(source):
        if not any(e.start <= offset < e.end for e in edits):
            assert line[place_in_line(offset, edits)] == letter
