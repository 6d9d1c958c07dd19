"""A profile applied to disputes: which stoppages are in the count, with which segments, and by which rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from picketline.model import Dispute
from picketline.statistics.calendar import Calendar
from picketline.statistics.profile import Profile
from picketline.statistics.range import NOTHING, Range, total
from picketline.statistics.stoppages import Dates, Segment, Stoppage, stoppages

Scope = Literal["in", "possible", "out"]
UNBEGUN = frozenset({"threatened", "averted"})
LONGEST = timedelta(days=366 * 30)


@dataclass(frozen=True, slots=True)
class Counted:
    """A stoppage under a profile. `possible`: its size or length straddles a threshold, or is not known. `steps` are the rules
    that were applied, in words and in order; `calendar` says which days are worked."""

    stoppage: Stoppage
    scope: Scope
    calendar: Calendar
    steps: tuple[str, ...]

    def days(self, first: date, last: date) -> Range | None:
        """Days not worked from first to last, both included: workers times working days, over the segments. None where a number
        of workers or an end is not known for a segment that touches the range."""
        parts = [part for segment in self.stoppage.segments if (part := self._part(segment, first, last)) is not NOTHING]
        known = [part for part in parts if part is not None]
        return total(known) if len(known) == len(parts) else None

    def _part(self, segment: Segment, first: date, last: date) -> Range | None:
        earliest, latest = segment.touched()
        if earliest > last or latest < first:
            return NOTHING
        worked = self._workdays(segment, first, last)
        return None if worked is None or segment.workers is None else segment.workers.times(worked)

    def _workdays(self, segment: Segment, first: date, last: date) -> Range | None:
        begin, end = segment.begin, segment.end
        if end is None:
            if segment.known_until is None or segment.known_until < first:
                return None
            end = Dates(segment.known_until, segment.known_until, segment.known_until)
        pairs = ((begin.latest, end.earliest), (begin.best, end.best), (begin.earliest, end.latest))
        low, best, high = (self.calendar.workdays(max(first, a), min(last, b)) for a, b in pairs)
        return Range(low, max(low, best), max(low, best, high))

    def whole(self) -> Range | None:
        """Days not worked in all."""
        begin, last = self.stoppage.begin, self._last()
        return None if begin is None or last is None else self.days(begin.earliest, last)

    def _last(self) -> date | None:
        ends = [segment.end.latest if segment.end else segment.known_until for segment in self.stoppage.segments]
        known = [end for end in ends if end is not None]
        return max(known) if known and len(known) == len(ends) else None

    def in_effect(self, first: date, last: date) -> bool:
        """Whether some segment touches the range, by the best dates; one without a known end counts only where it began."""
        return any(
            segment.begin.best <= last and (segment.last() or segment.begin.best) >= first for segment in self.stoppage.segments
        )  # fmt: skip


def count(disputes: Iterable[Dispute], profile: Profile) -> Iterator[Counted]:
    """Every stoppage of the disputes under the profile, those out of scope included, each with its reason."""
    for dispute in disputes:
        if why := _excluded(dispute, profile):
            yield Counted(Stoppage(dispute.id, dispute, ()), "out", profile.calendar(None), (why,))
            continue
        for stoppage in _units(dispute, profile):
            yield _counted(stoppage, profile)


def _excluded(dispute: Dispute, profile: Profile) -> str | None:
    """Why a dispute is no stoppage of the profile's kind; a listing that names no form is one of stoppages."""
    if str(dispute.value("status")) in UNBEGUN:
        return f"out: the action was {dispute.value('status')}, and did not begin"
    forms = dispute.all("form")
    of_stoppages = not forms and any(claim.method.startswith("table:") or claim.property == "segment" for claim in dispute.claims)
    if not set(forms) & set(profile.forms) and not of_stoppages:
        return f"out: {', '.join(forms) or 'no form of action'} is none of {', '.join(profile.forms)}"
    return None


