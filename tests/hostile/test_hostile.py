"""Hostile files: each is kept or named, nothing is asked of the network, and the reader lives on with little memory."""

import sys
from collections.abc import Iterator
from pathlib import Path
from socket import create_server, socket

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from corpus import cases

from picketline.model import Issue
from picketline.sources import Found, read_bytes
from picketline.sources.sandbox import shared

SCALE = 0.2
EVENTS: list[str] = []
MEGABYTES = 500


def _listen(event: str, _: tuple[object, ...]) -> None:
    if event in ("socket.connect", "socket.getaddrinfo", "urllib.Request"):
        EVENTS.append(event)


@pytest.fixture(scope="module")
def lure() -> Iterator[socket]:
    """A door at which something would knock that can be lured out."""
    with create_server(("127.0.0.1", 0)) as door:
        door.setblocking(False)
        yield door


@pytest.fixture(scope="module")
def results(lure: socket) -> dict[str, list[Found]]:
    """What was read of each file, by one and the same reader."""
    sys.addaudithook(_listen)
    EVENTS.clear()
    address = f"http://127.0.0.1:{lure.getsockname()[1]}/lure"
    return {name: list(read_bytes(data, name)) for name, data in cases(address, SCALE)}


def test_each_is_kept_or_named(results: dict[str, list[Found]]) -> None:
    """Of every file there is text or an issue that says why there is none: never silence, never an end."""
    assert len(results) >= 40
    for name, found in results.items():
        assert found, name
        assert all(isinstance(part, Issue) or part[0].text.strip() for part in found), name


KEPT = """
    nested-250 nested-254 nested-5000 nested-100000 nested-broken attribute-10mb attributes flat links metas less-than open-comment
    open-script open-quote entities nul not-utf8 charset-lie bom-lie charset-none bidi zero-width homoglyph json-ld-deep dates lures xxe
    svg
"""


@pytest.mark.parametrize("name", KEPT.split())
def test_the_words_of_a_page_survive_its_tricks(results: dict[str, list[Found]], name: str) -> None:
    """A page that holds a report keeps its words, parsed or with its tags taken off."""
    texts = [part[0].text for part in results[f"{name}.html"] if not isinstance(part, Issue)]
    assert any("walked out" in text or "said a word to them" in text for text in texts)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("bidi.html", "turn"),
        ("zero-width.html", "not seen within words"),
        ("homoglyph.html", "mixes alphabets"),
        ("bomb.zip", "grows beyond"),
        ("bomb.docx", "grows beyond"),
        ("bomb.txt.gz", "grows beyond"),
        ("laughs.docx", "no sound Word file"),
        ("laughs.odt", "no sound OpenDocument file"),
        ("nest.zip", "files deep"),
        ("lie.zip", "cannot be unpacked"),
        ("locked.pdf", "locked by a password"),
        ("loop.pdf", "no text layer"),
        ("deep.jsonl", "no JSON"),
    ],
)
def test_what_is_wrong_is_said(results: dict[str, list[Found]], name: str, words: str) -> None:
    """The issue names what was met, so that a reader can judge it."""
    assert any(isinstance(part, Issue) and words in part.message for part in results[name])


def test_nothing_is_asked_of_the_network(results: dict[str, list[Found]], lure: socket) -> None:
    """No page, feed, mail, archive or PDF has us connect or look up a host, in this process or in the one that parses."""
    assert results
    assert EVENTS == []
    with pytest.raises(BlockingIOError):
        lure.accept()


def test_no_file_of_ones_own_gets_into_a_report(results: dict[str, list[Found]]) -> None:
    """Entities that name a file of this machine bring none of it, and members of archives are written nowhere."""
    texts = [part[0].text for found in results.values() for part in found if not isinstance(part, Issue)]
    assert not any("root:" in text for text in texts)
    assert not Path("/tmp/escaped.txt").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory_stays_bounded(results: dict[str, list[Found]]) -> None:
    """The process that parses holds less than 500 MB, whatever it was given."""
    assert results
    child = shared()[0].child()
    assert child is not None
    peak = next(line for line in Path(f"/proc/{child}/status").read_text().splitlines() if line.startswith("VmHWM"))
    assert int(peak.split()[1]) < MEGABYTES * 1024


def test_the_reader_lives_on(results: dict[str, list[Found]]) -> None:
    """After all of it a plain page is read as ever."""
    assert results
    story = "The weavers of the mill have been out since Monday, and the owner has not said a word to them. " * 4
    (found,) = read_bytes(f"<html><body><h1>Mill</h1><p>{story}</p></body></html>".encode(), "mill.html")
    assert not isinstance(found, Issue)
    assert found[0].title == "Mill"
