"""Do two reports tell of one dispute? A score with its reasons: features, weighed by what the coded reports taught."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import product

from picketline.resolve.days import apart
from picketline.resolve.features import SAME_NAME, vector
from picketline.resolve.names import Name, across_scripts, best
from picketline.resolve.reasons import sentence
from picketline.resolve.report import Report
from picketline.resolve.settings import Settings

Names = tuple[Name, ...]
DEFAULT = Settings()
HALF, SOME, COPIED = 0.5, 3, 0.98
"""The share and number of clauses from which one report has the other's words, and how sure it is then that they tell of one dispute."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Logistic regression: `bias` and, for each feature, what it weighs where it speaks for and where it speaks against (both >= 0)."""

    bias: float
    of: Mapping[str, tuple[float, float]]

    def part(self, name: str, value: float) -> float:
        """What the value of a feature adds to the log-odds."""
        weighs_for, weighs_against = self.of[name]
        return value * (weighs_for if value > 0 else weighs_against)

    def odds(self, values: Mapping[str, float]) -> float:
        """The log-odds that two reports with these features tell of one dispute."""
        return self.bias + sum(value * self.of[name][value < 0] for name, value in values.items() if value)


@dataclass(frozen=True, slots=True)
class Comparison:
    """`score` in 0..1, from `features` (name, value in -1..1; what speaks against is below 0) and the rules; `reason` in a sentence."""

    score: float
    features: tuple[tuple[str, float], ...]
    reason: str


@cache
def weights(extracted: bool = False) -> Weights:
    """The weights that ship, learned by `training/resolve.py`: those for reports coded by people, or for pairs of which a machine read one
    or both. They differ as far as machines err: a clash of starts tells less where one may be misread."""
    data = json.loads(resources.files(__package__).joinpath("data/weights.json").read_text(encoding="utf-8"))
    return read_weights(data["extracted" if extracted else "coded"])


def read_weights(data: Mapping[str, object]) -> Weights:
    """Weights from their JSON form: `{"bias": number, "weights": {feature: {"for": number, "against": number}}}`."""
    bias, table = data["bias"], data["weights"]
    if not isinstance(bias, int | float) or not isinstance(table, Mapping):
        raise TypeError("weights are a `bias` and a table of `weights`")
    return Weights(float(bias), {name: (float(pair["for"]), float(pair["against"])) for name, pair in table.items()})


@dataclass(frozen=True, slots=True)
class Weighed:
    """A comparison before it is put in words: `rule` says why a rule held the score down, where one did."""

    score: float
    values: Mapping[str, float]
    rule: str = ""


def compare(a: Report, b: Report, settings: Settings = DEFAULT, by: Weights | None = None) -> Comparison:
    """How surely the two reports tell of one dispute; the order of the two makes no difference."""
    return explain(a, b, weigh(a, b, settings, by), by)


def weigh(a: Report, b: Report, settings: Settings = DEFAULT, by: Weights | None = None) -> Weighed:
    """The score and what it comes from, without words: most pairs that meet are not worth any."""
    values = vector(a, b)
    odds = _scale(a, b, by).odds(values)
    score = 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, odds))))
    if (rule := _rule(a, b, settings)) is not None:
        return Weighed(round(min(score, rule[0]), 4), values, rule[1])
    return Weighed(round(max(score, COPIED) if _is_told_alike(a, b, values) else score, 4), values)


def explain(a: Report, b: Report, found: Weighed, by: Weights | None = None) -> Comparison:
    """The comparison with its reason; features rounded to three digits."""
    a, b = sorted((a, b), key=lambda report: report.order)
    scale = _scale(a, b, by)
    parts = {name: scale.part(name, value) for name, value in found.values.items() if value}
    features = tuple((name, round(value, 3)) for name, value in found.values.items())
    return Comparison(found.score, features, sentence(a, b, found.values, parts, found.rule))


def _scale(a: Report, b: Report, by: Weights | None) -> Weights:
    return by or weights(a.extracted or b.extracted)


def lull(a: Report, b: Report, settings: Settings) -> int | None:
    """The days between the two stoppages where they are more than a dispute is allowed."""
    if settings.lull_days is None or a.active is None or b.active is None:
        return None
    gap = apart(a.active, b.active)
    return gap if gap > settings.lull_days else None


def _rule(a: Report, b: Report, settings: Settings) -> tuple[float, str] | None:
    """(highest score allowed, why) where a rule holds the score down."""
    if (gap := lull(a, b, settings)) is not None:
        return 0.0, f"the stoppages lie {gap} days apart, more than the {settings.lull_days} allowed within one dispute"
    if _only_across_scripts(a, b):
        return settings.candidate, "the names agree only across scripts, so that a person must say whether they are one organisation's"
    if _only_what_is_two(a, b):
        return settings.candidate, "no names agree but those that a person said are two organisations'"
    return None


def _is_told_alike(a: Report, b: Report, values: Mapping[str, float]) -> bool:
    """Whether half of the clauses that tell of it, and some few, are the other's word for word: then what else was read of a copy and its
    original differs by the reader's mistakes."""
    return values["quotes"] >= HALF and len(a.quotes & b.quotes) >= SOME


def _sides(a: Report, b: Report) -> tuple[tuple[Names, Names], ...]:
    return (a.employers, b.employers), (a.unions, b.unions)


def _only_across_scripts(a: Report, b: Report) -> bool:
    pairs = [found for side in _sides(a, b) if (found := _same(*side))]
    return bool(pairs) and all(across_scripts(*pair) for pair in pairs)


def _only_what_is_two(a: Report, b: Report) -> bool:
    """Whether a person told some names of the two apart, and no others agree: alike days and places must not join what was parted."""
    parted = any(x.others & y.forms or y.others & x.forms for left, right in _sides(a, b) for x, y in product(left, right))
    return parted and not any(_same(*side) for side in _sides(a, b))


def _same(a: Names, b: Names) -> tuple[Name, Name] | None:
    found = best(a, b)
    return (found[1], found[2]) if found and found[0] >= SAME_NAME else None
