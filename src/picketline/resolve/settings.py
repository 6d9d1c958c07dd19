"""What a ledger may set about merging."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """`lull_days`: stoppages further apart than this are two disputes; by the ILO resolution of 1993 (paragraph 12) stoppages of one
    dispute lie "no more than two months" apart. None for no such rule.

    From a score of `same` on two reports tell of one dispute; from `candidate` on a person should look; judgements below `keep` are not
    worth keeping.
    """

    lull_days: int | None = 62
    same: float = 0.5
    candidate: float = 0.3
    keep: float = 0.02
