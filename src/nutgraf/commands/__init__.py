"""Commands on the archive, by what they are about; `cli` puts them beside `brief`, `stories` and `ledger`."""

from collections.abc import Callable

from nutgraf.commands import claims, finding, serving, sources, upkeep, users, work

COMMANDS: dict[str, Callable[..., None]] = {
    "ledger": claims.ledger,
    "init": work.init,
    "add": sources.add,
    "sources": sources.sources,
    "remove": sources.remove,
    "mute": finding.mute,
    "hide": sources.hide,
    "weight": sources.weight,
    "export": sources.export,
    "import": work.bring,
    "run": work.run,
    "show": finding.show,
    "diff": finding.diff,
    "search": finding.search,
    "follow": finding.follow,
    "serve": serving.serve,
    "user": users.user,
    "mcp": serving.mcp,
    "replay": work.replay,
    "backup": upkeep.backup,
    "restore": upkeep.restore,
    "doctor": upkeep.doctor,
    "prune": upkeep.prune,
}
"""By name, in the order of the help."""
