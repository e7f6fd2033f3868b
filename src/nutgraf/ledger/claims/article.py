"""The claims of one article: every act of its sentences with who, when, where, how certain, on whose word.

for each parsed sentence:
    for each act in it:                   # acts: type, actor, recipient, object
        standing = modality_of(...)       # modality: planned, denied ..., by which words, for which holder
        chain = attributions around it    # attribution: whose word it is
        the claim, its actor named and coded as everywhere in the story
    each attribution that holds no act is a STATEMENT of its speaker

Rule 1: an act that merely says ("said") is no claim of its own where what it says is one.
Rule 2: what lies ahead of meeting or working together is an agreement to do so (PLOVER), its base the thing itself.
Rule 3: whom a threat is made to stands, where nothing else tells, in its condition: "if Russia does not agree".
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from nutgraf.ledger.actors import Cast
from nutgraf.ledger.acts import Act, find_acts
from nutgraf.ledger.acts.find import is_thing
from nutgraf.ledger.attribution import attributions, speakers_of
from nutgraf.ledger.attribution.speakers import source_head
from nutgraf.ledger.attribution.statements import Statement
from nutgraf.ledger.bearers import Bearers
from nutgraf.ledger.certainty import scene_of
from nutgraf.ledger.claims.chain import attributed, over_span
from nutgraf.ledger.claims.circumstances import When, ahead, long_ago, place_of, times_in, when_of, words_of
from nutgraf.ledger.claims.conditional import condition_over, value_of
from nutgraf.ledger.claims.parties import Voices, doers, receiver, thing
from nutgraf.ledger.conditions import Condition, conditions_of
from nutgraf.ledger.frames import Scene
from nutgraf.ledger.modality import Standing, modality_of
from nutgraf.ledger.tree import Tree
from nutgraf.model import ActType, Article, Claim, Evidence, Modality, Parsed, Party, Span, content_id
from nutgraf.text.daybook import DayBook
from nutgraf.text.days import moment_of
from nutgraf.text.names import NameBook
from nutgraf.text.quotes import find_quotes

TOGETHER: frozenset[ActType] = frozenset({"CONSULT", "COOPERATE"})
"""Acts that are an agreement while they lie ahead."""
OF_TYPE: Mapping[ActType, Modality] = {"REQUEST": "demanded", "THREATEN": "threatened"}
"""What an act of speech is that is told as a fact: the fact is the asking, not what is asked for."""
LEAST_SAID = 4
"""Words of a statement without an act, from which it says something."""
_UNSAID = frozenset({"we", "i", "you", "us", "me", "our", "my", "your"})
_ASKED = frozenset({"whether", "if", "who", "when", "where", "why", "how", "what", "which"})
_OPEN = frozenset({"planned", "speculated", "unconfirmed", "offered"})


@dataclass(frozen=True, slots=True)
class Room:
    """What all articles of a story share."""

    cast: Cast
    """Its actors."""
    names: NameBook
    """Its names."""
    days: DayBook
    """Its days."""


@dataclass(frozen=True, slots=True)
class _Page:
    """One article laid open."""

    article: Article
    room: Room
    voices: Voices
    quotes: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """One sentence laid open."""

    number: int
    parsed: Parsed
    scene: Scene
    conditions: tuple[Condition, ...]
    times: tuple[When, ...]

    @property
    def tree(self) -> Tree:
        return self.scene.tree

    def evidence(self, start: int, end: int) -> Evidence:
        """Return a stretch of the sentence as evidence in its article."""
        span = self.parsed.sentence.span
        return Evidence(Span(span.article, span.start + start, span.start + end), self.parsed.sentence.text[start:end])

    @property
    def start(self) -> int:
        return self.parsed.sentence.span.start

    @property
    def whole(self) -> Evidence:
        return Evidence(self.parsed.sentence.span, self.parsed.sentence.text)


def claims_of(article: Article, parsed: Sequence[Parsed], room: Room) -> tuple[Claim, ...]:
    """Return the claims of an article in the order of their triggers. Cost: linear in its sentences."""
    statements = attributions(article.text, parsed)
    speakers = speakers_of(article, parsed, statements, room.names)
    quotes = tuple(Span(article.id, q.start, q.end) for q in find_quotes(article.text))
    page = _Page(
        article, room, Voices(article, room.cast, statements, speakers, Bearers(article, parsed, room.names)), quotes
    )
    moment = moment_of(article)
    found: list[Claim] = []
    for number, one in enumerate(parsed):
        scene = scene_of(one)
        times = times_in(one.sentence.text, moment, room.days.choice(one))
        found += _of_sentence(page, _Told(number, one, scene, conditions_of(scene.tree), times))
    return tuple(sorted(found, key=lambda c: (c.trigger.span, c.act, c.id)))


def _of_sentence(page: _Page, told: _Told) -> Iterator[Claim]:
    tree = told.tree
    deeds = [a for a in find_acts(tree) if a.type != "STATEMENT"]
    for act in (a for a in deeds if not _silence(tree, a)):
        if act.actor is not None and is_thing(tree, act.actor):
            continue  # "the scandal prompted", "their absence will"
        for actor, recipient in doers(tree, act, place_of(tree, act.trigger)):
            claim = _claim(page, told, replace(act, actor=actor, recipient=recipient))
            if _tells_something(claim):
                yield claim
    spans = [told.evidence(tree[a.trigger].start, tree[a.trigger].end).span for a in deeds]
    span = told.parsed.sentence.span
    for n, statement in enumerate(page.voices.statements):
        if statement.cue.start < span.start or statement.cue.end > span.end or statement.source is None:
            continue
        if not any(n in over_span(page.voices.statements, s) for s in spans):
            yield from _statement(page, told, n)


def _tells_something(claim: Claim) -> bool:
    """Tell whether a claim has a party or circumstances, and is not the outlet's own "we are closing this blog"."""
    if claim.actor is not None and not claim.actor.name and claim.actor.text.lower() in _UNSAID:
        return False
    return bool(claim.actor or claim.recipient or claim.place or claim.day)


