"""Rival accounts side by side: each value once, with all who say it and how many independent sources they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from picketline.ledger.source import Source, independent
from picketline.model import Choice, Claim
from picketline.model.claim import canonical


@dataclass(frozen=True, slots=True)
class Side:
    """One account: the claims that give it, the first of which stands for it, and the number of independent sources behind them."""

    claims: tuple[Claim, ...]
    sources: int

    @property
    def claim(self) -> Claim:
        """The claim that stands for the account."""
        return self.claims[0]


def sides(choice: Choice, sources: Mapping[str, Source]) -> tuple[Side, ...]:
    """What stands, with all that agrees with it; then each rival value, those of most independent sources first."""
    rivals: dict[str, list[Claim]] = {}
    for claim in choice.rivals:
        rivals.setdefault(canonical([dict(claim.value), claim.modality]), []).append(claim)
    stands, *others = (_side(claims, sources) for claims in ([choice.claim, *choice.agreeing], *rivals.values()))
    return stands, *sorted(others, key=lambda side: -side.sources)


def _side(claims: list[Claim], sources: Mapping[str, Source]) -> Side:
    return Side(tuple(claims), len(set(independent((claim.document for claim in claims), sources).values())))
