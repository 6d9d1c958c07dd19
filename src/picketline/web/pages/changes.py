"""To follow: the list under any filters, or one dispute, as an Atom feed of what is new and changed and as a calendar to subscribe to;
to keep: a dispute as one file. `redact=persons` hides private persons in all of them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from functools import partial
from typing import BinaryIO

from fastapi import APIRouter, Request
from fastapi.responses import Response

from picketline.export.evidence.page import whole
from picketline.export.follow import atom, ics, latest, of_one
from picketline.export.redact import redaction
from picketline.export.spoken import gettext as _
from picketline.export.words import headline
from picketline.export.written import shown
from picketline.ledger import Recorded
from picketline.ledger.story import announced, upcoming
from picketline.model import Dispute
from picketline.model.errors import UserError
from picketline.web.asked import address, base_of, ledger_of, query, redacts
from picketline.web.facets import chips

router = APIRouter(include_in_schema=False)


@router.get("/disputes.atom")
def feed(request: Request) -> Response:
    """What is new and changed in the disputes that the filters find, the latest first; `before` is the mark of the part before."""
    ledger, asked, before = ledger_of(request), query(request), request.query_params.get("before", "")
    if before and not before.isdecimal():
        raise UserError(f"{before!r} is no part of a feed: start from its first")
    filters = ", ".join(chip.label for chip in chips(request, asked))
    title = _("Labour disputes: {filters}").format(filters=filters) if filters else ""

    def write(out: BinaryIO) -> None:
        part = latest(ledger, asked, int(before) if before else None)
        place = atom.Place(
            base_of(request), address(request, "/disputes", redact=None), address(request, before=before or None), address(request),
            address(request, before=str(part.following)) if part.following else "",
        )  # fmt: skip
        atom.write(shown(ledger, part.steps, redacts(request)), out, place, title)

    return _fresh(request, atom.MEDIA_TYPE, write)


@router.get("/disputes.ics")
def calendar(request: Request) -> Response:
    """What is announced in the disputes that the filters find."""
    return _calendar(request, upcoming(ledger_of(request), query(request)))


@router.get("/d/{dispute_id}.atom")
def feed_of_one(request: Request, dispute_id: str) -> Response:
    """How one dispute changed, the latest first; an id that a merge absorbed leads on."""
    ledger = ledger_of(request)
    found, hidden = ledger.dispute(dispute_id), redacts(request)
    place = atom.Place(base_of(request), f"/d/{found.id}", address(request, f"/d/{found.id}.atom"))
    title = headline(redaction(ledger, found).dispute if hidden else found)
    return _fresh(
        request, atom.MEDIA_TYPE, lambda out: atom.write(shown(ledger, of_one(ledger, found.id), hidden), out, place, title),
    )  # fmt: skip


@router.get("/d/{dispute_id}.ics")
def calendar_of_one(request: Request, dispute_id: str) -> Response:
    """What is announced in one dispute."""
    return _calendar(request, [announced(ledger_of(request), dispute_id)])


@router.get("/d/{dispute_id}.html")
def page_of_one(request: Request, dispute_id: str) -> Response:
    """One dispute with all its evidence as one file to keep."""
    ledger = ledger_of(request)
    found = ledger.current_id(dispute_id)
    page = whole(ledger, found, redacts(request))
    headers = {"Content-Disposition": f'attachment; filename="{found}.html"', "Content-Security-Policy": "sandbox"}
    return Response(page, media_type="text/html; charset=utf-8", headers=headers)


def _calendar(request: Request, found: Iterable[tuple[Dispute, Recorded]]) -> Response:
    hidden = partial(redaction, ledger_of(request)) if redacts(request) else None
    return _fresh(request, ics.MEDIA_TYPE, lambda out: ics.write(found, out, base=base_of(request), hidden=hidden))


def _fresh(request: Request, media_type: str, write: Callable[[BinaryIO], None]) -> Response:
    """What is written; nothing where the reader has it already, for nothing was recorded since."""
    tag = f'"{ledger_of(request).position()}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    out = io.BytesIO()
    write(out)
    return Response(out.getvalue(), media_type=media_type, headers=headers)
