"""What a request asks: filters as a ledger's query, addresses with one of them changed, and places in the list."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import cast, get_args
from urllib.parse import urlencode

from fastapi import Request

from picketline.ledger import Ledger, Query
from picketline.ledger.query import Order
from picketline.ledger.tally import Place
from picketline.model.errors import UserError

PAGE, MOST = 50, 1000
PLACES = ("after", "before")


def ledger_of(request: Request) -> Ledger:
    """The ledger that is served."""
    ledger: Ledger = request.app.state.ledger
    return ledger


def base_of(request: Request) -> str:
    """The desk's address as the reader called it, without a slash at its end."""
    return str(request.base_url).rstrip("/")


def redacts(request: Request) -> bool:
    """Whether private persons are to be hidden (`redact=persons`); UserError for any other wish."""
    wish = request.query_params.get("redact", "")
    if wish not in ("", "persons"):
        raise UserError(f"{wish!r} cannot be hidden: redact=persons hides private persons")
    return bool(wish)


def query(request: Request) -> Query:
    """The filters in the address; empty ones hold for everything, unknown ones are ignored."""
    asked = request.query_params
    order = asked.get("order", "latest")
    given = {name: asked.getlist(name) for name in asked}
    return Query.read(given, cast(Order, order) if order in get_args(Order) else "latest")


def size(request: Request) -> int:
    """How many lines a page has (`_size`, or `_size=max`); UserError where that is no number of lines."""
    wish = request.query_params.get("_size", "")
    if wish == "max":
        return MOST
    if not wish:
        return PAGE
    if not (wish.isascii() and wish.isdecimal() and 1 <= int(wish[:9]) <= MOST):
        raise UserError(f"_size is {wish!r}: write a number from 1 to {MOST}, or max")
    return int(wish)


def address(request: Request, path: str | None = None, **changed: str | None) -> str:
    """The address asked for with some parameters set, or taken out where None; the place in the list is taken out too."""
    return _address(request, path, [(name, value) for name, value in _kept(request) if name not in changed], changed)


def without(request: Request, name: str, value: str) -> str:
    """The address asked for without one value of a filter, however it was written."""
    kept = [(key, given) for key, given in _kept(request) if (key, given.strip().casefold()) != (name, value.casefold())]
    return _address(request, None, kept, {})


def _kept(request: Request) -> list[tuple[str, str]]:
    return [(name, value) for name, value in request.query_params.multi_items() if name not in PLACES and value]


def _address(request: Request, path: str | None, kept: list[tuple[str, str]], added: dict[str, str | None]) -> str:
    pairs = kept + [(name, value) for name, value in added.items() if value is not None]
    return (path or request.url.path) + (f"?{urlencode(pairs)}" if pairs else "")


def mark(place: Place | None) -> str | None:
    """An opaque mark for a place in the list, for an address; None for none.

    >>> read_mark(mark((20240301.0, "D-1"))), mark(None)
    ((20240301.0, 'D-1'), None)
    """
    return None if place is None else opaque(json.dumps(place))


def read_mark(written: str | None) -> Place | None:
    """The place of a mark, None for none; UserError where it is not one of ours."""
    if not written:
        return None
    try:
        key, dispute = json.loads(plain(written))
        return float(key), dispute.encode("ascii").decode()
    except (ValueError, TypeError, AttributeError) as error:
        raise UserError(f"{written!r} is no place in a list of this ledger: start from its first page") from error


def opaque(words: str) -> str:
    """Words as a mark that says nothing to people, and stands in an address as it is."""
    return urlsafe_b64encode(words.encode()).decode().rstrip("=")


def plain(mark: str) -> str:
    """The words of a mark; ValueError where it is none.

    >>> plain(opaque("p120"))
    'p120'
    """
    return urlsafe_b64decode(mark + "=" * (-len(mark) % 4)).decode()
