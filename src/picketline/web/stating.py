"""Words that a person selected in a report, made into a claim of their own, and refused where the words do not say it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from picketline.check import check
from picketline.export.spoken import gettext as _
from picketline.lang import languages, pack
from picketline.ledger.replacement import Content, replacement
from picketline.model import Claim, Document, Event, Quantity, Record, Reported, Span, Value
from picketline.model.claim import SINGULAR
from picketline.model.errors import UserError
from picketline.model.record import Modality
from picketline.text.dates import dates
from picketline.text.numbers import numbers
from picketline.text.places import look_up
from picketline.web.marked import UNSHOWN

SLOTS = {one: many for many, one in SINGULAR.items()}
PLURAL = {**SLOTS, **{name: name for name in ("industry", "started", "ended", "status", "outcome", "workers_involved", "event")}}


@dataclass(frozen=True, slots=True)
class Stated:
    """What a person asks for: the words by their place and as they were shown, the property, and the value if it is not to be read from
    the words. Without a place (`start` None) the words must stand in the report once."""

    subject: str
    property: str
    quote: str
    start: int | None = None
    end: int | None = None
    value: str = ""
    said_by: str = ""


def span(document: Document, stated: Stated) -> Span:
    """The words in the report; UserError where it has others there, or where words without a place stand in it not once."""
    text, words = document.text, stated.quote
    if stated.start is None or stated.end is None:
        found = text.count(words) if words else 0
        if found != 1:
            raise UserError(_("“{words}” stands in the report {n} times: select one of them").format(words=words[:80], n=found))
        return Span.of(text, text.index(words), text.index(words) + len(words))
    if not 0 <= stated.start < stated.end <= len(text) or _as_shown(text[stated.start : stated.end]) != _as_shown(words):
        place = {"words": words[:80], "start": stated.start, "end": stated.end}
        raise UserError(_("the report does not say “{words}” at {start} to {end}").format(**place))
    return Span.of(text, stated.start, stated.end)


def _as_shown(words: str) -> str:
    """A form sends every line end as CR LF, and a page shows some marks by a replacement."""
    return words.translate(UNSHOWN).replace("\r\n", "\n").replace("\r", "\n")


def claim(document: Document, stated: Stated, by: str) -> Claim:
    """The claim; UserError where the property is none, or the value cannot be read or written so."""
    if stated.property not in PLURAL:
        raise UserError(_("{name} is no property: there are {names}").format(name=repr(stated.property), names=", ".join(PLURAL)))
    evidence = (span(document, stated),)
    blank = Claim(document.id, stated.subject, stated.property, {}, evidence, stated.said_by.strip() or None, method=f"person:{by}")
    content = replacement(blank, stated.value) if stated.value.strip() else _read(document, evidence[0], stated.property)
    if stated.property == "event" and not content.get("type"):
        raise UserError(_("an event needs its type: write type=hearing; date=2024-02-27"))
    modality = cast(Modality, str(content.get("modality", "happened")))
    return Claim(
        document.id, stated.subject, stated.property, content, evidence, blank.said_by, modality=modality, method=blank.method
    )  # fmt: skip


def _read(document: Document, words: Span, name: str) -> Content:
    """The value that the words themselves give: a name, a place, a date, a number of people."""
    language = document.language if document.language in languages() else "en"
    if name in ("started", "ended"):
        found = [one for one in dates(document.text, document.published, language) if one.start < words.end and words.start < one.end]
        if values := [value for one in found for value, _sense in one.values()]:
            return {"value": values[0]}
    elif name == "workers_involved":
        counted = [one for one in numbers(document.text, pack(language)) if words.start <= one.figure_start and one.figure_end <= words.end]
        if counted:
            return _number(counted[0].value, counted[0].maximum)
    elif name in ("employer", "union", "worker", "place"):
        plain = " ".join(words.quote.split())
        places = look_up([plain]).get(plain, ()) if name == "place" else ()
        return {"value": plain, **({"country": places[0].country} if places else {})}
    raise UserError(_("what do the words say? write the value of {name}").format(name=name))


def _number(value: float, maximum: float | None) -> Content:
    whole = int(value) if value == int(value) else value
    return {"value": whole} if maximum is None else {"value": whole, "max": int(maximum) if maximum == int(maximum) else maximum}


def doubts(document: Document, stated: Claim) -> tuple[str, ...]:
    """Why the quoted words do not say the value; nothing where they do."""
    language = pack(document.language if document.language in languages() else "en")
    record = Record(document.name, True, (_reported(stated),))
    return tuple(found.reason for found in check(document.text, document.published, record, language))


def _reported(stated: Claim) -> Reported:
    content, evidence = dict(stated.value), stated.evidence
    if stated.property == "event":
        arguments = {key: content.get(key) for key in ("type", "date", "count", "actor")}
        return Reported("d1", events=(Event(evidence=evidence, modality=stated.modality, **arguments),))  # type: ignore[arg-type]
    if stated.property == "workers_involved":
        return Reported("d1", workers_involved=Quantity(content["value"], evidence, content.get("max")))  # type: ignore[arg-type]
    value = Value(str(content["value"]), evidence, country=cast("str | None", content.get("country")))
    slot = PLURAL[stated.property]
    return Reported("d1", **{slot: (value,) if slot in SINGULAR else value})  # type: ignore[arg-type]
