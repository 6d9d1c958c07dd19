"""Events whose quote does not tell them so that `check` believes it: other words of the same sentence are tried before one is given up.

A clause that tells two happenings reads as the stronger one; a part of it may read as the other. The parts are the stretches between
commas, dashes and joining words; the longest that is believed is kept, and one that hangs on the words before it ("to reinstate
those ...") only where no other is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from picketline.check import check
from picketline.check.telling import Teller
from picketline.lang import Pack
from picketline.model.record import Event, Record, Reported
from picketline.model.span import Span

_JOINTS = re.compile(
    r"[,;:–—]\s+|\s+(?=(?:and|but|or|which|who|that|as|after|before|when|while|because|if|unless|to|for|over|in)\s)", re.IGNORECASE
)
_NAME = re.compile(r"[A-Z]\S*\s+$")
"""A word with a capital, before a cut: "and" behind it may join the parts of a name."""
_AND_NAME = re.compile(r"(?:and|in|for|of)\s+[A-Z]")
_HANGING = re.compile(r"(?:to|for|over|in|or)\s", re.IGNORECASE)
WORDS = (3, 25)
SHORTEST = 12
"""Code points of the shortest quote that is tried."""
TRIED = 40
ARGUMENTS = ("date", "count", "amount", "actor", "said_by", "modality")


def mended(text: str, published: str | None, record: Record, pack: Pack, teller: Teller | None = None) -> Record:
    """The record with another quote for each event whose type or modality its quote does not support, where one is found."""
    judge = _Judge(text, published, pack, teller)
    refused = judge.refused(record)
    return replace(record, disputes=tuple(_dispute(judge, one, {e for d, e in refused if d == i}) for i, one in enumerate(record.disputes)))


@dataclass(frozen=True, slots=True)
class _Judge:
    text: str
    published: str | None
    pack: Pack
    teller: Teller | None

    def refused(self, record: Record) -> set[tuple[int, int]]:
        """(dispute, event) of each event whose type or modality is not believed."""
        paths = (found.path.split("/") for found in check(self.text, self.published, record, self.pack, teller=self.teller))
        return {(int(path[2]), int(path[4])) for path in paths if len(path) == 6 and path[5] in ("type", "modality")}


def _dispute(judge: _Judge, dispute: Reported, refused: set[int]) -> Reported:
    if not refused:
        return dispute
    tries = [(number, trial) for number in sorted(refused) for trial in _tries(judge.text, dispute.events[number])]
    failed = {i for _, i in judge.refused(Record("", True, (replace(dispute, events=tuple(trial for _, trial in tries)),)))}
    chosen: dict[int, Event] = {}
    for i, (number, trial) in enumerate(tries):
        if i not in failed:
            chosen.setdefault(number, trial)
    return replace(dispute, events=tuple(chosen.get(number, event) for number, event in enumerate(dispute.events)))


def _tries(text: str, event: Event) -> Iterator[Event]:
    """The event with each part of its quote, longest first; its arguments keep the words that they stood on."""
    span = event.evidence[0]
    joints = (match.end() for match in _JOINTS.finditer(span.quote) if not _within_name(span.quote, match.end()))
    cuts = sorted({span.start, span.end, *(span.start + at for at in joints)})
    parts = [(start, end) for i, start in enumerate(cuts) for end in cuts[i + 1 :] if (start, end) != (span.start, span.end)]
    kept = [part for part in (_trimmed(text, *part) for part in parts) if part is not None]
    basis = {name: event.basis.get(name, event.evidence) for name in ARGUMENTS if getattr(event, name) not in (None, "happened")}
    for start, end in sorted(kept, key=lambda part: (_HANGING.match(text, part[0]) is not None, part[0] - part[1], part[0]))[:TRIED]:
        yield replace(event, evidence=(Span.of(text, start, end), *event.evidence[1:]), basis=basis)


def _within_name(quote: str, at: int) -> bool:
    """Whether a joining word at a place may stand inside a name.

    >>> _within_name("the Bakers and Millers Union agreed", 11)
    True
    """
    return _AND_NAME.match(quote, at) is not None and _NAME.search(quote, max(0, at - 30), at) is not None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    words = text[start:end]
    start += len(words) - len(words.lstrip(" \n\t,;:-–—"))
    end -= len(words) - len(words.rstrip(" \n\t,;:-–—"))
    return (start, end) if end - start >= SHORTEST and WORDS[0] <= len(text[start:end].split()) <= WORDS[1] else None
