"""What an editor would print: signs count what they say, and lines that lean or argue stand below plain reports."""

from dataclasses import replace

import pytest
from bridge_story import STORY, VOTE, desk_of

from evals.recipes.fit_standing import MODELS
from nutgraf.briefs.candidates import Desk, candidates
from nutgraf.briefs.material.dossier import Candidate
from nutgraf.briefs.weighing.signs import ARTICLE_SIGNS, LEANING_SIGNS, LINE_SIGNS, leaning
from nutgraf.briefs.weighing.standing import COLUMN_SIGN, Reading, Standing
from nutgraf.model import Parsed, Sentence, Span
from nutgraf.nlp.embed import UseEmbedder
from nutgraf.nlp.tag import SpacyTagger


@pytest.fixture(scope="module")
def desk(tagger: SpacyTagger, embedder: UseEmbedder) -> Desk:
    return desk_of(STORY, tagger, embedder)


@pytest.fixture(scope="module")
def found(desk: Desk) -> tuple[Candidate, ...]:
    return candidates(desk)[0]


def line(found: tuple[Candidate, ...], start: str) -> Candidate:
    return next(c for c in found if c.line.text.startswith(start))


def test_every_weight_has_its_sign() -> None:
    assert {*LINE_SIGNS, *ARTICLE_SIGNS, *LEANING_SIGNS, COLUMN_SIGN} >= {
        name for names in MODELS.values() for name in names
    }


def test_the_news_is_the_main_line(desk: Desk, found: tuple[Candidate, ...]) -> None:
    standing = Standing(desk, found)
    best = max(found, key=standing.main)
    assert "voted on Wednesday 4 June" in best.line.text


def test_a_verdict_stands_below_a_report(desk: Desk, found: tuple[Candidate, ...]) -> None:
    standing = Standing(desk, found)
    verdict = standing.printable(line(found, "The Ferrin Bridge is a monument to thirty years of shameful neglect"))
    assert verdict < standing.printable(line(found, "Council leader Maria Dunmore said the new bridge")) - 0.2


def test_a_line_leans_less_once_the_reader_knows_the_word(desk: Desk, found: tuple[Candidate, ...]) -> None:
    standing = Standing(desk, found)
    one = line(found, "The cracks were found")
    informed = standing.begin.and_(["Engineers found cracks in the piers."])
    assert standing.printable(one, informed) > standing.printable(one, standing.begin)


def sentence(text: str, index: int) -> Sentence:
    return Sentence(Span("a", 0, len(text)), text, index, 0)


LEANS = [
    # told of before in the article; told apart in the sentence itself; known to everybody; new, but taken as known
    (("A study was published.",), "Critics doubted the study on Tuesday.", ("studi",), ()),
    (("A study was published.",), "Critics doubted the study of cod stocks on Tuesday.", (), ()),
    (("A president spoke.",), "Critics doubted the president on Tuesday.", (), ()),
    (("A vote was held.",), "Critics doubted the study on Tuesday.", (), ("studi",)),
]


@pytest.mark.parametrize(("before", "text", "told", "untold"), LEANS)
def test_what_leans(
    tagger: SpacyTagger, before: tuple[str, ...], text: str, told: tuple[str, ...], untold: tuple[str, ...]
) -> None:
    parsed = Parsed(sentence(text, 1), next(iter(tagger.tag([text]))))
    made = leaning(parsed, [sentence(b, 0) for b in before])
    assert (len(made.told), len(made.untold)) == (len(told), len(untold))


def test_a_story_of_one_report_is_judged_too(tagger: SpacyTagger, embedder: UseEmbedder) -> None:
    desk = desk_of((VOTE,), tagger, embedder)
    found, _ = candidates(desk)
    assert all(0.0 < Standing(desk, found).printable(c) < 1.0 for c in found)


def test_a_line_waits_for_what_tells_of_its_subject(desk: Desk, found: tuple[Candidate, ...]) -> None:
    standing = Standing(desk, found)
    leaning_line, news = line(found, "The cracks were found"), line(found, "The Ferrin Bridge was closed")
    untold = Reading(frozenset())
    assert "The cracks" in [n.words for n in standing.untold(leaning_line, untold)]
    assert "The cracks" not in [n.words for n in standing.untold(leaning_line, untold.and_([news.line.text]))]
    standing.begin = untold  # a reader who has not seen the titles
    assert standing.told_first((leaning_line, news)) == (news, leaning_line)
    assert standing.told_first((news, leaning_line)) == (news, leaning_line)


def test_nobody_is_named_by_surname_alone(tagger: SpacyTagger, embedder: UseEmbedder) -> None:
    bare = replace(VOTE, text=VOTE.text + "\nMr. Quillan said on Wednesday that night crossings cost too much.")
    desk = desk_of((bare,), tagger, embedder)
    found, _ = candidates(desk)
    standing = Standing(desk, found)
    one = line(found, "Mr. Quillan said")
    assert [n.words for n in standing.untold(one, standing.begin) if n.kind == "name"] == ["Quillan"]
    told = standing.begin.and_(["Ferryman Joss Quillan left."])
    assert [n for n in standing.untold(one, told) if n.kind == "name"] == []
