"""Honest emptiness: what the brief does not have, in sentences."""

from collections.abc import Mapping, Sequence

from nutgraf.briefs.material.dossier import Dossier
from nutgraf.model import Article, Line

NO_SUMMARY = "No further sentence of these articles can stand alone as a summary."
NO_CONTEXT = "No background was found in these articles."
NO_POINTS = "Nothing beyond the summary can stand alone as a point."


def notes_on(
    dossier: Dossier, summary: Sequence[Line], context: Sequence[Line], points: Sequence[Line]
) -> tuple[str, ...]:
    """Return a sentence for every thing a reader should know is missing or weak; may be empty."""
    notes = [text for layer, text in ((summary, NO_SUMMARY), (context, NO_CONTEXT), (points, NO_POINTS)) if not layer]
    if len(dossier.story.origins) == 1:
        name = dossier.story.origins[0].name
        notes.append(f"All of this rests on one origin ({name}); nothing here is independently confirmed.")
    notes += _flag_notes(dossier.articles)
    return tuple(notes)


FLAG_NOTES = (
    ("paywall", "behind a paywall, so that only the beginning was read"),
    ("stub", "a teaser rather than a whole report"),
    ("opinion", "opinion, which gives no line of this brief"),
    ("translated", "marked as machine-translated"),
    ("undated", "without a date, and taken as new; weekdays stand there as written"),
)


def _flag_notes(articles: Sequence[Article]) -> list[str]:
    notes = []
    for flag, words in FLAG_NOTES:
        outlets = sorted({a.outlet for a in articles if flag in a.flags})
        count = sum(flag in a.flags for a in articles)
        if count:
            are = "article is" if count == 1 else "articles are"
            notes.append(f"{count} {are} {words} ({', '.join(outlets)}).")
    return notes


def unchecked(language: str) -> str:
    """Return what a brief that was written without a parser does not promise, as a sentence."""
    return (
        f"Written from {language} without a parser: lines are whole sentences of the sources; speakers, certainty and "
        "days were read from marker words only, no line was confirmed across origins, and figures were not compared."
    )


def other_languages(articles: Sequence[Article], names: Mapping[str, str]) -> tuple[str, ...]:
    """Return a sentence on the articles of a story that are in another language than its brief; may be none."""
    if not articles:
        return ()
    are = "article is" if len(articles) == 1 else "articles are"
    outlets = ", ".join(sorted({a.outlet for a in articles}))
    spoken = ", ".join(sorted({names.get(a.language, a.language) for a in articles}))
    return (
        f"{len(articles)} {are} in another language ({spoken}: {outlets}), and no line of this brief is from there.",
    )
