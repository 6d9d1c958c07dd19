"""What speaks for and against two reports telling of one dispute: one function a feature.

Each takes two reports and gives -1 (speaks against) to 1 (speaks for); 0 where the reports do not tell enough to compare. All are
symmetric: the order of the two makes no difference.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

from picketline.resolve.days import apart
from picketline.resolve.names import Name, best
from picketline.resolve.report import Report

Values = Mapping[str, float]
SAME_NAME = 0.85
"""From which likeness two names count as one organisation's."""
UNNAMED = 0.3
"""What the same unnamed employer ("the government") in both tells."""
OTHER_NAME = 0.5
"""Below which likeness they count as two organisations'."""


def employer(a: Report, b: Report) -> float:
    """How like the likest employers are; against where both sides name one and none is shared. "The government" tells little."""
    return _named(a.employers, b.employers)


def union(a: Report, b: Report) -> float:
    """How like the likest unions are; against where both sides name one and none is shared, as with two locals of one union."""
    return _named(a.unions, b.unions)


def _named(a: tuple[Name, ...], b: tuple[Name, ...]) -> float:
    found = best(a, b)
    if found is None:
        return UNNAMED if any(x.forms & y.forms for x in a for y in b) else 0.0
    return found[0] if found[0] >= SAME_NAME else min(0.0, (found[0] - OTHER_NAME) / OTHER_NAME)


def role(a: Report, b: Report) -> float:
    """1 where the employer of one is the union of the other: one of the two was misread."""
    pairs = (best(a.employers, b.unions), best(a.unions, b.employers))
    return 1.0 if any(found and found[0] >= SAME_NAME for found in pairs) else 0.0


def workers(a: Report, b: Report) -> float:
    """1 where a word for the workers' trade is shared, .7 where the words are kin (seamen, sailors); "workers", "staff" tell nothing."""
    if not a.groups or not b.groups:
        return 0.0
    if a.groups & b.groups:
        return 1.0
    return 0.7 if a.trades & b.trades else -1.0


def place(a: Report, b: Report) -> float:
    """1 where a town or region is shared, .7 where a region of one holds a town of the other or two towns lie near each other, .5 where
    both name the country and not both more, .3 where the country of one holds the other's places, .1 where both name other places
    beside it, -.5 for other places of one country, -1 for other countries."""
    if not a.places or not b.places:
        return 0.0
    pairs = [(x, y) for x in a.places for y in b.places if not x.whole and not y.whole]
    if any(x.names & y.names for x, y in pairs):
        return 1.0
    if any(x.holds(y) or y.holds(x) or x.near(y) for x, y in pairs):
        return 0.7
    return _in_country(a, b, elsewhere=bool(pairs))


def _in_country(a: Report, b: Report, elsewhere: bool) -> float:
    countries = {p.country for p in a.places if p.country} & {p.country for p in b.places if p.country}
    if not countries:
        return -1.0
    wide = [any(p.whole and p.country in countries for p in places) for places in (a.places, b.places)]
    if all(wide):
        return 0.1 if elsewhere else 0.5
    return 0.3 if any(wide) else -0.5


def country(a: Report, b: Report) -> float:
    """-1 where both name countries and share none; that one is shared says little, and `place` says it."""
    one, other = ({p.country for p in places if p.country} for places in (a.places, b.places))
    return -1.0 if one and other and not one & other else 0.0


def industry(a: Report, b: Report) -> float:
    """Whether the ISIC section is one; X ("several or unclear") tells nothing."""
    if a.industry in (None, "X") or b.industry in (None, "X"):
        return 0.0
    return 1.0 if a.industry == b.industry else -1.0


def start(a: Report, b: Report) -> float:
    """How near the beginnings of the action are: 1 the same day, half at two days; against beyond a week, -1 from four months, and
    where both are told to the day beyond three days, -1 from a month. Half as much against where only one is yet to come: the strike
    threatened in a dispute may follow a lockout in it."""
    if a.started is None or b.started is None:
        return 0.0
    gap = apart(a.started, b.started)
    found = near(gap, 2, 3, 30) if a.started.exact and b.started.exact else 0.9 * near(gap, 2, 7, 120)
    return found / 2 if found < 0 and (a.status == "threatened") != (b.status == "threatened") else found


