"""To follow: the list under any filters, or one dispute, as an Atom feed of what is new and changed and as a calendar to subscribe to;
to keep: a dispute as one file."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import BinaryIO

from fastapi import APIRouter, Request
from fastapi.responses import Response

from picketline.export.evidence.page import whole
from picketline.export.follow import atom, ics, latest, of_one
from picketline.export.spoken import gettext as _
from picketline.export.words import headline
from picketline.ledger.story import announced, upcoming
from picketline.web.asked import address, base_of, ledger_of, query

router = APIRouter(include_in_schema=False)


@router.get("/disputes.atom")
def feed(request: Request) -> Response:
    """What is new and changed in the disputes that the filters find, the latest first."""
    filters = ", ".join(value for name, value in request.query_params.items() if name != "view" and value)
    title = _("Labour disputes: {filters}").format(filters=filters) if filters else ""
    asked, page = query(request), address(request, "/disputes")
    return _fresh(request, atom.MEDIA_TYPE, lambda out: atom.write(
        latest(ledger_of(request), asked), out, base=base_of(request), address=page, title=title))  # fmt: skip


@router.get("/disputes.ics")
def calendar(request: Request) -> Response:
    """What is announced in the disputes that the filters find."""
    asked = query(request)
    return _fresh(request, ics.MEDIA_TYPE, lambda out: ics.write(upcoming(ledger_of(request), asked), out, base=base_of(request)))


@router.get("/d/{dispute_id}.atom")
def feed_of_one(request: Request, dispute_id: str) -> Response:
    """How one dispute changed, the latest first; an id that a merge absorbed leads on."""
    found = ledger_of(request).dispute(dispute_id)
    return _fresh(request, atom.MEDIA_TYPE, lambda out: atom.write(
        of_one(ledger_of(request), found.id), out, base=base_of(request), address=f"/d/{found.id}", title=headline(found)))  # fmt: skip


@router.get("/d/{dispute_id}.ics")
def calendar_of_one(request: Request, dispute_id: str) -> Response:
    """What is announced in one dispute."""
    found = announced(ledger_of(request), dispute_id)
    return _fresh(request, ics.MEDIA_TYPE, lambda out: ics.write([found], out, base=base_of(request)))


@router.get("/d/{dispute_id}.html")
def page_of_one(request: Request, dispute_id: str) -> Response:
    """One dispute with all its evidence as one file to keep; `?redact=persons` hides private persons."""
    ledger = ledger_of(request)
    found = ledger.current_id(dispute_id)
    page = whole(ledger, found, request.query_params.get("redact") == "persons")
    headers = {"Content-Disposition": f'attachment; filename="{found}.html"', "Content-Security-Policy": "sandbox"}
    return Response(page, media_type="text/html; charset=utf-8", headers=headers)


def _fresh(request: Request, media_type: str, write: Callable[[BinaryIO], None]) -> Response:
    """What is written; nothing where the reader has it already, for nothing was recorded since."""
    tag = f'"{ledger_of(request).position()}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    out = io.BytesIO()
    write(out)
    return Response(out.getvalue(), media_type=media_type, headers=headers)
