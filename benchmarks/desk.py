"""The desk on a large ledger: time of a page, of a file of everything, of many people at once; and beside Datasette on the same file.

    .venv/bin/python benchmarks/made_ledger.py /tmp/large.db --disputes 200000
    .venv/bin/python benchmarks/desk.py /tmp/large.db --parts list dispute files statistics review datasette crowd

Every figure is of a real server in a process of its own, over HTTP on this machine: the whole page as a browser gets it. Datasette is given
the same 50 lines, the same filters and four facets, with its time limits raised so that it answers and its suggestions off.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import re
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from picketline.ledger import Ledger

SEED, TIMES = 20261125, 40
CLIENTS, SECONDS, DECIDING = 50, 60, 0.05
ALONE = ("sql_time_limit_ms", "facet_time_limit_ms")
PICKETLINE = ("picketline", "serve", "--by", "bench", "--ledger", "{file}", "--port", "{port}")
DATASETTE = ("datasette", "serve", "{file}", "--port", "{port}", "--setting", "suggest_facets", "off",
             *(part for name in ALONE for part in ("--setting", name, "60000")))  # fmt: skip
WHY = "/statistics/why?cell=2020&of=workers-beginning"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
Filters = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Server:
    """A server that listens."""

    port: int
    process: int

    def get(self, path: str) -> bytes:
        """The answer's bytes; RuntimeError for any status but 200."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read()
        finally:
            connection.close()
        if answer.status != 200:
            raise RuntimeError(f"{answer.status} for {path}")
        return body

    def length(self, path: str) -> tuple[int, bytes]:
        """How many bytes the answer has, and the last of them, without keeping it."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        connection.request("GET", path)
        answer, size, last = connection.getresponse(), 0, b""
        while piece := answer.read(1 << 20):
            size, last = size + len(piece), piece[-12:]
        connection.close()
        return size, last

    def decide(self, claim: str) -> None:
        """A person accepts a claim."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.request("POST", f"/review/{claim}", "verdict=accept", {"Content-Type": "application/x-www-form-urlencoded"})
        connection.getresponse().read()
        connection.close()

    def accept(self, claim: str) -> int:
        """The status with which a decision is answered."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.request("POST", f"/review/{claim}", "verdict=accept", FORM)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status

    def busy(self) -> float:
        """Milliseconds for which it has used a processor: what a busy machine does not lengthen."""
        fields = Path(f"/proc/{self.process}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")

    def memory(self, what: str = "VmRSS") -> float:
        """Its memory now in MB, or its peak (`VmHWM`)."""
        lines = Path(f"/proc/{self.process}/status").read_text().splitlines()
        return int(next(line.split()[1] for line in lines if line.startswith(what))) / 1024


@contextmanager
def serving(command: Sequence[str], file: Path, path: str) -> Iterator[Server]:
    """A server on a free port, from the moment at which it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program, *words = (part.format(file=file, port=port) for part in command)
    process = subprocess.Popen([Path(sys.executable).with_name(program), *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    server = Server(port, process.pid)
    try:
        _wait(server, path)
        yield server
    finally:
        process.terminate()
        process.wait()


def _wait(server: Server, path: str) -> None:
    for _ in range(1200):
        try:
            server.get(path)
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server does not answer")


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of each answer, ascending, and the mean time for which the server used a processor."""

    wall: tuple[float, ...]
    busy: float = 0.0

    def __str__(self) -> str:
        spread = ", ".join(f"p{p} {self.wall[min(len(self.wall) - 1, len(self.wall) * p // 100)]:.0f} ms" for p in (50, 95, 99))
        return f"{spread} ({self.busy:.0f} ms of processor)" if self.busy else spread


def timed(server: Server, paths: Sequence[str]) -> Times:
    """Each asked for once, one after the other."""
    out, busy = [], server.busy()
    for path in paths:
        began = time.perf_counter()
        server.get(path)
        out.append((time.perf_counter() - began) * 1000)
    return Times(tuple(sorted(out)), (server.busy() - busy) / len(paths))


def filters(file: Path, count: int) -> list[Filters]:
    """Four filters each: those of a dispute drawn by chance, so that each question finds something."""
    rng = random.Random(SEED)
    with sqlite3.connect(file) as base:
        rows = base.execute(
            "select countries, forms, industry, status from cached_disputes "
            "where countries <> '[]' and forms <> '[]' and industry is not null and status is not null order by id"
        ).fetchall()
    first = [(json.loads(countries)[0], json.loads(forms)[0], *rest) for countries, forms, *rest in rng.sample(rows, count)]
    return [tuple(zip(("country", "form", "industry", "status"), values, strict=True)) for values in first]


def ours(asked: Filters) -> str:
    """Where picketline answers it: with its twelve facets, of which Datasette is asked for four."""
    return f"/disputes?{urlencode(asked)}"


def theirs(file: Path, asked: Filters) -> str:
    """Where Datasette answers it."""
    names = {"country": "countries__arraycontains", "form": "forms__arraycontains", "industry": "industry", "status": "status"}
    shown = [("_facet", "industry"), ("_facet", "status"), ("_facet_array", "countries"), ("_facet_array", "forms")]
    pairs = [*((names[name], value) for name, value in asked), ("_sort_desc", "latest_day"), ("_size", "50"), *shown]
    return f"/{file.stem}/cached_disputes?{urlencode(pairs)}"


def lists(file: Path) -> Iterator[str]:
    """The list with no filter, with one, with four; with words."""
    four = filters(file, TIMES)
    with serving(PICKETLINE, file, "/disputes") as desk:
        for name, asked in (("without a filter", [() for _ in four]), ("one filter", [one[:1] for one in four]), ("four filters", four)):
            yield f"list, {name}: {timed(desk, [ours(one) for one in asked])}"
        words = [
            f"/disputes?{urlencode({'text': word})}" for word in ("nurses hospital", "Shipping", "court ruling", "strike", "walked out")
        ]
        yield f"list, words: {timed(desk, words)}; again {timed(desk, words)}"
        yield f"memory of the server: {desk.memory():.0f} MB"


def pages(file: Path) -> Iterator[str]:
    """Disputes and their sources."""
    rng = random.Random(SEED)
    with sqlite3.connect(file) as base:
        disputes = [row[0] for row in base.execute("select id from cached_disputes order by id")]
    with serving(PICKETLINE, file, "/disputes") as desk:
        yield f"dispute: {timed(desk, [f'/d/{one}' for one in rng.sample(disputes, 200)])}"


def whole(file: Path) -> Iterator[str]:
    """Everything as one file of each format."""
    with serving(PICKETLINE, file, "/disputes") as desk:
        for suffix in ("csv", "geojson", "json", "xlsx"):
            before, began = desk.memory(), time.perf_counter()
            size, last = desk.length(f"/disputes.{suffix}")
            took = time.perf_counter() - began
            told = f"{size / 1e6:.0f} MB in {took:.0f} s, last bytes {last!r}"
            yield f"{suffix} of everything: {told}; memory {before:.0f} MB before, {desk.memory('VmHWM'):.0f} MB at the peak"


def counted(file: Path) -> Iterator[str]:
    """The statistics of everything: first, again, grouped, by month, why a figure is what it is, and again after a decision."""
    with sqlite3.connect(file) as base:
        claim = base.execute("select id from claims where property = 'employer' order by id limit 1").fetchone()[0]
    asked = ("/statistics", "/statistics", "/statistics?group=country", "/statistics?by=month", "/statistics?profile=us-bls")
    with serving(PICKETLINE, file, "/disputes") as desk:
        for path in (*asked, WHY):
            yield f"{path}: {timed(desk, [path])}; peak {desk.memory('VmHWM'):.0f} MB"
        desk.decide(claim)
        yield f"/statistics after a decision: {timed(desk, ['/statistics'])}; peak {desk.memory('VmHWM'):.0f} MB"


def reviewed(file: Path) -> Iterator[str]:
    """A person who accepts one claim after the other, as the queue of the whole ledger gives them; then each other view of it."""
    with serving(PICKETLINE, file, "/disputes") as desk:
        yield f"review, the first page: {timed(desk, ['/review'])}"
        busy, began = desk.busy(), time.perf_counter()
        for _ in range(TIMES):
            claim = re.search(rb'action="/review/(C-\w+)"', desk.get("/review"))
            if claim is None or desk.accept(claim[1].decode()) != 303:
                raise RuntimeError("the queue is at its end, or a decision was refused")
        took, used = (time.perf_counter() - began) * 1000 / TIMES, (desk.busy() - busy) / TIMES
        yield f"review, a decision and the next page: {took:.0f} ms ({used:.0f} ms of processor)"
        for path in ("/review", "/review?unit=dispute", "/review?property=employer", "/review?country=US", "/review/names"):
            desk.get(path)
            yield f"review, {path} again: {timed(desk, [path] * 10)}"


def beside(file: Path) -> Iterator[str]:
    """The same list and facets by both, turn by turn."""
    four = filters(file, TIMES)
    with serving(PICKETLINE, file, "/disputes") as desk, serving(DATASETTE, file, f"/{file.stem}.json") as other:
        for name, asked in (("four filters", four), ("one filter", [one[:1] for one in four]), ("no filter", [() for _ in four[:20]])):
            mine, its = timed(desk, [ours(one) for one in asked]), timed(other, [theirs(file, one) for one in asked])
            yield f"{name}: picketline {mine}; Datasette {its}; as long as picketline: {_middle(its) / _middle(mine):.1f} times"


def _middle(times: Times) -> float:
    return times.wall[len(times.wall) // 2]


@dataclass(slots=True)
class Crowd:
    """What many clients met: milliseconds of each answer, errors, and the claims whose acceptance was acknowledged."""

    reads: list[float] = field(default_factory=list)
    writes: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    decided: list[str] = field(default_factory=list)

    def client(self, server: Server, paths: Sequence[str], claims: Sequence[str], until: float) -> None:
        """One person at work."""
        rng, waiting = random.Random(claims[0]), list(claims)
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        while time.perf_counter() < until:
            deciding = rng.random() < DECIDING
            began = time.perf_counter()
            try:
                status = self._decide(connection, waiting.pop()) if deciding else _read(connection, rng.choice(paths))
            except (OSError, http.client.HTTPException) as error:
                self.errors.append(repr(error))
                connection.close()
                continue
            (self.writes if deciding else self.reads).append((time.perf_counter() - began) * 1000)
            if status not in (200, 303):
                self.errors.append(str(status))

    def _decide(self, connection: http.client.HTTPConnection, claim: str) -> int:
        connection.request("POST", f"/review/{claim}", "verdict=accept", FORM)
        answer = connection.getresponse()
        answer.read()
        if answer.status == 303:
            self.decided.append(claim)
        return answer.status


def _read(connection: http.client.HTTPConnection, path: str) -> int:
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    return answer.status


def crowd(file: Path) -> Iterator[str]:
    """Fifty clients for a minute, one request in twenty a decision; then the ledger is asked for every decision that was answered."""
    rng, met = random.Random(SEED), Crowd()
    with sqlite3.connect(file) as base:
        disputes = [row[0] for row in base.execute("select id from cached_disputes order by id")]
        claims = [row[0] for row in base.execute("select id from claims where property = 'employer' order by id")]
    paths = [ours(one) for one in filters(file, 200)] + [f"/d/{one}" for one in rng.sample(disputes, 400)]
    each = rng.sample(claims, min(len(claims), CLIENTS * 200))
    with serving(PICKETLINE, file, "/disputes") as desk:
        until = time.perf_counter() + SECONDS
        parts = [each[at::CLIENTS] for at in range(CLIENTS)]
        threads = [threading.Thread(target=met.client, args=(desk, paths, part, until)) for part in parts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        memory = desk.memory("VmHWM")
    with Ledger.open(file) as ledger:
        kept = {correction.claim for correction in ledger.corrections()}
    lost = [claim for claim in met.decided if claim not in kept]
    yield f"{CLIENTS} clients, {SECONDS} s: {len(met.reads)} reads ({Times(tuple(sorted(met.reads)))})"
    yield f"{len(met.writes)} decisions ({Times(tuple(sorted(met.writes)))}), {len(met.decided)} acknowledged, {len(lost)} lost"
    yield f"errors: {len(met.errors)} {sorted(set(met.errors))[:3]}; peak memory {memory:.0f} MB"


PARTS = {"list": lists, "dispute": pages, "files": whole, "statistics": counted, "review": reviewed, "datasette": beside, "crowd": crowd}


def main() -> None:
    """Runs the parts asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", type=Path)
    options.add_argument("--parts", nargs="+", choices=sorted(PARTS), default=list(PARTS))
    asked = options.parse_args()
    print(f"{asked.file}: {asked.file.stat().st_size / 1e6:.0f} MB, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    for part in asked.parts:
        for line in PARTS[part](asked.file):
            print(line, flush=True)


if __name__ == "__main__":
    main()
