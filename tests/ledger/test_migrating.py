"""A ledger of an older version is brought up when it is opened, and loses nothing."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

import picketline.ledger.migrate
from picketline.ledger import Ledger, Query
from picketline.ledger.engine import open_engine, writing
from picketline.ledger.migrate import HEAD, version


def bring_to(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(picketline.ledger.migrate.__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def test_a_ledger_of_the_first_version_keeps_its_rows_and_learns_the_new_facets(filled, tmp_path) -> None:
    """The rows of a first ledger, with their chain, are what they were; regions and sizes are counted, which it had not."""
    old = open_engine(tmp_path / "old.db")
    with writing(old) as connection:
        bring_to(connection, "0001")
        connection.exec_driver_sql(f"ATTACH '{tmp_path / 'test.db'}' AS new")
        for table in ("documents", "layers", "readings", "claims", "judgements", "corrections", "issues", "cached_keys"):
            connection.exec_driver_sql(f"INSERT INTO main.{table} SELECT * FROM new.{table}")
        connection.exec_driver_sql("INSERT INTO cache_state VALUES ('entry', '1'), ('rules', '1')")
    old.dispose()
    with Ledger.open(tmp_path / "old.db") as opened:
        assert list(opened.disputes()) == list(filled.disputes())
        assert opened.facets() == filled.facets()
        assert opened.count(Query(size=("100",))) == 1
        assert opened.head() == filled.head() and not list(opened.verify())
    with writing(old) as connection:
        assert version(connection) == HEAD
