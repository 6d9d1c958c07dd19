"""Which reported disputes are one, and which id each has: from judgements alone, in whatever order they came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from picketline.ledger.source import Source, subject_order
from picketline.model import Judgement
from picketline.model.claim import content_id
from picketline.resolve.cluster import clusters
from picketline.resolve.report import Report

Part = tuple[str, ...]


def own_id(subject: str) -> str:
    """The id of a dispute whose first report is `subject`.

    >>> own_id("S-8c85540c25b80dfa#d1")
    'D-b186ec053baa626a'
    """
    return content_id("D", subject)


def apart_id(subject: str) -> str:
    """The id of a part whose first report is `subject`, where a split left that subject's own id with a larger part."""
    return content_id("D", [subject, "apart"])


def named_parts(subjects: Iterable[str], judgements: Sequence[Judgement], sources: Mapping[str, Source]) -> Mapping[str, Part]:
    """The disputes by id, each the subjects that it joins, first report first.

    The id comes from the first report. Where a person's "not the same" divides what would be one dispute, the larger part keeps the
    id (of equal ones that with the first report); another part is named by its own first report.
    """
    ordered = sorted(set(subjects), key=lambda subject: subject_order(subject, sources))
    parts = partition(ordered, judgements, sources)
    undivided = [j for j in judgements if j.same or not j.by_person()]
    wholes = parts if len(undivided) == len(judgements) else partition(ordered, undivided, sources)
    kept: dict[Part, str] = {}
    for whole in wholes:
        heir = max(parts, key=lambda part: (len(set(part) & set(whole)), whole[0] in part, -ordered.index(part[0])))
        kept.setdefault(heir, own_id(whole[0]))
    taken = set(kept.values())
    return {kept.get(part) or _free(part[0], taken): part for part in parts}


def _free(subject: str, taken: set[str]) -> str:
    return apart_id(subject) if own_id(subject) in taken else own_id(subject)


def handles(named: Mapping[str, Part]) -> Mapping[str, str]:
    """Every id that one of these disputes has, had or could have had, and the id that it leads to now."""
    out = {make(subject): dispute for dispute, part in named.items() for subject in part for make in (own_id, apart_id)}
    return {**out, **{dispute: dispute for dispute in named}}


def components(subjects: Iterable[str], judgements: Iterable[Judgement]) -> tuple[Part, ...]:
    """Subjects that some chain of "same" judgements connects, whoever judged: no dispute reaches beyond its component."""
    leader = {subject: subject for subject in subjects}

    def lead(subject: str) -> str:
        while leader[subject] != subject:
            leader[subject] = leader[leader[subject]]
            subject = leader[subject]
        return subject

    for judgement in judgements:
        if judgement.kind == "dispute" and judgement.same and judgement.left in leader and judgement.right in leader:
            one, other = sorted((lead(judgement.left), lead(judgement.right)))
            leader[other] = one
    groups: dict[str, list[str]] = {}
    for subject in sorted(leader):
        groups.setdefault(lead(subject), []).append(subject)
    return tuple(tuple(group) for group in groups.values())


def partition(ordered: Sequence[str], judgements: Iterable[Judgement], sources: Mapping[str, Source]) -> tuple[Part, ...]:
    """The subjects in the parts that `resolve` makes of the judgements, each in the given order."""
    reports = [Report(subject, document := subject.split("#", 1)[0], _published(document, sources)) for subject in ordered]
    parts: dict[str, list[str]] = {}
    keys = clusters(reports, judgements)
    for subject in ordered:
        parts.setdefault(keys[subject], []).append(subject)
    return tuple(tuple(part) for part in parts.values())


def _published(document: str, sources: Mapping[str, Source]) -> str | None:
    source = sources.get(document)
    return source.published if source else None
