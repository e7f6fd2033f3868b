"""Processes below one, and where they listen; on Linux, from /proc."""

import os
from pathlib import Path

LISTENS = "0A"
LOOPBACK = {"0100007F", "0" * 16 + "FFFF00000100007F", "0" * 24 + "01000000"}
"""127.0.0.1, the same written as IPv6, ::1: as the kernel of a little-endian machine shows them."""


def descendants(pid: int) -> dict[int, str]:
    """Return the processes below one, with what they were called by."""
    below: dict[int, str] = {}
    parents = {pid}
    while parents:
        found = {}
        for entry in Path("/proc").iterdir():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1]) if entry.name.isdigit() else 0
                if parent in parents:
                    found[int(entry.name)] = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue  # it has ended
        below |= found
        parents = set(found)
    return below


def listening(pids: set[int]) -> dict[str, bool]:
    """Return the addresses and ports at which processes listen, and whether each is of this machine alone."""
    sockets: set[str] = set()
    for pid in pids:
        for fd in Path(f"/proc/{pid}/fd").iterdir():
            try:
                sockets.add(os.readlink(fd))
            except OSError:
                continue  # closed meanwhile
    found = {}
    for table in ("tcp", "tcp6"):
        for row in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            words = row.split()
            if words[3] == LISTENS and f"socket:[{words[9]}]" in sockets:
                found[words[1]] = words[1].partition(":")[0] in LOOPBACK
    return found
