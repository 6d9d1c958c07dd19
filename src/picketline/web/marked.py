"""A report's text as HTML: evidence marked, furniture set apart, everything escaped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from picketline.model import Claim, Document

BIDI = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"), "\ufffd")
"""Marks that would reorder what a reader sees are shown as replacement characters; the text itself is unchanged."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    told: str

    def holds(self, start: int, end: int) -> bool:
        return self.start <= start and end <= self.end


def marked(document: Document, claims: Iterable[Claim]) -> Markup:
    """The text in pieces: each piece that is quoted by claims is a `<mark>` with their ids, the first piece of a claim is its anchor."""
    quoted = sorted({(span.start, span.end, claim.id) for claim in claims for span in claim.evidence})
    quotes = [_Stretch(*one) for one in quoted]
    furniture = [_Stretch(layer.start, layer.end, layer.reason) for layer in document.layers if layer.kind == "furniture"]
    cuts = sorted({0, len(document.text), *(edge for one in (*quotes, *furniture) for edge in (one.start, one.end))})
    seen: set[str] = set()
    out = []
    for start, end in pairwise(cuts):
        words = escape(document.text[start:end].translate(BIDI))
        ids = list(dict.fromkeys(quote.told for quote in quotes if quote.holds(start, end)))
        aside = next((stretch for stretch in furniture if stretch.holds(start, end)), None)
        out.append(_aside(_quoted(words, ids, seen), aside))
        seen.update(ids)
    return Markup("").join(out)


def _quoted(words: Markup, ids: list[str], seen: set[str]) -> Markup:
    if not ids:
        return words
    anchors = Markup("").join(Markup('<span id="{}"></span>').format(claim) for claim in ids if claim not in seen)
    return Markup('{}<mark tabindex="0" data-claim="{}">{}</mark>').format(anchors, " ".join(ids), words)


def _aside(words: Markup, stretch: _Stretch | None) -> Markup:
    return words if stretch is None else Markup('<span class="furniture" title="{}">{}</span>').format(f"set aside: {stretch.told}", words)
