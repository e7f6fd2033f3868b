"""Installed, and read without a network."""

import json
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.serve.browser.conftest import Served
from tests.serve.browser.stories import HOSTAGE, SYRIA, TALKS

TOLD = "() => !!navigator.serviceWorker.controller"
KEPT = "async () => (await (await caches.open('pages')).keys()).map((one) => new URL(one.url).pathname)"


def kept_when(page: Page, holds: Callable[[list[str]], bool]) -> list[str]:
    """Wait until what is kept is as it should be; `wait_for_function` does not wait for promises."""
    for _ in range(100):
        kept: list[str] = page.evaluate(KEPT)
        if holds(kept):
            return kept
        page.wait_for_timeout(50)
    raise AssertionError(f"kept: {kept}")


def looked_after(contexts: Callable[..., BrowserContext]) -> Page:
    page = contexts(service_workers="allow", viewport={"width": 390, "height": 844}).new_page()
    page.goto("/")
    page.wait_for_function(TOLD)
    return page


def test_it_can_be_installed(contexts: Callable[..., BrowserContext], served: Served) -> None:
    page = contexts().new_page()
    page.goto("/")
    address = page.locator('link[rel="manifest"]').get_attribute("href")
    manifest = json.loads(page.request.get(f"{served.base}{address}").text())
    assert (manifest["display"], manifest["start_url"]) == ("standalone", "/")
    for icon in manifest["icons"]:
        assert page.request.get(f"{served.base}{icon['src']}").ok
    session = page.context.new_cdp_session(page)
    assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] in (
        [],
        [{"errorId": "in-incognito", "errorArguments": []}],
    )


def test_front_page_and_opened_stories_are_read_offline(contexts: Callable[..., BrowserContext]) -> None:
    page = looked_after(contexts)
    page.goto("/")
    page.goto(f"/story/{TALKS}")
    kept_when(page, lambda kept: f"/story/{TALKS}/7/traces" in kept)
    page.context.set_offline(True)
    page.goto("/")
    expect(page.locator(".story").first).to_be_visible()
    page.goto(f"/story/{TALKS}")
    expect(page.locator("#summary-1")).to_be_visible()
    page.locator("#summary-2 .say").click()
    expect(page.locator("#summary-2 .trace mark").first).to_be_visible()
    page.goto(f"/story/{SYRIA}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Not kept for reading offline")
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px"  # the shell came along


def test_a_mark_that_does_not_arrive_says_so(contexts: Callable[..., BrowserContext]) -> None:
    page = looked_after(contexts)
    page.goto(f"/story/{HOSTAGE}")
    page.context.set_offline(True)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name="Save (not reached)")).to_have_attribute("aria-pressed", "false")


def test_nothing_is_kept_beyond_a_logout_or_for_another_reader(contexts: Callable[..., BrowserContext]) -> None:
    page = looked_after(contexts)
    page.goto(f"/story/{TALKS}")
    kept_when(page, lambda kept: f"/story/{TALKS}/7/traces" in kept)
    page.evaluate("fetch('/logout', {method: 'POST'})")
    kept_when(page, lambda kept: not kept)
    page.goto(f"/story/{TALKS}")
    kept_when(page, lambda kept: f"/story/{TALKS}/7/traces" in kept)
    page.evaluate(  # as if the page had been kept for somebody else
        """async () => {
          const cache = await caches.open("pages");
          for (const one of await cache.keys()) await cache.delete(one);
          await cache.put("/saved", new Response("theirs", { headers: { "Nutgraf-Pages-Of": "another" } }));
        }"""
    )
    page.goto("/")
    kept_when(page, lambda kept: "/" in kept and "/saved" not in kept)


def test_forms_and_other_rooms_are_never_kept(contexts: Callable[..., BrowserContext]) -> None:
    page = looked_after(contexts)
    page.goto("/")
    for address in ("/api/v1/stories", "/feeds/all.atom", "/settings", "/search?q=x"):
        page.evaluate("(address) => fetch(address).catch(() => {})", address)
    kept = kept_when(page, lambda kept: "/" in kept)
    assert set(kept) <= {"/"}
