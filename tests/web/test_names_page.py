"""Two names, one organisation? Asked of a person on a page, answered by key or by form, and taken back."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page
from tests.ledger.conftest import tell

from picketline.ledger import Ledger

LATIN, CYRILLIC = "Harvik Port", "Харвик Порт"


@pytest.fixture
def ledger_path(tmp_path: Path) -> Path:
    """A ledger with one strike told under names in two scripts, and another one."""
    path = tmp_path / "names.db"
    with Ledger.open(path) as ledger:
        for employer, published in ((LATIN, "1987-03-03"), (CYRILLIC, "1987-03-04")):
            tell(
                f"Some 500 dockers of {employer} in Ashby struck over pay on 2 March 1987.", published, employers=employer,
                workers="dockers", places=("Ashby", "Ashby", {"country": "GB"}), forms=("strike", "struck"),
                started=("1987-03-02", "2 March 1987"), demands="pay", people=(500, "500"), industry=("H", "dockers"),
            ).into(ledger)  # fmt: skip
        tell("Looms at <b>Tarn Mill</b> stand still: its weavers are out.", "1990-05-05", employers="<b>Tarn Mill</b>").into(ledger)
    return path


def kinds(path: Path) -> list[str]:
    with Ledger.open(path) as ledger:
        return [one.kind for one in ledger.history() if one.standing and one.kind != "undo"]


def count(path: Path) -> int:
    with Ledger.open(path) as ledger:
        return ledger.count()


@pytest.mark.browser
def test_a_question_is_answered_and_taken_back_by_keyboard(page: Page, served: str, ledger_path: Path) -> None:
    """a joins the names and with them the reports, u brings all back, x says that they are two."""
    page.goto(served + "/review")
    with page.expect_navigation():
        page.get_by_role("link", name="Names").click()
    for key, kind, disputes in (("a", ["same name"], 2), ("u", [], 3)):
        with page.expect_navigation():
            page.keyboard.press(key)
        assert kinds(ledger_path) == kind
        assert count(ledger_path) == disputes
    with page.expect_navigation():
        page.keyboard.press("x")
    assert "No two names wait" in page.locator("main").inner_text()
    assert f"ada: {LATIN} ≠ {CYRILLIC}" in page.locator(".history").inner_text()


@pytest.mark.browser
def test_two_names_of_ones_own_choice_are_joined_without_javascript(browser: Browser, served: str, ledger_path: Path) -> None:
    """A form alone; the note is kept, the undo is a button, and nothing of a name is rendered as HTML."""
    page = browser.new_page(java_script_enabled=False)
    page.goto(served + "/review/names")
    page.get_by_text("Two other names").click()
    page.get_by_label("One name").fill(LATIN)
    page.get_by_label("the other").fill("<b>Tarn Mill</b>")
    page.get_by_label("Note").fill("sold in 1990")
    page.locator("details").get_by_role("button", name="One organisation").click()
    assert "<b>Tarn Mill</b> = Harvik Port" in page.locator(".history").inner_text()
    assert "sold in 1990" in page.locator(".history").inner_text()
    page.get_by_role("button", name="Undo").click()
    assert kinds(ledger_path) == []
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_open_to_all_and_fits_a_phone(browser: Browser, served: str, ledger_path: Path, scheme: str) -> None:
    """No serious or critical finding of axe-core, nothing wider than 320 pixels, with a question and with an answer."""
    page = browser.new_page(color_scheme=scheme, viewport={"width": 320, "height": 640})  # type: ignore[arg-type]
    with Ledger.open(ledger_path) as ledger:
        ledger.judge_names(LATIN, "<b>Tarn Mill</b>", same=False, by="bo", recorded_at="2025-04-01T00:00:00Z")
    page.goto(served + "/review/names")
    assert page.locator(".pairs > li").count() == 1
    found = Axe().run(page).response["violations"]
    assert not [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")]
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


def test_names_that_no_report_has_are_refused_and_other_sites_too(desk: TestClient) -> None:
    """400 with the reason, 403 before anything is looked up."""
    form = {"one": LATIN, "other": "Nobody", "same": "true"}
    answer = desk.post("/review/names", data=form)
    assert answer.status_code == 400
    assert "Nobody" in answer.text
    assert desk.post("/review/names", data=form, headers={"Origin": "http://evil.example"}).status_code == 403
