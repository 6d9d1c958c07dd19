"""Moments of recording, and the ledger as it was known at one of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Engine, text

from picketline.ledger.engine import open_engine
from picketline.ledger.schema import CACHED, RECORDED
from picketline.model.errors import UserError


def now() -> str:
    """This moment, as the edges pass it in."""
    return written(datetime.now(UTC))


def written(moment: datetime) -> str:
    """A moment as the ledger writes it, so that later moments sort later: ISO 8601 in UTC, to the microsecond.

    >>> written(datetime(2024, 3, 15, 12, tzinfo=UTC))
    '2024-03-15T12:00:00.000000Z'
    """
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def moment(value: str) -> str:
    """A moment given by a user, as the ledger writes it: a day means its end in UTC, and what has no zone is in UTC.

    >>> moment("2024-03-15"), moment("2024-03-15T13:00:00+01:00")
    ('2024-03-15T23:59:59.999999Z', '2024-03-15T12:00:00.000000Z')
    """
    try:
        read = datetime.fromisoformat(value)
    except ValueError as error:
        raise UserError(f"{value!r} is no moment: write a day as 2024-03-15 or a time as 2024-03-15T12:00:00Z") from error
    if len(value) == len("2024-03-15"):
        read = datetime(read.year, read.month, read.day, 23, 59, 59, 999999)
    return written(read if read.tzinfo else read.replace(tzinfo=UTC))


def after(value: str) -> str:
    """The next microsecond.

    >>> after("2024-03-15T23:59:59.999999Z")
    '2024-03-16T00:00:00.000000Z'
    """
    return written(datetime.fromisoformat(value) + timedelta(microseconds=1))


def engine_as_of(engine: Engine, until: str) -> Engine:
    """An engine on one connection that sees the rows recorded by `until` and nothing else, with a cache of its own.

    Temporary views and tables take the names of the ledger's own on this connection, so that every question is asked as ever.
    """
    past = open_engine(engine.url, single=True)
    with past.begin() as connection:
        _shadow(connection, until)
    return past


def _shadow(connection: Connection, until: str) -> None:
    schema = "main" if connection.dialect.name == "sqlite" else "public"
    quoted = until.replace("'", "''")  # a view cannot hold a parameter; `moment` made the value
    for table in RECORDED:
        connection.execute(text(f"CREATE TEMP VIEW {table.name} AS SELECT * FROM {schema}.{table.name} WHERE recorded_at <= '{quoted}'"))
    for table in CACHED:
        connection.execute(text(f"CREATE TEMP TABLE {table.name} AS SELECT * FROM {schema}.{table.name} WHERE 1 = 0"))
