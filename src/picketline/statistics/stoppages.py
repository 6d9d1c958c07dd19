"""Disputes to stoppages and their segments: who was out from when to when, by which claims.

A dispute may hold several stoppages, a stoppage several segments; in a segment the number of workers is constant. A table's rows
give segments as they stand; from reports they are derived: the action's start and end, the workers involved, and each dated
return or dismissal of a number of workers as a step down. What is not known stays unknown and is listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from picketline.model import Claim, Dispute
from picketline.model.edtf import bounds, is_approximate
from picketline.statistics.range import Range


@dataclass(frozen=True, slots=True)
class Dates:
    """A day as exactly as the words give it."""

    earliest: date
    best: date
    latest: date

    @classmethod
    def read(cls, edtf: object) -> Dates | None:
        """The dates that an EDTF value allows, the middle the best; None where a year or a side is not given."""
        return _dates(str(edtf)) if edtf else None

    def exact(self) -> bool:
        """Whether it is one day."""
        return self.earliest == self.latest


@lru_cache(maxsize=1 << 16)
def _dates(edtf: str) -> Dates | None:
    """Many stoppages begin on one day: it is read once."""
    found = bounds(edtf)
    if found is None or not found.known() or found.first is None or found.last is None:
        return None
    first, last = found.first.date(), found.last.date()
    return Dates(first, first + (last - first) / 2, last)


@dataclass(frozen=True, slots=True)
class Segment:
    """Workers out from `begin` to `end`, both days included. `end` None: not known, or not yet; then the segment is known to have
    gone on until `known_until`, if that is given. `workers` None: not known. `workdays`: a published count, above the calendar."""

    begin: Dates
    end: Dates | None
    workers: Range | None
    claims: tuple[Claim, ...]
    known_until: date | None = None
    workdays: float | None = None
    estimated: bool = False
    note: str = ""

    def last(self) -> date | None:
        """The best last day that is known."""
        return self.end.best if self.end else self.known_until

    def touched(self) -> tuple[date, date]:
        """The first and last day that it can have touched; without an end, as far as anybody says that it went on."""
        last = self.end.latest if self.end else max(self.begin.latest, self.known_until or self.begin.latest)
        return self.begin.earliest, last


@dataclass(frozen=True, slots=True)
class Stoppage:
    """Segments that count as one stoppage of a dispute; `lacking` says in words what is not known; `key` is unique."""

    key: str
    dispute: Dispute
    segments: tuple[Segment, ...]
    lacking: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()

    @property
    def begin(self) -> Dates | None:
        """When it began; None where no year is known."""
        return min((segment.begin for segment in self.segments), key=lambda dates: dates.best, default=None)

    @property
    def touched(self) -> tuple[date, date] | None:
        """The first and last day that any segment can have touched; None where no year is known."""
        spans = [segment.touched() for segment in self.segments]
        return (min(first for first, _ in spans), max(last for _, last in spans)) if spans else None

    @property
    def last(self) -> date | None:
        """Its best last known day; None where any segment's is not known."""
        lasts = [segment.last() for segment in self.segments]
        known = [day for day in lasts if day is not None]
        return max(known) if lasts and len(known) == len(lasts) else None

    @property
    def workers(self) -> Range | None:
        """The greatest number out in any segment; None where none is known."""
        out: Range | None = None
        for segment in self.segments:
            if segment.workers is not None:
                out = segment.workers if out is None else out.highest(segment.workers)
        return out


def stoppages(dispute: Dispute, gap_days: int | None, dismissed_stop: bool = True) -> tuple[Stoppage, ...]:
    """The stoppages of a dispute: its segments, those at most `gap_days` calendar days apart joined (None: never joined),
    unless a listing keeps them under one stoppage."""
    listed = [claim for claim in dispute.claims if claim.property == "segment"]
    if listed:
        return tuple(_listed(dispute, listed, gap_days))
    derived, lacking, steps = _derived(dispute, dismissed_stop)
    return (Stoppage(dispute.id, dispute, derived, lacking, steps),)


def _listed(dispute: Dispute, claims: list[Claim], gap_days: int | None) -> Iterator[Stoppage]:
    read = sorted(((claim, segment) for claim in claims if (segment := _segment(claim))), key=lambda pair: pair[1].begin.best)
    groups: list[list[tuple[Claim, Segment]]] = []
    for claim, segment in read:
        for group in groups:
            if _belongs(claim, segment, group, gap_days):
                group.append((claim, segment))
                break
        else:
            groups.append([(claim, segment)])
    for i, group in enumerate(groups):
        segments = tuple(segment for _, segment in group)
        yield Stoppage(dispute.id if not i else f"{dispute.id}/{i + 1}", dispute, segments, _lacking(segments), ("segments as listed",))
    if unread := [claim for claim in claims if _segment(claim) is None]:
        reason = "no day of a known year on which it began"
        yield Stoppage(f"{dispute.id}/?", dispute, (), (reason,), tuple(f"{claim.words}: {reason}" for claim in unread))


