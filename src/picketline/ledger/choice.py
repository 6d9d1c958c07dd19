"""Which claim stands for a property, which stand beside it, and by which rule.

For a property that has one value, the rules of its line in `RULES` are asked in turn, until one leaves a single value. Any other
property is a set: each value is a choice of its own, and the claim that names it best stands for it.
Nothing is dropped: what was not chosen is a rival (it says otherwise) or agrees (it says the same, perhaps less exactly).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from picketline.ledger.agreement import agree, exactness
from picketline.ledger.source import Source
from picketline.ledger.source import independent as sources_of
from picketline.ledger.voices import Voice, voice
from picketline.model import Choice, Claim
from picketline.resolve.people import Named
from picketline.resolve.report import UNSAID

Key = Callable[["Context", Claim], Any]


@dataclass(frozen=True, slots=True)
class Context:
    """What a choice may look at besides the claims: the reports, the dispute's parties, when a person stood for which claim, and what
    persons said of `names`."""

    sources: Mapping[str, Source]
    parties: frozenset[str] = frozenset()
    vouched: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    names: Named = UNSAID

    def agree(self, one: Claim, other: Claim) -> bool:
        """Whether two claims on one property say the same, or one says it only less exactly."""
        return agree(one, other, self.source(one).language, self.names)

    def source(self, claim: Claim) -> Source:
        """The report of a claim."""
        return self.sources.get(claim.document) or Source(claim.document)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule prefers the claims with the largest key; `words` say so when it decided."""

    words: str
    key: Key


def by_person(context: Context, claim: Claim) -> str:
    """A person's value, or one that a person accepted, goes before a machine's, and a later word before an earlier one."""
    return context.vouched.get(claim.id, "") if context.vouched else ""


def by_voice(context: Context, claim: Claim) -> Voice:
    """An official source goes before the report, the report before a party to the dispute."""
    return voice(claim, context.parties, context.source(claim).language)


def by_exactness(_context: Context, claim: Claim) -> float:
    """A day goes before a month, a number before "about"."""
    return exactness(claim)


def by_date(context: Context, claim: Claim) -> str:
    """The latest report goes first."""
    return context.source(claim).published or ""


PERSON = Rule("a person decided", by_person)
VOICE = Rule("an official source before the report, the report before a party", by_voice)
EXACT = Rule("the most exact", by_exactness)
LATEST = Rule("the latest report", by_date)

RULES: Mapping[str, tuple[Rule, ...]] = {
    "started": (PERSON, EXACT, VOICE),
    "ended": (PERSON, LATEST, EXACT, VOICE),
    "status": (PERSON, LATEST, VOICE),
    "outcome": (PERSON, LATEST, VOICE),
    "industry": (PERSON, EXACT, VOICE),
    "workers_involved": (PERSON, VOICE, LATEST, EXACT),
}
"""After these: what most independent sources say, then the first report. A date's or number's less exact forms count with it."""

PASSING = frozenset({"status", "outcome"})
"""Properties that change with time: an earlier report's value is left behind, not contradicted."""


def choose(name: str, claims: Iterable[Claim], context: Context) -> tuple[Choice, ...]:
    """The choices for one property: one a value for a set, one for a single property. `claims` are one or more, first report first."""
    ordered = list(claims)
    if name in RULES:
        return (_single(name, ordered, context),)
    return tuple(_named(group, context) for group in _alike(ordered, context))


def _alike(ordered: Sequence[Claim], context: Context) -> list[list[Claim]]:
    groups: list[list[Claim]] = []
    for claim in ordered:
        group = next((group for group in groups if any(context.agree(claim, other) for other in group)), None)
        if group is None:
            groups.append([claim])
        else:
            group.append(claim)
    return groups


def _named(group: list[Claim], context: Context) -> Choice:
    said = {_written(claim): independent(context, [c for c in group if _written(c) == _written(claim)]) for claim in group}
    best = max(group, key=lambda c: (by_person(context, c), said[_written(c)], len(_written(c))))  # of equals the first report's
    rule = "the only claim" if len(group) == 1 else "the name that most independent sources use, then the fullest"
    return Choice(best, (), PERSON.words if by_person(context, best) else rule, tuple(c for c in group if c is not best))


def _single(name: str, ordered: Sequence[Claim], context: Context) -> Choice:
    left: list[Claim] = list(ordered)
    rule = "the only claim" if len(left) == 1 else "all reports agree"
    for tried in RULES[name]:
        if _one_value(left):
            break
        best = max(tried.key(context, claim) for claim in left)
        kept = [claim for claim in left if tried.key(context, claim) == best]
        rule, left = (tried.words, kept) if len(kept) < len(left) else (rule, left)
    if not _one_value(left):
        rule, left = _by_majority(left, ordered, context)
    chosen = max(left, key=lambda c: by_person(context, c))  # of equals the first report's
    agreeing = tuple(claim for claim in ordered if claim is not chosen and context.agree(claim, chosen))
    others = [claim for claim in ordered if claim is not chosen and claim not in agreeing]
    earlier = tuple(claim for claim in others if name in PASSING and by_date(context, claim) < by_date(context, chosen))
    return Choice(chosen, tuple(claim for claim in others if claim not in earlier), rule, agreeing, earlier)


def _by_majority(left: list[Claim], ordered: Sequence[Claim], context: Context) -> tuple[str, list[Claim]]:
    said = [independent(context, [other for other in ordered if context.agree(other, claim)]) for claim in left]
    most = max(said)
    kept = [claim for claim, sources in zip(left, said, strict=True) if sources == most]
    if _one_value(kept):
        return f"most independent sources ({most} of {independent(context, ordered)})", kept
    return "the first report", kept[:1]


def _one_value(claims: Sequence[Claim]) -> bool:
    return all(dict(claim.value) == dict(claims[0].value) for claim in claims)


def independent(context: Context, claims: Iterable[Claim]) -> int:
    """How many independent sources stand behind the claims."""
    return len(set(sources_of((claim.document for claim in claims), context.sources).values()))


def _written(claim: Claim) -> str:
    return str(claim.value.get("value"))
