"""The experiment bench: how good is extraction on reports that no learned part has seen?

    python training/bench.py [--again STAGE,... | --keep] [--folds 0,1] [--log "what was tried"]

For each fold every stage is fitted on the other folds of dev, dev2 and the further reports, and the whole extraction is run on the fold,
from readings out of fold. Dev is scored together, dev2 and the seeds apart (for these the stages are fitted on the rest; the net has seen
them).
Stages whose weights are kept from the run before are fitted again unless `--keep` is given, or only those named by `--again`.
Writes predictions to work/pred.PART.jsonl (raw.PART.jsonl before the check), the figures to eval/last.json, and with
`--log` a line to docs/experiments.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from coded import PARTS
from examples import READINGS, SHARED, Example, examples
from stages import SHIPPED, fit_all, stages

from picketline.check.telling import Teller, load
from picketline.evaluate import Report, read_gold, report
from picketline.extract import gate
from picketline.extract.encoder import read_documents
from picketline.extract.models import Models, parse
from picketline.extract.page import Page
from picketline.extract.pipeline import extract_all, proved, record, sided
from picketline.model import Document
from picketline.model.exchange import record_json
from picketline.model.record import Record
from picketline.text.furniture import blanked, furniture

ROOT = Path(__file__).parents[1]
LAST, FLOORS, LOG = ROOT / "eval" / "last.json", ROOT / "eval" / "floors.json", ROOT / "docs" / "experiments.md"
WORST = 12


def main() -> None:
    """Runs the bench."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--again", help="fit only these stages again, separated by commas")
    asked.add_argument("--keep", action="store_true", help="fit nothing again that is kept from the run before")
    asked.add_argument("--folds", default="0,1,2,3,4,-1", help="folds to run, -1 for the seeds")
    asked.add_argument("--pin", action="store_true", help="pin the figures of the last run as floors in eval/floors.json, without a run")
    asked.add_argument("--log", help="what was tried: appends a line to docs/experiments.md")
    given = asked.parse_args()
    if given.pin:
        pin()
        return
    again = () if given.keep else tuple(given.again.split(",")) if given.again else stages()
    folds = [int(fold) for fold in given.folds.split(",")]
    every = examples()
    started = time.perf_counter()
    raw = {r.document: r for fold in folds for r in run_fold(every, fold, again)}
    predicted = {r.document: r for fold in folds for r in checked(every, fold, raw)}
    scored = {part: score([e for e in every if e.part == part and e.id in predicted], predicted) for part in PARTS}
    for part, found in scored.items():
        print(f"== {part}\n{found.text(WORST if part != 'seeds' else 0)}\n")
        for name, records in (("raw", raw), ("pred", predicted)):
            lines = [json.dumps(record_json(records[e.id]), ensure_ascii=False) for e in every if e.part == part and e.id in records]
            (READINGS / f"{name}.{part}.jsonl").write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    print(f"{time.perf_counter() - started:.0f} s", file=sys.stderr)
    if len(folds) == 6:
        LAST.write_text(json.dumps(figures(scored), indent=1) + "\n", encoding="utf-8")
        if given.log:
            log(given.log, scored)


def run_fold(every: Sequence[Example], fold: int, again: Sequence[str]) -> Iterator[Record]:
    """The records of one fold's reports, by weights that have not seen them."""
    taught = [e for e in every if e.fold not in (fold, -1)]
    votes = unseen_votes()
    weights = parse(fit_all(taught, READINGS / "stages" / f"fold{fold}", again))
    for example in every:
        if example.fold == fold and example.part in PARTS:
            yield one(example, weights, votes.get(example.id))


def checked(every: Sequence[Example], fold: int, raw: dict[str, Record]) -> Iterator[Record]:
    """The records of a fold with only what a judge that has not seen them lets pass."""
    teller = unseen_teller(fold)
    for example in every:
        if example.id in raw and example.fold == fold:
            yield proved(example.page, raw[example.id], teller)


