"""Resolving many reports: quality, time and memory, beside Splink on DuckDB on the same reports in one run.

    .venv/bin/python benchmarks/resolve.py --sizes 1000 10000 100000
    .venv/bin/python benchmarks/resolve.py --tools ledger --sizes 100000       a ledger of so many disputes, on disk, takes new reports

For each size N: N reports of 0.3 N disputes, made up but plausible, with names and dates as reports give them: legal forms, acronyms,
slips, parts of names, rounded numbers, vague or missing dates, places left out, unions with several employers at a time. One dispute in
six is followed by another that is not the same: at the same employer in another town within a month, by another trade and its union in
the same town within a month, or by the same people beyond the two months that one dispute may rest. Nothing of it is tuned on: the weights
are those that ship. Each tool runs in a process of its own. Splink gets the same facts as columns, with names already in normal form, and
of several thresholds the one that suits it best.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sqlite3
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from importlib import resources
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from sqlalchemy import insert

from picketline.lang import pack
from picketline.model import Document, Quantity, Record, Reported, Span, Value
from picketline.model.document import digest, document_id
from picketline.resolve.blocking import kept
from picketline.resolve.cluster import clusters
from picketline.resolve.copies import signed
from picketline.resolve.index import Memory
from picketline.resolve.judging import judgements
from picketline.resolve.report import Report, reports
from picketline.text.names import acronym, normal_form

SEED, YEARS = 20260, (2012, 2024)
SECOND, LULL = 1 / 6, 62
"""Part of the disputes that another at the same employer follows; days that the stoppages of one dispute may lie apart."""
HEADS = ("Ash", "Bar", "Cor", "Dun", "El", "Fen", "Gar", "Hal", "Iver", "Jar", "Kel", "Lor", "Mar", "Nor", "Or", "Pen", "Quar", "Rav",
         "Sol", "Tor", "Ul", "Ven", "Wes", "Yar", "Zan", "Bel", "Cal", "Dor", "Est", "Fal")  # fmt: skip
TAILS = ("ton", "wick", "land", "mere", "field", "ford", "gate", "haven", "lin", "mont", "nex", "ovia", "port", "quist", "rell", "stad",
         "tex", "vale", "worth", "dale", "bridge", "bury")  # fmt: skip
LEGAL = ("Ltd", "Inc", "PLC", "Corp", "GmbH", "SA", "Group", "Company", "")
TRADES = {
    "A": ["farm workers", "fruit pickers"], "B": ["miners", "oil workers"], "C": ["car workers", "steel workers", "machinists"],
    "D": ["power workers", "electricians"], "E": ["refuse collectors", "waste collectors"], "F": ["bricklayers", "construction workers"],
    "G": ["shop staff", "supermarket cashiers"], "H": ["dockers", "bus drivers", "pilots", "postal workers", "train drivers"],
    "I": ["hotel workers", "waiters"], "J": ["journalists", "game developers"], "N": ["cleaners", "security guards"],
    "O": ["civil servants", "firefighters"], "P": ["teachers", "lecturers"], "Q": ["nurses", "doctors"],
}  # fmt: skip
KINDS = {
    "A": "Farms", "B": "Mining", "C": "Motors|Steel|Textiles|Foods|Electronics", "D": "Power", "E": "Waste Services", "F": "Construction",
    "G": "Stores", "H": "Shipping|Airlines|Transit|Logistics", "I": "Hotels", "J": "Media|Studios", "N": "Cleaning|Security",
    "O": "City Council|Fire Authority", "P": "University|School District", "Q": "Hospital|Health Trust",
}  # fmt: skip
KIN = {"dockers": "longshoremen", "car workers": "autoworkers", "bus drivers": "transit workers", "teachers": "school staff",
       "cleaners": "janitors", "shop staff": "retail workers", "nurses": "nursing staff", "miners": "mineworkers"}  # fmt: skip
APART = frozenset("BCDHJNOQ")
"""Industries whose trades no report mixes up: waiters are hotel workers, and lecturers teachers."""
DEMANDS = ("pay", "hours", "jobs", "conditions", "rights", "benefits", "agreement", "reinstatement", "policy")


SETS = ("employers", "unions", "workers", "places", "forms", "demands")
ONES = ("industry", "started", "ended", "status")
NEW, AT = 500, "2025-01-01"
"""Reports that a ledger takes while it is timed, and when."""


@dataclass(frozen=True, slots=True)
class Town:
    name: str
    country: str
    region: str


@dataclass(frozen=True, slots=True)
class Employer:
    name: str
    legal: str
    industry: str
    trade: str
    towns: tuple[Town, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """A dispute as it was."""

    key: int
    employer: Employer
    trade: str
    union: str
    town: Town
    start: date
    days: int
    people: int
    demands: tuple[str, ...]
    form: str


def towns() -> list[Town]:
    """The larger towns of the shipped gazetteer, with their region's name."""
    path = resources.files("picketline.text") / "data/gazetteer.sqlite"
    base = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    regions = {(c, d): n for c, d, n in base.execute("select country, division, name from places where kind = 'region'")}
    rows = base.execute(
        "select name, country, division from places where kind = 'town' and population > 60000 order by name, country, division"
    )
    return [Town(name, country, regions.get((country, division), "")) for name, country, division in rows]


