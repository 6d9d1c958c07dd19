"""One claim at a time, the most urgent first: accept, replace or reject it; looking never writes, and each decision can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, cast

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from picketline.export.words import claimed, headline
from picketline.ledger import Decision, Ledger, now
from picketline.ledger.replacement import replacement
from picketline.model.decision import Verdict
from picketline.model.errors import UserError
from picketline.tables.content import written
from picketline.web.asked import query
from picketline.web.marked import marked
from picketline.web.pages.dispute import TITLES
from picketline.web.queue import Waiting, queue
from picketline.web.views import page

router = APIRouter(include_in_schema=False)

LOOKED_AT = 300
"""How many disputes the queue is made from: the largest ones that the filter finds."""


@router.get("/review")
def review(request: Request) -> HTMLResponse:
    """The claim asked for by `at`, else the most urgent one."""
    history = _ledger(request).history()
    waiting = _queue(request, history)
    at = request.query_params.get("at")
    here = next((i for i, one in enumerate(waiting) if one.claim.id == at), 0)
    return HTMLResponse(page(request, "review.html", **_shown(request, history, waiting, here)))


@router.post("/review/{claim_id}")
def decide(
    request: Request, claim_id: str, *, verdict: Annotated[str, Form()], value: Annotated[str, Form()] = "",
    note: Annotated[str, Form()] = "", following: Annotated[str, Form()] = "",
) -> RedirectResponse:  # fmt: skip
    """Stores the decision and goes on to the next claim."""
    if verdict not in ("accept", "reject", "replace"):
        raise UserError(f"{verdict!r} is no decision: accept, reject or replace")
    ledger = _ledger(request)
    content = replacement(ledger.claim(claim_id), value) if verdict == "replace" else None
    ledger.correct(claim_id, cast(Verdict, verdict), by=request.app.state.by, recorded_at=now(), note=note, value=content)
    return RedirectResponse(f"/review?at={following}" if following else "/review", 303)


@router.post("/undo/{decision_id}")
def undo(request: Request, decision_id: str, back: Annotated[str, Form()] = "/review") -> RedirectResponse:
    """Takes a decision back."""
    _ledger(request).undo(decision_id, by=request.app.state.by, recorded_at=now())
    return RedirectResponse(back if back.startswith("/") and not back.startswith("//") else "/review", 303)


def _ledger(request: Request) -> Ledger:
    ledger: Ledger = request.app.state.ledger
    return ledger


def _queue(request: Request, history: Sequence[Decision]) -> list[Waiting]:
    judged = frozenset(c.claim for d in history if d.standing for c in d.corrections)
    return queue(_ledger(request).disputes(query(request), limit=LOOKED_AT), judged)


def _shown(request: Request, history: Sequence[Decision], waiting: list[Waiting], here: int) -> dict[str, object]:
    decisions = [decision for decision in history if decision.by == request.app.state.by and decision.standing]
    shown: dict[str, object] = {"waiting": len(waiting), "one": None, "last": decisions[-1] if decisions else None}
    if not waiting:
        return shown
    one = waiting[here]
    document = _ledger(request).document(one.claim.document)
    return shown | {
        "one": one, "title": TITLES.get(one.claim.property, "Event"), "words": claimed(one.claim), "headline": headline(one.dispute),
        "document": document, "text": marked(document, [one.claim]), "editable": written(one.claim),
        "previous": waiting[here - 1].claim.id if here else "", "following": waiting[here + 1].claim.id if here + 1 < len(waiting) else "",
    }  # fmt: skip
