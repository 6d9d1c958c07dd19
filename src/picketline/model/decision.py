"""What machines and people decide about claims and disputes: rows that are added and never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from picketline.model.claim import content_id

Kind = Literal["dispute", "document", "name"]
Verdict = Literal["accept", "reject", "replace", "add"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """`left` and `right` are the same (or not): two disputes as reported, two documents, or two names.

    `score` lies in 0..1; `features` and `reason` explain it in a table and in a sentence. `method` is `model:NAME` or
    `person:NAME`: a person's word always wins over a machine's, a later one of a person over an earlier one.
    `undoes` is the id of the judgement that this one takes back.
    """

    kind: Kind
    left: str
    right: str
    same: bool
    method: str
    score: float = 1.0
    reason: str = ""
    features: tuple[tuple[str, float], ...] = ()
    recorded_at: str = ""
    undoes: str | None = None

    @property
    def id(self) -> str:
        """`J-` and a hash of what is judged and by whom; a person's also of the time, so that a change of mind is a row of its own."""
        content: list[object] = [self.kind, *sorted((self.left, self.right)), self.same, self.method, self.undoes]
        return content_id("J", [*content, self.recorded_at] if self.by_person() else content)

    def by_person(self) -> bool:
        """Whether a person decided."""
        return self.method.startswith("person:")


@dataclass(frozen=True, slots=True)
class Correction:
    """A person accepts, rejects or replaces a claim, which stays, or adds one of their own. `value` is the new content of a replacement."""

    claim: str
    verdict: Verdict
    by: str
    value: Mapping[str, object] | None = None
    note: str = ""
    recorded_at: str = ""
    undoes: str | None = None

    @property
    def id(self) -> str:
        """`K-` and a hash of the decision."""
        value = None if self.value is None else dict(self.value)
        return content_id("K", [self.claim, self.verdict, self.by, value, self.note, self.recorded_at, self.undoes])
