"""How many workers take part: numbers with people nouns, told apart from those who vote, belong, are dismissed or go back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from picketline.extract import linear
from picketline.extract.clauses import sentence_range
from picketline.extract.listed import LEAD, Floats, Listed, listed
from picketline.extract.models import Models
from picketline.extract.page import Page, Scope
from picketline.extract.reading import ARGUMENTS, SENTENCE_LABELS, TAGS
from picketline.model.record import Quantity
from picketline.model.span import Span
from picketline.text.numbers import Number, numbers
from picketline.text.people import nouns
from picketline.text.worker_phrases import WorkerPhrase, worker_phrases

CUES = ("taking_part", "voting", "belonging", "dismissed", "returned", "rallying", "hurt", "elsewhere")
"""Lists of the pack's `cues` that tell what the people of a number do."""
TELLING = (
    "fact:workers_involved", "evidence", "form:strike", "form:protest", "event:action_started", "event:action_threatened", "event:protest",
    "event:dismissal", "event:return_to_work", "event:arrest", "event:impact", "event:rejection", "event:lockout", "modality:planned",
)  # fmt: skip
ARGUED = ("event:action_started", "event:action_threatened", "event:protest", "event:dismissal", "event:return_to_work")
"""Events of which the number may be the count."""
TAGGED = ("workers_involved", "count", "workers", "amount")
LINES = 0.35
"""Share of the linear model in a number's likelihood."""
FAR = 200.0
LEAST = 2
"""People that make an action."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number of people in the scope's sentence at `place`."""

    number: Number
    place: int


def involved(page: Page, scope: Scope, models: Models) -> Quantity | None:
    """The number of workers who take or took part, or are called out; None where none is likely."""
    found = candidates(page, scope)
    if not found:
        return None
    likely = likelihoods(features(page, scope, found), models)
    best = int(np.argmax(likely))
    if likely[best] < models.threshold("involved", "threshold"):
        return None
    return quantity(page.text, found[best].number, round(float(likely[best]), 3))


def likelihoods(rows: Sequence[Mapping[str, float]], models: Models) -> Floats:
    """How likely each candidate is: the mean of trees and a linear model, which err in different places."""
    forest, weights = models.forests["involved"], models.settings["involved.linear"]
    table = forest.matrix([dict(row) for row in rows])
    mean: Floats = (1 - LINES) * forest.probabilities(table) + LINES * linear.likelihoods(weights, forest.features, table)
    return mean


def quantity(text: str, number: Number, confidence: float | None = None) -> Quantity:
    """A number as a value, quoted with its noun."""
    evidence = (Span.of(text, number.start, number.phrase_end),)
    return Quantity(number.value, evidence, number.maximum, number.approximate, number.bound, confidence=confidence)


def candidates(page: Page, scope: Scope) -> tuple[Candidate, ...]:
    """Numbers of people in the scope, and bare numbers that could be. Sums of two did not pay: eleven in 181 are coded."""
    place = {row: i for i, row in enumerate(scope)}
    rows = [(n, place.get(page.reading.sentence_at(n.figure_start))) for n in numbers(page.text, page.pack) if _fits(page, n)]
    return tuple(Candidate(n, where) for n, where in rows if where is not None)


def _fits(page: Page, number: Number) -> bool:
    """Whether a number may be one of people: it counts them, or nothing else."""
    if number.unit == "people" and number.counted:
        known, head = nouns(page.pack), number.counted.head.casefold()
        return head not in known.outsiders and (number.value >= LEAST or known.is_worker(head))
    return number.unit == "other" and number.value >= 10 and not number.symbol and (number.approximate or number.value >= 100)


def features(page: Page, scope: Scope, found: Sequence[Candidate]) -> list[dict[str, float]]:
    """One row of features a candidate."""
    context = _Context(page, scope, found)
    return [context.row(c) for c in found]


