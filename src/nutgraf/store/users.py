"""Users, and the tokens by which they come back: sessions, app passwords, logins of reader apps.

    archive.users.add("ada", "several plain words", now)
    token = archive.tokens.issue("ada", "app", "phone", now)         # the only time it is seen
    archive.tokens.holder(token, ("app", "reader"), now)             # "ada", or None

Rule 1: no secret is kept: of a password its argon2id, of a token its SHA-256 (it is random: no need of a slow hash).
Rule 2: what one user may pile up is bounded: the oldest session or login of a reader app makes room for the next.
Rule 3: who loses an app password loses the logins of reader apps made with it: they bear its label.
"""

import hashlib
import re
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Row, delete, func, insert, select, update

from nutgraf.errors import NotFound, UsageError
from nutgraf.model import Pass, PassKind
from nutgraf.store.database import Database
from nutgraf.store.dialects import insert_into
from nutgraf.store.passwords import check_new, fits, hashed, is_weak
from nutgraf.store.rows import moment, seconds
from nutgraf.store.schema import cursors, marks, tokens, users

NAME = re.compile(r"[a-z0-9][a-z0-9._@+-]{0,63}")
"""Names of users: also mail addresses, which proxies give."""
MOST_TOKENS: dict[PassKind, int] = {"session": 50, "app": 50, "reader": 50}
"""Kept for one user; the least used makes room, but of app passwords, of which a further one is refused."""
USED_EVERY = timedelta(minutes=1)
"""How exactly it is known when a token was last used: a write a minute, not one a request."""
PREFIX = "ng_"
"""Begins every token, so that one that leaked is told for what it is, and none begins with a dash."""


class Users:
    """Who may log in."""

    def __init__(self, database: Database) -> None:
        """Keep the database."""
        self._database = database

    def add(self, name: str, password: str, now: datetime) -> str:
        """Let somebody log in; return the name as it is kept, in lower case. Raises UsageError."""
        kept = name.strip().casefold()
        if not NAME.fullmatch(kept):
            raise UsageError(f"{name!r} is no name of a user: letters a to z, digits and . _ @ + - (at most 64).")
        check_new(kept, password)
        if kept in self.names():
            raise UsageError(f"There is a user {kept} already; `nutgraf user password {kept}` gives a new password.")
        row = {"name": kept, "password": hashed(password), "made_at": seconds(now)}
        with self._database.writing() as connection:
            if not connection.execute(insert_into(connection, users).values(row).on_conflict_do_nothing()).rowcount:
                raise UsageError(f"There is a user {kept} already; somebody was faster.")
        return kept

    def remove(self, name: str) -> None:
        """Let nobody log in by a name any more; their marks and what they have read go as well. Raises NotFound."""
        with self._database.writing() as connection:
            if not connection.execute(delete(users).where(users.c.name == name)).rowcount:
                raise _unknown(name)
            connection.execute(delete(tokens).where(tokens.c.user == name))
            connection.execute(delete(marks).where(marks.c.reader == name))
            connection.execute(delete(cursors).where(cursors.c.reader == name))

    def names(self) -> tuple[str, ...]:
        """Return the names of all, in order."""
        with self._database.reading() as connection:
            return tuple(connection.execute(select(users.c.name).order_by(users.c.name)).scalars())

    def made(self) -> Mapping[str, datetime]:
        """Return when each was added, by name."""
        with self._database.reading() as connection:
            rows = connection.execute(select(users.c.name, users.c.made_at).order_by(users.c.name))
            return {row.name: moment(row.made_at) for row in rows}

    def check(self, name: str, password: str) -> str | None:
        """Return the name of the user whose password it is, else `None`; takes as long for a name that nobody has."""
        wanted = name.strip().casefold()[:64]
        with self._database.reading() as connection:
            kept = connection.execute(select(users.c.password).where(users.c.name == wanted)).scalar() or ""
        if not fits(kept, password):
            return None
        if is_weak(kept):
            self._keep(wanted, password, kept)
        return wanted

    def set_password(self, name: str, password: str, but: str = "") -> None:
        """Give a user another password; all their sessions end, `but` the one of this token.

        Raises NotFound, or UsageError for a password that is easily guessed.
        """
        check_new(name, password)
        if not self._keep(name, password):
            raise _unknown(name)
        Tokens(self._database).end(name, "session", but=but)

    def _keep(self, name: str, password: str, old: str | None = None) -> bool:
        new = hashed(password)  # before the transaction: it takes long
        rule = users.c.name == name if old is None else (users.c.name == name) & (users.c.password == old)
        with self._database.writing() as connection:
            return bool(connection.execute(update(users).where(rule).values(password=new)).rowcount)


