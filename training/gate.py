"""Trains the relevance gate and prints its figures.

    python training/gate.py fit     writes the vote (step 2) into data/gate.json with figures by folds
    python training/gate.py final   adds the last step, from out-of-fold readings, with figures of the whole gate

Labels: the gold; the reviewed and rule-made labels of the public corpora. Gold documents keep their folds, corpus documents get theirs by split group.
"""

import json
import sys
import zlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import gold
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from picketline.extract import gate
from picketline.extract.reading import Reading

SHARED, WORK = Path("/work/shared"), Path("/work/oof")
DATA = Path("/work/main/src/picketline/extract/data/gate.json")
CORPORA = ("news_en_labour", "news_en_negative", "advocacy_en_labour", "advocacy_en_negative", "structured_tech_actions", "geo_geowebnews", "quotes_polnear")
TERMS = 6000


@dataclass(slots=True)
class Text:
    id: str
    part: str
    kind: str
    text: str
    relevant: bool
    fold: int
    weight: float


def texts() -> list[Text]:
    """All documents whose relevance is known, each once."""
    folds = json.loads((WORK / "folds.json").read_text())
    found, seen = [], set()
    for part in ("dev", "dev2"):
        truth = {g["document"]: g["relevant"] for g in gold.read(SHARED / "gold" / f"{part}.gold.jsonl")}
        for d in gold.read(SHARED / "gold" / f"{part}.docs.jsonl"):
            found.append(Text(d["id"], part, part, d["text"], truth[d["id"]], folds[d["id"]], 3.0))
    by_id = {t.id: t for t in found}
    by_text = {t.text.strip()[:300]: t for t in found}
    for name in CORPORA:
        for r in gold.read(SHARED / "corpus" / f"{name}.jsonl"):
            key = r["text"].strip()[:300]
            if r["id"] in seen or not key:
                continue
            seen.add(r["id"])
            labels = r["labels"]
            kind = labels.get("negative_kind") or name
            known = by_id.get(r["id"]) or by_text.get(key)
            if known:
                known.kind = f"{known.kind}|{kind}|{name}"
                continue
            if name == "structured_tech_actions":
                actions = set(labels["actions"] or [])
                if not actions & {"strike", "protest"}:
                    continue
                truth = True
            else:
                truth = labels.get("relevance") == "labour_dispute"
            if labels.get("relevance") in ("mention", "unsure"):
                continue
            fold = zlib.crc32(r["split_group"].encode()) % 5
            found.append(Text(r["id"], name, f"{kind}|{name}", r["text"], truth, fold, 1.0 if name.startswith("news") else 0.4))
    return found


def matrix(rows: list[frozenset[str]], words: dict[str, int]) -> csr_matrix:
    at = [[words[t] for t in terms if t in words] for terms in rows]
    ends = np.cumsum([0, *map(len, at)])
    flat = np.array([i for a in at for i in a], np.int64)
    return csr_matrix((np.ones(len(flat), np.float32), flat, ends), shape=(len(rows), len(words)))


def vote_model(items: list[Text], rows: list[frozenset[str]]) -> tuple[dict[str, float], float]:
    """Weights of the terms and the bias, rounded to three digits."""
    spread = Counter(t for terms in rows for t in terms)
    y = np.array([i.relevant for i in items])
    counts = np.zeros((2, 1))
    by: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for terms, label in zip(rows, y, strict=True):
        for t in terms:
            by[t][int(label)] += 1
    n = [max(1, int((~y).sum())), max(1, int(y.sum()))]
    gain = {t: abs(np.log((by[t][1] + 1) / n[1]) - np.log((by[t][0] + 1) / n[0])) * min(c, 60) ** 0.5 for t, c in spread.items() if c >= 4}
    kept = sorted(sorted(gain, key=lambda t: (-gain[t], t))[:TERMS])
    words = {t: i for i, t in enumerate(kept)}
    model = LogisticRegression(C=0.05, max_iter=300)
    model.fit(matrix(rows, words), y, sample_weight=[i.weight for i in items])
    del counts
    return {t: round(float(w), 3) for t, w in zip(kept, model.coef_[0], strict=True) if abs(w) >= 0.002}, round(float(model.intercept_[0]), 4)


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
    hit = (truth & said).sum()
    p, r = hit / max(1, said.sum()), hit / max(1, truth.sum())
    return p, r, 2 * p * r / max(1e-9, p + r)