class _Context:
    """What the rows of one scope share."""

    def __init__(self, page: Page, scope: Scope, found: Sequence[Candidate]) -> None:
        self.page, self.scope, self.nouns = page, scope, nouns(page.pack)
        self.tags = page.reading.tags[:, [TAGS.index(tag) for tag in TAGGED]].astype(np.float64)
        self.told = page.reading.sentence_scores[np.ix_(list(scope), [SENTENCE_LABELS.index(label) for label in TELLING])].astype(
            np.float64
        )
        self.cues: Listed = listed(page, scope, "cues", CUES)
        self.values = [c.number.value for c in found]
        self.heads = Counter(phrase.head.casefold() for row in scope for phrase in self._phrases(row))

    def row(self, candidate: Candidate) -> dict[str, float]:
        """The features of a candidate."""
        number, place = candidate.number, candidate.place
        among = {
            "value": float(np.log10(max(1.0, number.value))),
            "rank": float(sum(v > number.value for v in self.values)),
            "same": float(sum(v == number.value for v in self.values)),
            "head_share": self._shares(number),
        }
        return self._looks(number, place) | self._net(number, place) | self._near(number, place) | among

    def _phrases(self, row: int) -> tuple[WorkerPhrase, ...]:
        start, end = sentence_range(self.page, row)
        return worker_phrases(self.page.text, start, end, self.page.pack)

    def _shares(self, number: Number) -> float:
        """How much of the scope's talk of workers uses this number's noun."""
        head = number.counted.head.casefold() if number.counted else ""
        return self.heads[head] / max(1, self.heads.total())

    def _looks(self, number: Number, place: int) -> dict[str, float]:
        head = number.counted.head.casefold() if number.counted else ""
        text, start = self.page.text, int(self.page.reading.sentences[self.scope[place]][0])
        return {
            "people": float(number.unit == "people"),
            "worker": float(bool(head) and self.nouns.is_worker(head)),
            "generic": float(head in self.nouns.generic),
            "members": float(head == "members"),
            "approximate": float(number.approximate),
            "min": float(number.bound == "min"),
            "max": float(number.bound == "max"),
            "range": float(number.maximum is not None),
            "possessive": float(text[max(0, number.start - 3) : number.start].strip().endswith(("'s", "’s"))),
            "the": float(text[max(0, number.start - 4) : number.start].casefold() == "the "),
            "of": float(text[number.figure_end : number.figure_end + 4].strip().startswith("of")),
            "part": float(
                text[max(0, number.start - 9) : number.start].strip().endswith(" of")
                or " of the" in text[max(0, number.start - 8) : number.start]
            ),
            "opens": float(number.start - start < 4),
            "depth": float(min(400, number.start - start)),
            "place": float(place),
            "lead": float(place < LEAD),
            "size": float(len(self.scope)),
            "candidates": float(len(self.values)),
            "several": self.page.reading.says("several"),
        }

    def _net(self, number: Number, place: int) -> dict[str, float]:
        figure = self.tags[self.page.reading.words_in(number.figure_start, number.figure_end)]
        phrase = self.tags[self.page.reading.words_in(number.start, number.phrase_end)]
        out = {f"tag_{tag}": float(value) for tag, value in zip(TAGGED, figure.max(0), strict=True)}
        out |= {f"phrase_{tag}": float(value) for tag, value in zip(TAGGED, phrase.mean(0), strict=True)}
        best, rows = self.tags[:, 0].max(), self.page.reading.words_in(number.figure_start, number.figure_end)
        argued = self.page.reading.arguments[ARGUMENTS.index("count")][list(self.scope), rows].astype(np.float64).max(1)
        out |= {f"argued_{label.split(':')[1]}": float((argued * self.told[:, TELLING.index(label)]).max()) for label in ARGUED}
        out["tag_share"] = float(figure[:, 0].max() / best) if best else 0.0
        return out | {f"told_{label.replace(':', '_')}": float(value) for label, value in zip(TELLING, self.told[place], strict=True)}

    def _near(self, number: Number, place: int) -> dict[str, float]:
        """How far each kind of cue stands before and after the number in its sentence."""
        out = {f"{side}_{cue}": FAR for cue in CUES for side in ("before", "after")} | {f"has_{cue}": 0.0 for cue in CUES}
        for hit, where in zip(self.cues.hits, self.cues.places, strict=True):
            if where != place:
                continue
            out[f"has_{hit.label}"] = 1.0
            side, gap = ("before", number.start - hit.end) if hit.start < number.figure_start else ("after", hit.start - number.phrase_end)
            out[f"{side}_{hit.label}"] = min(out[f"{side}_{hit.label}"], float(max(0, gap)))
        return out
