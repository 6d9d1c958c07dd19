"""What persons decided, in force: the latest word wins, what was undone counts no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from picketline.model.decision import Judgement
from picketline.resolve.standing import standing

Pairs = list[tuple[str, str]]


@dataclass(slots=True)
class Groups:
    """Disjoint sets of subjects; the root of a set is its smallest member, so that the order of joining leaves no trace."""

    _parent: dict[str, str] = field(default_factory=dict)

    def root(self, subject: str) -> str:
        """The smallest member of the subject's set."""
        path = [subject]
        while (up := self._parent.get(path[-1], path[-1])) != path[-1]:
            path.append(up)
        for step in path:
            self._parent[step] = path[-1]
        return path[-1]

    def join(self, a: str, b: str) -> None:
        """Make the two sets one."""
        low, high = sorted((self.root(a), self.root(b)))
        self._parent[high] = low


def decided(judgements: Iterable[Judgement]) -> tuple[Pairs, Pairs]:
    """(pairs that are one, pairs that are not) by the persons' judgements of disputes among those in force.

    Later words are heard first; an earlier one is dropped where it contradicts them, also by way of others (A is B, B is C, A is not
    C). Of one moment's words those for "the same" are heard first.
    """
    said = [j for j in judgements if j.by_person() and j.kind == "dispute"]
    said.sort(key=lambda j: (not j.same, j.id))
    said.sort(key=lambda j: j.recorded_at, reverse=True)
    groups, one, not_one = Groups(), Pairs(), Pairs()
    for judgement in said:
        a, b = sorted((judgement.left, judgement.right))
        ends = {groups.root(a), groups.root(b)}
        if not judgement.same and len(ends) == 2:
            not_one.append((a, b))
        elif judgement.same and not any({groups.root(x), groups.root(y)} == ends for x, y in not_one):
            groups.join(a, b)
            one.append((a, b))
    return one, not_one


@dataclass(frozen=True, slots=True)
class Named:
    """What persons said of names: for each, the `same` organisation's other names, and those that are the `other` organisations'."""

    same: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    other: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def named(judgements: Iterable[Judgement]) -> Named:
    """What persons said of names, in force; the latest word on a pair counts."""
    rows = sorted((j for j in standing(judgements) if j.by_person() and j.kind == "name"), key=lambda j: (j.recorded_at, j.id))
    said = {(min(row.left, row.right), max(row.left, row.right)): row.same for row in rows}
    groups, apart = Groups(), dict[str, set[str]]()
    for (left, right), same in said.items():
        if same:
            groups.join(left, right)
        else:
            apart.setdefault(left, set()).add(right)
            apart.setdefault(right, set()).add(left)
    names = sorted({name for pair, same in said.items() if same for name in pair})
    one = {name: tuple(other for other in names if other != name and groups.root(other) == groups.root(name)) for name in names}
    return Named(one, {name: tuple(sorted(others)) for name, others in apart.items()})


def merge(subjects: Iterable[str], by: str, recorded_at: str, note: str = "") -> Iterator[Judgement]:
    """The judgements by which a person says that all these reports tell of one dispute; `by` is the person's name.

    One row a subject: each is the same as the smallest, so that no earlier "not the same" between any two of them stays in force.
    """
    first, *rest = sorted(set(subjects))
    for subject in rest:
        yield Judgement("dispute", first, subject, True, f"person:{by}", reason=note, recorded_at=recorded_at)


def split(part: Iterable[str], rest: Iterable[str], by: str, recorded_at: str, note: str = "") -> Iterator[Judgement]:
    """The judgements by which a person says that no report of `part` tells of the dispute that those of `rest` tell of."""
    for one, other in product(sorted(set(part)), sorted(set(rest))):
        left, right = sorted((one, other))
        yield Judgement("dispute", left, right, False, f"person:{by}", reason=note, recorded_at=recorded_at)
