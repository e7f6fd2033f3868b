"""From parsed sentences to candidates: mended, judged, verified one by one, and counted across origins.

A sentence that cannot stand in a brief is not chosen later and dropped then; it never becomes a candidate.
What was refused, and why, is kept for `--explain`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from nutgraf.briefs.checks.of_words import LEVELS, ceiling
from nutgraf.briefs.checks.undo import apply_edits, words_in_line
from nutgraf.briefs.checks.verify import verify_line
from nutgraf.briefs.edits.captions import is_caption
from nutgraf.briefs.edits.edit import Unfit, mend
from nutgraf.briefs.headline import Title
from nutgraf.briefs.manner.tone import plainness, tone_of
from nutgraf.briefs.material.dossier import Candidate, Dossier, Vectors
from nutgraf.briefs.moments import follows_background, is_background, news_begins
from nutgraf.briefs.trace import states_same
from nutgraf.errors import LineRefused
from nutgraf.ledger.certainty import Judgement, judge
from nutgraf.model import Article, Certainty, Dropped, Edit, Evidence, Ledger, Line, Parsed, Sentence, Span, Token
from nutgraf.text.daybook import DayBook
from nutgraf.text.days import find_days, moment_of
from nutgraf.text.names import NameBook

NEAR = 0.6
"""Cosine of two sentences below which they cannot state the same: spares the closer look."""

AT_WORST = ("too long", "loaded", "opinion")
"""What may be held against a title that still is better than no headline, the lesser evil first."""

OF_LEAD = 0.1
"""What closeness to the summary's lead is worth beside a title's own score, both 0 to 1; .5 cost a point of ROUGE-1."""

PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we", "who", "him", "her", "them"})


@dataclass(frozen=True, slots=True)
class Desk:
    """All that a writer has on the desk for one story: read-only, shared by the steps."""

    dossier: Dossier
    """The story."""
    parsed: tuple[Parsed, ...]
    """The sentences worth parsing, best first."""
    scores: tuple[float, ...]
    """Salience of each, 0 to 1."""
    vectors: Vectors
    """One row a sentence of `parsed`."""
    titles: tuple[Title, ...]
    """The titles to try as headline, best first."""
    title_tokens: tuple[tuple[Token, ...], ...]
    """The parse of each."""
    title_vectors: Vectors
    """The vector of each."""
    names: NameBook
    """Who is who in these articles."""
    days: DayBook
    """The days that these articles speak of."""
    ledger: Ledger
    """What the parsed sentences claim."""

    @property
    def articles(self) -> Mapping[str, Article]:
        """The story's articles by id."""
        return articles_of(self.dossier)

    def before(self, sentence: Sentence) -> tuple[Sentence, ...]:
        """Return the sentences of the same article that come before this one."""
        which = self.dossier.story.articles.index(sentence.span.article)
        return self.dossier.sentences[which][: sentence.index]


def write_line(desk: Desk, row: int, known: frozenset[str], spared: frozenset[str] = frozenset()) -> Line:
    """Return the line that a sentence makes for a reader who has met the names in `known`.

    `spared` are faults that its place in the brief makes good ("The two sides" below a line on their talks).
    Raises LineRefused when it cannot stand in a brief.
    """
    parsed = desk.parsed[row]
    article = desk.dossier.article(parsed.sentence.span.article)
    if is_caption(parsed.sentence.text, parsed.tokens):
        raise LineRefused(parsed.sentence.text, reason="not-prose", about=parsed.sentence.text)
    mended = mend(parsed, article, desk.names, desk.before(parsed.sentence), known, desk.days, spared)
    if isinstance(mended, Unfit):
        raise LineRefused(parsed.sentence.text, reason=mended.reason, about=mended.detail)
    judgement = judge(parsed)
    speaker = _speaker(parsed, judgement, mended.edits)
    line = Line(
        text=mended.text,
        evidence=(Evidence(parsed.sentence.span, parsed.sentence.text),),
        edits=mended.edits,
        certainty=_certainty(judgement.certainty, parsed.sentence.text),
        speaker=speaker,
        origins=(desk.dossier.origin_of(article.id),),
        cue=judgement.cue,
    )
    verify_line(line, desk.articles)
    return line


