"""Whoever changes the file behind the program's back is found out."""

import sqlite3

import pytest

TAMPERINGS = {
    "a word of a report": "UPDATE documents SET text = replace(text, 'Dockers', 'Lockers')",
    "the bytes of a report": "UPDATE documents SET original = x'00' WHERE rowid = 1",
    "the speaker of a claim": "UPDATE claims SET said_by = 'the police' WHERE said_by = 'the union'",
    "a number": "UPDATE claims SET content = replace(content, '380', '830'), value = '830' WHERE property = 'workers_involved'",
    "a quote's place": "UPDATE claims SET evidence = '[[0,7,\"380 men\"]]' WHERE quote = '380 men'",
    "the moment of recording": "UPDATE claims SET recorded_at = '2020-01-01T00:00:00.000000Z' WHERE rowid = 3",
    "a removed claim": "DELETE FROM claims WHERE rowid = 2",
    "a removed judgement": "DELETE FROM judgements WHERE rowid = 1",
    "a verdict turned round": "UPDATE corrections SET verdict = 'accept'",
    "two rows in each other's place": "UPDATE claims SET entry = -entry WHERE rowid IN (2, 3);"
    "UPDATE claims SET entry = (SELECT sum(-entry) FROM claims WHERE entry < 0) + entry WHERE entry < 0",
    "a layer beyond the text": "UPDATE layers SET end_offset = 100000",
}


@pytest.fixture
def decided(filled, tell):
    """The story with a layer and a correction in it, so that every table has a row."""
    from dataclasses import replace

    from picketline.model import Layer, Record

    told = tell("Menu\nCrews at Port Ashby went home.")
    document = replace(told.document, layers=(Layer(0, 4, "furniture"),))
    filled.add(document, told.data, Record("x", False), recorded_at="2024-01-01")
    filled.correct(filled.claims()[0].id, "reject", by="Ann", recorded_at="2024-01-01")
    return filled


def tamper(path, statements: str) -> None:
    with sqlite3.connect(path) as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        raw.executescript(statements)


def test_an_untouched_ledger_holds(decided) -> None:
    """Nothing is found in it."""
    assert list(decided.verify()) == []


@pytest.mark.parametrize("what", TAMPERINGS)
def test_tampering_is_found(decided, tmp_path, what) -> None:
    """Any change to a row, and any row taken away, breaks the chain where it was made."""
    tamper(tmp_path / "test.db", TAMPERINGS[what])
    assert list(decided.verify())


def test_a_forger_who_mends_the_chain_is_found_by_the_words(decided, tmp_path) -> None:
    """Even with every link made anew, a quote that the document does not say is found; and the head is not the one noted down."""
    from picketline.ledger.chain import GENESIS, link
    from picketline.ledger.engine import open_engine, reading
    from picketline.ledger.read import Reader
    from picketline.ledger.verify import _in_order

    noted = decided.head()
    tamper(tmp_path / "test.db", "UPDATE claims SET evidence = replace(evidence, '380 men', '830 men')")
    chain, links = GENESIS, []
    with reading(open_engine(tmp_path / "test.db")) as connection:
        for table, row in _in_order(Reader(connection)):
            chain = link(chain, table.name, row)
            links.append((table.name, row["id"], chain))
    tamper(tmp_path / "test.db", ";".join(f"UPDATE {table} SET chain = '{chain}' WHERE id = '{row}'" for table, row, chain in links))
    problems = [finding.problem for finding in decided.verify()]
    assert any("'830 men' is not what its document says" in problem for problem in problems)
    assert not any("chain" in problem for problem in problems)
    assert decided.head() != noted


def test_a_cache_that_lies_is_found_and_made_anew(filled, tmp_path) -> None:
    """What a list shows is checked against the rows; after that it is right again."""
    before = filled.summaries()
    tamper(tmp_path / "test.db", "UPDATE cached_disputes SET employers = '[\"Nobody\"]'; DELETE FROM cached_events WHERE position = 1")
    assert filled.summaries() != before
    assert {finding.table for finding in filled.verify()} == {"cached_disputes"}
    assert filled.summaries() == before
    assert list(filled.verify()) == []


def test_the_head_changes_with_every_row(filled) -> None:
    """It stands for all that was recorded before."""
    before = filled.head()
    filled.correct(filled.claims()[0].id, "reject", by="Ann", recorded_at="2024-01-01")
    assert filled.head() != before
