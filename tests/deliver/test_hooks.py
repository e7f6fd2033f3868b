"""Hooks against a real server: signed, in order, tried again after pauses, never lost, never to private places."""

import base64
import hashlib
import hmac
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from nutgraf.briefs.printed.as_json import validate
from nutgraf.daily import Daily
from nutgraf.deliver.notify import Notified, hook_of, next_try, notify, try_hook
from nutgraf.deliver.webhook import checked_secret, headers_of, new_secret
from nutgraf.errors import NotFound, NotReadable, UsageError
from nutgraf.model import MOST_FAILURES, Hook
from nutgraf.settings import Limits, Serving, Settings
from nutgraf.store.schema import consumers
from nutgraf.views import Newsstand
from tests.conftest import SAMPLE_NOW
from tests.deliver.listener import Listener, listening

TALKS = "s1-a223bc755990"


@dataclass
class Office:
    """The sample's archive, and a server that is told of it."""

    daily: Daily
    newsstand: Newsstand
    there: Listener

    def add(self, address: str = "", wants: str = "all", *, since: int = 14, brief: bool = False) -> Hook:
        """Add a hook that was told up to an edition; the sample has 17."""
        new = hook_of(address or self.there.url(), "", wants, SAMPLE_NOW, with_brief=brief)  # type: ignore[arg-type]
        made = self.daily.archive.hooks.add(new)
        assert made.upto == 17
        with self.daily.archive._database.writing() as connection:
            connection.execute(consumers.update().where(consumers.c.name == f"hook:{made.n}").values(n=since))
        return self.daily.archive.hooks.get(made.n)

    def run(self, now: datetime = SAMPLE_NOW) -> list[Notified]:
        return notify(self.newsstand, self.daily.settings, now)

    @property
    def told(self) -> list[tuple[str, int]]:
        bodies = [json.loads(body) for _, _, body in self.there.posts]
        return [(b["data"]["story"], b["data"]["edition"]) for b in bodies]


@pytest.fixture
def office(sample_copy: Path) -> Iterator[Office]:
    settings = Settings(limits=Limits(allow_private=True), serving=Serving(base_url="https://paper.example"))
    with listening(Listener()) as there, Daily(settings, str(sample_copy)) as daily:
        yield Office(daily, Newsstand(daily, lambda: SAMPLE_NOW), there)


def test_the_signature_of_the_standard() -> None:
    # the example of the standard's own documentation
    headers = headers_of(
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        b'{"test": 2432232314}',
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        datetime.fromtimestamp(1614265330).astimezone(),
    )
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert headers["webhook-timestamp"] == "1614265330"


def test_editions_arrive_in_order_and_signed(office: Office) -> None:
    hook = office.add(brief=True)
    assert office.run() == [Notified(hook.n, 3)]
    assert [n for _, n in office.told] == [1, 7, 1]
    assert office.told[1] == (TALKS, 7)
    path, headers, body = office.there.posts[1]
    assert path == "/hook"
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(hook.secret.removeprefix("whsec_"))
    good = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{good}"
    told = json.loads(body)
    assert told["type"] == "edition.published"
    data = told["data"]
    assert data["headline"].startswith("Russia, Ukraine to exchange 1,000 prisoners each")
    assert data["links"]["edition"] == f"https://paper.example/story/{TALKS}/7"
    assert len(data["changes"]) == 6
    assert all(change["evidence"][0]["url"].startswith("https://") for change in data["changes"])
    validate(data["brief"])
    assert office.run() == [Notified(hook.n, 0)]
    assert len(office.there.posts) == 3


def test_a_hook_wants_what_is_followed(office: Office) -> None:
    hook = office.add(wants="followed")
    assert office.run() == [Notified(hook.n, 0)]
    assert office.daily.archive.hooks.get(hook.n).upto == 17
    office.daily.archive.hooks.remove(hook.n)
    office.daily.archive.editions.follow(("story", TALKS, "follow"), SAMPLE_NOW)
    again = office.add(wants="followed", since=0)
    assert office.run() == [Notified(again.n, 7)]
    assert office.told == [(TALKS, n) for n in range(1, 8)]


def test_what_fails_is_tried_again_from_there_after_a_pause(office: Office) -> None:
    hook = office.add()
    office.there.answers = [200, 503]
    [first] = office.run()
    assert (first.sent, first.why) == (1, f"Hook {hook.n}: It does not take the message (HTTP status 503).")
    assert office.run(SAMPLE_NOW + timedelta(seconds=59)) == []
    office.there.answers = [500]
    later = SAMPLE_NOW + timedelta(minutes=1)
    assert office.run(later)[0].sent == 0
    assert next_try(office.daily.archive.hooks.get(hook.n)) == later + timedelta(minutes=2)
    assert office.run(later + timedelta(minutes=2)) == [Notified(hook.n, 2)]
    assert [n for _, n in office.told] == [1, 7, 7, 7, 1]
    ids = [headers["webhook-id"] for _, headers, _ in office.there.posts]
    assert ids[1] == ids[2] == ids[3]
    assert len(set(ids)) == 3
    assert office.daily.archive.hooks.get(hook.n).failures == 0