def _belongs(claim: Claim, segment: Segment, group: list[tuple[Claim, Segment]], gap_days: int | None) -> bool:
    listed = claim.value.get("stoppage")
    if listed is not None and listed == group[0][0].value.get("stoppage"):
        return True
    last = max((other.last() or date.max for _, other in group), default=date.max)
    return gap_days is not None and segment.begin.best - timedelta(gap_days + 1) <= last


def _segment(claim: Claim) -> Segment | None:
    value = claim.value
    begin, end = Dates.read(value.get("begin")), Dates.read(value.get("end"))
    if begin is None or (end is not None and end.latest < begin.earliest):
        return None
    until = Dates.read(value.get("known_until"))
    return Segment(
        begin, end, _people(value.get("workers"), value.get("max")), (claim,), until.best if until else None,
        _number(value.get("workdays")), bool(value.get("approximate")), str(value.get("note") or ""),
    )  # fmt: skip


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _people(value: object, maximum: object = None) -> Range | None:
    low, high = _number(value), _number(maximum)
    if low is None or low < 0:
        return None
    return Range.of(low, high) if high is not None and high >= low else Range.exactly(low)


def _lacking(segments: Iterable[Segment]) -> tuple[str, ...]:
    found = []
    for segment in segments:
        if segment.workers is None:
            found.append("no number of workers involved")
        if segment.end is None and segment.known_until is None:
            found.append("no day on which it ended")
    return tuple(dict.fromkeys(found))


def _derived(dispute: Dispute, dismissed_stop: bool) -> tuple[tuple[Segment, ...], tuple[str, ...], tuple[str, ...]]:
    started, ended = dispute.choice("started"), dispute.choice("ended")
    begin = Dates.read(dispute.value("started"))
    if started is None or begin is None:
        reason = "no day of a known year on which it began" if started else "no day on which it began"
        return (), (reason,), (reason,)
    end = Dates.read(dispute.value("ended"))
    if end is not None and end.latest < begin.earliest:
        end = None
    claims = tuple(choice.claim for choice in (started, ended, dispute.choice("workers_involved")) if choice)
    rough = any(is_approximate(str(dispute.value(name))) for name in ("started", "ended"))
    whole = Segment(begin, end, _involved(dispute), claims, _still_on(dispute, begin), None, rough or _rough(dispute))
    segments, steps = _stepped(whole, list(_departures(dispute, dismissed_stop)))
    return segments, _lacking(segments), ("from the start, the end and the workers involved, as chosen among the claims", *steps)


def _involved(dispute: Dispute) -> Range | None:
    choice = dispute.choice("workers_involved")
    if choice is None:
        return None
    best = _people(choice.claim.value.get("value"), choice.claim.value.get("max"))
    rivals = [r for claim in choice.rivals if (r := _people(claim.value.get("value"), claim.value.get("max")))]
    if best is None:
        return None
    return Range(min([best.low, *(r.low for r in rivals)]), best.best, max([best.high, *(r.high for r in rivals)]))


def _rough(dispute: Dispute) -> bool:
    choice = dispute.choice("workers_involved")
    return choice is not None and bool(choice.claim.value.get("approximate") or choice.claim.value.get("bound"))


def _still_on(dispute: Dispute, begin: Dates) -> date | None:
    """The latest day on which a report says that it goes on: no later day is claimed by anybody."""
    if dispute.value("status") != "ongoing":
        return None
    reported = [dates.best for published in dispute.published.values() if (dates := Dates.read(published))]
    return max(reported) if reported and max(reported) >= begin.best else None


def _departures(dispute: Dispute, dismissed_stop: bool) -> Iterator[tuple[Dates, float, Claim]]:
    kinds = {"return_to_work", "dismissal"} if dismissed_stop else {"return_to_work"}
    for choice in dispute.chosen.get("event", ()):
        value = choice.claim.value
        day, count = Dates.read(value.get("date")), _number(value.get("count"))
        if value.get("type") in kinds and choice.claim.modality == "happened" and day and day.exact() and count:
            yield day, count, choice.claim


def _stepped(whole: Segment, departures: list[tuple[Dates, float, Claim]]) -> tuple[tuple[Segment, ...], tuple[str, ...]]:
    out, here, steps = [], whole, []
    for day, count, claim in sorted(departures, key=lambda departure: departure[0].best):
        last = here.last()
        if here.workers is None or day.best <= here.begin.best or (last and day.best > last) or count >= here.workers.low:
            continue
        before = day.best - timedelta(1)
        out.append(replace(here, end=Dates(before, before, before), known_until=None))
        left = Range(here.workers.low - count, here.workers.best - count, here.workers.high - count)
        here = replace(here, begin=day, workers=left, claims=(*here.claims, claim))
        steps.append(f"{count:g} fewer from {day.best}: “{claim.words}”")
    return (*out, here), tuple(steps)
