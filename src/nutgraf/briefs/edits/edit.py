"""From a parsed sentence to the words of a line: the allowed edits, each typed, recorded and reversible, or why not.

    mend
      leading cuts          clock, label, dateline, connective           edits_cut
      a leading pronoun     named when exactly one person fits           edits_pronoun
      fitness               can what is left stand alone?                fitness
      names, days, spelling outside quotations                           edits_name, text.days
      each optional edit    kept only when its own rule allows it        verify_edits

Rule 1: an edit changes nothing inside a quotation.
Rule 2: never cut: attribution, denial, condition, doubt, a date. Appositives, trailing attributions and joins are in
the design's list, and not made: each needs proof that no fact goes with it, and a parse is none.
Rule 3: an optional edit that its rule would refuse is not made; one that the line needs makes it unfit.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nutgraf.briefs.checks.guarded import guarded
from nutgraf.briefs.checks.of_edits import edit_fault
from nutgraf.briefs.checks.of_place import Place
from nutgraf.briefs.checks.of_words import quoted, unsettled_days
from nutgraf.briefs.checks.undo import apply_edits
from nutgraf.briefs.edits.cut import leading_cuts, other_cuts
from nutgraf.briefs.edits.fitness import REASONS, Unfit, View, unfit
from nutgraf.briefs.edits.name import name_edits, role_of, settled_edits, settled_words
from nutgraf.briefs.edits.pronoun import pronoun_edit
from nutgraf.model import Article, Edit, Parsed, Sentence
from nutgraf.text.daybook import DayBook
from nutgraf.text.days import DayPhrase, find_days, moment_of
from nutgraf.text.names import NameBook

__all__ = ["REASONS", "Mended", "Unfit", "mend"]


@dataclass(frozen=True, slots=True)
class Mended:
    """A sentence as it can be printed."""

    text: str
    """The words of the line."""
    edits: tuple[Edit, ...]
    """How they came from the sentence; in order, possibly none."""


def mend(
    parsed: Parsed,
    article: Article,
    names: NameBook,
    before: Sequence[Sentence],
    known: frozenset[str] = frozenset(),
    days: DayBook | None = None,
    spared: frozenset[str] = frozenset(),
) -> Mended | Unfit:
    """Return the sentence mended so that it can stand alone, or why it cannot.

    `before`: the earlier sentences of the same article, in order. `known`: full names that the brief has introduced;
    for those a surname is left alone, and nothing is shortened. `days`: the days that the story's reports speak of;
    without it a weekday is dated by the words around it alone. `spared`: as for `unfit`.
    """
    text = parsed.sentence.text
    cuts = leading_cuts(text)
    pronoun = pronoun_edit(parsed, _head(cuts), article, names, before)
    if pronoun is not None:
        pronoun = _introducing(pronoun, article, names, known)
        if _allowed(pronoun, (*_opened(cuts, pronoun),), parsed, article, names):
            cuts = _opened(cuts, pronoun)
            pronoun = Edit(pronoun.kind, pronoun.start, pronoun.before, settled_words(pronoun.after, names))
        else:
            pronoun = None
    resolved = frozenset({pronoun.start}) if pronoun else frozenset()
    fault = unfit(View(parsed, _head(cuts), resolved), spared)
    if fault is not None:
        return fault
    other = names.namesakes.mistaken(article.id, parsed.sentence.span.start, parsed.sentence.span.end)
    if other:
        return Unfit("namesake", other)
    needed = (*cuts, pronoun) if pronoun else cuts
    met = known | ({_bare(pronoun, names, article)} if pronoun else frozenset())
    more = _optional(parsed, _head(cuts), article, names, met, days)
    edits = _with_optional(needed, more, parsed, article, names)
    line = apply_edits(text, edits)
    undated = unsettled_days(line, article.published is not None)
    return Unfit("relative-day", undated[0]) if undated else Mended(line, edits)


def _head(cuts: Sequence[Edit]) -> int:
    """Where the sentence begins after its cuts; a cut that writes a letter anew ends with that letter."""
    return cuts[-1].end - len(cuts[-1].after) if cuts else 0


def _opened(cuts: tuple[Edit, ...], pronoun: Edit) -> tuple[Edit, ...]:
    """The cuts, without the letter that belongs to the pronoun's own edit."""
    if cuts and cuts[-1].end > pronoun.start:
        last = cuts[-1]
        return (*cuts[:-1], Edit(last.kind, last.start, last.before[: pronoun.start - last.start], ""))
    return cuts


