"""One claim or one dispute at a time, the most urgent first; looking never writes, and each decision can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Annotated, cast

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from picketline.export.spoken import gettext as _
from picketline.export.spoken import later
from picketline.export.words import headline
from picketline.ledger import Decision, Ledger, Query, now
from picketline.ledger.decisions import standing
from picketline.ledger.replacement import replacement
from picketline.model.decision import Verdict
from picketline.model.errors import UserError
from picketline.tables.content import written
from picketline.web.asked import address, ledger_of, query
from picketline.web.joined import joining
from picketline.web.marked import marked
from picketline.web.pages.own import PROPERTIES, places, subjects
from picketline.web.queue import Waiting, expected_wrong, queue
from picketline.web.safety import within
from picketline.web.told import Teller, decided
from picketline.web.views import page

router = APIRouter(include_in_schema=False)

LOOKED_AT = 300
"""How many disputes the queue is made from: those with most workers that the filter finds."""
REASONS = (
    later("the words do not say it"), later("another dispute"), later("no part of the report"), later("not a labour dispute"),
    later("out of date"),
)  # fmt: skip
SAMPLE = 50
"""How many claims the page that asks for a confirmation lists."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reviewer narrows the queue to, besides the filters of the list."""

    property: str = ""
    confidence: float = 0.0
    dispute: str = ""

    def holds(self, one: Waiting) -> bool:
        """Whether a claim is among those asked for."""
        enough = not self.confidence or (one.claim.confidence or 0.0) >= self.confidence
        return enough and self.property in ("", one.claim.property) and self.dispute in ("", one.dispute.id)


@router.get("/review")
def review(request: Request) -> HTMLResponse:
    """The claim or dispute asked for by `at`, else the most urgent one."""
    waiting = _queue(request)
    by_dispute = request.query_params.get("unit") == "dispute"
    common = {
        "waiting": len(waiting), "wrong": expected_wrong(waiting), "last": _last(request), "narrowed": _narrowed(request),
        "properties": PROPERTIES, "here": address(request), "units": _units(request), "by_dispute": by_dispute, "reasons": REASONS,
        "bulk": address(request, "/review/accept", at=None, unit=None),
        "workbook": address(request, "/disputes.xlsx", at=None, unit=None, property=None, confidence=None, dispute=None),
    }  # fmt: skip
    if not waiting:
        return HTMLResponse(page(request, "review.html", **common))
    shown = _dispute(request, waiting) if by_dispute else _claim(request, waiting)
    return HTMLResponse(page(request, "review_dispute.html" if by_dispute else "review_claim.html", **common, **shown))


@router.get("/review/accept")
def confirm(request: Request) -> HTMLResponse:
    """Asks whether all claims of the narrowed queue are right."""
    waiting = _queue(request)
    rows = [(one, Teller({}).claim(one.claim), headline(one.dispute)) for one in waiting[:SAMPLE]]
    content = page(
        request, "accept_all.html", count=len(waiting), rows=rows, action=address(request), back=address(request, "/review"),
    )  # fmt: skip
    return HTMLResponse(content)


@router.post("/review/accept")
def accept_all(request: Request, count: Annotated[int, Form()], note: Annotated[str, Form()] = "") -> RedirectResponse:
    """Accepts the claims of the narrowed queue as one decision; 409 where they are not as many as were confirmed."""
    waiting = _queue(request)
    if len(waiting) != count:
        raise HTTPException(409, _("{n} claims were confirmed, and {now} wait now: look again").format(n=count, now=len(waiting)))
    claims = [one.claim.id for one in waiting]
    ledger_of(request).accept(claims, by=request.app.state.by, recorded_at=now(), note=note.strip())
    return RedirectResponse(address(request, "/review", dispute=None, property=None, confidence=None), 303)


@router.post("/review/{claim_id}")
def decide(
    request: Request, claim_id: str, *, verdict: Annotated[str, Form()], value: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "", note: Annotated[str, Form()] = "", following: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "",
) -> RedirectResponse:  # fmt: skip
    """Stores the decision and goes on to the next claim, or back to where it was made."""
    if verdict not in ("accept", "reject", "replace"):
        raise UserError(_("{verdict} is no decision: accept, reject or replace").format(verdict=repr(verdict)))
    ledger = ledger_of(request)
    content = replacement(ledger.claim(claim_id), value) if verdict == "replace" else None
    why = ": ".join(filter(None, (reason.strip() if verdict == "reject" else "", note.strip())))
    ledger.correct(claim_id, cast(Verdict, verdict), by=request.app.state.by, recorded_at=now(), note=why, value=content)
    onward = f"/review?at={following}" if following else "/review"
    return RedirectResponse(within(back, onward), 303)


