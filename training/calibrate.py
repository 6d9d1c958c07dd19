"""Calibrates confidence on the bench's predictions, and draws how well it holds.

    python training/calibrate.py

Reads work/pred.dev.jsonl and pred.dev2.jsonl (raw confidences, by folds), fits a line in log-odds for each slot, writes it to
extract/data/stages/calibration.json, and docs/calibration.svg and docs/calibration.md with figures by folds: each fold's values are
calibrated by the lines of the other folds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

import numpy as np
from examples import READINGS, SHARED
from jsonl import read
from numpy.typing import NDArray
from stages import SHIPPED

from picketline.evaluate import Coded, Gold, read_gold
from picketline.evaluate.alignment import align
from picketline.evaluate.compare import compare
from picketline.evaluate.credits import ONES, SETS, Told, event_credit, number_credit
from picketline.evaluate.tallies import whole
from picketline.extract.calibration import straight
from picketline.model.exchange import read_record
from picketline.model.record import Record, Reported

DOCS = Path(__file__).parents[1] / "docs"
ENOUGH = 60
"""Values from which a slot gets a line of its own; fewer take the line of all."""
PULL = 2.0
"""Weight of the prior that the line is the identity."""
BINS = 10
PAGE = """# Confidence

Every value of a record carries a `confidence` from 0 to 1. It is meant as a share: of the values given with 0.8, about eight
in ten agree with a coder who read the report. It orders what people review first; it is no reason to skip reading.

![Reliability plot](calibration.svg)

$count values of 440 coded reports, each predicted by models and calibrated by lines that had not seen its report. The expected
calibration error is $before as the stages give their probabilities and **$after** calibrated.

| slot | values | right | mean confidence | error before | error after |
|---|---|---|---|---|---|
$table

Arguments of events (date, count, actor ...) have no confidence of their own. Made by `training/calibrate.py` from the
predictions of `training/bench.py`.
"""
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """One predicted value: its slot, the fold of its report, its confidence and whether gold agrees."""

    slot: str
    fold: int
    confidence: float
    right: bool


def judged(gold: Gold, predicted: Record, fold: int) -> Iterator[Judged]:
    """Every predicted value of a document that has a confidence."""
    coded = gold.disputes if gold.relevant else ()
    pairs = {j: i for i, j, _ in align(coded, predicted.disputes, lambda a, b: whole(compare(a, b)).credit)}
    for j, dispute in enumerate(predicted.disputes):
        truth = coded[pairs[j]] if j in pairs else Coded(Reported(""))
        for slot, confidence, right in _values(truth, dispute):
            if confidence is not None:
                yield Judged(slot, fold, confidence, right)


def _values(gold: Coded, found: Reported) -> Iterator[tuple[str, float | None, bool]]:
    for slot, credit in SETS.items():
        values = getattr(found, slot)
        met = {j for _, j, c in align(getattr(gold.reported, slot), values, credit) if c >= 1}
        yield from ((slot, value.confidence, j in met) for j, value in enumerate(values))
    for slot, judge in ONES.items():
        if (value := getattr(found, slot)) is not None:
            truth = getattr(gold.reported, slot)
            yield slot, value.confidence, truth is not None and judge(truth, value, gold.accepted.get(slot, ())) >= 1
    if number := found.workers_involved:
        truth = gold.reported.workers_involved
        yield "workers_involved", number.confidence, truth is not None and number_credit(truth, number) >= 1
    left = [Told(e, gold.reported, gold.accepted.get(f"events/{i}", ())) for i, e in enumerate(gold.reported.events)]
    met = {j for _, j, _ in align(left, [Told(e, found) for e in found.events], event_credit)}
    yield from (("event", event.confidence, j in met) for j, event in enumerate(found.events))


def line(rows: Sequence[Judged]) -> tuple[float, float]:
    """Slope and offset that make the rows likeliest, pulled a little towards (1, 0). Newton's method; the slope is never negative."""
    odds = np.array([_odds(r.confidence) for r in rows])
    truth = np.array([float(r.right) for r in rows])
    x = np.stack([odds, np.ones_like(odds)], 1)
    at = np.array([1.0, 0.0])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ at))
        slope = x.T @ (truth - p) - PULL * (at - np.array([1.0, 0.0]))
        bend = (x * (p * (1 - p))[:, None]).T @ x + PULL * np.eye(2)
        at = at + np.linalg.solve(bend, slope)
    return max(0.05, float(at[0])), float(at[1])


def _odds(p: float) -> float:
    inner = min(0.999, max(0.001, p))
    return float(np.log(inner / (1 - inner)))


def lines(rows: Sequence[Judged]) -> dict[str, float]:
    """The lines of all slots, as `extract.calibration` reads them."""
    out, common = {}, line(rows)
    for slot in sorted({r.slot for r in rows}):
        own = [r for r in rows if r.slot == slot]
        slope, offset = line(own) if len(own) >= ENOUGH else common
        out |= {f"{slot} slope": round(slope, 4), f"{slot} offset": round(offset, 4)}
    return out


