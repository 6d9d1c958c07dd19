"""The official figures in which a dispute counts, by each profile, or why it does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from picketline.export.figures import Asked, figures
from picketline.model import Dispute
from picketline.statistics import profile as profiles
from picketline.statistics.count import count
from picketline.statistics.range import Range


@dataclass(frozen=True, slots=True)
class Counted:
    """What a dispute adds to one figure, and the address of what stands behind that figure."""

    period: str
    measure: str
    adds: Range
    href: str


@dataclass(frozen=True, slots=True)
class Profiled:
    """A profile, the figures in which the dispute counts by it, and the rules that were applied."""

    name: str
    title: str
    cells: tuple[Counted, ...]
    steps: tuple[str, ...]


def counted_in(dispute: Dispute) -> Iterator[Profiled]:
    """The figures of each profile, by year."""
    for name in profiles.names():
        rules = profiles.profile(name)
        found = figures([dispute], Asked(rules))
        cells = tuple(
            Counted(cell.period, cell.measure, cell.value, why(name, cell.period, cell.measure)) for cell in found.cells if cell.parts
        )
        steps = tuple(dict.fromkeys(step for one in count([dispute], rules) for step in one.steps))
        yield Profiled(name, rules.title, cells, steps)


def why(profile: str, period: str, measure: str) -> str:
    """The address of the page that tells what stands behind a figure."""
    return f"/statistics/why?{urlencode({'profile': profile, 'by': 'year', 'measure': measure, 'cell': period, 'of': measure})}"
