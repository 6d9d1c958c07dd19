"""A happening that a report tells twice, as news does in its lead and its body, is one event with both quotes.

Two events of one type in a dispute are taken for one happening unless something told of both differs: day, number, amount, who did
it, whether it happened, or the figures in the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from picketline.extract.event_clauses import CHARACTERS
from picketline.lang import Pack
from picketline.model.edtf import bounds
from picketline.model.record import Event
from picketline.text.figures import figures
from picketline.text.names import normal_form

QUOTES: Final = 2
"""Quotes that stand together at most."""
ARGUMENTS: Final = ("date", "count", "amount", "also_amount", "actor", "said_by")


def joined(events: Sequence[Event], language: Pack) -> tuple[Event, ...]:
    """The events with each further telling joined to the likeliest one of its happening, in the order of their quotes.

    No more than `QUOTES` quotes and `CHARACTERS` code points of them stand together; a telling that would be more stays an event.
    """
    told: list[Event] = []
    for event in sorted(events, key=lambda e: (-(e.confidence or 0.0), e.evidence, e.type)):
        first = next((n for n, other in enumerate(told) if _is_one_happening(other, event, language)), None)
        if first is None:
            told.append(event)
        else:
            told[first] = _with(told[first], event)
    return tuple(sorted(told, key=lambda e: (e.evidence, e.type)))


def _is_one_happening(one: Event, other: Event, language: Pack) -> bool:
    """Whether nothing that both tell differs, and both quotes fit together."""
    quotes = (*one.evidence, *other.evidence)
    return (
        (one.type, one.modality) == (other.type, other.modality)
        and len(quotes) <= QUOTES
        and sum(len(span.quote) for span in quotes) <= CHARACTERS
        and all(a is None or b is None or a == b for a, b in ((one.count, other.count), (one.amount, other.amount)))
        and (one.date is None or other.date is None or _may_be_one_day(one.date, other.date))
        and (one.actor is None or other.actor is None or _may_be_one_name(one.actor, other.actor, language))
        and _may_be_one_sum(one, other, language)
    )


def _may_be_one_day(one: str, other: str) -> bool:
    """Whether some day lies in both dates."""
    a, b = bounds(one), bounds(other)
    return one == other or (a is not None and b is not None and a.meets(b))


def _may_be_one_sum(one: Event, other: Event, language: Pack) -> bool:
    """Whether all figures of one quote are in the other's: an offer of 6 per cent is not one of 14."""
    a, b = ({figure.value for span in event.evidence for figure in figures(span.quote, language)} for event in (one, other))
    return a <= b or b <= a


def _may_be_one_name(one: str, other: str, language: Pack) -> bool:
    """Whether all words of one name are in the other: "Bell" and "Jo Bell", "workers" and "the mill's workers"."""
    a, b = (set(normal_form(name, language).split()) for name in (one, other))
    return a <= b or b <= a


def _with(event: Event, further: Event) -> Event:
    """The event with the quote of a further telling, and with what only that one tells."""
    lacking = [name for name in ARGUMENTS if getattr(event, name) is None and getattr(further, name) is not None]
    more = {name: getattr(further, name) for name in lacking}
    if "count" in more:
        more["bound"] = further.bound
    if "said_by" in more:
        more["via"] = further.via
    basis = {**event.basis, **{name: further.basis[name] for name in (*lacking, "via") if name in more and name in further.basis}}
    return replace(event, evidence=(*event.evidence, *further.evidence), basis=basis, **more)
