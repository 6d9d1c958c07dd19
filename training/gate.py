"""Trains the relevance gate and prints its figures.

    python training/gate.py vote     the linear vote (step 2) into data/gate.json, with figures by folds
    python training/gate.py last     the last step, from out-of-fold readings, with the figures of the whole gate

Labels: the gold, and the labels of the public corpora (rules, in part read by a person). Gold documents keep their folds, corpus
documents get theirs by split group.
"""

import json
import sys
import zlib
from collections import Counter
from dataclasses import dataclass

import numpy as np
from jsonl import read
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from where import DATA, SHARED, WORK

from picketline.extract import encoder, gate
from picketline.extract.reading import Reading

GATE = DATA / "gate.json"
NEGATIVE, LABOUR = "news_en_negative", "news_en_labour"
CORPORA = (LABOUR, NEGATIVE, "advocacy_en_labour", "advocacy_en_negative", "structured_tech_actions", "geo_geowebnews", "quotes_polnear")
TERMS = 6000


@dataclass(slots=True)
class Text:
    """A document whose relevance is known; `part` is dev, dev2 or a corpus, `sources` all corpora that hold it, `kind` of negative."""

    id: str
    part: str
    text: str
    relevant: bool
    fold: int
    weight: float
    sources: set[str]
    kind: str = ""


def texts() -> list[Text]:
    """All documents whose relevance is known, each once; where gold and a corpus differ, gold holds."""
    folds = json.loads((WORK / "folds.json").read_text())
    found: list[Text] = []
    for part in ("dev", "dev2"):
        truth = {g["document"]: g["relevant"] for g in read(SHARED / "gold" / f"{part}.gold.jsonl")}
        docs = read(SHARED / "gold" / f"{part}.docs.jsonl")
        found += [Text(d["id"], part, d["text"], truth[d["id"]], folds[d["id"]], 3.0, {part}) for d in docs]
    by_id = {t.id: t for t in found}
    by_text = {t.text.strip()[:300]: t for t in found}
    for name in CORPORA:
        for row in read(SHARED / "corpus" / f"{name}.jsonl"):
            known = by_id.get(row["id"]) or by_text.get(row["text"].strip()[:300])
            if known is None and (made := outside(name, row)):
                found.append(made)
                known = by_id[made.id] = made
            if known:
                known.sources.add(name)
                known.kind = row["labels"].get("negative_kind") or known.kind
    return found


def outside(name: str, row: dict) -> Text | None:
    """A corpus document with a usable label."""
    labels = row["labels"]
    relevant = labels.get("relevance") == "labour_dispute"
    if labels.get("relevance") in ("mention", "unsure") or not row["text"].strip():
        return None
    if name == "structured_tech_actions":
        relevant = bool({"strike", "protest"} & set(labels["actions"] or []))
        if not relevant:
            return None
    fold = zlib.crc32(row["split_group"].encode()) % 5
    return Text(row["id"], name, row["text"], relevant, fold, 1.0 if name.startswith("news") else 0.4, {name})


def matrix(rows: list[frozenset[str]], words: dict[str, int]) -> csr_matrix:
    """Which of the words each row holds."""
    at = [sorted(words[t] for t in terms if t in words) for terms in rows]
    flat = np.array([i for a in at for i in a], np.int64)
    return csr_matrix((np.ones(len(flat), np.float32), flat, np.cumsum([0, *map(len, at)])), shape=(len(rows), len(words)))


def vote_model(items: list[Text], rows: list[frozenset[str]]) -> tuple[dict[str, float], float]:
    """Weights of the terms that tell most, and the bias, rounded to three digits."""
    y = np.array([i.relevant for i in items])
    counts = [Counter(t for terms, label in zip(rows, y, strict=True) if label == side for t in terms) for side in (False, True)]
    sizes = [int((~y).sum()) or 1, int(y.sum()) or 1]
    gain = {}
    for t, n in (counts[0] + counts[1]).items():
        if n >= 4:
            odds = np.log((counts[1][t] + 1) / sizes[1]) - np.log((counts[0][t] + 1) / sizes[0])
            gain[t] = abs(odds) * min(n, 60) ** 0.5
    kept = sorted(sorted(gain, key=lambda t: (-gain[t], t))[:TERMS])
    model = LogisticRegression(C=0.05, max_iter=300)
    model.fit(matrix(rows, {t: i for i, t in enumerate(kept)}), y, sample_weight=[i.weight for i in items])
    weights = {t: round(float(w), 3) for t, w in zip(kept, model.coef_[0], strict=True) if abs(w) >= 0.002}
    return weights, round(float(model.intercept_[0]), 4)


def cross_votes(items: list[Text], rows: list[frozenset[str]]) -> np.ndarray:
    """Each document's vote by a model that has not seen its fold."""
    out = np.zeros(len(items))
    for fold in range(5):
        train = [n for n, i in enumerate(items) if i.fold != fold]
        votes, bias = vote_model([items[n] for n in train], [rows[n] for n in train])
        for n, i in enumerate(items):
            if i.fold == fold:
                out[n] = bias + sum(votes.get(t, 0.0) for t in rows[n])
    return out


def f1(truth: np.ndarray, said: np.ndarray) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    hit = (truth & said).sum()
    p, r = hit / max(1, said.sum()), hit / max(1, truth.sum())
    return p, r, 2 * p * r / max(1e-9, p + r)


