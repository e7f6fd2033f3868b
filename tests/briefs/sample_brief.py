"""A brief built by hand, with every kind of thing a rendering must show; not a test itself."""

from dataclasses import replace
from datetime import UTC, date, datetime

from nutgraf.model import Brief, Disagreement, Dropped, Edit, Evidence, Line, Moment, SourceNote, Span, WrittenBy


def _time(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2025, 5, day, hour, minute, tzinfo=UTC)


def _evidence(article: str, start: int, text: str) -> Evidence:
    return Evidence(Span(article, start, start + len(text)), text)


SOURCES = (
    SourceNote(
        "a1-one", "Harbour Wire", "Mayor offers talks over the port strike", "https://harbour.example/1",
        _time(12, 21, 30), "json-ld", "en", "o1-one",
    ),
    SourceNote(
        "a1-two", "The Northern Echoes", "Port strike: union [live]", "https://echoes.example/live?a=(1)",
        _time(13, 9, 5), "feed", "en", "o1-two", ("live", "stub"),
    ),
    SourceNote("a1-three", "City *Post*", "", "notes/three.txt", None, "none", "en", "o1-one", ("undated",)),
)  # fmt: skip

PLANNED = Line(
    "Mayor Ada Lind will meet the dockers' union on Thursday 15 May.",
    (_evidence("a1-one", 10, "GRANVIK (HW) - She will meet the dockers' union on Thursday."),),
    edits=(
        Edit("cut-dateline", 0, "GRANVIK (HW) - ", ""),
        Edit("expand-pronoun", 15, "She", "Mayor Ada Lind"),
        Edit("date", 59, "", " 15 May"),
    ),
    certainty="planned",
    origins=("o1-one", "o1-two"),
    support=(Span("a1-two", 5, 30), Span("a1-three", 0, 9)),
    cue="will",
)
UNCONFIRMED = Line(
    "The union has not confirmed that its leader will come.",
    (_evidence("a1-two", 40, "The union has not confirmed that its leader will come."),),
    certainty="unconfirmed",
    speaker="union",
    origins=("o1-two",),
    cue="has not confirmed",
)
BACKGROUND = Line(
    "The last strike ended in March 2019.",
    (_evidence("a1-three", 100, "The last strike ended in March 2019."),),
    origins=("o1-one",),
)
THREAT = Line(
    'The union said the port would close "within hours" if *no* offer came.',
    (_evidence("a1-two", 200, 'The union said the port would close "within hours" if *no* offer came.'),),
    certainty="threatened",
    speaker="union",
    origins=("o1-two",),
    cue="close",
)
HUNDRED = Line(
    "About 100 ships wait.",
    (_evidence("a1-one", 300, "About 100 ships wait."),),
    origins=("o1-one",),
)
EIGHTY = Line(
    "Eighty ships wait, the port says.",
    (_evidence("a1-two", 400, "Eighty ships wait, the port says."),),
    certainty="said",
    speaker="port",
    origins=("o1-two",),
    cue="says",
)

FULL = Brief(
    story="s1-port",
    edition="b1-port",
    made_at=_time(13, 9, 5),
    headline=Line(
        "Mayor offers talks over the port strike",
        (_evidence("a1-one#title", 0, "Mayor offers talks over the port strike"),),
        certainty="offered",
        speaker="Mayor",
        origins=("o1-one",),
        cue="offers",
    ),
    summary=(PLANNED, UNCONFIRMED),
    context=(BACKGROUND,),
    dive_deeper=(THREAT, HUNDRED),
    sources=SOURCES,
    notes=("1 article is without a date, and taken as new (City *Post*).",),
    disagreements=(Disagreement("number of ships waiting", (HUNDRED, EIGHTY)),),
    timeline=(Moment("2025-05-15", PLANNED),),
    dropped=(
        Dropped("He added that this was wrong.", "pronoun", "He"),
        Dropped("Read more here.", "furniture"),
        Dropped("They left.", "pronoun", "They"),
    ),
)

BARE = Brief(
    story="s1-bare",
    edition="b1-bare",
    made_at=None,
    headline=Line("Nothing is known", (_evidence("a1-one#title", 0, "Nothing is known"),), origins=("o1-one",)),
    summary=(),
    context=(),
    dive_deeper=(),
    sources=SOURCES[:1],
    notes=("No background was found in these articles.",),
)

FREE = replace(PLANNED, text="The mayor sits down with the dockers on Thursday.", edits=(), judged=True)
JUDGED_BRIEF = replace(
    FULL,
    summary=(FREE, *FULL.summary[1:]),
    mode="model, judged",
    written_by=WrittenBy("SmolLM2-135M", "smollm2-135m-q8 fp_1", date(2026, 11, 30), "model, judged", "nli-small"),
)
