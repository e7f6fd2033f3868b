"""Context from earlier editions: only of articles out of sight, dated, and told once."""

from dataclasses import replace
from datetime import UTC, datetime

from nutgraf.briefs.earlier import with_earlier
from nutgraf.model import Brief, Edition, Evidence, Line, SourceNote, Span

AT = datetime(2026, 3, 2, tzinfo=UTC)


def line(text: str, article: str) -> Line:
    return Line(text, (Evidence(Span(article, 0, len(text)), text),))


def source(name: str, day: int) -> SourceNote:
    return SourceNote(name, "A", "T", f"u/{name}", AT.replace(day=day), "feed", "en", "o1")


OLD = Brief(
    story="s1",
    edition="b1",
    made_at=AT,
    headline=line("Flood in Arlen", "a1"),
    summary=(line("The river Sonna rose on 2 March over the walls of Arlen.", "a1"),),
    context=(
        line("The dam above Arlen was built on 4 May 1961 by the army.", "a2"),
        line("The dam has an owner.", "a2"),
        line("Arlen was last flooded on 9 June 2013, when the school fell.", "a3"),
    ),
    dive_deeper=(),
    sources=(source("a1", 2), source("a2", 3), source("a3", 4)),
)
NEW = replace(
    OLD,
    headline=line("Arlen goes home", "a4"),
    summary=(line("People return to Arlen.", "a4"),),
    context=(line("On 9 June 2013 Arlen was flooded, and the school fell.", "a4"),),
    sources=(source("a3", 4), source("a4", 9)),
)
EDITION = Edition(OLD, 3, ("a1", "a2", "a3"), (), (), AT)


def test_lines_out_of_sight_come_back_with_their_sources() -> None:
    found = with_earlier(NEW, EDITION, 5)
    assert [one.text for one in found.context] == [
        "The dam above Arlen was built on 4 May 1961 by the army.",
        "The river Sonna rose on 2 March over the walls of Arlen.",
        "On 9 June 2013 Arlen was flooded, and the school fell.",
    ]
    assert [s.id for s in found.sources] == ["a1", "a2", "a3", "a4"]
    assert found.notes == (
        "2 lines of the Context stood in edition 3 of 2 March 2026; their articles are no longer read anew.",
    )
    assert found.edition != NEW.edition


def test_no_more_than_there_is_room_for() -> None:
    assert len(with_earlier(NEW, EDITION, 2).context) == 2
    assert with_earlier(NEW, EDITION, 1) == NEW


def test_what_is_still_in_sight_is_left_to_the_writer() -> None:
    seen = replace(NEW, sources=(*NEW.sources, source("a1", 2), source("a2", 3)))
    assert with_earlier(seen, EDITION, 5) == seen
