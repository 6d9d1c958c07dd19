"""The happenings of a dispute in order of time, each told by one report or several; differing dates and figures are kept side by side.

Two reports' events are one happening where they are of one type and mood (a plan is not its execution), nothing in their dates
excludes it, and something ties them: the same few days, the same number or amount, or nearly the same words. What a dispute has few of,
such as its beginning, is tied as well by the same actor in reports of the same few days. Two events of one report stay two: the report
itself keeps them apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz.fuzz import token_sort_ratio

from picketline.ledger.agreement import date_exactness, dates_agree, number, numbers_agree, one_actor
from picketline.ledger.choice import PERSON, Context, by_person
from picketline.model import Choice, Claim
from picketline.model.edtf import Bounds, bounds
from picketline.resolve.days import apart, days

FEW_DAYS = 7
"""Dates narrower than this tie two tellings together; a month is too wide."""
NEARLY_THE_SAME = 85.0
"""From which `token_sort_ratio` (0..100) two quotes are one in other words' order."""
CLAUSE = 4
"""Words from which a quote that stands within another shows that both tell one thing."""
MOODS = {"planned": "to come", "threatened": "to come"}
THREATS = frozenset({"action_threatened"})
"""What is always of something to come, whatever its telling says."""
FEW = frozenset({"action_started", "action_ended", "lockout", "rejection"})
"""What happens seldom in a dispute, so that reports of the same days mean the same one."""
YEAR = 366
BEFORE_START = 60
"""Days before the start that still come before it in a year that is not named: notices and ballots."""


def timeline(claims: Iterable[Claim], context: Context, started: str | None = None) -> tuple[Choice, ...]:
    """One choice a happening, in order of time; those without a date last, in the order of the reports. `claims`: first report first."""
    groups: list[list[Claim]] = []
    for claim in claims:
        best = max(groups, key=lambda group: _tie(claim, group, context), default=None)
        if best is not None and _tie(claim, best, context) > 0:
            best.append(claim)
        else:
            groups.append([claim])
    choices = [_chosen(group, context) for group in groups]
    return tuple(sorted(choices, key=lambda choice: _when(choice.claim, started)))


def _tie(claim: Claim, group: Sequence[Claim], context: Context) -> int:
    """How strongly the claim belongs to the happening that the group tells; 0 where it does not."""
    if any(other.subject == claim.subject for other in group):
        return 0
    ties = [_tied(claim, other, context) for other in group]
    return min(ties, default=0)


def _tied(one: Claim, other: Claim, context: Context) -> int:
    a, b = one.value, other.value
    if a.get("type") != b.get("type") or _mood(one) != _mood(other):
        return 0
    dates = _text(a, "date"), _text(b, "date")
    dated = None not in dates
    if dated and not dates_agree(*dates):
        return 0
    numbered, actor = _same_number(a, b, "count"), _same_actor(one, other, context)
    if numbered is False and actor is False:
        return 0
    same_days = dated and all(date_exactness(date) > -FEW_DAYS or str(date).startswith("XXXX") for date in dates)
    told_together = not dated and a.get("type") in FEW and bool(actor) and _together(one, other, context)
    return (
        4 * _same_words(one.words, other.words)
        + 2 * same_days
        + 2 * bool(numbered)
        + 2 * (_money(a) is not None and _money(a) == _money(b))
        + told_together
    )


def _same_words(one: str, other: str) -> bool:
    """Whether two quotes have nearly all words in common, or one stands within the other: one report was written from another."""
    short, long = sorted((" ".join(quote.casefold().split()) for quote in (one, other)), key=len)
    within = short.count(" ") >= CLAUSE - 1 and short in long
    return within or float(token_sort_ratio(short, long)) >= NEARLY_THE_SAME


def _same_actor(one: Claim, other: Claim, context: Context) -> bool | None:
    """Whether both name one actor; None where one names nobody."""
    a, b = _text(one.value, "actor"), _text(other.value, "actor")
    return None if a is None or b is None else one_actor(a, b, context.source(one).language, context.names)


def _together(one: Claim, other: Claim, context: Context) -> bool:
    """Whether the two reports are of the same few days."""
    first, second = (days(context.source(claim).published) for claim in (one, other))
    return first is not None and second is not None and apart(first, second) < FEW_DAYS


def _mood(claim: Claim) -> str:
    return "to come" if claim.value.get("type") in THREATS else MOODS.get(claim.modality, "told")


def _same_number(a: Mapping[str, object], b: Mapping[str, object], key: str) -> bool | None:
    left, right = number(a.get(key)), number(b.get(key))
    return (
        None
        if left is None or right is None
        else numbers_agree({"value": left, "bound": a.get("bound")}, {"value": right, "bound": b.get("bound")})
    )


def _money(value: Mapping[str, object]) -> tuple[object, object] | None:
    amount = value.get("amount")
    return (amount.get("value"), amount.get("currency")) if isinstance(amount, Mapping) else None


def _chosen(group: list[Claim], context: Context) -> Choice:
    def told(claim: Claim) -> tuple[str, float, int]:
        arguments = sum(claim.value.get(key) is not None for key in ("date", "count", "amount", "actor"))
        return by_person(context, claim), date_exactness(_text(claim.value, "date")), arguments

    best = max(told(claim) for claim in group)
    chosen = next(claim for claim in group if told(claim) == best)
    others = [claim for claim in group if claim is not chosen]
    rivals = tuple(claim for claim in others if _differs(claim, chosen))
    rule = "the only report" if not others else PERSON.words if by_person(context, chosen) else "the fullest telling"
    return Choice(chosen, rivals, rule, tuple(claim for claim in others if claim not in rivals))


def _differs(one: Claim, other: Claim) -> bool:
    a, b = one.value, other.value
    money = _money(a) is not None and _money(b) is not None and _money(a) != _money(b)
    return money or _same_number(a, b, "count") is False or one.modality != other.modality


def _when(claim: Claim, started: str | None) -> tuple[int, int, int]:
    """Sorts by day: known years, then days of a year not named (counted from the start, where that is given), then no date."""
    found = bounds(str(claim.value.get("date") or ""))
    first = found.first if found else None
    if found is None or first is None:
        return 2, 0, 0
    if first.known():
        return 0, first.date().toordinal(), 0
    return 1, (_of_year(found) - _start_of_year(started)) % YEAR, 0


def _start_of_year(started: str | None) -> int:
    found = bounds(started) if started else None
    return _of_year(found) - BEFORE_START if found and found.first else 0


def _of_year(found: Bounds) -> int:
    return found.first.month * 31 + found.first.day if found.first else 0


def _text(value: Mapping[str, object], key: str) -> str | None:
    got = value.get(key)
    return None if got is None else str(got)
