"""One claim or one dispute at a time, the most urgent first; looking never writes, and each decision can be undone."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from picketline.export.spoken import gettext as _
from picketline.ledger import now
from picketline.ledger.replacement import replacement
from picketline.model.decision import Verdict
from picketline.model.errors import UserError
from picketline.web.asked import address, ledger_of, query
from picketline.web.facets import chips
from picketline.web.pages.own import PROPERTIES
from picketline.web.reviewing import REASONS, claim_shown, dispute_shown, last, narrowed, sample, units, waiting
from picketline.web.safety import within
from picketline.web.told import Teller
from picketline.web.views import page

router = APIRouter(include_in_schema=False)

SAMPLE = 50
"""How many claims the page that asks for a confirmation lists."""
OWN = ("at", "unit", "property", "confidence", "dispute")
"""What an address of the review says besides the filters of the list."""


@router.get("/review")
def review(request: Request) -> HTMLResponse:
    """The claim or dispute asked for by `at`, else the most urgent one."""
    waits, params = waiting(request), request.query_params
    by_dispute = params.get("unit") == "dispute"
    common = {
        "waiting": len(waits), "wrong": waits.expected_wrong(), "last": last(request), "narrowed": narrowed(request), "reasons": REASONS,
        "properties": PROPERTIES, "units": units(request), "by_dispute": by_dispute,
        "chips": tuple(chips(request, query(request))), "bulk": address(request, "/review/accept", at=None, unit=None),
        "filters": [(name, value) for name, value in params.multi_items() if value and name not in OWN],
        "workbook": address(request, "/disputes.xlsx", **dict.fromkeys(OWN)), "address": lambda **changed: address(request, **changed),
    }  # fmt: skip
    if by_dispute and waits:
        return HTMLResponse(page(request, "review_dispute.html", **common, **dispute_shown(request, waits)))
    if waits or (params.get("at") and not by_dispute):
        return HTMLResponse(page(request, "review_claim.html", **common, **claim_shown(request, waits)))
    return HTMLResponse(page(request, "review.html", here=address(request), **common))


@router.get("/review/accept")
def confirm(request: Request) -> HTMLResponse:
    """Asks whether all claims of the narrowed queue are right."""
    waits, teller = waiting(request), Teller({})
    rows = [
        (headline, dispute, teller.claim(claim), claim.confidence) for headline, dispute, claim in sample(ledger_of(request), waits, SAMPLE)
    ]
    content = page(request, "accept_all.html", count=len(waits), rows=rows, action=address(request), back=address(request, "/review"))
    return HTMLResponse(content)


@router.post("/review/accept")
def accept_all(request: Request, count: Annotated[int, Form()], note: Annotated[str, Form()] = "") -> RedirectResponse:
    """Accepts the claims of the narrowed queue as one decision; 409 where they are not as many as were confirmed."""
    waits = waiting(request)
    if len(waits) != count:
        raise HTTPException(409, _("{n} claims were confirmed, and {now} wait now: look again").format(n=count, now=len(waits)))
    ledger_of(request).accept(waits.claims().first(), by=request.app.state.by, recorded_at=now(), note=note.strip())
    return RedirectResponse(address(request, "/review", dispute=None, property=None, confidence=None), 303)


@router.post("/review/{claim_id}")
def decide(
    request: Request, claim_id: str, *, verdict: Annotated[str, Form()], value: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "", note: Annotated[str, Form()] = "", back: Annotated[str, Form()] = "",
) -> RedirectResponse:  # fmt: skip
    """Stores the decision and goes on to the next claim, or back to where it was made."""
    if verdict not in ("accept", "reject", "replace"):
        raise UserError(_("{verdict} is no decision: accept, reject or replace").format(verdict=repr(verdict)))
    ledger = ledger_of(request)
    content = replacement(ledger.claim(claim_id), value) if verdict == "replace" else None
    why = ": ".join(filter(None, (reason.strip(), note.strip())))
    ledger.correct(claim_id, cast(Verdict, verdict), by=request.app.state.by, recorded_at=now(), note=why, value=content)
    return RedirectResponse(within(back, "/review"), 303)


@router.post("/undo/{decision_id}")
def undo(request: Request, decision_id: str, back: Annotated[str, Form()] = "/review") -> RedirectResponse:
    """Takes a decision back."""
    ledger_of(request).undo(decision_id, by=request.app.state.by, recorded_at=now())
    return RedirectResponse(within(back, "/review"), 303)
