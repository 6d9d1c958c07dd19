"""The chain of hashes through the ledger's rows: who changes or removes a row breaks it at that place.

Each row's `chain` is the sha256 of the chain of the row before (by `entry`, through all tables), the name of its table and its own
content as canonical JSON, bytes by their sha256. The chain of the last row, the *head*, stands for the whole ledger: noted down
elsewhere, it later proves that nothing before it was changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from sqlalchemy import Connection, select, union_all

from picketline.ledger.schema import RECORDED
from picketline.model.claim import canonical

GENESIS = hashlib.sha256(b"picketline ledger").hexdigest()


def link(before: str, table: str, row: Mapping[str, object]) -> str:
    """The chain of a row, from the chain of the row before.

    >>> link(GENESIS, "issues", {"id": "I-1", "entry": 1})[:12]
    'a48bc5823ed0'
    """
    content = {name: _plain(value) for name, value in row.items() if name != "chain"}
    return hashlib.sha256(f"{before}\n{table}\n{canonical(content)}".encode()).hexdigest()


def _plain(value: object) -> object:
    return hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else value


_LASTS = [select(t.c.entry, t.c.chain).order_by(t.c.entry.desc()).limit(1).subquery() for t in RECORDED]
_HEADS = union_all(*(select(last.c.entry, last.c.chain) for last in _LASTS))  # made once: every reader asks it first


def head(connection: Connection) -> tuple[int, str]:
    """The number of the last row and its chain; 0 and the genesis of an empty ledger."""
    rows = connection.execute(_HEADS).all()
    entry, chain = max(((int(row.entry), str(row.chain)) for row in rows), default=(0, GENESIS))
    return entry, chain


def had_head(connection: Connection, chain: str) -> bool:
    """Whether some row, or the empty ledger, has that chain."""
    found = (connection.scalar(select(table.c.entry).where(table.c.chain == chain)) for table in RECORDED)
    return chain == GENESIS or any(entry is not None for entry in found)
