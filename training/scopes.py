"""The sentences of each coded dispute, as the splitter should find them: what the stages behind it are trained on."""

from __future__ import annotations

from collections.abc import Iterator

from examples import Example

from picketline.extract.page import Scope
from picketline.model.record import Reported
from picketline.model.span import Evidence


def coded(example: Example) -> Iterator[tuple[Reported, Scope]]:
    """The disputes of a coded report, each with its sentences.

    A sentence serves the disputes whose evidence it holds; one that holds none goes on with those of the sentence before it
    (those before the first with the first). A report of one dispute serves it whole.
    """
    disputes = example.gold.disputes if example.gold.relevant else ()
    if len(disputes) == 1:
        yield disputes[0], example.page.everything()
        return
    held = [{_row(example, span.start) for span in evidence(dispute)} for dispute in disputes]
    served = _carried([{d for d, rows in enumerate(held) if row in rows} for row in example.page.everything()])
    for number, dispute in enumerate(disputes):
        yield dispute, tuple(row for row, kept in enumerate(served) if number in kept)


def _carried(served: list[set[int]]) -> list[set[int]]:
    last = next((kept for kept in served if kept), set())
    out = []
    for kept in served:
        last = kept or last
        out.append(last)
    return out


def _row(example: Example, position: int) -> int:
    return example.page.reading.sentence_at(position)


def evidence(dispute: Reported) -> Evidence:
    """All spans that a dispute's values and events quote."""
    values = [value.evidence for _, value in dispute.values()]
    number = [dispute.workers_involved.evidence] if dispute.workers_involved else []
    return tuple(span for spans in (*values, *number, *(event.evidence for event in dispute.events)) for span in spans)
