"""All values of a record against their evidence."""

from __future__ import annotations

from collections.abc import Iterator

from picketline.check.dates import date_reason
from picketline.check.events import event_reasons
from picketline.check.names import party_reason
from picketline.check.numbers import quantity_reason
from picketline.check.source import Source, same_words, source
from picketline.check.telling import Teller, shipped
from picketline.check.unsupported import Unsupported
from picketline.lang import Pack
from picketline.model.record import SETS, Record, Reported, Value
from picketline.model.span import Evidence


def check(
    text: str, published: str | None, record: Record, pack: Pack, strict: bool = False, *, teller: Teller | None = None
) -> Iterator[Unsupported]:
    """Each value of `record` whose evidence does not support it, in the record's order.

    `text` is the document's text, `published` its day (EDTF), the base of relative dates. With `strict` an event's argument must stand in
    the words quoted for it; else it is left alone where they have nothing of its kind. `teller` judges events in place
    of the one that ships.

    >>> from picketline.lang import pack
    >>> from picketline.model import Quantity, Reported, Span
    >>> text = "About 500 dockers walked out."
    >>> record = Record("r", True, (Reported("d1", workers_involved=Quantity(800, (Span.of(text, 0, 17),))),))
    >>> [(found.path, found.reason) for found in check(text, None, record, pack("en"))]
    [('/disputes/0/workers_involved', 'the quote says 500, not 800')]
    """
    seen = source(text, published, pack.language)
    for number, dispute in enumerate(record.disputes):
        yield from _dispute(dispute, f"/disputes/{number}", seen, strict, teller or shipped())


def _dispute(dispute: Reported, at: str, seen: Source, strict: bool, teller: Teller) -> Iterator[Unsupported]:
    for path, slot, value in _values(dispute, at):
        if reason := _altered(value.evidence, seen) or _value_reason(slot, value, seen):
            yield Unsupported(path, reason)
    if (number := dispute.workers_involved) and (reason := _altered(number.evidence, seen) or quantity_reason(number, seen)):
        yield Unsupported(f"{at}/workers_involved", reason)
    for place, event in enumerate(dispute.events):
        path = f"{at}/events/{place}"
        spans = (*event.evidence, *(span for basis in event.basis.values() for span in basis))
        if reason := _altered(spans, seen):
            yield Unsupported(path, reason)
        else:
            yield from event_reasons(event, dispute, path, seen, strict, teller=teller)


def _values(dispute: Reported, at: str) -> Iterator[tuple[str, str, Value]]:
    """Pointer, slot and value of each name, place, code and date."""
    places = dict.fromkeys(SETS, -1)
    for slot, value in dispute.values():
        if slot in places:
            places[slot] += 1
            yield f"{at}/{slot}/{places[slot]}", slot, value
        else:
            yield f"{at}/{slot}", slot, value


def _altered(evidence: Evidence, seen: Source) -> str | None:
    """Which of the quotes the document does not have."""
    for span in evidence:
        if not same_words(seen.text, span.start, span.end, span.quote):
            return f"the document does not say {span.quote!r} at {span.start} to {span.end}"
    return None


def _value_reason(slot: str, value: Value, seen: Source) -> str | None:
    """Why the evidence does not support a value; None where it does. Codes (forms, demands, status ...) are judgements of a paraphrase."""
    if slot in ("employers", "unions", "workers", "places"):
        return party_reason(slot, value, seen)
    if slot in ("started", "ended"):
        return date_reason(value.value, value.evidence, seen, slot)
    return None
