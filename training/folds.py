"""Folds for cross-validation: reports of one dispute, and near-copies, stay together.

    python training/folds.py SHARED OUT.json

Writes {document id: fold}. Documents of `dev` and `dev2` get a fold of 0 to 4; seeds get -1 (they train in every fold, and are
scored apart). Two reports are grouped when a key of `dev.clusters.gold.jsonl` joins them, when the 5-word shingles of one are
half in the other, or when they name the same employer within 120 days.
"""

import json
import re
import sys
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

FOLDS = 5


def read(path: Path) -> list[dict]:
    """The lines of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def shingles(text: str) -> frozenset[str]:
    """All runs of five words, small letters."""
    words = re.findall(r"\w+", text.casefold())
    return frozenset(" ".join(words[i : i + 5]) for i in range(max(1, len(words) - 4)))


class Groups:
    """Disjoint sets of documents."""

    def __init__(self, ids: list[str]) -> None:
        self.parent = {i: i for i in ids}

    def find(self, i: str) -> str:
        while self.parent[i] != i:
            self.parent[i] = i = self.parent[self.parent[i]]
        return i

    def join(self, a: str, b: str) -> None:
        a, b = sorted((self.find(a), self.find(b)))
        self.parent[b] = a


def join_clusters(groups: Groups, clusters: list[dict]) -> None:
    """Joins the reports that gold gives one dispute key."""
    first: dict[str, str] = {}
    for row in clusters:
        if row["document"] in groups.parent:
            groups.join(first.setdefault(row["key"], row["document"]), row["document"])


def join_copies(groups: Groups, docs: list[dict]) -> None:
    """Joins texts of which one holds half the other's shingles."""
    sets = {d["id"]: shingles(d["text"]) for d in docs}
    where = defaultdict(list)
    for i, s in sets.items():
        for shingle in s:
            where[shingle].append(i)
    shared = Counter((a, b) for ids in where.values() if len(ids) < 40 for n, a in enumerate(ids) for b in ids[:n])
    for (a, b), n in sorted(shared.items()):
        if n >= 0.5 * min(len(sets[a]), len(sets[b])):
            groups.join(a, b)


def join_employers(groups: Groups, docs: list[dict], gold: dict[str, dict]) -> None:
    """Joins reports that name one employer within 120 days of each other."""
    seen = defaultdict(list)
    for d in docs:
        for dispute in gold[d["id"]]["disputes"]:
            for name in dispute.get("employers", []):
                forms = {re.sub(r"\W+", " ", f).casefold().strip() for f in (name["value"], *name.get("aliases", [])) if f[:1].isupper()}
                for form in sorted(forms):
                    seen[form].append((d.get("published") or "", d["id"]))
    for rows in seen.values():
        for (p, a), (q, b) in zip(sorted(rows), sorted(rows)[1:], strict=False):
            if len(p) == len(q) == 10 and abs((date.fromisoformat(p) - date.fromisoformat(q)).days) <= 120:
                groups.join(a, b)


def deal(groups: Groups, docs: list[dict]) -> dict[str, int]:
    """Folds of about equal size: the largest group first, each to the fold that holds the least of its kind."""
    members = defaultdict(list)
    for d in docs:
        members[groups.find(d["id"])].append(d["id"])
    kind = {d["id"]: (d["gold"], d["id"].split("-")[0]) for d in docs}
    folds: dict[str, int] = {}
    load = [Counter() for _ in range(FOLDS)]
    for root in sorted(members, key=lambda r: (-len(members[r]), r)):
        mix = Counter(kind[i] for i in members[root])
        best = min(range(FOLDS), key=lambda f: (sum(load[f][k] * n for k, n in mix.items()), sum(load[f].values()), f))
        load[best] += mix
        folds.update(dict.fromkeys(members[root], best))
    return folds


def main(shared: Path, out: Path) -> None:
    """Writes the folds of the gold under `shared`."""
    gold_dir = shared / "gold"
    docs = [{**d, "gold": part} for part in ("dev", "dev2") for d in read(gold_dir / f"{part}.docs.jsonl")]
    gold = {g["document"]: g for part in ("dev", "dev2") for g in read(gold_dir / f"{part}.gold.jsonl")}
    groups = Groups([d["id"] for d in docs])
    join_clusters(groups, read(gold_dir / "dev.clusters.gold.jsonl"))
    join_copies(groups, docs)
    join_employers(groups, docs, gold)
    folds = deal(groups, docs) | dict.fromkeys((d["id"] for d in read(gold_dir / "seeds.docs.jsonl")), -1)
    out.write_text(json.dumps(folds, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    sizes = Counter(groups.find(d["id"]) for d in docs)
    print("groups", len(sizes), "largest", sizes.most_common(8), "folds", sorted(Counter(folds.values()).items()))
    print(Counter((folds[d["id"]], d["gold"]) for d in docs))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
