"""A story's page: checking a sentence is one gesture."""

from playwright.sync_api import expect

from tests.serve.browser.conftest import Open, Served
from tests.serve.browser.stories import CANNES, NATO, TALKS

STORY = f"/story/{TALKS}"
PHONE = {"width": 390, "height": 844}


def test_a_sentence_opens_its_sources_beside_it(open_page: Open) -> None:
    page = open_page(STORY)
    line = page.locator("#summary-3")
    line.locator(".say").click()
    trace = line.locator(".trace")
    expect(trace.locator("mark").first).to_have_text(
        "Ukraine’s delegation, led by Defence Minister Rustem Umerov, asked for a meeting between President Volodymyr "
        "Zelenskiy and Russian President Vladimir Putin."
    )
    told = trace.inner_text()
    for words in (
        "demanded by Ukraine’s delegation",
        "Decided by “asked for”",
        "Stated by 5 origins",
        "Pellworth Gazette",
        "16 May, 15:00",
        "Defence Minister Rustem Umerov → Umerov",
        "President Volodymyr Zelenskiy → Zelensky",
        "Quayside",
    ):
        assert words in told, words
    assert "Kremlin aide Vladimir Medinsky, who led the Russian side" in told  # its paragraph goes on
    original = trace.locator("a.original").first
    assert (original.get_attribute("rel"), original.get_attribute("href", timeout=1000)[:4]) == (
        "noreferrer noopener",
        "http",
    )
    box, beside = line.locator(".say").bounding_box(), trace.bounding_box()
    assert box is not None
    assert beside is not None
    assert beside["x"] > box["x"] + box["width"] - 1
    assert abs(beside["y"] - box["y"]) < 24


def test_on_a_phone_they_stand_below_it(open_page: Open) -> None:
    page = open_page(STORY, viewport=PHONE)
    line = page.locator("#summary-2")
    line.locator(".say").click()
    box, below = line.locator(".say").bounding_box(), line.locator(".trace").bounding_box()
    assert box is not None
    assert below is not None
    assert below["y"] > box["y"] + box["height"] - 1
    assert below["x"] >= 0
    assert below["x"] + below["width"] <= 390


def test_one_line_is_open_at_a_time_and_closes_again(open_page: Open) -> None:
    page = open_page(STORY)
    page.locator("#summary-1 .say").click()
    expect(page.locator("#summary-1 .say")).to_have_attribute("aria-expanded", "true")
    page.locator("#context-1 .say").click()
    expect(page.locator(".line > .trace")).to_have_count(1)
    page.locator("#context-1 .say").click()
    expect(page.locator(".line > .trace")).to_have_count(0)


def test_every_line_has_its_sources(open_page: Open) -> None:
    page = open_page(STORY)
    lines = page.locator(".line")
    expect(lines).to_have_count(18)  # headline, five each of three layers, two versions
    for n in range(18):
        lines.nth(n).locator(".say").click()
        expect(lines.nth(n).locator(".trace mark").first).not_to_be_empty()


def test_keys_trace_and_step(open_page: Open) -> None:
    page = open_page(STORY)
    page.keyboard.press("n")
    page.keyboard.press("n")
    page.keyboard.press("t")
    expect(page.locator("#summary-1 .trace")).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator("#summary-2 .trace")).to_be_visible()
    expect(page.locator("#summary-1 .trace")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator(".line > .trace")).to_have_count(0)
    assert page.evaluate("document.activeElement.closest('.line').id") == "summary-2"
    page.keyboard.press("Enter")
    expect(page.locator("#summary-2 .trace")).to_be_visible()


def test_the_original_opens_in_a_new_tab(open_page: Open) -> None:
    page = open_page(STORY)
    page.keyboard.press("n")
    with page.context.expect_page() as opened:
        page.keyboard.press("v")
    opened.value.wait_for_load_state()
    assert opened.value.evaluate("window.opener") is None
    assert opened.value.evaluate("document.referrer") == ""
    assert not opened.value.url.startswith("http://127.0.0.1")


def test_counts_open_the_origins(open_page: Open) -> None:
    page = open_page(STORY)
    expect(page.locator("#origins")).to_be_hidden()
    page.get_by_text("44 articles, 8 outlets, 7 origins").click()
    expect(page.locator("#origins .voices > li")).to_have_count(7)
    expect(page.locator("#origins")).to_contain_text("Norda 15 articles, all from one agency")


def test_the_article_shows_the_sentence_marked(open_page: Open) -> None:
    page = open_page(STORY)
    page.locator("#summary-2 .say").click()
    page.locator("#summary-2 .trace .outlet").first.click()
    marked = page.locator("#marked")
    expect(marked).to_have_text(
        "Zelensky called the Russian delegation “a sham” in Ankara on Thursday and sent Umerov to Istanbul in his "
        "place."
    )
    expect(page.get_by_text("16 May 2025 16:30 UTC, from")).to_be_visible()


def test_what_is_new_since_the_last_visit(open_page: Open, served: Served) -> None:
    served.newsstand.archive.marks.read("reader", [], served.newsstand.now())
    with served.newsstand.archive._database.writing() as connection:  # the visit lies before the newest editions
        connection.exec_driver_sql("delete from cursors where story = ?", (TALKS,))
    served.newsstand.saw("reader", TALKS, 5)
    page = open_page(STORY)
    news = page.locator("section.news")
    expect(news.get_by_role("heading")).to_have_text("Since your last visit")
    expect(news.locator("li")).to_have_count(6)
    expect(news.get_by_role("link")).to_contain_text("since edition 5")
    page.reload()
    expect(page.locator("section.news")).to_have_count(0)


def test_marks_by_key_and_button(open_page: Open) -> None:
    page = open_page(f"/story/{NATO}")
    with page.expect_response("**/mark"):
        page.keyboard.press("s")
    expect(page.get_by_role("button", name="Saved")).to_be_visible()
    with page.expect_response("**/mark"):
        page.keyboard.press("m")
    with page.expect_response("**/mark"):
        page.get_by_role("button", name="Follow").click()
    expect(page.get_by_role("button", name="Following")).to_have_attribute("aria-pressed", "true")
    page.goto("/?since=7d")
    expect(page.locator(f"#{NATO}")).to_have_class("story")  # unread again
    expect(page.locator(f"#{NATO} .why")).to_contain_text("followed")
    page.goto(f"/story/{NATO}")
    for name in ("Saved", "Following"):
        with page.expect_response("**/mark"):
            page.get_by_role("button", name=name).click()


def test_older_editions_can_be_read(open_page: Open) -> None:
    page = open_page(STORY)
    page.get_by_role("navigation", name="Editions").get_by_role("link", name="3").click()
    expect(page.get_by_text("Edition 3 of 7, 13 May 2025 00:00 UTC; not the newest")).to_be_visible()


def test_a_story_without_a_brief_says_so_and_gets_one(open_page: Open) -> None:
    page = open_page(f"/story/{CANNES}")
    expect(page.get_by_text("This story has no brief yet")).to_be_visible()
    page.get_by_role("button", name="Write its brief now").click(timeout=60_000)  # the parser is loaded
    expect(page.get_by_text("Written now, and not kept.")).to_be_visible(timeout=30_000)
    expect(page.locator("#summary-1 .trace mark").first).not_to_be_empty()
