"""An agency's dateline: where and when a report was written, which is no part of what it tells.

The report is read without it: a town and a day before the first words are mistaken for the place and the time of what they tell (on 127
wire reports with their datelines put back, F1 of places .84 -> .74). A dispute without a place is taken to be where its report was written.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from picketline.model import Record
from picketline.model.record import Value
from picketline.model.span import Span
from picketline.text.credits import agency_dateline, town_in_dateline
from picketline.text.places import Place, look_up

LIKELY: Final = 0.5
"""How likely a dispute that names no place is where its report was written."""


def located(text: str, found: Record) -> Record:
    """The record with the town of the report's dateline as the place of each dispute without one."""
    if all(dispute.places for dispute in found.disputes) or not (place := written_in(text)):
        return found
    return replace(found, disputes=tuple(one if one.places else replace(one, places=(place,)) for one in found.disputes))


def written_in(text: str) -> Value | None:
    """The town in a report's dateline, with its country; None where it has none or the gazetteer does not know it."""
    dateline = agency_dateline(text)
    if dateline is None:
        return None
    town, within = town_in_dateline(text[dateline.start : dateline.end])
    known = look_up([town, within])
    if not (options := known.get(town)):
        return None
    around = {(place.country, place.division if place.kind == "region" else "") for place in known.get(within, ()) if place.kind != "town"}
    place = next((place for place in options if _lies_in(place, around)), options[0])
    quote = Span.of(text, dateline.start, dateline.start + len(town))
    return Value(town.title() if town.isupper() else town, (quote,), country=place.country, confidence=LIKELY)


def _lies_in(place: Place, around: set[tuple[str, str]]) -> bool:
    return (place.country, place.division) in around or (place.country, "") in around
