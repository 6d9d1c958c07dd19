"""What is left of a record when the values that its evidence does not support are taken out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import fields, replace

from picketline.check.record import check
from picketline.check.telling import Teller
from picketline.check.unsupported import Unsupported
from picketline.lang import Pack
from picketline.model.record import SETS, Event, Record, Reported

_WHOLE_EVENT = ("type", "modality")
"""Parts of an event without which it cannot stand."""


def supported(
    text: str, published: str | None, record: Record, pack: Pack, strict: bool = False, *, teller: Teller | None = None
) -> tuple[Record, tuple[Unsupported, ...]]:
    """The record with only what its evidence supports, and what was refused. What is left passes `check`.

    A party that is taken out takes its other names with it, so that what relied on them is judged again.
    """
    gone: list[Unsupported] = []
    while refused := tuple(check(text, published, record, pack, strict, teller=teller)):
        gone += refused
        record = without(record, refused)
    return record, tuple(gone)


def without(record: Record, refused: Iterable[Unsupported]) -> Record:
    """The record without the refused values: an event whose type or modality is refused goes whole, one of its arguments alone."""
    paths = {tuple(found.path.split("/")[2:]) for found in refused}
    kept = (_reduced(dispute, {path[1:] for path in paths if path[0] == str(i)}) for i, dispute in enumerate(record.disputes))
    disputes = tuple(dispute for dispute in kept if dispute is not None)
    return replace(record, relevant=record.relevant and bool(disputes or not record.disputes), disputes=disputes)


def _reduced(dispute: Reported, refused: Collection[tuple[str, ...]]) -> Reported | None:
    """The dispute without the refused values, or None where nothing is left."""
    changes: dict[str, object] = {name: None for (name, *more) in refused if not more}
    for name in SETS:
        changes[name] = tuple(value for i, value in enumerate(getattr(dispute, name)) if (name, str(i)) not in refused)
    gone = {path[1] for path in refused if path[0] == "events" and (len(path) == 2 or path[2] in _WHOLE_EVENT)}
    arguments = {i: {path[2] for path in refused if path[:2] == ("events", str(i)) and len(path) > 2} for i in range(len(dispute.events))}
    changes["events"] = tuple(_bare(event, arguments[i]) for i, event in enumerate(dispute.events) if str(i) not in gone)
    reduced: Reported = replace(dispute, **changes)  # type: ignore[arg-type]  # the names are those of Reported's fields
    says_something = any(getattr(reduced, field.name) for field in fields(reduced) if field.name != "id")
    return reduced if says_something else None


def _bare(event: Event, arguments: Collection[str]) -> Event:
    """The event without some of its arguments and their basis."""
    basis = {name: spans for name, spans in event.basis.items() if name not in arguments}
    return replace(event, basis=basis, **dict.fromkeys(arguments)) if arguments else event  # type: ignore[arg-type]
