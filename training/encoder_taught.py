"""Uncoded reports as lessons: what nets that have not seen a fold say of them stands in for codes (self-training).

Probabilities are taught as they are, so that what the nets are unsure of stays unsure. A loss that weighs positives by w would teach more
than is said; so what is taught for p is p / (w - (w - 1) p), which such a loss brings back to p.
"""

from collections.abc import Sequence

import numpy as np

from picketline.evaluate.training.fit import BINARY, Example
from picketline.evaluate.training.labels import Array, Labels
from picketline.extract.reading import EVENT_TYPES, SENTENCE_LABELS, Reading

TAUGHT = {"*": 0.0, "tags": 1.0, "triggers": 1.0, "scores": 1.0, "arguments": 0.5}
"""Weights of the losses: links and whole documents are not taught."""
TOLD = 0.5
"""From this chance of some event on, a sentence's arguments are taught."""
ARGUMENT_POSITIVE = 2.0


def lesson(example: Example, readings: Sequence[Reading], positive: float) -> Example:
    """The report with the mean of the readings as its labels."""

    def mean(name: str) -> Array:
        found: Array = np.mean([getattr(r, name).astype(np.float32) for r in readings], axis=0)
        return found

    scores, document = mean("sentence_scores"), mean("document")
    told = scores[:, : len(EVENT_TYPES)].max(1, initial=0) > TOLD
    served = scores[:, SENTENCE_LABELS.index("evidence")] > TOLD
    scores[:, :BINARY] = lowered(scores[:, :BINARY], positive)
    labels = Labels(
        tags=lowered(mean("tags"), positive),
        begins=lowered(mean("begins"), positive),
        triggers=lowered(mean("triggers"), positive),
        scores=scores,
        served=served,
        links=mean("links"),
        links_known=np.zeros(readings[0].links.shape, np.bool_),
        arguments=lowered(mean("arguments"), ARGUMENT_POSITIVE),
        arguments_known=np.tile(told, (len(readings[0].arguments), 1)),
        relevant=float(document[0]),
        several=float(document[1]),
        industry=document[2:24],
        status=document[24:29],
        outcome=document[29:33],
    )
    return Example(example.id, example.layout, labels, dict(TAUGHT))


def lowered(p: Array, weight: float) -> Array:
    """What a loss that weighs positives by `weight` must be taught to say p."""
    return p / (weight - (weight - 1) * p)