def _silence(tree: Tree, act: Act) -> bool:
    """Tell whether a sentence only says how long a thing has not been: "have not met since 2019" denies nothing."""
    since = any(tree.lemma(k) == "since" for k in tree.children(act.trigger, "prep", "advcl", "mark"))
    return since and tree.negation(act.trigger) is not None


def _claim(page: _Page, told: _Told, act: Act) -> Claim:
    tree, n, article = told.tree, act.trigger, page.article
    standing = modality_of(told.scene, n)
    kind, base = _typed(act, standing)
    modality = OF_TYPE.get(kind, standing.modality) if standing.modality == "happened" else standing.modality
    trigger = told.evidence(tree[n].start, tree[n].end)
    chain = over_span(page.voices.statements, trigger.span, act.type)
    when, place = when_of(tree, n, told.times), place_of(tree, n)
    condition = condition_over(tree, n, told.conditions, speaks=act.base is not None)
    actor = None if act.actor is None else page.voices.party(told.number, act.actor, chain)
    recipient = _receiver(page, told, act, chain, condition)
    if recipient is not None and actor is not None and recipient.name and recipient.name == actor.name:
        recipient = None  # "Roe said he would wait": nobody does it to himself
    object_ = thing(tree, act, place)
    claim = Claim(
        id=content_id("c", article.id, str(trigger.span.start), kind, str(act.actor)),
        actor=actor,
        act=kind,
        trigger=trigger,
        modality=modality,
        evidence=told.whole,
        mode=act.mode,
        base=base,
        contexts=act.contexts,
        recipient=recipient,
        object="" if object_ is None else words_of(tree, object_),
        place="" if place is None else tree.name(place),
        place_country="" if place is None else page.room.cast.country(tree.name(place)),
        time="" if when is None else when.text,
        day="" if when is None else when.day,
        future=standing.future if when is None else ahead(when, article.published),
        hypothetical=standing.hypothetical or condition is not None,
        negated=standing.negated or act.negated,
        historical=when is not None and long_ago(when, article.published),
        certainty=standing.holders,
        decided_by=standing.decided_by,
        rule=standing.rule,
        attribution=attributed(article, page.voices.statements, page.voices.speakers, chain),
        quotes=_quotes(page, told),
    )
    return (
        claim if condition is None else replace(claim, condition=value_of(condition, tree, page.room.cast, article.id))
    )


