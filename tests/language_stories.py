"""Small stories of our own in eight languages, as pages: three or four outlets, with the dirt that pages have.

`cases/languages/*.json` holds the reports, and what an editor expects of their brief: fragments that the summary
tells, that stand in the context, among the points, and that never stand anywhere.
"""

import json
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from bridge_story import dossier_of

from nutgraf.briefs.checks.verify import verify_brief
from nutgraf.briefs.plainly.layers import compose_plainly
from nutgraf.model import Article, Brief, Item
from nutgraf.ports import Embedder
from nutgraf.settings import Shape
from nutgraf.telling import open_page
from nutgraf.text.extract import read_article

CASES = Path(__file__).parent / "cases" / "languages"
LANGUAGES = sorted(file.stem for file in CASES.glob("*.json"))


@dataclass(frozen=True)
class LanguageStory:
    """One story: its pages by name, and what its brief must and must not hold."""

    language: str
    pages: dict[str, str]
    tells: list[str]
    context: list[str]
    points: list[str]
    never: list[str]

    def articles(self) -> tuple[Article, ...]:
        """Return the articles of its pages."""
        return tuple(read_article(Item(f"{n}.html", "html", body)) for n, body in sorted(self.pages.items()))

    def write(self, folder: Path) -> Path:
        """Write the pages into a folder, which is returned."""
        for name, body in self.pages.items():
            (folder / f"{name}.html").write_text(body, "utf-8")
        return folder


@cache
def story_in(language: str) -> LanguageStory:
    """Return the story in a language."""
    case = json.loads((CASES / f"{language}.json").read_text("utf-8"))
    pages = {report["name"]: _page(language, report) for report in case["reports"]}
    return LanguageStory(language, pages, case["tells"], case["context"], case["points"], case["never"])


def _page(language: str, report: dict[str, str]) -> str:
    turned = ' dir="rtl"' if language == "ar" else ""
    title, outlet = escape(report["title"]), escape(report["outlet"])
    body = "\n".join(f"<p>{escape(text, quote=False)}</p>" for text in report["paragraphs"])
    byline = f'<p class="byline">{report["byline"]}</p>' if report["byline"] else ""
    return f"""<!DOCTYPE html>
<html lang="{language}"{turned}><head><meta charset="utf-8"><title>{title} | {outlet}</title>
<meta property="og:site_name" content="{outlet}"><meta property="og:title" content="{title}">
<meta property="article:published_time" content="{report["published"]}">
<link rel="canonical" href="https://{report["name"]}.example/{language}/1"></head>
<body><nav><a href="/">Home</a> <a href="/x">X</a></nav><article><h1>{title}</h1>
{byline}
{body}
{report["dirt"]}
</article><footer><a href="/i">Impressum</a></footer></body></html>"""


def brief_of_language(articles: tuple[Article, ...], embedder: Embedder) -> Brief:
    """Return the verified brief of these articles as one story, whatever grouping makes of them."""
    dossier = dossier_of(articles)
    draft = compose_plainly(open_page(dossier, embedder), made_at=dossier.newest, shape=Shape(), others=())
    return verify_brief(draft, {a.id: a for a in articles}, Shape())
