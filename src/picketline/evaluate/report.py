"""The score of a set of records against gold, as values, as text and as JSON."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from picketline.evaluate.compare import tally
from picketline.evaluate.gold import Gold
from picketline.evaluate.tallies import Count, Tally, groups, merge, whole
from picketline.model.record import WHOLE, Record, Reported
from picketline.model.span import Evidence

_DRAWS = 400
_SEED = 7


@dataclass(frozen=True, slots=True)
class Report:
    """`relevance` of documents, `disputes` found, `slots` and their `groups`, `overall`; `documents` has each one's own tally.

    `verbatim` and `altered` count the spans that equal the text and those that do not (values without any span among them), in
    the documents whose text is at hand. `interval` holds the limits of 95 % of F1 over documents drawn anew.
    """

    documents: Mapping[str, Tally]
    relevance: Count
    disputes: Count
    slots: Mapping[str, Count]
    groups: Mapping[str, Count]
    overall: Count
    without_prediction: int
    verbatim: int
    altered: int
    interval: tuple[float, float]

    def worst(self, number: int) -> tuple[tuple[str, Count], ...]:
        """The documents that lost most credit, the worst first."""
        rows = [(document, whole(slots)) for document, slots in self.documents.items()]
        return tuple(sorted(rows, key=lambda row: -row[1].lost)[:number])

    def json(self) -> dict[str, object]:
        """The figures, rounded to six digits."""
        return {
            "documents": len(self.documents), "without prediction": self.without_prediction,
            "relevance": _figures(self.relevance), "disputes": _figures(self.disputes),
            "evidence": {"verbatim": self.verbatim, "not verbatim": self.altered},
            "slots": {slot: _figures(count) for slot, count in self.slots.items()},
            "groups": {group: _figures(count) for group, count in self.groups.items()},
            "overall": _figures(self.overall), "interval95": [round(limit, 6) for limit in self.interval],
        }  # fmt: skip

    def text(self, worst: int = 0) -> str:
        """The figures as lines to read; the last is `overall F1 x.xxxx`."""
        return "\n".join(self._lines(worst))

    def _lines(self, worst: int) -> Iterator[str]:
        yield f"documents {len(self.documents)}, without a prediction {self.without_prediction}"
        yield f"evidence verbatim {self.verbatim}, not verbatim {self.altered}"
        yield _line("relevance", self.relevance)
        yield _line("disputes", self.disputes)
        for title, rows in (("slots", self.slots), ("groups", self.groups)):
            yield f"-- {title}"
            yield from (_line(name, count) for name, count in rows.items())
        if worst:
            yield "-- most credit lost"
            yield from (_line(document, count) for document, count in self.worst(worst))
        low, high = self.interval
        yield f"95% interval by documents {low:.4f} to {high:.4f}; precision {self.overall.precision:.4f} recall {self.overall.recall:.4f}"
        yield f"overall F1 {self.overall.f1:.4f}"


def report(gold: Sequence[Gold], predicted: Iterable[Record], texts: Mapping[str, str]) -> Report:
    """The score of `predicted` against `gold`, matched by document; a document without a prediction counts as called irrelevant.

    `texts` are the documents' texts by id: evidence is compared with those that are given.
    """
    found = {record.document: record for record in predicted}
    documents = {coded.document: tally(coded, found.get(coded.document)) for coded in gold}
    judged = [found[document] for document in documents if document in found]
    every = merge(documents.values())
    slots = {slot: count for slot, count in sorted(every.items()) if slot != "dispute"}
    verbatim, altered = _evidence(judged, texts)
    return Report(
        documents, _relevance(gold, found), every.get("dispute", Count()), slots, groups(slots), whole(slots),
        len(documents) - len(judged), verbatim, altered, _interval([whole(slots) for slots in documents.values()]),
    )  # fmt: skip


def _relevance(gold: Sequence[Gold], found: Mapping[str, Record]) -> Count:
    called = {document for document, record in found.items() if record.relevant}
    coded = {one.document for one in gold if one.relevant}
    return Count(len(coded & called), len(coded), len(called & {one.document for one in gold}))


def _evidence(records: Iterable[Record], texts: Mapping[str, str]) -> tuple[int, int]:
    verbatim = altered = 0
    for record in records:
        if (text := texts.get(record.document)) is None:
            continue
        for slot, evidence in (pair for dispute in record.disputes for pair in _quoted(dispute)):
            right = sum(span.stands_in(text) for span in evidence)
            verbatim += right
            altered += len(evidence) - right + (not evidence and slot not in WHOLE)
    return verbatim, altered


def _quoted(dispute: Reported) -> Iterator[tuple[str, Evidence]]:
    yield from ((slot, value.evidence) for slot, value in dispute.values())
    if dispute.workers_involved:
        yield "workers_involved", dispute.workers_involved.evidence
    yield from (("event", event.evidence) for event in dispute.events)


def _interval(counts: Sequence[Count]) -> tuple[float, float]:
    """Limits of 95 % of F1 when the documents are drawn anew with replacement, 400 times with a fixed seed."""
    draw = random.Random(_SEED)
    rows = [(count.credit, count.gold, count.predicted) for count in counts]
    found = []
    for _ in range(_DRAWS if rows else 0):
        credit, gold, predicted = (sum(column) for column in zip(*(draw.choice(rows) for _ in rows), strict=True))
        found.append(Count(credit, int(gold), int(predicted)).f1)
    found.sort()
    tail = len(found) // 40
    return (found[tail], found[-1 - tail]) if found else (0.0, 0.0)


def _figures(count: Count) -> dict[str, float]:
    return {
        "precision": round(count.precision, 6), "recall": round(count.recall, 6), "f1": round(count.f1, 6),
        "credit": round(count.credit, 6), "gold": count.gold, "predicted": count.predicted,
    }  # fmt: skip


def _line(name: str, count: Count) -> str:
    figures = f"{name:<18} P {count.precision:.3f}  R {count.recall:.3f}  F1 {count.f1:.3f}"
    return f"{figures}   credit {count.credit:.1f} of gold {count.gold}, predicted {count.predicted}"
