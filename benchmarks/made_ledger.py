"""A large made-up ledger, the same for the same numbers: what benchmarks/desk.py measures the desk on.

    .venv/bin/python benchmarks/made_ledger.py /tmp/large.db --disputes 200000

Towns are the gazetteer's; employers, unions, dates and sizes are drawn as in `made_reports`. Rows are written by the ledger's own
code, a thousand disputes a transaction; what joins the reports of a dispute is given, for deciding it is what resolve.py measures.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain, islice
from pathlib import Path

from made_reports import SEED, Truth, disputes, towns

from picketline.ledger import Ledger
from picketline.ledger.add import Entry
from picketline.ledger.append import Appender
from picketline.ledger.engine import open_engine, writing
from picketline.ledger.rows import claim_row, document_row, judgement_row, reading_row
from picketline.ledger.schema import claims, documents, judgements, readings
from picketline.model import Document, Event, Judgement, Quantity, Record, Reported, Span, Value
from picketline.model.document import digest, document_id
from picketline.model.errors import LedgerError

AT = "2025-01-01T00:00:00.000000Z"
TOGETHER = 1000
FURTHER = 0.25
"""The share of disputes that a second report tells of."""
EVENTS = ("dismissal", "court_ruling", "negotiation", "offer", "arrest", "hearing", "protest", "solidarity", "government_action")
PADDING = "Buses ran late, shops near the gate shut early, and a hearing on the matter was put off until the council has met again. "


@dataclass(slots=True)
class Writer:
    """A text as it grows, with the span of each piece that says something."""

    text: str = ""
    spans: dict[str, tuple[Span, ...]] = field(default_factory=dict)

    def say(self, name: str, words: str, before: str = "", after: str = "") -> None:
        start = len(self.text) + len(before)
        self.text += before + words + after
        self.spans[name] = (Span(start, start + len(words), words),)


def reports(count: int) -> Iterator[tuple[Truth, list[Entry]]]:
    """Each dispute with its one or two reports."""
    rng = random.Random(SEED)
    for truth in disputes(rng, count, towns()):
        yield truth, [_report(rng, truth, nth) for nth in range(2 if rng.random() < FURTHER else 1)]


def _report(rng: random.Random, truth: Truth, nth: int) -> Entry:
    published = truth.start + timedelta(rng.randrange(1, truth.days + 12))
    over, told = published > truth.start + timedelta(truth.days), Writer()
    who = truth.employer
    people = truth.people if nth == 0 else truth.people + rng.choice((0, 40, -10))
    told.say("form", truth.form.capitalize(), after=" at ")
    told.say("employer", who.name)
    told.say("place", truth.town.name, before=" in ", after=". ")
    told.say("worker", who.trade.capitalize())
    told.say("started", f"{truth.start.day} {truth.start:%B %Y}", before=" walked out on ", after=", ")
    told.say("union", truth.union, before="said the ", after=", ")
    told.say("people", f"{people} of them", after=", over ")
    told.say("demand", truth.demands[0], after=". ")
    kind = rng.choice(EVENTS)
    told.say("event", f"A {kind.replace('_', ' ')} followed", after=f". {PADDING}Report {truth.key}-{nth}.")
    return _entry(
        told, _reported(rng, truth, told, (people, kind, "ended" if over else "ongoing")), published, f"Outlet {rng.randrange(400)}"
    )


def _reported(rng: random.Random, truth: Truth, told: Writer, drawn: tuple[int, str, str]) -> Reported:
    """What the report says, each property in so many reports of ten."""
    (people, kind, status), spans = drawn, told.spans

    def one(name: str, value: str, share: float, country: str | None = None) -> tuple[Value, ...]:
        return (Value(value, spans[name], country=country, confidence=0.8),) if rng.random() < share else ()

    return Reported(
        "d1", employers=one("employer", truth.employer.name, 1), unions=one("union", truth.union, 0.3),
        places=one("place", truth.town.name, 0.9, truth.town.country), forms=one("form", truth.form, 0.8),
        demands=one("demand", truth.demands[0], 0.4), industry=next(iter(one("worker", truth.employer.industry, 0.4)), None),
        started=next(iter(one("started", truth.start.isoformat(), 0.5)), None), status=next(iter(one("form", status, 0.5)), None),
        workers_involved=Quantity(float(people), spans["people"], confidence=0.7) if rng.random() < 0.5 else None,
        events=(Event(kind, spans["event"], confidence=0.6),) if rng.random() < 0.5 else (),
    )  # fmt: skip


def _entry(told: Writer, reported: Reported, published: date, outlet: str) -> Entry:
    data = told.text.encode()
    name = digest(data)
    document = Document(
        document_id(name), name[:12], told.text, name, title=told.text.split(".")[0], url=f"https://example.org/{name[:12]}", outlet=outlet,
        published=published.isoformat(), language="en", format="text",
    )  # fmt: skip
    return Entry(document, data, Record(document.id, True, (reported,)))


def made(path: Path, count: int) -> None:
    """Writes the ledger and its cache; LedgerError where there is one already."""
    if path.exists():
        raise LedgerError(f"{path} is there already")
    Ledger.open(path).close()
    engine = open_engine(path)
    drawn = reports(count)
    while together := list(islice(drawn, TOGETHER)):
        with writing(engine) as connection:
            appender, entries = Appender(connection, AT), list(chain.from_iterable(told for _, told in together))
            appender.add(documents, [document_row(entry.document, entry.data) for entry in entries])
            appender.add(readings, [reading_row(entry.document.id, entry.method, True, 1) for entry in entries])
            appender.add(claims, [claim_row(claim) for entry in entries for claim in entry.claims()])
            appender.add(judgements, [judgement_row(_same(*told)) for _, told in together if len(told) > 1])
    engine.dispose()
    with Ledger.open(path) as ledger:
        ledger.count()


def _same(one: Entry, other: Entry) -> Judgement:
    left, right = sorted(f"{entry.document.id}#d1" for entry in (one, other))
    return Judgement("dispute", left, right, True, "model:own", 0.9, "same employer, same town", ())


def main() -> None:
    """Makes it, and says what it took."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("path", type=Path)
    options.add_argument("--disputes", type=int, default=200_000)
    asked = options.parse_args()
    began = time.perf_counter()
    made(asked.path, asked.disputes)
    took, memory = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    with Ledger.open(asked.path) as ledger:
        size = asked.path.stat().st_size / 1e6
        print(f"{ledger.count()} disputes in {asked.path}, {size:.0f} MB; made in {took:.0f} s with {memory:.0f} MB of memory")


if __name__ == "__main__":
    main()
