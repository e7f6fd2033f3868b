"""One stream under two settings: `./run eval replay --data FILE... --settings A B` prints each changed decision.

A setting is `default`, a TOML file whose keys are those of `settings.Grouping`, or key=value pairs joined by commas
(`join_at=0.4,candidates=30`). An article's decision on arrival is what it did and which earlier articles stood in the
story it joined; settled, it is which articles stand with it. Names of stories do not count: a story opened by another
article is the same story when it holds the same articles. Where rows name an event, both settings are scored on them;
`nutgraf` is the first setting, `other` the second. At most `--show` changes are printed, all are counted.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from evals.clustering import Row, Scored, differing, read_rows, scores, shuffled
from evals.shape import data_files, parser, report
from nutgraf.model import Placement
from nutgraf.settings import Grouping
from nutgraf.stories.group import Stream, settled

TASK = "replay"
DATA = ("clustering/allsides-dev.jsonl.gz",)
SHOWN_TITLES = 3
"""Articles named of those that came or went."""
KINDS = {f.name: type(f.default) for f in fields(Grouping) if isinstance(f.default, int | float)}
"""Settings that are numbers, with their kind."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one setting made of a stream; all by row."""

    placed: Sequence[Placement]
    joined: Sequence[frozenset[int]]
    """Earlier rows of the story joined on arrival."""
    label: Sequence[int]
    """Number of the settled group."""

    def company(self) -> list[frozenset[int]]:
        """Return the rows of each row's settled group."""
        groups: dict[int, list[int]] = {}
        for row, label in enumerate(self.label):
            groups.setdefault(label, []).append(row)
        made = {label: frozenset(group) for label, group in groups.items()}
        return [made[label] for label in self.label]


def settings_of(text: str) -> Grouping:
    """Read a setting; raises ValueError with a sentence.

    >>> settings_of("join_at=0.5").join_at
    0.5
    """
    if text == "default":
        return Grouping()
    if "=" not in text:
        return with_values(tomllib.loads(Path(text).read_text("utf-8")), text)
    pairs = [pair.split("=", 1) for pair in text.split(",")]
    if any(len(pair) != 2 for pair in pairs):
        raise ValueError(f"{text} is not key=value,key=value.")
    return with_values(dict(pairs), text)


def with_values(values: Mapping[str, object], about: str) -> Grouping:
    """Return the default setting with some numbers changed."""
    unknown = sorted(set(values) - set(KINDS))
    if unknown:
        raise ValueError(f"{about}: {unknown[0]} is no number of Grouping; there are {', '.join(KINDS)}.")
    try:
        return replace(Grouping(), **{name: KINDS[name](str(value)) for name, value in values.items()})  # type: ignore[arg-type]  # by name
    except ValueError:
        raise ValueError(f"{about}: a value is no number of the right kind.") from None


def play(rows: Sequence[Row], order: Sequence[int], settings: Grouping) -> Run:
    """Place and settle the rows in an order."""
    stream = Stream(settings)
    placed: dict[int, Placement] = {}
    joined: dict[int, frozenset[int]] = {}
    members: dict[str, set[int]] = {}
    for i in order:
        placed[i] = stream.add(rows[i].article)
        held = members.setdefault(placed[i].story, set())
        joined[i] = frozenset(held)
        held.add(i)
    label = [0] * len(rows)
    for number, group in enumerate(settled(stream)):
        for position in group:
            label[order[position]] = number
    every = range(len(rows))
    return Run([placed[i] for i in every], [joined[i] for i in every], label)


def changes(rows: Sequence[Row], order: Sequence[int], first: Run, second: Run) -> list[tuple[str, list[str]]]:
    """Return each changed decision: `arrival` or `settled`, and the lines that tell it, in order of the stream."""
    found: list[tuple[str, list[str]]] = []
    here, there = first.company(), second.company()
    for i in order:
        head = _named(rows, i)
        if (first.placed[i].action, first.joined[i]) != (second.placed[i].action, second.joined[i]):
            told = [f"    {name}: {_placed(run, rows, i)}" for name, run in (("A", first), ("B", second))]
            found.append(("arrival", [f"  arrival {head}", *told]))
        if here[i] != there[i]:
            found.append(("settled", [f"  settled {head}", *_moved(rows, here[i], there[i])]))
    return found


def _placed(run: Run, rows: Sequence[Row], i: int) -> str:
    placement = run.placed[i]
    beside = f" {len(run.joined[i])}, among them {_named(rows, min(run.joined[i]))}" if run.joined[i] else ""
    return f"{placement.action}{beside} ({placement.score:.2f}): {'; '.join(placement.reasons)}"


def _moved(rows: Sequence[Row], here: frozenset[int], there: frozenset[int]) -> list[str]:
    told = []
    for name, only in (("A", here - there), ("B", there - here)):
        if only:
            shown = ", ".join(_named(rows, j) for j in sorted(only)[:SHOWN_TITLES])
            told.append(f"    only in {name}: {shown}" + (f" and {len(only) - SHOWN_TITLES} more" * (len(only) > 3)))
    return told


def _named(rows: Sequence[Row], i: int) -> str:
    title = " ".join(rows[i].article.title.split())
    return f"{rows[i].article.id} “{title[:70]}”"


def figures(rows: Sequence[Row], run: Run) -> dict[str, float]:
    """Return how many groups there are, and the scores where rows name an event."""
    counted = {"settled_groups": float(len(set(run.label))), "opened": float(sum(not j for j in run.joined))}
    scored = Scored.of(rows)
    if not scored.kept:
        return counted
    arrival = [run.placed[i].story for i in scored.kept]
    return scored.figures(run.label) | scores(arrival, scored.gold, "arrival_") | counted


def main(argv: list[str]) -> int:
    """Replay and report."""
    options = parser(TASK, "One stream under two settings.")
    options.add_argument("--settings", nargs=2, metavar=("A", "B"), default=["default", "join_at=0.45"])
    options.add_argument("--show", type=int, default=20, help="changed decisions printed (default 20; -1: all)")
    args = options.parse_args(argv)
    try:
        chosen = [settings_of(text) for text in args.settings]
    except (OSError, ValueError) as error:
        print(f"A setting cannot be used: {error}")
        return 2
    files = data_files(args.data, DATA)
    rows = read_rows(files, args.limit)
    order = shuffled(rows, 0)
    first, second = (play(rows, order, settings) for settings in chosen)
    found = changes(rows, order, first, second)
    for _, lines in found if args.show < 0 else found[: args.show]:
        print("\n".join(lines))
    counts = {kind: sum(k == kind for k, _ in found) for kind in ("arrival", "settled")}
    differs = differing(first.label, second.label)
    print(f"A = {args.settings[0]}, B = {args.settings[1]}: {counts['arrival']} decisions on arrival differ,")
    print(f"{counts['settled']} articles have other company when settled ({differs:.2f} % of pairs).")
    notes = {"settings": args.settings, "changed": counts, "pairs_differ": round(differs, 4)}
    systems = {"nutgraf": figures(rows, first), "other": figures(rows, second)}
    report(TASK, files, len(rows), systems, notes=notes)
    return 0
