"""Reports made from a few words each, by way of records and claims as in the product."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from picketline.model import Document, Event, Quantity, Record, Reported, Span, Value
from picketline.resolve.report import Report, reports

Tell = Callable[..., Report]


def _values(given: object, country: str | None = None) -> tuple[Value, ...]:
    words = (given,) if isinstance(given, str) else tuple(given or ())  # type: ignore[arg-type]
    return tuple(Value(w, (Span(0, len(w), w),), country=country) for w in words)


def _reported(local: str, said: dict[str, object]) -> Reported:
    one = {name: next(iter(_values(said.get(name))), None) for name in ("industry", "started", "ended", "status")}
    number = said.get("people")
    events = tuple(
        Event(kind, (Span(0, len(quote), quote),), date=date) for kind, date, quote in said.get("events", ())  # type: ignore[attr-defined]
    )  # fmt: skip
    return Reported(
        local,
        employers=_values(said.get("employer")),
        unions=_values(said.get("union")),
        workers=_values(said.get("workers")),
        places=_values(said.get("place"), str(said.get("country", "GB"))),
        forms=_values(said.get("form", "strike")),
        demands=_values(said.get("demands")),
        workers_involved=Quantity(float(number), (Span(0, 1, "n"),)) if isinstance(number, int) else None,
        events=events,
        **one,
    )


@pytest.fixture
def tell() -> Tell:
    """`tell("a", employer="Harwick Quays", started="2024-03-04", ...)`: the dispute d1 as document `a` reports it; `a#d2` is its second."""

    def make(name: str, published: str | None = None, language: str = "en", **said: object) -> Report:
        document, _, local = name.partition("#")
        made = Document(document, document, "", hashlib.sha256(document.encode()).hexdigest(), published=published, language=language)
        (found,) = reports(Record(document, True, (_reported(local or "d1", said),)), made)
        return found

    return make
