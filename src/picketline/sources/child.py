"""The child process that parses: `python -m picketline.sources.child`, started by `sandbox` and by nobody else.

It reads requests (a JSON head and the bytes) from standard input, and answers each on standard output, until either is closed.
"""

from __future__ import annotations

import gc
import json
import os
import sys

from picketline.sources import formats, wire
from picketline.sources.confine import allow_seconds, confine
from picketline.sources.language import identify

MEMORY = 400_000_000
"""Bytes of address space that parsing may take beyond what the parsers themselves do."""
OUT_OF_MEMORY = 77
"""The exit status that says so."""


def main() -> None:
    """Gives up what parsers do not need, and serves."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a parser prints must not get among the answers
    identify("This loads the tables by which languages are told, before the doors are shut.")
    confine(MEMORY)
    warm = set()
    while True:
        try:
            head, data = json.loads(wire.read(requests)), wire.read(requests)
        except EOFError:
            return
        if head["format"] not in warm:  # the parser is loaded on our time
            warm.add(head["format"])
            list(formats.load(str(head["format"])).read(b"", ""))
            gc.freeze()  # what is loaded stays: it is not looked through for each document
        allow_seconds(int(head["seconds"]))
        try:
            answer = wire.pack(formats.load(str(head["format"])).read(data, str(head["name"])), data)
        except MemoryError:
            os._exit(OUT_OF_MEMORY)
        wire.write(answers, answer)


if __name__ == "__main__":
    main()
