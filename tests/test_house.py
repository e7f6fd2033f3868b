"""The law of the house: arrows point down, rooms stay small, public names are documented.

12 cli - 11 commands - 10 options, reading, opened, asking - 9 console - 8 serve, deliver, terminal - 7.6 views
7.4 finding, correcting - 7.3 sharing - 7.2 daily, subscribing - 7 newsroom (wires) - 6.5 rounds, claiming
6.2 pipeline - 6 telling - 5.9 rewording
        sources store nlp engine  (edge)      5 briefs
                   |                          4 ledger
                 ports                        3 stories   2 text
                              1 model, settings
                                0 errors
"""

import ast
from pathlib import Path

import pytest

SRC = Path(__file__).parent.parent / "src"
FILES = sorted((SRC / "nutgraf").rglob("*.py"))
ROOMS = {
    "errors": 0,
    "model": 1,
    "settings": 1,
    "text": 2,
    "ports": 2,
    "stories": 3,
    "ledger": 4,
    "briefs": 5,
    "sources": 5,
    "store": 5,
    "engine": 5,
    "nlp": 5,
    "rewording": 5.9,
    "telling": 6,
    "pipeline": 6.2,
    "claiming": 6.5,
    "rounds": 6.5,
    "settings_file": 5,
    "newsroom": 7,
    "daily": 7.2,
    "subscribing": 7.2,
    "sharing": 7.3,
    "finding": 7.4,
    "correcting": 7.4,
    "views": 7.6,
    "serve": 8,
    "deliver": 8,
    "terminal": 8,
    "console": 9,
    "reading": 10,
    "asking": 10,
    "options": 10,
    "opened": 10,
    "commands": 11,
    "cli": 12,
    "__main__": 13,
    "__init__": 13,
}
CORE = {"text", "stories", "ledger", "briefs"}
EDGE = {"sources", "store", "engine", "nlp"}
WORLD = {
    "asyncio",
    "aiohttp",
    "os",
    "pathlib",
    "random",
    "socket",
    "sqlite3",
    "subprocess",
    "tempfile",
    "time",
    "urllib.request",
}
MOST_LINES, MOST_FUNCTION_LINES = 400, 60


def room_of(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def module_of(file: Path) -> str:
    parts = list(file.relative_to(SRC).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


def imports_of(file: Path) -> set[str]:
    """Absolute names of all that a file imports, also inside functions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file.name}: relative import"
            found.add(node.module or "")
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def ours(file: Path) -> set[str]:
    known = {module_of(f) for f in FILES}
    return {name for name in imports_of(file) if name in known and name != module_of(file)}


@pytest.mark.parametrize("file", FILES, ids=lambda f: module_of(f))
def test_arrows_point_down(file: Path) -> None:
    here = room_of(module_of(file))
    assert here in ROOMS, f"room {here!r} has no floor in the law"
    for name in ours(file):
        there = room_of(name)
        if there == here or name == "nutgraf":
            continue
        assert ROOMS[there] < ROOMS[here], f"{module_of(file)} imports {name}: an arrow that runs up"
        assert not (here in CORE and there in EDGE | {"ports"}), (
            f"{module_of(file)} imports {name}: the core knows no port"
        )
        assert not (here in EDGE and there in CORE - {"text"}), (
            f"{module_of(file)} imports {name}: an edge decides nothing"
        )
        assert not (here in {"pipeline", "telling", "rewording", "rounds"} and there in EDGE), (
            f"{module_of(file)} imports {name}: only newsroom wires edges"
        )


@pytest.mark.parametrize("file", [f for f in FILES if room_of(module_of(f)) in CORE], ids=lambda f: module_of(f))
def test_core_touches_no_world(file: Path) -> None:
    touched = {name for name in imports_of(file) if name in WORLD}
    assert not touched, f"{module_of(file)} imports {touched}: clocks, files and chance come in as arguments"
    assert "datetime.now(" not in file.read_text("utf-8")


def test_no_circles() -> None:
    arrows = {module_of(f): ours(f) for f in FILES}
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, "a circle: " + " -> ".join((*path, name))
        if name not in done:
            for other in arrows.get(name, ()):
                # a package's __init__ re-exports its modules; that arrow is no dependency of the modules
                if not name.startswith(other + "."):
                    visit(other, (*path, name))
            done.add(name)

    for name in arrows:
        visit(name, ())


@pytest.mark.parametrize("file", FILES, ids=lambda f: module_of(f))
def test_rooms_are_small(file: Path) -> None:
    text = file.read_text("utf-8")
    assert len(text.splitlines()) <= MOST_LINES, f"{file.name} is over {MOST_LINES} lines"
    if ".migrations.versions." in module_of(file):
        return  # one step, as it was once taken: a list of tables
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= MOST_FUNCTION_LINES, f"{file.name}: {node.name} is {length} lines long"


@pytest.mark.parametrize("file", FILES, ids=lambda f: module_of(f))
def test_public_names_are_documented(file: Path) -> None:
    tree = ast.parse(file.read_text("utf-8"))
    assert ast.get_docstring(tree), f"{file.name} does not say what the room is for"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{file.name}: {node.name} has no docstring"


def test_no_room_without_a_purpose() -> None:
    named = {"utils", "helpers", "common", "manager", "util", "misc"}
    assert not [f for f in FILES if f.stem in named or f.parent.name in named]
