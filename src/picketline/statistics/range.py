"""Figures that carry their uncertainty: low, best and high."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Range:
    """The least, the best and the greatest value that the claims allow.

    >>> Range.of(400, 500) + Range.exactly(20)
    Range(low=420, best=470.0, high=520)
    """

    low: float
    best: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.best <= self.high:
            raise ValueError(f"a range needs low <= best <= high, not {self.low}, {self.best}, {self.high}")

    @classmethod
    def exactly(cls, value: float) -> Range:
        """A value without uncertainty."""
        return cls(value, value, value)

    @classmethod
    def of(cls, low: float, high: float) -> Range:
        """Between two values, the middle the best."""
        return cls(low, (low + high) / 2, high)

    @classmethod
    def around(cls, values: Iterable[float], best: float) -> Range:
        """The best value with the least and greatest of rival ones."""
        every = [*values, best]
        return cls(min(every), best, max(every))

    def exact(self) -> bool:
        """Whether there is no uncertainty."""
        return self.low == self.high

    def __add__(self, other: Range) -> Range:
        return Range(self.low + other.low, self.best + other.best, self.high + other.high)

    def times(self, other: Range) -> Range:
        """The product of two ranges of figures that are not negative."""
        return Range(self.low * other.low, self.best * other.best, self.high * other.high)

    def scaled(self, factor: float) -> Range:
        """Each value times a factor that is not negative."""
        return Range(self.low * factor, self.best * factor, self.high * factor)

    def highest(self, other: Range) -> Range:
        """The greater of two ranges, value by value."""
        return Range(max(self.low, other.low), max(self.best, other.best), max(self.high, other.high))


NOTHING = Range.exactly(0)


def total(ranges: Iterable[Range]) -> Range:
    """The sum of ranges; nothing adds up to nothing."""
    out = NOTHING
    for one in ranges:
        out = out + one
    return out
