"""What a reader asks of the ledger: which disputes, in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from picketline.model.filters import FILTERS

Order = Literal["latest", "started", "workers", "reports", "id"]
FACETS = tuple(one.name for one in FILTERS if one.several)
"""The filters whose values are counted."""
BANDS = (("10000", 10_000.0), ("1000", 1_000.0), ("100", 100.0), ("1", 0.0))
"""Bands of the number taking part, by their lower ends, largest first."""


@dataclass(frozen=True, slots=True)
class Query:
    """The filters of `model.filters`, all of which must hold, each a field of its name; several values of one are alternatives, and empty
    ones hold for everything. `employers` and `unions` are names as they stand for a dispute; `employer` and `union` are found in a name or
    alias. `since` and `until` are EDTF or periods (`2020-Q1`): the action, or where it has no date the reports, must meet that stretch.
    """

    country: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    industry: tuple[str, ...] = ()
    form: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    demand: tuple[str, ...] = ()
    event: tuple[str, ...] = ()
    employers: tuple[str, ...] = ()
    unions: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    size: tuple[str, ...] = ()
    conflict: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    employer: str | None = None
    union: str | None = None
    text: str | None = None
    order: Order = "latest"

    @classmethod
    def read(cls, given: Mapping[str, Sequence[str]], order: Order = "latest") -> Query:
        """The query that values by the names of filters make, as people write them; of a filter that takes one value the first holds.

        >>> Query.read({"country": ["kz", ""], "employer": [" quays "]}) == Query(country=("KZ",), employer="quays")
        True
        """
        values = {one.name: tuple(filter(None, map(one.read, given.get(one.name) or ()))) for one in FILTERS}
        fields: dict[str, Any] = {one.name: values[one.name] if one.several else next(iter(values[one.name]), None) for one in FILTERS}
        return cls(**fields, order=order)

    def asked(self, facet: str) -> tuple[str, ...]:
        """The values asked for of one of the `FACETS`."""
        values: tuple[str, ...] = getattr(self, facet)
        return values


def band(workers: float | None) -> str:
    """The band of a number taking part.

    >>> band(1200), band(99), band(None)
    ('1000', '1', 'unknown')
    """
    return "unknown" if workers is None else next(name for name, least in BANDS if workers >= least)
