"""The sample is what its README says: enough reports, honest about itself, and rich in the facts a brief needs.

These tests read the pages with the standard library only, so that they judge the pages and not our reading of them.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "examples" / "istanbul-talks"
PAGES = sorted(FOLDER.glob("*.html"))
NOTE = "Sample report written for the nutgraf project, after public facts"
OUTLETS = {
    "norda": "Norda",
    "insula": "Insula Public Media",
    "ladoga": "Ladoga State News Agency",
    "whistle": "The Evening Whistle",
    "quayside": "Quayside",
    "chronicle": "The Aldermoor Chronicle",
    "tagblatt": "Ostermoor Tagblatt",
    "pellworth": "Pellworth Gazette",
}
FIRST = datetime(2025, 5, 10, tzinfo=UTC)
END = datetime(2025, 5, 17, tzinfo=UTC)
# Names of real publishers that must not stand on any page; TASS may, as the facts have it cite a source.
REAL = re.compile(
    r"\b(Reuters|Associated Press|AFP|Bloomberg|BBC|CNN|Guardian|New York Times|Washington Post|Le Monde|Spiegel|"
    r"Tagesschau|RIA Novosti|Interfax|Ukrinform|Anadolu|Al Jazeera|Kyiv Independent|Politico|Sky News|dpa|NPR)\b"
)
# Text of links is other pages' titles: it must not count as a fact of this one.
SKIPPED = frozenset({"script", "style", "nav", "footer", "aside", "title", "a"})
VOID = frozenset({"meta", "link", "img", "br", "input", "hr"})


class _Reader(HTMLParser):
    """Collects metadata, times, scripts and the visible blocks of one page."""

    def __init__(self) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.links: list[str] = []
        self.times: list[str] = []
        self.scripts: list[str] = []
        self.blocks: list[str] = [""]
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag says about the page, and keep the path of open tags."""
        found = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self.meta[found.get("property") or found.get("name", "")] = found.get("content", "")
        self.links += [found["href"]] if found.get("rel") == "canonical" else []
        self.times += [found["datetime"]] if tag == "time" else []
        if tag not in VOID:
            self.open.append(tag)
        if tag in {"p", "li", "h1", "h2", "h3"}:
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        """Every page must be well nested, so the last open tag is the one that closes."""
        assert self.open[-1:] == [tag], f"</{tag}> closes {self.open[-1:]} at {self.getpos()}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        """Sort text into scripts and visible blocks."""
        if "script" in self.open:
            self.scripts.append(data)
        elif not SKIPPED & set(self.open):
            self.blocks[-1] += data


@dataclass(frozen=True, slots=True)
class Page:
    """One page as a plain reader sees it."""

    path: Path
    raw: str
    meta: dict[str, str]
    links: tuple[str, ...]
    times: tuple[str, ...]
    scripts: tuple[str, ...]
    text: str

    @property
    def outlet(self) -> str:
        """The outlet's key in the file name."""
        return self.path.name.split("-")[3]

    @property
    def origin(self) -> str:
        """Whose voice it is: the reprinting paper speaks for the wire."""
        return "norda" if self.outlet == "pellworth" else self.outlet

    @property
    def day(self) -> str:
        """The date in the file name."""
        return self.path.name[:10]

    @property
    def is_talks(self) -> bool:
        """A report of the story itself; the other news of the week never mentions Ukraine."""
        return "Ukrain" in self.text


def _read(path: Path) -> Page:
    raw = path.read_text(encoding="utf-8")
    reader = _Reader()
    reader.feed(raw)
    assert not reader.open, f"{path.name}: left open {reader.open}"
    text = "\n".join(" ".join(block.split()) for block in reader.blocks)
    return Page(path, raw, reader.meta, tuple(reader.links), tuple(reader.times), tuple(reader.scripts), text)


SAMPLE = tuple(_read(path) for path in PAGES)
TALKS = tuple(page for page in SAMPLE if page.is_talks)
OTHERS = tuple(page for page in SAMPLE if not page.is_talks)


def _published(page: Page) -> datetime:
    """The page's own statement of its time, in whichever of its manners."""
    found = [page.meta.get("article:published_time"), page.meta.get("pubdate")]
    for script in page.scripts:
        data = json.loads(script)
        found += [item.get("datePublished") for item in data.get("@graph", [data])]
    stated = next((value for value in [*found, *page.times] if value), None)
    if stated:
        return datetime.fromisoformat(stated)
    line = re.search(r"^(\d{1,2} May 2025|\d\d\.05\.2025), (\d\d:\d\d) (?:CEST|Uhr)$", page.text, re.MULTILINE)
    assert line, f"{page.path.name}: no visible date"
    day = re.match(r"\d+", line[1])
    assert day
    return datetime.fromisoformat(f"2025-05-{int(day[0]):02d}T{line[2]}:00+02:00")


def test_there_are_enough_reports() -> None:
    """At least 26 reports of the talks and 12 of other news, by eight outlets."""
    assert len(TALKS) >= 26
    assert len(OTHERS) >= 12
    assert {page.outlet for page in TALKS} == set(OUTLETS)


