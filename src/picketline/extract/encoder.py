"""The net at run time: documents in, readings out, on onnxruntime, tokenizers and numpy alone.

A window is run by itself, so a document's reading does not depend on what is read beside it: the quantised encoder scales its
activations by what it is given.
"""

import hashlib
import io
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime  # type: ignore[import-untyped,unused-ignore]
from tokenizers import Tokenizer

from picketline.extract.length import LENGTH
from picketline.extract.reading import ARGUMENTS, EVENT_TYPES, INDUSTRIES, OUTCOMES, SENTENCE_LABELS, STATUSES, TAGS, Reading
from picketline.extract.session import session
from picketline.extract.windows import Layout, Window, lay_out
from picketline.model.errors import ModelError

Array = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]

FILES = ("encoder.onnx", "heads.npz", "tokenizer.json")
_REMEDY = "reinstall picketline, or train again the model that PICKETLINE_MODEL names"
_WIDTH, _REACH = 384, 5
_SENTENCE_PARTS = (SENTENCE_LABELS.index("opens") + 1, len(INDUSTRIES), len(STATUSES), len(OUTCOMES))
_DOCUMENT_PARTS = (2, len(INDUSTRIES), len(STATUSES), len(OUTCOMES))


@dataclass(frozen=True, slots=True, eq=False)
class Net:
    """The shipped net, loaded: `read` gives the reading of a text."""

    session: onnxruntime.InferenceSession
    arrays: dict[str, Array]
    tokenizer: Tokenizer

    @classmethod
    def load(cls, folder: Traversable) -> "Net":
        """The net in a folder; ModelError where a file is missing or is not the one that `hashes.json` names."""
        files = {name: _checked(folder, name) for name in FILES}
        return cls(session(files["encoder.onnx"]), _arrays(files["heads.npz"]), _tokenizer(files["tokenizer.json"]))

    def read(self, text: str) -> Reading:
        """What the net says of a document, or of its first `LENGTH` code points: rows beyond are left out."""
        layout = lay_out(text[:LENGTH], self.tokenizer)
        if not len(layout.words):
            return _nothing()
        words, openings = np.zeros((len(layout.words), _WIDTH), np.float32), []
        for window in layout.windows:
            states = self._states(window)
            openings.append(states[0])
            _pool(words, states, window)
        return _answers(self.arrays, layout, words, np.mean(openings, axis=0))

    def _states(self, window: Window) -> Array:
        a = self.arrays
        embedded = a["word"][window.pieces] * a["word_scale"][window.pieces] + a["position"][: len(window.pieces)]
        embedded += a["shape"][window.shapes] + a["place"][window.places]
        states: Array = self.session.run(["states"], {"embedded": embedded})[0]
        return states


@cache
def net() -> Net:
    """The net that ships with the package, or the one in the folder that PICKETLINE_MODEL names; loaded on first use."""
    own = os.environ.get("PICKETLINE_MODEL")
    return Net.load(Path(own) if own else resources.files("picketline.extract").joinpath("data"))


def read_documents(texts: Iterable[str]) -> Iterator[Reading]:
    """The readings of the texts, in their order, one at a time."""
    return map(net().read, texts)


def _checked(folder: Traversable, name: str) -> bytes:
    try:
        content = folder.joinpath(name).read_bytes()
        named = json.loads(folder.joinpath("hashes.json").read_text(encoding="utf-8"))[name]
    except (OSError, KeyError, ValueError) as error:
        raise ModelError(f"the model file {name} or its hash in {folder} cannot be read: {error}; {_REMEDY}") from error
    found = hashlib.sha256(content).hexdigest()
    if found != named:
        raise ModelError(f"the model file {name} in {folder} has sha256 {found}, not {named}; {_REMEDY}")
    return content


def _arrays(content: bytes) -> dict[str, Array]:
    """Heads and embeddings; all but the large word table as float32."""
    with np.load(io.BytesIO(content), allow_pickle=False) as file:
        return {name: file[name] if name == "word" else file[name].astype(np.float32) for name in file.files}


def _tokenizer(content: bytes) -> Tokenizer:
    made = Tokenizer.from_buffer(content)
    made.no_truncation()
    made.no_padding()
    return made


def _pool(words: Array, states: Array, window: Window) -> None:
    """Adds the mean state of each owned word's pieces to its row."""
    rows = window.words[window.owned]
    if not len(rows):
        return
    firsts = np.flatnonzero(np.r_[True, rows[1:] != rows[:-1]])
    sums = np.add.reduceat(states[window.owned], firsts, axis=0)
    words[rows[firsts]] += sums / np.diff(np.r_[firsts, len(rows)])[:, None]


