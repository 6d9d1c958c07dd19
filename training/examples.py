"""The coded reports as the stages behind the net learn from them: page, gold record, fold."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from coded import ALL, FURTHER, reports
from where import SHARED, WORK

from picketline.extract.page import Page
from picketline.extract.reading import (
    ARGUMENTS,
    DOCUMENT_LABELS,
    EVENT_TYPES,
    SENTENCE_LABELS,
    TAGS,
    Reading,
    word_spans,
)
from picketline.lang import pack
from picketline.model.exchange import read_record
from picketline.model.record import Record
from picketline.text.furniture import headless
from picketline.text.sentences import sentences

READINGS = WORK
FURTHER_COUNTS = 0.5
"""How much a further report counts as a lesson: models coded it, and few are wire news."""


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One coded report: `page` carries the out-of-fold reading; `part` is dev, dev2, seeds or further; `fold` 0 to 4, or -1 for the seeds.

    `line` is the gold as it stands in its file, for the scorer: it also has the values that a coder would `accept`.
    """

    id: str
    page: Page
    gold: Record
    fold: int
    part: str
    line: Mapping[str, object]

    @property
    def tunes(self) -> bool:
        """Whether thresholds are tuned on it: how often a thing is named differs in the further reports."""
        return self.part != FURTHER

    @property
    def weight(self) -> float:
        """How much it counts as a lesson."""
        return 1.0 if self.tunes else FURTHER_COUNTS


def examples(shared: Path = SHARED, readings: Path = READINGS, parts: tuple[str, ...] = ALL) -> tuple[Example, ...]:
    """All coded reports of the parts, in the order of their files. A report without a stored reading gets one of zeros."""
    folds: dict[str, int] = json.loads((readings / "folds.json").read_text(encoding="utf-8"))
    english = pack("en")

    def made(part: str, document: dict, record: dict) -> Example:
        name, text, published = document["id"], headless(document["text"]), document.get("published")
        page = Page(text, published, english, _reading(readings / "reading" / f"{name}.npz", text))
        return Example(name, page, read_record(record), folds[name], part, record)

    return tuple(made(*report) for report in reports(shared, parts))


def _reading(path: Path, text: str) -> Reading:
    return Reading.load(path) if path.exists() else blank(text)


def blank(text: str) -> Reading:
    """A reading in which the net says nothing: true words and sentences, all probabilities 0."""
    words = word_spans(text)
    rows = np.array([(s.start, s.end) for s in sentences(text)], dtype=np.int32).reshape(-1, 2)
    t, s, half = len(words), len(rows), np.float16
    return Reading(
        words=words,
        sentences=rows,
        tags=np.zeros((t, len(TAGS)), half),
        begins=np.zeros((t, len(TAGS)), half),
        triggers=np.zeros((t, len(EVENT_TYPES)), half),
        sentence_scores=np.zeros((s, len(SENTENCE_LABELS)), half),
        links=np.zeros((s, s), half),
        arguments=np.zeros((len(ARGUMENTS), s, t), half),
        document=np.zeros(len(DOCUMENT_LABELS), half),
        vectors=np.zeros((s, 384), half),
    )
