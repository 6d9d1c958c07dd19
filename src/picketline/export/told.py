"""The explanation of a figure in lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from picketline.export.words import day

Line = tuple[str, str]
"""The words, and how they look: plain, bold, or dim."""


def told(explained: Mapping[str, Any]) -> Iterator[Line]:
    """The figure, then each stoppage with what it adds, its segments, the rules that were applied, and the quotes."""
    value = explained["value"]
    spread = "" if value["low"] == value["high"] else f" (from {value['low']:,.10g} to {value['high']:,.10g})"
    groups = "".join(f", {group}" for group in explained["groups"])
    yield f"{explained['measure']} {explained['period']}{groups}: {value['best']:,.10g}{spread}", "bold"
    yield f"by {explained['profile']['name']}: {explained['profile']['title']}", "dim"
    for stoppage in explained["stoppages"]:
        yield from _stoppage(stoppage)


def _stoppage(stoppage: Mapping[str, Any]) -> Iterator[Line]:
    adds = f"{stoppage['adds']['best']:,.10g}" if stoppage["adds"] else f"not known: {stoppage['why']}"
    yield f"\n{stoppage['stoppage']}  adds {adds}", "bold"
    for segment in stoppage["segments"]:
        end = segment["end"][1] if segment["end"] else segment["known_until"]
        workers = f"{segment['workers']['best']:,.10g} workers" if segment["workers"] else "number of workers not known"
        yield f"  {day(segment['begin'][1])} to {day(end) if end else 'a day not known'}, {workers}", ""
        for claim in segment["claims"]:
            yield f"    “{' '.join(claim['words'].split())}”  {claim['document']}", "dim"
    for step in stoppage["steps"]:
        yield f"  rule: {step}", ""
