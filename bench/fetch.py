"""Fetching: 5,000 feeds of a server on this machine, with the manners of a stranger's web.

The server runs in a process of its own and shares the processors. The feeds lie on loopback addresses, four a host, so
that the bound and the pause for each host are at work. First all is new, then everything is asked again and nothing
has changed. The memory of a gzip bomb of 300 MB is told beside. Peer: urllib in 16 threads, without marks, manners,
unpacking or checks of where it leads.
"""

import argparse
import json
import resource
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from bench.newsfeeds import FAULTS
from bench.newsserver import NewsServer
from nutgraf.model import Ask
from nutgraf.settings import Limits, Manners
from nutgraf.sources.fleet import Fleet

A_HOST = 4
"""Feeds of one host."""


def addresses(server: NewsServer) -> list[str]:
    """Return the feeds' addresses, four on each loopback address."""
    made = []
    for n, feed in enumerate(server.feeds):
        host = n // A_HOST
        made.append(server.base.replace("127.0.0.1", f"127.1.{host // 250}.{1 + host % 250}") + feed.path)
    return made


def round_of(fleet: Fleet, asks: list[Ask]) -> tuple[dict[str, float], list[Ask]]:
    """Ask all once; returns figures, and the asks of the next round."""
    began, cpu = time.monotonic(), time.process_time()
    again, failed, unchanged, size = [], 0, 0, 0
    for answer in fleet.answers(asks):
        failed += answer.failed is not None
        unchanged += answer.unchanged
        if answer.got is not None:
            size += len(answer.got.body)
            again.append(replace(answer.ask, etag=answer.got.etag or ""))
    took = time.monotonic() - began
    figures = {
        "wall_s": took,
        "feeds_per_s": len(asks) / took,
        "cpu_s": time.process_time() - cpu,
        "failed": failed,
        "unchanged": unchanged,
        "mb": size / 1e6,
    }
    return figures, again


def peer(urls: list[str]) -> dict[str, float]:
    def get(url: str) -> int:
        with urllib.request.urlopen(url, timeout=20) as answer:
            return len(answer.read())

    began, cpu = time.monotonic(), time.process_time()
    with ThreadPoolExecutor(16) as pool:
        sizes = list(pool.map(get, urls))
    took = time.monotonic() - began
    return {"wall_s": took, "feeds_per_s": len(urls) / took, "cpu_s": time.process_time() - cpu, "mb": sum(sizes) / 1e6}


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run bench fetch", description=__doc__)
    parser.add_argument("--feeds", type=int, default=5_000)
    given = parser.parse_args(argv)
    limits = Limits(allow_private=True)
    fleet = Fleet(limits, Manners())
    with NewsServer(given.feeds, 5, healthy=True) as server:
        urls = addresses(server)
        first, again = round_of(fleet, [Ask(url) for url in urls])
        second, _ = round_of(fleet, again)
        other = peer(urls)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    with NewsServer(len(FAULTS), 1) as server:
        bomb = next(feed for feed in server.feeds if feed.fault == "gzip-bomb")
        (answer,) = fleet.answers([Ask(server.base + bomb.path)])
        assert answer.failed is not None
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before
    ours = {f"first_{k}": v for k, v in first.items()} | {f"again_{k}": v for k, v in second.items()}
    ours |= {"peak_mb": before, "bomb_mb": grown}
    for name, value in ours.items():
        print(f"{name:<24}{value:>12.1f}")
    for name, value in other.items():
        print(f"{'urllib, 16 threads: ' + name:<32}{value:>12.1f}")
    systems = {"nutgraf": ours, "urllib-16-threads": other}
    rounded = {name: {k: round(v, 2) for k, v in figures.items()} for name, figures in systems.items()}
    print(json.dumps({"bench": "fetch", "n": given.feeds, "systems": rounded}))
    return 0
