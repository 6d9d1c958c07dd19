"""Whether it happened, is planned or threatened, is alleged or denied: features of an event's clause for the model that decides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from picketline.extract.date_rows import meaning
from picketline.extract.linear import squeezed
from picketline.extract.page import Page
from picketline.extract.reading import EVENT_TYPES
from picketline.extract.telling import Telling, cues_in
from picketline.lang import pack
from picketline.model.record import Modality
from picketline.text.date_values import read_base
from picketline.text.dates import Found

Row = dict[str, float]
MODALITIES: Final[tuple[Modality, ...]] = ("happened", "planned", "threatened", "alleged", "denied")
"""The classes of the model."""
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_CLAUSE: Final = re.compile(r"[,;:()\"“”]|--|—")
AROUND: Final = 60
"""Code points before a clause in which cues still bear on it."""
NEWS: Final = 150
"""Days from the report within which a day without a year is meant."""


def features(page: Page, telling: Telling, base: Row, said: bool, dates: Sequence[Found]) -> Row:
    """The features of one event; `said`: a speech frame covers it; `dates`: the page's."""
    start, end = (int(edge) for edge in page.reading.sentences[telling.sentence])
    near = max(start, telling.span.start - AROUND)
    row = base | cues_in(page, telling.span.start, telling.span.end)
    row |= {f"before_{name}": value for name, value in cues_in(page, near, telling.span.start).items()}
    row |= {
        f"close_{name}": value for name, value in cues_in(page, max(start, telling.trigger - 40), min(end, telling.trigger + 30)).items()
    }
    row |= {f"sentence_{name}": value for name, value in cues_in(page, start, end).items()}
    row |= {f"type_{name}": float(telling.type == name) for name in EVENT_TYPES}
    row["said"] = float(said)
    row["happened"] = float(page.reading.sentence("modality:happened")[telling.sentence])
    row |= _ahead(page, "clause", telling.span.start, telling.span.end, dates) | _ahead(page, "sentence", start, end, dates)
    return squeezed(row | _tense(page, telling))


def _tense(page: Page, telling: Telling) -> Row:
    """How the word that tells the event ends, and which helping verb stands just before it."""
    language = page.pack.language
    start = int(page.reading.sentences[telling.sentence, 0])
    word = _WORD.match(page.text, telling.trigger)
    written = word.group().lower() if word else ""
    before = [w.lower() for w in _WORD.findall(_CLAUSE.split(page.text[max(start, telling.trigger - 50) : telling.trigger])[-1])][-4:]
    row: Row = {f"ends_{ending}": float(written.endswith(ending)) for ending in page.pack.words("tense.endings")}
    row["ends_past"] = float(written in _words(language, "pasts"))
    for kind in ("modals", "perfects", "forms_of_be"):
        row[kind] = float(any(w in _words(language, kind) for w in before))
    row["ends_past_alone"] = float((row["ends_past"] or row.get("ends_ed", 0.0)) and not row["modals"])
    return row


@cache
def _words(language: str, name: str) -> frozenset[str]:
    return frozenset(pack(language).words(f"tense.{name}"))


def _ahead(page: Page, where: str, start: int, end: int, dates: Sequence[Found]) -> Row:
    """Whether a date in a range may lie ahead of the report or behind it, within the months that news is of."""
    today = read_base(page.published)
    seen = [meaning(value, sense, today) for found in dates if start <= found.start < end for value, sense in found.values()]
    ahead = any(0 < row.get("first", 0.0) <= NEWS for row in seen)
    past = any(-NEWS <= row.get("last", 1.0) <= 0 for row in seen)
    return {f"{where}_ahead": float(ahead), f"{where}_past": float(past), f"{where}_only_ahead": float(ahead and not past)}
