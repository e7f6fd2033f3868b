"""Stories across languages: `./run eval languages`, on reports invented and labelled for this project.

Each row of evals/cases/languages is a short report in one of twelve languages about one of twenty invented events; more
than half of the events have a neighbour (same place, another day; same people, another act). The bars were chosen on
`dev.jsonl`; without `--data` only `test.jsonl` is scored. `link_f1` is over pairs of reports of different languages:
are their stories linked? `group_f1` is over pairs of one language: are they one running story? `--undated` takes the
dates away, which leaves only what the texts say. The peer links by shared names and numbers alone; it is given the same
stories. The line `grouping given` scores what is linked when grouping is taken from the labels, event by event. Two
events of one `running` story may stand together or apart: pairs between them are scored only in that line.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import combinations
from pathlib import Path

from evals.shape import ROOT, paired_interval, parser, read_jsonl, report
from nutgraf.model import Article, Story
from nutgraf.settings import Grouping, Linking
from nutgraf.stories.across import Telling, language_of, link_stories, telling_of, texts_of
from nutgraf.stories.group import group_articles, story_of

TASK = "languages"
CASES = ROOT / "evals" / "cases" / "languages"
PEER_BAR = 1
"""Names and numbers that the peer wants; the best of 1 to 4 on the development half."""
Pairs = set[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A report with the event it tells."""

    article: Article
    event: str
    running: str


def load(files: Sequence[Path], *, dated: bool) -> list[Labelled]:
    """Read the rows; `dated` False takes their times away."""
    rows = [(file.stem, n, row) for file in files for n, row in enumerate(read_jsonl(file))]
    return [
        Labelled(
            Article(
                id=f"{stem}-{n:03}",
                title=row["title"],
                text=row["text"],
                outlet=row["outlet"],
                url="",
                published=datetime.fromisoformat(row["published"]) if dated else None,
                language=row["language"],
            ),
            row["event"],
            row["running"],
        )
        for stem, n, row in rows
    ]


def gold_stories(rows: Sequence[Labelled]) -> tuple[Story, ...]:
    """Return the stories that the labels make: one an event and language."""
    groups: dict[tuple[str, str], list[Article]] = defaultdict(list)
    for row in rows:
        groups[row.event, row.article.language].append(row.article)
    return tuple(story_of(group) for group in groups.values())


def tellings(stories: Iterable[Story], by_id: Mapping[str, Article]) -> list[Telling]:
    """Return the stories with their vectors."""
    from nutgraf.nlp.embed import UseEmbedder

    embedder, made = UseEmbedder(), []
    for story in stories:
        articles = [by_id[a] for a in story.articles]
        made.append(telling_of(story, articles, embedder.embed(texts_of(articles))))
    return made


def by_names_and_numbers(told: Sequence[Telling], least: int = PEER_BAR) -> list[tuple[str, str]]:
    """Link stories that share most names and numbers, each the other's best: the peer."""
    links: list[tuple[str, str]] = []
    languages = sorted({t.language for t in told})
    for x, y in combinations(languages, 2):
        here, there = ([t for t in told if t.language == code] for code in (x, y))
        counts = {
            (a.story, b.story): len(a.names.keys() & b.names.keys()) + len(a.numbers & b.numbers)
            for a in here
            for b in there
        }
        best: dict[str, int] = defaultdict(int)
        for (a, b), n in counts.items():
            best[a], best[b] = max(best[a], n), max(best[b], n)
        links += [(a, b) for (a, b), n in sorted(counts.items()) if n >= max(least, best[a], best[b])]
    return links


def linked_pairs(links: Iterable[tuple[str, str]], stories: Iterable[Story]) -> Pairs:
    """Return the pairs of reports whose stories are linked."""
    held = {story.id: story.articles for story in stories}
    return {frozenset((a, b)) for x, y in links for a in held[x] for b in held[y]}


def f1(found: Pairs, gold: Pairs) -> float:
    """Return the F1 of pairs, per cent."""
    return 200 * len(found & gold) / max(len(found) + len(gold), 1)


def gold_pairs(rows: Sequence[Labelled], *, across: bool) -> Pairs:
    """Return the pairs of reports of one event, in different languages or in one."""
    return {
        frozenset((a.article.id, b.article.id))
        for a, b in combinations(rows, 2)
        if a.event == b.event and (a.article.language != b.article.language) == across
    }


