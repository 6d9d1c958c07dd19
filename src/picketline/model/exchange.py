"""Records to and from their JSON form (`record.schema.json`): plain dictionaries, keys left out where there is nothing to say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar, cast

from picketline.model.errors import EvidenceError, RecordError
from picketline.model.record import ONES, SETS, WHOLE, Bound, Event, Modality, Money, Quantity, Record, Reported, Value
from picketline.model.span import Evidence, Span

Json = Mapping[str, object]
T = TypeVar("T")


def record_json(record: Record) -> dict[str, object]:
    """The record in its exchange form."""
    return {"document": record.document, "relevant": record.relevant, "disputes": [reported_json(d) for d in record.disputes]}


def reported_json(reported: Reported) -> dict[str, object]:
    """One dispute of a record in its exchange form."""
    out: dict[str, object] = {"id": reported.id}
    for name in SETS:
        if values := getattr(reported, name):
            out[name] = [value_json(value) for value in values]
    for name in ONES:
        if (value := getattr(reported, name)) is not None:
            out[name] = value_json(value)
    if reported.workers_involved:
        out["workers_involved"] = quantity_json(reported.workers_involved)
    if reported.events:
        out["events"] = [event_json(event) for event in reported.events]
    return out


def value_json(value: Value) -> dict[str, object]:
    """A name, place, code or date."""
    out: dict[str, object] = {"value": value.value, "evidence": evidence_json(value.evidence)}
    if value.aliases:
        out["aliases"] = list(value.aliases)
    return _with(out, country=value.country, said_by=value.said_by, via=value.via, confidence=value.confidence)


def quantity_json(quantity: Quantity) -> dict[str, object]:
    """A number of people."""
    out: dict[str, object] = {"value": plain(quantity.value), "evidence": evidence_json(quantity.evidence)}
    if quantity.approximate:
        out["approximate"] = True
    return _with(out, max=plain(quantity.maximum), bound=quantity.bound, said_by=quantity.said_by, confidence=quantity.confidence)


def event_json(event: Event) -> dict[str, object]:
    """An event."""
    out: dict[str, object] = {"type": event.type, "evidence": evidence_json(event.evidence)}
    _with(out, date=event.date, count=plain(event.count), bound=event.bound, amount=_money_json(event.amount))
    _with(out, also_amount=_money_json(event.also_amount), actor=event.actor)
    if event.modality != "happened":
        out["modality"] = event.modality
    _with(out, said_by=event.said_by, via=event.via, confidence=event.confidence)
    if event.basis:
        out["basis"] = {argument: evidence_json(spans) for argument, spans in sorted(event.basis.items())}
    return out


def evidence_json(evidence: Evidence) -> list[dict[str, object]]:
    """Spans as `{"start", "end", "quote"}`."""
    return [{"start": span.start, "end": span.end, "quote": span.quote} for span in evidence]


def plain(number: float | None) -> float | None:
    """A whole number without its fraction, so that 500 is not written 500.0."""
    return int(number) if number is not None and float(number).is_integer() else number


def _money_json(money: Money | None) -> dict[str, object] | None:
    return None if money is None else {"value": plain(money.value), "currency": money.currency}


def _with(out: dict[str, object], **values: object) -> dict[str, object]:
    out.update({key: value for key, value in values.items() if value is not None})
    return out


def read_record(data: object) -> Record:
    """The record that a decoded JSON line holds; unknown keys are ignored. RecordError says where it is not of the form."""
    line = _mapping(data, "")
    disputes = _items(line, "disputes", "", _read_reported)
    return Record(_text(line, "document", ""), bool(line.get("relevant")), disputes)


def _read_reported(data: object, at: str) -> Reported:
    line = _mapping(data, at)
    whole = {name: _read_value(line[name], f"{at}/{name}", bare=name in WHOLE) for name in ONES if line.get(name) is not None}
    sets = {name: _items(line, name, at, _read_value) for name in SETS}
    number = line.get("workers_involved")
    return Reported(
        id=_text(line, "id", at) if "id" in line else at.rsplit("/", 1)[-1],
        **sets,  # type: ignore[arg-type]  # SETS are the properties that hold a tuple of Values
        **whole,  # type: ignore[arg-type]  # ONES are those that hold one
        workers_involved=None if number is None else _read_quantity(number, f"{at}/workers_involved"),
        events=_items(line, "events", at, _read_event),
    )


def _read_value(data: object, at: str, bare: bool = False) -> Value:
    line = _mapping(data, at)
    evidence = () if bare and not line.get("evidence") else _evidence(line, at)
    aliases = line.get("aliases") or ()
    if not isinstance(aliases, Iterable) or isinstance(aliases, str):
        raise RecordError(f"{at}/aliases", "should be a list of names")
    return Value(
        _text(line, "value", at), evidence, tuple(str(alias) for alias in aliases),
        _optional(line, "country", at), _optional(line, "said_by", at), _optional(line, "via", at), _number(line, "confidence", at),
    )  # fmt: skip


def _read_quantity(data: object, at: str) -> Quantity:
    line = _mapping(data, at)
    value = _number(line, "value", at)
    if value is None:
        raise RecordError(f"{at}/value", "should be a number")
    return Quantity(
        value, _evidence(line, at), _number(line, "max", at), bool(line.get("approximate")), _bound(line, at),
        _optional(line, "said_by", at), _number(line, "confidence", at),
    )  # fmt: skip


def _read_event(data: object, at: str) -> Event:
    line = _mapping(data, at)
    modality = _optional(line, "modality", at) or "happened"
    if modality not in ("happened", "planned", "threatened", "alleged", "denied"):
        raise RecordError(f"{at}/modality", f"{modality!r} is no modality")
    basis = _mapping(line.get("basis") or {}, f"{at}/basis")
    return Event(
        type=_text(line, "type", at),
        evidence=_evidence(line, at),
        date=_optional(line, "date", at),
        count=_number(line, "count", at),
        bound=_bound(line, at),
        amount=_money(line, "amount", at),
        also_amount=_money(line, "also_amount", at),
        actor=_optional(line, "actor", at),
        modality=cast(Modality, modality),
        said_by=_optional(line, "said_by", at),
        via=_optional(line, "via", at),
        basis={key: _spans(spans, f"{at}/basis/{key}") for key, spans in basis.items()},
        confidence=_number(line, "confidence", at),
    )


def _items(line: Json, key: str, at: str, read: Callable[[object, str], T]) -> tuple[T, ...]:
    values = line.get(key) or []
    if not isinstance(values, list):
        raise RecordError(f"{at}/{key}", "should be a list")
    return tuple(read(value, f"{at}/{key}/{i}") for i, value in enumerate(values))


def _evidence(line: Json, at: str) -> Evidence:
    return _spans(line.get("evidence"), f"{at}/evidence")


def _spans(data: object, at: str) -> Evidence:
    if not isinstance(data, list) or not data:
        raise RecordError(at, "should be a list of one span or more")
    return tuple(_span(_mapping(span, f"{at}/{i}"), f"{at}/{i}") for i, span in enumerate(data))


def _span(line: Json, at: str) -> Span:
    start, end, quote = line.get("start"), line.get("end"), line.get("quote")
    if not (isinstance(start, int) and isinstance(end, int) and isinstance(quote, str)):
        raise RecordError(at, "should have whole numbers `start` and `end` and a string `quote`")
    try:
        return Span(start, end, quote)
    except EvidenceError as error:
        raise RecordError(at, str(error)) from error


def _money(line: Json, key: str, at: str) -> Money | None:
    if line.get(key) is None:
        return None
    money = _mapping(line[key], f"{at}/{key}")
    value, currency = _number(money, "value", f"{at}/{key}"), _optional(money, "currency", f"{at}/{key}")
    if value is None or currency is None:
        raise RecordError(f"{at}/{key}", "should have a `value` and a `currency`")
    return Money(value, currency)


def _bound(line: Json, at: str) -> Bound | None:
    bound = _optional(line, "bound", at)
    if bound not in (None, "min", "max"):
        raise RecordError(f"{at}/bound", f"{bound!r} is neither min nor max")
    return cast("Bound | None", bound)


def _mapping(data: object, at: str) -> Json:
    if not isinstance(data, Mapping):
        raise RecordError(at, "should be an object")
    return data


def _text(line: Json, key: str, at: str) -> str:
    value = _optional(line, key, at)
    if value is None:
        raise RecordError(f"{at}/{key}", "is missing")
    return value


def _optional(line: Json, key: str, at: str) -> str | None:
    value = line.get(key)
    if value is not None and not isinstance(value, str):
        raise RecordError(f"{at}/{key}", f"should be a string, not {type(value).__name__}")
    return value


def _number(line: Json, key: str, at: str) -> float | None:
    value = line.get(key)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise RecordError(f"{at}/{key}", f"should be a number, not {type(value).__name__}")
    return value
