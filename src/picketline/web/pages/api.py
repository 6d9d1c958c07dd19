"""The API, version 1: the same queries as the pages, as JSON."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated

from fastapi import APIRouter, Query, Request

from picketline.ledger import Ledger
from picketline.ledger import Query as Filter
from picketline.model.errors import UserError
from picketline.web.shapes import Changes, DisputeOut, DocumentOut, Failure, Page, SummaryOut

router = APIRouter(prefix="/api/v1", tags=["disputes"], responses={400: {"model": Failure}, 404: {"model": Failure}})

Many = Annotated[list[str], Query()]
Limit = Annotated[int, Query(ge=1, le=1000)]


@router.get("/disputes")
def disputes(
    request: Request, *, country: Many = [], industry: Many = [], form: Many = [], status: Many = [], since: str | None = None,  # noqa: B006
    until: str | None = None, employer: str | None = None, union: str | None = None, text: str | None = None, limit: Limit = 100,
    next: str | None = None,  # the contract's name
) -> Page[SummaryOut]:  # fmt: skip
    """The disputes that the filters find, in a stable order; `next` of one answer asks for what follows."""
    asked = Filter(tuple(country), tuple(industry), tuple(form), tuple(status), since, until, employer, union, text, "id")
    offset = read_mark(next)
    found = list(_ledger(request).summaries(asked, limit=limit + 1, offset=offset))
    return Page(items=[SummaryOut.of(summary) for summary in found[:limit]], next=mark(offset + limit) if len(found) > limit else None)


@router.get("/disputes/{dispute_id}")
def dispute(request: Request, dispute_id: str) -> DisputeOut:
    """One dispute whole; the id of one that was merged leads to the one it is part of."""
    return DisputeOut.of(_ledger(request).dispute(dispute_id))


@router.get("/sources/{document_id}")
def source(request: Request, document_id: str) -> DocumentOut:
    """One report with its layers and claims."""
    ledger = _ledger(request)
    return DocumentOut.of(ledger.document(document_id), ledger.claims(document_id))


@router.get("/changes")
def changes(request: Request, since: str | None = None) -> Changes:
    """The disputes that are new or changed after a mark (all of them without one); `next` is the mark for the next time."""
    ledger = _ledger(request)
    position = ledger.position()
    new, updated = ledger.changes(read_mark(since))
    merged = {one: now for one in updated if (now := ledger.current_id(one)) != one}
    return Changes(new=list(new), updated=[one for one in updated if one not in merged], merged=merged, next=mark(position))


def mark(position: int) -> str:
    """An opaque mark for a position.

    >>> read_mark(mark(120))
    120
    """
    return base64.urlsafe_b64encode(f"p{position}".encode()).decode().rstrip("=")


def read_mark(written: str | None) -> int:
    """The position of a mark, 0 for none; UserError where it is not one of ours."""
    if not written:
        return 0
    try:
        plain = base64.urlsafe_b64decode(written + "=" * (-len(written) % 4)).decode()
    except (binascii.Error, ValueError) as error:
        raise UserError(f"{written!r} is no mark of this ledger") from error
    if not (plain.startswith("p") and plain[1:].isdecimal() and len(plain) < 18):
        raise UserError(f"{written!r} is no mark of this ledger")
    return int(plain[1:])


def _ledger(request: Request) -> Ledger:
    ledger: Ledger = request.app.state.ledger
    return ledger
