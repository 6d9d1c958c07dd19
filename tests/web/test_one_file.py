"""A dispute as one file: it opens from a stick, asks for nothing, and has every quote in its report."""

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import sync_playwright

CHROMIUM = Path("/usr/bin/chromium")


def saved(desk: TestClient, folder: Path) -> Path:
    (item,) = desk.get("/api/v1/disputes", params={"employer": "Baltmar"}).json()["items"]
    answer = desk.get(f"/d/{item['id']}.html")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{item["id"]}.html"'
    path = folder / "dispute.html"
    path.write_bytes(answer.content)
    return path


def test_each_value_has_its_quote_and_each_report_its_hash(desk: TestClient, tmp_path: Path) -> None:
    """A quote links to its place in the text below; nothing of a report is rendered."""
    page = saved(desk, tmp_path).read_text(encoding="utf-8")
    anchors = set(re.findall(r'id="(at-C-[0-9a-f]+)"', page))
    assert set(re.findall(r'href="#(at-C-[0-9a-f]+)"', page)) == anchors
    assert len(re.findall(r"sha256 [0-9a-f]{64}", page)) == 2
    assert "&lt;b&gt;cheered&lt;/b&gt;" in page
    assert re.search(r"chain of hashes: [0-9a-f]{64}", page)
    assert "<script" not in page


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's chromium")
def test_it_asks_for_nothing_and_fits_a_phone_and_paper(desk: TestClient, tmp_path: Path) -> None:
    """Opened from a file, without a server."""
    path = saved(desk, tmp_path)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 320, "height": 700})
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.locator("q a").first.click()
        assert page.evaluate("location.hash").startswith("#at-C-")
        assert len(page.pdf()) > 1000
        assert (asked, said) == ([path.as_uri()], [])
        browser.close()
