"""Reports of one dispute that come one after another, for what follows it."""

from pathlib import Path

from picketline.ledger import Ledger
from picketline.model import Document, Record
from picketline.model.document import digest, document_id
from picketline.model.exchange import read_record

ANNOUNCED = "Ferry crews at Calder Lines in Ostby will strike from 7 April 2025. About 400 are out. The hearing is set for 2 April 2025."
MOVED = "Ferry crews at Calder Lines in Ostby plan to strike from 7 April 2025, 500 of them. The hearing was put off to 4 April 2025."
YEARLESS = "Ferry crews at Calder Lines in Ostby go to court on 9 May, the union said."
AVERTED = "The strike of ferry crews at Calder Lines in Ostby was called off on Friday."


def evidence(text: str, words: str) -> list[dict[str, object]]:
    at = text.index(words)
    return [{"start": at, "end": at + len(words), "quote": words}]


def record(text: str, **more: object) -> Record:
    dispute = {
        "id": "d1", "employers": [{"value": "Calder Lines", "evidence": evidence(text, "Calder Lines")}],
        "workers": [{"value": "ferry crews", "evidence": evidence(text, "erry crews")}],
        "places": [{"value": "Ostby", "evidence": evidence(text, "Ostby")}], **more,
    }  # fmt: skip
    return read_record({"document": "x", "relevant": True, "disputes": [dispute]})


def event(text: str, kind: str, words: str, **more: object) -> dict[str, object]:
    return {"type": kind, "evidence": evidence(text, words), "modality": "planned", **more}


def add(ledger: Ledger, text: str, outlet: str, published: str, recorded_at: str, read: Record) -> str:
    data = text.encode()
    document = Document(document_id(digest(data)), text[:20], text, digest(data), outlet=outlet, published=published, language="en")
    return ledger.add(document, data, read, recorded_at=recorded_at).document


def first(ledger: Ledger) -> str:
    """The strike is announced, with 400 and a hearing."""
    start = event(ANNOUNCED, "action_started", "will strike from 7 April 2025", date="2025-04-07")
    hearing = event(ANNOUNCED, "hearing", "The hearing is set for 2 April 2025", date="2025-04-02")
    people = {"value": 400, "evidence": evidence(ANNOUNCED, "400 are out")}
    form = [{"value": "strike", "evidence": evidence(ANNOUNCED, "will strike")}]
    read = record(ANNOUNCED, workers_involved=people, forms=form, events=[start, hearing])
    return add(ledger, ANNOUNCED, "The Ostby Post", "2025-03-20", "2025-03-20T09:00:00Z", read)


def second(ledger: Ledger) -> str:
    """Another outlet has 500, and the hearing on another day."""
    start = event(MOVED, "action_started", "plan to strike from 7 April 2025", date="2025-04-07")
    hearing = event(MOVED, "hearing", "The hearing was put off to 4 April 2025", date="2025-04-04")
    people = {"value": 500, "evidence": evidence(MOVED, "500 of them")}
    read = record(MOVED, workers_involved=people, events=[start, hearing])
    return add(ledger, MOVED, "Reuters", "2025-03-24", "2025-03-24T09:00:00Z", read)


def yearless(ledger: Ledger) -> str:
    """A hearing on a day without a year."""
    read = record(YEARLESS, events=[event(YEARLESS, "hearing", "go to court on 9 May", date="XXXX-05-09")])
    return add(ledger, YEARLESS, "The Ostby Post", "2025-03-21", "2025-03-26T09:00:00Z", read)


def averted(ledger: Ledger) -> str:
    """The strike is called off."""
    read = record(AVERTED, status={"value": "averted", "evidence": evidence(AVERTED, "was called off")})
    return add(ledger, AVERTED, "Reuters", "2025-03-28", "2025-03-28T09:00:00Z", read)


def merged(ledger: Ledger, *documents: str) -> str:
    """The dispute that the reports are, joined by a person where the resolver left them apart."""
    ids = [ledger.disputes_of(document)[0] for document in documents]
    for number, other in enumerate(ids[1:], start=1):
        if ledger.current_id(other) != ledger.current_id(ids[0]):
            ledger.merge(ids[0], other, by="ada", recorded_at=f"2025-03-29T0{number}:00:00Z")
    return ledger.current_id(ids[0])


def opened(path: Path) -> Ledger:
    return Ledger.open(path / "followed.db")
