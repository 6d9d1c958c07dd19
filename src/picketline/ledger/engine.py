"""Connections to the ledger's database: settings, transactions, and errors in the user's words.

SQLite runs in WAL mode with foreign keys, and waits up to five seconds for another writer. A writing transaction takes the write lock
at its start, so that two writers queue and never deadlock; `synchronous` is FULL for people's decisions, NORMAL otherwise (in WAL a
killed process loses nothing acknowledged in either mode; a power cut could lose the last documents, which the next `add` reads again).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from picketline.model.errors import LedgerError, MissingExtra

BUSY_SECONDS = 5.0
WRITE_LOCK = 0x7069636B  # "pick": the advisory lock under which PostgreSQL's writers queue

FAULTS = (
    ("file is not a database", "is no picketline ledger, or it is damaged: name another file with --ledger"),
    ("database disk image is malformed", "is damaged: restore it from a copy, then run  picketline verify"),
    ("unable to open database file", "cannot be opened: is it a file, may it be read and written, and does its folder exist?"),
    ("attempt to write a readonly database", "cannot be written: its file or folder is read-only for this user"),
    ("readonly database", "cannot be written: its file or folder is read-only for this user"),
    ("database or disk is full", "could not be written: the disk is full; what was added before is kept"),
    ("disk i/o error", "could not be written: the disk is full or fails; what was added before is kept"),
    ("database is locked", f"has been in use by another writer for more than {BUSY_SECONDS:.0f} seconds: try again"),
    ("the ledger is append-only", "is append-only: nothing in it can be changed or deleted"),
    ("connection refused", "is on a server that does not answer: is PostgreSQL running, and are host and port right?"),
    ("could not translate host", "is on a server that cannot be found: is the host's name right?"),
    ("password authentication failed", "is on a server that refuses the user or password"),
    ("does not exist", "is not there: make the database first"),
    ("permission denied", "cannot be written by this user"),
)


def open_engine(where: str | Path | URL, single: bool = False) -> Engine:
    """An engine for a path or URL, with a pool of connections or a single one; MissingExtra where PostgreSQL's driver is not installed,
    LedgerError for an unknown kind of URL."""
    try:
        url = where if isinstance(where, URL) else make_url(_url(str(where)))
        engine = create_engine(url, **({"poolclass": StaticPool} if single else {}), **_options(url))
    except ModuleNotFoundError as error:
        raise MissingExtra("a ledger in PostgreSQL", "postgres") from error
    except (ArgumentError, NoSuchModuleError) as error:
        raise LedgerError(f"{where}: should be a file, or a URL such as postgresql://user@host/database") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _url(where: str) -> str:
    if "://" not in where:
        return f"sqlite:///{where}"
    scheme, rest = where.split("://", 1)
    return f"{'postgresql+psycopg' if scheme in ('postgres', 'postgresql') else scheme}://{rest}"


def _options(url: URL) -> dict[str, Any]:
    return {"connect_args": {"timeout": BUSY_SECONDS, "check_same_thread": False}} if url.get_backend_name() == "sqlite" else {}


def _set_up(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # BEGIN is ours: Python's own would start transactions late
    for pragma in ("busy_timeout = 5000", "foreign_keys = ON", "cache_size = -32000"):
        connection.execute(f"PRAGMA {pragma}")
    if connection.execute("PRAGMA journal_mode").fetchone()[0] not in ("wal", "memory"):
        connection.execute("PRAGMA journal_mode = WAL")


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA synchronous = {'FULL' if options.get('durable') else 'NORMAL'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")
    elif options.get("writes"):
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITE_LOCK})


@contextmanager
def writing(engine: Engine, durable: bool = False) -> Iterator[Connection]:
    """One transaction that holds the write lock from its start: all of it is kept, or nothing."""
    with told(engine), engine.execution_options(writes=True, durable=durable).begin() as connection:
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One transaction that sees one state of the ledger."""
    with told(engine), engine.begin() as connection:
        yield connection


@contextmanager
def told(engine: Engine) -> Iterator[None]:
    """The database's errors as LedgerErrors that say what is wrong with which ledger, and what to do."""
    try:
        yield
    except DBAPIError as error:
        raise LedgerError(f"{location(engine)} {fault(str(error.orig))}") from error


def fault(message: str) -> str:
    """The database's message in the user's words.

    >>> fault("database is locked")
    'has been in use by another writer for more than 5 seconds: try again'
    """
    lowered = message.lower()
    return next((words for sign, words in FAULTS if sign in lowered), f"gave an error: {message}")


def location(engine: Engine) -> str:
    """The ledger's path, or its URL without the password."""
    url = engine.url
    return f"the ledger {url.database}" if url.get_backend_name() == "sqlite" else f"the ledger {url.render_as_string(hide_password=True)}"
