"""The package's scorer gives the figures of the project's reference scorer, which lives beside the repository."""

import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType

import pytest

from picketline.evaluate import read_gold, report
from picketline.model.exchange import read_record
from picketline.model.record import Record

SHARED = Path(__file__).parents[3] / "shared"
PREDICTIONS = SHARED.parent / "oof" / "pred.dev.jsonl"
needs_shared = pytest.mark.skipif(
    not (SHARED / "tools" / "score.py").exists(), reason="needs ../shared: the coded reports and the reference scorer"
)


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_score", SHARED / "tools" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Perturbed:
    """Gold records with values dropped, altered, added, moved and swapped between disputes, from a fixed seed."""

    def __init__(self, records: list[dict], seed: int) -> None:
        self.draw, self.records = random.Random(seed), records

    def record(self, record: dict) -> dict:
        disputes = [self.dispute(d) for d in record["disputes"] if self.draw.random() < 0.9]
        if self.draw.random() < 0.15:
            disputes += self.draw.choice(self.records)["disputes"][:1]
        self.draw.shuffle(disputes)
        return {**record, "relevant": bool(disputes) or self.draw.random() < 0.1, "disputes": disputes}

    def dispute(self, dispute: dict) -> dict:
        out = {"id": dispute["id"]}
        for name, value in dispute.items():
            if isinstance(value, list):
                out[name] = [self.value(v) for v in value if self.draw.random() < 0.8]
                self.draw.shuffle(out[name])
            elif name != "id" and self.draw.random() < 0.8:
                out[name] = self.value(value)
        return out

    def value(self, value: dict) -> dict:
        value = json.loads(json.dumps(value))
        other = self.draw.choice(
            ["Kezbi", "the union", "1987", "[1987-03-01..1987-03-07]", "XXXX-03-02", "1987-22", "strike", "workers of Acme"]
        )
        for key in ("value", "date", "actor", "said_by", "count"):
            if key in value and self.draw.random() < 0.2:
                value[key] = self.draw.choice([value[key] + 1, value[key] * 1.001]) if isinstance(value[key], int | float) else other
        if "max" in value and self.draw.random() < 0.5:
            value["max"] += 1
        for span in value.get("evidence", ()):
            shift = self.draw.choice([0, 0, 0, -3, 8, 60])
            if span["start"] + shift >= 0:
                span["start"], span["end"] = span["start"] + shift, span["end"] + shift
        return value


def assert_equal_figures(gold: list[dict], predicted: list[dict], texts: dict[str, str]) -> None:
    score = reference()
    coded = {line["document"]: line for line in gold}
    raw = {line["document"]: score.clean(line) for line in json.loads(json.dumps(predicted)) if line["document"] in coded}
    tallies = {d: score.document(g, raw.get(d, {"relevant": False, "disputes": []})) for d, g in coded.items()}
    slots = score.merge(tallies.values())
    ours = report([read_gold(line) for line in gold], [read_record(line) for line in predicted], texts)

    def four(*figures: float) -> tuple[float, ...]:
        return tuple(round(figure, 4) for figure in figures)

    assert {s: four(c.credit, c.gold, c.predicted) for s, c in ours.slots.items() if c.gold or c.predicted} == {
        s: four(*t) for s, t in slots.items() if t[1] or t[2]
    }
    groups = score.Tally()
    for slot, count in slots.items():
        groups.add(score.GROUP[slot], *count)
    assert {g: four(c.precision, c.recall, c.f1) for g, c in ours.groups.items()} == {g: four(*score.prf(*t)) for g, t in groups.items()}
    assert four(ours.overall.precision, ours.overall.recall, ours.overall.f1) == four(*score.prf(*score.total(slots)))
    every = score.merge(tallies.values(), skip=())
    assert four(ours.disputes.precision, ours.disputes.recall, ours.disputes.f1) == four(*score.prf(*every["dispute"]))
    relevant = [(g["relevant"], raw.get(d, {}).get("relevant", False)) for d, g in coded.items()]
    hits = sum(a and b for a, b in relevant)
    assert four(ours.relevance.f1) == four(score.prf(hits, sum(a for a, _ in relevant), sum(b for _, b in relevant))[2])
    assert (ours.verbatim, ours.altered) == score.grounding(raw, texts)


@needs_shared
@pytest.mark.parametrize("part", ["dev", "dev2", "seeds"])
def test_perturbed_gold_scores_the_same_as_by_the_reference(part: str) -> None:
    """Every figure (overall, groups, slots, relevance, disputes, verbatim evidence) is equal to four decimals."""
    gold = lines(SHARED / "gold" / f"{part}.gold.jsonl")
    texts = {line["id"]: line["text"] for line in lines(SHARED / "gold" / f"{part}.docs.jsonl")}
    perturbed = Perturbed(gold, seed=3)
    predicted = [perturbed.record(line) for line in gold if perturbed.draw.random() < 0.95]
    assert_equal_figures(gold, predicted, texts)


@needs_shared
@pytest.mark.skipif(not PREDICTIONS.exists(), reason="needs the predictions of a run of the bench (make eval)")
def test_real_predictions_score_the_same_as_by_the_reference() -> None:
    """What the bench last predicted for dev scores the same by both."""
    gold = lines(SHARED / "gold" / "dev.gold.jsonl")
    texts = {line["id"]: line["text"] for line in lines(SHARED / "gold" / "dev.docs.jsonl")}
    assert_equal_figures(gold, lines(PREDICTIONS), texts)


@needs_shared
def test_gold_against_itself_is_perfect() -> None:
    """A record that says what gold says earns everything."""
    gold = lines(SHARED / "gold" / "dev.gold.jsonl")
    predicted: list[Record] = [read_record(line) for line in gold]
    ours = report([read_gold(line) for line in gold], predicted, {})
    assert ours.overall.f1 == ours.relevance.f1 == ours.disputes.f1 == 1.0
