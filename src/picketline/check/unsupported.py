"""What `check` finds: a value that its evidence does not support."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Unsupported:
    """The value at `path` (a JSON Pointer into the record) and, in plain words, why the quoted words do not say it."""

    path: str
    reason: str
