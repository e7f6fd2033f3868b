"""Back-fill from `s3://`: the real client (`s3fs`) over HTTP, against a server on loopback that speaks it."""

import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bench.archive_state import state_of
from bench.serve import free_port
from nutgraf.errors import NotReadable
from nutgraf.settings import Limits
from nutgraf.sources.holdings import AHEAD, WHO, listed, records_of
from tests.fill_world import write_warc
from tests.sources.archive import response

fsspec = pytest.importorskip("fsspec")
pytest.importorskip("s3fs")
pytest.importorskip("moto")

ROOT = Path(__file__).resolve().parents[2]
WHO_WE_ARE = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")


def started() -> tuple[subprocess.Popen[bytes], str]:
    """Start an object store; return its process and address."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(300):
        with closing(socket.socket()) as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return server, f"http://127.0.0.1:{port}"
        time.sleep(0.1)
    server.kill()
    raise RuntimeError("The object store did not start within 30 seconds.")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """An object store that the environment names, with the bucket `news`; nothing of the user's own configuration."""
    made, address = started()
    for name in WHO_WE_ARE:
        monkeypatch.setenv(name, "vell")
    monkeypatch.setenv("AWS_ENDPOINT_URL", address)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    for name in ("AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "none"))
    store: Any = fsspec.filesystem("s3", skip_instance_cache=True)
    store.mkdir("news")
    fsspec.filesystem("s3").clear_instance_cache()
    yield made
    made.kill()
    made.wait()
    fsspec.filesystem("s3").clear_instance_cache()


def put(name: str, content: bytes) -> None:
    fsspec.filesystem("s3").pipe_file(f"news/{name}", content)


def backfill(db: Path, pattern: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "nutgraf", "backfill", pattern, "--engine", "processes", "--db", str(db)]
    command += ["--now", "2025-06-20T00:00:00Z"]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120, check=False)


def test_a_store_gives_what_the_same_files_give(server: subprocess.Popen[bytes], tmp_path: Path) -> None:
    for name, count in (("a", 20), ("b", 30)):
        write_warc(tmp_path / f"{name}.warc.gz", count)
        put(f"2025/{name}.warc.gz", (tmp_path / f"{name}.warc.gz").read_bytes())
    put("2025/else.txt", b"else")
    here = backfill(tmp_path / "here.db", str(tmp_path / "*.warc.gz"))
    there = backfill(tmp_path / "there.db", "s3://news/**/*.warc.gz")
    assert there.stdout == here.stdout
    assert there.stdout.startswith("2 files, 50 records.\n"), there.stderr
    stated = repr(state_of(str(tmp_path / "there.db")))
    assert stated.replace("s3://news/2025", str(tmp_path)) == repr(state_of(str(tmp_path / "here.db")))
    again = backfill(tmp_path / "there.db", "s3://news/2025/*.warc.gz")
    assert again.stdout == "2 files done before.\nNothing new.\n"


def test_a_store_that_dies_while_it_is_read_is_said(server: subprocess.Popen[bytes]) -> None:
    made = random.Random(1)
    pages = [response(n, b"<html>" + made.randbytes(900_000)) for n in range(3 * AHEAD // 900_000)]
    put("big.warc", b"".join(pages))
    records = records_of("s3://news/big.warc", 0, Limits())
    for _ in range(3):
        next(records)
    server.kill()
    server.wait()
    with pytest.raises(NotReadable, match=r"s3://news/big\.warc cannot be read"):
        list(records)


def test_what_is_not_there_or_not_ours_is_said(
    server: subprocess.Popen[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("news/gone.warc", "nobody/*.warc"):
        _, failed = listed([f"s3://{name}"])
        assert [one.reason for one in failed] == ["NotFound"]
    for name in WHO_WE_ARE:
        monkeypatch.delenv(name)
    fsspec.filesystem("s3").clear_instance_cache()
    _, failed = listed(["s3://news/*.warc"])
    assert failed[0].message == f"s3://news/*.warc cannot be read: the store asks who you are ({WHO})."
    monkeypatch.setenv("FSSPEC_S3_ANON", "true")
    done = subprocess.run(
        [sys.executable, "-c", "from nutgraf.sources.holdings import listed; print(listed(['s3://news/*.warc'])[1])"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        timeout=60,
        check=True,
    )
    assert "names no file" in done.stdout