def test_one_that_fails_does_not_hold_up_the_others(office: Office) -> None:
    bad, good = office.add("http://127.0.0.1:1/"), office.add()
    first, second = office.run()
    assert (first.hook, first.sent, second) == (bad.n, 0, Notified(good.n, 3))
    assert first.why == f"Hook {bad.n}: 127.0.0.1 cannot be reached: its server does not answer."


def test_after_many_failures_it_is_stopped_until_a_test_succeeds(office: Office) -> None:
    hook, now = office.add(), SAMPLE_NOW
    office.there.answers = [500] * MOST_FAILURES
    whys = []
    while not (hook := office.daily.archive.hooks.get(hook.n)).stopped:
        now = next_try(hook)
        whys += [one.why for one in office.run(now)]
    assert len(whys) == MOST_FAILURES
    assert whys[-1].endswith(f"It is not tried any more; `nutgraf hook test {hook.n}` takes it up again.")
    assert timedelta(days=2) < now - SAMPLE_NOW < timedelta(days=4)
    assert office.run(now + timedelta(days=30)) == []
    try_hook(office.newsstand, hook, now)
    assert json.loads(office.there.posts[-1][2])["type"] == "test"
    assert office.run(now) == [Notified(hook.n, 3)]


def test_one_that_is_gone_is_stopped_at_once(office: Office) -> None:
    hook = office.add()
    office.there.answers = [410]
    assert "wants no more messages" in office.run()[0].why
    assert office.daily.archive.hooks.get(hook.n).stopped


def test_a_redirect_is_not_followed(office: Office) -> None:
    office.add()
    office.there.answers = [302]
    office.there.location = office.there.url("/elsewhere")
    assert "redirects (HTTP status 302), which hooks do not follow" in office.run()[0].why
    assert [path for path, _, _ in office.there.posts] == ["/hook"]


def test_private_places_are_not_told_anything(office: Office) -> None:
    shut = Settings(serving=office.daily.settings.serving)
    with Daily(shut, office.daily.archive.path) as daily:
        other = Office(daily, Newsstand(daily, lambda: SAMPLE_NOW), office.there)
        for address in (
            office.there.url(),
            f"http://localhost:{office.there.port}/",
            "http://[::1]:1/",
            "http://0.0.0.0/",
        ):
            hook = other.add(address)
            [one] = other.run()
            assert "public addresses only" in one.why, address
            daily.archive.hooks.remove(hook.n)
    assert not office.there.posts


def test_a_server_that_hangs_and_one_that_never_ends(office: Office) -> None:
    hook = office.add(since=16)
    office.there.endless = True
    office.there.answers = [200]
    assert office.run() == [Notified(hook.n, 1)]  # its status was good; what it goes on to say is not read
    office.there.endless = False
    office.there.wait_s = 2.0
    quick = replace(office.daily.settings, limits=Limits(allow_private=True, timeout_s=0.3))
    with Daily(quick, office.daily.archive.path) as daily:
        slow = Office(daily, Newsstand(daily, lambda: SAMPLE_NOW), office.there)
        slow.add(office.there.url("/slow"), since=16)
        why = [one.why for one in slow.run() if one.why]
    assert len(why) == 1
    assert "did not answer in full within 0.3 s" in why[0]


def test_killed_between_sending_and_memory_it_is_sent_twice_and_none_is_lost(office: Office) -> None:
    office.add()
    words = ["notify", "--db", office.daily.archive.path, "--now", "2025-05-17", "--allow-private"]
    command = [sys.executable, "-m", "nutgraf", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as killed:
        office.there.kills = killed.pid
        killed.communicate(timeout=60)
    assert killed.returncode == -9
    office.there.kills = 0
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (0, "3 messages sent.\n"), done.stderr
    ids = [headers["webhook-id"] for _, headers, _ in office.there.posts]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 3


def test_notifications_by_apprise(office: Office) -> None:
    hook = office.add(f"json://127.0.0.1:{office.there.port}/phone?token=sesame", since=15)
    assert (hook.kind, hook.secret) == ("apprise", "")
    assert office.run() == [Notified(hook.n, 2)]
    told = [json.loads(body) for _, _, body in office.there.posts]
    assert told[0]["title"].startswith("Russia, Ukraine to exchange 1,000 prisoners each")
    lines = told[0]["message"].splitlines()
    assert len(lines) == 4
    assert all(line.startswith(("New. ", "New voice. ")) for line in lines[:3])
    assert lines[3] == f"https://paper.example/story/{TALKS}/7"
    office.there.answers = [500]
    with pytest.raises(NotReadable, match="did not take the notification"):
        try_hook(office.newsstand, hook, SAMPLE_NOW)


def test_what_cannot_be_a_hook_is_refused(office: Office) -> None:
    for address in ("nonsense", "unknown://x", ""):
        with pytest.raises(UsageError, match="apprise does not know"):
            hook_of(address, "", "all", SAMPLE_NOW, with_brief=False)
    for secret in ("short", "whsec_%%%", "whsec_" + base64.b64encode(b"x" * 65).decode()):
        with pytest.raises(UsageError):
            hook_of("https://a.example/", secret, "all", SAMPLE_NOW, with_brief=False)
    assert checked_secret("correct horse battery staple").startswith("whsec_")
    assert checked_secret(made := new_secret()) == made
    office.add()
    with pytest.raises(UsageError, match="already"):
        office.add()
    with pytest.raises(NotFound):
        office.daily.archive.hooks.remove(99)
