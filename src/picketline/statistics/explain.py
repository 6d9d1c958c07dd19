"""Why a figure is what it is: the stoppages, segments, rule steps, claims and quotes behind it, as plain JSON from which the
figure can be computed again without the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any, cast

from picketline.model import Claim, Dispute
from picketline.statistics.calendar import Calendar
from picketline.statistics.count import Counted, Scope
from picketline.statistics.measures import MEASURES, Cell, add_up, possible
from picketline.statistics.periods import period
from picketline.statistics.profile import Profile
from picketline.statistics.range import Range
from picketline.statistics.stoppages import Dates, Segment, Stoppage

Json = Mapping[str, Any]


def explanation(cell: Cell, profile: Profile) -> dict[str, object]:
    """The figure, the profile's rules and every stoppage behind it; `factor` is what days were multiplied by for a rate."""
    return {
        "period": cell.period, "groups": list(cell.groups), "measure": cell.measure, "status": cell.status,
        "value": asdict(cell.value), "not_computable": cell.not_computable, "factor": cell.factor, "profile": asdict(profile),
        "stoppages": [
            {**_counted(part.counted), "adds": part.value and asdict(part.value), "why": part.why} for part in cell.parts
        ],
    }  # fmt: skip


def recomputed(explained: Json) -> Range:
    """The figure computed again from its explanation alone, by the same rules."""
    rules: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in explained["profile"].items()}
    profile = Profile(**rules)
    measure, when = MEASURES[explained["measure"]], period(explained["period"])
    parts = [part for row in explained["stoppages"] if (part := measure(_read(row), when, profile))]
    return add_up([possible(part) for part in parts]).scaled(explained["factor"])


def _counted(counted: Counted) -> dict[str, object]:
    stoppage, calendar = counted.stoppage, counted.calendar
    return {
        "stoppage": stoppage.key, "dispute": stoppage.dispute.id, "scope": counted.scope, "steps": list(counted.steps),
        "lacking": list(stoppage.lacking), "weekend": sorted(calendar.weekend), "holidays": calendar.country,
        "segments": [_segment(segment) for segment in stoppage.segments],
    }  # fmt: skip


def _segment(segment: Segment) -> dict[str, object]:
    return {
        "begin": _dates(segment.begin), "end": segment.end and _dates(segment.end), "workers": segment.workers and asdict(segment.workers),
        "known_until": segment.known_until and segment.known_until.isoformat(), "workdays": segment.workdays,
        "estimated": segment.estimated, "note": segment.note, "claims": [_claim(claim) for claim in segment.claims],
    }  # fmt: skip


def _claim(claim: Claim) -> dict[str, object]:
    return {"id": claim.id, "document": claim.document, "property": claim.property, "said_by": claim.said_by, "words": claim.words}


def _dates(dates: Dates) -> list[str]:
    return [dates.earliest.isoformat(), dates.best.isoformat(), dates.latest.isoformat()]


def _read(row: Json) -> Counted:
    segments = tuple(_read_segment(segment) for segment in row["segments"])
    stoppage = Stoppage(row["stoppage"], Dispute(row["dispute"], (), ()), segments, tuple(row["lacking"]))
    return Counted(stoppage, cast(Scope, row["scope"]), Calendar(frozenset(row["weekend"]), row["holidays"]), tuple(row["steps"]))


def _read_segment(row: Json) -> Segment:
    until, no_claims = row["known_until"], cast("tuple[Claim, ...]", ())
    return Segment(
        _read_dates(row["begin"]), _read_dates(row["end"]) if row["end"] else None, Range(**row["workers"]) if row["workers"] else None,
        no_claims, date.fromisoformat(until) if until else None, row["workdays"], row["estimated"], row["note"],
    )  # fmt: skip


def _read_dates(days: list[str]) -> Dates:
    return Dates(*(date.fromisoformat(day) for day in days))
