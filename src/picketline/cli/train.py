"""`picketline train`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from picketline.cli._screen import say

PANEL = "Records alone"


def command(
    docs: Annotated[Path, typer.Argument(help="JSON Lines with id, text, and maybe published.", exists=True, dir_okay=False)],
    gold: Annotated[Path, typer.Argument(help="Records of these documents as people coded them.", exists=True, dir_okay=False)],
    *,
    out: Annotated[Path, typer.Option("--out", help="Folder for the model's files.")] = Path("model"),
    passes: Annotated[int, typer.Option("--passes", min=1, help="How often the net goes through the reports.")] = 4,
) -> None:
    """Train the net on your own coded reports, starting from the one that ships.

    Needs the train extra. The rules and rankers behind the net stay as they are. To read with the result, set PICKETLINE_MODEL to
    the folder.

    Example:
    picketline train docs.jsonl gold.jsonl --out our-model
    PICKETLINE_MODEL=our-model picketline extract docs.jsonl > records.jsonl
    """
    from picketline.model.errors import MissingExtra

    try:
        from picketline.evaluate.training.retrain import GENTLE, retrain
    except ModuleNotFoundError as error:
        raise MissingExtra(f"training ({error.name})", "train") from error
    from dataclasses import replace

    learned = retrain(docs, gold, out, plan=replace(GENTLE, epochs=passes), log=say)
    say(f"learned from {learned} reports; the model is in {out}: set PICKETLINE_MODEL={out} to read with it")
