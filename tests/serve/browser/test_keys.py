"""Single keys: a map that can be read, changed and switched off (WCAG 2.1.4)."""

import pytest
from playwright.sync_api import Page, expect

from nutgraf.serve.pages.page import KEYS, PLACES
from tests.serve.browser.conftest import Open
from tests.serve.browser.stories import TALKS

STORY = f"/story/{TALKS}"


def focused(page: Page) -> str | None:
    found: str | None = page.evaluate("document.activeElement.closest('.line')?.id")
    return found


def test_help_shows_every_key_and_closes(open_page: Open) -> None:
    page = open_page(STORY)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    for _, key, words in KEYS:
        expect(dialog.get_by_role("button", name=f"{words}: {key}", exact=True)).to_be_visible()
    page.keyboard.press("n")
    assert focused(page) is None  # keys rest while the dialog is open
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_keys_can_be_switched_off_for_good(open_page: Open) -> None:
    page = open_page(STORY)
    page.get_by_role("button", name="Keys", exact=True).click()
    page.get_by_role("button", name="Single keys on").click()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("n")
    assert focused(page) is None
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-keys", "off")
    page.keyboard.press("n")
    assert focused(page) is None
    page.get_by_role("button", name="Keys", exact=True).click()
    page.get_by_role("button", name="Single keys off").click()
    page.get_by_role("button", name="Close").click()
    page.locator("body").press("n")
    assert focused(page) == "headline"


def test_keys_can_be_changed_and_stay_so(open_page: Open) -> None:
    page = open_page(STORY)
    page.keyboard.press("?")
    page.get_by_role("button", name="Next, without opening: n", exact=True).click()
    page.keyboard.press("x")
    expect(page.get_by_role("button", name="Next, without opening: x", exact=True)).to_be_visible()
    page.get_by_role("button", name="Save, or save no longer: s", exact=True).click()
    page.keyboard.press("t")  # taken: the two change places
    expect(page.get_by_role("button", name="What the line rests on: s", exact=True)).to_be_visible()
    page.reload()
    page.keyboard.press("n")
    assert focused(page) is None
    page.keyboard.press("x")
    assert focused(page) == "headline"
    page.keyboard.press("s")
    expect(page.locator("#headline .trace")).to_be_visible()
    page.keyboard.press("?")
    page.get_by_role("button", name="As they were").click()
    expect(page.get_by_role("button", name="Next, without opening: n", exact=True)).to_be_visible()


@pytest.mark.parametrize(("key", "address"), [(key, address) for key, address, _ in PLACES if key != "h"])
def test_g_and_a_key_lead_to_a_page(open_page: Open, key: str, address: str) -> None:
    page = open_page("/offline")
    page.keyboard.press("g")
    with page.expect_navigation(wait_until="commit"):
        page.keyboard.press(key)
    assert page.url.endswith(address)


def test_slash_leads_to_search(open_page: Open) -> None:
    page = open_page("/offline")
    with page.expect_navigation(wait_until="commit"):
        page.keyboard.press("/")
    assert page.url.endswith("/search")


def test_keys_rest_in_fields_and_with_control(open_page: Open) -> None:
    page = open_page(STORY)
    page.evaluate("document.querySelector('main').insertAdjacentHTML('afterbegin', '<input id=field aria-label=f>')")
    page.locator("#field").press_sequentially("jnt?")
    assert page.locator("#field").input_value() == "jnt?"
    expect(page.locator(".trace")).to_have_count(0)
    page.locator("#field").blur()
    page.keyboard.press("Control+n")
    assert focused(page) is None
