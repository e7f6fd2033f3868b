"""The commands, as users type them."""

import json
from pathlib import Path

import pytest

from nutgraf.daily import Daily
from nutgraf.model import Feed
from nutgraf.settings import Settings
from tests.deliver.listener import Listener, listening
from tests.deliver.mailbox import Mailbox, mail_server
from tests.deliver.typed import Typed

ADA = "ada@post.example"


@pytest.fixture
def typed(sample_copy: Path, tmp_path: Path) -> Typed:
    return Typed(sample_copy, tmp_path / "settings.toml")


def test_from_subscribing_to_the_last_mail(typed: Typed) -> None:
    assert "Nobody is subscribed yet" in typed("subscribe", code=4)
    told = typed(f"subscribe {ADA}", now="2025-05-12T05:00Z")
    assert f"{ADA} gets a digest every day" in told
    assert "There is no mail server yet" in told
    assert f"{ADA}  every day\n" in typed("subscribe")
    shown = typed(f"digest --preview {ADA}")
    assert shown.startswith("Subject: Putin offers Ukraine direct talks in Istanbul on May 15\n")
    assert "\n1. Putin offers Ukraine direct talks in Istanbul on May 15\n" in shown.replace("\r", "")
    assert "no mail server" in typed("digest", code=2) or "Say from whom" in typed("digest", code=2)
    mailbox = Mailbox()
    with mail_server(mailbox) as port:
        mail = f'host = "127.0.0.1"\nport = {port}\nsecurity = "none"\nsender = "News <news@paper.example>"'
        typed.settings.write_text(f"[mail]\n{mail}\n")
        assert typed("digest") == "Digests: 1 sent.\n"
        assert typed("digest") == "Digests: 0 sent.\n"
        assert "There is nothing new" in typed(f"digest --preview {ADA}", code=4)
        mailbox.refused = {ADA: "550 no"}
        assert "550 no" in typed("digest", now="2025-05-13T06:00Z", code=4)
    assert len(mailbox.messages) == 1
    assert typed(f"unsubscribe {ADA}") == f"{ADA} gets no more mail.\n"
    assert "is not subscribed" in typed(f"unsubscribe {ADA}", code=4)
    assert "no mail address" in typed("subscribe nobody", code=2)


def test_from_a_hook_to_its_end(typed: Typed) -> None:
    with listening(Listener()) as there:
        assert "There is no hook yet" in typed("hook list", code=4)
        told = typed("hook add", there.url(), "--wants", "all", "--brief", now="2025-05-17")
        assert "Hook 1 is told" in told
        assert "It is signed with whsec_" in told
        assert f"  1  {there.url()}  (all, with the brief)\n" in typed("hook list")
        assert "public addresses only" in typed("hook test 1", code=4)
        assert "took the test message" in typed("hook test 1", "--allow-private")
        assert json.loads(there.posts[0][2])["type"] == "test"
        typed("hook add", f"json://user:sesame@127.0.0.1:{there.port}/phone")
        listed = typed("hook list")
        assert "sesame" not in listed
        assert f"127.0.0.1:{there.port}/phone" in listed
        assert "no hook 7" in typed("hook remove 7", code=4)
        assert "by its number" in typed("hook remove all", code=2)
        typed("hook remove 2")
        assert typed("notify --allow-private") == "0 messages sent.\n"


def test_hooks_are_told_at_the_end_of_a_round(typed: Typed) -> None:
    with listening(Listener()) as there:
        with Daily(Settings(), str(typed.db)) as daily:
            daily.archive.feeds.add([Feed(there.url("/feed"))])
        typed("hook add", there.url(), "--wants", "all", now="2025-05-17")
        with Daily(Settings(), str(typed.db)) as daily, daily.archive._database.writing() as connection:
            connection.exec_driver_sql("UPDATE consumers SET n = 16 WHERE name = 'hook:1'")
        typed("run --once --allow-private", now="2025-05-18", code=4)  # the only feed is empty, and so failed
        [body] = [json.loads(body) for path, _, body in there.posts if path == "/hook"]
        assert body["data"]["headline"].startswith("Mexico's central bank cuts rate")
        assert "1 time in a row" not in typed("hook list")
        typed("run --once --allow-private", now="2025-05-20", code=4)
        assert len([path for path, _, _ in there.posts if path == "/hook"]) == 1


def test_a_hook_that_fails_says_so_in_the_list(typed: Typed) -> None:
    typed("hook add http://127.0.0.1:1/secret-path --wants all", now="2025-05-17")
    with Daily(Settings(), str(typed.db)) as daily, daily.archive._database.writing() as connection:
        connection.exec_driver_sql("UPDATE consumers SET n = 16")
    told = typed("notify --allow-private", now="2025-05-17", code=4)
    assert "Hook 1: 127.0.0.1 cannot be reached" in told
    assert "secret-path" not in told
    assert "! failed 1 time in a row, is tried again. 127.0.0.1 cannot be reached" in typed("hook list")
