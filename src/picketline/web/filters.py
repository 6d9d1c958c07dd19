"""The filters of the API's lists, each with what it means: those of the desk's list."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from picketline.ledger import Query

PERIOD = r"^(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?|\d{4}-?[Qq][1-4])$"
"""A day, a month, a quarter or a year."""


def several(what: str, *examples: str) -> Any:
    """A filter that may be given several times: its values are alternatives."""
    return Field(default=[], description=f"{what}. May be given several times: any of them.", examples=[list(examples)], max_length=50)


def words(what: str) -> Any:
    """A filter by words."""
    return Field(default=None, description=what, max_length=500)


def period(what: str, *examples: str) -> Any:
    """A filter by a stretch of time."""
    return Field(default=None, description=what, pattern=PERIOD, examples=list(examples))


class Filters(BaseModel):
    """All must hold; those that are not given hold for everything."""

    country: list[str] = several("Countries, ISO 3166-1 alpha-2", "KZ")
    region: list[str] = several("Regions, UN M49", "143")
    industry: list[str] = several("Industries, sections of ISIC Rev. 4", "B")
    form: list[str] = several("Forms of action", "strike", "lockout")
    status: list[str] = several("How it stands", "ongoing", "suspended")
    demand: list[str] = several("What is demanded", "pay")
    event: list[str] = several("Types of its events", "dismissal", "court_ruling")
    employers: list[str] = several("Employers' names as they stand", "Harwick Quays")
    unions: list[str] = several("Unions' names as they stand", "Ward Union")
    outlet: list[str] = several("Outlets of its reports", "The Ostby Post")
    size: list[str] = several("Bands of the number taking part, by their lower ends", "1000", "unknown")
    conflict: list[str] = several("Properties on which reports differ", "workers_involved", "any")
    since: str | None = period("Under way on or after", "2024-03", "2024-Q1")
    until: str | None = period("Begun on or before", "2024-03-31")
    employer: str | None = words("Part of an employer's name, whatever its case")
    union: str | None = words("Part of a union's name, whatever its case")
    text: str | None = words('Words in the reports or values, all of them; "a phrase" in quotes')

    def query(self) -> Query:
        """The filters as the ledger is asked, in the order of ids."""
        values = ((name, getattr(self, name)) for name in Filters.model_fields)
        given: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value or None for name, value in values}
        return Query(**given, order="id")


class Listed(Filters):
    """The filters, and which page."""

    limit: int = Field(default=100, ge=1, le=1000, description="How many at most")
    next: str | None = Field(default=None, description="The mark `next` of the answer before")
