"""A claim's value as one cell that a person can edit; `ledger.replacement` reads it back."""

from __future__ import annotations

from picketline.model import Claim
from picketline.model.claim import canonical

ASIDE = frozenset({"value", "aliases", "country"})
"""Parts of a value that a plain cell leaves as they are."""


def written(claim: Claim) -> str:
    """The plain value, or for what has several parts (events, numbers with bounds) its JSON."""
    if set(claim.value) <= ASIDE and "value" in claim.value:
        return str(claim.value["value"])
    return canonical(dict(claim.value))
