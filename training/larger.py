"""A larger encoder, too slow to ship, that teaches the one that does: MPNet's twelve layers of 768, under the same heads.

Its word vectors stand in the order of the smaller one's pieces, so both read the same windows.
"""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from picketline.evaluate.training.net import HEADS, Encoder, take

PIECES = 30522
AHEAD = 4
"""Special pieces that MPNet's vocabulary puts before that of BERT."""
MARKS = {0: 1, 101: 0, 102: 2, 103: 30526}
"""Padding, both end marks and the blank: the piece here and there."""
BUCKETS, NEAR, FAR = 32, 8, 128
"""Distances of pieces: kinds of them, those told apart one by one to each side, and from where on they are one (Raffel et al. 2020)."""


class Larger(Encoder):
    """MPNet-base (Song et al. 2020), with shape and place of each piece beside its word."""

    width, depth, eps = 768, 12, 1e-5

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__(PIECES, 512, dropout)
        self.distance = nn.Embedding(BUCKETS, HEADS)

    def seen(self, mask: Tensor) -> Tensor:
        """What is added to the score of each pair of pieces [B, HEADS, P, P]: by its distance, or so much less where one is padding."""
        at = torch.arange(mask.shape[1])
        added = self.distance(bucket(at[None] - at[:, None])).permute(2, 0, 1)[None]
        return added.masked_fill(~mask[:, None, None, :], -torch.inf)

    def load_base(self, path: Path) -> None:
        """Takes the published weights of MPNet-base or of a model made from it."""
        base = load_file(path)
        order = torch.arange(PIECES) + AHEAD
        for here, there in MARKS.items():
            order[here] = there
        self.word.weight.data = base["embeddings.word_embeddings.weight"][order]
        self.position.weight.data = base["embeddings.position_embeddings.weight"][2:]
        self.distance.weight.data = base["encoder.relative_attention_bias.weight"]
        take(self.norm, base, "embeddings.LayerNorm")
        for number, layer in enumerate(self.layers):
            name = f"encoder.layer.{number}"
            for part in ("weight", "bias"):
                getattr(layer.qkv, part).data = torch.cat([base[f"{name}.attention.attn.{x}.{part}"] for x in "qkv"])
            take(layer.out, base, f"{name}.attention.attn.o")
            take(layer.norm1, base, f"{name}.attention.LayerNorm")
            take(layer.inner, base, f"{name}.intermediate.dense")
            take(layer.outer, base, f"{name}.output.dense")
            take(layer.norm2, base, f"{name}.output.LayerNorm")


def bucket(ahead: Tensor) -> Tensor:
    """The kind of each distance: how many pieces the one looked at stands ahead."""
    size = ahead.abs()
    far = NEAR + (torch.log(size.clamp(min=1) / NEAR) / torch.log(torch.tensor(FAR / NEAR)) * (BUCKETS // 2 - NEAR)).long()
    return torch.where(size < NEAR, size, far.clamp(max=BUCKETS // 2 - 1)) + (ahead > 0) * (BUCKETS // 2)