def figures(items: list[Text], said: np.ndarray) -> None:
    """Prints the figures that issue 3 asks for."""
    truth = np.array([i.relevant for i in items])
    for part in ("dev", "dev2"):
        at = np.array([i.part == part for i in items])
        print(f"{part}: P {f1(truth[at], said[at])[0]:.3f} R {f1(truth[at], said[at])[1]:.3f} F1 {f1(truth[at], said[at])[2]:.3f} of {at.sum()}")
    labour = np.array(["news_en_labour" in i.kind for i in items])
    print(f"news_en_labour: called relevant {said[labour].mean():.3f} of {labour.sum()}; of those that gold does not call irrelevant {said[labour & truth].mean():.3f}")
    negative = np.array(["news_en_negative" in i.kind for i in items])
    print(f"news_en_negative: called relevant {said[negative].mean():.3f} of {negative.sum()}; of those gold does not call relevant {said[negative & ~truth].mean():.3f} of {(negative & ~truth).sum()}")
    for kind in sorted({i.kind.split("|")[-2] for i, n in zip(items, negative, strict=True) if n}):
        at = np.array([n and i.kind.split("|")[-2] == kind for i, n in zip(items, negative, strict=True)])
        print(f"   {kind}: {said[at & ~truth].mean():.3f} of {(at & ~truth).sum()}")
    for i, s in zip(items, said, strict=True):
        if i.part in ("dev",) and s != i.relevant:
            print("   dev wrong:", i.id, "false alarm" if s else "missed")
        if s and not i.relevant and "news_en_negative" in i.kind:
            print("   negative called relevant:", i.id, i.kind.split("|")[-2])


def fit() -> None:
    items = texts()
    rows = [gate.terms(i.text) for i in items]
    print(len(items), Counter((i.part, i.relevant) for i in items))
    votes = cross_votes(items, rows)
    truth = np.array([i.relevant for i in items])
    worded = np.array([gate.worded(i.text) for i in items])
    dev = np.array([i.part in ("dev", "dev2") for i in items])
    print("worded: recall dev", worded[[i.part == "dev" and i.relevant for i in items]].mean(), "dev2", worded[[i.part == "dev2" and i.relevant for i in items]].mean())
    least = float(np.quantile(votes[truth & (dev | np.array(["news_en_labour" in i.kind for i in items]))], 0.004)) - 0.3
    passed = worded & (votes >= least)
    print(f"vote: rejects below {least:.2f}; recall dev {passed[[i.part == 'dev' and i.relevant for i in items]].mean():.4f} dev2 {passed[[i.part == 'dev2' and i.relevant for i in items]].mean():.4f}; "
          f"passes {passed[~truth].mean():.3f} of what is no dispute (news_en_negative {passed[[('news_en_negative' in i.kind) and not i.relevant for i in items]].mean():.3f})")
    best = max(np.arange(-2, 2, 0.1), key=lambda t: f1(truth[dev], (worded & (votes >= t))[dev])[2])
    print("by the vote alone, at", best)
    figures(items, worded & (votes >= best))
    weights, bias = vote_model(items, rows)
    np.savez(WORK / "votes.npz", votes=votes)
    (WORK / "votes.json").write_text(json.dumps({"ids": [i.id for i in items], "votes": votes.tolist()}))
    old = json.loads(DATA.read_text()) if DATA.exists() else {"weights": dict.fromkeys(gate.FEATURES, 0.0) | {"vote": 1.0}, "offset": 0.0, "threshold": 0.5}
    DATA.write_text(json.dumps({**old, "votes": weights, "bias": bias, "least": round(least, 3)}, sort_keys=True, separators=(",", ":")) + "\n")
    print("terms", len(weights), "bytes", DATA.stat().st_size)


def final() -> None:
    items = texts()
    stored = json.loads((WORK / "votes.json").read_text())
    votes = dict(zip(stored["ids"], stored["votes"], strict=True))
    data = json.loads(DATA.read_text())
    rows, kept = [], []
    for i in items:
        path = WORK / "reading" / f"{i.id}.npz"
        if not path.exists():
            path = WORK / "reading-extra" / f"{i.id}.npz"
        if path.exists():
            kept.append(i)
            rows.append([*gate.features(Reading.load(path), votes[i.id]).values()])
    x, y = np.array(rows), np.array([i.relevant for i in kept])
    passed = np.array([gate.worded(i.text) and votes[i.id] >= data["least"] for i in kept])
    weight = np.array([i.weight for i in kept])
    chance = np.zeros(len(kept))
    for fold in range(5):
        train = np.array([i.fold != fold for i in kept])
        model = LogisticRegression(C=1.0, max_iter=500).fit(x[train], y[train], sample_weight=weight[train])
        chance[~train] = model.predict_proba(x[~train])[:, 1]
    dev = np.array([i.part in ("dev", "dev2") for i in kept])
    grid = np.arange(0.2, 0.85, 0.01)
    score = [f1(y[dev], (passed & (chance >= t))[dev])[2] for t in grid]
    top = max(score)
    best = float(np.mean([t for t, s in zip(grid, score, strict=True) if s >= top - 0.002]))
    print(f"threshold {best:.2f} (F1 within .002 of the best from {min(t for t, s in zip(grid, score, strict=True) if s >= top - 0.002):.2f})")
    figures(kept, passed & (chance >= best))
    model = LogisticRegression(C=1.0, max_iter=500).fit(x, y, sample_weight=weight)
    data["weights"] = {n: round(float(w), 4) for n, w in zip(gate.FEATURES, model.coef_[0], strict=True)}
    data |= {"offset": round(float(model.intercept_[0]), 4), "threshold": round(best, 3)}
    DATA.write_text(json.dumps(data, sort_keys=True, separators=(",", ":")) + "\n")
    print(data["weights"], data["offset"])


if __name__ == "__main__":
    {"fit": fit, "final": final}[sys.argv[1]]()
