"""Learns what the features of `resolve` weigh from the coded disputes across reports, and measures it without the fold.

    .venv/bin/python training/resolve.py                                    measures on coded records, by folds of keys
    .venv/bin/python training/resolve.py --extracted RECORDS.jsonl          and on out-of-fold extracted ones, with weights of their own
    .venv/bin/python training/resolve.py --extracted RECORDS.jsonl --write  then learns from all and writes the weights that ship

Each pair of reports is scored by weights learned from pairs of other folds than either report's key lies in, and all reports are clustered
together: stricter than clustering each fold alone, where reports of other folds cannot be taken in by mistake.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from jsonl import read
from scipy.optimize import minimize

from picketline.model.decision import Judgement
from picketline.model.document import Document
from picketline.model.exchange import read_record
from picketline.resolve.blocking import asked, kept
from picketline.resolve.cluster import clusters
from picketline.resolve.compare import Weights, weigh
from picketline.resolve.features import FEATURES, JOINT, vector
from picketline.resolve.index import Memory
from picketline.resolve.judging import judgement
from picketline.resolve.report import Report, reports

HERE = Path(__file__).resolve().parent
SHIPPED = HERE.parent / "src/picketline/resolve/data/weights.json"
FOLDS = 5
SPREAD = 1.0
"""Variance of the weights about what was expected of them."""
SPREAD_EXTRACTED = 0.3
"""The same for extracted reports, of whose weights those for coded reports are expected."""
EXPECTED = (0.5, 0.5)
EXPECTED_OF = {
    "employer": (2.0, 0.5),
    "union": (1.0, 0.5),
    "country": (0.0, 2.0),
    "start": (1.0, 4.0),
    "form": (0.0, 0.5),
    "branch": (0.0, 1.0),
    "aim": (0.0, 4.0),
    "quotes": (1.0, 0.0),
}
"""What a feature is expected to weigh (for, against) where it is not as others. The coded reports are mostly of wire news of one spring,
in which national strikes without a named employer prevail: that one employer is named tells more elsewhere. Other dates, and another
action for other demands, are what two strikes of the same people differ in."""
NAMES = (*FEATURES, *JOINT)
Pair = tuple[Report, Report]


def read_reports(docs: Path, records: Path) -> list[Report]:
    """The reports of all records, by subject."""
    known = {d["id"]: Document(d["id"], d["id"], d["text"], "", published=d.get("published"), language="en") for d in read(docs)}
    found = (report for line in read(records) for report in reports(read_record(line), known[line["document"]]))
    return sorted(found, key=lambda report: report.subject)


def read_keys(path: Path) -> dict[str, str]:
    return {f"{row['document']}#{row['dispute']}": row["key"] for row in read(path)}


def named_as(found: list[Report], coded: list[Report], by: Weights) -> dict[str, str]:
    """For reports made by extraction, the coded report of the same document that each is likest to, the likest pairs first."""
    of = defaultdict(list)
    for report in coded:
        of[report.document].append(report)
    pairs = sorted((-weigh(a, b, by=by).score, a.subject, b.subject) for a in found for b in of[a.document])
    matched: dict[str, str] = {}
    for _, subject, like in pairs:
        if subject not in matched and like not in matched.values():
            matched[subject] = like
    return matched


def sides(values: dict[str, float]) -> list[float]:
    """Each feature's value as it speaks for, and as it speaks against."""
    return [part for name in NAMES for part in (max(values[name], 0.0), max(-values[name], 0.0))]


def expected() -> np.ndarray:
    """What the weights are expected to be before the coded reports are seen: all count, and none the wrong way round."""
    return np.array([w for name in NAMES for w in _signed(*EXPECTED_OF.get(name, EXPECTED))])


def _signed(weighs_for: float, weighs_against: float) -> tuple[float, float]:
    return weighs_for, -weighs_against


def fit(x: np.ndarray, y: np.ndarray, prior: np.ndarray, spread: float) -> np.ndarray:
    """Logistic regression with a normal prior, the signs held: what speaks for a dispute never weighs against it. The bias is last."""

    def loss(t: np.ndarray) -> tuple[float, np.ndarray]:
        margin = np.where(y, -1.0, 1.0) * (x @ t[:-1] + t[-1])
        off = t[:-1] - prior
        slope = np.where(y, -1.0, 1.0) / (1.0 + np.exp(-margin))
        return float(np.logaddexp(0.0, margin).sum() + off @ off / (2 * spread)), np.append(x.T @ slope + off / spread, slope.sum())

    signs = [(0.0, None) if n % 2 == 0 else (None, 0.0) for n in range(len(prior))]
    return minimize(loss, np.append(prior, -2.0), jac=True, method="L-BFGS-B", bounds=[*signs, (None, None)]).x


def as_weights(t: np.ndarray) -> Weights:
    return Weights(round(float(t[-1]), 4), {n: (round(float(t[2 * i]), 4), round(-float(t[2 * i + 1]), 4)) for i, n in enumerate(NAMES)})


def as_json(learned: Weights) -> dict[str, object]:
    """The form that ships."""
    return {"bias": learned.bias, "weights": {name: {"for": pair[0], "against": pair[1]} for name, pair in learned.of.items()}}


def fold(key: str) -> int:
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % FOLDS


