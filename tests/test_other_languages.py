"""Stories that are not English, over the whole path: from pages to a brief that keeps its promises."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from bridge_story import VOTE, dossier_of
from language_stories import LANGUAGES, brief_of_language, story_in
from rich.cells import cell_len
from rich.console import Console

from nutgraf.briefs.checks.undo import undo_edits
from nutgraf.briefs.printed.as_json import validate
from nutgraf.briefs.printed.render import as_json, as_markdown, as_text, as_trace
from nutgraf.model import Brief
from nutgraf.newsroom import open_newsroom
from nutgraf.nlp.embed import UseEmbedder
from nutgraf.nlp.tag import SpacyTagger
from nutgraf.pipeline import Told, tell
from nutgraf.settings import Settings, Shape
from nutgraf.telling import in_one_language, in_words
from nutgraf.terminal import print_brief
from nutgraf.text.lengths import reading_length

ROOT = Path(__file__).parent.parent
SHAPE = Shape()


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def brief(language: str, embedder: UseEmbedder) -> Brief:
    return brief_of_language(story_in(language).articles(), embedder)


def text_of(*lines: object) -> str:
    return "\n".join(getattr(line, "text", "") for line in lines)


def test_the_brief_tells_what_an_editor_expects(language: str, brief: Brief) -> None:
    story = story_in(language)
    for fragments, layer in (
        (story.tells, brief.summary),
        (story.context, brief.context),
        (story.points, (*brief.summary, *brief.dive_deeper)),
    ):
        missing = [fragment for fragment in fragments if fragment not in text_of(*layer)]
        assert not missing, f"{missing} not in:\n{text_of(*layer)}"
    there = [fragment for fragment in story.never if fragment in text_of(*brief.lines)]
    assert not there, f"{there} in:\n{text_of(*brief.lines)}"


def test_every_line_is_its_source_sentence_but_for_recorded_edits(language: str, brief: Brief) -> None:
    articles = {a.id: a for a in story_in(language).articles()}
    for line in brief.lines:
        [evidence] = line.evidence
        article = articles[evidence.span.article.removesuffix("#title")]
        assert article.quote(evidence.span) == evidence.text
        assert undo_edits(line.text, line.edits) == evidence.text
        assert {edit.kind for edit in line.edits} <= {"cut-dateline", "cut-furniture", "cut-lead-in", "date"}


def test_the_layers_keep_their_measure_and_say_nothing_twice(brief: Brief) -> None:
    assert 3 <= reading_length(brief.headline.text) <= SHAPE.headline_words
    assert 3 <= len(brief.summary) <= SHAPE.summary_lines[1]
    assert sum(reading_length(line.text) for line in brief.summary) <= SHAPE.summary_words
    assert len(brief.dive_deeper) >= 3
    assert all(reading_length(line.text) <= SHAPE.point_words for line in brief.dive_deeper)
    texts = [line.text for line in brief.lines]
    assert len(set(texts)) == len(texts)


def test_certainty_is_never_claimed_beyond_the_words(brief: Brief) -> None:
    assert {line.certainty for line in brief.lines} <= {"reported", "said", "planned", "denied", "unconfirmed"}
    assert all(len(line.origins) == 1 and line.speaker in line.text for line in brief.lines)


def test_the_notes_say_what_was_not_checked(language: str, brief: Brief) -> None:
    [note] = [note for note in brief.notes if "without a parser" in note]
    names = {"ar": "Arabic", "de": "German", "es": "Spanish", "fr": "French", "ja": "Japanese", "ru": "Russian"}
    assert names.get(language, {"tr": "Turkish", "zh": "Chinese"}.get(language, "?")) in note
    assert note in as_markdown(brief)
    assert note in as_trace(brief)


def test_the_forms_are_valid(brief: Brief) -> None:
    validate(json.loads(as_json(brief)))
    headline, summary, context_word, context, deeper_word, *points, apart, wording = as_text(brief).splitlines()
    assert (apart, wording) == ("", "Wording: offline, traced.")
    assert (context_word, deeper_word) == ("Context:", "Dive Deeper:")
    assert all((headline, summary, context))
    assert len(points) == len(brief.dive_deeper)


def test_the_order_of_pages_changes_no_byte(language: str, brief: Brief, embedder: UseEmbedder) -> None:
    turned = tuple(reversed(story_in(language).articles()))
    assert as_json(brief_of_language(turned, embedder)) == as_json(brief)


def test_the_view_keeps_its_column(brief: Brief) -> None:
    printed = StringIO()
    print_brief(Console(width=90, file=printed, color_system=None), brief)
    rows = printed.getvalue().splitlines()
    assert max(map(cell_len, rows)) <= 78
    shown = "".join("".join(rows).split())
    assert all("".join(line.text.split()) in shown for line in brief.lines)


def test_markdown_keeps_right_to_left_text_together(embedder: UseEmbedder) -> None:
    brief = brief_of_language(story_in("ar").articles(), embedder)
    text = as_markdown(brief)
    assert text.count("\u2068") == text.count("\u2069") > 0
    assert f"\u2068{brief.headline.text}\u2069" in text
    assert "\u2068" not in as_markdown(brief_of_language(story_in("de").articles(), embedder))


def test_a_digest_keeps_about_its_words(language: str, tagger: SpacyTagger, embedder: UseEmbedder) -> None:
    lines = in_words(dossier_of(story_in(language).articles()), 40, tagger, embedder)
    assert lines
    assert reading_length(" ".join(line.text for line in lines)) <= 70


def test_a_story_of_two_languages_is_written_from_the_commoner_and_says_so(
    tagger: SpacyTagger, embedder: UseEmbedder
) -> None:
    german = story_in("de").articles()
    dossier = dossier_of((*german, VOTE))
    kept, left_out = in_one_language(dossier)
    assert ([a.id for a in left_out], len(kept.articles)) == ([VOTE.id], len(german))
    told = Told((dossier.story,), {a.id: a for a in dossier.articles}, ("",), (), (), None)
    made = tell(told, 0, tagger=tagger, embedder=embedder, settings=Settings())
    assert any("1 article is in another language (English: Ostwick Herald)" in note for note in made.notes)
    assert VOTE.id not in {source.id for source in made.sources}


def test_an_english_story_with_a_foreign_report_stays_english(tagger: SpacyTagger, embedder: UseEmbedder) -> None:
    foreign = replace(story_in("fr").articles()[0], id="french")
    dossier = dossier_of((VOTE, replace(VOTE, id="again"), foreign))
    told = Told((dossier.story,), {a.id: a for a in dossier.articles}, ("",), (), (), None)
    made = tell(told, 0, tagger=tagger, embedder=embedder, settings=Settings())
    assert any("French" in note for note in made.notes)
    assert not any("without a parser" in note for note in made.notes)


@pytest.mark.parametrize("language", ["de", "ar", "zh"])
def test_the_command_writes_it_and_never_loads_the_parser(language: str, tmp_path: Path) -> None:
    story_in(language).write(tmp_path)
    script = "import sys; sys.modules['spacy'] = None; from nutgraf.cli import main; main()"
    run = subprocess.run(
        [sys.executable, "-c", script, "brief", str(tmp_path), "--format", "json"],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=False,
    )
    assert run.returncode == 0, run.stderr.decode()
    document = json.loads(run.stdout)
    validate(document)
    assert {source["language"] for source in document["sources"]} == {language}
    assert any("without a parser" in note for note in document["notes"])


def test_a_report_without_a_date_keeps_its_weekdays_and_no_today(embedder: UseEmbedder) -> None:
    articles = tuple(
        replace(a, published=None, published_from="none", flags=("undated",)) for a in story_in("de").articles()
    )
    made = brief_of_language(articles, embedder)
    assert "am Mittwoch mit" in text_of(*made.lines) or "am Mittwoch für" in text_of(*made.lines)
    assert not any(edit.kind == "date" for line in made.lines for edit in line.edits)
    assert any("without a date" in note for note in made.notes)


def test_one_thin_report_gives_an_honest_brief(embedder: UseEmbedder) -> None:
    article = replace(story_in("fr").articles()[0], text="Une usine a brûlé mercredi à Montclair, selon les pompiers.")
    made = brief_of_language((article,), embedder)
    assert len(made.summary) <= 1
    assert any("No background" in note for note in made.notes)
    assert any("one origin" in note for note in made.notes)


def test_a_column_gives_no_line_and_is_named(embedder: UseEmbedder) -> None:
    articles = story_in("de").articles()
    column = replace(
        articles[0],
        id="column",
        title="Kommentar: Der Rat hat nichts gelernt",
        text="Der Stadtrat von Ostheim hat den Abriss der Lindenbrücke verschlafen und 14 Millionen verspielt.",
    )
    made = brief_of_language((*articles, column), embedder)
    assert all(evidence.span.article != "column" for line in made.lines for evidence in line.evidence)
    assert any("1 article is opinion" in note for note in made.notes)


def test_a_result_makes_its_preview_old(embedder: UseEmbedder) -> None:
    made = brief_of_language(story_in("ja").articles(), embedder)
    assert not any("採決する予定" in line.text for line in made.lines)
    made = brief_of_language(story_in("de").articles(), embedder)
    assert not any("will am Mittwoch" in line.text for line in made.lines)


def test_a_language_without_word_lists_is_written_all_the_same(embedder: UseEmbedder) -> None:
    text = (
        "De gemeenteraad van Oostwijk heeft besloten de oude Lindebrug af te breken en een nieuwe te bouwen.\n"
        "De nieuwe brug kost volgens de gemeente 14 miljoen euro en moet in 2027 klaar zijn.\n"
        "Per dag rijden er ongeveer 12.000 auto's over de brug bij Oostwijk."
    )
    one = replace(
        story_in("de").articles()[0], id="nl", language="nl", text=text, title="Raad van Oostwijk breekt brug af"
    )
    made = brief_of_language((one,), embedder)
    assert made.summary
    assert any("a language without word lists (nl)" in note for note in made.notes)


def test_reading_keeps_every_language(tmp_path: Path) -> None:
    with open_newsroom() as newsroom:
        found = newsroom.survey([str(story_in("es").write(tmp_path))])
    assert {a.language for a in found.told.articles.values()} == {"es"}
    assert not found.told.notes
    assert all(found.told.headlines)
