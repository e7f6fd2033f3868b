"""How pages look: no width breaks them, themes and sizes hold, print gives the sources. Also takes the pictures of the
documentation: NUTGRAF_SCREENSHOTS=1 writes docs/screenshots/."""

import base64
import os
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.serve.browser.conftest import Open, Served
from tests.serve.browser.stories import ARTICLE, TALKS

PICTURES = Path(__file__).parents[3] / "docs" / "screenshots"
MOST_BYTES = 150_000
WIDTHS = {390: 844, 820: 1180, 1440: 900}
STORY = f"/story/{TALKS}"


@pytest.mark.parametrize("width", sorted(WIDTHS))
def test_no_page_is_wider_than_its_window(open_page: Open, width: int) -> None:
    page = open_page("/offline", viewport={"width": width, "height": WIDTHS[width]})
    for address in ("/?since=7d", f"{STORY}/line/summary-2", f"/article/{ARTICLE}", "/saved"):
        page.goto(address)
        page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_a_line_has_some_68_characters(open_page: Open) -> None:
    page = open_page(STORY)
    per_line = page.evaluate(
        """() => { const say = document.querySelector("#summary-2 .say"); const rows = say.getClientRects().length;
        return say.textContent.length / rows; }"""
    )
    assert 50 <= per_line <= 76


def test_the_day_fits_on_one_screen(open_page: Open) -> None:
    page = open_page("/?since=7d")
    last = page.locator(".story").last.bounding_box()
    assert last is not None
    assert last["y"] + last["height"] <= 900


@pytest.mark.parametrize(("prefs", "paper"), [("theme=dark", "rgb(23, 22, 20)"), ("theme=light", "rgb(253, 252, 248)")])
def test_a_chosen_theme_wins_over_the_system(open_page: Open, served: Served, prefs: str, paper: str) -> None:
    page = open_page("/offline", color_scheme="light" if "dark" in prefs else "dark")
    page.context.add_cookies([{"name": "prefs", "value": prefs, "url": served.base}])
    page.reload()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == paper


def test_text_grows(open_page: Open, served: Served) -> None:
    page = open_page("/offline", viewport={"width": 390, "height": 844})
    sizes = []
    for size in ("s", "m", "l", "xl"):
        page.context.add_cookies([{"name": "prefs", "value": f"size={size}", "url": served.base}])
        page.goto(STORY)
        sizes.append(page.evaluate("parseFloat(getComputedStyle(document.querySelector('#summary-1')).fontSize)"))
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert sizes == [16.875, 18, 21.375, 25.875]


def test_print_gives_lines_with_numbered_sources(open_page: Open) -> None:
    page = open_page(STORY)
    expect(page.locator(".footnotes")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".footnotes li")).to_have_count(44)
    expect(page.locator("#summary-1 sup")).to_be_visible()
    number = int(page.locator("#summary-1 sup").inner_text().split(",")[0])
    page.goto(f"{STORY}/line/summary-1")
    outlet = page.locator("#summary-1 .trace .outlet").first.inner_text()
    page.emulate_media(media="print")
    expect(page.locator(".footnotes li").nth(number - 1)).to_contain_text(outlet)
    for hidden in (".masthead nav", ".imprint", ".actions", ".trace"):
        expect(page.locator(hidden).first).to_be_hidden()
    assert page.pdf().startswith(b"%PDF")


def test_nothing_is_downloaded_from_elsewhere(open_page: Open, served: Served) -> None:
    page = open_page("/offline")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for address in ("/?since=7d", STORY, f"/article/{ARTICLE}"):
        page.goto(address)
    assert asked
    assert [one for one in asked if not one.startswith(served.base)] == []


def picture(page: Page, name: str) -> None:
    page.wait_for_timeout(250)  # the unfolding has ended
    path = PICTURES / f"{name}.png"
    path.write_bytes(png(*pixels(page)))
    assert path.stat().st_size < MOST_BYTES, name


def pixels(page: Page) -> tuple[int, int, bytes]:
    """Return a window's width, height and pixels (RGBA), decoded by the browser itself."""
    shot = base64.b64encode(page.screenshot()).decode()
    decoder = page.context.new_page()
    width, height, drawn = decoder.evaluate(
        """async (shot) => {
          const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(shot), (c) => c.charCodeAt(0))]));
          const context = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
          context.drawImage(picture, 0, 0);
          const { data } = context.getImageData(0, 0, picture.width, picture.height);
          let text = "";
          for (let at = 0; at < data.length; at += 32768) text += String.fromCharCode(...data.subarray(at, at + 32768));
          return [picture.width, picture.height, btoa(text)];
        }""",
        shot,
    )
    decoder.close()
    return width, height, base64.b64decode(drawn)


def png(width: int, height: int, rgba: bytes) -> bytes:
    """Return a PNG with a palette: text on paper has few colours, and the repository keeps every version."""
    rgb = np.frombuffer(rgba, np.uint8).reshape(-1, 4)[:, :3].astype(np.uint32)
    every, place, count = np.unique(
        rgb[:, 0] << 16 | rgb[:, 1] << 8 | rgb[:, 2], return_inverse=True, return_counts=True
    )
    for lost in range(8):
        mask = (0xFF >> lost << lost) * 0x010101
        cells, cell = np.unique(every & mask, return_inverse=True)
        if len(cells) <= 256:
            break
    order = np.argsort(count)  # of colours that become one, the most frequent stays: paper remains paper
    chosen = np.zeros(len(cells), np.uint32)
    chosen[cell[order]] = every[order]
    palette = b"".join(int(colour).to_bytes(3, "big") for colour in chosen)
    index = cell[place]
    rows = np.hstack([np.zeros((height, 1), np.uint8), index.reshape(height, width).astype(np.uint8)])

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = ((b"IHDR", head), (b"PLTE", palette), (b"IDAT", zlib.compress(rows.tobytes(), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, data) for kind, data in parts)


@pytest.mark.skipif("NUTGRAF_SCREENSHOTS" not in os.environ, reason="set NUTGRAF_SCREENSHOTS=1 to take the pictures")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", sorted(WIDTHS))
def test_pictures(open_page: Open, served: Served, width: int, scheme: str) -> None:
    size = {"width": width, "height": WIDTHS[width]}
    page = open_page("/?since=7d", viewport=size, color_scheme=scheme)
    if (width, scheme) in ((390, "light"), (1440, "light"), (820, "dark")):
        picture(page, f"front-{width}-{scheme}")
    if (width, scheme) in ((390, "dark"), (1440, "dark")):
        page.locator(f"#{TALKS} h2").click()
        page.locator(f"#{TALKS} details.layer summary.caps").first.click()
        page.mouse.move(5, 5)
        page.evaluate("scrollTo(0, 0)")
        picture(page, f"unfolded-{width}-{scheme}")
    if (width, scheme) in ((390, "light"), (820, "light"), (1440, "light"), (1440, "dark")):
        page.goto(STORY)
        page.locator("#summary-2 .say").click()
        page.mouse.move(5, 5)
        page.locator("#summary-2 .trace").wait_for()
        page.evaluate("scrollTo(0, 0)")
        picture(page, f"story-{width}-{scheme}")
