"""Whether it happened, is planned or threatened, is alleged or denied: features of an event's clause for the forest that decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from picketline.extract.page import Page
from picketline.extract.reading import EVENT_TYPES
from picketline.extract.telling import Telling, cues_in
from picketline.model.record import Modality

Row = dict[str, float]
MODALITIES: Final[tuple[Modality, ...]] = ("happened", "planned", "threatened", "alleged", "denied")
"""The classes of the forest, in its order."""
AROUND: Final = 60
"""Code points before a clause in which cues still bear on it."""


def features(page: Page, telling: Telling, base: Row, said: bool) -> Row:
    """The features of one event; `said`: a speech frame covers it."""
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
    return row


def chosen(probabilities: Sequence[float], likings: Mapping[str, float]) -> Modality:
    """The modality of the highest probability, each weighed by how readily it is to be chosen."""
    weighed = [p * likings.get(name, 1.0) for name, p in zip(MODALITIES, probabilities, strict=True)]
    return MODALITIES[weighed.index(max(weighed))]
