"""Which disputes a query finds, out of the cache: conditions, order, counts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import ColumnElement, Connection, TextClause, func, select, text

from picketline.ledger.query import FACETS, Order, Query
from picketline.ledger.read import batches
from picketline.ledger.schema import cached_disputes as cached
from picketline.ledger.schema import cached_facets as facets
from picketline.ledger.schema import cached_handles as handles
from picketline.ledger.schema import cached_members as members
from picketline.ledger.schema import cached_outlines as kept
from picketline.ledger.schema import claims
from picketline.ledger.schema import documents as reports
from picketline.ledger.summary import Summary
from picketline.ledger.voices import fold
from picketline.model.edtf import bounds
from picketline.model.errors import UserError

SETS = frozenset({"employers", "unions", "workers", "places", "countries", "forms", "demands"})
KEYS: Mapping[Order, ColumnElement[Any]] = {
    "latest": cached.c.latest_day,
    "started": cached.c.first_day,
    "workers": func.coalesce(cached.c.workers_max, cached.c.workers_involved, -1),
    "reports": cached.c.reports,
}
"""By what an order sorts, the greatest first; then, and in the order `id` alone, by id."""


def ids(connection: Connection, query: Query, limit: int | None = None, offset: int = 0) -> list[str]:
    """The ids of the disputes that a query finds, in its order."""
    question = select(cached.c.id).where(*conditions(connection, query)).order_by(*order(query)).limit(limit).offset(offset)
    return list(connection.scalars(question))


def summaries(connection: Connection, query: Query, limit: int | None = None, offset: int = 0) -> Iterator[Summary]:
    """The disputes that a query finds, one line each, in its order."""
    question = select(cached).where(*conditions(connection, query)).order_by(*order(query)).limit(limit).offset(offset)
    for row in connection.execute(question.execution_options(yield_per=1000)).mappings():
        yield _summary(row)


def order(query: Query) -> list[ColumnElement[Any]]:
    """By what the list is sorted."""
    return [*([KEYS[query.order].desc()] if query.order in KEYS else []), cached.c.id]


def named(connection: Connection, wanted: Sequence[str]) -> Iterator[Summary]:
    """The lines of some disputes, as they are given."""
    for batch in batches(wanted):
        found = {row["id"]: row for row in connection.execute(select(cached).where(cached.c.id.in_(batch))).mappings()}
        yield from (_summary(found[one]) for one in batch if one in found)


def outlines(connection: Connection, query: Query, since: int) -> Iterator[str]:
    """The outlines of the disputes that a query finds and that were written after an entry, in its order."""
    question = select(kept.c.outline).join(cached, cached.c.id == kept.c.dispute)
    question = question.where(*conditions(connection, query), *([cached.c.revision > since] if since >= 0 else []))
    yield from connection.scalars(question.order_by(*order(query)).execution_options(yield_per=1000))


def revisions(connection: Connection, query: Query) -> dict[str, int]:
    """The entry at which each dispute that a query finds was written last, in its order."""
    question = select(cached.c.id, cached.c.revision).where(*conditions(connection, query)).order_by(*order(query))
    return {row.id: row.revision for row in connection.execute(question)}


def count(connection: Connection, query: Query) -> int:
    """How many disputes a query finds."""
    return connection.scalar(select(func.count()).select_from(cached).where(*conditions(connection, query))) or 0


def conditions(connection: Connection, query: Query) -> list[ColumnElement[bool] | TextClause]:
    """The query as conditions on the cached disputes; UserError where a date of it cannot be read."""
    out: list[ColumnElement[bool] | TextClause] = [_has(name, values) for name in FACETS if (values := query.asked(name))]
    if query.since:
        out.append(cached.c.last_day >= day(query.since, last=False))
    if query.until:
        out += [cached.c.first_day <= day(query.until, last=True), cached.c.first_day != ""]
    for column, name in ((cached.c.employer_names, query.employer), (cached.c.union_names, query.union)):
        if name:
            out.append(column.contains(fold(name), autoescape=True))
    if query.text:
        out.append(_searched(query.text, connection.dialect.name))
    return out


def _has(name: str, values: tuple[str, ...]) -> ColumnElement[bool]:
    return cached.c.id.in_(select(facets.c.dispute).where(facets.c.property == name, facets.c.value.in_(values)))


def _searched(words: str, dialect: str) -> TextClause:
    where = f"cached_disputes.id IN ({TELLING[dialect]} UNION {CLAIMING[dialect]})"
    return text(where).bindparams(words=_asked(words, dialect), **({"values": f"value : ({match(words)})"} if dialect == "sqlite" else {}))


DOCUMENTS: Mapping[str, str] = {
    "sqlite": "SELECT id FROM documents WHERE id IN (SELECT d.id FROM documents_search s JOIN main.documents d ON d.rowid = s.rowid "
    "WHERE documents_search MATCH :words)",
    "postgresql": "SELECT id FROM documents WHERE to_tsvector('simple', coalesce(title, '') || ' ' || text) "
    "@@ websearch_to_tsquery('simple', :words)",
}
TELLING: Mapping[str, str] = {
    "sqlite": "SELECT m.dispute FROM documents_search s JOIN main.documents d ON d.rowid = s.rowid "
    "JOIN cached_members m ON m.document = d.id WHERE documents_search MATCH :words",
    "postgresql": f"SELECT dispute FROM cached_members WHERE document IN ({DOCUMENTS['postgresql']})",
}
CLAIMING: Mapping[str, str] = {
    "sqlite": "SELECT m.dispute FROM claims_search s JOIN main.claims c ON c.rowid = s.rowid "
    "JOIN cached_members m ON m.subject = c.subject WHERE claims_search MATCH :values AND c.entry <= (SELECT max(entry) FROM claims)",
    "postgresql": "SELECT m.dispute FROM claims c JOIN cached_members m ON m.subject = c.subject "
    "WHERE to_tsvector('simple', c.value || ' ' || c.quote) @@ websearch_to_tsquery('simple', :words)",
}
"""The disputes of which a report, or a claim's value, holds the words. SQLite's inner tables are named by their schema: a ledger as of a
day hides them behind views, which have no row numbers. A claim's quote stands in its report, which is searched anyway."""