def unseen(rows: Sequence[Judged]) -> Floats:
    """Each row's confidence by the lines of the other folds."""
    out = np.zeros(len(rows))
    for fold in sorted({r.fold for r in rows}):
        fitted = lines([r for r in rows if r.fold != fold])
        for n, r in enumerate(rows):
            if r.fold == fold:
                out[n] = straight(r.confidence, fitted.get(f"{r.slot} slope", 1.0), fitted.get(f"{r.slot} offset", 0.0))
    return out


def bins(confidence: Floats, right: Floats) -> list[tuple[float, float, int]]:
    """(mean confidence, share right, count) of ten groups of equal size."""
    order = np.argsort(confidence, kind="stable")
    return [(float(confidence[g].mean()), float(right[g].mean()), len(g)) for g in np.array_split(order, BINS) if len(g)]


def expected_error(confidence: Floats, right: Floats) -> float:
    """The expected calibration error: the mean distance of confidence and share right, over the groups."""
    found = bins(confidence, right)
    return sum(abs(c - r) * n for c, r, n in found) / sum(n for *_, n in found)


def drawing(before: list[tuple[float, float, int]], after: list[tuple[float, float, int]], errors: tuple[float, float]) -> str:
    """The reliability plot as SVG: confidence to the right, share of right values upwards."""

    def points(found: list[tuple[float, float, int]], colour: str) -> str:
        path = " ".join(f"{60 + 300 * c:.1f},{340 - 300 * r:.1f}" for c, r, _ in found)
        dots = "".join(f'<circle cx="{60 + 300 * c:.1f}" cy="{340 - 300 * r:.1f}" r="3.5" fill="{colour}"/>' for c, r, _ in found)
        return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>{dots}'

    marks = "".join(_mark(tick / 5) for tick in range(6))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" font-family="sans-serif" font-size="11" role="img">\n'
        "<title>Reliability of picketline's confidence, by folds</title>\n"
        '<rect width="400" height="400" fill="white"/><path d="M60 340H360V40H60Z" fill="none" stroke="#888"/>\n'
        '<path d="M60 340L360 40" stroke="#bbb" stroke-dasharray="4 4"/>\n'
        f"{marks}\n{points(before, '#b06a2c')}\n{points(after, '#1f5f8b')}\n"
        '<text x="210" y="378" text-anchor="middle">confidence</text>'
        '<text x="16" y="190" text-anchor="middle" transform="rotate(-90 16 190)">share of values that are right</text>\n'
        f'<text x="72" y="60" fill="#b06a2c">as the stages give it: error {errors[0]:.3f}</text>'
        f'<text x="72" y="76" fill="#1f5f8b">calibrated: error {errors[1]:.3f}</text>\n</svg>\n'
    )


def _mark(tick: float) -> str:
    at = 300 * tick
    below = f'<text x="{60 + at:.0f}" y="358" text-anchor="middle">{tick:.1f}</text>'
    return f'{below}<text x="52" y="{344 - at:.0f}" text-anchor="end">{tick:.1f}</text>'


def page(rows: Sequence[Judged], after: Floats, errors: tuple[float, float]) -> str:
    """The page that explains the plot."""
    table = "\n".join(_table(rows, after))
    figures = {"count": str(len(rows)), "before": f"{errors[0]:.3f}", "after": f"{errors[1]:.3f}", "table": table}
    return Template(PAGE).substitute(figures)


def _table(rows: Sequence[Judged], after: Floats) -> Iterator[str]:
    for slot in sorted({r.slot for r in rows}):
        at = [n for n, r in enumerate(rows) if r.slot == slot]
        raw, right = np.array([rows[n].confidence for n in at]), np.array([float(rows[n].right) for n in at])
        errors = f"{expected_error(raw, right):.3f} | {expected_error(after[at], right):.3f}"
        yield f"| {slot} | {len(at)} | {right.mean():.2f} | {after[at].mean():.2f} | {errors} |"


def main() -> None:
    """Fits, writes, draws."""
    folds = json.loads((READINGS / "folds.json").read_text(encoding="utf-8"))
    rows: list[Judged] = []
    for part in ("dev", "dev2"):
        predicted = {str(row["document"]): read_record(row) for row in read(READINGS / f"pred.{part}.jsonl")}
        for coded in map(read_gold, read(SHARED / "gold" / f"{part}.gold.jsonl")):
            rows += judged(coded, predicted[coded.document], folds[coded.document])
    raw, right, after = np.array([r.confidence for r in rows]), np.array([float(r.right) for r in rows]), unseen(rows)
    errors = expected_error(raw, right), expected_error(after, right)
    SHIPPED.joinpath("calibration.json").write_text(json.dumps(lines(rows), indent=1, sort_keys=True) + "\n", encoding="utf-8")
    DOCS.joinpath("calibration.svg").write_text(drawing(bins(raw, right), bins(after, right), errors), encoding="utf-8")
    DOCS.joinpath("calibration.md").write_text(page(rows, after, errors), encoding="utf-8")
    print(f"{len(rows)} values, right {right.mean():.3f}; expected calibration error {errors[0]:.4f} raw, {errors[1]:.4f} calibrated")


if __name__ == "__main__":
    main()
