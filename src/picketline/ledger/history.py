"""What people decided, read back from the rows: everything, what concerns one dispute, a person's last word."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from sqlalchemy import func, or_, select

from picketline.ledger.decisions import Decision, DecisionKind
from picketline.ledger.read import Reader, batches
from picketline.ledger.rows import Row, correction_of, judgement_of
from picketline.ledger.schema import corrections, judgements
from picketline.model import Correction, Judgement
from picketline.resolve.standing import in_force

UNDOING_NOTHING: Mapping[str, str] = MappingProxyType({})


def decisions(reader: Reader, about: Collection[str] | None = None) -> Iterator[Decision]:
    """The decisions, oldest first: all, or those that touch one of the subjects or claims `about`, each with the corrections of these."""
    judged: dict[str, list[Judgement]] = {}
    corrected: dict[str, list[Correction]] = {}
    for row in _judged(reader, about):
        judged.setdefault(row["decision"], []).append(judgement_of(row))
    for row in _corrected(reader, about):
        corrected.setdefault(row["decision"], []).append(correction_of(row))
    made: dict[str, list[Judgement | Correction]] = {one: [*judged.get(one, ()), *corrected.get(one, ())] for one in (*judged, *corrected)}
    made_in = {row.id: one for one, rows in made.items() for row in rows}
    stand = {made_in[row] for row in in_force(row for rows in made.values() for row in rows)}
    found = (decision_of(one, tuple(judged.get(one, ())), tuple(corrected.get(one, ())), made_in, one in stand) for one in made)
    whole = {} if about is None else _sizes(reader, sorted(corrected))
    for decision in sorted(found, key=lambda d: (d.recorded_at, d.id)):
        yield replace(decision, elsewhere=whole.get(decision.id, 0) - len(decision.corrections)) if decision.id in whole else decision


def _judged(reader: Reader, about: Collection[str] | None) -> Iterator[Row]:
    """The judgements of people's decisions, of those that touch something all."""
    if about is None:
        yield from reader.rows(judgements, judgements.c.decision.is_not(None))
        return
    made = set[str]()
    for batch in batches(sorted(about)):
        touching = or_(judgements.c.left_id.in_(batch), judgements.c.right_id.in_(batch))
        made.update(row["decision"] for row in reader.rows(judgements, judgements.c.decision.is_not(None), touching))
    for batch in batches(sorted(made)):
        yield from reader.rows(judgements, judgements.c.decision.in_(batch))


def _corrected(reader: Reader, about: Collection[str] | None) -> Iterator[Row]:
    if about is None:
        yield from reader.rows(corrections)
        return
    for batch in batches(sorted(about)):
        yield from reader.rows(corrections, corrections.c.claim.in_(batch))


def _sizes(reader: Reader, made: Sequence[str]) -> dict[str, int]:
    """How many claims each of some decisions corrects."""
    counted = select(corrections.c.decision, func.count()).group_by(corrections.c.decision)
    asked = (counted.where(corrections.c.decision.in_(batch)) for batch in batches(made))
    return {str(decision): int(many) for question in asked for decision, many in reader.connection.execute(question)}


def last_of(reader: Reader, by: str) -> Decision | None:
    """A person's last decision that stands and takes nothing back; the rows of earlier ones are not read."""
    undoing: list[Judgement | Correction] = [judgement_of(row) for row in reader.rows(judgements, judgements.c.undoes.is_not(None))]
    undoing += [correction_of(row) for row in reader.rows(corrections, corrections.c.undoes.is_not(None))]
    passed: list[str] = []
    while (latest := _latest(reader, by, passed)) is not None:
        judged = tuple(judgement_of(row) for row in reader.rows(judgements, judgements.c.decision == latest))
        corrected = tuple(correction_of(row) for row in reader.rows(corrections, corrections.c.decision == latest))
        found = decision_of(latest, judged, corrected)
        if (found.judgements or found.corrections)[0].id in in_force([*judged, *corrected, *undoing]):
            return found
        passed.append(latest)
    return None


def _latest(reader: Reader, by: str, passed: Sequence[str]) -> str | None:
    """The last decision of a person that takes nothing back, but those that were passed over."""
    found: list[tuple[int, str]] = []
    for table, made in ((judgements, judgements.c.method == f"person:{by}"), (corrections, corrections.c.made_by == by)):
        own = (made, table.c.decision.is_not(None), table.c.undoes.is_(None), table.c.decision.not_in(passed))
        asked = select(table.c.entry, table.c.decision).where(*own).order_by(table.c.entry.desc()).limit(1)
        found += [(row.entry, row.decision) for row in reader.connection.execute(asked)]
    return max(found)[1] if found else None


def decision_of(
    decision: str, judged: tuple[Judgement, ...], corrected: tuple[Correction, ...], made_in: Mapping[str, str] = UNDOING_NOTHING,
    stands: bool = True,
) -> Decision:  # fmt: skip
    """The decision of some rows; `made_in` has the decisions of the rows that it may take back."""
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
    if row.kind == "name":
        return "same name" if row.same else "other name"
    return "merge" if row.same else "split"
