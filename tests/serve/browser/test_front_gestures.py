"""The front page: going deeper is one gesture, in place."""

from playwright.sync_api import expect

from tests.serve.browser.conftest import Open
from tests.serve.browser.stories import CANNES, CUP, HOSTAGE, SYRIA, TALKS

WEEK = "/?since=7d"


def test_a_headline_unfolds_layer_by_layer_and_never_jumps(open_page: Open) -> None:
    page = open_page(WEEK)
    story = page.locator(f"#{TALKS}")
    layers = story.locator("details.layer")
    expect(layers).to_have_count(4)
    for depth, shown in enumerate(("summary-1", "context-1", "deeper-1")):
        expect(story.locator(f"#{shown}")).to_be_hidden()
        layers.nth(depth).locator("> summary").click()
        expect(story.locator(f"#{shown}")).to_be_visible()
    layers.nth(3).locator("> summary").click()
    expect(story.get_by_text("Norda 15 articles")).to_be_visible()
    assert page.url.endswith(WEEK)
    story.locator("h2").click()
    expect(story.locator("#summary-1")).to_be_hidden()


def test_a_sentence_opens_its_sources_on_the_front_page_too(open_page: Open) -> None:
    page = open_page(WEEK)
    story = page.locator(f"#{TALKS}")
    story.locator("h2").click()
    story.locator("#summary-2 .say").click()
    expect(story.locator("#summary-2 .trace mark").first).to_contain_text("Zelensky called the Russian delegation")
    assert page.url.endswith(WEEK)


def test_each_story_tells_counts_time_and_reason(open_page: Open) -> None:
    page = open_page(WEEK)
    told = page.locator(f"#{TALKS} summary").first.inner_text()
    assert "44 articles, 8 outlets, 7 origins" in told
    assert "16 May, 19:15" in told
    assert "7 independent origins, 3 in the last 6 hours; newest report 4 hours ago" in told


def test_what_one_article_tells_stands_below(open_page: Open) -> None:
    page = open_page(WEEK)
    also = page.locator(".also")
    also.get_by_role("link", name="Cannes opens").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Cannes opens")
    page.locator(".from a").click()
    assert page.url.endswith(f"/story/{CANNES}")


def test_keys_go_through_stories_and_layers(open_page: Open) -> None:
    page = open_page(WEEK)
    page.keyboard.press("j")
    first, second = page.locator(".story").nth(0), page.locator(".story").nth(1)
    expect(first.locator("#summary-1")).to_be_visible()
    page.keyboard.press("j")
    expect(second.locator("> details")).to_have_attribute("open", "")
    expect(first.locator("> details")).not_to_have_attribute("open", "")
    page.keyboard.press("k")
    expect(first.locator("#summary-1")).to_be_visible()
    page.keyboard.press("o")
    expect(first.locator("#context-1")).to_be_visible()
    page.keyboard.press("Escape")
    expect(first.locator("#summary-1")).to_be_hidden()
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.closest('.story')?.id") == second.get_attribute("id")
    expect(second.locator("> details")).not_to_have_attribute("open", "")
    page.keyboard.press("Enter")
    expect(second.locator("> details")).to_have_attribute("open", "")
    page.keyboard.press("p")
    assert page.evaluate("document.activeElement.closest('.story')?.id") == TALKS
    page.keyboard.press("w")
    page.wait_for_url(f"**/story/{TALKS}")


def test_the_focus_is_seen(open_page: Open) -> None:
    page = open_page(WEEK)
    page.keyboard.press("n")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_marks_are_put_in_place_and_stay(open_page: Open) -> None:
    page = open_page(WEEK)
    story = page.locator(f"#{CUP}")
    story.locator("h2").click()
    with page.expect_response("**/mark") as answer:
        story.get_by_role("button", name="Save").click()
    assert answer.value.status == 204
    expect(story.get_by_role("button", name="Saved")).to_have_attribute("aria-pressed", "true")
    with page.expect_response("**/mark"):
        page.keyboard.press("m")
    expect(story).to_have_class("story seen")
    page.goto("/saved")
    expect(page.get_by_role("link", name="Bologna")).to_be_visible()
    with page.expect_response("**/mark"):
        page.get_by_role("button", name="Saved").click()
    page.reload()
    expect(page.get_by_text("Nothing is saved")).to_be_visible()
    page.goto(WEEK)
    expect(page.locator(f"#{CUP}")).to_have_class("story seen")


def test_a_story_that_was_opened_is_read(open_page: Open) -> None:
    page = open_page(f"/story/{SYRIA}")
    page.goto(WEEK)
    expect(page.locator(f"#{SYRIA}")).to_have_class("story seen")
    expect(page.locator(f"#{HOSTAGE}")).to_have_class("story")
