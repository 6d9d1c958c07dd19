"""Parsing apart: strangers' HTML, PDF and office files are read in a child process that has no sockets, little memory and little time.

One child serves many documents, so that what it costs is paid once; where several are read at a time, each has a child of its own
(see `CHILDREN`). A child that takes too long or too much, or dies, is replaced;
the document that it was given becomes an issue, or the words that can be had without parsing.
"""

from __future__ import annotations

import atexit
import json
import os
import queue
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from picketline.model import Issue
from picketline.sources import formats, wire
from picketline.sources.child import OUT_OF_MEMORY
from picketline.sources.draft import STAGE, Found

SECONDS, SECONDS_PER_MEGABYTE = 1, 1
"""CPU time that a document may take; by the clock it may take sixty times as long, for a busy machine must not change what is read."""
PATIENCE = 60
CHILDREN = min(4, os.cpu_count() or 1)
"""Children that may be at work at a time."""
_START = 120  # seconds by the clock for a child to load its parsers


class Stopped(Exception):
    """The child did not answer: the message says why, for an issue."""


@dataclass(slots=True)
class Sandbox:
    """A child and the way to it. It is started at the first document, and again after it was stopped."""

    _child: subprocess.Popen[bytes] | None = None
    _owner: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def read(self, format_name: str, data: bytes, name: str) -> Iterator[Found]:
        """The documents and issues that the child finds in the bytes; Stopped where it gives no answer."""
        seconds = SECONDS + SECONDS_PER_MEGABYTE * len(data) // 1_000_000
        head = json.dumps({"format": format_name, "name": name, "seconds": seconds}).encode()
        with self._lock:
            answer = self._ask(head, data, seconds)
        return wire.unpack(answer, data)

    def child(self) -> int | None:
        """The process id of the child, where there is one."""
        return self._child.pid if self._child is not None and self._owner == os.getpid() else None

    def stop(self) -> None:
        """Ends the child, if there is one."""
        child, self._child = self._child, None
        if child is not None and self._owner == os.getpid():
            child.kill()
            child.communicate()

    def _ask(self, head: bytes, data: bytes, seconds: int) -> bytes:
        child, fresh = self._started()
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            wire.write(child.stdin, head, data)
            if not select.select([child.stdout], [], [], seconds * PATIENCE + _START * fresh)[0]:
                raise Stopped(f"takes longer than {seconds * PATIENCE} s to read")
            return wire.read(child.stdout)
        except (BrokenPipeError, EOFError) as error:
            raise Stopped(_why(child, seconds)) from error
        except BaseException:
            self.stop()
            raise

    def _started(self) -> tuple[subprocess.Popen[bytes], bool]:
        """The child, and whether it was started just now and has its parsers to load yet."""
        fresh = self._child is None or self._owner != os.getpid() or self._child.poll() is not None
        if self._child is None or fresh:
            command = [sys.executable, "-m", "picketline.sources.child"]
            quiet = {
                "OPENBLAS_NUM_THREADS": "1",
                "OMP_NUM_THREADS": "1",
                "PYTHONDONTWRITEBYTECODE": "1",
            }  # each thread would reserve address space
            self._child = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=os.environ | quiet
            )
            self._owner = os.getpid()
        return self._child, fresh


def _why(child: subprocess.Popen[bytes], seconds: int) -> str:
    status = child.wait(timeout=_START)
    if status == -signal.SIGXCPU:
        return f"takes longer than {seconds} s of computing to read"
    return "needs more memory than reading a document may take" if status == OUT_OF_MEMORY else f"broke the parser (status {status})"


_ALL = tuple(Sandbox() for _ in range(CHILDREN))
_FREE: queue.LifoQueue[Sandbox] = queue.LifoQueue()  # the last to be freed is taken first, so that no child is started without need
for _sandbox in reversed(_ALL):
    _FREE.put(_sandbox)
    atexit.register(_sandbox.stop)


def shared() -> tuple[Sandbox, ...]:
    """The sandboxes that `read_apart` uses, the first the most."""
    return _ALL


def read_apart(format_name: str, data: bytes, name: str) -> Iterator[Found]:
    """What a child finds in the bytes; where it gave no answer, what the format salvages from them without parsing, or an issue."""
    sandbox = _FREE.get()
    try:
        found: Iterable[Found] = sandbox.read(format_name, data, name)
    except Stopped as stopped:
        salvage = formats.salvager(format_name)
        found = salvage(data, name, str(stopped)) if salvage else [Issue(name, STAGE, f"{stopped}: not read")]
    finally:
        _FREE.put(sandbox)
    yield from found
