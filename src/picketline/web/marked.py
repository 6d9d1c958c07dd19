"""A report's text as HTML: evidence marked, furniture set apart, pages numbered, everything escaped.

What a browser makes of it has the report's own code points in their order, so that a place in the page is a place in the text: each letter
is shown by one code point, and where a stretch of a very long text is left out, the gap says by `data-skipped` how long it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from picketline.export.spoken import gettext as _
from picketline.export.spoken import ngettext
from picketline.model import Claim, Document
from picketline.web.harmless import BIDI

LONG, HEAD, AROUND = 200_000, 20_000, 1_500
"""Code points from which a text is not shown whole, of its beginning that is, and on either side of a quote."""
UNSHOWN = {**BIDI, 0: "\ufffd"}
"""An HTML parser drops NUL, and makes a lone carriage return a line feed: that one is written as a reference."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    told: str


def marked(document: Document, claims: Iterable[Claim]) -> Markup:
    """The text in pieces: each piece that is quoted by claims is a `<mark>` with their ids, the first piece of a claim is its anchor."""
    quotes = [_Stretch(*one) for one in sorted({(span.start, span.end, claim.id) for claim in claims for span in claim.evidence})]
    asides, pages, text = _layers(document, "furniture"), _layers(document, "page"), document.text
    shown = _shown(text, quotes)
    edges = (edge for one in (*quotes, *asides) for edge in (one.start, one.end))
    cuts = sorted({0, len(text), *edges, *(page.start for page in pages), *(edge for stretch in shown for edge in stretch)})
    seen: set[str] = set()
    out = []
    within = zip(_covering(quotes, cuts), _covering(asides, cuts), _covering([_Stretch(*one, "") for one in shown], cuts), strict=True)
    starts = {page.start: page.told for page in pages}
    for (start, end), (quoted, aside, whole) in zip(pairwise(cuts), within, strict=True):
        out.append(_page(starts[start]) if start in starts else Markup())
        if whole:
            words = escape(text[start:end].translate(UNSHOWN)).replace("\r", Markup("&#13;"))
            out.append(_aside(_quoted(words, list(dict.fromkeys(quoted)), seen), aside))
            seen.update(quoted)
        else:
            out.append(_gap(end - start))
    return Markup().join(out)


def _layers(document: Document, kind: str) -> list[_Stretch]:
    return [_Stretch(layer.start, layer.end, layer.reason) for layer in sorted(document.layers) if layer.kind == kind]


def _shown(text: str, quotes: Sequence[_Stretch]) -> list[tuple[int, int]]:
    """The stretches that are shown: all of a text of usual length, else its beginning and what is around the quotes."""
    if len(text) <= LONG:
        return [(0, len(text))]
    wanted = sorted([(0, HEAD), *((max(0, one.start - AROUND), min(len(text), one.end + AROUND)) for one in quotes)])
    out = [wanted[0]]
    for start, end in wanted[1:]:
        if start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _covering(stretches: Sequence[_Stretch], cuts: Sequence[int]) -> Iterator[list[str]]:
    """What the stretches that cover each piece between two cuts tell, in their order. Stretches begin and end at cuts."""
    waiting = sorted(enumerate(stretches), key=lambda one: one[1].start, reverse=True)
    over: dict[int, _Stretch] = {}
    for start, _end in pairwise(cuts):
        over = {at: one for at, one in over.items() if one.end > start}
        while waiting and waiting[-1][1].start <= start:
            at, one = waiting.pop()
            over.update({at: one} if one.end > start else {})
        yield [over[at].told for at in sorted(over)]


def _quoted(words: Markup, ids: list[str], seen: set[str]) -> Markup:
    if not ids:
        return words
    anchors = Markup().join(Markup('<span id="{}"></span>').format(claim) for claim in ids if claim not in seen)
    return Markup('{}<mark tabindex="0" data-claim="{}">{}</mark>').format(anchors, " ".join(ids), words)


def _aside(words: Markup, reasons: list[str]) -> Markup:
    if not reasons:
        return words
    told = _("set aside: {reason}").format(reason=reasons[0])
    return Markup('<span class="furniture" title="{}" data-reason="{}">{}</span>').format(told, reasons[0], words)


def _page(number: str) -> Markup:
    return Markup('<span class="leaf" id="page-{}" data-page="{}"></span>').format(number, number)


def _gap(skipped: int) -> Markup:
    told = ngettext("%(n)s character is not shown here", "%(n)s characters are not shown here", skipped) % {"n": f"{skipped:,}"}
    return Markup('<span class="gap" data-skipped="{}">[{}]</span>').format(skipped, told)
