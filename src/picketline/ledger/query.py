"""What a reader asks of the ledger: which disputes, in which order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Order = Literal["latest", "started", "workers", "reports", "id"]


@dataclass(frozen=True, slots=True)
class Query:
    """Filters that must all hold; several values of one filter are alternatives. Empty filters hold for everything.

    `country` is ISO 3166-1 alpha-2, `industry` an ISIC section, `form` and `status` are codes of the code lists. `since` and `until`
    are EDTF or periods (`2020-Q1`): the action, or where it has no date the reports, must meet that stretch. `employer` and `union` are
    found in a name or alias, whatever its case; `text` is searched in the reports and in the values (words, or "a phrase").
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
