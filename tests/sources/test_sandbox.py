"""What parses strangers' bytes has no sockets, no programs, no files to write, little memory and little time."""

import signal
import subprocess
import sys

import pytest

from picketline.model import Issue
from picketline.sources import formats, wire
from picketline.sources.sandbox import Sandbox, Stopped
from picketline.sources.tags import bounded, depth, without_tags

STORY = "The weavers of the mill have been out since Monday, and the owner has not said a word to them. " * 4
PAGE = f"<html><body><h1>Mill</h1><p>{STORY}</p></body></html>".encode()


START = """
import ctypes, os, signal, socket, subprocess, sys
from picketline.sources.confine import allow_seconds, confine
confine(50_000_000)
"""


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", START + code], capture_output=True, text=True, timeout=60, check=False)


def confined(code: str) -> str:
    """What a confined process says that runs the code."""
    done = run(code)
    return done.stdout.strip() or done.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize(
    "code",
    [
        "socket.create_connection(('127.0.0.1', 9))",
        "socket.getaddrinfo('example.org', 80)",
        "subprocess.run(['true'])",
        "os.system('true')",
        "open('/tmp/written', 'w')",
    ],
)
def test_python_code_is_refused(code: str) -> None:
    """Connections, look-ups, programs and written files end in an error that says so."""
    assert confined(code).endswith("is refused while parsing")


@pytest.mark.skipif(sys.platform != "linux", reason="seccomp is Linux's")
def test_compiled_code_is_refused_by_the_kernel() -> None:
    """A parser in C that asks for a socket, or for another program, gets neither: the kernel says no (1 is EPERM)."""
    code = "libc = ctypes.CDLL(None, use_errno=True)\nprint({}, ctypes.get_errno())"
    assert confined(code.format("libc.socket(2, 1, 0)")) == "-1 1"
    assert confined(code.format("libc.execv(b'/bin/true', None)")) == "-1 1"


def test_memory_is_bounded() -> None:
    """More than is left cannot be had."""
    assert confined("bytes(200_000_000)") == "MemoryError"


def test_time_is_bounded() -> None:
    """A loop in C code is ended by the kernel: no handler is asked."""
    assert run("allow_seconds(0)\nsum(range(10**11))").returncode == -signal.SIGXCPU


def test_a_users_own_limit_of_computing_stays() -> None:
    """A document may take no more than the user allows the whole, and is read all the same."""
    code = "from resource import *; setrlimit(RLIMIT_CPU, (30, 30)); allow_seconds(60); print(getrlimit(RLIMIT_CPU))"
    assert confined(code) == "(30, 30)"


def test_one_child_serves_many_documents() -> None:
    """The answers are those of the format itself, and the child that gives them stays the same."""
    sandbox = Sandbox()
    try:
        first = list(sandbox.read("html", PAGE, "a.html"))
        child = sandbox._child
        again = list(sandbox.read("html", PAGE, "a.html"))
        assert sandbox._child is child
        assert first == again == list(formats.load("html").read(PAGE, "a.html"))
    finally:
        sandbox.stop()


def test_a_child_that_was_killed_is_replaced() -> None:
    """The document in hand is named, the next one is read."""
    sandbox = Sandbox()
    try:
        list(sandbox.read("html", PAGE, "a.html"))
        assert sandbox._child is not None
        sandbox._child.kill()
        sandbox._child.wait()
        assert len(list(sandbox.read("html", PAGE, "b.html"))) == 1
        sandbox._child.kill()
        with pytest.raises(Stopped):
            sandbox._ask(b"{}", b"", 1)
        assert len(list(sandbox.read("html", PAGE, "c.html"))) == 1
    finally:
        sandbox.stop()


@pytest.mark.parametrize("name", formats.names())
def test_answers_cross_the_pipe_unchanged(name: str) -> None:
    """What is packed and unpacked is what was found: layers, dates, odd characters, bytes of attachments."""
    for example in formats.load(name).examples():
        found = list(formats.load(name).read(example.data, example.name))
        assert list(wire.unpack(wire.pack(found, example.data), example.data)) == found


def test_what_the_parser_cannot_read_is_salvaged() -> None:
    """Where the child gave no answer the words of a page are kept, and it is said that its layout is not."""
    salvage = formats.salvager("html")
    assert salvage is not None
    document, issue = salvage(b"<p>Crews <b>walked</b> out.<script>evil()</script>", "x.html", "takes too long")
    assert not isinstance(document, Issue)
    assert document[0].text == "Crews walked out.\n"
    assert isinstance(issue, Issue)
    assert issue.message.startswith("takes too long: ")


@pytest.mark.parametrize("unit", ["<script>", "<", "<div>", "<a href='", "&#", "</", "<!--", "<p", "<SCRIPT>x", "<option>", "<p "])
def test_tags_come_off_in_one_pass(unit: str) -> None:
    """A page of half a million characters of one trick is read once: a quadratic rule would not come back from this."""
    page = unit * (500_000 // len(unit))
    assert without_tags(page).endswith("\n")
    assert depth(page, 10**9) >= 0
    assert bounded(page)


def test_what_parsers_take_the_square_of_is_taken_out() -> None:
    """Tags of thousands of attributes and forms of thousands of choices lose them; the words, and pages like others, stay as they are."""
    assert bounded(f"<p {'x=1 ' * 9000}>Crews walked out.</p>") == "<p>Crews walked out.</p>"
    assert "walked out" in bounded("<select>" + "<option>Weaver" * 9000 + "</select><p>Crews walked out.</p>")
    plain = f"<p title='{'x' * 9000}'><select><option>Weaver</select>Crews walked out.</p>"
    assert bounded(plain) == plain
