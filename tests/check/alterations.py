"""Values altered while their quotes stay: what a checker must refuse. From a fixed seed, over records of any kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from picketline.codes import code_list
from picketline.lang import pack
from picketline.model.record import Event, Record, Reported, Value
from picketline.text.dates import dates
from picketline.text.numbers import numbers

NAMES = ("employers", "unions", "workers", "places")
COUNTED = ("duration", "ago", "nth", "old")
"""Expressions that count days, which name no date."""
TYPES = tuple(code_list("events"))


@dataclass(frozen=True, slots=True)
class Altered:
    """A record of one dispute with one value altered at `path`; `kind` says how."""

    kind: str
    path: str
    record: Record


@dataclass(frozen=True, slots=True)
class True_:  # noqa: N801
    """Where a value stands that is left as it is."""

    kind: str
    path: str


def true_values(record: Record) -> Iterator[True_]:
    """The values of the kinds that issue 2 names, with their pointers."""
    for number, dispute in enumerate(record.disputes):
        at = f"/disputes/{number}"
        yield from (
            True_("name" if slot != "places" else "place", f"{at}/{slot}/{i}") for slot in NAMES for i in range(len(getattr(dispute, slot)))
        )
        yield from (True_("date of the action", f"{at}/{slot}") for slot in ("started", "ended") if getattr(dispute, slot))
        if dispute.workers_involved:
            yield True_("number", f"{at}/workers_involved")
        for i, event in enumerate(dispute.events):
            yield True_("event type", f"{at}/events/{i}/type")
            if event.modality == "happened":
                yield True_("happened", f"{at}/events/{i}/modality")
            yield from (True_(name, f"{at}/events/{i}/{name}") for name in ("count", "amount", "date") if getattr(event, name) is not None)


class Alterations:
    """Makes altered records. `strangers` are names of other reports.

    An event's date and count are altered only where its quotes have words of that kind: others are left alone unless `strict`.
    """

    def __init__(self, strangers: Sequence[str], seed: int = 11) -> None:
        self.draw, self.strangers = Random(seed), strangers

    def of(self, record: Record, published: str | None, accepted: Iterable[str] = ()) -> Iterator[Altered]:
        """Every alteration of a record, one at a time. `accepted` dates are right answers too and are never put in."""
        right = {_plain(value) for value in accepted}
        for number, dispute in enumerate(record.disputes):
            for kind, path, changed in self._dispute(dispute, record, right, published):
                disputes = (*record.disputes[:number], changed, *record.disputes[number + 1 :])
                yield Altered(kind, f"/disputes/{number}{path}", replace(record, disputes=disputes))

    def _dispute(self, dispute: Reported, record: Record, right: set[str], published: str | None) -> Iterator[tuple[str, str, Reported]]:
        for slot in NAMES:
            values = getattr(dispute, slot)
            for i, value in enumerate(values):
                for kind, name in self._names(value, record):
                    other = replace(value, value=name, aliases=())
                    yield kind, f"/{slot}/{i}", replace(dispute, **{slot: (*values[:i], other, *values[i + 1 :])})
        for slot in ("started", "ended"):
            if value := getattr(dispute, slot):
                for kind, day in self._days(value.value, right):
                    yield kind, f"/{slot}", replace(dispute, **{slot: replace(value, value=day)})
        if people := dispute.workers_involved:
            for kind, figure in self._figures(people.value, " … ".join(span.quote for span in people.evidence), people.maximum):
                yield kind, "/workers_involved", replace(dispute, workers_involved=replace(people, value=figure))
        for i, event in enumerate(dispute.events):
            for kind, part, changed in self._event(event, right, dispute, published):
                yield kind, f"/events/{i}/{part}", replace(dispute, events=(*dispute.events[:i], changed, *dispute.events[i + 1 :]))

    def _event(self, event: Event, right: set[str], dispute: Reported, published: str | None) -> Iterator[tuple[str, str, Event]]:
        others = [kind for kind in TYPES if kind != event.type]
        yield "another event type", "type", replace(event, type=self.draw.choice(others))
        if told := [other.type for other in dispute.events if other.type != event.type]:
            yield "another event type of the report", "type", replace(event, type=self.draw.choice(told))
        if event.modality in ("planned", "threatened"):
            yield "planned or threatened told as happened", "modality", replace(event, modality="happened")
        if event.modality == "denied":
            yield "denied told as happened", "modality", replace(event, modality="happened")
        quotes = " … ".join(span.quote for span in event.evidence)
        if event.date and any(found.kind not in COUNTED for found in dates(quotes, published)):
            for kind, day in self._days(event.date, right):
                yield f"{kind} of an event", "date", replace(event, date=day)
        if event.count is not None and event.count in {n.value for n in numbers(quotes, pack("en"))}:
            for kind, figure in self._figures(event.count, quotes):
                yield f"{kind} of an event", "count", replace(event, count=figure)
        if event.amount:
            yield (
                "another amount",
                "amount",
                replace(event, amount=replace(event.amount, value=event.amount.value * self.draw.choice([2, 10, 0.5]))),
            )

    def _names(self, value: Value, record: Record) -> Iterator[tuple[str, str]]:
        own = {form.casefold() for form in (value.value, *value.aliases)}
        parties = [v for d in record.disputes for slot in NAMES for v in getattr(d, slot)]
        inside = sorted({v.value for v in parties if not own & {form.casefold() for form in (v.value, *v.aliases)}})
        outside = self.draw.choice(self.strangers)
        if outside.casefold() not in own:
            yield "another name", outside
        if inside:
            yield "another party of the report", self.draw.choice(inside)

    def _figures(self, value: float, quote: str, maximum: float | None = None) -> Iterator[tuple[str, float]]:
        for other in (
            value + self.draw.choice([1, 2, 5, 10, 100]),
            round(value * self.draw.choice([0.5, 2, 3, 10])),
            self.draw.choice([12, 50, 400, 1500, 20000]),
        ):
            if other not in (value, maximum):
                yield "another number", float(other)
        found = {n.value for n in numbers(quote, pack("en"))} - {value, maximum or value}
        yield from (("another number of the quote", other) for other in sorted(found))

    def _days(self, value: str, right: set[str]) -> Iterator[tuple[str, str]]:
        plain, mark = _plain(value), "~" if value.endswith("~") else ""
        if re.fullmatch(r"\d{4}-\d\d-\d\d", plain):
            day = date.fromisoformat(plain)
            shifted = [("another day", day + timedelta(self.draw.choice([-9, -5, -4, -3, -1, 1, 3, 4, 5, 9])))]
            shifted.append(("another month", _same_day(day, self.draw.randint(1, 11))))
            options = [(kind, other.isoformat()) for kind, other in shifted]
        elif match := re.fullmatch(r"(\d{4}|XXXX)-(0\d|1[0-2])(-\d\d)?", plain):
            month = (int(match[2]) - 1 + self.draw.randint(1, 11)) % 12 + 1
            options = [("another month", f"{match[1]}-{month:02d}{match[3] or ''}")]
        else:
            options = []
        yield from ((kind, other + mark) for kind, other in options if other not in right)


def _same_day(day: date, months: int) -> date:
    count = day.month - 1 + months
    return date(day.year + count // 12 - (1 if count >= 12 else 0), count % 12 + 1, min(day.day, 28))


def _plain(value: str) -> str:
    return re.sub(r"[~?%]", "", value)
