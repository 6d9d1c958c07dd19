"""The ledger that a reading command works on, as it is or as of a day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from picketline.ledger import Ledger


@contextmanager
def opened(where: str, as_of: str | None = None) -> Iterator[Ledger]:
    """An existing ledger, closed at the end; UserError where there is none."""
    with Ledger.open(where, create=False) as ledger:
        if as_of is None:
            yield ledger
        else:
            with ledger.as_of(as_of) as then:
                yield then
