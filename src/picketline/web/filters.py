"""The filters of the list as the API's parameters, each with what it asks for."""

from __future__ import annotations

import inspect
from typing import Annotated, Any

from fastapi import Query as Parameter

from picketline.ledger import Query
from picketline.model.filters import FILTERS, Filter

PERIOD = r"^(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?|\d{4}-?[Qq][1-4])$"
"""A day, a month, a quarter or a year."""


def wanted(**given: Any) -> Query:
    """What is asked for, in the order of ids: a dependency, whose parameters are the filters."""
    return Query.read({name: [value] if isinstance(value, str) else value or () for name, value in given.items()}, "id")


def _parameter(one: Filter) -> inspect.Parameter:
    kind: Any
    if one.several:
        told = Parameter(description=f"{one.told}. May be given several times: any of them.", examples=[list(one.examples)], max_length=50)
        kind = Annotated[list[str], told]
    else:
        limit: dict[str, Any] = {"pattern": PERIOD} if one.takes == "period" else {"max_length": 500}
        kind = Annotated[str | None, Parameter(description=one.told, examples=list(one.examples), **limit)]
    return inspect.Parameter(one.name, inspect.Parameter.KEYWORD_ONLY, annotation=kind, default=[] if one.several else None)


wanted.__signature__ = inspect.Signature([_parameter(one) for one in FILTERS])  # type: ignore[attr-defined]
