"""The desk in a real browser: Debian's Chromium, driven by playwright."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from picketline.ledger import Ledger

PAGES = (
    "/disputes", "/disputes?view=map", "/disputes?view=timeline", "/disputes?view=chart", "/review", "/review?unit=dispute",
    "/review/accept", "/review/names", "/review?employer=nobody", "/statistics", "/add",
)  # fmt: skip

pytestmark = pytest.mark.browser


def every_page(page: Page, served: str) -> list[str]:
    """The pages, with one dispute and one source among them."""
    page.goto(served + "/disputes?employer=Baltmar")
    dispute = page.locator("tbody th a").first.get_attribute("href") or ""
    page.goto(served + dispute)
    source = page.locator(".sources a").first.get_attribute("href") or ""
    return [*PAGES, dispute, source]


def test_no_page_calls_another_host_breaks_the_policy_or_fails_a_check_of_access(page: Page, served: str) -> None:
    """Zero requests elsewhere, zero violations of the policy, no serious or critical finding of axe-core, on every page."""
    elsewhere, complaints = [], []
    page.on("request", lambda request: elsewhere.append(request.url) if not request.url.startswith((served, "data:")) else None)
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for path in every_page(page, served):
        page.goto(served + path)
        page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        found = Axe().run(page).response["violations"]
        assert not [(path, one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")]
    assert not elsewhere
    assert not complaints


def test_every_page_reflows_to_a_phone(page: Page, served: str) -> None:
    """At 320 CSS pixels nothing but tables scrolls sideways (WCAG 1.4.10)."""
    paths = every_page(page, served)
    page.set_viewport_size({"width": 320, "height": 640})
    for path in paths:
        page.goto(served + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_ten_claims_are_reviewed_by_keyboard_alone(page: Page, served: str, ledger_path: Path) -> None:
    """Accept and reject by letters, skip, undo: each decision is stored under the reader's name, and the undone one does not stand."""
    page.goto(served + "/review")
    for key in ("a", "x", "a", "a", "s", "a", "a", "x", "a", "a"):
        before = page.url, page.locator("#claim").inner_text()
        page.keyboard.press(key)
        if key == "x":
            page.keyboard.press("1")  # the reason
        page.wait_for_function(
            "([url, words]) => location.href !== url || document.querySelector('#claim')?.innerText !== words", arg=list(before)
        )
    with page.expect_navigation():
        page.keyboard.press("u")
    with Ledger.open(ledger_path) as ledger:
        kinds = [decision.kind for decision in ledger.history() if decision.standing and decision.kind != "undo"]
    assert sorted(kinds) == ["accept"] * 6 + ["reject"] * 2


def test_keys_do_nothing_while_one_writes(page: Page, served: str, ledger_path: Path) -> None:
    """An a typed into the value field is a letter, not a decision."""
    page.goto(served + "/review")
    page.keyboard.press("e")
    page.keyboard.type("xa")
    with Ledger.open(ledger_path) as ledger:
        assert not ledger.history()
    assert "xa" in page.locator("#value").input_value()


def test_pages_read_and_accept_without_javascript(browser: Browser, served: str, ledger_path: Path) -> None:
    """Without scripts the list filters, a dispute reads, and a claim is accepted by its button."""
    page = browser.new_page(java_script_enabled=False)
    page.goto(served + "/disputes")
    page.get_by_label("Lithuania").check()
    page.get_by_role("button", name="Filter").click()
    assert page.locator("#count").inner_text() == "1 dispute"
    page.goto(served + "/review")
    page.get_by_role("button", name="Accept").click()
    page.close()
    with Ledger.open(ledger_path) as ledger:
        assert [decision.kind for decision in ledger.history()] == ["accept"]


def test_a_value_lights_up_its_words_and_the_words_their_value(page: Page, served: str) -> None:
    """By hover in both directions, and by focus."""
    source = every_page(page, served)[-1]
    page.goto(served + source)
    value = page.locator(".values li").first
    value.hover()
    assert page.locator("mark.on").count() >= 1
    page.mouse.move(0, 0)
    page.locator("mark").first.focus()
    assert page.locator(".values li.on").count() >= 1


def test_the_furniture_can_be_put_out_of_sight(page: Page, served: str) -> None:
    """The toggle hides what was set aside, and shows it again."""
    page.goto(served + every_page(page, served)[-1])
    furniture = page.locator(".furniture").first
    assert furniture.is_visible()
    page.locator("#furniture").uncheck()
    assert furniture.is_hidden()
