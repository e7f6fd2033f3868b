"""What `nutgraf brief` is told about a language model, and what it says of one before anything is sent.

The settings' sections `[model]` and `[judge]` hold unless an option says otherwise; no option and no setting: offline.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from nutgraf.console import NOTHING, OK, PARTLY, out, say
from nutgraf.errors import LineRefused, SettingsError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nutgraf.model import Estimate, Mode
    from nutgraf.newsroom import Newsroom
    from nutgraf.pipeline import Told
    from nutgraf.settings import Settings


class ModeName(StrEnum):
    """The modes as the command line writes them."""

    traced = "traced"
    model_traced = "model-traced"
    model_judged = "model-judged"


MODES: "dict[ModeName, Mode]" = {
    ModeName.traced: "traced",
    ModeName.model_traced: "model, traced",
    ModeName.model_judged: "model, judged",
}
"""The same as briefs call them."""

ModelName = Annotated[
    str | None, typer.Option("--model", metavar="NAME", help="A language model words the lines, behind the gate.")
]
NoModel = Annotated[bool, typer.Option("--no-model", help="Write offline, whatever the settings say.")]
ModelUrl = Annotated[
    str | None, typer.Option("--model-url", metavar="URL", help="Its endpoint, up to /v1 (OpenAI's protocol).")
]
ModeOption = Annotated[
    ModeName | None, typer.Option("--mode", help="What lines have to pass; with --model: model-traced.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only what the model would cost at most; nothing is sent.")]
Preview = Annotated[bool, typer.Option("--preview", help="Only what would be sent to the model; nothing is sent.")]


@dataclass(frozen=True, slots=True)
class ToWord:
    """What the command line says about a model."""

    model: str | None = None
    """Its name."""
    off: bool = False
    """No model."""
    url: str | None = None
    """Its endpoint."""
    mode: ModeName | None = None
    """What lines have to pass."""
    dry_run: bool = False
    """Only the estimate."""
    preview: bool = False
    """Only what would be sent."""
    file: str | None = None
    """The settings; `None`: those of the default place, if any."""

    @property
    def sends_nothing(self) -> bool:
        """Tell whether only a word on the model is wanted, and no brief."""
        return self.dry_run or self.preview

    def settings(self, base: "Settings") -> "Settings":
        """Return settings with what the file and the options say about a model. Raises UsageError, SettingsError."""
        import os

        from nutgraf.settings_file import read_settings

        asked = (self.model, self.url, self.mode)
        if self.off and (any(asked) or self.sends_nothing):
            raise UsageError("--no-model writes offline: leave out what asks for a model.")
        if self.dry_run and self.preview:
            raise UsageError("--dry-run tells what it costs, --preview what is sent: give only one of them.")
        if self.off:
            return base
        read = read_settings(self.file, os.environ)
        use, mode = read.model, MODES[self.mode] if self.mode else read.model.mode
        if self.mode is None and mode == "traced" and (self.model or self.url):
            mode = "model, traced"
        url, name = self.url or use.url, self.model or use.name
        if (mode != "traced" or self.sends_nothing) and not (url and name):
            raise UsageError(
                "A model needs its endpoint and its name: give --model-url and --model, or url and name in [model] of "
                "the settings."
            )
        try:
            return replace(base, model=replace(use, url=url, name=name, mode=mode), judge=read.judge)
        except ValueError as error:
            raise SettingsError(f"{str(error).removeprefix('model: ').capitalize()}.") from error


def before_sending(newsroom: "Newsroom", told: "Told", numbers: "Iterable[int]", wanted: ToWord) -> int:
    """Print what would be sent, or what it would cost at most; send nothing. Returns the exit code."""
    tell: Callable[[Newsroom, Told, int], str] = _preview if wanted.preview else _estimate
    printed = missing = 0
    for number in numbers:
        try:
            out(("\n" if printed else "") + tell(newsroom, told, number), what="answer")
            printed += 1
        except LineRefused as refused:
            missing += 1
            say(f"Story {number + 1} has no title that can stand as headline: {refused.message}")
    return NOTHING if not printed else PARTLY if told.failed or missing else OK


def _preview(newsroom: "Newsroom", told: "Told", number: int) -> str:
    return newsroom.model_preview(told, number)


def _estimate(newsroom: "Newsroom", told: "Told", number: int) -> str:
    return estimate_text(newsroom.model_estimate(told, number), number + 1, newsroom.settings.model.most_cost)


def estimate_text(found: "Estimate", story: int, most_cost: float) -> str:
    """Return what wording a story would take at most, in a line.

    >>> from nutgraf.model import Estimate
    >>> estimate_text(Estimate(3, 12000, 6000, 0.5), 1, 1.0)
    'Story 1: at most 3 calls, 12,000 tokens sent, 6,000 answered, cost 0.50 of 1.00 a run. Nothing was sent.\\n'
    """
    cost = f"cost {found.cost:.2f} of {most_cost:.2f} a run" if found.cost else "no price is set"
    return (
        f"Story {story}: at most {found.calls} calls, {found.tokens_in:,} tokens sent, {found.tokens_out:,} answered, "
        f"{cost}. Nothing was sent.\n"
    )
