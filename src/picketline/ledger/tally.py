"""The disputes' facets in memory: which a filter finds, how many have which value, and which come first, in milliseconds.

A tally is derived from the cache and holds nothing of its own. It is never changed: when the ledger has grown, `brought_up` gives a new
one, for which only the disputes that the cache has written since are read. 200,000 disputes take about 150 MB.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import get_args

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, RowMapping, func, select

from picketline.ledger import find
from picketline.ledger.backlog import Backlog, Waiting
from picketline.ledger.query import FACETS, Order, Query
from picketline.ledger.read import batches
from picketline.ledger.schema import cached_disputes as cached
from picketline.ledger.schema import cached_facets as facets
from picketline.ledger.worded import Worded

Mask = NDArray[np.bool_]
Place = tuple[float, str]
"""A dispute's place in an order: its key, then its id."""
WHOLE = 5000
"""So many changed disputes are read together with all others."""
REMEMBERED = 100
"""So many searches are remembered."""


@dataclass(frozen=True, slots=True)
class Column:
    """One facet: dispute number `owners[i]` has the value number `codes[i]`; `ranks` has the values' numbers in their alphabet."""

    values: Mapping[str, int]
    names: Sequence[str]
    ranks: NDArray[np.int32]
    codes: NDArray[np.int32]
    owners: NDArray[np.int32]

    def having(self, wanted: Sequence[str], among: int) -> Mask:
        """The disputes that have one of the values."""
        found = np.zeros(among, dtype=np.bool_)
        codes = [self.values[value] for value in wanted if value in self.values]
        found[self.owners[np.isin(self.codes, codes)]] = True
        return found

    def counts(self, within: Mask, most: int | None = None, also: Sequence[str] = ()) -> Mapping[str, int]:
        """How many of some disputes have which value, most first, then by value: so many values, and those named `also`."""
        many = np.bincount(self.codes[within[self.owners]], minlength=len(self.names))
        found = np.flatnonzero(many)
        first = found[np.lexsort((self.ranks[found], -many[found]))].tolist()
        shown = dict.fromkeys([*first[:most], *(self.values[value] for value in also if value in self.values and many[self.values[value]])])
        return {self.names[code]: int(many[code]) for code in shown}

    def extended(self, values: Iterable[tuple[str, Sequence[int]]]) -> Column:
        """With further disputes' values."""
        known, codes, owners = dict(self.values), [self.codes], [self.owners]
        for value, disputes in values:
            owners.append(np.array(disputes, dtype=np.int32))
            codes.append(np.full(len(disputes), known.setdefault(value, len(known)), dtype=np.int32))
        grown = len(known) > len(self.values)
        names, ranks = (tuple(known), _ranks(known)) if grown else (self.names, self.ranks)
        return Column(known, names, ranks, np.concatenate(codes), np.concatenate(owners))


def _ranks(values: Mapping[str, int]) -> NDArray[np.int32]:
    ranks = np.zeros(len(values), dtype=np.int32)
    ranks[[values[value] for value in sorted(values)]] = np.arange(len(values), dtype=np.int32)
    return ranks


_NOTHING = np.zeros(0, dtype=np.int32)
NONE = Column({}, (), _NOTHING, _NOTHING, _NOTHING)


