"""Templates, and how values are put in words on a page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from babel import numbers
from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined

from picketline.export.spoken import gettext, later, locale, ngettext, spoken
from picketline.export.words import country, day, joined, label, money
from picketline.web.harmless import brief, harmless

TABS = (("/disputes", later("Disputes")), ("/review", later("Review")), ("/statistics", later("Statistics")), ("/add", later("Add")))


@cache
def environment() -> Environment:
    """The templates; every value is escaped, and an undefined name is an error."""
    env = Environment(
        loader=PackageLoader("picketline.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"], finalize=harmless,
    )  # fmt: skip
    env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    env.filters.update(
        brief=brief, country=country, day=spoken_day, number=number, percent=percent, money=money, label=label, joined=joined, some=some
    )
    return env


def page(request: Request, template: str, **values: Any) -> str:
    """One page of the desk, with what every page shows."""
    values = {"request": request, "tabs": TABS, "by": request.app.state.by, "language": spoken().tag(), **values}
    return environment().get_template(template).render(values)


def some(values: Sequence[str], most: int = 4) -> str:
    """The first names in a row, and how many more there are.

    >>> some(["A", "B", "C"], most=2)
    'A, B and 1 more'
    """
    more = len(values) - most
    return joined([*values[:most], ngettext("{n} more", "{n} more", more).format(n=number(more))] if more > 0 else values)


def number(value: float | None) -> str:
    """A number as the language that is spoken writes it; nothing for none.

    >>> number(12700)
    '12,700'
    """
    return "" if value is None else _number(value, locale())


@lru_cache(maxsize=1 << 14)
def _number(value: float, language: str) -> str:
    """Babel reads the locale's pattern anew for each number; a page has hundreds, and most of them again and again."""
    return numbers.format_decimal(value, locale=language)


def spoken_day(edtf: str | None) -> str:
    """An EDTF date in words."""
    return _day(edtf, locale()) if edtf else ""


@lru_cache(maxsize=1 << 14)
def _day(edtf: str, _language: str) -> str:
    return day(edtf)


def percent(value: float) -> str:
    """A part of one in per cent, small parts with more digits.

    >>> percent(0.4213), percent(0.00213)
    ('42%', '0.21%')
    """
    return numbers.format_percent(value, "#,##0%" if value >= 0.1 or not value else "#,##0.##%", locale=locale())
