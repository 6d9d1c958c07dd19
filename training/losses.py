"""Why credit is lost: the commonest causes by group, counted over the bench's last predictions.

    python training/losses.py [dev|dev2|seeds] [--top 5]

A coded value that earned nothing and a predicted one that earned nothing count one each.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator

from examples import READINGS, SHARED
from jsonl import read

from picketline.evaluate import Coded, Gold, read_gold
from picketline.evaluate.alignment import align
from picketline.evaluate.compare import compare
from picketline.evaluate.credits import ONES, SETS, Told, argument_credits, arguments, event_credit, number_credit, shows_the_same
from picketline.evaluate.names import words
from picketline.evaluate.tallies import GROUPS, whole
from picketline.model.exchange import read_record
from picketline.model.record import Record, Reported

Cause = tuple[str, str]
"""Slot and cause."""
NAMES = ("employers", "unions", "workers", "places")


def causes(gold: Gold, predicted: Record) -> Iterator[Cause]:
    """The causes of all lost credit of one document."""
    coded = gold.disputes if gold.relevant else ()
    found = predicted.disputes if predicted.relevant else ()
    if not coded or not found:
        yield from ((slot, "report missed by the gate") for d in coded for slot in slots(d.reported))
        yield from ((slot, "false alarm of the gate") for d in found for slot in slots(d))
        return
    pairs = align(coded, found, lambda a, b: whole(compare(a, b)).credit)
    left, right = {i: j for i, j, _ in pairs}, {j for _, j, _ in pairs}
    for i, dispute in enumerate(coded):
        if i not in left:
            yield from ((slot, "dispute not found") for slot in slots(dispute.reported))
        else:
            others = [d for j, d in enumerate(found) if j != left[i]], [d.reported for k, d in enumerate(coded) if k != i]
            yield from within(dispute, found[left[i]], *others)
    yield from ((slot, "dispute too many") for j, d in enumerate(found) if j not in right for slot in slots(d))


def slots(dispute: Reported) -> Iterator[str]:
    """The slot of each value of a dispute."""
    for slot in SETS:
        yield from (slot for _ in getattr(dispute, slot))
    yield from ("country" for _ in {p.country for p in dispute.places if p.country})
    yield from (slot for slot in (*ONES, "workers_involved") if getattr(dispute, slot))
    for event in dispute.events:
        yield from ("event", *arguments(event))


def within(coded: Coded, found: Reported, elsewhere: list[Reported], also: list[Reported]) -> Iterator[Cause]:
    """The causes within an aligned pair of disputes."""
    for slot, credit in SETS.items():
        gold, predicted = getattr(coded.reported, slot), getattr(found, slot)
        pairs = align(gold, predicted, credit)
        lost = [v for i, v in enumerate(gold) if i not in {i for i, _, _ in pairs}]
        spare = [v for j, v in enumerate(predicted) if j not in {j for _, j, _ in pairs}]
        yield from ((slot, _missed(slot, v, spare, found, elsewhere)) for v in lost)
        yield from ((slot, _spurious(slot, v, lost, coded.reported, also)) for v in spare)
    a, b = ({p.country for p in d.places if p.country} for d in (coded.reported, found))
    yield from (("country", "missed") for _ in a - b)
    yield from (("country", "spurious") for _ in b - a)
    yield from _ones(coded, found)
    yield from _events(coded, found, elsewhere, also)


def _missed(slot: str, value: object, spare: list, found: Reported, elsewhere: list[Reported]) -> str:
    credit = SETS[slot]
    if any(credit(value, v) for d in elsewhere for v in getattr(d, slot)):
        return "given to another dispute"
    if slot in NAMES:
        if any(SETS[other](value, v) for other in NAMES if other != slot for v in getattr(found, other)):
            return "given another role"
        forms = [set(words(f)) for f in (value.value, *value.aliases)]
        if any(form & set(words(v.value)) for form in forms for v in spare):
            return "name cut wrongly or another one chosen"
        return "missed (generic)" if not any(c.isupper() for c in value.value) and slot != "workers" else "missed"
    return f"missed {value.value}"


def _spurious(slot: str, value: object, lost: list, coded: Reported, also: list[Reported]) -> str:
    credit = SETS[slot]
    if any(credit(v, value) for d in also for v in getattr(d, slot)):
        return "belongs to another dispute"
    if slot in NAMES:
        if any(SETS[other](v, value) for other in NAMES if other != slot for v in getattr(coded, other)):
            return "has another role"
        if any(set(words(value.value)) & set(words(f)) for v in lost for f in (v.value, *v.aliases)):
            return "name cut wrongly or another one chosen"
        return "spurious"
    return f"spurious {value.value}"


def _ones(coded: Coded, found: Reported) -> Iterator[Cause]:
    for slot in (*ONES, "workers_involved"):
        a, b = getattr(coded.reported, slot), getattr(found, slot)
        if a is None or b is None:
            if a is not b:
                yield slot, "missed" if b is None else "spurious"
            continue
        credit = number_credit(a, b) if slot == "workers_involved" else ONES[slot](a, b, coded.accepted.get(slot, ()))
        if credit < 1:
            kind = "wrong" if not credit else "half right"
            yield from ((slot, f"{kind}: {b.value} for {a.value}" if slot in ("industry", "status", "outcome") else kind) for _ in range(2))


def _events(coded: Coded, found: Reported, elsewhere: list[Reported], also: list[Reported]) -> Iterator[Cause]:
    gold = [Told(e, coded.reported, coded.accepted.get(f"events/{i}", ())) for i, e in enumerate(coded.reported.events)]
    predicted = [Told(e, found) for e in found.events]
    pairs = align(gold, predicted, event_credit)
    left, right = {i for i, _, _ in pairs}, {j for _, j, _ in pairs}
    lost, spare = [t.event for i, t in enumerate(gold) if i not in left], [t.event for j, t in enumerate(predicted) if j not in right]
    for event in lost:
        yield "event", _event_cause(event, spare, [e for d in elsewhere for e in d.events], "missed")
        yield from ((slot, "event not matched") for slot in arguments(event))
    for event in spare:
        yield "event", _event_cause(event, lost, [e for d in also for e in d.events], "spurious")
        yield from ((slot, "event not matched") for slot in arguments(event))
    for i, j, _ in pairs:
        credit = argument_credits(gold[i], predicted[j])
        for slot in arguments(gold[i].event):
            if slot not in credit:
                yield slot, "missed in a matched event"
            elif credit[slot] < 1:
                yield from ((slot, "wrong in a matched event") for _ in range(2))
        yield from ((slot, "spurious in a matched event") for slot in arguments(predicted[j].event) if slot not in credit)


def _event_cause(event: object, rest: list, other: list, otherwise: str) -> str:
    same = [e for e in rest if shows_the_same(e.evidence, event.evidence)]
    if same:
        kinds = (event.type, same[0].type) if otherwise == "missed" else (same[0].type, event.type)
        return f"type: {kinds[1]} for {kinds[0]}" if kinds[0] != kinds[1] else "told twice"
    if any(e.type == event.type and shows_the_same(e.evidence, event.evidence) for e in other):
        return "in another dispute"
    if any(e.type == event.type for e in rest):
        return f"other words quoted for {event.type}"
    return f"{otherwise} {event.type}"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("part", nargs="?", default="dev")
    asked.add_argument("--top", type=int, default=5)
    given = asked.parse_args()
    predicted = {line["document"]: read_record(line) for line in read(READINGS / f"pred.{given.part}.jsonl")}
    gold = [read_gold(line) for line in read(SHARED / "gold" / f"{given.part}.gold.jsonl")]
    counts: dict[str, Counter[str]] = {group: Counter() for group in dict.fromkeys(GROUPS.values())}
    for one in (coded for coded in gold if coded.document in predicted):
        for slot, cause in causes(one, predicted[one.document]):
            counts[GROUPS[slot]][f"{slot}: {cause}"] += 1
    for group, found in counts.items():
        print(f"{group} ({sum(found.values())} lost)")
        for cause, count in found.most_common(given.top):
            print(f"  {count:5}  {cause}")


if __name__ == "__main__":
    main()