def _typed(act: Act, standing: Standing) -> tuple[ActType, ActType | None]:
    """Return type and base of an act as its modality leaves them (rule 2)."""
    if act.type in TOGETHER and (standing.future or standing.modality in _OPEN) and not standing.negated:
        return "AGREE", act.type
    return act.type, act.base


def _receiver(page: _Page, told: _Told, act: Act, chain: Sequence[int], condition: Condition | None) -> Party | None:
    """Return to whom an act is done (rule 3)."""
    tree = told.tree
    n = receiver(tree, act.recipient, place_of(tree, act.trigger))
    if act.type == "THREATEN" and n is not None and tree[n].dep in {"nsubj", "nsubjpass"}:
        n = None  # "said Europe would act": who acts is not whom it hits
    if n is None and act.type == "THREATEN" and condition is not None and tree.animate(condition.actor):
        n = condition.actor
    return None if n is None else page.voices.party(told.number, n, chain)


def _quotes(page: _Page, told: _Told) -> tuple[Evidence, ...]:
    span = told.parsed.sentence.span
    inside = (q for q in page.quotes if span.start <= q.start and q.end <= span.end)
    return tuple(Evidence(q, page.article.quote(q)) for q in inside)


def _statement(page: _Page, told: _Told, n: int) -> Iterator[Claim]:
    """Yield what somebody says that is no other act, when it says something."""
    statement, article = page.voices.statements[n], page.article
    content = " … ".join(article.quote(span) for span in statement.content)
    head = statement.head
    if (
        content.split()[0].lower() in _ASKED
        or len(content.split()) < LEAST_SAID
        or statement.negated
        or statement.source is None
    ):
        return
    subject = source_head(told.tree, told.start, statement)
    if subject is None or not told.tree.agentive(subject) or not _says_something(told, statement, content):
        return
    chain = over_span(page.voices.statements, statement.cue)
    actor = page.voices.party(told.number, subject, chain)
    standing = modality_of(told.scene, head if statement.target is None else statement.target)
    when = when_of(told.tree, head, told.times)
    yield Claim(
        id=content_id("c", article.id, str(statement.cue.start), "STATEMENT"),
        actor=actor,
        act="STATEMENT",
        trigger=Evidence(statement.cue, article.quote(statement.cue)),
        modality=standing.modality,
        evidence=told.whole,
        object=_cut(content),
        time="" if when is None else when.text,
        day="" if when is None else when.day,
        future=standing.future,
        hypothetical=standing.hypothetical,
        certainty=standing.holders,
        decided_by=standing.decided_by,
        rule=standing.rule,
        attribution=attributed(article, page.voices.statements, page.voices.speakers, chain),
        quotes=_quotes(page, told),
    )


MOST_SAID = 240
"""Code points of a statement's words in the ledger."""


def _says_something(told: _Told, statement: Statement, content: str) -> bool:
    """Tell whether words are quoted or make a clause: "tried to steer the debate", "thanked his staff" say nothing."""
    if statement.quote_type != "indirect":
        return True
    target = statement.target
    if target is None or told.tree[target].pos not in {"VERB", "AUX"}:
        return False
    return not content.lower().startswith("to ") or modality_of(told.scene, target).modality != "happened"


def _cut(text: str) -> str:
    return text if len(text) <= MOST_SAID else text[:MOST_SAID].rsplit(" ", 1)[0] + " …"
