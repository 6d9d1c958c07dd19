"""Reports and judgements to disputes: constrained agglomeration by average linkage.

Two groups of reports become one while the judgements between them speak for it *on average*, pairs without a judgement counting as
`UNSEEN`. So a chain of weak links does not glue two strikes together. A person's "the same" and "not the same" always win. The result
depends on the sets of reports and judgements only, never on their order: weights are whole numbers and ties go to the first report.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from picketline.model.decision import Judgement
from picketline.resolve.people import Groups, Pairs, decided
from picketline.resolve.report import Report
from picketline.resolve.standing import standing

UNSEEN = -4000
"""Thousandths of log-odds for two reports that nobody has compared, or found too unlike to keep the judgement."""
SUREST = 6000
"""Log-odds are cut here (odds of 400 to 1), so that one pair cannot outvote all others."""


def log_odds(score: float) -> int:
    """Thousandths of the natural log-odds of a score in 0..1, cut at `SUREST`.

    >>> log_odds(0.5), log_odds(1.0), log_odds(0.9)
    (0, 6000, 2197)
    """
    if score <= 0.0 or score >= 1.0:
        return SUREST if score >= 1.0 else -SUREST
    return max(-SUREST, min(SUREST, round(1000 * math.log(score / (1 - score)))))


def clusters(reports: Iterable[Report], judgements: Iterable[Judgement]) -> dict[str, str]:
    """The dispute of each report: `{subject: key}`, the key being the subject of the dispute's first report (`Report.order`).

    Two disputes of one document stay two unless a person says otherwise: the document told them apart.
    """
    known = {report.subject: report for report in sorted(reports, key=lambda r: r.order)}
    rows = [j for j in standing(judgements) if j.kind == "dispute" and j.left in known and j.right in known and j.left != j.right]
    one, not_one = decided(rows)
    weights = _weights(rows)
    out: dict[str, str] = {}
    for part in _parts(known, weights, one):
        inside = _Agglomeration(part, weights, one, not_one)
        out |= inside.keys()
    return {subject: out[subject] for subject in known}


Weights = Mapping[str, Mapping[str, int]]


def _weights(rows: Iterable[Judgement]) -> Weights:
    """Log-odds by machines between subjects, both ways; of several machines' judgements the likest to be the same counts."""
    weights: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows:
        if not row.by_person():
            odds = max(log_odds(row.score), weights[row.left].get(row.right, -SUREST))
            weights[row.left][row.right] = weights[row.right][row.left] = odds
    return weights


def _parts(known: Mapping[str, Report], weights: Weights, one: Pairs) -> Iterator[list[Report]]:
    """Groups of reports between which nothing speaks for the same dispute: each can be worked on alone."""
    groups = Groups()
    for left, row in weights.items():
        for right, odds in row.items():
            if odds > 0:
                groups.join(left, right)
    for left, right in one:
        groups.join(left, right)
    parts: dict[str, list[Report]] = defaultdict(list)
    for subject, report in known.items():
        parts[groups.root(subject)].append(report)
    yield from parts.values()


@dataclass(slots=True)
class _Agglomeration:
    """One part at work. `cluster` numbers stand for sets that machines joined; `wide` holds with each what persons joined to it."""

    part: list[Report]
    weights: Weights
    one: Pairs
    not_one: Pairs
    members: dict[int, list[int]] = field(init=False)
    sums: dict[int, dict[int, int]] = field(init=False)
    wide: Groups = field(init=False)
    barred: dict[str, set[str]] = field(init=False)
    number: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self.number = {report.subject: n for n, report in enumerate(self.part)}
        self.members = {n: [n] for n in self.number.values()}
        self.sums = {n: {} for n in self.members}
        for subject, n in self.number.items():
            row = self.weights.get(subject, {})
            self.sums[n] = {self.number[other]: odds for other, odds in row.items() if other in self.number}
        self.wide, self.barred = Groups(), defaultdict(set)
        for a, b in self.one:
            if a in self.number and b in self.number:
                self.wide.join(a, b)
        for a, b in self.not_one:
            if a in self.number and b in self.number:
                self._bar(self.wide.root(a), self.wide.root(b))

    def keys(self) -> dict[str, str]:
        """The key of each report of the part."""
        if len(self.part) > 1:
            self._agglomerate()
        first: dict[str, str] = {}
        for report in self.part:
            first.setdefault(self.wide.root(report.subject), report.subject)
        return {report.subject: first[self.wide.root(report.subject)] for report in self.part}

    def _agglomerate(self) -> None:
        heap = [entry for a in self.sums for b in self.sums[a] if a < b and (entry := self._entry(a, b)) is not None]
        heapq.heapify(heap)
        while heap:
            entry = heapq.heappop(heap)
            _, a, b = entry
            if a not in self.members or b not in self.members or entry != self._entry(a, b) or self._apart(a, b):
                continue
            self._merge(a, b)
            heap_new = [found for c in self.sums[a] if (found := self._entry(*sorted((a, c)))) is not None]
            for found in heap_new:
                heapq.heappush(heap, found)

    def _entry(self, a: int, b: int) -> tuple[float, int, int] | None:
        """The pair for the heap, the likest first; None where the average speaks against it."""
        pairs = len(self.members[a]) * len(self.members[b])
        average = self.sums[a][b] / pairs
        return (-average, a, b) if average > 0 else None

    def _apart(self, a: int, b: int) -> bool:
        """Whether a person or a document tells the two clusters apart."""
        one, other = (self.wide.root(self.part[self.members[n][0]].subject) for n in (a, b))
        if one == other:
            return False
        if other in self.barred.get(one, ()):
            return True
        return bool({self.part[n].document for n in self.members[a]} & {self.part[n].document for n in self.members[b]})

    def _merge(self, a: int, b: int) -> None:
        """Make the later cluster `b` part of `a`."""
        one, other = (self.wide.root(self.part[self.members[n][0]].subject) for n in (a, b))
        if one != other:
            self._widen(one, other)
        for c in set(self.sums[a]) | set(self.sums[b]):
            if c in (a, b):
                continue
            total = self._sum(a, c) + self._sum(b, c)
            self.sums[a][c] = self.sums[c][a] = total
            self.sums[c].pop(b, None)
        self.members[a] += self.members.pop(b)
        self.sums.pop(b)
        self.sums[a].pop(b, None)

    def _sum(self, a: int, c: int) -> int:
        """The sum between two clusters, pairs without a judgement included."""
        return self.sums[a].get(c, UNSEEN * len(self.members[a]) * len(self.members[c]))

    def _widen(self, one: str, other: str) -> None:
        barred = self.barred.pop(one, set()) | self.barred.pop(other, set())
        self.wide.join(one, other)
        for third in barred:
            self.barred[third] -= {one, other}
            self._bar(self.wide.root(one), third)

    def _bar(self, one: str, other: str) -> None:
        self.barred[one].add(other)
        self.barred[other].add(one)
