"""Fitting the net: batches, losses, the loop, and reading documents with the result."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from picketline.evaluate.training.labels import Array, Labels
from picketline.evaluate.training.net import WIDTH, Batch, Logits, Net
from picketline.extract.reading import (
    EVENT_TYPES,
    INDUSTRIES,
    OUTCOMES,
    SENTENCE_LABELS,
    STATUSES,
    Reading,
)
from picketline.extract.windows import Layout

MASK = 103
HALF = 0.5
EVENTS = len(EVENT_TYPES)
BINARY = SENTENCE_LABELS.index(f"industry:{INDUSTRIES[0]}")
SOFT = [(BINARY, BINARY + 22), (BINARY + 22, BINARY + 27), (BINARY + 27, BINARY + 31)]
DOCUMENT_SOFT = [(2, 2 + len(INDUSTRIES)), (24, 24 + len(STATUSES)), (29, 29 + len(OUTCOMES))]


@dataclass(slots=True, eq=False)
class Example:
    """One document: its layout, and its targets where it is coded.

    `weights` scales the losses it teaches (all at 1 by default; "*" the ones not named); `tags_known` and `scores_known`, where
    given, mark the columns of `TAGS` and `SENTENCE_LABELS` that its labels speak of.
    """

    id: str
    layout: Layout
    labels: Labels | None = None
    weights: dict[str, float] = field(default_factory=dict)
    tags_known: Array | None = None
    scores_known: Array | None = None

    def weight(self, loss: str) -> float:
        """How much it teaches of a loss."""
        return self.weights.get(loss, self.weights.get("*", 1.0))


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train.

    Passes over the data, learning rates (each layer below the last takes `layer_decay` of the rate above it), pieces a step, share of
    pieces masked, layers from below that stay as they are (their states are computed once), weight of positives, share of the steps
    that the rates rise in, share of the extra examples in each pass, and the losses' weights.
    """

    epochs: int = 8
    encoder_rate: float = 3e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.85
    pieces: int = 2200
    masked: float = 0.08
    frozen: int = 0
    positive: float = 2.2
    warmup: float = 0.08
    share: float = 0.25
    seed: int = 1
    losses: tuple[tuple[str, float], ...] = (
        ("tags", 1.0), ("begins", 1.0), ("triggers", 0.5), ("scores", 1.0), ("pull", 0.3), ("soft", 0.3),
        ("links", 0.5), ("arguments", 1.0), ("relevant", 0.5), ("document", 0.2),
    )  # fmt: skip


def collate(examples: Sequence[Example], masked: float = 0.0, generator: np.random.Generator | None = None) -> Batch:
    """One batch of whole documents."""
    windows = [(d, w) for d, e in enumerate(examples) for w in e.layout.windows]
    longest = max(len(w.pieces) for _, w in windows)
    pieces, shapes, places = (np.zeros((len(windows), longest), np.int64) for _ in range(3))
    mask = np.zeros((len(windows), longest), np.bool_)
    word_splits, sentence_splits = [len(e.layout.words) for e in examples], [len(e.layout.sentences) for e in examples]
    starts, sentence_starts = np.cumsum([0, *word_splits]), np.cumsum([0, *sentence_splits])
    word_of = np.full((len(windows), longest), starts[-1], np.int64)
    for row, (d, w) in enumerate(windows):
        size = len(w.pieces)
        pieces[row, :size], shapes[row, :size], places[row, :size], mask[row, :size] = w.pieces, w.shapes, w.places, True
        word_of[row, :size][w.owned] = starts[d] + w.words[w.owned]
    if masked and generator is not None:
        pieces[(generator.random(pieces.shape) < masked) & (pieces > 998)] = MASK
    sentence_of = np.concatenate([e.layout.sentence_of + s for e, s in zip(examples, sentence_starts, strict=False)])
    return Batch(
        pieces=torch.as_tensor(pieces),
        shapes=torch.as_tensor(shapes),
        places=torch.as_tensor(places),
        mask=torch.as_tensor(mask),
        word_of=torch.as_tensor(word_of),
        sentence_of=torch.as_tensor(sentence_of),
        word_splits=word_splits,
        sentence_splits=sentence_splits,
        window_document=torch.tensor([d for d, _ in windows]),
    )


