"""A ledger that cannot be used is refused in words that say what to do."""

import os
import shutil
import sqlite3
import tempfile
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

import picketline.ledger.migrate
from picketline.ledger import Ledger
from picketline.ledger.migrate import HEAD
from picketline.ledger.schema import METADATA
from picketline.model import Issue
from picketline.model.errors import LedgerError, UserError


def test_a_file_of_something_else_is_refused(tmp_path) -> None:
    """A text file is no ledger, and is not touched."""
    path = tmp_path / "notes.txt"
    path.write_text("These are notes on a strike, not a database. " * 40)
    with pytest.raises(LedgerError, match=r"notes\.txt is no picketline ledger"):
        Ledger.open(path)
    assert path.read_text().startswith("These are notes")


def test_a_database_of_something_else_is_refused(tmp_path) -> None:
    """Another program's database is not filled with our tables."""
    path = tmp_path / "music.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE songs (title TEXT)")
    with pytest.raises(LedgerError, match="database of something else"):
        Ledger.open(path)


def test_a_ledger_of_a_newer_version_is_refused(tmp_path) -> None:
    """Its rows are not guessed at: the message says to update."""
    path = tmp_path / "new.db"
    Ledger.open(path).close()
    with sqlite3.connect(path) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '0999'")
    with pytest.raises(LedgerError, match=r"newer picketline \(version 0999.*update"):
        Ledger.open(path)


def test_a_folder_that_is_not_there_is_named(tmp_path) -> None:
    """The message names the path and asks after its folder."""
    with pytest.raises(LedgerError, match=r"nowhere/a\.db cannot be opened.*folder"):
        Ledger.open(tmp_path / "nowhere" / "a.db")


def test_a_ledger_that_may_not_be_read_or_written_is_named(tmp_path) -> None:
    """Another user's file: closed, it cannot be opened; open for reading, its disputes can be listed and nothing written."""
    if os.geteuid() != 0:
        pytest.skip("only root can become another user")
    folder = Path(tempfile.mkdtemp(prefix="pl-other-"))
    path = folder / "a.db"
    Ledger.open(path).summaries()
    told = {}
    for mode in (0o600, 0o644):
        folder.chmod(0o755)
        path.chmod(mode)
        told[mode] = _as_nobody(path)
    shutil.rmtree(folder)
    assert "cannot be opened" in told[0o600]
    assert "0 disputes" in told[0o644] and "cannot be written" in told[0o644]


def _as_nobody(path: Path) -> str:
    """What a process of the user nobody has to say of the ledger."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        os.setgid(65534)
        os.setuid(65534)
        try:
            with Ledger.open(path) as ledger:
                os.write(writing, f"{ledger.count()} disputes\n".encode())
                ledger.note([Issue("a", "sources", "b")], recorded_at="2024-01-01")
        except LedgerError as error:
            os.write(writing, str(error).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as said:
        return said.read()


def test_a_reader_makes_no_ledger(tmp_path) -> None:
    """Listing the disputes of a mistyped path does not leave a file there."""
    with pytest.raises(UserError, match=r"there is no ledger at .*typo\.db"):
        Ledger.open(tmp_path / "typo.db", create=False)
    assert not (tmp_path / "typo.db").exists()


def test_an_unknown_kind_of_url_is_refused() -> None:
    """What could be written instead is said."""
    with pytest.raises(LedgerError, match="postgresql://"):
        Ledger.open("ledger://somewhere")


def test_the_migrations_make_the_schema(tmp_path) -> None:
    """A ledger made by the migrations has exactly the tables and columns that the program reads."""
    Ledger.open(tmp_path / "a.db").close()
    with create_engine(f"sqlite:///{tmp_path / 'a.db'}").connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _is_ours})
        differences = compare_metadata(context, METADATA)
    assert differences == []


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    return not (kind == "table" and name is not None and "_search" in name)


def test_the_newest_migration_is_the_version_that_is_asked_for() -> None:
    """`HEAD` spares every start the search for the newest migration; it must name it."""
    config = Config()
    config.set_main_option("script_location", str(Path(picketline.ledger.migrate.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD
