"""When it happened: the dates that may be an event's, described for the forest that ranks them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Final

from picketline.extract.page import Page
from picketline.extract.telling import Telling, cues_in, net_argument, net_tag
from picketline.lang import pack
from picketline.model.edtf import bounds
from picketline.text.date_values import read_base
from picketline.text.dates import Found, dates

Row = dict[str, float]
Option = tuple[str, Found | None]
"""A date as EDTF with the expression that gives it; None stands for the document's own date."""

_KINDS: Final = (
    "month",
    "weekday",
    "dayword",
    "ago",
    "duration",
    "nth",
    "period",
    "season",
    "year",
    "chain",
    "old",
    "number_day",
    "holiday",
)
_BEFORE: Final = re.compile(r"([\w'’]+)\s+(?:the\s+|about\s+|midnight\s+|noon\s+)?\Z")
_REACH: Final = 3
"""Sentences away from which a date may be taken."""


def page_dates(page: Page) -> tuple[Found, ...]:
    """The date expressions of a page."""
    return dates(page.text, page.published, page.pack.language)


def options(page: Page, telling: Telling, found: Sequence[Found], base: Row) -> list[tuple[Option, Row]]:
    """The dates near an event, each meaning apart, with their features."""
    here = [(f, page.reading.sentence_at(f.start)) for f in found]
    near = [(f, s) for f, s in here if abs(s - telling.sentence) <= _REACH or s <= 2]
    same = sum(s == telling.sentence for _, s in near)
    shared = base | cues_in(page, telling.span.start, telling.span.end) | {"dates_here": float(same), "dates": float(len(near))}
    today = read_base(page.published)
    rows: list[tuple[Option, Row]] = []
    for f, sentence in near:
        about = shared | expression(page, telling, f, sentence)
        rows += [((value, f), about | meaning(value, sense, today)) for value, sense in f.values()]
    if today is not None:
        rows.append(((today.isoformat(), None), shared | {"published": 1.0}))
    best = max((row.get("net", 0.0) for _, row in rows), default=0.0)
    return [(option, row | {"best": best, "below": best - row.get("net", 0.0)}) for option, row in rows]


def expression(page: Page, telling: Telling, found: Found, sentence: int) -> Row:
    """What is said of a date expression as seen from an event."""
    net, mean = net_argument(page, telling, "date", found.start, found.end)
    away = sentence - telling.sentence
    low, high = sorted((found.start, telling.trigger))
    row = {
        "net": net, "net_mean": mean, "tag": net_tag(page, "event_date", found.start, found.end),
        "tag_started": net_tag(page, "started", found.start, found.end), "tag_ended": net_tag(page, "ended", found.start, found.end),
        "here": float(away == 0), "away": float(abs(away)), "back": float(away < 0), "sentence": float(sentence),
        "inside": float(telling.span.start <= found.start < telling.span.end), "before": float(found.start < telling.trigger),
        "distance": min(400.0, float(high - low)), "marks": float(page.text.count(",", low, high)) if away == 0 else 9.0,
        "stated": float(found.stated), "day": float(found.precision == "day"),
    }  # fmt: skip
    return row | kind_and_lead(page, found)


def kind_and_lead(page: Page, found: Found) -> Row:
    """The kind of an expression and the word that leads to it."""
    text, language = page.text, page.pack.language
    before = _BEFORE.search(text, max(0, found.start - 24), found.start)
    word = before.group(1).lower() if before else ""
    out = {f"kind_{kind}": 1.0 for kind in _KINDS if found.kind == kind}
    after = text[found.end : found.end + 30].lower()
    out |= {f"lead_{lead}": 1.0 for lead in page.pack.words("dates.leads") if word == lead}
    out["opens"] = float(found.start == 0 or text[found.start - 1] == "\n")
    out["strike_after"] = float(bool(_action_next(language).match(after)))
    out["ranged"] = float("-" in text[found.start : found.end] and any(map(str.isdigit, text[found.start : found.end])))
    return out


@cache
def _action_next(language: str) -> re.Pattern[str]:
    """A word of action within three words."""
    return re.compile(rf"[\s-]+(?:[\w-]+\s+){{0,2}}{actions(language).pattern}", re.IGNORECASE)


@cache
def actions(language: str) -> re.Pattern[str]:
    """The words for strikes, lockouts and protests."""
    words = (re.escape(word).replace(r"\*", r"\w*") for word in pack(language).words("dates.action_words"))
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


def meaning(value: str, sense: str, today: date | None) -> Row:
    """How a value lies to the document's date."""
    out = {"sense_past": float(sense == "past"), "sense_future": float(sense == "future"), "sense_other": float(sense == "other")}
    out["long"] = float(len(value))
    out["range"] = float("/" in value or "[" in value)
    out["about"] = float("~" in value)
    limits = bounds(value)
    if today is not None and limits is not None and limits.known() and limits.first and limits.last:
        first, last = (limits.first.date() - today).days, (limits.last.date() - today).days
        out |= {"first": float(max(-2000, min(2000, first))), "last": float(max(-2000, min(2000, last))), "width": float(last - first)}
        out["today"] = float(first <= 0 <= last)
    return out
