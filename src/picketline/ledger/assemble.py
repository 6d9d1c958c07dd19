"""Disputes out of claims, judgements and corrections: a pure function, the same for the same rows in whatever order they come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import cast

from picketline.ledger.choice import Context, choose
from picketline.ledger.clusters import components, handles, named_parts
from picketline.ledger.source import Source, subject_order
from picketline.ledger.timeline import timeline
from picketline.ledger.voices import parties
from picketline.model import Choice, Claim, Correction, Dispute, Judgement
from picketline.model.record import Modality
from picketline.resolve.people import named
from picketline.resolve.standing import standing

PROPERTIES = (
    "employer", "union", "worker", "place", "industry", "form", "demand", "started", "ended", "status", "outcome", "workers_involved",
)  # fmt: skip
"""The order in which a dispute's properties are shown; events come after them, then what only tables say."""


@dataclass(frozen=True, slots=True)
class Assembly:
    """The disputes, first reported first; `handles` leads every id that a dispute has or had to the id it has now;
    `sources` are the reports, copies told apart; `vouched` tells since when a person stands for a claim."""

    disputes: tuple[Dispute, ...]
    handles: Mapping[str, str]
    sources: Mapping[str, Source]
    vouched: Mapping[str, str]


def assemble(
    claims: Iterable[Claim], judgements: Iterable[Judgement], corrections: Iterable[Correction], sources: Mapping[str, Source]
) -> Assembly:
    """All disputes that the rows make. `judgements` and `corrections` may hold rows that were taken back, and those that took them back."""
    standing_judgements = standing(judgements)
    known = with_copies(sources, standing_judgements)
    said = standing(corrections)
    recorded = tuple(without_withdrawn(claims, said))
    corrected, vouched = apply(recorded, said)
    context = Context(known, vouched=vouched, names=named(standing_judgements))
    by_subject: dict[str, list[Claim]] = {claim.subject: [] for claim in recorded}
    for claim in corrected:
        by_subject[claim.subject].append(claim)
    disputes: list[Dispute] = []
    redirects: dict[str, str] = {}
    for subjects, about in _with_judgements(by_subject, standing_judgements):
        by_id = named_parts(subjects, about, known)
        redirects.update(handles(by_id))
        disputes += [_dispute(name, part, by_subject, context) for name, part in by_id.items()]
    disputes.sort(key=lambda dispute: (subject_order(dispute.subjects[0], known), dispute.id))
    return Assembly(tuple(disputes), redirects, known, vouched)


def _with_judgements(subjects: Iterable[str], judgements: Sequence[Judgement]) -> Iterable[tuple[tuple[str, ...], list[Judgement]]]:
    parts = components(subjects, judgements)
    part_of = {subject: at for at, part in enumerate(parts) for subject in part}
    about: list[list[Judgement]] = [[] for _ in parts]
    for judgement in judgements:
        at = part_of.get(judgement.left)
        if at is not None and at == part_of.get(judgement.right):
            about[at].append(judgement)
    return zip(parts, about, strict=True)


def _dispute(name: str, subjects: tuple[str, ...], by_subject: Mapping[str, Sequence[Claim]], context: Context) -> Dispute:
    said, sources = [claim for subject in subjects for claim in by_subject[subject]], context.sources
    said.sort(key=lambda claim: (*subject_order(claim.subject, sources), claim.evidence[0].start if claim.evidence else 0, claim.id))
    published = {document: source.published for document, source in _reporting(subjects, sources) if source.published}
    chosen = _chosen(said, replace(context, parties=parties(said)))
    return Dispute(name, subjects, tuple(said), MappingProxyType(chosen), MappingProxyType(published))


def _reporting(subjects: Iterable[str], sources: Mapping[str, Source]) -> Iterable[tuple[str, Source]]:
    documents = dict.fromkeys(subject.split("#", 1)[0] for subject in subjects)
    return ((document, sources[document]) for document in documents if document in sources)


def _chosen(said: Sequence[Claim], context: Context) -> dict[str, tuple[Choice, ...]]:
    about: dict[str, list[Claim]] = {name: [] for name in PROPERTIES}
    for claim in said:
        about.setdefault(claim.property, []).append(claim)
    events = about.pop("event", [])
    chosen = {name: choose(name, found, context) for name, found in about.items() if found}
    started = chosen.get("started")
    if events:
        chosen["event"] = timeline(events, context, str(started[0].claim.value.get("value")) if started else None)
    return chosen


def without_withdrawn(claims: Iterable[Claim], corrections: Iterable[Correction]) -> Iterator[Claim]:
    """The claims but those that a person added and took back: a person's own claim stands as long as some correction of it does."""
    spoken = {correction.claim for correction in corrections}
    return (claim for claim in claims if not claim.method.startswith("person:") or claim.id in spoken)


def apply(claims: Iterable[Claim], corrections: Iterable[Correction]) -> tuple[tuple[Claim, ...], Mapping[str, str]]:
    """The claims with people's corrections applied, the latest on each; and for those that a person stands for, since when."""
    latest = {c.claim: c for c in sorted(corrections, key=lambda c: (c.recorded_at, c.id))}
    if not latest:
        return tuple(claims), MappingProxyType({})
    corrected: list[Claim] = []
    vouched: dict[str, str] = {}
    for claim in claims:
        correction = latest.get(claim.id)
        if correction is None or correction.verdict != "reject":
            stands = replaced(claim, correction) if correction and correction.verdict == "replace" else claim
            corrected.append(stands)
            vouched.update({stands.id: correction.recorded_at} if correction else {})
    return tuple(corrected), vouched


def replaced(claim: Claim, correction: Correction) -> Claim:
    """The claim with a person's value in place of its own; the words and the speaker stay."""
    value = dict(correction.value or {})
    modality = str(value.get("modality", "happened")) if claim.property == "event" else claim.modality
    return replace(claim, value=value, modality=cast(Modality, modality), method=f"person:{correction.by}", confidence=None)


def with_copies(sources: Mapping[str, Source], judgements: Iterable[Judgement]) -> Mapping[str, Source]:
    """The reports, each copy with the first of those that it is a copy of."""
    pairs = [replace(j, kind="dispute") for j in judgements if j.kind == "document"]
    out = dict(sources)
    for name, part in named_parts_of(pairs, sources).items():
        for document in part:
            if document != name and document in out:
                out[document] = replace(out[document], copy_of=name)
    return out


def named_parts_of(pairs: Sequence[Judgement], sources: Mapping[str, Source]) -> Mapping[str, tuple[str, ...]]:
    """Groups of copies, each under its first document."""
    documents = {document for pair in pairs for document in (pair.left, pair.right) if document in sources}
    groups: dict[str, tuple[str, ...]] = {}
    for part in components(documents, pairs):
        named = named_parts(part, [pair for pair in pairs if pair.left in part and pair.right in part], sources)
        groups.update({members[0]: members for members in named.values()})
    return groups
