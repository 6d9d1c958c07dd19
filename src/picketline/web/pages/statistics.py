"""Official figures, each cell of which opens the stoppages, rules, claims and quotes behind it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast, get_args
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from picketline import plugins
from picketline.export.figures import Asked, Figures
from picketline.export.words import headline
from picketline.ledger import Ledger
from picketline.model.errors import UserError
from picketline.statistics import profile as profiles
from picketline.statistics.count import count
from picketline.statistics.explain import explanation
from picketline.statistics.measures import GROUPINGS, MEASURES, RATES, Cell
from picketline.statistics.periods import By
from picketline.statistics.profile import Profile
from picketline.statistics.range import Range
from picketline.web.asked import address, ledger_of
from picketline.web.columns import Column, columns
from picketline.web.stoppages import stoppages
from picketline.web.told import anchor
from picketline.web.views import page

router = APIRouter(include_in_schema=False)

EXTENSIONS = {"sdmx": "csv", "datapackage": "zip"}
TYPES = {
    "datapackage": "application/zip",
    "csv": "text/csv; charset=utf-8", "json": "application/json", "sdmx": "application/vnd.sdmx.data+csv; version=2.0.0",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip
MOST = 200
"""So many stoppages are shown behind a figure."""
WITHOUT_DENOMINATOR = tuple(name for name in MEASURES if name not in RATES)


@dataclass(frozen=True, slots=True)
class Row:
    """One period and group of the table; `cells` are its measures in order, each with the address of its reason."""

    period: str
    groups: tuple[str, ...]
    cells: tuple[tuple[object, str], ...]


@router.get("/statistics")
def statistics(request: Request) -> HTMLResponse:
    """The page."""
    wanted = asked(request)
    found = counted(request, wanted)
    content = page(
        request, "statistics.html", asked=wanted, rows=rows(request, found, wanted), figures=found, profiles=profiles.names(),
        measures=WITHOUT_DENOMINATOR, groupings=tuple(GROUPINGS), bys=get_args(By), chart=chart(request, found, wanted),
        formats=[(name, address(request, f"/statistics.{name}")) for name in plugins.names("picketline.export.figures")],
    )  # fmt: skip
    return HTMLResponse(content)


@router.get("/statistics/why")
def why(request: Request) -> HTMLResponse:
    """What stands behind one figure: the stoppages that add most, with their rules, claims and quotes."""
    wanted, params = asked(request), request.query_params
    key = (params.get("cell", ""), tuple(params.getlist("in")), params.get("of", ""))
    cell = next((c for c in counted(request, wanted).cells if (c.period, c.groups, c.measure) == key), None)
    if cell is None:
        raise UserError("there is no such figure: open it from the table")
    shown = worded(ledger_of(request), cell, wanted.profile)
    return HTMLResponse(
        page(
            request, "why.html", why=explanation(shown, wanted.profile), behind=len(cell.parts), names=named(shown), anchors=anchors(shown),
            back=address(request, "/statistics", cell=None, of=None, **{"in": None}),
        )
    )  # fmt: skip


def worded(ledger: Ledger, cell: Cell, profile: Profile) -> Cell:
    """The figure with those of its stoppages that add most, which are read again, now with the words of their claims."""
    most = sorted(cell.parts, key=lambda part: (-(part.value.best if part.value else 0), part.counted.stoppage.key))[:MOST]
    ids = dict.fromkeys(part.counted.stoppage.dispute.id for part in most)
    read = {one.stoppage.key: one for one in count(ledger.some(list(ids)), profile)}
    return replace(cell, parts=tuple(replace(part, counted=one) for part in most if (one := read.get(part.counted.stoppage.key))))


def named(cell: Cell) -> dict[str, str]:
    """The disputes behind a figure by their ids, each by its name."""
    return {part.counted.stoppage.dispute.id: headline(part.counted.stoppage.dispute) for part in cell.parts}


def anchors(cell: Cell) -> dict[str, str]:
    """The addresses of the words behind a figure, by the ids of their claims."""
    segments = (segment for part in cell.parts for segment in part.counted.stoppage.segments)
    return {claim.id: anchor(claim) for segment in segments for claim in segment.claims}


@router.get("/statistics.{suffix}")
def download(request: Request, suffix: str) -> Response:
    """The same figures as a file."""
    if suffix not in TYPES:
        raise UserError(f"there is no format {suffix!r}; there are {', '.join(TYPES)}")
    data: bytes = plugins.load("picketline.export.figures", suffix).write(counted(request, asked(request)))
    return Response(
        data,
        media_type=TYPES[suffix],
        headers={"Content-Disposition": f'attachment; filename="statistics.{EXTENSIONS.get(suffix, suffix)}"'},
    )


def counted(request: Request, wanted: Asked) -> Figures:
    """The figures of the whole ledger as it is now."""
    return stoppages(ledger_of(request), wanted.profile).figures(wanted)


def asked(request: Request) -> Asked:
    """The choices in the address."""
    params = request.query_params
    by = params.get("by", "year")
    measures = tuple(name for name in params.getlist("measure") if name in WITHOUT_DENOMINATOR)
    groups = tuple(name for name in params.getlist("group") if name in GROUPINGS)
    wanted = Asked(
        profiles.profile(params.get("profile") or "all"), cast(By, by) if by in get_args(By) else "year", groups,
        since=params.get("since") or None, until=params.get("until") or None,
    )  # fmt: skip
    return replace(wanted, measures=measures) if measures else wanted


def rows(request: Request, found: Figures, wanted: Asked) -> list[Row]:
    """The cells as rows of the table."""
    by_row: dict[tuple[str, tuple[str, ...]], dict[str, tuple[object, str]]] = {}
    for cell in found.cells:
        link = "&".join(
            [address(request, "/statistics/why", cell=cell.period, of=cell.measure), *(urlencode({"in": one}) for one in cell.groups)]
        )
        by_row.setdefault((cell.period, cell.groups), {})[cell.measure] = (cell, link)
    return [
        Row(period, groups, tuple(cells.get(name, (None, "")) for name in wanted.measures)) for (period, groups), cells in by_row.items()
    ]


def chart(request: Request, found: Figures, wanted: Asked) -> Markup:
    """A column a period for the measure that is asked for last, over all groups; without grouping each leads to its reason."""
    measure, totals = wanted.measures[-1], dict[str, Range]()
    for cell in found.cells:
        if cell.measure == measure:
            before = totals.get(cell.period, Range(0, 0, 0))
            totals[cell.period] = Range(before.low + cell.value.low, before.best + cell.value.best, before.high + cell.value.high)
    reasons = {period: "" if wanted.groupings else address(request, "/statistics/why", cell=period, of=measure) for period in totals}
    return columns([Column(period, v.low, v.best, v.high, reasons[period]) for period, v in totals.items()], measure.replace("-", " "))
