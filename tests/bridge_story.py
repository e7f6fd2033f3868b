"""A small story of our own: a town's bridge closes on Monday 2 June 2025, is surveyed, and is given up on Wednesday.

Four outlets over three days, with a plan that time overtakes, a look back, a threat, an open question and a column.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from nutgraf.briefs.candidates import Desk, articles_of
from nutgraf.briefs.checks.verify import verify_brief
from nutgraf.briefs.compose import compose
from nutgraf.briefs.material.dossier import Dossier
from nutgraf.model import Article, Brief, Flag, Origin, Story
from nutgraf.ports import Embedder, Tagger
from nutgraf.settings import Shape
from nutgraf.telling import open_desk
from nutgraf.text.sentences import split_sentences

MONDAY, TUESDAY, WEDNESDAY = (datetime(2025, 6, day, 9, tzinfo=UTC) for day in (2, 3, 4))


def report(
    name: str, outlet: str, published: datetime | None, title: str, text: str, flags: tuple[Flag, ...] = ()
) -> Article:
    """Return an article; every line of `text` is a paragraph."""
    lines = "\n".join(line.strip() for line in text.strip().splitlines())
    source = "none" if published is None else "meta"
    return Article(name, title, lines, outlet, f"https://{name}.example/", published, source, "", "", "en", flags)


CLOSED = report(
    "herald-mon",
    "Ostwick Herald",
    MONDAY,
    "Ferrin Bridge closed after engineers find cracks",
    """The council closed the Ferrin Bridge to all traffic on Monday after engineers found deep cracks in two piers.
    Council leader Maria Dunmore said the closure would last at least two weeks. “We could not take the risk,” she said.
    The engineers will present their report on Tuesday.
    The bridge was opened in 1931 and was last repaired in May 2009.""",
)
CLOSED_RADIO = report(
    "radio-mon",
    "Tarn Valley Radio",
    MONDAY.replace(hour=11),
    "Engineers find cracks, Ferrin Bridge shut",
    """The Ferrin Bridge was closed to all traffic on Monday after engineers found cracks in two of its piers.
    About 12,000 vehicles use the bridge on a working day, the county says.
    Residents of the east bank said the detour through Hallow takes 40 minutes.""",
)
SURVEY = report(
    "post-tue",
    "County Post",
    TUESDAY,
    "Ferrin Bridge cannot be saved, engineers say",
    """Chief engineer Tomas Reyle told the council on Tuesday that the Ferrin Bridge could not be saved.
    He said the steel of both piers had rusted through below the water.
    The council would meet on Wednesday to decide on a new bridge.
    A flood damaged the bridge in November 1998, and it stayed shut for five months.""",
)
VOTE = report(
    "herald-wed",
    "Ostwick Herald",
    WEDNESDAY.replace(hour=18),
    "Ostwick council votes to replace Ferrin Bridge for 14 million",
    """The Ostwick council voted on Wednesday to tear down the Ferrin Bridge and to build a new one for 14 million.
    Council leader Maria Dunmore said the new bridge would open by the summer of 2027.
    Chief engineer Tomas Reyle said the old piers had become “a danger to life” and must go.
    The transport ministry has not confirmed that it will pay half of the cost.
    The ferry workers' union threatened to strike if the council does not pay for night crossings.
    The cracks were found on Monday in two piers of the bridge, which opened in 1931.
    A flood damaged the bridge in November 1998 and kept it shut for five months.""",
)
VOTE_RADIO = report(
    "radio-wed",
    "Tarn Valley Radio",
    WEDNESDAY.replace(hour=19),
    "Council votes to tear down Ferrin Bridge",
    """The council of Ostwick voted on Wednesday to tear down the Ferrin Bridge and build a new one.
    Shopkeeper Anneke Brandt, who speaks for residents of the east bank, said a ferry had to run before autumn.
    Engineers called the piers “a danger to life” in their report.
    Opposition councillor Joss Harte denied that his party had delayed repairs.""",
)
COLUMN = report(
    "post-wed-column",
    "County Post",
    WEDNESDAY.replace(hour=20),
    "A bridge too late",
    """The Ferrin Bridge is a monument to thirty years of shameful neglect, and Ostwick council knows it.
    The council deserves no thanks for its vote on Wednesday to replace the Ferrin Bridge.""",
    ("opinion",),
)
STORY = (CLOSED, CLOSED_RADIO, SURVEY, VOTE, VOTE_RADIO, COLUMN)


def dossier_of(articles: Sequence[Article], voices: Sequence[Sequence[Article]] = ()) -> Dossier:
    """Return the articles as one story; each is its own voice unless `voices` names those that are one."""
    late = datetime.max.replace(tzinfo=UTC)
    ordered = tuple(sorted(articles, key=lambda a: (a.published or late, a.id)))
    groups = [[a.id for a in voice] for voice in voices]
    grouped = {a for group in groups for a in group}
    groups += [[a.id] for a in ordered if a.id not in grouped]
    outlets = {a.id: a.outlet for a in ordered}
    origins = tuple(
        Origin(f"o-{ids[0]}", tuple(ids), outlets[ids[0]], "copy" if len(ids) > 1 else "single") for ids in groups
    )
    times = [a.published for a in ordered if a.published]
    story = Story(
        "s-bridge",
        tuple(a.id for a in ordered),
        origins,
        times[0] if times else None,
        times[-1] if times else None,
    )
    return Dossier(story, ordered, tuple(split_sentences(a) for a in ordered))


def desk_of(
    articles: Sequence[Article], tagger: Tagger, embedder: Embedder, voices: Sequence[Sequence[Article]] = ()
) -> Desk:
    """Return the desk of these articles, as the pipeline lays it out."""
    return open_desk(dossier_of(articles, voices), tagger, embedder)


def brief_of(
    articles: Sequence[Article], tagger: Tagger, embedder: Embedder, voices: Sequence[Sequence[Article]] = ()
) -> Brief:
    """Return the verified brief of these articles, as the pipeline makes it."""
    desk = desk_of(articles, tagger, embedder, voices)
    draft = compose(desk, made_at=desk.dossier.newest, shape=Shape())
    return verify_brief(draft, articles_of(desk.dossier), Shape())
