"""Disputes that a report tells only in passing: an earlier strike, another trade's stoppage, the same fight in another town.

The parts of a story's sentences are weighed by two linear models: how likely does each tell another dispute than the one told first? A
first look (`asides.alone.linear`) takes each for itself, a second (`asides.linear`) has seen what the first says of its neighbours. Parts
from the setting `least` on are asides; those that name one trade or one year, or follow one another, are one. Of the asides found on
unseen reports about half are coded disputes: a wrong one costs less than a missed one gains.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from picketline.extract.aside_rows import Part, Reals, beside, features, parts
from picketline.extract.linear import first_of_two
from picketline.extract.models import Models
from picketline.extract.page import Page, Scope
from picketline.extract.roles import Names

CLASSES = ("aside", "own")
Range = tuple[int, int]


def divided(page: Page, known: Names, told: Sequence[Scope], models: Models) -> tuple[Page, tuple[Scope, ...]]:
    """The scopes, each without its asides and before them, and the page, its sentences cut where one tells of two disputes."""
    if not known.found:
        return page, tuple(told)
    ranges = [one for scope in told for one in _ranges(page, scope, _found(page, known, scope, models))]
    cut = replace(page, reading=page.reading.cut([edge for one in ranges for span in one for edge in span]))
    starts = cut.reading.sentences[:, 0].tolist()
    return cut, tuple(tuple(n for n, at in enumerate(starts) if any(a <= at < b for a, b in one)) for one in ranges)


def _found(page: Page, known: Names, scope: Scope, models: Models) -> list[list[Part]]:
    """The asides of a scope."""
    found = parts(page, scope)
    if len(found) < 2:
        return []
    columns = features(page, known, found)
    alone = chances(models.settings["asides.alone.linear"], columns)
    chance = chances(models.settings["asides.linear"], columns | beside(page, found, alone))
    return [[found[n] for n in group] for group in gathered(found, chance >= models.threshold("asides", "least"))]


def chances(weights: Mapping[str, float], columns: Mapping[str, Reals]) -> Reals:
    """How likely each part is an aside, by weights named as in `extract.linear`."""
    return first_of_two(weights, CLASSES, tuple(columns), np.column_stack(list(columns.values())))


def gathered(found: Sequence[Part], likely: Sequence[bool] | NDArray[np.bool_]) -> list[list[int]]:
    """The asides as lists of the parts that are likely."""
    groups: list[list[int]] = []
    for n in np.flatnonzero(likely).tolist():
        home = next((group for group in groups if any(_akin(found[m], found[n]) for m in group)), None)
        if home is None:
            groups.append([n])
        else:
            home.append(n)
    return groups


def _akin(one: Part, other: Part) -> bool:
    """Whether two parts, in order, may tell one aside."""
    if one.trades and other.trades:
        return bool(one.trades & other.trades)
    if one.years and other.years:
        return bool(one.years & other.years)
    return other.row - one.row in (0, 1)


def _ranges(page: Page, scope: Scope, asides: Sequence[Sequence[Part]]) -> Iterator[tuple[Range, ...]]:
    """The code points of what is left of a scope, then those of each of its asides."""
    taken = sorted((part.start, part.end) for aside in asides for part in aside)
    left: list[Range] = []
    for row in scope:
        at, stop = (int(x) for x in page.reading.sentences[row])
        for start, end in taken:
            if at <= start < stop:
                left.append((at, start))
                at = end
        left.append((at, stop))
    if rest := tuple(span for span in left if span[0] < span[1]):
        yield rest
    yield from (tuple((part.start, part.end) for part in aside) for aside in asides)
