"""Why a line is refused: names and sentences."""

from nutgraf.briefs.gate.given import RULES

REASONS: dict[str, str] = {
    "untraced": "A span does not lie in an article of the story, or its text is not the article's.",
    "part-of-sentence": "A span covers only a part of a sentence, so that a denial or a speaker may be left out.",
    "not-source": "Undoing the edits does not give the source text.",
    "edit-not-allowed": "An edit is not of the closed list, or breaks the rule of its kind.",
    "quote-changed": "A quotation differs from its source, or an edit reaches into one.",
    "quote-open": "A quotation is not closed in the line, or the line stands inside a longer one.",
    "quote-alone": "A quotation stands without any word on who says it.",
    "name-untraced": "A name stands neither in the spans nor in a recorded edit.",
    "number-untraced": "A figure or date stands neither in the spans nor in a recorded edit.",
    "date-missing": "A relative day has no date beside it.",
    "negation-lost": "A word of denial of the source is missing, or one was added.",
    "modality-lost": "A word such as `may` of the source is missing, or one was added.",
    "condition-lost": "A word such as `if` of the source is missing, or one was added.",
    "hedge-lost": "A word such as `reportedly` of the source is missing, or one was added.",
    "attribution-lost": "A word that says who says it is missing, or one was added.",
    "speaker-lost": "The line's speaker is not named in it.",
    "certainty-raised": "The line is marked more certain than its words permit.",
    "not-confirmed": "`confirmed` needs two independent origins.",
    "lower-case-start": "The line does not begin like a sentence.",
    "repeat": "The line says word for word what another line of the brief says.",
    "too-long": "The line, or the layer with it, is over its limit of words.",
    "no-headline": "No title can stand as headline.",
    **RULES,
}
"""Why a line is refused, in a sentence for people; the gate's own rules at the end."""
