"""Rows added at the end of the ledger, each with its number and its link in the chain; nothing else ever writes to these tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, Table, insert, select

from picketline.ledger.chain import head, link


class Appender:
    """Adds rows within one writing transaction. A row whose id is there already is left as it stands."""

    def __init__(self, connection: Connection, recorded_at: str) -> None:
        self.connection = connection
        self.recorded_at = recorded_at
        self._entry, self._chain = head(connection)

    def add(self, table: Table, rows: Iterable[Mapping[str, object]]) -> int:
        """How many of the rows were new."""
        new = {str(row["id"]): row for row in reversed(list(rows))}
        for known in self._known(table, list(new)):
            del new[known]
        linked = [self._linked(table, row) for row in reversed(new.values())]
        if linked:
            self.connection.execute(insert(table), linked)
        return len(linked)

    def _known(self, table: Table, ids: list[str]) -> list[str]:
        batches = (ids[at : at + 500] for at in range(0, len(ids), 500))
        return [str(found) for batch in batches for found in self.connection.scalars(select(table.c.id).where(table.c.id.in_(batch)))]

    def _linked(self, table: Table, row: Mapping[str, object]) -> dict[str, object]:
        self._entry += 1
        whole = {**row, "recorded_at": self.recorded_at, "entry": self._entry}
        self._chain = link(self._chain, table.name, whole)
        return {**whole, "chain": self._chain}
