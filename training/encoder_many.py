"""Trains the nets of all folds side by side, then once more with uncoded reports beside the coded ones.

    python training/encoder_many.py NAME [--init NET.pt] [--seconds 240,200 | --epochs 24,12] [--seeds 2] [--together N]
        [--renamed] [--set key=value]

Each fold is trained from the base weights with several seeds; their mean (of the weights) then says what uncoded reports hold, which is
taught to it beside the codes (`encoder_taught`). No net of a fold, nor a lesson of its own, has seen a report of that fold. `--seconds`
turns into the passes that fit; the log says how many. Leaves `WORK/NAME.{coded,taught}.foldN.pt`, the mean of the seeds.

`--init WORK/BEFORE.taught.foldFOLD.pt --epochs 0,8` goes on from the nets of an earlier run: they teach, and no passes go before. On a GPU
all nets learn together; on a machine without one give as many as it has cores. With `--renamed` the coded reports stand under other names
in each of the last passes (`renamed`).
"""

import argparse
import json
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import product
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from multiprocessing.queues import SimpleQueue
from pathlib import Path

import corpora
import encoder_fold
import encoder_mean
import encoder_taught
import gold
import measure
import numpy as np
import torch
from coded import PARTS, reports
from renamed import Renamer
from torch import multiprocessing
from where import SHARED, WORK

from picketline.evaluate.training import fit
from picketline.evaluate.training.net import Net

FOLDS = range(5)
LONGEST = 3000
PLAN = replace(fit.Plan(), layer_decay=0.9, masked=0.12, share=0.4)


class Bench:
    """What every job needs, read once: coded and uncoded reports, lessons beside, folds. Jobs are forks and share it."""

    def __init__(self) -> None:
        self.tok = tok = gold.tokenizer()
        self.every = gold.examples(SHARED, tok)
        self.reports = [(document, record) for _, document, record in reports(SHARED)]
        self.scored = {document["id"] for _, document, _ in reports(SHARED, PARTS)}
        self.folds: dict[str, int] = json.loads((WORK / "folds.json").read_text())
        self.corpus_folds = corpora.folds_of(SHARED)
        self.beside = corpora.beside(list(corpora.lessons(SHARED, tok, set(self.folds))))
        self.uncoded = corpora.uncoded(SHARED, tok, set(self.folds), corpora.TAUGHT, LONGEST)

    def kept(self, fold: int) -> list[fit.Example]:
        return [e for i, e in self.every.items() if self.folds[i] != fold]

    def renamer(self, fold: int, seed: int) -> Renamer:
        """The fold's lessons under other names, made of theirs and of words of the corpora."""
        lessons = [(document, record) for document, record in self.reports if self.folds[document["id"]] != fold]
        return Renamer(lessons, corpora.texts(SHARED, corpora.BESIDE_GOLD), seed)

    def held(self, fold: int) -> list[fit.Example]:
        return [e for i, e in self.every.items() if self.folds[i] == fold and i in self.scored]

    def extra(self, fold: int) -> list[fit.Example]:
        return [e for e in self.beside if self.corpus_folds.get(e.id) != fold]

    def tell(self, what: str, net: Net, fold: int) -> None:
        """Logs the best F1 of each head on the fold, which the net has not seen."""
        found = dict(fit.read(net, self.held(fold)))
        means = measure.report([(r, self.every[i].labels) for i, r in found.items()])[1]  # type: ignore[misc]
        encoder_fold.log(f"[{what}] mean {np.mean(list(means.values())):.4f} " + " ".join(f"{k} {v:.3f}" for k, v in means.items()))


