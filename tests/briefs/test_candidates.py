"""A sentence becomes a line or is refused with a reason; what other origins say counts, what copies say does not."""

from dataclasses import replace

import pytest
from bridge_story import CLOSED, STORY, TUESDAY, VOTE, VOTE_RADIO, desk_of, report

from nutgraf.briefs.candidates import Desk, candidates, supported, title_lines, write_line
from nutgraf.briefs.checks.verify import REASONS as VERIFIED
from nutgraf.briefs.checks.verify import verify_line
from nutgraf.errors import LineRefused
from nutgraf.model import Line
from nutgraf.nlp.embed import UseEmbedder
from nutgraf.nlp.tag import SpacyTagger


def alone(text: str, tagger: SpacyTagger, embedder: UseEmbedder) -> Desk:
    return desk_of([report("a", "Ostwick Herald", TUESDAY, "Bridge shut", text)], tagger, embedder)


UNNAMED = [
    "The mayor's bridge is safe, he said.",
    "The engineer's piers are sound, according to him.",
    "The engineers found the piers sound and the bridge will reopen in June, she said on Tuesday.",
]


@pytest.mark.parametrize("text", UNNAMED)
def test_an_unnamed_speaker_is_refused(text: str, tagger: SpacyTagger, embedder: UseEmbedder) -> None:
    with pytest.raises(LineRefused) as refused:
        write_line(alone(text, tagger, embedder), 0, frozenset())
    assert refused.value.reason == "unnamed-speaker"


def test_who_speaks_of_his_own_doings_is_named(tagger: SpacyTagger, embedder: UseEmbedder) -> None:
    line = write_line(alone("Tomas Reyle will stay away from the vote, he said.", tagger, embedder), 0, frozenset())
    assert line.speaker.endswith("Reyle")
    assert line.certainty == "planned"


def test_who_goes_on_speaking_is_named(tagger: SpacyTagger, embedder: UseEmbedder) -> None:
    text = "Dockers who load the ferries said on Tuesday they had struck a deal, but they refused to release details."
    assert write_line(alone(text, tagger, embedder), 0, frozenset()).speaker == "Dockers"


CERTAINTIES = [
    ("The council closed the Ferrin Bridge.", "reported", ""),
    ("Tomas Reyle said the piers were rusted through.", "said", "Tomas Reyle"),
    ("The ferry union threatened to strike if the council does not pay.", "threatened", "The ferry union"),
    ("Councillor Joss Harte denied that his party had delayed repairs.", "denied", "Councillor Joss Harte"),
    ("The ministry has not confirmed that it will pay half of the cost.", "unconfirmed", "The ministry"),
]


@pytest.mark.parametrize(("text", "certainty", "speaker"), CERTAINTIES)
def test_lines_say_how_certain_and_who(
    text: str, certainty: str, speaker: str, tagger: SpacyTagger, embedder: UseEmbedder
) -> None:
    line = write_line(alone(text, tagger, embedder), 0, frozenset())
    assert line.text == text
    assert line.certainty == certainty
    assert speaker.endswith(line.speaker)
    assert bool(line.speaker) == bool(speaker)


def test_every_parsed_sentence_becomes_a_candidate_or_is_refused_with_a_reason(
    tagger: SpacyTagger, embedder: UseEmbedder
) -> None:
    odd = replace(CLOSED, id="odd", text=CLOSED.text + "\nIt is safe now, he said.\nAnd who pays for all of it?")
    desk = desk_of([*STORY, odd], tagger, embedder)
    found, refused = candidates(desk)
    assert len(found) + len(refused) == len(desk.parsed)
    assert [c.row for c in found] == sorted(c.row for c in found)
    assert refused
    assert all(dropped.reason for dropped in refused)
    for candidate in found:
        assert candidate.sentence == desk.parsed[candidate.row].sentence
        verify_line(candidate.line, desk.articles)


def lead(desk: Desk) -> tuple[int, Line]:
    row = next(n for n, p in enumerate(desk.parsed) if p.sentence.span.article == VOTE.id and p.sentence.index == 0)
    return row, write_line(desk, row, frozenset())


def test_two_independent_origins_confirm(tagger: SpacyTagger, embedder: UseEmbedder) -> None:
    desk = desk_of((VOTE, VOTE_RADIO), tagger, embedder)
    row, line = lead(desk)
    assert line.certainty == "reported"
    backed = supported(line, desk, row)
    assert backed.certainty == "confirmed"
    assert backed.origins == (desk.dossier.origin_of(VOTE.id), desk.dossier.origin_of(VOTE_RADIO.id))
    assert [span.article for span in backed.support] == [VOTE_RADIO.id]


def test_copies_confirm_nothing(tagger: SpacyTagger, embedder: UseEmbedder) -> None:
    desk = desk_of((VOTE, VOTE_RADIO), tagger, embedder, voices=[(VOTE, VOTE_RADIO)])
    row, line = lead(desk)
    assert supported(line, desk, row) == line


def test_what_is_said_is_never_confirmed(tagger: SpacyTagger, embedder: UseEmbedder) -> None:
    reports = ("Tomas Reyle said the piers were rusted through.", "Tomas Reyle said both piers were rusted through.")
    both = [report(f"a{n}", f"Paper {n}", TUESDAY, "Bridge", text) for n, text in enumerate(reports)]
    desk = desk_of(both, tagger, embedder)
    line = supported(write_line(desk, 0, frozenset()), desk, 0)
    assert len(line.origins) == 2
    assert line.certainty == "said"


def test_titles_come_best_first_and_the_evil_are_named(tagger: SpacyTagger, embedder: UseEmbedder) -> None:
    desk = desk_of((replace(VOTE, title="Fury as council slams shut the old bridge"), VOTE_RADIO), tagger, embedder)
    made = title_lines(desk, 0)
    tried = {(line.about if isinstance(line, LineRefused) else line.text): barred for barred, line in made}
    assert tried["Council votes to tear down Ferrin Bridge"] == ""
    assert tried["Fury as council slams shut the old bridge"] == "loaded"


def test_a_question_is_no_headline(tagger: SpacyTagger, embedder: UseEmbedder) -> None:
    desk = desk_of([replace(VOTE, title="Will the council ever mend the bridge?")], tagger, embedder)
    [(barred, refused)] = title_lines(desk, None)
    assert barred == "question"
    assert isinstance(refused, LineRefused)
    assert refused.reason == "no-headline"


def test_a_headline_is_spelt_like_the_brief_and_dated(tagger: SpacyTagger, embedder: UseEmbedder) -> None:
    ahead = report("x", "County Post", TUESDAY, "Council to vote on Ferrin Bridge on Wednesday", STORY[2].text)
    [(_, line)] = title_lines(desk_of([ahead], tagger, embedder), None)
    assert isinstance(line, Line)
    assert [(e.kind, e.before, e.after) for e in line.edits] == [("date", "Wednesday", "Wednesday 4 June")]
    assert line.evidence[0].span.article == "x#title"


def test_reasons_are_a_closed_list(tagger: SpacyTagger, embedder: UseEmbedder) -> None:
    from nutgraf.briefs.edits.edit import REASONS as MENDED

    _, refused = candidates(desk_of([*STORY], tagger, embedder))
    known = {*VERIFIED, *MENDED, "unnamed-speaker"}
    assert {dropped.reason for dropped in refused} <= known
