"""Resolving many reports: quality, time and memory, beside Splink on DuckDB on the same reports in one run.

    .venv/bin/python benchmarks/resolve.py --sizes 1000 10000 100000
    .venv/bin/python benchmarks/resolve.py --tools ledger --sizes 100000       a ledger of so many disputes, on disk, takes new reports

For each size N: N reports of 0.3 N disputes, made up by `made_reports`. Nothing of it is tuned on: the weights are those that ship. Each
tool runs in a process of its own. Splink gets the same facts as columns, with names already in normal form, and of several thresholds the
one that suits it best.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from made_reports import SEED, disputes, made, told, towns, whole
from sqlalchemy import insert

from picketline.lang import pack
from picketline.model import Document, Record, Reported, Value
from picketline.resolve.blocking import kept
from picketline.resolve.cluster import clusters
from picketline.resolve.copies import signed
from picketline.resolve.index import Memory
from picketline.resolve.judging import judgements
from picketline.resolve.report import Report, reports
from picketline.text.names import normal_form

NEW, AT = 500, "2025-01-01"
"""Reports that a ledger takes while it is timed, and when."""


def quality(found: Mapping[str, object], truth: Mapping[str, int]) -> dict[str, float]:
    """Pairwise precision, recall and F1, and B-cubed F1."""
    both, mine, gold = Counter((found[s], truth[s]) for s in truth), Counter(found[s] for s in truth), Counter(truth.values())

    def pairs(counts: Iterable[int]) -> int:
        return sum(n * (n - 1) // 2 for n in counts)

    hit = pairs(both.values())
    p, r = hit / max(1, pairs(mine.values())), hit / max(1, pairs(gold.values()))
    bp = sum(n * n / mine[m] for (m, _), n in both.items()) / len(truth)
    br = sum(n * n / gold[g] for (_, g), n in both.items()) / len(truth)
    return {"precision": p, "recall": r, "f1": 2 * p * r / max(1e-9, p + r), "b3_f1": 2 * bp * br / (bp + br)}


def own(size: int) -> dict[str, float]:
    """picketline: reports made ready, compared one by one as they come, clustered at the end."""
    rows, truth = made(size)
    before = _memory()
    start, used = time.perf_counter(), _processor()
    found: list[Report] = [report for document, record in rows for report in reports(record, document)]
    ready = time.perf_counter()
    index: Memory[Report] = Memory()
    judged, each = [], []
    for report in found:
        begun = _processor()
        judged += judgements([report], index)
        each.append(_processor() - begun)
    compared = time.perf_counter()
    keys = clusters(found, judged)
    end = time.perf_counter()
    last = sorted(each[-1000:])
    return {
        **quality(keys, truth), "seconds": end - start, "processor_s": _processor() - used,
        "ready_s": ready - start, "compare_s": compared - ready, "cluster_s": end - compared,
        "new_report_ms_median": 1000 * last[len(last) // 2], "new_report_ms_p99": 1000 * last[int(len(last) * 0.99)],
        "judgements": len(judged), "memory_mb": _memory() - before,
    }  # fmt: skip


def ledger(size: int) -> dict[str, float]:
    """A ledger on disk with a report of each of `size` disputes takes `NEW` reports more, each in a transaction of its own."""
    from picketline.ledger import Ledger

    rng = random.Random(SEED)
    truths = disputes(rng, size, towns())
    with TemporaryDirectory() as folder, Ledger.open(f"{folder}/bench.db") as known:
        start = time.perf_counter()
        _fill(Path(folder, "bench.db"), (whole(*told(rng, truth, number)) for number, truth in enumerate(truths)))
        filled = time.perf_counter() - start
        clock, used = [], []
        for number in range(size, size + NEW):
            one = whole(*told(rng, rng.choice(truths), number))
            begun, worked = time.perf_counter(), _processor()
            known.add(*one, recorded_at=AT)
            clock.append(1000 * (time.perf_counter() - begun))
            used.append(1000 * (_processor() - worked))
        return {
            "filled_s": filled, "new_report_ms_median": median(clock), "new_report_ms_p95": quantiles(clock, n=20)[-1],
            "processor_ms_median": median(used), "processor_ms_p95": quantiles(used, n=20)[-1],
            "file_mb": Path(f"{folder}/bench.db").stat().st_size / 2**20, "memory_mb": _memory(),
        }  # fmt: skip


def _fill(path: Path, entries: Iterable[tuple[Document, bytes, Record]]) -> None:
    """Writes reports by the ledger's own code, a thousand a transaction, with the keys by which later ones find them; they are not
    compared with each other, which is not what is timed."""
    from picketline.ledger.add import Entry
    from picketline.ledger.append import Appender
    from picketline.ledger.engine import open_engine, writing
    from picketline.ledger.rows import claim_row, document_row, reading_row
    from picketline.ledger.schema import cached_keys, claims, documents, readings

    engine, drawn = open_engine(path), (Entry(*entry) for entry in entries)
    while together := list(islice(drawn, 1000)):
        with writing(engine) as connection:
            appender = Appender(connection, AT)
            appender.add(documents, [document_row(entry.document, entry.data) for entry in together])
            appender.add(readings, [reading_row(entry.document.id, entry.method, True, 1) for entry in together])
            appender.add(claims, [claim_row(claim) for entry in together for claim in entry.claims()])
            keys = sorted({(key, subject) for entry in together for key, subject in _keys(entry.document, entry.record)})
            connection.execute(insert(cached_keys), [{"key": key, "subject": subject} for key, subject in keys])
    engine.dispose()


def _keys(document: Document, record: Record) -> Iterator[tuple[str, str]]:
    if made := signed(document):
        yield from ((key, document.id) for key in made.bands())
    for report in reports(record, document):
        yield from ((key, report.subject) for key in kept(report))


def splink(size: int) -> dict[str, float]:
    """Splink on DuckDB: trained without labels, as its manual has it."""
    import pandas as pd
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    rows, truth = made(size)
    table = pd.DataFrame([_columns(document, record.disputes[0]) for document, record in rows])
    before = _memory()
    start, used = time.perf_counter(), _processor()
    api = DuckDBAPI()
    data = api.register(table, dataset_display_name="reports")
    blocks = [
        block_on("employer"),
        block_on("place", "industry", "quarter"),
        block_on("substr(employer, 1, 5)", "quarter"),
        block_on("trade", "country", "month"),
    ]
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="subject",
        blocking_rules_to_generate_predictions=blocks,
        comparisons=[
            cl.JaroWinklerAtThresholds("employer", [0.95, 0.88]),
            cl.JaroWinklerAtThresholds("union_name", [0.95, 0.88]),
            cl.ExactMatch("place").configure(term_frequency_adjustments=True),
            cl.ExactMatch("country"),
            cl.ExactMatch("industry"),
            cl.ExactMatch("trade"),
            cl.AbsoluteDateDifferenceAtThresholds("started", input_is_string=True, metrics=["day", "day", "month"], thresholds=[1, 7, 2]),
            cl.AbsoluteDateDifferenceAtThresholds(
                "published", input_is_string=True, metrics=["day", "month", "month"], thresholds=[14, 2, 6]
            ),
            cl.ExactMatch("people"),
        ],
    )
    linker = Linker(data, settings)
    linker.training.estimate_probability_two_random_records_match([block_on("employer", "place", "month")], recall=0.4)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("employer", "month"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("place", "trade"))
    predicted = linker.inference.predict(threshold_match_weight=5)
    best: dict[str, float] = {}
    clustering = 0.0
    done, used = time.perf_counter(), _processor() - used
    for threshold in (5, 10, 14, 17, 20, 23, 26, 30):
        begun = time.perf_counter()
        joined = linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, threshold_match_weight=threshold)
        frame = joined.as_pandas_dataframe()
        clustering = time.perf_counter() - begun
        found = dict(zip(frame["subject"], frame["cluster_id"], strict=True))
        scored = {**quality(found, truth), "threshold": threshold}
        best = max(best, scored, key=lambda s: s.get("f1", -1.0))
    return {**best, "seconds": done - start + clustering, "processor_s": used, "memory_mb": _memory() - before}


def _columns(document: Document, said: Reported) -> dict[str, object]:
    def first(values: tuple[Value, ...]) -> str | None:
        return values[0].value if values else None

    employer, union = first(said.employers), first(said.unions)
    started = said.started.value.rstrip("~") if said.started else None
    published = document.published or ""
    named = employer and employer not in ("the company", "management")
    return {
        "subject": f"{document.id}#d1",
        "employer": normal_form(employer, pack("en")) if employer and named else None,
        "union_name": normal_form(union, pack("en")) if union else None,
        "place": first(said.places),
        "country": said.places[0].country if said.places else None,
        "industry": said.industry.value if said.industry else None,
        "trade": first(said.workers) if first(said.workers) != "workers" else None,
        "started": started if started and len(started) == 10 else None,
        "published": published,
        "month": published[:7],
        "quarter": f"{published[:4]}Q{(int(published[5:7]) - 1) // 3}",
        "people": str(said.workers_involved.value) if said.workers_involved else None,
    }


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _processor() -> float:
    """Seconds of processor time so far, of all threads: on a shared machine it tells more than the clock."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


TOOLS = {"picketline": own, "splink": splink, "ledger": ledger}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000])
    options.add_argument("--tools", nargs="+", default=["picketline", "splink"], choices=list(TOOLS))
    options.add_argument("--one", nargs=2, metavar=("TOOL", "SIZE"), help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.one:
        print(json.dumps(TOOLS[given.one[0]](int(given.one[1]))))
        return
    for size in given.sizes:
        for tool in given.tools:
            run = subprocess.run([sys.executable, __file__, "--one", tool, str(size)], capture_output=True, text=True, check=False)
            if run.returncode:
                print(f"{size:>7} {tool:<11} did not run: {run.stderr.strip().splitlines()[-1]}")
                continue
            row = json.loads(run.stdout.splitlines()[-1])
            print(f"{size:>7} {tool:<11} " + " ".join(f"{name}={value:.4g}" for name, value in row.items()), flush=True)


if __name__ == "__main__":
    main()
