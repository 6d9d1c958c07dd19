"""What is announced in a dispute for a day, through all that became of it: told again, moved, corrected, called off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from picketline.ledger import Recorded
from picketline.ledger.story import TO_COME
from picketline.model import Claim, Correction, Dispute
from picketline.model.claim import content_id
from picketline.model.edtf import bounds

CALLED_OFF = frozenset({"averted", "ended", "suspended"})
ACTIONS = frozenset({"action_threatened", "action_started", "lockout"})
"""Announcements that are void once the action is over or averted."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """An announced event: `claim` is how it stands, `first` and `last` its days, `recorded_at` when it was last told or decided about."""

    uid: str
    claim: Claim
    first: date
    last: date
    sequence: int
    status: str
    recorded_at: str


def appointments(dispute: Dispute, rows: Recorded) -> Iterator[Appointment]:
    """The appointments of a dispute in the order of their reports; none without a known year.

    A later report that announces the same kind of event for another day moves the appointment, if it was published before the old day
    and tells of one such event alone; else it announces a further one.
    """
    order = {document: at for at, document in enumerate(dispute.documents())}
    said = sorted(
        ((moment, claim) for moment, claim in rows.claims if claim.property == "event" and claim.document in order),
        key=lambda row: (order[row[1].document], row[1].evidence[0].start if row[1].evidence else 0, row[1].id),
    )
    standing = {_place(claim): claim for claim in dispute.claims if claim.property == "event"}
    corrected = _corrected(rows.corrections)
    groups: list[list[tuple[str, Claim]]] = []
    for moment, claim in said:
        now = standing.get(_place(claim), claim)
        if claim.modality in TO_COME or now.modality in TO_COME:
            _own(groups, claim, dispute, standing, said).append((moment, claim))
    for group in groups:
        yield from _appointment(dispute, group, standing, corrected, rows)


Place = tuple[str, str, int]


def _place(claim: Claim) -> Place:
    """Where a claim's words stand: what a correction leaves as it is."""
    return claim.subject, str(claim.property), claim.evidence[0].start if claim.evidence else -1


def _own(
    groups: list[list[tuple[str, Claim]]], claim: Claim, dispute: Dispute, standing: Mapping[Place, Claim],
    said: Sequence[tuple[str, Claim]],
) -> list[tuple[str, Claim]]:  # fmt: skip
    """The group of tellings to which the claim belongs, a new one where it announces something else."""
    alone = sum(_alike(other, claim) and other.modality in TO_COME for _, other in said if other.document == claim.document) == 1
    for group in reversed(groups):
        last = group[-1][1]
        if last.document == claim.document or not _alike(last, claim):
            continue
        old, new = (_days(standing.get(_place(one), one)) for one in (last, claim))
        same = old is None or new is None or old == new
        if same or (alone and old is not None and _before(dispute.published.get(claim.document), old[0])):
            return group
    groups.append([])
    return groups[-1]


def _alike(one: Claim, other: Claim) -> bool:
    """Whether two claims can tell of one event: its type is the same, and its actor, where both name one."""
    a, b = one.value, other.value
    return a.get("type") == b.get("type") and (a.get("actor") is None or b.get("actor") is None or a.get("actor") == b.get("actor"))


def _before(published: str | None, day: date) -> bool:
    found = bounds(published) if published else None
    return bool(found and found.first and found.first.known() and found.first.date() <= day)


def _appointment(
    dispute: Dispute, group: Sequence[tuple[str, Claim]], standing: Mapping[Place, Claim], corrected: Mapping[str, Sequence[Correction]],
    rows: Recorded,
) -> Iterator[Appointment]:  # fmt: skip
    tellings = [claim for _, claim in group]
    kept = [standing[_place(claim)] for claim in tellings if _place(claim) in standing]
    shown = next((claim for claim in reversed(kept) if _days(claim)), None) or next((c for c in reversed(tellings) if _days(c)), None)
    days = _days(shown) if shown else None
    if shown is None or days is None:
        return
    decisions = [one for claim in tellings for one in corrected.get(claim.id, ())]
    off = [(moment, claim) for moment, claim in rows.claims if claim.property == "status" and claim.value.get("value") in CALLED_OFF]
    over = shown.value.get("type") in ACTIONS and dispute.value("status") in CALLED_OFF
    moments = [*(moment for moment, _ in group), *(one.recorded_at for one in decisions), *(moment for moment, _ in off)]
    first = tellings[0]
    yield Appointment(
        content_id("A", [*_place(first)]), shown, *days, len(group) - 1 + len(decisions) + len(off),
        "CANCELLED" if over or not kept or shown.modality == "denied" else "TENTATIVE" if shown.modality == "threatened" else "CONFIRMED",
        max(moments),
    )  # fmt: skip


def _corrected(corrections: Sequence[Correction]) -> Mapping[str, list[Correction]]:
    out: dict[str, list[Correction]] = {}
    for one in corrections:
        out.setdefault(one.claim, []).append(one)
    return out


def _days(claim: Claim | None) -> tuple[date, date] | None:
    """The first and last day of an event; None unless both are days of a known year."""
    ends = [bounds(part) for part in str(claim.value.get("date") or "").split("/")] if claim else []
    days = [found.first.date() for found in ends if found and found.exact() and found.known() and found.first]
    return (days[0], days[-1]) if days and len(days) == len(ends) <= 2 else None
