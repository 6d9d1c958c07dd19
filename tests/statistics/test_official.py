"""Published figures of the US Bureau of Labor Statistics, computed again from a ledger into which its listing was imported."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.shared import SHARED, needs_shared

from picketline.export.figures import Asked, figures
from picketline.ledger import Ledger
from picketline.model import Dispute
from picketline.statistics.calendar import Calendar
from picketline.statistics.explain import explanation, recomputed
from picketline.statistics.profile import profile
from picketline.tables.document import document
from picketline.tables.map import find
from picketline.tables.read import read

pytestmark = needs_shared
DATA = SHARED / "data"
WHEN = "2024-01-01T00:00:00Z"


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def imported(path: Path, name: str, chart: str) -> list[Dispute]:
    """The disputes of a ledger that holds one listing."""
    columns, data = find(chart), (DATA / name).read_bytes()
    table = document(name, data)
    found = read(table, columns)
    with Ledger.open(path) as ledger:
        ledger.add(table, data, found.record, recorded_at=WHEN, issues=found.issues, further=found.segments, method=f"table:{chart}")
        return list(ledger.disputes())


@pytest.fixture(scope="module")
def segments(tmp_path_factory: pytest.TempPathFactory) -> list[Dispute]:
    return imported(tmp_path_factory.mktemp("ledger") / "bls.db", "bls_segments_2020_2022.csv", "bls-segments")


def days_by_month(disputes: list[Dispute]) -> dict[str, float]:
    asked = Asked(profile("us-bls"), "month", measures=("days-not-worked",), since="2020", until="2022")
    return {cell.period: round(cell.value.best / 1000, 1) for cell in figures(disputes, asked).cells}


def published() -> Iterator[tuple[str, float]]:
    for row in rows("bls_wsu001_monthly_2014_2023.csv"):
        if 2020 <= int(row["year"]) <= 2022:
            yield f"{row['year']}-{int(row['month']):02d}", float(row["days_idle_thousands"])


def test_the_days_idle_of_35_of_36_months_are_those_published(segments: list[Dispute]) -> None:
    """To the published decimal; October 2021 is published as 261.0 and computes as 261.2 (../shared/data/README.md)."""
    computed = days_by_month(segments)
    assert {month: (computed[month], official) for month, official in published() if computed[month] != official} == {
        "2021-10": (261.2, 261.0)
    }


def test_the_yearly_counts_of_stoppages_and_workers_are_those_published(segments: list[Dispute]) -> None:
    """Eleven figures: beginning and in effect, 2020 to 2022."""
    measures = ("stoppages-beginning", "stoppages-in-effect", "workers-beginning", "workers-in-effect")
    found = figures(segments, Asked(profile("us-bls"), "year", measures=measures, since="2020", until="2022")).cells
    by_year = {year: [cell.value.best for cell in found if cell.period == year] for year in ("2020", "2021", "2022")}
    assert by_year["2020"] == [8, 10, 27_000, 30_600]
    assert by_year["2021"] == [16, 17, 80_700, 82_500]
    assert by_year["2022"][:3] == [23, 26, 120_600]


def test_another_profile_gives_other_figures_of_the_same_ledger(segments: list[Dispute]) -> None:
    """By the ILO rule the days differ, and the explanation carries the rules that made them."""
    by_rule = {
        name: figures(segments, Asked(profile(name), "year", measures=("days-not-worked",), since="2021", until="2021"))
        for name in ("us-bls", "ilo-1993")
    }  # fmt: skip
    assert by_rule["us-bls"].cells[0].value != by_rule["ilo-1993"].cells[0].value
    for found in by_rule.values():
        assert recomputed(explanation(found.cells[0], found.profile)) == found.cells[0].value


def test_from_the_raw_listing_31_of_36_months_come_out(tmp_path: Path) -> None:
    """Notes and published workdays are read: plain dates times workers give 22, the hand-made segments 35."""
    computed = days_by_month(imported(tmp_path / "raw.db", "bls_listing_2020_2023.csv", "bls-listing"))
    assert sum(computed[month] == official for month, official in published()) >= 31


def test_the_published_workdays_of_seven_stoppages_are_those_of_the_calendar() -> None:
    """March 2011 and May 2013: workdays in the month of the page."""
    calendar = Calendar(country="US")
    for row in rows("bls_month_pages_2011_2013.csv"):
        begin = date.fromisoformat(row["begin"])
        month_end = date(begin.year, begin.month + 1, 1).toordinal() - 1
        end = date.fromisoformat(row["end"]) if row["end"] else date.fromordinal(month_end)
        assert calendar.workdays(begin, end) == int(row["workdays_this_month"])


def test_the_faulty_rows_of_a_large_listing_are_reported() -> None:
    """FMCS: 8 rows end before they start, 86 have no end, 45 no number of workers; all 14,317 are kept."""
    name = "fmcs_work_stoppages_1984_2020.csv"
    found = read(document(name, (DATA / name).read_bytes()), find("fmcs"))
    messages = [issue.message for issue in found.issues]
    assert (found.rows, len(found.record.disputes)) == (14_317, 14_317)
    assert sum("before it starts" in message for message in messages) == 8
    assert messages.count("it has no ended") == 86
    assert messages.count("it has no number of workers") == 45
