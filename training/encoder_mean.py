"""Averages the weights of nets, and levels what their mean says.

    python training/encoder_mean.py OUT.pt NET.pt...

The net that ships is the mean of the folds' weights (all began from the same weights): on unseen reports it says nearly what the mean of
the five nets says (correlation .98, a single net .92), at the price of one. It gives more probability in all to some outputs and less to
others; so on reports that nothing was learned from, the bias of each output is shifted until it gives as much as the five do on average,
little where little was found to go by. No label is used.
"""

import json
import sys
from pathlib import Path

import corpora
import encoder_fold
import gold
import numpy as np
import torch
from where import SHARED, WORK

from picketline.evaluate.training import fit
from picketline.evaluate.training.net import Net

OUTPUTS = ("tags", "scores", "arguments", "links")
FEW = 2.0


def main(out: Path, paths: list[Path]) -> None:
    torch.set_num_threads(1)
    examples = corpora.uncoded(SHARED, gold.tokenizer(), set(json.loads((WORK / "folds.json").read_text())), corpora.LEVELLED, 2200)
    nets = [encoder_fold.fresh(path) for path in paths]
    raw = [logits(net, examples) for net in nets]
    mean = average([net.state_dict() for net in nets])
    found = logits(mean, examples)
    by = {name: level(found[name], np.mean([chance(x[name]).sum(0) for x in raw], axis=0)) for name in OUTPUTS}
    shift(mean, by)
    encoder_fold.log(f"[mean] shifts { {name: f'{v.mean():+.2f} (from {v.min():+.2f} to {v.max():+.2f})' for name, v in by.items()} }")
    levelled = logits(mean, examples)
    for name in OUTPUTS:
        all_of_them = np.mean([chance(x[name]) for x in raw], axis=0).ravel()
        alike = [np.corrcoef(chance(x).ravel(), all_of_them)[0, 1] for x in (levelled[name], *(r[name] for r in raw))]
        encoder_fold.log(f"[mean] {name}: correlation with the mean of the answers {alike[0]:.3f}, single nets {np.mean(alike[1:]):.3f}")
    fit.save(mean, out)


def average(states: list[dict[str, torch.Tensor]]) -> Net:
    """The net whose weights are the mean of the given ones."""
    net = Net()
    net.load_state_dict({k: torch.stack([s[k] for s in states]).mean(0) for k in states[0]})
    return net


def chance(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-x))


@torch.no_grad()
def logits(net: Net, examples: list[fit.Example]) -> dict[str, np.ndarray]:
    """Raw scores of the levelled outputs, [rows, columns]."""
    net.eval()
    found: dict[str, list[torch.Tensor]] = {name: [] for name in OUTPUTS}
    for group in fit.batches(examples, 4000):
        out = net(fit.collate(group))
        found["tags"].append(torch.cat([out.tags, out.begins, out.triggers], 1))
        found["scores"].append(out.scores[:, : fit.BINARY])
        found["arguments"] += [a.flatten(1).T for a in out.arguments]
        found["links"] += [x.flatten()[:, None] for x in out.links]
    return {name: torch.cat(parts).numpy().astype(np.float64) for name, parts in found.items()}


def level(x: np.ndarray, target: np.ndarray) -> np.ndarray:
    """The shift of each column that brings its sum of probabilities to the target; less of it where little was found."""
    low, high = np.full(x.shape[1], -4.0), np.full(x.shape[1], 4.0)
    for _ in range(40):
        middle = (low + high) / 2
        more = chance(np.clip(x + middle, -40, 40)).sum(0) < target
        low, high = np.where(more, middle, low), np.where(more, high, middle)
    mass = np.minimum(target, chance(x).sum(0))
    return (low + high) / 2 * mass / (mass + FEW)


def shift(net: Net, by: dict[str, np.ndarray]) -> None:
    """Adds the shifts to the biases of the heads."""
    h = net.heads
    h.tag.bias.data += torch.tensor(by["tags"], dtype=torch.float32)
    h.value.bias.data[: fit.BINARY] += torch.tensor(by["scores"], dtype=torch.float32)
    h.plain.bias.data += torch.tensor(by["arguments"], dtype=torch.float32)
    h.link_bias.data += float(by["links"][0])


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(p) for p in sys.argv[2:]])
