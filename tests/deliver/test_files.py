"""Stories as files: whole, valid, the same bytes each time, and nothing of anybody else's is touched."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import lxml.html
import pytest
from lxml import etree

from nutgraf.briefs.printed.as_json import validate
from nutgraf.deliver.files.book import book_of, is_book_of_ours
from nutgraf.deliver.files.chosen import Chosen, file_name, stories_of
from nutgraf.deliver.files.folder import LIST, write_folder
from nutgraf.deliver.files.site import ATOM, site_files
from nutgraf.deliver.files.texts import json_lines, markdown_files
from nutgraf.errors import NotAllowed, NotFound, UsageError
from nutgraf.text.query import parse_query
from nutgraf.views import Newsstand, StoryView
from tests.conftest import SAMPLE_NOW
from tests.deliver.typed import Typed

TALKS = "s1-a223bc755990"
EVIL = '<script>alert(1)</script> "&\u00a0\u202e\x0b {{ 7 }} ]]> ../../etc/passwd'
XHTML = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}"


@pytest.fixture
def stories(newsstand: Newsstand) -> list[StoryView]:
    return list(stories_of(newsstand, Chosen(), SAMPLE_NOW))


@pytest.fixture
def hostile(stories: list[StoryView]) -> list[StoryView]:
    """The first story, in which every string that a stranger may choose is bad."""
    first = next(view for view in stories if view.id == TALKS)
    evil = replace(first.headline, text=EVIL)
    sources = tuple(replace(s, title=EVIL, outlet=EVIL, url="javascript:alert(1)") for s in first.sources)
    brief = replace(first.edition.brief, story="../../evil")
    edition = replace(first.edition, brief=brief)
    return [replace(first, edition=edition, headline=evil, summary=(evil,), sources=sources, notes=(EVIL,))]


def test_all_stories_or_some(newsstand: Newsstand, stories: list[StoryView]) -> None:
    assert len(stories) == 11
    assert stories[0].id == TALKS
    late = Chosen(since=SAMPLE_NOW - timedelta(hours=25))
    assert {view.id for view in stories_of(newsstand, late, SAMPLE_NOW)} == {
        TALKS,
        "s1-229a32752154",
        "s1-5d987c0544f7",
    }
    topic = Chosen(topic=parse_query("hostage", SAMPLE_NOW))
    assert [view.id for view in stories_of(newsstand, topic, SAMPLE_NOW)] == ["s1-abdacae439ee"]
    assert [view.id for view in stories_of(newsstand, Chosen(story=TALKS), SAMPLE_NOW)] == [TALKS]
    with pytest.raises(NotFound):
        list(stories_of(newsstand, Chosen(story="s1-nothing"), SAMPLE_NOW))


@pytest.mark.parametrize(
    "make",
    [
        lambda s: site_files(s, "The Paper", SAMPLE_NOW),
        lambda s: markdown_files(s),
        lambda s: book_of(s, "The Paper"),
        lambda s: list(json_lines(s)),
    ],
    ids=["site", "markdown", "epub", "jsonl"],
)
def test_the_same_stories_are_the_same_bytes(
    sample_copy: Path, stories: list[StoryView], make: Callable[[list[StoryView]], object]
) -> None:
    assert make(stories) == make(list(stories))


def test_every_link_of_the_site_leads_somewhere(stories: list[StoryView]) -> None:
    files = site_files(stories, "The Paper", SAMPLE_NOW)
    assert len(files) == len(stories) + 3
    for name, data in files.items():
        if not name.endswith(".html"):
            continue
        page = lxml.html.fromstring(data)
        assert not page.xpath("//script | //img | //iframe | //@onclick | //@style")
        assert len(page.xpath("//h1")) == 1
        for link in page.xpath("//@href"):
            if not link.startswith("https://"):
                there = Path("/site", name).parent.joinpath(link)
                assert str(there.resolve().relative_to("/site")) in files, link


def test_a_page_of_the_site_holds_the_whole_brief(stories: list[StoryView]) -> None:
    talks = next(view for view in stories if view.id == TALKS)
    page = lxml.html.fromstring(site_files([talks], "The Paper", SAMPLE_NOW)[f"stories/{TALKS}.html"])
    text = " ".join(page.text_content().split())
    for line in talks.lines:
        assert text.count(line.text) >= 2, "in the brief and above its source sentences"
        assert line.sources[0].text in text
    assert {s.url for s in talks.sources} <= set(page.xpath("//a/@href"))


def test_the_feed_of_the_site(stories: list[StoryView]) -> None:
    root = etree.fromstring(site_files(stories, "The Paper", SAMPLE_NOW)["feed.atom"])
    entries = root.findall(f"{{{ATOM}}}entry")
    assert len(entries) == 11
    ids = [e.findtext(f"{{{ATOM}}}id") for e in entries]
    assert len(set(ids)) == 11
    assert all(one and one.startswith("urn:uuid:") for one in ids)
    updated = [e.findtext(f"{{{ATOM}}}updated") or "" for e in entries]
    assert updated == sorted(updated, reverse=True)
    assert root.findtext(f"{{{ATOM}}}updated") == updated[0] == "2025-05-17T00:00:00Z"


def test_strangers_text_stays_text(hostile: list[StoryView]) -> None:
    files = site_files(hostile, EVIL, SAMPLE_NOW)
    assert not any(".." in name for name in files)
    page = files[f"stories/{file_name(hostile[0])}.html"].decode()
    assert "<script" not in page
    assert "javascript:" not in page
    assert "{{ 7 }}" in page
    etree.fromstring(files["feed.atom"])
    [(name, text)] = markdown_files(hostile).items()
    assert re.fullmatch(r"x[0-9a-f]{24}\.md", name)
    front = text.decode().split("---\n")[1]
    facts = {line.partition(": ")[0]: json.loads(line.partition(": ")[2]) for line in front.splitlines()}
    assert facts["title"].startswith("<script>alert(1)</script>")
    assert facts["sources"] == []
    with zipfile.ZipFile(io.BytesIO(book_of(hostile, EVIL))) as book:
        for entry in book.namelist():
            assert ".." not in entry
            if entry.endswith(("xhtml", "opf", "xml")):
                root = etree.fromstring(book.read(entry))
                assert not root.findall(f".//{XHTML}script")


def test_a_book_has_the_parts_that_readers_need(stories: list[StoryView]) -> None:
    data = book_of(stories, "The Paper")
    assert is_book_of_ours(data)
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert book.testzip() is None
        first = book.infolist()[0]
        assert (first.filename, first.compress_type, book.read(first)) == ("mimetype", 0, b"application/epub+zip")
        assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        container = etree.fromstring(book.read("META-INF/container.xml"))
        [root] = container.iter("{*}rootfile")
        package = etree.fromstring(book.read(root.get("full-path")))
        items = {i.get("id"): i.get("href") for i in package.iter("{*}item")}
        assert {f"book/{href}" for href in items.values()} | {root.get("full-path")} == {
            n for n in book.namelist() if n.startswith("book/")
        }
        spine = [ref.get("idref") for ref in package.iter("{*}itemref")]
        assert len(spine) == len(stories) + 1
        assert set(spine) <= set(items)
        nav = etree.fromstring(book.read("book/nav.xhtml"))
        assert [a.get("href") for a in nav.iter(f"{XHTML}a")] == [items[one] for one in spine[1:]]
        assert package.findtext(".//{*}title") == "The Paper, Saturday 17 May 2025"


def test_citations_of_a_book_lead_to_their_notes(stories: list[StoryView]) -> None:
    talks = next(view for view in stories if view.id == TALKS)
    with zipfile.ZipFile(io.BytesIO(book_of([talks], "The Paper"))) as book:
        chapter = etree.fromstring(book.read(f"book/0001-{TALKS}.xhtml"))
    notes = {e.get("id"): e for e in chapter.iter(f"{XHTML}li") if e.get("id")}
    assert len(notes) == len(talks.sources) == 44
    cited = [a for a in chapter.iter(f"{XHTML}a") if a.get(f"{OPS}type") == "noteref"]
    assert len(cited) > 20
    for link in cited:
        number = int((link.text or "").strip("[]"))
        note = notes[link.get("href").removeprefix("#")]
        assert talks.sources[number - 1].outlet in "".join(note.itertext())


def test_json_lines_are_documents_of_the_schema(stories: list[StoryView]) -> None:
    lines = list(json_lines(stories))
    assert [line.count("\n") for line in lines] == [1] * 11
    for line, view in zip(lines, stories, strict=True):
        validate(found := json.loads(line))
        assert found["story"] == view.id


def test_a_folder_is_written_again_and_old_files_go(tmp_path: Path) -> None:
    to = tmp_path / "out" / "site"
    assert write_folder(str(to), {"a.txt": b"1", "sub/b.txt": b"2"}) == (2, 0)
    assert write_folder(str(to), {"a.txt": b"3"}) == (1, 1)
    assert sorted(p.name for p in to.rglob("*") if p.is_file()) == [LIST, "a.txt"]
    assert (to / "a.txt").read_bytes() == b"3"


def test_what_is_not_ours_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("mine")
    with pytest.raises(NotAllowed, match="nothing was written"):
        write_folder(str(tmp_path), {"a.txt": b"1", "index.html": b"2"})
    assert [p.name for p in tmp_path.iterdir()] == ["index.html"]
    write_folder(str(tmp_path), {"a.txt": b"1", "b.txt": b"1"})
    (tmp_path / "a.txt").write_text("changed by hand")
    with pytest.raises(NotAllowed, match="not as nutgraf wrote it"):
        write_folder(str(tmp_path), {"a.txt": b"2"})
    write_folder(str(tmp_path), {"b.txt": b"2"})
    assert (tmp_path / "a.txt").read_text() == "changed by hand"


def test_no_name_and_no_link_leads_out_of_the_folder(tmp_path: Path) -> None:
    to, other = tmp_path / "to", tmp_path / "other"
    other.mkdir()
    for name in ("../x", "/x", "a/../x", "a/b/c", ".x", "", "a\\x", "a\nb"):
        with pytest.raises(UsageError):
            write_folder(str(to), {name: b"1"})
    (to / "stories").symlink_to(other)
    (to / "a.txt").symlink_to(other / "a.txt")
    for name in ("stories/x.html", "a.txt"):
        with pytest.raises(NotAllowed):
            write_folder(str(to), {name: b"1"})
    (to / LIST).write_text('{"files": {"../other/y.txt": [""], "../../x": 3}}')
    (other / "y.txt").write_text("mine")
    (to / LIST).write_text(json.dumps({"files": {"../other/y.txt": ["0"], "b.txt": []}}))
    write_folder(str(to), {"b.txt": b"1"})
    assert [p.name for p in other.iterdir()] == ["y.txt"]
    for bad in ("[]", "{", '{"files": 1}', '{"files": {"a": 1}}'):
        (to / LIST).write_text(bad)
        with pytest.raises(NotAllowed, match="no list of an export"):
            write_folder(str(to), {"b.txt": b"1"})


def test_the_command(sample_copy: Path, tmp_path: Path) -> None:
    typed, now = Typed(sample_copy, tmp_path / "settings.toml"), "2025-05-17"
    book = tmp_path / "week.epub"
    assert typed("export --format epub --since 7d --to", str(book), now=now) == f"{book}: 1 file written.\n"
    assert typed("export --format epub --to", str(book), now=now) == f"{book}: 1 file written.\n"
    book.write_bytes(b"somebody's")
    assert "was not written by nutgraf" in typed("export --format epub --to", str(book), now=now, code=4)
    assert book.read_bytes() == b"somebody's"
    assert json.loads(typed(f"export --format jsonl --story {TALKS}", now=now))["story"] == TALKS
    lines = tmp_path / "all.jsonl"
    for _ in range(2):
        typed("export --format jsonl --to", str(lines), now=now)
    assert len(lines.read_text().splitlines()) == 11
    lines.write_text("notes\n")
    assert "was not written by nutgraf" in typed("export --format jsonl --to", str(lines), now=now, code=4)
    folder = str(tmp_path / "md")
    assert "No story fits" in typed("export --format markdown --topic unheardof --to", folder, now=now, code=4)
    assert "11 files written" in typed("export --format markdown --to", folder, now=now)
    assert "Say where to" in typed("export --format site", now=now, code=2)
    assert "is no time" in typed("export --format site --since soon --to", folder, now=now, code=2)
    assert "Say what to export" in typed("export", now=now, code=2)
