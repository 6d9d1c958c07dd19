"""Learns which parts of a report tell a dispute only in passing: linear models, for some two hundred such parts are coded."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import lines
import numpy as np
import scopes
from examples import Example

from picketline.extract import aside_rows, asides
from picketline.extract.aside_rows import Part, Reals
from picketline.extract.names import candidates
from picketline.extract.roles import names
from picketline.extract.stories import laid_out
from picketline.model.record import Reported

STRENGTH = 0.02
"""Inverse of the weights' shrinkage: of 0.002 to 0.1 the best on unseen folds, by average precision (trees: .27, this: .32)."""
LEAST = 0.33
"""The chance from which a part is told as an aside."""


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """The parts of one story of a coded report: their clues and their classes."""

    example: Example
    parts: Sequence[Part]
    columns: dict[str, Reals]
    truth: tuple[str, ...]


def fit(examples: Sequence[Example]) -> dict[str, bytes]:
    """The weights of both looks, and how likely an aside must be."""
    told = [case for example in examples for case in cases(example)]
    return {
        "asides.alone.linear.json": lines.content(learnt(told)),
        "asides.linear.json": lines.content(learnt(seen_twice(told))),
        "asides.json": (json.dumps({"least": LEAST}, sort_keys=True) + "\n").encode(),
    }


def seen_twice(told: Sequence[Case]) -> list[Case]:
    """The cases with the clues of a first look, by weights that have not seen their fold."""
    folds = sorted({case.example.fold for case in told})
    unseen = {fold: learnt([case for case in told if case.example.fold != fold]) for fold in folds}
    looks = [asides.chances(unseen[case.example.fold], case.columns) for case in told]
    return [
        replace(case, columns=case.columns | aside_rows.beside(case.example.page, case.parts, look))
        for case, look in zip(told, looks, strict=True)
    ]


def learnt(told: Sequence[Case]) -> dict[str, float]:
    """The weights from all parts of the cases."""
    rows = [dict(zip(case.columns, row, strict=True)) for case in told for row in np.column_stack(list(case.columns.values())).tolist()]
    counted = [case.example.weight for case in told for _ in case.truth]
    return lines.learn(rows, [name for case in told for name in case.truth], counted, asides.CLASSES, STRENGTH)


def cases(example: Example) -> Iterator[Case]:
    """The parts of a coded report by story: an aside serves other disputes than the one that its story tells first, and not that."""
    page, found = example.page, candidates(example.page)
    if not example.gold.disputes or not found:
        return
    known = names(page, found)
    for story in laid_out(page):
        parts = aside_rows.parts(page, story)
        if len(parts) > 1:
            served, main = serves(example.gold.disputes, parts)
            truth = tuple(asides.CLASSES[not own or main in own] for own in served)
            yield Case(example, parts, aside_rows.features(page, known, parts), truth)


def serves(coded: Sequence[Reported], parts: Sequence[Part]) -> tuple[list[set[int]], int]:
    """The coded disputes whose evidence lies (with its middle) in each part, and which of those in the first such part has most of it."""
    served, weight = [set[int]() for _ in parts], [0] * len(coded)
    for number, dispute in enumerate(coded):
        for span in scopes.evidence(dispute):
            for n, part in enumerate(parts):
                if part.start <= (span.start + span.end) // 2 < part.end:
                    served[n].add(number)
                    weight[number] += 1
    first = next((own for own in served if own), {0})
    return served, max(sorted(first), key=lambda number: weight[number])
