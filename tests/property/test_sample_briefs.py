"""Laws of every brief, on seeded random subsets of the sample's pages: read, grouped, written and checked for real.

Whatever part of the news arrives, what leaves keeps the promises: each line verifies alone, the JSON validates, the
plain form is the form, and the same pages in another order give the same bytes.
"""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from nutgraf.briefs.checks.of_words import bare_days
from nutgraf.briefs.checks.undo import undo_edits
from nutgraf.briefs.checks.verify import verify_brief, verify_line
from nutgraf.briefs.compose import compose
from nutgraf.briefs.notes import NO_CONTEXT, NO_POINTS, NO_SUMMARY
from nutgraf.briefs.printed.as_json import as_document, validate
from nutgraf.briefs.printed.render import as_json, as_markdown, as_text, as_trace
from nutgraf.model import Article, Brief, Done, Failed, Item
from nutgraf.nlp.embed import UseEmbedder
from nutgraf.nlp.tag import SpacyTagger
from nutgraf.pipeline import Told, read, tell
from nutgraf.settings import Settings
from nutgraf.telling import lay_open, open_desk

PAGES = sorted((Path(__file__).parents[2] / "examples" / "istanbul-talks").glob("*.html"))
SEEDS = range(15)
SETTINGS = Settings()
SHAPE = SETTINGS.shape


@dataclass(frozen=True)
class Pages:
    """A `Source` over pages of the sample, in the order given."""

    paths: Sequence[Path]

    def items(self) -> Iterator[Done[Item] | Failed]:
        for path in self.paths:
            yield Done(Item(str(path.name), "html", path.read_bytes()))


@dataclass(frozen=True)
class Drawn:
    """A subset, what was read of it, and its brief."""

    told: Told
    draft: Brief
    brief: Brief

    @property
    def articles(self) -> dict[str, Article]:
        return dict(self.told.articles)


def grouped(paths: Sequence[Path]) -> Told:
    return read(Pages(paths), until=None, settings=SETTINGS, on_step=lambda *_: None)


@pytest.fixture(scope="module", params=SEEDS)
def drawn(request: pytest.FixtureRequest, tagger: SpacyTagger, embedder: UseEmbedder) -> Drawn:
    """Two to thirty pages, drawn by the seed; the small draws matter as much as the large ones."""
    chance = random.Random(request.param)
    told = grouped(chance.sample(PAGES, chance.choice((2, 5, 10, 20, 30))))
    desk = open_desk(lay_open(told.stories[0], told.articles), tagger, embedder)
    draft = compose(desk, made_at=desk.dossier.newest, shape=SHAPE)
    return Drawn(told, draft, verify_brief(draft, told.articles, SHAPE))


def test_every_line_that_compose_gives_verifies_and_undoes(drawn: Drawn) -> None:
    for line in drawn.draft.lines:
        verify_line(line, drawn.articles)
        assert undo_edits(line.text, line.edits) == line.source_text
        assert not bare_days(line.text)
        for evidence in line.evidence:
            article = drawn.articles[evidence.span.article.removesuffix("#title")]
            assert article.quote(evidence.span) == evidence.text


def test_the_last_check_has_nothing_left_to_drop(drawn: Drawn) -> None:
    assert drawn.brief.lines == drawn.draft.lines
    assert drawn.brief.disagreements == drawn.draft.disagreements


def test_layers_keep_their_size(drawn: Drawn) -> None:
    brief = drawn.brief
    assert sum(len(line.text.split()) for line in brief.summary) <= SHAPE.summary_words
    assert len(brief.summary) <= SHAPE.summary_lines[1]
    assert len(brief.context) <= SHAPE.context_lines[1]
    assert len(brief.dive_deeper) <= SHAPE.points[1]
    assert all(len(line.text.split()) <= SHAPE.point_words for line in brief.dive_deeper)
    assert len(brief.headline.text.split()) <= SHAPE.headline_words_at_worst


def test_an_empty_layer_has_its_note(drawn: Drawn) -> None:
    brief = drawn.brief
    layers = ((brief.summary, NO_SUMMARY), (brief.context, NO_CONTEXT), (brief.dive_deeper, NO_POINTS))
    for layer, note in layers:
        assert (note in brief.notes) == (not layer)


def test_nothing_stands_twice(drawn: Drawn) -> None:
    lines = drawn.brief.lines
    assert len({line.text for line in lines}) == len(lines)
    assert len({line.evidence for line in lines}) == len(lines)


def test_confirmed_means_two_origins_and_said_keeps_its_speaker(drawn: Drawn) -> None:
    for line in drawn.brief.lines:
        assert line.certainty != "confirmed" or len(set(line.origins)) > 1
        assert line.certainty != "confirmed" or not line.speaker
        kept = (line.text, *(edit.before for edit in line.edits if edit.kind == "shorten-name"))
        assert all(word in " ".join(kept) for word in line.speaker.split())
        assert len(line.support) == len(line.origins) - 1


def test_every_origin_and_source_is_one_of_the_story(drawn: Drawn) -> None:
    story = drawn.told.stories[0]
    assert tuple(source.id for source in drawn.brief.sources) == story.articles
    known = {origin.id for origin in story.origins}
    assert {origin for line in drawn.brief.lines for origin in line.origins} <= known


def test_json_validates_and_is_json(drawn: Drawn) -> None:
    validate(as_document(drawn.brief))
    document = json.loads(as_json(drawn.brief))
    assert document["schema"] == "nutgraf.brief/1"
    assert [line["text"] for line in document["summary"]] == [line.text for line in drawn.brief.summary]


def test_plain_text_has_the_form(drawn: Drawn) -> None:
    lines = as_text(drawn.brief).splitlines()
    assert lines[0] == drawn.brief.headline.text
    at, then = lines.index("Context:"), lines.index("Dive Deeper:")
    assert at == 2
    assert then == 4
    points = [line.text for line in drawn.brief.dive_deeper]
    assert lines[then + 1 : -2] == points or not points
    assert lines[-2:] == ["", "Wording: offline, traced."]
    assert all(line.strip() == line and line for line in lines[:-2])


def test_other_forms_hold_every_line(drawn: Drawn) -> None:
    for form in (as_markdown(drawn.brief), as_trace(drawn.brief)):
        assert all(line.text in form for line in drawn.brief.lines[1:])


@pytest.mark.parametrize("seed", [3, 7])
def test_another_order_gives_the_same_bytes(seed: int, tagger: SpacyTagger, embedder: UseEmbedder) -> None:
    chance = random.Random(seed)
    paths = chance.sample(PAGES, 10)
    one, other = (
        tell(grouped(order), 0, tagger=tagger, embedder=embedder, settings=SETTINGS)
        for order in (paths, chance.sample(paths, len(paths)))
    )
    assert as_json(one) == as_json(other)
