"""Reports that tests of grouping share: two of one event, and one of another."""

from datetime import UTC, datetime, timedelta

from nutgraf.model import Article

DAY = datetime(2031, 3, 3, 8, tzinfo=UTC)
FIRE = (
    "Ferry evacuated after fire off Port Alma",
    "The ferry Estrella del Sur burned off Port Alma. Coastguard commander Ines Vidal said all 212 were rescued.",
)
TOWED = (
    "Burned ferry towed from Port Alma to shipyard",
    "Tugs pulled the ferry Estrella del Sur to Rada. Ines Vidal of the coastguard said the fire off Port Alma was out.",
)
BUDGET = (
    "Parliament passes budget by three votes",
    "Finance minister Olga Bern won the vote on the budget. The Greens dropped their resistance to a fuel duty.",
)


def article(
    id_: str, told: tuple[str, str], *, hours: float | None = 0, url: str = "", outlet: str = "Post"
) -> Article:
    """A report so many hours after `DAY`; `None` for one without a date."""
    when = None if hours is None else DAY + timedelta(hours=hours)
    return Article(id=id_, title=told[0], text=told[1], outlet=outlet, url=url, published=when)
