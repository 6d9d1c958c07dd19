"""The form in which a language model is asked to answer: the record with quotes in place of offsets, as JSON Schema."""

from __future__ import annotations

from collections.abc import Sequence

from picketline.codes import code_list

Schema = dict[str, object]

ARGUMENTS = ("date", "count", "amount", "actor", "said_by", "modality")
_TEXT: Schema = {"type": "string"}
_NUMBER: Schema = {"type": "number"}


def answer_schema() -> Schema:
    """The schema of a whole answer."""
    return _object({"relevant": {"type": "boolean"}, "disputes": _list(_dispute())}, ("relevant", "disputes"))


def _dispute() -> Schema:
    name = _object({"value": _TEXT, "aliases": _list(_TEXT), "quote": _TEXT}, ("value", "quote"))
    place = _object({"value": _TEXT, "aliases": _list(_TEXT), "country": _TEXT, "quote": _TEXT}, ("value", "quote"))
    people = _object({"value": _NUMBER, "max": _NUMBER, "approximate": {"type": "boolean"}, "quote": _TEXT}, ("value", "quote"))
    parts: Schema = {slot: _list(name) for slot in ("employers", "unions", "workers")}
    parts |= {"places": _list(place), "workers_involved": people, "events": _list(_event())}
    parts |= {slot: _list(_coded(slot)) for slot in ("forms", "demands")}
    parts |= {slot: _object({"value": _TEXT, "quote": _TEXT}, ("value", "quote")) for slot in ("started", "ended")}
    parts |= {"industry": _coded("industries"), "status": _coded("statuses"), "outcome": _coded("outcomes")}
    return _object(parts, ())


def _event() -> Schema:
    parts: Schema = dict.fromkeys(("date", "actor", "said_by", "quote"), _TEXT)
    parts |= {"type": _one_of(tuple(code_list("events"))), "modality": _one_of(tuple(code_list("modalities"))), "count": _NUMBER}
    parts["amount"] = _object({"value": _NUMBER, "currency": _TEXT}, ("value", "currency"))
    parts["basis"] = _object(dict.fromkeys(ARGUMENTS, _TEXT), ())
    return _object(parts, ("type", "quote"))


def _coded(codes: str) -> Schema:
    return _object({"value": _one_of(tuple(code_list(codes))), "quote": _TEXT}, ("value", "quote"))


def _object(parts: Schema, required: Sequence[str]) -> Schema:
    return {"type": "object", "properties": parts, "required": list(required), "additionalProperties": False}


def _list(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def _one_of(values: Sequence[str]) -> Schema:
    return {"type": "string", "enum": list(values)}
