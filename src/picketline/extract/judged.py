"""What is judged from a dispute's sentences together: industry and outcome (`standing` has the status)."""

from __future__ import annotations

import numpy as np

from picketline.extract.clauses import clause, sentence_range
from picketline.extract.codes import Columns, stack
from picketline.extract.listed import LEAD, Listed, listed
from picketline.extract.models import Models
from picketline.extract.page import Page, Scope
from picketline.extract.reading import DOCUMENT_LABELS, INDUSTRIES, OUTCOMES
from picketline.extract.standing import scores, standing
from picketline.model.record import Value
from picketline.model.span import Evidence


def industry(page: Page, scope: Scope, models: Models) -> Value | None:
    """The ISIC section of the workers' activity."""
    return _judged(page, scope, models, "industry", INDUSTRIES)


def outcome(page: Page, scope: Scope, models: Models) -> Value | None:
    """What came of a dispute that is over; None where nothing is told."""
    return _judged(page, scope, models, "outcome", OUTCOMES[:-1])


def _judged(page: Page, scope: Scope, models: Models, name: str, codes: tuple[str, ...]) -> Value | None:
    if not scope:
        return None
    columns, found = features(page, scope, name, codes)
    likely = models.forests[name].probabilities(stack(columns, models.forests[name]))
    best = int(np.argmax(likely))
    if likely[best] < models.threshold(name, "threshold"):
        return None
    return Value(codes[best], _shown(page, scope, found, name, codes[best]), confidence=round(float(likely[best]), 3))


def features(page: Page, scope: Scope, name: str, codes: tuple[str, ...]) -> tuple[Columns, Listed]:
    """One row a code: the net's shares over the document and over the scope's sentences, word lists, and how events stand."""
    rows, count = list(scope), len(codes)
    net = scores(page, rows, [f"{name}:{code}" for code in codes])
    told = page.reading.sentence("evidence")[rows].astype(np.float64) + 1e-3
    document = np.array([page.reading.document[DOCUMENT_LABELS.index(f"{name}:{code}")] for code in codes], dtype=np.float64)
    found = listed(page, scope, {"industry": "industries"}.get(name, name), codes)
    hits, mean = found.counts.sum(0), (net * told[:, None]).sum(0) / told.sum()
    kinds = np.array([float(len({page.text[hit.start : hit.end].casefold() for hit, _ in found.of(code)})) for code in codes])
    wide = np.ones(count)
    columns = {
        "document": document,
        "mean": mean,
        "top": net.max(0),
        "first": net[0],
        "last": net[-1],
        "rank": (-mean - document).argsort(kind="stable").argsort(kind="stable").astype(np.float64),
        "gap": mean - np.sort(mean)[-2] if count > 1 else mean,
        "hits": hits,
        "hit_share": hits / max(1.0, float(hits.sum())),
        "hit_lead": found.counts[:LEAD].sum(0),
        "hit_told": (found.counts * told[:, None]).sum(0),
        "kinds": kinds,
        "kind_share": kinds / max(1.0, float(kinds.sum())),
        "hit_rank": (-hits).argsort(kind="stable").argsort(kind="stable").astype(np.float64),
        "size": wide * len(rows),
        "several": wide * page.reading.says("several"),
    }
    columns |= {f"is_{code}": (np.arange(count) == k).astype(np.float64) for k, code in enumerate(codes)}
    if name == "outcome":
        columns |= {key: wide * value for key, value in standing(page, scope).items()}
        columns |= {f"hits_{code}": wide * hits[k] for k, code in enumerate(codes)}
        columns |= {f"mean_{code}": wide * mean[k] for k, code in enumerate(codes)}
    return columns, found


def _shown(page: Page, scope: Scope, found: Listed, name: str, code: str) -> Evidence:
    """The clause whose listed words show the code best; nothing where no word of the lists does."""
    net = page.reading.sentence(f"{name}:{code}")[list(scope)] * page.reading.sentence("evidence")[list(scope)]
    hits = found.of(code)
    if not hits:
        return ()
    hit, place = max(hits, key=lambda pair: (float(net[pair[1]]), -pair[0].start))
    return (clause(page.text, sentence_range(page, scope[place]), (hit.start, hit.end)),)