def one(example: Example, weights: Models, vote: float | None) -> Record:
    """What the whole extraction says of one report, before it is checked."""
    text = blanked(example.page.text, furniture(example.page.text, "en"))
    stored = example.page.reading
    [reading] = [stored] if stored.document.any() else read_documents([text])  # no reading is stored of the seeds
    page = Page(text, example.page.published, example.page.pack, reading)
    sure = relevance(page, vote)
    return sided(record(page, example.id, weights), sure) if sure >= gate.shipped().threshold else Record(example.id, False)


def relevance(page: Page, vote: float | None) -> float:
    """The gate's answer, from the vote of a model that has not seen the report (its six last weights have)."""
    trained = gate.shipped()
    if vote is None:
        return gate.relevance(page.text, page.reading)
    if not gate.worded(page.text) or vote < trained.least:
        return 0.0
    found = gate.features(page.reading, vote)
    odds = trained.offset + math.fsum(trained.weights[name] * found[name] for name in gate.FEATURES)
    return 1 / (1 + math.exp(-odds))


def unseen_votes() -> dict[str, float]:
    """The gate's votes out of fold, as `training/gate.py fit` leaves them."""
    votes: dict[str, float] = json.loads((READINGS / "votes.json").read_text(encoding="utf-8"))
    return votes


def unseen_teller(fold: int) -> Teller | None:
    """The judge of events that has not seen the fold, as `training/check.py folds` leaves it; the one that ships for the seeds."""
    path = READINGS / f"telling.fold{fold}.npz"
    return load(path.read_bytes()) if path.exists() else None


def score(part: Sequence[Example], predicted: dict[str, Record]) -> Report:
    """The report on some examples."""
    texts = {e.id: e.page.text for e in part}
    return report([read_gold(e.line) for e in part], [predicted[e.id] for e in part], texts)


def corpus_hash(shared: Path = SHARED) -> str:
    """sha256 over the coded reports, file by file."""
    names = sorted(path for part in PARTS for path in (shared / "gold").glob(f"{part}.[dg]o*.jsonl"))
    return hashlib.sha256(b"".join(hashlib.sha256(path.read_bytes()).digest() for path in names)).hexdigest()


def figures(scored: dict[str, Report]) -> dict[str, object]:
    """What eval/last.json holds."""
    return {"corpus": corpus_hash(), **{part: found.json() for part, found in scored.items()}}


def pin() -> None:
    """Makes the last run's figures the floors, and what the shipped model gets on the seeds: a little lower, for rounding."""
    last = json.loads(LAST.read_text(encoding="utf-8"))
    bench = {part: {name: _floor(value) for name, value in _pinned(last[part]).items()} for part in PARTS}
    rows = [e for e in examples() if e.part == "seeds"]
    documents = [Document(e.id, e.id, e.page.text, "0" * 64, published=e.page.published, language="en") for e in rows]
    shipped = score(rows, {r.document: r for r in extract_all(documents)}) if SHIPPED.exists() else None
    floors = {"corpus": last["corpus"], "bench": bench, "shipped": {"seeds": _floor(shipped.overall.f1) if shipped else 0.0}}
    FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(floors))


def _pinned(found: dict[str, dict]) -> dict[str, float]:
    groups = {name: figures["f1"] for name, figures in found["groups"].items()}
    return {"overall": found["overall"]["f1"], "precision": found["overall"]["precision"], "relevance": found["relevance"]["f1"], **groups}


def _floor(value: float) -> float:
    return max(0.0, math.floor(1000 * value - 5) / 1000)


def log(what: str, scored: dict[str, Report]) -> None:
    """Adds a line under "The whole"."""
    dev = scored["dev"]
    groups = ", ".join(f"{name} {count.f1:.3f}" for name, count in dev.groups.items())
    others = ", ".join(f"{part} {scored[part].overall.f1:.3f}" for part in PARTS[1:])
    line = (
        f"- {what}: dev **{dev.overall.f1:.4f}** (P {dev.overall.precision:.3f} R {dev.overall.recall:.3f};"
        f" relevance {dev.relevance.f1:.3f}, disputes {dev.disputes.f1:.3f}; {groups}); {others}\n"
    )
    text = LOG.read_text(encoding="utf-8")
    head, tail = text.split("## The net", 1)
    LOG.write_text(f"{head.rstrip()}\n{line}\n## The net{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
