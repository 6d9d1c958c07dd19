"""What the API answers around the forms of `export/forms.py`: pages, counts, changes, errors. Every list answers with `items` and `next`,
an opaque mark to go on from; null at the end."""

from __future__ import annotations

from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Item = TypeVar("Item")


class Shape(BaseModel):
    """A frozen answer."""

    model_config = ConfigDict(frozen=True)


class Page(Shape, Generic[Item]):
    """A page of a list."""

    items: list[Item]
    next: str | None = Field(None, description="The mark that asks for what follows; null at the end.")
    total: int = Field(description="How many there are in all.")


class Changes(Shape):
    """What changed after a mark: ids of new and of updated disputes, and those merged into others (old id to new)."""

    new: list[str]
    updated: list[str]
    merged: dict[str, str]
    next: str


class Facets(Shape):
    """Counts of the disputes found: by facet and value, and by the year in which they began."""

    total: int
    facets: dict[str, dict[str, int]]
    years: dict[str, int]


class StepOut(Shape):
    """A change of a dispute: when it was recorded, whether the dispute was new then, and what changed, in words."""

    recorded_at: str
    new: bool
    changes: list[str]


class Problem(Shape):
    """What went wrong, with the HTTP status."""

    status: int
    message: str


class Failure(Shape):
    """The one shape of all errors."""

    error: Problem
