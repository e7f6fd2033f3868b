"""What the whole test run shares: the real parser and the real sentence vectors, loaded once and late, and the sample
as an archive that followed it day by day."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from nutgraf.daily import Daily
from nutgraf.nlp.embed import UseEmbedder
from nutgraf.nlp.tag import SpacyTagger
from nutgraf.settings import Settings
from nutgraf.store.move import move
from nutgraf.views import Newsstand
from tests.parser import PARSER
from tests.postgres_server import Server, running

ROOT = Path(__file__).resolve().parents[1]
SAMPLE_NOW = datetime(2025, 5, 17, tzinfo=UTC)
"""The day after the sample's last: the moment that tests of its archive speak from."""

settings.register_profile("machine", deadline=None)
settings.load_profile("machine")  # how long one example may take says how busy the machine is, not whether it is right

SLOW = ("test_several_machines", "test_cli_daily", "test_access", "test_cli_model", "test_backfill", "test_same_briefs")
"""Files of tests that take minutes: they begin first, so that none is left alone at the end."""


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than processors: some tests wait."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes longest first."""
    items.sort(key=lambda item: item.path.stem not in SLOW)


@pytest.fixture(scope="session")
def tagger() -> SpacyTagger:
    return PARSER


@pytest.fixture(scope="session")
def embedder() -> UseEmbedder:
    return UseEmbedder()


@pytest.fixture(scope="session")
def sample_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, imported day by day; not to be changed. NUTGRAF_SAMPLE_DB names one made before: saves 40 s."""
    if "NUTGRAF_SAMPLE_DB" in os.environ:
        return Path(os.environ["NUTGRAF_SAMPLE_DB"])
    # the folder above is that of all workers of a run: whoever comes first makes it for all
    path = tmp_path_factory.getbasetemp().parent / f"sample-{os.environ.get('PYTEST_XDIST_TESTRUNUID', os.getpid())}.db"
    with FileLock(f"{path}.lock"):
        if not path.exists():
            _import_sample(path)
    return path


def _import_sample(path: Path) -> None:
    made = path.with_suffix(".part")
    words = ["import", "examples/istanbul-talks", "--by-day", "--now", "2025-05-20", "--db", str(made)]
    done = subprocess.run(
        [sys.executable, "-m", "nutgraf", *words], cwd=ROOT, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("67 articles read")
    made.rename(path)


@pytest.fixture
def sample_copy(sample_archive: Path, tmp_path: Path) -> Path:
    """A copy of that archive, to be changed at will."""
    return Path(shutil.copy(sample_archive, tmp_path / "sample.db"))


@pytest.fixture
def newsstand(request: pytest.FixtureRequest) -> Iterator[Newsstand]:
    """A copy as readers look at it, on the day after the sample's last; NUTGRAF_TEST_ON=server: moved to PostgreSQL."""
    on = "sample_on_server" if os.environ.get("NUTGRAF_TEST_ON") == "server" else "sample_copy"
    with Daily(Settings(), str(request.getfixturevalue(on))) as daily:
        yield Newsstand(daily, lambda: SAMPLE_NOW)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A real PostgreSQL server; tests that need it are skipped where the packages are missing."""
    with running() as server:
        yield server


@pytest.fixture
def on_server(postgres: Server) -> Iterator[str]:
    """The address of a database of that server, with an empty archive in it."""
    with postgres.database() as address:
        yield address


@pytest.fixture
def sample_on_server(postgres: Server, sample_archive: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a database of that server with the sample in it, to be changed at will."""
    with postgres.database(of="sample", fill=lambda there: _moved(sample_archive, tmp_path, there)) as address:
        yield address


def _moved(archive: Path, folder: Path, there: str) -> None:
    move(str(shutil.copy(archive, folder / "to-move.db")), there, lambda _what, _count: None)
