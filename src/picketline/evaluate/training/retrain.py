"""Training on an organisation's own coded reports, from the net that ships.

Needs the `train` extra (torch, onnx). The base weights are not needed: the shipped net's own are taken back from their quantised form.
"""

import json
import shutil
from collections.abc import Callable
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np
import torch

from picketline.evaluate.training import convert
from picketline.evaluate.training.fit import Example, Plan, train
from picketline.evaluate.training.labels import paint
from picketline.evaluate.training.net import Net
from picketline.extract.encoder import net as shipped
from picketline.extract.windows import lay_out
from picketline.model.errors import UserError
from picketline.text.furniture import headless

GENTLE = Plan(epochs=4, encoder_rate=1e-4, head_rate=3e-4)
"""A plan for a net that knows its task already: a third of the first rates."""


def retrain(docs: Path, gold: Path, out: Path, *, plan: Plan = GENTLE, log: Callable[[str], None] = print) -> int:
    """Trains on coded reports and writes the model files into `out`; returns how many reports it learned from.

    `docs` holds lines of `{"id", "text", "published"?}`, `gold` records of the exchange form. A record without its document is an
    error of the caller, for a net must not be trained on less than was meant. About 0.3 s a report and pass on two cores;
    a GPU is used where there is one.
    """
    examples = read_examples(docs, gold)
    with resources.as_file(_data()) as folder:
        net = restored(folder).to("cuda" if torch.cuda.is_available() else "cpu")
        train(net, examples, plan, log=log)
        out.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / "tokenizer.json", out / "tokenizer.json")
    convert.write({name: value.cpu().numpy() for name, value in net.state_dict().items()}, out)
    convert.seal(out)
    return len(examples)


def restored(folder: Path) -> Net:
    """A net in torch with the weights of shipped files."""
    net = Net()
    net.load_state_dict({name: torch.from_numpy(np.array(value)) for name, value in convert.restore(folder).items()})
    return net


def read_examples(docs: Path, gold: Path) -> list[Example]:
    """Coded reports as lessons; UserError names the first record whose document is missing."""
    texts = {d["id"]: d for d in _lines(docs)}
    tokenizer, found = shipped().tokenizer, []
    for record in _lines(gold):
        document = texts.get(record["document"])
        if document is None:
            raise UserError(f"{gold}: the record of {record['document']!r} has no document in {docs}")
        text = headless(document["text"])
        layout = lay_out(text, tokenizer)
        if len(layout.words):
            found.append(Example(record["document"], layout, paint(text, layout, record, document.get("published"))))
    if not found:
        raise UserError(f"{gold} holds no coded report to learn from")
    return found


def _data() -> Traversable:
    return resources.files("picketline.extract").joinpath("data")


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
