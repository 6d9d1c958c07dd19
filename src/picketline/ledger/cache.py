"""The assembled disputes as rows, kept beside what they are made of: only what new rows touch is assembled anew.

The cache holds nothing of its own. It knows up to which entry it has seen the ledger and by which rules it was made; where either is
behind, the disputes that new rows can reach through "same" judgements are assembled again, or all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import ColumnElement, Connection, Table, delete, insert, select

from picketline.ledger.agreement import ORGANISATIONS
from picketline.ledger.assemble import Assembly, assemble
from picketline.ledger.cached_rows import DERIVED, rows_of
from picketline.ledger.chain import head
from picketline.ledger.clusters import components
from picketline.ledger.read import Reader, batches
from picketline.ledger.schema import cache_state, cached_disputes, cached_members, claims, corrections, judgements
from picketline.model.claim import canonical

RULES = "6"
"""Raised whenever the same rows would be assembled otherwise: then the whole cache is made anew."""
TOGETHER = 2000
"""How many subjects are assembled at once."""


def is_current(connection: Connection) -> bool:
    """Whether the cache has seen all rows, by today's rules."""
    return _state(connection) == {"entry": str(head(connection)[0]), "rules": RULES}


def entry(connection: Connection) -> int:
    """The entry up to which the cache has seen the ledger."""
    return int(_state(connection)["entry"])


def refresh(connection: Connection) -> None:
    """Brings the cache up to the last row, within the caller's writing transaction."""
    reader = Reader(connection)
    state = _state(connection)
    if state.get("rules") == RULES:
        subjects = reader.connected(_touched(connection, int(state["entry"])))
    else:
        for table in DERIVED:
            connection.execute(delete(table))
        subjects = set(connection.scalars(select(claims.c.subject).distinct()))
    edges, last = list(reader.judgements(sorted(subjects), "dispute")), head(connection)[0]
    for together in _chunks(components(subjects, edges)):
        _replace(connection, together, read_assembly(reader, together), last)
    connection.execute(delete(cache_state))
    connection.execute(insert(cache_state), [{"name": "entry", "value": str(last)}, {"name": "rules", "value": RULES}])


def read_assembly(reader: Reader, subjects: Sequence[str] | None = None) -> Assembly:
    """The assembly of some subjects (whole components), or of the whole ledger as the reader sees it."""
    said = tuple(reader.claims(subjects))
    documents = sorted({claim.document for claim in said})
    linked = None if subjects is None else sorted(reader.connected(documents, "document"))
    names = reader.connected((form for claim in said if claim.property in ORGANISATIONS for form in claim.forms), "name")
    about = list(reader.judgements(None if linked is None or subjects is None else [*subjects, *linked, *sorted(names)]))
    return assemble(said, about, reader.corrections(subjects), reader.sources(linked))


def _state(connection: Connection) -> dict[str, str]:
    return {str(row.name): str(row.value) for row in connection.execute(select(cache_state.c.name, cache_state.c.value))}


def _touched(connection: Connection, entry: int) -> set[str]:
    """Subjects about which rows after `entry` say something."""
    found = set(connection.scalars(select(claims.c.subject).where(claims.c.entry > entry)))
    corrected = select(claims.c.subject).join(corrections, corrections.c.claim == claims.c.id).where(corrections.c.entry > entry)
    found.update(connection.scalars(corrected))
    judged = select(judgements.c.kind, judgements.c.left_id, judgements.c.right_id).where(judgements.c.entry > entry)
    sides: dict[str, set[str]] = {"dispute": found, "document": set(), "name": set()}
    for kind, left, right in connection.execute(judged):
        sides[kind].update((left, right))
    reader = Reader(connection)
    for batch in batches(sorted(reader.connected(sides["document"], "document"))):
        found.update(connection.scalars(select(claims.c.subject).where(claims.c.document.in_(batch))))
    for name in sorted(reader.connected(sides["name"], "name")):
        called = claims.c.content.contains(canonical(name), autoescape=True)
        found.update(connection.scalars(select(claims.c.subject).where(claims.c.property.in_(ORGANISATIONS), called)))
    return found


def _chunks(parts: Iterable[Sequence[str]]) -> Iterator[list[str]]:
    chunk: list[str] = []
    for part in parts:
        if chunk and len(chunk) + len(part) > TOGETHER:
            yield chunk
            chunk = []
        chunk += part
    if chunk:
        yield chunk


def _replace(connection: Connection, subjects: Sequence[str], assembly: Assembly, last: int) -> None:
    stale = {
        dispute
        for batch in batches(subjects)
        for dispute in connection.scalars(select(cached_members.c.dispute).where(cached_members.c.subject.in_(batch)))
    }
    for batch in batches(sorted(stale)):
        for table in DERIVED:
            connection.execute(delete(table).where(_dispute_of(table).in_(batch)))
    for table, rows in rows_of(assembly).items():
        if rows:
            connection.execute(insert(table), [{**row, "revision": last} for row in rows] if table is cached_disputes else rows)


def untrue(connection: Connection) -> Iterator[str]:
    """The disputes of which a current cache says something else than the ledger's rows."""
    if not is_current(connection):
        return
    reader = Reader(connection)
    subjects = set(connection.scalars(select(claims.c.subject).distinct()))
    for together in _chunks(components(subjects, reader.judgements(kind="dispute"))):
        assembly = read_assembly(reader, together)
        disputes = [dispute.id for dispute in assembly.disputes]
        wrong: set[str] = set()
        for table, rows in rows_of(assembly).items():
            wrong |= {
                str(row["dispute"] if "dispute" in row else row["id"]) for row in _differing(rows, _kept(connection, table, disputes))
            }
        yield from sorted(wrong)


def _kept(connection: Connection, table: Table, disputes: Sequence[str]) -> Iterator[dict[str, object]]:
    for batch in batches(disputes):
        for row in connection.execute(select(table).where(_dispute_of(table).in_(batch))).mappings():
            yield {name: value for name, value in row.items() if name != "revision"}


def _differing(one: Iterable[dict[str, object]], other: Iterable[dict[str, object]]) -> Iterator[dict[str, object]]:
    """The rows that only one side has."""
    left, right = ({canonical(row): row for row in rows} for rows in (one, other))
    return (row for key, row in {**left, **right}.items() if (key in left) != (key in right))


def _dispute_of(table: Table) -> ColumnElement[str]:
    return table.c.id if table is cached_disputes else table.c.dispute


def discard(connection: Connection) -> None:
    """Makes the next reader make the whole cache anew."""
    connection.execute(delete(cache_state))