def _units(dispute: Dispute, profile: Profile) -> tuple[Stoppage, ...]:
    found = stoppages(dispute, profile.gap_days, profile.dismissed == "stop")
    if profile.unit == "stoppage" or len(found) < 2:
        return found
    segments = tuple(segment for stoppage in found for segment in stoppage.segments)
    lacking = tuple(dict.fromkeys(reason for stoppage in found for reason in stoppage.lacking))
    return (Stoppage(dispute.id, dispute, segments, lacking, ("all stoppages of the dispute are one",)),)


def _counted(stoppage: Stoppage, profile: Profile) -> Counted:
    calendar = profile.calendar(_country(stoppage.dispute))
    segments, steps = list(stoppage.segments), list(stoppage.steps)
    if profile.below_threshold == "dropped":
        segments = [s for s in segments if s.workers is None or s.workers.high >= profile.min_workers]
        steps += [
            f"dropped: {s.workers.best:g} workers from {s.begin.best}, under {profile.min_workers}"
            for s in stoppage.segments
            if s not in segments and s.workers
        ]
    fitted = _published(tuple(segments), calendar, steps)
    kept = replace(stoppage, segments=fitted)
    provisional = Counted(kept, "in", calendar, ())
    scope, why = _scope(provisional, profile)
    return Counted(kept, scope, calendar, (*steps, *why))


def _country(dispute: Dispute) -> str | None:
    codes = {str(choice.claim.value["country"]) for choice in dispute.chosen.get("place", ()) if choice.claim.value.get("country")}
    return next(iter(codes)) if len(codes) == 1 else None


def _scope(counted: Counted, profile: Profile) -> tuple[Scope, tuple[str, ...]]:
    stoppage = counted.stoppage
    if not stoppage.segments:
        return ("possible", stoppage.lacking) if stoppage.lacking else ("out", (f"out: under {profile.min_workers} workers",))
    tests = [("workers", profile.min_workers, stoppage.workers), ("working days", profile.min_workdays, _length(counted))]
    if profile.or_days and (days := counted.whole()) and days.low >= profile.or_days:
        return "in", (f"in: {days.best:g} days not worked, {profile.or_days} or more",)
    verdicts = [_test(name, least, value) for name, least, value in tests if least]
    worst: Scope = max((scope for scope, _ in verdicts), key=("in", "possible", "out").index, default="in")
    return worst, tuple(why for _, why in verdicts)


def _test(name: str, least: float, value: Range | None) -> tuple[Scope, str]:
    if value is None:
        return "possible", f"possible: the number of {name} is not known; {least:g} are needed"
    scope: Scope = "in" if value.low >= least else "possible" if value.high >= least else "out"
    told = f"{value.best:g}" if value.exact() else f"{value.low:g} to {value.high:g}"
    return scope, f"{scope}: {told} {name}; {least:g} are needed"


def _length(counted: Counted) -> Range | None:
    last = counted._last()
    begin = counted.stoppage.begin
    if begin is None or last is None:
        return None
    low = counted.calendar.workdays(begin.latest, counted.stoppage.last or last)
    high = counted.calendar.workdays(begin.earliest, last)
    return Range(min(low, high), max(low, high), max(low, high))


def _published(segments: tuple[Segment, ...], calendar: Calendar, steps: list[str]) -> tuple[Segment, ...]:
    """A published count of workdays stands above the calendar: the end moves to the day on which the count is reached."""
    return tuple(_fitted(segment, calendar, steps) for segment in segments)


def _fitted(segment: Segment, calendar: Calendar, steps: list[str]) -> Segment:
    if segment.workdays is None or segment.end is None or not segment.begin.exact() or not segment.end.exact():
        return segment
    if calendar.workdays(segment.begin.best, segment.end.best) == segment.workdays:
        return segment
    day, left = segment.begin.best - timedelta(1), segment.workdays
    while left > 0 and day - segment.begin.best < LONGEST:
        day += timedelta(1)
        left -= calendar.works(day)
    if day < segment.begin.best:
        return segment
    steps.append(f"{segment.workdays:g} workdays are published: counted to {day}, not to {segment.end.best}")
    return replace(segment, end=Dates(day, day, day))
