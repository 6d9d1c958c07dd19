"""How many people, how much money: the numbers that may belong to an event, described for the forests that rank them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from picketline.extract.page import Page
from picketline.extract.telling import Telling, net_argument, net_tag
from picketline.text.money import Amount
from picketline.text.numbers import Number

Row = dict[str, float]


def counts(page: Page, telling: Telling, found: Sequence[Number], base: Row) -> list[tuple[Number, Row]]:
    """The numbers of people and jobs near an event; of the sentences beside it those too."""
    numbers = [n for n in found if n.unit in ("people", "jobs", "other", "share") and n.value >= 1]
    rows = [(n, base | row) for n in numbers if (row := _row(page, telling, n.start, n.phrase_end, "count"))]
    out = []
    for number, row in rows:
        noun = number.counted.head.lower() if number.counted else ""
        row |= {
            "people": float(number.unit == "people"), "jobs": float(number.unit == "jobs"), "share": float(number.unit == "share"),
            "size": len(str(int(number.value))) * 1.0, "approximate": float(number.approximate), "range": float(number.maximum is not None),
            "small": float(number.value < 20), "worker": float(noun.endswith(("workers", "members", "employees"))),
            "one": float(number.value == 1), "sum": float(len(rows)),
            "tag_involved": net_tag(page, "workers_involved", number.start, number.phrase_end),
        }  # fmt: skip
        out.append((number, row))
    return _ranked(out)


def amounts(page: Page, telling: Telling, found: Sequence[Amount], base: Row) -> list[tuple[Amount, Row]]:
    """The amounts of money near an event."""
    out = []
    for amount in found:
        row = _row(page, telling, amount.start, amount.end, "count")
        if row:
            large = amount.value >= 1000
            row |= {"rate": float(amount.rate is not None), "large": float(large), "million": float(amount.value >= 1e6)}
            row["tag_amount"] = net_tag(page, "amount", amount.start, amount.end)
            out.append((amount, base | row))
    return _ranked(out)


def _row(page: Page, telling: Telling, start: int, end: int, argument: str) -> Row:
    """How a number lies to an event; empty where it stands in another sentence than it or its neighbours."""
    away = page.reading.sentence_at(start) - telling.sentence
    if abs(away) > 1:
        return {}
    net, mean = net_argument(page, telling, argument, start, end)
    low, high = sorted((start, telling.trigger))
    return {
        "net": net, "net_mean": mean, "tag": net_tag(page, "count", start, end), "here": float(away == 0), "back": float(away < 0),
        "inside": float(telling.span.start <= start < telling.span.end), "before": float(start < telling.trigger),
        "distance": min(400.0, float(high - low)), "marks": float(page.text.count(",", low, high)),
        "touches": float(telling.span.start - 40 <= start < telling.span.end + 40),
    }  # fmt: skip


T = TypeVar("T")


def _ranked(rows: list[tuple[T, Row]]) -> list[tuple[T, Row]]:
    best = max((row["net"] for _, row in rows), default=0.0)
    return [(one, row | {"best": best, "below": best - row["net"], "candidates": float(len(rows))}) for one, row in rows]