@dataclass(frozen=True, slots=True)
class Tally:
    """Disputes are numbered; those that are gone or were written anew are no longer `live`. `searched` remembers what words found."""

    entry: int = -1
    ids: NDArray[np.bytes_] = field(default_factory=lambda: np.zeros(0, dtype="S20"))
    numbers: Mapping[str, int] = field(default_factory=dict)
    live: Mask = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))
    first: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, dtype=np.int32))
    last: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, dtype=np.int32))
    keys: Mapping[Order, NDArray[np.float64]] = field(default_factory=lambda: {name: np.zeros(0) for name in get_args(Order)})
    columns: Mapping[str, Column] = field(default_factory=lambda: dict.fromkeys(FACETS, NONE))
    searched: dict[Query, Mask] = field(default_factory=dict)
    backlog: Backlog = field(default_factory=Backlog)
    worded: Worded = field(default_factory=Worded)

    def brought_up(self, connection: Connection, entry: int) -> Tally:
        """The tally as of an entry up to which the cache has seen the ledger."""
        if entry <= self.entry:
            return self
        changed = self._changed(connection)
        if len(changed) > WHOLE and self.entry >= 0:
            return Tally().brought_up(connection, entry)
        grown = self._without(connection, changed)._with(connection, changed, entry)
        total = connection.scalar(select(func.count()).select_from(cached)) or 0
        return grown if int(grown.live.sum()) == total else Tally().brought_up(connection, entry)

    def _changed(self, connection: Connection) -> Sequence[RowMapping]:
        keys = (key.label(name) for name, key in find.KEYS.items())
        columns = (*(cached.c[name] for name in ("id", "first_day", "last_day", "days", "waiting")), *keys)
        found = connection.execute(select(*columns).where(cached.c.revision > self.entry)).mappings()
        return sorted(found, key=lambda row: str(row["id"]))  # here: for the database's order it would walk through all of them

    def _without(self, connection: Connection, changed: Sequence[RowMapping]) -> Tally:
        gone = [self.numbers[row["id"]] for row in changed if row["id"] in self.numbers]
        if self.ids.size:
            kept = set(connection.scalars(select(cached.c.id))) if self._lost(connection, changed) else None
            gone += [] if kept is None else [number for name, number in self.numbers.items() if name not in kept]
        live = self.live.copy()
        live[gone] = False
        return replace(self, live=live, searched={})

    def _lost(self, connection: Connection, changed: Sequence[RowMapping]) -> bool:
        """Whether there are fewer disputes than those known and those that are new."""
        new = sum(row["id"] not in self.numbers or not self.live[self.numbers[row["id"]]] for row in changed)
        total = connection.scalar(select(func.count()).select_from(cached)) or 0
        return int(self.live.sum()) + new != total

    def _with(self, connection: Connection, rows: Sequence[RowMapping], entry: int) -> Tally:
        at = self.ids.size
        numbers = {**self.numbers, **{row["id"]: at + i for i, row in enumerate(rows)}}
        columns, among = dict(self.columns), [row["id"] for row in rows] if at else None
        for name, values in _values(connection, among, numbers).items():
            columns[name] = columns[name].extended(values)
        first, last = ([_day(row[name]) for row in rows] for name in ("first_day", "last_day"))
        keys = {
            name: np.concatenate([old, np.array([_key(row[name] if name in find.KEYS else None) for row in rows])])
            for name, old in self.keys.items()
        }
        return Tally(
            entry, np.concatenate([self.ids, np.array([row["id"] for row in rows], dtype="S20")]), numbers,
            np.concatenate([self.live, np.ones(len(rows), dtype=np.bool_)]), np.concatenate([self.first, np.array(first, dtype=np.int32)]),
            np.concatenate([self.last, np.array(last, dtype=np.int32)]), keys, columns,
            backlog=self.backlog.extended(rows), worded=self.worded.extended(connection, among, numbers),
        )  # fmt: skip

    def found(self, connection: Connection, query: Query) -> tuple[Mask, Mapping[str, Mask]]:
        """The disputes that a query finds; and for each facet those that it would find if nothing were asked of that facet."""
        rest = self._others(connection, query)
        having = {name: self.columns[name].having(query.asked(name), self.ids.size) for name in FACETS if query.asked(name)}
        whole = _all(rest, having.values())
        without = {name: _all(rest, (mask for other, mask in having.items() if other != name)) for name in having}
        return whole, {name: without.get(name, whole) for name in FACETS}

    def _others(self, connection: Connection, query: Query) -> Mask:
        out = self.live.copy()
        if query.since:
            out &= self.last >= _day(find.day(query.since, last=False))
        if query.until:
            out &= (self.first <= _day(find.day(query.until, last=True))) & (self.first > 0)
        for part in (Query(employer=query.employer), Query(union=query.union), Query(text=query.text)):
            if part != Query():
                out &= self._remembered(connection, part)
        return out

    def _remembered(self, connection: Connection, query: Query) -> Mask:
        """What words find, so long as the ledger stays as it is."""
        found = self.searched.get(query)
        if found is None:
            while len(self.searched) >= REMEMBERED:
                self.searched.pop(next(iter(self.searched), Query()), None)
            found = self.searched[query] = self._searched(connection, query)
        return found

    def _searched(self, connection: Connection, query: Query) -> Mask:
        if query.text and connection.dialect.name == "sqlite":
            return self.worded.holding(connection, query.text, self.ids.size)
        mask = np.zeros(self.ids.size, dtype=np.bool_)
        ids = connection.scalars(select(cached.c.id).where(*find.conditions(connection, query)))
        mask[[self.numbers[name] for name in ids if name in self.numbers]] = True
        return mask

    def page(self, found: Mask, order: Order, limit: int, after: Place | None = None, backwards: bool = False) -> list[str]:
        """The ids of the first disputes in an order, or the first beyond a place; backwards those that come just before it."""
        key, numbers = self.keys[order], np.flatnonzero(found)
        if after is not None:
            keys, ids = key[numbers], self.ids[numbers]
            tied = (keys == after[0]) & ((ids < after[1].encode()) if backwards else (ids > after[1].encode()))
            numbers = numbers[((keys > after[0]) if backwards else (keys < after[0])) | tied]
        if numbers.size > limit:
            keys = key[numbers] if backwards else -key[numbers]
            numbers = numbers[keys <= np.partition(keys, limit)[limit]]
        first = numbers[np.lexsort((self.ids[numbers], -key[numbers]))]
        return [name.decode() for name in self.ids[first[-limit:] if backwards else first[:limit]].tolist()]

    def place(self, dispute: str, order: Order) -> Place:
        """A dispute's place in an order."""
        return float(self.keys[order][self.numbers[dispute]]), dispute

    def waiting(self, found: Mask) -> Waiting:
        """The claims of the disputes that nobody has judged."""
        return self.backlog.among(found, self.ids, self.keys["workers"])

    def years(self, found: Mask) -> Mapping[str, int]:
        """How many of the disputes began in which year, in the order of time; those without a year are left out."""
        years = self.first[found] // 10_000
        many = np.bincount(years[years > 0]).tolist()
        return {str(year): count for year, count in enumerate(many) if count}


