"""The coded reports as examples for the net."""

import json
from pathlib import Path

from tokenizers import Tokenizer
from where import base

from picketline.evaluate.training.fit import Example
from picketline.evaluate.training.labels import paint
from picketline.extract.windows import lay_out


def tokenizer(path: Path | None = None) -> Tokenizer:
    """The base model's tokenizer, without its cuts and padding."""
    found = Tokenizer.from_file(str(path or base() / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


def read(path: Path) -> list[dict]:
    """The lines of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def examples(shared: Path, tok: Tokenizer) -> dict[str, Example]:
    """All coded reports, by id."""
    found = {}
    for part in ("dev", "dev2", "seeds"):
        gold = {g["document"]: g for g in read(shared / "gold" / f"{part}.gold.jsonl")}
        for d in read(shared / "gold" / f"{part}.docs.jsonl"):
            layout = lay_out(d["text"], tok)
            found[d["id"]] = Example(d["id"], layout, paint(d["text"], layout, gold[d["id"]], d.get("published")))
    return found
