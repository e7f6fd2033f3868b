"""What is news and what lies before it: a story told by time.

Rule 1: the *newest development* is what was published within `WINDOW` of the newest article. When a single voice
        published there, the window grows back to the article of the second voice.
Rule 2: a sentence is *background* when its article came before that window, or when every date it names lies
        before it and its main verb looks back.
Rule 3: undated articles count as news: nothing says that they are old.
Rule 4: dates that stand in clauses beside the main one ("said ..., echoing a statement made in 2016") leave open what
        the sentence is: it may tell the news.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from nutgraf.briefs.headline import Title
from nutgraf.briefs.material.dossier import Dossier
from nutgraf.model import Article, Sentence, Token
from nutgraf.text.days import DateMention, find_dates, find_days

WINDOW = timedelta(hours=24)
"""One news day: reports of one development come within it; longer mixes the preview with the result."""

LOOKS_BACK = timedelta(hours=36)
"""A date this much older than the article is no longer what the article reports as new."""


_ADDING = frozenset({"relcl", "acl", "advcl"})
HALF_A_YEAR_DAYS = 184
"""A bare month further back is rather the one to come."""


def news_begins(dossier: Dossier) -> datetime | None:
    """Return the start of the newest development, UTC; `None` when no article is dated.

    Opinion opens no day of its own: a later column is left out, unless there is nothing else.
    """
    reports = [a for a in dossier.articles if "opinion" not in a.flags]
    told = _newest_first(reports) or _newest_first(dossier.articles)
    newest = dossier.newest
    if not told or newest is None:
        return None
    start = (newest if newest - told[0][0] <= WINDOW else told[0][0]) - WINDOW
    heard: set[str] = set()
    for published, id_ in told:
        if published < start and len(heard) > 1:
            break
        heard.add(dossier.origin_of(id_))
        start = min(start, published)
    return start


def _newest_first(articles: Sequence[Article]) -> list[tuple[datetime, str]]:
    return sorted(((a.published, a.id) for a in articles if a.published is not None), reverse=True)


def dates_of(text: str, published: datetime | None) -> tuple[date, ...]:
    """Return the last day of every date that a sentence names, resolved against its article's time; sorted."""
    if published is None:
        return ()
    absolute = [mention.last for mention in find_dates(text, published) if _sure(mention, published)]
    relative = [phrase.day for phrase in find_days(text, published) if phrase.day is not None]
    return tuple(sorted([*absolute, *relative]))


def day_as_written(text: str, published: datetime | None, day: date) -> str:
    """Return a day that a sentence names, in ISO form and no more exact than named: "in March 2022" is 2022-03."""
    mentions = find_dates(text, published) if published else ()
    exact = next((m.precision for m in mentions if m.last == day), "day")
    return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[exact]]


def _sure(mention: DateMention, published: datetime) -> bool:
    """A month without a year is the one gone by only when that is the nearer: "in June", said in May, is not."""
    if mention.precision != "month" or any(c.isdigit() for c in mention.phrase):
        return True
    return 0 <= (published.date() - mention.first).days <= HALF_A_YEAR_DAYS


def is_background(text: str, tokens: Sequence[Token], article: Article, begins: datetime | None) -> bool:
    """Tell whether a sentence tells what lay before the newest development, which begins at `begins`."""
    if begins is None or article.published is None:
        return False
    if article.published < begins:
        return True
    named = dates_of(text, article.published)
    if named:
        newest = datetime.combine(named[-1], time.max, tzinfo=UTC)
        return newest < min(begins, article.published) - (LOOKS_BACK - WINDOW)
    return _pluperfect(tokens)


def dated_aside(text: str, tokens: Sequence[Token], published: datetime | None) -> bool:
    """Tell whether a sentence names dates, and all of them in clauses beside its main one."""
    if published is None:
        return False
    spans = [(d.start, d.end) for d in find_dates(text, published)]
    spans += [(d.start, d.end) for d in find_days(text, published) if d.day is not None]
    named = [[n for n, t in enumerate(tokens) if start <= t.start < end] for start, end in spans]
    return bool(named) and all(any(_beside(tokens, n) for n in words) for words in named)


def _beside(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a word hangs on the main verb by way of a clause that only adds to something."""
    while not _is_root(tokens, index):
        if tokens[index].dep in _ADDING:
            return True
        index = tokens[index].head
    return False


def follows_background(
    sentence: Sentence, before: Sequence[Sentence], article: Article, begins: datetime | None
) -> bool:
    """Tell whether a sentence without a date goes on telling what the sentence before it, in its paragraph, dates."""
    if begins is None or not before or before[-1].paragraph != sentence.paragraph:
        return False
    if dates_of(sentence.text, article.published):
        return False
    return _looks_old(before[-1].text, article, begins)


def _pluperfect(tokens: Sequence[Token]) -> bool:
    """Tell whether the main verb stands in the pluperfect: "had ended"."""
    return any(t.lemma == "have" and t.tag == "VBD" and t.dep == "aux" and _is_root(tokens, t.head) for t in tokens)


def _is_root(tokens: Sequence[Token], index: int) -> bool:
    return tokens[index].head == index


def background_sentences(dossier: Dossier) -> tuple[Sentence, ...]:
    """Return prose sentences that name a date older than their article or the news window, latest articles first.

    Cheap: no parser. Those of the newest articles come first, since they were written knowing what mattered.
    """
    begins = news_begins(dossier)
    if begins is None:
        return ()
    found: list[Sentence] = []
    for article, sentences in sorted(
        zip(dossier.articles, dossier.sentences, strict=True), key=_pair_recency, reverse=True
    ):
        found += [s for s in sentences if s.kind == "prose" and _looks_old(s.text, article, begins)]
    return tuple(found)


def _pair_recency(pair: tuple[Article, tuple[Sentence, ...]]) -> tuple[datetime, str]:
    return (pair[0].published or datetime.min.replace(tzinfo=UTC), pair[0].id)


def _looks_old(text: str, article: Article, begins: datetime) -> bool:
    return bool(dates_of(text, article.published)) and is_background(text, (), article, begins)


def newest_titles(dossier: Dossier, ranked: Sequence[Title]) -> tuple[Title, ...]:
    """Return the titles with those of the newest development first, each part in the order given."""
    begins = news_begins(dossier)
    new = {a.id for a in dossier.articles if begins is None or a.published is None or a.published >= begins}
    return (*(t for t in ranked if t.article in new), *(t for t in ranked if t.article not in new))
