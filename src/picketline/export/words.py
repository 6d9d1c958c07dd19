"""Values in words in the language that is spoken, dates, numbers and countries by CLDR: what terminal, desk and exports say alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from babel import Locale
from babel.dates import format_date, format_skeleton, get_month_names
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal

from picketline.codes import code_list
from picketline.export.spoken import gettext as _
from picketline.export.spoken import later, locale
from picketline.model import Claim, Dispute
from picketline.model.edtf import Bounds, Day, bounds, is_approximate

SEASONS = {"21": later("spring {year}"), "22": later("summer {year}"), "23": later("autumn {year}"), "24": later("winter {year}")}


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
    told = _told(edtf, found, found.first, found.last)
    return _("about {day}").format(day=told) if is_approximate(edtf) and not edtf.startswith("[") else told


def _told(edtf: str, found: Bounds, first: Day, last: Day) -> str:
    if edtf[5:7] in SEASONS and len(edtf.rstrip("~?%")) == 7:
        return _(SEASONS[edtf[5:7]]).format(year=edtf[:4])
    if edtf.startswith("["):
        return _("between {first} and {last}").format(first=_one(first), last=_one(last))
    if "/" in edtf:
        return _("{first} to {last}").format(first=_one(first), last=_one(last))
    return _one(first) if found.exact() else _stretch(first, last)


def _stretch(first: Day, last: Day) -> str:
    if not first.known():
        return _("{day}, year not given").format(day=_month(first))
    if last.year != first.year:
        return _("{first} to {last}").format(first=first.year, last=last.year)
    whole_year = (first.month, first.day, last.month) == (1, 1, 12)
    return str(first.year) if whole_year else format_skeleton("yMMMM", first.date(), locale=locale())


def _one(one: Day) -> str:
    if one.known():
        return format_date(one.date(), "long", locale=locale())
    return _("{day}, year not given").format(day=f"{one.day} {_month(one)}")


def _month(one: Day) -> str:
    return str(get_month_names("wide", locale=locale())[one.month])


def money(amount: Mapping[str, object] | None) -> str:
    """An amount with its currency; nothing for none.

    >>> money({"value": 1000000000, "currency": "KZT"})
    'KZT1,000,000,000'
    """
    if not amount:
        return ""
    return format_currency(float(str(amount["value"])), str(amount["currency"]), "¤#,##0.##", locale(), currency_digits=False)


def country(code: str) -> str:
    """A country's name by CLDR; the code itself where CLDR has none.

    >>> country("KZ"), country("SU")
    ('Kazakhstan', 'SU')
    """
    return str(Locale.parse(locale()).territories.get(code) or code)


def quantity(value: Mapping[str, object]) -> str:
    """A number of people with what the words leave open.

    >>> quantity({"value": 500, "approximate": True}), quantity({"value": 400, "max": 600}), quantity({"value": 2000, "bound": "min"})
    ('about 500', '400 to 600', '2,000 or more')
    """
    number = _number(value["value"])
    if value.get("max") is not None:
        number = _("{least} to {most}").format(least=number, most=_number(value["max"]))
    number = _(BOUNDS.get(str(value.get("bound")), "{number}")).format(number=number)
    return _("about {number}").format(number=number) if value.get("approximate") else number


BOUNDS = {"min": later("{number} or more"), "max": later("{number} or fewer")}


def _number(value: object) -> str:
    return format_decimal(float(str(value)), locale=locale())


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
    return "" if code is None else _(codes[code].label) if code in codes else code


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
        name, land = str(value["value"]), country(str(value["country"]))
        return name if name == land else f"{name}, {land}"
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
    return format_list(several, locale=locale()) if several else ""


def headline(dispute: Dispute) -> str:
    """A dispute's name: its employers, else its workers, else its places, and the form of action."""
    who = joined(dispute.all("employer")[:3]) or joined(dispute.all("worker")[:2]) or joined(dispute.all("place")[:2]) or _("Dispute")
    form = next(iter(dispute.all("form")), None)
    return _("{who}: {form}").format(who=who, form=label(form, "forms").lower()) if form else who


def sentence(dispute: Dispute) -> str:
    """A dispute in one sentence: who did what, where, since when, how many, for what, and how it stands."""
    return ", ".join([" ".join([_who(dispute), *_where_and_when(dispute)]), *_how(dispute)]) + "."


def _who(dispute: Dispute) -> str:
    workers, unions = joined(dispute.all("worker")[:2]), joined(dispute.all("union")[:2])
    forms = joined(label(form, "forms").lower() for form in dispute.all("form"))
    who = f"{workers[:1].upper()}{workers[1:]}" or unions or _("Workers")
    if workers and unions:
        who = _("{workers} of {unions}").format(workers=who, unions=unions)
    return f"{who} ({forms})" if forms else who


def _where_and_when(dispute: Dispute) -> Iterator[str]:
    if places := dispute.all("place"):
        yield _("in {places}").format(places=joined(places[:3]))
    if started := dispute.value("started"):
        yield _("from {day}").format(day=day(str(started)))
    if ended := dispute.value("ended"):
        yield _("to {day}").format(day=day(str(ended)))


def _how(dispute: Dispute) -> Iterator[str]:
    if number := dispute.choice("workers_involved"):
        yield _("{number} taking part").format(number=quantity(number.claim.value))
    if demands := dispute.all("demand"):
        yield _("over {demands}").format(demands=joined(label(demand, "demands").lower() for demand in demands))
    for name in ("status", "outcome"):
        if code := dispute.value(name):
            yield label(str(code), LISTS[name]).lower()
