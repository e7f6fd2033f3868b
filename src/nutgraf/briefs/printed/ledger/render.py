"""A ledger in any of its formats, by name."""

from collections.abc import Callable, Mapping

from nutgraf.briefs.printed.ledger.as_csv import as_csv
from nutgraf.briefs.printed.ledger.document import ledger_json
from nutgraf.briefs.printed.ledger.plover import as_plover
from nutgraf.briefs.printed.ledger.positions import ledger_markdown
from nutgraf.briefs.printed.ledger.table import as_table
from nutgraf.model import Article, Ledger

_PRINTED: dict[str, Callable[[Ledger, Mapping[str, str], int], str]] = {
    "table": lambda ledger, _days, width: as_table(ledger, width),
    "json": lambda ledger, _days, _width: ledger_json(ledger),
    "csv": lambda ledger, _days, _width: as_csv(ledger),
    "markdown": lambda ledger, _days, _width: ledger_markdown(ledger),
    "plover": lambda ledger, days, _width: as_plover(ledger, days),
}


def printed(ledger: Ledger, form: str, days: Mapping[str, str], width: int) -> str:
    """Return the ledger in a format; `days` are the articles' days, `width` the cells of a line."""
    return _PRINTED[form](ledger, days, width)


def days_of(articles: Mapping[str, Article]) -> dict[str, str]:
    """Return the ISO day on which each dated article was published, by its id."""
    return {key: a.published.date().isoformat() for key, a in articles.items() if a.published}
