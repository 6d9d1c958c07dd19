"""An event as its sentence tells it, before its arguments are known, and what the argument stages ask of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from picketline.extract.page import Page
from picketline.extract.reading import ARGUMENTS, EVENT_TYPES, MODALITIES, TAGS
from picketline.lang import pack
from picketline.model.span import Span

GROUPS: Final[Mapping[str, str]] = {
    "action_started": "action", "action_ended": "action", "action_threatened": "threat", "return_to_work": "action", "protest": "protest",
    "negotiation": "talks", "agreement": "talks", "offer": "offer", "rejection": "rejection", "dismissal": "employer",
    "discipline": "employer", "reinstatement": "employer", "lockout": "employer", "replacement": "employer", "intimidation": "employer",
    "court_ruling": "court", "lawsuit": "court", "hearing": "court", "arrest": "state", "police_action": "state", "violence": "state",
    "government_action": "state", "solidarity": "solidarity", "impact": "impact",
}  # fmt: skip
"""Types that take the same kinds of arguments."""

ACTORS: Final[Mapping[str, tuple[str, ...]]] = {
    "action": ("workers", "union"), "threat": ("union", "workers"), "protest": ("workers", "union"), "talks": ("employer", "union"),
    "offer": ("employer",), "rejection": ("workers", "union"), "employer": ("employer",), "court": ("court", "union"),
    "state": ("government", "police"), "solidarity": ("workers", "union", "organisation"), "impact": ("employer",),
}  # fmt: skip
"""Kinds of agents that most often do each."""

USUAL: Final = 0.6
"""The probability of an event where nothing is known of it: of the coded ones in training, and of a passage that is none."""

_NAMES: Final = sorted(set(GROUPS.values()))


@dataclass(frozen=True, slots=True)
class Telling:
    """An event of `type` told in `sentence` by the words of `span`, most of all at the code point `trigger`."""

    sentence: int
    type: str
    span: Span
    trigger: int
    probability: float

    @property
    def group(self) -> str:
        """The group of its type."""
        return GROUPS[self.type]


def peak(page: Page, type_: str, span: Span) -> int:
    """The code point in a clause where the net is surest that the event is told; its middle where it sees nothing."""
    rows = page.reading.words_in(span.start, span.end)
    net = page.reading.triggers[rows, EVENT_TYPES.index(type_)]
    if not len(net) or float(net.max()) <= 0.02:
        return (span.start + span.end) // 2
    return int(page.reading.words[rows.start + int(np.argmax(net)), 0])


def context(page: Page, telling: Telling) -> dict[str, float]:
    """What is known of the event alone, the same for all candidates of its arguments."""
    reading, s = page.reading, telling.sentence
    out = {f"group_{name}": float(telling.group == name) for name in _NAMES}
    out |= {f"modality_{name}": float(reading.sentence(f"modality:{name}")[s]) for name in MODALITIES[1:]}
    out["attributed"] = float(reading.sentence("attributed")[s])
    out["event"] = telling.probability
    out["words"] = float(telling.span.quote.count(" "))
    out["depth"] = s / max(1, len(reading.sentences) - 1)
    return out | manner(page)


def manner(page: Page) -> dict[str, float]:
    """How the report as a whole tells: what it leaves to speakers, how long it is."""
    evidence, attributed = (page.reading.sentence(name).astype(np.float64) for name in ("evidence", "attributed"))
    return {"all_attributed": float((evidence * attributed).sum() / (evidence.sum() + 1e-3)), "size": float(len(evidence))}


def net_argument(page: Page, telling: Telling, name: str, start: int, end: int) -> tuple[float, float]:
    """(highest, mean) probability that words of a range are this argument of an event of the telling's sentence."""
    rows = page.reading.words_in(start, end)
    return _both(page.reading.arguments[ARGUMENTS.index(name), telling.sentence, rows])


def net_tag(page: Page, name: str, start: int, end: int) -> float:
    """The highest probability that words of a range have a role."""
    values = page.reading.tags[page.reading.words_in(start, end), TAGS.index(name)]
    return float(values.max(initial=0))


def _both(values: npt.NDArray[np.float16]) -> tuple[float, float]:
    return (float(values.max()), float(values.mean(dtype=np.float32))) if len(values) else (0.0, 0.0)


@cache
def cues(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The patterns of `[modality]`: names of cues, and their words."""
    return listed_words(language, "modality")


def listed_words(language: str, section: str, between: str = r"\s+") -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The lists of a section as patterns: `*` ends the beginning of a word, and `between` is what may stand between two words."""

    def written(words: str) -> str:
        return between.join(re.escape(word).replace(r"\*", r"\w*") for word in words.split())

    lists = pack(language).lists(section)
    return tuple((name, re.compile(rf"\b(?:{'|'.join(map(written, words))})(?!\w)", re.IGNORECASE)) for name, words in lists.items())


def cues_in(page: Page, start: int, end: int) -> dict[str, float]:
    """Which cues of modality stand in a range."""
    return {f"cue_{name}": float(pattern.search(page.text, start, end) is not None) for name, pattern in cues(page.pack.language)}
