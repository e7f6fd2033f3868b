"""Killed while it works: `nutgraf run` is killed with SIGKILL at random points, started again until it is done, and
what stands in the archive then is compared with a run that nobody disturbed.

For each trial a new archive; within it kills at random moments, then a start that is left alone. Nothing may be lost,
nothing may be there twice, the file must be whole, and stories and editions must be the same. The random numbers come
from `--seed`. There is no peer: a program that loses nothing has no figure beside it.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from bench.archive_state import State, state_of
from bench.newsserver import NewsServer

NOW = "2026-03-02T12:00Z"
"""The moment all rounds speak from."""


def standing(path: str) -> State:
    """Return what stands in an archive; a round more or less, of nothing new, makes no difference."""
    return replace(state_of(path), rounds=())


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "nutgraf", *words]


def killed(environment: dict[str, str], after_s: float) -> bool:
    """Start a round and kill it after a while; tell whether it was still at work."""
    process = subprocess.Popen(
        command("run", "--once", "--allow-private", "--now", NOW),
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # so that its helper for sentence vectors dies with it
    )
    try:
        process.wait(after_s)
        return False
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True


def whole(environment: dict[str, str]) -> float:
    began = time.monotonic()
    done = subprocess.run(
        command("run", "--once", "--allow-private", "--now", NOW), env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return time.monotonic() - began


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run bench kill", description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--in-one", type=int, default=5, help="kills in one archive")
    parser.add_argument("--feeds", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(argv)
    chance = random.Random(given.seed)
    hits, trials, wrong = 0, 0, 0
    with NewsServer(given.feeds) as server, tempfile.TemporaryDirectory() as folder:
        opml = Path(folder, "feeds.opml")
        server.write_opml(opml)
        environment = os.environ | {
            "NUTGRAF_MANNERS_HOST_DELAY_S": "0",
            "NUTGRAF_MANNERS_PER_HOST": "4",
            "XDG_CONFIG_HOME": folder,
        }
        expected, took_s = None, 0.0
        while expected is None or hits < given.kills:
            path = str(Path(folder, f"{trials}.db"))
            mine = environment | {"NUTGRAF_DB": path}
            subprocess.run(command("add", str(opml)), env=mine, check=True, stdout=subprocess.DEVNULL)
            if expected is None:
                took_s = whole(mine)
                expected = standing(path)
                print(
                    f"undisturbed: {took_s:.1f} s, {len(expected.items)} items, {len(expected.articles)} articles, "
                    f"{len(expected.stories)} stories, {len(expected.editions)} editions"
                )
            else:
                for _ in range(given.in_one):
                    hits += killed(mine, chance.uniform(0.1, took_s))
                whole(mine)
                same = standing(path) == expected
                wrong += not same
                print(f"trial {trials}: {hits} kills so far, {'the same' if same else 'NOT THE SAME'}", flush=True)
            trials += 1
    print(json.dumps({"bench": "kill", "systems": {"nutgraf": {"kills": hits, "trials": trials - 1, "wrong": wrong}}}))
    return 1 if wrong else 0
