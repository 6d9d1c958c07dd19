"""The net in torch: a six-layer encoder and linear heads over words, sentences, pairs of sentences, and the document.

`picketline.extract.encoder` computes the same heads with numpy from the same weights.
"""

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from picketline.extract.reading import ARGUMENTS, DOCUMENT_LABELS, EVENT_TYPES, SENTENCE_LABELS, TAGS
from picketline.extract.windows import PLACES, SHAPES

WIDTH, LAYERS, HEADS = 384, 6, 12
LINK, PAIR, REACH, DISTANCES = 64, 48, 5, 10


@dataclass(slots=True, eq=False)
class Batch:
    """Windows [B, P] of some documents and the index arrays that gather their words and sentences.

    `word_of` gives the row among all words of the batch of each owned piece (else the number of words); `sentence_of` the sentence
    row of each word; `word_splits` and `sentence_splits` the rows per document; `window_document` the document of each window.
    `lower`, where given, holds the states [B, P, WIDTH] below the first layer that learns, computed once.
    """

    pieces: Tensor
    shapes: Tensor
    places: Tensor
    mask: Tensor
    word_of: Tensor
    sentence_of: Tensor
    word_splits: list[int]
    sentence_splits: list[int]
    window_document: Tensor
    lower: Tensor | None = None


