"""New reports against those that are there: judgements out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from picketline.model.decision import Judgement
from picketline.resolve.blocking import asked, kept
from picketline.resolve.compare import DEFAULT, Weights, explain, lull, weigh
from picketline.resolve.index import Index
from picketline.resolve.report import Report
from picketline.resolve.settings import Settings

METHOD = "model:resolve"


def judgements(new: Iterable[Report], index: Index[Report], settings: Settings = DEFAULT, by: Weights | None = None) -> Iterator[Judgement]:
    """What each new report has in common with those in the index, which it then joins.

    One judgement a pair whose score reaches `settings.keep`, `same` from `settings.same` on. Two disputes of one document are never
    compared: the document told them apart. The set of judgements is the same in whatever order the reports come.
    """
    for report in new:
        for other in index.with_keys(asked(report)):
            if other.document != report.document and (found := judgement(report, other, settings, by)) is not None:
                yield found
        index.keep(report, kept(report))


def judgement(a: Report, b: Report, settings: Settings = DEFAULT, by: Weights | None = None) -> Judgement | None:
    """The judgement of two reports, or None where they have too little in common to keep it."""
    if lull(a, b, settings) is not None or (weighed := weigh(a, b, settings, by)).score < settings.keep:
        return None
    found = explain(a, b, weighed, by)
    left, right = sorted((a.subject, b.subject))
    same = found.score >= settings.same
    return Judgement("dispute", left, right, same, METHOD, found.score, found.reason, tuple(x for x in found.features if x[1]))
