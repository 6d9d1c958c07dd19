"""Building a document's text block by block, with the marks that its format knows."""

from __future__ import annotations

from picketline.model import Layer
from picketline.model.document import LayerKind


class Flow:
    """Blocks of text, a blank line between two; what is set aside comes at the end, so that it parts no sentence.

    >>> flow = Flow()
    >>> flow.block("Crews walked out.")
    >>> flow.aside("Page 1", "page number")
    >>> flow.finished()
    ('Crews walked out.\\n\\nPage 1\\n', (Layer(start=19, end=25, kind='furniture', reason='page number'),))
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._layers: list[Layer] = []
        self._asides: dict[tuple[str, str], None] = {}

    @property
    def position(self) -> int:
        """Where the next block begins."""
        return self._length

    def block(self, words: str, kind: LayerKind | None = None, reason: str = "") -> None:
        """Adds a block (its outer white space is dropped, an empty one is none), marked where a kind is given."""
        words = words.strip()
        if words:
            if kind is not None:
                self._layers.append(Layer(self._length, self._length + len(words), kind, reason))
            self._parts.append(words)
            self._length += len(words) + 2

    def run_on(self, words: str) -> None:
        """Goes on with the last block, after a blank."""
        if self._parts:
            self._parts[-1] += " " + words
            self._length += len(words) + 1
        else:
            self.block(words)

    def aside(self, words: str, reason: str) -> None:
        """Keeps a line that is no part of the report for the end; one that comes again is kept once."""
        self._asides[words.strip(), reason] = None

    def mark(self, start: int, end: int, kind: LayerKind, reason: str) -> None:
        """Marks a stretch, cut to the words in it."""
        if end > start:
            self._layers.append(Layer(start, end, kind, reason))

    def finished(self) -> tuple[str, tuple[Layer, ...]]:
        """The text and its marks."""
        for words, reason in self._asides:
            self.block(words, "furniture", reason)
        self._asides = {}
        text = "\n\n".join(self._parts)
        return (text + "\n" if text else ""), tuple(sorted(self._layers))