def batches(examples: Sequence[Example], pieces: int, order: np.random.Generator | None = None) -> Iterator[list[Example]]:
    """Documents of like length together, at most about `pieces` pieces a batch, shuffled where an order is given."""

    def size(e: Example) -> int:
        return sum(len(w.pieces) for w in e.layout.windows)

    noise = order.random(len(examples)) * 120 if order is not None else np.zeros(len(examples))
    ranked = [examples[i] for i in np.argsort([size(e) + n for e, n in zip(examples, noise, strict=True)], kind="stable")]
    groups: list[list[Example]] = [[]]
    for e in ranked:
        widest = max([len(w.pieces) for g in (*groups[-1], e) for w in g.layout.windows])
        if groups[-1] and widest * sum(len(g.layout.windows) for g in (*groups[-1], e)) > pieces:
            groups.append([])
        groups[-1].append(e)
    if order is not None:
        order.shuffle(groups)
    yield from groups


def losses(out: Logits, examples: Sequence[Example], positive: float) -> dict[str, Tensor]:
    """Each loss as a mean over what teaches it."""
    labels = [e.labels for e in examples if e.labels is not None]
    words, sentences, ones = [len(x.tags) for x in labels], [len(x.scores) for x in labels], [1] * len(labels)
    tags, begins, triggers, scores = (_stacked(labels, name) for name in ("tags", "begins", "triggers", "scores"))
    of_tags = _weight(examples, "tags", words) * _columns([e.tags_known for e in examples], words, tags.shape[1])
    of_triggers, of_sentences = _weight(examples, "triggers", words), _weight(examples, "scores", sentences)
    of_scores = of_sentences * _columns([e.scores_known for e in examples], sentences, scores.shape[1])[:, :BINARY]
    served = torch.as_tensor(np.concatenate([x.served for x in labels])).float()[:, None] * of_sentences
    found = {
        "tags": _binary(out.tags, tags, of_tags, positive),
        "begins": _binary(out.begins, begins, of_tags, positive),
        "triggers": _binary(out.triggers, triggers, of_triggers, positive),
        "scores": _binary(out.scores[:, :BINARY], scores[:, :BINARY], of_scores, positive),
        "pull": _pull(out.attention[:, :EVENTS], triggers, scores[:, :EVENTS] * (of_sentences > 0), examples),
        "soft": torch.stack([_soft(out.scores[:, a:b], scores[:, a:b], served) for a, b in SOFT]).sum(),
        "links": _links(out, examples),
        "arguments": _arguments(out, examples),
    }
    relevant = torch.tensor([[x.relevant, x.several] for x in labels])
    of_relevant = torch.cat([_weight(examples, "relevant", ones), _weight(examples, "scores", ones)], 1)
    found["relevant"] = _binary(out.document[:, :2], relevant, of_relevant, 1.0)
    targets = torch.as_tensor(np.stack([np.concatenate([x.industry, x.status, x.outcome]) for x in labels]))
    of_records = _weight(examples, "document", ones) * relevant[:, :1]
    found["document"] = torch.stack([_soft(out.document[:, a:b], targets[:, a - 2 : b - 2], of_records) for a, b in DOCUMENT_SOFT]).sum()
    return found


def _stacked(labels: Sequence[Labels], name: str) -> Tensor:
    return torch.as_tensor(np.concatenate([getattr(x, name) for x in labels]))


def _weight(examples: Sequence[Example], name: str, sizes: Sequence[int]) -> Tensor:
    """The weight [N, 1] of one loss for each row."""
    each = torch.tensor([e.weight(name) for e in examples])
    return torch.repeat_interleave(each, torch.tensor(sizes))[:, None]


def _binary(logit: Tensor, target: Tensor, weight: Tensor, positive: float) -> Tensor:
    """Cross-entropy summed over columns, mean over the rows that have a weight."""
    each = F.binary_cross_entropy_with_logits(logit, target, pos_weight=torch.tensor(positive), reduction="none")
    return (each * weight).sum() / weight.expand_as(logit).amax(1).sum().clamp(min=1)


def _columns(known: Sequence[Array | None], sizes: Sequence[int], width: int) -> Tensor:
    """Rows [N, width] that say which columns are known."""
    rows = [np.ones((n, width), np.float32) if k is None else np.repeat(k[None], n, 0) for k, n in zip(known, sizes, strict=True)]
    return torch.as_tensor(np.concatenate(rows))


def _pull(attention: Tensor, triggers: Tensor, scores: Tensor, examples: Sequence[Example]) -> Tensor:
    """Attention of a told event lies within its quote."""
    starts = np.cumsum([0, *(len(e.layout.sentences) for e in examples)])
    rows = torch.as_tensor(np.concatenate([e.layout.sentence_of + s for e, s in zip(examples, starts, strict=False)]))
    quoted = (triggers > HALF).float()
    held = torch.zeros_like(scores).index_add(0, rows, attention * quoted)
    present = torch.zeros_like(scores).index_add(0, rows, quoted) > 0
    told = (scores > HALF) & present
    return -torch.log(held[told].clamp(min=1e-4)).mean() if bool(told.any()) else attention.sum() * 0