def _all(rest: Mask, masks: Iterable[Mask]) -> Mask:
    out = rest.copy()
    for mask in masks:
        out &= mask
    return out


def _values(connection: Connection, among: Sequence[str] | None, numbers: Mapping[str, int]) -> dict[str, list[tuple[str, list[int]]]]:
    """For each facet its values with the numbers of the disputes that have them; of a few disputes, or of all in one pass."""
    found = _all_values(connection) if among is None else _some_values(connection, among)
    out: dict[str, list[tuple[str, list[int]]]] = {}
    for (name, value), disputes in found:
        out.setdefault(name, []).append((value, [numbers[one] for one in disputes]))
    return out


def _all_values(connection: Connection) -> Iterator[tuple[tuple[str, str], list[str]]]:
    question = select(facets.c.property, facets.c.value, func.aggregate_strings(facets.c.dispute, ","))
    question = question.group_by(facets.c.property, facets.c.value).order_by(facets.c.property, facets.c.value)
    return (((name, value), disputes.split(",")) for name, value, disputes in connection.execute(question))


def _some_values(connection: Connection, among: Sequence[str]) -> Iterable[tuple[tuple[str, str], list[str]]]:
    found: dict[tuple[str, str], list[str]] = {}
    for batch in batches(among):  # not grouped by the database, which would walk through all for it
        for name, value, dispute in connection.execute(select(facets).where(facets.c.dispute.in_(batch))):
            found.setdefault((name, value), []).append(dispute)
    return sorted(found.items())


def _day(iso: str) -> int:
    """A day as a number that sorts like it, 0 for none.

    >>> _day("2020-03-31"), _day("")
    (20200331, 0)
    """
    return int(iso.replace("-", "")) if iso else 0


def _key(value: object) -> float:
    return float(_day(value)) if isinstance(value, str) else 0.0 if value is None else float(str(value))
