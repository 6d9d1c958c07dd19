"""What a person writes in place of a claim's value, made into the claim's content and refused where it cannot be one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from picketline.codes import code_list
from picketline.model import Claim
from picketline.model.edtf import bounds
from picketline.model.errors import UserError
from picketline.model.exchange import plain

Content = dict[str, object]

LISTS: Mapping[str, str] = MappingProxyType(
    {"form": "forms", "demand": "demands", "industry": "industries", "status": "statuses", "outcome": "outcomes"}
)
NUMBER = re.compile(r"(?P<about>about |around |some |~)?(?P<low>[\d.,\s]*\d)(?:\s*(?:-|–|to)\s*(?P<high>[\d.,\s]*\d))?", re.IGNORECASE)


def replacement(claim: Claim, written: str) -> Content:
    """The new content of a claim: UserError where the words are no value of its property.

    A date is EDTF, a code one of its list, a place may end in its country (`Aktau, KZ`), a number may be `about 500` or `400-600`. Of an
    event single fields are set (`date=2024-02-27; count=50`), an empty one is taken away (`actor=`). A JSON object is taken as it is.
    """
    text = written.strip()
    if not text:
        raise UserError("a replacement needs a value")
    if text.startswith("{"):
        return _decoded(text)
    if claim.property == "event":
        return _event(claim, text)
    make = KINDS.get(claim.property, _name)
    return make(claim, text)


def _decoded(text: str) -> Content:
    try:
        return dict(json.loads(text))
    except ValueError as error:
        raise UserError(f"{text!r} is no JSON: {error}") from error


def _name(_claim: Claim, text: str) -> Content:
    return {"value": " ".join(text.split())}


def _date(_claim: Claim, text: str) -> Content:
    return {"value": _edtf(text)}


def _edtf(text: str) -> str:
    if bounds(text) is None:
        raise UserError(f"{text!r} is no EDTF date: write 2024-02-27, 2024-02, 2024, XXXX-02-27 where the year is not known")
    return text


def _code(claim: Claim, text: str) -> Content:
    codes = code_list(LISTS[claim.property])
    found = next((code for code in codes if code.casefold() == text.casefold()), None)
    if found is None:
        raise UserError(f"{text!r} is no {claim.property}: there are {', '.join(codes)}")
    return {"value": found}


def _place(claim: Claim, text: str) -> Content:
    name, _, country = text.rpartition(", ")
    if name and re.fullmatch("[A-Z]{2}", country):
        return {"value": name, "country": country}
    return {"value": text, **{key: part for key, part in claim.value.items() if key == "country"}}


def _people(_claim: Claim, text: str) -> Content:
    found = NUMBER.fullmatch(text)
    if not found:
        raise UserError(f"{text!r} is no number of people: write 500, about 500, or 400-600")
    content: Content = {"value": _number(found["low"])}
    if found["high"]:
        content["max"] = _number(found["high"])
    if found["about"]:
        content["approximate"] = True
    return content


def _number(text: str) -> float | None:
    try:
        return plain(float(re.sub(r"[,\s]", "", text)))
    except ValueError as error:
        raise UserError(f"{text!r} is no number") from error


def _event(claim: Claim, text: str) -> Content:
    content: Content = {key: part for key, part in claim.value.items() if key != "basis"}
    for pair in filter(None, (part.strip() for part in text.split(";"))):
        field, equals, value = (part.strip() for part in pair.partition("="))
        if not equals or field not in FIELDS:
            raise UserError(f"{pair!r} sets no field of an event: write FIELD=VALUE; the fields are {', '.join(FIELDS)}")
        content[field] = FIELDS[field](value) if value else None
    return {key: part for key, part in content.items() if part is not None}


def _listed(name: str) -> Callable[[str], object]:
    def code(text: str) -> object:
        if text not in code_list(name):
            raise UserError(f"{text!r} is none of {', '.join(code_list(name))}")
        return text

    return code


KINDS: Mapping[str, Callable[[Claim, str], Content]] = MappingProxyType(
    {"started": _date, "ended": _date, "place": _place, "workers_involved": _people, **dict.fromkeys(LISTS, _code)}
)
FIELDS: Mapping[str, Callable[[str], object]] = MappingProxyType(
    {"type": _listed("events"), "date": _edtf, "count": _number, "actor": str, "modality": _listed("modalities")}
)
