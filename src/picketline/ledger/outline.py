"""A dispute's outline: the values that figures are counted from, without their words; kept beside its line, so that a large ledger is
counted without being assembled.

It is a `Dispute` like any other, by which the same rules count the same figures; its claims have no evidence, but for the words that a
counting rule quotes. Who asks why a figure is what it is reads the disputes themselves.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from types import MappingProxyType

from picketline.model import Choice, Claim, Dispute, Span

ONES = ("status", "started", "ended", "industry", "outcome", "workers_involved")
SETS = ("form", "place", "demand", "union")


def outlined(dispute: Dispute) -> str:
    """The outline as JSON, for the cache."""
    out: dict[str, object] = {"id": dispute.id}
    for name in (*ONES, *SETS):
        if choices := dispute.chosen.get(name):
            out[name] = [[_bare(choice.claim), *map(_bare, choice.rivals if name == "workers_involved" else ())] for choice in choices]
    out["said"] = [[claim.property, dict(claim.value), claim.words] for claim in _quoted(dispute)]
    if any(claim.method.startswith("table:") for claim in dispute.claims):
        out["method"] = "table:"
    out["published"] = sorted(set(dispute.published.values()))
    return json.dumps({name: value for name, value in out.items() if value}, ensure_ascii=False, separators=(",", ":"))


def _bare(claim: Claim) -> dict[str, object]:
    return {name: value for name, value in claim.value.items() if isinstance(value, str | int | float)}


def _quoted(dispute: Dispute) -> Iterator[Claim]:
    """A listing's segments, and the events at which a number of workers came or went on a day."""
    yield from (claim for claim in dispute.claims if claim.property == "segment")
    for choice in dispute.chosen.get("event", ()):
        claim = choice.claim
        if claim.modality == "happened" and claim.value.get("date") and claim.value.get("count"):
            yield claim


def outline(text: str) -> Dispute:
    """The outline of a dispute out of the cache."""
    told = json.loads(text)
    method, chosen = told.get("method", "model:own"), dict[str, tuple[Choice, ...]]()
    for name in (*ONES, *SETS):
        if rows := told.get(name):
            made = [[_claim(name, method, *value.items()) for value in row] for row in rows]
            chosen[name] = tuple(Choice(claim, tuple(rivals)) for claim, *rivals in made)
    said = [Claim("", "", name, value, _words(words), method=method) for name, value, words in told.get("said", ())]
    if events := tuple(Choice(claim) for claim in said if claim.property == "event"):
        chosen["event"] = events
    claims = (*said, *(choice.claim for choices in chosen.values() for choice in choices))
    published = {str(number): day for number, day in enumerate(told.get("published", ()))}
    return Dispute(told["id"], (), claims, MappingProxyType(chosen), published)


@lru_cache(maxsize=1 << 16)
def _claim(name: str, method: str, *value: tuple[str, object]) -> Claim:
    """A value that many disputes share is one claim in memory."""
    return Claim("", "", name, dict(value), (), method=method)


def _words(words: str) -> tuple[Span, ...]:
    return (Span(0, len(words), words),) if words else ()
