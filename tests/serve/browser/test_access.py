"""WCAG 2.2 AA: axe on every page in every theme, and what axe does not see."""

import itertools
import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.serve.browser.conftest import Open
from tests.serve.browser.stories import ARTICLE, CANNES, TALKS

PAGES = (
    "/?since=7d",
    f"/story/{TALKS}",
    f"/story/{TALKS}/line/summary-3",
    f"/story/{CANNES}",
    f"/article/{ARTICLE}?start=10&end=90",
    "/saved",
    "/sources",
    "/search?q=putin",
    "/follows",
    "/settings",
    "/settings/security",
    "/corrections",
    f"/story/{TALKS}/changes?since=5",
    f"/story/{TALKS}/correct",
    "/login",
    "/offline",
    "/nowhere",
)
RULES = {
    "light": {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    # what does not look at colours was seen in light; the same document stands in both
    "dark": {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}},
}
EVERYTHING = "for (const one of document.querySelectorAll('main details')) one.open = true"
SMALL = """() => [...document.querySelectorAll("main a, main button, main summary, header a, footer a, footer button")]
  .filter((one) => one.offsetParent !== null && !one.closest(".vh, .skip"))
  .filter((one) => getComputedStyle(one).display !== "inline")
  .map((one) => [one.outerHTML.slice(0, 90), one.getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24)
  .map(([html, box]) => `${html} ${box.width}x${box.height}`)"""


def violations(page: Page, rules: str = "light") -> list[str]:
    found = Axe().run(page, options=RULES[rules]).response["violations"]
    return [f"{one['id']}: {json.dumps([node['html'][:120] for node in one['nodes'][:3]])}" for one in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_page: Open, scheme: str) -> None:
    page = open_page("/offline", color_scheme=scheme, reduced_motion="reduce")
    found = {}
    for address in PAGES:
        page.goto(address)
        page.evaluate(EVERYTHING)
        found[address] = violations(page, scheme)
    page.goto("/offline")
    page.keyboard.press("?")
    found["keys"] = violations(page, scheme)
    assert {address: wrong for address, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("contrast", ["theme", "system light", "system dark"])
def test_axe_finds_nothing_in_high_contrast(open_page: Open, contrast: str) -> None:
    scheme = "dark" if contrast.endswith("dark") else "light"
    page = open_page("/offline", color_scheme=scheme, contrast="more", reduced_motion="reduce")
    if contrast == "theme":
        page.context.add_cookies([{"name": "prefs", "value": "theme%3Dcontrast", "url": page.url}])
    page.goto(f"/story/{TALKS}/line/summary-3")
    theme = page.locator("html").get_attribute("data-theme")
    assert theme == ("contrast" if contrast == "theme" else "system")
    assert violations(page) == []


def test_targets_are_large_enough(open_page: Open) -> None:
    page = open_page("/offline", viewport={"width": 390, "height": 844})
    for address in PAGES:
        page.goto(address)
        page.evaluate(EVERYTHING)
        assert page.evaluate(SMALL) == [], address


def test_every_page_has_landmarks_one_heading_and_a_way_past_the_masthead(open_page: Open) -> None:
    page = open_page("/offline")
    for address in PAGES:
        page.goto(address)
        assert page.locator("h1").count() == 1, address
        assert [page.locator(one).count() for one in ("main", "header.masthead", "footer.imprint")] == [1, 1, 1]
        levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3')].map((one) => +one.tagName[1])")
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), (address, levels)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_nothing_moves_when_motion_is_not_wanted(open_page: Open) -> None:
    moving = "getComputedStyle(document.querySelector('.trace')).animationName"
    for wanted, name in (("reduce", "none"), ("no-preference", "unfold")):
        page = open_page(f"/story/{TALKS}/line/summary-1", reduced_motion=wanted)
        assert page.evaluate(moving) == name
