"""Adding a report: it is shown with its evidence before anything is kept, and what cannot be read is told in words."""

import html
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from markupsafe import escape
from playwright.sync_api import sync_playwright

from picketline.ledger import Ledger
from picketline.model import Record
from picketline.web.app import create_app

TEXT = """Tram drivers walk out in Ostby

About 240 tram drivers at Ostby Transit walked out on Monday over pay, their union said.
"We had no choice," said Ana Brook, a driver. Ostby Transit said the strike was unlawful."""
CHROMIUM = Path("/usr/bin/chromium")


def position(desk: TestClient) -> int:
    return int(desk.app.state.ledger.position())  # type: ignore[attr-defined]


def carried(page: str) -> str:
    found = re.search(r'name="given" value="([^"]*)"', page)
    assert found
    return html.unescape(found[1])


def test_a_pasted_text_is_shown_with_its_evidence_before_it_is_kept(desk: TestClient) -> None:
    """Looking stores nothing; keeping stores the very text, and leads to its dispute."""
    before = position(desk)
    looked = desk.post("/add", data={"text": TEXT, "published": "2025-03-12"})
    assert looked.status_code == 200
    assert "<mark" in looked.text
    assert "240" in looked.text
    assert "10 March 2025" in looked.text  # the Monday before
    assert position(desk) == before
    kept = desk.post("/add/keep", data={"given": carried(looked.text)})
    assert kept.url.path.startswith("/d/D-")
    assert position(desk) > before
    assert "is in the ledger already" in desk.post("/add", data={"text": TEXT, "published": "2025-03-12"}).text


def test_several_files_are_read_at_once(desk: TestClient) -> None:
    """Each has its own record; a name with folders loses them."""
    files = [
        ("file", ("../../a.txt", TEXT.encode())),
        ("file", ("b.html", b"<html><body><p>Weather: fair, says the office.</p></body></html>")),
    ]
    looked = desk.post("/add", files=files).text
    assert looked.count('class="preview"') == 2
    assert "../" not in looked
    assert "No labour dispute is read in it" in looked


@pytest.mark.parametrize(
    ("data", "files", "told"),
    [
        ({"text": " "}, [], "paste a report&#39;s text, or choose a file"),
        ({"text": TEXT, "published": "last week"}, [], "is no day of publication: write it as 2024-03-15"),
        ({}, [("file", ("a.txt", b""))], "a.txt is empty"),
        ({}, [("file", ("a.pdf", b"%PDF-1.7 nothing"))], ""),
        ({"url": "https://example.org/x"}, [], "this desk fetches no addresses"),
    ],
)
def test_what_cannot_be_read_is_told_and_nothing_typed_is_lost(desk: TestClient, data: dict[str, str], files: list, told: str) -> None:  # type: ignore[type-arg]
    """The form comes back with the reason and with what was typed."""
    answer = desk.post("/add", data=data, files=files)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert told in answer.text
    assert str(escape(data.get("text", "").strip())) in answer.text


def test_a_desk_that_may_fetch_still_asks_no_private_network(ledger_path: Path) -> None:
    """An address of this machine or of a private network is refused."""
    desk = TestClient(create_app(str(ledger_path), by="ada", allow_fetch=True), base_url="http://127.0.0.1")
    assert 'name="url"' in desk.get("/add").text
    for url in ("http://127.0.0.1:1/", "http://[::1]/", "file:///etc/passwd", "http://169.254.169.254/latest"):
        answer = desk.post("/add", data={"url": url})
        assert answer.status_code == 400
        assert 'role="alert"' in answer.text


def test_a_desk_that_may_not_fetch_offers_no_field_for_an_address(desk: TestClient) -> None:
    """It is there only when the desk was started with --allow-fetch."""
    assert 'name="url"' not in desk.get("/add").text


def test_a_report_on_which_extraction_fails_is_noted_and_not_kept(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """It can be added again; the page says whose fault it is."""
    from picketline.extract import pipeline

    def failing(*_of: object) -> Record:
        raise ZeroDivisionError("no words")

    ledger: Ledger = desk.app.state.ledger  # type: ignore[attr-defined]
    before, reports = len(ledger.issues()), len(ledger.sources())
    words = carried(desk.post("/add", data={"text": TEXT}).text)
    monkeypatch.setattr(pipeline, "read", failing)
    assert "our fault: ZeroDivisionError: no words" in desk.post("/add", data={"text": TEXT}).text
    desk.post("/add/keep", data={"given": words})
    assert [issue.stage for issue in ledger.issues()[before:]] == ["extract"]
    assert len(ledger.sources()) == reports


def test_what_does_not_come_back_whole_is_not_kept(desk: TestClient) -> None:
    """A changed or cut field is refused."""
    for given in ("", "[]x", '[["a.txt", "###", null, ""]]', '[["a.txt"]]', "{}1"):
        assert desk.post("/add/keep", data={"given": given}).status_code == 400


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's chromium")
@pytest.mark.parametrize("scripts", [True, False])
def test_in_a_browser_a_report_is_pasted_looked_at_and_kept(served: str, tmp_path: Path, scripts: bool) -> None:
    """With and without JavaScript; no request goes elsewhere, and nothing is blocked by the policy."""
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        page = browser.new_context(java_script_enabled=scripts).new_page()
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"{served}/add")
        page.get_by_label("or files").set_input_files(path)
        page.get_by_role("button", name="Read it").click()
        assert page.locator("mark").count() > 3
        assert page.get_by_role("heading", level=2).first.inner_text()
        page.get_by_role("button", name="Keep", exact=True).click()
        assert "/d/D-" in page.url
        assert "Ostby Transit" in page.locator("h1").inner_text()
        assert all(url.startswith(served) for url in asked)
        assert said == []
        browser.close()