@router.post("/undo/{decision_id}")
def undo(request: Request, decision_id: str, back: Annotated[str, Form()] = "/review") -> RedirectResponse:
    """Takes a decision back."""
    ledger_of(request).undo(decision_id, by=request.app.state.by, recorded_at=now())
    return RedirectResponse(within(back, "/review"), 303)


def _narrowed(request: Request) -> Asked:
    params = request.query_params
    try:
        confidence = float(params.get("confidence") or 0)
    except ValueError as error:
        raise UserError(_("{written} is no confidence: write a number from 0 to 1").format(written=params["confidence"])) from error
    return Asked(params.get("property", ""), confidence, params.get("dispute", ""))


def _queue(request: Request) -> list[Waiting]:
    ledger, asked = ledger_of(request), _narrowed(request)
    found = _ordered(ledger, replace(query(request), order="workers"), asked.dispute, ledger.position())
    return [one for one in found if asked.holds(one)]


@lru_cache(maxsize=8)
def _ordered(ledger: Ledger, asked: Query, dispute: str, position: int) -> Sequence[Waiting]:  # noqa: ARG001  part of the key
    """The queue of one state of the ledger, which its `position` names: between two decisions it is made once."""
    judged = frozenset(correction.claim for correction in standing(ledger.corrections()))
    return queue([ledger.dispute(dispute)] if dispute else ledger.disputes(asked, limit=LOOKED_AT), judged)


def _last(request: Request) -> tuple[str, str] | None:
    """The reviewer's last decision that stands, and what it did."""
    ledger = ledger_of(request)
    last = _last_of(ledger, request.app.state.by, ledger.position())
    return (last.id, decided(last, ledger.claim)) if last else None


@lru_cache(maxsize=8)
def _last_of(ledger: Ledger, by: str, position: int) -> Decision | None:  # noqa: ARG001  part of the key
    mine = [decision for decision in ledger.history() if decision.by == by and decision.standing and decision.kind != "undo"]
    return mine[-1] if mine else None


def _units(request: Request) -> list[tuple[str, str, bool]]:
    by_dispute = request.query_params.get("unit") == "dispute"
    one_claim, one_dispute = later("One claim at a time"), later("One dispute at a time")
    return [
        (address(request, at=None, unit=None), one_claim, not by_dispute),
        (address(request, at=None, unit="dispute"), one_dispute, by_dispute),
    ]


def _at(request: Request, ids: Sequence[str]) -> tuple[int, str, str]:
    """The place in the queue that is asked for, and the addresses before and after it."""
    at = request.query_params.get("at")
    here = ids.index(at) if at in ids else 0
    before = address(request, at=ids[here - 1]) if here else ""
    return here, before, address(request, at=ids[here + 1]) if here + 1 < len(ids) else ""


def _claim(request: Request, waiting: list[Waiting]) -> dict[str, object]:
    here, before, after = _at(request, [one.claim.id for one in waiting])
    one, ledger = waiting[here], ledger_of(request)
    document = ledger.document(one.claim.document)
    rivals = next(choice.rivals for choices in one.dispute.chosen.values() for choice in choices if choice.claim == one.claim)
    teller = Teller(ledger.sources([one.claim.document, *(rival.document for rival in rivals)]))
    return {
        "one": one, "told": teller.claim(one.claim), "headline": headline(one.dispute), "rivals": tuple(map(teller.claim, rivals)),
        "document": document, "text": marked(document, [one.claim]), "editable": written(one.claim), "position": here + 1,
        "previous": before, "following": after, "joining": joining(ledger, one.dispute),
        "subjects": tuple(subjects(document, [one.dispute], places(ledger, document))),
    }  # fmt: skip


def _dispute(request: Request, waiting: list[Waiting]) -> dict[str, object]:
    groups: dict[str, list[Waiting]] = {}
    for one in waiting:
        groups.setdefault(one.dispute.id, []).append(one)
    ids = sorted(groups, key=lambda dispute: (-sum(one.urgency for one in groups[dispute]), dispute))
    here, before, after = _at(request, ids)
    claims, ledger = groups[ids[here]], ledger_of(request)
    dispute = claims[0].dispute
    teller = Teller(ledger.sources(dispute.documents()))
    return {
        "dispute": dispute, "headline": headline(dispute), "claims": [(one, teller.claim(one.claim)) for one in claims],
        "position": here + 1, "disputes": len(ids), "previous": before, "following": after, "joining": joining(ledger, dispute),
        "accept": address(request, "/review/accept", at=None, unit="dispute", dispute=dispute.id),
    }  # fmt: skip
