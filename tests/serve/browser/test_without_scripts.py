"""Every page is complete without scripts."""

from playwright.sync_api import expect

from tests.serve.browser.conftest import Open
from tests.serve.browser.stories import TALKS


def test_the_front_page_unfolds(open_page: Open) -> None:
    page = open_page("/?since=7d", java_script_enabled=False)
    story = page.locator(f"#{TALKS}")
    story.locator("h2").click()
    story.locator("details.layer").nth(1).locator("> summary").click()
    expect(story.locator("#context-1")).to_be_visible()
    story.locator("#context-1 .say").click()
    page.wait_for_url(f"**/story/{TALKS}/7/line/context-1#context-1")
    expect(page.locator("#context-1 .trace mark").first).to_be_visible()


def test_a_sentence_is_a_link_to_its_sources(open_page: Open) -> None:
    page = open_page(f"/story/{TALKS}", java_script_enabled=False)
    page.locator("#deeper-5 .say").click()
    trace = page.locator("#deeper-5 .trace")
    expect(trace).to_contain_text("Other reports state the same")
    assert page.locator("#deeper-5").bounding_box() is not None
    expect(page.locator(".trace")).to_have_count(1)
    page.goto(f"/story/{TALKS}/line/summary-1")
    expect(page.locator("#summary-1 .trace")).to_be_visible()


def test_marks_are_forms_that_lead_back(open_page: Open) -> None:
    page = open_page(f"/story/{TALKS}", java_script_enabled=False)
    page.get_by_role("button", name="Save").click()
    assert page.url.endswith(f"/story/{TALKS}")
    page.get_by_role("button", name="Saved").click()
    expect(page.get_by_role("button", name="Save")).to_have_attribute("aria-pressed", "false")
