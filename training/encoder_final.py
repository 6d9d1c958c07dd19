"""Writes a net as the files that ship, with their hashes.

python training/encoder_final.py WORK/final.pt
"""

import hashlib
import json
import shutil
import sys
from pathlib import Path

import encoder_fold
from where import DATA, SHARED, base

from picketline.evaluate.training import convert


def main(checkpoint: Path) -> None:
    convert.write({name: value.numpy() for name, value in encoder_fold.fresh(checkpoint).state_dict().items()}, DATA)
    shutil.copyfile(base() / "tokenizer.json", DATA / "tokenizer.json")
    convert.seal(DATA)
    for name, found in json.loads((DATA / "hashes.json").read_text()).items():
        encoder_fold.log(f"[final] {name} {(DATA / name).stat().st_size} bytes sha256 {found}")
    for path in sorted((SHARED / "gold").glob("*.jsonl")):
        encoder_fold.log(f"[final] {path.name} sha256 {hashlib.sha256(path.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
