"""Origins: who is one voice, and who is not."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from nutgraf.model import Article, Item
from nutgraf.stories.fingerprint import similarity, sketch
from nutgraf.stories.origin import find_origins, find_voices
from nutgraf.stories.retold import credits_outlet, retold_outlet, same_outlet
from nutgraf.text.extract import read_article

START = datetime(2031, 3, 3, 8, tzinfo=UTC)
REPORT = (
    "A ferry carrying 212 people was evacuated off Port Alma early on Tuesday after fire broke out in its engine room. "
    "All passengers and crew were taken off in lifeboats and by two fishing vessels within ninety minutes. "
    "The cause of the fire was not known, and the vessel was being towed towards the shipyard at Rada."
)
OTHER = (
    "Families wrapped in grey blankets came ashore before sunrise. The harbour master told this station that the boat "
    "had passed its yearly inspection in January, and that the wreck would lie in the yard for several weeks."
)
QUOTE = ' "The crew did everything right, and every one of them deserves our thanks tonight and tomorrow," Vidal said.'


def article(id_: str, outlet: str, text: str, *, wire: str = "", hours: int = 0) -> Article:
    when = START + timedelta(hours=hours)
    return Article(id=id_, title="Ferry", text=text, outlet=outlet, url="", published=when, wire=wire)


def voices(*articles: Article) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(o.name, o.why, o.articles) for o in find_origins(articles)]


def test_independent_reports_are_two_voices() -> None:
    assert voices(article("a", "Post", REPORT), article("b", "Radio", OTHER, hours=1)) == [
        ("Post", "single", ("a",)),
        ("Radio", "single", ("b",)),
    ]


def test_a_shared_quotation_is_no_copy() -> None:
    assert len(voices(article("a", "Post", REPORT + QUOTE), article("b", "Radio", OTHER + QUOTE))) == 2


def test_a_shortened_copy_takes_the_voice_of_the_first() -> None:
    shorter = REPORT.rsplit(". ", 1)[0] + ". Share this story with your friends."
    assert voices(article("a", "Post", REPORT), article("b", "Ledger", shorter, hours=2)) == [
        ("Post", "copy", ("a", "b"))
    ]


def test_the_wire_is_the_original_even_when_its_page_is_dated_later() -> None:
    found = voices(
        article("a", "Ledger", REPORT),
        article("b", "Marlin", REPORT, hours=2),
        article("c", "Courier", OTHER, wire="Marlin", hours=3),
    )
    assert found == [("Marlin", "wire", ("a", "b", "c"))]


def test_one_outlet_does_not_confirm_itself() -> None:
    assert voices(article("a", "Post", REPORT), article("b", "The Post", OTHER, hours=1)) == [
        ("Post", "single", ("a", "b"))
    ]


def test_a_paper_with_two_wires_ties_nothing_together() -> None:
    found = voices(
        article("a", "Marlin", REPORT),
        article("b", "Lyra", OTHER, hours=1),
        article("c", "Courier", REPORT, wire="Marlin", hours=2),
        article("d", "Courier", OTHER, wire="Lyra", hours=3),
    )
    assert [v[2] for v in found] == [("a", "c"), ("b", "d")]


def test_unnamed_agencies_are_not_one_voice() -> None:
    assert (
        len(voices(article("a", "Post", REPORT, wire="agencies"), article("b", "Radio", OTHER, wire="agencies"))) == 2
    )


def test_unknown_outlets_are_not_one_voice() -> None:
    assert len(voices(article("a", "", REPORT), article("b", "", OTHER))) == 2


RETOLD = "The Post reported on Tuesday that a ferry had burned. According to the Post, everybody was saved."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (RETOLD, "Post"),
        (RETOLD + " The newspaper said that the ship was being towed.", "Post"),
        (RETOLD + ' "I saw the smoke from my window," baker Tom Idle told us.', ""),
        (RETOLD + " Minister Jorge Sala announced an inquiry.", ""),
        ("A ferry burned. The weather was calm. The Post reported that everybody was saved.", ""),
        ("The post reported to be damaged was replaced by workers on Monday after the storm had passed.", ""),
        ("", ""),
    ],
)
def test_retelling_needs_credit_and_no_source_of_its_own(text: str, told: str) -> None:
    assert retold_outlet(article("b", "Digest", text), ["Post"]) == told


def test_a_retelling_takes_the_voice_it_retells() -> None:
    assert voices(article("a", "Post", REPORT), article("b", "Digest", RETOLD, hours=4)) == [
        ("Post", "retold", ("a", "b"))
    ]


@pytest.mark.parametrize(
    ("sentence", "credited"),
    [
        ("He resigned, the Harbour Post reported.", True),
        ("Citing the Harbour Post, agencies spoke of a fire.", True),
        ("As first reported by the Harbour Post, he resigned.", True),
        ("She told the Harbour Post that she would go.", True),
        ("She once wrote for the Harbour Post.", False),
        ("The Harbour Posterior Society reported a loss.", False),
    ],
)
def test_ways_of_credit(sentence: str, credited: bool) -> None:
    assert credits_outlet(sentence, "The Harbour Post") is credited


def test_names_of_one_outlet() -> None:
    assert same_outlet("The Harbour Post", "harbour post")
    assert same_outlet("www.harbourpost.example", "harbourpost")
    assert not same_outlet("", "")


def test_order_changes_nothing() -> None:
    given = [article("a", "Post", REPORT), article("b", "Digest", RETOLD, hours=4), article("c", "Radio", OTHER)]
    assert find_origins(given) == find_origins(given[::-1])
    assert find_origins([]) == ()


def test_sketches_estimate_the_share_of_shingles() -> None:
    assert similarity(sketch(REPORT), sketch(REPORT.upper())) == 1.0
    assert similarity(sketch(REPORT), sketch(OTHER)) < 0.05
    assert similarity(sketch("too short"), sketch("too short")) == 0.0
    assert sketch(REPORT) == sketch(REPORT)


FACTS = (
    "The Harlan bridge was closed to all traffic on Wednesday after inspectors found cracks in two main girders. "
    "Some 38,000 vehicles cross the river there each day. Repairs will take at least five months, they reckon. "
    "Ferries will run every ten minutes from Thursday. The bridge was built in 1964 and last overhauled in 2011."
)
TURNED = (
    "Closed since Wednesday to all traffic is the Harlan bridge, because inspectors found cracks in two main girders. "
    "Each day some 38,000 vehicles cross the river there. At least five months the repairs will take, they reckon. "
    "From Thursday every ten minutes ferries will run. Built in 1964 was the bridge and overhauled last in 2011."
)
SAME_EVENT = (
    "At six the barriers came down, and by seven the queue for the ferry reached the fish market of Harlan. "
    "Inspectors had found cracks in the girders of the bridge. Bakers send their rolls by Eastford, 44 km away. "
    "The mayor blames the ministry, which refused money in 2019. Shops on the far bank expect half their customers."
)


def test_a_turned_over_text_is_a_copy_and_another_report_of_the_event_is_not() -> None:
    assert len(voices(article("a", "Post", FACTS), article("b", "Echo", TURNED, hours=1))) == 1
    assert len(voices(article("a", "Post", FACTS), article("b", "Echo", SAME_EVENT, hours=1))) == 2


def test_the_samples_translated_copy_speaks_for_the_wire_and_the_papers_own_reports_do_not() -> None:
    sample = Path(__file__).parents[2] / "examples" / "istanbul-talks"
    pages = [*sorted(sample.glob("*-tagblatt-selenskyj-*.html")), *sorted(sample.glob("*-norda-z*.html"))]
    read = [read_article(Item(address=p.name, kind="html", body=p.read_bytes())) for p in pages]
    title = {a.id: a.address[:18] for a in read}
    found = {title[v.article]: (v.speaker, v.why, title.get(v.of or "")) for v in find_voices(read)}
    assert found["2025-05-13-tagblat"] == ("Norda", "copy", "2025-05-13-norda-z")
    assert found["2025-05-15-tagblat"] == ("Ostermoor Tagblatt", "single", None)
