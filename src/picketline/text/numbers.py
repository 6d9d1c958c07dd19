"""Numbers in a report, with what their words say of them: bound, range, approximation, and what kind of thing they count."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from picketline.lang import Pack, pack
from picketline.model.record import Bound
from picketline.text.figures import Figure, either, exact, figures, floats, openers
from picketline.text.people import Counted, counted

Unit = Literal["people", "jobs", "money", "percent", "share", "time", "year", "ordinal", "age", "label", "date", "measure", "other"]

AROUND = 48
"""Code points before and after a figure that are read to tell what it is."""


@dataclass(frozen=True, slots=True)
class Number:
    """`text[start:end]` is the number with its hedges ("about 400 to 500"), `text[figure_start:figure_end]` its figures alone.

    `maximum` is the upper end of a range; `bound` is "min" for "over", "max" for "up to"; `approximate` is true of any hedge.
    `counted` holds the people or jobs that it counts. A share is a fraction of one; a percentage is in percent.
    """

    start: int
    end: int
    figure_start: int
    figure_end: int
    value: float
    unit: Unit
    maximum: float | None = None
    bound: Bound | None = None
    approximate: bool = False
    symbol: str = ""
    counted: Counted | None = None

    @property
    def phrase_end(self) -> int:
        """End of the number with the noun it counts."""
        return max(self.end, self.counted.end if self.counted else 0)


def numbers(text: str, language: Pack) -> tuple[Number, ...]:
    """All numbers of a text, in order.

    >>> text = "Over 400 to 500 dockers, some of them with 12 years at Pier 9, lost 5 pct"
    >>> [(text[n.start:n.end], n.value, n.maximum, n.unit) for n in numbers(text, pack("en"))]
    [('Over 400 to 500', 400.0, 500.0, 'people'), ('12', 12.0, None, 'time'), ('9', 9.0, None, 'label'), ('5', 5.0, None, 'percent')]
    """
    return _numbers(text, language.language)


@lru_cache(maxsize=8)
def _numbers(text: str, language: str) -> tuple[Number, ...]:
    grammar = _grammar(language)
    found = [grammar.number(text, *pair) for pair in _ranges(text, tuple(figures(text, grammar.pack)), grammar)]
    whole = sorted([*filter(None, found), *grammar.shares(text)], key=lambda n: (n.start, -n.end))
    return tuple(n for i, n in enumerate(whole) if i == 0 or n.figure_start >= whole[i - 1].figure_end)


def _ranges(text: str, found: tuple[Figure, ...], grammar: _Grammar) -> Iterator[tuple[Figure, Figure | None]]:
    """Each figure, with the upper end of the range that it opens."""
    skip = False
    for number, here in enumerate(found):
        after = found[number + 1] if number + 1 < len(found) else None
        if skip:
            skip = False
            continue
        skip = after is not None and grammar.spans(text, here, after)
        yield (_scaled(here, after), after) if skip and after else (here, None)


def _scaled(here: Figure, after: Figure | None) -> Figure:
    """ "1.2 to 1.5 million": the lower end takes the scale of the upper one."""
    if after and here.scale == 1 and after.scale > 1 and here.mantissa < after.mantissa:
        return replace(here, scale=after.scale)
    return here


@dataclass(frozen=True, slots=True)
class _Grammar:
    pack: Pack
    hedges: re.Pattern[str]
    hedge_kinds: dict[str, frozenset[str]]
    tails: re.Pattern[str]
    joiner: re.Pattern[str]
    between: re.Pattern[str]
    change: re.Pattern[str]
    before: tuple[tuple[Unit, re.Pattern[str]], ...]
    after: tuple[tuple[Unit, re.Pattern[str]], ...]
    share: re.Pattern[str]
    share_values: dict[str, float]
    pronoun: re.Pattern[str]

    def spans(self, text: str, here: Figure, after: Figure) -> bool:
        """Whether two figures are the ends of one range: "400 to 500", "between 5 and 6 million", not "from 4 to 5"."""
        joiner = self.joiner.fullmatch(text, here.end, after.start)
        if not joiner or _scaled(here, after).value >= after.value or _is_year(text, here):
            return False
        if joiner[1].casefold() == "and":
            return bool(self.between.search(text, max(0, here.start - AROUND), here.start))
        return not self.change.search(text, max(0, here.start - AROUND), here.start)

    def number(self, text: str, here: Figure, upper: Figure | None) -> Number | None:
        """The number that a figure (and the upper end of its range) stands for; None for the pronoun "one"."""
        end = upper.end if upper else here.end
        if self.pronoun.search(text, max(0, here.start - 6), min(len(text), end + 9)) and here.value == 1:
            return None
        unit = self._unit(text, here, end)
        noun = counted(text, end, self.pack) if unit in ("other", "year") else None
        if noun and not (unit == "year" and _dated(text, here)):
            unit = "jobs" if noun.job else "people"
        plain = Number(here.start, end, here.start, end, here.value, unit, upper.value if upper else None, symbol=here.symbol)
        counts = noun if unit in ("people", "jobs") else None
        return self._hedged(text, replace(plain, approximate=here.loose and here.mantissa < 1000, counted=counts))

    def _unit(self, text: str, here: Figure, end: int) -> Unit:
        if here.symbol:
            return "money"
        for unit, pattern in self.after:
            if pattern.match(text, end, min(len(text), end + AROUND)):
                return unit
        for unit, pattern in self.before:
            if pattern.search(text, max(0, here.start - AROUND), here.start) and (unit != "date" or here.value <= 31):
                return unit
        return "year" if _is_year(text, here) else "other"

    def _hedged(self, text: str, number: Number) -> Number:
        """The number with the hedges that stand directly before and after it."""
        start, kinds = number.start, set[str]()
        if number.maximum and (opening := self.between.search(text, max(0, start - AROUND), start)):
            start = opening.start(1)
        for _ in range(2):
            found = self.hedges.search(text, max(0, start - AROUND), start)
            if found:
                start = found.start(1)
                kinds |= {kind for kind, words in self.hedge_kinds.items() if " ".join(found[1].casefold().split()) in words}
        end, tail = number.end, self.tails.match(text, number.end)
        if tail:
            end = tail.end()
            kinds |= {kind for kind, words in self.hedge_kinds.items() if " ".join(tail[1].casefold().split()) in words}
        bound: Bound | None = "min" if "min" in kinds else "max" if "max" in kinds else None
        return replace(number, start=start, end=end, bound=bound, approximate=number.approximate or bool(kinds))

    def shares(self, text: str) -> Iterator[Number]:
        """Shares in words or as a fraction: "two-thirds of", "1/3rd"."""
        for found in self.share.finditer(text):
            if found["top"]:
                value = exact(int(found["top"]) / max(1, int(found["bottom"])))
            else:
                value = self.share_values["-".join(re.split(r"[\s-]+", found["words"].casefold()))]
            yield self._hedged(text, Number(*found.span(), *found.span(), value, "share"))


def _is_year(text: str, figure: Figure) -> bool:
    written = text[figure.start : figure.end]
    return len(written) == 4 and written.isdigit() and 1800 <= figure.value < 2100


def _dated(text: str, figure: Figure) -> bool:
    """Whether a four-digit figure follows a word that dates: "in 2004 workers struck"."""
    return bool(
        re.search(
            r"(?:^|\W)(?:in|since|of|by|until|from|during|after|before|late|early|mid)\s+\Z",
            text[max(0, figure.start - 10) : figure.start],
            re.IGNORECASE,
        )
    )


@cache
def _grammar(language: str) -> _Grammar:
    known = pack(language)

    def words(name: str) -> tuple[str, ...]:
        return known.words(f"numbers.{name}")

    def pattern(body: str) -> re.Pattern[str]:
        return re.compile(body, re.IGNORECASE)

    hedges = either([*words("min"), *words("max"), *words("about")])
    tails = either([*words("after_min"), *words("after_max"), *words("after_about")])
    shares = floats(known.table("numbers.shares"))
    share = either([*shares, *(words.replace("-", " ") for words in shares)])
    return _Grammar(
        known,
        pattern(rf"(?<!\w)({hedges})\s+(?:the\s+|its\s+|a\s+|an\s+|another\s+)?\Z"),
        _kinds(known),
        pattern(rf"[\s-]*({tails})(?!\w)"),
        pattern(rf"\s*({either(words('range_joiners'))})\s*(?:{either(known.table('money.symbols'))})?"),
        pattern(rf"(?<!\w)({either(words('range_openers'))})\s+\Z"),
        pattern(rf"(?<!\w)(?:{either(words('change_openers'))})\s+(?:{hedges})?\s*\Z"),
        _before(known, pattern),
        _after(known, pattern),
        pattern(
            rf"{openers(shares)}(?<![\w/])(?:(?P<words>{share})(?=\s+(?:of|the|its)(?!\w))"
            r"|(?P<top>\d{1,2})/(?P<bottom>[1-9]\d?)(?:rds?|ths?)?(?![\w/]))"
        ),
        {"-".join(re.split(r"[\s-]+", k)): v for k, v in shares.items()},
        pattern(rf"(?<!\w)(?:{either(words('not_numbers'))})(?!\w)"),
    )  # fmt: skip


def _kinds(known: Pack) -> dict[str, frozenset[str]]:
    """The hedges that set a bound, and those that only blur."""

    def words(*names: str) -> frozenset[str]:
        return frozenset(word for name in names for word in known.words(f"numbers.{name}"))

    return {
        "min": words("min", "about_min", "after_min"),
        "max": words("max", "about_max", "after_max"),
        "about": words("about", "after_about"),
    }


def _before(known: Pack, pattern: Callable[[str], re.Pattern[str]]) -> tuple[tuple[Unit, re.Pattern[str]], ...]:
    labels, months = either(known.words("numbers.labels")), either(known.words("numbers.months"))
    aged = either(known.words("numbers.aged"))
    return (
        ("label", pattern(rf"(?<!\w)(?:{labels})\s*#?\Z|#\Z")),
        ("date", pattern(rf"(?<!\w)(?:{months})\.?\s+(?:\d{{1,2}}\s*(?:-|to|and|or)\s*)?\Z")),
        ("age", pattern(rf"(?<!\w)(?:{aged})\s+\Z")),
        ("time", pattern(r"\d:\Z")),
    )


def _after(known: Pack, pattern: Callable[[str], re.Pattern[str]]) -> tuple[tuple[Unit, re.Pattern[str]], ...]:
    def listed(name: str) -> str:
        return "|".join(known.words(f"numbers.{name}")).replace(" ", r"\s+")

    currencies = either([*known.table("money.names"), *known.table("money.hundredths")])
    return (
        ("percent", pattern(rf"[\s-]*(?:{listed('percent')})(?![\w])")),
        ("ordinal", pattern(r"(?:st|nd|rd|th)(?!\w)")),
        ("age", pattern(rf"(?:{listed('ages')})")),
        ("time", pattern(rf"[\s-]*(?:{listed('time')})(?!\w)|:\d\d")),
        ("measure", pattern(rf"[\s-]*(?:{listed('measures')})(?!\w)")),
        ("money", pattern(rf"[\s-]*(?:{currencies})(?:e?s)?(?!\w)")),
        ("date", pattern(rf"\s+(?:of\s+)?(?:{either(known.words('numbers.months'))})(?!\w)")),
    )
