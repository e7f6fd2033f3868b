"""Commands on the archive, by what they are about; `cli` puts them beside `brief`, `stories` and `ledger`."""

from collections.abc import Callable

from nutgraf.commands import (
    claims,
    exporting,
    filling,
    finding,
    sending,
    serving,
    sharing,
    sources,
    upkeep,
    users,
    work,
)

COMMANDS: dict[str, Callable[..., None]] = {
    "ledger": claims.ledger,
    "init": work.init,
    "add": sources.add,
    "sources": sources.sources,
    "remove": sources.remove,
    "mute": finding.mute,
    "hide": sources.hide,
    "weight": sources.weight,
    "export": exporting.export,
    "import": work.bring,
    "backfill": filling.backfill,
    "run": work.run,
    "worker": sharing.worker,
    "place": sharing.place,
    "show": finding.show,
    "diff": finding.diff,
    "search": finding.search,
    "follow": finding.follow,
    "serve": serving.serve,
    "subscribe": sending.subscribe,
    "unsubscribe": sending.unsubscribe,
    "digest": sending.digest,
    "hook": sending.hook,
    "notify": sending.notify,
    "user": users.user,
    "mcp": serving.mcp,
    "replay": work.replay,
    "backup": upkeep.backup,
    "restore": upkeep.restore,
    "move": upkeep.move,
    "doctor": upkeep.doctor,
    "prune": upkeep.prune,
}
"""By name, in the order of the help."""
