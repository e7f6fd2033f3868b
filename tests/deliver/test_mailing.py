"""Mail against a real server: taken, refused, hung up on, slow, by STARTTLS; killed in between, nothing is lost."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from nutgraf.daily import Daily
from nutgraf.deliver.mailing import Mailed, mail_due, preview
from nutgraf.errors import SettingsError, UsageError
from nutgraf.settings import Settings
from nutgraf.store.database import MEMORY
from tests.deliver.conftest import Desk, morning, paper
from tests.deliver.mailbox import PASSWORD, TLS, USER, Mailbox, mail_server


def run(desk: Desk, day: int = 12, settings: Settings | None = None) -> list[Mailed]:
    return mail_due(desk.newsstand, settings or desk.settings, morning(day))


def test_a_digest_arrives_once(desk: Desk) -> None:
    desk.subscribe("ada@post.example")
    assert run(desk) == [Mailed("ada@post.example", "sent")]
    assert run(desk) == []
    [message] = desk.mailbox.messages
    assert desk.mailbox.recipients == ["ada@post.example"]
    assert message["Subject"] == "Putin offers Ukraine direct talks in Istanbul on May 15"
    assert run(desk, 18)[0].what == "sent"
    assert run(desk, 19) == [Mailed("ada@post.example", "nothing")]
    assert len(desk.mailbox.messages) == 2


def test_what_is_previewed_is_what_is_sent(desk: Desk) -> None:
    one = desk.subscribe("ada@post.example")
    shown = preview(desk.newsstand, desk.settings, one, morning(12))
    assert shown is not None
    assert desk.daily.archive.subscribers.get(one.address).sent_at is None
    run(desk)
    assert desk.mailbox.raw[0].rstrip() == bytes(shown).rstrip()


def test_one_refused_address_does_not_stop_the_others(desk: Desk) -> None:
    for name in ("ada", "bob", "cyd"):
        desk.subscribe(f"{name}@post.example")
    desk.mailbox.refused = {"bob@post.example": "550 5.1.1 No such\tmailbox", "ada@post.example": "451 later"}
    done = {one.address: one for one in run(desk)}
    assert [done[a].what for a in sorted(done)] == ["failed", "failed", "sent"]
    assert "550 5.1.1 No such mailbox" in done["bob@post.example"].why
    desk.mailbox.refused = {}
    # "later" is asked again at once; one that was refused for good with the next digest, and loses nothing
    assert [one.address for one in run(desk)] == ["ada@post.example"]
    assert [(one.address, one.what) for one in run(desk, 13)][1] == ("bob@post.example", "sent")
    [bob] = [m for m in desk.mailbox.messages if m["To"] == "bob@post.example"]
    assert "Russia" in bob.as_string()
    subjects = {m["To"]: m["Subject"] for m in desk.mailbox.messages}
    assert subjects["bob@post.example"] == subjects["ada@post.example"]


def test_a_server_that_hangs_up_loses_one_message_for_now(desk: Desk) -> None:
    for name in ("ada", "bob"):
        desk.subscribe(f"{name}@post.example")
    desk.mailbox.hang_up_on = {"ada@post.example"}
    first, second = run(desk)
    assert (first.what, second.what) == ("failed", "sent")
    assert "broke off while it took a message for ada@post.example" in first.why
    desk.mailbox.hang_up_on = set()
    assert run(desk) == [Mailed("ada@post.example", "sent")]


def test_a_server_that_is_too_slow_is_not_waited_for(desk: Desk) -> None:
    desk.subscribe("ada@post.example")
    desk.mailbox.slow_s = 1.0
    quick = replace(desk.settings, mail=replace(desk.settings.mail, timeout_s=0.2))
    [one] = run(desk, settings=quick)
    assert "did not answer in time" in one.why
    assert desk.daily.archive.subscribers.get("ada@post.example").sent_at is None


def test_a_server_that_is_not_there_is_asked_once(desk: Desk) -> None:
    for name in ("ada", "bob"):
        desk.subscribe(f"{name}@post.example")
    gone = replace(desk.settings, mail=replace(desk.settings.mail, port=1))
    [one] = run(desk, settings=gone)
    assert one.why == "The mail server 127.0.0.1:1 cannot be reached."


def test_starttls_and_login(sample_copy: Path, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    with mail_server(mailbox, secure=True) as port, Daily(Settings(), str(sample_copy)) as daily:
        good = paper(port, security="starttls", user=USER, password=PASSWORD, timeout_s=5.0)
        desk = Desk(daily, mailbox, good, morning(12, 5))
        desk.subscribe("ada@post.example")
        [one] = run(desk)
        assert one.why == f"The mail server 127.0.0.1:{port} shows a certificate that cannot be trusted."
        monkeypatch.setenv("SSL_CERT_FILE", str(TLS / "certificate.pem"))
        bad = replace(good, mail=replace(good.mail, password="wrong-secret"))
        [one] = run(desk, settings=bad)
        assert one.why == f"The mail server 127.0.0.1:{port} refuses the login."
        open_line = replace(good, mail=replace(good.mail, security="none", user=""))
        [one] = run(desk, settings=open_line)
        assert "530" in one.why
        assert run(desk) == [Mailed("ada@post.example", "sent")]
        assert mailbox.tls == [True]


def test_a_server_without_starttls_is_sent_nothing(desk: Desk) -> None:
    desk.subscribe("ada@post.example")
    [one] = run(desk, settings=replace(desk.settings, mail=replace(desk.settings.mail, security="starttls")))
    assert "cannot do what [mail] asks of it" in one.why
    assert not desk.mailbox.messages


def test_mail_without_tls_stays_on_this_machine(desk: Desk) -> None:
    elsewhere = replace(desk.settings, mail=replace(desk.settings.mail, host="mail.post.example"))
    with pytest.raises(SettingsError, match="another machine"):
        run(desk, settings=elsewhere)
    with pytest.raises(SettingsError, match="no mail server"):
        run(desk, settings=replace(desk.settings, mail=replace(desk.settings.mail, host="")))


def test_two_processes_do_not_send_at_once(desk: Desk) -> None:
    from filelock import FileLock

    desk.subscribe("ada@post.example")
    with FileLock(f"{desk.daily.archive.path}.mail.lock"), pytest.raises(UsageError, match="Another nutgraf"):
        run(desk)
    assert not desk.mailbox.messages


def test_killed_between_answer_and_memory_it_is_sent_twice_and_never_lost(desk: Desk, tmp_path: Path) -> None:
    for name in ("ada", "bob"):
        desk.subscribe(f"{name}@post.example")
    file = tmp_path / "settings.toml"
    mail = desk.settings.mail
    file.write_text(
        f'[mail]\nhost = "127.0.0.1"\nport = {mail.port}\nsecurity = "none"\nsender = "{mail.sender}"\n'
        '[serving]\nbase_url = "https://paper.example"\n'
    )
    words = ["digest", "--db", desk.daily.archive.path, "--settings", str(file), "--now", "2025-05-12T06:00Z"]
    command = [sys.executable, "-m", "nutgraf", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as killed:
        desk.mailbox.kills = killed.pid
        killed.communicate(timeout=60)
    assert killed.returncode == -9
    desk.mailbox.kills = 0
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (0, "Digests: 2 sent.\n"), done.stderr
    assert desk.mailbox.recipients == ["ada@post.example", "ada@post.example", "bob@post.example"]
    ids = [m["Message-ID"] for m in desk.mailbox.messages]
    assert ids[0] == ids[1] != ids[2]


def test_subscribers_end_come_back_and_are_forgotten() -> None:
    with Daily(Settings(), MEMORY) as daily:
        desk = Desk(daily, Mailbox(), Settings(), morning(12))
        one = desk.subscribe("ada@post.example", query="talks")
        ended = daily.archive.subscribers.end(one.token)
        assert ended is not None
        assert not ended.active
        assert daily.archive.subscribers.end("wrong") is None
        again = desk.subscribe("ada@post.example", every="hour")
        assert (again.active, again.every, again.query, again.token) == (True, "hour", "", one.token)
        daily.archive.subscribers.sent(replace(again, upto=7), [("s1", 2)], morning(13))
        assert daily.archive.subscribers.told("ada@post.example") == {"s1": 2}
        daily.archive.subscribers.remove("ada@post.example")
        assert daily.archive.subscribers.all() == ()
        assert daily.archive.subscribers.told("ada@post.example") == {}
