"""Values in words, dates, numbers and countries by CLDR: what the terminal, the desk and the exports say alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from babel import Locale
from babel.dates import format_date, format_skeleton, get_month_names
from babel.numbers import format_currency, format_decimal

from picketline.codes import code_list
from picketline.model import Claim, Dispute
from picketline.model.edtf import Bounds, Day, bounds, is_approximate

LOCALE = "en_GB"
SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


def day(edtf: str | None) -> str:
    """An EDTF date in words, with what it leaves open.

    >>> day("2023-12-11"), day("1987-03~"), day("XXXX-12-11")
    ('11 December 2023', 'about March 1987', '11 December, year not given')
    >>> day("[1987-02-23..1987-03-01]")
    'between 23 February 1987 and 1 March 1987'
    """
    if not edtf:
        return ""
    found = bounds(edtf)
    if found is None or found.first is None or found.last is None:
        return edtf
    about = "about " if is_approximate(edtf) else ""
    if edtf[5:7] in SEASONS and len(edtf.rstrip("~?%")) == 7:
        return f"{about}{SEASONS[edtf[5:7]]} {edtf[:4]}"
    if edtf.startswith("["):
        return f"between {_one(found.first)} and {_one(found.last)}"
    if "/" in edtf:
        return f"{about}{_one(found.first)} to {_one(found.last)}"
    return about + _whole(found, found.first)


def _whole(found: Bounds, first: Day) -> str:
    if found.exact():
        return _one(first)
    whole_year = (first.month, first.day) == (1, 1) and found.last is not None and found.last.month == 12
    if not first.known():
        return f"{_month(first)}, year not given"
    if found.last is not None and found.last.year != first.year:
        return f"{first.year} to {found.last.year}"
    return str(first.year) if whole_year else format_skeleton("yMMMM", first.date(), locale=LOCALE)


def _one(one: Day) -> str:
    return format_date(one.date(), "long", locale=LOCALE) if one.known() else f"{one.day} {_month(one)}, year not given"


def _month(one: Day) -> str:
    return str(get_month_names("wide", locale=LOCALE)[one.month])


def money(amount: Mapping[str, object] | None) -> str:
    """An amount with its currency; nothing for none.

    >>> money({"value": 1000000000, "currency": "KZT"})
    'KZT1,000,000,000'
    """
    return (
        ""
        if not amount
        else format_currency(float(str(amount["value"])), str(amount["currency"]), "¤#,##0.##", LOCALE, currency_digits=False)
    )


def country(code: str) -> str:
    """A country's name by CLDR; the code itself where CLDR has none.

    >>> country("KZ"), country("SU")
    ('Kazakhstan', 'SU')
    """
    return str(Locale.parse(LOCALE).territories.get(code) or code)


def quantity(value: Mapping[str, object]) -> str:
    """A number of people with what the words leave open.

    >>> quantity({"value": 500, "approximate": True}), quantity({"value": 400, "max": 600}), quantity({"value": 2000, "bound": "min"})
    ('about 500', '400 to 600', '2,000 or more')
    """
    number = format_decimal(float(str(value["value"])), locale=LOCALE)
    if value.get("max") is not None:
        number = f"{number} to {format_decimal(float(str(value['max'])), locale=LOCALE)}"
    bound = {"min": " or more", "max": " or fewer"}.get(str(value.get("bound")), "")
    return f"{'about ' if value.get('approximate') else ''}{number}{bound}"


LISTS = {
    "form": "forms", "demand": "demands", "industry": "industries", "status": "statuses", "outcome": "outcomes", "event": "events",
    "modality": "modalities",
}  # fmt: skip


def label(code: str | None, kind: str) -> str:
    """The label of a code of a list; the code itself where the list has none, nothing for none.

    >>> label("hunger_strike", "forms"), label("go_home", "events")
    ('Hunger strike', 'go_home')
    """
    codes = code_list(kind)
    return "" if code is None else codes[code].label if code in codes else code


def claimed(claim: Claim) -> str:
    """A claim's value in words: a name, a label, a date, a number, or an event with its arguments."""
    value = claim.value
    if claim.property in ("started", "ended"):
        return day(str(value["value"]))
    if claim.property == "workers_involved":
        return quantity(value)
    if claim.property == "event":
        return ", ".join([label(str(value["type"]), "events"), *details(value)])
    if claim.property == "place" and value.get("country"):
        return f"{value['value']}, {country(str(value['country']))}"
    if claim.property in LISTS:
        return label(str(value["value"]), LISTS[claim.property])
    return str(value.get("value", value))


def details(event: Mapping[str, object]) -> list[str]:
    """An event's arguments in words, without its type and date: actor, number, amount and the text's own conversion of it."""
    out = [str(event["actor"])] if event.get("actor") else []
    if event.get("count") is not None:
        out.append(quantity({"value": event["count"], "bound": event.get("bound")}))
    for name in ("amount", "also_amount"):
        if isinstance(amount := event.get(name), Mapping):
            out.append(money(amount))
    return out


def joined(values: Iterable[str]) -> str:
    """Names in a row.

    >>> joined(["A", "B", "C"])
    'A, B and C'
    """
    several = list(values)
    return " and ".join([", ".join(several[:-1]), several[-1]] if len(several) > 1 else several)


def headline(dispute: Dispute) -> str:
    """A dispute's name: its employers, else its workers, else its places, and the form of action."""
    who = joined(dispute.all("employer")[:3]) or joined(dispute.all("worker")[:2]) or joined(dispute.all("place")[:2]) or "Dispute"
    form = next(iter(dispute.all("form")), None)
    return f"{who}: {label(form, 'forms').lower()}" if form else who


def sentence(dispute: Dispute) -> str:
    """A dispute in one sentence: who did what, where, since when, how many, for what, and how it stands."""
    workers, unions = joined(dispute.all("worker")[:2]), joined(dispute.all("union")[:2])
    who = f"{workers[:1].upper()}{workers[1:]} of {unions}" if workers and unions else workers.capitalize() or unions or "Workers"
    forms = joined(label(form, "forms").lower() for form in dispute.all("form"))
    parts = [f"{who} ({forms})" if forms else who]
    parts += [f"in {joined(places[:3])}"] if (places := dispute.all("place")) else []
    parts += [f"from {day(str(started))}"] if (started := dispute.value("started")) else []
    parts += [f"to {day(str(ended))}"] if (ended := dispute.value("ended")) else []
    number = dispute.choice("workers_involved")
    rest = [f"{quantity(number.claim.value)} taking part"] if number else []
    rest += [f"over {joined(label(demand, 'demands').lower() for demand in demands)}"] if (demands := dispute.all("demand")) else []
    rest += [label(str(status), "statuses").lower()] if (status := dispute.value("status")) else []
    rest += [label(str(outcome), "outcomes").lower()] if (outcome := dispute.value("outcome")) else []
    return ", ".join([" ".join(parts), *rest]) + "."
