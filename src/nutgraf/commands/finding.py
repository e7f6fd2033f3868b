"""The front page of an archive, `show`, `diff`, `search`, `follow`, `mute`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from nutgraf.commands.sources import Off, mute_feed
from nutgraf.commands.work import summary
from nutgraf.console import NOTHING, OK, ended, out, say
from nutgraf.errors import NotFound, UsageError
from nutgraf.opened import DbFile, Now, SettingsFile, ToOpen, opened

if TYPE_CHECKING:
    from nutgraf.finding import Listed
    from nutgraf.model import Article, Edition
    from nutgraf.text.query import Query

StoryName = Annotated[str, typer.Argument(metavar="STORY", help="Its id, or the beginning of it.")]
Reader = Annotated[str, typer.Option("--reader", metavar="NAME", help="Who looks: what NAME has seen is remembered.")]


class ShowFormat(StrEnum):
    """How an edition is printed."""

    text = "text"
    markdown = "markdown"
    json = "json"


class FoundFormat(StrEnum):
    """How a list of finds is printed."""

    text = "text"
    json = "json"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of an archive's front page."""

    since: str
    """How far back, as the user wrote it."""
    topic: str
    """A query; may be empty."""
    source: str
    """Part of an outlet's name or address; may be empty."""
    reader: str
    """Who looks; may be empty."""
    most: int
    """Stories listed."""
    why: bool
    """With the reasons of their place."""


def front(given: ToOpen, asked: Asked, form: str) -> int:
    """Print the stories of an archive; return the exit code."""
    from nutgraf.finding import front_page
    from nutgraf.text.query import Query, moment_or_ago, parse_query

    now = given.moment
    first = moment_or_ago(asked.since, now)
    if first is None:
        raise UsageError(f"--since {asked.since!r} is no time. Write it like 24h, 7d or 2025-05-14.")
    query = parse_query(asked.topic, now) if asked.topic else Query()
    if asked.source:
        query = Query(query.words, query.phrases, query.excluded, (*query.sources, asked.source))
    with opened(given) as daily:
        found = front_page(daily, now, first, query, most=asked.most, reader=asked.reader)
    if not found:
        say(f"No story since {first:%-d %B %Y %H:%M} UTC fits.")
        return NOTHING
    out(front_json(found) if form == "json" else front_text(found, now, why=asked.why), what="list")
    return OK


def correct(given: ToOpen, asked: Mapping[str, Sequence[str]]) -> int:
    """Carry out a person's corrections on the archive's stories, and brief what they change; return the exit code."""
    import shlex

    from nutgraf.correcting import correction_of

    with opened(given) as daily:
        made = [correction_of(daily, kind, shlex.split(words), given.moment) for kind in asked for words in asked[kind]]
        counts = daily.correct(made, given.moment)
    out(summary(counts), what="answer")
    return OK


def front_text(found: "list[Listed]", now: datetime, *, why: bool) -> str:
    """Return stories as text: headline, id, counts; with `why` the reasons of their place."""
    from nutgraf.briefs.printed.health import ago
    from nutgraf.briefs.printed.wording import flat, many

    lines = []
    for number, one in enumerate(found, 1):
        story = one.card.story
        new = f", {many(one.unseen, 'new edition')}" if one.unseen else ""
        mark = " *" if one.followed else ""
        counts = [
            many(len(story.articles), "article"),
            many(one.card.outlets, "outlet"),
            many(len(story.origins), "origin"),
        ]
        last = ago(story.last, now) if story.last else "undated"
        edition = f"edition {one.card.edition}" if one.card.edition else "not briefed"
        lines.append(f"{number:>3}  {flat(one.card.headline) or '(no title)'}{mark}")
        lines.append(f"     {story.id}  {', '.join(counts)}; {last}; {edition}{new}")
        if why:
            rank = one.rank
            lines.append(f"     {rank.score:.2f}: {', '.join(rank.reasons)}")
            lines.append(
                f"     = breadth {rank.breadth:.2f} x (1 + growth {rank.growth:.2f}) x novelty {rank.novelty:.2f}"
            )
    return "\n".join(lines) + "\n"


def front_json(found: "list[Listed]") -> str:
    """Return stories as a JSON array."""
    import json

    from nutgraf.briefs.printed.as_json import iso_time, writable

    made = [
        {
            "story": one.card.story.id,
            "headline": one.card.headline,
            "language": one.card.language,
            "articles": len(one.card.story.articles),
            "outlets": one.card.outlets,
            "origins": len(one.card.story.origins),
            "first": iso_time(one.card.story.first),
            "last": iso_time(one.card.story.last),
            "edition": one.card.edition,
            "unseen": one.unseen,
            "followed": one.followed,
            "score": round(one.rank.score, 4),
            "reasons": list(one.rank.reasons),
        }
        for one in found
    ]
    return writable(json.dumps(made, ensure_ascii=False, indent=2)) + "\n"


