"""First contentful paint of pages in Debian's Chromium, by the browser's own clock."""

import shutil
from statistics import median

from playwright.sync_api import Error, sync_playwright

TIMES = 5
"""A page is opened, each time by a browser that has nothing in its caches."""
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PAINT = "performance.getEntriesByName('first-contentful-paint').map(e => e.startTime)[0]"


def paints(addresses: list[str]) -> dict[str, dict[str, float]]:
    """Return milliseconds until the first words stood on each page; nothing where there is no Chromium."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("first contentful paint: skipped, there is no `chromium` (Debian: apt-get install chromium)")
        return {}
    found: dict[str, list[float]] = {"front": [], "story": []}
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for address in addresses:
            for _ in range(TIMES):
                took = _painted(browser.new_context(), address)
                found["story" if "/story/" in address else "front"].append(took)
        browser.close()
    return {kind: {"p50_ms": median(took), "most_ms": max(took)} for kind, took in found.items() if took}


def _painted(context, address: str) -> float:  # type: ignore[no-untyped-def]  # a playwright context
    page = context.new_page()
    page.goto(address, wait_until="load")
    for _ in range(100):
        took = page.evaluate(PAINT)
        if took is not None:
            context.close()
            return float(took)
        page.wait_for_timeout(20)
    raise Error(f"{address} was never painted")
