"""The API against its own description: schemathesis makes requests from the OpenAPI document, good and bad, and checks
that no answer is a server error, and each has a status, a content type and a form that the document names.

    python -m bench contract --db FILE [--examples 60] [--seed 1]

A real server on a free port of this machine serves a copy of the archive; what is marked is marked in the copy.
"""

import argparse
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any  # schemathesis: settings as TOML would give them

from nutgraf.daily import Daily
from nutgraf.settings import Settings
from nutgraf.views import Newsstand

NOW = datetime(2025, 5, 17, tzinfo=UTC)
"""The moment of the sample."""
POSITIVE = ["2xx", "3xx", "400", "401", "403", "404", "429"]
"""What a well-formed request may be told: also that a cursor belongs elsewhere, or a day does not exist (400)."""


@dataclass
class Outcome:
    """What came of a walk."""

    cases: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    checks: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def server_errors(self) -> int:
        return sum(count for status, count in self.statuses.items() if status >= 500)


@contextmanager
def served(newsstand: Newsstand, settings: Settings) -> Iterator[str]:
    """Give the address of a server on a free port of this machine."""
    import uvicorn

    from nutgraf.serve.app import make_app

    config = uvicorn.Config(
        make_app(newsstand, settings), "127.0.0.1", 0, log_level="error", access_log=False, ws="none", lifespan="off"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started:
        if time.monotonic() > until:
            raise TimeoutError("the server did not start")
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(20)


def walk(base: str, examples: int, seed: int, phases: tuple[str, ...] = ("examples", "coverage", "fuzzing")) -> Outcome:
    """Ask the API at an address all that its description allows and forbids; return what came of it."""
    import httpx
    import schemathesis
    from schemathesis.engine import events, from_schema

    door = httpx.get(f"{base}/api/v1/").json()
    config = schemathesis.Config.from_dict(_config(base, door["reader"]["csrf"], examples, seed, phases))
    schema = schemathesis.openapi.from_url(f"{base}/api/v1/openapi.json", config=config)
    made, began = Outcome(), time.monotonic()
    for event in from_schema(schema).execute():
        if isinstance(event, events.ScenarioFinished):
            _count(made, event.recorder)
        elif isinstance(event, events.NonFatalError | events.FatalError):
            made.broken.append(f"schemathesis: {event}"[:500])
    made.seconds = time.monotonic() - began
    return made


def _config(base: str, token: str, examples: int, seed: int, phases: tuple[str, ...]) -> dict[str, Any]:
    import httpx

    stories = httpx.get(f"{base}/api/v1/stories", params={"order": "newest", "limit": 100}).json()["stories"]
    articles = httpx.get(f"{base}/api/v1/articles", params={"limit": 5}).json()["articles"]
    named = [one["id"] for one in stories[:4]] + [stories[0]["id"][:8], "s1-a223bc755990"]
    return {
        "seed": seed,
        "headers": {"X-CSRF-Token": token},
        "generation": {"max-examples": examples, "database": "none", "no-shrink": True},
        "phases": {name: {"enabled": name in phases} for name in ("examples", "coverage", "fuzzing", "stateful")},
        "checks": {"positive_data_acceptance": {"expected-statuses": POSITIVE}},
        "dictionaries": {
            "stories": {"values": named},
            "articles": {"values": [one["id"] for one in articles]},
            "forms": {"values": ["nutgraf.brief", "nutgraf.story", "nutgraf.problem"]},
        },
        "parameters": {
            "path.story": {"dictionary": "stories", "probability": 0.6},
            "path.article": {"dictionary": "articles", "probability": 0.6},
            "path.form": {"dictionary": "forms", "probability": 0.6},
            "header.X-CSRF-Token": token,
        },
    }


def _count(made: Outcome, recorder: Any) -> None:
    for name, interaction in recorder.interactions.items():
        made.cases += 1
        if interaction.response is None:
            made.broken.append(f"{recorder.label}: no answer to case {name}")
        else:
            made.statuses[interaction.response.status_code] += 1
    for name, checks in recorder.checks.items():
        for check in checks:
            made.checks[check.name] += 1
            if check.failure_info is not None and not _refused_before(check.name, recorder.interactions.get(name)):
                asked = recorder.interactions[name].request if name in recorder.interactions else None
                where = f"{asked.method} {asked.uri}" if asked else ""
                failure = check.failure_info.failure
                made.broken.append(f"{recorder.label} {check.name}: {failure.title}: {failure.message} {where}"[:700])


def _refused_before(check: str, interaction: Any) -> bool:
    """Tell whether the guard answered before any route was looked for: to it a GET with a body is a fault (400)."""
    answer = getattr(interaction, "response", None)
    return check == "unsupported_method" and answer is not None and answer.status_code == 400


def main(argv: list[str]) -> int:
    """Walk, print what came of it, and fail when anything broke."""
    parser = argparse.ArgumentParser(prog="./run bench contract", description=__doc__)
    parser.add_argument("--db", required=True, help="archive; a copy of it is served")
    parser.add_argument("--examples", type=int, default=60, help="most cases of an operation in the fuzzing phase")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copy(given.db, Path(folder) / "archive.db")
        with Daily(Settings(), str(copy)) as daily, served(Newsstand(daily, lambda: NOW), Settings()) as base:
            made = walk(base, given.examples, given.seed)
    print(f"{made.cases} cases in {made.seconds:.0f} s; statuses {dict(sorted(made.statuses.items()))}")
    print(f"checks {dict(sorted(made.checks.items()))}")
    print(f"{made.server_errors} server errors, {len(made.broken)} broken")
    for one in dict.fromkeys(made.broken):
        print("-", one, file=sys.stderr)
    return 1 if made.broken or made.server_errors else 0
