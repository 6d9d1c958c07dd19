"""Uncoded reports as lessons: what nets that have not seen a fold say of them stands in for codes (self-training).

Probabilities are taught as they are, so that what the nets are unsure of stays unsure. A loss that weighs positives by w would teach more
than is said; so what is taught for p is p / (w - (w - 1) p), which such a loss brings back to p.
"""

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from picketline.evaluate.training.fit import BINARY, DOCUMENT_SOFT, EVENTS, SOFT, Example
from picketline.evaluate.training.labels import Array, Labels
from picketline.evaluate.training.net import Logits
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


def apart(out: Logits, told: Logits) -> Tensor:
    """How far one net's answers are from those of the one that teaches it, weighed like the losses by codes (`fit.Plan`).

    What a sentence, its arguments and its links hold counts where the teacher sees an event, or what serves as evidence; an industry,
    status or outcome of the whole where it sees a dispute.
    """
    events = told.scores[:, :EVENTS].sigmoid().amax(1)
    served = told.scores[:, SENTENCE_LABELS.index("evidence")].sigmoid()
    dispute = told.document[:, 0].sigmoid()
    found = _binary(out.tags, told.tags) + _binary(out.begins, told.begins) + 0.5 * _binary(out.triggers, told.triggers)
    found += _binary(out.scores[:, :BINARY], told.scores[:, :BINARY]) + 0.5 * _binary(out.document[:, :2], told.document[:, :2])
    found += 0.3 * sum((_share(out.scores[:, a:b], told.scores[:, a:b], served) for a, b in SOFT), torch.zeros(()))
    found += 0.2 * sum((_share(out.document[:, a:b], told.document[:, a:b], dispute) for a, b in DOCUMENT_SOFT), torch.zeros(()))
    rows = events.split([x.shape[1] for x in told.arguments])
    pairs = zip(out.arguments, told.arguments, rows, strict=True)
    found += torch.stack([_weighed(_each(a, b).sum(2) / 8, r.expand(len(a), -1)) for a, b, r in pairs]).mean()
    links = zip(out.links, told.links, rows, strict=True)
    return found + 0.5 * torch.stack([_weighed(_each(a, b), r[:, None] * r) for a, b, r in links]).mean()


def _each(logit: Tensor, told: Tensor) -> Tensor:
    return F.binary_cross_entropy_with_logits(logit, told.sigmoid(), reduction="none")


def _binary(logit: Tensor, told: Tensor) -> Tensor:
    return _each(logit, told).sum(1).mean()


def _weighed(each: Tensor, weight: Tensor) -> Tensor:
    return (each * weight).sum() / weight.sum().clamp(min=1)


def _share(logit: Tensor, told: Tensor, weight: Tensor) -> Tensor:
    return _weighed(-(told.softmax(1) * F.log_softmax(logit, 1)).sum(1), weight)