class Layer(nn.Module):
    """One transformer layer as in BERT."""

    def __init__(self, dropout: float, width: int = WIDTH, eps: float = 1e-12) -> None:
        super().__init__()
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.inner, self.outer = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=eps), nn.LayerNorm(width, eps=eps)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        b, p, width = x.shape
        q, k, v = self.qkv(x).view(b, p, 3, HEADS, width // HEADS).permute(2, 0, 3, 1, 4)
        mixed = _attended(q, k, v, mask)
        mixed = self.out(mixed.transpose(1, 2).reshape(b, p, width))
        x = self.norm1(x + F.dropout(mixed, self.dropout, self.training))
        deep = self.outer(F.gelu(self.inner(x)))
        return self.norm2(x + F.dropout(deep, self.dropout, self.training))


def _attended(q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> Tensor:
    """What each piece takes from the others [B, HEADS, P, size]; plain products where a CPU learns: the fused way back is slower there.

    The mask says which pieces are seen, or, where it is no truth value, what is added to their scores.
    """
    barred = mask.to(q.dtype) if mask.is_floating_point() else torch.zeros(mask.shape, dtype=q.dtype).masked_fill(~mask, -torch.inf)
    if q.is_cuda or not torch.is_grad_enabled():
        return F.scaled_dot_product_attention(q, k, v, barred if mask.is_floating_point() else mask)
    return torch.softmax((q / q.shape[-1] ** 0.5) @ k.transpose(-1, -2) + barred, -1, dtype=q.dtype) @ v


class Encoder(nn.Module):
    """Word pieces with shape and place to states [B, P, width]."""

    width, depth, eps = WIDTH, LAYERS, 1e-12

    def __init__(self, vocabulary: int = 30522, positions: int = 512, dropout: float = 0.1) -> None:
        super().__init__()
        width = self.width
        self.word = nn.Embedding(vocabulary, width)
        self.position, self.shape, self.place = nn.Embedding(positions, width), nn.Embedding(SHAPES, width), nn.Embedding(PLACES, width)
        self.norm, self.dropout = nn.LayerNorm(width, eps=self.eps), dropout
        self.layers = nn.ModuleList(Layer(dropout, width, self.eps) for _ in range(self.depth))
        for new in (self.shape, self.place):
            nn.init.normal_(new.weight, std=0.01)

    def forward(self, batch: Batch, first: int = 0, last: int | None = None) -> Tensor:
        """States after layer `last` (of all where none is named), from the pieces, or from `batch.lower` after layer `first`."""
        x = batch.lower
        if x is None:
            x = (
                self.word(batch.pieces)
                + self.position.weight[: batch.pieces.shape[1]]
                + self.shape(batch.shapes)
                + self.place(batch.places)
            )
            x = F.dropout(self.norm(x), self.dropout, self.training)
        mask = self.seen(batch.mask)
        for layer in self.layers[first:last]:
            x = layer(x, mask)
        return x

    def seen(self, mask: Tensor) -> Tensor:
        """What pieces [B, P] a layer may look at, as it takes it."""
        return mask[:, None, None, :]

    def load_base(self, path: Path) -> None:
        """Takes the published MiniLM-L6 weights."""
        base = {k.removeprefix("bert."): v for k, v in load_file(path).items()}
        self.word.weight.data = base["embeddings.word_embeddings.weight"]
        self.position.weight.data = base["embeddings.position_embeddings.weight"] + base["embeddings.token_type_embeddings.weight"][0]
        take(self.norm, base, "embeddings.LayerNorm")
        for number, layer in enumerate(self.layers):
            name = f"encoder.layer.{number}"
            for part in ("weight", "bias"):
                stacked = torch.cat([base[f"{name}.attention.self.{x}.{part}"] for x in ("query", "key", "value")])
                getattr(layer.qkv, part).data = stacked
            take(layer.out, base, f"{name}.attention.output.dense")
            take(layer.norm1, base, f"{name}.attention.output.LayerNorm")
            take(layer.inner, base, f"{name}.intermediate.dense")
            take(layer.outer, base, f"{name}.output.dense")
            take(layer.norm2, base, f"{name}.output.LayerNorm")


def take(module: nn.Module, base: dict[str, Tensor], name: str) -> None:
    """Gives a module the weight and bias of a name in published weights."""
    module.weight.data, module.bias.data = base[f"{name}.weight"], base[f"{name}.bias"]


class Heads(nn.Module):
    """Logits from word states. Every matrix here is one array of the shipped weights."""

    def __init__(self, width: int = WIDTH) -> None:
        super().__init__()
        labels = len(SENTENCE_LABELS)
        self.tag = nn.Linear(width, 2 * len(TAGS) + len(EVENT_TYPES))
        self.look, self.value = nn.Linear(width, labels), nn.Linear(width, labels)
        self.around = nn.Linear(2 * width, labels, bias=False)
        self.focus = nn.Linear(width, 1)
        self.link = nn.Linear(width, LINK)
        self.link_scale, self.link_bias = nn.Parameter(torch.tensor(4.0)), nn.Parameter(torch.zeros(DISTANCES))
        self.ask, self.answer = nn.Linear(width, len(ARGUMENTS) * PAIR), nn.Linear(width, len(ARGUMENTS) * PAIR)
        self.plain, self.far = nn.Linear(width, len(ARGUMENTS)), nn.Parameter(torch.zeros(len(ARGUMENTS), 2 * REACH + 1))
        self.document = nn.Linear(3 * width, len(DOCUMENT_LABELS))
        nn.init.constant_(self.tag.bias, -3.0)
        nn.init.constant_(self.value.bias, -2.0)
        nn.init.constant_(self.plain.bias, -3.0)
        nn.init.zeros_(self.around.weight)


@dataclass(slots=True, eq=False)
class Logits:
    """Raw scores, rows of all documents of the batch one after the other; links and arguments one tensor a document."""

    tags: Tensor
    begins: Tensor
    triggers: Tensor
    scores: Tensor
    attention: Tensor
    vectors: Tensor
    links: list[Tensor]
    arguments: list[Tensor]
    document: Tensor


class Net(nn.Module):
    """Encoder and heads; another encoder than the one that ships may stand behind the same heads."""

    def __init__(self, dropout: float = 0.1, encoder: Encoder | None = None) -> None:
        super().__init__()
        self.encoder = encoder or Encoder(dropout=dropout)
        self.heads, self.dropout = Heads(self.encoder.width), dropout

    @property
    def device(self) -> torch.device:
        """Where the weights lie, and so where the work is done."""
        return self.heads.link_scale.device

    def forward(self, batch: Batch, first: int = 0) -> Logits:
        """Logits of a batch; `first` is the layer that `batch.lower` feeds."""
        with torch.autocast(batch.pieces.device.type, torch.bfloat16):
            states = self.encoder(batch, first)
        return self.read(states.float(), batch)

    def read(self, states: Tensor, batch: Batch) -> Logits:
        """The heads over piece states [B, P, WIDTH]."""
        h, drop = self.heads, self.dropout
        words_count, count = sum(batch.word_splits), sum(batch.sentence_splits)
        words = _mean(states.flatten(0, 1), batch.word_of.flatten(), words_count + 1)[:-1]
        words = F.dropout(words, drop, self.training)
        tags, begins, triggers = h.tag(words).split([len(TAGS), len(TAGS), len(EVENT_TYPES)], 1)
        focus = _softmax(h.focus(words), batch.sentence_of, count)
        vectors = _sum(focus * words, batch.sentence_of, count)
        attention = _softmax(h.look(words), batch.sentence_of, count)
        cls = _mean(states[:, 0], batch.window_document, len(batch.word_splits))
        whole = torch.stack([v.mean(0) for v in vectors.split(batch.sentence_splits)])
        peak = torch.stack([v.max(0).values for v in vectors.split(batch.sentence_splits)])
        counts = torch.tensor(batch.sentence_splits)
        around = torch.repeat_interleave(torch.cat([cls, whole], 1), counts, 0)
        scores = _sum(attention * h.value(words), batch.sentence_of, count) + h.around(around)
        links = [self._links(v) for v in vectors.split(batch.sentence_splits)]
        offset = torch.cumsum(counts, 0) - counts
        parts = zip(words.split(batch.word_splits), batch.sentence_of.split(batch.word_splits), offset, strict=True)
        arguments = [self._arguments(v, w, s - o) for v, (w, s, o) in zip(vectors.split(batch.sentence_splits), parts, strict=True)]
        document = h.document(torch.cat([cls, whole, peak], 1))
        return Logits(tags, begins, triggers, scores, attention, vectors, links, arguments, document)

    def _links(self, vectors: Tensor) -> Tensor:
        p = F.normalize(self.heads.link(vectors), dim=1)
        n = torch.arange(len(p))
        return self.heads.link_scale * (p @ p.T) + self.heads.link_bias[(n[:, None] - n).abs().clamp(max=DISTANCES - 1)]

    def _arguments(self, vectors: Tensor, words: Tensor, sentence_of: Tensor) -> Tensor:
        h, a = self.heads, len(ARGUMENTS)
        ask = h.ask(vectors).view(-1, a, PAIR).transpose(0, 1)
        answer = h.answer(words).view(-1, a, PAIR).transpose(0, 1)
        gap = (sentence_of[None] - torch.arange(len(vectors))[:, None]).clamp(-REACH, REACH) + REACH
        return ask @ answer.transpose(1, 2) / PAIR**0.5 + h.plain(words).T[:, None] + h.far[:, gap]


def _sum(values: Tensor, rows: Tensor, count: int) -> Tensor:
    return torch.zeros(count, values.shape[1]).index_add(0, rows, values)


def _mean(values: Tensor, rows: Tensor, count: int) -> Tensor:
    sizes = torch.zeros(count).index_add(0, rows, torch.ones(len(rows))).clamp(min=1)
    return _sum(values, rows, count) / sizes[:, None]


def _softmax(values: Tensor, rows: Tensor, count: int) -> Tensor:
    """Softmax over the rows that share an index."""
    index = rows[:, None].expand_as(values)
    top = torch.full((count, values.shape[1]), -1e9).scatter_reduce(0, index, values.detach(), "amax")
    raised = torch.exp(values - top[rows])
    return raised / _sum(raised, rows, count)[rows]