def _soft(logit: Tensor, target: Tensor, weight: Tensor) -> Tensor:
    total = target.sum(1, keepdim=True)
    share = target / total.clamp(min=1)
    w = weight[:, 0] * (total[:, 0] > 0)
    return (-(share * F.log_softmax(logit, 1)).sum(1) * w).sum() / w.sum().clamp(min=1)


def _links(out: Logits, examples: Sequence[Example]) -> Tensor:
    parts = []
    for logit, e in zip(out.links, examples, strict=True):
        if e.labels is not None and (weight := e.weight("links")) and (rows := np.flatnonzero(e.labels.links_known)).size:
            target = torch.as_tensor(e.labels.links.ravel()[rows])
            each = F.binary_cross_entropy_with_logits(logit.flatten()[torch.as_tensor(rows)], target, reduction="none")
            balance = torch.where(target > 0, 0.5 / target.sum().clamp(min=1), 0.5 / (1 - target).sum().clamp(min=1))
            parts.append((each * balance).sum() * weight * (2.0 if e.labels.several else 0.5))
    return torch.stack(parts).mean() if parts else out.scores.sum() * 0


def _arguments(out: Logits, examples: Sequence[Example]) -> Tensor:
    parts = []
    for logit, e in zip(out.arguments, examples, strict=True):
        if e.labels is not None and (weight := e.weight("arguments")) and (rows := np.flatnonzero(e.labels.arguments_known)).size:
            target = torch.as_tensor(e.labels.arguments.reshape(-1, logit.shape[2])[rows])
            answers = logit.flatten(0, 1)[torch.as_tensor(rows)]
            each = F.binary_cross_entropy_with_logits(answers, target, pos_weight=torch.tensor(2.0), reduction="none")
            parts.append(each.sum(1).mean() / 8 * weight)
    return torch.stack(parts).mean() if parts else out.scores.sum() * 0


def groups(net: Net, plan: Plan) -> list[dict[str, object]]:
    """Parameters with their learning rates: lower layers learn slower, word vectors and what lies below `frozen` not at all."""
    net.requires_grad_(False)
    net.heads.requires_grad_(True)
    found: list[dict[str, object]] = [{"params": list(net.heads.parameters()), "lr": plan.head_rate, "weight_decay": 0.01}]
    depth = len(net.encoder.layers)
    for number, layer in enumerate(net.encoder.layers):
        if number >= plan.frozen:
            layer.requires_grad_(True)
            rate = plan.encoder_rate * plan.layer_decay ** (depth - 1 - number)
            found.append({"params": list(layer.parameters()), "lr": rate, "weight_decay": 0.01})
    if not plan.frozen:
        e, low = net.encoder, plan.encoder_rate * plan.layer_decay**depth
        looks, lowest = [e.shape.weight, e.place.weight], [e.position.weight, *e.norm.parameters()]
        for p in (*looks, *lowest):
            p.requires_grad_(True)
        found += [{"params": looks, "lr": plan.head_rate, "weight_decay": 0.0}, {"params": lowest, "lr": low, "weight_decay": 0.0}]
    return found


Lower = dict[str, list[Tensor]]


@torch.no_grad()  # type: ignore[untyped-decorator,unused-ignore]
def lower_states(net: Net, examples: Sequence[Example], plan: Plan) -> Lower:
    """The states [P, WIDTH] of each window of each example after the frozen layers, in half precision."""
    net.eval()
    found: Lower = {}
    for group in batches(examples, 2 * plan.pieces):
        batch = collate(group)
        with torch.autocast(batch.pieces.device.type, torch.bfloat16):
            states = net.encoder(batch, 0, plan.frozen).bfloat16()
        rows = iter(states)
        for e in group:
            found[e.id] = [next(rows)[: len(w.pieces)].clone() for w in e.layout.windows]
    return found


def lifted(batch: Batch, group: Sequence[Example], lower: Lower, masked: float, generator: np.random.Generator) -> Batch:
    """The batch with its frozen states put in; a share of the pieces is blanked."""
    batch.lower = torch.zeros(*batch.pieces.shape, WIDTH)
    for row, states in enumerate(s for e in group for s in lower[e.id]):
        batch.lower[row, : len(states)] = states.float()
    kept = torch.as_tensor(generator.random(batch.pieces.shape) >= masked)
    batch.lower *= kept[:, :, None]
    return batch


