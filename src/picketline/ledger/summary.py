"""One flat line a dispute, for lists, tables and exports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from picketline.ledger.agreement import number as number_of
from picketline.ledger.source import Source, independent
from picketline.model import Dispute
from picketline.model.edtf import bounds


@dataclass(frozen=True, slots=True)
class Summary:
    """What stands for a dispute in a list: the chosen values, and how many reports and claims stand behind them.

    `workers_max` is the upper end of a range; `sources` counts the independent sources (see `source.independent`); `contested` the
    properties with rival claims; `first_published` and `last_published` are the EDTF dates of the first and last report.
    """

    id: str
    employers: tuple[str, ...] = ()
    unions: tuple[str, ...] = ()
    workers: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    industry: str | None = None
    forms: tuple[str, ...] = ()
    demands: tuple[str, ...] = ()
    status: str | None = None
    outcome: str | None = None
    started: str | None = None
    ended: str | None = None
    workers_involved: float | None = None
    workers_max: float | None = None
    approximate: bool = False
    reports: int = 0
    sources: int = 0
    claims: int = 0
    contested: int = 0
    first_published: str | None = None
    last_published: str | None = None


def summarise(dispute: Dispute, sources: Mapping[str, Source]) -> Summary:
    """The flat line of a dispute."""
    number = dispute.choice("workers_involved")
    people = number.claim.value if number else {}
    reports = dispute.documents()
    published = sorted(source.published for document in reports if (source := sources.get(document)) and source.published)
    places = [choice.claim.value for choice in dispute.chosen.get("place", ())]
    return Summary(
        id=dispute.id,
        employers=dispute.all("employer"),
        unions=dispute.all("union"),
        workers=dispute.all("worker"),
        places=dispute.all("place"),
        countries=tuple(dict.fromkeys(str(place["country"]) for place in places if place.get("country"))),
        industry=_text(dispute.value("industry")),
        forms=dispute.all("form"),
        demands=dispute.all("demand"),
        status=_text(dispute.value("status")),
        outcome=_text(dispute.value("outcome")),
        started=_text(dispute.value("started")),
        ended=_text(dispute.value("ended")),
        workers_involved=number_of(people.get("value")),
        workers_max=number_of(people.get("max")),
        approximate=bool(people.get("approximate")),
        reports=len(reports),
        sources=len(set(independent(reports, sources).values())),
        claims=len(dispute.claims),
        contested=sum(any(choice.rivals for choice in choices) for choices in dispute.chosen.values()),
        first_published=published[0] if published else None,
        last_published=published[-1] if published else None,
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def stretch(summary: Summary) -> tuple[str, str]:
    """First and last day (ISO 8601) of the action as far as it is known; its reports' where its dates have no year; empty without either.

    >>> stretch(Summary("D-1", started="1987-03", last_published="1987-04-02"))
    ('1987-03-01', '1987-04-02')
    """
    first = day_of(summary.started, last=False) or day_of(summary.first_published, last=False)
    last = day_of(summary.ended, last=True) or max(day_of(summary.last_published, last=True), day_of(summary.started, last=True))
    return first, max(first, last)


def day_of(edtf: str | None, last: bool) -> str:
    """The first or last day of an EDTF value, ISO 8601; empty where it has no year."""
    found = bounds(edtf) if edtf else None
    day = (found.last if last else found.first) if found else None
    return day.date().isoformat() if day and day.known() else ""
