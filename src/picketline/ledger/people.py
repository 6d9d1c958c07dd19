"""Decisions of people as rows: what each adds to the ledger, and the rows read back as decisions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, func, select

from picketline.ledger.append import Appender
from picketline.ledger.assemble import replaced
from picketline.ledger.decisions import Decision, DecisionKind, in_force
from picketline.ledger.moments import after
from picketline.ledger.read import Reader
from picketline.ledger.rows import correction_of, correction_row, judgement_of, judgement_row
from picketline.ledger.schema import claims, corrections, judgements
from picketline.model import Correction, Judgement
from picketline.model.claim import content_id
from picketline.model.errors import UserError


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
    return _decision(decision, tuple(judged), tuple(corrected), {}, True)


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


def decisions(reader: Reader, about: Collection[str] | None = None) -> Iterator[Decision]:
    """The decisions, oldest first: all, or those that touch one of the subjects or claims `about`."""
    judged: dict[str, list[Judgement]] = {}
    corrected: dict[str, list[Correction]] = {}
    for row in reader.rows(judgements, judgements.c.decision.is_not(None)):
        judged.setdefault(row["decision"], []).append(judgement_of(row))
    for row in reader.rows(corrections):
        corrected.setdefault(row["decision"], []).append(correction_of(row))
    made: dict[str, list[Judgement | Correction]] = {one: [*judged.get(one, ()), *corrected.get(one, ())] for one in (*judged, *corrected)}
    made_in = {row.id: one for one, rows in made.items() for row in rows}
    stand = {made_in[row] for row in in_force(row for rows in made.values() for row in rows)}
    found = (_decision(one, tuple(judged.get(one, ())), tuple(corrected.get(one, ())), made_in, one in stand) for one in made)
    for decision in sorted(found, key=lambda d: (d.recorded_at, d.id)):
        if about is None or _touches(decision, about):
            yield decision


def _decision(
    decision: str, judged: tuple[Judgement, ...], corrected: tuple[Correction, ...], made_in: Mapping[str, str], stands: bool
) -> Decision:
    first = judged[0] if judged else corrected[0]
    by = first.method.removeprefix("person:") if isinstance(first, Judgement) else first.by
    note = first.reason if isinstance(first, Judgement) else first.note
    undoes = made_in.get(first.undoes) if first.undoes else None
    return Decision(decision, _kind(first), by, note, first.recorded_at, judged, corrected, undoes, stands)


def _kind(row: Judgement | Correction) -> DecisionKind:
    if row.undoes:
        return "undo"
    if isinstance(row, Correction):
        return row.verdict
    return "merge" if row.same else "split"


def _touches(decision: Decision, about: Collection[str]) -> bool:
    judged = any(judgement.left in about or judgement.right in about for judgement in decision.judgements)
    return judged or any(correction.claim in about for correction in decision.corrections)
