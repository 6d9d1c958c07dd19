"""How other readers of web pages fare on the hostile pages of tests/hostile, each page in a process of its own.

    PYTHON benchmarks/hostile_peers.py NAME     NAME: picketline, trafilatura, readability, newspaper

PYTHON is one that has the reader; the peers have theirs in a virtual environment of their own. A page may take ten seconds of
the processor, beyond what starting takes. `lost` counts pages whose report was not given.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests/hostile"))
from corpus import pages

LIMIT = 10
FAILED, LOST = 3, 4
REPORT = ("said a word to them", "walked out on Monday")
NO_REPORT = {"frames", "title-5mb", "pre", "select"}
"""Pages that tell nothing, or whose words are no report."""


def _trafilatura() -> Callable[[bytes], str]:
    import trafilatura

    return lambda page: trafilatura.extract(page) or ""


def _readability() -> Callable[[bytes], str]:
    from readability import Document

    return lambda page: Document(page).summary()


def _newspaper() -> Callable[[bytes], str]:
    import newspaper

    return lambda page: newspaper.article("https://example.org/", input_html=page.decode("utf-8", "replace")).text


def _picketline() -> Callable[[bytes], str]:
    from picketline.sources import read_bytes

    return lambda page: "".join(found[0].text for found in read_bytes(page, "page.html") if isinstance(found, tuple))


READERS = {"picketline": _picketline, "trafilatura": _trafilatura, "readability": _readability, "newspaper": _newspaper}


def main() -> None:
    """Reads all pages with one reader, and prints what came of them."""
    read = READERS[sys.argv[1]]()
    plain = b"<html><body><p>Crews walked out of the mill.</p></body></html>"
    read(plain)
    start = _apart(read, plain, "frames")[1]
    outcomes: Counter[str] = Counter()
    most = 0
    for name, page in pages("http://127.0.0.1:9/lure", 1.0):
        data = page if isinstance(page, bytes) else page.encode("utf-8", "surrogatepass")
        outcome, spent, kilobytes = _apart(read, data, name)
        seconds = max(0.0, spent - start)
        outcomes.update([outcome, *(["slower than 2 s"] if seconds > 2 else [])])
        most = max(most, kilobytes)
        print(f"{sys.argv[1]:12} {name:16} {outcome:10} {seconds:6.2f} s {kilobytes // 1024:5} MB", flush=True)
    print(f"{sys.argv[1]:12} {dict(outcomes)} most memory {most // 1024} MB", flush=True)


def _apart(read: Callable[[bytes], str], page: bytes, name: str) -> tuple[str, float, int]:
    """What came of a page, the processor seconds and the kilobytes that it took (picketline's own child is counted with it)."""
    process = os.fork()
    if process == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))
        status = 0
        try:
            text = read(page)
            status = 0 if name in NO_REPORT or any(words in text for words in REPORT) else LOST
        except BaseException:  # noqa: BLE001  # whatever a reader raises
            status = FAILED
        finally:
            _stop()
            os._exit(status)
    _, status, used = os.wait4(process, 0)
    seconds = used.ru_utime + used.ru_stime
    if os.WIFSIGNALED(status):
        return ("time-out" if os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL) else "crashed"), seconds, used.ru_maxrss
    return {0: "kept", FAILED: "exception", LOST: "lost"}.get(os.WEXITSTATUS(status), "crashed"), seconds, used.ru_maxrss


def _stop() -> None:
    """Ends the children that parse, so that they are counted."""
    if "picketline.sources.sandbox" in sys.modules:
        for sandbox in sys.modules["picketline.sources.sandbox"].shared():
            sandbox.stop()


if __name__ == "__main__":
    main()
