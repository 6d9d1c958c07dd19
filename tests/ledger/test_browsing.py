"""The list page by page, with what its disputes are counted under."""

from dataclasses import replace

import pytest

from picketline.ledger import Ledger, Query
from picketline.ledger.query import FACETS

AT = "2024-06-01T00:00:00Z"


def fresh(tmp_path) -> Ledger:
    return Ledger.open(tmp_path / "test.db")


def test_every_facet_counts_the_disputes_that_its_filter_finds(filled, tmp_path) -> None:
    """The number beside a value is how many disputes the list has when that value is asked for: by the counts and by SQL alike."""
    counts = filled.facets()
    assert {name for name in FACETS if counts[name]} >= {"country", "region", "status", "event", "employers", "size", "conflict", "demand"}
    assert counts["region"] == {"154": 1}
    assert counts["size"] == {"100": 1, "unknown": 1}
    assert counts["conflict"] == {"any": 1, "workers_involved": 1}
    for name in FACETS:
        for value, many in counts[name].items():
            query = Query(**{name: (value,)})  # type: ignore[arg-type]
            assert filled.browse(query).total == filled.count(query) == many, (name, value)


def test_what_is_asked_of_a_facet_leaves_its_other_values_countable(filled) -> None:
    """With status=ended chosen the list is shorter, other facets count within it, and status still says what "ongoing" would add."""
    found = filled.browse(Query(status=("ended",)))
    assert found.total == 1
    assert found.counts["status"] == {"ended": 1, "ongoing": 1}
    assert found.counts["employers"] == {"Harwick Quays": 1}
    assert found.years == {"1987": 1}


@pytest.mark.parametrize("order", ["latest", "started", "workers", "reports", "id"])
def test_pages_follow_each_other_in_every_order_and_back_again(ledger, tell, order) -> None:
    """Seven disputes in pages of two: each once, in the order of the whole list; walking back gives the pages again."""
    for n in range(7):
        town, day = f"Town{'abcdefg'[n]}", f"2019-05-{1 + n // 3:02d}"
        report = tell(
            f"Weavers walked out at {town} Mill. About {n % 4}00 did.", day, employers=f"{town} Mill", people=(n % 4 * 100, f"{n % 4}00")
        )
        report.into(ledger)
    query = Query(order=order)
    whole = [summary.id for summary in ledger.summaries(query)]
    pages, after = [ledger.browse(query, limit=2)], None
    while (after := pages[-1].after) is not None:
        pages.append(ledger.browse(query, limit=2, after=after))
    assert [row.id for page in pages for row in page.rows] == whole
    back = [pages[-1]]
    while (before := back[-1].before) is not None:
        back.append(ledger.browse(query, limit=2, before=before))
    assert [page.rows for page in reversed(back)] == [page.rows for page in pages]
    assert pages[0].before is None


def test_a_new_dispute_moves_no_page(ledger, tell) -> None:
    """What was added ahead of the place at which a reader goes on is not met, and nothing is met twice."""
    for n in range(4):
        tell(f"Weavers walked out at Mill {'abcd'[n]}.", f"2019-05-0{n + 1}", employers=f"Mill {'abcd'[n]}").into(ledger)
    first = ledger.browse(limit=2)
    tell("Dockers walked out at Harwick Quays.", "2019-06-01", employers="Harwick Quays").into(ledger)
    second = ledger.browse(limit=2, after=first.after)
    assert [row.employers[0] for row in (*first.rows, *second.rows)] == ["Mill d", "Mill c", "Mill b", "Mill a"]


def test_counts_that_grew_with_the_ledger_are_those_of_a_ledger_opened_anew(filled, tell, tmp_path) -> None:
    """After another report, a correction, a merge and its undoing, what was kept in memory says what the file says."""

    def agrees() -> None:
        with fresh(tmp_path) as again:
            for query in (Query(), Query(country=("GB",)), Query(text="dockers"), Query(since="1988")):
                assert filled.browse(query) == again.browse(query)
                assert filled.browse(query).total == filled.count(query)

    agrees()
    tell("Bakers at Ormond Mill struck on 4 May 1990.", "1990-05-05", employers="Ormond Mill", started=("1990-05-04", "4 May 1990")).into(
        filled
    )
    agrees()
    claim = next(claim for claim in filled.claims() if claim.property == "employer")
    filled.correct(claim.id, "replace", by="Ann", recorded_at=AT, value={"value": "Harwick Docks"})
    agrees()
    one, two, *_ = [summary.id for summary in filled.summaries()]
    decision = filled.merge(one, two, by="Ann", recorded_at=AT)
    agrees()
    filled.undo(decision.id, by="Ann", recorded_at=AT)
    agrees()


def test_disputes_are_streamed_with_their_sources(filled) -> None:
    """The sources at hand are those of the dispute that was given last; the stream is the list."""
    disputes, sources = filled.stream(Query(order="id"))
    streamed = []
    for dispute in disputes:
        streamed.append(dispute)
        assert all(sources[document] == filled.sources()[document] for document in dispute.documents())
    assert streamed == list(filled.disputes(replace(Query(), order="id")))


def test_lines_are_the_summaries_with_the_addresses_of_their_reports(ledger, tell) -> None:
    """In the list's order; a dispute whose reports have no address has none."""
    for n, url in enumerate(("https://example.org/a", None)):
        told = tell(f"Weavers walked out at Mill {'ab'[n]}.", f"2019-05-0{n + 1}", employers=f"Mill {'ab'[n]}")
        replace(told, document=replace(told.document, url=url)).into(ledger)
    lines = list(ledger.lines())
    assert tuple(summary for summary, _ in lines) == ledger.summaries()
    assert [urls for _, urls in lines] == [(), ("https://example.org/a",)]


@pytest.mark.parametrize("words", ["dockers", "Harwick", '"downed tools"', "Mill", "Ann", "nobody", '"', "AND OR ("])
def test_words_find_the_same_in_memory_and_by_sql(filled, tell, words) -> None:
    """In reports, values, and a person's own claim; now, and in the ledger as it was before the last report and decision."""
    then = max(filled.days())
    tell("Dockers at Ormond Mill struck on 4 May 1990.", "1990-05-05", employers="Ormond Mill").into(filled, "2025-01-02T00:00:00Z")
    claim = next(claim for claim in filled.claims() if claim.property == "employer")
    filled.state(replace(claim, value={"value": "Ann"}, method="person:Ann"), recorded_at="2025-01-03T00:00:00Z")
    for ledger in (filled, filled.as_of(then)):
        assert ledger.browse(Query(text=words)).total == ledger.count(Query(text=words))
