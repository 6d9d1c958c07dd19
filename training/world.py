"""The land of the map view: Natural Earth (public domain) at 1:110 million, from the npm package `world-atlas`, as one SVG path.

    python training/world.py land-110m.json > src/picketline/web/static/land.svg

The projection is plate carrée, one unit a degree, y downwards from 90 north: longitude + 180, 90 - latitude. Antarctica is cut at 60 south.
"""

import json
import sys
from pathlib import Path

SOUTH = -60.0


def rings(topology: dict) -> list[list[tuple[float, float]]]:
    """The rings of land in degrees, from delta-encoded, quantised arcs."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            points.append((x * kx + dx, y * ky + dy))
        arcs.append(points)
    shapes = [ring for part in topology["objects"]["land"]["geometries"] for polygon in part["arcs"] for ring in polygon]
    return [[point for index in ring for point in (arcs[index] if index >= 0 else arcs[~index][::-1])] for ring in shapes]


def unwrapped(ring: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The ring without jumps from one edge of the map to the other: it may reach beyond 180 degrees instead."""
    out = [ring[0]]
    for x, y in ring[1:]:
        out.append((x + 360 * round((out[-1][0] - x) / 360), y))
    return out


def path(ring: list[tuple[float, float]]) -> str:
    """One ring as an SVG path, to a tenth of a degree; one that reaches beyond an edge of the map stands at both edges."""
    ring = unwrapped(ring)
    least, most = min(x for x, _ in ring), max(x for x, _ in ring)
    shifts = [0.0, *([-360.0] if most > 180 else []), *([360.0] if least < -180 else [])]
    return "".join(_shifted(ring, shift) for shift in shifts)


def _shifted(ring: list[tuple[float, float]], shift: float) -> str:
    points = [(round(x + shift + 180, 1), round(90 - y, 1)) for x, y in ring]
    kept = [point for i, point in enumerate(points) if not i or point != points[i - 1]]
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in kept) + "Z"


if __name__ == "__main__":
    land = [ring for ring in rings(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))) if max(y for _, y in ring) > SOUTH]
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 150"><path id="land" d="{"".join(map(path, land))}"/></svg>')