def show(
    story: StoryName,
    edition: Annotated[int | None, typer.Option("--edition", metavar="N", min=1, help="Not the newest.")] = None,
    format: Annotated[ShowFormat, typer.Option("--format", help="How to print.")] = ShowFormat.text,
    trace: Annotated[bool, typer.Option("--trace", help="Under each line its source sentences.")] = False,
    reader: Reader = "",
    db: DbFile = None,
    settings: SettingsFile = None,
    now: Now = None,
) -> None:
    """Print the newest brief of a story, or another edition of it."""
    given = ToOpen(db, settings, now)
    raise typer.Exit(ended(lambda: _show(given, story, edition, format, trace=trace, reader=reader)))


def _show(given: ToOpen, name: str, number: int | None, form: ShowFormat, *, trace: bool, reader: str) -> int:
    import nutgraf.briefs.printed.render as render
    from nutgraf.finding import edition_of

    with opened(given) as daily:
        found = edition_of(daily, name, number, given.moment)
        kept = daily.archive.editions.numbers(found.story)
        if reader and kept:
            daily.archive.editions.saw(reader, found.story, found.number, given.moment)
    if form is ShowFormat.json:
        out(render.as_json(found.brief))
    elif form is ShowFormat.markdown:
        out(render.as_markdown(found.brief, trace=trace))
    else:
        out(render.as_trace(found.brief) if trace else render.as_text(found.brief))
        if len(kept) > 1:
            say(f"Edition {found.number} of {kept[-1][0]}; `nutgraf diff {found.story}` says what changed.")
    return OK


def diff(
    story: StoryName,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="EDITION|DATE", help="Compare with; the edition before the newest when not given."
        ),
    ] = None,
    format: Annotated[ShowFormat, typer.Option("--format", help="How to print.")] = ShowFormat.text,
    reader: Reader = "",
    db: DbFile = None,
    settings: SettingsFile = None,
    now: Now = None,
) -> None:
    """Print what changed in a story, claim by claim: since an edition, a date, or what a reader has seen."""
    given = ToOpen(db, settings, now)
    raise typer.Exit(ended(lambda: _diff(given, story, since, format, reader)))


def _diff(given: ToOpen, name: str, since: str | None, form: ShowFormat, reader: str) -> int:
    from nutgraf.briefs.printed.changes import changes_json, changes_markdown, changes_text, sources_of
    from nutgraf.finding import changes_since, edition_at
    from nutgraf.text.query import moment_or_ago

    with opened(given) as daily:
        story = daily.archive.stories.get(name).story.id
        numbers = [n for n, _ in daily.archive.editions.numbers(story)]
        if not numbers:
            raise NotFound(f"Story {story} has no edition yet, so nothing can have changed in it.", about=story)
        if since is None:
            number = daily.archive.editions.seen(reader, story) if reader else max(0, numbers[-1] - 1)
        elif since.isdecimal() and len(since) < 4:
            number = int(since)
        else:
            moment = moment_or_ago(since, given.moment)
            if moment is None:
                raise UsageError(f"--since {since!r} is neither an edition nor a time like 2025-05-14 or 24h.")
            number = edition_at(daily, story, moment)
        latest, changes = changes_since(daily, story, number)
        sources = sources_of(daily.archive.editions.get(story, n) for n in numbers if n >= max(1, number))
        if reader:
            daily.archive.editions.saw(reader, story, latest.number, given.moment)
    printed = {"text": changes_text, "markdown": changes_markdown, "json": changes_json}[form.value]
    out(printed(number, latest, changes, sources), what="list of changes")
    return OK


def search(
    query: Annotated[
        list[str],
        typer.Argument(metavar="QUERY", help='Words, "phrases", -without, source:X, actor:X, since:DATE, until:DATE.'),
    ],
    like: Annotated[bool, typer.Option("--like", help="By meaning, not by words; recent articles only.")] = False,
    most: Annotated[int, typer.Option("--most", metavar="N", min=1, max=200, help="Finds listed.")] = 10,
    format: Annotated[FoundFormat, typer.Option("--format", help="How to print.")] = FoundFormat.text,
    db: DbFile = None,
    settings: SettingsFile = None,
    now: Now = None,
) -> None:
    """Find articles and briefs in the archive."""
    given = ToOpen(db, settings, now)
    raise typer.Exit(ended(lambda: _search(given, " ".join(query), format, like=like, most=most)))


