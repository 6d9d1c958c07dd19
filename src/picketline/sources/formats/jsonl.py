"""JSON Lines: a report a line, `{"id", "text", "url"?, "published"?, "title"?}`; unknown keys are ignored, `text` is kept as given."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import BinaryIO

from picketline.model import Issue
from picketline.sources.draft import STAGE, Draft, Found, finish
from picketline.sources.formats import Example
from picketline.sources.published import publication_date

SUFFIXES = (".jsonl", ".ndjson", ".jsonlines")
LONGEST_LINE = 20_000_000
"""Bytes of the longest line that is read."""


def sniff(head: bytes) -> bool:
    """Whether the first line is an object with a text."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and b'"text"' in head.split(b"\n", 1)[0]


def read(data: bytes, name: str) -> Iterator[Found]:
    """The documents of the lines; an issue for each line that holds none."""
    return read_lines(BytesIO(data), name)


def read_lines(file: BinaryIO, name: str) -> Iterator[Found]:
    """The same from an open file, line by line: a file may be larger than memory. `name:line` says where an issue was met."""
    empty = True
    for number, line in enumerate(_lines(file), 1):
        where = f"{name}:{number}"
        empty = empty and line is not None and not line.strip()
        if line is None:
            yield Issue(where, STAGE, f"the line is longer than {LONGEST_LINE} bytes")
        elif line.strip():
            yield from _read_line(line, where)
    if empty:
        yield Issue(name, STAGE, "holds no text")


def _lines(file: BinaryIO) -> Iterator[bytes | None]:
    """The lines without their ends; None for one that is too long."""
    while line := file.readline(LONGEST_LINE + 1):
        if len(line) <= LONGEST_LINE:
            yield line.rstrip(b"\r\n")
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(LONGEST_LINE)
        yield None


def _read_line(line: bytes, where: str) -> Iterable[Found]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return [Issue(where, STAGE, f"the line is no JSON ({_short(str(error) or 'nested too deep')})")]
    if not isinstance(row, dict):
        return [Issue(where, STAGE, f"the line should be a JSON object, not {_kind(row)}")]
    text = row.get("text")
    if not isinstance(text, str):
        return [Issue(where, STAGE, "the line has no `text`" if text is None else f"`text` should be a string, not {_kind(text)}")]
    if any("\ud800" <= character <= "\udfff" for character in text):
        return [Issue(where, STAGE, "`text` holds half a surrogate pair, which is no character")]
    return _report(row, line, text, where)


def _report(row: dict[str, object], line: bytes, text: str, where: str) -> Iterator[Found]:
    given, name = _string(row, "published"), row.get("id")
    published = publication_date(given) if given else None
    identity = name if isinstance(name, str) and name else str(name) if isinstance(name, int) else where
    yield from finish(
        Draft(
            name=identity,
            data=line,
            text=text,
            format="jsonl",
            title=_string(row, "title"),
            url=_string(row, "url"),
            outlet=_string(row, "outlet"),
            published=published,
            metadata={"published:from": "line"} if published else {},
            date_from_text=False,
        )
    )
    if row.get("published") not in (None, "") and published is None:
        yield Issue(where, STAGE, f"`published` {_short(repr(row['published']))} is no date that can be read: taken as none", "note")


def _string(row: dict[str, object], key: str) -> str | None:
    value = row.get(key)
    return " ".join(value.encode("utf-8", "replace").decode().split()) or None if isinstance(value, str) else None


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", int: "a number", float: "a number", bool: "true or false"}
    return names.get(type(value), "null")


def _short(message: str) -> str:
    return message if len(message) <= 80 else message[:79] + "…"


_TWO = b'{"id": "a", "text": "Crews walked out."}\r\n\n{"id": 7, "text": "They\\ncame back.", "unknown": 1}\n'
_BAD = b'{"id": "a"}\n{oops\n[1]\n{"text": 5}\n{"text": "\\ud800"}\n{"text": "  "}\n'
_UNDATED = b'{"id": "a", "text": "Crews walked out.", "published": "some day"}\n'


def examples() -> tuple[Example, ...]:
    """Bytes with what must be read from them."""
    return (
        Example("two.jsonl", _TWO, ("Crews walked out.", "They\ncame back.")),
        Example("bad.jsonl", _BAD, (), ("has no `text`", "is no JSON", "not a list", "not a number", "surrogate", "holds no text")),
        Example("dated.jsonl", _UNDATED, ("Crews walked out.",), ("is no date",)),
        Example("empty.jsonl", b"", (), ("holds no text",)),
    )
