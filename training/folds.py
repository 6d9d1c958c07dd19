"""Folds for cross-validation: reports of one dispute, and near-copies, stay together.

    python training/folds.py SHARED OUT.json

Writes {document id: fold}. Documents of `dev` and `dev2` get a fold of 0 to 4; seeds get -1 (they train in every fold, and are
scored apart). The further reports are dealt after them, and change nothing for them. Two reports are grouped when a key of
`dev.clusters.gold.jsonl` joins them, when the 5-word shingles of one are half in the other, or when they name the same employer within 120
days.
"""

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path

from coded import FURTHER, reports
from jsonl import read

FOLDS = 5
NEAR = 120
"""Days within which two reports of one employer may tell of one dispute."""
Pair = tuple[str, str]


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


def of_one_key(clusters: list[dict]) -> Iterator[Pair]:
    """Reports that gold gives one dispute key."""
    first: dict[str, str] = {}
    for row in clusters:
        yield first.setdefault(row["key"], row["document"]), row["document"]


def copies(docs: list[dict]) -> Iterator[Pair]:
    """Texts of which one holds half the other's shingles."""
    sets = {d["id"]: shingles(d["text"]) for d in docs}
    where = defaultdict(list)
    for i, s in sets.items():
        for shingle in s:
            where[shingle].append(i)
    shared = Counter((a, b) for ids in where.values() if len(ids) < 40 for n, a in enumerate(ids) for b in ids[:n])
    yield from (pair for pair, n in sorted(shared.items()) if n >= 0.5 * min(len(sets[i]) for i in pair))


def of_one_employer(docs: list[dict], gold: dict[str, dict]) -> Iterator[Pair]:
    """Reports that name one employer within 120 days of each other."""
    seen = defaultdict(set)
    for d in docs:
        names = [name for dispute in gold[d["id"]]["disputes"] for name in dispute.get("employers", [])]
        forms = {form for name in names for form in (name["value"], *name.get("aliases", [])) if form[:1].isupper()}
        if len(d.get("published") or "") == len("2001-12-31"):
            for form in forms:
                seen[re.sub(r"\W+", " ", form).casefold().strip()].add((date.fromisoformat(d["published"]), d["id"]))
    for rows in seen.values():
        yield from ((a, b) for (p, a), (q, b) in combinations(sorted(rows), 2) if (q - p).days <= NEAR)


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


def further(pairs: list[Pair], docs: list[dict], folds: dict[str, int]) -> dict[str, int]:
    """Folds of the docs that have none in `folds`: that of the reports they are paired with, else as `deal`.

    ValueError where one is paired with reports of two folds: nothing could learn from it and be scored fairly.
    """
    near = defaultdict(set)
    for one, other in (*pairs, *((b, a) for a, b in pairs)):
        if other in folds:
            near[one].add(folds[other])
    rest = [d for d in docs if d["id"] not in folds]
    if torn := [d["id"] for d in rest if len(near[d["id"]]) > 1]:
        raise ValueError(f"these belong with reports of two folds: {torn}")
    free = [d for d in rest if not near[d["id"]]]
    return deal(grouped(pairs, free), free) | {d["id"]: min(near[d["id"]]) for d in rest if near[d["id"]]}


def grouped(pairs: list[Pair], docs: list[dict]) -> Groups:
    """The docs, joined by those of the pairs that are both among them."""
    groups = Groups([d["id"] for d in docs])
    for a, b in pairs:
        if a in groups.parent and b in groups.parent:
            groups.join(a, b)
    return groups


def main(shared: Path, out: Path) -> None:
    """Writes the folds of all that is coded."""
    every = [({**document, "gold": part}, record) for part, document, record in reports(shared, ("dev", "dev2", FURTHER))]
    docs, gold = [d for d, _ in every], {record["document"]: record for _, record in every}
    clusters = read(shared / "gold" / "dev.clusters.gold.jsonl")
    pairs = [*of_one_key(clusters), *copies(docs), *of_one_employer(docs, gold)]
    scored = [d for d in docs if d["gold"] != FURTHER]
    groups = grouped(pairs, scored)
    folds = deal(groups, scored)
    folds |= further(pairs, docs, folds)
    sizes = Counter(groups.find(d["id"]) for d in scored)
    print("groups", len(sizes), "largest", sizes.most_common(8), "folds", sorted(Counter(folds.values()).items()))
    print(Counter((folds[d["id"]], d["gold"]) for d in docs))
    folds |= dict.fromkeys((d["id"] for d in read(shared / "gold" / "seeds.docs.jsonl")), -1)
    out.write_text(json.dumps(folds, indent=0, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
