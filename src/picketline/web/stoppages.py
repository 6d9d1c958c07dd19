"""The stoppages of a ledger by a counting profile, kept as the ledger grows: only disputes that were changed are counted anew."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain, groupby
from threading import Lock

from picketline.export.figures import Asked, Figures, tabulated
from picketline.ledger import Ledger
from picketline.statistics.count import Counted, count
from picketline.statistics.profile import Profile

PROFILES, TABLES = 4, 4
"""Profiles whose stoppages are kept, and tables of each: of 200,000 disputes a profile takes about 300 MB."""


class Stoppages:
    """What counts by one profile, and the last tables made of it."""

    def __init__(self, ledger: Ledger, profile: Profile) -> None:
        self._ledger, self._profile = ledger, profile
        self._position, self._revision = -1, -1
        self._counted: dict[str, tuple[Counted, ...]] = {}
        self._tables: dict[Asked, Figures] = {}
        self._counting = Lock()

    def figures(self, asked: Asked) -> Figures:
        """The figures of the ledger as it is now."""
        with self._counting:  # of many readers one counts what is new, and the others have it too
            position = self._ledger.position()
            if position != self._position:
                self._bring_up()
                self._position = position
            if asked not in self._tables:
                while len(self._tables) >= TABLES:
                    del self._tables[next(iter(self._tables))]
                self._tables[asked] = tabulated(tuple(chain.from_iterable(self._counted.values())), asked)
            return self._tables[asked]

    def _bring_up(self) -> None:
        revisions = self._ledger.revisions()
        changed = groupby(count(self._ledger.outlines(since=self._revision), self._profile), lambda one: one.stoppage.dispute.id)
        known = self._counted | {dispute: tuple(one for one in told if one.scope != "out") for dispute, told in changed}
        self._counted = {dispute: known.get(dispute, ()) for dispute in revisions}
        self._revision = max(revisions.values(), default=-1)
        self._tables.clear()


@lru_cache(maxsize=PROFILES)
def stoppages(ledger: Ledger, profile: Profile) -> Stoppages:
    """Those that are kept of a ledger."""
    return Stoppages(ledger, profile)
