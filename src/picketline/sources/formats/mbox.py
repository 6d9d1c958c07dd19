"""A mailbox file: each mail in it is a document of its own, named `box.mbox!3`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from picketline.model import Issue
from picketline.sources.draft import STAGE, Found
from picketline.sources.formats import Example, load

APART = True
SUFFIXES = (".mbox", ".mbx")
_FROM = re.compile(rb"^From \S+ [^\n]{10,80}\r?\n", re.M)
_ESCAPED = re.compile(rb"^>(>*From )", re.M)


def sniff(head: bytes) -> bool:
    """Whether the first line is the one that parts mails."""
    return _FROM.match(head) is not None


def read(data: bytes, name: str) -> Iterator[Found]:
    """The mails, in order, each with its attachments; an issue where there is none."""
    marks = list(_FROM.finditer(data))
    if not marks:
        yield Issue(name, STAGE, "holds no mails")
    for number, mark in enumerate(marks, 1):
        end = marks[number].start() if number < len(marks) else len(data)
        mail = _ESCAPED.sub(rb"\1", data[mark.end() : end].rstrip(b"\r\n") + b"\n")
        yield from load("eml").read(mail, f"{name}!{number}")


_BOX = b"""From crews@union.example Mon Mar  4 09:15:00 2024
From: crews@union.example
Subject: Out

>From Monday on we are out.

From crews@union.example Tue Mar  5 09:15:00 2024
From: crews@union.example
Subject: In

We are back.
"""


def examples() -> tuple[Example, ...]:
    """Bytes with what must be read from them."""
    return (
        Example("box.mbox", _BOX, ("Out\n\nFrom Monday on we are out.", "In\n\nWe are back.")),
        Example("none.mbox", b"nothing", (), ("holds no mails",)),
    )
