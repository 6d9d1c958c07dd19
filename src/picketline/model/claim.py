"""One value with its evidence, as the ledger keeps it: who says what of which dispute, in which words."""

from __future__ import annotations

import builtins
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from picketline.model.exchange import event_json, quantity_json, value_json
from picketline.model.record import Modality, Record, Reported, Value
from picketline.model.span import Evidence


@dataclass(frozen=True, slots=True)
class Claim:
    """`property` of the dispute `subject` (a document's id, `#`, the dispute's id in it) is `value`, in the words of `evidence`.

    `property` is singular: employer, union, worker, place, form, demand, industry, started, ended, status, outcome,
    workers_involved, event. `value` is the exchange form without its evidence; it is compared, hashed and stored as canonical JSON.
    `method` says what made it: `model:NAME`, `llm:NAME`, `table:MAP`, `person:NAME`.
    """

    document: str
    subject: str
    property: str
    value: Mapping[str, object]
    evidence: Evidence
    said_by: str | None = None
    via: str | None = None
    modality: Modality = "happened"
    method: str = "model:own"
    confidence: float | None = None

    @builtins.property
    def id(self) -> str:
        """`C-` and a hash of the content, so that the same claim is the same row whenever it is made."""
        spans = [(span.start, span.end) for span in self.evidence]
        content = [self.document, self.subject, self.property, dict(self.value), spans, self.said_by, self.via, self.method]
        return content_id("C", content)

    @builtins.property
    def words(self) -> str:
        """The quoted words, several quotes joined by an ellipsis."""
        return " … ".join(span.quote for span in self.evidence)

    @builtins.property
    def forms(self) -> tuple[str, ...]:
        """The value and its aliases, as they are written.

        >>> Claim("S-1", "S-1#d1", "union", {"value": "Unite the Union", "aliases": ["Unite"]}, ()).forms
        ('Unite the Union', 'Unite')
        """
        return written_forms(self.value)


def written_forms(value: Mapping[str, object]) -> tuple[str, ...]:
    """A named value and its aliases, as they are written; the value may be that of a claim or a replacement of it."""
    aliases = value.get("aliases")
    return (str(value.get("value")), *(map(str, aliases) if isinstance(aliases, list | tuple) else ()))


SINGULAR = {"employers": "employer", "unions": "union", "workers": "worker", "places": "place", "forms": "form", "demands": "demand"}


def claims(record: Record, document: str, method: str) -> Iterator[Claim]:
    """The claims that a record makes; `document` is the ledger's id of the document that it was read from."""
    for reported in record.disputes:
        yield from _claims_of(reported, document, f"{document}#{reported.id}", method)


def _claims_of(reported: Reported, document: str, subject: str, method: str) -> Iterator[Claim]:
    for name, value in reported.values():
        content = _bare(value_json(_named(value) if name in ("employers", "unions") else value))
        yield Claim(
            document, subject, SINGULAR.get(name, name), content, value.evidence, value.said_by, value.via,
            method=method, confidence=value.confidence,
        )  # fmt: skip
    if (number := reported.workers_involved) is not None:
        content = _bare(quantity_json(number))
        yield Claim(
            document, subject, "workers_involved", content, number.evidence, number.said_by,
            method=method, confidence=number.confidence,
        )  # fmt: skip
    for event in reported.events:
        content = _bare(event_json(event))
        yield Claim(
            document, subject, "event", content, event.evidence, event.said_by, event.via, event.modality, method, event.confidence,
        )  # fmt: skip


def _named(value: Value) -> Value:
    """An organisation that a machine read, without words that only stand for it in its report: elsewhere "the company" is another one."""
    if value.confidence is None or not value.value[:1].isupper():
        return value
    return replace(value, aliases=tuple(alias for alias in value.aliases if not alias.islower()))


def _bare(value: dict[str, object]) -> dict[str, object]:
    return {key: part for key, part in value.items() if key not in ("evidence", "said_by", "via", "confidence")}


def canonical(content: object) -> str:
    """JSON with sorted keys and no blanks: equal content is equal text."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def content_id(prefix: str, content: object) -> str:
    """`prefix`, a hyphen and 16 hexadecimal digits of the sha256 of the content's canonical JSON.

    >>> content_id("C", {"b": 1, "a": 2}) == content_id("C", {"a": 2, "b": 1})
    True
    """
    return f"{prefix}-{hashlib.sha256(canonical(content).encode()).hexdigest()[:16]}"
