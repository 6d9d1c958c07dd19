"""Decisions of people as rows: what each adds to the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, func, select

from picketline.ledger.append import Appender
from picketline.ledger.assemble import replaced
from picketline.ledger.decisions import Decision
from picketline.ledger.history import decision_of
from picketline.ledger.moments import after
from picketline.ledger.read import Reader, batches
from picketline.ledger.rows import claim_row, correction_row, judgement_row
from picketline.ledger.schema import claims, corrections, judgements
from picketline.model import Claim, Correction, Judgement
from picketline.model.claim import content_id
from picketline.model.errors import UnknownId, UserError
from picketline.model.span import verified
from picketline.resolve.standing import standing


def next_moment(connection: Connection, recorded_at: str) -> str:
    """The moment of a new decision: later than every decision before it, even where the clock went back or stands."""
    lasts = (
        connection.scalar(select(func.max(judgements.c.recorded_at)).where(judgements.c.decision.is_not(None))),
        connection.scalar(select(func.max(corrections.c.recorded_at))),
    )
    last = max((str(found) for found in lasts if found), default="")
    return recorded_at if recorded_at > last else after(last)


def record(connection: Connection, judged: Sequence[Judgement], corrected: Sequence[Correction]) -> Decision:
    """Adds the rows of one decision; all of them carry the same person, note and moment."""
    rows: list[Judgement | Correction] = [*judged, *corrected]
    first = rows[0]
    decision = content_id("X", [first.recorded_at, *sorted(row.id for row in rows)])
    appender = Appender(connection, first.recorded_at)
    appender.add(judgements, [judgement_row(judgement, decision) for judgement in judged])
    appender.add(corrections, [correction_row(correction, decision) for correction in corrected])
    return decision_of(decision, tuple(judged), tuple(corrected))


def accepted(reader: Reader, claim_ids: Sequence[str], by: str, note: str, moment: str) -> list[Correction]:
    """The rows by which a person accepts several claims, each once."""
    if not claim_ids:
        raise UserError("there is no claim to accept")
    asked = (select(claims.c.id).where(claims.c.id.in_(batch)) for batch in batches(claim_ids))
    known = {found for question in asked for found in reader.connection.scalars(question)}
    recorded = dict.fromkeys(claim if claim in known else recorded_claim(reader, claim) for claim in claim_ids)
    return [Correction(claim, "accept", by, None, note, moment) for claim in recorded]


def state(connection: Connection, claim: Claim, note: str, moment: str) -> Decision:
    """Adds a claim of a person's own, and their decision to add it; UserError where they have added it already, EvidenceError
    where its quote is not in the report."""
    reader, by = Reader(connection), claim.method.removeprefix("person:")
    if (document := reader.document(claim.document)) is None:
        raise UnknownId(f"there is no report {claim.document} in this ledger")
    verified(document.text, claim.evidence)
    about = standing(reader.corrections([claim.subject]))
    if any(correction.claim == claim.id for correction in about):
        raise UserError(f"{by} has added this {claim.property} already")
    Appender(connection, moment).add(claims, [claim_row(claim)])
    return record(connection, (), [Correction(claim.id, "add", by, None, note, moment)])


def at(judged: Iterable[Judgement], moment: str) -> list[Judgement]:
    """The judgements at the moment of their decision."""
    return [replace(judgement, recorded_at=moment) for judgement in judged]


def recorded_claim(reader: Reader, claim_id: str) -> str:
    """The id of a claim as it was recorded; for the id of a person's replacement, that of the claim that it replaces."""
    if next(reader.claims_where(claims.c.id == claim_id), None):
        return claim_id
    for correction in reader.corrections():
        if correction.verdict == "replace":
            original = next(reader.claims_where(claims.c.id == correction.claim))
            if replaced(original, correction).id == claim_id:
                return original.id
    raise UserError(f"there is no claim {claim_id} in this ledger")


def taken_back(decision: Decision, by: str, note: str, recorded_at: str) -> tuple[list[Judgement], list[Correction]]:
    """The rows that take a decision back."""
    judged = [
        replace(j, method=f"person:{by}", reason=note, recorded_at=recorded_at, undoes=j.id, score=1.0, features=())
        for j in decision.judgements
    ]
    return judged, [replace(c, by=by, note=note, recorded_at=recorded_at, undoes=c.id) for c in decision.corrections]
