"""Exports without the names of private persons: "person 1", "person 2" in their place, in values, quotes, titles and addresses alike.

Who is private is told in `private`. The numbers follow the order in which a dispute's reports name the persons, so that the same ledger
gives the same file; one person has another number in another dispute. Offsets are moved: `start` and `end` are those of the
redacted text, in which every quote stands. The ids of claims are made from what they say, so those of redacted claims differ from
the ledger's; the ids and hashes of reports stay, and name the original bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from picketline.export.private import private_persons
from picketline.lang import pack
from picketline.ledger import Decision, Ledger, Source, Step
from picketline.model import Choice, Claim, Dispute, Document, Span
from picketline.text.names import lexicon

SINGLE = 4
"""Letters that a lone given name must have to be replaced; family names need three."""


@dataclass(frozen=True, slots=True)
class Move:
    """What was replaced in a text: `cuts` are the old ranges with the change of length that each brings."""

    text: str
    cuts: tuple[tuple[int, int, int], ...]

    def span(self, span: Span) -> Span:
        """The range in the new text; a range that cut a name is widened to all of its placeholder."""
        return Span.of(self.text, self._at(span.start, first=True), self._at(span.end, first=False))

    def _at(self, offset: int, first: bool) -> int:
        moved = 0
        for start, end, change in self.cuts:
            if end <= offset:
                moved += change
            elif start < offset:
                return start + moved if first else end + moved + change
        return offset + moved


class Redaction:
    """The private persons of one dispute, hidden."""

    def __init__(self, dispute: Dispute, documents: Iterable[Document], said: Sequence[Claim]) -> None:
        """`said` is all that is claimed in the documents, of other disputes too: it tells what else is named there."""
        read = {document.id: document for document in documents}
        self.persons = private_persons(said, list(read.values()))
        self._placeholders = _placeholders(self.persons, said)
        self._pattern = _pattern(self._placeholders)
        self._moves = {name: self.move(document.text) for name, document in read.items()}
        self.documents = tuple(map(self._document, read.values()))
        self.dispute = self.of(dispute)

    def words(self, text: str) -> str:
        """A text with placeholders."""
        return self.move(text).text

    def move(self, text: str) -> Move:
        """A text with placeholders, and how offsets move."""
        if self._pattern is None:
            return Move(text, ())
        found = [(match.span(), self._placeholders[_folded(match[0])]) for match in self._pattern.finditer(text) if _is_name(match, text)]
        out, last = list[str](), 0
        for (start, end), instead in found:
            out += [text[last:start], instead]
            last = end
        return Move("".join([*out, text[last:]]), tuple((start, end, len(instead) - (end - start)) for (start, end), instead in found))

    def of(self, dispute: Dispute) -> Dispute:
        """The dispute, or what it was before."""
        chosen = {name: tuple(map(self._choice, choices)) for name, choices in dispute.chosen.items()}
        return replace(dispute, claims=tuple(map(self.claim, dispute.claims)), chosen=MappingProxyType(chosen))

    def _choice(self, choice: Choice) -> Choice:
        rivals, agreeing, earlier = (tuple(map(self.claim, claims)) for claims in (choice.rivals, choice.agreeing, choice.earlier))
        return replace(choice, claim=self.claim(choice.claim), rivals=rivals, agreeing=agreeing, earlier=earlier)

    def claim(self, claim: Claim) -> Claim:
        """A claim of one of the reports."""
        move = self._moves.get(claim.document)
        evidence = tuple(move.span(span) for span in claim.evidence) if move else claim.evidence
        said_by, via = (None if name is None else self.words(name) for name in (claim.said_by, claim.via))
        value = {key: self._value(part) for key, part in claim.value.items()}
        return replace(claim, value=value, evidence=evidence, said_by=said_by, via=via)

    def _value(self, part: object) -> object:
        if isinstance(part, str):
            return self.words(part)
        return [self._value(one) for one in part] if isinstance(part, list | tuple) else part

    def _document(self, document: Document) -> Document:
        move = self._moves[document.id]
        layers = []
        for layer in document.layers:
            if layer.start < layer.end:
                span = move.span(Span.of(document.text, layer.start, layer.end))
                layers.append(replace(layer, start=span.start, end=span.end))
        title, url = (None if words is None else self.words(words) for words in (document.title, document.url))
        return replace(document, text=move.text, title=title, url=url, name=self.words(document.name), layers=tuple(layers), metadata=())

    def source(self, source: Source) -> Source:
        """What is known of a report."""
        title, url, via = (None if words is None else self.words(words) for words in (source.title, source.url, source.via))
        return replace(source, title=title, url=url, via=via, name=self.words(source.name))

    def decision(self, decision: Decision) -> Decision:
        """A decision, its note."""
        return replace(decision, note=self.words(decision.note))


def redaction(ledger: Ledger, dispute: Dispute, *others: Dispute) -> Redaction:
    """The redaction of a dispute of the ledger, over the reports of it and of others that are told of beside it."""
    documents = list(dict.fromkeys(document for one in (dispute, *others) for document in one.documents()))
    corrected = [claim for one in (dispute, *others) for claim in one.claims]
    return Redaction(dispute, map(ledger.document, documents), [*corrected, *(claim for one in documents for claim in ledger.claims(one))])


def redacted(ledger: Ledger, disputes: Iterable[Dispute], sources: Mapping[str, Source]) -> tuple[Iterator[Dispute], Mapping[str, Source]]:
    """The disputes one by one, and the sources of the one that was given last."""
    shown: dict[str, Source] = {}

    def each() -> Iterator[Dispute]:
        for dispute in disputes:
            hidden = redaction(ledger, dispute)
            shown.clear()
            shown.update({document: hidden.source(sources[document]) for document in dispute.documents() if document in sources})
            yield hidden.dispute

    return each(), shown


def redacted_step(ledger: Ledger, step: Step, sources: Mapping[str, Source]) -> tuple[Step, dict[str, Source]]:
    """A step of a story, and its sources."""
    others = [one for one in (step.before, *step.absorbed) if one]
    hidden = redaction(ledger, step.dispute, *others)
    before = None if step.before is None else hidden.of(step.before)
    told = replace(step, dispute=hidden.of(step.dispute), before=before, absorbed=tuple(map(hidden.of, step.absorbed)))
    return told, {document: hidden.source(source) for document, source in sources.items()}


def _placeholders(persons: Iterable[str], said: Iterable[Claim]) -> dict[str, str]:
    """Each way to write a person, folded, with the placeholder: whole names, then family and given names alone."""
    named = tuple(persons)
    numbers = _numbers(named)
    out = {_folded(name): f"person {number}" for name, number in zip(named, numbers, strict=True)}
    others = [str(claim.value.get("value")) for claim in said if claim.property in ("employer", "union", "place")]
    taken = {word for other in others for word in _folded(other).split()}
    common = lexicon(pack("en"))
    for name, number in zip(named, numbers, strict=True):
        words = name.split()
        for word, least in ((words[-1], 3), (words[0], SINGLE)):
            plain = _folded(word)
            if len(word) >= least and plain not in taken | common.openers | common.calendar | common.titles:
                out.setdefault(plain, f"person {number}")
    return out


def _numbers(named: tuple[str, ...]) -> list[int]:
    """A number a person: a name that is the end of an earlier one ("Brook" of "Ana Brook"), or holds it, is the same person's."""
    numbers: list[int] = []
    for at, name in enumerate(named):
        words = _folded(name).split()
        same = next((number for other, number in zip(named[:at], numbers, strict=True) if _one(words, _folded(other).split())), None)
        numbers.append(same if same is not None else max(numbers, default=0) + 1)
    return numbers


def _one(words: list[str], other: list[str]) -> bool:
    short, long = sorted((words, other), key=len)
    return short == long[-len(short) :]


def _is_name(match: re.Match[str], text: str) -> bool:
    """Whether the words are a name: a lone one has a capital, except in an address or a file's name."""
    return " " not in text or match[0] != match[0].lower() or len(_folded(match[0]).split()) > 1


def _folded(words: str) -> str:
    return " ".join(re.split(r"(?:\s|[_+-]|%20)+", words.casefold()))


def _pattern(placeholders: Mapping[str, str]) -> re.Pattern[str] | None:
    """Whole names in any case and however their words are joined, in addresses also; lone names capitalised, or as part of an address."""
    if not placeholders:
        return None
    longest = sorted(placeholders, key=lambda name: (-len(name), name))
    whole = "|".join(r"(?:\s|[_+-]|%20)+".join(map(re.escape, name.split())) for name in longest)
    return re.compile(rf"(?<![^\W_])(?:{whole})(?![^\W_])", re.IGNORECASE)
