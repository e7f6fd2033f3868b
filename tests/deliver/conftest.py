"""An archive whose clock tests set, and a mail server beside it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from nutgraf.daily import Daily
from nutgraf.model import Subscriber
from nutgraf.settings import Mail, Serving, Settings
from nutgraf.views import Newsstand
from tests.deliver.mailbox import Mailbox, mail_server


@dataclass
class Desk:
    """The sample's archive on a morning, with a paper that readers reach by https."""

    daily: Daily
    mailbox: Mailbox
    settings: Settings
    at: datetime
    newsstand: Newsstand = field(init=False)

    def __post_init__(self) -> None:
        self.newsstand = Newsstand(self.daily, lambda: self.at)

    def subscribe(self, address: str, every: str = "day", query: str = "", reader: str = "") -> Subscriber:
        new = Subscriber(address, reader, every, query, "", active=True, made_at=self.at)  # type: ignore[arg-type]  # a test's word
        return self.daily.archive.subscribers.add(new, self.at - timedelta(days=1))


def morning(day: int, hour: int = 6) -> datetime:
    return datetime(2025, 5, day, hour, tzinfo=UTC)


def paper(port: int, **mail: object) -> Settings:
    made = {"host": "127.0.0.1", "port": port, "security": "none", "sender": "News <news@paper.example>", **mail}
    return Settings(mail=Mail(**made), serving=Serving(base_url="https://paper.example"))  # type: ignore[arg-type]


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def desk(sample_copy: Path, mailbox: Mailbox) -> Iterator[Desk]:
    with mail_server(mailbox) as port, Daily(paper(port, timeout_s=5.0), str(sample_copy)) as daily:
        yield Desk(daily, mailbox, daily.settings, morning(12, 5))
