"""Word lists found in a text: which label's phrase stands where. One pass over the words, whatever the number of phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

_WORD = re.compile(r"[^\W_]+(?:['’]\w+)?")


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """A phrase of `label` stands at `text[start:end]`."""

    start: int
    end: int
    label: str


@dataclass(slots=True)
class _Node:
    """A word of a phrase: what may follow it (whole words and stems), and the labels whose phrase ends here."""

    words: dict[str, _Node] = field(default_factory=dict)
    stems: dict[str, _Node] = field(default_factory=dict)
    labels: list[str] = field(default_factory=list)

    def after(self, word: str) -> Iterator[_Node]:
        """The nodes that a word leads to."""
        if word in self.words:
            yield self.words[word]
        if self.stems:
            for length in range(2, len(word) + 1):
                if (node := self.stems.get(word[:length])) is not None:
                    yield node


class Phrases:
    """Lists of phrases by label, ready to be found.

    A phrase is one or more words; marks and hyphens between them do not count, nor does case; a star ends a stem.

    >>> lists = Phrases({"strike": ["strik*", "walked out"], "slowdown": ["work to rule"]})
    >>> [hit.label for hit in lists.find("Dockers walked out; others work-to-rule or threaten to strike.")]
    ['strike', 'slowdown', 'strike']
    """

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self.labels = tuple(lists)
        self._root = _Node()
        for label, phrases in lists.items():
            for phrase in phrases:
                self._add(label, phrase)

    def _add(self, label: str, phrase: str) -> None:
        node = self._root
        for part in re.findall(r"[^\W_]+(?:['’]\w+)?\*?", phrase.casefold()):
            branches, key = (node.stems, part[:-1]) if part.endswith("*") else (node.words, part)
            node = branches.setdefault(key, _Node())
        if label not in node.labels:
            node.labels.append(label)

    def find(self, text: str) -> tuple[Hit, ...]:
        """All phrases in a text in order; of two of one label that begin at one word, the longer."""
        words = [(m.start(), m.end(), m.group().casefold().replace("’", "'")) for m in _WORD.finditer(text)]
        found: list[Hit] = []
        for first, (start, _, _) in enumerate(words):
            longest: dict[str, int] = {}
            self._walk(self._root, words, first, longest)
            found.extend(Hit(start, end, label) for label, end in sorted(longest.items()))
        return tuple(found)

    def _walk(self, node: _Node, words: list[tuple[int, int, str]], at: int, longest: dict[str, int]) -> None:
        if at >= len(words):
            return
        _, end, word = words[at]
        for following in node.after(word):
            for label in following.labels:
                longest[label] = max(end, longest.get(label, 0))
            self._walk(following, words, at + 1, longest)
