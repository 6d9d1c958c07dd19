"""The list of disputes: what its filters find, count and show, and what is downloaded of it."""

import csv
import html
import io
import json
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from fastapi.testclient import TestClient

from picketline.export import exporter
from picketline.ledger import Ledger, Query
from picketline.ledger.query import FACETS
from picketline.web.app import create_app

FILES = ("csv", "xlsx", "json", "jsonl", "geojson")


def links(text: str) -> list[str]:
    return [html.unescape(found) for found in re.findall(r'href="([^"]+)"', text)]


def total(text: str) -> int:
    return int(re.search(r'id="count">([\d,]+) dispute', text)[1].replace(",", ""))  # type: ignore[index]


def test_the_number_beside_a_value_is_what_its_filter_finds(desk: TestClient) -> None:
    """Every checkbox of every facet: ticked alone, it finds as many disputes as it says."""
    boxes = re.findall(r'name="(\w+)" value="([^"]+)"><span>[^<]*</span><data value="(\d+)">', desk.get("/disputes").text)
    assert {name for name, _, _ in boxes} >= {"country", "region", "form", "status", "event", "employers", "size"}
    for name, value, many in boxes:
        assert total(desk.get("/disputes", params={name: html.unescape(value)}).text) == int(many), (name, value)


def test_every_filter_in_use_is_a_chip_whose_cross_takes_it_out(desk: TestClient) -> None:
    """Two countries and a word: three chips; each leads to the address without it, and the rest stays."""
    text = desk.get("/disputes?country=LT&country=BD&text=strike").text
    chips = re.findall(r'aria-label="Remove ([^"]+)"', text)
    assert chips == ["Words: strike", "Country: Lithuania", "Country: Bangladesh"]
    assert "/disputes?country=BD&text=strike" in links(text)
    assert "/disputes?country=LT&country=BD" in links(text)


def test_codes_are_read_in_any_case(desk: TestClient) -> None:
    """A code that a person wrote small finds the same, and its chip takes it out."""
    text = desk.get("/disputes?country=lt&form=STRIKE").text
    assert total(text) == total(desk.get("/disputes?country=LT&form=strike").text) == 1
    assert "/disputes?form=STRIKE" in links(text)


def test_an_address_with_empty_filters_leads_to_one_that_can_be_shared(desk: TestClient) -> None:
    """A form sends what was left empty; the address that stays says only what is asked."""
    answer = desk.get("/disputes?since=&until=2026&employer=&country=LT")
    assert answer.url.query == b"until=2026&country=LT"


@pytest.mark.parametrize(
    ("asked", "told"), [("?text=zzz", "No dispute meets all of these filters."), ("?text=zzz&view=map", "No dispute meets all of these")]
)
def test_nothing_found_says_so_and_how_to_go_on(desk: TestClient, asked: str, told: str) -> None:
    """In the table and in the pictures alike."""
    assert told in desk.get(f"/disputes{asked}").text


def test_an_empty_ledger_leads_to_adding_reports(tmp_path: Path) -> None:
    """There is nothing to filter, so the page says what to do first."""
    empty = TestClient(create_app(str(tmp_path / "empty.db"), by="ada"), base_url="http://127.0.0.1")
    text = empty.get("/disputes").text
    assert "The ledger holds no dispute yet." in text
    assert "/add" in links(text)


def test_pages_go_on_from_a_place_that_is_not_a_number(desk: TestClient) -> None:
    """Walking by "Next" meets every dispute once, "Back" returns; a mark that is not ours is refused in words."""
    met, pages, path = [], 0, "/disputes?order=reports&_size=1"
    while path:
        text = desk.get(path).text
        met += re.findall(r'<th scope="row"><a href="/d/(D-\w+)"', text)
        onward = re.search(r'rel="next" href="([^"]+)"', text)
        path, pages = html.unescape(onward[1]) if onward else "", pages + 1
    assert len(met) == len(set(met)) == total(desk.get("/disputes").text)
    assert pages > 1
    assert 'rel="prev"' in text
    refused = desk.get("/disputes?after=17")
    assert refused.status_code == 400
    assert "start from its first page" in refused.text


@pytest.mark.parametrize(("wish", "status"), [("2", 200), ("max", 200), ("0", 400), ("1001", 400), ("many", 400)])
def test_a_page_has_as_many_lines_as_are_asked_for(desk: TestClient, wish: str, status: int) -> None:
    """Up to a thousand; for any other wish the page says what can be asked."""
    answer = desk.get("/disputes", params={"_size": wish})
    assert answer.status_code == status
    assert ("write a number from 1 to 1000, or max" in answer.text) == (status == 400)


def test_a_date_that_cannot_be_read_is_told_before_a_file_begins(desk: TestClient) -> None:
    """As a page, with what would be right, not as a broken download."""
    answer = desk.get("/disputes.csv?since=spring")
    assert answer.status_code == 400
    assert "2020-Q1" in answer.text


@pytest.mark.parametrize("suffix", FILES)
def test_a_file_of_the_list_is_that_of_the_exporter(desk: TestClient, ledger_path: Path, suffix: str) -> None:
    """What is streamed by the desk is byte for byte what the export writes, and holds the address of each dispute."""
    answer = desk.get(f"/disputes.{suffix}?form=strike")
    out = io.BytesIO()
    with Ledger.open(ledger_path) as ledger:
        exporter(suffix).write(*ledger.stream(Query(form=("strike",))), out, "http://127.0.0.1")
    if suffix == "xlsx":
        ours, theirs = (zipfile.ZipFile(io.BytesIO(data)) for data in (answer.content, out.getvalue()))
        assert all(ours.read(name) == theirs.read(name) for name in theirs.namelist())
    else:
        assert answer.content == out.getvalue()
    assert urls(suffix, answer.content) == urls_expected(desk)


def urls(suffix: str, data: bytes) -> list[str]:
    if suffix == "csv":
        return sorted(row["url"] for row in csv.DictReader(io.StringIO(data.decode())))
    if suffix == "xlsx":
        header, *rows = openpyxl.load_workbook(io.BytesIO(data))["Disputes"].iter_rows(values_only=True)
        return sorted(str(row[header.index("url")]) for row in rows)
    if suffix == "jsonl":
        return sorted(json.loads(line)["url"] for line in data.splitlines())
    told = json.loads(data)
    return sorted(one["url"] for one in told) if suffix == "json" else sorted(one["properties"]["url"] for one in told["features"])


def urls_expected(desk: TestClient) -> list[str]:
    items = desk.get("/api/v1/disputes", params={"form": "strike"}).json()["items"]
    assert items
    return sorted(f"http://127.0.0.1/d/{item['id']}" for item in items)


def test_the_chart_counts_by_any_facet(desk: TestClient) -> None:
    """Each facet that something is counted under has its bars, which lead to the filtered list."""
    for name in FACETS:
        text = desk.get("/disputes", params={"view": "chart", "by": name}).text
        counted = desk.app.state.ledger.facets()[name]  # type: ignore[attr-defined]
        assert text.count('class="many"') == min(25, len(counted)), name
