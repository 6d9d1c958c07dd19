"""The list in a real browser: its filters by keyboard and without scripts, its pictures and empty states accessible and narrow."""

import re
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

LISTS = ("?country=LT&country=BD&since=2020", "?text=zzz", "?view=chart&by=event", "?view=timeline&order=started", "?view=map&country=LT")

pytestmark = [pytest.mark.browser, pytest.mark.skipif(shutil.which("chromium") is None, reason="Debian's chromium is not installed")]


def test_filtered_lists_and_pictures_are_accessible_and_narrow(page: Page, served: str) -> None:
    """No serious finding of axe-core in light or dark, and no sideways scrolling at 320 pixels, also where nothing is found."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for asked in LISTS:
            page.goto(f"{served}/disputes{asked}")
            page.locator(".facet:not([open]) > summary").first.click() if page.locator(".facet:not([open])").count() else None
            found = Axe().run(page).response["violations"]
            assert not [(asked, one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")]
    page.set_viewport_size({"width": 320, "height": 640})
    for asked in LISTS:
        page.goto(f"{served}/disputes{asked}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, asked


def test_filters_work_without_scripts_and_come_out_by_their_cross(browser: Browser, served: str) -> None:
    """Two values of one facet and a year are alternatives and a limit; the address says them; a cross takes one out."""
    page = browser.new_page(java_script_enabled=False)
    page.goto(served + "/disputes")
    everything = int(page.locator("#count").inner_text().split()[0])
    boxes = page.locator("input[name=country]")
    counts = [int(page.locator(".facet", has=boxes.first).locator("data").nth(at).get_attribute("value") or 0) for at in (0, 1)]
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.get_by_role("button", name="Filter").click()
    assert re.search(r"\?country=\w\w&country=\w\w$", page.url)
    assert int(page.locator("#count").inner_text().split()[0]) == min(everything, sum(counts))
    page.get_by_role("link", name=re.compile("^Remove Country")).first.click()
    assert page.url.count("country=") == 1
    assert page.locator("[name=country]:checked").count() == 1
    page.close()


def test_a_facet_opens_and_is_ticked_by_keyboard_alone(page: Page, served: str) -> None:
    """Enter opens what is closed, Tab leads to its boxes, Space ticks one, and the list follows."""
    page.goto(served + "/disputes")
    summary = page.locator(".facet:not([open]) > summary").first
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Space")
    assert page.locator(".chips li").count() == 1


def test_a_download_says_how_many_rows_it_has_and_has_them(page: Page, served: str) -> None:
    """The number on the button is that of the file's lines without its header."""
    page.goto(served + "/disputes")
    page.locator(".downloads summary").click()
    link = page.get_by_role("link", name=re.compile("^CSV"))
    rows = int(re.search(r"(\d+) rows?", link.inner_text())[1])  # type: ignore[index]
    with page.expect_download() as download:
        link.click()
    assert len(download.value.path().read_text().splitlines()) == rows + 1
    assert download.value.suggested_filename == "disputes.csv"
