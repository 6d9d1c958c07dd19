"""What a request asks: filters as a ledger's query, and addresses with one of them changed."""

from __future__ import annotations

from typing import cast, get_args
from urllib.parse import urlencode

from fastapi import Request

from picketline.ledger import Query
from picketline.ledger.query import Order

PAGE = 50


def query(request: Request) -> Query:
    """The filters in the address; empty ones hold for everything, unknown ones are ignored."""
    asked = request.query_params

    def several(name: str) -> tuple[str, ...]:
        return tuple(value for value in asked.getlist(name) if value)

    def single(name: str) -> str | None:
        return asked.get(name, "").strip() or None

    order = asked.get("order", "latest")
    return Query(
        several("country"), several("industry"), several("form"), several("status"), single("since"), single("until"),
        single("employer"), single("union"), single("text"), cast(Order, order) if order in get_args(Order) else "latest",
    )  # fmt: skip


def address(request: Request, path: str | None = None, **changed: str | None) -> str:
    """The address asked for with some parameters set, or taken out where None; the page number is taken out too."""
    kept = [(key, value) for key, value in request.query_params.multi_items() if key not in {*changed, "after"} and value]
    pairs = kept + [(key, value) for key, value in changed.items() if value is not None]
    return (path or request.url.path) + (f"?{urlencode(pairs)}" if pairs else "")


def position(request: Request) -> int:
    """How many rows come before the page asked for; 0 where the number cannot be read."""
    after = request.query_params.get("after", "0")
    return int(after) if after.isdecimal() else 0
