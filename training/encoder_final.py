"""Trains the net that ships on all coded reports, and writes its files with their hashes and model card.

python training/encoder_final.py [--init CHECKPOINT] [--stage first|second] [--convert CHECKPOINT]
"""

import argparse
import hashlib
import json
import shutil
from dataclasses import replace
from pathlib import Path

import corpora
import encoder_fold
import gold
import torch
from where import DATA, SHARED, base

from picketline.evaluate.training import convert, fit


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("out", type=Path, help="where the checkpoint goes")
    ap.add_argument("--init", type=Path), ap.add_argument("--extra", action="store_true")
    ap.add_argument("--set", action="append", default=[]), ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--only-convert", action="store_true")
    a = ap.parse_args()
    torch.set_num_threads(a.threads)
    net = encoder_fold.fresh(a.out if a.only_convert else a.init)
    if not a.only_convert:
        tok = gold.tokenizer()
        every = list(gold.examples(SHARED, tok).values())
        extra = corpora.beside(list(corpora.lessons(SHARED, tok, {e.id for e in every}))) if a.extra else []
        plan = encoder_fold.changed(replace(fit.Plan(), seed=1), a.set)
        encoder_fold.log(f"[final] {len(every)} reports, {len(extra)} beside, {plan} {a.init}")
        fit.train(net, every, plan, log=lambda t: encoder_fold.log(f"[final] {t}"), extra=extra)
        fit.save(net, a.out)
    ship(net)


def ship(net: torch.nn.Module) -> None:
    """Writes the files of the net into the package."""
    convert.write({name: value.numpy() for name, value in net.state_dict().items()}, DATA)
    shutil.copyfile(base() / "tokenizer.json", DATA / "tokenizer.json")
    convert.seal(DATA)
    hashes = json.loads((DATA / "hashes.json").read_text())
    for name, found in hashes.items():
        encoder_fold.log(f"[final] {name} {(DATA / name).stat().st_size} bytes sha256 {found}")
    for path in sorted((SHARED / "gold").glob("*.jsonl")):
        encoder_fold.log(f"[final] {path.name} sha256 {hashlib.sha256(path.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()
