"""iCalendar (RFC 5545): what is announced for a day whose year is known: hearings, deadlines, starts and ends, talks.

An appointment keeps its UID, which comes from the place of the words that first announced it: corrections, later reports and merges
leave it. SEQUENCE counts what was recorded about it since, so that it rises whenever its day moves. It is CANCELLED where a person
rejects it, where a report denies it, and where the action it announces is called off.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import BinaryIO

from picketline.export.follow.appointments import Appointment, appointments
from picketline.export.redact import Redaction
from picketline.export.spoken import gettext as _
from picketline.export.words import claimed, headline
from picketline.ledger import Recorded
from picketline.model import Claim, Dispute

SUFFIX = ".ics"
MEDIA_TYPE = "text/calendar; charset=utf-8"
HEAD = (
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//picketline//labour disputes//EN", "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
)  # fmt: skip
FOLD = 73
"""Octets after which a line is folded, its end and the leading blank of the next not counted."""


Hidden = Callable[[Dispute], Redaction]


def write(disputes: Iterable[tuple[Dispute, Recorded]], out: BinaryIO, *, base: str = "", hidden: Hidden | None = None) -> None:
    """Writes the calendar. `base` is the desk's address without a slash at its end; `hidden` hides the private persons of a dispute."""
    name = _escaped(_("Labour disputes"))
    out.write("\r\n".join((*HEAD, f"NAME:{name}", f"X-WR-CALNAME:{name}", "")).encode())
    for dispute, rows in disputes:
        redaction = hidden(dispute) if hidden else None
        for one in appointments(dispute, rows):
            entry = _Entry(dispute, one, base)
            if redaction:
                entry = _Entry(redaction.dispute, replace(one, claim=redaction.claim(one.claim)), base)
            for line in entry.lines():
                out.write(b"\r\n ".join(_folded(line)) + b"\r\n")
    out.write(b"END:VCALENDAR\r\n")


@dataclass(frozen=True, slots=True)
class _Entry:
    dispute: Dispute
    one: Appointment
    base: str

    def lines(self) -> Iterator[str]:
        """The lines of the event, not yet folded."""
        one = self.one
        page = f"{self.base}/d/{self.dispute.id}"
        yield "BEGIN:VEVENT"
        yield f"UID:{one.uid}@picketline"
        yield f"DTSTAMP:{one.recorded_at[:19].replace('-', '').replace(':', '')}Z"
        yield f"SEQUENCE:{one.sequence}"
        yield f"DTSTART;VALUE=DATE:{one.first:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{one.last + timedelta(1):%Y%m%d}"
        yield f"SUMMARY:{_escaped(f'{headline(self.dispute)}: {claimed(one.claim)}')}"
        yield f"DESCRIPTION:{_escaped(_told(one.claim))}\\n{_escaped(page)}"
        yield f"URL:{page}"
        yield f"STATUS:{one.status}"
        yield "END:VEVENT"


def _told(claim: Claim) -> str:
    quote = f"“{' '.join(claim.words.split())}”"
    return _("{quote} (says {speaker})").format(quote=quote, speaker=claim.said_by) if claim.said_by else quote


def _escaped(words: str) -> str:
    plain = "".join(letter for letter in " ".join(words.split()) if letter.isprintable())
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
