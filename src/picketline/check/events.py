"""Whether the quotes of an event say its type, that it happened, and its arguments."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from picketline.check.clues import Clues, clues
from picketline.check.dates import date_reason, has_date
from picketline.check.names import says
from picketline.check.numbers import amount_reason, count_reason, has_count
from picketline.check.polarity import has_denial, is_negated
from picketline.check.source import Source, words
from picketline.check.telling import Teller
from picketline.check.unsupported import Unsupported
from picketline.codes import code_list
from picketline.model.edtf import bounds
from picketline.model.record import Event, Reported
from picketline.model.span import Evidence

_NEGATIVE = frozenset({"rejection"})
"""Types whose happening is itself told by a negation."""
Judge = Callable[[Evidence], str | None]


def event_reasons(event: Event, dispute: Reported, at: str, source: Source, strict: bool, *, teller: Teller) -> Iterator[Unsupported]:
    """What the evidence of an event at the pointer `at` does not support."""
    if event.type not in code_list("events"):
        yield Unsupported(f"{at}/type", f"{event.type!r} is no type of event")
        return
    found = clues(event, source.text, source.pack, teller.table)
    if reason := type_reason(event, found, teller):
        yield Unsupported(f"{at}/type", reason)
    if reason := modality_reason(event, found, source, teller):
        yield Unsupported(f"{at}/modality", reason)
    yield from _arguments(event, dispute, at, source, strict)


def type_reason(event: Event, found: Clues, teller: Teller) -> str | None:
    """Why the quotes do not tell an event of this type; None where they may."""
    likely = teller.kinds(found, event.modality)
    if likely.get(event.type, 0.0) >= teller.least[event.type]:
        return None
    best = max(likely, key=lambda kind: likely[kind])
    label = {kind: code.label.lower() for kind, code in code_list("events").items()}
    return f"the quote {_short(event.evidence)} reads as {label[best]}, not as {label[event.type]}"


def modality_reason(event: Event, found: Clues, source: Source, teller: Teller) -> str | None:
    """Why the quotes do not tell that it happened, or that it is denied, where the event says so; None where they may."""
    before = source.text[: event.evidence[0].start]
    if event.modality == "denied" and not has_denial(words(event.evidence), before):
        return f"the quote {_short(event.evidence)} denies nothing"
    if event.modality != "happened":
        return None
    day, base = bounds(event.date or ""), bounds(source.published or "")
    if day and base and day.known() and base.known() and day.first and base.last and day.first > base.last:
        return f"{event.date} lies after the report of {source.published}: it has not happened yet"
    if event.type not in _NEGATIVE and is_negated(event.evidence[0].quote, before, source.pack.language):
        return f"the quote {_short(event.evidence)} says that it did not happen"
    if teller.unreal(found, event.type) > teller.most:
        return f"the quote {_short(event.evidence)} tells it as planned or threatened, not as happened"
    return None


def _arguments(event: Event, dispute: Reported, at: str, source: Source, strict: bool) -> Iterator[Unsupported]:
    """The arguments judged by their basis where they have one, else by the event's quotes; left alone where neither has such words."""
    for name, is_there, judge in _judges(event, dispute, source):
        basis = event.basis.get(name)
        if basis is None and not strict and not is_there(event.evidence):
            continue
        if reason := judge(basis or event.evidence):
            yield Unsupported(f"{at}/{name}", reason)


def _judges(event: Event, dispute: Reported, source: Source) -> Iterator[tuple[str, Callable[[Evidence], bool], Judge]]:
    """For each argument that the event has: its name, whether evidence has words of its kind, and why evidence does not say it."""
    if date := event.date:
        yield "date", lambda evidence: has_date(evidence, source), lambda evidence: date_reason(date, evidence, source)
    if (count := event.count) is not None:
        yield "count", lambda evidence: has_count(evidence, source), lambda evidence: count_reason(count, evidence, source)
    for name in ("amount", "also_amount"):
        if (money := getattr(event, name)) is not None:
            yield name, lambda evidence: bool(source.amounts(evidence)), lambda evidence, m=money: amount_reason(m, evidence, source)  # type: ignore[misc]
    for name in ("actor", "said_by", "via"):
        if party := getattr(event, name):
            yield name, lambda _: False, lambda evidence, p=party: _party_reason(p, dispute, evidence, source)  # type: ignore[misc]


def _party_reason(name: str, dispute: Reported, evidence: Evidence, source: Source) -> str | None:
    """Why evidence does not name a party, under any of the names that the dispute gives it or as the only one of its side."""
    quote = words(evidence)
    if any(says(quote, form, source.pack) for form in _forms(name, dispute)) or _is_the_only_one(name, quote, dispute, source):
        return None
    return f"the quote {_short(evidence)} does not name {name!r}"


def _is_the_only_one(name: str, quote: str, dispute: Reported, source: Source) -> bool:
    """Whether the quote means the dispute's one employer or one union by what it is: "the company", "a union spokesman"."""
    said = set(re.findall(r"\w+", quote.lower()))
    for body, parties in (("employer", dispute.employers), ("union", dispute.unions)):
        if len(parties) == 1 and name in (parties[0].value, *parties[0].aliases) and said & set(source.pack.words(f"speech.bodies.{body}")):
            return True
    return False


def _forms(name: str, dispute: Reported) -> Iterator[str]:
    yield name
    for party in (*dispute.employers, *dispute.unions, *dispute.workers):
        forms = (party.value, *party.aliases)
        if name in forms:
            yield from forms


def _short(evidence: Evidence) -> str:
    quote = words(evidence)
    return repr(quote if len(quote) <= 90 else quote[:88].rsplit(" ", 1)[0] + " …")