def near(gap: float, half: float, neutral: float, far: float) -> float:
    """1 at no gap, .5 at `half`, 0 from `neutral`, then down with the logarithm of the gap to -1 at `far`.

    >>> near(0, 3, 10, 180), near(3, 3, 10, 180), near(10, 3, 10, 180), near(999, 3, 10, 180)
    (1.0, 0.5, 0.0, -1.0)
    """
    if gap <= neutral:
        return 1.0 / (1.0 + gap / half) if gap < neutral else 0.0
    return -min(1.0, math.log(max(gap, neutral) / neutral) / math.log(far / neutral))


def meanwhile(a: Report, b: Report) -> float:
    """How far apart the times lie that the reports tell of (`Report.time`): for where they meet, against from six weeks, -1 from two
    years. A day without its year comes round each year, and speaks for nothing."""
    if a.time is None or b.time is None:
        return 0.0
    found = near(apart(a.time, b.time), 10, 45, 730)
    return min(0.0, found) if a.time.yearless or b.time.yearless else found


def published(a: Report, b: Report) -> float:
    """How near the days of publication are: half at a week, against beyond two months, -1 from two years."""
    if a.written is None or b.written is None:
        return 0.0
    return near(apart(a.written, b.written), 7, 60, 730)


def undated(a: Report, b: Report) -> float:
    """-1 where no years can be compared, neither of the beginning nor of publication: one of two strikes years apart may be meant."""
    started = a.started and b.started and not (a.started.yearless or b.started.yearless)
    return 0.0 if started or (a.written and b.written) else -1.0


def people(a: Report, b: Report) -> float:
    """Whether the numbers of workers fit: 1 the same, 0 at three quarters, -1 from a quarter of each other. Ranges meet or do not."""
    if a.people is None or b.people is None or not (a.people[1] and b.people[1]):
        return 0.0
    if a.people[0] <= b.people[1] and b.people[0] <= a.people[1]:
        return 1.0
    low, high = sorted((a.people[1], b.people[1]))
    share = low / high
    return (share - 0.75) * 4 if share >= 0.75 else -min(1.0, (0.75 - share) * 2)


def demands(a: Report, b: Report) -> float:
    """The part of the demands that both report; against where they share none."""
    if not a.demands or not b.demands:
        return 0.0
    shared = len(a.demands & b.demands)
    return shared / len(a.demands | b.demands) if shared else -1.0


def form(a: Report, b: Report) -> float:
    """Whether a form of action (strike, lockout, protest ...) is shared."""
    if not a.forms or not b.forms:
        return 0.0
    return 1.0 if a.forms & b.forms else -1.0


def events(a: Report, b: Report) -> float:
    """Happenings told by both with the same day, number or amount of money; two are as good as more."""
    return min(1.0, len(a.happenings & b.happenings) / 2)


def quotes(a: Report, b: Report) -> float:
    """The part of the shorter report's quoted clauses that the other has word for word: copies and versions of one story."""
    if not a.quotes or not b.quotes:
        return 0.0
    return len(a.quotes & b.quotes) / min(len(a.quotes), len(b.quotes))


def nobody(_a: Report, _b: Report, values: Values) -> float:
    """-1 where no employer, union or trade is shared: nothing says that it is the same people's dispute."""
    return -1.0 if max(_party(values), values["workers"]) <= 0 else 0.0


def aim(_a: Report, _b: Report, values: Values) -> float:
    """-1 where another form of action serves other demands."""
    return -1.0 if values["form"] < 0 and values["demands"] < 0 else 0.0


def branch(a: Report, b: Report, values: Values) -> float:
    """-1 where the workers of one are a branch of the other's trade ("railway cargo handlers", "railway workers") and no employer or
    union is shared: the branch may have a dispute of its own."""
    within = a.trades < b.trades or b.trades < a.trades
    return -1.0 if within and values["workers"] > 0 and _party(values) <= UNNAMED else 0.0


def _party(values: Values) -> float:
    return max(values["employer"], values["union"], values["role"])


FEATURES: Mapping[str, Callable[[Report, Report], float]] = MappingProxyType({
    feature.__name__: feature
    for feature in (
        employer, union, role, workers, place, country, industry, start, meanwhile, published, undated, people, demands, form, events,
        quotes,
    )
})  # fmt: skip
JOINT: Mapping[str, Callable[[Report, Report, Values], float]] = MappingProxyType({f.__name__: f for f in (nobody, aim, branch)})
"""What several features say together that each alone does not."""


def vector(a: Report, b: Report) -> dict[str, float]:
    """Every feature of two reports, in order."""
    values = {name: feature(a, b) for name, feature in FEATURES.items()}
    return {**values, **{name: joint(a, b, values) for name, joint in JOINT.items()}}
