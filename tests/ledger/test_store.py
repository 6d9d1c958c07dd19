"""What goes into the ledger comes out, once, and stays."""

from dataclasses import replace

import pytest
from sqlalchemy import create_engine, text

from picketline.ledger import Ledger, Query
from picketline.ledger.schema import RECORDED
from picketline.model import Issue, Layer, Record, claims
from picketline.model.errors import EvidenceError, UserError


def test_a_document_comes_out_as_it_went_in(ledger, tell) -> None:
    """Text, layers, metadata and bytes are kept as they were read."""
    told = tell("Ferry crews at Port Ashby struck.\nMore news", "2001-02-03")
    document = replace(
        told.document, layers=(Layer(34, 43, "furniture", "menu"),), metadata=(("published:from", "page"),), url="https://example.org/a"
    )
    ledger.add(document, told.data, Record("report", False), recorded_at="2024-01-01")
    assert ledger.document(document.id) == document
    assert ledger.original(document.id) == told.data


def test_claims_come_out_as_they_went_in(filled, story) -> None:
    """Every value of the record is a claim with its words, its speaker and its number."""
    for told in story:
        assert list(filled.claims(told.document.id)) == list(claims(told.record, told.document.id, "model:own"))


def test_a_report_that_is_there_is_left_as_it_stands(filled, story) -> None:
    """A second run adds nothing: not a row."""
    before = filled.head()
    assert all(filled.add(told.document, told.data, told.record, recorded_at="2030-01-01").already for told in story)
    assert filled.head() == before


def test_an_issue_met_twice_is_one_row(ledger) -> None:
    """What cannot be read is told once, however often it is met."""
    issue = Issue("reports/a.pdf", "sources", "holds no text")
    assert [ledger.note([issue], recorded_at=day) for day in ("2024-01-01", "2024-01-02")] == [1, 0]
    assert [found.message for found in ledger.issues()] == ["holds no text"]


def test_a_quote_that_is_not_in_the_text_is_not_taken(ledger, story) -> None:
    """The ledger refuses a claim whose words its document does not say, and keeps nothing of that report."""
    first, second, *_ = story
    with pytest.raises(EvidenceError):
        ledger.add(first.document, first.data, second.record, recorded_at="2024-01-01")
    assert not ledger.has(first.document.id)


def test_other_bytes_than_the_document_was_read_from_are_not_taken(ledger, story) -> None:
    """The bytes kept are those whose hash is the document's id."""
    with pytest.raises(EvidenceError, match="bytes"):
        ledger.add(story[0].document, b"something else", story[0].record, recorded_at="2024-01-01")


@pytest.mark.parametrize("table", [table.name for table in RECORDED])
@pytest.mark.parametrize("change", ["UPDATE {} SET recorded_at = 'never'", "DELETE FROM {}"])
def test_no_row_can_be_changed_or_deleted(filled, tmp_path, table, change) -> None:
    """The database itself refuses, whatever program asks."""
    filled.note([Issue("a", "sources", "b")], recorded_at="2024-01-01")
    dispute = filled.summaries()[0].id
    filled.merge(dispute, filled.summaries()[1].id, by="Ann", recorded_at="2024-01-01")
    filled.correct(filled.claims()[0].id, "accept", by="Ann", recorded_at="2024-01-01")
    told = filled.document(filled.claims()[0].document)
    extra = replace(told, id="S-0", sha256=told.sha256, layers=(Layer(0, 3, "title"),))
    filled.add(extra, filled.original(told.id), Record("x", False), recorded_at="2024-01-01")
    with create_engine(f"sqlite:///{tmp_path / 'test.db'}").connect() as connection, pytest.raises(Exception, match="append-only"):
        connection.execute(text(change.format(table)))


def test_what_is_not_there_is_a_users_error(ledger) -> None:
    """An unknown id is told by name."""
    for ask in (ledger.dispute, ledger.document, ledger.claim, ledger.original):
        with pytest.raises(UserError, match="X-0"):
            ask("X-0")


def test_reopened_it_is_the_same_ledger(filled, tmp_path) -> None:
    """What was added is in the file."""
    before = list(filled.disputes())
    filled.close()
    with Ledger.open(tmp_path / "test.db", create=False) as again:
        assert list(again.disputes()) == before
        assert again.count(Query(employer="harwick")) == 1