@pytest.mark.parametrize(
    ("day", "least"), [("10", 2), ("11", 3), ("12", 3), ("13", 10), ("14", 3), ("15", 4), ("16", 6)]
)
def test_each_day_is_covered(day: str, least: int) -> None:
    """The two days on which a brief is read have the most reports, and no day is empty."""
    reports = [page for page in TALKS if page.day == f"2025-05-{day}"]
    assert len(reports) >= least
    assert len({page.origin for page in reports}) >= 2


@pytest.mark.parametrize("page", SAMPLE, ids=lambda page: page.path.stem)
def test_every_page_says_that_it_is_a_sample(page: Page) -> None:
    """Once for machines and once for readers."""
    assert page.meta["sample"] == NOTE
    assert f'<p class="sample-note">{NOTE}. The outlet, its staff and its address are invented.</p>' in page.raw


@pytest.mark.parametrize("page", SAMPLE, ids=lambda page: page.path.stem)
def test_published_time_is_stated_and_in_range(page: Page) -> None:
    """The page's own time lies in the week and on the day (UTC) of its file name."""
    published = _published(page).astimezone(UTC)
    assert FIRST <= published < END
    assert f"{published:%Y-%m-%d}" == page.day


@pytest.mark.parametrize("page", SAMPLE, ids=lambda page: page.path.stem)
def test_publisher_is_invented(page: Page) -> None:
    """Its address is in a reserved domain, it names itself, and no real publisher is named anywhere."""
    assert len(page.links) == 1
    assert re.match(r"https://[a-z.-]+\.example/", page.links[0])
    assert OUTLETS[page.outlet] in page.raw
    named = REAL.search(page.raw)
    assert named is None, f"{page.path.name} names {named}"
    assert "TASS" not in page.raw or re.search("citing a source|under appeal to a source", page.raw)


@pytest.mark.parametrize("page", SAMPLE, ids=lambda page: page.path.stem)
def test_only_invented_hosts_are_linked(page: Page) -> None:
    """Nothing on a page points to a real address, beside the vocabularies of its metadata."""
    hosts = set(re.findall(r"https?://([^/\"'\s<>]+)", page.raw))
    assert all(host.endswith(".example") or host in {"schema.org", "ogp.me"} for host in hosts)


def test_links_between_pages_lead_somewhere() -> None:
    """A related list names other pages of the sample by their file."""
    names = {page.path.name for page in SAMPLE}
    linked = {name for page in SAMPLE for name in re.findall(r'href="(2025-[^"]+)"', page.raw)}
    assert linked
    assert linked <= names


@pytest.mark.parametrize("page", SAMPLE, ids=lambda page: page.path.stem)
def test_reports_have_the_length_of_reports(page: Page) -> None:
    """A wire item is short, a newspaper's account long; nothing is a stub but one page that says so."""
    assert 120 <= len(page.text.split()) <= 800


@pytest.mark.parametrize("page", SAMPLE, ids=lambda page: page.path.stem)
def test_quotation_marks_are_paired(page: Page) -> None:
    """A quotation opens and closes inside its paragraph, so that what stands inside it is certain."""
    for block in page.text.splitlines():
        marks = "".join(re.findall('[“”"]', block))
        assert re.fullmatch('(“”|"")*', marks), block


def test_addresses_and_titles_are_unique() -> None:
    """Two pages are never the same item."""
    assert len({page.links[0] for page in SAMPLE}) == len(SAMPLE)
    titles = [re.findall(r"<h1>(.*?)</h1>", page.raw) for page in SAMPLE]
    assert all(len(found) == 1 for found in titles)
    assert len({found[0] for found in titles}) == len(SAMPLE)