def _introducing(pronoun: Edit, article: Article, names: NameBook, known: frozenset[str]) -> Edit:
    """The pronoun's edit with the role for somebody new, with the surname for somebody known."""
    full = pronoun.after.removesuffix("'s")
    own = pronoun.after.removeprefix(full)
    role = role_of(full, article, names)
    name = (full.split()[-1] if full in known else f"{role} {full}".strip()) + own
    if pronoun.before[0].isupper() or pronoun.start == 0:
        name = name[0].upper() + name[1:]
    return Edit(pronoun.kind, pronoun.start, pronoun.before, name)


def _bare(pronoun: Edit, names: NameBook, article: Article) -> str:
    name = pronoun.after.removesuffix("'s")
    return names.full_name(article.id, name.split()[-1]) or name


def _optional(
    parsed: Parsed, head: int, article: Article, names: NameBook, known: frozenset[str], days: DayBook | None
) -> Iterator[Edit]:
    """Edits that make the line better, the most needed first."""
    text = parsed.sentence.text
    marks = quoted(text)
    moment = moment_of(article)
    if moment is not None:
        for day in find_days(text, moment, days.choice(parsed) if days else None):
            inside = any(q.start < day.end and day.start < q.end for q in marks)
            if not inside and not _reads_badly(text, day):
                yield Edit("date", day.start, text[day.start : day.end], day.written)
    yield from other_cuts(text)
    for edit in name_edits(parsed, head, article, names, known):
        yield Edit(edit.kind, edit.start, edit.before, settled_words(edit.after, names))
    yield from settled_edits(text, names)


def _reads_badly(text: str, day: DayPhrase) -> bool:
    """ "as recently as in the week of ...", and "Today, most homes have one", which names no day at all."""
    ahead = text[: day.start].rsplit(maxsplit=1)[-1:]
    clash = day.written.startswith(("in ", "on ")) and ahead in (["as"], ["than"], ["like"], ["from"])
    return clash or (day.phrase == "Today" and text[day.end : day.end + 1] == ",")


def _with_optional(
    needed: Sequence[Edit], more: Iterator[Edit], parsed: Parsed, article: Article, names: NameBook
) -> tuple[Edit, ...]:
    edits = list(needed)
    for edit in more:
        if edit.before == edit.after or any(overlap(edit, other) for other in edits):
            continue
        if not guarded(edit.after) - guarded(edit.before) and _allowed(edit, edits, parsed, article, names):
            edits.append(edit)
    return tuple(sorted(edits, key=lambda e: e.start))


def overlap(one: Edit, other: Edit) -> bool:
    """Tell whether two edits touch the same words."""
    return one.start < other.end and other.start < one.end


def _allowed(edit: Edit, others: Sequence[Edit], parsed: Parsed, article: Article, names: NameBook) -> bool:
    """Ask the rule that will judge the edit anyway."""
    if edit.kind == "spelling":
        return True
    text = parsed.sentence.text
    cut = sum(len(e.before) for e in others if not e.after and e.end <= edit.start)
    place = Place(
        article=article,
        text=text,
        at=edit.start,
        begins=cut >= len(text[: edit.start].rstrip()),
        ends=not text[edit.end :].strip(),
        offset=parsed.sentence.span.start,
        title=False,
        others=names.articles,
    )
    return not edit_fault(edit, place)