def _speaker(parsed: Parsed, judgement: Judgement, edits: Sequence[Edit]) -> str:
    """Return the speaker as named in the line; a closing "he said" is the person whose doings the line tells.

    Raises LineRefused when only a pronoun says who it is.
    """
    speaker = words_in_line(parsed.sentence.text, edits, judgement.speaker)
    if speaker.lower() not in PRONOUNS:
        return speaker
    subject = _own_subject(parsed.tokens, judgement.speaker)
    if not subject:
        raise LineRefused(parsed.sentence.text, reason="unnamed-speaker", about=speaker)
    return words_in_line(parsed.sentence.text, edits, subject)


def _own_subject(tokens: Sequence[Token], pronoun: str) -> str:
    """Return whom the sentence itself names before the speaking pronoun; may be empty.

    Either the person whose doings "he said" tells of ("Ann Roe will stay away, he said"), or the subject of the clause
    that "they said" goes on from or belongs to ("The unions agreed but said they would ...").
    """
    for cue in [t.head for t in tokens if t.text == pronoun and t.dep == "nsubj"]:
        inner = [i for i, t in enumerate(tokens) if t.head == cue and t.dep == "ccomp" and i < cue]
        named = next((s for clause in inner if (s := _subject_of(tokens, clause)) and s.entity == "PERSON"), None)
        outer = None if named else _subject_of(tokens, tokens[cue].head)
        if tokens[cue].dep in _GOES_ON and outer and _may_be(outer, pronoun) and tokens.index(outer) < cue:
            named = outer
        if named:
            return named.text
    return ""


_GOES_ON = frozenset({"conj", "ccomp"})


def _subject_of(tokens: Sequence[Token], verb: int) -> Token | None:
    return next((t for t in tokens if t.dep == "nsubj" and t.head == verb), None)


def _may_be(subject: Token, pronoun: str) -> bool:
    """Tell whether a pronoun may stand for a subject: a person for "he", several for "they"."""
    if pronoun.lower() in {"he", "she"}:
        return subject.entity == "PERSON"
    return pronoun.lower() == "they" and subject.tag in {"NNS", "NNPS"}


def _certainty(judged: Certainty, source: str) -> Certainty:
    """Return the less certain of what the parse says and what the words permit."""
    allowed = ceiling(source, 1)
    return allowed if LEVELS[judged] > LEVELS[allowed] else judged


def candidates(desk: Desk) -> tuple[tuple[Candidate, ...], tuple[Dropped, ...]]:
    """Return the candidates in the order of `desk.parsed`, and what was refused."""
    begins = news_begins(desk.dossier)
    manner = {a.id: tone_of(a, s) for a, s in zip(desk.dossier.articles, desk.dossier.sentences, strict=True)}
    found: list[Candidate] = []
    refused: list[Dropped] = []
    for row, parsed in enumerate(desk.parsed):
        article = desk.dossier.article(parsed.sentence.span.article)
        try:
            line = write_line(desk, row, frozenset())
        except LineRefused as error:
            refused.append(Dropped(parsed.sentence.text, error.reason, error.about or error.message))
            continue
        found.append(
            Candidate(
                sentence=parsed.sentence,
                tokens=parsed.tokens,
                line=line,
                score=desk.scores[row] * plainness(parsed.sentence.text) * manner[article.id],
                row=row,
                published=article.published,
                background=is_background(parsed.sentence.text, parsed.tokens, article, begins)
                or follows_background(parsed.sentence, desk.before(parsed.sentence), article, begins),
            )
        )
    return tuple(found), tuple(refused)