def _asked(words: str, dialect: str) -> str:
    return match(words) if dialect == "sqlite" else words


def match(words: str) -> str:
    """The words as an FTS5 question: each must occur, a quoted phrase as it stands; nothing in it is an operator.

    >>> match('dockers "walked out" AND')
    '"dockers" "walked out" "AND"'
    """
    return " ".join(f'"{phrase or word}"' for phrase, word in re.findall(r'"([^"]+)"|([^\s"]+)', words)) or '""'


_QUARTER = re.compile(r"(\d{4})-?Q([1-4])", re.IGNORECASE)


def day(period: str, last: bool) -> str:
    """The first or last day of an EDTF value or a quarter, in ISO 8601; UserError where it is neither or has no year.

    >>> day("2020-Q1", last=True), day("2020", last=False)
    ('2020-03-31', '2020-01-01')
    """
    if quarter := _QUARTER.fullmatch(period.strip()):
        year, month = int(quarter[1]), int(quarter[2]) * 3 - (0 if last else 2)
        return day(f"{year:04d}-{month:02d}", last)
    found = bounds(period)
    side = (found.last if last else found.first) if found else None
    if side is None or not side.known():
        raise UserError(f"{period!r} is no date: write a day as 2020-03-31, a month as 2020-03, a quarter as 2020-Q1 or a year as 2020")
    return side.date().isoformat()


def documents(connection: Connection, words: str) -> list[str]:
    """The documents whose words a search finds."""
    return list(connection.scalars(text(DOCUMENTS[connection.dialect.name]), {"words": _asked(words, connection.dialect.name)}))


def urls(connection: Connection, wanted: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """The addresses of the reports of some disputes, first report first."""
    found: dict[str, dict[str, str]] = {}
    for batch in batches(wanted):
        of = select(members.c.dispute, members.c.document, reports.c.url).join(reports, reports.c.id == members.c.document)
        known = of.where(members.c.dispute.in_(batch), reports.c.url.is_not(None)).order_by(members.c.dispute, members.c.position)
        for dispute, document, url in connection.execute(known):
            found.setdefault(dispute, {})[document] = url
    return {dispute: tuple(known.values()) for dispute, known in found.items()}


def current_id(connection: Connection, dispute: str) -> str | None:
    """The id to which a dispute's id leads now; None where there is none."""
    return connection.scalar(select(handles.c.dispute).where(handles.c.id == dispute))


def changes(connection: Connection, entry: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(disputes of which every report came after `entry`, disputes of which some did)."""
    of = select(members.c.dispute, func.min(claims.c.entry), func.max(claims.c.entry)).join(claims, claims.c.subject == members.c.subject)
    found = connection.execute(of.group_by(members.c.dispute).having(func.max(claims.c.entry) > entry).order_by(members.c.dispute)).all()
    return tuple(row[0] for row in found if row[1] > entry), tuple(row[0] for row in found if row[1] <= entry)


def disputes_of(connection: Connection, document: str) -> list[str]:
    """The disputes that a report tells of, in the order of their places in it."""
    found = select(members.c.dispute).where(members.c.document == document).order_by(members.c.subject)
    return list(dict.fromkeys(connection.scalars(found)))


def members_of(connection: Connection, disputes: Sequence[str]) -> list[str]:
    """The subjects that some disputes join."""
    of = (select(members.c.subject).where(members.c.dispute.in_(batch)) for batch in batches(disputes))
    return [subject for question in of for subject in connection.scalars(question)]


def _summary(row: Mapping[Any, Any]) -> Summary:
    names = (one.name for one in fields(Summary))
    values: dict[str, Any] = {name: _set(row[name]) if name in SETS else row[name] for name in names}
    return Summary(**values)


def _set(text_: str) -> tuple[str, ...]:
    return tuple(map(str, json.loads(text_)))
