"""Later mentions of people whom the brief has introduced: what is shortened to the surname, and what is left alone."""

import pytest

from nutgraf.briefs.checks.of_short_names import shorten_fault
from nutgraf.briefs.checks.undo import apply_edits
from nutgraf.briefs.edits.shorten import shorten_edits
from nutgraf.model import Article, Edit, Parsed
from nutgraf.nlp.tag import SpacyTagger
from nutgraf.text.names import NameBook
from nutgraf.text.sentences import split_sentences

ELSEWHERE = (
    "Umerov flew in. Putin waits. Roe agreed. Starmer and Fidan spoke. Later, Zelensky left. "
    "China's president, Xi Jinping, called. Xi will come. Kim Park and Lee Park were there, and Park spoke. "
    "Kim Yo Jong and Kim Jong Un left, and Kim waved."
)
TOLD = (
    "Ukraine's president sent the defence minister of Ukraine, Rustem Umerov, to Istanbul.",
    "Russian President Vladimir Putin and the foreign minister of Turkey, Hakan Fidan, met Volodymyr Zelensky.",
    "Xi Jinping, China's president, Kim Yo Jong, Ann Roe and Lee Park came. "
    "A banker wants to split the Golden State; the State agreed.",
)


def shortened(tagger: SpacyTagger, text: str, told: tuple[str, ...] = TOLD) -> str:
    article = Article("a1", "", text, "Norda", "", None)
    others = (Article(f"b{n}", "", other, "Insula", "", None) for n, other in enumerate((ELSEWHERE, *TOLD, *told)))
    last = split_sentences(article)[-1]
    parsed = Parsed(last, tagger.tag([last.text])[0])
    return apply_edits(last.text, tuple(shorten_edits(parsed, told, NameBook.of([article, *others]))))


@pytest.mark.parametrize(
    ("text", "short"),
    [
        (
            "Ukraine's delegation, led by Defence Minister Rustem Umerov, asked for a meeting.",
            "Ukraine's delegation, led by Umerov, asked for a meeting.",
        ),
        ("President Vladimir Putin proposed to resume direct talks.", "Putin proposed to resume direct talks."),
        ("Russian President Vladimir Putin's offer came on Sunday.", "Putin's offer came on Sunday."),
        ("Volodymyr Zelensky said that Vladimir Putin would not come.", "Zelensky said that Putin would not come."),
        ("Turkey's foreign minister Hakan Fidan chaired the session.", "Fidan chaired the session."),
        ("The session was chaired by Turkish Foreign Minister Hakan Fidan.", "The session was chaired by Fidan."),
        ("China's president Xi Jinping said that he would come.", "Xi said that he would come."),
    ],
)
def test_whoever_was_introduced_is_named_by_the_surname(tagger: SpacyTagger, text: str, short: str) -> None:
    assert shortened(tagger, text) == short


@pytest.mark.parametrize(
    "text",
    [
        "UK Prime Minister Keir Starmer called the position unacceptable.",  # nobody told who he is
        "Supreme Commander Vladimir Putin gave the order.",  # a title that the reader has not met
        "Former President Volodymyr Zelensky gave the order.",  # what he is no more stands with the name
        'The ministry denied that "President Vladimir Putin" had been meant.',
        "The Vladimir Putin Foundation paid for the hall.",
        "Kim Yo Jong said that she would come.",  # two people are called Kim
        "Lee Park said that it was over.",  # two people are called Park
        "The head of the delegation, Rustem Umerov, flew to Istanbul.",
        "A year ago it was to split the Golden State.",
        "Umerov flew to Istanbul.",
    ],
)
def test_what_would_lose_something_stays(tagger: SpacyTagger, text: str) -> None:
    assert shortened(tagger, text) == text


@pytest.mark.parametrize("before", ["On Tuesday", "Besides", "Wednesday", "Without"])
def test_a_day_or_an_opening_word_before_a_surname_is_no_other_person(tagger: SpacyTagger, before: str) -> None:
    told = (*TOLD, f"{before} Putin was in Vell.")
    assert shortened(tagger, "President Vladimir Putin proposed talks.", told) == "Putin proposed talks."


def test_a_party_behind_a_name_goes_with_it_once_it_was_told(tagger: SpacyTagger) -> None:
    told = ("Rep. Ted Lieu (D-Calif.) asked Sessions about the meetings. Lieu waited.",)
    text = "Sessions told Rep. Ted Lieu (D-Calif.) that he had never met him."
    assert shortened(tagger, text, told) == "Sessions told Lieu that he had never met him."
    other = text.replace("D-Calif.", "R-Ohio")
    assert shortened(tagger, other, told) == "Sessions told Rep. Ted Lieu (R-Ohio) that he had never met him."


def test_nobody_is_shortened_before_he_is_introduced(tagger: SpacyTagger) -> None:
    text = "President Vladimir Putin proposed to resume direct talks."
    assert shortened(tagger, text, told=("Putin was at home.", "The president slept.")) == text


def test_a_surname_is_spelled_as_the_brief_spells_it(tagger: SpacyTagger) -> None:
    told = ("The president, Volodymyr Zelensky, spoke. Zelensky left.",)
    assert shortened(tagger, "President Volodymyr Zelenskyy flew home.", told) == "Zelensky flew home."


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ("President Vladimir Putin", "Putin", ""),
        ("President Vladimir Putin", "Vladimir", "last word"),
        ("President, Vladimir Putin", "Putin", "last word"),
        ("President Vladimir Putin (R-Calif.)", "Putin", ""),
        ("President Vladimir Putin (not)", "Putin", "last word"),
        ("not Vladimir Putin", "Putin", "cuts 'not'"),
        ("former President Vladimir Putin", "Putin", "no given name"),
        ("Former President Vladimir Putin", "Putin", "no given name"),
        ("Friday's President Vladimir Putin", "Putin", "no given name"),
        ("the Vladimir Putin", "Putin", "'the' is no title"),
        ("enemy Vladimir Putin", "Putin", "no given name"),
        ("Ann Putin", "Putin", "stands in no article"),
        ("Xi Jinping", "Jinping", "just 'Jinping'"),
        ("Xi Jinping", "Xi", ""),
        ("Chinese President Xi Jinping", "Xi", ""),
        ("enemy Xi Jinping", "Xi", "no title"),
        ("not Xi Jinping", "Xi", "cuts 'not'"),
        ("Kim Yo Jong", "Kim", "stands alone in the article too"),
        ("Xi Keqiang", "Xi", "stands in no article"),
        ("Lee Park", "Park", "Kim Park stands in the article too"),
    ],
)
def test_the_rule_reads_characters_only(before: str, after: str, why: str) -> None:
    article = Article("a1", "", f"{ELSEWHERE}\n{' '.join(TOLD)}", "Norda", "", None)
    fault = shorten_fault(Edit("shorten-name", 0, before, after), {"a1": article})
    assert (why in fault) if why else not fault, fault
