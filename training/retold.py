"""Uncoded reports as lessons: what a net says of them is what the next one is taught, without the noise of training (self-training)."""

from dataclasses import replace

import numpy as np

from picketline.evaluate.training import fit
from picketline.evaluate.training.labels import Labels
from picketline.evaluate.training.net import Net
from picketline.extract.reading import INDUSTRIES, OUTCOMES, STATUSES, Floats, Reading

WEIGHT = 0.5
"""What a sentence of an uncoded report counts beside one that people coded."""


def lessons(net: Net, examples: list[fit.Example], positive: float) -> list[fit.Example]:
    """The examples with the net's answers as targets; `positive` is the weight of positives in training, which its probabilities hold."""
    found = dict(fit.read(net, examples)) if examples else {}
    return [replace(e, labels=labels(found[e.id], positive), weights={"*": WEIGHT, "links": 0.0}) for e in examples]


def labels(r: Reading, positive: float) -> Labels:
    """Probabilities as targets: what training with weighted positives raised is brought down again, or it would rise with each round."""

    def plain(p: Floats, weight: float = positive) -> np.ndarray:
        q = p.astype(np.float32)
        return q / (q + weight * (1 - q))

    count = len(r.sentences)
    scores = r.sentence_scores.astype(np.float32)
    scores[:, : fit.BINARY] = plain(r.sentence_scores[:, : fit.BINARY])
    document = r.document.astype(np.float32)
    a, b = 2 + len(INDUSTRIES), 2 + len(INDUSTRIES) + len(STATUSES)
    return Labels(
        plain(r.tags), plain(r.begins), plain(r.triggers), scores, np.asarray(r.sentence("evidence") > 0.5),
        np.zeros((count, count), np.float32), np.zeros((count, count), np.bool_), plain(r.arguments, 2.0),
        np.broadcast_to(r.sentence_scores[:, : fit.EVENTS].max(1) > 0.3, r.arguments.shape[:2]).copy(),
        float(document[0]), float(document[1]), document[2:a], document[a:b], document[b : b + len(OUTCOMES)],
    )  # fmt: skip