def employers(rng: random.Random, count: int, places: list[Town]) -> list[Employer]:
    """Employers, one in five of them in several towns."""
    return [_employer(rng, places) for _ in range(count)]


def _employer(rng: random.Random, places: list[Town]) -> Employer:
    industry = rng.choice(sorted(TRADES))
    home = rng.choice(places)
    kind = rng.choice(KINDS[industry].split("|"))
    first = home.name if industry in "OPQ" else rng.choice(HEADS) + rng.choice(TAILS)
    second = "" if industry in "OPQ" or rng.random() < 0.5 else f" {rng.choice(HEADS)}{rng.choice(TAILS)}"
    legal = "" if industry in "OPQ" else rng.choice(LEGAL)
    other = tuple(rng.choice(places) for _ in range(rng.choice((0, 0, 0, 0, 2))))
    return Employer(f"{first}{second} {kind}", legal, industry, rng.choice(TRADES[industry]), (home, *other))


def disputes(rng: random.Random, count: int, places: list[Town]) -> list[Truth]:
    """Disputes of employers of which some have many. A second one of the same trade in the same town lies more than two months from the
    first: by the ILO's rule it would be the same dispute otherwise."""
    known = employers(rng, max(2, count // 2), places)
    first = date(YEARS[0], 1, 1)
    span = (date(YEARS[1], 12, 31) - first).days
    taken: dict[tuple[Employer, Town, str], list[tuple[date, int]]] = defaultdict(list)
    made: list[Truth] = []
    while len(made) < count:
        if made and rng.random() < SECOND:
            new = _second(rng, made[-1], len(made), places)
        else:
            who = known[min(int(rng.paretovariate(1.1)) - 1, len(known) - 1)] if rng.random() < 0.05 else rng.choice(known)
            new = _dispute(rng, len(made), who, (rng.choice(who.towns), first + timedelta(rng.randrange(span))))
        if _free(taken[new.employer, new.town, new.trade], new.start, new.days):
            taken[new.employer, new.town, new.trade].append((new.start, new.days))
            made.append(new)
    return made


def _dispute(rng: random.Random, key: int, who: Employer, at: tuple[Town, date], trade: str | None = None) -> Truth:
    trade = trade or who.trade
    union = f"{rng.choice(('National', 'United', 'General', 'Allied'))} {trade.title()} Union"
    local = f" Local {rng.randrange(1, 900)}" if rng.random() < 0.3 else ""
    days, people = max(1, int(rng.lognormvariate(1.6, 1.2))), max(15, int(rng.lognormvariate(6, 1.3)))
    demands = tuple(rng.sample(DEMANDS, rng.choice((1, 1, 2))))
    return Truth(key, who, trade, union + local, *at, days, people, demands, rng.choice(("strike",) * 5 + ("protest",)))


def _second(rng: random.Random, one: Truth, key: int, places: list[Town]) -> Truth:
    """Another dispute at the employer of `one`, soon after it."""
    who, soon = one.employer, one.start + timedelta(rng.randrange(31))
    match rng.choice(("town", "again", "trade") if who.industry in APART else ("town", "again")):
        case "town":
            return _dispute(rng, key, who, (rng.choice([*(t for t in who.towns if t != one.town), rng.choice(places)]), soon), one.trade)
        case "trade":
            other = rng.choice([trade for trade in TRADES[who.industry] if trade != one.trade])
            return _dispute(rng, key, who, (one.town, soon), other)
        case _:
            later = one.start + timedelta(one.days + LULL + 1 + rng.randrange(120))
            return replace(_dispute(rng, key, who, (one.town, later), one.trade), union=one.union)


def _free(taken: list[tuple[date, int]], start: date, days: int) -> bool:
    apart = timedelta(LULL)
    return all(start > other + timedelta(long) + apart or other > start + timedelta(days) + apart for other, long in taken)


def told(rng: random.Random, truth: Truth, number: int) -> tuple[Document, Record]:
    """One report of a dispute, as a reporter with little time gives it."""
    published = truth.start + timedelta(rng.randrange(-7, min(truth.days, 60) + 12))
    over = published > truth.start + timedelta(truth.days)
    name = f"r{number:06}"
    document = Document(name, name, "", "", published=published.isoformat(), language="en", outlet=f"outlet {rng.randrange(400)}")
    status = "threatened" if published < truth.start else "ended" if over else "ongoing"
    reported = Reported(
        "d1",
        employers=_said(_employer_name(rng, truth.employer)),
        unions=_said(_union_name(rng, truth.union)),
        workers=_said(_trade_name(rng, truth.trade)),
        places=_places(rng, truth.town),
        forms=_said(truth.form),
        demands=tuple(v for d in truth.demands if rng.random() < 0.8 for v in _said(d)),
        industry=_one(truth.employer.industry if rng.random() < 0.95 else rng.choice(sorted(TRADES))),
        started=_one(_start(rng, truth.start)),
        ended=_one((truth.start + timedelta(truth.days - 1)).isoformat() if over and rng.random() < 0.5 else None),
        status=_one(status),
        workers_involved=_people(rng, truth.people),
    )
    return document, Record(name, True, (reported,))


def _said(value: str | None, country: str | None = None) -> tuple[Value, ...]:
    return (Value(value, (Span(0, len(value), value),), country=country),) if value else ()


def _one(value: str | None) -> Value | None:
    return next(iter(_said(value)), None)


def _employer_name(rng: random.Random, who: Employer) -> str | None:
    draw = rng.random()
    if draw < 0.10:
        return rng.choice((None, "the company", "management"))
    if draw < 0.45:
        return f"{who.name} {who.legal}".strip()
    if draw < 0.85:
        return who.name
    if draw < 0.92 and len(who.name.split()) > 2:
        return acronym(who.name)
    return _slip(rng, who.name) if draw < 0.96 else who.name.rsplit(" ", 1)[0]


def _slip(rng: random.Random, name: str) -> str:
    at = rng.randrange(1, len(name) - 1)
    return name[:at] + name[at + 1 :] if rng.random() < 0.5 else name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _union_name(rng: random.Random, union: str) -> str | None:
    draw = rng.random()
    if draw < 0.35:
        return None
    base, _, local = union.partition(" Local ")
    short = base if draw < 0.7 else acronym(base)
    return f"{short} Local {local}" if local and rng.random() < 0.6 else short


def _trade_name(rng: random.Random, trade: str) -> str | None:
    draw = rng.random()
    return "workers" if draw < 0.2 else None if draw < 0.25 else KIN.get(trade, trade) if draw < 0.35 else trade


def _places(rng: random.Random, town: Town) -> tuple[Value, ...]:
    draw = rng.random()
    if draw < 0.05:
        return ()
    return _said(town.region if draw < 0.12 and town.region else town.name, town.country)


def _start(rng: random.Random, start: date) -> str | None:
    draw = rng.random()
    if draw < 0.3:
        return None
    if draw < 0.75:
        return start.isoformat()
    return f"{(start + timedelta(rng.randrange(-2, 3))).isoformat()}~" if draw < 0.9 else start.isoformat()[:7]


def _people(rng: random.Random, people: int) -> Quantity | None:
    draw = rng.random()
    if draw < 0.4:
        return None
    digits = max(0, len(str(people)) - 2)
    value = people if draw < 0.7 else round(people, -digits) if draw < 0.9 else round(people * rng.uniform(0.8, 1.25), -digits)
    return Quantity(float(value), (Span(0, 1, "n"),))


def made(size: int) -> tuple[list[tuple[Document, Record]], dict[str, int]]:
    """`size` reports in a mixed order, and the dispute of each."""
    rng = random.Random(SEED)
    truths = disputes(rng, max(1, size * 3 // 10), towns())
    of = [*truths, *(rng.choice(truths) for _ in range(size - len(truths)))]
    rng.shuffle(of)
    rows = [told(rng, truth, number) for number, truth in enumerate(of)]
    return rows, {f"{document.id}#d1": truth.key for (document, _), truth in zip(rows, of, strict=True)}


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
        _fill(Path(folder, "bench.db"), (_whole(*told(rng, truth, number)) for number, truth in enumerate(truths)))
        filled, before = time.perf_counter() - start, _memory()
        clock, used = [], []
        for number in range(size, size + NEW):
            one = _whole(*told(rng, rng.choice(truths), number))
            begun, worked = time.perf_counter(), _processor()
            known.add(*one, recorded_at=AT)
            clock.append(1000 * (time.perf_counter() - begun))
            used.append(1000 * (_processor() - worked))
        return {
            "filled_s": filled, "new_report_ms_median": median(clock), "new_report_ms_p95": quantiles(clock, n=20)[-1],
            "processor_ms_median": median(used), "processor_ms_p95": quantiles(used, n=20)[-1],
            "file_mb": Path(f"{folder}/bench.db").stat().st_size / 2**20, "memory_mb": _memory() - before,
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


def _whole(document: Document, record: Record) -> tuple[Document, bytes, Record]:
    """The report with a text that says its values, and the record with its evidence there."""
    (said,) = record.disputes
    words = [document.name, *(value.value for kind in SETS for value in getattr(said, kind))]
    words += [one.value for kind in ONES if (one := getattr(said, kind))] + ["n"]
    text = "\n".join(words)

    def found(word: str) -> tuple[Span, ...]:
        at = text.index(word)
        return (Span(at, at + len(word), word),)

    sets = {kind: tuple(replace(value, evidence=found(value.value)) for value in getattr(said, kind)) for kind in SETS}
    ones = {kind: one and replace(one, evidence=found(one.value)) for kind in ONES for one in [getattr(said, kind)]}
    people = said.workers_involved and replace(said.workers_involved, evidence=found("n"))
    data = text.encode()
    whole = replace(document, id=document_id(digest(data)), text=text, sha256=digest(data))
    return whole, data, replace(record, disputes=(replace(said, **sets, **ones, workers_involved=people),))


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
