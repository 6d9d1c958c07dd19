"""The ledger's rows read back as values, all of them or some."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, func, or_, select

from picketline.ledger.chain import head
from picketline.ledger.rows import claim_of, correction_of, document_of, issue_of, judgement_of, layer_of
from picketline.ledger.schema import claims, corrections, documents, issues, judgements, layers, readings
from picketline.ledger.source import Source
from picketline.model import Claim, Correction, Document, Issue, Judgement

T = TypeVar("T")

BATCH = 400
"""How many ids go into one question: below every database's limit on parameters."""


class Reader:
    """Reads within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def rows(self, table: Table, *conditions: ColumnElement[bool], columns: Sequence[ColumnElement[Any]] = ()) -> Iterator[dict[str, Any]]:
        """Rows of a table in the order in which they were recorded."""
        question: Select[Any] = select(*(columns or table.columns)).where(*conditions).order_by(table.c.entry)
        for row in self.connection.execute(question.execution_options(yield_per=1000)).mappings():
            yield dict(row)

    def has(self, document_id: str) -> bool:
        """Whether the document is there."""
        return self.connection.scalar(select(documents.c.id).where(documents.c.id == document_id)) is not None

    def relevant(self, document_id: str) -> bool:
        """Whether the latest reading of a document found a dispute."""
        latest = select(readings.c.relevant).where(readings.c.document == document_id).order_by(readings.c.entry.desc()).limit(1)
        return bool(self.connection.scalar(latest))

    def document(self, document_id: str) -> Document | None:
        """A document with its layers."""
        row = next(self.rows(documents, documents.c.id == document_id, columns=_light()), None)
        return None if row is None else document_of(row, tuple(map(layer_of, self.rows(layers, layers.c.document == document_id))))

    def original(self, document_id: str) -> bytes | None:
        """The bytes as they were read."""
        found = self.connection.scalar(select(documents.c.original).where(documents.c.id == document_id))
        return None if found is None else bytes(found)

    def document_ids(self, among: Iterable[str] | None = None) -> list[str]:
        """Ids in the order of `published` (those without a date last), then id."""
        chosen = None if among is None else set(among)
        question = select(documents.c.id, documents.c.published)
        found = sorted((row.published or "9999", row.id) for row in self.connection.execute(question))
        return [document for _, document in found if chosen is None or document in chosen]

    def sources(self, among: Sequence[str] | None = None) -> dict[str, Source]:
        """What is known of reports besides their words; copies are not yet told apart."""
        names = ("id", "name", "title", "url", "outlet", "via", "published", "language")
        columns = [documents.c[name] for name in names]
        found = self._some(documents, documents.c.id, among, columns)
        return {str(row["id"]): Source(row["id"], *(row[name] for name in names[1:])) for row in found}

    def claims(self, subjects: Sequence[str] | None = None, documents: Sequence[str] | None = None) -> Iterator[Claim]:
        """The claims of each document's latest reading, and people's own: all, those about some subjects, or those of some documents."""
        latest = select(readings.c.method).where(readings.c.document == claims.c.document).order_by(readings.c.entry.desc()).limit(1)
        current = or_(claims.c.method == latest.scalar_subquery(), claims.c.method.startswith("person:"))
        key, among = (claims.c.subject, subjects) if documents is None else (claims.c.document, documents)
        yield from map(claim_of, self._some(claims, key, among, (), current))

    def claims_where(self, *conditions: ColumnElement[bool]) -> Iterator[Claim]:
        """Claims of any reading."""
        yield from map(claim_of, self.rows(claims, *conditions))

    def judgements(self, ids: Sequence[str] | None = None, kind: str | None = None) -> Iterator[Judgement]:
        """Judgements, all or those that touch some ids (of subjects or documents) on either side."""
        about = [] if kind is None else [judgements.c.kind == kind]
        if ids is None:
            yield from map(judgement_of, self.rows(judgements, *about))
            return
        seen: set[str] = set()
        for batch in batches(ids):
            touching = or_(judgements.c.left_id.in_(batch), judgements.c.right_id.in_(batch))
            for row in self.rows(judgements, touching, *about):
                if row["id"] not in seen:
                    seen.add(row["id"])
                    yield judgement_of(row)

    def names_after(self, entry: int) -> Iterator[Judgement]:
        """What was judged of names after an entry."""
        yield from map(judgement_of, self.rows(judgements, judgements.c.entry > entry, judgements.c.kind == "name"))

    def last(self) -> int:
        """The last entry of all."""
        return head(self.connection)[0]

    def corrections(self, subjects: Sequence[str] | None = None) -> Iterator[Correction]:
        """Corrections, all or those of claims about some subjects."""
        if subjects is None:
            yield from map(correction_of, self.rows(corrections))
            return
        for batch in batches(subjects):
            about = select(claims.c.id).where(claims.c.subject.in_(batch))
            yield from map(correction_of, self.rows(corrections, corrections.c.claim.in_(about)))

    def issues(self) -> Iterator[Issue]:
        """What could not be read or understood, in the order in which it was met."""
        yield from map(issue_of, self.rows(issues))

    def days(self) -> tuple[str, ...]:
        """The days on which reports were read and decisions made, ascending."""
        tables = (readings, judgements, corrections)
        found = {day for t in tables for day in self.connection.scalars(select(func.substr(t.c.recorded_at, 1, 10)).distinct())}
        return tuple(sorted(found))

    def connected(self, subjects: Iterable[str], kind: str = "dispute") -> set[str]:
        """The subjects (or documents) that any "same" judgement, standing or taken back, links to the given ones, over any distance."""
        found = set(subjects)
        fresh = list(found)
        while fresh:
            linked = {end for batch in batches(fresh) for end in self._linked(batch, kind)}
            fresh = sorted(linked - found)
            found.update(fresh)
        return found

    def _linked(self, ids: Sequence[str], kind: str) -> Iterator[str]:
        ends = (judgements.c.left_id, judgements.c.right_id)
        for one, other in (ends, ends[::-1]):
            same = and_(judgements.c.kind == kind, judgements.c.same.is_(True), one.in_(ids))
            yield from self.connection.scalars(select(other).where(same))

    def _some(
        self, table: Table, key: ColumnElement[Any], among: Sequence[str] | None, columns: Sequence[ColumnElement[Any]] = (),
        *conditions: ColumnElement[bool],
    ) -> Iterator[dict[str, Any]]:  # fmt: skip
        if among is None:
            yield from self.rows(table, *conditions, columns=columns)
            return
        for batch in batches(among):
            yield from self.rows(table, key.in_(batch), *conditions, columns=columns)


def batches(ids: Sequence[T]) -> Iterator[Sequence[T]]:
    """The ids, so many at a time."""
    return (ids[at : at + BATCH] for at in range(0, len(ids), BATCH))


def _light() -> list[ColumnElement[Any]]:
    return [column for column in documents.columns if column.name != "original"]
