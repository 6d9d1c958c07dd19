"""What people decide about disputes, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from picketline.model import Correction, Judgement

DecisionKind = Literal["merge", "split", "accept", "reject", "replace", "add", "same name", "other name", "undo"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of a person: the rows that it added share its `id`. `undoes` is the decision that it takes back;
    `standing` says whether no later decision took this one back. Asked of one dispute, it has the corrections of that dispute's claims, and
    `elsewhere` counts the others."""

    id: str
    kind: DecisionKind
    by: str
    note: str
    recorded_at: str
    judgements: tuple[Judgement, ...] = ()
    corrections: tuple[Correction, ...] = ()
    undoes: str | None = None
    standing: bool = True
    elsewhere: int = 0
