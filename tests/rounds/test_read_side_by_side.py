"""Many pages are read side by side: what comes of it is what one reader makes of them, and one page never stops it."""

import os
from datetime import UTC, datetime, timedelta

import pytest

from nutgraf.engine.local import Processes, Serial
from nutgraf.model import Article, Incoming, Item, Kept, Read
from nutgraf.ports import Engine
from nutgraf.rounds import read
from nutgraf.rounds.read import MANY, read_round
from nutgraf.settings import Limits, Settings
from nutgraf.store.archive import Archive

NOW = datetime(2025, 5, 20, tzinfo=UTC)
KILLS = "https://norda.example/kills"
read_kept = read.read_kept


def page(n: int) -> Item:
    """Make a page; every tenth is empty, which cannot be read."""
    address = KILLS if n == 17 else f"https://norda.example/{n}"
    text = "" if n % 10 == 9 else f"<p>The council of town {n} decided on Tuesday to keep its old bridge open.</p>" * 5
    body = (
        f"<html lang=en><head><title>Bridge {n} stays open</title></head><body><article>{text}</article></body></html>"
    )
    return Item(address, "html", body.encode(), url=address, published="2025-05-13T10:00:00Z", published_from="feed")


def archive_after(engine: Engine) -> tuple[dict[str, int], list[Article]]:
    """Read pages; return the counts and the articles."""
    with Archive(":memory:") as archive:
        at = archive.inbox.open_round(NOW)
        archive.inbox.took(at.n, None, [Incoming(f"{n}", page(n)) for n in range(MANY + 30)])
        archive.inbox.advance(at.n, "read")
        counts = read_round(at, archive, Settings(), engine, lambda *_: None)
        rows = archive.articles.window(NOW - timedelta(days=9), NOW, 0, at.n)
        assert not archive.inbox.unread(at.n)
        return counts, sorted((row.article for row in rows), key=lambda a: a.id)


def test_side_by_side_is_the_same_as_one_after_the_other() -> None:
    with Processes(2) as engine:
        counts, articles = archive_after(engine)
    assert (counts, articles) == archive_after(Serial())
    assert len(articles) == counts["articles"] == MANY + 30 - counts["unreadable"] > MANY


def read_or_die(kept: Kept, now: datetime, limits: Limits) -> Read:
    if kept.item.address == KILLS:
        os._exit(1)
    return read_kept(kept, now, limits)


def test_a_page_that_kills_its_reader_is_kept_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    serial, _ = archive_after(Serial())
    monkeypatch.setattr(read, "read_kept", read_or_die)
    with Processes(2) as engine:
        counts, articles = archive_after(engine)
    assert counts["articles"] == serial["articles"] - 1
    assert counts["unreadable"] == serial["unreadable"] + 1
    assert KILLS not in {article.url for article in articles}
