"""Brings a ledger to this program's version, and refuses what is no ledger or is newer."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from picketline.ledger.engine import location, reading, writing
from picketline.model.errors import LedgerError

HEAD = "0004"
"""The newest migration: the version of the schema that this program reads and writes."""


def bring_up(engine: Engine) -> None:
    """Makes the tables of a new ledger, or migrates an older one; LedgerError where the database is something else or newer."""
    with reading(engine) as connection:
        if version(connection) == HEAD:
            return
    with writing(engine) as connection:
        found = version(connection)  # again, under the lock: another process may have been quicker
        if found is None and inspect(connection).get_table_names():
            raise LedgerError(f"{location(engine)} is a database of something else: name another file with --ledger")
        if found is not None and found > HEAD:
            raise LedgerError(
                f"{location(engine)} was written by a newer picketline (version {found}; this one knows {HEAD}): update picketline"
            )
        if found != HEAD:
            _upgrade(connection)


def version(connection: Connection) -> str | None:
    """The schema's version; None where the database has none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
