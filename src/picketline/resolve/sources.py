"""How many independent sources tell of something: copies, reports of one outlet and reports credited to one are one source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from picketline.model.decision import Judgement
from picketline.model.document import Document
from picketline.resolve.people import Groups, in_force


def independent(documents: Iterable[Document], judgements: Iterable[Judgement]) -> Mapping[str, tuple[str, ...]]:
    """The independent sources: for each the id of its first published document, and the ids of all, first published first.

    A copy is no source of its own, unless a person says that it is no copy; nor is a second report of one outlet, or one credited to a
    source ("via ...") that is there already.
    """
    known = {document.id: document for document in documents}
    ordered = sorted(known.values(), key=lambda document: (document.published or "9999", document.id))
    groups = Groups()
    for left, right in _copies(known, judgements):
        groups.join(left, right)
    first: dict[str, str] = {}
    for document in ordered:
        for outlet in {(document.via or document.outlet or "").casefold()} - {""}:
            groups.join(document.id, first.setdefault(outlet, document.id))
    sources: dict[str, list[str]] = {}
    for document in ordered:
        sources.setdefault(groups.root(document.id), []).append(document.id)
    return {members[0]: tuple(members) for members in sources.values()}


def _copies(known: Mapping[str, Document], judgements: Iterable[Judgement]) -> Iterator[tuple[str, str]]:
    """Pairs of copies by the word that counts: a person's before a machine's, a later one before an earlier."""
    rows = [j for j in in_force(judgements) if j.kind == "document" and j.left in known and j.right in known]
    said: dict[tuple[str, str], bool] = {}
    for row in sorted(rows, key=lambda j: j.by_person()):
        left, right = sorted((row.left, row.right))
        said[left, right] = row.same
    return (pair for pair, same in said.items() if same)
