"""From a story to its ledger: its articles of one language, all prose parsed. `pipeline` tells; this claims."""

from collections.abc import Sequence

from nutgraf.briefs.material.dossier import Dossier
from nutgraf.briefs.plainly.tongues import PARSED
from nutgraf.ledger.book import make_ledger
from nutgraf.model import Article, Ledger, Parsed
from nutgraf.pipeline import Told
from nutgraf.ports import Tagger
from nutgraf.telling import in_one_language, lay_open, parse


def ledger_of(told: Told, number: int, tagger: Tagger) -> Ledger:
    """Return the ledger of story `number` (from 0); empty for a language that is not parsed."""
    dossier, _ = in_one_language(lay_open(told.stories[number], told.articles))
    if dossier.articles[0].language not in PARSED:
        return Ledger(dossier.story.id, ())
    return make_ledger({a.id: a for a in dossier.articles}, parsed_prose(dossier, tagger), dossier.story)


def unread(articles: Sequence[Article]) -> tuple[Article, ...]:
    """Return the articles that give no claim: columns and machine translations, unless there is no other."""
    apart = tuple(a for a in articles if {"opinion", "translated"} & set(a.flags))
    return apart if len(apart) < len(articles) else ()


def parsed_prose(dossier: Dossier, tagger: Tagger) -> tuple[Parsed, ...]:
    """Return every sentence of prose with its parse; what several articles print is parsed once."""
    apart = {a.id for a in unread(dossier.articles)}
    sentences = [s for row in dossier.sentences for s in row if s.kind == "prose" and s.span.article not in apart]
    texts = list(dict.fromkeys(s.text for s in sentences))
    tokens = dict(zip(texts, parse(texts, tagger), strict=True))
    return tuple(Parsed(s, tokens[s.text]) for s in sentences)
