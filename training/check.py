"""Trains the judge of events (`picketline.check.telling`) on the quotes of coded reports.

    python training/check.py vectors OUT.npz        word vectors: MiniLM's for single words of the corpora, to 96 dimensions, int8
    python training/check.py folds VECTORS.npz      figures by folds, and the folds' nets for the bench
    python training/check.py parts VECTORS.npz      figures for dev and dev2, each trained on all the rest
    python training/check.py fit VECTORS.npz        writes src/picketline/check/data/telling.npz, its limits set by the folds' answers
    python training/check.py limits VECTORS.npz     sets the limits of that file and of the folds' nets again, without training

Needs torch (the `train` extra). Fixed seeds; one thread.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import where
from coded import FURTHER, reports
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812
from where import SHARED, WORK

from picketline.check.clues import ACTOR, AFTER, ARGUMENTS, BEFORE, LONGEST, MODALITIES, MOODS, SPECIAL, Clues, clues
from picketline.codes import code_list
from picketline.lang import pack
from picketline.model.exchange import read_record

FOLDS = WORK / "folds.json"
OUT = Path(__file__).parents[1] / "src" / "picketline" / "check" / "data" / "telling.npz"
CORPORA = (
    "advocacy_en_labour",
    "news_en_labour",
    "news_en_mention",
    "structured_tech_actions",
    "advocacy_en_mention",
    "glocon_sentences",
    "news_en_negative",
)
TYPES = tuple(code_list("events"))
UNSEEN = WORK / "telling.npz"
"""The answers by folds."""
DIMENSIONS, FILTERS, EPOCHS, ROWS = 96, 48, 20, 128
SEEDS = int(os.environ.get("SEEDS", "3"))
RARE = 0.3
"""How much easier rare types are let pass."""
KEPT_TYPES, KEPT_HAPPENINGS = 0.91, 0.92
"""Shares of true types and true happenings that the limits let pass: by folds 2.9 % of altered values pass, with .905 for both 3.3 %."""


def vectors(out: Path) -> None:
    """The table of word vectors. Words that stand in small letters four times or more in the corpora; so no names."""
    from tokenizers import Tokenizer

    from picketline.evaluate.training.net import Encoder

    base = where.base()
    seen: Counter[str] = Counter()
    files = [SHARED / "corpus" / f"{name}.jsonl" for name in CORPORA] + [SHARED / "gold" / f"{part}.docs.jsonl" for part in ("dev", "dev2")]
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            text = " ".join(str(value) for value in json.loads(line).values() if isinstance(value, str))
            seen.update(re.findall(r"(?<![A-Za-z])[a-z]{2,}(?![A-Za-z])", text))
    words = sorted(word for word, count in seen.items() if count >= 4)
    tokenizer, encoder = Tokenizer.from_file(str(base / "tokenizer.json")), Encoder(dropout=0.0)
    tokenizer.no_padding()
    encoder.load_base(base / "model.safetensors")
    encoder.eval()
    with torch.no_grad():
        encoder.shape.weight.zero_()
        encoder.place.weight.zero_()
        means = torch.cat([_means(encoder, tokenizer, words[n : n + 256]) for n in range(0, len(words), 256)]).numpy()
    means /= np.linalg.norm(means, axis=1, keepdims=True)
    centred = means - means.mean(0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    cut = centred @ axes[:DIMENSIONS].T
    cut /= cut.std()
    scale = np.abs(cut).max(0) / 127
    np.savez(
        out,
        words=np.frombuffer("\n".join(words).encode(), np.uint8),
        vectors=np.round(cut / scale).astype(np.int8),
        scale=scale.astype(np.float32),
    )
    print(len(words), "words,", out.stat().st_size, "bytes")


def _means(encoder: nn.Module, tokenizer: object, words: list[str]) -> Tensor:
    ids = [tokenizer.encode(word).ids for word in words]
    width = max(map(len, ids))
    pieces, mask = torch.zeros(len(ids), width, dtype=torch.long), torch.zeros(len(ids), width, dtype=torch.bool)
    for n, row in enumerate(ids):
        pieces[n, : len(row)], mask[n, : len(row)] = torch.tensor(row), True
    none = torch.zeros_like(pieces)
    states = encoder(pieces, none, none, mask)
    return (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)


@dataclass(frozen=True, slots=True)
class Row:
    part: str
    fold: int
    clues: Clues
    kind: int
    modality: str


def coded(table: dict[str, int]) -> list[Row]:
    """The events of the coded reports."""
    folds, english, found = json.loads(FOLDS.read_text()), pack("en"), []
    for part, document, record in reports(SHARED, ("dev", "dev2", FURTHER)):
        found += [
            Row(part, folds[document["id"]], clues(e, document["text"], english, table), TYPES.index(e.type), e.modality)
            for dispute in read_record(record).disputes
            for e in dispute.events
        ]
    return found


class Batch:
    """The rows as tensors."""

    def __init__(self, rows: list[Row]) -> None:
        self.quote, self.before = _padded([r.clues.quote for r in rows], LONGEST), _padded([r.clues.before for r in rows], BEFORE)
        self.after, self.actor = _padded([r.clues.after for r in rows], AFTER), _padded([r.clues.actor for r in rows], ACTOR)
        self.given, self.triggers, self.moods = (torch.tensor([getattr(r.clues, x) for r in rows]) for x in ("given", "triggers", "moods"))
        self.kind = torch.tensor([r.kind for r in rows])
        self.said = torch.tensor([[float(r.modality == m) for m in MODALITIES] for r in rows])
        self.unreal = torch.tensor([float(r.modality in ("planned", "threatened")) for r in rows])
        self.plain = torch.tensor([float(r.modality in ("happened", "planned", "threatened")) for r in rows])


def _padded(rows: list[tuple[int, ...]], width: int) -> Tensor:
    out = torch.zeros(len(rows), width, dtype=torch.long)
    for n, row in enumerate(rows):
        out[n, : len(row[:width])] = torch.tensor(row[:width], dtype=torch.long)
    return out


class Net(nn.Module):
    """The net that `picketline.check.telling` evaluates."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        self.special = nn.Parameter(torch.randn(len(SPECIAL), table.shape[1]) * 0.5)
        self.table = nn.Embedding.from_pretrained(torch.cat([torch.zeros(len(SPECIAL), table.shape[1]), table]), freeze=True)
        for name in ("quote", "before", "after"):
            for width in (1, 2, 3):
                self.add_module(f"{name}{width}", nn.Linear(width * table.shape[1], FILTERS if name == "quote" else 24))
        lists = 2 * len(TYPES)
        self.kind = nn.Linear(3 * FILTERS + table.shape[1] + len(MODALITIES) + len(ARGUMENTS) + lists, len(TYPES))
        self.mood = nn.Linear(3 * FILTERS + 6 * 24 + len(TYPES) + len(ARGUMENTS) + 3 * len(MOODS) + lists, 1)

    def embedded(self, rows: Tensor) -> Tensor:
        low = rows < len(SPECIAL)
        words = torch.where(low[..., None], self.special[rows.clamp(max=len(SPECIAL) - 1)], self.table(rows))
        return F.dropout(words, 0.1, self.training)

    def pooled(self, name: str, rows: Tensor) -> Tensor:
        if self.training:
            rows = torch.where((torch.rand(rows.shape) < 0.08) & (rows > 0), torch.ones_like(rows), rows)
        lengths = (rows > 0).sum(1).clamp(min=1)
        out = []
        for width in (1, 2, 3):
            padded = F.pad(rows, (width - 1, width - 1))
            words = self.embedded(padded)
            windows = torch.cat([words[:, n : padded.shape[1] - width + 1 + n] for n in range(width)], 2)
            answer = F.relu(getattr(self, f"{name}{width}")(windows))
            there = torch.arange(answer.shape[1])[None] < (lengths + width - 1)[:, None]
            out.append(answer.masked_fill(~there[..., None], 0).max(1).values)
        return torch.cat(out, 1)

    def forward(self, b: Batch, i: Tensor) -> tuple[Tensor, Tensor]:
        quote, before, after = (F.dropout(self.pooled(x, getattr(b, x)[i]), 0.45, self.training) for x in ("quote", "before", "after"))
        there = (b.actor[i] > 0).float()[..., None]
        actor = (self.embedded(b.actor[i]) * there).sum(1) / there.sum(1).clamp(min=1)
        hidden = F.dropout(b.triggers[i], 0.15, self.training)
        kind = self.kind(torch.cat([quote, actor, b.said[i], b.given[i], hidden], 1))
        marked = F.one_hot(b.kind[i], len(TYPES)).float()
        mood = self.mood(torch.cat([quote, before, after, marked, b.given[i], F.dropout(b.moods[i], 0.15, self.training), hidden], 1))[:, 0]
        return kind, mood


