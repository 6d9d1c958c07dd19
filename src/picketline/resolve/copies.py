"""Copies: exact and near-duplicate documents, by MinHash over runs of words.

A copy stays a document; a judgement of kind `document` links it to the one that it copies. rensa's R-MinHash stands behind `digest`
only, with a fixed seed; the bands are ours, so that they can be rows of a ledger's table as well as keys in memory.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from rensa import RMinHash  # type: ignore[import-untyped]  # rensa 0.5 ships no types

from picketline.model.decision import Judgement
from picketline.model.document import Document
from picketline.resolve.index import Index

RUN = 5
"""Words of a run. Two independent reports of one event seldom share a run of five beyond set phrases."""
PERMUTATIONS, BAND, SEED = 256, 4, 19
"""Values of a digest, values of a band, and the seed that every digest is made with."""
COPY = 0.55
"""Part of the runs of two bodies that is shared, from which one is a copy. The estimate's deviation is about .03: pairs that share .7 are
found, pairs that share .3 are not."""
CREDITED = 0.35
"""The same where one credits the other's outlet ("via ...") or both credit one source: then shortened copies count, too."""
METHOD = "model:copies"
_WORD = re.compile(r"\w+")
_LEFT_OUT = frozenset({"furniture", "comment", "caption"})


@dataclass(frozen=True, slots=True)
class Signed:
    """What is kept of a document to find its copies: `digest` is `PERMUTATIONS` numbers of 32 bits, `subject` the document's id."""

    subject: str
    digest: bytes
    published: str | None = None
    outlet: str | None = None
    via: str | None = None

    def bands(self) -> frozenset[str]:
        """The keys by which likely copies find each other: a hash of each `BAND` values with their place."""
        pieces = (self.digest[at : at + BAND * 4] for at in range(0, len(self.digest), BAND * 4))
        return frozenset(f"{n}:{hashlib.blake2b(piece, digest_size=8).hexdigest()}" for n, piece in enumerate(pieces))

    def shared(self, other: Signed) -> float:
        """The estimated part of the runs of both that both have (Jaccard), 0..1."""
        one, two = (np.frombuffer(digest, dtype="<u4") for digest in (self.digest, other.digest))
        return float(np.mean(one == two))


def body(document: Document) -> str:
    """The report's own words: the text without furniture, comments and captions, of which many reports of one outlet have the same."""
    kept, at = [], 0
    for layer in sorted(layer for layer in document.layers if layer.kind in _LEFT_OUT):
        kept.append(document.text[at : layer.start])
        at = max(at, layer.end)
    return " ".join([*kept, document.text[at:]])


def runs(text: str) -> frozenset[str]:
    """Every run of `RUN` words, in small letters; a shorter text is one run.

    >>> len(runs("Dockers at Harwick walked out on Monday"))
    3
    """
    words = _WORD.findall(text.casefold())
    return frozenset(" ".join(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))) if words else frozenset()


def signed(document: Document) -> Signed | None:
    """The document's signature, the same for the same words on every machine; None where it has no words."""
    found = runs(body(document))
    if not found:
        return None
    made = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    made.update(sorted(found))
    return Signed(document.id, struct.pack(f"<{PERMUTATIONS}I", *made.digest()), document.published, document.outlet, document.via)


def copies(new: Iterable[Document], index: Index[Signed]) -> Iterator[Judgement]:
    """The judgements that link new documents to those in the index, which they then join; a document without words is a copy of nothing."""
    for document in new:
        if (made := signed(document)) is None:
            continue
        keys = made.bands()
        for other in index.with_keys(keys):
            shared = round(made.shared(other), 3)
            if other.subject != made.subject and shared >= (CREDITED if credited(made, other) else COPY):
                yield _judgement(made, other, shared)
        index.keep(made, keys)


def credited(a: Signed, b: Signed) -> bool:
    """Whether one names the other's outlet as its source, or both name one."""
    one, other = ({name.casefold() for name in (d.via, d.outlet) if name} for d in (a, b))
    return bool((a.via or b.via) and one & other)


def _judgement(a: Signed, b: Signed, shared: float) -> Judgement:
    original, copy = sorted((a, b), key=lambda s: (s.published or "9999", s.subject))
    credit = f", credited to {copy.via}" if copy.via and credited(a, b) else ""
    reason = f"the same words: {shared:.0%} of their runs of {RUN} words{credit}"
    return Judgement("document", original.subject, copy.subject, True, METHOD, shared, reason, (("shared", shared),))
