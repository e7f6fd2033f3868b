"""Expectations of feeds are read, not run; words are compared as a reader sees them."""

import pytest

from evals.feeds import Wanted, feed_case, moment, same_link, same_moment, same_words, wanted_of


@pytest.mark.parametrize(
    ("expression", "wanted"),
    [
        ("not bozo and entries[0]['title'] == 'A'", [Wanted(0, "title", ("title",), "A")]),
        ("entries[1]['content'][0]['value'] == u'B'", [Wanted(1, "text", ("content", 0, "value"), "B")]),
        (
            "entries[0]['id'] == 'x' and entries[0]['link'] == 'y'",
            [Wanted(0, "guid", ("id",), "x"), Wanted(0, "link", ("link",), "y")],
        ),
        ("entries[0]['source']['title'] == 'C'", [Wanted(0, "outlet", ("source", "title"), "C")]),
        ("entries[0]['source']['links'][0]['title'] == 'C'", []),
        ("entries[0]['content'][0]['type'] == 'text/html'", []),
        ("entries[0]['title'] == open('/etc/passwd').read()", []),
        ("feed['title'] == 'A' or entries[0]['title'] == 'A'", []),
        ("__import__('os').abort()", []),
        ("entries[0]['title'] ==", []),
    ],
)
def test_expectations(expression: str, wanted: list[Wanted]) -> None:
    found = list(wanted_of(expression))
    assert found == wanted


def test_a_case_is_read_in_its_encoding() -> None:
    expect = "Expect: not bozo and entries[0]['title'] == 'A'"
    text = f"<!--\nHeader: Content-type: text/xml; charset=utf-16\n{expect}\n--><rss/>"
    case = feed_case("tests/x.xml", text.encode("utf-16"))
    assert case is not None
    assert (case.charset, case.wanted) == ("utf-16", (Wanted(0, "title", ("title",), "A"),))
    assert feed_case("tests/x.xml", b"<!-- Expect: bozo and entries[0]['title'] == 'A' --><rss/>") is None
    assert feed_case("tests/x.xml", b"<rss/>") is None


def test_what_is_the_same() -> None:
    assert same_words("<p>A &amp; <b>b</b></p>", "A &amp;\n b")
    assert same_words("A", "A<script>x</script>")
    assert not same_words("A", "A b")
    assert not same_words("", ValueError())
    assert same_moment((2025, 1, 2, 3, 4, 5, 0, 0, 0), "Thu, 02 Jan 2025 04:04:05 +0100")
    assert not same_moment("2025-01-02", "2025-01-03")
    assert moment(None) is None
    assert same_link("", None)
    assert not same_link("http://a.example/", None)
