"""Users, their passwords and tokens."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from nutgraf.errors import NotFound, UsageError
from nutgraf.store import passwords
from nutgraf.store.archive import Archive
from nutgraf.store.users import MOST_TOKENS

NOW = datetime(2026, 5, 17, 8, tzinfo=UTC)
GOOD = "plain words in a row"
HOUR = timedelta(hours=1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "users.db"


@pytest.fixture(params=["file", "server"])
def archive(request: pytest.FixtureRequest, path: Path) -> Iterator[Archive]:
    with Archive(request.getfixturevalue("on_server") if request.param == "server" else str(path)) as made:
        assert made.users.add("Ada", GOOD, NOW) == "ada"
        yield made


def passwords_kept(archive: Archive) -> list[str]:
    with archive._database.reading() as connection:
        return list(connection.exec_driver_sql("SELECT password FROM users").scalars())


def test_a_user_is_known_by_name_and_password(archive: Archive) -> None:
    users = archive.users
    assert users.check("ada", GOOD) == "ada"
    assert users.check(" ADA ", GOOD) == "ada"
    wrong = [("ada", GOOD + "!"), ("ada", ""), ("bob", GOOD), ("", ""), ("ada", "x" * 2_000), ("ada", "\udcff\0")]
    assert [users.check(*one) for one in wrong] == [None] * len(wrong)
    assert users.names() == ("ada",)
    assert users.made() == {"ada": NOW}


def test_one_letter_in_two_spellings_is_one_password(archive: Archive) -> None:
    archive.users.add("zoe", "caf\u00e9 und kuchen", NOW)
    assert archive.users.check("zoe", "cafe\u0301 und kuchen") == "zoe"


def test_no_secret_stands_in_the_file(archive: Archive, path: Path) -> None:
    token = archive.tokens.issue("ada", "app", "phone", NOW)
    assert passwords_kept(archive)[0].startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    if not path.exists():
        return
    kept = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert GOOD.encode() not in kept
    assert token.encode() not in kept
    assert b"phone" in kept


@pytest.mark.parametrize(
    "password",
    "|short|password12|Passw0rd!!|1234567890|aaaaaaaaaaaa|abababababab|newspaper!|ada1234567|two\nlines of text"
    "|correct horse battery staple".split("|"),
)
def test_a_password_that_is_easily_guessed_is_refused(archive: Archive, password: str) -> None:
    with pytest.raises(UsageError):
        archive.users.set_password("ada", password)
    assert archive.users.check("ada", GOOD) == "ada"


def test_a_password_is_not_endless(archive: Archive) -> None:
    with pytest.raises(UsageError, match="at most"):
        archive.users.set_password("ada", "plain words " * 100)


@pytest.mark.parametrize("name", ["", " ", "a b", "-x", "a/b", "ada\0", "<b>", "é", "x" * 65, "a'--"])
def test_what_is_no_name_is_refused(archive: Archive, name: str) -> None:
    with pytest.raises(UsageError):
        archive.users.add(name, GOOD, NOW)


def test_a_name_is_taken_once(archive: Archive) -> None:
    with pytest.raises(UsageError, match="already"):
        archive.users.add("ADA", GOOD, NOW)


def test_a_new_password_ends_all_sessions_but_this(archive: Archive) -> None:
    here, there = (archive.tokens.issue("ada", "session", "browser", NOW) for _ in range(2))
    app = archive.tokens.issue("ada", "app", "phone", NOW)
    archive.users.set_password("ada", "other plain words", but=here)
    assert archive.users.check("ada", GOOD) is None
    assert archive.users.check("ada", "other plain words") == "ada"
    holders = [archive.tokens.holder(t, ("session", "app"), NOW) for t in (here, there, app)]
    assert holders == ["ada", None, "ada"]
    with pytest.raises(NotFound):
        archive.users.set_password("bob", "other plain words")


def test_a_password_kept_weakly_is_kept_better_at_the_next_login(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kept() -> str:
        return passwords_kept(archive)[0]

    monkeypatch.setattr(passwords, "TIME", 4)
    passwords._hasher.cache_clear()
    assert "t=3" in kept()
    assert archive.users.check("ada", "wrong words entirely") is None
    assert "t=3" in kept()
    assert archive.users.check("ada", GOOD) == "ada"
    assert "t=4" in kept()
    assert archive.users.check("ada", GOOD) == "ada"
    monkeypatch.undo()
    passwords._hasher.cache_clear()


def test_a_user_who_is_removed_leaves_nothing(archive: Archive) -> None:
    token = archive.tokens.issue("ada", "app", "phone", NOW)
    archive.marks.put("ada", ["s1"], "saved", NOW)
    archive.marks.read("ada", [("s1", 1)], NOW)
    archive.users.remove("ada")
    assert archive.tokens.holder(token, ("app",), NOW) is None
    assert archive.tokens.count("ada") == 0
    assert archive.marks.of("ada") == ()
    assert archive.marks.seen("ada") == {}
    with pytest.raises(NotFound):
        archive.users.remove("ada")
    with pytest.raises(NotFound):
        archive.tokens.issue("ada", "app", "phone", NOW)


def test_a_token_is_good_for_its_kind_and_time_only(archive: Archive) -> None:
    tokens = archive.tokens
    token = tokens.issue("ada", "session", "browser", NOW, NOW + HOUR)
    assert tokens.holder(token, ("session",), NOW) == "ada"
    assert tokens.holder(token, ("app", "reader"), NOW) is None
    assert tokens.holder(token, ("session",), NOW + HOUR) is None
    strange = [
        "",
        "ng_",
        token[:-1],
        token.upper(),
        token[3:],
        "ng_" + "x" * 200,
        "ng_\udcff",
        tokens.of("ada", "session")[0].id,
    ]
    assert [tokens.holder(one, ("session",), NOW) for one in strange] == [None] * len(strange)
    tokens.forget(token)
    assert tokens.holder(token, ("session",), NOW) is None


def test_a_session_that_is_used_goes_on(archive: Archive) -> None:
    tokens = archive.tokens
    token = tokens.issue("ada", "session", "browser", NOW, NOW + HOUR)
    later = NOW + timedelta(minutes=50)
    assert tokens.find(token, ("session",), later, slide=HOUR)
    assert tokens.find(token, ("session",), NOW + timedelta(minutes=100), slide=HOUR)
    assert not tokens.find(token, ("session",), NOW + timedelta(minutes=161), slide=HOUR)


def test_use_is_written_down_once_a_minute(archive: Archive, path: Path) -> None:
    tokens = archive.tokens
    token = tokens.issue("ada", "app", "phone", NOW)
    for second in (1, 30, 59):
        tokens.find(token, ("app",), NOW + timedelta(seconds=second))
    assert tokens.of("ada", "app")[0].used_at == NOW
    tokens.find(token, ("app",), NOW + timedelta(seconds=61))
    assert tokens.of("ada", "app")[0].used_at == NOW + timedelta(seconds=61)


def test_who_loses_an_app_password_loses_the_logins_made_with_it(archive: Archive) -> None:
    tokens = archive.tokens
    phone, tablet = (tokens.issue("ada", "app", label, NOW) for label in ("phone", "tablet"))
    made_with = [tokens.issue("ada", "reader", label, NOW) for label in ("phone", "phone", "tablet")]
    found = tokens.find(phone, ("app",), NOW)
    assert found
    assert not tokens.revoke("bob", found.id)
    assert tokens.revoke("ada", found.id)
    assert not tokens.revoke("ada", found.id)
    assert [tokens.holder(t, ("reader",), NOW) for t in made_with] == [None, None, "ada"]
    assert tokens.holder(tablet, ("app",), NOW) == "ada"


def test_what_a_user_may_pile_up_is_bounded(archive: Archive) -> None:
    tokens, most = archive.tokens, MOST_TOKENS["session"]
    sessions = [tokens.issue("ada", "session", "b", NOW + timedelta(seconds=n)) for n in range(most + 5)]
    holds = [tokens.holder(t, ("session",), NOW) is not None for t in sessions]
    assert holds == [False] * 5 + [True] * most
    for n in range(MOST_TOKENS["app"]):
        tokens.issue("ada", "app", f"app {n}", NOW)
    with pytest.raises(UsageError, match="revoke"):
        tokens.issue("ada", "app", "one more", NOW)
    with pytest.raises(UsageError, match="already"):
        tokens.issue("ada", "app", "app 1", NOW)