def _search(given: ToOpen, text: str, form: FoundFormat, *, like: bool, most: int) -> int:
    from nutgraf import finding
    from nutgraf.text.query import parse_query

    asked = parse_query(text, given.moment)
    for note in asked.notes:
        say(note)
    editions: tuple[Edition, ...] = ()
    with opened(given) as daily:
        if like:
            articles = tuple(article for article, _ in finding.search_like(daily, text, most))
        else:
            articles, editions = finding.search(daily, asked, most)
        homes = daily.archive.stories.story_of([a.id for a in articles])
    if not articles and not editions:
        say("Nothing in the archive fits.")
        return NOTHING
    if form is FoundFormat.json:
        out(found_json(articles, editions, homes), what="list")
    else:
        out(found_text(articles, editions, homes, asked), what="list")
    return OK


def found_text(
    articles: "tuple[Article, ...]", editions: "tuple[Edition, ...]", homes: dict[str, str], asked: "Query"
) -> str:
    """Return finds as text: briefs first, then articles with the words in their company."""
    from nutgraf.briefs.printed.wording import flat
    from nutgraf.finding import snippet

    lines = [f"Brief    {flat(e.brief.headline.text)}\n         {e.story}, edition {e.number}" for e in editions]
    for a in articles:
        at = f"{a.published:%-d %b %Y %H:%M}" if a.published else "undated"
        story = f"  {homes[a.id]}" if a.id in homes else ""
        lines.append(
            f"Article  {flat(a.title)}\n         {flat(a.outlet)}, {at}{story}\n         {flat(snippet(a, asked))}"
        )
        lines.append(f"         {flat(a.url)}")
    return "\n".join(lines) + "\n"


def found_json(articles: "tuple[Article, ...]", editions: "tuple[Edition, ...]", homes: dict[str, str]) -> str:
    """Return finds as a JSON object."""
    import json

    from nutgraf.briefs.printed.as_json import iso_time, writable

    made = {
        "briefs": [{"story": e.story, "edition": e.number, "headline": e.brief.headline.text} for e in editions],
        "articles": [
            {
                "id": a.id,
                "title": a.title,
                "outlet": a.outlet,
                "url": a.url,
                "published": iso_time(a.published),
                "story": homes.get(a.id, ""),
            }
            for a in articles
        ],
    }
    return writable(json.dumps(made, ensure_ascii=False, indent=2)) + "\n"


Word = Annotated[bool, typer.Option("--word", help="WHAT is a word or words of headlines.")]
Actor = Annotated[bool, typer.Option("--actor", help="WHAT is a name.")]
Story = Annotated[bool, typer.Option("--story", help="WHAT is a story's id.")]
What = Annotated[str, typer.Argument(metavar="WHAT", help="A story's id, a name, or words.")]


def follow(
    what: What, word: Word = False, actor: Actor = False, story: Story = False, off: Off = False, db: DbFile = None
) -> None:
    """Let stories with a word or a name, or one story, stand higher in lists."""
    raise typer.Exit(ended(lambda: _follow(ToOpen(db), what, _kind(what, word, actor, story), "follow", off=off)))


def mute(
    what: Annotated[str, typer.Argument(metavar="WHAT", help="A feed; or what --word, --actor or --story says.")],
    word: Word = False,
    actor: Actor = False,
    story: Story = False,
    off: Off = False,
    db: DbFile = None,
) -> None:
    """Use a feed as evidence no longer; or leave out of lists what has a word or a name, or one story."""
    given = ToOpen(db)
    if word or actor or story:
        raise typer.Exit(ended(lambda: _follow(given, what, _kind(what, word, actor, story), "mute", off=off)))
    raise typer.Exit(ended(lambda: mute_feed(given, what, off=off)))


def _kind(what: str, word: bool, actor: bool, story: bool) -> str:
    if word + actor + story > 1:
        raise typer.Exit(ended(_too_many))
    if story or (what.startswith("s1-") and not word and not actor):
        return "story"
    return "actor" if actor else "word"


def _too_many() -> int:
    raise UsageError("Give only one of --word, --actor and --story.")


def _follow(given: ToOpen, what: str, kind: str, how: str, *, off: bool) -> int:
    with opened(given) as daily:
        value = daily.archive.stories.get(what).story.id if kind == "story" else what
        if off:
            there = daily.archive.editions.unfollow(kind, value)  # type: ignore[arg-type]  # one of the three
            out(f"{value}: {'as any other' if there else 'was neither followed nor muted'}.\n", what="answer")
        else:
            daily.archive.editions.follow((kind, value, how), given.moment)  # type: ignore[arg-type]  # as above
            out(f"{value}: {'followed' if how == 'follow' else 'muted'}.\n", what="answer")
    return OK