def figures(items: list[Text], said: np.ndarray) -> None:
    """Prints the figures that issue 3 asks for."""
    truth = np.array([i.relevant for i in items])
    for part in ("dev", "dev2"):
        at = np.array([i.part == part for i in items])
        print("{}: P {:.3f} R {:.3f} F1 {:.3f} of {}".format(part, *f1(truth[at], said[at]), at.sum()))
    labour, negative = (np.array([name in i.sources for i in items]) for name in (LABOUR, NEGATIVE))
    print(f"{LABOUR}: called relevant {said[labour].mean():.3f} of {labour.sum()}")
    print(f"{NEGATIVE}: called relevant {said[negative & ~truth].mean():.3f} of {(negative & ~truth).sum()}")
    for kind in sorted({i.kind for i, n in zip(items, negative, strict=True) if n}):
        at = negative & ~truth & np.array([i.kind == kind for i in items])
        print(f"   {kind}: {said[at].mean():.3f} of {at.sum()}")
    wrong = [i for i, s in zip(items, said, strict=True) if s != i.relevant and (i.part == "dev" or NEGATIVE in i.sources)]
    for i in wrong:
        print(f"   {i.id} ({i.part}{', ' + i.kind if i.kind else ''}): {'missed' if i.relevant else 'false alarm'}")


def at_part(items: list[Text], part: str, relevant: bool) -> np.ndarray:
    """Documents of a source with a truth."""
    return np.array([part in i.sources and i.relevant is relevant for i in items])


def vote() -> None:
    """Step 2."""
    items = texts()
    rows = [gate.terms(i.text) for i in items]
    print(len(items), Counter((i.part, i.relevant) for i in items))
    votes = cross_votes(items, rows)
    truth = np.array([i.relevant for i in items])
    worded = np.array([gate.worded(i.text) for i in items])
    sure = at_part(items, "dev", True) | at_part(items, "dev2", True) | at_part(items, LABOUR, True)
    least = float(np.quantile(votes[sure], 0.004)) - 0.3
    passed = worded & (votes >= least)
    for name, found in (("words", worded), ("words and vote", passed)):
        recall = {part: round(float(found[at_part(items, part, True)].mean()), 4) for part in ("dev", "dev2", LABOUR)}
        print(f"{name}: recall {recall}; passes {found[at_part(items, NEGATIVE, False)].mean():.3f} of {NEGATIVE}")
    dev = np.array([i.part in ("dev", "dev2") for i in items])
    best = max(np.arange(-2, 2, 0.1), key=lambda t: f1(truth[dev], (worded & (votes >= t))[dev])[2])
    print(f"the vote alone, at {best:.1f}:")
    figures(items, worded & (votes >= best))
    weights, bias = vote_model(items, rows)
    (WORK / "votes.json").write_text(json.dumps({i.id: float(v) for i, v in zip(items, votes, strict=True)}))
    unset = {"weights": dict.fromkeys(gate.FEATURES, 0.0) | {"vote": 1.0}, "offset": 0.0, "threshold": 0.5}
    write((json.loads(GATE.read_text()) if GATE.exists() else unset) | {"votes": weights, "bias": bias, "least": round(least, 3)})
    print("terms", len(weights), "bytes", GATE.stat().st_size)


def last() -> None:
    """Step 3."""
    votes, data = json.loads((WORK / "votes.json").read_text()), json.loads(GATE.read_text())
    items, rows = [], []
    for i in texts():
        paths = [p for folder in ("reading", "reading-extra") if (p := WORK / folder / f"{i.id}.npz").exists()]
        if i.id in votes and (paths or NEGATIVE in i.sources):  # negatives of several windows taught no net: the final one reads them
            items.append(i)
            reading = Reading.load(paths[0]) if paths else encoder.net().read(i.text)
            rows.append(list(gate.features(reading, votes[i.id]).values()))
    x, y, weight = np.array(rows), np.array([i.relevant for i in items]), np.array([i.weight for i in items])
    passed = np.array([gate.worded(i.text) and votes[i.id] >= data["least"] for i in items])
    folds, chance = np.array([i.fold for i in items]), np.zeros(len(items))
    for fold in sorted(set(folds.tolist())):
        model = LogisticRegression(C=1.0, max_iter=500).fit(x[folds != fold], y[folds != fold], sample_weight=weight[folds != fold])
        chance[folds == fold] = model.predict_proba(x[folds == fold])[:, 1]
    dev = np.array([i.part in ("dev", "dev2") for i in items])
    grid = np.arange(0.2, 0.85, 0.01)
    score = np.array([f1(y[dev], (passed & (chance >= t))[dev])[2] for t in grid])
    best = float(grid[score >= score.max() - 0.005].max())  # precision before recall where F1 is level
    print(f"{len(items)} documents, threshold {best:.2f}")
    for t in (0.3, 0.4, 0.5, 0.6, 0.7):
        print("   at {:.1f}: P {:.3f} R {:.3f} F1 {:.3f} on dev and dev2".format(t, *f1(y[dev], (passed & (chance >= t))[dev])))
    figures(items, passed & (chance >= best))
    model = LogisticRegression(C=1.0, max_iter=500).fit(x, y, sample_weight=weight)
    weights = {n: round(float(w), 4) for n, w in zip(gate.FEATURES, model.coef_[0], strict=True)}
    write(data | {"weights": weights, "offset": round(float(model.intercept_[0]), 4), "threshold": round(best, 3)})
    print(weights, model.intercept_[0])


def write(data: dict) -> None:
    """Writes the weights that ship."""
    GATE.write_text(json.dumps(data, sort_keys=True, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    {"vote": vote, "last": last}[sys.argv[1]]()
