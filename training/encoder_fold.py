"""Trains the net without a fold and tells how well it reads that fold.

python training/encoder_fold.py NAME FOLD[,FOLD] [--epochs N] [--init CHECKPOINT] [--set key=value] [--extra]
"""

import argparse
import json
import time
from dataclasses import replace
from pathlib import Path

import corpora
import gold
import measure
import torch
from where import SHARED, WORK, base

from picketline.evaluate.training import fit
from picketline.evaluate.training.net import Net


def log(text: str) -> None:
    line = f"{time.strftime('%H:%M:%S')} {text}"
    print(line, flush=True)
    with (WORK / "log.txt").open("a") as f:
        f.write(line + "\n")


def fresh(init: Path | None) -> Net:
    torch.manual_seed(0)
    net = Net()
    if init:
        net.load_state_dict(torch.load(init, weights_only=True), strict=True)
    else:
        net.encoder.load_base(base() / "model.safetensors")
    return net


def changed(plan: fit.Plan, items: list[str]) -> fit.Plan:
    """The plan with `key=value` items put in."""
    for item in items:
        key, value = item.split("=")
        plan = replace(plan, **{key: type(getattr(plan, key))(value)})
    return plan


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("name"), ap.add_argument("folds")
    ap.add_argument("--init", type=str, default="", help="checkpoint to start from; FOLD in it stands for the fold")
    ap.add_argument("--set", action="append", default=[])
    ap.add_argument("--extra", action="store_true", help="quotes and negatives of the public corpora beside the gold")
    ap.add_argument("--threads", type=int, default=1)
    a = ap.parse_args()
    torch.set_num_threads(a.threads)
    plan = changed(fit.Plan(), a.set)
    every = gold.examples(SHARED, tok := gold.tokenizer())
    folds = json.loads((WORK / "folds.json").read_text())
    beside = corpora.beside(list(corpora.lessons(SHARED, tok, set(folds)))) if a.extra else []
    corpus_folds = corpora.folds_of(SHARED)
    for fold in map(int, a.folds.split(",")):
        kept = [e for i, e in every.items() if folds[i] != fold]
        held = [e for i, e in every.items() if folds[i] == fold]
        extra = [e for e in beside if corpus_folds.get(e.id) != fold]
        name, begin = f"{a.name} fold {fold}", time.monotonic()
        log(f"[{name}] {len(kept)} train, {len(extra)} beside, {len(held)} held, {plan} {a.init}")
        net = fresh(Path(a.init.replace("FOLD", str(fold))) if a.init else None)
        fit.train(net, kept, plan, log=lambda t, name=name: log(f"[{name}] {t}"), extra=extra)
        fit.save(net, WORK / f"{a.name}.fold{fold}.pt")
        found = dict(fit.read(net, held))
        text, means = measure.report([(r, every[i].labels) for i, r in found.items()])
        log(f"[{name}] " + " ".join(f"{k} {v:.3f}" for k, v in means.items()))
        print(text, flush=True)
        log(f"[{name}] done in {time.monotonic() - begin:.0f}s")


if __name__ == "__main__":
    main()
