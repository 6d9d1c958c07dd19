"""What lies near: disputes that may be the same as one, and reports that share words with one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from picketline.ledger.read import Reader, batches
from picketline.ledger.schema import cached_keys, cached_members
from picketline.model import Dispute, Document, Judgement
from picketline.resolve.copies import Signed, signed
from picketline.resolve.standing import standing

LONGEST = 500_000
"""Code points of a text that is compared: a longer one is a listing or a book."""
SLIGHT = 0.05
"""Part of the runs of words that two reports share, below which it is chance."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another dispute, and the judgement that comes nearest to joining it with this one."""

    dispute: str
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Similar:
    """Another report, and the part of their runs of words that both have (0..1)."""

    document: str
    shared: float


def neighbours(reader: Reader, dispute: Dispute) -> tuple[Neighbour, ...]:
    """The disputes whose reports were compared with this one's and kept apart, likest first; a person's "not the same" comes last."""
    ours = set(dispute.subjects)
    found: dict[str, Judgement] = {}
    for judgement in standing(reader.judgements(dispute.subjects, "dispute")):
        outside = {judgement.left, judgement.right} - ours
        for there in _disputes(reader.connection, outside):
            best = found.get(there)
            if there != dispute.id and (best is None or _weight(judgement) > _weight(best)):
                found[there] = judgement
    near = (Neighbour(there, judgement) for there, judgement in found.items())
    return tuple(sorted(near, key=lambda one: (one.judgement.by_person(), -one.judgement.score, one.dispute)))


def _weight(judgement: Judgement) -> tuple[bool, float]:
    """A person's word counts before a machine's score."""
    return judgement.by_person(), judgement.score


def _disputes(connection: Connection, subjects: set[str]) -> list[str]:
    return list(connection.scalars(select(cached_members.c.dispute).where(cached_members.c.subject.in_(sorted(subjects)))))


def similar(reader: Reader, document: Document, most: int = 5) -> tuple[Similar, ...]:
    """The reports that share a band of their digests with this one, by how many runs of words they share; copies are among them."""
    mine = signed(document) if len(document.text) <= LONGEST else None
    if mine is None:
        return ()
    found = (Similar(there, round(mine.shared(other), 3)) for there, other in _signed(reader, mine.bands(), document.id))
    near = sorted((one for one in found if one.shared >= SLIGHT), key=lambda one: (-one.shared, one.document))
    return tuple(near[:most])


def _signed(reader: Reader, bands: frozenset[str], but: str) -> Iterator[tuple[str, Signed]]:
    near: set[str] = set()
    for batch in batches(sorted(bands)):
        near.update(reader.connection.scalars(select(cached_keys.c.subject).where(cached_keys.c.key.in_(batch))))
    for there in sorted(near - {but}):
        other = reader.document(there)
        if other is not None and (made := signed(other)) is not None:
            yield there, made
