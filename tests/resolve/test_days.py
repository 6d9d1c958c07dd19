"""Intervals of days over EDTF."""

from __future__ import annotations

import pytest

from picketline.resolve.days import apart, days


@pytest.mark.parametrize(
    ("one", "other", "gap"),
    [
        ("2024-03-04", "2024-03-04", 0),
        ("2024-03-04", "2024-03-10", 6),
        ("2024-03", "2024-03-10", 0),
        ("2024-03-04~", "2024-03-08", 1),
        ("[2024-03-01..2024-03-05]", "2024-03-08", 3),
        ("XXXX-12-30", "2025-01-02", 3),
        ("XXXX-03-04", "XXXX-11-04", 121),
        ("2024", "2025-02-01", 32),
        ("XXXX-03-04", "2024", 0),
    ],
)
def test_days_between_what_two_dates_allow(one, other, gap):
    """The nearest days count; an unknown year matches any, over the turn of the year too."""
    first, second = days(one), days(other)
    assert first is not None
    assert second is not None
    assert apart(first, second) == apart(second, first) == gap


@pytest.mark.parametrize("value", ["", "Christmas", "2024-13-01", "2024-03-04/..", "XXXX"])
def test_what_says_no_days_is_none(value):
    """An open, unknown or impossible date is no guess."""
    assert days(value) is None


def test_about_is_wider_the_longer_ago_it_was():
    """ "A year ago" is vaguer than "three days ago"."""
    near, far = days("2024-03-04~", "2024-03-07"), days("2023-03~", "2024-03-07")
    assert near is not None
    assert far is not None
    assert near.last - near.first == 6
    assert far.last - far.first > 60
