"""Passwords: which are good enough, and how they are kept: as argon2id, never as themselves.

Rule 1: an unknown name costs as much time as a wrong password: there is always a hash to check against.
Rule 2: at most `AT_ONCE` are hashed at a time: each takes 64 MB, and strangers may ask for it.
"""

import threading
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from nutgraf.errors import UsageError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = 10, 1_000
"""Fewest and most characters (NIST SP 800-63B asks for 8, and for no rule on kinds of characters)."""
FEWEST_KINDS = 5
"""Different characters that a password has at least."""
AT_ONCE = 2
"""Hashed at a time."""
TIME, MEMORY_KB, LANES = 3, 65_536, 4
"""Parameters of argon2id: the second choice of RFC 9106, for machines that do other work too; some 50 ms."""
OBVIOUS = frozenset(
    "password passwort passwort1 motdepasse contraseña letmein welcome qwertyuiop qwertzuiop azertyuiop asdfghjkl "
    "1234567890 0123456789 0987654321 9876543210 abcdefghij iloveyou administrator changeme trustno1 correcthorse "
    "correcthorsebatterystaple nutgraf newspaper q1w2e3r4t5 1q2w3e4r5t zaq12wsx 1qaz2wsx p@ssw0rd passw0rd".split()
)
"""What guessers try first; also with digits and signs before or behind."""
_gate = threading.BoundedSemaphore(AT_ONCE)


def check_new(name: str, password: str) -> None:
    """Refuse a password that is too easily guessed. Raises UsageError with the reason."""
    if len(password) < SHORTEST:
        raise UsageError(f"A password has at least {SHORTEST} characters; several words are easy to keep in mind.")
    if len(password) > LONGEST:
        raise UsageError(f"A password has at most {LONGEST:,} characters.")
    if "\0" in password or "\n" in password:
        raise UsageError("A password is one line of text.")
    bare = password.casefold()
    core = bare.strip("0123456789!?.,;:-_*#$ ")
    if len(set(bare)) < FEWEST_KINDS or {bare, core, core.replace(" ", "")} & OBVIOUS:
        raise UsageError("This password is among the first that guessers try; take another.")
    if name and core in {name.casefold(), name.casefold() * 2, name.partition("@")[0].casefold()}:
        raise UsageError("A password is not the name of its user.")


def hashed(password: str) -> str:
    """Return what is kept of a password; takes some 50 ms and 64 MB."""
    with _gate:
        return _hasher().hash(_bytes(password))


def fits(kept: str, password: str) -> bool:
    """Tell whether a password is the one of which `kept` is kept; an empty `kept` takes as long, and never is."""
    from argon2.exceptions import InvalidHashError, VerificationError

    if len(password) > LONGEST:
        return False
    with _gate:
        try:
            return _hasher().verify(kept or _nobody(), _bytes(password)) and bool(kept)
        except (VerificationError, InvalidHashError):
            return False


def is_weak(kept: str) -> bool:
    """Tell whether a password was hashed with weaker parameters than are asked for now."""
    return _hasher().check_needs_rehash(kept)


def _bytes(password: str) -> bytes:
    # two keyboards may type one letter as one or as two code points
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")


@cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=TIME, memory_cost=MEMORY_KB, parallelism=LANES)


@cache
def _nobody() -> str:
    import secrets

    return _hasher().hash(secrets.token_bytes(32))
