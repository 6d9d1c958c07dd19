"""The coded reports as examples for the net."""

from collections.abc import Sequence
from pathlib import Path

from coded import ALL, reports
from tokenizers import Tokenizer
from where import base

from picketline.evaluate.training.fit import Example
from picketline.evaluate.training.labels import paint
from picketline.extract.windows import lay_out
from picketline.text.furniture import headless


def tokenizer(path: Path | None = None) -> Tokenizer:
    """The base model's tokenizer, without its cuts and padding."""
    found = Tokenizer.from_file(str(path or base() / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


def examples(shared: Path, tok: Tokenizer, parts: Sequence[str] = ALL) -> dict[str, Example]:
    """The coded reports of some parts, by id."""
    return {document["id"]: example(document, record, tok) for _, document, record in reports(shared, parts)}


def example(document: dict, record: dict, tok: Tokenizer) -> Example:
    """One report, as it is read, with what the net should say of it."""
    text = headless(document["text"])
    layout = lay_out(text, tok)
    return Example(document["id"], layout, paint(text, layout, record, document.get("published")))
