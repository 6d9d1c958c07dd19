"""The ledger that a reading command works on, as it is or as of a day, and what it is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from picketline.ledger import Ledger, Query
from picketline.ledger.query import Order


@contextmanager
def opened(where: str, as_of: str | None = None) -> Iterator[Ledger]:
    """An existing ledger, closed at the end; UserError where there is none."""
    with Ledger.open(where, create=False) as ledger:
        if as_of is None:
            yield ledger
        else:
            with ledger.as_of(as_of) as then:
                yield then


def asked(
    country: Sequence[str] | None, industry: Sequence[str] | None, form: Sequence[str] | None, status: Sequence[str] | None, *,
    since: str | None, until: str | None, employer: str | None, text: str | None, order: Order, union: str | None = None,
    **further: Sequence[str] | None,
) -> Query:  # fmt: skip
    """The query of a command's filters; codes in the case that the ledger has. `further` are other facets by name."""
    return Query(
        tuple(code.upper() for code in country or ()), tuple(code.upper() for code in industry or ()),
        tuple(code.lower() for code in form or ()), tuple(code.lower() for code in status or ()),
        since, until, employer, union, text, order, **{name: tuple(values or ()) for name, values in further.items()},
    )  # fmt: skip