# What a reader of the brief must be able to find: each in one block of at least two independent reports.
FACTS_13_MAY = {
    "Ankara on Thursday, Istanbul if Putin comes": r"Ankara.*Thursday.*(Istanbul if|Istanbul to negotiate)",
    "30-day ceasefire is the aim": r"(?i)priority is a 30-day|aim.*30 days|30 days is the priority",
    "allies and the US back it": r"(?i)\b(all|every)\b.*\b(allies|ally)\b.*(United States|\bUS\b|America|USA)",
    "the Kremlin has not confirmed": r"Kremlin has (still )?not confirmed|confirmation from the Kremlin",
    "delegation when Putin deems it necessary": r"delegation.*when (Putin|he|the president) \w+.*necessary",
    "root causes": r"Ryabkov.*[\"“]root causes[\"”]|[\"“]root causes[\"”].*Ryabkov",
    "Ryabkov doubts Kyiv": r"doubt(s|ed)?.*(Kyiv|Kiev|Ukraine).*(agree|stand by)|questioned whether Kyiv",
    "the offer came by surprise": r"(?i)surpris|stunned",
    "the offer came at night": r"(?i)1[.:]30 ?a|01:30 Moscow|middle of the night|night-time|at night",
    "meant to put Kyiv in a bad light": r"(?i)(bad light|look bad)",
    "sanctions if no real progress": r"(?i)Merz.*sanctions.*no real progress|sanctions.*Merz.*no real progress",
    "sanctions if Russia does not agree": r"(?i)sanctions.*if Russia d(oes|id) not agree",
    "Trump may go": r"Trump.*may.*[\"“]if I think things can happen",
    "Trump not confirmed": r"(?i)Trump.*not.*confirmed|attendance has not been confirmed|nothing has been confirmed",
    "Witkoff, Kellogg and Rubio expected": r"(?=.*Witkoff)(?=.*Kellogg)(?=.*Rubio)(?=.*expected)",
    "Yermak": r"Yermak.*(does not want|refusal)",
    "Lavrov and Ushakov, unnamed sources": r"(?=.*Lavrov)(?=.*Ushakov)",
    "talks of March 2022": r"Istanbul.*March 2022|March 2022.*Istanbul",
    "last meeting in December 2019": r"December 2019.*Paris|Paris in December 2019",
}
FACTS_16_MAY = {
    "1,000 prisoners each": r"(?i)1,000 (prisoners|captives)|thousand prisoners",
    "the largest so far": r"(?i)largest|biggest",
    "a ceasefire in writing": r"(?i)(in writing|on paper|written down|write down).*ceasefire|ceasefire.*in writing",
    "to meet again in principle": r"(?i)agreed in principle|In principle one wants",
    "a meeting of the presidents was noted": r"(?i)taken note|request for a summit noted|to knowledge",
    "unacceptable demands": r"[\"“]unacceptable[\"”] demands",
    "large areas it holds": r"large areas",
    "Russia did not comment": r"(?i)(did|has) not (comment|commented|responded)|no comment",
    "Starmer": r"Starmer.*position.*unacceptable|Starmer called the Russian position unacceptable",
    "talks of March 2022": r"Istanbul in March 2022",
}


def _origins(pattern: str, pages: tuple[Page, ...]) -> set[str]:
    """The independent voices among the pages with a line that matches; the machine's English does not count."""
    return {page.origin for page in pages if page.outlet != "tagblatt" and re.search(pattern, page.text)}


@pytest.mark.parametrize("fact", FACTS_13_MAY)
def test_facts_of_13_may_have_two_origins(fact: str) -> None:
    """A brief as of 13 May can rest each of its facts on two independent reports of that day."""
    assert len(_origins(FACTS_13_MAY[fact], tuple(page for page in TALKS if page.day == "2025-05-13"))) >= 2


@pytest.mark.parametrize("fact", FACTS_16_MAY)
def test_facts_of_16_may_have_two_origins(fact: str) -> None:
    """A brief as of 17 May can rest each of its facts on two independent reports of 16 May."""
    assert len(_origins(FACTS_16_MAY[fact], tuple(page for page in TALKS if page.day == "2025-05-16"))) >= 2


@pytest.mark.parametrize("version", ["under two hours|less than two hours", "about 100 minutes", "around 90 minutes"])
def test_the_outlets_disagree_on_the_length(version: str) -> None:
    """Each of the three versions stands in a report by another outlet."""
    assert _origins(version, tuple(page for page in TALKS if page.day == "2025-05-16"))


@pytest.mark.parametrize(
    "names",
    [
        ("Zelensky ", "Zelenskyy ", "Zelenskiy "),
        ("Turkey", "Türkiye"),
        ("Kyiv", "Kiev"),
        ("Erdogan", "Erdoğan"),
    ],
)
def test_spellings_vary(names: tuple[str, ...]) -> None:
    """Settling spellings has something to settle."""
    assert all(any(name in page.text for page in TALKS) for name in names)


def test_the_state_agency_leaves_out_what_it_leaves_out() -> None:
    """Its reports carry neither the unnamed official nor the sanctions that hang on an answer."""
    text = "\n".join(page.text for page in TALKS if page.outlet == "ladoga")
    assert "root causes" in text
    assert not re.search(r"\"unacceptable\" demands|a sham|drones|no real progress|30-day", text)


def test_every_reprint_is_nearly_the_wire() -> None:
    """Four lines in five of a reprint stand in a report of the wire."""
    wire = {block for page in SAMPLE if page.outlet == "norda" for block in _paragraphs(page)}
    for page in SAMPLE:
        if page.outlet == "pellworth":
            own = _paragraphs(page)
            assert sum(block in wire for block in own) >= 0.7 * len(own), page.path.name


def _paragraphs(page: Page) -> list[str]:
    """The long paragraphs, without the marks by which houses differ."""
    plain = page.text.translate(str.maketrans("“”’–", '""\'-')).replace("1.30am", "1.30 a.m.")
    return [
        block for block in plain.splitlines() if len(block) > 60 and "supplied by" not in block and NOTE not in block
    ]


def test_near_misses_are_there() -> None:
    """Other talks of the same envoys and ministers, so that grouping has something to tell apart."""
    text = "\n".join(page.text for page in OTHERS)
    assert all(name in text for name in ("Witkoff", "Muscat", "Antalya", "Gaza", "Geneva", "Fidan", "Rubio"))
