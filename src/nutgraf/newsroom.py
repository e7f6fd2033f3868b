"""Picks the edges and wires them: the only room that knows them all.

The parser loads when the first brief is written, not before. The sentence vectors load in a process of their own as
soon as reading begins, so that they are there when they are needed.
"""

import os
from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Literal, Self

from nutgraf import pipeline
from nutgraf.briefs.printed.listing import Listing
from nutgraf.claiming import ledger_of
from nutgraf.errors import SettingsError, UsageError
from nutgraf.model import Asked, Brief, Estimate, History, Ledger, Line
from nutgraf.pipeline import OnStep, Survey, Told
from nutgraf.ports import Engine, Judge, Tagger
from nutgraf.rewording import Pen, parts_of, sum_of
from nutgraf.settings import Owner, Settings
from nutgraf.sources.open import open_source
from nutgraf.store.history_file import read_history, write_history
from nutgraf.stories.by_hand import Request
from nutgraf.stories.owners import parse_owners
from nutgraf.telling import asked_about, in_words, lay_open

if TYPE_CHECKING:
    from nutgraf.nlp.apart import ApartEmbedder
    from nutgraf.nlp.llm import LlmWriter


EngineName = Literal["serial", "processes", "ray"]
"""What carries a stage over many items."""
MOST_TABLE_BYTES = 2_000_000
"""Largest table of owners."""


def _silent(_what: str, _count: int) -> None:
    """Tell nobody."""


