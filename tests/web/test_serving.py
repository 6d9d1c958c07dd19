"""`picketline serve` as its own process."""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from picketline.ledger import Ledger

PATIENCE = 60


@contextmanager
def serving(ledger: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        str(Path(sys.executable).with_name("picketline")),
        "serve",
        "--ledger",
        str(ledger),
        "--port",
        str(port),
        "--by",
        "ada",
        *options,
    ]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    try:
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.kill()
        process.wait()


def get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return str(answer.read().decode())


def wait_for(url: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            get(url)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(url)


def test_a_decision_that_was_answered_survives_the_death_of_the_server(ledger_path: Path) -> None:
    """kill -9 right after the answer: the decision stands, and the chain of the ledger holds."""
    with Ledger.open(ledger_path) as ledger:
        claim = next(iter(ledger.claims())).id
    with serving(ledger_path) as (desk, process):
        wait_for(f"{desk}/disputes")
        body = urllib.parse.urlencode({"verdict": "accept"}).encode()
        with urllib.request.urlopen(f"{desk}/review/{claim}", data=body, timeout=10) as answer:
            assert answer.status == 200
        process.kill()
    with Ledger.open(ledger_path) as ledger:
        assert [decision.by for decision in ledger.history()] == ["ada"]
        assert not list(ledger.verify())


def test_the_desk_listens_on_no_other_address(ledger_path: Path) -> None:
    """Without accounts it is for one person on this machine: another address is refused with a reason."""
    with serving(ledger_path, "--host", "0.0.0.0") as (_desk, process):
        assert process.wait(PATIENCE) == 2
        assert process.stderr is not None
        assert b"127.0.0.1" in process.stderr.read()


@pytest.mark.parametrize("content", [b"no ledger", b"SQLite format 3\0" + b"\0" * 100])
def test_a_file_that_is_no_ledger_is_told_before_the_server_starts(tmp_path: Path, content: bytes) -> None:
    """Exit 2 and a message, not a server that answers 500."""
    path = tmp_path / "x.db"
    path.write_bytes(content)
    with serving(path) as (_desk, process):
        assert process.wait(PATIENCE) == 2
