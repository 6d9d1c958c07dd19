"""Merge disputes and tell reports apart; each is a decision that can be taken back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse

from picketline.ledger import now
from picketline.web.asked import ledger_of
from picketline.web.safety import within

router = APIRouter(include_in_schema=False)


@router.post("/d/{dispute_id}/merge")
def merge(
    request: Request, dispute_id: str, other: Annotated[str, Form()], note: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "",
) -> RedirectResponse:  # fmt: skip
    """Says that two disputes are one."""
    ledger = ledger_of(request)
    ledger.merge(dispute_id, other.strip(), by=request.app.state.by, recorded_at=now(), note=note.strip())
    return RedirectResponse(within(back, f"/d/{dispute_id}"), 303)


@router.post("/d/{dispute_id}/split")
def split(
    request: Request, dispute_id: str, report: Annotated[list[str], Form()], note: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "",
) -> RedirectResponse:  # fmt: skip
    """Says that some reports tell of another dispute."""
    ledger = ledger_of(request)
    ledger.split(dispute_id, report, by=request.app.state.by, recorded_at=now(), note=note.strip())
    return RedirectResponse(within(back, f"/d/{dispute_id}"), 303)