def unscored(rows: Sequence[Labelled]) -> Pairs:
    """Return the pairs of reports that tell two events of one running story."""
    return {
        frozenset((a.article.id, b.article.id))
        for a, b in combinations(rows, 2)
        if a.event != b.event and a.running == b.running
    }


def per_language(found: Pairs, gold: Pairs, rows: Sequence[Labelled]) -> dict[str, float]:
    """Return the F1 of the pairs that touch each language."""
    language = {row.article.id: row.article.language for row in rows}
    made: dict[str, float] = {}
    for code in sorted(set(language.values())):
        mine = [{p for p in pairs if any(language[a] == code for a in p)} for pairs in (found, gold)]
        made[code] = f1(mine[0], mine[1])
    return made


def by_event(found: Pairs, gold: Pairs, rows: Sequence[Labelled]) -> list[float]:
    """Return the F1 of the pairs that touch each event: the items of the bootstrap."""
    event = {row.article.id: row.event for row in rows}
    names = sorted(set(event.values()))
    made = []
    for name in names:
        mine = [{p for p in pairs if any(event[a] == name for a in p)} for pairs in (found, gold)]
        made.append(f1(mine[0], mine[1]))
    return made


def scores(found: Pairs, gold: Pairs) -> dict[str, float]:
    """Return F1, precision and recall of links."""
    right = len(found & gold)
    return {
        "link_f1": f1(found, gold),
        "link_precision": 100 * right / max(len(found), 1),
        "link_recall": 100 * right / max(len(gold), 1),
    }


def main(argv: Sequence[str]) -> int:
    """Measure and report; `--faults` prints wrong and missing links between stories as labelled."""
    options = parser(TASK, __doc__ or "")
    options.add_argument("--undated", action="store_true", help="without published times")
    options.add_argument("--link-at", type=float, default=Linking().link_at, help="another bar, to choose one")
    options.add_argument("--faults", action="store_true", help="print wrong and missing links")
    args = options.parse_args(argv)
    files = args.data or [CASES / "test.jsonl"]
    rows = load(files, dated=not args.undated)[: args.limit or None]
    by_id = {row.article.id: row.article for row in rows}
    settings = replace(Linking(), link_at=args.link_at)
    gold, within, open_pairs = gold_pairs(rows, across=True), gold_pairs(rows, across=False), unscored(rows)
    grouped = group_articles(by_id.values(), Grouping())
    told = tellings(grouped, by_id)
    found = linked_pairs((link.stories for link in link_stories(told, settings)), grouped) - open_pairs
    peer = linked_pairs(by_names_and_numbers(told), grouped) - open_pairs
    labelled = gold_stories(rows)
    told_gold = tellings(labelled, by_id)
    links = link_stories(told_gold, settings)
    found_gold = linked_pairs((link.stories for link in links), labelled)
    same = {frozenset(pair) for story in grouped for pair in combinations(story.articles, 2)} - open_pairs
    systems = {
        "nutgraf": scores(found, gold) | {"group_f1": f1(same, within)} | per_language(found, gold, rows),
        "nutgraf, grouping given": scores(found_gold, gold) | per_language(found_gold, gold, rows),
        "names-and-numbers": scores(peer, gold) | per_language(peer, gold, rows),
    }
    if args.faults:
        _print_faults(rows, found, gold, same, within)
    interval = paired_interval(by_event(found, gold, rows), by_event(peer, gold, rows))
    notes = {"stories": len(grouped), "languages": len({language_of([a]) for a in by_id.values()})}
    report(
        TASK,
        files,
        len(rows),
        systems,
        intervals={"names-and-numbers": interval},
        interval_of="link_f1 by event",
        notes=notes,
    )
    return 0


def _print_faults(rows: Sequence[Labelled], found: Pairs, gold: Pairs, same: Pairs, within: Pairs) -> None:
    name = {row.article.id: f"{row.event}/{row.article.language} {row.article.title[:40]}" for row in rows}
    for what, pairs in (
        ("wrong link", found - gold),
        ("missing link", gold - found),
        ("wrong group", same - within),
        ("missing group", within - same),
    ):
        for pair in sorted(map(sorted, pairs)):
            print(f"  {what}: {' + '.join(name[a] for a in pair)}")
