"""The assembled disputes as rows, kept beside what they are made of: only what new rows touch is assembled anew.

The cache holds nothing of its own. It knows up to which entry it has seen the ledger and by which rules it was made; where either is
behind, the disputes that new rows can reach through "same" judgements are assembled again, or all of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select

from picketline.ledger.agreement import number
from picketline.ledger.assemble import Assembly, assemble
from picketline.ledger.chain import head
from picketline.ledger.clusters import components
from picketline.ledger.read import Reader, batches
from picketline.ledger.schema import (
    cache_state,
    cached_disputes,
    cached_events,
    cached_facets,
    cached_handles,
    cached_members,
    claims,
    corrections,
    judgements,
)  # fmt: skip
from picketline.ledger.summary import Summary, stretch, summarise
from picketline.ledger.voices import fold
from picketline.model import Choice, Dispute, Judgement

RULES = "1"
"""Raised whenever the same rows would be assembled otherwise: then the whole cache is made anew."""
TOGETHER = 2000
"""How many subjects are assembled at once."""
DERIVED = (cached_disputes, cached_members, cached_handles, cached_facets, cached_events)


def is_current(connection: Connection) -> bool:
    """Whether the cache has seen all rows, by today's rules."""
    return _state(connection) == {"entry": str(head(connection)[0]), "rules": RULES}


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
    edges = list(reader.judgements(sorted(subjects), "dispute"))
    for together in _chunks(components(subjects, edges)):
        _replace(connection, together, read_assembly(reader, together))
    connection.execute(delete(cache_state))
    connection.execute(insert(cache_state), [{"name": "entry", "value": str(head(connection)[0])}, {"name": "rules", "value": RULES}])


def read_assembly(reader: Reader, subjects: Sequence[str] | None = None) -> Assembly:
    """The assembly of some subjects (whole components), or of the whole ledger as the reader sees it."""
    said = tuple(reader.claims(subjects))
    documents = sorted({claim.document for claim in said})
    linked = None if subjects is None else sorted(reader.connected(documents, "document"))
    about: list[Judgement] = list(reader.judgements(None if linked is None or subjects is None else [*subjects, *linked]))
    return assemble(said, about, reader.corrections(subjects), reader.sources(linked))


def _state(connection: Connection) -> dict[str, str]:
    return {str(row.name): str(row.value) for row in connection.execute(select(cache_state.c.name, cache_state.c.value))}


def _touched(connection: Connection, entry: int) -> set[str]:
    """Subjects about which rows after `entry` say something."""
    found = set(connection.scalars(select(claims.c.subject).where(claims.c.entry > entry)))
    corrected = select(claims.c.subject).join(corrections, corrections.c.claim == claims.c.id).where(corrections.c.entry > entry)
    found.update(connection.scalars(corrected))
    judged = select(judgements.c.kind, judgements.c.left_id, judgements.c.right_id).where(judgements.c.entry > entry)
    documents: set[str] = set()
    for kind, left, right in connection.execute(judged):
        (found if kind == "dispute" else documents).update((left, right))
    linked = sorted(Reader(connection).connected(documents, "document"))
    for batch in batches(linked):
        found.update(connection.scalars(select(claims.c.subject).where(claims.c.document.in_(batch))))
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


def _replace(connection: Connection, subjects: Sequence[str], assembly: Assembly) -> None:
    stale = {
        dispute
        for batch in batches(subjects)
        for dispute in connection.scalars(select(cached_members.c.dispute).where(cached_members.c.subject.in_(batch)))
    }
    for batch in batches(sorted(stale)):
        connection.execute(delete(cached_disputes).where(cached_disputes.c.id.in_(batch)))
        for table in (cached_members, cached_handles, cached_facets, cached_events):
            connection.execute(delete(table).where(table.c.dispute.in_(batch)))
    rows: dict[str, list[dict[str, object]]] = {table.name: [] for table in DERIVED}
    for dispute in assembly.disputes:
        summary = summarise(dispute, assembly.sources)
        rows[cached_disputes.name].append(_dispute_row(dispute, summary))
        rows[cached_members.name] += _member_rows(dispute)
        rows[cached_facets.name] += _facet_rows(summary)
        rows[cached_events.name] += [_event_row(dispute, at, choice) for at, choice in enumerate(dispute.chosen.get("event", ()))]
    rows[cached_handles.name] = [{"id": handle, "dispute": dispute} for handle, dispute in sorted(assembly.handles.items())]
    for table in DERIVED:
        if rows[table.name]:
            connection.execute(insert(table), rows[table.name])


def _dispute_row(dispute: Dispute, summary: Summary) -> dict[str, object]:
    first, last = stretch(summary)
    return {
        "id": summary.id, "employers": _list(summary.employers), "unions": _list(summary.unions), "workers": _list(summary.workers),
        "places": _list(summary.places), "countries": _list(summary.countries), "industry": summary.industry, "forms": _list(summary.forms),
        "demands": _list(summary.demands), "status": summary.status, "outcome": summary.outcome, "started": summary.started,
        "ended": summary.ended, "workers_involved": summary.workers_involved, "workers_max": summary.workers_max,
        "approximate": summary.approximate, "reports": summary.reports, "sources": summary.sources, "claims": summary.claims,
        "contested": summary.contested, "first_published": summary.first_published, "last_published": summary.last_published,
        "first_day": first, "last_day": last, "latest_day": summary.last_published or "",
        "employer_names": _all_names(dispute, "employer"), "union_names": _all_names(dispute, "union"),
    }  # fmt: skip


def _list(values: Sequence[str]) -> str:
    return json.dumps(list(values), ensure_ascii=False)


def _all_names(dispute: Dispute, name: str) -> str:
    written: list[str] = []
    for claim in dispute.claims:
        if claim.property == name:
            aliases = claim.value.get("aliases")
            written += [str(claim.value.get("value")), *(map(str, aliases) if isinstance(aliases, list) else ())]
    return " | ".join(dict.fromkeys(fold(form) for form in written))


def _member_rows(dispute: Dispute) -> Iterator[dict[str, object]]:
    for at, subject in enumerate(dispute.subjects):
        yield {"subject": subject, "dispute": dispute.id, "position": at, "document": subject.split("#", 1)[0]}


def _facet_rows(summary: Summary) -> Iterator[dict[str, object]]:
    facets: Mapping[str, Sequence[str]] = {
        "country": summary.countries,
        "form": summary.forms,
        "demand": summary.demands,
        "industry": [summary.industry] if summary.industry else [],
        "status": [summary.status] if summary.status else [],
    }
    for name, values in facets.items():
        for value in dict.fromkeys(values):
            yield {"dispute": summary.id, "property": name, "value": value}


def _event_row(dispute: Dispute, at: int, choice: Choice) -> dict[str, object]:
    claim, value = choice.claim, choice.claim.value
    amount = value.get("amount")
    money = amount if isinstance(amount, Mapping) else {}
    return {
        "dispute": dispute.id, "position": at + 1, "type": value.get("type"), "date": value.get("date"), "actor": value.get("actor"),
        "count": number(value.get("count")), "amount": number(money.get("value")), "currency": money.get("currency"),
        "modality": claim.modality, "said_by": claim.said_by, "quote": claim.words, "document": claim.document, "claim": claim.id,
        "reports": len({other.document for other in (claim, *choice.rivals, *choice.agreeing)}),
    }  # fmt: skip
