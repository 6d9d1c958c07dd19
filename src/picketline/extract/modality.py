"""Whether it happened, is planned or threatened, is alleged or denied: features of an event's clause for the model that decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from picketline.extract.date_rows import meaning
from picketline.extract.linear import squeezed
from picketline.extract.page import Page
from picketline.extract.reading import EVENT_TYPES
from picketline.extract.telling import Telling, cues_in
from picketline.model.record import Modality
from picketline.text.date_values import read_base
from picketline.text.dates import Found

Row = dict[str, float]
MODALITIES: Final[tuple[Modality, ...]] = ("happened", "planned", "threatened", "alleged", "denied")
"""The classes of the model."""
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
    return squeezed(row)


def _ahead(page: Page, where: str, start: int, end: int, dates: Sequence[Found]) -> Row:
    """Whether a date in a range may lie ahead of the report or behind it, within the months that news is of."""
    today = read_base(page.published)
    seen = [meaning(value, sense, today) for found in dates if start <= found.start < end for value, sense in found.values()]
    ahead = any(0 < row.get("first", 0.0) <= NEWS for row in seen)
    past = any(-NEWS <= row.get("last", 1.0) <= 0 for row in seen)
    return {f"{where}_ahead": float(ahead), f"{where}_past": float(past), f"{where}_only_ahead": float(ahead and not past)}
