"""Rows of the ledger with their links, for those who check them without the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select

from picketline.ledger.chain import GENESIS
from picketline.ledger.read import Reader, batches
from picketline.ledger.schema import RECORDED, claims, corrections, documents, judgements, layers, readings
from picketline.model.document import digest

KEYS = (
    (documents, documents.c.id), (layers, layers.c.document), (readings, readings.c.document), (claims, claims.c.id),
    (judgements, judgements.c.id), (corrections, corrections.c.claim),
)  # fmt: skip


def links(reader: Reader, ids: Sequence[str]) -> Iterator[Mapping[str, object]]:
    """The rows of some documents, claims and judgements, with layers, readings and corrections, in the order of the ledger: `table`,
    `row` (bytes as their sha256) and `before`, the chain of the row before."""
    found = [
        (int(row["entry"]), table.name, {name: digest(value) if isinstance(value, bytes) else value for name, value in row.items()})
        for table, key in KEYS
        for batch in batches(ids)
        for row in reader.rows(table, key.in_(batch))
    ]
    before = _chains(reader, [entry - 1 for entry, _, _ in found])
    for entry, table, row in sorted(found, key=lambda one: one[0]):
        yield {"table": table, "before": before.get(entry - 1, GENESIS), "row": row}


def _chains(reader: Reader, entries: Sequence[int]) -> Mapping[int, str]:
    return {
        row.entry: row.chain
        for table in RECORDED
        for batch in batches(entries)
        for row in reader.connection.execute(select(table.c.entry, table.c.chain).where(table.c.entry.in_(batch)))
    }
