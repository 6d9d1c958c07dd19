"""Document to Record, end to end: furniture blanked, gate, net, names, scopes, and for each dispute its parties, numbers, codes,
dates and events. Blanks keep offsets, so every quote is one of the text as given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from picketline.extract import action_dates, codes, gate, involved, judged, models, standing, workers
from picketline.extract.disputes import scopes
from picketline.extract.encoder import read_documents
from picketline.extract.events import events
from picketline.extract.models import Models
from picketline.extract.names import candidates
from picketline.extract.page import Page, Scope
from picketline.extract.roles import Names, Parties, names, parties
from picketline.extract.speakers import speaker_of
from picketline.lang import pack, read_languages
from picketline.model import Document, Record
from picketline.model.record import Quantity, Reported
from picketline.text.furniture import blanked, furniture

BATCH = 16
"""Documents that go through the net together: more cost memory and gain no speed."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    document: Document
    text: str


def extract_all(documents: Iterable[Document], weights: Models | None = None) -> Iterator[Record]:
    """One record a document, in the order given. A document in another language than English is kept and has no dispute."""
    batches = iter(documents)
    while batch := list(islice(batches, BATCH)):
        waiting = [_Waiting(document, reported_text(document)) for document in batch]
        plausible = [one for one in waiting if (one.document.language or "en") in read_languages() and gate.plausible(one.text)]
        readings = dict(zip((one.document.id for one in plausible), read_documents(one.text for one in plausible), strict=True))
        for one in waiting:
            reading = readings.get(one.document.id)
            if reading is None or not gate.relevant(one.text, reading):
                yield Record(one.document.name, False)
            else:
                page = Page(one.text, one.document.published, pack("en"), reading)
                yield record(page, one.document.name, weights or models.shipped())


def reported_text(document: Document) -> str:
    """The document's text with its furniture, captions and comments overwritten by blanks."""
    layers = document.layers or furniture(document.text, document.language or "en", document.title)
    return blanked(document.text, layers)


def record(page: Page, name: str, weights: Models) -> Record:
    """What a relevant document reports; a document in which no dispute is found is not relevant after all."""
    known = names(page, candidates(page))
    found = (dispute(page, scope, known, weights) for scope in scopes(page, known, weights))
    disputes = tuple(replace(one, id=f"d{i}") for i, one in enumerate((one for one in found if _says_something(one)), start=1))
    return Record(name, bool(disputes), disputes)


def dispute(page: Page, scope: Scope, known: Names, weights: Models) -> Reported:
    """The dispute that some sentences of a document tell."""
    sides = parties(page, scope, known, weights)
    told = events(page, scope, sides, weights)
    return Reported(
        "d",
        employers=sides.employers,
        unions=sides.unions,
        workers=workers.groups(page, scope, weights),
        places=sides.places,
        forms=codes.forms(page, scope, weights),
        demands=codes.demands(page, scope, weights),
        industry=judged.industry(page, scope, weights),
        started=action_dates.started(page, scope, told, weights),
        ended=action_dates.ended(page, scope, told, weights),
        status=standing.status(page, scope, weights),
        outcome=judged.outcome(page, scope, weights),
        workers_involved=taking_part(page, scope, sides, weights),
        events=told,
    )


def taking_part(page: Page, scope: Scope, sides: Parties, weights: Models) -> Quantity | None:
    """The number of workers taking part, with who says so."""
    number = involved.involved(page, scope, weights)
    if number is None:
        return None
    first = number.evidence[0]
    return replace(number, said_by=speaker_of(page, first.start, first.end, sides, weights))


def _says_something(reported: Reported) -> bool:
    """Whether at least two of who, where, when and what happened are told."""
    who = bool(reported.employers or reported.unions or reported.workers)
    return who + bool(reported.places) + bool(reported.started) + bool(reported.events or reported.forms) >= 2