def train(
    net: Net,
    examples: Sequence[Example],
    plan: Plan,
    *,
    log: Callable[[str], None] = print,
    after: Callable[[int], None] | None = None,
    extra: Sequence[Example] = (),
    anew: Callable[[], Sequence[Example]] | None = None,
    further: Callable[[Batch, Logits], Tensor] | None = None,
) -> None:
    """Fits the net in place, on the device it lies on. Each pass takes a share of the `extra` examples too.

    `anew` gives the examples of each pass in place of `examples`, as many and of like length; all layers must learn then. `further`
    gives one loss more of each batch. The same examples, plan and machine give the same weights (on a GPU: nearly).
    """
    if anew and plan.frozen:
        raise ValueError("examples that change from pass to pass have no states that could be kept of the frozen layers")
    with net.device:
        torch.manual_seed(plan.seed)
        order = np.random.default_rng(plan.seed)
        optimiser = torch.optim.AdamW(groups(net, plan), betas=(0.9, 0.98))
        steps = plan.epochs * len(list(batches([*examples, *extra[: int(plan.share * len(extra))]], plan.pieces, np.random.default_rng(0))))
        rates = torch.optim.lr_scheduler.LambdaLR(
            optimiser, lambda n: min((n + 1) / (plan.warmup * steps + 1), max(0.02, (steps - n) / ((1 - plan.warmup) * steps)))
        )
        scale = dict(plan.losses) | ({"further": 1.0} if further else {})
        lower = lower_states(net, [*examples, *extra], plan) if plan.frozen else {}
        for epoch in range(plan.epochs):
            net.train()
            begin, sums, count = time.monotonic(), {k: torch.zeros(()) for k in scale}, 0
            added = [extra[i] for i in order.permutation(len(extra))[: int(plan.share * len(extra))]]
            for group in batches([*(anew() if anew else examples), *added], plan.pieces, order):
                batch = collate(group, 0.0 if lower else plan.masked, order)
                batch = lifted(batch, group, lower, plan.masked, order) if lower else batch
                out = net(batch, plan.frozen)
                found = losses(out, group, plan.positive) | ({"further": further(batch, out)} if further else {})
                total = torch.stack([found[k] * w for k, w in scale.items()]).sum()
                optimiser.zero_grad(set_to_none=True)
                total.backward()
                nn.utils.clip_grad_norm_([p for p in net.parameters() if p.requires_grad], 1.0)
                optimiser.step()
                rates.step()
                sums = {k: sums[k] + found[k].detach() for k in sums}
                count += 1
            told = " ".join(f"{k} {float(v) / count:.3f}" for k, v in sums.items())
            log(f"epoch {epoch + 1}/{plan.epochs} {time.monotonic() - begin:.0f}s steps {count} {told}")
            if after:
                after(epoch)


@torch.no_grad()  # type: ignore[untyped-decorator,unused-ignore]
def read(net: Net, examples: Sequence[Example], pieces: int = 4000) -> Iterator[tuple[str, Reading]]:
    """The net's readings of the examples, in no particular order."""
    net.eval()
    for group in batches(examples, pieces):
        with net.device:
            out = net(collate(group))
        yield from readings(out, group)


def readings(out: Logits, examples: Sequence[Example]) -> Iterator[tuple[str, Reading]]:
    """One reading a document from a batch's logits."""
    words, sentences = [len(e.layout.words) for e in examples], [len(e.layout.sentences) for e in examples]
    tags, begins, triggers = (x.sigmoid().split(words) for x in (out.tags, out.begins, out.triggers))
    scores = torch.cat([out.scores[:, :BINARY].sigmoid(), *(out.scores[:, a:b].softmax(1) for a, b in SOFT)], 1).split(sentences)
    document = torch.cat([out.document[:, :2].sigmoid(), *(out.document[:, a:b].softmax(1) for a, b in DOCUMENT_SOFT)], 1)
    vectors = out.vectors.split(sentences)
    for n, e in enumerate(examples):
        spans = np.array([(s.start, s.end) for s in e.layout.sentences], np.int32).reshape(-1, 2)
        parts = (tags[n], begins[n], triggers[n], scores[n], out.links[n].sigmoid(), out.arguments[n].sigmoid(), document[n], vectors[n])
        arrays = [x.cpu().numpy().astype(np.float16) for x in parts]
        yield e.id, Reading(e.layout.words, spans, *arrays)


def save(net: Net, path: Path) -> None:
    """Writes the weights, word vectors in half precision."""
    torch.save(net.state_dict(), path)
