"""A claim's value as one cell that a person can edit, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping

from picketline.model import Claim
from picketline.model.claim import canonical
from picketline.model.errors import UserError
from picketline.model.exchange import plain

ASIDE = frozenset({"value", "aliases", "country"})
"""Parts of a value that a plain cell leaves as they are."""


def written(claim: Claim) -> str:
    """The plain value, or for what has several parts (events, numbers with bounds) its JSON."""
    if set(claim.value) <= ASIDE and "value" in claim.value:
        return str(claim.value["value"])
    return canonical(dict(claim.value))


def read(claim: Claim, cell: str) -> dict[str, object]:
    """The new content that an edited cell gives a claim; UserError where it is empty or not of the claim's kind."""
    cell = cell.strip()
    if not cell:
        raise UserError("a replacement needs a value")
    if cell.startswith("{"):
        return _object(cell)
    if isinstance(claim.value.get("value"), int | float):
        return {**claim.value, "value": _number(cell)}
    return {**{key: part for key, part in claim.value.items() if key != "aliases"}, "value": cell}


def _object(cell: str) -> dict[str, object]:
    try:
        content = json.loads(cell)
    except json.JSONDecodeError as error:
        raise UserError(f"the value is not JSON: {error}") from error
    if not isinstance(content, Mapping):
        raise UserError("the value is not a JSON object")
    return dict(content)


def _number(cell: str) -> float | None:
    try:
        return plain(float(cell.replace(",", "")))
    except ValueError as error:
        raise UserError(f"{cell!r} is no number") from error
