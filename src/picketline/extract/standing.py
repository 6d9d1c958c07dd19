"""How a dispute stands at the report's date: to come, under way, over, called off."""

from __future__ import annotations

import numpy as np

from picketline.extract.clauses import clause, sentence_range
from picketline.extract.linear import probabilities
from picketline.extract.listed import LEAD, Floats, listed, nearness
from picketline.extract.models import Models
from picketline.extract.page import Page, Scope
from picketline.extract.reading import DOCUMENT_LABELS, OUTCOMES, SENTENCE_LABELS, STATUSES
from picketline.model.record import Value
from picketline.model.span import Evidence

NOTHING = "none"
"""The class of disputes of which no status is told."""
OVER = ("ended", "averted")
"""Statuses of disputes that have an outcome."""
TELLING = (
    "event:action_started", "event:action_ended", "event:action_threatened", "event:protest", "event:negotiation", "event:offer",
    "event:rejection", "event:agreement", "event:return_to_work", "event:lockout",
)  # fmt: skip
"""Types of events that say how a dispute stands."""
FURTHER = ("modality:happened", "modality:planned", "modality:threatened", "fact:ended", "fact:started", "form:strike", "form:protest")
STOPPAGES = ("strike", "lockout", "slowdown", "occupation", "boycott")
CUES = ("coming", "over", "under_way", "past", "brief")
"""Kinds of cue in the pack's `standing` lists."""
NEAR = 40
"""Code points between a stoppage's word and a cue that may belong to it."""


def status(page: Page, scope: Scope, models: Models) -> Value | None:
    """How the dispute stands at the report's date; None where the sentences do not say."""
    if not scope:
        return None
    likely = probabilities(models.settings["status.linear"], (*STATUSES, NOTHING), features(page, scope))[:-1]
    best = int(np.argmax(likely))
    if likely[best] < models.threshold("status", "threshold"):
        return None
    return Value(STATUSES[best], _shown(page, scope, STATUSES[best]), confidence=round(float(likely[best]), 3))


def features(page: Page, scope: Scope) -> dict[str, float]:
    """The net's shares of each status over document and scope, word lists, and how the events told there stand."""
    rows = list(scope)
    net = scores(page, rows, [f"status:{code}" for code in STATUSES])
    told = page.reading.sentence("evidence")[rows].astype(np.float64) + 1e-3
    counts = listed(page, scope, "status", STATUSES).counts
    out = standing(page, scope)
    for k, code in enumerate(STATUSES):
        out |= {
            f"document_{code}": float(page.reading.document[DOCUMENT_LABELS.index(f"status:{code}")]),
            f"told_{code}": float((net[:, k] * told).sum() / told.sum()),
            f"top_{code}": float(net[:, k].max()),
            f"first_{code}": float(net[0, k]),
            f"last_{code}": float(net[-1, k]),
            f"hits_{code}": float(counts[:, k].sum()),
            f"hits_lead_{code}": float(counts[:LEAD, k].sum()),
        }
    return out


def standing(page: Page, scope: Scope) -> dict[str, float]:
    """What the events told in the sentences, and the words beside each stoppage, say of how things stand."""
    rows = list(scope)
    labels = (*TELLING, *FURTHER)
    table = scores(page, rows, labels)
    top = {f"top_{label.replace(':', '_')}": float(value) for label, value in zip(labels, table.max(0), strict=True)}
    lead = {f"lead_{label.replace(':', '_')}": float(value) for label, value in zip(TELLING, table[:LEAD].max(0), strict=False)}
    ends = [f"{name}:{code}" for name, codes in (("status", STATUSES), ("outcome", OUTCOMES)) for code in codes]
    shares = {f"share_{label.replace(':', '_')}": float(value) for label, value in zip(ends, scores(page, rows, ends).mean(0), strict=True)}
    found = {"published": float(page.published is not None), "size": float(len(rows)), "several": page.reading.says("several")}
    return top | lead | shares | found | _beside(page, scope)


def scores(page: Page, rows: list[int], labels: tuple[str, ...] | list[str]) -> Floats:
    """The net's scores [rows, labels] of some sentences."""
    return page.reading.sentence_scores[np.ix_(rows, [SENTENCE_LABELS.index(label) for label in labels])].astype(np.float64)


def _beside(page: Page, scope: Scope) -> dict[str, float]:
    """For each kind of cue: how near it stands to the stoppages named in the sentences, on the whole and for the first ones."""
    strikes, cues = listed(page, scope, "forms", STOPPAGES), listed(page, scope, "standing", CUES)
    table = nearness(strikes, cues, NEAR)
    heading = [n for n, place in enumerate(strikes.places) if place == 0]
    out = {"strikes": float(len(strikes.hits)), "strikes_first": float(len(heading))}
    for k, cue in enumerate(CUES):
        out[f"near_{cue}"] = float(table[:, k].mean())
        out[f"near_first_{cue}"] = float(table[0, k])
        out[f"near_second_{cue}"] = float(table[min(1, len(table) - 1), k])
        out[f"near_heading_{cue}"] = float(table[heading, k].max()) if heading else 0.0
    return out


def _shown(page: Page, scope: Scope, code: str) -> Evidence:
    """The clause whose listed words show the status best; nothing where no word of the lists does."""
    net = page.reading.sentence(f"status:{code}")[list(scope)] * page.reading.sentence("evidence")[list(scope)]
    hits = listed(page, scope, "status", STATUSES).of(code)
    if not hits:
        return ()
    hit, place = max(hits, key=lambda pair: (float(net[pair[1]]), -pair[0].start))
    return (clause(page.text, sentence_range(page, scope[place]), (hit.start, hit.end)),)
