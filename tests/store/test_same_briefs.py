"""What is made from articles does not depend on where the archive lies."""

import subprocess
import sys
from pathlib import Path

from nutgraf.store.archive import Archive
from tests.store.test_move import rows_of

ROOT = Path(__file__).resolve().parents[2]


def test_the_sample_imported_on_a_server_gives_the_same_bytes(sample_archive: Path, on_server: str) -> None:
    words = ["import", "examples/istanbul-talks", "--by-day", "--now", "2025-05-20", "--db", on_server]
    command = [sys.executable, "-m", "nutgraf", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    in_file, there = rows_of(str(sample_archive)), rows_of(on_server)
    assert len(in_file["editions"]) > 10
    for table, rows in in_file.items():
        assert there[table] == rows, table
    with Archive(on_server) as archive:
        assert archive.upkeep.check().faults == ()
