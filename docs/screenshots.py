"""Pictures of every page of the desk, from the demo's ledger: docs/pictures/*.png.

    picketline demo --ledger picketline-demo.db && python docs/screenshots.py picketline-demo.db

Needs Debian's chromium and the developers' tools.
"""

from __future__ import annotations

import shutil
import sys
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from picketline.web.app import create_app

PICTURES = Path(__file__).parent / "pictures"
PORT = 8765
DESK = f"http://127.0.0.1:{PORT}"
SIZES = {"wide": (1440, 960), "phone": (320, 800)}


def main() -> None:
    """Serves the ledger and takes the pictures."""
    server = uvicorn.Server(uvicorn.Config(create_app(sys.argv[1], by="ada"), port=PORT, log_level="error"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        for scheme in ("light", "dark"):
            page = browser.new_page(color_scheme=scheme)
            for name, path in pages(page).items():
                for size, (width, height) in SIZES.items():
                    if scheme == "light" or size == "wide":
                        page.set_viewport_size({"width": width, "height": height})
                        page.goto(DESK + path)
                        page.screenshot(path=PICTURES / f"{name}-{size}{'-dark' if scheme == 'dark' else ''}.png")
        browser.close()
    server.should_exit = True


def pages(page: Page) -> dict[str, str]:
    """The name and address of each page; the dispute with most reports stands for all, and its first report for the sources."""
    page.goto(f"{DESK}/disputes?order=reports")
    dispute = page.locator("tbody th a").first.get_attribute("href") or ""
    page.goto(DESK + dispute)
    source = page.locator(".sources a").first.get_attribute("href") or ""
    views = {view: f"/disputes?view={view}" for view in ("map", "timeline", "chart")}
    return {
        "disputes": "/disputes",
        **views,
        "dispute": dispute,
        "source": source,
        "review": "/review",
        "review-dispute": "/review?unit=dispute",
        "review-many": "/review/accept?property=employer",
        "review-names": "/review/names",
        "statistics": "/statistics",
        "add": "/add",
    }


if __name__ == "__main__":
    main()
