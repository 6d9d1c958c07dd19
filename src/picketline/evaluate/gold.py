"""Records coded by people: a record, and the other answers that its coder would have accepted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from picketline.model.exchange import read_record
from picketline.model.record import ONES, Reported

Accepted = Mapping[str, tuple[str, ...]]
NONE: Accepted = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Coded:
    """One coded dispute; `accepted` holds the other right answers by property (`started`) or event (`events/3`: of its date)."""

    reported: Reported
    accepted: Accepted = field(default_factory=lambda: NONE)


@dataclass(frozen=True, slots=True)
class Gold:
    """What a coder says of one document."""

    document: str
    relevant: bool
    disputes: tuple[Coded, ...] = ()


def read_gold(data: object) -> Gold:
    """The coded record that a decoded JSON line holds; RecordError says where it is not of the exchange form."""
    record = read_record(data)
    lines = data.get("disputes") or () if isinstance(data, Mapping) else ()
    disputes = tuple(Coded(reported, _accepted(line)) for reported, line in zip(record.disputes, lines, strict=True))
    return Gold(record.document, record.relevant, disputes)


def _accepted(line: Mapping[str, object]) -> Accepted:
    values = {name: line.get(name) for name in ONES}
    events = line.get("events")
    if isinstance(events, list):
        values |= {f"events/{i}": event for i, event in enumerate(events)}
    return {at: tuple(map(str, accept)) for at, value in values.items() if isinstance(value, Mapping) and (accept := value.get("accept"))}
