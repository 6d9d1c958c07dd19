"""The same ledger on a PostgreSQL server: the same disputes, decisions, search, past and tamper-evidence."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from picketline.ledger import Ledger, Query
from picketline.model.errors import LedgerError

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(
        not all(map(shutil.which, ("initdb", "pg_ctl", "postgres"))), reason="PostgreSQL's server programs are not installed"
    ),
]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A server of its own on a socket in a folder of its own; the URL of an empty database on it."""
    folder = Path(tempfile.mkdtemp(prefix="pl-pg-"))
    user: dict[str, str] = {}
    if os.geteuid() == 0:  # the server refuses to run as root
        owner = next(name for name in ("postgres", "nobody") if name in {entry.pw_name for entry in pwd.getpwall()})
        shutil.chown(folder, owner)
        user = {"user": owner}

    def do(*command: str) -> None:
        subprocess.run(command, check=True, capture_output=True, cwd=folder, env={**os.environ, "LC_ALL": "C.UTF-8"}, **user)  # type: ignore[call-overload]

    do("initdb", "-D", "data", "-U", "picket", "--auth=trust", "--encoding=UTF8", "--no-sync")
    do("pg_ctl", "-D", "data", "-w", "-l", "log", "-o", f"-k {folder} -c listen_addresses='' -c fsync=off", "start")
    try:
        yield f"postgresql://picket@/postgres?host={folder}"
    finally:
        do("pg_ctl", "-D", "data", "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder)


@pytest.fixture
def team(server: str) -> Iterator[Ledger]:
    """An empty ledger on the server."""
    with create_engine(server.replace("postgresql:", "postgresql+psycopg:")).begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    with Ledger.open(server) as ledger:
        yield ledger


def test_both_databases_hold_the_same_disputes(team, ledger, story) -> None:
    """Ids, values, rivals and rules are those of a ledger in a file; nothing is found wrong in either."""
    for told in story:
        told.into(team)
        told.into(ledger)
    assert list(team.disputes()) == list(ledger.disputes())
    assert team.summaries() == ledger.summaries()
    assert team.facets() == ledger.facets()
    assert list(team.verify()) == [] and team.head() == ledger.head()


def test_decisions_search_and_the_past_work_alike(team, story) -> None:
    """Merge and undo, words and phrases, and the ledger as of a day."""
    for told in story:
        told.into(team)
    before = list(team.disputes())
    decision = team.merge(before[0].id, before[1].id, by="Ann", recorded_at="2024-06-01")
    assert team.count() == 1
    team.undo(decision.id, by="Ann", recorded_at="2024-06-03")
    assert list(team.disputes()) == before
    assert [summary.employers[0] for summary in team.summaries(Query(text='"downed tools"'))] == ["Tolland Mill"]
    with team.as_of("2024-06-02") as past:
        assert past.count() == 1
    assert story[0].document in list(team.documents("dockers"))


def test_no_row_can_be_changed(team, server, story) -> None:
    """The server refuses UPDATE, DELETE and TRUNCATE."""
    story[0].into(team)
    for change in ("UPDATE claims SET quote = ''", "DELETE FROM claims", "TRUNCATE claims CASCADE"):
        engine = create_engine(server.replace("postgresql:", "postgresql+psycopg:"))
        with engine.connect() as connection, pytest.raises(Exception, match="append-only"):
            connection.execute(text(change))


def test_a_server_that_does_not_answer_is_named() -> None:
    """Without the password, and with what to look at."""
    with pytest.raises(LedgerError, match=r"postgresql.*\*\*\*@.*does not answer|cannot be found") as told:
        Ledger.open("postgresql://ann:secret@127.0.0.1:1/ledger")
    assert "secret" not in str(told.value)
