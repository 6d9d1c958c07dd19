"""Words in each other's place: a piece that is a whole word gives way to one whose base vector stands near its own.

"Monday" becomes "Tuesday", "500" "600", "wages" "salary": what a net has learnt by heart of a report no longer holds, and a net that
teaches says of the new words what it thinks of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np
import torch
from tokenizers import Tokenizer

from picketline.evaluate.training.fit import Example
from picketline.extract.windows import Window

FIRST = 1996
"""The first piece that is a word; marks and single letters stand before."""
SHORT = 3
"""Words of so few letters stay: most of them hold a sentence together."""
MANY, LIKE = 8, 0.4
"""How many near words stand for one, at most, and how near (cosine)."""


class Near:
    """Gives examples some of whose words are others; a seed settles which."""

    def __init__(self, vectors: torch.Tensor, tok: Tokenizer) -> None:
        words = sorted((number, word) for word, number in tok.get_vocab().items() if number >= FIRST and not word.startswith("##"))
        self.seed(0)
        self.goes_on = np.zeros(tok.get_vocab_size(), np.bool_)
        self.goes_on[[number for word, number in tok.get_vocab().items() if word.startswith("##")]] = True
        self.near = np.tile(np.arange(tok.get_vocab_size())[:, None], MANY)
        for numbers in ([n for n, word in words if word.isdigit()], [n for n, word in words if word.isalpha() and len(word) > SHORT]):
            self.near[numbers] = nearest(vectors, np.array(numbers))

    def seed(self, number: int) -> None:
        """Begins anew with what settles the swaps."""
        self.random = np.random.default_rng(number)

    def swapped(self, examples: Iterable[Example], share: float) -> Iterator[Example]:
        """The examples with that share of their words swapped."""
        for e in examples:
            yield replace(e, layout=replace(e.layout, windows=tuple(self._window(w, share) for w in e.layout.windows)))

    def _window(self, window: Window, share: float) -> Window:
        pieces = window.pieces
        whole = ~np.r_[self.goes_on[pieces[1:]], False]
        others = self.near[pieces, self.random.integers(MANY, size=len(pieces))]
        return replace(window, pieces=np.where(whole & (self.random.random(len(pieces)) < share), others, pieces))


@torch.no_grad()
def nearest(vectors: torch.Tensor, numbers: np.ndarray) -> np.ndarray:
    """For each number those [N, MANY] of the others whose vectors are nearest; itself in place of those that are too far."""
    v = vectors[numbers] - vectors[FIRST:].mean(0)
    v = torch.nn.functional.normalize(v, dim=1)
    found = []
    for part in torch.arange(len(v)).split(2000):
        alike = v[part] @ v.T
        alike[torch.arange(len(part)), part] = -1
        most = alike.topk(min(MANY, len(v) - 1), dim=1)
        found.append(torch.where(most.values > LIKE, most.indices, part[:, None]))
    return numbers[torch.cat(found).numpy()]
