"""A back-fill on a Ray cluster of several machines, networks with a wire to here, one of which is lost on the way."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path

import pytest

from bench.archive_state import state_of
from tests.fill_world import write_warc
from tests.machines import MANY, ip, machines_apart, wait_for
from tests.test_backfill import started, taken_in

PAGES = 1_500
RAY = Path(sys.executable).with_name("ray")
TOKEN = {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": "0123456789abcdef" * 4}
SETTINGS = TOKEN | {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_health_check_period_ms": "500",  # the loss of a machine is seen sooner
    "RAY_health_check_failure_threshold": "3",
}
pytestmark = [
    pytest.mark.skipif(not find_spec("ray"), reason="Ray is not installed: pip install 'nutgraf[ray]'."),
    pytest.mark.skipif(MANY not in os.environ, reason=f"Takes two minutes; set {MANY} to run it."),
]


class Cluster:
    """A head here, which reads nothing, and a node with one core on each machine."""

    def __init__(self, stack: ExitStack, machines: dict[str, str]) -> None:
        self.machines = list(machines)
        ours = machines[self.machines[0]]
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.address = f"{ours}:{port}"
        folder = tempfile.mkdtemp(prefix="nu", dir="/tmp")  # short: paths of sockets are
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        self._stack, self._folder = stack, Path(folder)
        head = ("--head", f"--port={port}", "--num-cpus=0", "--include-dashboard=false", f"--temp-dir={folder}")
        self._start([], *head, f"--node-ip-address={ours}")
        for name, address in machines.items():
            ip("-n", name, "link", "set", "lo", "up")
            node = (f"--address={self.address}", "--num-cpus=1", f"--node-ip-address={address[:-1]}2")
            self._start(["ip", "netns", "exec", name], *node)

    def _start(self, before: list[str], *words: str) -> None:
        """Start a node and wait until it runs; two that begin at once get in each other's way."""
        command = [*before, str(RAY), "start", "--block", "--object-store-memory=200000000", *words]
        log = self._folder / "said"
        with log.open("wb") as file:
            process = subprocess.Popen(
                command, env=os.environ | SETTINGS, stdout=file, stderr=file, start_new_session=True
            )
        self._stack.callback(_end, process)
        wait_for(lambda: b"Ray runtime started" in log.read_bytes(), 120, log.read_text)

    def readers(self, machine: str) -> list[int]:
        """Return the processes of a machine that read pages."""
        return [pid for pid in _pids(machine) if b"ray::Reader" in _called(pid)]


def _pids(machine: str) -> list[int]:
    found = subprocess.run(["ip", "netns", "pids", machine], check=True, capture_output=True, text=True)
    return [int(pid) for pid in found.stdout.split()]


def _called(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _kill(machine: str) -> None:
    for pid in _pids(machine):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    with machines_apart(2) as machines, ExitStack() as stack:
        if not machines:
            pytest.skip("Network namespaces cannot be made here.")
        for machine in machines:
            stack.callback(_kill, machine)
        yield Cluster(stack, machines)


def test_a_machine_of_the_cluster_is_lost_and_nothing_else(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in TOKEN.items():
        monkeypatch.setenv(name, value)
    write_warc(tmp_path / "a.warc.gz", PAGES)
    assert started(tmp_path / "serial.db", "serial", tmp_path).wait(120) == 0
    db = tmp_path / "apart.db"
    driver = started(db, "ray", tmp_path, cluster.address)
    try:
        wait_for(lambda: all(map(cluster.readers, cluster.machines)), 120, lambda: f"driver: {driver.poll()}")
        wait_for(lambda: db.exists() and taken_in(db) > 0, 60)
        assert taken_in(db) < PAGES
        _kill(cluster.machines[1])
        assert driver.wait(180) == 0
    finally:
        driver.kill()
    assert state_of(str(db)) == state_of(str(tmp_path / "serial.db"))
