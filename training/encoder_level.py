"""Brings nets to one level and averages them.

    python training/encoder_level.py OUT.pt NET.pt...     one checkpoint a fold, FOLD.pt in its name giving the fold

1. The net that ships is the mean of the folds' weights (all began from the same weights): on unseen reports it says nearly what the mean of
   the five nets says (correlation .985, a single net .95), at the price of one.
2. Training leaves each net with a level of its own, head by head. On uncoded labour reports outside the gold, the bias of each output is
   shifted so that all nets, and their mean, give as much probability in all as the five give on average. No label is used.
3. The out-of-fold readings in `WORK/reading` and `WORK/reading-extra` are shifted by the same amounts.
"""

import json
import re
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import corpora
import encoder_fold
import gold
import numpy as np
import torch
from where import SHARED, WORK

from picketline.evaluate.training import fit
from picketline.evaluate.training.net import Net
from picketline.extract.reading import ARGUMENTS, EVENT_TYPES, TAGS, Reading

OUTPUTS = ("tags", "scores", "arguments", "links")


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
    """The shift of each column that brings its sum of probabilities to the target."""
    low, high = np.full(x.shape[1], -4.0), np.full(x.shape[1], 4.0)
    for _ in range(40):
        middle = (low + high) / 2
        more = (1 / (1 + np.exp(-np.clip(x + middle, -40, 40)))).sum(0) < target
        low, high = np.where(more, middle, low), np.where(more, high, middle)
    return (low + high) / 2


def shift(net: Net, by: dict[str, np.ndarray]) -> None:
    """Adds the shifts to the biases of the heads."""
    h = net.heads
    h.tag.bias.data += torch.tensor(by["tags"], dtype=torch.float32)
    h.value.bias.data[: fit.BINARY] += torch.tensor(by["scores"], dtype=torch.float32)
    h.plain.bias.data += torch.tensor(by["arguments"], dtype=torch.float32)
    h.link_bias.data += float(by["links"][0])


def main(out: Path, paths: list[Path]) -> None:
    torch.set_num_threads(1)
    examples = corpora.uncoded(SHARED, gold.tokenizer(), set(json.loads((WORK / "folds.json").read_text())), 40)
    nets = {path: encoder_fold.fresh(path) for path in paths}
    raw = {path: logits(net, examples) for path, net in nets.items()}
    sums = {name: np.mean([(1 / (1 + np.exp(-x[name]))).sum(0) for x in raw.values()], axis=0) for name in OUTPUTS}
    mean = encoder_fold.fresh(paths[0])
    states = [net.state_dict() for net in nets.values()]
    mean.load_state_dict({k: torch.stack([s[k] for s in states]).mean(0) for k in states[0]})
    shifts = {}
    for path, found in [*raw.items(), (None, logits(mean, examples))]:
        by = {name: level(found[name], sums[name]) for name in OUTPUTS}
        if path:
            shifts[path] = by
        else:
            shift(mean, by)
        told = {name: f"{v.mean():+.2f} (from {v.min():+.2f} to {v.max():+.2f})" for name, v in by.items()}
        encoder_fold.log(f"[level] {path or 'mean'}: {told}")
    fit.save(mean, out)
    assert len(sums["tags"]) == 2 * len(TAGS) + len(EVENT_TYPES)
    assert len(sums["arguments"]) == len(ARGUMENTS)
    for folder in ("reading", "reading-extra"):
        level_folder(WORK / folder, {int(re.search(r"fold(\d)", p.name)[1]): by for p, by in shifts.items()})  # type: ignore[index]


def level_folder(folder: Path, shifts: dict[int, dict[str, np.ndarray]]) -> None:
    """Shifts stored readings; as the nets gave them they are kept in `FOLDER-raw`."""
    raw = folder.with_name(folder.name + "-raw")
    if not raw.exists():
        shutil.copytree(folder, raw)
    folds = corpora.folds_of(SHARED) | json.loads((WORK / "folds.json").read_text())
    encoder_fold.write({p.stem: shifted(Reading.load(p), shifts[folds[p.stem]]) for p in sorted(raw.glob("*.npz"))}, folder)


def shifted(r: Reading, by: dict[str, np.ndarray]) -> Reading:
    """A reading as the levelled net would give it."""
    tags = by["tags"]
    begins, triggers = tags[len(TAGS) : 2 * len(TAGS)], tags[2 * len(TAGS) :]
    scores = r.sentence_scores.copy()
    scores[:, : fit.BINARY] = moved(scores[:, : fit.BINARY], by["scores"])
    return replace(
        r,
        tags=moved(r.tags, tags[: len(TAGS)]),
        begins=moved(r.begins, begins),
        triggers=moved(r.triggers, triggers),
        sentence_scores=scores,
        links=moved(r.links, by["links"]),
        arguments=moved(r.arguments, by["arguments"][:, None, None]),
    )


def moved(share: np.ndarray, by: np.ndarray) -> np.ndarray:
    """Probabilities whose log-odds are shifted."""
    p = np.clip(share.astype(np.float64), 1e-6, 1 - 1e-6)
    return (1 / (1 + (1 - p) / p * np.exp(-by))).astype(np.float16)


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(p) for p in sys.argv[2:]])