@dataclass(frozen=True, slots=True)
class Stage:
    """One training of all folds and seeds, side by side; FOLD in a path stands for the fold, SEED for each seed."""

    name: str
    plan: fit.Plan
    seeds: int
    init: str
    teachers: str = ""
    renamed: bool = False

    def checkpoint(self, fold: int, seed: int) -> Path:
        return WORK / f"{self.name}.fold{fold}.{seed}.pt"

    def taught_by(self, fold: int) -> list[Path]:
        named = self.teachers.replace("FOLD", str(fold))
        return [Path(named.replace("SEED", str(seed))) for seed in range(1, self.seeds + 1)] if named else []

    def run(self, bench: Bench, together: int) -> list[float]:
        """Trains and saves all nets, then the mean of each fold's; gives the seconds that the last pass of each took."""
        context = multiprocessing.get_context("fork")
        clock = context.SimpleQueue()
        jobs = (context.Process(target=self.train, args=(bench, *each, clock)) for each in product(FOLDS, range(1, self.seeds + 1)))
        side_by_side(jobs, together)
        side_by_side((context.Process(target=self.average, args=(bench, fold)) for fold in FOLDS), together)
        return [clock.get() for _ in range(len(FOLDS) * self.seeds)]

    def train(self, bench: Bench, fold: int, seed: int, clock: "SimpleQueue[float]") -> None:
        """One net; where there are teachers, on what they say of uncoded reports too."""
        torch.set_num_threads(1)
        where = device()
        taught: list[fit.Example] = []
        if teachers := self.taught_by(fold):
            said = [dict(fit.read(encoder_fold.fresh(path).to(where), bench.uncoded)) for path in teachers]
            taught = [encoder_taught.lesson(e, [t[e.id] for t in said], self.plan.positive) for e in bench.uncoded]
        renamer = bench.renamer(fold, seed) if self.renamed else None

        def anew() -> list[fit.Example]:
            return [*(gold.example(*report, bench.tok) for report in renamer.anew()), *taught]

        net = encoder_fold.fresh(Path(self.init.replace("FOLD", str(fold))) if self.init else None).to(where)
        what, passes = f"{self.name}.fold{fold}.{seed}", [time.monotonic()]
        fit.train(
            net,
            [*bench.kept(fold), *taught],
            replace(self.plan, seed=seed),
            log=lambda t: encoder_fold.log(f"[{what}] {t}"),
            after=lambda _: passes.append(time.monotonic()),
            extra=bench.extra(fold),
            anew=anew if renamer else None,
        )
        clock.put(passes[-1] - passes[-2])
        fit.save(net.cpu(), self.checkpoint(fold, seed))
        bench.tell(what, net.to(where), fold)

    def average(self, bench: Bench, fold: int) -> None:
        """Saves the net whose weights are the mean of the fold's seeds."""
        torch.set_num_threads(1)
        states = [torch.load(self.checkpoint(fold, seed), weights_only=True) for seed in range(1, self.seeds + 1)]
        net = encoder_mean.average(states)
        fit.save(net, WORK / f"{self.name}.fold{fold}.pt")
        bench.tell(f"{self.name}.fold{fold}", net, fold)


def device() -> torch.device:
    """Where nets learn."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def side_by_side(processes: Iterable[BaseProcess], together: int) -> None:
    """Runs them, so many side by side; SystemExit where one fails."""
    waiting, running, ended = list(processes), list[BaseProcess](), list[BaseProcess]()
    while waiting or running:
        while waiting and len(running) < together:
            running.append(waiting.pop(0))
            running[-1].start()
        wait([p.sentinel for p in running])
        ended += [p for p in running if p.exitcode is not None]
        running = [p for p in running if p.exitcode is None]
    if failed := [p.name for p in ended if p.exitcode]:
        raise SystemExit(f"failed: {failed}")


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("name"), ap.add_argument("--init", default="")
    ap.add_argument("--epochs", default="", help="passes over the coded, and again with the uncoded: 20,7")
    ap.add_argument("--seconds", default="240,200", help="the same by time; how many passes fit is measured first")
    ap.add_argument("--seeds", type=int, default=2), ap.add_argument("--set", action="append", default=[])
    ap.add_argument("--together", type=int, default=10, help="nets that learn side by side")
    ap.add_argument("--renamed", action="store_true", help="other names in the coded reports in each of the last passes")
    a = ap.parse_args()
    torch.set_num_threads(1)
    plan, bench = encoder_fold.changed(PLAN, a.set), Bench()
    encoder_fold.log(f"[many] {len(bench.every)} coded, {len(bench.uncoded)} uncoded, {len(bench.beside)} beside")
    trial = Stage(f"{a.name}.trial", replace(plan, epochs=2), a.seeds, a.init)
    seconds = [float(x) for x in a.seconds.split(",")]
    epochs = [int(n) for n in a.epochs.split(",")] if a.epochs else fitting(bench, trial, seconds, a.together)
    encoder_fold.log(f"[many] passes {epochs}")
    mean = each = a.init
    if epochs[0]:
        coded = Stage(f"{a.name}.coded", replace(plan, epochs=epochs[0]), a.seeds, a.init)
        coded.run(bench, a.together)
        mean, each = str(WORK / f"{coded.name}.foldFOLD.pt"), str(WORK / f"{coded.name}.foldFOLD.SEED.pt")
    gentle = replace(plan, epochs=epochs[1], encoder_rate=plan.encoder_rate * 0.7)
    Stage(f"{a.name}.taught", gentle, a.seeds, mean, each, a.renamed).run(bench, a.together)


def fitting(bench: Bench, trial: Stage, seconds: list[float], together: int) -> list[int]:
    """How many passes of each kind fit into the seconds, by the clock of a second pass."""
    each = max(trial.run(bench, together))
    coded, taught = (sum(len(w.pieces) for e in part for w in e.layout.windows) for part in (bench.kept(0), bench.uncoded))
    return [max(1, int(seconds[0] / each)), max(1, int(seconds[1] / each / (1 + taught / coded)))]


if __name__ == "__main__":
    main()