class Tokens:
    """What programs and browsers show instead of a password."""

    def __init__(self, database: Database) -> None:
        """Keep the database."""
        self._database = database

    def issue(self, user: str, kind: PassKind, label: str, now: datetime, expires: datetime | None = None) -> str:
        """Return a new token of a user; it cannot be had again. Raises NotFound, or UsageError for a label in use."""
        token = PREFIX + secrets.token_urlsafe(32)
        times = {"made_at": seconds(now), "used_at": seconds(now), "expires_at": seconds(expires)}
        row = {"hash": _hash(token), "user": user, "kind": kind, "label": label[:100], **times}
        with self._database.writing() as connection:
            if connection.execute(select(users.c.name).where(users.c.name == user)).scalar() is None:
                raise _unknown(user)
            connection.execute(delete(tokens).where(tokens.c.expires_at <= seconds(now)))
            mine = (tokens.c.user == user) & (tokens.c.kind == kind)
            if kind == "app":
                labels = set(connection.execute(select(tokens.c.label).where(mine)).scalars())
                if label in labels:
                    raise UsageError(f"{user} has an app password {label!r} already; revoke it first.")
                if len(labels) >= MOST_TOKENS[kind]:
                    raise UsageError(f"{user} has {len(labels)} app passwords; revoke one first.")
            newest = select(tokens.c.hash).where(mine).order_by(tokens.c.used_at.desc(), tokens.c.made_at.desc())
            kept = newest.limit(MOST_TOKENS[kind] - 1)
            connection.execute(delete(tokens).where(mine, tokens.c.hash.not_in(kept)))
            connection.execute(insert(tokens), row)
        return token

    def find(self, token: str, kinds: Sequence[PassKind], now: datetime, slide: timedelta | None = None) -> Pass | None:
        """Return a token that holds, `None` for all others; `slide`: it then expires so long after this use."""
        if not token.startswith(PREFIX) or len(token) > 100:
            return None
        name = _hash(token)
        with self._database.reading() as connection:
            row = connection.execute(select(tokens).where(tokens.c.hash == name, tokens.c.kind.in_(kinds))).first()
        if row is None or (row.expires_at is not None and row.expires_at <= now.timestamp()):
            return None
        if now - moment(row.used_at) >= USED_EVERY:
            new = {"used_at": seconds(now)} | ({"expires_at": seconds(now + slide)} if slide else {})
            with self._database.writing() as connection:
                connection.execute(update(tokens).where(tokens.c.hash == name).values(**new))
        return _token(row)

    def holder(self, token: str, kinds: Sequence[PassKind], now: datetime) -> str | None:
        """Return the user whose token it is; `None` when it is none of these kinds, or holds no more."""
        found = self.find(token, kinds, now)
        return found.user if found else None

    def of(self, user: str, kind: PassKind) -> tuple[Pass, ...]:
        """Return a user's tokens of a kind, the last used first; also such as have expired."""
        mine = (tokens.c.user == user) & (tokens.c.kind == kind)
        order = (tokens.c.used_at.desc(), tokens.c.made_at.desc(), tokens.c.hash)
        with self._database.reading() as connection:
            return tuple(_token(row) for row in connection.execute(select(tokens).where(mine).order_by(*order)))

    def count(self, user: str) -> int:
        """Return how many tokens of all kinds a user has."""
        with self._database.reading() as connection:
            rows = select(func.count()).select_from(tokens).where(tokens.c.user == user)
            return int(connection.execute(rows).scalar() or 0)

    def revoke(self, user: str, name: str) -> bool:
        """Let a token of a user hold no more, by its id; with an app password the logins made with it."""
        with self._database.writing() as connection:
            mine = (tokens.c.user == user) & (tokens.c.hash == name)
            row = connection.execute(select(tokens).where(mine)).first()
            if row is None:
                return False
            connection.execute(delete(tokens).where(mine))
            if row.kind == "app":
                made_with_it = (tokens.c.kind == "reader") & (tokens.c.label == row.label)
                connection.execute(delete(tokens).where(tokens.c.user == user, made_with_it))
            return True

    def forget(self, token: str) -> None:
        """Let a token hold no more: somebody logged out."""
        with self._database.writing() as connection:
            connection.execute(delete(tokens).where(tokens.c.hash == _hash(token)))

    def end(self, user: str, kind: PassKind, but: str = "") -> None:
        """Let all of a user's tokens of a kind hold no more, `but` this one."""
        mine = (tokens.c.user == user) & (tokens.c.kind == kind) & (tokens.c.hash != _hash(but))
        with self._database.writing() as connection:
            connection.execute(delete(tokens).where(mine))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _token(row: Row[tuple[str, str, PassKind, str, float, float, float | None]]) -> Pass:
    expires = None if row.expires_at is None else moment(row.expires_at)
    return Pass(row.hash, row.user, row.kind, row.label, moment(row.made_at), moment(row.used_at), expires)


def _unknown(name: str) -> NotFound:
    return NotFound(f"There is no user {name}; `nutgraf user list` names all.", about=name)
