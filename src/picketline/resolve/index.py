"""Where new reports and documents find those that may be the same: by keys, in memory or in a table of a ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar


class Keyed(Protocol):
    """A report or a document's signature."""

    @property
    def subject(self) -> str:
        """The id by which judgements name it."""


T = TypeVar("T", bound=Keyed)


class Index(Protocol[T]):
    """Things looked up by keys: `Memory`, or a table of a ledger."""

    def with_keys(self, keys: Iterable[str]) -> Iterable[T]:
        """What is kept under one of the keys, each once."""

    def keep(self, thing: T, keys: Iterable[str]) -> None:
        """Keeps a thing under keys; one that is there already is left alone."""


@dataclass(slots=True)
class Memory(Generic[T]):
    """An index in memory."""

    _things: dict[str, T] = field(default_factory=dict)
    _subjects: dict[str, list[str]] = field(default_factory=dict)

    def with_keys(self, keys: Iterable[str]) -> Iterator[T]:
        """What is kept under one of the keys, by subject."""
        found = {subject for key in keys for subject in self._subjects.get(key, ())}
        return (self._things[subject] for subject in sorted(found))

    def keep(self, thing: T, keys: Iterable[str]) -> None:
        """Keeps a thing under keys; one that is there already is left alone."""
        if thing.subject not in self._things:
            self._things[thing.subject] = thing
            for key in keys:
                self._subjects.setdefault(key, []).append(thing.subject)
