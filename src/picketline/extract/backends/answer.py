"""A model's answer as a record: every quote is looked up in the document, and what cannot be read or found is refused, not mended."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from picketline.check import Unsupported
from picketline.codes import code_list
from picketline.extract.backends.schema import ARGUMENTS
from picketline.model.errors import DocumentError, RecordError
from picketline.model.exchange import read_record
from picketline.model.record import ONES, SETS, Record

Json = Mapping[str, object]
Refusals = list[Unsupported]
_CODES = {
    "forms": "forms", "demands": "demands", "industry": "industries", "status": "statuses", "outcome": "outcomes",
}  # fmt: skip
_FENCE = re.compile(r"\A\s*```(?:json)?\s*(.*?)\s*```\s*\Z", re.DOTALL)
MOST_DISPUTES, MOST_VALUES = 30, 60
"""Disputes of an answer and values of a slot that are read; a runaway answer is cut there."""


def read_answer(content: str, document: str, text: str) -> tuple[Record, tuple[Unsupported, ...]]:
    """The record that an answer gives for a text, and what was refused. DocumentError where it is no JSON object of the schema's form."""
    line = _decoded(content)
    refused: Refusals = []
    disputes = line.get("disputes")
    rows = [row for row in disputes if isinstance(row, Mapping)] if isinstance(disputes, list) else []
    found = [_dispute(row, number, text, refused) for number, row in enumerate(rows[:MOST_DISPUTES])]
    relevant = line.get("relevant") is True
    data = {"document": document, "relevant": relevant, "disputes": found if relevant else []}
    try:
        return read_record(data), tuple(refused)
    except RecordError as error:
        raise DocumentError(f"the model's answer is not of the record's form: {error}") from error


def _decoded(content: str) -> Json:
    fenced = _FENCE.match(content)
    try:
        line = json.loads(fenced[1] if fenced else content)
    except (json.JSONDecodeError, RecursionError) as error:
        raise DocumentError(f"the model's answer is not JSON: {content[:80]!r}") from error
    if not isinstance(line, Mapping):
        raise DocumentError(f"the model's answer is not a JSON object: {content[:80]!r}")
    return line


def _dispute(row: Json, number: int, text: str, refused: Refusals) -> Json:
    at = f"/disputes/{number}"
    out: dict[str, object] = {"id": f"d{number + 1}"}
    for slot in (*SETS, "events"):
        rows = row.get(slot)
        values = enumerate(rows[:MOST_VALUES]) if isinstance(rows, list) else ()
        out[slot] = [made for i, value in values if (made := _read(slot, value, f"{at}/{slot}/{i}", text, refused))]
    for slot in (*ONES, "workers_involved"):
        if row.get(slot) is not None and (made := _read(slot, row[slot], f"{at}/{slot}", text, refused)):
            out[slot] = made
    return out


def _read(slot: str, data: object, at: str, text: str, refused: Refusals) -> Json | None:
    """A value or an event with its evidence; None, and a reason among the refused, where it cannot be read."""
    try:
        if not isinstance(data, Mapping):
            raise _Unreadable(f"{data!r} is no object")
        return _event(data, at, text, refused) if slot == "events" else _value(slot, data, text)
    except _Unreadable as unread:
        refused.append(Unsupported(at, str(unread)))
        return None


class _Unreadable(DocumentError):
    """Why a part of an answer is refused."""


def _value(slot: str, data: Json, text: str) -> Json:
    value = data.get("value")
    if slot == "workers_involved":
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise _Unreadable(f"{value!r} is no number")
    elif not isinstance(value, str) or not value.strip():
        raise _Unreadable(f"{value!r} is no text")
    elif slot in _CODES and value not in code_list(_CODES[slot]):
        raise _Unreadable(f"{value!r} is no code of {_CODES[slot]}")
    return {"value": value, "evidence": _located(data.get("quote"), text), **_extras(data)}


def _extras(data: Json) -> dict[str, object]:
    """The other parts of a value that have the right type."""
    aliases, country, top = data.get("aliases"), data.get("country"), data.get("max")
    out: dict[str, object] = {"aliases": [a for a in aliases if isinstance(a, str)]} if isinstance(aliases, list) else {}
    if isinstance(country, str) and re.fullmatch(r"[A-Z]{2}", country):
        out["country"] = country
    if isinstance(top, int | float) and not isinstance(top, bool):
        out["max"] = top
    if data.get("approximate") is True:
        out["approximate"] = True
    return out


def _event(data: Json, at: str, text: str, refused: Refusals) -> Json:
    if data.get("type") not in code_list("events"):
        raise _Unreadable(f"{data.get('type')!r} is no type of event")
    out: dict[str, object] = {"type": data["type"], "evidence": _located(data.get("quote"), text)}
    out |= dict(_arguments(data, at, refused))
    out["basis"] = dict(_basis(data.get("basis"), out, at, text, refused))
    return out


def _arguments(data: Json, at: str, refused: Refusals) -> Iterator[tuple[str, object]]:
    """The arguments that have the right type."""
    for name in ARGUMENTS:
        value = data.get(name)
        if value in (None, "", {}):
            continue
        if _is_argument(name, value):
            yield name, value
        else:
            refused.append(Unsupported(f"{at}/{name}", f"{value!r} is no {name}"))


def _is_argument(name: str, value: object) -> bool:
    if name == "count":
        return isinstance(value, int | float) and not isinstance(value, bool)
    if name == "amount":
        number = value.get("value") if isinstance(value, Mapping) else None
        currency = value.get("currency") if isinstance(value, Mapping) else None
        return isinstance(number, int | float) and not isinstance(number, bool) and isinstance(currency, str)
    return isinstance(value, str) and (name != "modality" or value in code_list("modalities"))


def _basis(data: object, event: dict[str, object], at: str, text: str, refused: Refusals) -> Iterator[tuple[str, object]]:
    """The words quoted for single arguments; an argument whose words are not in the document is taken out of the event."""
    for name, quote in data.items() if isinstance(data, Mapping) else ():
        if name not in event or name not in ARGUMENTS or not quote:
            continue
        try:
            yield name, _located(quote, text)
        except _Unreadable as unread:
            refused.append(Unsupported(f"{at}/{name}", str(unread)))
            del event[name]


def _located(quote: object, text: str) -> list[dict[str, object]]:
    """The first place of the quoted words in the text, white space apart."""
    if not isinstance(quote, str) or not quote.strip():
        raise _Unreadable("no words are quoted for it")
    start, end = text.find(quote), 0
    if start >= 0:
        end = start + len(quote)
    elif found := re.search(r"\s+".join(map(re.escape, quote.split())), text):
        start, end = found.span()
    else:
        raise _Unreadable(f"the document does not say {quote!r}")
    return [{"start": start, "end": end, "quote": text[start:end]}]
