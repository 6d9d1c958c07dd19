"""The file is a plain SQLite database that other tools read as it is."""

import asyncio
import sqlite3

from datasette.app import Datasette


def test_it_opens_in_datasette(filled, tmp_path) -> None:
    """Disputes and events are tables that people can read; the search box works; each claim leads to its document."""
    filled.summaries()

    async def ask(path: str) -> dict:  # type: ignore[type-arg]
        response = await datasette.client.get(path)
        assert response.status_code == 200, path
        return response.json()  # type: ignore[no-any-return]

    datasette = Datasette([str(tmp_path / "test.db")])

    async def read() -> None:
        disputes = await ask("/test/disputes.json?_shape=array&_sort=id")
        assert sorted(row["employers"] for row in disputes) == ['["Harwick Quays"]', '["Tolland Mill"]']
        events = await ask("/test/events.json?_shape=array&type=action_ended")
        assert [(row["date"], row["quote"]) for row in events] == [("1987-03-09", "resumed work on 9 March 1987")]
        claims = await ask("/test/claims.json?_shape=array&_search=weavers&_labels=on")
        assert {row["property"] for row in claims} == {"worker"}
        document = claims[0]["document"]["value"]
        assert (await ask(f"/test/documents/{document}.json?_shape=array"))[0]["text"].startswith("Weavers")

    asyncio.run(read())


def test_sqlite_finds_nothing_wrong_with_it(filled, tmp_path) -> None:
    """Integrity and foreign keys, in write-ahead mode, under picketline's application id."""
    with sqlite3.connect(tmp_path / "test.db") as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert raw.execute("PRAGMA application_id").fetchone()[0].to_bytes(4, "big") == b"pick"
