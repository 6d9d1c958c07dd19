"""What kind of event quoted words tell, and whether they tell it as something that happened: a small net over word vectors.

It knows nothing of the extraction's net: it is trained by `training/check.py` on the quotes of coded reports and judges quotes alone, so
that the same measure is laid on every backend's events. Its word vectors are those of MiniLM for single words, cut to fewer dimensions.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from picketline.check.clues import MODALITIES, SPECIAL, Clues

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Teller:
    """`table` has the row of each word in `vectors` [words, dimensions]; `nets` are trainings of one net, to be averaged: each has the
    vectors of its own special tokens before the common ones in `words`.

    `types` are the columns of the answers. A type is refused when its probability is below its `least`, a happening when the chance that
    it is only planned or threatened is above `most`.
    """

    table: Mapping[str, int]
    vectors: Floats
    types: tuple[str, ...]
    nets: tuple[Mapping[str, Floats], ...]
    least: Mapping[str, float]
    most: float

    def kinds(self, clues: Clues, modality: str) -> Mapping[str, float]:
        """The probability of each event type."""
        answers = [_softmax(self._kind(n, clues, modality)) for n in range(len(self.nets))]
        return dict(zip(self.types, np.mean(answers, axis=0).tolist(), strict=True))

    def unreal(self, clues: Clues, kind: str) -> float:
        """The probability that an event of this type is told as planned or threatened rather than as happened."""
        marked = np.array([float(kind == name) for name in self.types], np.float32)
        return float(np.mean([1 / (1 + np.exp(-self._mood(n, clues, marked))) for n in range(len(self.nets))]))

    def _kind(self, n: int, clues: Clues, modality: str) -> Floats:
        net = self.nets[n]
        actor = net["words"][list(clues.actor)].mean(axis=0) if clues.actor else np.zeros(self.vectors.shape[1], np.float32)
        said = [float(modality == name) for name in MODALITIES]
        parts = [_pooled(self, n, "quote", clues.quote), actor, np.array([*said, *clues.given, *clues.triggers], np.float32)]
        answer: Floats = net["kind.weight"] @ np.concatenate(parts) + net["kind.bias"]
        return answer

    def _mood(self, n: int, clues: Clues, marked: Floats) -> float:
        parts = [_pooled(self, n, "quote", clues.quote), _pooled(self, n, "before", clues.before), _pooled(self, n, "after", clues.after)]
        flat = np.concatenate([*parts, marked, np.array([*clues.given, *clues.moods, *clues.triggers], np.float32)])
        return float(self.nets[n]["mood.weight"][0] @ flat + self.nets[n]["mood.bias"][0])


@lru_cache(maxsize=4096)
def _pooled(teller: Teller, n: int, name: str, rows: tuple[int, ...]) -> Floats:
    """The strongest answer of each filter over runs of one, two and three words. Kept, for a quote is judged more than once."""
    net, out = teller.nets[n], []
    for width in (1, 2, 3):
        weight, bias = net[f"{name}{width}.weight"], net[f"{name}{width}.bias"]
        edge = (0,) * (width - 1)
        words = net["words"][[*edge, *(rows or (0,)), *edge]]
        windows = sliding_window_view(words, width, axis=0).transpose(0, 2, 1).reshape(len(words) - width + 1, -1)
        out.append(np.maximum(windows @ weight.T + bias, 0).max(axis=0))
    return np.concatenate(out)


def _softmax(values: Floats) -> Floats:
    raised = np.exp(values - values.max())
    return np.asarray(raised / raised.sum(), np.float32)


@cache
def shipped() -> Teller:
    """The teller whose weights ship with the package."""
    return load(resources.files(__package__).joinpath("data", "telling.npz").read_bytes())


def load(data: bytes) -> Teller:
    """A teller from the content of an `.npz` file without pickles, as `training/check.py` writes it."""
    with np.load(io.BytesIO(data), allow_pickle=False) as file:
        words = file["words"].tobytes().decode().split("\n")
        vectors = file["vectors"].astype(np.float32) * file["scale"].astype(np.float32)
        types = tuple(file["types"].tobytes().decode().split("\n"))
        names = sorted(name for name in file.files if "/" in name)
        count = 1 + max(int(name.split("/")[0]) for name in names)
        nets = tuple(
            {name.split("/")[1]: file[name].astype(np.float32) for name in names if name.startswith(f"{n}/")} for n in range(count)
        )
        for net in nets:
            net["words"] = np.concatenate([net["special"], vectors])
        table = {word: row for row, word in enumerate(words, len(SPECIAL))}
        return Teller(table, vectors, types, nets, dict(zip(types, file["least"].tolist(), strict=True)), float(file["most"]))