def supported(line: Line, desk: Desk, row: int) -> Line:
    """Return the line with the sentences of other origins that state the same, and its certainty raised if they may.

    Only a plain report can become `confirmed`: two voices that quote one speaker do not confirm what was said.
    """
    own = desk.dossier.origin_of(desk.parsed[row].sentence.span.article)
    near = desk.vectors @ desk.vectors[row]
    best: dict[str, tuple[float, Span]] = {}
    for other, parsed in enumerate(desk.parsed):
        origin = desk.dossier.origin_of(parsed.sentence.span.article)
        if origin == own or near[other] < NEAR or near[other] <= best.get(origin, (0.0,))[0]:
            continue
        if states_same(desk.parsed[row].sentence.text, parsed.sentence.text, float(near[other])):
            best[origin] = (float(near[other]), parsed.sentence.span)
    order = sorted(best, key=lambda origin: (-best[origin][0], best[origin][1]))
    certainty: Certainty = "confirmed" if order and line.certainty == "reported" else line.certainty
    return replace(
        line,
        origins=(own, *order),
        support=tuple(best[origin][1] for origin in order),
        certainty=certainty,
    )


def articles_of(dossier: Dossier) -> Mapping[str, Article]:
    """Return the story's articles by id."""
    return {article.id: article for article in dossier.articles}


def title_lines(desk: Desk, lead: int | None) -> Iterator[tuple[str, Line | LineRefused]]:
    """Yield, best first, what speaks against a title (may be empty) and the headline it makes, or why it makes none.

    `lead`: the row of the summary's first sentence; a headline tells what the summary begins with.
    """
    near = desk.title_vectors @ desk.vectors[lead] if lead is not None else [0.0] * len(desk.titles)
    worth = [t.score + OF_LEAD * float(n) for t, n in zip(desk.titles, near, strict=True)]
    for at in sorted(range(len(worth)), key=lambda i: (-worth[i], i)):
        title, tokens = desk.titles[at], desk.title_tokens[at]
        article = desk.dossier.article(title.article)
        try:
            line = _title_line(desk, title, tokens, article)
            verify_line(line, desk.articles)
        except LineRefused as refused:
            yield title.barred, refused
        else:
            yield title.barred, line


def _title_line(desk: Desk, title: Title, tokens: tuple[Token, ...], article: Article) -> Line:
    """Return a title as a line: cleaned, its days dated."""
    if title.barred and title.barred not in AT_WORST:
        raise LineRefused(title.text, reason="no-headline", about=title.barred)
    whole = Evidence(Span(article.title_id, 0, len(article.title)), article.title)
    parsed = Parsed(Sentence(Span(article.title_id, 0, len(title.text)), title.text, 0, 0), tokens)
    cut = next((len(e.before) for e in title.edits if e.start == 0 and not e.after), 0)
    mended = (*_title_days(desk, title, parsed, article), *_title_spellings(desk, title))
    moved = (Edit(e.kind, e.start + cut, e.before, e.after) for e in mended)
    edits = tuple(sorted((*title.edits, *moved), key=lambda e: e.start))
    judgement = judge(parsed)
    return Line(
        text=apply_edits(article.title, edits),
        evidence=(whole,),
        edits=edits,
        certainty=_certainty(_of_headline(judgement.certainty, tokens), title.text),
        speaker=words_in_line(article.title, edits, judgement.speaker),
        origins=(desk.dossier.origin_of(article.id),),
        cue=judgement.cue,
    )


def _of_headline(judged: Certainty, tokens: Sequence[Token]) -> Certainty:
    """Return what a headline's infinitive means: "Council to vote on Wednesday" is a plan."""
    ahead = any(
        t.tag == "VB"
        and n
        and tokens[n - 1].text == "to"
        and (t.dep == "ROOT" or tokens[t.head].pos in {"PROPN", "NOUN"})
        for n, t in enumerate(tokens)
    )
    finite = any(t.tag in {"VBD", "VBZ", "VBP", "MD"} for t in tokens)
    return "planned" if judged == "reported" and ahead and not finite else judged


def _title_days(desk: Desk, title: Title, parsed: Parsed, article: Article) -> tuple[Edit, ...]:
    """Return the edits that date the relative days of a cleaned title."""
    moment = moment_of(article)
    if moment is None:
        return ()
    found = find_days(title.text, moment, desk.days.choice(parsed))
    return tuple(Edit("date", d.start, d.phrase, d.written) for d in found if d.day is not None)


def _title_spellings(desk: Desk, title: Title) -> tuple[Edit, ...]:
    """Return the edits that settle the spellings of a cleaned title on the story's."""
    return tuple(Edit("spelling", v.start, v.before, v.after) for v in desk.names.settled(title.text))
