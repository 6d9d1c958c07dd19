"""Figures for a set of readings against painted labels: best F1 of each head, thresholds chosen on the same rows."""

import numpy as np

from picketline.evaluate.training.labels import Labels
from picketline.extract.reading import ARGUMENTS, DOCUMENT_LABELS, EVENT_TYPES, SENTENCE_LABELS, TAGS, Reading

Pairs = list[tuple[Reading, Labels]]
GROUPS = ("event:", "form:", "demand:", "modality:", "fact:", "attributed", "evidence", "opens")


def average_precision(score: np.ndarray, truth: np.ndarray) -> float:
    """Mean of the precisions at each hit."""
    hits = truth[np.argsort(-score, kind="stable")] > 0
    return float((np.cumsum(hits)[hits] / (np.flatnonzero(hits) + 1)).mean()) if hits.any() else float("nan")


def best_f1(score: np.ndarray, truth: np.ndarray) -> tuple[float, float]:
    """The highest F1 over all thresholds, and its threshold."""
    order = np.argsort(-score, kind="stable")
    hits = np.cumsum(truth[order] > 0)
    if not len(hits) or not hits[-1]:
        return float("nan"), 0.5
    f = 2 * hits / (np.arange(1, len(hits) + 1) + hits[-1])
    best = int(np.argmax(f))
    return float(f[best]), float(score[order[best]])


def report(pairs: Pairs) -> tuple[str, dict[str, float]]:
    """A table of best F1 by label, and one figure a head."""
    rows: list[str] = []
    means: dict[str, float] = {}
    readings, labels = [r for r, _ in pairs], [x for _, x in pairs]

    def head(name: str, columns: tuple[str, ...], scores: np.ndarray, truth: np.ndarray) -> None:
        scores = scores.astype(np.float32)
        each = [
            f"{x} {best_f1(scores[:, i], truth[:, i])[0]:.2f} ({int(truth[:, i].sum())})"
            for i, x in enumerate(columns)
            if truth[:, i].any()
        ]
        means[name], at = best_f1(scores.ravel(), truth.ravel())
        rows.append(f"{name}: pooled {means[name]:.3f} at {at:.2f}; {' '.join(each)}")

    head("tags", TAGS, np.concatenate([r.tags for r in readings]), np.concatenate([x.tags for x in labels]))
    head("triggers", EVENT_TYPES, np.concatenate([r.triggers for r in readings]), np.concatenate([x.triggers for x in labels]))
    scores, truth = np.concatenate([r.sentence_scores for r in readings]), np.concatenate([x.scores for x in labels])
    for prefix in GROUPS:
        c = [i for i, x in enumerate(SENTENCE_LABELS) if x.startswith(prefix)]
        head(prefix.strip(":"), tuple(SENTENCE_LABELS[i].removeprefix(prefix) for i in c), scores[:, c], truth[:, c])
    _pairs_of_sentences(pairs, rows, means)
    for name in ("relevant", "several"):
        means[name], at = best_f1(np.array([r.says(name) for r in readings]), np.array([getattr(x, name) for x in labels]))
        rows.append(f"{name}: F1 {means[name]:.3f} at {at:.2f}")
    for slot in ("industry", "status", "outcome"):
        _shares(slot, pairs, rows, means)
    return "\n".join(rows), means


def _pairs_of_sentences(pairs: Pairs, rows: list[str], means: dict[str, float]) -> None:
    several = [(r, x) for r, x in pairs if x.several]
    apart = np.concatenate([1 - x.links[x.links_known] for _, x in several])
    means["links"] = average_precision(-np.concatenate([r.links[x.links_known] for r, x in several]).astype(np.float32), apart)
    rows.append(f"links, in reports of several: average precision of 'apart' {means['links']:.3f} (share {apart.mean():.3f})")
    for a, name in enumerate(ARGUMENTS):
        score = np.concatenate([r.arguments[a][x.arguments_known[a]].ravel() for r, x in pairs]).astype(np.float32)
        means[name], at = best_f1(score, np.concatenate([x.arguments[a][x.arguments_known[a]].ravel() for _, x in pairs]))
        rows.append(f"argument {name}: F1 {means[name]:.3f} at {at:.2f}")


def _shares(slot: str, pairs: Pairs, rows: list[str], means: dict[str, float]) -> None:
    c = [i for i, x in enumerate(DOCUMENT_LABELS) if x.startswith(slot)]
    s = [i for i, x in enumerate(SENTENCE_LABELS) if x.startswith(slot)]
    means[slot] = float(np.mean([getattr(x, slot)[int(np.argmax(r.document[c]))] > 0 for r, x in pairs if x.relevant]))
    told = [(r.sentence_scores[:, s][x.served].argmax(1), x.scores[:, s][x.served]) for r, x in pairs if x.served.any()]
    right = np.concatenate([t[np.arange(len(t)), p] > 0 for p, t in told])
    rows.append(f"{slot}: right for {means[slot]:.3f} of documents, {right.mean():.3f} of sentences")
