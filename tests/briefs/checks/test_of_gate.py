"""The door to the gate: a line of new edits passes with its parse, when the gate lets it; never without."""

import pytest

from nutgraf.briefs.checks.reasons import REASONS
from nutgraf.briefs.checks.verify import verify_line
from nutgraf.briefs.gate import RULES, edits_of
from nutgraf.errors import LineRefused
from nutgraf.model import Article, Evidence, Line, Span, Token
from nutgraf.nlp.tag import SpacyTagger

TEXT = (
    "Ann Roe, who grew up in Graz, won the seat on Tuesday 13 May. The bridge may close if the river rises. "
    "The mill was sold by Halden to Brennick in 2019. Ann Roe leads the bank. She also owns a mill."
)
ARTICLE = Article("a1", "Roe wins", TEXT, "Norda", "https://norda.example/1", language="en")
ARTICLES = {"a1": ARTICLE}


def made(text: str, *sources: str) -> Line:
    places = [TEXT.index(source) for source in sources]
    evidence = tuple(Evidence(Span("a1", at, at + len(s)), s) for at, s in zip(places, sources, strict=True))
    return Line(text, evidence, edits_of(text, " ".join(sources)), "reported", "", ("o1",))


def parse_of(line: Line, tagger: SpacyTagger) -> dict[str, tuple[Token, ...]]:
    texts = [line.text, *(e.text for e in line.evidence)]
    return dict(zip(texts, tagger.tag(texts), strict=True))


WON = "Ann Roe, who grew up in Graz, won the seat on Tuesday 13 May."
GOOD = [
    made("Ann Roe won the seat on Tuesday 13 May.", WON),
    made("On Tuesday 13 May, Ann Roe, who grew up in Graz, won the seat.", WON),
    made("Ann Roe leads the bank and also owns a mill.", "Ann Roe leads the bank.", "She also owns a mill."),
]


@pytest.mark.parametrize("line", GOOD, ids=lambda line: line.text[:30])
def test_a_line_of_the_gates_edits_passes_with_its_parse_only(line: Line, tagger: SpacyTagger) -> None:
    verify_line(line, ARTICLES, parse_of(line, tagger))
    with pytest.raises(LineRefused) as refused:
        verify_line(line, ARTICLES)
    assert refused.value.reason == "edit-not-allowed"
    with pytest.raises(LineRefused):  # the parse of the line alone is not enough
        verify_line(line, ARTICLES, {line.text: parse_of(line, tagger)[line.text]})


def test_what_the_gate_refuses_is_refused_by_its_rule(tagger: SpacyTagger) -> None:
    bad = made("The mill was sold by Brennick to Halden in 2019.", "The mill was sold by Halden to Brennick in 2019.")
    with pytest.raises(LineRefused) as refused:
        verify_line(bad, ARTICLES, parse_of(bad, tagger))
    assert refused.value.reason in RULES


def test_a_condition_is_not_cut_behind_a_parse(tagger: SpacyTagger) -> None:
    bad = made("The bridge may close.", "The bridge may close if the river rises.")
    with pytest.raises(LineRefused) as refused:
        verify_line(bad, ARTICLES, parse_of(bad, tagger))
    assert refused.value.reason == "condition-changed"


def test_every_rule_of_the_gate_is_a_reason() -> None:
    assert RULES.keys() <= REASONS.keys()
