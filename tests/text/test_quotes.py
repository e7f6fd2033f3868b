"""Quotation marks pair within a paragraph, outermost only, and apostrophes are no marks."""

import pytest

from nutgraf.text.quotes import find_quotes

PAIRED = [
    ("He said “it's over” and left.", ["it's over"]),
    ('He said "it\'s over" and left.', ["it's over"]),
    ("“We ‘will’ go,” she said. “Soon.”", ["We ‘will’ go,", "Soon."]),
    ("„Wir gehen“, sagte er.", ["Wir gehen"]),
    ("« On y va », dit-il.", [" On y va "]),
    ("»Wir gehen«, sagte er.", ["Wir gehen"]),
    ("'We go,' she said.", ["We go,"]),
    ("‘We go,’ she said.", ["We go,"]),
    ("It's the workers' fault, O'Brien's too.", []),
    ("the '90s and the boys' club", []),
    ("'We back the workers' strike,' she said.", ["We back the workers' strike,"]),
    ("``We go,'' she said.", ["We go,"]),
    ('The 6\'2" man said "no" twice.', ["no"]),
    ('“We go," he said.', ["We go,"]),
]


@pytest.mark.parametrize(("text", "inner"), PAIRED)
def test_marks_pair(text: str, inner: list[str]) -> None:
    quotes = find_quotes(text)
    assert [text[q.inner_start : q.inner_end] for q in quotes] == inner
    assert all(q.closed for q in quotes)


def test_a_forgotten_mark_ends_with_its_paragraph() -> None:
    text = "He said “we go.\nShe left. “No,” he said."
    assert [(text[q.start : q.end], q.closed) for q in find_quotes(text)] == [("“we go.", False), ("“No,”", True)]


def test_a_quotation_over_paragraphs_is_marked_in_each() -> None:
    text = "“We go.\n“We stay.\nWe win,” he said."
    quotes = find_quotes(text)
    assert [text[q.start : q.end] for q in quotes] == ["“We go.", "“We stay.", "We win,”"]
    assert not any(q.closed for q in quotes)