def _answers(a: dict[str, Array], layout: Layout, words: Array, opening: Array) -> Reading:
    """The heads: all of a document's arrays from its word states."""
    first = np.flatnonzero(np.r_[True, layout.sentence_of[1:] != layout.sentence_of[:-1]])
    held = layout.sentence_of[first]
    vectors = _pooled(_linear(a, "focus", words), words, first, held, len(layout.sentences))
    around = np.concatenate([opening, vectors.mean(0)])
    scores = (
        _pooled(_linear(a, "look", words), _linear(a, "value", words), first, held, len(layout.sentences)) + a["around.weight"] @ around
    )
    tags, begins, triggers = np.split(_sigmoid(_linear(a, "tag", words)), [len(TAGS), 2 * len(TAGS)], axis=1)
    document = _linear(a, "document", np.concatenate([around, vectors.max(0)]))
    spans = np.array([(s.start, s.end) for s in layout.sentences], np.int32).reshape(-1, 2)
    sentence_scores, told = _shares(scores, _SENTENCE_PARTS), _shares(document, _DOCUMENT_PARTS)
    links, arguments = _links(a, vectors), _arguments(a, vectors, words, layout.sentence_of)
    parts = (tags, begins, triggers, sentence_scores, links, arguments, told, vectors)
    return Reading(layout.words, spans, *(x.astype(np.float16) for x in parts))


def _linear(a: dict[str, Array], name: str, x: Array) -> Array:
    return x @ a[f"{name}.weight"].T + a[f"{name}.bias"]


def _pooled(attention: Array, values: Array, first: Rows, held: Rows, count: int) -> Array:
    """Attention-weighted sums of the words of each sentence, [S, values]; `first` are the rows where sentences `held` begin."""
    sizes = np.diff(np.r_[first, len(attention)])
    raised = np.exp(attention - np.repeat(np.maximum.reduceat(attention, first), sizes, axis=0))
    share = raised / np.repeat(np.add.reduceat(raised, first), sizes, axis=0)
    out = np.zeros((count, values.shape[1]), np.float32)
    out[held] = np.add.reduceat(share * values, first)
    return out


def _links(a: dict[str, Array], vectors: Array) -> Array:
    p = _linear(a, "link", vectors)
    p /= np.maximum(np.linalg.norm(p, axis=1, keepdims=True), 1e-12)
    n = np.arange(len(p))
    apart = np.minimum(np.abs(n[:, None] - n), len(a["link_bias"]) - 1)
    return _sigmoid(a["link_scale"] * (p @ p.T) + a["link_bias"][apart])


def _arguments(a: dict[str, Array], vectors: Array, words: Array, sentence_of: Rows) -> npt.NDArray[np.float16]:
    """One relation at a time: the table of all sentences by all words is the largest thing here."""
    ask, answer = _linear(a, "ask", vectors), _linear(a, "answer", words)
    plain, size = _linear(a, "plain", words), ask.shape[1] // len(ARGUMENTS)
    gap = np.clip(sentence_of[None] - np.arange(len(vectors))[:, None], -_REACH, _REACH) + _REACH
    out = np.empty((len(ARGUMENTS), len(vectors), len(words)), np.float16)
    for n in range(len(ARGUMENTS)):
        part = slice(n * size, (n + 1) * size)
        out[n] = _sigmoid(ask[:, part] @ answer[:, part].T / np.float32(size**0.5) + plain[:, n] + a["far"][n][gap])
    return out


def _shares(logits: Array, parts: tuple[int, ...]) -> Array:
    """Independent probabilities for the first part of the last axis, shares that sum to one for each other part."""
    head, *rest = np.split(logits, np.cumsum(parts)[:-1], axis=-1)
    return np.concatenate([_sigmoid(head), *map(_softmax, rest)], axis=-1)


def _sigmoid(x: Array) -> Array:
    return (1 / (1 + np.exp(-np.clip(x, -30, 30)))).astype(np.float32)


def _softmax(x: Array) -> Array:
    raised = np.exp(x - x.max(-1, keepdims=True))
    share: Array = raised / raised.sum(-1, keepdims=True)
    return share


def _nothing() -> Reading:
    """The reading of a text without words."""
    none = np.zeros((0, 2), np.int32)
    tags, triggers = np.zeros((0, len(TAGS)), np.float16), np.zeros((0, len(EVENT_TYPES)), np.float16)
    return Reading(
        none, none, tags, tags, triggers, np.zeros((0, len(SENTENCE_LABELS)), np.float16), np.zeros((0, 0), np.float16),
        np.zeros((len(ARGUMENTS), 0, 0), np.float16), np.zeros(sum(_DOCUMENT_PARTS), np.float16), np.zeros((0, _WIDTH), np.float16),
    )  # fmt: skip
