"""The message: two bodies that say the same, headers that nobody can inject into, and nothing that is fetched."""

import re
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import lxml.html
import pytest

from nutgraf.deliver.address import addresses_of
from nutgraf.deliver.digest import Digest, digest_of
from nutgraf.deliver.letter import letter_of
from nutgraf.deliver.message import MOST_HTML, Made, checked_address, message_of, sender_of
from nutgraf.deliver.plain_letter import COLUMNS
from nutgraf.errors import SettingsError, UsageError
from nutgraf.settings import Serving
from tests.deliver.conftest import Desk, morning

HTTPS = addresses_of(Serving(base_url="https://paper.example/news/"))
EVIL = "Flood\r\nBcc: all@evil.example\r\n\r\n<script>alert(1)</script> \u202e\x1b[31m\ud800 {{ 7 * 7 }}"


def made(desk: Desk, day: int = 13, **changes: object) -> Made:
    return message_of(digest(desk, day, **changes), "Nutgraf", "News <news@paper.example>", HTTPS, morning(day))


def digest(desk: Desk, day: int = 13, **changes: object) -> Digest:
    one = desk.subscribe("ada@post.example")
    _, found = digest_of(desk.newsstand, one, morning(day))
    assert found is not None
    if changes:
        first = found.stories[0]
        view = replace(first.view, **changes)  # type: ignore[arg-type]  # names are checked by the dataclass
        found = replace(found, stories=(replace(first, view=view), *found.stories[1:]))
    return found


def bodies(message: EmailMessage) -> tuple[str, str]:
    parsed = message_from_bytes(bytes(message), policy=default)
    assert isinstance(parsed, EmailMessage)
    plain, html = parsed.get_body(("plain",)), parsed.get_body(("html",))
    assert plain is not None
    assert html is not None
    return plain.get_content(), html.get_content()


def test_headers(desk: Desk) -> None:
    message = made(desk).message
    token = desk.daily.archive.subscribers.get("ada@post.example").token
    assert message["List-Unsubscribe"] == f"<https://paper.example/news/unsubscribe/{token}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["List-Id"] == "<digest.paper.example>"
    assert message["Date"] == "Tue, 13 May 2025 06:00:00 +0000"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["From"] == "News <news@paper.example>"
    assert message.get_content_type() == "multipart/alternative"
    assert max(map(len, bytes(message).split(b"\r\n"))) < 998


def test_one_click_is_promised_by_https_only(desk: Desk) -> None:
    found = digest(desk)
    plain = addresses_of(Serving(base_url="http://paper.example"))
    message = message_of(found, "Nutgraf", "news@paper.example", plain, morning(13)).message
    assert message["List-Unsubscribe"].startswith("<http://paper.example/unsubscribe/")
    assert message["List-Unsubscribe-Post"] is None
    local = message_of(found, "Nutgraf", "news@paper.example", addresses_of(Serving()), morning(13)).message
    assert local["List-Unsubscribe"] is None
    assert "unsubscribe" not in bodies(local)[0]


def test_the_same_digest_is_the_same_message_but_for_its_date(desk: Desk) -> None:
    one = digest(desk)
    first, second = (message_of(one, "N", "a@b.example", HTTPS, morning(13, hour)).message for hour in (6, 9))
    assert first["Message-ID"] == second["Message-ID"]
    assert bytes(first).replace(b"06:00", b"09:00", 1) == bytes(second)
    other = replace(one, subscriber=replace(one.subscriber, address="bob@post.example"))
    assert message_of(other, "N", "a@b.example", HTTPS, morning(13)).message["Message-ID"] != first["Message-ID"]


def test_both_bodies_say_the_same(desk: Desk) -> None:
    found = made(desk)
    plain, html = bodies(found.message)
    page = " ".join(lxml.html.fromstring(html).text_content().split())
    text = " ".join(plain.split())
    letter = letter_of(found.digest, "Nutgraf", HTTPS)
    for item in letter.items:
        for said in (item.headline, item.head, *(m.now for m in item.changes), *(c.text for c in item.summary)):
            assert " ".join(said.split()) in page
            assert " ".join(said.split()) in text
        assert item.link in plain
        assert item.link in html
        for source in item.sources:
            assert source.url in plain
            assert source.url in html
    assert [len(letter.items), sum(1 for i in letter.items if i.changes)] == [6, 0]


def test_text_is_set_at_72_columns(desk: Desk) -> None:
    plain, _ = bodies(made(desk).message)
    assert all(len(line) <= COLUMNS or "://" in line for line in plain.splitlines())
    assert all(line == line.rstrip() for line in plain.splitlines())


def test_nothing_is_fetched_and_style_is_within(desk: Desk) -> None:
    _, html = bodies(made(desk).message)
    page = lxml.html.fromstring(html)
    assert not page.xpath("//img | //script | //link | //iframe | //form | //*[@background]")
    assert "url(" not in html
    assert "@import" not in html
    assert all(a.get("href").startswith("https://") for a in page.xpath("//a"))
    assert page.xpath("//h2[contains(@style, 'font-size')]")
    [style] = page.xpath("//style/text()")
    assert "prefers-color-scheme: dark" in style
    assert not re.search(r"utm_|track|pixel", html)


def test_a_hostile_headline_stays_text(desk: Desk) -> None:
    first = digest(desk).stories[0].view.headline
    found = made(desk, headline=replace(first, text=EVIL))
    raw = bytes(found.message)
    parsed = message_from_bytes(raw, policy=default)
    assert parsed["Bcc"] is None
    assert parsed["Subject"].startswith("Flood Bcc: all@evil.example <script>")
    plain, html = bodies(found.message)
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "{{ 7 * 7 }}" in html
    assert "\u202e" not in plain + html
    assert "\x1b" not in plain + html


def test_a_link_to_anything_but_the_web_is_no_link(desk: Desk) -> None:
    found = digest(desk)
    sources = tuple(replace(s, url="javascript:alert(1)") for s in found.stories[0].view.sources)
    _, html = bodies(made(desk, sources=sources).message)
    assert "javascript:" not in html


def test_a_digest_that_is_too_long_counts_what_it_leaves_out(desk: Desk) -> None:
    found = digest(desk)
    many = replace(found, stories=found.stories * 12)
    message = message_of(many, "Nutgraf", "a@b.example", HTTPS, morning(13))
    plain, html = bodies(message.message)
    assert len(html.encode()) <= MOST_HTML
    assert len(message.digest.told) < len(many.told)
    assert f"{len(many.told) - len(message.digest.told)} more stories with news not shown here." in plain


@pytest.mark.parametrize(
    "text", ["a b@c.example", "a@", "@c", "a@b\r\nBcc: x@y.example", "a@b..example", "é@c.example"]
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="no mail address"):
        checked_address(text)


def test_addresses_are_kept_in_one_form() -> None:
    assert checked_address(" Ada.L+news@Post.EXAMPLE ") == "Ada.L+news@post.example"
    assert str(sender_of("Dæmon \r\n <a@b.example>", "Nutgraf")).endswith("<a@b.example>")
    assert sender_of("a@b.example", "The Paper").display_name == "The Paper"
    with pytest.raises(SettingsError, match="from whom"):
        sender_of("", "Nutgraf")
