"""Writes what each fold's net says of the reports it has not seen, from which the later stages learn.

python training/encoder_read.py NAME     reads WORK/NAME.foldN.pt, writes WORK/reading (coded) and WORK/reading-extra (corpora)
"""

import json
import sys
from pathlib import Path

import corpora
import encoder_fold
import gold
import torch
from where import SHARED, WORK

from picketline.evaluate.training import fit
from picketline.extract.reading import Reading


def main(name: str) -> None:
    torch.set_num_threads(1)
    tok = gold.tokenizer()
    every, folds = gold.examples(SHARED, tok), json.loads((WORK / "folds.json").read_text())
    corpus_folds = corpora.folds_of(SHARED)
    beside = [e for e in corpora.beside(list(corpora.lessons(SHARED, tok, set(folds)))) if not e.id.startswith("polnear")]
    for fold in sorted({*folds.values()} - {-1}):  # -1: the seeds, which every net learns from
        net = encoder_fold.fresh(WORK / f"{name}.fold{fold}.pt")
        write(dict(fit.read(net, [e for i, e in every.items() if folds[i] == fold])), WORK / "reading")
        write(dict(fit.read(net, [e for e in beside if corpus_folds.get(e.id) == fold])), WORK / "reading-extra")


def write(found: dict[str, Reading], folder: Path) -> None:
    """Readings as files, each put in place whole."""
    folder.mkdir(exist_ok=True)
    for i, r in found.items():
        r.save(folder / f".{i}.part")
        (folder / f".{i}.part").rename(folder / f"{i}.npz")


if __name__ == "__main__":
    main(sys.argv[1])
