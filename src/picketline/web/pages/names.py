"""Are these two names one organisation's? What no machine decides is asked here, answered by a person, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from picketline.export.words import day
from picketline.ledger import Decision, Ledger, Query, Summary, now
from picketline.web.asked import ledger_of
from picketline.web.reviewing import units
from picketline.web.safety import within
from picketline.web.views import page

router = APIRouter(include_in_schema=False)

AT_ONCE = 20
"""How many questions a page asks."""
BEARING = 3
"""How many of the disputes in which a name occurs are shown."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """A name, the first disputes in which it occurs, and how many there are."""

    name: str
    disputes: tuple[Summary, ...]
    count: int


@router.get("/review/names")
def names(request: Request) -> HTMLResponse:
    """The questions, then what people answered, the latest first."""
    ledger = ledger_of(request)
    found = ledger.name_candidates()
    asked = [(one, bearing(ledger, one.left), bearing(ledger, one.right)) for one in found[:AT_ONCE]]
    content = page(
        request, "names.html", questions=asked, more=len(found) - len(asked), answered=tuple(answered(ledger)), units=units(request)
    )
    return HTMLResponse(content)


@router.post("/review/names")
def answer(
    request: Request, *, one: Annotated[str, Form()], other: Annotated[str, Form()], same: Annotated[bool, Form()],
    note: Annotated[str, Form()] = "", back: Annotated[str, Form()] = "",
) -> RedirectResponse:  # fmt: skip
    """Stores the answer; the reports that have the names are compared again."""
    ledger_of(request).judge_names(one.strip(), other.strip(), same=same, by=request.app.state.by, recorded_at=now(), note=note.strip())
    return RedirectResponse(within(back, "/review/names"), 303)


def bearing(ledger: Ledger, name: str) -> Bearing:
    """The disputes in which a name of an employer or a union occurs, also as a part of a longer one."""
    found = {one.id: one for query in (Query(employer=name), Query(union=name)) for one in ledger.summaries(query, BEARING)}
    count = sum(ledger.count(query) for query in (Query(employer=name), Query(union=name)))
    return Bearing(name, tuple(found.values())[:BEARING], count)


def answered(ledger: Ledger) -> Iterator[tuple[Decision, str, str, str]]:
    """What people said of names and did not take back, the latest first: the decision, the two names, and its day."""
    for decision in reversed(ledger.name_decisions()):
        if decision.kind != "undo" and decision.standing:
            word = next(one for one in decision.judgements if one.kind == "name")
            yield decision, word.left, word.right, day(decision.recorded_at[:10])
