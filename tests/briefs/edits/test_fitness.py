import pytest

from nutgraf.briefs.edits.fitness import REASONS, View, unfit
from nutgraf.model import Parsed, Sentence, SentenceKind, Span
from nutgraf.nlp.tag import SpacyTagger


def view(tagger: SpacyTagger, text: str, kind: SentenceKind = "prose") -> View:
    sentence = Sentence(Span("a1", 0, len(text)), text, 0, 0, kind)
    return View(Parsed(sentence, tagger.tag([text])[0]), 0, frozenset())


UNFIT = [
    ("A quiet end to a long and bitter year.", "fragment"),
    ("They left early.", "too-short"),
    ("The mayor " + "very " * 60 + "slowly left the hall.", "too-long"),
    ("The mayor said the harbour “will be open again by the end of the month.", "unbalanced-quote"),
    ("The mayor said three things about the harbour:", "unfinished"),
    ("The mayor of the harbour town said she would not go because...", "unfinished"),
    ("Sign up for the newsletter and get it every morning.", "furniture"),
    ("Maria Rossi and Jan Novak contributed to this report from Trieste.", "furniture"),
    ("President Karlson Ann Mary Karlson did not speak of the harbour.", "garbled"),
    ("At least two senators, Sens.(N.C.) and(S.C.), joined the others in backing the harbour.", "garbled"),
    ("KarlsonKarlson to speak said on Monday that the harbour would open.", "garbled"),
    ("This article was amended to correct the spelling of a name.", "self-reference"),
    ("The harbour is shown in the map below.", "self-reference"),
    ("Will the harbour of Trieste open again this year?", "question"),
    ("The council met, and we saw three members leave the hall.", "first-person"),
    ("The harbour is a place where you can rent a boat.", "second-person"),
    ("Frankly, the council of Trieste has lost its way.", "columnist"),
    ("The council of Trieste voted against the harbour plan again!", "columnist"),
    ("“The harbour will stay closed until the end of the year.”", "quote-without-speaker"),
    ("The move came a day after the council met in Trieste.", "anaphor"),
    ("In those letters, the council of Trieste asked for more money.", "anaphor"),
    ("The two met in the town hall of Trieste.", "anaphor"),
    ("His lawyer asked the court in Trieste for more time.", "anaphor"),
    ("Both sides asked the court in Trieste for more time.", "anaphor"),
    ("So the council of Trieste asked for more time.", "dangling-connective"),
    ("Pluses: She led the council of Trieste for years.", "dangling-connective"),
    ("In the letter, the council of Trieste asked for time.", "dangling-connective"),
    ("Ann Roe is a Trieste Post politics reporter based in Rome.", "furniture"),
    ("Instead, the council of Trieste asked for more time.", "dangling-connective"),
    ("For example, the council of Trieste asked for more time.", "dangling-connective"),
    ("He asked the court in Trieste for more time.", "unresolved-pronoun"),
    ("“We need more time,” she told the court in Trieste.", "unresolved-pronoun"),
    ("It was signed by the council of Trieste.", "unresolved-pronoun"),
    ("This plan was signed by the council of Trieste.", "unresolved-pronoun"),
    ("They asked the court in Trieste for more time.", "unresolved-pronoun"),
    ("That would leave the council of Trieste without money.", "unresolved-pronoun"),
    ("The mayor of Trieste asked the council to support that goal.", "leans-elsewhere"),
    ("The president said he would ask the council of Trieste.", "leans-elsewhere"),
    ("Ann Roe called the vote on the same day as Trieste closed its port.", "leans-elsewhere"),
    ("Zara Holt is to meet him on 14 May in Trieste.", "unresolved-pronoun"),
    ("It took about 52 per cent in Trieste.", "unresolved-pronoun"),
]

FIT = [
    "The council of Trieste voted against the harbour plan.",
    "Mayor Maria Rossi said she would not sign the harbour plan.",
    "“We need more time,” Mayor Maria Rossi told the court in Trieste.",
    "It is not clear whether the council of Trieste will sign the plan.",
    "There is no plan to close the harbour of Trieste.",
    "Mayor Maria Rossi wrote of New York for the New York Times.",
    "When she left the hall, Mayor Maria Rossi said nothing to reporters.",
    "Both Trieste and Venice voted against the harbour plan.",
    "Those who voted against the harbour plan want more money.",
    "Rossi told us that the harbour of Trieste will stay closed.",
    "The document names three companies that want to buy the harbour.",
    "Rossi asked: “Who will pay for the harbour?”",
    "The US and Italy signed a plan for the harbour of Trieste.",
    "The council voted against the plan, and its members left the hall.",
    "If the court agrees, the harbour of Trieste will open in May.",
    "This week the council of Trieste voted against the harbour plan.",
    "The move of the customs office to Trieste was approved by the council.",
]


@pytest.mark.parametrize(("text", "reason"), UNFIT, ids=[f"{r}-{n}" for n, (_, r) in enumerate(UNFIT)])
def test_sentences_that_cannot_stand_alone(tagger: SpacyTagger, text: str, reason: str) -> None:
    found = unfit(view(tagger, text))
    assert found is not None
    assert (found.reason, bool(found.detail)) == (reason, True)


@pytest.mark.parametrize("text", FIT)
def test_sentences_that_can(tagger: SpacyTagger, text: str) -> None:
    assert unfit(view(tagger, text)) is None


@pytest.mark.parametrize("kind", ["heading", "caption", "byline", "list", "fragment"])
def test_only_prose_may_stand(tagger: SpacyTagger, kind: SentenceKind) -> None:
    found = unfit(view(tagger, "The council of Trieste voted against the harbour plan.", kind))
    assert found is not None
    assert (found.reason, found.detail) == ("not-prose", kind)


def test_a_resolved_pronoun_is_no_fault(tagger: SpacyTagger) -> None:
    seen = view(tagger, "He asked the court in Trieste to give him more time.")
    assert unfit(View(seen.parsed, 0, frozenset({0}))) is None


def test_what_stands_before_the_head_does_not_count(tagger: SpacyTagger) -> None:
    seen = view(tagger, "Instead, the council of Trieste asked for more time.")
    assert unfit(View(seen.parsed, 9, frozenset())) is None


def test_every_reason_is_explained() -> None:
    assert {reason for _, reason in UNFIT} | {"not-prose", "namesake", "relative-day"} == set(REASONS)
    assert all(words.endswith(".") for words in REASONS.values())
