"""Pages of stories prepared while nobody waits, so that the first who reads an edition finds its parts made.

Theory: the parts of a story's page that are the same for all readers (`{% kept %}`) take 12 ms to make and 2 ms to put
together. They are made by rendering the page as a visitor would get it and throwing the page away.

Rule 1: it works only after `PATIENCE_S` seconds in which no request was under way, a page at a time.
Rule 2: what goes wrong here is no reader's affair: the page is made again, or refused, when somebody asks for it.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Self

from nutgraf.errors import NutgrafError
from nutgraf.model import Reader
from nutgraf.serve.context import Paper
from nutgraf.serve.pages.page import Prefs, templates
from nutgraf.serve.pages.story import MOST_SUPPORT

PATIENCE_S = 0.05
"""Seconds without a request before a page is prepared; one takes a quarter of it."""
LOOK_S = 5.0
"""Seconds between two looks for new editions."""
MOST_PREPARED = 5_000
"""Stories prepared at the start, those with the newest editions."""
MOST_NEW = 200
"""Stories looked at again after that."""


class Preparer:
    """A thread that prepares pages until it is stopped."""

    def __init__(self, paper: Paper, idle_s: Callable[[], float]) -> None:
        """Keep what is served, and how to ask for how long nobody has been waiting."""
        self._paper, self._idle_s = paper, idle_s
        self._made: dict[str, object] = {}
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name="prepares pages", daemon=True)

    def __enter__(self) -> Self:
        """Begin."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop after the page under way."""
        self._stop.set()
        self._thread.join()

    def prepare(self, most: int) -> int:
        """Prepare what is not prepared of the newest stories, waiting for readers; return how many pages were made."""
        count = 0
        for name in self._paper.newsstand.archive.lists.newest_stories(most):
            while self._idle_s() < PATIENCE_S:
                if self._stop.wait(PATIENCE_S):
                    return count
            if self._stop.is_set():
                return count
            try:
                count += self._prepared(name)
            except NutgrafError:
                continue
        return count

    def _prepared(self, name: str) -> bool:
        story = self._paper.newsstand.on_demand(name)
        if self._made.get(name) == story.head.shown:
            return False
        values: dict[str, object] = {
            "paper": self._paper.serving,
            "reader": Reader(""),
            "path": f"/story/{name}",
            "prefs": Prefs(),
            "today": self._paper.newsstand.now(),
            "parts": self._paper.newsstand.parts,
            "story": story,
            "news": None,
            "opened": "",
            "newest": True,
            "kept": True,
            "most_support": MOST_SUPPORT,
            "marks": {},
        }
        templates().get_template("story.html").render(values)
        self._made[name] = story.head.shown
        if len(self._made) > 2 * MOST_PREPARED:
            self._made.clear()
        return True

    def _work(self) -> None:
        most = MOST_PREPARED
        while not self._stop.is_set():
            with suppress(NutgrafError):  # the archive is being closed, or replaced
                self.prepare(most)
            most = MOST_NEW
            self._stop.wait(LOOK_S)
