"""The dispute, derived from claims, judgements and corrections; never edited in place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from picketline.model.claim import Claim


@dataclass(frozen=True, slots=True)
class Choice:
    """The claim that stands for a property, the rival claims beside it, and the rule that chose (in words); of what changes with time
    (status, outcome) also how it stood `earlier`, which is no rival."""

    claim: Claim
    rivals: tuple[Claim, ...] = ()
    rule: str = ""
    agreeing: tuple[Claim, ...] = ()
    earlier: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Dispute:
    """One dispute of the ledger: `id` is `D-` and a hash of its first report and place in it; `subjects` are the disputes as
    reported (`document#local id`) that it joins, first report first; `claims` all that they say, corrections applied;
    `chosen` the choices for each property: one for single properties, one a value for sets, one an event for `event` (in date order);
    `published` the dates (EDTF) of its documents, where they are known.
    """

    id: str
    subjects: tuple[str, ...]
    claims: tuple[Claim, ...]
    chosen: Mapping[str, tuple[Choice, ...]] = field(default_factory=lambda: MappingProxyType({}))
    published: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def documents(self) -> tuple[str, ...]:
        """The ids of the documents that report it, first report first."""
        return tuple(dict.fromkeys(subject.split("#", 1)[0] for subject in self.subjects))

    def choice(self, name: str) -> Choice | None:
        """The first choice for a property, or None where nothing is claimed."""
        return next(iter(self.chosen.get(name, ())), None)

    def value(self, name: str) -> object:
        """The chosen value of a single property, or None."""
        choice = self.choice(name)
        return None if choice is None else choice.claim.value.get("value")

    def all(self, name: str) -> tuple[str, ...]:
        """The chosen values of a set property, such as `employer`."""
        return tuple(str(choice.claim.value.get("value")) for choice in self.chosen.get(name, ()))
