"""What changed in a dispute from one step to the next, in words: "workers involved: 400 → 500 (Reuters, 3 March 2025)"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from picketline.export.spoken import gettext as _
from picketline.export.spoken import later
from picketline.export.words import claimed, day, headline, label
from picketline.ledger import Source, Step
from picketline.model import Choice, Claim, Dispute

NAMES = {
    "workers_involved": later("workers involved"), "status": later("standing"), "outcome": later("outcome"), "started": later("start"),
    "ended": later("end"), "employer": later("employer"), "union": later("union"), "worker": later("workers"), "place": later("place"),
    "industry": later("industry"), "form": later("form"), "demand": later("demand"), "event": later("event"),
}  # fmt: skip
"""The properties in the order in which changes are told."""
Sources = Mapping[str, Source]


def changes(step: Step, sources: Sources) -> list[str]:
    """The changes, those that matter most first; of a new dispute its reports alone."""
    said = [] if step.before is None else [line for name in NAMES for line in _property(name, step.before, step.dispute, sources)]
    return [*said, *_joined(step), *_reports(step, sources)]


def _property(name: str, before: Dispute, now: Dispute, sources: Sources) -> Iterator[str]:
    old, new = before.chosen.get(name, ()), now.chosen.get(name, ())
    left = list(old)
    for choice in new:
        was = next((one for one in left if _ids(one) & _ids(choice)), None) or (left[0] if name in SINGLE and left else None)
        if was is not None:
            left.remove(was)
        yield from _changed(name, was, choice, sources)
    for gone in left:
        yield _("{name}: {value} no longer stands").format(name=_(NAMES[name]), value=value(gone.claim))


SINGLE = frozenset({"workers_involved", "status", "outcome", "started", "ended", "industry"})


def _changed(name: str, was: Choice | None, now: Choice, sources: Sources) -> Iterator[str]:
    said, by = value(now.claim), _by(now.claim, sources)
    if was is None:
        yield _("{name}: {value} {source}").format(name=_(NAMES[name]), value=said, source=by)
    elif value(was.claim) != said:
        yield _("{name}: {old} → {new} {source}").format(name=_(NAMES[name]), old=value(was.claim), new=said, source=by)
    for rival in now.rivals:
        if was is None or _place(rival) not in _ids(was):
            contested = _("{name}: {value}, but {rival} {source}")
            yield contested.format(name=_(NAMES[name]), value=said, rival=value(rival), source=_by(rival, sources))


def _ids(choice: Choice) -> set[object]:
    """The places of a choice's words, which a correction leaves as they are."""
    return {_place(claim) for claim in (choice.claim, *choice.agreeing, *choice.rivals)}


def _place(claim: Claim) -> object:
    return claim.subject, claim.evidence[0].start if claim.evidence else claim.id


def value(claim: Claim) -> str:
    """A claim's value in words, an event's with its day and mood."""
    if claim.property != "event":
        return claimed(claim)
    mood = "" if claim.modality == "happened" else label(claim.modality, "modalities").lower()
    return ", ".join(part for part in (claimed(claim), mood, day(str(claim.value["date"])) if claim.value.get("date") else "") if part)


def _by(claim: Claim, sources: Sources) -> str:
    if claim.method.startswith("person:"):
        return _("(decided by {person})").format(person=claim.method.removeprefix("person:"))
    parts = (_("says {speaker}").format(speaker=claim.said_by) if claim.said_by else "", outlet(sources.get(claim.document)))
    return f"({', '.join(part for part in parts if part)})"


def outlet(source: Source | None) -> str:
    """A report's outlet and day: "Reuters, 3 March 2025"."""
    if source is None:
        return ""
    return ", ".join(part for part in (source.outlet or source.title or source.name, day(source.published)) if part)


def _joined(step: Step) -> Iterator[str]:
    for other in step.absorbed:
        yield _("{id} became part of it: {name}").format(id=other.id, name=headline(other))
    if step.before is not None and (parted := _lost(step.before.subjects, step.dispute.subjects)):
        yield _("no longer part of it: {reports}").format(reports=", ".join(parted))


def _lost(before: Sequence[str], now: Sequence[str]) -> list[str]:
    return sorted({subject.split("#", 1)[0] for subject in set(before) - set(now)})


def _reports(step: Step, sources: Sources) -> Iterator[str]:
    known = {document for one in (step.before, *step.absorbed) if one for document in one.documents()}
    for document in step.dispute.documents():
        if document not in known and (source := sources.get(document)):
            yield _("new report: {title} {source}").format(title=source.title or source.name, source=f"({outlet(source)})")
