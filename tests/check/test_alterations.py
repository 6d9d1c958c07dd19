"""How many true values pass, and how many altered ones: on the coded reports where they are at hand, else on sentences written for it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from alterations import NAMES, Alterations, true_values

from picketline.check import check
from picketline.lang import pack
from picketline.model.exchange import read_record
from picketline.model.record import Record

SHARED = Path(__file__).parents[3] / "shared" / "gold"
ENGLISH = pack("en")
Case = tuple[str, str | None, Record, tuple[str, ...]]
"""Text, date, record, and dates that the coder would accept too."""
EVERY = 3
"""Of the coded reports, one in so many is altered: enough for the figures, and quick."""


def coded() -> list[Case]:
    def lines(name: str) -> Iterator[dict]:
        return (json.loads(line) for line in (SHARED / name).read_text(encoding="utf-8").splitlines() if line.strip())

    docs = {line["id"]: line for line in lines("dev.docs.jsonl")}
    return [
        (docs[g["document"]]["text"], docs[g["document"]].get("published"), read_record(g), tuple(accepted(g)))
        for g in lines("dev.gold.jsonl")
    ]


def accepted(line: dict) -> Iterator[str]:
    for dispute in line["disputes"]:
        for value in (dispute.get("started"), dispute.get("ended"), *dispute.get("events", ())):
            yield from map(str, (value or {}).get("accept", ()))


def own() -> list[Case]:
    lines = (Path(__file__).parent / "coded.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [(row["text"], row["published"], read_record(row["record"]), ()) for row in rows]


def passed(cases: Iterable[Case]) -> tuple[Counter[str], Counter[str]]:
    """Per kind of true value: how many there are, and how many pass."""
    total, good = Counter[str](), Counter[str]()
    for text, published, record, _ in cases:
        refused = {found.path for found in check(text, published, record, ENGLISH)}
        for value in true_values(record):
            total[value.kind] += 1
            good[value.kind] += value.path not in refused
    return total, good


def slipped(cases: Iterable[Case]) -> tuple[Counter[str], Counter[str]]:
    """Per kind of alteration: how many there are, and how many pass."""
    every = list(cases)
    strangers = sorted({value.value for _, _, record, _ in every for d in record.disputes for slot in NAMES for value in getattr(d, slot)})
    total, missed = Counter[str](), Counter[str]()
    alterations = Alterations(strangers)
    for text, published, record, also in every:
        for altered in alterations.of(record, published, also):
            refused = {found.path for found in check(text, published, only(altered.record, altered.path), ENGLISH)}
            total[altered.kind] += 1
            missed[altered.kind] += altered.path not in refused
    return total, missed


def only(record: Record, path: str) -> Record:
    """The record with nothing in it but the value at `path`, at the same place; so that a check costs little."""
    _, _, number, slot, *more = path.split("/")
    disputes = []
    for n, dispute in enumerate(record.disputes):
        bare = replace(type(dispute)(dispute.id))
        if n == int(number):
            value = getattr(dispute, slot)
            bare = replace(bare, **{slot: value[: int(more[0]) + 1] if more else value})
        disputes.append(bare)
    return replace(record, disputes=tuple(disputes))


def table(total: Counter[str], part: Counter[str]) -> str:
    return "\n".join(f"{kind:42} {part[kind]:5} of {total[kind]:5}  {part[kind] / total[kind]:.4f}" for kind in sorted(total))


needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared: the coded reports")


@needs_shared
def test_true_values_of_the_coded_reports_pass() -> None:
    """At least 95 % of the coders' values pass, over all kinds together; in no kind are more than one in eight refused."""
    total, good = passed(coded())
    print("\n" + table(total, good))
    named = [kind for kind in total if kind != "happened"]
    assert sum(good[k] for k in named) >= 0.95 * sum(total[k] for k in named)
    assert all(good[kind] >= 0.87 * total[kind] for kind in total), table(total, good)


@needs_shared
def test_altered_values_of_the_coded_reports_are_refused() -> None:
    """At most 3 % of altered values pass, over all kinds together."""
    total, missed = slipped(coded()[::EVERY])
    print("\n" + table(total, missed))
    assert sum(missed.values()) <= 0.03 * sum(total.values()), table(total, missed)


def test_values_of_the_samples_pass_and_their_alterations_do_not() -> None:
    """The same on reports written for the project, which nothing was trained on."""
    total, good = passed(own())
    print("\n" + table(total, good))
    assert sum(good.values()) >= 0.95 * sum(total.values()), table(total, good)
    total, missed = slipped(own())
    print("\n" + table(total, missed))
    assert sum(missed.values()) <= 0.05 * sum(total.values()), table(total, missed)
