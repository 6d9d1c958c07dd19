"""New names against those that are there: which are one organisation's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from picketline.model.decision import Judgement
from picketline.resolve.blocking import name_keys
from picketline.resolve.compare import DEFAULT
from picketline.resolve.features import SAME_NAME
from picketline.resolve.index import Index
from picketline.resolve.names import Name, across_scripts, likeness
from picketline.resolve.settings import Settings

METHOD = "model:names"


@dataclass(frozen=True, slots=True)
class Called:
    """A name under which it is kept; `subject` is it as written."""

    subject: str
    name: Name


def same_names(new: Iterable[Name], index: Index[Called], settings: Settings = DEFAULT) -> Iterator[Judgement]:
    """Judgements on pairs of names, of new ones with each other and with those in the index, which they then join.

    Names in two scripts that fold to one are a candidate for a person: `same` is false, and the score that of a candidate.
    """
    for found in new:
        keys = name_keys(found)
        for other in index.with_keys(keys):
            like = likeness(found, other.name)
            if found.written != other.subject and like >= SAME_NAME:
                yield _judgement(found, other.name, like, settings)
        index.keep(Called(found.written, found), keys)


def _judgement(a: Name, b: Name, like: float, settings: Settings) -> Judgement:
    left, right = sorted((a.written, b.written))
    if across_scripts(a, b):
        reason = "spelt alike in two scripts: a person must say whether they are one organisation's"
        return Judgement("name", left, right, False, METHOD, settings.candidate, reason, (("likeness", like),))
    return Judgement("name", left, right, True, METHOD, like, _how(a, b, like), (("likeness", like),))


def _how(a: Name, b: Name, like: float) -> str:
    if like == 1.0:
        return "the same name but for its legal form or spelling"
    if like >= 0.95:
        return "one is the other's acronym"
    return "one is part of the other" if a.telling <= b.telling or b.telling <= a.telling else "spelt nearly alike"
