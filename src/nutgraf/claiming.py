"""From a story to its ledger: its articles of one language, every sentence parsed. `pipeline` tells; this claims."""

from nutgraf.briefs.plainly.tongues import PARSED
from nutgraf.model import Ledger, Parsed
from nutgraf.pipeline import Told, in_one_language, lay_open, parse
from nutgraf.ports import Tagger


def ledger_of(told: Told, number: int, tagger: Tagger) -> Ledger:
    """Return the ledger of story `number` (from 0); empty for a language that is not parsed."""
    from nutgraf.ledger.book import make_ledger  # type: ignore[import-not-found, unused-ignore]  # being written (#4)

    dossier, _ = in_one_language(lay_open(told.stories[number], told.articles))
    if dossier.articles[0].language not in PARSED:
        return Ledger(dossier.story.id, ())
    sentences = [s for row in dossier.sentences for s in row]
    tokens = parse([s.text for s in sentences], tagger)
    parsed = tuple(Parsed(s, t) for s, t in zip(sentences, tokens, strict=True))
    made: Ledger = make_ledger({a.id: a for a in dossier.articles}, parsed, dossier.story)
    return made
