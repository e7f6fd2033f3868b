"""Outlets of one owner: the table `owners.toml`, and what others add to it.

Two outlets of one owner do not confirm each other: chains share desks and pages, and it cannot be seen from outside who
rang whom. So they are one voice, which errs towards fewer confirmations. Where newsrooms are known to work apart
(`apart = true`), they are two voices, until they print the same text.

Rule 1: a table is a TOML list of `[[owner]]` with `name`, `outlets` and, if wanted, `apart`.
Rule 2: outlets are compared by name without case, marks, leading article or host's ending; a name that many papers of
        the world bear ("The Times") is not in our table, its host is.
Rule 3: an outlet has one owner: the first that names it, and added owners come before ours.
"""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from nutgraf.errors import SettingsError
from nutgraf.settings import Owner
from nutgraf.stories.retold import plain_outlet

MOST_OUTLETS = 20_000
"""Outlets of one table."""


class Owners:
    """Who owns which outlet."""

    def __init__(self, owners: Sequence[Owner]) -> None:
        """Read a table, the first owner of an outlet before later ones."""
        self._owner: dict[str, Owner] = {}
        for owner in owners:
            for outlet in owner.outlets:
                self._owner.setdefault(plain_outlet(outlet), owner)

    def owner_of(self, outlet: str) -> Owner | None:
        """Return the owner of an outlet, if the table knows it."""
        return self._owner.get(plain_outlet(outlet))

    def voice_of(self, outlet: str) -> str:
        """Return the same key for all outlets that are one voice whatever they print."""
        owner = self.owner_of(outlet)
        return plain_outlet(outlet) if owner is None or owner.apart else f"owner {owner.name}"

    def common(self, a: str, b: str) -> str:
        """Return the owner of two different outlets, or an empty string."""
        first, second = plain_outlet(a), plain_outlet(b)
        owner = self._owner.get(first)
        return owner.name if owner and first != second and owner is self._owner.get(second) else ""


@cache
def known_owners(added: tuple[Owner, ...] = ()) -> Owners:
    """Return the package's table with more owners before it."""
    own = files("nutgraf.stories").joinpath("owners.toml").read_text("utf-8")
    return Owners((*added, *parse_owners(own, "owners.toml")))


def parse_owners(text: str, about: str) -> tuple[Owner, ...]:
    """Read a table; raises `SettingsError` that names `about` and says what is wrong.

    >>> parse_owners('[[owner]]\\nname = "Holm"\\noutlets = ["Lunden Post"]', "mine.toml")
    (Owner(name='Holm', outlets=('Lunden Post',), apart=False),)
    """
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(f"The table of owners {about} is not TOML: {error}.", about=about) from error
    rows = table.get("owner", [])
    if set(table) - {"owner"} or not isinstance(rows, list):
        raise SettingsError(f"The table of owners {about} may hold only a list of [[owner]].", about=about)
    owners = tuple(_owner(row, number, about) for number, row in enumerate(rows, start=1))
    if sum(len(owner.outlets) for owner in owners) > MOST_OUTLETS:
        raise SettingsError(f"The table of owners {about} names more than {MOST_OUTLETS:,} outlets.", about=about)
    return owners


def _owner(row: object, number: int, about: str) -> Owner:
    where = f"Owner {number} of the table {about}"
    if not isinstance(row, dict) or set(row) - {"name", "outlets", "apart"}:
        raise SettingsError(f"{where} may hold only name, outlets and apart.", about=about)
    name, outlets, apart = row.get("name"), row.get("outlets"), row.get("apart", False)
    if not isinstance(name, str) or not name.strip():
        raise SettingsError(f"{where} has no name.", about=about)
    if not isinstance(outlets, list) or not outlets or not all(isinstance(o, str) and plain_outlet(o) for o in outlets):
        raise SettingsError(f"{where} ({name}) needs outlets, a list of names.", about=about)
    if not isinstance(apart, bool):
        raise SettingsError(f"{where} ({name}): apart must be true or false.", about=about)
    return Owner(name.strip(), tuple(outlets), apart)
