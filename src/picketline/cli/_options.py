"""Options that several commands have, each written once."""

from __future__ import annotations

from typing import Annotated

import typer

LedgerPath = Annotated[str, typer.Option("--ledger", envvar="PICKETLINE_LEDGER", help="The ledger: a file, or a URL of PostgreSQL.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text for people.")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="The ledger as it was known at the end of that day.")]
By = Annotated[str, typer.Option("--by", envvar="PICKETLINE_BY", help="Who decides: your name.")]
Note = Annotated[str, typer.Option("--note", help="Why; kept with the decision.")]
Country = Annotated[list[str] | None, typer.Option("--country", metavar="CODE", help="ISO 3166-1 code, such as KZ; may be repeated.")]
Industry = Annotated[list[str] | None, typer.Option("--industry", metavar="SECTION", help="ISIC section, such as B; may be repeated.")]
Form = Annotated[list[str] | None, typer.Option("--form", metavar="FORM", help="strike, lockout, slowdown ...; may be repeated.")]
Status = Annotated[list[str] | None, typer.Option("--status", metavar="STATUS", help="threatened, ongoing, suspended, ended, averted.")]
Region = Annotated[list[str] | None, typer.Option("--region", metavar="CODE", help="UN M49 region, such as 143 (Central Asia).")]
Demand = Annotated[list[str] | None, typer.Option("--demand", metavar="DEMAND", help="pay, hours, jobs ...; may be repeated.")]
EventType = Annotated[list[str] | None, typer.Option("--event", metavar="TYPE", help="dismissal, court_ruling ...; may be repeated.")]
Outlet = Annotated[list[str] | None, typer.Option("--outlet", metavar="NAME", help="The outlet of a report, as it is written there.")]
Size = Annotated[list[str] | None, typer.Option("--size", metavar="BAND", help="Taking part: 10000, 1000, 100 or 1 and more; unknown.")]
Conflict = Annotated[list[str] | None, typer.Option("--conflict", metavar="PROPERTY", help="What reports differ on; any for anything.")]
Union = Annotated[str | None, typer.Option("--union", metavar="NAME", help="Part of a union's name.")]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="Under way on or after: 2020-03-31, 2020-03, 2020-Q1, 2020.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Begun on or before.")]
Employer = Annotated[str | None, typer.Option("--employer", metavar="NAME", help="Part of an employer's name.")]
Text = Annotated[str | None, typer.Option("--text", metavar="WORDS", help='Words in the reports or values; "a phrase" in quotes.')]

LEDGER = "picketline.db"
DESK = "http://127.0.0.1:8000"
Desk = Annotated[str, typer.Option("--desk", metavar="URL", help="The address of the desk, to which links lead.")]
