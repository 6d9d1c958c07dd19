"""The ledger as a table on a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich import box
from rich.table import Table

from picketline.export import words
from picketline.ledger import Summary


def table(found: Iterable[Summary]) -> Table:
    """One row a dispute; of reports that copy each other the number of independent sources stands in brackets."""
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name, style in (("id", "cyan"), ("who", "bold"), ("where", ""), ("form", ""), ("started", ""), ("status", ""), ("workers", "")):
        made.add_column(name, style=style, no_wrap=name in ("id", "started"), justify="right" if name == "workers" else "left")
    made.add_column("reports", justify="right")
    for one in found:
        who = words.joined(one.employers[:2]) or words.joined(one.unions[:2]) or words.joined(one.workers[:2])
        where = ", ".join([*one.places[:1], *one.countries[:1]])
        forms = ", ".join(words.label(form, "forms").lower() for form in one.forms)
        number = words.quantity(_number(one)) if one.workers_involved is not None else ""
        reports = f"{one.reports} ({one.sources})" if one.sources != one.reports else str(one.reports)
        made.add_row(one.id, who, where, forms, one.started or "", one.status or "", number, reports)
    return made


def _number(one: Summary) -> dict[str, object]:
    return {"value": one.workers_involved, "max": one.workers_max, "approximate": one.approximate}
