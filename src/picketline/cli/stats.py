"""`picketline stats`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from picketline.cli._options import LEDGER, AsOf, LedgerPath, Since, Until
from picketline.cli._screen import screen

if TYPE_CHECKING:
    from picketline.export.figures import Asked, Figures
    from picketline.ledger import Ledger

PANEL = "Figures and files"
DEFAULT_MEASURES = "stoppages-beginning,workers-beginning,days-not-worked"

Rules = Annotated[str, typer.Option(metavar="NAME|FILE.toml", help="Counting rules: ilo-1993, us-bls, uk-ons, all, or your own.")]
By = Annotated[str, typer.Option(metavar="month|quarter|year[,GROUP...]", help="Period, then groupings: industry, country, form ...")]
Explain = Annotated[str | None, typer.Option("--explain", metavar="CELL", help="Why a figure is what it is: PERIOD, or PERIOD/GROUP.")]
Revisions = Annotated[bool, typer.Option("--revisions", help="What each figure was on each day, and which stoppages moved it.")]
Employees = Annotated[Path | None, typer.Option("--employees", help="CSV of year,employees: the denominators of the rates.")]


def command(
    ledger: LedgerPath = LEDGER,
    profile: Rules = "all",
    by: By = "year",
    measure: Annotated[str, typer.Option(metavar="NAME[,NAME]", help="Which figures.")] = DEFAULT_MEASURES,
    since: Since = None, until: Until = None,
    format_: Annotated[str, typer.Option("--format", help="table, csv, json, xlsx or sdmx.")] = "table",
    explain: Explain = None, revisions: Revisions = False, employees: Employees = None, as_of: AsOf = None,
) -> None:  # fmt: skip
    """Count stoppages, workers involved and days not worked by a named counting rule.

    Every total has a low, a best and a high figure. A stoppage whose size or end is not known is counted as a stoppage and listed; nothing
    is put in its place. With --explain the stoppages, rule steps, claims and quotes behind a figure are shown; with --format json too,
    as JSON from which the figure can be computed again.

    Example:
    picketline stats --ledger my.db --profile us-bls --by month --measure days-not-worked --since 2021 --until 2021
    """
    from picketline.export.figures import figures
    from picketline.ledger import Ledger

    asked = _asked(profile, by, measure, since, until, employees)
    with Ledger.open(ledger, create=False) as opened:
        if revisions:
            _revisions(opened, asked)
            return
        then = opened.as_of(as_of) if as_of else opened
        found = figures(then.disputes() if explain else then.outlines(), asked)
    if explain:
        _explain(found, explain, format_)
    elif format_ == "table":
        _table(found)
    else:
        _file(found, format_)


def _asked(profile: str, by: str, measure: str, since: str | None, until: str | None, employees: Path | None) -> Asked:
    from typing import cast, get_args

    from picketline.export.figures import Asked
    from picketline.model.errors import UserError
    from picketline.statistics.periods import By
    from picketline.statistics.profile import find

    period, *groups = by.split(",")
    if period not in get_args(By):
        raise UserError(f"--by {by!r} should begin with {', '.join(get_args(By))}")
    rules, measures = find(profile), tuple(measure.split(","))
    return Asked(rules, cast(By, period), tuple(groups), measures, since, until, _employees(employees) if employees else None)


def _employees(path: Path) -> dict[str, float]:
    import csv

    from picketline.model.errors import UserError

    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            return {row["year"]: float(row["employees"]) for row in csv.DictReader(file)}
    except (OSError, KeyError, ValueError) as error:
        raise UserError(f"{path} should be a CSV file with the columns year and employees: {error}") from error


def _table(found: Figures) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in found.columns():
        numbers = name in ("low", "best", "high", "not_computable")
        table.add_column(name.replace("_", " "), justify="right" if numbers else "left")
    for row in found.rows():
        table.add_row(*(f"{value:,.10g}" if isinstance(value, int | float) else str(value) for value in row))
    out = screen()
    out.print(table)
    for note in found.notes():
        out.print(note, style="dim")


def _revisions(opened: Ledger, asked: Asked) -> None:
    from picketline.export.revisions import revisions

    for one in revisions(opened, asked, opened.days()):
        period, groups, measure = one.key
        change = "new" if one.change is None else f"{one.change:+,.10g}"
        print(one.day, period, *groups, measure, f"{one.value.best:,.10g}", change, ",".join(one.moved_by), sep="\t")


def _file(found: Figures, name: str) -> None:
    import sys

    from picketline import plugins
    from picketline.model.errors import UserError

    formats = plugins.names("picketline.export.figures")
    if name not in formats:
        raise UserError(f"there is no format {name!r}; there are table, {', '.join(formats)}")
    sys.stdout.buffer.write(plugins.load("picketline.export.figures", name).write(found))


def _explain(found: Figures, where: str, name: str) -> None:
    import json

    from picketline.model.errors import UserError
    from picketline.statistics.explain import explanation

    period, *groups = where.split("/")
    cells = [cell for cell in found.cells if cell.period == period and (not groups or cell.groups == tuple(groups))]
    if not cells:
        raise UserError(
            f"there is no figure for {where!r}: name a period of the table, such as {found.cells[0].period if found.cells else '2020'}"
        )
    explained = [explanation(cell, found.profile) for cell in cells]
    if name == "json":
        print(json.dumps(explained, ensure_ascii=False, indent=1))
        return
    for one in explained:
        _told(one)


def _told(one: dict[str, object]) -> None:
    from picketline.export.told import told

    out = screen()
    for line, style in told(one):
        out.print(line, style=style, markup=False)
