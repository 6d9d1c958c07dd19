"""What changed in the ledger after an entry: new disputes, those of which something else is said, and ids that a merge absorbed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from picketline.ledger.assemble import assemble
from picketline.ledger.chain import head
from picketline.ledger.find import members_of
from picketline.ledger.read import Reader, batches
from picketline.ledger.rows import claim_of, correction_of, judgement_of
from picketline.ledger.schema import cached_handles, cached_members, claims, corrections, judgements
from picketline.ledger.store import Ledger
from picketline.ledger.story import touching
from picketline.model import Dispute


@dataclass(frozen=True, slots=True)
class Changed:
    """Ids, sorted. `merged` leads an id that a dispute had then to the one that it has now; `position` is the last entry that was seen."""

    new: tuple[str, ...]
    updated: tuple[str, ...]
    merged: Mapping[str, str]
    position: int


def changed(ledger: Ledger, entry: int) -> Changed:
    """What came after an entry: reports, decisions, and judgements of the machine alike; 0 for everything."""
    with ledger.reader() as reader:
        position = head(reader.connection)[0]
        found = sorted({dispute for question in touching(entry) for dispute in reader.connection.scalars(question)})
        known = _known(reader, found, entry)
        merged = _merged(reader, [dispute for dispute in found if dispute in known], entry)
    new = tuple(dispute for dispute in found if dispute not in known)
    return Changed(new, tuple(dispute for dispute in found if dispute in known), merged, position)


def _known(reader: Reader, disputes: Sequence[str], entry: int) -> set[str]:
    """Those of the disputes of which a report was there at the entry."""
    first = select(cached_members.c.dispute).join(claims, claims.c.subject == cached_members.c.subject)
    asked = first.group_by(cached_members.c.dispute).having(func.min(claims.c.entry) <= entry)
    return {
        dispute for batch in batches(disputes) for dispute in reader.connection.scalars(asked.where(cached_members.c.dispute.in_(batch)))
    }


def _merged(reader: Reader, disputes: Sequence[str], entry: int) -> dict[str, str]:
    """The ids that the reports of some disputes had at the entry and that lead elsewhere now."""
    out: dict[str, str] = {}
    for batch in batches(disputes):
        subjects = sorted(reader.connected(members_of(reader.connection, batch)))
        ids = [one.id for one in _then(reader, subjects, entry)]
        for part in batches(ids):
            rows = reader.connection.execute(select(cached_handles).where(cached_handles.c.id.in_(part)))
            out.update({str(row.id): str(row.dispute) for row in rows if row.id != row.dispute})
    return dict(sorted(out.items()))


def _then(reader: Reader, subjects: Sequence[str], entry: int) -> tuple[Dispute, ...]:
    current = {claim.id for claim in reader.claims(subjects)}
    said = [
        claim
        for batch in batches(subjects)
        for row in reader.rows(claims, claims.c.subject.in_(batch), claims.c.entry <= entry)
        if (claim := claim_of(row)).id in current
    ]
    judged = [
        judgement_of(row) for batch in batches(subjects)
        for row in reader.rows(judgements, judgements.c.left_id.in_(batch), judgements.c.entry <= entry)
    ]  # fmt: skip
    corrected = [
        correction_of(row) for batch in batches(sorted(current))
        for row in reader.rows(corrections, corrections.c.claim.in_(batch), corrections.c.entry <= entry)
    ]  # fmt: skip
    documents = sorted({claim.document for claim in said})
    return assemble(said, judged, corrected, reader.sources(documents)).disputes