class Newsroom:
    """What a face talks to: read, then brief."""

    def __init__(self, settings: Settings) -> None:
        """Keep the settings; nothing is loaded yet."""
        self.settings = settings

    def __enter__(self) -> Self:
        """Open."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close: end the process of the sentence vectors, if it was started."""
        if "engine" in self.__dict__:
            self.engine.close()
        if "embedder" in self.__dict__:
            self.embedder.close()
            del self.embedder

    def read(
        self,
        inputs: Sequence[str],
        *,
        until: datetime | None = None,
        stdin: BinaryIO | None = None,
        on_step: OnStep = _silent,
        history: str | None = None,
    ) -> Told:
        """Read paths and addresses and group what they hold into stories, the biggest first.

        `history` is a file whose ids and corrections hold; it is not written.
        """
        known = History() if history is None else read_history(history)
        _ = self.embedder  # begins to load now
        source = open_source(inputs, self.settings.limits, stdin=stdin)
        return pipeline.read(source, until=until, settings=self.settings, on_step=on_step, history=known)

    def survey(
        self,
        inputs: Sequence[str],
        *,
        until: datetime | None = None,
        stdin: BinaryIO | None = None,
        on_step: OnStep = _silent,
        history: str | None = None,
        requests: Sequence[Request] = (),
    ) -> Survey:
        """Read and group to list stories, not to write them: no model is loaded.

        `history` is a file whose ids and corrections hold; it is written anew with what came of this run.
        """
        known = History() if history is None else read_history(history)
        source = open_source(inputs, self.settings.limits, stdin=stdin)
        found = pipeline.survey(
            source, until=until, settings=self.settings, on_step=on_step, history=known, requests=requests
        )
        if history is not None and found.history != known:
            write_history(history, found.history)
        return found

    def list_stories(self, found: Survey, most: int | None, on_step: OnStep = _silent) -> Listing:
        """Return the biggest stories with their events; all of them for `None`.

        Only when the stories are in several languages the sentence vectors load, to link them: 2 s and 250 MB.
        """
        if not pipeline.several_languages(found.told):
            return pipeline.list_stories(found, most)
        on_step("Linking languages", 0)
        links = pipeline.link_languages(found.told, self.embedder, self.settings, on_step)
        return pipeline.list_stories(found, most, links)

    def explain_stories(self, found: Survey, listing: Listing) -> Listing:
        """Return the same list with the reason for each article."""
        return pipeline.explain_stories(found, listing)

    def brief(self, told: Told, number: int) -> Brief:
        """Return the brief of story `number` (from 0)."""
        return pipeline.tell(
            told, number, tagger=self.tagger, embedder=self.embedder, settings=self.settings, pen=self.pen
        )

    def model_preview(self, told: Told, number: int) -> str:
        """Return exactly what would be sent to the model first about story `number` (from 0); nothing is sent.

        Raises UsageError when no endpoint is set, or when the story's language is not parsed.
        """
        return "\n".join(self._llm().preview(part) for part in self._asked_about(told, number))

    def model_estimate(self, told: Told, number: int) -> Estimate:
        """Return what wording story `number` (from 0) would take at most; nothing is sent. Raises UsageError."""
        return sum_of(self._llm().estimate(part) for part in self._asked_about(told, number))

    def _asked_about(self, told: Told, number: int) -> tuple[Asked, ...]:
        dossier = lay_open(told.stories[number], told.articles)
        asked = asked_about(dossier, tagger=self.tagger, embedder=self.embedder, settings=self.settings)
        if asked is None:
            raise UsageError("A model is not asked about this story: its language is not parsed.")
        return parts_of(asked, by_layer=self.settings.model.by_layer)

    def _llm(self) -> "LlmWriter":
        from nutgraf.nlp.endpoint import Endpoint
        from nutgraf.nlp.llm import LlmWriter
        from nutgraf.nlp.llm_cache import AnswerCache, default_folder

        use = self.settings.model
        if not use.url:
            raise UsageError("No model is set: give url and name in the section [model] of the settings.")
        key = os.environ.get(use.key_variable, "")
        endpoint = Endpoint(use, key, self.settings.manners.from_environment)
        return LlmWriter(endpoint, AnswerCache(default_folder()) if use.keep else None)

    def new_pen(self) -> Pen | None:
        """Return a model to word the briefs of one run, with nothing spent yet; `None`: they are written offline.

        Raises SettingsError for a key that cannot be sent, or when a judge is needed and there is none.
        """
        use = self.settings.model
        if use.mode == "traced":
            return None
        judge = self._judge() if use.mode == "model, judged" else None
        return Pen(self._llm(), use.mode, use.again, use.by_layer, judge, self.settings.judge.least)

    def _judge(self) -> Judge:
        """Return what gives a second opinion. Raises SettingsError when there is none, or it cannot be used."""
        use = self.settings.judge
        if use.path:
            from nutgraf.nlp.entail import EntailmentJudge

            return EntailmentJudge(use)
        if use.url:
            from nutgraf.nlp.endpoint import Endpoint
            from nutgraf.nlp.second import EndpointJudge, use_of

            key = os.environ.get(use.key_variable, "")
            return EndpointJudge(
                Endpoint(use_of(use, self.settings.model), key, self.settings.manners.from_environment)
            )
        raise SettingsError(
            'The mode "model, judged" needs a judge: give path, or url and name, in [judge] of the settings.'
        )

    @cached_property
    def engine(self) -> Engine:
        """What reads pages where there are many."""
        from nutgraf.engine.local import Processes, Serial

        count = self.settings.rounds.processes
        return Serial() if count == 1 else Processes(count)

    @cached_property
    def owners(self) -> Engine:
        """What holds the stories of each language while they are placed: this process."""
        from nutgraf.engine.local import Serial

        return Serial()

    @cached_property
    def pen(self) -> Pen | None:
        """The model that words the briefs of this run, if any."""
        return self.new_pen()

    def ledger(self, told: Told, number: int) -> Ledger:
        """Return what the articles of story `number` (from 0) claim."""
        return ledger_of(told, number, self.tagger)

    def in_words(self, told: Told, number: int, words: int) -> tuple[Line, ...]:
        """Return the lines that say most of story `number` (from 0) in about `words` words."""
        dossier = lay_open(told.stories[number], told.articles)
        return in_words(dossier, words, self.tagger, self.embedder)

    @cached_property
    def tagger(self) -> Tagger:
        """The parser; loads when first asked for."""
        from nutgraf.nlp.tag import SpacyTagger

        return SpacyTagger()

    @cached_property
    def embedder(self) -> "ApartEmbedder":
        """The sentence vectors, in a process of their own; begin to load when first asked for."""
        from nutgraf.nlp.apart import ApartEmbedder

        return ApartEmbedder()


def open_newsroom(settings: Settings | None = None) -> Newsroom:
    """Return a newsroom; use it with `with`."""
    return Newsroom(settings or Settings())


def engine_named(name: EngineName, count: int = 0, address: str = "") -> Engine:
    """Return an engine that the caller closes; `count` workers, 0 for one a processor.

    `address` is that of a Ray cluster; without it one is started on this machine. Raises UsageError when Ray is not
    installed.
    """
    if name == "ray":
        from nutgraf.engine.ray import RayEngine

        return RayEngine(address, count)
    from nutgraf.engine.local import Processes, Serial

    return Serial() if name == "serial" else Processes(count)


def read_owners(path: str) -> tuple[Owner, ...]:
    """Return the owners of a table in a file; raises `SettingsError` when it cannot be read or used."""
    try:
        with open(path, "rb") as file:
            table = file.read(MOST_TABLE_BYTES + 1)
        if len(table) > MOST_TABLE_BYTES:
            raise SettingsError(f"The table of owners {path} is larger than {MOST_TABLE_BYTES:,} bytes.", about=path)
        return parse_owners(table.decode("utf-8-sig"), path)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else "it is no text in UTF-8"
        raise SettingsError(f"The table of owners {path} cannot be read: {why}.", about=path) from error
