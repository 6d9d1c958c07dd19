"""SDMX-CSV 2.0 in ILOSTAT's dataflows and codes: STR_TSTR_ECO_NB, STR_WORK_ECO_NB, STR_DAYS_ECO_NB, STR_DAYS_ECO_RT.

REF_AREA is the country's ISO 3166-1 alpha-3 code (from the grouping `country`, else the country given, else _X), ECO the ISIC
section (from the grouping `industry`, else the total), FREQ A, Q or M by the period, OBS_VALUE the best figure.
"""

import csv
import io
from collections.abc import Iterator

from picketline.codes import crosswalk
from picketline.export.figures import Figures
from picketline.model.errors import UserError
from picketline.model.exchange import plain
from picketline.statistics.measures import Cell

FLOWS = {
    "stoppages-beginning": "STR_TSTR_ECO_NB", "stoppages-in-effect": "STR_TSTR_ECO_NB", "workers-beginning": "STR_WORK_ECO_NB",
    "workers-in-effect": "STR_WORK_ECO_NB", "days-not-worked": "STR_DAYS_ECO_NB", "rate-per-1000": "STR_DAYS_ECO_RT",
}  # fmt: skip
COLUMNS = ("STRUCTURE", "STRUCTURE_ID", "ACTION", "REF_AREA", "FREQ", "MEASURE", "ECO", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS")


def write(figures: Figures) -> bytes:
    """The figures as SDMX-CSV. UserError where two measures would fall into one dataflow, or a grouping has no dimension there."""
    if strange := sorted({cell.measure for cell in figures.cells} - FLOWS.keys()):
        raise UserError(f"ILOSTAT has no dataflow for {strange[0]}")
    if wrong := set(figures.groupings) - {"country", "industry"}:
        raise UserError(f"ILOSTAT's dataflows have no dimension for {', '.join(sorted(wrong))}: group by country and industry alone")
    measures = sorted({cell.measure for cell in figures.cells})
    if len({FLOWS[measure] for measure in measures}) < len(measures):
        raise UserError("beginning and in-effect figures fall into one dataflow of ILOSTAT's: ask for one of them")
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_rows(figures))
    return out.getvalue().encode()


def _rows(figures: Figures) -> Iterator[tuple[object, ...]]:
    for cell in figures.cells:
        flow = FLOWS[cell.measure]
        groups = dict(zip(figures.groupings, cell.groups, strict=True))
        area = _area(groups.get("country") or figures.country)
        eco = f"ECO_ISIC4_{groups['industry']}" if "industry" in groups else "ECO_ISIC4_TOTAL"
        yield "dataflow", f"ILO:DF_{flow}(1.0)", "I", area, _frequency(cell), flow, eco, cell.period, plain(cell.value.best), cell.status


def _area(country: str) -> str:
    return crosswalk("iso3").get(country, "_X")


def _frequency(cell: Cell) -> str:
    return "Q" if "Q" in cell.period else "M" if "-" in cell.period else "A"
