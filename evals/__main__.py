"""Find the task and run it: `python -m evals TASK [--data FILE...] [options]`."""

import importlib
import sys
from pathlib import Path


def tasks() -> list[str]:
    """Every module here that has a `main`, by its name."""
    here = Path(__file__).parent
    return sorted(p.stem for p in here.glob("*.py") if "def main(" in p.read_text("utf-8") and p.stem != "__main__")


def main() -> int:
    """Run the task named first; without one, list them."""
    argv = sys.argv[1:]
    if not argv or argv[0] not in tasks():
        print("usage: ./run eval TASK [--data FILE...]\ntasks: " + ", ".join(tasks()))
        return 0 if not argv else 2
    return int(importlib.import_module(f"evals.{argv[0]}").main(argv[1:]))


sys.exit(main())
