"""What a reader asks of the ledger: which disputes, in which order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Order = Literal["latest", "started", "workers", "reports", "id"]
FACETS = ("country", "region", "industry", "form", "status", "demand", "event", "employers", "unions", "outlet", "size", "conflict")
"""The filters whose values are counted, each a field of `Query`."""
BANDS = (("10000", 10_000.0), ("1000", 1_000.0), ("100", 100.0), ("1", 0.0))
"""Bands of the number taking part, by their lower ends, largest first."""


@dataclass(frozen=True, slots=True)
class Query:
    """Filters that must all hold; several values of one filter are alternatives. Empty filters hold for everything.

    `country` is ISO 3166-1 alpha-2, `region` a UN M49 region, `industry` an ISIC section; `form`, `status`, `demand` and `event` are codes
    of the code lists. `employers` and `unions` are names as they stand for a dispute; `employer` and `union` are found in a name or alias,
    whatever its case. `outlet` published a report; `size` is a band of `BANDS` or `unknown`; `conflict` a property with rival claims, or
    `any`. `since` and `until` are EDTF or periods (`2020-Q1`): the action, or where it has no date the reports, must meet that stretch.
    `text` is searched in the reports and in the values (words, or "a phrase").
    """

    country: tuple[str, ...] = ()
    industry: tuple[str, ...] = ()
    form: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    employer: str | None = None
    union: str | None = None
    text: str | None = None
    order: Order = "latest"
    region: tuple[str, ...] = ()
    demand: tuple[str, ...] = ()
    event: tuple[str, ...] = ()
    employers: tuple[str, ...] = ()
    unions: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    size: tuple[str, ...] = ()
    conflict: tuple[str, ...] = ()

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