def train(b: Batch, table: Tensor, at: np.ndarray, seed: int) -> Net:
    """One net, trained on the rows `at`."""
    torch.manual_seed(seed)
    net = Net(table)
    order = torch.tensor(at)
    rate = torch.optim.AdamW([p for p in net.parameters() if p.requires_grad], lr=2e-3, weight_decay=0.05)
    slope = torch.optim.lr_scheduler.OneCycleLR(rate, 4e-3, total_steps=EPOCHS * (len(order) // ROWS + 1), pct_start=0.2)
    net.train()
    for _ in range(EPOCHS):
        for i in order[torch.randperm(len(order))].split(ROWS):
            kind, mood = net(b, i)
            loss = F.cross_entropy(kind, b.kind[i], label_smoothing=0.05)
            unreal = F.binary_cross_entropy_with_logits(mood, b.unreal[i] * 0.96 + 0.02, reduction="none")
            loss = loss + (unreal * b.plain[i]).mean()
            rate.zero_grad()
            loss.backward()
            rate.step()
            slope.step()
    return net.eval()


def answers(nets: list[Net], b: Batch, at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities of the types [rows, types], and of being told as planned or threatened [rows]."""
    with torch.no_grad():
        each = [net(b, torch.tensor(at)) for net in nets]
    return np.mean([F.softmax(k, 1).numpy() for k, _ in each], 0), np.mean([torch.sigmoid(m).numpy() for _, m in each], 0)


def unseen(
    rows: list[Row], b: Batch, table: Tensor, groups: np.ndarray, kept: dict[str, np.ndarray] | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """The answers for each row by nets that have not seen its group; with `kept` (the table's arrays) each group's nets are written."""
    kinds, moods = np.zeros((len(rows), len(TYPES))), np.zeros(len(rows))
    for group in sorted(set(groups.tolist())):
        held = groups == group
        nets = [train(b, table, np.flatnonzero(~held), seed) for seed in range(SEEDS)]
        kinds[held], moods[held] = answers(nets, b, np.flatnonzero(held))
        if kept is not None:
            np.savez_compressed(UNSEEN.with_name(f"telling.fold{group}.npz"), **kept, **weights(nets))
    return kinds, moods


def floors(kinds: np.ndarray, kind: np.ndarray, kept: float) -> np.ndarray:
    """The least probability of each type, lower for rare ones, so that the share `kept` of the true types passes."""
    ease = (np.bincount(kind, minlength=len(TYPES)) / len(kind) + 0.003) ** RARE
    return np.asarray(np.quantile(kinds[np.arange(len(kind)), kind] / ease[kind], 1 - kept) * ease)


def weights(nets: list[Net]) -> dict[str, np.ndarray]:
    """The nets' weights by name, as `picketline.check.telling` reads them."""
    states = [(n, name, value) for n, net in enumerate(nets) for name, value in net.state_dict().items() if not name.startswith("table")]
    return {f"{n}/{name}": value.numpy().astype(np.float16) for n, name, value in states}


def tell(kinds: np.ndarray, moods: np.ndarray, b: Batch, at: np.ndarray, title: str) -> tuple[np.ndarray, float]:
    """Prints what passes at several limits; gives the limits that let `KEPT` of the true values pass."""
    kind, real = b.kind.numpy()[at], (b.said[:, 0] > 0).numpy()[at]
    unreal = b.unreal.numpy()[at] > 0
    p, m = kinds[at], moods[at]
    print(f"{title}: type right {np.mean(p.argmax(1) == kind):.3f}")
    for kept in (0.85, 0.88, KEPT_TYPES, KEPT_HAPPENINGS, 0.93, 0.95):
        passes = p >= floors(p, kind, kept)
        wrong = (passes.sum() - passes[np.arange(len(p)), kind].sum()) / (len(p) * (len(TYPES) - 1))
        told = np.mean(m[unreal] <= np.quantile(m[real], kept))
        print(f"   true pass {kept}: another type {wrong:.3f}, planned or threatened told as happened {told:.3f}")
    return floors(p, kind, KEPT_TYPES), float(np.quantile(m[real], KEPT_HAPPENINGS))


def main(task: str, path: Path) -> None:
    torch.set_num_threads(1)
    if task == "vectors":
        vectors(path)
        return
    with np.load(path) as file:
        kept = {name: file[name] for name in file.files}
    words = kept["words"].tobytes().decode().split("\n")
    table = torch.tensor(kept["vectors"].astype(np.float32) * kept["scale"])
    rows = coded({word: n for n, word in enumerate(words, len(SPECIAL))})
    b, parts = Batch(rows), np.array([r.part for r in rows])
    by_hand = np.flatnonzero(parts != FURTHER)  # figures and limits are by what people coded
    types = np.frombuffer("\n".join(TYPES).encode(), np.uint8)
    if task == "folds":
        with np.load(OUT) as shipped:  # the limits of what ships serve the folds too
            limits = {"types": types, "least": shipped["least"], "most": shipped["most"]}
        kinds, moods = unseen(rows, b, table, np.array([r.fold for r in rows]), dict(kept) | limits)
        np.savez(UNSEEN, kinds=kinds, moods=moods)
        tell(kinds, moods, b, by_hand, "folds")
        return
    if task == "parts":
        kinds, moods = unseen(rows, b, table, parts)
        for part in ("dev", "dev2"):
            tell(kinds, moods, b, np.flatnonzero(parts == part), f"{part}, from the other part")
        return
    with np.load(UNSEEN) as file:
        least, most = tell(file["kinds"], file["moods"], b, by_hand, "folds")
    limits = {"types": types, "least": least, "most": np.array(most)}
    if task == "limits":
        for limited in (OUT, *sorted(UNSEEN.parent.glob("telling.fold*.npz"))):
            with np.load(limited) as file:
                arrays = {name: file[name] for name in file.files}
            np.savez_compressed(limited, **arrays | limits)
        return
    made = dict(kept) | limits
    made |= weights([train(b, table, np.arange(len(rows)), seed) for seed in range(SEEDS)])
    np.savez_compressed(OUT, **made)
    print(OUT, OUT.stat().st_size, "bytes; most", round(most, 4))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
