"""Trains the net on the public corpora, once; every fold starts from the checkpoint.

python training/encoder_pretrain.py OUT.pt [--set key=value]
"""

import argparse
import json
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import corpora
import encoder_fold
import gold
import torch
from where import SHARED

from picketline.evaluate.training import fit


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("out", type=Path), ap.add_argument("--set", action="append", default=[])
    a = ap.parse_args()
    torch.set_num_threads(2)
    plan = encoder_fold.changed(replace(fit.Plan(), epochs=2, seed=3), a.set)
    taken = set(json.loads((encoder_fold.WORK / "folds.json").read_text()))
    tok, begin = gold.tokenizer(), time.monotonic()
    found = list(corpora.lessons(SHARED, tok, taken))
    kinds = Counter(e.id.split("-")[0] for e in found)
    encoder_fold.log(f"[pretrain] {len(found)} lessons {dict(kinds)} pieces {sum(len(w.pieces) for e in found for w in e.layout.windows)}")
    net = encoder_fold.fresh(None)
    fit.train(net, found, plan, log=lambda t: encoder_fold.log(f"[pretrain] {t}"))
    fit.save(net, a.out)
    encoder_fold.log(f"[pretrain] done in {time.monotonic() - begin:.0f}s")


if __name__ == "__main__":
    main()
