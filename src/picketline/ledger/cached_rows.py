"""An assembly as rows of the cache: what lists, filters and the views `disputes` and `events` read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Table

from picketline.codes import crosswalk
from picketline.ledger.agreement import number
from picketline.ledger.assemble import Assembly
from picketline.ledger.backlog import lasted, waiting
from picketline.ledger.outline import outlined
from picketline.ledger.query import band
from picketline.ledger.schema import cached_disputes, cached_events, cached_facets, cached_handles, cached_members, cached_outlines
from picketline.ledger.source import Source
from picketline.ledger.summary import Summary, day_of, stretch, summarise
from picketline.ledger.voices import fold
from picketline.model import Choice, Dispute

Row = dict[str, object]
DERIVED = (cached_disputes, cached_members, cached_handles, cached_facets, cached_events, cached_outlines)


def rows_of(assembly: Assembly) -> Mapping[Table, list[Row]]:
    """The rows of each table."""
    rows: dict[Table, list[Row]] = {table: [] for table in DERIVED}
    for dispute in assembly.disputes:
        summary = summarise(dispute, assembly.sources)
        rows[cached_disputes].append(_dispute_row(dispute, summary, assembly.vouched))
        rows[cached_members] += _member_rows(dispute)
        rows[cached_facets] += _facet_rows(dispute, summary, assembly.sources)
        rows[cached_events] += [_event_row(dispute, at, choice) for at, choice in enumerate(dispute.chosen.get("event", ()))]
        rows[cached_outlines].append({"dispute": dispute.id, "outline": outlined(dispute)})
    rows[cached_handles] = [{"id": handle, "dispute": dispute} for handle, dispute in sorted(assembly.handles.items())]
    return rows


def _dispute_row(dispute: Dispute, summary: Summary, vouched: Mapping[str, str]) -> Row:
    first, last = stretch(summary)
    return {
        "id": summary.id, "employers": _list(summary.employers), "unions": _list(summary.unions), "workers": _list(summary.workers),
        "places": _list(summary.places), "countries": _list(summary.countries), "industry": summary.industry, "forms": _list(summary.forms),
        "demands": _list(summary.demands), "status": summary.status, "outcome": summary.outcome, "started": summary.started,
        "ended": summary.ended, "workers_involved": summary.workers_involved, "workers_max": summary.workers_max,
        "approximate": summary.approximate, "reports": summary.reports, "sources": summary.sources, "claims": summary.claims,
        "contested": summary.contested, "first_published": summary.first_published, "last_published": summary.last_published,
        "first_day": first, "last_day": last, "latest_day": day_of(summary.last_published, last=True),
        "employer_names": _all_names(dispute, "employer"), "union_names": _all_names(dispute, "union"),
        "days": lasted(summary), "waiting": json.dumps(list(waiting(dispute, vouched)), separators=(",", ":")),
    }  # fmt: skip


def _list(values: Sequence[str]) -> str:
    return json.dumps(list(values), ensure_ascii=False)


def _all_names(dispute: Dispute, name: str) -> str:
    return " | ".join(dict.fromkeys(fold(form) for claim in dispute.claims if claim.property == name for form in claim.forms))


def _member_rows(dispute: Dispute) -> Iterator[Row]:
    for at, subject in enumerate(dispute.subjects):
        yield {"subject": subject, "dispute": dispute.id, "position": at, "document": subject.split("#", 1)[0]}


def _facet_rows(dispute: Dispute, summary: Summary, sources: Mapping[str, Source]) -> Iterator[Row]:
    for name, values in facets_of(dispute, summary, sources).items():
        for value in dict.fromkeys(values):
            if value:
                yield {"property": name, "value": value, "dispute": summary.id}


def facets_of(dispute: Dispute, summary: Summary, sources: Mapping[str, Source]) -> Mapping[str, Iterable[str | None]]:
    """What a dispute is counted under, by facet."""
    regions, known = crosswalk("m49"), (sources.get(document) for document in dispute.documents())
    events = (choice.claim.value.get("type") for choice in dispute.chosen.get("event", ()))
    contested = [name for name, choices in dispute.chosen.items() if any(choice.rivals for choice in choices)]
    return {
        "country": summary.countries, "region": [regions.get(country) for country in summary.countries], "industry": [summary.industry],
        "form": summary.forms, "status": [summary.status], "demand": summary.demands, "event": [str(event) for event in events if event],
        "employers": summary.employers, "unions": summary.unions, "outlet": [source.outlet for source in known if source],
        "size": [band(summary.workers_max if summary.workers_max is not None else summary.workers_involved)],
        "conflict": [*contested, "any"] if contested else [],
    }  # fmt: skip


def _event_row(dispute: Dispute, at: int, choice: Choice) -> Row:
    claim, value = choice.claim, choice.claim.value
    amount = value.get("amount")
    money = amount if isinstance(amount, Mapping) else {}
    return {
        "dispute": dispute.id, "position": at + 1, "type": value.get("type"), "date": value.get("date"), "actor": value.get("actor"),
        "count": number(value.get("count")), "amount": number(money.get("value")), "currency": money.get("currency"),
        "modality": claim.modality, "said_by": claim.said_by, "quote": claim.words, "document": claim.document, "claim": claim.id,
        "reports": len({other.document for other in (claim, *choice.rivals, *choice.agreeing)}),
    }  # fmt: skip
