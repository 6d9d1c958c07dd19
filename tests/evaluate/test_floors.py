"""Quality has a floor: the figures of the bench's last run, and those of the model that ships, are not below what is pinned."""

import hashlib
import json
from pathlib import Path

import pytest

from picketline.evaluate import read_gold, report
from picketline.extract.pipeline import extract_all
from picketline.model import Document

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "gold"
FLOORS, LAST = (json.loads((ROOT / "eval" / f"{name}.json").read_text(encoding="utf-8")) for name in ("floors", "last"))
PARTS = ("dev", "dev2", "seeds")
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared: the coded reports")


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


@pytest.mark.parametrize("part", PARTS)
def test_the_last_run_of_the_bench_holds_its_floors(part: str) -> None:
    """Raising a floor is free; lowering one is explicit and explained in docs/experiments.md."""
    pinned, last = FLOORS["bench"][part], LAST[part]
    found = {"overall": last["overall"]["f1"], "precision": last["overall"]["precision"], "relevance": last["relevance"]["f1"]}
    found |= {group: figures["f1"] for group, figures in last["groups"].items()}
    assert {name: found[name] for name, floor in pinned.items() if found[name] < floor} == {}


@needs_shared
def test_the_floors_are_those_of_this_corpus() -> None:
    """Figures of another corpus say nothing: both files carry the hash of the coded reports."""
    names = sorted(path for part in PARTS for path in SHARED.glob(f"{part}.[dg]o*.jsonl"))
    corpus = hashlib.sha256(b"".join(hashlib.sha256(path.read_bytes()).digest() for path in names)).hexdigest()
    assert FLOORS["corpus"] == LAST["corpus"] == corpus


@needs_shared
def test_the_model_that_ships_holds_its_floor_on_the_seeds() -> None:
    """The whole extraction, with the weights in the package, on the two reports that the project began with."""
    rows = lines(SHARED / "seeds.docs.jsonl")
    documents = [Document(row["id"], row["id"], row["text"], "0" * 64, published=row.get("published"), language="en") for row in rows]
    gold = [read_gold(line) for line in lines(SHARED / "seeds.gold.jsonl")]
    found = report(gold, extract_all(documents), {row["id"]: row["text"] for row in rows})
    assert found.overall.f1 >= FLOORS["shipped"]["seeds"], found.text()
    assert found.altered == 0
