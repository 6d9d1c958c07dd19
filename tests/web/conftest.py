"""A desk that serves a small ledger on a real port."""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, sync_playwright

from picketline.web.app import create_app

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture
def ledger_path(full: Path, tmp_path: Path) -> Path:
    """A ledger of the test's own."""
    copy = tmp_path / "desk.db"
    copy.write_bytes(full.read_bytes())
    return copy


@pytest.fixture
def desk(ledger_path: Path) -> TestClient:
    """The desk, called in the same process."""
    return TestClient(create_app(str(ledger_path), by="ada"), base_url="http://127.0.0.1")


@pytest.fixture
def served(ledger_path: Path) -> Iterator[str]:
    """The address of a desk that listens on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(str(ledger_path), by="ada"), host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, driven by playwright."""
    if CHROMIUM is None:
        pytest.skip("Debian's chromium is not installed")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own."""
    opened = browser.new_page()
    yield opened
    opened.close()
