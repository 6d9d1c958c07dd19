"""What a reviewer has before them: the queue that they ask for, a claim in its report, a dispute with the claims that wait."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from fastapi import Request

from picketline.export.spoken import gettext as _
from picketline.export.spoken import later
from picketline.export.words import day, headline
from picketline.ledger import Decision, Ledger, Query
from picketline.model import Claim, Dispute
from picketline.model.errors import UnknownId, UserError
from picketline.tables.content import written
from picketline.web.asked import address, ledger_of, query
from picketline.web.joined import joining
from picketline.web.marked import marked
from picketline.web.pages.own import places, subjects
from picketline.web.queue import Place, Queue, Ranking, queue
from picketline.web.told import Teller, decided

REASONS = (
    later("the words do not say it"), later("another dispute"), later("no part of the report"), later("not a labour dispute"),
    later("out of date"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reviewer narrows the queue to, besides the filters of the list."""

    property: str = ""
    confidence: float = 0.0
    dispute: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A decision about a claim that stands: in words, by whom, when, and why."""

    id: str
    did: str
    by: str
    when: str
    note: str


def narrowed(request: Request) -> Asked:
    """What the queue is narrowed to; UserError where it cannot be read."""
    params = request.query_params
    try:
        confidence = float(params.get("confidence") or 0)
    except ValueError as error:
        raise UserError(_("{written} is no confidence: write a number from 0 to 1").format(written=params["confidence"])) from error
    return Asked(params.get("property", ""), confidence, params.get("dispute", "").strip())


def waiting(request: Request) -> Queue:
    """The claims that wait, of all that the filters find."""
    ledger, asked = ledger_of(request), narrowed(request)
    dispute = ledger.current_id(asked.dispute) if asked.dispute else ""
    return _queue(ledger, query(request), ledger.position()).narrowed(asked.property, asked.confidence, dispute)


@lru_cache(maxsize=2)
def _queue(ledger: Ledger, asked: Query, position: int) -> Queue:  # noqa: ARG001  part of the key
    """The queue of one state of the ledger, which its `position` names: between two decisions it is made once."""
    return queue(ledger.waiting(asked))


def claim_shown(request: Request, waits: Queue) -> dict[str, object]:
    """The claim asked for by `at`, whether or not it waits, else the most urgent one."""
    ledger, ranking = ledger_of(request), waits.claims()
    at = request.query_params.get("at") or ranking.first(1)[0]
    place, weight = ranking.place(at), waits.weight(at)
    claim, dispute = _claim(ledger, at, weight.dispute if weight else "")
    document, others = ledger.document(claim.document), _beside(dispute, claim)
    teller = Teller(ledger.sources([claim.document, *(other.document for other in others)]))
    return {
        "claim": claim, "dispute": dispute, "told": teller.claim(claim), "headline": headline(dispute), "document": document,
        "rivals": tuple(map(teller.claim, others)), "text": marked(document, [claim]), "editable": written(claim), "place": place,
        "weight": weight, "judged": () if place else tuple(_judged(ledger, dispute, at)), "joining": joining(ledger, dispute),
        "subjects": tuple(subjects(document, [dispute], places(ledger, document))), **_around(request, at, place, ranking),
    }  # fmt: skip


def _claim(ledger: Ledger, claim_id: str, dispute_id: str) -> tuple[Claim, Dispute]:
    """A claim as it stands, or as it was recorded where it does not stand, in its dispute."""
    dispute = ledger.dispute(dispute_id or _dispute_of(ledger, ledger.claim(claim_id)))
    standing = next((claim for claim in dispute.claims if claim.id == claim_id), None)
    return standing or ledger.claim(claim_id), dispute


def _dispute_of(ledger: Ledger, claim: Claim) -> str:
    for dispute in ledger.disputes_of(claim.document):
        if claim.subject in ledger.dispute(dispute).subjects:
            return dispute
    raise UnknownId(_("{claim} belongs to no dispute of this ledger").format(claim=claim.id))


def _beside(dispute: Dispute, claim: Claim) -> Sequence[Claim]:
    """What other reports say of the same, where they differ."""
    for choices in dispute.chosen.values():
        for choice in choices:
            if claim.id == choice.claim.id:
                return choice.rivals
            if claim.id in {rival.id for rival in choice.rivals}:
                return (choice.claim, *(rival for rival in choice.rivals if rival.id != claim.id))
    return ()


def _judged(ledger: Ledger, dispute: Dispute, claim_id: str) -> Iterator[Judged]:
    """What stands of people's decisions about a claim, the latest first."""
    for one in reversed(ledger.history(dispute.id)):
        if one.standing and any(correction.claim == claim_id for correction in one.corrections):
            yield Judged(one.id, decided(one, ledger.claim), one.by, day(one.recorded_at[:10]), one.note)


def dispute_shown(request: Request, waits: Queue) -> dict[str, object]:
    """The dispute asked for by `at`, else the most urgent one, with its claims that wait, most urgent first."""
    ledger, ranking = ledger_of(request), waits.disputes()
    at = request.query_params.get("at")
    at = ledger.current_id(at) if at else ""
    if (place := ranking.place(at)) is None:
        at = ranking.first(1)[0]
        place = ranking.place(at)
    dispute = ledger.dispute(at)
    standing = {claim.id: claim for claim in dispute.claims}
    teller, ids = Teller(ledger.sources(dispute.documents())), waits.narrowed(dispute=dispute.id).claims().first()
    contested = {choice.claim.id for choices in dispute.chosen.values() for choice in choices if choice.rivals}
    return {
        "dispute": dispute, "headline": headline(dispute), "claims": [teller.claim(standing[one]) for one in ids if one in standing],
        "contested": contested, "disputes": int(ranking.ids.size), "joining": joining(ledger, dispute),
        "accept_all": address(request, "/review/accept", at=None, unit="dispute", dispute=dispute.id), "place": place,
        **_around(request, at, place, ranking),
    }  # fmt: skip


def _around(request: Request, at: str, place: Place | None, ranking: Ranking) -> dict[str, str]:
    """The addresses of what is shown and of what comes before and after it; from what does not wait one goes on to the most urgent."""
    before, after = (place.before, place.after) if place else ("", next(iter(ranking.first(1)), ""))
    named = {"here": at, "previous": before, "following": after}
    return {name: address(request, at=one) if one else "" for name, one in named.items()}


def sample(ledger: Ledger, waits: Queue, most: int) -> Iterator[tuple[str, Dispute, Claim]]:
    """The most urgent claims, so many, each in its dispute with the dispute's headline."""
    disputes: dict[str, Dispute] = {}
    for one in waits.claims().first(most):
        if weight := waits.weight(one):
            dispute = disputes.get(weight.dispute) or disputes.setdefault(weight.dispute, ledger.dispute(weight.dispute))
            yield headline(dispute), dispute, next(claim for claim in dispute.claims if claim.id == one)


def last(request: Request) -> tuple[Decision, str] | None:
    """The reviewer's last decision that stands, and what it did."""
    ledger = ledger_of(request)
    found = ledger.last_decision(request.app.state.by)
    return (found, decided(found, ledger.claim)) if found else None


def units(request: Request) -> list[tuple[str, str, bool]]:
    """What can be reviewed one by one: address, name, and whether it is this."""
    names, by_dispute = request.url.path == "/review/names", request.query_params.get("unit") == "dispute"
    return [
        (address(request, "/review", at=None, unit=None), later("Claim by claim"), not (names or by_dispute)),
        (address(request, "/review", at=None, unit="dispute"), later("Dispute by dispute"), by_dispute and not names),
        ("/review/names", later("Names"), names),
    ]
