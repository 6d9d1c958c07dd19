"""iCalendar (RFC 5545): announced starts and ends, hearings, deadlines and other planned events, on whole days.

An event without a known year is left out: a calendar has no place for "11 December of some year". UID is stable, SEQUENCE counts the
tellings of the event, and what a later report calls off is CANCELLED.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import BinaryIO

from picketline.export.words import claimed, headline
from picketline.ledger.source import Source
from picketline.model import Choice, Dispute
from picketline.model.claim import content_id
from picketline.model.edtf import bounds

SUFFIX = ".ics"
MEDIA_TYPE = "text/calendar; charset=utf-8"
TO_COME = frozenset({"planned", "threatened"})
CALLED_OFF = frozenset({"averted", "ended", "suspended"})
FOLD = 73
"""Octets after which a line is folded, its end and the leading blank of the next not counted."""


def write(disputes: Iterable[Dispute], _sources: Mapping[str, Source], out: BinaryIO) -> None:
    """Writes the calendar."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//picketline//labour disputes//EN"]
    for dispute in disputes:
        for choice in dispute.chosen.get("event", ()):
            lines += _event(dispute, choice)
    for line in (*lines, "END:VCALENDAR"):
        out.write(b"\r\n ".join(_folded(line)) + b"\r\n")


def _event(dispute: Dispute, choice: Choice) -> list[str]:
    claim = choice.claim
    found = bounds(str(claim.value.get("date") or ""))
    if claim.modality not in TO_COME or not found or not found.exact() or not found.known() or found.first is None:
        return []
    day = found.first.date()
    off = dispute.value("status") in CALLED_OFF and claim.value.get("type") in ("action_threatened", "action_started")
    uid = content_id("E", [dispute.id, claim.value.get("type"), claim.value.get("actor")])
    return [
        "BEGIN:VEVENT", f"UID:{uid}@picketline", f"DTSTAMP:{_stamp(dispute, day)}", f"SEQUENCE:{len(choice.agreeing) + len(choice.rivals)}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"DTEND;VALUE=DATE:{day + timedelta(1):%Y%m%d}",
        f"SUMMARY:{_escaped(f'{headline(dispute)}: {claimed(claim)}')}", f"DESCRIPTION:{_escaped(claim.words)}", f"URL:/d/{dispute.id}",
        f"STATUS:{'CANCELLED' if off else 'TENTATIVE' if claim.modality == 'threatened' else 'CONFIRMED'}", "END:VEVENT",
    ]  # fmt: skip


def _stamp(dispute: Dispute, day: date) -> str:
    """When it was last reported: the calendar must not change while the ledger does not."""
    last = max((f.last.date() for p in dispute.published.values() if (f := bounds(p)) and f.last and f.last.known()), default=day)
    return f"{last:%Y%m%d}T000000Z"


def _escaped(words: str) -> str:
    plain = " ".join(words.split())
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> Iterator[bytes]:
    piece = b""
    for letter in line:
        encoded = letter.encode()
        if len(piece) + len(encoded) > FOLD:
            yield piece
            piece = b""
        piece += encoded
    yield piece