@dataclass(frozen=True)
class Lesson:
    """Pairs of reports as rows of features, with their keys' folds: made once, learned from many times."""

    x: np.ndarray
    y: np.ndarray
    folds: np.ndarray

    @classmethod
    def of(cls, found: list[Report], keys: dict[str, str]) -> "Lesson":
        pairs = [(a, b) for a, b in combinations(found, 2) if a.document != b.document]
        both = [(keys[a.subject], keys[b.subject]) for a, b in pairs]
        x = np.array([sides(vector(a, b)) for a, b in pairs])
        return cls(x, np.array([a == b for a, b in both]), np.array([(fold(a), fold(b)) for a, b in both]))

    def outside(self, held_out: frozenset[int]) -> tuple[np.ndarray, np.ndarray]:
        """The rows that no held-out fold has a part in."""
        inside = ~np.isin(self.folds, sorted(held_out)).any(axis=1)
        return self.x[inside], self.y[inside]


def learn(coded: Lesson, extracted: Lesson | None = None, held_out: frozenset[int] = frozenset()) -> Weights:
    """The weights that all pairs of reports outside the held-out folds teach: for coded reports, or for extracted ones."""
    weights = fit(*coded.outside(held_out), expected(), SPREAD)
    if extracted:
        weights = fit(*extracted.outside(held_out), weights[:-1], SPREAD_EXTRACTED)
    return as_weights(weights)


def out_of_fold(test: list[Report], keys: dict[str, str], coded: Lesson, extracted: Lesson | None = None) -> list[Judgement]:
    """Judgements of all blocked pairs of `test`, each by weights that saw neither report's fold."""
    by = {held: learn(coded, extracted, held) for held in {frozenset((i, j)) for i in range(FOLDS) for j in range(FOLDS)}}
    seen, out = Memory(), []
    for report in test:
        for other in seen.with_keys(asked(report)):
            held = frozenset(fold(keys.get(r.subject, r.subject)) for r in (report, other))
            if other.document != report.document and (made := judgement(report, other, by=by[held])):
                out.append(made)
        seen.keep(report, kept(report))
    return out


def score(shared: Path, found: dict[str, str], show: Callable[[str], None] = print) -> None:
    """Prints what cluster_score.py says, and the negatives that got one key."""
    gold = shared / "gold/dev.clusters.gold.jsonl"
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as out:
        for subject, key in found.items():
            document, dispute = subject.split("#")
            out.write(json.dumps({"document": document, "dispute": dispute, "key": key}) + "\n")
        out.flush()
        tool = [sys.executable, shared / "tools/cluster_score.py", gold, out.name]
        show(subprocess.run(tool, check=True, capture_output=True, text=True).stdout)
    negatives = [row for row in read(shared / "gold/dev.clusters.notes.jsonl") if "negative" in row]
    joined = [row for row in negatives if len({found.get("#".join(member), str(member)) for member in row["negative"]}) == 1]
    strict = [row for row in joined if not row["reason"].startswith("BORDERLINE")]
    show(f"negatives with one key: {len(strict)} of {len(negatives)}, and {len(joined) - len(strict)} borderline")
    for row in strict:
        show(f"  {row['negative']}: {row['reason']}")


def measure(shared: Path, coded: list[Report], keys: dict[str, str], lesson: Lesson) -> None:
    """Prints how well coded reports are joined."""
    print("coded records:")
    score(shared, clusters(coded, out_of_fold(coded, keys, lesson)))


def measure_extracted(shared: Path, made: list[Report], like: dict[str, str], keys: dict[str, str], lessons: tuple[Lesson, Lesson]) -> None:
    """Prints how well extracted reports are joined."""
    found = clusters(made, out_of_fold(made, keys, *lessons))
    print("\nextracted records, disputes by their own ids:")
    score(shared, found)
    print("\nextracted records, each dispute as the coded one that it is likest to:")
    score(shared, {like.get(subject, subject): key for subject, key in found.items()})


def write(coded: Lesson, extracted: Lesson) -> None:
    """Learns from all and writes the weights that ship."""
    both = {"coded": as_json(learn(coded)), "extracted": as_json(learn(coded, extracted))}
    SHIPPED.write_text(json.dumps(both, indent=1) + "\n", encoding="utf-8")
    print(f"\n{SHIPPED} written")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    options.add_argument("--extracted", type=Path, help="out-of-fold records of the same documents made by extraction")
    options.add_argument("--write", action="store_true", help="write the weights that ship; needs --extracted")
    given = options.parse_args()
    if given.write and not given.extracted:
        options.error("--write needs --extracted: the weights for extracted reports are learned from them")
    docs, gold = (given.shared / f"gold/dev.{part}.jsonl" for part in ("docs", "gold"))
    keys = read_keys(given.shared / "gold/dev.clusters.gold.jsonl")
    coded = [report for report in read_reports(docs, gold) if report.subject in keys]
    lesson = Lesson.of(coded, keys)
    measure(given.shared, coded, keys, lesson)
    if given.extracted:
        made = read_reports(docs, given.extracted)
        like = named_as(made, coded, learn(lesson))
        made_keys = {report.subject: keys.get(like.get(report.subject, ""), f"none {report.subject}") for report in made}
        lessons = lesson, Lesson.of(made, made_keys)
        measure_extracted(given.shared, made, like, made_keys, lessons)
        if given.write:
            write(*lessons)


if __name__ == "__main__":
    main()
